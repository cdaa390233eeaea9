"""Schedules: conditions that can be met or not, interrupts, stops of one name, trains in the player's hand.

Capacities: wiki «Cargo wagon» 40 slots (FactorioLab ``cargoWagon.size``), «Fluid wagon» 50,000 units since 2.0
(``fluidWagon.capacity``); stacks of iron ore and coal 50 (FactorioLab ``stack``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.kit import LANGUAGES, First, Said, Scenario, unmet
from tests.scenarios.trains.kit import EMPTY, FULL, railway, record, refuel, stop, train

if TYPE_CHECKING:
    from agent.contract import Language
    from tests.scenarios.kit import Word

NEVER_MET: Final[Word] = (
    "никогда|не (может|сможет)|невыполним|не выполн|не поместится|не вмещ|не войд",
    "never|cannot|can not|impossible|does not fit|more than",
)
MINE_STOP = stop(1, "Iron Mine", -100.0, 40.0, trains=1)
SMELTER_STOP = stop(2, "Smelter", 90.0, -10.0)
STOPS = [MINE_STOP, SMELTER_STOP]

SCENARIOS: Final[dict[str, Scenario]] = {
    "half an hour for a full cargo": Scenario(
        "trains",
        railway(
            [
                train(
                    16,
                    "wait_station",
                    -100.0,
                    44.0,
                    record("Iron Mine", FULL),
                    record("Smelter", EMPTY),
                    station=1,
                    wait_ticks=108_000,
                    cargo=[{"name": "iron-ore", "count": 150}],
                )
            ],
            STOPS,
        ),
        "108,000 ticks ÷ 60 ÷ 60 = 30 min; 150 of 2 × 40 × 50 = 4,000 ore have come.",
        says=(Said(1800, "s", ("16", "Iron Mine")),),
        first=First(("16", "Iron Mine"), ((-100.0, 44.0), (-100.0, 40.0))),
    ),
    "an interrupt read aloud": Scenario(
        "trains",
        railway(
            [
                train(
                    22,
                    "on_the_path",
                    0.0,
                    10.0,
                    record("Iron Mine", FULL),
                    record("Smelter", EMPTY),
                    speed=1.0,
                    has_path=True,
                    goal=1,
                    interrupts=[refuel({"type": "time", "ticks": 1800})],
                )
            ],
            [*STOPS, stop(3, "Fuel Depot", 0.0, -90.0)],
        ),
        "The interrupt goes to the depot below 10 coal and stays 1,800 ticks ÷ 60 = 30 s.",
        says=(Said(10, "", ("Refuel", "Fuel Depot")), Said(30, "s", ("Refuel", "Fuel Depot"))),
        quiet=("22", "Fuel Depot"),
    ),
    "one stop of the name has no limit": Scenario(
        "trains",
        railway(
            [
                train(
                    31 + n,
                    "on_the_path",
                    20.0 * n,
                    10.0,
                    record("Smelter", EMPTY),
                    record("Iron Mine", FULL),
                    speed=1.0,
                    has_path=True,
                    goal=4,
                )
                for n in range(4)
            ],
            [
                stop(1, "Iron Mine", -100.0, 40.0),
                stop(2, "Smelter", 90.0, -10.0, limit=1),
                stop(4, "Smelter", 110.0, -10.0, trains=4),
            ],
        ),
        "Wiki «Train stop»: without a limit any number may come; of the two stops named Smelter one has none.",
        words=((("станци", "stations"), "3", "2"),),
        quiet=("Smelter",),
    ),
    "all in order": Scenario(
        "trains",
        railway(
            [
                train(
                    41,
                    "on_the_path",
                    0.0,
                    10.0,
                    record("Iron Mine", FULL),
                    record("Smelter", EMPTY),
                    speed=1.1,
                    has_path=True,
                    goal=1,
                ),
                train(
                    42,
                    "arrive_station",
                    80.0,
                    -10.0,
                    record("Smelter", EMPTY),
                    record("Iron Mine", FULL),
                    speed=0.4,
                    has_path=True,
                    goal=2,
                ),
                train(
                    43,
                    "arrive_signal",
                    40.0,
                    10.0,
                    record("Smelter", EMPTY),
                    record("Iron Mine", FULL),
                    speed=0.7,
                    has_path=True,
                    goal=2,
                ),
            ],
            [stop(1, "Iron Mine", -100.0, 40.0, trains=1), stop(2, "Smelter", 90.0, -10.0, trains=2)],
        ),
        "defines.train_state: on_the_path, arrive_station and arrive_signal (braking) all move: 3 of 3.",
        says=(Said(3, "", (("движ|едут|едет|в пути", "moving|move"),)),),
        quiet=("41", "42", "43"),
        never=((r"поезд \d+ (стоит|застрял|ждёт)", r"train \d+ (stands|is stuck|waits)"),),
    ),
    "in the player's hand": Scenario(
        "trains",
        railway(
            [
                train(
                    51, "manual_control", 0.0, 10.0, record("Iron Mine", FULL), record("Smelter", EMPTY), manual=True
                ),
                train(
                    52,
                    "on_the_path",
                    50.0,
                    10.0,
                    record("Smelter", EMPTY),
                    record("Iron Mine", FULL),
                    speed=1.0,
                    has_path=True,
                    goal=2,
                ),
            ],
            STOPS,
        ),
        "defines.train_state.manual_control: it does not follow its schedule until it is switched to automatic.",
        words=(("51", ("ручн|вручную", "manual|by hand")),),
        says=(Said(1, "", (("ручн", "manual"),)),),
        quiet=("52",),
    ),
    "nowhere to go": Scenario(
        "trains",
        railway(
            [
                train(61, "no_schedule", 0.0, 10.0),
                train(
                    62,
                    "on_the_path",
                    50.0,
                    10.0,
                    record("Smelter", EMPTY),
                    record("Iron Mine", FULL),
                    speed=1.0,
                    has_path=True,
                    goal=2,
                ),
            ],
            STOPS,
        ),
        "defines.train_state.no_schedule: doesn't have anywhere to go.",
        words=(("61", ("расписани", "schedule")),),
        first=First(("61", ("расписани", "schedule")), ((0.0, 10.0),)),
        quiet=("62",),
    ),
    "an interrupt to a depot that is not there": Scenario(
        "trains",
        railway(
            [
                train(
                    21,
                    "on_the_path",
                    0.0,
                    10.0,
                    record("Iron Mine", FULL),
                    record("Smelter", EMPTY),
                    speed=1.0,
                    has_path=True,
                    goal=1,
                    interrupts=[refuel({"type": "fuel_full"})],
                )
            ],
            STOPS,
        ),
        "An interrupt goes to stations by name as a schedule does (runtime API, ScheduleInterrupt.targets).",
        words=(
            (
                "Refuel",
                "Fuel Depot",
                ("не существует|нет станции|станции нет|её нет|которой нет", "does not exist|no such|no station"),
            ),
        ),
        first=First(("Refuel", "Fuel Depot"), ((0.0, 10.0),)),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_schedule_is_told_as_the_game_will_follow_it(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
