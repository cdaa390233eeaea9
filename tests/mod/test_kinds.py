"""What a snapshot tells of each kind of building, and of those that tell nothing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.game.world import scenarios
from tests.game.world.scenarios import fill, place
from tests.mod.test_snapshot import factory, only, take

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract.snapshot import Snapshot
    from tests.mod.scene import Scene


def yard(world: Any) -> None:  # noqa: ANN401 - the simulated world
    """One of many kinds, apart from each other."""
    ground = world.nauvis
    scenarios.ore_patch(world, (0, 0))
    place(ground, "electric-mining-drill", 1.5, 1.5, direction="south")
    furnace = place(ground, "stone-furnace", 21, 1, recipe="iron-plate")
    fill(furnace, {"fuel": [("coal", 5)], "crafter_input": [("iron-ore", 7)]})
    machine = place(ground, "assembling-machine-3", 30.5, 3.5, recipe="electronic-circuit")
    fill(machine, {"crafter_modules": [("speed-module", 2), ("productivity-module", 1)]})
    for x in (26.5, 34.5):
        fill(place(ground, "beacon", x, 3.5), {"beacon_modules": [("speed-module-2", 2)]})
    place(ground, "medium-electric-pole", 30.5, 6.5)
    place(ground, "underground-belt", 40.5, 0.5, direction="east", type="input")
    place(ground, "underground-belt", 43.5, 0.5, direction="east", type="output")
    place(ground, "splitter", 47, 0.5)
    turret = place(ground, "gun-turret", 51, 1)
    fill(turret, {"turret_ammo": [("firearm-magazine", 10)]})
    place(ground, "lab", 56.5, 1.5)
    place(ground, "roboport", 62, 2)
    place(ground, "storage-tank", 68.5, 1.5)
    place(ground, "accumulator", 73, 1)
    place(ground, "burner-inserter", 76.5, 0.5)
    ground.create_entity(name="tree-01", position={"x": 78.5, "y": 0.5})
    ground.create_entity(name="big-rock", position={"x": 78.5, "y": 4.5})


@pytest.fixture
def snapshot(scene: Callable[..., Scene]) -> Snapshot:
    return take(factory(scene, yard))


def test_a_drill_has_a_place_to_drop(snapshot: Snapshot) -> None:
    (drill,) = only(snapshot, "electric-mining-drill")
    assert drill.direction == 8
    assert drill.drop is not None
    assert drill.drop[1] > drill.y, "it faces south"


def test_a_furnace_has_fuel_and_a_recipe(snapshot: Snapshot) -> None:
    (furnace,) = only(snapshot, "stone-furnace")
    stocks = {inventory.inventory: [(i.name, i.count) for i in inventory.items] for inventory in furnace.inventories}
    assert stocks["fuel"] == [("coal", 5)]
    assert stocks["crafter_input"] == [("iron-ore", 7)]
    assert furnace.network is None


def test_modules_and_beacons_are_told_with_their_effect(snapshot: Snapshot) -> None:
    (machine,) = only(snapshot, "assembling-machine-3")
    assert [(stack.name, stack.count) for stack in machine.modules] == [("productivity-module", 1), ("speed-module", 2)]
    assert len(machine.beacons) == 2
    assert [(stack.name, stack.count) for stack in machine.beacons[0].modules] == [("speed-module-2", 2)]
    units = [beacon.unit for beacon in machine.beacons]
    assert units == sorted(unit for unit in units if unit is not None)
    assert machine.productivity_bonus == pytest.approx(0.04), "one productivity module: +4 % (base 2.0.77)"
    assert machine.crafting_speed is not None
    assert machine.speed_bonus is not None
    assert machine.crafting_speed == pytest.approx(1.25 * (1 + machine.speed_bonus))


def test_both_ends_of_an_underground_belt(snapshot: Snapshot) -> None:
    assert [belt.underground for belt in only(snapshot, "underground-belt")] == ["input", "output"]


def test_a_turret_has_ammunition_and_health(snapshot: Snapshot) -> None:
    (turret,) = only(snapshot, "gun-turret")
    assert turret.inventories[0].inventory == "turret_ammo"
    assert turret.health == 400, "gun-turret's max_health, base 2.0.77"


def test_resources_have_amounts_and_no_owner(snapshot: Snapshot) -> None:
    ore = [entity for entity in snapshot.entities if entity.type == "resource"]
    assert ore
    assert all(entity.amount and entity.force is None and entity.unit is None for entity in ore)


def test_scenery_and_people_are_left_out(snapshot: Snapshot) -> None:
    assert not {"tree", "simple-entity", "character", "item-entity"} & {entity.type for entity in snapshot.entities}


def test_the_rest_is_there_too(snapshot: Snapshot) -> None:
    names = {entity.name for entity in snapshot.entities}
    assert names >= {"splitter", "lab", "roboport", "storage-tank", "accumulator", "burner-inserter"}
    (accumulator,) = only(snapshot, "accumulator")
    assert accumulator.energy_max_j == 5_000_000, "an accumulator holds 5 MJ"


def test_research_and_its_bonuses(scene: Callable[..., Scene]) -> None:
    def learn(world: Any) -> None:  # noqa: ANN401 - the simulated world
        yard(world)
        force = world.forces["player"]
        for name in ("automation", "electronics"):
            force.technologies[name].researched = True
        force.mining_drill_productivity_bonus = 0.2

    snapshot = take(factory(scene, learn))
    assert snapshot.researched == ("automation", "electronics")
    assert snapshot.mining_productivity_bonus == pytest.approx(0.2)
    assert snapshot.inserter_stack_bonus == 0


def test_what_is_researched_is_told_with_its_size(scene: Callable[..., Scene]) -> None:
    """Base 2.0.77: automation 2 takes 40 units of 15 s."""

    def learn(world: Any) -> None:  # noqa: ANN401 - the simulated world
        yard(world)
        force = world.forces["player"]
        for name in ("automation", "logistic-science-pack", "steel-processing"):
            force.technologies[name].researched = True
        assert force.add_research("automation-2")
        force.research_progress = 0.25
        force.laboratory_productivity_bonus = 0.1
        force.rockets_launched = 7

    snapshot = take(factory(scene, learn))
    assert snapshot.research is not None
    assert (snapshot.research.current, snapshot.research.progress) == ("automation-2", 0.25)
    assert (snapshot.research.units, snapshot.research.unit_s) == (40, 15)
    assert snapshot.bonuses is not None
    assert snapshot.bonuses.laboratory_productivity == 0.1
    assert snapshot.rockets_launched == 7


def test_a_silo_tells_the_parts_of_its_rocket(scene: Callable[..., Scene]) -> None:
    def launch_site(world: Any) -> None:  # noqa: ANN401 - the simulated world
        place(world.nauvis, "rocket-silo", 20.5, 20.5).rocket_parts = 34

    (silo,) = only(take(factory(scene, launch_site)), "rocket-silo")
    assert silo.rocket_parts == 34


def test_several_networks_are_kept_apart(scene: Callable[..., Scene]) -> None:
    def two(world: Any) -> None:  # noqa: ANN401 - the simulated world
        scenarios.brown_out(world, satisfaction=0.5)
        scenarios.blackout(world, at=(0, 50))

    first, second = take(factory(scene, two)).electric_networks
    assert first.id < second.id
    assert sorted([first.satisfaction or 0, second.satisfaction or 0]) == pytest.approx([0, 0.5], abs=0.02)
    assert first.demand_w is not None
    assert first.demand_w >= 0
