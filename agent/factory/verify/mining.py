"""Mining drills as machines: what lies under them is told by whoever asks, a blueprint does not say it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.game.prototypes import CraftingMachine, Ingredient, Inserter, MiningDrill, Recipe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.game.gamedata import GameData
    from agent.game.prototypes import Entity, Resource

PREFIX = "mine:"
AT_ONCE = 0.5
"""Half a turn a tick: a drill drops what it has mined without an arm."""


class Mining:
    """The drills of a layout as crafting machines with the recipes of their resources.

    ``mined`` says for drills by name what they stand on; drills it leaves out stay what they are.
    """

    def __init__(self, data: GameData, mined: Mapping[str, str]) -> None:
        self.recipes: dict[str, Recipe] = {}
        self.drops: dict[str, Inserter] = {}
        self._machines: dict[str, CraftingMachine] = {}
        for name, resource in mined.items():
            drill, found = data.entities.get(name), data.resources.get(resource)
            if isinstance(drill, MiningDrill) and found is not None and found.category in drill.categories:
                self._add(drill, found)

    def machine(self, prototype: Entity) -> Entity:
        """Return a drill as a machine, anything else as it is."""
        return self._machines.get(prototype.name, prototype)

    def _add(self, drill: MiningDrill, resource: Resource) -> None:
        recipe = PREFIX + resource.name
        needs = () if resource.fluid is None else (Ingredient(resource.fluid, resource.fluid_amount, fluid=True),)
        effects = frozenset({"speed", "productivity", "consumption", "pollution", "quality"})
        self.recipes[recipe] = Recipe(recipe, (PREFIX,), resource.time_s, needs, resource.products, effects)
        self._machines[drill.name] = CraftingMachine(
            drill.name,
            drill.type,
            drill.box,
            drill.tiles,
            item=drill.item,
            power=drill.power,
            pipes=drill.pipes,
            speed=drill.speed,
            categories=frozenset({PREFIX}),
            effects=drill.effects,
            fixed_recipe=recipe,
        )
        if not all(product.fluid for product in resource.products):
            self.drops[drill.name] = Inserter(
                drill.name,
                "inserter",
                drill.box,
                drill.tiles,
                rotation_speed=AT_ONCE,
                extension_speed=AT_ONCE,
                pickup=(0.0, 0.0),
                drop=drill.drop,
            )
