"""Steam power, which the flow programme and the simulation leave out: water, fuel and steam reach where they must.

Static: who is joined to whom by pipes, whom an inserter feeds from a belt that fuel comes in on, what poles cover.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from agent.factory.verify.crafters import Crafters
from agent.factory.verify.fluids import Fluids
from agent.factory.verify.layout import Layout
from agent.factory.verify.power import supply_area
from agent.factory.verify.verdict import Fault
from agent.game.geometry import STEP, around, overlap
from agent.game.machinery import Generator
from agent.game.prototypes import Belt, Boiler, OffshorePump

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.factory.verify.fluids import Opening
    from agent.factory.verify.layout import Standing
    from agent.factory.verify.verdict import Feed
    from agent.game.blueprint import Blueprint
    from agent.game.gamedata import GameData
    from agent.game.geometry import Tile


def steam_faults(blueprint: Blueprint, data: GameData, feeds: Sequence[Feed]) -> Iterator[Fault]:
    """Yield boilers without water or fuel, engines without steam or a pole, networks of poles that are apart.

    Codes: ``boiler-no-water``, ``boiler-no-fuel``, ``engine-no-steam``, ``engine-no-pole``, ``pole-cut-off``; an
    engine has no steam where the boilers that it is joined to do not heat enough for all that are joined to them.
    """
    layout = Layout(blueprint, data)
    fluids = Fluids(layout, Crafters(layout))
    boilers = [thing for thing in layout.things if isinstance(thing.prototype, Boiler)]
    engines = [thing for thing in layout.things if isinstance(thing.prototype, Generator)]
    fuelled = _fuelled(layout, feeds)
    groups = _groups(fluids)
    for boiler in boilers:
        args: dict[str, str | int | float] = {"entity": boiler.name}
        water = {groups[id(opening)] for opening in fluids.of[boiler] if opening.pipe.flow != "output"}
        if not any(
            groups[id(opening)] in water
            for thing in layout.things
            if isinstance(thing.prototype, OffshorePump)
            for opening in fluids.of[thing]
        ):
            yield Fault("boiler-no-water", boiler.position, args)
        if boiler not in fuelled:
            yield Fault("boiler-no-fuel", boiler.position, args)
    yield from _without_steam(fluids, groups, boilers, engines)
    yield from _without_pole(layout, engines)


def _groups(fluids: Fluids) -> dict[int, int]:
    """Return the number of the joined pipes that each opening belongs to, by the opening's identity."""
    found: dict[int, int] = {}
    for first in fluids.all():
        waiting: list[Opening] = [first]
        while waiting:
            opening = waiting.pop()
            if id(opening) in found:
                continue
            found[id(opening)] = id(first)
            waiting += fluids.inside(opening)
            if opening.other is not None:
                waiting.append(opening.other)
    return found


def _without_steam(
    fluids: Fluids, groups: dict[int, int], boilers: Sequence[Standing], engines: Sequence[Standing]
) -> Iterator[Fault]:
    heated: defaultdict[int, float] = defaultdict(float)
    for boiler in boilers:
        for opening in fluids.of[boiler]:
            if opening.pipe.flow == "output":
                heated[groups[id(opening)]] += float(boiler.prototype.power.use_w * boiler.prototype.power.effectivity)
    for engine in sorted(engines, key=lambda thing: thing.position):
        joined = {groups[id(opening)] for opening in fluids.of[engine]} & set(heated)
        share = next(iter(joined)) if joined else None
        gives = float(engine.prototype.power.give_w)
        if share is None or heated[share] < gives:
            yield Fault("engine-no-steam", engine.position, {"entity": engine.name})
        else:
            heated[share] -= gives


def _fuelled(layout: Layout, feeds: Sequence[Feed]) -> set[Standing]:
    """Return what an inserter feeds from a belt that something is brought on."""
    carrying: set[Tile] = set()
    for feed in feeds:
        tile = feed.tile
        while tile not in carrying:
            there = layout.at(tile)
            if there is None or not isinstance(there.prototype, Belt):
                break
            carrying.add(tile)
            dx, dy = STEP[there.direction]
            tile = tile[0] + dx, tile[1] + dy
    return {arm.target for arm in layout.arms if arm.target is not None and arm.pickup in carrying}


def _without_pole(layout: Layout, engines: Sequence[Standing]) -> Iterator[Fault]:
    poles = {thing.entity.number: (thing, prototype) for thing, prototype in layout.poles()}
    for engine in engines:
        if not any(
            overlap(engine.box, around(*thing.position, supply_area(layout, thing, prototype)))
            for thing, prototype in poles.values()
        ):
            yield Fault("engine-no-pole", engine.position, {"entity": engine.name})
    joined: defaultdict[int, set[int]] = defaultdict(set)
    for wire in layout.blueprint.wires:
        joined[wire.source].add(wire.target)
        joined[wire.target].add(wire.source)
    reached: set[int] = set()
    waiting = sorted(poles)[:1]
    while waiting:
        number = waiting.pop()
        if number not in reached:
            reached.add(number)
            waiting += joined[number]
    for number in sorted(set(poles) - reached):
        thing, _ = poles[number]
        yield Fault("pole-cut-off", thing.position, {"entity": thing.name})
