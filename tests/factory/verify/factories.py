"""Sound factories for planted faults: lines with undergrounds and fast belts, two items on one belt, fluids."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.factory.verify import Expectation, Feed
from tests.factory.verify.grounds import E, Ground, N, S, wired

if TYPE_CHECKING:
    from agent.game.blueprint import Blueprint


@dataclass(frozen=True, slots=True)
class Factory:
    """A blueprint that works, and what it is expected to do."""

    name: str
    blueprint: Blueprint
    expect: Expectation


def tunnelled_gears() -> Factory:
    """Four machines for gears between two express belts that dive on their way.

    Each machine 3 (1.25) makes 150 gears a minute of 300 plates; two fast inserters bring 2 × 150.
    """
    ground = Ground()
    ground.belts(-8, 0, E, 2, "express-transport-belt")
    ground.put("express-underground-belt", -6, 0, E, end="input")
    ground.put("express-underground-belt", -2, 0, E, end="output")
    ground.belts(-1, 0, E, 17, "express-transport-belt")
    for place in range(4):
        x = place * 4
        ground.put("fast-inserter", x + 1, 1, N)
        ground.put("fast-inserter", x + 3, 1, N)
        ground.put("assembling-machine-3", x + 1, 2, recipe="iron-gear-wheel")
        ground.put("fast-inserter", x + 2, 5, N)
        ground.put("medium-electric-pole", x + 4, 3)
    ground.wires += wired(ground)
    ground.belts(1, 6, E, 15, "express-transport-belt")
    ground.put("express-underground-belt", 16, 6, E, end="input")
    ground.put("express-underground-belt", 20, 6, E, end="output")
    ground.belts(21, 6, E, 2, "express-transport-belt")
    feeds = (Feed("iron-plate", (-8, 0), "both"),)
    return Factory(
        "tunnelled gears", ground.blueprint(), Expectation({"iron-gear-wheel": Fraction(580)}, feeds, ((22, 6),))
    )


def circuits() -> Factory:
    """Three machines for circuits from one belt with plates on one lane and cables on the other."""
    ground = Ground()
    ground.belts(-3, 0, E, 15)
    for place in range(3):
        x = place * 4
        ground.put("fast-inserter", x, 1, N)
        ground.put("fast-inserter", x + 2, 1, N)
        ground.put("assembling-machine-2", x, 2, recipe="electronic-circuit")
        ground.put("inserter", x + 1, 5, N)
        ground.put("medium-electric-pole", x + 3, 3)
    ground.belts(0, 6, E, 14)
    ground.wires += wired(ground)
    feeds = (Feed("iron-plate", (-3, 0), "left"), Feed("copper-cable", (-3, 0), "right"))
    expect = Expectation({"electronic-circuit": Fraction(130)}, feeds, ((13, 6),))
    return Factory("circuits", ground.blueprint(), expect)


def refinery() -> Factory:
    """A refinery whose light oil two chemical plants make solid fuel of.

    Advanced oil processing gives 540 light oil a minute; a plant takes 10 for one fuel every 2 s: 300 a minute.
    """
    ground = Ground()
    ground.put("oil-refinery", 0, 0, recipe="advanced-oil-processing")
    for x in (1, 3):
        for y in range(5, 9):
            ground.put("pipe", x, y)
    for x in (0, 4):
        for y in range(-5, 0):
            ground.put("pipe", x, y)
    ground.put("pipe", 2, -1)
    ground.put("pipe-to-ground", 2, -2, S)
    ground.put("pipe-to-ground", 2, -7, N)
    for x in range(2, 9):
        ground.put("pipe", x, -8)
    for x in (2, 7):
        ground.put("chemical-plant", x, -11, S, recipe="solid-fuel-from-light-oil")
        ground.put("fast-inserter", x + 1, -12, S)
        ground.put("steel-chest", x + 1, -13)
        ground.put("medium-electric-pole", x + 3, -10)
    ground.put("medium-electric-pole", 6, -3)
    ground.put("medium-electric-pole", 6, 3)
    ground.wires += wired(ground)
    feeds = (Feed("water", (1, 8), "both"), Feed("crude-oil", (3, 8), "both"))
    rates = {"solid-fuel": Fraction(52), "heavy-oil": Fraction(290), "petroleum-gas": Fraction(640)}
    return Factory("refinery", ground.blueprint(), Expectation(rates, feeds, ((0, -5), (4, -5))))
