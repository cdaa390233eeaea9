"""Factories with one planted cause: the way from maker to taker is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.scenarios.bottleneck.parts import JAMMED, SHORT, WAITS, arm, belts, box, factory, machine
from tests.scenarios.build import entity, stack
from tests.scenarios.kit import First, Scenario

if TYPE_CHECKING:
    from tests.scenarios.build import Json

AM2 = "assembling-machine-2"
BELT: tuple[str, str] = (r"конвейер|лент|transport belt", r"belt")
ARM: tuple[str, str] = (r"манипулятор|inserter", r"inserter")


def _smelted(x: float, status: str = "full_output") -> list[Json]:
    """Return a furnace with ore that puts iron plates on the belt at y = 0.5."""
    return [
        box(x, -5.5, stack("iron-ore", 2000)),
        arm(x, -4.5, status=JAMMED),
        machine("electric-furnace", "iron-plate", x, -2.5, status, {"iron-ore": 9}, {"iron-plate": 100}),
        arm(x, -0.5, status=JAMMED),
    ]


def _gear(x: float) -> list[Json]:
    """Return a gear machine that waits for plates from the belt at y = 0.5."""
    return [
        arm(x, 1.5, status=WAITS),
        machine(AM2, "iron-gear-wheel", x, 3.5, SHORT),
        arm(x, 5.5, status=WAITS),
        box(x, 6.5),
    ]


def a_gap_in_the_belt() -> Scenario:
    rows = [*belts(-1.5, 0.5, 9), *belts(8.5, 0.5, 12), *_smelted(0.5), *_smelted(4.5), *_gear(16.5)]
    return Scenario(
        "bottleneck",
        factory(rows),
        "The belt ends at x = 6.5 and goes on at 8.5: the tile at (7.5; 0.5) is missing, so what is full before it "
        "cannot reach what starves behind it (wiki: Transport belts).",
        first=First((BELT,), ((6.5, 0.5), (7.5, 0.5), (8.5, 0.5))),
    )


def a_belt_turned_round() -> Scenario:
    rows = [*belts(-1.5, 0.5, 9), *belts(7.5, 0.5, 1, 12), *belts(8.5, 0.5, 12), *_smelted(0.5), *_gear(16.5)]
    return Scenario(
        "bottleneck",
        factory(rows),
        "One tile of the belt, (7.5; 0.5), runs west against the others that run east: nothing passes it.",
        first=First((BELT,), ((6.5, 0.5), (7.5, 0.5), (8.5, 0.5))),
    )


def an_underground_without_its_exit() -> Scenario:
    down = entity("underground-belt", "underground-belt", 7.5, 0.5, direction=4, underground="input")
    rows = [*belts(-1.5, 0.5, 9), down, *belts(11.5, 0.5, 10), *_smelted(0.5), *_gear(18.5)]
    return Scenario(
        "bottleneck",
        factory(rows),
        "The underground belt at (7.5; 0.5) goes down and comes up nowhere (wiki: Underground belts reach four tiles).",
        first=First((BELT,), ((6.5, 0.5), (7.5, 0.5), (11.5, 0.5))),
    )


def an_arm_the_wrong_way_round() -> Scenario:
    rows = [
        box(0.5, -2.5, stack("iron-plate", 2000)),
        arm(0.5, -1.5, 8, status=WAITS),
        machine(AM2, "iron-gear-wheel", 0.5, 0.5, SHORT),
        arm(0.5, 2.5, status=WAITS),
        box(0.5, 3.5),
    ]
    return Scenario(
        "bottleneck",
        factory(rows),
        "The arm between the chest of plates and the machine takes from the machine and puts into the chest (direction "
        "south: pickup (0.5; −0.5), drop (0.5; −2.7)).",
        first=First((ARM,), ((0.5, -1.5), (0.5, 0.5))),
    )


def no_arm_at_the_input() -> Scenario:
    rows = [*belts(-1.5, 0.5, 20), *_smelted(0.5), *_gear(12.5)[1:]]
    return Scenario(
        "bottleneck",
        factory(rows),
        "No inserter's drop lies in the gear machine at (12.5; 3.5), though the belt of plates passes it with one "
        "tile between.",
        first=First((ARM,), ((12.5, 3.5),)),
    )


def a_pump_without_power() -> Scenario:
    rows = [
        entity("storage-tank", "storage-tank", -1.5, -8.5, fluids=[{"name": "petroleum-gas", "amount": 24000.0}]),
        entity("pump", "pump", -0.5, -6.0, direction=8, status="no_power"),
        *(entity("pipe", "pipe", -0.5, -4.5 + step, fluids=[]) for step in range(4)),
        machine("chemical-plant", "plastic-bar", 0.5, 0.5, "fluid_ingredient_shortage", {"coal": 12}, fluids=[]),
        arm(0.5, 2.5, status=WAITS),
        box(0.5, 3.5),
    ]
    return Scenario(
        "bottleneck",
        factory(rows),
        "entity_status no_power on the pump between a full tank of petroleum gas and the plant that lacks it.",
        first=First(((r"насос|pump", r"pump"),), ((-0.5, -6.0),)),
    )


def a_belt_that_is_only_planned() -> Scenario:
    ghosts = [{**row, "ghost": True} for row in belts(7.5, 0.5, 3)]
    rows = [*belts(-1.5, 0.5, 9), *ghosts, *belts(10.5, 0.5, 10), *_smelted(0.5), *_gear(16.5)]
    return Scenario(
        "bottleneck",
        factory(rows, selection="ghosts"),
        "Three tiles of the belt are ghosts still: what is full before them cannot reach what starves behind them.",
        first=First((BELT,), tuple((6.5 + step, 0.5) for step in range(5))),
    )


SCENARIOS = (
    a_gap_in_the_belt,
    a_belt_turned_round,
    an_underground_without_its_exit,
    an_arm_the_wrong_way_round,
    no_arm_at_the_input,
    a_pump_without_power,
    a_belt_that_is_only_planned,
)
