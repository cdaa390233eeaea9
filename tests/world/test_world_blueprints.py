"""Blueprint strings come in, stand where they should, and go out again."""

from __future__ import annotations

import base64
import json
import zlib
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.game.errors import ApiError
from tests.game.world import blueprint
from tests.game.world.blueprint import NotABlueprintError, decode, encode
from tests.game.world.geometry import overlap
from tests.game.world.scenarios import field_with_obstacle, gear_factory, lake
from tests.game.world.world import World

if TYPE_CHECKING:
    from tests.game.world.entity import LuaEntity
    from tests.game.world.geometry import Value
    from tests.game.world.stack import LuaItemStack

# Format (wiki, Blueprint string format): "0", then base64 of deflated JSON; version numbers are four 16-bit parts.
VERSION_2_0 = 2 << 48 | 77 << 16


def text(entities: list[dict[str, Any]], **more: Value) -> str:
    body = {"item": "blueprint", "version": VERSION_2_0, "entities": entities, **more}
    return "0" + base64.b64encode(zlib.compress(json.dumps({"blueprint": body}).encode())).decode()


def entity(number: int, name: str, x: float, y: float, **more: Value) -> dict[str, Any]:
    return {"entity_number": number, "name": name, "position": {"x": x, "y": y}, **more}


CELL = [
    entity(1, "assembling-machine-1", 1.5, 1.5, recipe="iron-gear-wheel"),
    entity(2, "inserter", 1.5, 3.5, direction=0),
    entity(3, "transport-belt", 1.5, 4.5, direction=4),
    entity(4, "small-electric-pole", 2.5, 3.5),
]
CELL_NAMES = [part["name"] for part in CELL]


def stack_with(world: World, string: str, result: int = 0) -> LuaItemStack:
    inventory = world.create_inventory(1, "test")
    assert inventory[1].set_stack("blueprint")
    assert inventory[1].import_stack(string) == result
    return inventory[1]


def built(world: World, string: str, x: float, y: float, **more: Value) -> list[LuaEntity]:
    place = {"surface": "nauvis", "force": "player", "position": {"x": x, "y": y}, "build_mode": "forced"}
    return stack_with(world, string).build_blueprint(**{**place, **more})


def standing(ghosts: list[LuaEntity]) -> list[tuple[str, float, float, str]]:
    return [(ghost.ghost_name, ghost.x, ghost.y, ghost.direction) for ghost in ghosts]


# Import


@pytest.mark.parametrize(
    "nonsense", ["", "hello", "0", "0!!!!", "1eJwBAAD//w==", encode({"something": {}}), "0" + "A" * 40]
)
def test_nonsense_is_refused_and_leaves_the_stack_alone(nonsense: str) -> None:
    world = World()
    inventory = world.create_inventory(1, "test")
    inventory[1].set_stack("blueprint")
    assert inventory[1].import_stack(nonsense) == 1
    assert not inventory[1].is_blueprint_setup()


@given(st.text(max_size=60))
def test_any_text_is_either_read_or_refused(string: str) -> None:
    with pytest.raises(NotABlueprintError):
        decode(string if not string.startswith("0") else "x" + string)


@given(st.dictionaries(st.text(max_size=8), st.integers() | st.text(max_size=8), max_size=6))
def test_strings_are_read_as_they_were_written(data: dict[str, Any]) -> None:
    assert decode(encode(data)) == data


def test_what_is_unknown_is_left_out_and_said() -> None:
    world = World()
    given_entities = [*CELL, entity(5, "se-meteor-point-defence", 9, 9), entity(6, "inserter", 6.5, 0.5)]
    stack = stack_with(world, text(given_entities), result=-1)
    assert stack.get_blueprint_entity_count() == 5
    stack_with(world, text([entity(1, "assembling-machine-1", 0.5, 0.5, recipe="no-such-recipe")]), result=-1)


def test_a_string_of_the_old_version_turns_in_eighths() -> None:
    world = World()
    stack = stack_with(world, text([entity(1, "transport-belt", 0.5, 0.5, direction=2)], version=1 << 48))
    assert (stack.get_blueprint_entities() or [])[0]["direction"] == "east"


@pytest.mark.parametrize("items", [{"speed-module": 2}, [{"item": "speed-module", "count": 2}]])
def test_item_requests_of_old_versions_are_counts(items: object) -> None:
    old = text([entity(1, "assembling-machine-2", 1.5, 1.5, items=items)], version=1 << 48)
    (ghost,) = built(World(), old, 1.5, 1.5)
    assert ghost.item_requests == [{"name": "speed-module", "quality": "normal", "count": 2}]


def test_malformed_entities_are_refused() -> None:
    world = World()
    for broken in ([{"name": "inserter"}], [entity(1, "inserter", 0, 0) | {"position": 5}], "entities"):
        inventory = world.create_inventory(1, "test")
        inventory[1].set_stack("blueprint")
        assert inventory[1].import_stack(text(broken)) == 1  # type: ignore[arg-type]  # malformed on purpose


def test_export_gives_back_what_was_imported() -> None:
    world = World()
    string = text(CELL, wires=[[4, 5, 4, 5]], label="cell")
    stack = stack_with(world, string)
    again = stack_with(world, stack.export_stack())
    assert again.get_blueprint_entities() == stack.get_blueprint_entities()
    assert again.label == stack.label == "cell"
    assert decode(stack.export_stack())["blueprint"]["version"] == VERSION_2_0


def test_books_and_planners_come_in_as_their_items() -> None:
    world = World()
    book = encode(
        {"blueprint_book": {"item": "blueprint-book", "label": "b", "blueprints": [], "version": VERSION_2_0}}
    )
    stack = stack_with(world, book)
    assert stack.is_blueprint_book
    with pytest.raises(ApiError, match="not a blueprint"):
        stack.get_blueprint_entities()


# Where things stand


def test_the_box_of_tiles_is_centred_on_the_position() -> None:
    # The cell covers 3 by 5 tiles, (0, 0) to (3, 5); odd sizes stand on tile centres.
    ghosts = built(World(), text(CELL), 10.2, 20.9)
    assert standing(ghosts) == [
        ("assembling-machine-1", 10.5, 19.5, "north"),
        ("inserter", 10.5, 21.5, "north"),
        ("transport-belt", 10.5, 22.5, "east"),
        ("small-electric-pole", 11.5, 21.5, "north"),
    ]


def test_even_sizes_are_centred_on_tile_edges() -> None:
    two = text([entity(1, "transport-belt", 0.5, 0.5), entity(2, "transport-belt", 1.5, 0.5)])
    assert [ghost.x for ghost in built(World(), two, 10.4, 0.5)] == [9.5, 10.5]
    assert [ghost.x for ghost in built(World(), two, 10.6, 0.5)] == [10.5, 11.5]


def test_turning_turns_places_and_directions() -> None:
    ghosts = built(World(), text(CELL), 10.5, 20.5, direction="east")
    assert standing(ghosts) == [
        ("assembling-machine-1", 11.5, 20.5, "east"),
        ("inserter", 9.5, 20.5, "east"),
        ("transport-belt", 8.5, 20.5, "south"),
        ("small-electric-pole", 9.5, 21.5, "east"),
    ]


@settings(max_examples=40, deadline=None)
@given(st.integers(-40, 40), st.integers(-40, 40), st.sampled_from(["north", "east", "south", "west"]))
def test_every_entity_stands_on_the_tile_grid_and_none_on_another(x: int, y: int, direction: str) -> None:
    world = World()
    ghosts = built(world, text(CELL), x / 4, y / 4, direction=direction)
    assert sorted(ghost.ghost_name for ghost in ghosts) == sorted(CELL_NAMES)
    boxes = [ghost.collision for ghost in ghosts]
    assert not any(overlap(one, other) for n, one in enumerate(boxes) for other in boxes[n + 1 :])
    for ghost in ghosts:
        assert (ghost.x - ghost.tile_width / 2) % 1 == 0
        assert (ghost.y - ghost.tile_height / 2) % 1 == 0


def test_an_absolute_grid_holds_the_blueprint_to_its_cells() -> None:
    snapped = {
        "snap-to-grid": {"x": 4, "y": 4},
        "absolute-snapping": True,
        "position-relative-to-grid": {"x": 1, "y": 0},
    }
    string = text([entity(1, "steel-chest", 0.5, 0.5)], **snapped)
    assert [(g.x, g.y) for g in built(World(), string, 6.9, 7.9)] == [(5.5, 4.5)]
    assert [(g.x, g.y) for g in built(World(), string, 4.9, 7.9)] == [(1.5, 4.5)]


# What is in the way


def test_forced_leaves_out_what_is_blocked() -> None:
    world = World()
    field_with_obstacle(world, (10.5, 22.5))
    assert [ghost.ghost_name for ghost in built(world, text(CELL), 10.5, 20.5)] == [
        name for name in CELL_NAMES if name != "transport-belt"
    ]


def test_normal_is_all_or_nothing() -> None:
    world = World()
    field_with_obstacle(world, (10.5, 22.5))
    before = world.digest()
    stack = stack_with(world, text(CELL))
    place = {"surface": "nauvis", "force": "player", "position": {"x": 10.5, "y": 20.5}}
    assert stack.build_blueprint(**place) == []
    assert world.nauvis.count_entities_filtered(type="entity-ghost") == 0
    assert before != world.digest()
    assert len(stack.build_blueprint(**{**place, "position": {"x": 30.5, "y": 20.5}})) == len(CELL)


@pytest.mark.parametrize("obstacle", ["tree-01", "big-rock"])
def test_trees_and_rocks_are_marked_when_forced(obstacle: str) -> None:
    world = World()
    tree = field_with_obstacle(world, (10.5, 22.5), obstacle)
    assert len(built(world, text(CELL), 10.5, 20.5)) == len(CELL)
    assert tree.to_be_deconstructed()


def test_water_and_cliffs_block_what_stands_on_them() -> None:
    world = World()
    lake(world, (10, 22), 1)
    assert "transport-belt" not in [ghost.ghost_name for ghost in built(world, text(CELL), 10.5, 20.5)]
    world = World()
    world.nauvis.create_entity(name="cliff", position=(10, 23), force="neutral")
    assert "transport-belt" not in [ghost.ghost_name for ghost in built(world, text(CELL), 10.5, 20.5)]


def test_superforced_marks_buildings_too() -> None:
    world = World()
    chest = field_with_obstacle(world, (10.5, 22.5))
    assert len(built(world, text(CELL), 10.5, 20.5, build_mode="superforced")) == len(CELL)
    assert chest.to_be_deconstructed()


def test_building_twice_makes_no_second_ghost() -> None:
    world = World()
    assert len(built(world, text(CELL), 10.5, 20.5)) == len(CELL)
    assert built(world, text(CELL), 10.5, 20.5) == []
    assert world.nauvis.count_entities_filtered(type="entity-ghost") == len(CELL)


def test_a_blueprint_that_overlaps_itself_loses_the_second() -> None:
    twice = text([entity(1, "steel-chest", 0.5, 0.5), entity(2, "wooden-chest", 0.5, 0.5)])
    assert [ghost.ghost_name for ghost in built(World(), twice, 5.5, 5.5)] == ["steel-chest"]


def test_rails_cross_and_gates_stand_on_them() -> None:
    track = [
        entity(1, "straight-rail", 1, 1, direction=0),
        entity(2, "straight-rail", 1, 1, direction=4),
        entity(3, "gate", 0.5, 1.5, direction=4),
    ]
    assert len(built(World(), text(track), 10, 10)) == 3
    with_wall = [*track[:1], entity(2, "stone-wall", 0.5, 1.5)]
    assert len(built(World(), text(with_wall), 10, 10)) == 1


def test_rails_stay_on_every_second_tile_edge() -> None:
    for x in (10, 10.9, 11, 11.9):
        (rail,) = built(World(), text([entity(1, "straight-rail", 1, 1)]), x, 10)
        assert (rail.x - 1) % 2 == (rail.y - 1) % 2 == 0


# What ghosts carry


def test_ghosts_keep_recipe_requests_wires_and_tags() -> None:
    request = {"id": {"name": "speed-module"}, "items": {"in_inventory": [{"inventory": 4, "stack": 0}]}}
    string = text(
        [
            entity(1, "assembling-machine-2", 1.5, 1.5, recipe="copper-cable", items=[request], tags={"mine": 7}),
            entity(2, "medium-electric-pole", 3.5, 0.5),
            entity(3, "medium-electric-pole", 3.5, 6.5),
            entity(4, "medium-electric-pole", 3.5, 10.5),
        ],
        wires=[[2, 5, 3, 5], [2, 1, 3, 1]],
    )
    machine, first, second, third = built(World(), string, 20.5, 20.5)
    recipe, _ = machine.get_recipe()
    assert recipe is not None
    assert recipe.name == "copper-cable"
    assert machine.item_requests == [{"name": "speed-module", "quality": "normal", "count": 1}]
    assert machine.insert_plan[0]["items"]["in_inventory"] == [{"inventory": "crafter_modules", "stack": 0}]
    assert machine.tags == {"mine": 7}
    assert first.wired("pole_copper") == [second.number]
    assert first.wired("circuit_red") == [second.number]
    # Poles whose wires are not stated stay unconnected.
    assert third.wired("pole_copper") == []


def test_revived_ghosts_become_what_they_stand_for() -> None:
    world = World()
    ghosts = built(world, text(CELL, wires=[]), 10.5, 20.5)
    machine = ghosts[0].revive()[1]
    assert machine is not None
    assert not ghosts[0].valid
    assert machine.name == "assembling-machine-1"
    recipe, _quality = machine.get_recipe()
    assert recipe is not None
    assert recipe.name == "iron-gear-wheel"


def test_events_are_raised_only_when_asked_and_name_the_player() -> None:
    for more, wanted in (
        ({}, []),
        ({"raise_built": True}, ["script_raised_built"] * len(CELL)),
        ({"by_player": "engineer", "raise_built": True}, ["on_built_entity"] * len(CELL)),
    ):
        world = World()
        world.add_player("engineer")
        heard: list[str] = []
        world.on_event = lambda name, _, heard=heard: heard.append(name)
        built(world, text(CELL), 10.5, 20.5, **more)
        assert heard == wanted


def test_a_players_build_is_one_step_to_undo() -> None:
    world = World()
    player = world.add_player("engineer")
    built(world, text(CELL), 10.5, 20.5, by_player=1)
    assert player.undo_redo_stack.get_undo_item_count() == 1
    assert {action["type"] for action in player.undo_redo_stack.get_undo_item(1)} == {"built-entity"}
    assert len(player.undo_redo_stack.get_undo_item(1)) == len(CELL)


def test_a_factory_survives_the_way_through_a_string() -> None:
    world = World()
    factory = gear_factory(world)
    left, top, right, bottom = factory.area
    inventory = world.create_inventory(1, "test")
    inventory[1].set_stack("blueprint")
    area = {"left_top": {"x": left, "y": top}, "right_bottom": {"x": right, "y": bottom}}
    mapping = inventory[1].create_blueprint(surface="nauvis", force="player", area=area)
    assert len(mapping) == len(factory.entities)
    empty = World()
    place = {"x": (left + right) / 2, "y": (top + bottom) / 2}
    ghosts = built(empty, inventory[1].export_stack(), place["x"], place["y"])
    assert [(g.ghost_name, g.x, g.y, g.direction) for g in ghosts] == [
        (one.name, one.x, one.y, one.direction) for one in factory.entities
    ]
    wired = {one.number: set(one.wired("pole_copper")) for one in factory.poles}
    number_of = {ghost.number: one.number for ghost, one in zip(ghosts, factory.entities, strict=True)}
    assert {
        number_of[ghost.number]: {number_of[other] for other in ghost.wired("pole_copper")}
        for ghost in ghosts
        if ghost.ghost_type == "electric-pole"
    } == wired


def test_cost_to_build_counts_entities_and_their_requests() -> None:
    request = {"id": {"name": "speed-module"}, "items": {"in_inventory": [{"inventory": 4, "stack": 0}]}}
    world = World()
    stack = stack_with(world, text([entity(1, "assembling-machine-2", 1.5, 1.5, items=[request]), *CELL[1:]]))
    assert {one["name"]: one["count"] for one in stack.cost_to_build} == {
        "assembling-machine-2": 1,
        "speed-module": 1,
        "inserter": 1,
        "transport-belt": 1,
        "small-electric-pole": 1,
    }


def test_entities_set_by_script_come_out_the_same() -> None:
    world = World()
    stack = stack_with(world, text(CELL, wires=[[4, 1, 2, 1]]))
    entities = stack.get_blueprint_entities()
    assert entities is not None
    fresh = world.create_inventory(1, "test")
    fresh[1].set_stack("blueprint")
    fresh[1].set_blueprint_entities(entities)
    assert fresh[1].get_blueprint_entities() == entities
    assert blueprint.decode(fresh[1].export_stack())["blueprint"]["wires"] == [[4, 1, 2, 1]]
