"""Questions about what stands and lies in the box: counts, stores, states, each with what it must not be mixed with."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pytest

from tests.scenarios.build import entity, inventory, network, stack, surface
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
    "a fluid in tanks": Scenario(
        "chat",
        factory(
            *(
                entity(
                    "storage-tank",
                    "storage-tank",
                    10.5 + 4 * n,
                    10.5,
                    fluids=[{"name": "petroleum-gas", "amount": 12_500.0, "temperature": 25.0}],
                )
                for n in range(2)
            )
        ),
        "2 × 12,500 = 25,000.",
        says=(Said(25_000, "", ("petroleum-gas",)),),
        never=(("не видно: petroleum gas", "not in sight.*petroleum gas"),),
        ask=("Сколько petroleum gas в резервуарах?", "How much petroleum gas is in the tanks?"),
    ),
    "ghosts are not built": Scenario(
        "chat",
        factory(
            *GEARS,
            *(
                {**maker("iron-gear-wheel", "working", 4.0 * n + 1.5, 20.5), "ghost": True, "status": None}
                for n in range(3)
            ),
        ),
        "5 stand, 3 are ghosts.",
        says=(Said(5, "", ("assembling-machine-2",)), Said(3, "", (("призрак", "ghosts?"),))),
        never=(("8 машин", "8 machines"),),
        ask=("Сколько assembling machine 2 построено?", "How many assembling machines 2 are built?"),
    ),
    "how full accumulators are": Scenario(
        "chat",
        factory(
            *(
                entity("accumulator", "accumulator", 2.0 * n, 5.0, network=7, energy_j=1.2e6, energy_max_j=5e6)
                for n in range(9)
            ),
            electric_networks=[network(stored_j=10.8e6, storage_j=45e6, accumulators=9)],
        ),
        "9 × 1.2 MJ = 10.8 MJ of 9 × 5 MJ = 45 MJ (wiki «Accumulator»): 24 %.",
        says=(Said(24, "%", (("аккумулятор", "accumulators?"),)),),
        ask=("Насколько заряжены аккумуляторы?", "How full are the accumulators?"),
    ),
    "which planet it is": Scenario(
        "chat",
        factory(*GEARS, surface=surface("gleba", pollutant="spores")),
        "The snapshot's surface is Gleba.",
        words=((("глеб|gleba", "gleba"),),),
        ask=("На какой планете этот участок?", "Which planet is this area on?"),
    ),
    "two questions at once": Scenario(
        "chat",
        factory(
            *GEARS,
            chest(60.5, 10.5, stack("iron-gear-wheel", 640)),
            electric_networks=[network(demand_w=750e3, supply_w=750e3)],
        ),
        "640 lie in the chest; the network needs 750 kW.",
        says=(Said(640, "", ("iron-gear-wheel",)), Said(750e3, "W", ())),
        ask=(
            "Сколько iron gear wheel в сундуках и сколько энергии нужно?",
            "How many iron gear wheels are in the chests, and how much power is needed?",
        ),
    ),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", SCENARIOS)
def test_what_stands_and_lies_there_is_counted(name: str, language: Language) -> None:
    assert unmet(SCENARIOS[name], language) == []
