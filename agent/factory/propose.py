"""From an item and a rate to a row the judge found sound, with the tiers chosen by what the player can build."""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import lru_cache, wraps
from itertools import product
from threading import Lock
from typing import TYPE_CHECKING, TypeVar, TypeVarTuple

from agent.errors import GameDataError, RefusedError
from agent.factory.row import Row, RowOrder, build_row
from agent.factory.row_plan import plan_row
from agent.factory.verify import Expectation, Feed, verify
from agent.game.blueprint import decode, encode, normalise, to_document, version_for
from agent.game.held import Held

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from agent.game.blueprint import Document
    from agent.game.gamedata import GameData
    from agent.game.prototypes import CraftingMachine, Recipe

BELTS = ("transport-belt", "fast-transport-belt", "express-transport-belt", "turbo-transport-belt")
INSERTERS = ("inserter", "fast-inserter")
POLES = ("small-electric-pole", "medium-electric-pole")
COMFORTABLE_MACHINES = 24
MISSED = ("rate-missed", "rate-impossible")
TRIES = 8
MORE = Fraction(11, 10)
_ROWS_KEPT = 64
_ORDERS_KEPT = 512
GRAIN = 100
"""Promises are cut to hundredths of an item a minute."""

_Given = TypeVarTuple("_Given")
_Found = TypeVar("_Found")


def _kept(most: int) -> Callable[[Callable[[*_Given], _Found]], Callable[[*_Given], _Found]]:
    """Keep what players ask for again and again, refusals too: that a row cannot be is found out as slowly as a row.

    Who asks for what is being found waits for it.
    """

    def keeping(find: Callable[[*_Given], _Found]) -> Callable[[*_Given], _Found]:
        @lru_cache(maxsize=most)
        def known(*args: *_Given) -> _Found | RefusedError:
            try:
                return find(*args)
            except RefusedError as error:
                return type(error)(error.code, **error.params)

        @lru_cache(maxsize=most)
        def turn(*_args: *_Given) -> Lock:
            return Lock()

        @wraps(find)
        def found(*args: *_Given) -> _Found:
            with turn(*args):
                result = known(*args)
            if isinstance(result, RefusedError):
                raise type(result)(result.code, **result.params)
            return result

        return found

    return keeping


@dataclass(frozen=True, slots=True)
class ProvenRow:
    """A row that was judged, its string, and the technologies still missing for it."""

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
    """Build the simplest row that reaches a rate, and have it judged.

    Args:
        item: What to make.
        rate_per_min: How much of it.
        data: The game's data set.
        researched: Technologies the player has. None: not known, everything counts as available.
        recipe: The recipe to use; None takes the plain one for the item.

    Raises:
        GameDataError: ``unknown-recipe`` or ``no-recipe-for-item``.
        RefusedError: No combination of tiers can do it: the reason of the last one tried; ``row-check-failed`` if the
            judge found a fault, naming it.
    """
    return prove(choose_row(item, rate_per_min, data, researched, recipe), data, researched)


def choose_row(
    item: str,
    rate_per_min: Fraction,
    data: GameData,
    researched: Collection[str] | None = None,
    recipe: str | None = None,
) -> RowOrder:
    """Choose the tiers of the simplest row that reaches a rate; arguments and errors as of `propose_row`."""
    known = None if researched is None else frozenset(researched)
    return _chosen(item, rate_per_min, Held(data), known, recipe)


@_kept(_ORDERS_KEPT)
def _chosen(
    item: str, rate_per_min: Fraction, held: Held, researched: frozenset[str] | None, recipe: str | None
) -> RowOrder:
    data = held.data
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
    return best[1]


def prove(order: RowOrder, data: GameData, researched: Collection[str] | None = None) -> ProvenRow:
    """Build a row, write it as a string, read the string back and have that judged.

    Where its inserters lose time that the plan does not see, more machines are tried; what the row promises is what it
    was seen to do.

    Raises:
        RefusedError: As `build_row`, and ``row-check-failed``.
    """
    tried, row, string = _proven(order, Held(data))
    return ProvenRow(tried, row, string, missing_research(row, tried, data, researched))


@_kept(_ROWS_KEPT)
def _proven(order: RowOrder, held: Held) -> tuple[RowOrder, Row, str]:
    data = held.data
    tried = order
    for _ in range(TRIES):
        row = build_row(tried, data)
        string = encode(to_document(row.blueprint, data))
        row = judge(decode(string), row, data)
        if row.promised_per_min >= order.rate_per_min:
            return tried, row, string
        lacks = max(order.rate_per_min / row.promised_per_min, MORE)
        tried = replace(tried, rate_per_min=lacks * tried.rate_per_min)
    raise RefusedError("row-check-failed", fault=MISSED[0], count=1)


def judge(document: Document, row: Row, data: GameData) -> Row:
    """Judge the written string by what the row promises; return the row with a promise it keeps.

    Raises:
        RefusedError: ``row-check-failed`` with the first error that is more than a rate promised too high.
    """
    blueprint = normalise(document["blueprint"], target=version_for(data))
    verdict = verify(blueprint, data, _promise(row))
    if any(fault.code in MISSED for fault in verdict.errors):
        made = next(rate for rate in verdict.rates if rate.item == row.product)
        seen = min(made.simulated_per_min, made.bound_per_min)
        humbler = min(Fraction(math.floor(seen * GRAIN), GRAIN), row.promised_per_min)
        if humbler > 0:
            row = replace(row, promised_per_min=humbler)
            verdict = verify(blueprint, data, _promise(row))
    if verdict.errors:
        raise RefusedError("row-check-failed", fault=verdict.errors[0].code, count=len(verdict.errors))
    return row


def _promise(row: Row) -> Expectation:
    return Expectation(
        rates_per_min={row.product: row.promised_per_min},
        feeds=tuple(Feed(feed.item, (feed.x, feed.y), feed.lane) for feed in row.feeds),
        outlets=(row.outlet,),
    )


def missing_research(row: Row, order: RowOrder, data: GameData, researched: Collection[str] | None) -> tuple[str, ...]:
    """Name the technologies that unlock the row's recipe and parts and are not there yet."""
    if researched is None:
        return ()
    missing = {
        technology
        for name in (order.recipe, *row.required)
        if (technology := lock_of(name, data)) is not None and technology not in researched
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


def lock_of(name: str, data: GameData) -> str | None:
    """Return the technology that a recipe needs, None if it is there from the start or not a recipe."""
    recipe = data.recipes.get(name)
    if recipe is None or recipe.enabled_at_start:
        return None
    return data.technology_unlocking(name)


def _ready(name: str, data: GameData, researched: Collection[str]) -> bool:
    lock = lock_of(name, data)
    return lock is None or lock in researched
