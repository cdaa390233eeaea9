"""Every fault that is put into a sound row is found, with its place; the sound rows have none."""

from __future__ import annotations

import math
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from agent.factory.row import RowOrder, build_row
from agent.factory.verify import Expectation, verify
from agent.game import bundled
from agent.game.blueprint import Blueprint, BlueprintEntity, ItemRequest, Wire
from agent.game.blueprint.model import POLE_COPPER
from tests.factory.verify.grounds import changed, expectation, without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.factory.row import Row

DATA = bundled.load("space-age-2.1.20")
ORDERS = {
    "gears": RowOrder("iron-gear-wheel", Fraction(90), "assembling-machine-1"),
    "red science": RowOrder("automation-science-pack", Fraction(24), "assembling-machine-1"),
    "green science": RowOrder("logistic-science-pack", Fraction(20), "assembling-machine-2"),
    "low density structure": RowOrder("low-density-structure", Fraction(9), "assembling-machine-2"),
    "plates": RowOrder("iron-plate", Fraction(70), "stone-furnace"),
    "steel": RowOrder(
        "steel-plate", Fraction(25), "electric-furnace", inserter="fast-inserter", pole="medium-electric-pole"
    ),
    "cable": RowOrder("copper-cable", Fraction(300), "assembling-machine-2", inserter="fast-inserter"),
    "fast gears": RowOrder(
        "iron-gear-wheel", Fraction(600), "assembling-machine-3", "fast-transport-belt", "fast-inserter"
    ),
}
ROWS = {name: build_row(order, DATA) for name, order in ORDERS.items()}
PART = 9
"""Every ninth fault in the quick run."""
NEAR = 8.0
"""Tiles within which a fault must be shown: a hole in a belt is felt at the next machine."""


def spare(row: Row, belt: BlueprintEntity) -> bool:
    """Tell whether nothing needs a belt: behind the last inserter that takes, or before the first that puts."""
    arms = [entity for entity in row.blueprint.entities if "inserter" in entity.name]
    output = row.height - 0.5
    if belt.y == output:
        return belt.x < min(arm.x for arm in arms if arm.y == output - 1)
    long = belt.y < max(feed.y for feed in row.feeds)
    return belt.x > max(arm.x for arm in arms if arm.y != output - 1 and ("long" in arm.name) is long)


def last(row: Row, belt: BlueprintEntity) -> bool:
    """Tell whether a belt is the last one that is needed: turned aside, it still brings what it brought."""
    beyond = replace(belt, x=belt.x + 1)
    return belt.x == row.width - 0.5 if belt.y == row.height - 0.5 else spare(row, beyond)


Case = tuple[str, BlueprintEntity, Blueprint]


def turned(row: Row, entity: BlueprintEntity) -> Iterator[Case]:
    """Yield an entity turned in all ways that do harm."""
    belt = "belt" in entity.name
    for turn in (4, 8, 12):
        harmless = belt and (spare(row, entity) or (last(row, entity) and turn != 8))
        if not harmless:
            direction = (entity.direction + turn) % 16
            yield f"turned {turn}", entity, changed(row.blueprint, entity.number, direction=direction)


def seeded(row: Row) -> Iterator[Case]:
    """Yield faults: what was done, to which entity, and the blueprint after it."""
    sound = row.blueprint
    for entity in sound.entities:
        belt = "belt" in entity.name
        if not (belt and spare(row, entity)):
            yield "removed", entity, without(sound, entity.number)
        if belt or "inserter" in entity.name:
            yield from turned(row, entity)
        if entity.recipe is not None:
            yield "recipe changed", entity, changed(sound, entity.number, recipe="pipe")
            yield "no recipe", entity, changed(sound, entity.number, recipe=None)
            yield "modules", entity, changed(sound, entity.number, items=(ItemRequest("speed-module", 9),))
    yield from wires(row)


def wires(row: Row) -> Iterator[Case]:
    """Yield poles whose wires are gone, and a wire that is too long."""
    sound = row.blueprint
    poles = [entity for entity in sound.entities if "pole" in entity.name]
    for pole in poles if sound.wires else []:
        kept = tuple(wire for wire in sound.wires if pole.number not in (wire.source, wire.target))
        yield "wires cut", pole, replace(sound, wires=kept)
    if abs(poles[-1].x - poles[0].x) > 10:
        long = Wire(poles[0].number, POLE_COPPER, poles[-1].number, POLE_COPPER)
        yield "long wire", poles[0], replace(sound, wires=(*sound.wires, long))


CASES = [(name, what, entity, broken) for name, row in ROWS.items() for what, entity, broken in seeded(row)]


@pytest.mark.parametrize("name", ORDERS)
def test_a_sound_row_has_neither_error_nor_warning(name: str) -> None:
    verdict = verify(ROWS[name].blueprint, DATA, expectation(ROWS[name]))
    assert verdict.faults == ()
    assert verdict.steady


@pytest.mark.parametrize("name", ORDERS)
def test_a_sound_row_is_sound_when_nobody_says_what_comes_in(name: str) -> None:
    row = ROWS[name]
    verdict = verify(row.blueprint, DATA, Expectation({row.product: row.promised_per_min}))
    assert verdict.errors == ()


@pytest.mark.parametrize("name", ORDERS)
@pytest.mark.parametrize("part", [pytest.param(1, marks=pytest.mark.slow), PART])
def test_every_seeded_fault_is_found_with_its_place(name: str, part: int) -> None:
    cases = [(what, entity, broken) for row, what, entity, broken in CASES[::part] if row == name]
    promised = expectation(ROWS[name])
    for what, entity, broken in cases:
        errors = verify(broken, DATA, promised).errors
        assert errors, (what, entity)
        places = [fault.position for fault in errors if fault.position is not None]
        distance = min((math.dist(place, (entity.x, entity.y)) for place in places), default=math.inf)
        assert distance <= NEAR, (what, entity, errors)


def test_there_are_enough_seeded_faults() -> None:
    assert len(CASES) >= 300


def test_a_slower_belt_on_the_way_out_is_found_with_its_place() -> None:
    order = RowOrder(
        "iron-gear-wheel", Fraction(800), "assembling-machine-3", "express-transport-belt", "fast-inserter"
    )
    row = build_row(order, DATA)
    output = [e for e in row.blueprint.entities if "belt" in e.name and e.y == row.height - 0.5]
    for entity in output[-3:]:
        errors = verify(changed(row.blueprint, entity.number, name="transport-belt"), DATA, expectation(row)).errors
        assert ("rate-impossible", (entity.x, entity.y)) in [(fault.code, fault.position) for fault in errors]
