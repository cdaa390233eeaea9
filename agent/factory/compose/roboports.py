"""Roboports on free tiles of a block, so that robots build and mend all of it: each linked to the next, each powered.

A roboport's construction area is a square; two are one network where their logistic areas touch (wiki: Roboport).
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from agent.errors import GameDataError, RefusedError
from agent.factory.compose.grid import FREE
from agent.factory.compose.kit import may_build
from agent.factory.compose.parts import Part
from agent.game.machinery import Roboport

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Sequence

    from agent.factory.compose.grid import Grid
    from agent.factory.compose.kit import Kit
    from agent.game.geometry import Tile

NAME = "roboport"
CELL = 5
"""Tiles of the squares that coverage is counted in."""
MOST = 60

Box = tuple[int, int, int, int]


def roboports(parts: Sequence[Part], grid: Grid, kit: Kit, researched: Collection[str] | None) -> list[Part]:
    """Return roboports, each with a pole beside it, whose construction areas cover all parts; their tiles are taken.

    Raises:
        GameDataError: ``compose-locked`` where roboports are not researched.
        RefusedError: ``compose-roboports`` where too few free tiles are left.
    """
    if NAME not in kit.data.entities or (researched is not None and not may_build(NAME, kit.data, researched)):
        raise GameDataError("compose-locked", thing=NAME, technology=kit.data.technology_unlocking(NAME) or "")
    port = kit.data.entity(NAME, Roboport)
    left, top = min(part.x for part in parts), min(part.y for part in parts)
    right, bottom = max(part.x + part.w for part in parts), max(part.y + part.h for part in parts)
    bare = {
        (x, y, min(x + CELL, right), min(y + CELL, bottom))
        for x in range(left, right, CELL)
        for y in range(top, bottom, CELL)
    }
    reach, link = int(port.construction_radius), 2 * int(port.connection_distance)
    spots = list(_spots(grid, port.tiles[0]))
    chosen: list[Tile] = []
    found: list[Part] = []
    while bare:
        centre = _middle(bare)
        free = [spot for spot in spots if not chosen or any(_near(spot, other, link) for other in chosen)]
        ranked = sorted(
            free,
            key=lambda spot: (
                -sum(_covers(spot, port.tiles[0], reach, cell) for cell in bare),
                not (left <= spot[0] and spot[0] + port.tiles[0] <= right),
                not (top <= spot[1] and spot[1] + port.tiles[0] <= bottom),
                math.dist(spot, centre),
                spot,
            ),
        )
        stood = next((made for spot in ranked if (made := _stand(spot, port.tiles[0], grid, kit))), None)
        if stood is None or len(chosen) >= MOST:
            raise RefusedError("compose-roboports")
        spot = stood[0].x, stood[0].y
        chosen.append(spot)
        found += stood
        spots = [one for one in spots if not _meets(one, stood, port.tiles[0])]
        bare = {cell for cell in bare if not _covers(spot, port.tiles[0], reach, cell)}
    return found


def _spots(grid: Grid, size: int) -> Iterator[Tile]:
    """Yield every tile that is the corner of a free square."""
    free = [
        [grid.owner[at] == FREE and grid.kept[at] == FREE for at in range(row * grid.width, (row + 1) * grid.width)]
        for row in range(grid.height)
    ]
    sums = [[0] * (grid.width + 1) for _ in range(grid.height + 1)]
    for y in range(grid.height):
        for x in range(grid.width):
            sums[y + 1][x + 1] = free[y][x] + sums[y][x + 1] + sums[y + 1][x] - sums[y][x]
    for y in range(2, grid.height - size - 1):
        for x in range(2, grid.width - size - 1):
            if sums[y + size][x + size] - sums[y][x + size] - sums[y + size][x] + sums[y][x] == size * size:
                yield x + grid.left, y + grid.top


def _stand(spot: Tile, size: int, grid: Grid, kit: Kit) -> list[Part] | None:
    """Put down a roboport and a pole beside it; None where no tile beside it is free."""
    x, y = spot
    ring = [(x + n, row) for row in (y - 1, y + size) for n in range(size)]
    ring += [(column, y + n) for column in (x - 1, x + size) for n in range(size)]
    for tile in ring:
        at = grid.at(tile)
        if 0 <= at < len(grid.owner) and grid.owner[at] == FREE and grid.kept[at] == FREE:
            grid.block((x + dx, y + dy) for dx in range(size) for dy in range(size))
            grid.block([tile])
            return [Part(NAME, x, y, size, size), Part(kit.pole.name, *tile)]
    return None


def _covers(spot: Tile, size: int, reach: int, cell: Box) -> bool:
    x, y = spot[0] + size / 2, spot[1] + size / 2
    return x - reach <= cell[0] and cell[2] <= x + reach and y - reach <= cell[1] and cell[3] <= y + reach


def _near(a: Tile, b: Tile, link: int) -> bool:
    return abs(a[0] - b[0]) <= link and abs(a[1] - b[1]) <= link


def _meets(spot: Tile, parts: Iterable[Part], size: int) -> bool:
    x, y = spot
    return any(
        x < part.x + part.w and part.x < x + size and y < part.y + part.h and part.y < y + size for part in parts
    )


def _middle(cells: Collection[Box]) -> tuple[float, float]:
    count = len(cells)
    return sum(cell[0] + cell[2] for cell in cells) / 2 / count, sum(cell[1] + cell[3] for cell in cells) / 2 / count
