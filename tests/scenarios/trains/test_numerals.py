"""Words agree with one: English plurals by CLDR (one: 1), as Russian ones do already."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.kit import LANGUAGES, Scenario, unmet
from tests.scenarios.trains.kit import FULL, railway, record, stop, train

if TYPE_CHECKING:
    from agent.contract import Language
    from tests.scenarios.kit import Word

PLURAL_OF_ONE: Final[Word] = (
    r"(?<!\d)1 (поезда|поездов|станции|станций|мест[аы]?\b)",
    r"\b1 (trains|stations|stops|different names|places|of them are|are|have)\b",
)

SCENARIOS: Final[dict[str, Scenario]] = {
    "one train at one station": Scenario(
        "trains",
        railway(
            [
                train(11, "wait_station", -100.0, 44.0, record("Iron Mine", FULL), station=1, wait_ticks=60),
                train(12, "destination_full", 0.0, 44.0, record("Iron Mine", FULL)),
            ],
            [stop(1, "Iron Mine", -100.0, 40.0, limit=1, trains=1)],
        ),
        "One place, taken by one train.",
        words=(("12", "Iron Mine", "1"),),
        never=(PLURAL_OF_ONE,),
    ),
    "one train and no room": Scenario(
        "trains",
        railway(
            [train(11, "destination_full", 20.0, 60.0, record("Iron Mine", FULL))],
            [stop(1, "Iron Mine", -100.0, 40.0, limit=0)],
        ),
        "One train, one station, one name.",
        never=(PLURAL_OF_ONE,),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_words_agree_with_one(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
