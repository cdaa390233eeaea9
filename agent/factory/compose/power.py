"""Poles between modules until all are one network, and the wires: the shortest that join everything."""

from __future__ import annotations

import math
from collections import deque
from typing import TYPE_CHECKING

from agent.errors import RefusedError
from agent.factory.compose.grid import FREE, SOLID
from agent.factory.compose.parts import Part

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent.factory.compose.grid import Grid
    from agent.factory.compose.kit import Kit
    from agent.game.geometry import Tile

EVEN = 1.6
"""Steps shorter than a wire's reach by more are looked at only where longer ones lead nowhere."""


def connect(poles: Sequence[Tile], grid: Grid, kit: Kit) -> tuple[list[Part], list[tuple[Tile, Tile]]]:
    """Return poles to add so that all are joined, and the wires of the whole network.

    Raises:
        RefusedError: ``compose-poles`` where no free tile is left to stand on.
    """
    reach = kit.pole.wire_reach
    standing = list(poles)
    added: list[Part] = []
    groups = _groups(standing, reach)
    while len(groups) > 1:
        way = _bridge(groups, grid, reach, reach - EVEN) or _bridge(groups, grid, reach, 0.0)
        if way is None:
            raise RefusedError("compose-poles")
        for tile in way:
            added.append(Part(kit.pole.name, *tile))
            grid.owner[grid.at(tile)] = SOLID
        standing += way
        groups = _joined(groups, way, reach)
    return added, _wires(standing, reach)


def _joined(groups: Sequence[list[Tile]], way: list[Tile], reach: float) -> list[list[Tile]]:
    """Join the groups that new poles reach."""
    touched = [groups[0]]
    others: list[list[Tile]] = []
    for group in groups[1:]:
        near = any(_near(tile, pole, reach) for tile in group for pole in (*way, *groups[0]))
        (touched if near else others).append(group)
    return [[tile for group in touched for tile in group] + way, *others]


def _near(a: Tile, b: Tile, reach: float) -> bool:
    return (a[0] - b[0]) ** 2 + (a[1] - b[1]) ** 2 <= reach * reach


def _groups(poles: Sequence[Tile], reach: float) -> list[list[Tile]]:
    left = dict.fromkeys(sorted(poles))
    found = []
    while left:
        first = next(iter(left))
        del left[first]
        group, waiting = [first], [first]
        while waiting:
            here = waiting.pop()
            near = [tile for tile in left if _near(here, tile, reach)]
            for tile in near:
                del left[tile]
            group += near
            waiting += near
        found.append(group)
    return found


def _bridge(groups: Sequence[Sequence[Tile]], grid: Grid, reach: float, least: float) -> list[Tile] | None:
    """Return the fewest free tiles that lead from the first group to any other, each within a wire of the next."""
    others = {tile for group in groups[1:] for tile in group}
    most = math.floor(reach)
    offsets = sorted(
        (
            (dx, dy)
            for dx in range(-most, most + 1)
            for dy in range(-most, most + 1)
            if (dx or dy) and least * least <= dx * dx + dy * dy <= reach * reach
        ),
        key=lambda step: (-(step[0] ** 2 + step[1] ** 2), step),
    )
    before: dict[Tile, Tile | None] = dict.fromkeys(groups[0])
    waiting = deque(groups[0])
    while waiting:
        here = waiting.popleft()
        for dx, dy in offsets:
            tile = here[0] + dx, here[1] + dy
            if tile in others:
                way = []
                step: Tile | None = here
                while step is not None and before[step] is not None:
                    way.append(step)
                    step = before[step]
                return way
            if tile not in before and _free(tile, grid):
                before[tile] = here
                waiting.append(tile)
    return None


def _free(tile: Tile, grid: Grid) -> bool:
    x, y = tile[0] - grid.left, tile[1] - grid.top
    if not (1 < x < grid.width - 2 and 1 < y < grid.height - 2):
        return False
    at = grid.at(tile)
    return grid.owner[at] == FREE and grid.kept[at] == FREE


def _wires(poles: Iterable[Tile], reach: float) -> list[tuple[Tile, Tile]]:
    """Return a shortest spanning tree over all poles in reach of one another."""
    left = sorted(poles)
    best = {tile: (math.inf, tile) for tile in left}
    here = left[0]
    del best[here]
    found = []
    while best:
        for tile, (length, _) in best.items():
            distance = math.dist(here, tile)
            if distance <= reach and distance < length:
                best[tile] = distance, here
        tile = min(best, key=lambda one: (best[one][0], one))
        found.append((best[tile][1], tile))
        del best[tile]
        here = tile
    return found
