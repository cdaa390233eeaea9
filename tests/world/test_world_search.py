"""What the game finds by filters is what a look at every entity finds."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.game.world.scenarios import lake
from tests.game.world.world import World

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.game.world.entity import LuaEntity

NAMES = (
    "transport-belt",
    "inserter",
    "assembling-machine-2",
    "big-electric-pole",
    "tree-01",
    "small-biter",
    "splitter",
)
FORCES = ("player", "enemy", "neutral")
coordinates = st.integers(-70, 70).map(float)
placed = st.lists(
    st.tuples(
        st.sampled_from(NAMES), coordinates, coordinates, st.sampled_from(FORCES), st.sampled_from(["north", "east"])
    ),
    max_size=40,
)


def filled(entities: list[tuple[str, float, float, str, str]]) -> tuple[World, list[LuaEntity]]:
    world = World()
    made = []
    for name, x, y, force, direction in entities:
        entity = world.nauvis.create_entity(name=name, position=(x, y), force=force, direction=direction)
        assert entity is not None
        made.append(entity)
    return world, made


@settings(max_examples=60, deadline=None)
@given(placed, coordinates, coordinates, st.integers(1, 60), st.integers(1, 60))
def test_an_area_finds_exactly_what_collides_with_it(
    entities: list[tuple[str, float, float, str, str]], left: float, top: float, width: int, height: int
) -> None:
    world, made = filled(entities)
    area = {"left_top": {"x": left, "y": top}, "right_bottom": {"x": left + width, "y": top + height}}
    expected = [
        one
        for one in made
        if one.bounding_box["left_top"]["x"] < left + width
        and one.bounding_box["right_bottom"]["x"] > left
        and one.bounding_box["left_top"]["y"] < top + height
        and one.bounding_box["right_bottom"]["y"] > top
    ]
    assert world.nauvis.find_entities_filtered({"area": area}) == expected
    assert world.nauvis.count_entities_filtered({"area": area}) == len(expected)


@settings(max_examples=60, deadline=None)
@given(placed, coordinates, coordinates, st.integers(1, 40))
def test_a_radius_finds_exactly_the_centres_in_the_circle(
    entities: list[tuple[str, float, float, str, str]], x: float, y: float, radius: int
) -> None:
    world, made = filled(entities)
    expected = [one for one in made if math.dist((one.x, one.y), (x, y)) <= radius]
    assert world.nauvis.find_entities_filtered({"position": {"x": x, "y": y}, "radius": radius}) == expected


FILTERS: list[tuple[dict[str, Any], Callable[[LuaEntity], bool]]] = [
    ({"name": "inserter"}, lambda one: one.name == "inserter"),
    ({"name": ["inserter", "tree-01"]}, lambda one: one.name in {"inserter", "tree-01"}),
    ({"type": "transport-belt"}, lambda one: one.type == "transport-belt"),
    ({"type": ["tree", "unit"]}, lambda one: one.type in {"tree", "unit"}),
    ({"force": "enemy"}, lambda one: one.force.name == "enemy"),
    ({"force": ["enemy", "neutral"]}, lambda one: one.force.name != "player"),
    ({"direction": "east"}, lambda one: one.direction == "east"),
    ({"is_military_target": True}, lambda one: one.type == "unit"),
    ({"collision_mask": "transport_belt"}, lambda one: one.type in {"transport-belt", "splitter"}),
    ({"type": "inserter", "force": "player"}, lambda one: one.type == "inserter" and one.force.name == "player"),
]


@pytest.mark.parametrize(("filters", "wanted"), FILTERS)
@settings(max_examples=15, deadline=None)
@given(entities=placed)
def test_a_filter_finds_what_it_names_and_inverted_the_rest(
    filters: dict[str, Any],
    wanted: Callable[[LuaEntity], bool],
    entities: list[tuple[str, float, float, str, str]],
) -> None:
    world, made = filled(entities)
    find = world.nauvis.find_entities_filtered
    assert find(filters) == [one for one in made if wanted(one)]
    assert find({**filters, "invert": True}) == [one for one in made if not wanted(one)]
    assert find({**filters, "limit": 2}) == [one for one in made if wanted(one)][:2]


def test_removed_and_moved_entities_are_found_where_they_are() -> None:
    world, (first, second) = filled(
        [("inserter", 3.5, 3.5, "player", "north"), ("inserter", 8.5, 3.5, "player", "north")]
    )
    second.teleport({"x": 100.5, "y": 0.5})
    first.destroy()
    assert not first.valid
    assert world.nauvis.find_entities_filtered({"area": [[0, 0], [20, 20]]}) == []
    assert world.nauvis.find_entities_filtered({"area": [[100, 0], [101, 1]]}) == [second]


def test_ghosts_are_found_by_what_they_stand_for_and_not_by_its_name() -> None:
    world = World()
    ghost = world.nauvis.create_entity(
        name="entity-ghost", inner_name="inserter", position=(1.5, 1.5), force="player", direction="east"
    )
    assert ghost is not None
    find = world.nauvis.find_entities_filtered
    assert (
        find({"ghost_name": "inserter"})
        == find({"ghost_type": "inserter"})
        == find({"type": "entity-ghost"})
        == [ghost]
    )
    assert find({"name": "inserter"}) == find({"type": "inserter"}) == []
    assert (ghost.name, ghost.type, ghost.ghost_name, ghost.status) == (
        "entity-ghost",
        "entity-ghost",
        "inserter",
        "ghost",
    )


def test_tiles_are_found_by_name_and_by_layer() -> None:
    world = World()
    lake(world, (3, 4), 2)
    found = world.nauvis.find_tiles_filtered({"area": [[0, 0], [10, 10]], "name": "water"})
    assert [(tile.position["x"], tile.position["y"]) for tile in found] == [(3, 4), (4, 4), (3, 5), (4, 5)]
    assert world.nauvis.count_tiles_filtered({"area": [[0, 0], [10, 10]], "collision_mask": "water_tile"}) == 4
    assert world.nauvis.count_tiles_filtered({"area": [[0, 0], [10, 10]], "name": "water", "invert": True}) == 96
    assert world.nauvis.get_tile(3.7, 4.2).name == "water"


def test_fifty_thousand_entities_are_made_and_searched_by_place() -> None:
    world = World()
    for number in range(50_000):
        place = (number % 250 + 0.5, number // 250 + 0.5)
        world.nauvis.create_entity(name="transport-belt", position=place, force="player")
    index = world.nauvis.index_entities
    near = index.near((40.0, 40.0, 60.0, 60.0))
    assert len(world.nauvis.find_entities_filtered({"area": [[40, 40], [60, 60]]})) == 400
    # The work is bounded by the chunks touched, not by the entities there are.
    assert len(near) <= 4 * 33 * 33
