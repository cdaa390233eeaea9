"""The tiles between modules: what stands there, who runs above and under the ground, where pipes would join.

Tiles are numbered row by row in a rectangle around all modules; directions are 0 north, 1 east, 2 south, 3 west.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.game.geometry import Tile

NORTH, EAST, SOUTH, WEST = range(4)
FREE, SOLID = 0, -1
OUTSIDE = -2


@dataclass(frozen=True, slots=True)
class Use:
    """What a routed net takes up: tiles above the ground, and spans under it by axis (0 vertical, 1 horizontal).

    ``faces`` are tiles where a pipe put down would join the net.
    """

    tiles: tuple[int, ...]
    belts_under: tuple[tuple[int, int], ...] = ()
    pipes_under: tuple[tuple[int, int], ...] = ()
    faces: tuple[int, ...] = ()


@dataclass(slots=True)
class Grid:
    """A rectangle of tiles with their owners; nets are numbered from 1."""

    left: int
    top: int
    width: int
    height: int
    owner: list[int] = field(init=False)
    kept: list[int] = field(init=False)
    history: list[float] = field(init=False)
    belts_under: tuple[list[int], list[int]] = field(init=False)
    pipes_under: tuple[list[int], list[int]] = field(init=False)
    faced: defaultdict[int, dict[int, int]] = field(init=False)

    def __post_init__(self) -> None:
        size = self.width * self.height
        self.owner = [FREE] * size
        self.kept = [FREE] * size
        self.history = [0.0] * size
        self.belts_under = [FREE] * size, [FREE] * size
        self.pipes_under = [FREE] * size, [FREE] * size
        self.faced = defaultdict(dict)
        for x in range(self.width):
            self.owner[x] = self.owner[size - 1 - x] = SOLID
        for y in range(self.height):
            self.owner[y * self.width] = self.owner[(y + 1) * self.width - 1] = SOLID

    def copy(self) -> Grid:
        """Return the same ground, to go on from or back to."""
        found = Grid(self.left, self.top, self.width, self.height)
        found.owner, found.kept, found.history = list(self.owner), list(self.kept), list(self.history)
        found.belts_under = list(self.belts_under[0]), list(self.belts_under[1])
        found.pipes_under = list(self.pipes_under[0]), list(self.pipes_under[1])
        found.faced = defaultdict(dict, {at: dict(nets) for at, nets in self.faced.items()})
        return found

    @property
    def steps(self) -> tuple[int, int, int, int]:
        """Return what one tile on is, by direction."""
        return -self.width, 1, self.width, -1

    def at(self, tile: Tile) -> int:
        """Return a tile's number."""
        return (tile[1] - self.top) * self.width + tile[0] - self.left

    def tile(self, at: int) -> Tile:
        """Return the tile of a number."""
        return at % self.width + self.left, at // self.width + self.top

    def block(self, tiles: Iterable[Tile]) -> None:
        """Mark tiles that something stands on."""
        for tile in tiles:
            self.owner[self.at(tile)] = SOLID

    def take(self, net: int, use: Use) -> None:
        """Mark what a net takes up."""
        for at in use.tiles:
            self.owner[at] = net
        for at, axis in use.belts_under:
            self.belts_under[axis][at] = net
        for at, axis in use.pipes_under:
            self.pipes_under[axis][at] = net
        for at in use.faces:
            self.faced[at][net] = self.faced[at].get(net, 0) + 1

    def release(self, net: int, use: Use) -> None:
        """Take a net's marks away."""
        for at in use.tiles:
            if self.owner[at] == net:
                self.owner[at] = FREE
        for at, axis in use.belts_under:
            if self.belts_under[axis][at] == net:
                self.belts_under[axis][at] = FREE
        for at, axis in use.pipes_under:
            if self.pipes_under[axis][at] == net:
                self.pipes_under[axis][at] = FREE
        for at in use.faces:
            left = self.faced[at].get(net, 0) - 1
            if left > 0:
                self.faced[at][net] = left
            else:
                self.faced[at].pop(net, None)
