"""Evolution against the table of the wiki (Enemies, Evolution): what one cause alone takes to get somewhere."""

from __future__ import annotations

from fractions import Fraction

import pytest

from agent.analysis.forecast.evolution import Course, course
from tests.analysis.forecast.kit import taken

STILL = Fraction(0)
TABLE = [
    # evolution, pollution, hours, destroyed nests
    ("0.1", 123_000, 7.7, 56),
    ("0.2", 278_000, 17.4, 125),
    ("0.25", 370_000, 23.1, 167),
    ("0.5", 1_111_000, 69.4, 500),
    ("0.7", 2_592_000, 162.0, 1167),
    ("0.9", 10_000_000, 625.0, 4500),
    ("0.95", 21_000_000, 1319.4, 9500),
]


@pytest.mark.parametrize(("evolution", "pollution", "hours", "nests"), TABLE)
def test_the_wikis_table(evolution: str, pollution: int, hours: float, nests: int) -> None:
    goal = Fraction(evolution)
    by_time = course(taken(), STILL).minutes_to(goal)
    assert by_time is not None
    assert float(by_time / 60) == pytest.approx(hours, rel=0.005)
    alone = Course(STILL, STILL, course(taken(), Fraction(1000)).by_pollution, STILL).minutes_to(goal)
    assert alone is not None
    assert float(alone) * 1000 == pytest.approx(pollution, rel=0.01)
    assert float(course(taken(), STILL).after(STILL, nests)) == pytest.approx(float(goal), abs=0.001)


@pytest.mark.parametrize(("hours", "percent"), [(1, 1.4), (10, 12.6)])
def test_time_alone(hours: int, percent: float) -> None:
    """0.000004 a second: T / (1 + T)."""
    assert float(course(taken(), STILL).after(Fraction(hours * 60))) * 100 == pytest.approx(percent, abs=0.05)


def test_a_minute_of_time_weighs_as_much_as_267_of_pollution() -> None:
    """Wiki, Enemies: the equivalents of the causes."""
    both = course(taken(), Fraction(267))
    assert float(both.by_pollution / both.by_time) == pytest.approx(1, abs=0.002)


def test_it_goes_on_from_where_it_stands() -> None:
    """From 0.5 to 0.9: 625 − 69.4 hours of time."""
    minutes = course(taken(evolution=0.5), STILL).minutes_to(Fraction(9, 10))
    assert minutes is not None
    assert float(minutes / 60) == pytest.approx(625 - 69.4, rel=0.001)
    assert course(taken(evolution=0.5), STILL).minutes_to(Fraction(2, 10)) == 0
    assert course(taken(evolution=0.5), STILL).minutes_to(Fraction(1)) is None


def test_a_map_may_switch_it_off_or_make_it_faster() -> None:
    off = course(taken(evolution=0.3, rules={"evolution": {"enabled": False}}), Fraction(1000))
    assert off.after(Fraction(10_000), 5) == Fraction(3, 10)
    assert off.minutes_to(Fraction(1, 2)) is None
    death = course(taken(rules={"evolution": {"time_factor": 0.00002}}), STILL)
    assert death.by_time == 5 * course(taken(), STILL).by_time, "map-gen-presets, death world"
