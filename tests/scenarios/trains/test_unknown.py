"""What the snapshot does not tell is not claimed: lists that were cut or never asked for (contract: collected, cut)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.build import snapshot
from tests.scenarios.kit import LANGUAGES, Scenario, unmet
from tests.scenarios.trains.kit import EMPTY, FULL, record, stop, train

if TYPE_CHECKING:
    from agent.contract import Language
    from tests.scenarios.kit import Word

NO_SUCH: Final[Word] = ("не существует|нет станции|станции нет|её нет|которой нет", "does not exist|no such|no station")
MINE, SMELTER = record("Iron Mine 2", FULL), record("Smelter", EMPTY)
STUCK: Final = train(11, "no_path", 20.0, 60.0, MINE, SMELTER)

SCENARIOS: Final[dict[str, Scenario]] = {
    "stations that were cut": Scenario(
        "trains",
        snapshot(
            trains=[STUCK],
            train_stops=[stop(2, "Smelter", 90.0, -10.0)],
            collected=["trains", "train_stops"],
            cut=["train_stops"],
        ),
        "The list of stations is longer than what is told: “Iron Mine 2” may be among the rest.",
        words=(("11", "Iron Mine 2"),),
        never=(NO_SUCH,),
    ),
    "stations that nobody asked for": Scenario(
        "trains",
        snapshot(trains=[STUCK], collected=["trains"]),
        "No list of stations was collected: nothing can be said of any.",
        words=(("11", "Iron Mine 2"),),
        never=(NO_SUCH,),
    ),
    "trains that were cut": Scenario(
        "trains",
        snapshot(
            trains=[train(12, "destination_full", 20.0, 60.0, SMELTER, MINE)],
            train_stops=[stop(1, "Iron Mine 2", -100.0, 40.0), stop(2, "Smelter", 90.0, -10.0, limit=2, trains=2)],
            collected=["trains", "train_stops"],
            cut=["trains"],
        ),
        "Of the trains only one is told; the stop knows that 2 of 2 places are taken, whoever they are.",
        words=(("12", "Smelter", "2"),),
        never=(("поездов: 1;", "trains: 1;"), NO_SUCH),
    ),
    "trains that nobody asked for": Scenario(
        "trains",
        snapshot(train_stops=[stop(2, "Smelter", 90.0, -10.0, limit=2, trains=2)], collected=["train_stops"]),
        "No list of trains was collected: how many there are is not known.",
        never=(("поездов: 0", "trains: 0"), ("застрявших поездов не видно", "no stuck trains")),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_what_is_not_told_is_not_claimed(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
