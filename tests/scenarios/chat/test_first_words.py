"""The answer to what was asked stands first (prompts/*/chat.txt: the answer itself, without introduction), whatever
else is wrong with the factory; asked why, it begins with the gravest trouble. Questions as players put them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.build import flow, network, stack
from tests.scenarios.chat.kit import chest, factory, maker
from tests.scenarios.kit import LANGUAGES, Said, Scenario, unmet

if TYPE_CHECKING:
    from agent.contract import Language

SHORT: Final = "item_ingredient_shortage"
TROUBLED: Final = factory(
    maker("copper-cable", "working", -41.5, 12.5, copper_plate=8),
    *(maker("electronic-circuit", SHORT, -35.5 + 4 * n, 12.5, iron_plate=12) for n in range(4)),
    maker("iron-gear-wheel", "full_output", 20.5, 12.5, iron_plate=8),
    chest(
        1.5,
        1.5,
        stack("iron-plate", 1200),
        stack("copper-cable", 300),
        stack("electronic-circuit", 77),
        stack("iron-gear-wheel", 55),
        stack("automation-science-pack", 21),
    ),
)
CROWDED: Final = factory(
    *(maker("iron-gear-wheel", "low_power", 4.0 * n + 1.5, 12.5, iron_plate=8) for n in range(5)),
    electric_networks=[
        network(
            demand_w=12.5e6,
            supply_w=9e6,
            maximum_w=9e6,
            satisfaction=0.72,
            low_power=5,
            flows=[flow("steam-engine", "make", 9e6), flow("electric-furnace", "use", 9e6)],
        )
    ],
)

SCENARIOS: Final[dict[str, Scenario]] = {
    "who stands still": Scenario(
        "chat",
        TROUBLED,
        "4 circuit machines lack cable, the gear machine has nowhere to put its gears: 5 of 6 stand.",
        says=(Said(4, "", ("electronic-circuit",)), Said(1, "", ("iron-gear-wheel",))),
        ask=("Сколько машин простаивает и почему?", "How many machines stand idle, and why?"),
    ),
    "why": Scenario(
        "chat",
        TROUBLED,
        "1,080 cables a minute are wanted, 180 made.",
        begins=("copper-cable", (r"1\s080", "1,080"), "180"),
        ask=("Почему простаивают машины?", "Why do machines stand idle?"),
    ),
    "power": Scenario(
        "chat",
        CROWDED,
        "12.5 MW are wanted, 9 MW made.",
        begins=((r"12,5 МВт", r"12\.5 MW"), ("9 МВт|72.%", "9 MW|72%")),
        ask=("Сколько энергии не хватает?", "How much power is lacking?"),
    ),
    "plates": Scenario(
        "chat",
        TROUBLED,
        "The chest holds 1,200 iron plates.",
        begins=("iron-plate", (r"1\s200", "1,200")),
        ask=("Сколько железных пластин в сундуках?", "How many iron plates are in the chests?"),
    ),
    "cable by its everyday name": Scenario(
        "chat",
        TROUBLED,
        "The chest holds 300 copper cables.",
        begins=("copper-cable", "300"),
        ask=("Сколько медного провода лежит в сундуках?", "How much copper cable lies in the chests?"),
    ),
    "green circuits": Scenario(
        "chat",
        TROUBLED,
        "Players call the electronic circuit the green one; the chest holds 77.",
        begins=("electronic-circuit", "77"),
        ask=("Сколько зелёных схем лежит в сундуках?", "How many green circuits are in the chests?"),
    ),
    "red science": Scenario(
        "chat",
        TROUBLED,
        "Players call the automation science pack red science; the chest holds 21.",
        begins=("automation-science-pack", "21"),
        ask=("Сколько красной науки в сундуках?", "How much red science is in the chests?"),
    ),
    "machines": Scenario(
        "chat",
        TROUBLED,
        "1 + 4 + 1 = 6.",
        begins=("assembling-machine-2", "6"),
        ask=("Сколько тут сборочных автоматов?", "How many assembling machines are here?"),
    ),
    "what can you do": Scenario(
        "chat",
        TROUBLED,
        "No question about the factory: it says what it can be asked; the modes by name.",
        words=((("режим", "modes?"), ("поезда", "trains"), ("энергоснабжение", "power")),),
        ask=("Что ты умеешь?", "What can you do?"),
    ),
    "a greeting": Scenario(
        "chat",
        TROUBLED,
        "No question at all: a bottleneck is no answer to a greeting.",
        begins=(("привет|здравствуй|спросите|режим", "hello|hi\\b|ask|modes?"),),
        ask=("Привет!", "Hello!"),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_the_answer_stands_first(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
