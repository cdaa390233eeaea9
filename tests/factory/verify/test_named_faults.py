"""Each kind of mistake in a working row is called by its name."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

import pytest

from agent.factory.row import RowOrder, build_row
from agent.factory.verify import verify
from agent.game import bundled
from agent.game.blueprint import Blueprint, ItemRequest, Wire
from agent.game.blueprint.model import POLE_COPPER
from tests.factory.verify.grounds import Ground, changed, expectation, without

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.factory.row import Row

DATA = bundled.load("base-2.0.77")
ROW = build_row(RowOrder("automation-science-pack", Fraction(48), "assembling-machine-1"), DATA)


def codes(row: Row, blueprint: Blueprint) -> set[str]:
    return {fault.code for fault in verify(blueprint, DATA, expectation(row)).faults}


def faulty() -> Iterator[tuple[str, Blueprint, str]]:
    sound = ROW.blueprint
    numbers = {entity.name: entity.number for entity in sound.entities}
    machine, pole = numbers["assembling-machine-1"], numbers["small-electric-pole"]
    inserter = numbers["inserter"]
    first_belt = min(entity.number for entity in sound.entities)
    outlet = max(e.number for e in sound.entities if e.name == "transport-belt")
    other = next(e for e in sound.entities if e.number == inserter)
    wired = sound.wires[0]
    yield "wrong recipe", changed(sound, machine, recipe="iron-gear-wheel"), "not-fed"
    yield "recipe of another product", changed(sound, machine, recipe="copper-cable"), "lane-mixed"
    yield "no recipe", changed(sound, machine, recipe=None), "no-recipe"
    yield "recipe of another machine", changed(sound, machine, recipe="iron-plate"), "wrong-machine"
    yield "overlap", changed(sound, inserter, x=other.x - 1, y=other.y + 1), "overlap"
    yield "half a tile off", changed(sound, inserter, x=other.x + 0.5), "off-grid"
    yield "a pole moved away", changed(sound, pole, y=-20.5), "no-pole"
    yield "no wires", replace(sound, wires=()), "pole-cut-off"
    yield "a wire missing", replace(sound, wires=sound.wires[1:]), "pole-cut-off"
    yield "a wire to a machine", replace(sound, wires=(*sound.wires, replace(wired, target=machine))), "wire-nowhere"
    yield (
        "a wire too long",
        replace(sound, wires=(Wire(pole, POLE_COPPER, _far(sound, pole), POLE_COPPER),)),
        "wire-too-long",
    )
    yield "no belt where items come in", without(sound, first_belt), "no-intake"
    yield "no belt where items leave", without(sound, outlet), "no-outlet"
    yield "an unknown entity", changed(sound, inserter, name="miniloader"), "unknown-entity"
    yield (
        "more modules than slots",
        changed(sound, machine, items=(ItemRequest("speed-module", 1),)),
        "modules-too-many",
    )
    yield "numbers twice", changed(sound, machine, number=inserter), "number-twice"


def _far(blueprint: Blueprint, pole: int) -> int:
    at = next(e for e in blueprint.entities if e.number == pole)
    poles = [e for e in blueprint.entities if e.name == at.name]
    return max(poles, key=lambda e: abs(e.x - at.x)).number


@pytest.mark.parametrize(("blueprint", "code"), [pytest.param(b, c, id=name) for name, b, c in faulty()])
def test_a_mistake_is_called_by_its_name(blueprint: Blueprint, code: str) -> None:
    assert code in codes(ROW, blueprint)


def test_a_slower_inserter_misses_the_rate() -> None:
    row = build_row(RowOrder("iron-gear-wheel", Fraction(180), "assembling-machine-2", inserter="fast-inserter"), DATA)
    emptying = [e.number for e in row.blueprint.entities if e.name == "fast-inserter" and e.y == row.height - 1.5]
    for number in emptying:
        assert {"rate-missed", "rate-impossible"} & codes(row, changed(row.blueprint, number, name="inserter"))


@pytest.mark.parametrize("name", ["transport-belt", "inserter"])
def test_what_stands_askew_is_off_the_grid(name: str) -> None:
    """Belts and inserters have four directions (prototype definitions: 16ths, of which every fourth)."""
    ground = Ground()
    ground.put(name, 0, 0, 2)
    assert "off-grid" in {fault.code for fault in ground.judge().errors}
