"""Boxes and tiles: where an entity stands, whom it touches. Tiles as unit, y grows to the south, 16 directions."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.game.prototypes import Entity

Box = tuple[float, float, float, float]
Tile = tuple[int, int]
T = TypeVar("T")

NORTH, EAST, SOUTH, WEST = 0, 4, 8, 12
STEP: dict[int, Tile] = {NORTH: (0, -1), EAST: (1, 0), SOUTH: (0, 1), WEST: (-1, 0)}
CELL = 16
TOUCH = 1e-6


def turned(x: float, y: float, direction: int) -> tuple[float, float]:
    """Turn a point given for direction north to one of the four main directions."""
    quarter = (direction + 2) // 4 % 4
    for _ in range(quarter):
        x, y = -y, x
    return x, y


def turned_box(box: Box, direction: int) -> Box:
    """Turn a box around the origin, by the quarter nearest to the direction."""
    x1, y1 = turned(box[0], box[1], direction)
    x2, y2 = turned(box[2], box[3], direction)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def collision_box(entity: Entity, x: float, y: float, direction: int) -> Box:
    """Return the collision box on the map."""
    left, top, right, bottom = turned_box(entity.box, direction)
    return x + left, y + top, x + right, y + bottom


def tile_box(entity: Entity, x: float, y: float, direction: int) -> Box:
    """Return the whole tiles an entity stands on, as a box."""
    width, height = entity.tiles
    if (direction + 2) // 4 % 2:
        width, height = height, width
    left, top = math.floor(x - width / 2 + 0.5), math.floor(y - height / 2 + 0.5)
    return float(left), float(top), float(left + width), float(top + height)


def around(x: float, y: float, distance: float) -> Box:
    """Return the square around a point."""
    return x - distance, y - distance, x + distance, y + distance


def grown(box: Box, distance: float) -> Box:
    """Return a box grown on all sides."""
    return box[0] - distance, box[1] - distance, box[2] + distance, box[3] + distance


def overlap(a: Box, b: Box) -> bool:
    """Tell whether two boxes share more than an edge."""
    return a[0] < b[2] - TOUCH and b[0] < a[2] - TOUCH and a[1] < b[3] - TOUCH and b[1] < a[3] - TOUCH


def tile_of(x: float, y: float) -> Tile:
    """Return the tile a point lies in."""
    return math.floor(x), math.floor(y)


class Grid(Generic[T]):
    """Things by place, so that neighbours are found without looking at all of them."""

    def __init__(self) -> None:
        self._cells: dict[Tile, list[tuple[Box, int, T]]] = {}
        self._count = 0

    def add(self, box: Box, thing: T) -> None:
        """Put a thing at its box."""
        self._count += 1
        for cell in _cells(box):
            self._cells.setdefault(cell, []).append((box, self._count, thing))

    def touching(self, box: Box) -> Iterator[T]:
        """Yield the things whose boxes overlap a box, each once, in the order they were put in."""
        found: dict[int, T] = {}
        for cell in _cells(box):
            for other, number, thing in self._cells.get(cell, ()):
                if number not in found and overlap(box, other):
                    found[number] = thing
        yield from (found[number] for number in sorted(found))


def _cells(box: Box) -> Iterator[Tile]:
    for column in range(math.floor(box[0] / CELL), math.floor(box[2] / CELL) + 1):
        for row in range(math.floor(box[1] / CELL), math.floor(box[3] / CELL) + 1):
            yield column, row
