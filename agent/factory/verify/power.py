"""Static rules of electricity: everybody in a pole's area, one network, no wire longer than it may be."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from agent.factory.verify.verdict import Fault, Severity
from agent.game.blueprint.model import POLE_COPPER
from agent.game.geometry import Grid, around

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.factory.verify.layout import Layout, Standing
    from agent.game.prototypes import ElectricPole

SOURCES = frozenset({"generator", "burner-generator", "solar-panel", "accumulator", "lightning-attractor"})
GAME_2_0 = (2, 0, 0)
SWITCH_COPPER = (5, 6)


def power_faults(layout: Layout, *, promised: bool) -> Iterator[Fault]:
    """Yield consumers outside every pole's area, wires that cannot be, and poles cut off from the rest.

    A pole feeds what its square area overlaps; wires go from centre to centre, the shorter reach counts
    (wiki: Electric system, «Electric poles»; wires a blueprint does not state do not exist). A network that has no
    consumers is nobody's fault. Where poles leave half of the consumers out, power is meant to be there already, unless
    rates are promised.
    """
    poles = {thing.entity.number: (thing, prototype) for thing, prototype in layout.poles()}
    covered: Grid[int] = Grid()
    for number, (thing, prototype) in poles.items():
        covered.add(around(thing.entity.x, thing.entity.y, supply_area(layout, thing, prototype)), number)
    joined, faults = _wires(layout, poles)
    yield from faults
    network = _networks(joined)
    served: dict[int, int] = {}
    dark: list[Standing] = []
    for thing in layout.things:
        if not thing.prototype.power.needs_pole:
            continue
        near = list(covered.touching(thing.box))
        for name in {network[number] for number in near}:
            served[name] = served.get(name, 0) + 1
        if near or thing.prototype.type in SOURCES:
            continue
        dark.append(thing)
    lit = sum(served.values())
    severity = Severity.ERROR if promised or lit > len(dark) else Severity.WARNING
    for thing in dark:
        yield Fault("no-pole", thing.position, {"entity": thing.name}, severity)
    if len(served) > 1:
        most = max(served, key=lambda name: (served[name], -name))
        for number, (thing, _) in poles.items():
            if network[number] != most and network[number] in served:
                yield Fault("pole-cut-off", thing.position, {"entity": thing.name})


def supply_area(layout: Layout, thing: Standing, prototype: ElectricPole) -> float:
    """Return half the side of the square a pole supplies; quality makes it a tile wider a level on every side."""
    quality = layout.data.quality_level(thing.entity.quality)
    return prototype.supply_distance + quality


def _wires(layout: Layout, poles: dict[int, tuple[Standing, ElectricPole]]) -> tuple[dict[int, set[int]], list[Fault]]:
    joined: dict[int, set[int]] = {number: set() for number in poles}
    faults: list[Fault] = []
    others = {thing.entity.number: thing for thing in layout.things}
    # What the game data do not know may well be a pole.
    unknown = {entity.number for entity in layout.blueprint.entities} - set(others)
    for wire in layout.blueprint.wires:
        if not {wire.source_connector, wire.target_connector} & set(SWITCH_COPPER):
            continue
        if unknown & {wire.source, wire.target}:
            continue
        ends = poles.get(wire.source), poles.get(wire.target)
        if ends[0] is None or ends[1] is None or wire.source == wire.target:
            kinds = {others[n].prototype.type for n in (wire.source, wire.target) if n in others}
            if "power-switch" not in kinds:
                there = others.get(wire.source) or others.get(wire.target)
                faults.append(Fault("wire-nowhere", there.position if there else None, {"number": wire.source}))
        elif {wire.source_connector, wire.target_connector} != {POLE_COPPER}:
            continue
        elif _too_long(layout, ends[0], ends[1]):
            faults.append(Fault("wire-too-long", ends[0][0].position, {"entity": ends[0][1].name}))
        else:
            joined[wire.source].add(wire.target)
            joined[wire.target].add(wire.source)
    if layout.blueprint.version < GAME_2_0 and not any(joined.values()):
        _by_reach(layout, poles, joined)
    return joined, faults


def _by_reach(layout: Layout, poles: dict[int, tuple[Standing, ElectricPole]], joined: dict[int, set[int]]) -> None:
    """Join what reaches each other: strings before 2.0 leave copper wires to the game."""
    grid: Grid[int] = Grid()
    for number, (thing, prototype) in poles.items():
        near = around(thing.entity.x, thing.entity.y, prototype.wire_reach)
        for other in grid.touching(near):
            if not _too_long(layout, poles[number], poles[other]):
                joined[number].add(other)
                joined[other].add(number)
        grid.add(thing.box, number)


def _too_long(layout: Layout, a: tuple[Standing, ElectricPole], b: tuple[Standing, ElectricPole]) -> bool:
    reach = min(p.wire_reach + 2 * layout.data.quality_level(t.entity.quality) for t, p in (a, b))
    return math.hypot(a[0].entity.x - b[0].entity.x, a[0].entity.y - b[0].entity.y) > reach


def _networks(joined: dict[int, set[int]]) -> dict[int, int]:
    network: dict[int, int] = {}
    for first in joined:
        waiting = [first]
        while waiting:
            number = waiting.pop()
            if number not in network:
                network[number] = first
                waiting += joined[number]
    return network
