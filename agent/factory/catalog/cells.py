"""Parametric cells: what the catalogue offers for every recipe before a player added anything.

A recipe of items alone becomes a row (`agent.factory.row`); one with a fluid, or that no row can serve, becomes one
machine with its belts at two sides (`agent.factory.catalog.cell`). Their rates are those of the flow programme; the
simulation is for what is offered to a player, on its own or in a block.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from agent.errors import AgentError
from agent.factory.catalog.cell import build_cell
from agent.factory.catalog.derive import derive
from agent.factory.propose import choose_row, propose_row
from agent.factory.row import build_row
from agent.game.blueprint import encode, to_document

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from agent.factory.catalog.entry import Entry
    from agent.game.blueprint import Blueprint
    from agent.game.gamedata import GameData
    from agent.game.prototypes import Recipe

MACHINES = 4
MADE_PER_MIN = 60
SKIPPED_CATEGORIES = ("recycling", "parameters")


def cells(data: GameData) -> Iterator[tuple[int, str, Entry]]:
    """Yield for each recipe that a cell can serve its place among all recipes, a string and its entry."""
    for place, recipe in enumerate(data.recipes.values()):
        if recipe.hidden or not recipe.products or any(c in SKIPPED_CATEGORIES for c in recipe.categories):
            continue
        found = _row(recipe, data) or _cell(recipe, data)
        if found is not None:
            yield place, *found


def row_for(
    item: str, rate_per_min: float, data: GameData, researched: Collection[str] | None
) -> tuple[str, Entry] | None:
    """Build a row for a rate asked for; None where no row can do it."""
    try:
        proven = propose_row(item, Fraction(rate_per_min).limit_denominator(10**6), data, researched)
    except AgentError:
        return None
    return _kept(item, proven.row.blueprint, data)


def _row(recipe: Recipe, data: GameData) -> tuple[str, Entry] | None:
    """Build a row of a few of the slowest machines."""
    machines = data.machines_for(recipe)
    if not machines or len(recipe.products) != 1 or recipe.products[0].fluid:
        return None
    crafts = machines[0].speed / recipe.time_s * MADE_PER_MIN
    rate = recipe.products[0].amount * crafts * MACHINES
    item = recipe.products[0].name
    try:
        row = build_row(choose_row(item, rate, data, None, recipe.name), data)
    except AgentError:
        return None
    return _kept(item, row.blueprint, data)


def _cell(recipe: Recipe, data: GameData) -> tuple[str, Entry] | None:
    blueprint = build_cell(recipe, data)
    if blueprint is None:
        return None
    found = (_kept(product.name, blueprint, data) for product in recipe.products)
    return next((one for one in found if one is not None), None)


def _kept(item: str, blueprint: Blueprint, data: GameData) -> tuple[str, Entry] | None:
    """Return the string and the entry of a blueprint that does make the item."""
    entry = derive(blueprint, data)
    return (encode(to_document(blueprint, data)), entry) if item in entry.makes_per_min else None
