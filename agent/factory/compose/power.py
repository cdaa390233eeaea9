"""Poles between modules until all are one network, and the wires: the shortest that join everything."""

from __future__ import annotations

import math
from collections import deque
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from agent.errors import RefusedError
from agent.factory.compose.grid import FREE, SOLID
from agent.factory.compose.parts import Part
from agent.game.prototypes import ElectricPole

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from agent.factory.compose.grid import Grid
    from agent.factory.compose.kit import Kit
    from agent.game.gamedata import GameData

_Place = tuple[float, float]
EVEN = 1.6
"""Steps shorter than a wire's reach by more are looked at only where longer ones lead nowhere."""


@dataclass(frozen=True, slots=True, order=True)
class Pole:
    """A pole by its centre, in tiles, and how far its wires reach; between two the shorter reach counts."""

    x: float
    y: float
    reach: float

    def near(self, other: Pole) -> bool:
        """Tell whether a wire can join both."""
        reach = min(self.reach, other.reach)
        return (self.x - other.x) ** 2 + (self.y - other.y) ** 2 <= reach * reach


def poles_in(parts: Iterable[Part], data: GameData) -> dict[Pole, Part]:
    """Return the poles among parts."""
    found = {}
    for part in parts:
        prototype = data.entities[part.name]
        if isinstance(prototype, ElectricPole):
            reach = prototype.wire_reach + 2 * data.quality_level(part.quality)
            found[Pole(part.x + part.w / 2, part.y + part.h / 2, reach)] = part
    return found


def connect(poles: Sequence[Pole], grid: Grid, kit: Kit) -> tuple[list[Part], list[tuple[Pole, Pole]]]:
    """Return poles to add so that all are joined, and the wires of the whole network.

    Raises:
        RefusedError: ``compose-poles`` where no free tile is left to stand on.
    """
    reach = kit.pole.wire_reach
    standing = list(poles)
    added: list[Part] = []
    groups = _groups(standing)
    free = _free(grid) if len(groups) > 1 else set()
    while len(groups) > 1:
        way = _bridge(groups, free, reach, reach - EVEN) or _bridge(groups, free, reach, 0.0)
        if way is None:
            raise RefusedError("compose-poles")
        for pole in way:
            tile = math.floor(pole.x), math.floor(pole.y)
            added.append(Part(kit.pole.name, *tile))
            grid.owner[grid.at(tile)] = SOLID
            free.discard((pole.x, pole.y))
        standing += way
        groups = _joined(groups, way)
    return added, _wires(standing)


def _joined(groups: Sequence[list[Pole]], way: list[Pole]) -> list[list[Pole]]:
    """Join the groups that new poles reach."""
    touched = [groups[0]]
    others: list[list[Pole]] = []
    for group in groups[1:]:
        near = any(one.near(pole) for one in group for pole in (*way, *groups[0]))
        (touched if near else others).append(group)
    return [[pole for group in touched for pole in group] + way, *others]


def _groups(poles: Sequence[Pole]) -> list[list[Pole]]:
    left = dict.fromkeys(sorted(poles))
    found = []
    while left:
        first = next(iter(left))
        del left[first]
        group, waiting = [first], [first]
        while waiting:
            here = waiting.pop()
            near = [pole for pole in left if here.near(pole)]
            for pole in near:
                del left[pole]
            group += near
            waiting += near
        found.append(group)
    return found


def _bridge(groups: Sequence[Sequence[Pole]], free: set[_Place], reach: float, least: float) -> list[Pole] | None:
    """Return the fewest poles on free tiles that lead from the first group to any other, each near the next."""
    others = [pole for group in groups[1:] for pole in group]
    landing = {place for pole in others for place in _around((pole.x, pole.y), min(reach, pole.reach), 0.0)}
    before: dict[_Place, _Place | None] = {}
    waiting: deque[tuple[_Place, float]] = deque(((pole.x, pole.y), min(reach, pole.reach)) for pole in groups[0])
    left = free - {(pole.x, pole.y) for pole in (*groups[0], *others)}
    while waiting:
        here, far = waiting.popleft()
        if here in before and here in landing:
            way = []
            step: _Place | None = here
            while step is not None:
                way.append(Pole(*step, reach))
                step = before[step]
            return way
        for place in _around(here, far, least):
            if place in left:
                left.discard(place)
                before[place] = here if here in before else None
                waiting.append((place, reach))
    return None


def _around(middle: _Place, reach: float, least: float) -> Iterator[_Place]:
    """Yield the middles of tiles within a wire of a pole, the farthest first."""
    column, row = math.floor(middle[0]), math.floor(middle[1])
    for dx, dy in _offsets(middle[0] - column, middle[1] - row, reach, least):
        yield column + dx, row + dy


@lru_cache(maxsize=64)
def _offsets(x: float, y: float, reach: float, least: float) -> tuple[_Place, ...]:
    """Return the middles of tiles within reach of a point of the tile (0, 0), the farthest first."""
    most = math.ceil(reach)
    found = []
    for dx in range(-most, most + 1):
        for dy in range(-most, most + 1):
            far = (dx + 0.5 - x) ** 2 + (dy + 0.5 - y) ** 2
            if far and least * least <= far <= reach * reach:
                found.append((-far, dx + 0.5, dy + 0.5))
    return tuple((dx, dy) for _, dx, dy in sorted(found))


def _free(grid: Grid) -> set[_Place]:
    """Return the middles of tiles that a pole may stand on: nothing there, and not at the edge."""
    return {
        (grid.left + x + 0.5, grid.top + y + 0.5)
        for y in range(2, grid.height - 2)
        for x in range(2, grid.width - 2)
        if grid.owner[at := y * grid.width + x] == FREE and grid.kept[at] == FREE
    }


def _wires(poles: Iterable[Pole]) -> list[tuple[Pole, Pole]]:
    """Return a shortest spanning tree over all poles in reach of one another."""
    left = sorted(poles)
    best = {pole: (math.inf, pole) for pole in left}
    here = left[0]
    del best[here]
    found = []
    while best:
        for pole, (length, _) in best.items():
            distance = math.dist((here.x, here.y), (pole.x, pole.y))
            if distance < length and here.near(pole):
                best[pole] = distance, here
        pole = min(best, key=lambda one: (best[one][0], one))
        found.append((best[pole][1], pole))
        del best[pole]
        here = pole
    return found
