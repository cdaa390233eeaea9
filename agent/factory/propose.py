"""From an item and a rate to a row that passed its checks, with the tiers chosen by what the player can build."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from typing import TYPE_CHECKING

from agent.errors import GameDataError, RefusedError
from agent.factory.check import Promise, check
from agent.factory.row import Row, RowOrder, build_row
from agent.factory.row_plan import plan_row
from agent.factory.site import Intake
from agent.game.blueprint import decode, encode, normalise, to_document

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from fractions import Fraction

    from agent.game.blueprint import Document
    from agent.game.gamedata import GameData
    from agent.game.prototypes import CraftingMachine, Recipe

BELTS = ("transport-belt", "fast-transport-belt", "express-transport-belt", "turbo-transport-belt")
INSERTERS = ("inserter", "fast-inserter")
POLES = ("small-electric-pole", "medium-electric-pole")
COMFORTABLE_MACHINES = 24


@dataclass(frozen=True, slots=True)
class ProvenRow:
    """A row that was checked, its string, and the technologies still missing for it."""

    order: RowOrder
    row: Row
    string: str
    missing_research: tuple[str, ...]


def propose_row(
    item: str,
    rate_per_min: Fraction,
    data: GameData,
    researched: Collection[str] | None = None,
    recipe: str | None = None,
) -> ProvenRow:
    """Build the simplest row that reaches a rate.

    Args:
        item: What to make.
        rate_per_min: How much of it.
        data: The game's data set.
        researched: Technologies the player has. None: not known, everything counts as available.
        recipe: The recipe to use; None takes the plain one for the item.

    Raises:
        GameDataError: ``unknown-recipe`` or ``no-recipe-for-item``.
        RefusedError: No combination of tiers can do it: the reason of the last one tried; ``row-check-failed`` if the
            checker found a fault, naming it.
    """
    chosen = data.recipe(recipe) if recipe else _recipe_for(item, data)
    refusal: RefusedError | None = None
    best: tuple[int, RowOrder] | None = None
    for order in _orders(chosen, rate_per_min, data, researched):
        try:
            machines = plan_row(order, data).machines
        except RefusedError as error:
            refusal = error
            continue
        if best is None or machines < best[0]:
            best = machines, order
        if machines <= COMFORTABLE_MACHINES:
            break
    if best is None:
        raise refusal or RefusedError("row-no-machine", recipe=chosen.name)
    return prove(best[1], data, researched)


def prove(order: RowOrder, data: GameData, researched: Collection[str] | None = None) -> ProvenRow:
    """Build a row, write it as a string, read the string back and let the checker judge it.

    Raises:
        RefusedError: As `build_row`, and ``row-check-failed``.
    """
    row = build_row(order, data)
    document = to_document(row.blueprint, data)
    string = encode(document)
    judge(decode(string), row, data)
    return ProvenRow(order, row, string, missing_research(row, order, data, researched))


def judge(document: Document, row: Row, data: GameData) -> None:
    """Check the written string against what the row promises; raises ``row-check-failed`` at the first fault."""
    promise = Promise(
        intakes=tuple(Intake(feed.item, (feed.x, feed.y), feed.lane) for feed in row.feeds),
        outlets=(row.outlet,),
        makes_per_min={row.product: row.promised_per_min},
    )
    faults = check(normalise(document["blueprint"]), data, promise)
    if faults:
        raise RefusedError("row-check-failed", fault=faults[0].code, count=len(faults))


def missing_research(row: Row, order: RowOrder, data: GameData, researched: Collection[str] | None) -> tuple[str, ...]:
    """Name the technologies that unlock the row's recipe and parts and are not there yet."""
    if researched is None:
        return ()
    missing = {
        technology
        for name in (order.recipe, *row.required)
        if (technology := _lock(name, data)) is not None and technology not in researched
    }
    return tuple(sorted(missing))


def _recipe_for(item: str, data: GameData) -> Recipe:
    recipes = [recipe for recipe in data.recipes_making(item) if not recipe.hidden]
    if not recipes:
        raise GameDataError("no-recipe-for-item", item=item, data_set=data.label)
    return recipes[0]


def _orders(
    recipe: Recipe, rate_per_min: Fraction, data: GameData, researched: Collection[str] | None
) -> Iterator[RowOrder]:
    """Yield orders from the plainest tiers up; what is not researched comes only if nothing else is left to try."""
    machines = [machine.name for machine in data.machines_for(recipe) if _fits(machine)]
    if not machines:
        raise RefusedError("row-no-machine", recipe=recipe.name)
    tiers = [
        (sum(places), names)
        for places, names in (
            (tuple(place for place, _ in combination), tuple(name for _, name in combination))
            for combination in product(
                *(enumerate(n for n in names if n in data.entities) for names in (machines, BELTS, INSERTERS, POLES))
            )
        )
    ]
    ready = [tier for tier in tiers if researched is None or all(_ready(n, data, researched) for n in tier[1])]
    for _, (machine, belt, inserter, pole) in sorted(ready or tiers):
        yield RowOrder(recipe.name, rate_per_min, machine, belt, inserter, pole=pole)


def _fits(machine: CraftingMachine) -> bool:
    return machine.fixed_recipe is None and machine.tiles[0] == machine.tiles[1] and machine.type != "rocket-silo"


def _lock(name: str, data: GameData) -> str | None:
    """Return the technology that a recipe needs, None if it is there from the start or not a recipe."""
    recipe = data.recipes.get(name)
    if recipe is None or recipe.enabled_at_start:
        return None
    return data.technology_unlocking(name)


def _ready(name: str, data: GameData, researched: Collection[str]) -> bool:
    lock = _lock(name, data)
    return lock is None or lock in researched
