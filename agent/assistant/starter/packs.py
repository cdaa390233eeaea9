"""The science packs of a young game, and the recipes that lead to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.game.prototypes import Lab

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.game.gamedata import GameData
    from agent.game.prototypes import Recipe


def early_packs(data: GameData) -> tuple[str, ...]:
    """Return the science packs that no fluid is needed for, in the order of the technology tree."""
    packs = {pack for entity in data.entities.values() if isinstance(entity, Lab) for pack in entity.inputs}
    early = [pack for pack in packs if _is_dry(pack, data, frozenset())]
    return tuple(sorted(early, key=lambda pack: (_depth(pack, data), pack)))


def plain_recipe(item: str, data: GameData) -> Recipe | None:
    """Return the usual recipe of an item."""
    return next((recipe for recipe in data.recipes_making(item) if not recipe.hidden), None)


def _is_dry(item: str, data: GameData, above: frozenset[str]) -> bool:
    mined = {product.name for resource in data.resources.values() for product in resource.products}
    if item in mined:
        return not any(resource.fluid for resource in data.resources.values() if item in _products(resource.products))
    recipe = plain_recipe(item, data)
    if recipe is None or item in above or any(part.fluid for part in recipe.ingredients):
        return False
    return bool(recipe.ingredients) and all(_is_dry(part.name, data, above | {item}) for part in recipe.ingredients)


def _products(products: Sequence[object]) -> set[str]:
    return {getattr(product, "name", "") for product in products}


def _depth(pack: str, data: GameData) -> int:
    """Return how many technologies come before a pack."""
    recipe = plain_recipe(pack, data)
    lock = data.technology_unlocking(recipe.name) if recipe is not None else None
    before: set[str] = set()
    waiting = [lock] if lock is not None else []
    while waiting:
        name = waiting.pop()
        if name not in before and name in data.technologies:
            before.add(name)
            waiting += data.technologies[name].prerequisites
    return len(before)


def usual_recipes(data: GameData) -> frozenset[str]:
    """Return the recipes from the ground to the early packs, each thing made in its usual way."""
    found: set[str] = set()
    waiting = list(early_packs(data))
    while waiting:
        recipe = plain_recipe(waiting.pop(), data)
        if recipe is not None and recipe.name not in found:
            found.add(recipe.name)
            waiting += (part.name for part in recipe.ingredients)
    return frozenset(found)
