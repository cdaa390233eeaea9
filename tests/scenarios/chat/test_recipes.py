"""Questions about what the data hold: recipes, machine counts for a rate; nothing of the snapshot is needed.

Figures: FactorioLab ``recipes`` and ``items`` (times, ingredients, speeds); worked examples from the wiki.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.kit import LANGUAGES, Said, Scenario, unmet

if TYPE_CHECKING:
    from agent.contract import Language
    from tests.scenarios.kit import Word

UNKNOWN: Final[Word] = (
    "не знаю|не нашл|не найден|нет (такого|предмета|рецепта)|неизвест",
    "do not know|no such|not found|unknown|no item|no recipe",
)

SCENARIOS: Final[dict[str, Scenario]] = {
    "a request to build": Scenario(
        "chat",
        None,
        "Electronic circuits: 60/min take 60 iron plates and 180 cables a minute; wiki «Electronic circuit».",
        says=(Said(60, "/min", ("electronic-circuit",)),),
        words=((("чертёж|чертеж|блок", "blueprint|block"),),),
        ask=("Построй мне 60 electronic circuit в минуту", "Build me 60 electronic circuits per minute"),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_what_the_games_data_hold_is_answered(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
