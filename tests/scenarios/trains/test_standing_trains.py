"""Trains that stand: what holds each, by the rules of stops, signals, paths and fuel.

Rules, from wiki «Train stop»: a limit is how many trains may reserve a stop as their destination, those on the way
among them; a limit of 0 acts like a stop that is switched off; stops of one name are one station. States are members
of ``defines.train_state`` (runtime API 2.0.77): ``no_path`` has no path, ``destination_full`` has one but every stop
that would do is full.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.kit import LANGUAGES, First, Scenario, unmet
from tests.scenarios.trains.kit import EMPTY, FULL, railway, record, stop, train

if TYPE_CHECKING:
    from agent.contract import Language
    from tests.scenarios.kit import Word

NO_SUCH: Final[Word] = ("не существует|нет станции|станции нет|её нет", "does not exist|no such|no station")
NO_WAY: Final[Word] = (
    "нет пути|пути нет|маршрут|не ведёт|не на(йти|ходит) пут",
    "no path|no route|no way|cannot reach|unreachable",
)
LIMIT: Final[Word] = ("лимит|предел|огранич", "limit")
MINE = record("Iron Mine", FULL)
SMELTER = record("Smelter", EMPTY)
SMELTER_STOP = stop(2, "Smelter", 90.0, -10.0)

SCENARIOS: Final[dict[str, Scenario]] = {
    "limit full, two stand there": Scenario(
        "trains",
        railway(
            [
                train(11, "wait_station", -100.0, 44.0, MINE, SMELTER, station=1, wait_ticks=600),
                train(12, "wait_station", -100.0, 58.0, MINE, SMELTER, station=1, wait_ticks=120),
                train(13, "destination_full", 20.0, -30.0, MINE, SMELTER),
            ],
            [stop(1, "Iron Mine", -100.0, 40.0, limit=2, trains=2), SMELTER_STOP],
        ),
        "Wiki «Train stop», limit: 2 trains hold the 2 places, the third has to wait.",
        words=(("13", "Iron Mine", "2", LIMIT),),
        first=First(("13", "Iron Mine"), ((20.0, -30.0),)),
        never=(NO_SUCH, NO_WAY),
    ),
    "limit reserved by a train on its way": Scenario(
        "trains",
        railway(
            [
                train(21, "on_the_path", 0.0, 10.0, MINE, SMELTER, speed=1.1, has_path=True, goal=1),
                train(22, "destination_full", 60.0, -30.0, MINE, SMELTER),
            ],
            [stop(1, "Iron Mine", -100.0, 40.0, limit=1, trains=1), SMELTER_STOP],
        ),
        "Wiki «Train stop», limit: who has reserved the stop counts although nobody stands there; 1 of 1.",
        words=(
            ("22", "Iron Mine", "1", LIMIT),
            ("Iron Mine", ("едет|едут|в пути|на пути|направля", "bound|on (its|the) way|under way|en route")),
        ),
        first=First(("22", "Iron Mine"), ((60.0, -30.0),)),
        never=(NO_SUCH, NO_WAY),
    ),
    "limit zero": Scenario(
        "trains",
        railway(
            [train(31, "destination_full", 60.0, -30.0, MINE, SMELTER)],
            [stop(1, "Iron Mine", -100.0, 40.0, limit=0, trains=0), SMELTER_STOP],
        ),
        "Wiki «Train stop»: a limit of 0 behaves as a disabled stop; nobody will go there at all.",
        words=(("Iron Mine", "0", LIMIT),),
        first=First(("Iron Mine", "0"), ((60.0, -30.0), (-100.0, 40.0))),
        never=(NO_SUCH,),
    ),
    "two stops of one name, both full": Scenario(
        "trains",
        railway(
            [
                train(41, "wait_station", -100.0, 44.0, MINE, SMELTER, station=1, wait_ticks=300),
                train(42, "wait_station", -80.0, 44.0, MINE, SMELTER, station=3, wait_ticks=300),
                train(43, "on_the_path", -50.0, 20.0, MINE, SMELTER, speed=0.9, has_path=True, goal=3),
                train(44, "destination_full", 60.0, -30.0, MINE, SMELTER),
            ],
            [
                stop(1, "Iron Mine", -100.0, 40.0, limit=1, trains=1),
                stop(3, "Iron Mine", -80.0, 40.0, limit=2, trains=2),
                SMELTER_STOP,
            ],
        ),
        "Wiki «Train stop»: stops of one name are one station; places 1 + 2 = 3, taken 1 + 2 = 3.",
        words=(("44", "Iron Mine", "3"),),
        first=First(("44", "Iron Mine"), ((60.0, -30.0),)),
        never=(NO_SUCH, NO_WAY),
    ),
    "a station that does not exist": Scenario(
        "trains",
        railway(
            [train(51, "no_path", 20.0, 60.0, record("Iron Mine 2", FULL), SMELTER)],
            [stop(1, "Iron Mine", -100.0, 40.0), SMELTER_STOP],
        ),
        "A schedule goes by names (wiki «Train stop»); nothing bears the name “Iron Mine 2”.",
        words=(("51", "Iron Mine 2", NO_SUCH),),
        first=First(("51", "Iron Mine 2"), ((20.0, 60.0),)),
        never=(LIMIT,),
    ),
    "no rail leads there": Scenario(
        "trains",
        railway(
            [train(61, "no_path", 20.0, 60.0, MINE, SMELTER)],
            [stop(1, "Iron Mine", -100.0, 40.0), SMELTER_STOP],
        ),
        "defines.train_state.no_path with the station there, at a rail and switched on: the rails do not lead there.",
        words=(("61", "Iron Mine", NO_WAY),),
        first=First(("61", "Iron Mine"), ((20.0, 60.0),)),
        never=(NO_SUCH, LIMIT),
    ),
    "the stop stands at no rail": Scenario(
        "trains",
        railway(
            [train(71, "no_path", 20.0, 60.0, MINE, SMELTER)],
            [stop(1, "Iron Mine", -100.0, 40.0, connected=False), SMELTER_STOP],
        ),
        "LuaEntity.connected_rail is nil: a stop beside no rail is nobody's destination.",
        words=(("Iron Mine", ("рельс", "rail")),),
        first=First(("Iron Mine",), ((20.0, 60.0), (-100.0, 40.0))),
        never=(NO_SUCH, LIMIT),
    ),
    "switched off by the circuit network": Scenario(
        "trains",
        railway(
            [train(81, "destination_full", 20.0, 60.0, MINE, SMELTER)],
            [stop(1, "Iron Mine", -100.0, 40.0, disabled=True), SMELTER_STOP],
        ),
        "Wiki «Train stop»: a stop that is disabled by the circuit network is ignored when a destination is chosen.",
        words=(("Iron Mine", ("выключ|отключ", "disabled|switched off|turned off")),),
        first=First(("Iron Mine",), ((20.0, 60.0), (-100.0, 40.0))),
        never=(NO_SUCH,),
    ),
    "no fuel": Scenario(
        "trains",
        railway(
            [
                train(91, "on_the_path", 20.0, 60.0, MINE, SMELTER, fuel=[], burning_j=0.0, has_path=True, goal=1),
                train(92, "on_the_path", 60.0, 0.0, SMELTER, MINE, speed=1.2, has_path=True, goal=2),
            ],
            [stop(1, "Iron Mine", -100.0, 40.0, trains=1), SMELTER_STOP],
        ),
        "Wiki «Locomotive»: it runs on burner fuel; nothing burns and nothing lies in it.",
        words=(("91", ("топлив", "fuel")),),
        first=First(("91", ("топлив", "fuel")), ((20.0, 60.0),)),
        quiet=("92",),
    ),
    "a red signal": Scenario(
        "trains",
        railway(
            [
                train(
                    101,
                    "wait_signal",
                    10.0,
                    5.0,
                    MINE,
                    SMELTER,
                    has_path=True,
                    goal=1,
                    signal=900,
                    signal_at=(12.5, 6.5),
                ),
                train(102, "manual_control", 30.0, 5.0, SMELTER, MINE, manual=True),
            ],
            [stop(1, "Iron Mine", -100.0, 40.0, trains=1), SMELTER_STOP],
        ),
        "defines.train_state.wait_signal, LuaTrain.signal: the one it waits at stands at (12.5, 6.5).",
        words=(("101", ("сигнал|светофор|семафор", "signal")), ("102", ("ручн|вручную", "manual|by hand"))),
        first=First(("101", ("сигнал|светофор|семафор", "signal")), ((10.0, 5.0), (12.5, 6.5))),
        never=(NO_SUCH, NO_WAY),
    ),
    "face to face on one track": Scenario(
        "trains",
        railway(
            [
                train(
                    111, "wait_signal", 0.0, 0.0, MINE, SMELTER, has_path=True, goal=1, signal=901, signal_at=(1.5, 1.5)
                ),
                train(
                    112,
                    "wait_signal",
                    20.0,
                    0.0,
                    SMELTER,
                    MINE,
                    has_path=True,
                    goal=2,
                    signal=902,
                    signal_at=(18.5, -1.5),
                ),
            ],
            [stop(1, "Iron Mine", 100.0, 0.0, trains=1), stop(2, "Smelter", -100.0, 0.0, trains=1)],
        ),
        "Wiki «Railway», deadlock: each waits for the block in which the other stands; neither can ever go on.",
        words=(("111", "112", ("взаимн|тупик|заблокир|друг друга", "deadlock|each other")),),
        first=First(
            (("взаимн|тупик|друг друга", "deadlock|each other"),), ((0.0, 0.0), (1.5, 1.5), (20.0, 0.0), (18.5, -1.5))
        ),
        never=(NO_SUCH, NO_WAY),
    ),
    "the last piece still burns": Scenario(
        "trains",
        railway(
            [
                train(
                    95,
                    "on_the_path",
                    20.0,
                    60.0,
                    MINE,
                    SMELTER,
                    fuel=[],
                    burning_j=2e6,
                    speed=1.0,
                    has_path=True,
                    goal=1,
                )
            ],
            [stop(1, "Iron Mine", -100.0, 40.0, trains=1), SMELTER_STOP],
        ),
        "Wiki «Locomotive»: 600 kW, so 2 MJ drive it for 3.3 s more; it moves, but there is nothing after that.",
        words=(("95", ("топлив", "fuel")),),
        first=First(("95", ("топлив", "fuel")), ((20.0, 60.0),)),
        never=(("стоит без топлива", "stands without fuel"),),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_what_holds_a_train_is_named(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
