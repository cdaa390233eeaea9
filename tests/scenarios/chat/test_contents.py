"""Questions about what stands and lies in the box: counts, stores, states, each with what it must not be mixed with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.build import entity, inventory, network, stack
from tests.scenarios.chat.kit import chest, factory, maker
from tests.scenarios.kit import LANGUAGES, Said, Scenario, unmet

if TYPE_CHECKING:
    from agent.contract import Language
    from tests.scenarios.build import Json

GEARS: Final = tuple(maker("iron-gear-wheel", "working", 4.0 * n + 1.5, 12.5, iron_plate=8) for n in range(5))


def furnace(x: float, status: str, coal: int) -> Json:
    """Return a stone furnace on iron plates with so much coal."""
    return entity(
        "furnace",
        "stone-furnace",
        x,
        30.0,
        recipe="iron-plate",
        status=status,
        crafting_speed=1.0,
        productivity_bonus=0.0,
        inventories=[inventory("fuel", *([stack("coal", coal)] if coal else []), slots=1)],
    )


SCENARIOS: Final[dict[str, Scenario]] = {
    "coal by its everyday name": Scenario(
        "chat",
        factory(
            chest(10.5, 10.5, stack("coal", 75), stack("iron-plate", 200)),
            chest(12.5, 10.5, stack("coal", 1000)),
        ),
        "75 + 1,000 = 1,075.",
        says=(Said(1075, "", ("coal",)),),
        ask=("Сколько угля в сундуках?", "How much coal is in the chests?"),
    ),
    "furnaces without fuel": Scenario(
        "chat",
        factory(
            *(furnace(3.0 * n, "no_fuel", 0) for n in range(8)),
            *(furnace(3.0 * n + 40, "working", 10) for n in range(4)),
        ),
        "8 of 12 furnaces have no fuel.",
        says=(Said(8, "", (("топлив", "fuel"),)), Said(12, "", ("stone-furnace",))),
        ask=("Сколько stone furnace стоит без топлива?", "How many stone furnaces stand without fuel?"),
    ),
    "what is made here": Scenario(
        "chat",
        factory(
            maker("copper-cable", "working", -41.5, 12.5, copper_plate=8),
            maker("electronic-circuit", "working", -35.5, 12.5, iron_plate=12, copper_cable=30),
            maker("iron-gear-wheel", "working", 20.5, 12.5, iron_plate=8),
        ),
        "The recipes of the three machines.",
        words=(("copper-cable",), ("electronic-circuit",), ("iron-gear-wheel",)),
        ask=("Что здесь производится?", "What is made here?"),
    ),
    "who waits for room": Scenario(
        "chat",
        factory(*GEARS[:2], maker("transport-belt", "full_output", 20.5, 12.5, iron_plate=4, iron_gear_wheel=4)),
        "defines.entity_status.full_output: it is not starved, its product is not taken away.",
        words=(("transport-belt", ("забра|вывоз|полон|места|выход", "taken away|room|full|output")),),
        never=(("transport belt.*не хватает", "transport belt.*(lacks|shortage)"),),
        ask=("Почему стоит автомат transport belt?", "Why does the transport belt machine stand?"),
    ),
    "the power of each network": Scenario(
        "chat",
        factory(
            *GEARS,
            electric_networks=[
                network(7, demand_w=3e6, supply_w=3e6),
                network(8, demand_w=5e6, supply_w=2e6, satisfaction=0.4),
            ],
        ),
        "Network 7: 3 of 3 MW; network 8: 2 of 5 MW = 40 %.",
        says=(Said(3e6, "W", ("7",)), Said(5e6, "W", ("8",)), Said(40, "%", ("8",))),
        ask=("Хватает ли энергии в каждой сети?", "Is there enough power in each network?"),
    ),
    "a quality of machines": Scenario(
        "chat",
        factory(
            *GEARS[:3], *({**each, "quality": "rare", "x": each["x"] + 60, "crafting_speed": 1.2} for each in GEARS[:2])
        ),
        "3 normal and 2 rare ones; rare is +60 % speed (wiki «Quality»): 0.75 × 1.6 = 1.2; (3 × 0.75 + 2 × 1.2) ÷ 0.5 ×"
        " 60 = 558/min.",
        says=(Said(558, "/min", ("iron-gear-wheel",)),),
        ask=("Сколько iron gear wheel в минуту здесь делают?", "How many iron gear wheels per minute are made here?"),
    ),
    "an item that nobody has or makes": Scenario(
        "chat",
        factory(*GEARS),
        "Nothing of the snapshot has to do with rocket fuel.",
        words=(("rocket-fuel", ("нет|не видно|0|не делает", "no|not|none|0")),),
        never=((r"rocket fuel\W+[1-9]", r"rocket fuel\W+[1-9]"),),
        ask=("Сколько rocket fuel мы производим?", "How much rocket fuel do we make?"),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_what_stands_and_lies_there_is_counted(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
