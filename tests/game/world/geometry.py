"""Positions, boxes and directions as the game counts them: x to the east, y to the south, tiles of one unit."""

from __future__ import annotations

import math
from typing import Any, TypeAlias

Value: TypeAlias = Any
"""Anything that may cross the border to Lua: numbers, strings, lists, tables, objects of the game."""

Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]
"""left, top, right, bottom"""

CHUNK = 32
DIRECTIONS = (
    "north",
    "northnortheast",
    "northeast",
    "eastnortheast",
    "east",
    "eastsoutheast",
    "southeast",
    "southsoutheast",
    "south",
    "southsouthwest",
    "southwest",
    "westsouthwest",
    "west",
    "westnorthwest",
    "northwest",
    "northnorthwest",
)
_INDEX = {name: number for number, name in enumerate(DIRECTIONS)}


def direction_number(direction: str | float | None) -> int:
    """Sixteenths of a turn, clockwise from north, from a name or a blueprint's number."""
    if direction is None:
        return 0
    if isinstance(direction, str):
        return _INDEX[direction]
    return int(direction) % 16


def direction_name(number: int) -> str:
    """Name in `defines.direction`."""
    return DIRECTIONS[number % 16]


def point(position: Value) -> Point:
    """x and y of any form a MapPosition may have."""
    if isinstance(position, dict):
        return float(position["x"]), float(position["y"])
    return float(position[0]), float(position[1])


def position(x: float, y: float) -> dict[str, float]:
    """A MapPosition."""
    return {"x": x, "y": y}


def box(area: Value) -> Box:
    """left, top, right, bottom of any form a BoundingBox may have, the corners in order."""
    if isinstance(area, dict):
        first, second = point(area["left_top"]), point(area["right_bottom"])
    elif len(area) == 4 and not isinstance(area[0], (list, tuple, dict)):
        first, second = (float(area[0]), float(area[1])), (float(area[2]), float(area[3]))
    else:
        first, second = point(area[0]), point(area[1])
    return min(first[0], second[0]), min(first[1], second[1]), max(first[0], second[0]), max(first[1], second[1])


def bounding_box(area: Box) -> dict[str, dict[str, float]]:
    """A BoundingBox."""
    return {"left_top": position(area[0], area[1]), "right_bottom": position(area[2], area[3])}


def turn(offset: Point, direction: int) -> Point:
    """An offset turned clockwise by sixteenths; quarter turns are exact."""
    x, y = offset
    quarter, rest = divmod(direction % 16, 4)
    for _ in range(quarter):
        x, y = -y, x
    if rest:
        angle = rest * math.pi / 8
        cos, sin = math.cos(angle), math.sin(angle)
        x, y = x * cos - y * sin, x * sin + y * cos
    return x, y


def turn_box(area: Box, direction: int) -> Box:
    """The box around a turned box."""
    corners = [turn(corner, direction) for corner in ((area[0], area[1]), (area[2], area[3]))]
    if direction % 4:
        corners += [turn(corner, direction) for corner in ((area[0], area[3]), (area[2], area[1]))]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def shift(area: Box, x: float, y: float) -> Box:
    """A box moved."""
    return area[0] + x, area[1] + y, area[2] + x, area[3] + y


def overlap(one: Box, other: Box) -> bool:
    """Whether two boxes share some area; touching edges do not."""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def within(x: float, y: float, area: Box) -> bool:
    """Whether a point lies in a box, its edges included."""
    return area[0] <= x <= area[2] and area[1] <= y <= area[3]


def chunk(x: float, y: float) -> tuple[int, int]:
    """The chunk of 32 by 32 tiles that holds a point."""
    return math.floor(x / CHUNK), math.floor(y / CHUNK)


def chunks(area: Box) -> tuple[range, range]:
    """Columns and rows of the chunks a box touches."""
    left, top = chunk(area[0], area[1])
    right, bottom = chunk(area[2], area[3])
    return range(left, right + 1), range(top, bottom + 1)


def tiles(area: Box) -> list[tuple[int, int]]:
    """Tiles a box lies on."""
    columns = range(math.floor(area[0]), math.ceil(area[2]))
    rows = range(math.floor(area[1]), math.ceil(area[3]))
    return [(column, row) for row in rows for column in columns]


def snap(x: float, y: float, width: int, height: int) -> Point:
    """The grid position nearest to a point for a thing of so many tiles: odd sizes stand on tile centres."""
    return snap_axis(x, width), snap_axis(y, height)


def snap_axis(value: float, size: int) -> float:
    """One axis of `snap`."""
    return math.floor(value) + 0.5 if size % 2 else float(math.floor(value + 0.5))
