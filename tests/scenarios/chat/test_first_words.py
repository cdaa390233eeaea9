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
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_the_answer_stands_first(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
