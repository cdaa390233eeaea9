"""Pollution over time against the wiki's worked example and against what must be kept."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.analysis.forecast.spread import Land, evolution_after, spread

STEP_S = 64 / 60


def field(size: int, amounts: dict[tuple[int, int], float]) -> dict[tuple[int, int], float]:
    return {(x, y): amounts.get((x, y), 0.0) for x in range(-size, size + 1) for y in range(-size, size + 1)}


def test_the_wiki_s_example_of_one_step() -> None:
    """400 amid four of 100: the middle gives 32 and gets 8 back; each neighbour gets 8 and gives away 8."""
    start = field(3, {(0, 0): 400.0, (1, 0): 100.0, (-1, 0): 100.0, (0, 1): 100.0, (0, -1): 100.0})
    after = spread(Land(start), STEP_S, at_once=1).amounts
    assert after[0, 0] == pytest.approx(376)
    assert after[1, 0] == pytest.approx(100)
    assert after[2, 0] == pytest.approx(2)


def test_less_than_fifteen_stays_where_it_is() -> None:
    after = spread(Land(field(2, {(0, 0): 14.9})), 600).amounts
    assert after == {(0, 0): 14.9}


def test_machines_fill_and_ground_empties() -> None:
    filled = spread(Land(field(0, {}), emitted={(0, 0): 2.0}, ratio=0.0), 64 * 8 / 60, at_once=8).amounts
    assert filled[0, 0] == pytest.approx(2 * 64 * 8 / 60)
    course = spread(Land(field(0, {(0, 0): 10.0}), absorbed={(0, 0): 0.1}, ratio=0.0), 60, at_once=1)
    assert course.amounts[0, 0] == pytest.approx(10 - 0.1 * STEP_S * 57)
    assert course.taken_up_per_min == pytest.approx(6)


def test_a_nest_takes_its_share_and_the_time_it_was_reached_is_kept() -> None:
    land = Land(field(6, {}), emitted={(0, 0): 50.0}, nests={(4, 0): (20.0, 0.01)})
    course = spread(land, 3600)
    assert 0 < course.reached_s[4, 0] < 3600
    near = spread(Land(field(6, {}), emitted={(0, 0): 50.0}, nests={(2, 0): (20.0, 0.01)}), 3600)
    assert near.reached_s[2, 0] < course.reached_s[4, 0]
    far = spread(Land(field(6, {}), emitted={(0, 0): 1.0}, nests={(6, 6): (20.0, 0.01)}), 600)
    assert far.reached_s == {}


def test_pollution_that_is_there_has_reached_the_nest_at_once() -> None:
    assert spread(Land(field(1, {(0, 0): 5.0}), nests={(0, 0): (20.0, 0.01)}), 60).reached_s == {(0, 0): 0.0}


def test_long_steps_come_to_about_the_same() -> None:
    """Eight game steps at once against one by one, half an hour of a small factory."""
    land = Land(field(8, {}), emitted={(0, 0): 10.0}, absorbed=dict.fromkeys(field(8, {}), 0.02))
    fine, coarse = spread(land, 1800, at_once=1).amounts, spread(land, 1800).amounts
    assert sum(coarse.values()) == pytest.approx(sum(fine.values()), rel=0.02)
    assert coarse[0, 0] == pytest.approx(fine[0, 0], rel=0.1)


@given(st.dictionaries(st.tuples(st.integers(-2, 2), st.integers(-2, 2)), st.floats(0, 1e6), max_size=9))
def test_nothing_is_made_of_nothing(amounts: dict[tuple[int, int], float]) -> None:
    start = field(9, amounts)
    after = spread(Land(start), 8 * STEP_S)
    assert sum(after.amounts.values()) == pytest.approx(sum(start.values()), rel=1e-9, abs=1e-6)
    assert all(amount >= 0 for amount in after.amounts.values())


@pytest.mark.parametrize(("hours", "expected"), [(0, 0.0), (1, 0.0142), (10, 0.1259), (100, 0.5902)])
def test_evolution_by_time_alone(hours: int, expected: float) -> None:
    """Wiki, Enemies: 0.000004 a second times (1 - evolution)²; the closed form is t·r / (1 + t·r)."""
    assert evolution_after(0.0, 0.000004, hours * 3600) == pytest.approx(expected, abs=1e-4)


@given(st.floats(0, 0.99), st.floats(0, 1e-4), st.floats(0, 1e5))
def test_evolution_only_grows_and_never_passes_one(factor: float, rate: float, seconds: float) -> None:
    after = evolution_after(factor, rate, seconds)
    assert factor - 1e-9 <= after <= 1
