"""Things that lie or stand elsewhere than in chests: none may be denied because it was not looked for there.

Sums are of the snapshot's own entries.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.build import entity, inventory, stack
from tests.scenarios.chat.kit import factory, maker
from tests.scenarios.forecast.kit import nest, ore
from tests.scenarios.kit import LANGUAGES, Said, Scenario, unmet

if TYPE_CHECKING:
    from agent.contract import Language
    from tests.scenarios.kit import Word

DENIED: Final[Word] = ("не видно: (coal|iron ore|wood|iron plate)", "not in sight.*(coal|iron ore|wood|iron plate)")
UNKNOWN: Final[Word] = (
    "нет в снимке|не сказано|неизвестно|не собра|не знаю",
    "not in the snapshot|snapshot does not|unknown|not collected|do not know",
)
FURNACES: Final = tuple(
    entity(
        "furnace",
        "stone-furnace",
        3.0 * n,
        30.0,
        recipe="iron-plate",
        status="working",
        crafting_speed=1.0,
        productivity_bonus=0.0,
        inventories=[
            inventory("fuel", stack("coal", 10)),
            inventory("furnace_source", stack("iron-ore", 25)),
            inventory("furnace_result", stack("iron-plate", 6)),
        ],
    )
    for n in range(4)
)

SCENARIOS: Final[dict[str, Scenario]] = {
    "coal in furnaces": Scenario(
        "chat",
        factory(*FURNACES),
        "4 × 10 = 40 pieces of coal as fuel.",
        says=(Said(40, "", ("coal",)),),
        never=(DENIED,),
        ask=("Сколько угля в печах?", "How much coal is in the furnaces?"),
    ),
    "plates in furnaces": Scenario(
        "chat",
        factory(*FURNACES),
        "4 × 6 = 24 iron plates wait in the furnaces.",
        says=(Said(24, "", ("iron-plate",)),),
        never=(DENIED,),
        ask=("Сколько железных пластин лежит в печах?", "How many iron plates lie in the furnaces?"),
    ),
    "ore in the ground": Scenario(
        "chat",
        factory(*ore("iron-ore", 180, 500.0)),
        "180 × 500 = 90,000.",
        says=(Said(90_000, "", ("iron-ore",)),),
        never=(DENIED,),
        ask=("Сколько железной руды в месторождении?", "How much iron ore is in the patch?"),
    ),
    "wood in the logistic network": Scenario(
        "chat",
        factory(
            entity("roboport", "roboport", 0.0, 0.0, logistic_network=3, network=7),
            logistic_networks=[
                {
                    "id": 3,
                    "logistic": {"all": 50, "available": 50},
                    "contents": [{"name": "wood", "count": 4800}, {"name": "coal", "count": 60}],
                }
            ],
            collected=["logistic_networks", "roboports", "logistic_points"],
        ),
        "The network's contents: 4,800 wood.",
        says=(Said(4800, "", ("wood",)),),
        never=(DENIED,),
        ask=("Сколько дерева в логистической сети?", "How much wood is in the logistic network?"),
    ),
    "ore on trains": Scenario(
        "chat",
        factory(
            trains=[
                {
                    "id": 17,
                    "state": "on_the_path",
                    "x": -100.0,
                    "y": 60.0,
                    "speed": 1.0,
                    "locomotives": 1,
                    "cargo_wagons": 2,
                    "cargo": [{"name": "iron-ore", "count": 2600}],
                    "fuel": [stack("coal", 40)],
                }
            ],
            train_stops=[],
            collected=["trains", "train_stops"],
        ),
        "Train 17 carries 2,600.",
        says=(Said(2600, "", ("iron-ore",)),),
        never=(DENIED,),
        ask=("Сколько железной руды в поездах?", "How much iron ore is on trains?"),
    ),
    "nests around": Scenario(
        "chat",
        factory(
            maker("iron-gear-wheel", "working", 1.5, 12.5, iron_plate=8),
            enemies=[nest(120.0 + 6 * n, 5.0) for n in range(3)],
            collected=["enemies"],
        ),
        "3 spawners are told.",
        says=(Said(3, "", (("гн[её]зд|spawner", "nests?|spawner"),)),),
        ask=("Сколько гнёзд кусак рядом?", "How many biter nests are near?"),
    ),
    "robots that nobody counted": Scenario(
        "chat",
        factory(maker("iron-gear-wheel", "working", 1.5, 12.5, iron_plate=8), collected=[]),
        "No logistic network was collected: how many robots there are is not known, and 0 would be a claim.",
        words=((("робот", "robot"), UNKNOWN),),
        never=((r"роботов: 0|0 роботов", r"\b0 robots|robots: 0"),),
        ask=("Сколько у меня роботов?", "How many robots do I have?"),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_nothing_is_denied_that_was_not_looked_for(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
