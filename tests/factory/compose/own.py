"""Blueprints as players draw them, for blocks that use them: each of our own making, each with a trap of its own."""

from __future__ import annotations

from dataclasses import replace

from agent.game.blueprint import Blueprint, Wire
from tests.factory.verify.grounds import E, Ground, N, S, W, wired

CIRCUIT_RED = 1


def gears(machines: int = 2, *, poles: bool = True, sign: bool = False) -> Blueprint:
    """Plates on the north belt, gears on the south one, which runs back to the west.

    Assembling machine 2 (0.75) makes 90 gears a minute of 180 plates; two fast inserters bring 2 × 150.
    """
    ground = Ground()
    width = machines * 4
    ground.belts(0, 0, E, width)
    for place in range(machines):
        x = place * 4
        ground.put("fast-inserter", x, 1, N)
        ground.put("fast-inserter", x + 2, 1, N)
        ground.put("assembling-machine-2", x, 2, recipe="iron-gear-wheel")
        ground.put("fast-inserter", x + 1, 5, N)
        if poles:
            ground.put("medium-electric-pole", x + 3, 3)
    ground.belts(width - 1, 6, W, width)
    ground.wires += wired(ground)
    if sign:
        ground.put("constant-combinator", -1, 0)
    return ground.blueprint()


def cables() -> Blueprint:
    """Two machines for cables whose belts come from the north and leave to the south.

    Assembling machine 2 makes 180 cables a minute of 90 plates; a fast inserter brings or takes 150.
    """
    ground = Ground()
    ground.belts(0, 0, S, 8)
    ground.belts(6, 0, S, 8)
    for y in (0, 4):
        ground.put("fast-inserter", 1, y + 1, W)
        ground.put("assembling-machine-2", 2, y, recipe="copper-cable")
        ground.put("fast-inserter", 5, y + 1, W)
        ground.put("medium-electric-pole", 3, y + 3)
    ground.wires += wired(ground)
    return ground.blueprint()


def circuits() -> Blueprint:
    """Three machines for circuits from one belt with plates on one lane and cables on the other: 3 × 90 a minute."""
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
    return ground.blueprint()


def plastic() -> Blueprint:
    """Two chemical plants, the gas's pipe along their south side, coal and plastic on two belts north of them.

    A long-handed inserter takes some 72 a minute of the 120 that a plant makes of 60 coal and 1200 gas.
    """
    ground = Ground()
    ground.belts(0, 0, E, 8)
    ground.put("pipe", -1, 5)
    for x in (0, 4):
        ground.put("fast-inserter", x, 1, N)
        ground.put("chemical-plant", x, 2, S, recipe="plastic-bar")
        ground.put("long-handed-inserter", x + 2, 1, S)
        ground.put("medium-electric-pole", x + 3, 3)
        ground.put("pipe", x, 5)
        ground.put("pipe", x + 2, 5)
    for x in (1, 3):
        ground.put("pipe", x, 5)
    ground.put("pipe", 5, 5)
    ground.belts(0, -1, E, 8)
    ground.wires += wired(ground)
    return ground.blueprint()


def steered() -> Blueprint:
    """Gears whose inserter asks a chest first: nothing is known of its rate."""
    drawn = gears(1)
    asking = next(entity for entity in drawn.entities if entity.name == "fast-inserter")
    told = replace(asking, settings={"control_behavior": {"circuit_enabled": True}})
    belt = drawn.entities[0].number
    return replace(
        drawn,
        entities=tuple(told if entity is asking else entity for entity in drawn.entities),
        wires=(*drawn.wires, Wire(asking.number, CIRCUIT_RED, belt, CIRCUIT_RED)),
    )
