"""The factories that the cases talk about, as the mod exports them; each shows another kind of trouble."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from agent.contract import Snapshot

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

Json = dict[str, Any]

SHORT = "item_ingredient_shortage"


def _snapshot(entities: Iterable[Json], **more: Any) -> Snapshot:  # noqa: ANN401 - JSON
    rows = [{"unit": number, "force": "player", **row} for number, row in enumerate(entities, 1)]
    return Snapshot.model_validate(
        {
            "protocol": "1.0",
            "kind": "snapshot",
            "id": "5a3f19c2-s1",
            "session": "5a3f19c2",
            "tick": 1_296_000,
            "player": {"index": 1, "name": "Vera"},
            "surface": {"name": "nauvis", "index": 1, "planet": "nauvis", "solar_multiplier": 1.0},
            "area": {"left_top": {"x": -200, "y": -200}, "right_bottom": {"x": 200, "y": 200}},
            "selection": "entities",
            "load_score": 1,
            "entity_count": len(rows),
            "entities": rows,
            **more,
        },
        strict=False,
    )


def _maker(name: str, recipe: str | None, status: str, x: float, y: float, speed: float, **has: int) -> Json:
    items = [{"name": item.replace("_", "-"), "count": count} for item, count in has.items()]
    return {
        "type": "furnace" if name.endswith("furnace") else "assembling-machine",
        "name": name,
        "x": x,
        "y": y,
        "recipe": recipe,
        "status": status,
        "crafting_speed": speed,
        "productivity_bonus": 0.0,
        "network": 7,
        "inventories": [{"inventory": "crafter_input", "slots": 3, "free_slots": 1, "items": items}],
    }


def _network(**more: Any) -> Json:  # noqa: ANN401 - JSON
    return {"id": 7, "satisfaction": 1.0, "demand_w": 2.4e6, "supply_w": 2.4e6, "poles": 12, "consumers": 16, **more}


def green_science() -> Snapshot:
    """Inserters starve for circuits, circuits for cable: one cable machine behind four circuit machines."""
    rows = [_maker("assembling-machine-2", "copper-cable", "working", -41.5, 12.5, 0.75, copper_plate=8)]
    rows += [
        _maker("assembling-machine-2", "electronic-circuit", SHORT, -35.5 + 4 * n, 12.5, 0.75, iron_plate=12)
        for n in range(4)
    ]
    rows += [
        _maker("assembling-machine-2", "inserter", SHORT, -35.5 + 4 * n, 20.5, 0.75, iron_plate=6, iron_gear_wheel=5)
        for n in range(2)
    ]
    rows += [
        _maker("assembling-machine-2", "logistic-science-pack", SHORT, -35.5 + 4 * n, 28.5, 0.75, transport_belt=9)
        for n in range(5)
    ]
    rows += [
        _maker(
            "assembling-machine-1", "transport-belt", "full_output", -11.5, 28.5, 0.5, iron_plate=4, iron_gear_wheel=4
        )
    ]
    return _snapshot(rows, electric_networks=[_network()])


def steel() -> Snapshot:
    """Steel furnaces starve because the plate furnaces before them have no fuel."""
    rows = [_maker("stone-furnace", "iron-plate", "no_fuel", 60.0 + 3 * n, -88.0, 1.0, iron_ore=5) for n in range(8)]
    rows += [_maker("stone-furnace", "iron-plate", "working", 84.0 + 3 * n, -88.0, 1.0, iron_ore=5) for n in range(4)]
    rows += [_maker("steel-furnace", "steel-plate", "no_ingredients", 60.0 + 3 * n, -80.0, 2.0) for n in range(6)]
    return _snapshot(rows)


def brown_out() -> Snapshot:
    """Steam engines at their limit, a demand beyond them."""
    rows: list[Json] = [
        {
            "type": "generator",
            "name": "steam-engine",
            "x": 10.5 + 3 * n,
            "y": -44.5,
            "network": 7,
            "status": "working",
        }
        for n in range(10)
    ]
    rows += [_maker("assembling-machine-2", "iron-gear-wheel", "low_power", 4 * n, 3.5, 0.75) for n in range(14)]
    flows = [
        {"name": "steam-engine", "side": "make", "now_w": 9.0e6, "ten_minutes_w": 8.7e6, "hour_w": 7.2e6},
        {"name": "electric-furnace", "side": "use", "now_w": 5.04e6, "ten_minutes_w": 4.9e6, "hour_w": 4.1e6},
        {"name": "electric-mining-drill", "side": "use", "now_w": 2.16e6, "ten_minutes_w": 2.1e6, "hour_w": 1.9e6},
        {"name": "assembling-machine-2", "side": "use", "now_w": 1.575e6, "ten_minutes_w": 1.5e6, "hour_w": 1.1e6},
    ]
    network = _network(
        satisfaction=0.72,
        demand_w=12.5e6,
        supply_w=9.0e6,
        maximum_w=9.0e6,
        consumers=58,
        low_power=14,
        poles=31,
        flows=flows,
    )
    return _snapshot(rows, electric_networks=[network])


def solar_night() -> Snapshot:
    """Solar panels by day, too few accumulators for the night."""
    rows: list[Json] = [
        {"type": "solar-panel", "name": "solar-panel", "x": -90.5 + 3 * n, "y": 60.5, "network": 7, "status": "working"}
        for n in range(24)
    ]
    rows += [
        {
            "type": "accumulator",
            "name": "accumulator",
            "x": -90.0 + 2 * n,
            "y": 66.0,
            "network": 7,
            "energy_j": 1.2e6,
            "energy_max_j": 5.0e6,
        }
        for n in range(9)
    ]
    rows += [_maker("assembling-machine-2", "copper-cable", "working", -90.5 + 4 * n, 72.5, 0.75) for n in range(6)]
    flows = [
        {"name": "solar-panel", "side": "make", "now_w": 1.44e6, "ten_minutes_w": 1.0e6, "hour_w": 1.0e6},
        {"name": "assembling-machine-2", "side": "use", "now_w": 0.93e6, "ten_minutes_w": 0.93e6, "hour_w": 0.9e6},
        {"name": "accumulator", "side": "use", "now_w": 0.2e6, "ten_minutes_w": 0.1e6},
    ]
    network = _network(
        demand_w=0.93e6,
        supply_w=0.93e6,
        maximum_w=1.44e6,
        stored_j=10.8e6,
        storage_j=45e6,
        accumulators=9,
        consumers=6,
        flows=flows,
    )
    surface = {
        "name": "nauvis",
        "index": 1,
        "planet": "nauvis",
        "solar_multiplier": 1.0,
        "daytime": 0.1,
        "ticks_per_day": 25000,
        "dusk": 0.25,
        "evening": 0.45,
        "morning": 0.55,
        "dawn": 0.75,
    }
    return _snapshot(rows, electric_networks=[network], surface=surface)


def robots() -> Snapshot:
    """A network whose robots wait for a pad, with requests that nothing in it can fill."""
    ports = [
        {
            "network": 3,
            "name": "roboport",
            "x": 100.0 + 50 * n,
            "y": -20.0,
            "unit": 900 + n,
            "inside": True,
            "charging": 4,
            "to_charge": 11 - 4 * n,
            "logistic": n,
            "logistic_radius": 25.0,
            "construction_radius": 55.0,
        }
        for n in range(2)
    ]
    points = [
        {
            "network": 3,
            "mode": "requester",
            "name": "requester-chest",
            "x": 111.5,
            "y": -14.5,
            "unit": 950,
            "inside": True,
            "slots": 48,
            "free_slots": 40,
            "requests": [{"name": "processing-unit", "count": 400}],
            "holds": [{"name": "processing-unit", "count": 30}],
        },
        {
            "network": 3,
            "mode": "requester",
            "name": "requester-chest",
            "x": 131.5,
            "y": -26.5,
            "unit": 951,
            "inside": True,
            "slots": 48,
            "free_slots": 47,
            "requests": [{"name": "low-density-structure", "count": 150}],
        },
        {
            "network": 3,
            "mode": "storage",
            "name": "storage-chest",
            "x": 120.5,
            "y": -30.5,
            "unit": 952,
            "inside": True,
            "slots": 48,
            "free_slots": 0,
            "holds": [{"name": "wood", "count": 4800}],
        },
        {
            "network": 3,
            "mode": "passive_provider",
            "name": "passive-provider-chest",
            "x": 121.5,
            "y": -30.5,
            "unit": 953,
            "inside": True,
            "slots": 48,
            "free_slots": 36,
            "holds": [{"name": "low-density-structure", "count": 60}],
        },
    ]
    network = {
        "id": 3,
        "logistic": {"all": 85, "available": 1},
        "construction": {"all": 20, "available": 20},
        "contents": [{"name": "wood", "count": 4800}, {"name": "low-density-structure", "count": 60}],
    }
    rows = [
        {"type": "roboport", "name": "roboport", "x": port["x"], "y": port["y"], "logistic_network": 3, "network": 7}
        for port in ports
    ]
    return _snapshot(
        rows,
        electric_networks=[_network()],
        logistic_networks=[network],
        roboports=ports,
        logistic_points=points,
        collected=["logistic_networks", "roboports", "logistic_points"],
    )


def trains() -> Snapshot:
    """Trains that stand: no path, no fuel, a full destination."""

    def stop(unit: int, station: str, x: float, y: float, **more: Any) -> Json:  # noqa: ANN401 - JSON
        return {"unit": unit, "station": station, "x": x, "y": y, "inside": True, **more}

    def train(number: int, state: str, x: float, y: float, *stations: str, **more: Any) -> Json:  # noqa: ANN401 - JSON
        return {
            "id": number,
            "state": state,
            "x": x,
            "y": y,
            "inside": True,
            "current": 1,
            "locomotives": 1,
            "cargo_wagons": 4,
            "stops": [{"station": name, "wait": [{"type": "full"}]} for name in stations],
            "fuel": [{"name": "coal", "count": 40}],
            "burning_j": 1e6,
            **more,
        }

    stops = [
        stop(301, "Iron Mine 2", -120.0, 44.0, limit=2, trains=2),
        stop(302, "Smelter In", 64.0, -12.0, limit=1, trains=1),
        stop(303, "Oil West", -33.0, 150.0),
    ]
    runs = [
        train(17, "no_path", -100.0, 60.0, "Copper Mine 3", "Smelter In"),
        train(23, "destination_full", 20.0, -30.0, "Iron Mine 2", "Smelter In"),
        train(
            42,
            "wait_station",
            -120.0,
            40.0,
            "Iron Mine 2",
            "Smelter In",
            station=301,
            wait_ticks=18_000,
            fuel=[],
            burning_j=0.0,
        ),
    ]
    return _snapshot([], trains=runs, train_stops=stops, collected=["trains", "train_stops"])


def defence() -> Snapshot:
    """Gun turrets against nests to the north, some without magazines."""
    rows: list[Json] = [
        {
            "type": "ammo-turret",
            "name": "gun-turret",
            "x": -60.0 + 12 * n,
            "y": -70.0,
            "health": 400.0,
            "max_health": 400.0,
            "inventories": [
                {
                    "inventory": "turret_ammo",
                    "slots": 1,
                    "free_slots": 1 if n < 2 else 0,
                    "items": [] if n < 2 else [{"name": "firearm-magazine", "count": 10}],
                }
            ],
        }
        for n in range(7)
    ]
    enemies = [{"name": "biter-spawner", "type": "unit-spawner", "x": -20.0 + 9 * n, "y": -150.0} for n in range(5)] + [
        {"name": "medium-worm-turret", "type": "turret", "x": -10.0, "y": -140.0, "count": 3}
    ]
    return _snapshot(
        rows,
        enemies=enemies,
        evolution={"factor": 0.37, "time": 0.1, "pollution": 0.2, "spawners": 0.07},
        pollution=[{"x": 0, "y": -5, "amount": 120.0}, {"x": -1, "y": -5, "amount": 80.0}],
        collected=["enemies", "pollution"],
        bonuses={"ammo_damage": {"bullet": 0.2}},
        rules={},
    )


def circuits() -> Snapshot:
    """A decider that never switches, and a lamp on a signal that nobody sends."""
    signal_a = {"name": "signal-A", "type": "virtual"}
    signal_b = {"name": "signal-B", "type": "virtual"}
    rows: list[Json] = [
        {
            "type": "constant-combinator",
            "name": "constant-combinator",
            "x": 5.5,
            "y": 7.5,
            "circuit": {
                "connectors": {"circuit_red": 61},
                "control": {
                    "sections": {"sections": [{"filters": [{"name": "signal-A", "type": "virtual", "count": 250}]}]}
                },
            },
        },
        {
            "type": "decider-combinator",
            "name": "decider-combinator",
            "x": 9.5,
            "y": 7.0,
            "circuit": {
                "connectors": {"combinator_input_red": 61, "combinator_output_red": 62},
                "control": {
                    "decider_conditions": {
                        "conditions": [{"first_signal": signal_a, "comparator": ">", "constant": 1000}],
                        "outputs": [{"signal": signal_b, "copy_count_from_input": False, "constant": 1}],
                    }
                },
            },
        },
        {
            "type": "lamp",
            "name": "small-lamp",
            "x": 13.5,
            "y": 7.5,
            "network": 7,
            "circuit": {
                "connectors": {"circuit_red": 62},
                "control": {
                    "circuit_enabled": True,
                    "circuit_condition": {"first_signal": signal_b, "comparator": ">", "constant": 0},
                },
            },
        },
        {
            "type": "lamp",
            "name": "small-lamp",
            "x": 15.5,
            "y": 7.5,
            "network": 7,
            "circuit": {
                "connectors": {"circuit_green": 63},
                "control": {
                    "circuit_enabled": True,
                    "circuit_condition": {
                        "first_signal": {"name": "signal-red", "type": "virtual"},
                        "comparator": ">",
                        "constant": 4,
                    },
                },
            },
        },
    ]
    networks = [
        {
            "id": 61,
            "colour": "red",
            "signals": [{"name": "signal-A", "type": "virtual", "count": 250}],
            "connectors": 2,
        },
        {"id": 62, "colour": "red", "signals": [], "connectors": 2},
        {"id": 63, "colour": "green", "signals": [], "connectors": 1},
    ]
    return _snapshot(rows, electric_networks=[_network()], circuit_networks=networks, collected=["circuit_networks"])


FACTORIES: Final[dict[str, Callable[[], Snapshot]]] = {
    build.__name__: build for build in (green_science, steel, brown_out, solar_night, robots, trains, defence, circuits)
}
