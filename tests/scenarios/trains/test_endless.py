"""Waits that can never end, and their likes that do.

Capacities: wiki «Cargo wagon» 40 slots (FactorioLab ``cargoWagon.size``), «Fluid wagon» 50,000 units since 2.0
(``fluidWagon.capacity``); stacks of iron ore and coal 50 (FactorioLab ``stack``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.kit import LANGUAGES, First, Said, Scenario, unmet
from tests.scenarios.trains.kit import EMPTY, FULL, item_count, railway, record, stop, train

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

NO_SUCH: Final[Word] = ("не существует|нет станции|станции нет|её нет", "does not exist|no such|no station")
NO_WAY: Final[Word] = (
    "нет пути|пути нет|маршрут|не ведёт|не на(йти|ходит) пут",
    "no path|no route|no way|cannot reach|unreachable",
)
MINE = record("Iron Mine", FULL)
SMELTER = record("Smelter", EMPTY)
SCENARIOS: Final[dict[str, Scenario]] = {
    "as much ore as the wagons hold": Scenario(
        "trains",
        railway(
            [
                train(
                    12,
                    "wait_station",
                    -100.0,
                    44.0,
                    record("Iron Mine", item_count("iron-ore", "≥", 4000)),
                    record("Smelter", EMPTY),
                    station=1,
                    wait_ticks=600,
                    cargo_wagons=2,
                    cargo=[{"name": "iron-ore", "count": 2600}],
                )
            ],
            STOPS,
        ),
        "2 wagons × 40 slots × 50 = 4,000 ore: exactly what the condition asks for; it waits for 10 s only.",
        words=(("Iron Mine", "Smelter"),),
        never=(("никогда", "never"),),
        quiet=("12",),
    ),
    "full or ten seconds": Scenario(
        "trains",
        railway(
            [
                train(
                    15,
                    "wait_station",
                    -100.0,
                    44.0,
                    record("Iron Mine", FULL, {"type": "time", "ticks": 600, "compare_type": "or"}),
                    record("Smelter", EMPTY),
                    station=1,
                    wait_ticks=300,
                )
            ],
            STOPS,
        ),
        "600 ticks ÷ 60 = 10 s (wiki «Time»); «or»: it leaves after 10 s at the latest.",
        says=(Said(10, "s", ("Iron Mine", ("или", "or"))),),
        never=(("никогда", "never"),),
        quiet=("15",),
    ),
    "more ore than the wagon holds": Scenario(
        "trains",
        railway(
            [
                train(
                    11,
                    "wait_station",
                    -100.0,
                    44.0,
                    record("Iron Mine", item_count("iron-ore", "≥", 4000)),
                    record("Smelter", EMPTY),
                    station=1,
                    wait_ticks=36_000,
                    cargo_wagons=1,
                    cargo=[{"name": "iron-ore", "count": 2000}],
                )
            ],
            STOPS,
        ),
        "1 wagon × 40 slots × 50 = 2,000 ore; the condition asks for 4,000.",
        says=(Said(4000, "", ("Iron Mine", NEVER_MET)), Said(2000, "", ("Iron Mine",))),
        first=First(("11", "Iron Mine"), ((-100.0, 44.0), (-100.0, 40.0))),
    ),
    "more fluid than the wagon holds": Scenario(
        "trains",
        railway(
            [
                train(
                    13,
                    "wait_station",
                    -100.0,
                    44.0,
                    record("Oil", item_count("crude-oil", "≥", 60_000, kind="fluid")),
                    record("Smelter", EMPTY),
                    station=1,
                    wait_ticks=36_000,
                    cargo_wagons=0,
                    fluid_wagons=1,
                    fluids={"crude-oil": 50_000.0},
                )
            ],
            [stop(1, "Oil", -100.0, 40.0, trains=1), SMELTER_STOP],
        ),
        "1 fluid wagon × 50,000; the condition asks for 60,000.",
        says=(Said(60_000, "", ("Oil", NEVER_MET)), Said(50_000, "", ("Oil",))),
        first=First(("13", "Oil"), ((-100.0, 44.0), (-100.0, 40.0))),
    ),
    "full and empty at once": Scenario(
        "trains",
        railway(
            [
                train(
                    14,
                    "wait_station",
                    -100.0,
                    44.0,
                    record("Iron Mine", FULL, {"type": "empty", "compare_type": "and"}),
                    record("Smelter", EMPTY),
                    station=1,
                    wait_ticks=36_000,
                )
            ],
            STOPS,
        ),
        "WaitCondition.compare_type «and»: both must hold at one time; a cargo cannot be full and empty.",
        words=(("Iron Mine", NEVER_MET),),
        first=First(("14", "Iron Mine"), ((-100.0, 44.0), (-100.0, 40.0))),
    ),
    "every place taken, so nobody can move": Scenario(
        "trains",
        railway(
            [
                train(121, "destination_full", -100.0, 44.0, SMELTER, MINE, station=1),
                train(122, "destination_full", -80.0, 44.0, SMELTER, MINE, station=3),
                train(123, "destination_full", 90.0, -14.0, MINE, SMELTER, station=2),
                train(124, "destination_full", 110.0, -14.0, MINE, SMELTER, station=4),
            ],
            [
                stop(1, "Iron Mine", -100.0, 40.0, limit=1, trains=1),
                stop(3, "Iron Mine", -80.0, 40.0, limit=1, trains=1),
                stop(2, "Smelter", 90.0, -10.0, limit=1, trains=1),
                stop(4, "Smelter", 110.0, -10.0, limit=1, trains=1),
            ],
        ),
        "Wiki «Train stop», limit: who stands at a stop keeps its place until it has reserved another. Places 4, trains"
        " 4: none is ever free; one place more or one train less than now is needed.",
        words=(
            (
                ("мест", "places?|limit"),
                "4",
                ("поезд", "trains?"),
                ("взаимн|никто|не (смо|мо)[гж]|ни один|все стоят", "deadlock|none|no train|cannot|all stand"),
            ),
        ),
        never=(NO_SUCH, NO_WAY, ("застрявших поездов не видно", "no stuck trains")),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_what_never_ends_is_said_to_never_end(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
