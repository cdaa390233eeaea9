"""Boxes turn and touch as on the map."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.game import bundled
from agent.game.belts import drop_lane, side_lane
from agent.game.geometry import Grid, collision_box, grown, overlap, tile_box, turned, turned_box
from agent.game.prototypes import Belt

whole = st.integers(-60, 60)
side = st.integers(1, 40)


@st.composite
def boxes(draw: st.DrawFn) -> tuple[float, float, float, float]:
    x, y = draw(whole), draw(whole)
    return float(x), float(y), float(x + draw(side)), float(y + draw(side))


@given(whole, whole)
def test_four_quarters_are_no_turn(x: int, y: int) -> None:
    point: tuple[float, float] = (x, y)
    for _ in range(4):
        point = turned(*point, 4)
    assert point == (x, y)


@given(boxes(), st.sampled_from([0, 4, 8, 12]))
def test_a_turned_box_keeps_its_area(box: tuple[float, float, float, float], direction: int) -> None:
    new = turned_box(box, direction)
    assert (new[2] - new[0]) * (new[3] - new[1]) == (box[2] - box[0]) * (box[3] - box[1])


@given(st.lists(boxes(), max_size=12), boxes())
def test_the_grid_finds_what_looking_at_everything_finds(
    others: list[tuple[float, float, float, float]], wanted: tuple[float, float, float, float]
) -> None:
    grid: Grid[int] = Grid()
    for place, other in enumerate(others):
        grid.add(other, place)
    assert list(grid.touching(wanted)) == [place for place, other in enumerate(others) if overlap(wanted, other)]


def test_boxes_that_share_an_edge_do_not_overlap() -> None:
    assert not overlap((0, 0, 1, 1), (1, 0, 2, 1))
    assert overlap(grown((0, 0, 1, 1), 0.1), (1, 0, 2, 1))


@pytest.mark.parametrize(
    ("x", "y", "direction", "tiles"),
    [(1.0, 0.5, 0, (0, 0, 2, 1)), (0.5, 1.0, 4, (0, 0, 1, 2)), (1.0, 0.5, 8, (0, 0, 2, 1))],
)
def test_a_splitter_takes_two_tiles_across_its_way(
    x: float, y: float, direction: int, tiles: tuple[float, float, float, float]
) -> None:
    splitter = bundled.load().entity("splitter", Belt)
    assert tile_box(splitter, x, y, direction) == tiles
    left, top, right, bottom = collision_box(splitter, x, y, direction)
    assert tiles[0] < left
    assert tiles[1] < top
    assert right < tiles[2]
    assert bottom < tiles[3]


@pytest.mark.parametrize(("comes", "runs", "lane"), [(4, 0, "left"), (12, 0, "right"), (0, 4, "right"), (8, 4, "left")])
def test_a_belt_from_the_side_fills_the_lane_it_comes_from(comes: int, runs: int, lane: str) -> None:
    """wiki, Belt transport system, «Side-loading»: items are put on the near lane."""
    assert side_lane(comes, runs) == lane


def test_an_inserter_puts_on_the_far_lane_and_in_line_on_the_right_one() -> None:
    """wiki, Inserters, «Insertion»."""
    east = 4
    assert drop_lane((0, 0), east, (0, 1)) == "left"
    assert drop_lane((0, 0), east, (0, -1)) == "right"
    assert drop_lane((0, 0), east, (-1, 0)) == drop_lane((0, 0), east, (1, 0)) == "right"
