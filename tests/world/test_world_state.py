"""Every change of a world shows in its digest, no look does, and copies are equal."""

from __future__ import annotations

import copy
import inspect
import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.game.errors import ApiError
from tests.game.world.changes import Changes
from tests.game.world.scenarios import fill, gear_factory, ghosts, logistic_base, ore_patch, place, starved_chain
from tests.game.world.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.game.objects import SimObject
    from tests.game.world.thing import Thing


def furnished() -> World:
    world = World()
    player = world.add_player("engineer")
    factory = gear_factory(world)
    ghosts(world, at=(60, 0))
    ore_patch(world, at=(80, 0))
    logistic_base(world, (120, 0))
    player.cursor[1].set_stack({"name": "iron-plate", "count": 7})
    place(world.nauvis, "locomotive", 200, 0)
    factory.machines[0].damage_taken = 20
    world.create_inventory(3, "test")[2].set_stack("blueprint")
    return world


def fresh_digest(world: World) -> str:
    """The digest worked out from nothing."""
    changes = Changes()
    for thing in world.things():
        changes.mark(thing)
    return f"{world.tick}-{world.numbers}-{changes.digest()}"


CHANGES: dict[str, Callable[[World], object]] = {
    "a new entity": lambda world: place(world.nauvis, "steel-chest", 300.5, 0.5),
    "a destroyed one": lambda world: world.nauvis.find_entities_filtered(type="beacon")[0].destroy(),
    "a moved one": lambda world: world.nauvis.find_entities_filtered(type="beacon")[0].teleport({"x": 300, "y": 0}),
    "a turned one": lambda world: setattr(world.nauvis.find_entities_filtered(type="inserter")[0], "direction", "east"),
    "items": lambda world: fill(world.nauvis.find_entities_filtered(name="steel-chest")[0], {"chest": [("coal", 1)]}),
    "one more item": lambda world: world.nauvis.find_entities_filtered(name="steel-chest")[0].insert("coal"),
    "a status": lambda world: setattr(world.nauvis.find_entities_filtered(type="beacon")[0], "status", "no_power"),
    "a recipe": lambda world: world.nauvis.find_entities_filtered(type="assembling-machine")[0].set_recipe("pipe"),
    "a mark": lambda world: world.nauvis.find_entities_filtered(type="beacon")[0].order_deconstruction("player"),
    "a wire": lambda world: world.nauvis.find_entities_filtered(type="electric-pole")[0].unwire(),
    "a tile": lambda world: world.nauvis.set_tiles([{"name": "water", "position": {"x": 0, "y": -5}}]),
    "pollution": lambda world: world.nauvis.pollute({"x": 0, "y": 0}, 5),
    "research": lambda world: setattr(world.forces["player"].technologies["automation"], "researched", True),
    "a statistic": lambda world: world.forces["player"].get_item_production_statistics("nauvis").on_flow("coal", 3),
    "evolution": lambda world: world.forces["enemy"].set_evolution_factor(0.5),
    "the cursor": lambda world: world.players[1].clear_cursor(),
    "a shortcut": lambda world: setattr(world.players[1], "toggled", {"something"}),
    "an alert": lambda world: world.players[1].add_alert(
        world.nauvis.find_entities_filtered(type="beacon")[0], "entity_under_attack"
    ),
    "a script's inventory": lambda world: world.create_inventory(1, "test"),
    "a blueprint's label": lambda world: setattr(next(iter(world.script_inventories.values()))[2], "label", "new"),
    "a train": lambda world: setattr(world.trains.all()[0], "schedule", {"current": 1, "records": []}),
    "the tick": lambda world: world.advance(),
}


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_shows_in_the_digest_and_in_the_state(name: str) -> None:
    world = furnished()
    digest, state = world.digest(), world.state()
    CHANGES[name](world)
    assert world.digest() != digest
    assert world.state() != state
    assert world.digest() == fresh_digest(world)


@settings(max_examples=20, deadline=None)
@given(st.lists(st.sampled_from(sorted(set(CHANGES) - {"a destroyed one", "a train"})), max_size=8))
def test_the_cheap_digest_is_the_digest_from_nothing(names: list[str]) -> None:
    world = furnished()
    for name in names:
        CHANGES[name](world)
        world.digest()
    assert world.digest() == fresh_digest(world)


def test_changes_that_come_back_give_the_same_digest() -> None:
    world = furnished()
    beacon = world.nauvis.find_entities_filtered(type="beacon")[0]
    before = world.digest()
    beacon.status = "no_power"
    between = world.digest()
    beacon.status = None
    assert world.digest() == before != between


def look_at(thing: SimObject) -> None:
    """Reads every attribute of an object; what it refuses is not of interest here."""
    for name, member in inspect.getmembers_static(type(thing)):
        if isinstance(member, property):
            try:
                getattr(thing, name)
            except (ApiError, KeyError):
                continue


def test_looking_changes_nothing() -> None:
    world = furnished()
    digest, state = world.digest(), world.state()
    things: list[Thing] = world.things()
    for thing in things:
        look_at(thing)
    for entity in world.nauvis.find_entities_filtered({}):
        for name in ("chest", "fuel", "crafter_input", "crafter_modules", "lab_input"):
            entity.get_inventory(name)
        entity.get_module_inventory()
    world.forces["enemy"].get_evolution_factor("nauvis")
    world.forces["player"].get_fluid_production_statistics("nauvis").get_flow_count(
        name="water", category="input", precision_index="one_minute"
    )
    assert world.digest() == digest
    assert world.state() == state


def test_copies_and_saves_are_equal_and_go_their_own_way() -> None:
    world = furnished()
    for other in (copy.deepcopy(world), pickle.loads(pickle.dumps(world))):  # noqa: S301 our own bytes
        assert other.state() == world.state()
        assert other.digest() == world.digest()
        CHANGES["a new entity"](other)
        assert other.state() != world.state()
        assert other.digest() != world.digest()
        CHANGES["a mark"](other)
        assert fresh_digest(other) == other.digest()


def test_a_copy_hears_no_events_of_the_game_it_came_from() -> None:
    world = World()
    heard: list[str] = []
    world.on_event = lambda name, _: heard.append(name)
    other = copy.deepcopy(world)
    place(other.nauvis, "steel-chest", 0.5, 0.5).die("enemy")
    assert heard == []
    place(world.nauvis, "steel-chest", 0.5, 0.5).die("enemy")
    assert heard == ["on_entity_died"]


def test_the_same_building_gives_the_same_world_in_every_peer() -> None:
    one, other = World(), World()
    for world in (one, other):
        starved_chain(world)
    assert one.state() == other.state()
    assert one.digest() == other.digest()
