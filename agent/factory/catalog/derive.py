"""From a blueprint to its entry in the catalogue."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from agent.factory.catalog.arms import Arms
from agent.factory.catalog.doubts import doubts_of
from agent.factory.catalog.entry import Entry
from agent.factory.catalog.flow import balance, inserter_shares, settle
from agent.factory.catalog.pipes import openings
from agent.factory.catalog.ports import find_gates, with_rates
from agent.factory.catalog.tracer import Tracks
from agent.factory.catalog.working import Crew, Work
from agent.factory.site import Site
from agent.game.blueprint import aligned
from agent.game.geometry import around
from agent.game.prototypes import CraftingMachine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.factory.catalog.ports import Gates
    from agent.game.blueprint import Blueprint
    from agent.game.gamedata import GameData
    from agent.game.prototypes import Recipe

ID_DIGITS = 12
SCRAPS = Fraction(1, 100)
"""Less than this a minute is what rounding left."""
FIRST_FURNACE_RECIPE = "iron-plate"


def derive(blueprint: Blueprint, data: GameData) -> Entry:
    """Derive all the catalogue keeps of a blueprint. Hands hold what they hold without research."""
    blueprint = aligned(blueprint, data)
    site = Site(blueprint, data)
    crew = Crew(site)
    work, guessed, choice = _with_furnaces(crew, blueprint, data)
    arms = Arms(Tracks(site), work)
    flow = inserter_shares(arms, work)
    full = _full(work)
    pipes = tuple(openings(site, work))
    gates = find_gates(arms, work, pipes, frozenset(item for item, rate in full.items() if rate > 0))
    settle(flow, work, _edge(gates, work, "in", full), _edge(gates, work, "out", full))
    rates = balance(flow, work)
    left, top, right, bottom = _box(site, blueprint)
    makes = {item: rate for item, rate in sorted(rates.items()) if rate > SCRAPS and _leaves(item, full, gates, work)}
    return Entry(
        id=content_id(blueprint),
        label=blueprint.label,
        makes_per_min=_first(makes, blueprint),
        takes_per_min={item: -rate for item, rate in sorted(rates.items()) if rate < 0},
        choice_per_min=_choices(choice, makes),
        machine_rates_per_min={item: rate for item, rate in sorted(full.items()) if rate > 0},
        ports=with_rates(gates, rates, (left, top)),
        width=right - left,
        height=bottom - top,
        entities=len(blueprint.entities),
        machines=dict(sorted(Counter(one.thing.prototype.name for one in work).items())),
        power_w=crew.power_w,
        technologies=needed_technologies(blueprint, work, data),
        data_set=data.label,
        doubts=doubts_of(blueprint, site, arms, work, gates, full, flow, guessed=guessed),
    )


def content_id(blueprint: Blueprint) -> str:
    """Return an id that depends on what stands where alone: not on label, place or order."""
    left = min((entity.x for entity in blueprint.entities), default=0.0)
    top = min((entity.y for entity in blueprint.entities), default=0.0)
    rows = sorted(
        [
            [
                *(entity.name, round(entity.x - left, 3), round(entity.y - top, 3), entity.direction, entity.quality),
                *(entity.recipe or "", entity.recipe_quality, entity.end or "", entity.mirror),
                sorted([item.name, item.count, item.quality] for item in entity.items),
                entity.settings.get("filters") or [],
            ]
            for entity in blueprint.entities
        ],
        key=repr,
    )
    return "bp-" + hashlib.sha256(json.dumps(rows, sort_keys=True).encode()).hexdigest()[:ID_DIGITS]


def needed_technologies(blueprint: Blueprint, work: list[Work], data: GameData) -> tuple[str, ...]:
    """Name the technologies that unlock what stands there, its modules and its recipes."""
    names = {one.recipe.name for one in work}
    for entity in blueprint.entities:
        prototype = data.entities.get(entity.name)
        names.add(prototype.item if prototype and prototype.item else entity.name)
        names |= {item.name for item in entity.items}
    locked = (data.recipes[name] for name in names if name in data.recipes)
    found = {data.technology_unlocking(recipe.name) for recipe in locked if not recipe.enabled_at_start}
    return tuple(sorted(name for name in found if name is not None))


def _with_furnaces(
    crew: Crew, blueprint: Blueprint, data: GameData
) -> tuple[list[Work], bool, dict[str, tuple[Fraction, Fraction]]]:
    """Give furnaces the recipe that the blueprint's icons name, else the first one; the others stay as a choice.

    A blueprint does not say what a furnace smelts: it takes what it is fed.
    """
    work = list(crew.work)
    icons = {name for _, name in blueprint.icons}
    choice: dict[str, tuple[Fraction, Fraction]] = {}
    guessed = False
    for thing in crew.idle:
        prototype = thing.prototype
        if not isinstance(prototype, CraftingMachine) or prototype.type != "furnace":
            continue
        recipes = _smelting(prototype, data)
        named = [recipe for recipe in recipes if {product.name for product in recipe.products} & icons]
        chosen = (named or recipes)[:1]
        for recipe in chosen:
            one = crew.at_work(thing, prototype, recipe)
            work.append(one)
            guessed = True
            for other in recipes if not named else ():
                if other is not recipe:
                    _offer(choice, one, crew.at_work(thing, prototype, other))
    return work, guessed, choice


def _smelting(furnace: CraftingMachine, data: GameData) -> list[Recipe]:
    found = [
        recipe
        for recipe in data.recipes.values()
        if not recipe.hidden and furnace.categories & set(recipe.categories) and len(recipe.ingredients) == 1
    ]
    return sorted(found, key=lambda recipe: (recipe.name != FIRST_FURNACE_RECIPE, recipe.name))


def _offer(choice: dict[str, tuple[Fraction, Fraction]], chosen: Work, other: Work) -> None:
    """Add up, over all furnaces, what the chosen recipe and another one make."""
    (made,) = list(chosen.makes.values())[:1]
    for item, rate in other.makes.items():
        before = choice.get(item, (Fraction(0), Fraction(0)))
        choice[item] = before[0] + made, before[1] + rate


def _choices(choice: Mapping[str, tuple[Fraction, Fraction]], makes: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Scale the other recipes of furnaces by what belts and inserters left of the first one, and never above it."""
    real = makes.get(FIRST_FURNACE_RECIPE)
    if real is None:
        return {}
    return {item: real * min(other / first, Fraction(1)) for item, (first, other) in sorted(choice.items()) if first}


def _full(work: list[Work]) -> dict[str, Fraction]:
    net: dict[str, Fraction] = {}
    for one in work:
        for item, rate in one.makes.items():
            net[item] = net.get(item, Fraction(0)) + rate
        for item, rate in one.takes.items():
            net[item] = net.get(item, Fraction(0)) - rate
    return net


def _edge(
    gates: Gates, work: list[Work], flow: Literal["in", "out"], full: Mapping[str, Fraction]
) -> dict[str, float | None]:
    """Return what the edge carries of each item; where no port was found for what must pass, it is no limit."""
    able: dict[str, float | None] = {}
    made = {item for one in work for item in one.makes}
    for item, rate in full.items():
        passes = gates.has(flow, item)
        if passes:
            able[item] = gates.able(flow, item)
        elif flow == "in" and item in made:
            able[item] = 0.0
        elif (rate < 0) if flow == "in" else (rate > 0):
            able[item] = None
    return able


def _leaves(item: str, full: Mapping[str, Fraction], gates: Gates, work: list[Work]) -> bool:
    """Tell whether an item is a product: it has a way out, or nothing here uses it."""
    return full.get(item, Fraction(0)) > 0 and (gates.has("out", item) or not any(item in one.takes for one in work))


def _first(makes: dict[str, Fraction], blueprint: Blueprint) -> dict[str, Fraction]:
    """Put first what the icons name, then what is made most."""
    icons = [name for _, name in blueprint.icons]
    order = sorted(makes, key=lambda item: (icons.index(item) if item in icons else len(icons), -makes[item], item))
    return {item: makes[item] for item in order}


def _box(site: Site, blueprint: Blueprint) -> tuple[int, int, int, int]:
    known = {thing.entity.number for thing in site.things}
    boxes = [thing.tiles for thing in site.things]
    boxes += [around(entity.x, entity.y, 0.5) for entity in blueprint.entities if entity.number not in known]
    if not boxes:
        return 0, 0, 0, 0
    sides = tuple(zip(*boxes, strict=True))
    return int(min(sides[0])), int(min(sides[1])), int(max(sides[2])), int(max(sides[3]))
