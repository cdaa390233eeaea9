"""The ground of a snapshot as blocks are fitted to it."""

from __future__ import annotations

from collections import defaultdict
from math import ceil, floor
from typing import TYPE_CHECKING

from agent.analysis.ground import taken_tiles
from agent.errors import RefusedError
from agent.factory.starter.site import Site

if TYPE_CHECKING:
    from agent.contract import Snapshot
    from agent.game.gamedata import GameData
    from agent.game.geometry import Tile

MOST_TILES = 250_000


def site_of(snapshot: Snapshot, data: GameData) -> Site:
    """Return the ground under a snapshot's area.

    Raises:
        RefusedError: ``starter-unknown-ground`` where something of unknown size stands, ``starter-area`` for an area
            that is empty or too large to be searched at once.
    """
    area = snapshot.area
    left, top = ceil(area.left_top.x), ceil(area.left_top.y)
    columns, rows = floor(area.right_bottom.x) - left, floor(area.right_bottom.y) - top
    if columns <= 0 or rows <= 0 or columns * rows > MOST_TILES:
        raise RefusedError("starter-area", most=MOST_TILES)
    taken = taken_tiles(snapshot, data, left, top, columns, rows)
    if taken is None:
        raise RefusedError("starter-unknown-ground")
    water = [bytearray(columns) for _ in range(rows)]
    for x, y, width, height in snapshot.water:
        first, last = max(x - left, 0), min(x - left + width, columns)
        for row in range(max(y - top, 0), min(y - top + height, rows)):
            if last > first:
                water[row][first:last] = b"\x01" * (last - first)
    ores: dict[str, dict[Tile, float]] = defaultdict(dict)
    for entity in snapshot.entities:
        if entity.type == "resource":
            ores[entity.name][floor(entity.x), floor(entity.y)] = entity.amount or 0.0
    return Site(left, top, tuple(map(bytes, taken)), tuple(map(bytes, water)), dict(ores))
