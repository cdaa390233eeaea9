"""Waits that look endless and are not, and the other way round; full railways that jam and those that do not.

Capacities: wiki «Cargo wagon» 40 slots (× 2.5 legendary in 2.1: cargo_wagon_inventory_size_multiplier), «Locomotive» 3
fuel slots; stacks of iron and copper ore and of coal 50 (FactorioLab ``stack``).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pytest

from tests.scenarios.build import entity, snapshot, stack
from tests.scenarios.kit import LANGUAGES, First, Said, Scenario, unmet
from tests.scenarios.trains.kit import EMPTY, FULL, item_count, railway, record, stop, train

if TYPE_CHECKING:
    from agent.contract import Language, Snapshot
    from tests.scenarios.build import Json
    from tests.scenarios.kit import Word

NEVER: Final[Word] = (
    "никогда|невыполним|не поместится|не вмещ|не войд|не сможет",
    "never|impossible|cannot|does not fit",
)
NO_SUCH: Final[Word] = ("не существует|нет станции|станции нет|её нет", "does not exist|no such|no station")
NOBODY_MOVES: Final[Word] = ("похоже на взаимн|никто|ни один", "like a deadlock|none can|no train can|jam")
STOPS: Final = [stop(1, "Iron Mine", -100.0, 40.0, trains=1), stop(2, "Smelter", 90.0, -10.0)]


def waiting(*wait: Json, **more: Any) -> Snapshot:  # noqa: ANN401 - JSON
    """Return train 11, ten minutes at the mine, with these conditions."""
    told = {"station": 1, "wait_ticks": 36_000, "cargo_wagons": 1} | more
    return railway(
        [train(11, "wait_station", -100.0, 44.0, record("Iron Mine", *wait), record("Smelter", EMPTY), **told)], STOPS
    )


def ring() -> Snapshot:
    """Return four trains on their round: the smelters are full, a train has just left a mine for one of them."""
    mine, smelter = record("Iron Mine", FULL), record("Smelter", EMPTY)
    return railway(
        [
            train(21, "on_the_path", -60.0, 30.0, smelter, mine, speed=1.0, has_path=True, goal=4),
            train(22, "destination_full", -80.0, 44.0, smelter, mine, station=3),
            train(23, "wait_station", 90.0, -14.0, smelter, mine, station=2, wait_ticks=60),
            train(24, "wait_station", 110.0, -14.0, smelter, mine, station=4, wait_ticks=60),
        ],
        [
            stop(1, "Iron Mine", -100.0, 40.0, limit=1, trains=0),
            stop(3, "Iron Mine", -80.0, 40.0, limit=1, trains=1),
            stop(2, "Smelter", 90.0, -10.0, limit=1, trains=1),
            stop(4, "Smelter", 110.0, -10.0, limit=2, trains=2),
        ],
    )


SCENARIOS: Final[dict[str, Scenario]] = {
    "two ores that do not fit together": Scenario(
        "trains",
        waiting(item_count("iron-ore", "≥", 1500), item_count("copper-ore", "≥", 1500)),
        "1,500 ÷ 50 = 30 slots for each, 60 in all; the wagon has 40.",
        words=(("Iron Mine", NEVER),),
        first=First(("11", "Iron Mine"), ((-100.0, 44.0), (-100.0, 40.0))),
    ),
    "two ores that fit": Scenario(
        "trains",
        waiting(item_count("iron-ore", "≥", 1000), item_count("copper-ore", "≥", 1000)),
        "20 + 20 = 40 slots: exactly full.",
        never=(NEVER,),
    ),
    "too much, or a minute": Scenario(
        "trains",
        waiting(
            item_count("iron-ore", "≥", 4000), {"type": "time", "ticks": 3600, "compare_type": "or"}, wait_ticks=600
        ),
        "4,000 ore do not fit, but after 3,600 ticks = 60 s it leaves all the same.",
        says=(Said(60, "s", ("Iron Mine",)),),
        never=(NEVER,),
    ),
    "a wildcard is no station": Scenario(
        "trains",
        railway(
            [
                train(
                    31,
                    "on_the_path",
                    0.0,
                    10.0,
                    record("Depot", {"type": "inactivity", "ticks": 300}),
                    speed=1.0,
                    has_path=True,
                    goal=3,
                    interrupts=[
                        {
                            "name": "Deliver",
                            "conditions": [{"type": "empty"}],
                            "targets": [record("[virtual-signal=signal-item-parameter] Load", FULL)],
                        }
                    ],
                )
            ],
            [stop(1, "[item=iron-ore] Load", -100.0, 40.0), stop(3, "Depot", 0.0, -90.0, trains=1)],
        ),
        "Interrupts of 2.0 put an item into the station's name where its parameter stands (FFF-395): “[item=iron-ore]"
        " Load” fits.",
        words=(("Deliver",),),
        never=(NO_SUCH,),
        quiet=("31", "Deliver"),
    ),
    "a ring with a free place": Scenario(
        "trains",
        ring(),
        "Places 2 + 3 = 5, trains 4: the smelters are full, but the mine at (−100, 40) is free for 23 or 24, and then"
        " their place for 22.",
        never=(NOBODY_MOVES,),
    ),
    "a legendary wagon holds more": Scenario(
        "trains",
        snapshot(
            [entity("cargo-wagon", "cargo-wagon", -100.0, 51.0, train=11, quality="legendary")],
            trains=[
                train(
                    11,
                    "wait_station",
                    -100.0,
                    44.0,
                    record("Iron Mine", item_count("iron-ore", "≥", 4000)),
                    record("Smelter", EMPTY),
                    station=1,
                    wait_ticks=600,
                    cargo_wagons=1,
                )
            ],
            train_stops=STOPS,
            collected=["trains", "train_stops"],
        ),
        "40 × 2.5 = 100 slots × 50 = 5,000 ore: 4,000 fit.",
        never=(NEVER,),
    ),
    "less than nothing": Scenario(
        "trains",
        waiting(item_count("iron-ore", "<", 0)),
        "A cargo holds at least 0 of anything.",
        words=(("Iron Mine", NEVER),),
        first=First(("11", "Iron Mine"), ((-100.0, 44.0), (-100.0, 40.0))),
    ),
    "more fuel than a locomotive takes": Scenario(
        "trains",
        waiting(
            {
                "type": "fuel_item_count_all",
                "condition": {
                    "first_signal": {"name": "coal", "type": "item"},
                    "comparator": "≥",
                    "constant": 200,
                },
            },
            fuel=[stack("coal", 150)],
        ),
        "3 slots × 50 = 150 coal a locomotive; it asks for 200.",
        says=(Said(200, "", ("Iron Mine", NEVER)),),
        first=First(("11", "Iron Mine"), ((-100.0, 44.0), (-100.0, 40.0))),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_a_wait_is_told_from_an_endless_one(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
