"""Fluids flow and are counted: what comes in by pipes, what machines make of it, what leaves, what backs up.

Sources: recipes of the game's data; wiki: Fluid system, Pump (1200 a second), Offshore pump (1200 a second).
"""

from fractions import Fraction

import pytest

from agent.factory.verify import Expectation, Feed, Verdict
from agent.factory.verify.crafters import Crafters
from agent.factory.verify.fluids import Fluids
from agent.factory.verify.layout import Layout
from agent.game.blueprint import Wire
from agent.game.blueprint.model import POLE_COPPER
from tests.factory.verify.grounds import DATA, E, Ground, N, S


def refinery(*, heavy: bool = True, north: int = 3) -> Ground:
    """Put a refinery with water and crude oil from the south, pipes of three and twice ``north`` to the north."""
    ground = Ground()
    ground.put("oil-refinery", 0, 0, recipe="advanced-oil-processing")
    for x, length in ((1, 4), (3, 8)):
        for y in range(5, 5 + length):
            ground.put("pipe", x, y)
    for x in (0, 2, 4):
        for y in range(-3 if x == 0 else -north, 0):
            if heavy or x or y == -1:
                ground.put("pipe", x, y)
    if not heavy:
        for x, y in ((-1, -1), (0, -2), (1, -1)):
            ground.put("stone-wall", x, y)
    ground.put("medium-electric-pole", 5, 3)
    return ground


FEEDS = (Feed("water", (1, 8), "both"), Feed("crude-oil", (3, 12), "both"))
OUTLETS = ((0, -3), (2, -3), (4, -3))


def codes(verdict: Verdict) -> set[str]:
    return {fault.code for fault in verdict.errors}


def test_a_refinery_makes_what_its_recipe_says_in_bound_and_simulation() -> None:
    """Advanced oil processing: 5 s; 100 crude and 50 water become 25 heavy, 45 light, 55 petroleum: × 12 a minute."""
    promised = {"heavy-oil": Fraction(300), "light-oil": Fraction(540), "petroleum-gas": Fraction(660)}
    verdict = refinery().judge(Expectation(promised, FEEDS, OUTLETS))
    assert verdict.errors == ()
    for rate in verdict.rates:
        assert rate.bound_per_min == pytest.approx(float(promised[rate.item]))
        assert rate.simulated_per_min == pytest.approx(float(promised[rate.item]), rel=0.02)


def test_every_port_tells_what_passes() -> None:
    verdict = refinery().judge(Expectation({"petroleum-gas": Fraction(660)}, FEEDS, OUTLETS))
    passing = {(port.item, port.tile, port.comes_in): port for port in verdict.ports}
    assert set(passing) == {
        *((feed.item, feed.tile, True) for feed in FEEDS),
        ("heavy-oil", (0, -3), False), ("light-oil", (2, -3), False), ("petroleum-gas", (4, -3), False),
    }  # fmt: skip
    crude = passing["crude-oil", (3, 12), True]
    assert crude.bound_per_min == pytest.approx(1200)
    assert crude.simulated_per_min == pytest.approx(1200, rel=0.02)


def test_pipes_that_look_out_are_taken_for_ports_when_nobody_says() -> None:
    verdict = refinery().judge(Expectation({"petroleum-gas": Fraction(660)}))
    assert verdict.errors == ()
    assert {feed.item for feed in verdict.feeds} == {"water", "crude-oil"}
    assert set(verdict.outlets) == set(OUTLETS)


def test_a_product_that_cannot_leave_stops_the_others() -> None:
    verdict = refinery(heavy=False).judge(Expectation({"petroleum-gas": Fraction(660)}, FEEDS, OUTLETS[1:]))
    faults = {fault.code: fault for fault in verdict.errors}
    assert faults["fluid-not-emptied"].args["fluid"] == "heavy-oil"
    assert faults["fluid-not-emptied"].position == (2.5, 2.5)
    assert "rate-impossible" in faults


def test_a_fluid_that_does_not_come_in_is_named() -> None:
    verdict = refinery().judge(Expectation({"petroleum-gas": Fraction(660)}, FEEDS[:1], OUTLETS))
    faults = {fault.code: fault.args for fault in verdict.errors}
    assert faults["fluid-not-fed"]["fluid"] == "crude-oil"
    assert faults["rate-impossible"]["simulated"] == 0


def test_a_feed_of_fluid_where_no_pipe_lies_is_refused() -> None:
    verdict = refinery().judge(Expectation(feeds=(*FEEDS, Feed("steam", (30, 30), "both"))))
    assert "no-intake" in codes(verdict)


def cracked(*more: tuple[int, int]) -> Verdict:
    """Crack the heavy oil of a refinery; ``more`` are tiles of pipes where fluid may leave too."""
    ground = refinery(north=1)
    ground.put("chemical-plant", 0, -6, S, recipe="heavy-oil-cracking")
    ground.put("pipe", 2, -3)
    ground.put("pipe", 0, -7)
    far = ground.put("medium-electric-pole", 3, -5)
    near = next(e.number for e in ground.entities if e.name == "medium-electric-pole")
    ground.wires.append(Wire(near, POLE_COPPER, far, POLE_COPPER))
    feeds = (*FEEDS, Feed("water", (2, -3), "both"))
    return ground.judge(Expectation({"light-oil": Fraction(765)}, feeds, ((0, -7), (2, -1), (4, -1), *more)))


def test_what_machines_draw_goes_before_what_leaves() -> None:
    """An open end takes what is left over: the plant that draws from the same pipe still has all it can use."""
    verdict = cracked((0, -1))
    plant = next(work for work in verdict.machines if work.recipe == "heavy-oil-cracking")
    assert verdict.errors == ()
    assert plant.simulated == pytest.approx(0.25, rel=0.1)


def test_boxes_made_for_two_fluids_do_not_join() -> None:
    """A boiler gives steam where another takes water: their boxes have filters (PipeConnectionDefinition, FluidBox)."""
    ground = Ground()
    ground.put("boiler", 0, 3, N)
    ground.put("boiler", 1, 0, E)
    layout = Layout(ground.blueprint(), DATA)
    fluids = Fluids(layout, Crafters(layout))
    assert {opening.tile for opening in fluids.all()} >= {(1, 3), (1, 2)}
    assert all(opening.other is None for opening in fluids.all())


def test_what_one_machine_makes_limits_the_next() -> None:
    """Heavy oil cracking: 2 s; 40 heavy become 30 light: 300 heavy a minute are a quarter of what a plant takes."""
    verdict = cracked()
    assert verdict.errors == ()
    out = {port.tile: port for port in verdict.ports if port.item == "light-oil"}
    assert out[0, -7].bound_per_min == pytest.approx(225)
    assert out[0, -7].simulated_per_min == pytest.approx(225, abs=30)  # a craft of 30 more or less in a minute
    plant = next(work for work in verdict.machines if work.recipe == "heavy-oil-cracking")
    assert plant.bound == pytest.approx(0.25)
    assert plant.simulated == pytest.approx(0.25, rel=0.1)


@pytest.mark.parametrize(("pumps", "per_min"), [(1, 1200 * 60), (2, 2 * 1200 * 60)])
def test_offshore_pumps_give_1200_a_second_each(pumps: int, per_min: int) -> None:
    ground = Ground()
    for x in range(10):
        ground.put("pipe", x, 0)
    for x in range(pumps):
        ground.put("offshore-pump", x * 2, -1, N)
    verdict = ground.judge(Expectation({"water": Fraction(per_min)}, (), ((9, 0),)))
    water = next(rate for rate in verdict.rates if rate.item == "water")
    assert water.bound_per_min == pytest.approx(per_min)
    assert water.simulated_per_min == pytest.approx(per_min, rel=0.01)


def test_a_pump_lets_fluid_one_way_only() -> None:
    for direction, arrives in ((E, True), (12, False)):
        ground = Ground()
        ground.put("small-electric-pole", 1, 1)
        for x in (0, 3, 4):
            ground.put("pipe", x, 0)
        ground.put("pump", 1, 0, direction)
        expect = Expectation({"water": Fraction(60_000)}, (Feed("water", (0, 0), "both"),), ((4, 0),))
        rate = next(rate for rate in ground.judge(expect).rates if rate.item == "water")
        assert (rate.bound_per_min > 0, rate.simulated_per_min > 0) == (arrives, arrives)
        if arrives:
            assert rate.bound_per_min == pytest.approx(1200 * 60)
            assert rate.simulated_per_min == pytest.approx(1200 * 60, rel=0.02)
