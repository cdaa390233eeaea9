"""Boxes, turns and the grid keep the rules of geometry."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from tests.game.world.geometry import (
    DIRECTIONS,
    bounding_box,
    box,
    chunks,
    direction_name,
    direction_number,
    overlap,
    point,
    shift,
    snap,
    tiles,
    turn,
    turn_box,
)

numbers = st.integers(-200, 200).map(lambda n: n / 8)
points = st.tuples(numbers, numbers)
boxes = st.tuples(points, points).map(lambda corners: box([corners[0], corners[1]]))
quarters = st.sampled_from([0, 4, 8, 12])


@given(points, quarters)
def test_four_quarter_turns_are_none(place: tuple[float, float], start: int) -> None:
    turned = turn(turn(place, start), 16 - start)
    assert turned == place


@given(boxes, quarters)
def test_a_turned_box_keeps_its_area(area: tuple[float, float, float, float], direction: int) -> None:
    left, top, right, bottom = turn_box(area, direction)
    assert math.isclose((right - left) * (bottom - top), (area[2] - area[0]) * (area[3] - area[1]))


@given(points, st.integers(0, 15))
def test_turning_keeps_the_distance(place: tuple[float, float], direction: int) -> None:
    assert math.isclose(math.hypot(*turn(place, direction)), math.hypot(*place), abs_tol=1e-9)


@given(boxes, boxes, numbers, numbers)
def test_overlap_is_mutual_and_moves_along(
    one: tuple[float, float, float, float],
    other: tuple[float, float, float, float],
    x: float,
    y: float,
) -> None:
    assert overlap(one, other) == overlap(other, one) == overlap(shift(one, x, y), shift(other, x, y))


@given(boxes)
def test_neighbours_edge_to_edge_do_not_overlap(area: tuple[float, float, float, float]) -> None:
    width = area[2] - area[0]
    assert not overlap(area, shift(area, width, 0))


@given(boxes)
def test_bounding_boxes_survive_both_notations(area: tuple[float, float, float, float]) -> None:
    assert box(bounding_box(area)) == box([[area[0], area[1]], [area[2], area[3]]]) == area


@given(points, st.integers(1, 9), st.integers(1, 9))
def test_snapping_puts_the_edges_on_the_tile_grid(place: tuple[float, float], width: int, height: int) -> None:
    x, y = snap(*place, width, height)
    assert (x - width / 2) % 1 == 0
    assert (y - height / 2) % 1 == 0
    assert abs(x - place[0]) <= 0.5
    assert abs(y - place[1]) <= 0.5


@given(boxes)
def test_every_tile_of_a_box_lies_in_one_of_its_chunks(area: tuple[float, float, float, float]) -> None:
    columns, rows = chunks(area)
    assert all(x // 32 in columns and y // 32 in rows for x, y in tiles(area))


def test_directions_are_sixteenths_clockwise_from_north() -> None:
    assert [direction_number(name) for name in ("north", "east", "south", "west")] == [0, 4, 8, 12]
    assert [direction_name(number) for number in range(16)] == list(DIRECTIONS)
    assert turn((0, -1), direction_number("east")) == (1, 0)
    assert point({"x": 1, "y": 2}) == point([1, 2]) == (1, 2)
