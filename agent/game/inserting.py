"""How fast inserters move items and what they draw."""

from __future__ import annotations

import math
import struct
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

    An arm turns ``rotation_speed`` of a circle a tick, kept in single precision, and has arrived in the tick before it
    would reach the half: 38, 35, 25 and 12 ticks for the burner, plain, long-handed and fast inserter (wiki: Inserters,
    «Chest to chest», 2.0: 76, 70, 50 and 24 ticks there and back; the same table gives 8 and 18 ticks for legendary
    ones). ``speed_factor`` is what its quality multiplies the speed by.
    """
    per_tick = inserter.rotation_speed * float(speed_factor)
    if speed_factor == 1:
        per_tick = float(struct.unpack("f", struct.pack("f", per_tick))[0])
    return max(math.ceil(round(0.5 / per_tick, 7)) - 1, 1)


def reach_ticks(inserter: Inserter, speed_factor: Fraction | int = 1) -> int:
    """Return the ticks between two items that one hand takes off a belt.

    The arm turns on by the length of an item as seen from its base and needs one tick to grip (fitted to wiki:
    Inserters, «Belt to chest»: hands of 1, 2, 3, 4 and 12).
    """
    reach = max(math.hypot(*inserter.pickup), 0.5)
    turn = math.atan2(1 / LANE_ITEMS_PER_TILE, reach) / math.tau
    return 1 + math.ceil(turn / (inserter.rotation_speed * float(speed_factor)))


def items_per_s(inserter: Inserter, hand: int = 1, belt_speed: Fraction | None = None) -> Fraction:
    """Return the throughput of an inserter that never waits.

    Args:
        inserter: Its prototype.
        hand: Items moved at once.
        belt_speed: Tiles per tick of a belt at one end. The second item lies beside the first, every further one waits
            until the lane has moved on by one item's length (wiki: Inserters, «Chest to belt»). None: both ends are
            inventories.
    """
    ticks = Fraction(2 * swing_ticks(inserter))
    if belt_speed and hand > 1:
        ticks += 1 + (hand - 2) / (belt_speed * LANE_ITEMS_PER_TILE)
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
