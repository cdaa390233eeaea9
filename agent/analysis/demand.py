"""What a factory's recipes need of each other, and what its shortages leave of its output.

A recipe whose every product is used here runs only as fast as its users here can take it: a machine with time to spare
causes no shortage. From the ends of the chain that demand goes up; from the shortages the loss comes down, shared among
the users in proportion. What nothing here makes is taken as coming from outside in any amount.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from agent.analysis.rates import RecipeRate

EXTRA_ROUNDS = 8
"""A chain settles in as many rounds as it is long; a loop gets these more and then stands as it is."""

Shares = dict[str, Fraction]
ONE = Fraction(1)


@dataclass(frozen=True, slots=True)
class Demand:
    """Shares of full work by recipe, and per item what is needed and could be made a minute.

    ``wanted`` is what the users ask of a recipe, ``reached`` what the shortages upstream leave of that; ``limits``
    names the item that holds a recipe back most. What a recipe takes of its own product is set off against it.
    """

    wanted: Mapping[str, Fraction]
    reached: Mapping[str, Fraction]
    needed_per_min: Mapping[str, Fraction]
    made_per_min: Mapping[str, Fraction]
    limits: Mapping[str, str]


def demand(recipes: Sequence[RecipeRate], eager: Container[str] = ()) -> Demand:
    """Settle what all recipes want of each other.

    ``eager`` names recipes that are seen to take all they can get, whoever uses their products outside this view.
    """
    recipes = [_net(recipe) for recipe in recipes]
    made = _sum(recipes, {}, makes=True)
    wanted = _wanted(recipes, made, eager)
    needed = _sum(recipes, wanted, makes=False)
    reached, limits = _reached(recipes, wanted, needed, made)
    return Demand(wanted, reached, needed, made, limits)


def _net(recipe: RecipeRate) -> RecipeRate:
    if not recipe.makes.keys() & recipe.takes.keys():
        return recipe
    balance = {item: rate - recipe.takes.get(item, Fraction(0)) for item, rate in recipe.makes.items()}
    balance |= {item: -rate for item, rate in recipe.takes.items() if item not in balance}
    return replace(
        recipe,
        makes={item: rate for item, rate in balance.items() if rate > 0},
        takes={item: -rate for item, rate in balance.items() if rate < 0},
    )


def _sum(recipes: Sequence[RecipeRate], shares: Mapping[str, Fraction], *, makes: bool) -> dict[str, Fraction]:
    total: dict[str, Fraction] = defaultdict(Fraction)
    for recipe in recipes:
        share = shares.get(recipe.recipe, ONE)
        for item, rate in (recipe.makes if makes else recipe.takes).items():
            total[item] += rate if share is ONE else rate * share
    return dict(total)


def _wanted(recipes: Sequence[RecipeRate], made: Mapping[str, Fraction], eager: Container[str]) -> Shares:
    """Lower each recipe to what is taken of its most wanted product, until nothing changes."""
    shares = {recipe.recipe: ONE for recipe in recipes}
    for _ in range(len(recipes) + EXTRA_ROUNDS):
        taken = _sum(recipes, shares, makes=False)
        new = {recipe.recipe: ONE if recipe.recipe in eager else _asked(recipe, taken, made) for recipe in recipes}
        if new == shares:
            break
        shares = new
    return shares


def _asked(recipe: RecipeRate, taken: Mapping[str, Fraction], made: Mapping[str, Fraction]) -> Fraction:
    shares = (taken[item] / made[item] if item in taken else ONE for item in recipe.makes)
    return min(ONE, max(shares, default=ONE))


def _reached(
    recipes: Sequence[RecipeRate],
    wanted: Mapping[str, Fraction],
    needed: Mapping[str, Fraction],
    made: Mapping[str, Fraction],
) -> tuple[Shares, dict[str, str]]:
    """Hand shortages down the chain, until nothing changes."""
    full = {recipe.recipe: ONE for recipe in recipes}
    limits: dict[str, str] = {}
    supply = made
    for _ in range(len(recipes) + EXTRA_ROUNDS):
        covered = {item: min(ONE, supply[item] / rate) for item, rate in needed.items() if item in supply and rate}
        new: Shares = {}
        for recipe in recipes:
            here = [item for item in recipe.takes if item in covered]
            scarce = min(here, key=lambda item: (covered[item], item), default=None)
            share = covered[scarce] if scarce is not None else ONE
            new[recipe.recipe] = share * wanted[recipe.recipe] if share < ONE else ONE
            if scarce is not None and share < ONE:
                limits[recipe.recipe] = scarce
        if new == full:
            break
        full = new
        supply = _sum(recipes, full, makes=True)
    reached = {name: min(wanted[name], share) for name, share in full.items()}
    return reached, limits
