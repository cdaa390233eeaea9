"""What items weigh: as they state it, else by their recipe (auxiliary page of the API, Item Weight)."""

from __future__ import annotations

import math
from collections import defaultdict
from fractions import Fraction

from recipes import amount, chance
from values import Raw, as_list

TONNE = 1_000_000
"""UtilityConstants.default_rocket_lift_weight: what a rocket lifts."""
DEFAULT = 100
PER_FLUID = 100
WEIGHTLESS = frozenset({"only-in-cursor", "spawnable"})


def weights(raw: Raw) -> dict[str, float]:
    """Return the weight of every item by name."""
    items = {
        name: prototype
        for prototypes in raw.values()
        for name, prototype in prototypes.items()
        if isinstance(prototype, dict) and "stack_size" in prototype
    }
    return _Scales(items, _recipes(raw)).all()


def _recipes(raw: Raw) -> dict[str, list[Raw]]:
    """Return by item the recipes that make it, the one that counts first."""
    found: dict[str, list[Raw]] = defaultdict(list)
    for recipe in raw["recipe"].values():
        if "recycling" in str(recipe.get("category")) or recipe.get("parameter"):
            continue
        for product in as_list(recipe.get("results")):
            if product.get("type") == "item":
                found[product["name"]].append(recipe)
    for name, recipes in found.items():
        recipes.sort(key=lambda recipe: _rank(recipe, name))
    return found


def _rank(recipe: Raw, item: str) -> tuple[bool, bool, bool, str, str, str]:
    catalyst = any(ingredient["name"] == item for ingredient in as_list(recipe.get("ingredients")))
    order = str(recipe.get("order", ""))
    as_part = recipe.get("allow_as_intermediate", True)
    return recipe["name"] != item, catalyst, not as_part, str(recipe.get("category", "")), order, recipe["name"]


class _Scales:
    def __init__(self, items: dict[str, Raw], recipes: dict[str, list[Raw]]) -> None:
        self._items, self._recipes = items, recipes
        self._known: dict[str, Fraction] = {}
        self._open: set[str] = set()

    def all(self) -> dict[str, float]:
        return {name: float(self._of(name)) for name in self._items}

    def _of(self, name: str) -> Fraction:
        if name in self._known:
            return self._known[name]
        if name in self._open or name not in self._items:
            return Fraction(DEFAULT)
        self._open.add(name)
        self._known[name] = self._weigh(self._items[name])
        self._open.discard(name)
        return self._known[name]

    def _weigh(self, item: Raw) -> Fraction:
        if set(as_list(item.get("flags"))) >= WEIGHTLESS:
            return Fraction(0)
        if item.get("weight") is not None:
            return Fraction(str(item["weight"]))
        recipe = next(iter(self._recipes.get(item["name"], ())), None)
        if recipe is None:
            return Fraction(DEFAULT)
        parts = Fraction(0)
        for ingredient in as_list(recipe.get("ingredients")):
            count = Fraction(str(ingredient["amount"]))
            parts += count * (PER_FLUID if ingredient.get("type") == "fluid" else self._of(ingredient["name"]))
        made = sum((_expected(product) for product in as_list(recipe["results"])), Fraction(0))
        if not parts or not made:
            return Fraction(DEFAULT)
        result = parts / made * Fraction(str(item.get("ingredient_to_weight_coefficient", 0.5)))
        stack = item["stack_size"]
        if not recipe.get("allow_productivity", False) and Fraction(TONNE, stack) >= result:
            return Fraction(TONNE, stack)
        stacks = TONNE / result / stack
        return result if stacks <= 1 else Fraction(TONNE, math.floor(stacks) * stack)


def _expected(product: Raw) -> Fraction:
    """Return how many of an item a recipe makes on average."""
    if product.get("type") != "item":
        return Fraction(0)
    low, high = amount(product)
    extra = Fraction(str(product.get("extra_count_fraction", 0)))
    return (Fraction(str(low)) + Fraction(str(high))) / 2 * Fraction(str(chance(product))) + extra
