"""What furnaces smelt: a blueprint does not say; what they are fed, what is made of it, or the icons may."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.factory.catalog.working import work_of
from agent.game.quality import item_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.factory.catalog.reach import Reach
    from agent.factory.verify.crafters import Crafter, Crafters
    from agent.game.gamedata import GameData
    from agent.game.prototypes import CraftingMachine, MiningDrill, Recipe

FIRST = "iron-plate"


@dataclass(slots=True)
class Smelting:
    """Furnaces whose recipe is a guess, and the rates of what they may make instead, beside the one chosen.

    ``idle`` are machines without a guess: recyclers take anything.
    """

    guessed: set[Crafter] = field(default_factory=set)
    idle: set[str] = field(default_factory=set)
    choice: dict[str, tuple[Fraction, Fraction]] = field(default_factory=dict)

    def offers(self, makes: Mapping[str, Fraction]) -> dict[str, Fraction]:
        """Scale the other recipes by what belts and inserters left of the first one, and never above it."""
        real = makes.get(FIRST)
        if real is None:
            return {}
        return {
            item: real * min(other / first, Fraction(1))
            for item, (first, other) in sorted(self.choice.items())
            if first
        }


def name_by_icons(crafters: Crafters, icons: set[str]) -> None:
    """Give furnaces the recipe whose product the blueprint's icons show."""
    for crafter in _open(crafters):
        for recipe in _recipes(crafter.prototype, crafters.layout.data):
            if {product.name for product in recipe.products} & icons:
                crafters.set_recipe(crafter, recipe)
                break


def name_by_need(crafters: Crafters, reach: Reach) -> bool:
    """Give furnaces the one recipe whose product a machine behind them lacks; tell whether any was given."""
    given = False
    for crafter in _open(crafters):
        lacking: set[str] = set()
        for arm in reach.layout.arms:
            if arm.source is crafter.thing:
                for other in reach.reached(arm):
                    brought = (reach.final.brought(one) for one in reach.into[other.thing])
                    lacking |= set(other.needs) - set().union(*brought)
        recipes = _recipes(crafter.prototype, crafters.layout.data)
        fitting = [one for one in recipes if {product.name for product in one.products} & lacking]
        if len(fitting) == 1:
            crafters.set_recipe(crafter, fitting[0])
            given = True
    return given


def guess(crafters: Crafters) -> Smelting:
    """Give furnaces that are still open the first recipe; the others stay as a choice."""
    found = Smelting()
    for crafter in list(_open(crafters)):
        recipes = _recipes(crafter.prototype, crafters.layout.data)
        if not recipes or recipes[0].name != FIRST:
            found.idle.add(crafter.thing.name)
            continue
        rates = {}
        for recipe in reversed(recipes):
            crafters.set_recipe(crafter, recipe)
            work = work_of(crafter, crafters)
            if work is not None:
                rates[recipe.name] = {item_of(item): rate for item, rate in work.makes.items()}
        found.guessed.add(crafter)
        first = next(iter(rates[recipes[0].name].values()), Fraction(0))
        for recipe in recipes[1:]:
            for item, rate in rates[recipe.name].items():
                before = found.choice.get(item, (Fraction(0), Fraction(0)))
                found.choice[item] = before[0] + first, before[1] + rate
    return found


def _open(crafters: Crafters) -> list[Crafter]:
    return [crafter for crafter in crafters.by_thing.values() if crafter.chooses and crafter.recipe is None]


def _recipes(furnace: CraftingMachine | MiningDrill, data: GameData) -> list[Recipe]:
    found = [
        recipe
        for recipe in data.recipes.values()
        if not recipe.hidden and furnace.categories & set(recipe.categories) and len(recipe.ingredients) == 1
    ]
    return sorted(found, key=lambda recipe: (recipe.name != FIRST, recipe.name))
