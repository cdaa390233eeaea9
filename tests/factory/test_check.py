"""The checker passes sound rows and finds every fault that is put into them."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

import pytest

from agent.factory.check import Promise, check
from agent.factory.lanes import spread
from agent.factory.row import Row, RowOrder, build_row
from agent.factory.site import Intake, Site
from agent.game import bundled
from agent.game.blueprint import Blueprint, BlueprintEntity, ItemRequest, Wire

DATA = bundled.load("base-2.0.77")
ORDERS = {
    "one ingredient": RowOrder("iron-gear-wheel", Fraction(90), "assembling-machine-1"),
    "two lanes": RowOrder("automation-science-pack", Fraction(48), "assembling-machine-1"),
    "two belts": RowOrder("low-density-structure", Fraction(9), "assembling-machine-2"),
    "furnaces": RowOrder("iron-plate", Fraction(70), "stone-furnace"),
    "electric furnaces": RowOrder(
        "steel-plate", Fraction(30), "electric-furnace", inserter="fast-inserter", pole="medium-electric-pole"
    ),
}


def rows() -> dict[str, Row]:
    return {name: build_row(order, DATA) for name, order in ORDERS.items()}


ROWS = rows()


def promise(row: Row) -> Promise:
    return Promise(
        intakes=tuple(Intake(feed.item, (feed.x, feed.y), feed.lane) for feed in row.feeds),
        outlets=(row.outlet,),
        makes_per_min={row.product: row.promised_per_min},
    )


def codes(row: Row, blueprint: Blueprint) -> set[str]:
    return {fault.code for fault in check(blueprint, DATA, promise(row))}


def without(blueprint: Blueprint, number: int) -> Blueprint:
    return replace(
        blueprint,
        entities=tuple(entity for entity in blueprint.entities if entity.number != number),
        wires=tuple(wire for wire in blueprint.wires if number not in (wire.source, wire.target)),
    )


def changed(blueprint: Blueprint, which: int, /, **new: object) -> Blueprint:
    def one(entity: BlueprintEntity) -> BlueprintEntity:
        return replace(entity, **new) if entity.number == which else entity  # type: ignore[arg-type]

    return replace(blueprint, entities=tuple(one(entity) for entity in blueprint.entities))


@pytest.mark.parametrize("name", ORDERS)
def test_a_sound_row_has_no_fault(name: str) -> None:
    assert check(ROWS[name].blueprint, DATA, promise(ROWS[name])) == ()


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


@pytest.mark.parametrize("name", ORDERS)
def test_every_entity_that_is_taken_away_is_missed(name: str) -> None:
    row = ROWS[name]
    for entity in row.blueprint.entities:
        needless = entity.name == "transport-belt" and spare(row, entity)
        assert bool(codes(row, without(row.blueprint, entity.number))) is not needless, entity


@pytest.mark.parametrize("name", ORDERS)
@pytest.mark.parametrize("turn", [4, 8, 12])
def test_every_inserter_and_belt_that_is_turned_is_found(name: str, turn: int) -> None:
    row = ROWS[name]
    for entity in row.blueprint.entities:
        belt = "belt" in entity.name
        if not belt and "inserter" not in entity.name:
            continue
        harmless = belt and (spare(row, entity) or (last(row, entity) and turn != 8))
        turned = changed(row.blueprint, entity.number, direction=(entity.direction + turn) % 16)
        if not harmless:
            assert codes(row, turned), entity


def faulty() -> Iterator[tuple[str, Blueprint, str]]:
    row = ROWS["two lanes"]
    sound = row.blueprint
    numbers = {entity.name: entity.number for entity in sound.entities}
    machine, pole = numbers["assembling-machine-1"], numbers["small-electric-pole"]
    inserter = numbers["inserter"]
    first_belt = min(entity.number for entity in sound.entities)
    outlet = max(e.number for e in sound.entities if e.name == "transport-belt")
    other = next(e for e in sound.entities if e.number == inserter)
    wired = next(wire for wire in sound.wires)
    yield "wrong recipe", changed(sound, machine, recipe="iron-gear-wheel"), "not-fed"
    yield "recipe of another product", changed(sound, machine, recipe="copper-cable"), "lane-mixed"
    yield "no recipe", changed(sound, machine, recipe=None), "no-recipe"
    yield "recipe of another machine", changed(sound, machine, recipe="iron-plate"), "wrong-machine"
    yield "slower machines", changed(sound, machine, name="stone-furnace"), "rate-missed"
    yield "overlap", changed(sound, inserter, x=other.x - 1, y=other.y + 1), "overlap"
    yield "half a tile off", changed(sound, inserter, x=other.x + 0.5), "off-grid"
    yield "a pole moved away", changed(sound, pole, y=-20.5), "no-pole"
    yield "a wire missing", replace(sound, wires=sound.wires[1:]), "pole-cut-off"
    yield "no wires", replace(sound, wires=()), "pole-cut-off"
    yield "a wire to a machine", replace(sound, wires=(*sound.wires, replace(wired, target=machine))), "wire-nowhere"
    yield "a wire too long", replace(sound, wires=(Wire(pole, 5, _far(sound, pole), 5),)), "wire-too-long"
    yield "no belt where items come in", without(sound, first_belt), "no-intake"
    yield "no belt where items leave", without(sound, outlet), "no-outlet"
    yield "an unknown entity", changed(sound, inserter, name="miniloader"), "not-modelled"
    yield "a splitter", changed(sound, first_belt, name="splitter"), "not-modelled"
    yield "modules", changed(sound, machine, items=(ItemRequest("speed-module", 1),)), "not-modelled"
    yield "numbers twice", changed(sound, machine, number=inserter), "number-twice"


def _far(blueprint: Blueprint, pole: int) -> int:
    at = next(e for e in blueprint.entities if e.number == pole)
    poles = [e for e in blueprint.entities if e.name == at.name]
    return max(poles, key=lambda e: abs(e.x - at.x)).number


@pytest.mark.parametrize(("blueprint", "code"), [pytest.param(b, c, id=name) for name, b, c in faulty()])
def test_a_seeded_fault_is_named(blueprint: Blueprint, code: str) -> None:
    assert code in codes(ROWS["two lanes"], blueprint)


def test_a_slower_inserter_misses_the_rate() -> None:
    row = build_row(RowOrder("iron-gear-wheel", Fraction(180), "assembling-machine-2", inserter="fast-inserter"), DATA)
    emptying = [e.number for e in row.blueprint.entities if e.name == "fast-inserter" and e.y == row.height - 1.5]
    for number in emptying:
        assert codes(row, changed(row.blueprint, number, name="inserter")) == {"rate-missed"}


def test_a_slower_belt_at_the_outlet_misses_the_rate() -> None:
    order = RowOrder(
        "iron-gear-wheel", Fraction(800), "assembling-machine-3", "express-transport-belt", "fast-inserter"
    )
    row = build_row(order, DATA)
    number = max(e.number for e in row.blueprint.entities if "belt" in e.name)
    assert "rate-missed" in codes(row, changed(row.blueprint, number, name="transport-belt"))


def test_every_fault_with_a_place_tells_it() -> None:
    row = ROWS["two lanes"]
    gone = next(e for e in row.blueprint.entities if e.name == "inserter")
    faults = check(without(row.blueprint, gone.number), DATA, promise(row))
    machine = min(
        (e for e in row.blueprint.entities if e.name == "assembling-machine-1"), key=lambda e: abs(e.x - gone.x)
    )
    assert (machine.x, machine.y) in [fault.position for fault in faults]


def test_belts_that_join_from_the_side_use_one_lane_and_curves_keep_both() -> None:
    """wiki: Transport belts, «Belt lanes»: a side-loaded belt fills the near lane, a curve keeps the lanes apart."""
    belts = [
        BlueprintEntity(1, "transport-belt", 0.5, 0.5, 4),
        BlueprintEntity(2, "transport-belt", 1.5, 0.5, 4),
        BlueprintEntity(3, "transport-belt", 1.5, -0.5, 8),
        BlueprintEntity(4, "transport-belt", 2.5, 0.5, 8),
        BlueprintEntity(5, "transport-belt", 2.5, 1.5, 8),
    ]
    blueprint = Blueprint("lanes", (2, 0, 0), tuple(belts))
    carried = spread(Site(blueprint, DATA), {((1, -1), "left"): {"iron-ore"}, ((0, 0), "right"): {"coal"}})
    assert carried[(1, 0), "left"] == {"iron-ore"}
    assert carried[(2, 1), "left"] == {"iron-ore"}
    assert carried[(2, 1), "right"] == {"coal"}
