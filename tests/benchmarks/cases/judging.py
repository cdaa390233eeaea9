"""Judging a factory for ten minutes of game time, not stopped early, beside those ten minutes themselves."""

from __future__ import annotations

import time
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.factory.row import RowOrder, build_row
from agent.factory.verify import Expectation, Feed, verify
from agent.game import bundled
from tests.benchmarks.results import Result

if TYPE_CHECKING:
    from agent.factory.row import Row
    from agent.game.blueprint import Blueprint, BlueprintEntity, Wire
    from tests.benchmarks.catalogue import Size

GAME_S = 600
AIM = 0.1
"""Ten minutes of 1,500 entities in a minute at most."""
ORDERS = {
    "science": RowOrder("automation-science-pack", Fraction(24), "assembling-machine-1"),
    "fast gears": RowOrder(
        "iron-gear-wheel", Fraction(600), "assembling-machine-3", "express-transport-belt", "fast-inserter"
    ),
}


def stacked(row: Row, least: int) -> tuple[Blueprint, Expectation]:
    """Put a row again and again below itself until there are so many entities."""
    sound = row.blueprint
    count = -(-least // len(sound.entities))
    entities: list[BlueprintEntity] = []
    wires: list[Wire] = []
    feeds: list[Feed] = []
    outlets = []
    for place in range(count):
        down, first = place * (row.height + 4), place * len(sound.entities)
        entities += [replace(e, number=e.number + first, y=e.y + down) for e in sound.entities]
        wires += [replace(w, source=w.source + first, target=w.target + first) for w in sound.wires]
        feeds += [Feed(feed.item, (feed.x, feed.y + down), feed.lane) for feed in row.feeds]
        outlets.append((row.outlet[0], row.outlet[1] + down))
    blueprint = replace(sound, entities=tuple(entities), wires=tuple(wires))
    return blueprint, Expectation({row.product: row.promised_per_min * count}, tuple(feeds), tuple(outlets))


def run(size: Size) -> list[Result]:
    """1,500 entities and 36,000 ticks; 50 and 600 when tiny."""
    least, ticks = (1_500, GAME_S * 60) if size == "full" else (50, 600)
    data = bundled.load("space-age-2.1.20")
    results = []
    for name, order in ORDERS.items():
        blueprint, expect = stacked(build_row(order, data), least)
        began = time.perf_counter()
        verify(blueprint, data, expect, ticks, settle=False)
        taken_ms = (time.perf_counter() - began) * 1000
        case = f"{len(blueprint.entities):,} entities, {name}"
        results.append(Result(case, "once", taken_ms, ticks / 60 * 1000, "ms", "the game's own time", AIM))
    return results
