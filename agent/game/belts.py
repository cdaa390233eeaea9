"""How belts hand items on: lanes, side-loading, underground pairs. Directions in 16ths, y grows to the south."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from agent.game.geometry import STEP, Tile

if TYPE_CHECKING:
    from fractions import Fraction

LANE_ITEMS_PER_TILE = 4
SPLITTER_SIDES = {0: (1, 0), 4: (0, 1), 8: (-1, 0), 12: (0, -1)}
"""From a splitter's left half to its right one, as seen along the belt."""

Lane = Literal["left", "right"]
LEFT_TURN, RIGHT_TURN, OPPOSITE = 12, 4, 8


def ahead(tile: Tile, direction: int, tiles: int = 1) -> Tile:
    """Return the tile that lies so many tiles ahead; backwards for a negative number."""
    dx, dy = STEP[direction]
    return tile[0] + dx * tiles, tile[1] + dy * tiles


def side_lane(direction: int, target_direction: int) -> Lane:
    """Return the lane that a belt fills which joins another from the side (wiki: Transport belts, «Belt lanes»)."""
    return "left" if (target_direction - direction) % 16 == LEFT_TURN else "right"


def leading_lane(direction: int, target_direction: int) -> Lane:
    """Return the lane of a joining belt that meets the front half of the other's tile.

    An underground belt shows only half a tile: its entrance the rear half, its exit the front half; the other lane
    finds the wall (wiki: Belt transport system, «Undergrounds»).
    """
    return "left" if (target_direction - direction) % 16 == LEFT_TURN else "right"


def drop_lane(belt: Tile, direction: int, inserter: Tile) -> Lane:
    """Return the lane an inserter puts on: the one farther from it, the right one when it stands in line.

    Sources: wiki, Inserters, «Insertion»; in line with the belt it is the right lane as seen along it.
    """
    dx, dy = STEP[direction]
    side = dx * (inserter[1] - belt[1]) - dy * (inserter[0] - belt[0])
    return "left" if side > 0 else "right"


def near_lane(belt: Tile, direction: int, point: tuple[float, float]) -> Lane:
    """Return the lane on whose side of the middle a point lies: where a drill drops (vector_to_place_result).

    In line with the belt it is the right one, as for an inserter.
    """
    dx, dy = STEP[direction]
    side = dx * (point[1] - belt[1] - 0.5) - dy * (point[0] - belt[0] - 0.5)
    return "left" if side < 0 else "right"


def lane_items_per_s(speed: Fraction) -> Fraction:
    """Return what one lane carries at a speed in tiles a tick: 4 items a tile, 60 ticks a second."""
    return speed * LANE_ITEMS_PER_TILE * 60
