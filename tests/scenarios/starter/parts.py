"""Young bases step by step: ore, water, a power plant, mines, furnaces."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from tests.scenarios.build import entity, flow, inventory, network, snapshot, stack

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.contract import Snapshot
    from tests.scenarios.build import Json

#: Enough for the first packs (technologies.*.unlocks: drill, belt, inserter, assembling machine, pump, boiler, engine).
KNOWN: Final = (
    "steam-power",
    "electronics",
    "automation-science-pack",
    "automation",
    "electric-mining-drill",
    "logistics",
)
WATER: Final = (-100, -100, 40, 25)
ORES: Final = {"coal": (-50.5, -20.5), "iron-ore": (50.5, -50.5), "copper-ore": (50.5, 50.5), "stone": (-50.5, 60.5)}


def patch(name: str, amount: int = 800, reach: int = 6) -> list[Json]:
    """Return 13×13 tiles of a resource around its place."""
    x, y = ORES[name]
    span = range(-reach, reach + 1)
    return [entity("resource", name, x + dx, y + dy, amount=amount) for dx in span for dy in span]


def all_ores() -> list[Json]:
    """Return a patch of each of the four."""
    return [row for name in ORES for row in patch(name)]


def plant(engines: int = 4) -> list[Json]:
    """Return a pump, boilers with coal and steam engines at the lake, with a pole."""
    rows = [entity("offshore-pump", "offshore-pump", -59.5, -85.5, status="working", direction=4)]
    fuel = inventory("fuel", stack("coal", 50))
    rows += [
        entity("boiler", "boiler", -56.5 + 4 * place, -80.5, status="working", inventories=[fuel])
        for place in range(engines // 2)
    ]
    rows += [
        entity("generator", "steam-engine", -56.5 + 4 * place, -74.5, status="working", network=7)
        for place in range(engines)
    ]
    return [*rows, entity("electric-pole", "small-electric-pole", -58.5, -70.5, network=7)]


def power(engines: int = 4, demand_w: float = 400e3) -> Json:
    """Return the network of that plant."""
    flows = [flow("steam-engine", "make", demand_w), flow("electric-mining-drill", "use", demand_w)]
    return network(demand_w=demand_w, supply_w=demand_w, maximum_w=engines * 900e3, flows=flows)


def mine(name: str, drills: int) -> list[Json]:
    """Return drills at work on a patch, four to a column."""
    x, y = ORES[name]
    return [
        entity(
            "mining-drill",
            "electric-mining-drill",
            x - 4 + 4 * (place // 4),
            y - 4 + 3 * (place % 4),
            direction=12,
            status="working",
            network=7,
            drop=[x - 5.85 + 4 * (place // 4), y - 4 + 3 * (place % 4)],
        )
        for place in range(drills)
    ]


def furnaces(metal: str, count: int, name: str = "stone-furnace") -> list[Json]:
    """Return furnaces at work in a row west of the metal's patch."""
    x, y = ORES[f"{metal}-ore"]
    speed = 1.0 if name == "stone-furnace" else 2.0
    held = [
        inventory("crafter_input", stack(f"{metal}-ore", 9)),
        inventory("crafter_output", stack(f"{metal}-plate", 5)),
        inventory("fuel", stack("coal", 5)),
    ]
    return [
        entity(
            "furnace",
            name,
            x - 14.5,
            y - 10.5 + 3 * place,
            recipe=f"{metal}-plate",
            status="working",
            crafting_speed=speed,
            productivity_bonus=0.0,
            inventories=held,
        )
        for place in range(count)
    ]


def young(entities: Iterable[Json], **more: Any) -> Snapshot:  # noqa: ANN401 - JSON
    """Return a snapshot of a young game with water in its north-west."""
    known: Json = {"researched": KNOWN, "water": [WATER], "inserter_stack_bonus": 0, "electric_networks": []}
    known["area"] = {"left_top": {"x": -100, "y": -100}, "right_bottom": {"x": 100, "y": 100}}
    return snapshot(entities, **{**known, **more})
