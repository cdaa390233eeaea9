"""Checks of electricity: everybody in a pole's area, all poles on stated wires, no wire longer than it may be."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from agent.factory.site import Fault
from agent.game.blueprint.model import POLE_COPPER
from agent.game.geometry import Grid, around

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.factory.site import Site, Standing
    from agent.game.blueprint import Blueprint
    from agent.game.prototypes import ElectricPole


def power_faults(site: Site, blueprint: Blueprint) -> Iterator[Fault]:
    """Yield consumers outside every pole's area, wires that cannot be, and poles cut off from the first one.

    A pole feeds what its square area overlaps; wires go from centre to centre, the shorter reach counts
    (wiki: Electric system, «Electric poles»; FACTORIO.md: unstated wires do not exist).
    """
    poles = {thing.entity.number: (thing, prototype) for thing, prototype in site.poles()}
    covered: Grid[Standing] = Grid()
    for thing, prototype in poles.values():
        covered.add(around(thing.x, thing.y, prototype.supply_distance), thing)
    for thing in site.things:
        if thing.prototype.power.needs_pole and not any(covered.touching(thing.box)):
            yield Fault("no-pole", thing.position, {"entity": thing.prototype.name})
    joined: dict[int, set[int]] = {number: set() for number in poles}
    for wire in blueprint.wires:
        if POLE_COPPER not in (wire.source_connector, wire.target_connector):
            continue
        ends = poles.get(wire.source), poles.get(wire.target)
        if ends[0] is None or ends[1] is None or wire.source == wire.target:
            yield Fault("wire-nowhere", None, {"number": wire.source})
        elif _too_long(ends[0], ends[1]):
            yield Fault("wire-too-long", ends[0][0].position, {"entity": ends[0][1].name})
        else:
            joined[wire.source].add(wire.target)
            joined[wire.target].add(wire.source)
    yield from _cut_off(poles, joined)


def _too_long(a: tuple[Standing, ElectricPole], b: tuple[Standing, ElectricPole]) -> bool:
    reach = min(a[1].wire_reach, b[1].wire_reach)
    return math.hypot(a[0].x - b[0].x, a[0].y - b[0].y) > reach


def _cut_off(poles: dict[int, tuple[Standing, ElectricPole]], joined: dict[int, set[int]]) -> Iterator[Fault]:
    reached: set[int] = set()
    waiting = [min(poles)] if poles else []
    while waiting:
        number = waiting.pop()
        if number not in reached:
            reached.add(number)
            waiting += joined[number]
    for number, (thing, _) in poles.items():
        if number not in reached:
            yield Fault("pole-cut-off", thing.position, {"entity": thing.prototype.name})
