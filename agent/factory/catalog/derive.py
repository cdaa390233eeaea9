"""From a blueprint to its entry in the catalogue."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.factory.catalog.capacity import capacity_of
from agent.factory.catalog.doubts import Derived, doubts_of
from agent.factory.catalog.edge import OpenBelts
from agent.factory.catalog.entry import Entry
from agent.factory.catalog.pipes import networks
from agent.factory.catalog.ports import find_gates, with_rates
from agent.factory.catalog.reach import Reach
from agent.factory.catalog.smelting import guess, name_by_icons, name_by_need
from agent.factory.catalog.throughput import Throughput
from agent.factory.catalog.working import boilers_of, power_of, work_of
from agent.factory.verify.crafters import Crafters
from agent.factory.verify.fluids import Fluids
from agent.factory.verify.layout import Layout
from agent.factory.verify.pipelines import Pipelines
from agent.factory.verify.verdict import Expectation
from agent.game.geometry import around
from agent.game.quality import item_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.factory.catalog.throughput import Shares
    from agent.factory.catalog.working import Work
    from agent.game.blueprint import Blueprint
    from agent.game.gamedata import GameData

ID_DIGITS = 12
SCRAPS = Fraction(1, 100)
"""Less than this a minute is what rounding left."""


def derive(blueprint: Blueprint, data: GameData, hands: Expectation | None = None) -> Entry:
    """Derive all the catalogue keeps of a blueprint.

    Args:
        blueprint: The normalised blueprint.
        data: Game data; what it does not know is a doubt.
        hands: The researched bonuses of inserters' hands, as the judge takes them; None: without research.
    """
    hands = hands or Expectation()
    layout = Layout(blueprint, data)
    crafters, belts = Crafters(layout), OpenBelts(layout)
    name_by_icons(crafters, {name for _, name in blueprint.icons})
    reach = Reach(layout, belts, crafters)
    needed = name_by_need(crafters, reach)
    smelting = guess(crafters)
    if needed or smelting.guessed:
        reach = Reach(layout, belts, crafters)
    work = [
        one
        for crafter in crafters.by_thing.values()
        if (one := work_of(crafter, crafters, guessed=crafter in smelting.guessed)) is not None
    ]
    work += boilers_of(layout)
    capacity = capacity_of(work)
    pipelines = Pipelines(layout, Fluids(layout, crafters), crafters, hands, frozenset())
    pipes = networks(pipelines, work)
    flow = Throughput(reach, pipelines, pipes, work, capacity.products)
    shares = flow.shares(hands)
    rates = _net(work, shares)
    gates = find_gates(flow, pipes)
    left, top, right, bottom = _box(layout)
    makes = {item: rate for item, rate in sorted(rates.items()) if rate > SCRAPS}
    full = capacity.makes_per_min
    return Entry(
        id=content_id(layout.blueprint),
        label=blueprint.label,
        makes_per_min=_first(makes, blueprint, capacity.products),
        takes_per_min={item: -rate for item, rate in sorted(rates.items()) if rate < -SCRAPS},
        choice_per_min=smelting.offers(makes),
        machine_rates_per_min=full,
        machine_takes_per_min=capacity.takes_per_min,
        ports=with_rates(gates, rates, (left, top)),
        width=right - left,
        height=bottom - top,
        entities=len(blueprint.entities),
        machines=dict(sorted(Counter(one.thing.name for one in work).items())),
        power_w=power_of(layout, crafters),
        technologies=needed_technologies(blueprint, work, data),
        data_set=data.label,
        stack_bonus=hands.stack_bonus,
        bulk_bonus=hands.bulk_bonus,
        doubts=doubts_of(
            Derived(layout, reach, work, gates, shares, full, capacity.takes_per_min, frozenset(smelting.idle))
        ),
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


def needed_technologies(blueprint: Blueprint, work: Iterable[Work], data: GameData) -> tuple[str, ...]:
    """Name the technologies that unlock what stands there, its modules and its recipes."""
    names = {one.recipe.name for one in work}
    for entity in blueprint.entities:
        prototype = data.entities.get(entity.name)
        names.add(prototype.item if prototype and prototype.item else entity.name)
        names |= {item.name for item in entity.items}
    locked = (data.recipes[name] for name in names if name in data.recipes)
    found = {data.technology_unlocking(recipe.name) for recipe in locked if not recipe.enabled_at_start}
    return tuple(sorted(name for name in found if name is not None))


def _net(work: Iterable[Work], shares: Shares) -> dict[str, Fraction]:
    """Return production less consumption per minute; exact where nothing is slowed."""
    found: dict[str, Fraction] = {}
    for one in work:
        share = shares.share.get(one.number, Fraction(0))
        for item, rate in one.net().items():
            found[item] = found.get(item, Fraction(0)) + rate * share
    return found


def _first(makes: dict[str, Fraction], blueprint: Blueprint, products: frozenset[str]) -> dict[str, Fraction]:
    """Put first what nothing inside uses, of that what the icons name, then what is made most."""
    icons = [name for _, name in blueprint.icons]
    place = {item: icons.index(item) if item in icons else len(icons) for item in makes}
    order = sorted(makes, key=lambda item: (item_of(item) not in products, place[item], -makes[item], item))
    return {item: makes[item] for item in order}


def _box(layout: Layout) -> tuple[int, int, int, int]:
    boxes = [thing.tiles for thing in layout.things]
    boxes += [around(entity.x, entity.y, 0.5) for entity in layout.unknown]
    if not boxes:
        return 0, 0, 0, 0
    sides = tuple(zip(*boxes, strict=True))
    return int(min(sides[0])), int(min(sides[1])), int(max(sides[2])), int(max(sides[3]))
