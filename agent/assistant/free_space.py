"""A free rectangle for a blueprint in what a snapshot shows.

Only the inside of the selected area is known, so only there a place can be named; the game checks each entity again
when the player places the ghosts.
"""

from __future__ import annotations

from math import ceil, floor
from typing import TYPE_CHECKING

from agent.analysis.ground import taken_tiles

if TYPE_CHECKING:
    from agent.contract import Area, Snapshot
    from agent.game.gamedata import GameData

MARGIN_TILES = 1
"""Kept free around the block, so that a player can walk and belts can be joined."""

MAX_AREA_TILES = 250_000
"""Areas larger than this are not searched: no player draws them, and the search must stay instant."""


def free_place(
    snapshot: Snapshot,
    data: GameData,
    width: int,
    height: int,
    *,
    margin: int = MARGIN_TILES,
    near: tuple[float, float] | None = None,
) -> tuple[float, float] | None:
    """Return the centre of a free ``width`` × ``height`` rectangle inside the area, nearest to a place.

    ``near`` is that place; None: the area's centre.

    None where there is none, or where an entity stands that the game data does not know (its size is unknown).
    """
    area = snapshot.area
    left, top = ceil(area.left_top.x), ceil(area.left_top.y)
    columns, rows = floor(area.right_bottom.x) - left, floor(area.right_bottom.y) - top
    wide, high = width + 2 * margin, height + 2 * margin
    if wide > columns or high > rows or columns * rows > MAX_AREA_TILES:
        return None
    taken = taken_tiles(snapshot, data, left, top, columns, rows)
    if taken is None:
        return None
    sums = _sums(taken, columns, rows)
    middle_x, middle_y = near or _middle(area)
    best: tuple[float, float, float] | None = None
    for y in range(rows - high + 1):
        above, below = sums[y], sums[y + high]
        for x in range(columns - wide + 1):
            if below[x + wide] - above[x + wide] - below[x] + above[x]:
                continue
            centre_x, centre_y = left + x + wide / 2, top + y + high / 2
            distance = (centre_x - middle_x) ** 2 + (centre_y - middle_y) ** 2
            if best is None or distance < best[0]:
                best = (distance, centre_x, centre_y)
    return None if best is None else (best[1], best[2])


def _middle(area: Area) -> tuple[float, float]:
    return (area.left_top.x + area.right_bottom.x) / 2, (area.left_top.y + area.right_bottom.y) / 2


def _sums(grid: list[bytearray], columns: int, rows: int) -> list[list[int]]:
    """Return sums over all rectangles from the corner, so that any rectangle is counted in four look-ups."""
    sums = [[0] * (columns + 1)]
    for y in range(rows):
        line, running = [0], 0
        above = sums[-1]
        for x in range(columns):
            running += grid[y][x]
            line.append(above[x + 1] + running)
        sums.append(line)
    return sums
