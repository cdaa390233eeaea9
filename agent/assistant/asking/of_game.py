"""Questions that the game data answer: which part of `lore` a clause asks for, and of which things."""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING

from agent.analysis.findings import Name, names
from agent.assistant.asking import lore
from agent.assistant.asking.energy import for_power, gives, power_asked, power_of
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
_HOW_MANY = re.compile(r"\b(?:сколько|скок[ао]?|how\s+many)\s+(?:[^\W\d]+\s+){0,1}$", re.IGNORECASE)
_MOST_MEANT = 3
"""Of so many things that a word may mean each is answered for."""
_MOST_NAMED = 12
_PAIR = 2
_OF_ENTITIES: dict[str, Callable[[Entity], Iterator[Finding]]] = {"holds": lore.holds, "size": lore.size}


def of_game(asked: Asked, data: GameData, here: frozenset[str] | None) -> Iterator[Finding]:
    """Yield what the game data answer to a clause; nothing where it is about the factory.

    Args:
        asked: The clause.
        data: The game data.
        here: Names of what stands in the snapshot; None: there is none.
    """
    products, machines = _parted(asked, data)
    power = list(_of_power(asked, data)) or list(_of_fuel(asked, data))
    if "version" in asked.topics:
        yield told("chat-version", data_set=data.label)
    elif power:
        yield from power
    elif "ratio" in asked.wants and len(products) == _PAIR:
        one, other = products
        yield from list(lore.ratio(one, other, data)) or lore.ratio(other, one, data)
    elif asked.rate_per_min is not None and products and "where" not in asked.wants:
        yield from _rated(asked, products, machines, data)
    elif asked.pieces is not None and products and not _asks_how_many_machines(asked, products, machines, data):
        pieces, target = asked.pieces, asked.rated if asked.rated in products else products[0]
        yield from _of_each(asked, target, products, lambda name, others: lore.takes_pieces(name, pieces, others, data))
    else:
        known = [] if asked.is_of_here and "recipe" not in asked.wants else list(_known(asked, data))
        yield from known or _of_machines(asked, products, machines, here, data)


def _asks_how_many_machines(asked: Asked, products: Sequence[str], machines: Sequence[Entity], data: GameData) -> bool:
    """Tell whether machines are counted for something that none of them goes into: it is not priced then."""
    thing = next((each for each in asked.things if _HOW_MANY.search(asked.text[: each.start])), None)
    if thing is None or not thing.names:
        return False
    parts = {part.name for name in products for each in lore.recipes_of(name, data)[:1] for part in each.ingredients}
    able = {each.name for each in machines} & {each.name for each in _entities(thing.names, data)}
    alone = len(asked.things) == 1 and bool(_ends_in_number(asked))
    return alone or bool(able and not set(thing.names) & parts)


def _ends_in_number(asked: Asked) -> bool:
    """Tell whether the number stands behind all that is named: «сколько лабораторий для автоматизации 2»."""
    return bool(re.search(r"\d", asked.text[asked.things[-1].end :]))


def _of_power(asked: Asked, data: GameData) -> Iterator[Finding]:
    """Yield how many machines a power takes, or that of others: «бойлеров на 10 МВт», «бойлеров на 20 двигателей»."""
    if "count" not in asked.wants or asked.states or _HERE.search(asked.text):
        return
    able = [(thing.count, each) for thing in asked.things for each in _entities(thing.names, data) if power_of(each)]
    named = power_asked(asked.text)
    if named is not None:
        yield from for_power(named, [each for _, each in able], data)
        return
    counted = [(number, each) for number, each in able if number]
    others = [each for number, each in able if not number]
    if len(counted) == 1 and others and len(able) == len(asked.things):
        (number, machine) = counted[0]
        yield gives(machine, number)
        yield from for_power(number * power_of(machine), others, data)


def _of_machines(
    asked: Asked, products: Sequence[str], machines: Sequence[Entity], here: frozenset[str] | None, data: GameData
) -> Iterator[Finding]:
    """Yield what machines as such burn, draw and make, and how fast belts are."""
    shown = machines[: lore.MACHINES_SHOWN]
    number = next((each.count for each in asked.things if each.count), None) or 1
    if "burn" in asked.wants and machines:
        for machine in shown:
            yield from lore.burns(machine, products, data, number)
    elif "power" in asked.topics and machines and not asked.states and not asked.is_of_here:
        for machine in shown:
            yield from lore.draws(machine, number)
    elif products and machines and _asks_of_one(asked, machines, here):
        made = [item for item in products if any(lore.rate_of(item, each, data) for each in shown)] or products
        for machine, item in product(shown, made[: lore.RECIPES_SHOWN]):
            yield from lore.speed_of(item, machine, number, data)
    elif "speed" in asked.wants and all(lore.is_belt(name, data) for name in products):
        for entity in _entities([name for thing in asked.things for name in thing.names], data):
            yield from lore.throughput(entity)


def _of_fuel(asked: Asked, data: GameData) -> Iterator[Finding]:
    """Yield how much fuel so many burners take: «сколько угля потребляют 20 бойлеров», nothing for other questions."""
    fed = [(each.count, [e for e in _entities(each.names, data) if _burns(e)]) for each in asked.things if each.count]
    fed = [(number, entities) for number, entities in fed if entities]  # «100 стали» is not what burns
    burners = [(number, entity) for number, entities in fed for entity in entities[: lore.MACHINES_SHOWN]]
    said = [each for each in asked.things if each.names and all(_is_fuel(name, data) for name in each.names)]
    # «Топливо» means whatever burns there, not the three whose names have the word.
    fuels = [name for each in said for name in each.names if each.how != "several"]
    wanted = bool(asked.wants & {"count", "use", "need", "burn"}) and not (asked.states or asked.is_of_here)
    if wanted and said and len(asked.things) == len(fed) + len(said):
        for number, entity in burners:
            yield from lore.burns(entity, fuels, data, number)


def _is_fuel(name: str, data: GameData) -> bool:
    return name in data.items and bool(data.items[name].fuel_j)


def _burns(entity: Entity) -> bool:
    return entity.power.source == "burner" and bool(entity.power.use_w)


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
    for_machines = "count" in asked.wants and any(each.family for each in asked.things)

    def of_one(name: str, others: Sequence[Sequence[str]]) -> Iterator[Finding]:
        if machines:
            able = [each for each in machines if lore.rate_of(name, each, data)]
            yield from lore.machines_for(name, rate, able or machines, data)
        elif for_machines and not others:
            yield from lore.machines_for(name, rate, lore.makers(name, data), data)
        else:
            yield from lore.takes(name, rate, others, data)

    yield from _of_each(asked, target, products, of_one)


def _of_each(
    asked: Asked,
    target: str,
    products: Sequence[str],
    tell: Callable[[str, Sequence[Sequence[str]]], Iterator[Finding]],
) -> Iterator[Finding]:
    """Tell of all that a word may mean, and that it may: «руда» is any ore; where these are many, ask which is meant.

    ``tell`` takes one of them, and what the other words of the clause may mean.
    """
    word = next((each for each in asked.things if target in each.names), None)
    meant = (target,) if word is None or word.how != "several" else word.names
    others = [tuple(name for name in each.names if name in products) for each in asked.things if each is not word]
    others = [each for each in others if each and target not in each]
    if word is None or len(meant) == 1:
        yield from tell(target, others)
        return
    said, listed = asked.text[word.start : word.end], names("item", meant, _MOST_NAMED)
    if len(meant) > _MOST_MEANT:
        yield told("chat-which-is-meant", word=said, list=listed)
        return
    yield told("chat-any-is-meant", word=said, list=listed)
    before: dict[str, list[Finding]] = {}
    for name in meant:
        found = list(tell(name, others))
        like = next((other for other, theirs in before.items() if _alike(found, theirs)), None)
        before[name] = found
        if like is None:
            yield from found
        else:
            yield told("chat-same-for", item=Name("item", name), like=Name("item", like))


def _alike(found: Sequence[Finding], others: Sequence[Finding]) -> bool:
    """Tell whether two things have the same answer but for their names."""
    mine, theirs = ([(each.key, {**each.args, "item": ""}) for each in part] for part in (found, others))
    return mine == theirs
