"""Small building grounds for the judge: entities by one line each, a factory run for some time."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

from agent.factory.verify import Expectation, Feed, Verdict, verify
from agent.factory.verify.belts import Belts
from agent.factory.verify.crafters import Crafters
from agent.factory.verify.fluids import Fluids
from agent.factory.verify.layout import Layout
from agent.factory.verify.pipelines import Pipelines
from agent.factory.verify.simulate import Simulation
from agent.factory.verify.supply import Supply
from agent.factory.verify.verdict import LANES
from agent.game import bundled
from agent.game.blueprint import Blueprint, BlueprintEntity, Wire
from agent.game.blueprint.model import POLE_COPPER

if TYPE_CHECKING:
    from agent.factory.row import Row

DATA = bundled.load("space-age-2.1.20")
N, E, S, W = 0, 4, 8, 12


class Ground:
    """Collects entities; tiles are whole numbers, centres follow from the size."""

    def __init__(self) -> None:
        self.entities: list[BlueprintEntity] = []
        self.wires: list[Wire] = []

    def put(self, name: str, x: float, y: float, direction: int = N, **more: object) -> int:
        """Put an entity with its north-west tile at (x, y)."""
        width, height = DATA.entities[name].tiles
        if direction // 4 % 2:
            width, height = height, width
        number = len(self.entities) + 1
        entity = BlueprintEntity(number, name, x + width / 2, y + height / 2, direction)
        self.entities.append(replace(entity, **more))  # type: ignore[arg-type]
        return number

    def belts(self, x: int, y: int, direction: int, count: int, name: str = "transport-belt") -> None:
        """Put a straight belt."""
        step = {N: (0, -1), E: (1, 0), S: (0, 1), W: (-1, 0)}[direction]
        for place in range(count):
            self.put(name, x + step[0] * place, y + step[1] * place, direction)

    def blueprint(self) -> Blueprint:
        """Return what was put."""
        return Blueprint("ground", (2, 0, 0), tuple(self.entities), tuple(self.wires))

    def judge(self, expect: Expectation | None = None) -> Verdict:
        """Judge what was put."""
        return verify(self.blueprint(), DATA, expect)


def expectation(row: Row) -> Expectation:
    """Return what a row promises."""
    return Expectation(
        {row.product: row.promised_per_min},
        tuple(Feed(feed.item, (feed.x, feed.y), feed.lane) for feed in row.feeds),
        (row.outlet,),
    )


def without(blueprint: Blueprint, number: int) -> Blueprint:
    """Return a blueprint without one entity."""
    return replace(
        blueprint,
        entities=tuple(entity for entity in blueprint.entities if entity.number != number),
        wires=tuple(wire for wire in blueprint.wires if number not in (wire.source, wire.target)),
    )


def changed(blueprint: Blueprint, which: int, **new: object) -> Blueprint:
    """Return a blueprint with one entity changed."""
    return replace(
        blueprint,
        entities=tuple(
            replace(entity, **new) if entity.number == which else entity  # type: ignore[arg-type]
            for entity in blueprint.entities
        ),
    )


def simulated(
    ground: Ground,
    feeds: tuple[Feed, ...],
    outlets: tuple[tuple[int, int], ...],
    *,
    more: tuple[tuple[int, int], ...] = (),
    apart: tuple[tuple[int, int], ...] = (),
    bonus: int = 0,
    ticks: int = 7200,
) -> dict[str, float]:
    """Return the items a second that leave through outlets and chests; what leaves ``apart`` is not counted."""
    expect = Expectation(feeds=feeds, outlets=(*outlets, *more, *apart), stack_bonus=bonus, bulk_bonus=bonus)
    layout = Layout(ground.blueprint(), DATA)
    belts, crafters = Belts(layout), Crafters(layout)
    supply = Supply(layout, belts, crafters, expect)
    pipelines = Pipelines(layout, Fluids(layout, crafters), crafters, expect, frozenset())
    simulation = Simulation(layout, belts, crafters, supply, pipelines, expect, frozenset())
    for tile in apart:
        for lane in LANES:
            simulation.lines.front[tile, lane].sink = {}
    result = simulation.run(ticks)
    return {item: rate / 60 for item, rate in result.left_per_min.items() if rate}


def wired(ground: Ground) -> tuple[Wire, ...]:
    """Return copper wires that join every pole to the nearest one put before it."""
    poles = [entity for entity in ground.entities if "pole" in entity.name]
    found = []
    for place, pole in enumerate(poles[1:], 1):
        near = min(poles[:place], key=lambda other: math.hypot(other.x - pole.x, other.y - pole.y))
        found.append(Wire(near.number, POLE_COPPER, pole.number, POLE_COPPER))
    return tuple(found)
