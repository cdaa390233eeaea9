"""What a snapshot tells beside its entities: circuits, logistics, trains, what lies around."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from agent.contract import QualityFilter
from tests.game.world import scenarios
from tests.game.world.scenarios import fill, place
from tests.mod.test_snapshot import factory, only, take

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.mod.scene import Scene

A = {"type": "virtual", "name": "signal-A"}
B = {"type": "virtual", "name": "signal-B"}
EACH = {"type": "virtual", "name": "signal-each"}


def wired(world: Any) -> None:  # noqa: ANN401 - the simulated world
    """A constant into an arithmetic and a decider combinator, whose output switches an inserter."""
    ground = world.nauvis
    constant = place(ground, "constant-combinator", 1.5, 1.5)
    slot = {"index": 2, "type": "virtual", "name": "signal-A", "quality": "normal", "comparator": "=", "count": 7}
    constant.settings = {
        "sections": {"sections": [{"index": 1, "filters": [slot], "group": "g", "multiplier": 3}]},
        "is_on": True,
    }
    arithmetic = place(ground, "arithmetic-combinator", 5.5, 2)
    arithmetic.settings = {
        "arithmetic_conditions": {
            "first_signal": EACH,
            "first_signal_networks": {"red": True, "green": False},
            "operation": "*",
            "second_constant": -2,
            "output_signal": EACH,
        }
    }
    decider = place(ground, "decider-combinator", 8.5, 2)
    decider.settings = {
        "decider_conditions": {
            "conditions": [
                {"first_signal": A, "comparator": "<", "constant": 10},
                {"first_signal": B, "comparator": "≥", "second_signal": A, "compare_type": "and"},
            ],
            "outputs": [{"signal": B, "copy_count_from_input": False, "constant": 5}],
        }
    }
    selector = place(ground, "selector-combinator", 11.5, 2)
    selector.settings = {"operation": "select", "select_max": False, "index_constant": 1}
    rare = {"quality": "rare", "comparator": "≥"}
    for y, wanted in ((5, rare), (8, "rare")):
        place(ground, "selector-combinator", 11.5, y).settings = {
            "operation": "quality-filter",
            "quality_filter": wanted,
        }
    inserter = place(ground, "inserter", 14.5, 1.5, direction="north")
    inserter.settings = {
        "circuit_enabled": True,
        "circuit_condition": {"first_signal": B, "comparator": ">", "constant": 0},
        "circuit_set_stack_size": True,
        "stack_control_input_signal": A,
    }
    inserter.status = "disabled_by_control_behavior"
    chest = place(ground, "steel-chest", 16.5, 1.5)
    fill(chest, {"chest": [("coal", 33)]})
    place(ground, "medium-electric-pole", 10.5, 4.5).power_said = {"supply_w": 1e6}
    place(ground, "medium-electric-pole", 14.5, 4.5)
    constant.join("circuit_red", arithmetic.number, "combinator_input_red")
    arithmetic.join("combinator_output_red", decider.number, "combinator_input_red")
    decider.join("combinator_output_green", inserter.number, "circuit_green")
    chest.join("circuit_green", inserter.number, "circuit_green")


def test_combinators_tell_all_that_they_compute(scene: Callable[..., Scene]) -> None:
    snapshot = take(factory(scene, wired))
    (constant,) = only(snapshot, "constant-combinator")
    assert constant.circuit is not None
    assert constant.circuit.control is not None
    assert constant.circuit.control.sections is not None
    (section,) = constant.circuit.control.sections.sections
    assert (section.group, section.active, section.multiplier) == ("g", True, 3)
    (slot,) = section.filters
    assert (slot.name, slot.type, slot.count, slot.index) == ("signal-A", "virtual", 7, 2)
    (arithmetic,) = only(snapshot, "arithmetic-combinator")
    assert arithmetic.circuit is not None
    assert arithmetic.circuit.control is not None
    given = arithmetic.circuit.control.arithmetic_conditions
    assert given is not None
    assert given.first_signal is not None
    assert (given.first_signal.name, given.operation, given.second_constant) == ("signal-each", "*", -2)
    assert (given.first_signal_networks.red, given.first_signal_networks.green) == (True, False)
    (decider,) = only(snapshot, "decider-combinator")
    assert decider.circuit is not None
    assert decider.circuit.control is not None
    decided = decider.circuit.control.decider_conditions
    assert decided is not None
    first, second = decided.conditions
    assert (first.comparator, first.constant, second.comparator, second.compare_type) == ("<", 10, "≥", "and")
    assert second.second_signal is not None
    (output,) = decided.outputs
    assert (output.copy_count_from_input, output.constant) == (False, 5)
    told = [each.circuit.control for each in only(snapshot, "selector-combinator") if each.circuit is not None]
    (selector, at_least_rare, rare) = (control for control in told if control is not None)
    assert (selector.operation, selector.select_max) == ("select", False)
    assert at_least_rare.quality_filter == QualityFilter("rare", "≥")
    assert rare.quality_filter == QualityFilter("rare", "=")


def test_wires_join_connectors_to_networks_whose_signals_are_told(scene: Callable[..., Scene]) -> None:
    snapshot = take(factory(scene, wired))
    (constant,) = only(snapshot, "constant-combinator")
    (arithmetic,) = only(snapshot, "arithmetic-combinator")
    (inserter,) = only(snapshot, "inserter")
    (chest,) = only(snapshot, "steel-chest")
    assert constant.circuit is not None
    assert arithmetic.circuit is not None
    assert inserter.circuit is not None
    assert chest.circuit is not None
    red = constant.circuit.connectors["circuit_red"]
    assert arithmetic.circuit.connectors["combinator_input_red"] == red
    assert arithmetic.circuit.connectors["combinator_output_red"] != red
    assert inserter.circuit.connectors == {"circuit_green": chest.circuit.connectors["circuit_green"]}
    networks = {network.id: network for network in snapshot.circuit_networks}
    assert [(s.name, s.count) for s in networks[red].signals] == [("signal-A", 7)]
    assert networks[red].colour == "red"
    green = networks[inserter.circuit.connectors["circuit_green"]]
    assert [(s.name, s.type, s.count) for s in green.signals] == [("coal", "item", 33)]


def test_a_condition_tells_what_it_switches_and_what_it_sets(scene: Callable[..., Scene]) -> None:
    (inserter,) = only(take(factory(scene, wired)), "inserter")
    assert inserter.circuit is not None
    control = inserter.circuit.control
    assert control is not None
    assert control.circuit_enabled
    assert inserter.circuit.disabled
    assert control.circuit_condition is not None
    assert control.circuit_condition.first_signal is not None
    assert (control.circuit_condition.first_signal.name, control.circuit_condition.comparator) == ("signal-B", ">")
    assert control.set["stack_size"] is not None


def base(world: Any) -> None:  # noqa: ANN401 - the simulated world
    made = scenarios.logistic_base(world)
    made["roboport"].settings = {"charging": 4, "to_charge": 9}
    made["requester"].delivering = [{"name": "iron-gear-wheel", "quality": "normal", "count": 30}]
    request = dict(made["requester"].settings["sections"]["sections"][0], multiplier=2, group="mall")
    made["requester"].settings = {"sections": {"sections": [request]}}
    made["storage"].set_filter(1, {"name": "coal"})
    world.logistics.flying = {made["roboport"].number: {"logistic-robot": 5}}


def test_a_logistic_network_tells_robots_stock_and_requests(scene: Callable[..., Scene]) -> None:
    snapshot = take(factory(scene, base))
    (network,) = snapshot.logistic_networks
    assert (network.logistic.all, network.logistic.available, network.construction.all) == (25, 20, 10)
    assert [(stack.name, stack.count) for stack in network.contents] == [("iron-plate", 400)]
    (port,) = snapshot.roboports
    assert (port.charging, port.to_charge, port.inside, port.transmitting) == (4, 9, True, True)
    assert (port.logistic_radius, port.construction_radius) == (25, 55), "wiki, Roboport: 50x50 and 110x110"
    points = {point.mode: point for point in snapshot.logistic_points}
    assert set(points) == {"requester", "storage", "passive_provider"}
    (request,) = points["requester"].requests
    assert (request.name, request.count) == ("iron-gear-wheel", 400), "200 twice, by the multiplier of its group"
    (section,) = points["requester"].sections
    assert (section.group, section.multiplier) == ("mall", 2)
    assert [(stack.name, stack.count) for stack in points["requester"].delivering] == [("iron-gear-wheel", 30)]
    assert points["storage"].filter == "coal"
    (roboport,) = only(snapshot, "roboport")
    assert roboport.logistic_network == network.id


def railway(world: Any) -> None:  # noqa: ANN401 - the simulated world
    """A train that waits at a signal on its way to a full station."""
    ground = world.nauvis
    for y in range(1, 40, 2):
        place(ground, "straight-rail", 1, y)
    stop = place(ground, "train-stop", 3, 5)
    stop.backer_name = "Железо [item=iron-ore]"
    stop.trains_limit = 2
    signal = place(ground, "rail-signal", 2.5, 11.5)
    engine = place(ground, "locomotive", 1, 20)
    wagon = place(ground, "cargo-wagon", 1, 27)
    fill(engine, {"fuel": [("coal", 12)]})
    fill(wagon, {"cargo_wagon": [("iron-ore", 300)]})
    train = engine.train
    assert train is not None
    train.manual_mode = False
    train.schedule = {
        "current": 1,
        "records": [
            {
                "station": stop.backer_name,
                "wait_conditions": [
                    {"type": "full", "compare_type": "and"},
                    {"type": "time", "ticks": 600, "compare_type": "or"},
                ],
            }
        ],
    }
    train.interrupts_said = [
        {
            "name": "fuel",
            "conditions": [
                {
                    "type": "fuel_item_count_any",
                    "compare_type": "and",
                    "condition": {"first_signal": {"name": "coal"}, "comparator": "<", "constant": 3},
                }
            ],
            "targets": [{"station": "Depot"}],
        }
    ]
    train.state = "wait_signal"
    train.held_by = signal.number


def test_a_train_tells_its_schedule_and_why_it_stands(scene: Callable[..., Scene]) -> None:
    snapshot = take(factory(scene, railway))
    (train,) = snapshot.trains
    assert (train.state, train.current, train.inside, train.locomotives, train.cargo_wagons) == (
        "wait_signal",
        1,
        True,
        1,
        1,
    )
    (stop,) = train.stops
    assert [(wait.type, wait.compare_type, wait.ticks) for wait in stop.wait] == [
        ("full", "and", None),
        ("time", "or", 600),
    ]
    (interrupt,) = train.interrupts
    assert (interrupt.name, interrupt.targets[0].station) == ("fuel", "Depot")
    assert interrupt.conditions[0].condition is not None
    assert train.signal_at == (2.5, 11.5)
    assert [(stack.name, stack.count) for stack in train.fuel] == [("coal", 12)]
    assert [(stack.name, stack.count) for stack in train.cargo] == [("iron-ore", 300)]
    (station,) = snapshot.train_stops
    assert (station.station, station.limit, station.trains) == ("Железо [item=iron-ore]", 2, 1)
    (engine,) = only(snapshot, "locomotive")
    assert engine.train == train.id


def frontier(world: Any) -> None:  # noqa: ANN401 - the simulated world
    place(world.nauvis, "gun-turret", 1, 1)
    place(world.nauvis, "stone-wall", 6.5, 0.5).health = 100
    scenarios.nest(world, (150, 0), biters=7)
    world.nauvis.create_entity(name="small-worm-turret", position={"x": 140, "y": 0}, force="enemy")
    scenarios.nest(world, (900, 0), biters=7)
    scenarios.lake(world, (20, 20), size=5)
    world.nauvis.set_pollution({"x": 40, "y": 5}, 123.5)
    world.nauvis.create_entity(name="tree-01", position={"x": 40.5, "y": 5.5})
    force = world.forces["enemy"]
    force.set_evolution_factor(0.42, "nauvis")
    world.forces["player"].bonuses["ammo"]["bullet"] = 0.3


def test_what_lies_around_is_told(scene: Callable[..., Scene]) -> None:
    snapshot = take(factory(scene, frontier))
    kinds = {(enemy.name, enemy.type): enemy.count for enemy in snapshot.enemies}
    assert kinds[("biter-spawner", "unit-spawner")] == 1
    assert kinds[("small-worm-turret", "turret")] == 1
    assert sum(e.count for e in snapshot.enemies if e.name == "small-biter") == 7, "those at 900 are out of reach"
    assert snapshot.evolution is not None
    assert snapshot.evolution.factor == pytest.approx(0.42)
    assert snapshot.rules is not None
    assert snapshot.rules.evolution.destroy_factor == pytest.approx(0.002)
    (dirty,) = [chunk for chunk in snapshot.pollution if chunk.amount]
    assert (dirty.x, dirty.y, dirty.amount, dirty.trees, dirty.tiles) == (1, 0, 123.5, 1, {"grass-1": 4})
    wet = {(x + i, y + j) for x, y, w, h in snapshot.water for i in range(w) for j in range(h)}
    assert wet == {(x, y) for x in range(20, 25) for y in range(20, 25)}
    assert snapshot.bonuses is not None
    assert snapshot.bonuses.ammo_damage == {"bullet": 0.3}
    (wall,) = only(snapshot, "stone-wall")
    assert (wall.health, wall.max_health) == (100, 350), "base 2.0.77: a wall has 350"


def test_production_of_the_surface_is_told_by_spans(scene: Callable[..., Scene]) -> None:
    snapshot = take(factory(scene))
    flows = {(flow.name, flow.kind): flow for flow in snapshot.production}
    gears = flows["iron-gear-wheel", "item"]
    assert gears.made_1m == pytest.approx(60 * 0.75 / 0.5 * 13)
    assert gears.used_1m == 0
    assert flows["iron-plate", "item"].used_1h == pytest.approx(120 * 0.75 / 0.5 * 13)


def test_every_list_that_was_looked_at_is_named(scene: Callable[..., Scene]) -> None:
    snapshot = take(factory(scene))
    assert set(snapshot.collected) == {
        *("electric_networks", "circuit_networks", "logistic_networks", "roboports", "logistic_points"),
        *("train_stops", "trains", "enemies", "pollution", "water", "cliffs", "production"),
    }
    assert snapshot.cut == ()


def test_a_network_tells_consumption_and_production_by_prototype(scene: Callable[..., Scene], version: str) -> None:
    def build(world: Any) -> None:  # noqa: ANN401 - the simulated world
        built = scenarios.gear_factory(world)
        built.poles[0].power_said = {
            "supply_w": 4e6,
            "demand_w": 4e6,
            "demand_by_name": {"assembling-machine-2": 3.5e6},
            "supply_by_name": {"steam-engine": 3.6e6},
        }
        network = built.poles[0].networks[0]
        flow = built.surface.grids.flow(network)
        flow.set_input_count("assembling-machine-2", 1)
        flow.set_output_count("steam-engine", 1)
        store = place(built.surface, "accumulator", 2, 8)
        store.energy = 2.5e6

    (network,) = take(factory(scene, build)).electric_networks
    flows = {(flow.side, flow.name): flow.now_w for flow in network.flows}
    assert flows["use", "assembling-machine-2"] == pytest.approx(3.5e6)
    assert flows["make", "steam-engine"] == pytest.approx(3.6e6)
    assert (network.whole is None) == (version == "2.0")
    assert (network.accumulators, network.stored_j, network.storage_j) == (1, 2.5e6, 5e6)


def test_sections_survive_a_save_in_the_middle(scene: Callable[..., Scene]) -> None:
    here = factory(scene, base)
    here.player.change_setting("gpta-entities-per-tick", 5)
    here.player.select_area((-10.0, -10.0), (80.0, 80.0))
    here.game.tick(12)
    save = here.game.save()
    here.load(save)
    here.game.tick(1500)
    (snapshot,) = here.snapshots()
    assert len(snapshot.logistic_points) == 3
    assert snapshot.collected[-1] == "production"
