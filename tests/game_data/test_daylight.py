"""Day and night against the wiki's published figures, which are of a day of 25,000 ticks, and the game's own data."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.game.bundled import load
from agent.game.daylight import Day

NAUVIS = Day(25_000)
PANEL_W, ACCUMULATOR_J = 60_000, 5_000_000


def test_a_panel_gives_forty_two_kilowatts_on_average() -> None:
    """Wiki, Solar panel: 60 kW by day, 42 kW on average."""
    assert NAUVIS.mean * PANEL_W == 42_000


def test_twenty_one_accumulators_for_twenty_five_panels() -> None:
    """Wiki, Solar panel: the optimal ratio is 0.84 accumulators for each panel, 21 to 25."""
    load = 25 * NAUVIS.mean
    missing_j = NAUVIS.seconds_missing(load / 25) * 25 * PANEL_W
    assert missing_j / ACCUMULATOR_J == 21


def test_a_day_is_as_long_as_that_of_nauvis_in_the_games_own_data() -> None:
    """25,200 ticks; by the same rule 0.84672 accumulators a panel."""
    day = Day()
    assert day.ticks == load("base-2.1.20").planets["nauvis"]["day-night-cycle"] == 25_200
    assert day.seconds_missing(day.mean) * PANEL_W / ACCUMULATOR_J == Fraction("0.84672")


@pytest.mark.parametrize(
    ("time", "light"),
    [("0", "1"), ("0.25", "1"), ("0.35", "0.5"), ("0.45", "0"), ("0.5", "0"), ("0.65", "0.5"), ("0.75", "1")],
)
def test_light_by_the_time_of_day(time: str, light: str) -> None:
    """Wiki, Time: dusk 25 %, evening 45 %, morning 55 %, dawn 75 % of the day."""
    assert NAUVIS.light(Fraction(time)) == Fraction(light)


def test_a_steady_full_load_lacks_power_all_night() -> None:
    """12,500 of 25,000 ticks are not full day: two ramps at half light and the night itself, 125 s of full power."""
    assert NAUVIS.seconds_missing(Fraction(1)) == 125
    assert NAUVIS.seconds_missing(Fraction(0)) == 0
    assert Day(always=True).seconds_missing(Fraction(1)) == 0


def test_the_time_until_the_dark() -> None:
    assert NAUVIS.seconds_to_night(Fraction(1, 4)) == Fraction(20, 100) * 25_000 / 60
    assert NAUVIS.seconds_to_night(Fraction(1, 2)) == 0


@given(st.fractions(0, 1))
def test_what_is_missing_is_what_the_light_lacks(load: Fraction) -> None:
    """The closed form against a sum over a thousand moments."""
    moments = [Fraction(step, 1000) for step in range(1000)]
    lacking = [max(load - NAUVIS.light(time), Fraction(0)) for time in moments]
    summed = float(sum(lacking, Fraction(0))) / 1000 * 25_000 / 60
    assert float(NAUVIS.seconds_missing(load)) == pytest.approx(summed, abs=1)
