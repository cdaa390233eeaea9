"""Schedules that are offered as data: what the game will have after the click, by its own rules of names and waits."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.kit import LANGUAGES, Scenario, answered
from tests.scenarios.trains.kit import EMPTY, FULL, item_count, railway, record, stop, train

if TYPE_CHECKING:
    from agent.contract import Language, ScheduleOffer
    from tests.scenarios.build import Json

MINE: Final = record("Iron Mine", FULL)
SMELTER: Final = record("Smelter", EMPTY)
STOPS: Final = [stop(1, "Iron Mine", -100.0, 40.0), stop(2, "Smelter", 90.0, -10.0)]


def offered(trains: list[Json], stops: list[Json], language: Language) -> tuple[ScheduleOffer, ...]:
    """Return the schedules that come with the answer about this railway."""
    return answered(Scenario("trains", railway(trains, stops), ""), language).schedules


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_misspelt_station_is_put_right_and_all_else_kept(language: Language) -> None:
    (offer,) = offered([train(11, "no_path", 20.0, 60.0, record("iron mine", FULL), SMELTER)], STOPS, language)
    assert (offer.train, offer.current) == (11, 1)
    assert [(each.keep, each.station) for each in offer.stops] == [(1, "Iron Mine"), (2, None)]
    assert [(each.station, each.wait) for each in offer.before] == [("iron mine", ("full",)), ("Smelter", ("empty",))]
    assert offer.interrupts == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_train_without_a_schedule_gets_that_of_its_like_with_every_wait(language: Language) -> None:
    waits = (item_count("iron-ore", "≥", 1000), {"type": "time", "ticks": 600, "compare_type": "or"})
    runs = [
        train(11, "no_schedule", 20.0, 60.0),
        train(12, "on_the_path", 0.0, 0.0, record("Iron Mine", *waits), SMELTER, speed=1.0, has_path=True, goal=1),
    ]
    (offer,) = offered(runs, STOPS, language)
    assert offer.train == 11
    assert [each.station for each in offer.stops] == ["Iron Mine", "Smelter"]
    count, time = offer.stops[0].wait
    assert count.condition is not None
    assert (count.condition.first_signal.name, count.condition.comparator, count.condition.constant) == (
        "iron-ore",
        "≥",
        1000,
    )
    assert (time.type, time.ticks, time.compare_type) == ("time", 600, "or")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "runs",
    [
        [train(11, "no_path", 20.0, 60.0, record("Nowhere at all", FULL), SMELTER)],
        [train(11, "on_the_path", 20.0, 60.0, MINE, SMELTER, speed=1.0, has_path=True, goal=1)],
        [train(11, "manual_control", 20.0, 60.0, MINE, SMELTER, manual=True)],
        [train(11, "destination_full", 20.0, 60.0, MINE, SMELTER)],
    ],
    ids=["no name is near", "it runs well", "in the player's hand", "it waits for room"],
)
def test_no_schedule_is_offered_where_none_would_help(runs: list[Json], language: Language) -> None:
    full = [stop(1, "Iron Mine", -100.0, 40.0, limit=1, trains=1), STOPS[1]]
    assert offered(runs, full, language) == ()
