"""The ground that a block is fitted to: what is taken, where ore lies, where water is; and the same turned."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent.game.geometry import Tile

Rect = tuple[int, int, int, int]
"""Left, top, width, height in tiles."""
MAIN_WAYS = 4


class Sums:
    """Sums over rectangles of a grid in four look-ups."""

    def __init__(self, rows: Sequence[Sequence[float]], left: int, top: int) -> None:
        self.left, self.top = left, top
        self.width, self.height = len(rows[0]) if rows else 0, len(rows)
        above = [0.0] * (self.width + 1)
        self._sums = [above]
        for row in rows:
            line, running = [0.0], 0.0
            for place, value in enumerate(row):
                running += value
                line.append(above[place + 1] + running)
            self._sums.append(line)
            above = line

    def holds(self, rect: Rect) -> bool:
        """Tell whether a rectangle lies within the grid."""
        x, y = rect[0] - self.left, rect[1] - self.top
        return x >= 0 and y >= 0 and x + rect[2] <= self.width and y + rect[3] <= self.height

    def over(self, rect: Rect) -> float:
        """Return the sum over the part of a rectangle that lies within the grid."""
        x0, y0 = max(rect[0] - self.left, 0), max(rect[1] - self.top, 0)
        x1, y1 = min(rect[0] - self.left + rect[2], self.width), min(rect[1] - self.top + rect[3], self.height)
        if x1 <= x0 or y1 <= y0:
            return 0.0
        high, low = self._sums[y1], self._sums[y0]
        return high[x1] - low[x1] - high[x0] + low[x0]


@dataclass(frozen=True)
class Site:
    """A rectangle of ground by tiles, row by row from its top left one.

    ``ores`` are amounts by resource and tile; ``quarters`` says by how many quarter turns, clockwise around the map's
    origin, this ground was turned from the real one.
    """

    left: int
    top: int
    taken: tuple[bytes, ...]
    water: tuple[bytes, ...]
    ores: Mapping[str, Mapping[Tile, float]] = field(default_factory=dict)
    quarters: int = 0

    @property
    def columns(self) -> int:
        """Return its width."""
        return len(self.taken[0]) if self.taken else 0

    @property
    def rows(self) -> int:
        """Return its height."""
        return len(self.taken)

    @cached_property
    def obstacles(self) -> Sums:
        """Sums of taken tiles, water among them."""
        return Sums(self.taken, self.left, self.top)

    @cached_property
    def wet(self) -> Sums:
        """Sums of tiles under water."""
        return Sums(self.water, self.left, self.top)

    def is_free(self, rect: Rect) -> bool:
        """Tell whether a rectangle lies within this ground with nothing on it."""
        return self.obstacles.holds(rect) and not self.obstacles.over(rect)

    def deposit(self, resource: str) -> Deposit:
        """Return where a resource lies, and where others do."""
        mine = self.ores.get(resource, {})
        other: dict[Tile, float] = {}
        for name, tiles in self.ores.items():
            if name != resource:
                other |= dict.fromkeys(tiles, 1.0)
        return Deposit(self._sums(dict.fromkeys(mine, 1.0)), self._sums(mine), self._sums(other), mine, _around(mine))

    def _sums(self, values: Mapping[Tile, float]) -> Sums:
        rows = [[0.0] * self.columns for _ in range(self.rows)]
        for (x, y), value in values.items():
            if 0 <= x - self.left < self.columns and 0 <= y - self.top < self.rows:
                rows[y - self.top][x - self.left] = value
        return Sums(rows, self.left, self.top)

    def turned(self) -> Site:
        """Return this ground turned by a quarter, clockwise."""
        return Site(
            -(self.top + self.rows),
            self.left,
            _turned(self.taken, self.rows, self.columns),
            _turned(self.water, self.rows, self.columns),
            {name: {(-y - 1, x): amount for (x, y), amount in tiles.items()} for name, tiles in self.ores.items()},
            (self.quarters + 1) % MAIN_WAYS,
        )


@dataclass(frozen=True, slots=True)
class Deposit:
    """One resource on a site: its tiles, its amounts, and the tiles of all others; ``around`` is a box around it."""

    tiles: Sums
    amounts: Sums
    others: Sums
    amount_at: Mapping[Tile, float]
    around: Rect


def _turned(rows: tuple[bytes, ...], height: int, width: int) -> tuple[bytes, ...]:
    return tuple(bytes(rows[height - 1 - column][row] for column in range(height)) for row in range(width))


def _around(tiles: Mapping[Tile, float]) -> Rect:
    if not tiles:
        return 0, 0, 0, 0
    left, top = min(x for x, _ in tiles), min(y for _, y in tiles)
    return left, top, max(x for x, _ in tiles) + 1 - left, max(y for _, y in tiles) + 1 - top
