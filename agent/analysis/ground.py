"""Which tiles of an area are taken, and the largest rectangle that is not."""

from __future__ import annotations

from math import floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.contract import Snapshot
    from agent.game.gamedata import GameData

CLIFF_TILES = 4
"""A piece of cliff stands on a grid of four tiles (CliffPrototype.grid_size)."""


def taken_tiles(
    snapshot: Snapshot, data: GameData, left: int, top: int, columns: int, rows: int
) -> list[bytearray] | None:
    """Return by row which tiles something stands on, water and cliffs too; ore is no obstacle.

    None where an entity stands that the game data does not know: its size is unknown.
    """
    grid = [bytearray(columns) for _ in range(rows)]

    def take(first_x: int, first_y: int, across: int, down: int) -> None:
        x0, x1 = max(0, first_x), min(columns, first_x + across)
        if x1 > x0:
            for y in range(max(0, first_y), min(rows, first_y + down)):
                grid[y][x0:x1] = b"\x01" * (x1 - x0)

    for wet_x, wet_y, across, down in snapshot.water:
        take(wet_x - left, wet_y - top, across, down)
    for x, y in snapshot.cliffs:
        take(floor(x) - CLIFF_TILES // 2 - left, floor(y) - CLIFF_TILES // 2 - top, CLIFF_TILES, CLIFF_TILES)
    for entity in snapshot.entities:
        known = data.entities.get(entity.name)
        if known is None:
            if entity.name in data.resources:
                continue
            return None
        across, down = known.tiles if entity.direction % 8 == 0 else known.tiles[::-1]
        first_x, first_y = floor(entity.x - across / 2 + 0.5) - left, floor(entity.y - down / 2 + 0.5) - top
        take(first_x, first_y, across, down)
    return grid


def largest_free(taken: list[bytearray], columns: int) -> tuple[int, int, int, int]:
    """Return column, row, width and height of the largest free rectangle; all 0 where nothing is free."""
    heights = [0] * columns
    best = (0, 0, 0, 0)
    for row, line in enumerate(taken):
        for column, used in enumerate(line):
            heights[column] = 0 if used else heights[column] + 1
        open_at: list[tuple[int, int]] = []
        for column, height in enumerate([*heights, 0]):
            start = column
            while open_at and open_at[-1][1] >= height:
                start, tall = open_at.pop()
                if tall * (column - start) > best[2] * best[3]:
                    best = (start, row - tall + 1, column - start, tall)
            open_at.append((start, height))
    return best
