"""What can be built at this stage: machines, drills, what composing takes; which technologies the rest waits for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.assistant.starter.packs import usual_recipes
from agent.factory.compose.kit import POLES, may_build, may_craft
from agent.game.prototypes import CraftingMachine, ElectricPole, MiningDrill

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.game.gamedata import GameData
    from agent.game.prototypes import Resource

BELT, INSERTER, SPLITTER, UNDERGROUND = "transport-belt", "inserter", "splitter", "underground-belt"
SQUARE = (3, 3)


@dataclass(frozen=True, slots=True)
class Means:
    """What is researched, over one data set."""

    data: GameData
    researched: frozenset[str]

    def can_build(self, entity: str) -> bool:
        """Tell whether an entity's item can be made."""
        return may_build(entity, self.data, self.researched)

    @property
    def preferred(self) -> tuple[str, ...]:
        """Return crafting machines and drills: what can be built, the fastest first, then the slowest of the rest."""
        machines = [e for e in self.data.entities.values() if isinstance(e, CraftingMachine | MiningDrill)]
        machines = [machine for machine in machines if isinstance(machine, CraftingMachine) or _fitting(machine)]
        mine = [machine for machine in machines if self.can_build(machine.name)]
        rest = [machine for machine in machines if machine not in mine]
        return (
            *(machine.name for machine in sorted(mine, key=lambda m: (-m.speed, m.name))),
            *(machine.name for machine in sorted(rest, key=lambda m: (m.speed, m.name))),
        )

    @property
    def beside(self) -> frozenset[str]:
        """Return the recipes that do not lead to the early packs: a plan for those need not weigh them."""
        return frozenset(self.data.recipes) - usual_recipes(self.data)

    def drill(self, resource: Resource) -> MiningDrill | None:
        """Return the drill for a resource: the fastest that can be built, else the slowest there is."""
        able = [drill for drill in self.data.drills_for(resource) if _fitting(drill)]
        mine = [drill for drill in able if self.can_build(drill.name)]
        if mine:
            return max(mine, key=lambda drill: (drill.speed, drill.name))
        return min(able, key=lambda drill: (drill.speed, drill.name), default=None)

    @property
    def pole(self) -> str:
        """Return the pole that is used: the better one that can be built."""
        poles = [name for name in POLES if isinstance(self.data.entities.get(name), ElectricPole)]
        return next((name for name in poles if self.can_build(name)), poles[-1] if poles else "")

    @property
    def composing(self) -> frozenset[str]:
        """Return what is researched, and what plain splitters and undergrounds wait for.

        The composer plans with them; whether a block holds any is looked at when it is there.
        """
        return self.researched | {lock for name in (SPLITTER, UNDERGROUND) if (lock := self.lock(name)) is not None}

    def lock(self, name: str) -> str | None:
        """Return the technology that an entity or recipe waits for; None where it waits for none."""
        entity = self.data.entities.get(name)
        item = name if entity is None or entity.item is None else entity.item
        recipes = [self.data.recipes[name]] if name in self.data.recipes else list(self.data.recipes_making(item))
        if not recipes or any(may_craft(recipe.name, self.data, self.researched) for recipe in recipes):
            return None
        return next((found for one in recipes if (found := self.data.technology_unlocking(one.name))), None)

    def locks(self, names: Iterable[str]) -> tuple[str, ...]:
        """Return the technologies that any of these waits for."""
        return tuple(sorted({lock for name in names if (lock := self.lock(name)) is not None}))


def _fitting(drill: MiningDrill) -> bool:
    return drill.power.source == "electric" and drill.tiles == SQUARE and any(drill.drop)
