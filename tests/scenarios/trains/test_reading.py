"""What a player reads of stations, schedules and tracks: names to the letter, times, conditions, missing signals."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.build import entity, snapshot
from tests.scenarios.kit import LANGUAGES, First, Said, Scenario, unmet
from tests.scenarios.trains.kit import EMPTY, FULL, railway, record, stop, train

if TYPE_CHECKING:
    from agent.contract import Language, Snapshot
    from tests.scenarios.kit import Word

NO_SUCH: Final[Word] = ("не существует|нет станции|станции нет|её нет", "does not exist|no such|no station")
CHAIN: Final[Word] = ("проходн", "chain signal")
MINE = record("Iron Mine", FULL)
SMELTER = record("Smelter", EMPTY)
SMELTER_STOP = stop(2, "Smelter", 90.0, -10.0)


def crossing() -> Snapshot:
    """Return a track from west to east and one from north to south, without a signal; rails are 2 tiles long."""
    rails = [
        *(entity("straight-rail", "straight-rail", float(x), 1.0, direction=4) for x in range(-39, 42, 2)),
        *(entity("straight-rail", "straight-rail", 1.0, float(y), direction=0) for y in range(-39, 42, 2)),
    ]
    trains = [
        train(
            1, "on_the_path", -20.0, 1.0, record("East", FULL), record("West", EMPTY), speed=1.0, has_path=True, goal=1
        ),
        train(2, "wait_station", 1.0, -20.0, record("North", FULL), record("South", EMPTY), station=3, wait_ticks=100),
    ]
    stops = [
        stop(1, "East", 38.0, 3.0, trains=1),
        stop(2, "West", -38.0, -1.0),
        stop(3, "North", 3.0, -38.0, trains=1),
        stop(4, "South", -1.0, 38.0),
    ]
    return snapshot(rails, trains=trains, train_stops=stops, collected=["trains", "train_stops"])


SCENARIOS: Final[dict[str, Scenario]] = {
    "letters count": Scenario(
        "trains",
        railway(
            [train(11, "no_path", 20.0, 60.0, record("iron mine", FULL), SMELTER)],
            [stop(1, "Iron Mine", -100.0, 40.0), SMELTER_STOP],
        ),
        "Names of stops are compared letter by letter (wiki «Train stop»): “iron mine” is not “Iron Mine”.",
        words=(("11", "iron mine", NO_SUCH),),
        first=First(("11", "iron mine"), ((20.0, 60.0),)),
    ),
    "a name with a picture": Scenario(
        "trains",
        railway(
            [train(12, "no_path", 20.0, 60.0, record("[item=iron-ore] In", FULL), SMELTER)],
            [stop(1, "[item=iron-ore] In", -100.0, 40.0), SMELTER_STOP],
        ),
        "Wiki «Train stop»: names may hold rich text; the stop exists, so the way there is missing.",
        words=(("12", ("iron-ore.* In", "iron-ore.* In")),),
        never=(NO_SUCH,),
        first=First(("12",), ((20.0, 60.0),)),
    ),
    "a condition on the circuit network": Scenario(
        "trains",
        railway(
            [
                train(
                    13,
                    "wait_station",
                    -100.0,
                    44.0,
                    record(
                        "Iron Mine",
                        {
                            "type": "circuit",
                            "condition": {
                                "first_signal": {"name": "signal-G", "type": "virtual"},
                                "comparator": ">",
                                "constant": 25,
                            },
                        },
                    ),
                    SMELTER,
                    station=1,
                    wait_ticks=54_000,
                )
            ],
            [stop(1, "Iron Mine", -100.0, 40.0, trains=1), SMELTER_STOP],
        ),
        "54,000 ticks ÷ 3,600 = 15 min; it waits for the signal G above 25.",
        says=(Said(900, "s", ("13", "Iron Mine")), Said(25, "", ("Iron Mine", "G"))),
        first=First(("13", "Iron Mine"), ((-100.0, 44.0), (-100.0, 40.0))),
    ),
    "inactivity in seconds": Scenario(
        "trains",
        railway(
            [
                train(
                    14,
                    "on_the_path",
                    0.0,
                    10.0,
                    record("Iron Mine", {"type": "inactivity", "ticks": 300}),
                    SMELTER,
                    speed=1.0,
                    has_path=True,
                    goal=1,
                )
            ],
            [stop(1, "Iron Mine", -100.0, 40.0, trains=1), SMELTER_STOP],
        ),
        "300 ticks ÷ 60 = 5 s.",
        says=(Said(5, "s", ("Iron Mine",)),),
        quiet=("14",),
    ),
    "more on the way than the limit that was lowered": Scenario(
        "trains",
        railway(
            [
                train(15 + n, "on_the_path", 20.0 * n, 10.0, MINE, SMELTER, speed=1.0, has_path=True, goal=1)
                for n in range(2)
            ],
            [stop(1, "Iron Mine", -100.0, 40.0, limit=1, trains=2), SMELTER_STOP],
        ),
        "Wiki «Train stop»: those that have reserved a stop go there even if its limit is lowered; both move.",
        says=(Said(2, "", (("движ|едут|едет", "moving"),)),),
        quiet=("15", "16"),
    ),
    "between two surfaces": Scenario(
        "trains",
        railway(
            [
                train(17, "on_the_path", 0.0, 10.0, MINE, SMELTER, speed=1.0, has_path=True, goal=1)
                | {"x": None, "y": None}
            ],
            [stop(1, "Iron Mine", -100.0, 40.0, trains=1), SMELTER_STOP],
        ),
        "A train on its way between surfaces has no place (contract); it moves all the same.",
        says=(Said(1, "", (("движ|едут|едет", "moving"),)),),
        quiet=("17",),
    ),
    "three on one schedule": Scenario(
        "trains",
        railway(
            [
                *(train(21 + n, "on_the_path", 20.0 * n, 10.0, MINE, SMELTER, has_path=True, goal=1) for n in range(3)),
                train(31, "on_the_path", 0.0, 40.0, SMELTER, MINE, speed=1.0, has_path=True, goal=2),
            ],
            [stop(1, "Iron Mine", -100.0, 40.0, trains=3), stop(2, "Smelter", 90.0, -10.0, trains=1)],
        ),
        "3 trains Iron Mine → Smelter, 1 the other way round.",
        says=(Said(3, "", ("Iron Mine", "Smelter", ("расписание", "schedule"))), Said(4, "", (("поезд", "trains"),))),
        quiet=("21", "31"),
    ),
    "two without fuel and one without a way": Scenario(
        "trains",
        railway(
            [
                train(41, "on_the_path", 0.0, 10.0, MINE, SMELTER, fuel=[], burning_j=0.0, has_path=True, goal=1),
                train(42, "wait_station", 10.0, 30.0, MINE, SMELTER, fuel=[], burning_j=0.0, station=1, wait_ticks=60),
                train(43, "no_path", 20.0, 50.0, SMELTER, MINE),
            ],
            [stop(1, "Iron Mine", -100.0, 40.0, trains=2), SMELTER_STOP],
        ),
        "41 and 42 have nothing to burn, 43 has no path: three troubles, each with its place.",
        words=(("41", ("топлив", "fuel")), ("42", ("топлив", "fuel")), ("43", "Smelter")),
        places=((0.0, 10.0), (10.0, 30.0), (20.0, 50.0)),
    ),
    "a crossing without signals": Scenario(
        "trains",
        crossing(),
        "Wiki «Rail chain signal»: before a crossing, on the right of the way there. Rails end at x = 0 and 2: for the"
        " east at (−0.5 or −1.5, 2.5), west (2.5 or 3.5, −0.5), north (2.5, 2.5 or 3.5), south (−0.5, −0.5 or −1.5).",
        words=(
            (CHAIN, ("восток", "east")),
            (CHAIN, ("запад", "west")),
            (CHAIN, ("север", "north")),
            (CHAIN, ("юг", "south")),
        ),
        first=First(
            (CHAIN,),
            (
                (-0.5, 2.5),
                (-1.5, 2.5),
                (2.5, -0.5),
                (3.5, -0.5),
                (2.5, 2.5),
                (2.5, 3.5),
                (-0.5, -0.5),
                (-0.5, -1.5),
            ),
        ),
    ),
    "no trains at all": Scenario(
        "trains",
        railway([], [stop(1, "Iron Mine", -100.0, 40.0), SMELTER_STOP]),
        "Two stations, no train.",
        says=(Said(0, "", (("поезд", "trains"),)),),
        never=((r"поезд \d+ (стоит|ждёт)", r"train \d+ (stands|waits)"),),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_player_reads_what_the_railway_is(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
