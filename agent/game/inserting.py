"""How fast inserters move items and what they draw."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.game.geometry import turned

if TYPE_CHECKING:
    from agent.game.prototypes import Inserter

TICKS_PER_S = 60
LANE_ITEMS_PER_TILE = 4


def hand_size(inserter: Inserter, stack_bonus: int = 0, bulk_bonus: int = 0) -> int:
    """Return how many items an inserter takes at once, with the force's researched bonuses."""
    return 1 + inserter.stack_bonus + (bulk_bonus if inserter.bulk else stack_bonus)


def swing_ticks(inserter: Inserter, speed_factor: Fraction | int = 1) -> int:
    """Return the ticks of a half turn.

    An arm turns ``rotation_speed`` of a circle a tick and stops at whole ticks: 36, 25 and 13 ticks for the inserter,
    the long-handed and the fast one (wiki: Inserters, «Inserter throughput», 0.83, 1.20 and 2.31 items/s).
    ``speed_factor`` is what its quality multiplies the speed by.
    """
    return math.ceil(round(0.5 / (inserter.rotation_speed * float(speed_factor)), 6))


def items_per_s(inserter: Inserter, hand: int = 1, belt_speed: Fraction | None = None) -> Fraction:
    """Return the throughput of an inserter that never waits.

    Args:
        inserter: Its prototype.
        hand: Items moved at once.
        belt_speed: Tiles per tick of a belt at one end: every item after the first waits until the lane has moved one
            item's length on. None: both ends are inventories.
    """
    ticks = Fraction(2 * swing_ticks(inserter))
    if belt_speed and hand > 1:
        ticks += (hand - 1) * math.ceil(1 / (belt_speed * LANE_ITEMS_PER_TILE))
    return hand * TICKS_PER_S / ticks


def power_w(inserter: Inserter) -> Fraction:
    """Return what an inserter draws that never rests (wiki: Inserters, «Power»: turning, stretching and drain)."""
    power = inserter.power
    per_tick = power.rotation_j * Fraction(repr(inserter.rotation_speed))
    per_tick += power.movement_j * Fraction(repr(inserter.extension_speed))
    return per_tick * TICKS_PER_S + power.drain_w


def ends(inserter: Inserter, x: float, y: float, direction: int) -> tuple[tuple[float, float], tuple[float, float]]:
    """Return where an inserter takes and where it puts, on the map."""
    pickup, drop = turned(*inserter.pickup, direction), turned(*inserter.drop, direction)
    return (x + pickup[0], y + pickup[1]), (x + drop[0], y + drop[1])
