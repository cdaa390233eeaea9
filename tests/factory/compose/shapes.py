"""Made-up recipes in shapes that real ones do not have: chains and trees of any size."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.factory.compose.wanted import Step, Wanted
from agent.game.prototypes import Ingredient, Product, Recipe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.game.gamedata import GameData

RATE = Fraction(1, 4)
MACHINE = "assembling-machine-2"
SPEED = Fraction(3, 4)


def shaped(
    made_from: Mapping[str, tuple[str, ...]], targets: tuple[str, ...], data: GameData
) -> tuple[Wanted, GameData]:
    """Return a plan in which each item is made of one each of others, and data that knows its recipes."""
    recipes = dict(data.recipes)
    for item, parts in made_from.items():
        recipes[item] = Recipe(
            item,
            ("crafting",),
            Fraction(1),
            tuple(Ingredient(part, Fraction(1)) for part in parts),
            (Product(item, Fraction(1)),),
            frozenset(),
        )
    needed: dict[str, Fraction] = dict.fromkeys(targets, RATE)
    steps = []
    for item in reversed(tuple(made_from)):
        rate = needed[item]
        for part in made_from[item]:
            needed[part] = needed.get(part, Fraction(0)) + rate
        takes = dict.fromkeys(made_from[item], Fraction(1))
        steps.append(Step(item, MACHINE, "normal", (), rate, SPEED, takes, {item: Fraction(1)}))
    wanted = Wanted(data.label, dict.fromkeys(targets, RATE), tuple(reversed(steps)), {}, frozenset(), {})
    return wanted, replace(data, recipes=recipes)


def chain(levels: int) -> dict[str, tuple[str, ...]]:
    """Return items that are each made of the one before."""
    return {f"link-{n}": (f"link-{n - 1}",) if n else ("iron-plate",) for n in range(levels)}


def tree(modules: int) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Return a tree in which everything goes to two others, and its leaves."""
    made: dict[str, tuple[str, ...]] = {
        f"node-{n}": ((f"node-{(n - 1) // 2}",) if n else ("iron-plate",)) for n in range(modules)
    }
    inner = {parts[0] for parts in made.values()}
    return made, tuple(item for item in made if item not in inner)
