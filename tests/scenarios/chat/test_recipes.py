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
    "a recipe": Scenario(
        "chat",
        None,
        "FactorioLab electronic-circuit: 0.5 s, 1 iron plate, 3 copper cables → 1.",
        says=(Said(1, "", ("iron-plate",)), Said(3, "", ("copper-cable",)), Said(0.5, "s", ())),
        ask=("Какой рецепт у electronic circuit?", "What is the recipe of the electronic circuit?"),
    ),
    "a recipe with a fluid": Scenario(
        "chat",
        None,
        "FactorioLab plastic-bar: 1 s, 1 coal, 20 petroleum gas → 2.",
        says=(Said(20, "", ("petroleum-gas",)), Said(1, "", ("coal",)), Said(2, "", ("plastic-bar",))),
        ask=("Из чего делается plastic bar?", "What is a plastic bar made of?"),
    ),
    "machines for a rate": Scenario(
        "chat",
        None,
        "Automation science 5 s at speed 0.75: 9/min a machine; 45 ÷ 9 = 5.",
        says=(Said(5, "", ("assembling-machine-2", "automation-science-pack")),),
        ask=(
            "Сколько assembling machine 2 нужно для 45 automation science pack в минуту?",
            "How many assembling machines 2 do I need for 45 automation science packs per minute?",
        ),
    ),
    "machines for a rate, rounded up": Scenario(
        "chat",
        None,
        "60 ÷ 9 = 6.67, so 7 machines.",
        says=(Said(7, "", ("assembling-machine-2",)),),
        ask=(
            "Сколько assembling machine 2 нужно для 60 automation science pack в минуту?",
            "How many assembling machines 2 do I need for 60 automation science packs per minute?",
        ),
    ),
    "furnaces for a belt": Scenario(
        "chat",
        None,
        "Wiki «Stone furnace»: 48 fill a yellow belt of 15/s = 900/min: 3.2 s a plate at speed 1, 18.75/min each.",
        says=(Said(48, "", ("stone-furnace",)),),
        ask=(
            "Сколько stone furnace нужно для 900 iron plate в минуту?",
            "How many stone furnaces do I need for 900 iron plates per minute?",
        ),
    ),
    "what a rate takes": Scenario(
        "chat",
        None,
        "60 automation science packs a minute take 60 copper plates and 60 gears, which are 120 iron plates.",
        says=(Said(60, "/min", ("iron-gear-wheel",)), Said(120, "/min", (("iron (plate|ore)", "iron (plate|ore)"),))),
        ask=(
            "Что нужно для 60 automation science pack в минуту?",
            "What do I need for 60 automation science packs per minute?",
        ),
    ),
    "how fast a machine is": Scenario(
        "chat",
        None,
        "Gears take 0.5 s; an assembling machine 3 has speed 1.25: 1.25 ÷ 0.5 × 60 = 150/min.",
        says=(Said(150, "/min", ("iron-gear-wheel",)),),
        ask=(
            "Сколько iron gear wheel в минуту делает одна assembling machine 3?",
            "How many iron gear wheels per minute does one assembling machine 3 make?",
        ),
    ),
    "where a thing is used": Scenario(
        "chat",
        None,
        "FactorioLab: logistic-science-pack takes 1 inserter and 1 transport belt in 6 s.",
        says=(Said(6, "s", ()), Said(1, "", ("inserter",)), Said(1, "", ("transport-belt",))),
        ask=("Какой рецепт у logistic science pack?", "What is the recipe of the logistic science pack?"),
    ),
    "a thing that does not exist": Scenario(
        "chat",
        None,
        "No game data hold an item “unobtainium”.",
        words=((UNKNOWN,),),
        never=((r"\d/мин", r"\d/min"),),
        ask=("Какой рецепт у unobtainium?", "What is the recipe of unobtainium?"),
    ),
    "a recipe of a planet": Scenario(
        "chat",
        None,
        "FactorioLab metallurgic-science-pack: 10 s, 3 tungsten carbide, 2 tungsten plates, 200 molten copper.",
        says=(
            Said(3, "", ("tungsten-carbide",)),
            Said(2, "", ("tungsten-plate",)),
            Said(200, "", ("molten-copper",)),
            Said(10, "s", ()),
        ),
        ask=("Какой рецепт у metallurgic science pack?", "What is the recipe of the metallurgic science pack?"),
    ),
    "a recipe of a planet without the planet": Scenario(
        "chat",
        None,
        "The base game has no metallurgic science pack.",
        words=((UNKNOWN,),),
        never=("tungsten-carbide",),
        data_set="base-2.1.20",
        ask=("Какой рецепт у metallurgic science pack?", "What is the recipe of the metallurgic science pack?"),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_what_the_games_data_hold_is_answered(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
