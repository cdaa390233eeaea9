"""Questions that the game data answer: which part of `lore` a clause asks for, and of which things."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from agent.assistant.asking import lore
from agent.assistant.asking.view import told

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from agent.analysis.findings import Finding
    from agent.assistant.asking.reading import Asked
    from agent.game.gamedata import GameData
    from agent.game.prototypes import Entity

_OF_ITEMS: dict[str, Callable[[str, GameData], Iterator[Finding]]] = {
    "used": lore.used,
    "recipe": lore.recipe,
    "unlock": lore.unlocked,
    "stack": lore.stack,
    "fuel": lore.fuel,
    "about": lore.about,
}
"""What is told of items and fluids, by what is wanted; the first that is wanted counts."""
_HERE = re.compile(r"\b(?:тут|здесь|там|участк\w*|here|there|area)\b", re.IGNORECASE)
"""«Сколько стоит здесь печей»: they are counted, not priced."""
_OF_ENTITIES: dict[str, Callable[[Entity], Iterator[Finding]]] = {"holds": lore.holds, "size": lore.size}


def of_game(asked: Asked, data: GameData, here: frozenset[str] | None) -> Iterator[Finding]:
    """Yield what the game data answer to a clause; nothing where it is about the factory.

    Args:
        asked: The clause.
        data: The game data.
        here: Names of what stands in the snapshot; None: there is none.
    """
    products, machines = _parted(asked, data)
    if "version" in asked.topics:
        yield told("chat-version", data_set=data.label)
    elif asked.rate_per_min is not None and products and "where" not in asked.wants:
        yield from _rated(asked, products, machines, data)
    elif asked.pieces is not None and products:
        target, *others = sorted(products, key=lambda name: name != asked.rated)
        yield from lore.takes_pieces(target, asked.pieces, others, data)
    else:
        known = [] if asked.is_of_here and "recipe" not in asked.wants else list(_known(asked, data))
        yield from known or _of_machines(asked, products, machines, here, data)


def _of_machines(
    asked: Asked, products: Sequence[str], machines: Sequence[Entity], here: frozenset[str] | None, data: GameData
) -> Iterator[Finding]:
    """Yield what machines as such burn, draw and make, and how fast belts are."""
    shown = machines[: lore.MACHINES_SHOWN]
    if "burn" in asked.wants and machines:
        for machine in shown:
            yield from lore.burns(machine, products, data)
    elif "power" in asked.topics and machines and not asked.states and not asked.is_of_here:
        for machine in shown:
            yield from lore.draws(machine)
    elif products and machines and _asks_of_one(asked, machines, here):
        number = next((each.count for each in asked.things if each.count), None) or 1
        for machine, item in product(shown, products[: lore.RECIPES_SHOWN]):
            yield from lore.speed_of(item, machine, number, data)
    elif "speed" in asked.wants and all(lore.is_belt(name, data) for name in products):
        for entity in _entities([name for thing in asked.things for name in thing.names], data):
            yield from lore.throughput(entity)


def _known(asked: Asked, data: GameData) -> Iterator[Finding]:
    """Yield what is told of things whatever stands anywhere: the first that the clause wants."""
    names = [name for thing in asked.things for name in thing.names][: lore.RECIPES_SHOWN]
    priced = "cost" in asked.wants and asked.states <= {"stuck"} and not _HERE.search(asked.text)
    wants = asked.wants | ({"recipe"} if priced else set())
    for want, tell in _OF_ITEMS.items():
        if want in wants and not (want == "used" and "count" in wants):
            for name in names:
                yield from tell(name, data)
            return
    for want, show in _OF_ENTITIES.items():
        if want in wants and "area" not in asked.topics:
            for entity in _entities(names, data):
                yield from show(entity)
            return


def _entities(names: Sequence[str], data: GameData) -> Iterator[Entity]:
    yield from (each for name in names if (each := lore.entity_of(name, data)) is not None)


def _parted(asked: Asked, data: GameData) -> tuple[list[str], list[Entity]]:
    """Part what is made from the machines it is made in."""
    products: list[str] = []
    machines: list[Entity] = []
    for thing in asked.things:
        able = [each for each in _entities(thing.names, data) if each.power.source is not None]
        rated = asked.rated in thing.names
        if able and len(able) == len(thing.names) and not rated:
            machines += able
        elif not thing.family or rated:
            products += thing.names if thing.how == "several" else thing.names[:1]
    return products, machines


def _asks_of_one(asked: Asked, machines: Sequence[Entity], here: frozenset[str] | None) -> bool:
    """Tell whether a rate is asked of machines as such, not of those in the area."""
    if not asked.wants & {"speed", "make"}:
        return False
    if here is None or "one" in asked.wants or any(each.count for each in asked.things):
        return True
    return not any(machine.name in here for machine in machines)


def _rated(asked: Asked, products: list[str], machines: list[Entity], data: GameData) -> Iterator[Finding]:
    """Yield the machines that a rate takes, or what goes into it."""
    rate = asked.rate_per_min
    target = asked.rated if asked.rated in products else products[-1]
    if rate is None or target is None:
        return
    others = [each for each in products if each != target]
    if machines:
        able = [each for each in machines if lore.rate_of(target, each, data)]
        yield from lore.machines_for(target, rate, able or machines, data)
    elif "count" in asked.wants and not others and any(each.family for each in asked.things):
        yield from lore.machines_for(target, rate, lore.makers(target, data), data)
    else:
        yield from lore.takes(target, rate, others, data)
