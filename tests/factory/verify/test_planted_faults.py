"""Faults of every kind planted into factories with undergrounds, shared belts and fluids are found near where they are.

Whether something planted is a fault at all is decided without the judge's rules: by the rate that the simulation alone
still shows, or, for pipes with two fluids, by how they were laid.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from itertools import product
from typing import TYPE_CHECKING

import pytest

from agent.factory.verify import Expectation, Feed, verify
from agent.factory.verify.belts import Belts
from agent.factory.verify.crafters import Crafters
from agent.factory.verify.fluids import Fluids
from agent.factory.verify.layout import Layout
from agent.factory.verify.pipelines import Pipelines
from agent.factory.verify.power import power_faults
from agent.factory.verify.simulate import Simulation
from agent.factory.verify.supply import Supply
from agent.factory.verify.verdict import LANES
from agent.game.blueprint import Blueprint, BlueprintEntity
from tests.factory.verify.factories import Factory, circuits, refinery, tunnelled_gears
from tests.factory.verify.grounds import DATA, changed, without

if TYPE_CHECKING:
    from collections.abc import Iterator

FACTORIES = {factory.name: factory for factory in (tunnelled_gears(), circuits(), refinery())}
PART = 16
"""Every sixteenth fault in the quick run."""
NEAR = 8.0
FOUND = 0.99
TURNS = (4, 8, 12)


@dataclass(frozen=True, slots=True)
class Planted:
    """What was done to a factory, where, and what it is expected to do since."""

    what: str
    place: tuple[float, float]
    blueprint: Blueprint
    expect: Expectation
    breaks_a_rule: bool = False


def planted(factory: Factory) -> Iterator[Planted]:
    """Yield everything that could be a fault."""
    sound, expect = factory.blueprint, factory.expect
    for entity in sound.entities:
        place = entity.x, entity.y
        yield Planted(f"{entity.name} removed", place, without(sound, entity.number), expect)
        for what, broken in _changes(sound, entity):
            yield Planted(f"{entity.name} {what}", place, broken, expect)
    yield from _mixed_fluids(factory)
    yield from _mixed_lanes(factory)


def _changes(sound: Blueprint, entity: BlueprintEntity) -> Iterator[tuple[str, Blueprint]]:
    if any(kind in entity.name for kind in ("belt", "inserter", "to-ground", "refinery", "chemical")):
        for turn in TURNS:
            yield f"turned {turn}", changed(sound, entity.number, direction=(entity.direction + turn) % 16)
    if entity.end is not None:
        end = "output" if entity.end == "input" else "input"
        yield "end swapped", changed(sound, entity.number, end=end)
    if entity.recipe is not None:
        yield "no recipe", changed(sound, entity.number, recipe=None)
        others = {
            "iron-gear-wheel": ("pipe", "iron-stick"),
            "electronic-circuit": ("iron-gear-wheel", "copper-cable"),
            "advanced-oil-processing": ("basic-oil-processing", "coal-liquefaction"),
            "solid-fuel-from-light-oil": ("solid-fuel-from-heavy-oil", "lubricant"),
        }
        for other in others[entity.recipe]:
            yield f"recipe {other}", changed(sound, entity.number, recipe=other)
    slower = {
        "express-transport-belt": ("transport-belt", "fast-transport-belt"),
        "express-underground-belt": ("underground-belt",),
        "fast-inserter": ("burner-inserter", "inserter"),
        "assembling-machine-3": ("assembling-machine-1",),
        "assembling-machine-2": ("assembling-machine-1",),
    }
    for name in slower.get(entity.name, ()):
        yield f"for {name}", changed(sound, entity.number, name=name)


def _mixed_fluids(factory: Factory) -> Iterator[Planted]:
    """Lay a pipe between two pipes that carry different fluids."""
    layout = Layout(factory.blueprint, DATA)
    crafters = Crafters(layout)
    fluids = Fluids(layout, crafters)
    pipelines = Pipelines(layout, fluids, crafters, factory.expect, frozenset())
    left, top, right, bottom = layout.edge
    for x, y in product(range(left, right), range(top, bottom)):
        if layout.at((x, y)) is not None:
            continue
        sides = ((x, y - 1), (x + 1, y), (x, y + 1), (x - 1, y))
        pipes = [tile for tile in sides if (thing := layout.at(tile)) is not None and thing.name == "pipe"]
        carried = {fluid for tile in pipes if (line := pipelines.at(tile)) is not None for fluid in line.carries}
        if len(carried) > 1:
            pipe = BlueprintEntity(9999, "pipe", x + 0.5, y + 0.5)
            mixed = replace(factory.blueprint, entities=(*factory.blueprint.entities, pipe))
            yield Planted("fluids mixed", (pipe.x, pipe.y), mixed, factory.expect, breaks_a_rule=True)


def _mixed_lanes(factory: Factory) -> Iterator[Planted]:
    """Let two items that had a lane each come on one."""
    feeds = factory.expect.feeds or ()
    if len({feed.item for feed in feeds}) > 1 and all(feed.lane != "both" for feed in feeds):
        for lane in LANES:
            moved = tuple(Feed(feed.item, feed.tile, lane) for feed in feeds)
            place = feeds[0].tile[0] + 0.5, feeds[0].tile[1] + 0.5
            yield Planted("lanes mixed", place, factory.blueprint, replace(factory.expect, feeds=moved))


def is_harmful(fault: Planted) -> bool:
    """Tell whether the simulation alone, without any rule, falls short of what is promised."""
    if fault.breaks_a_rule:
        return True
    layout = Layout(fault.blueprint, DATA)
    belts, crafters = Belts(layout), Crafters(layout)
    supply = Supply(layout, belts, crafters, fault.expect)
    unlit = {found.position for found in power_faults(layout, promised=True) if found.code == "no-pole"}
    dark = frozenset(thing for thing in layout.things if thing.position in unlit)
    pipelines = Pipelines(layout, Fluids(layout, crafters), crafters, fault.expect, dark)
    left = Simulation(layout, belts, crafters, supply, pipelines, fault.expect, dark).run().left_per_min
    return any(left.get(item, 0.0) < float(rate) * 0.93 for item, rate in fault.expect.rates_per_min.items())


def is_found(fault: Planted) -> bool:
    """Tell whether the judge names an error near the fault."""
    errors = verify(fault.blueprint, DATA, fault.expect).errors
    places = [error.position for error in errors if error.position is not None]
    return any(math.dist(place, fault.place) <= NEAR for place in places)


@pytest.mark.parametrize("name", FACTORIES)
def test_the_factories_themselves_are_sound(name: str) -> None:
    factory = FACTORIES[name]
    assert verify(factory.blueprint, DATA, factory.expect).faults == ()


@pytest.mark.parametrize("name", FACTORIES)
@pytest.mark.parametrize("part", [pytest.param(1, marks=pytest.mark.slow), PART])
def test_planted_faults_are_found_with_their_place(name: str, part: int) -> None:
    every = list(planted(FACTORIES[name]))[::part]
    harmful = [fault for fault in every if is_harmful(fault)]
    missed = [(fault.what, fault.place) for fault in harmful if not is_found(fault)]
    assert len(harmful) >= len(every) // 3
    assert len(missed) <= len(harmful) * (1 - FOUND), missed


@pytest.mark.parametrize("slow", range(4))
def test_a_rate_that_a_slower_machine_makes_impossible_is_told_at_that_machine(slow: int) -> None:
    factory = FACTORIES["tunnelled gears"]
    machines = [entity for entity in factory.blueprint.entities if entity.name == "assembling-machine-3"]
    broken = changed(factory.blueprint, machines[slow].number, name="assembling-machine-1")
    errors = {error.code: error.position for error in verify(broken, DATA, factory.expect).errors}
    assert errors == {"rate-impossible": (machines[slow].x, machines[slow].y)}


@pytest.mark.parametrize("name", ["circuits", "refinery"])
def test_mixed_lanes_and_mixed_fluids_are_among_the_planted(name: str) -> None:
    kind = {"circuits": "lanes mixed", "refinery": "fluids mixed"}[name]
    cases = [fault for fault in planted(FACTORIES[name]) if fault.what == kind]
    assert len(cases) >= 2
    assert all(is_harmful(fault) and is_found(fault) for fault in cases)
