"""Questions about the factory in the box, answered from what the snapshot holds; and what it does not hold.

Sums are of the snapshot's own entries; speeds and recipes: FactorioLab.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.build import entity, flow, network, snapshot, stack
from tests.scenarios.chat.kit import chest, factory, maker
from tests.scenarios.kit import LANGUAGES, First, Said, Scenario, unmet

if TYPE_CHECKING:
    from agent.contract import Language
    from tests.scenarios.kit import Word

SHORT: Final = "item_ingredient_shortage"
NOT_TOLD: Final[Word] = (
    "нет в снимке|в снимке (нет|не сказано)|не видно|не знаю|не известно|неизвестно|не вычисл|не могу|нет данных",
    "not in the snapshot|snapshot does not|not visible|do not know|unknown|not computed|cannot|no data|not tell",
)
STORE: Final = (
    chest(10.5, 10.5, stack("iron-plate", 1200), stack("copper-plate", 300)),
    chest(12.5, 10.5, stack("iron-plate", 350), stack("iron-ore", 900)),
    chest(14.5, 10.5, stack("iron-plate", 40, "rare"), stack("coal", 75)),
)
CIRCUITS: Final = (
    maker("copper-cable", "working", -41.5, 12.5, copper_plate=8),
    *(maker("electronic-circuit", SHORT, -35.5 + 4 * n, 12.5, iron_plate=12) for n in range(4)),
    maker("iron-gear-wheel", "full_output", 20.5, 12.5, iron_plate=8),
)

SCENARIOS: Final[dict[str, Scenario]] = {
    "how many plates": Scenario(
        "chat",
        factory(*STORE),
        "1,200 + 350 = 1,550 of normal quality.",
        says=(Said(1550, "", ("iron-plate",)),),
        ask=("Сколько iron plate в сундуках?", "How many iron plates are in the chests?"),
    ),
    "iron may be ore or plates": Scenario(
        "chat",
        factory(*STORE),
        "“Iron” is ambiguous: 1,550 plates and 900 ore; both are told apart.",
        says=(Said(1550, "", ("iron-plate",)), Said(900, "", ("iron-ore",))),
        ask=("Сколько у меня железа?", "How much iron do I have?"),
    ),
    "what is not in the chests": Scenario(
        "chat",
        factory(*STORE),
        "No chest of the snapshot holds steel plates: 0.",
        words=(("steel-plate", ("нет|0|не видно|ни одно", "no|0|none|not")),),
        ask=("Сколько steel plate в сундуках?", "How many steel plates are in the chests?"),
    ),
    "how many machines": Scenario(
        "chat",
        factory(*CIRCUITS),
        "1 + 4 + 1 = 6 assembling machines 2.",
        says=(Said(6, "", ("assembling-machine-2",)),),
        ask=("Сколько assembling machine 2 на участке?", "How many assembling machines 2 are in the area?"),
    ),
    "why circuits wait": Scenario(
        "chat",
        factory(*CIRCUITS),
        "1 cable machine makes 0.75 ÷ 0.5 × 2 × 60 = 180/min; 4 circuit machines take 4 × 90 × 3 = 1,080/min: 1,080"
        " ÷ 180 = 6 machines, 5 more.",
        says=(
            Said(180, "/min", ("copper-cable",)),
            Said(1080, "/min", ("copper-cable",)),
            Said(5, "", ("copper-cable",)),
        ),
        first=First(("copper-cable",), ((-41.5, 12.5), (-35.5, 12.5))),
        ask=("Почему стоят автоматы electronic circuit?", "Why do the electronic circuit machines wait?"),
    ),
    "how much of what is made": Scenario(
        "chat",
        factory(*(maker("iron-gear-wheel", "working", 4.0 * n + 1.5, 12.5, iron_plate=8) for n in range(3))),
        "3 × 0.75 ÷ 0.5 × 60 = 270/min.",
        says=(Said(270, "/min", ("iron-gear-wheel",)),),
        ask=(
            "Сколько iron gear wheel в минуту делает участок?",
            "How many iron gear wheels a minute are made?",
        ),
    ),
    "how much power": Scenario(
        "chat",
        factory(
            *CIRCUITS,
            electric_networks=[
                network(
                    demand_w=12.5e6,
                    supply_w=9e6,
                    maximum_w=9e6,
                    satisfaction=0.72,
                    flows=[flow("steam-engine", "make", 9e6), flow("electric-furnace", "use", 9e6)],
                )
            ],
        ),
        "The snapshot's network: demand 12.5 MW, production 9 MW = 72 %.",
        says=(Said(12.5e6, "W", ()), Said(9e6, "W", ()), Said(72, "%", ())),
        ask=(
            "Сколько энергии потребляет завод и хватает ли её?",
            "How much power do I use, and is it enough?",
        ),
    ),
    "nothing wrong": Scenario(
        "chat",
        factory(*(maker("iron-gear-wheel", "working", 4.0 * n + 1.5, 12.5, iron_plate=8) for n in range(3))),
        "Three machines at work, power satisfied: there is nothing to complain of.",
        never=(("не хватает|узкое место", "bottleneck is|shortage"),),
        quiet=("iron-gear-wheel",),
    ),
    "without a box": Scenario(
        "chat",
        None,
        "Without a snapshot nothing is known of the factory: say what to select, name no machine or rate of it.",
        words=((("обведите|выделите", "select|drag a box"),),),
        never=((r"узкое место —|бутылочное", r"the bottleneck is"),),
        ask=("Что не так с моим заводом?", "What is wrong with my factory?"),
    ),
    "a build with what is there": Scenario(
        "chat",
        factory(*CIRCUITS, researched=["automation", "automation-2", "electronics", "logistics"]),
        "60 circuits a minute: 1 circuit machine (90/min) and 1 cable machine (180/min) of assembling machine 2.",
        says=(Said(60, "/min", ("electronic-circuit",)),),
        words=((("чертёж|чертеж", "blueprint"),),),
        ask=("Построй 60 electronic circuit в минуту", "Build 60 electronic circuits per minute"),
    ),
    "how many rare plates": Scenario(
        "chat",
        factory(*STORE),
        "40 of rare quality.",
        words=(("iron plate", ("rare|редк", "rare"), "40"),),
        ask=("Сколько редких iron plate в сундуках?", "How many rare iron plates are in the chests?"),
    ),
    "how many robots": Scenario(
        "chat",
        factory(
            entity("roboport", "roboport", 0.0, 0.0, logistic_network=3, network=7),
            logistic_networks=[
                {"id": 3, "logistic": {"all": 85, "available": 12}, "construction": {"all": 20, "available": 20}}
            ],
            roboports=[{"network": 3, "name": "roboport", "x": 0.0, "y": 0.0, "inside": True, "logistic_radius": 25.0}],
            collected=["logistic_networks", "roboports", "logistic_points"],
        ),
        "The snapshot's network 3: 85 logistic robots, 12 of them free, 20 construction robots.",
        says=(Said(85, "", (("робот", "robots?"),)), Said(20, "", (("робот", "robots?"),))),
        ask=("Сколько у меня роботов?", "How many robots do I have?"),
    ),
    "how far evolution is": Scenario(
        "chat",
        factory(*CIRCUITS, evolution={"factor": 0.37, "time": 0.1, "pollution": 0.2, "spawners": 0.07}, rules={}),
        "The snapshot's evolution factor: 0.37 = 37 %.",
        says=(Said(37, "%", (("эволюц", "evolution"),)),),
        ask=("Какая сейчас эволюция?", "What is the evolution now?"),
    ),
    "which trains are stuck": Scenario(
        "chat",
        snapshot(
            trains=[
                {
                    "id": 17,
                    "state": "no_path",
                    "x": -100.0,
                    "y": 60.0,
                    "inside": True,
                    "current": 1,
                    "locomotives": 1,
                    "stops": [{"station": "Copper Mine", "wait": [{"type": "full"}]}],
                    "fuel": [stack("coal", 40)],
                    "burning_j": 1e6,
                }
            ],
            train_stops=[{"unit": 1, "station": "Iron Mine", "x": 0.0, "y": 0.0}],
            collected=["trains", "train_stops"],
        ),
        "Train 17 is bound for “Copper Mine”, which no stop is named.",
        words=(("17", "Copper Mine"),),
        ask=("Какие поезда застряли?", "Which trains are stuck?"),
    ),
    "who was killed": Scenario(
        "chat",
        factory(*CIRCUITS),
        "Kills are no part of a snapshot (agent/contract): it must say so and give no number.",
        words=((NOT_TOLD,),),
        never=((r"уби\w+ \d", r"killed \d|\d+ kills"),),
        ask=("Сколько кусак я убил за игру?", "How many biters have I killed in this game?"),
    ),
    "when the game was begun": Scenario(
        "chat",
        factory(*CIRCUITS, tick=1_296_000),
        "1,296,000 ticks ÷ 60 ÷ 3,600 = 6 h (wiki «Time»: 60 ticks a second).",
        says=(Said(21_600, "s", ()),),
        ask=("Сколько часов я играю на этой карте?", "How many hours have I played on this map?"),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_the_factory_is_told_as_it_stands(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
