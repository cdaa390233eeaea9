"""The way of one pipe over the grid: plain pipes where it turns or branches, underground pairs for the rest.

A plain pipe joins whatever opens towards it, so it may stand only where nothing of another net does.
"""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from agent.factory.compose.grid import FREE, Grid

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from agent.factory.compose.belt_path import Mine

PLAIN = 1.6
DIVE = 3.0
DEEP = 0.55
FIGHT = 8.0
TRAIL = 6
"""Hops within which a way is kept from meeting itself; longer loops never pay."""


@dataclass(frozen=True, slots=True)
class Hop:
    """A plain pipe at ``at``, reached straight from ``before`` or, with ``under``, through an underground pair."""

    at: int
    before: int
    under: bool


def find_pipe(  # noqa: C901, PLR0912, PLR0915 - one loop, kept in one place because it is the hot one
    grid: Grid, net: int, starts: Mapping[int, float], goals: Collection[int], reach: int, most: int, mine: Mine
) -> tuple[tuple[Hop, ...], int] | None:
    """Find the cheapest way from plain pipes that stand, each at its price, to a goal tile, itself a plain pipe.

    Returns:
        The hops in order and how many tiles were looked at; None where there is no way.
    """
    owner, kept, history, under, faced = grid.owner, grid.kept, grid.history, grid.pipes_under, grid.faced
    own, own_under = mine.tiles, mine.under
    width, steps, size = grid.width, grid.steps, len(grid.owner)
    xs, ys = [at % width for at in goals], [at // width for at in goals]
    x1, x2, y1, y2 = min(xs), max(xs), min(ys), max(ys)
    ends = set(goals)

    def guess(at: int) -> float:
        x, y = at % width, at // width
        dx = x1 - x if x < x1 else x - x2 if x > x2 else 0
        dy = y1 - y if y < y1 else y - y2 if y > y2 else 0
        return (dx + dy) * DEEP

    def price(at: int) -> float | None:
        held = owner[at]
        if held < 0 or (kept[at] != FREE and kept[at] != net):
            return None
        return 0.0 if held in (FREE, net) else FIGHT * (1.0 + history[at])

    best: dict[int, float] = dict(starts)
    came: dict[int, Hop] = {}
    heap = [(cost + guess(at), at) for at, cost in starts.items()]
    heap.sort()
    done: set[int] = set()
    while heap:
        _, at = heappop(heap)
        if at in done:
            continue
        done.add(at)
        if at in ends:
            hops: list[Hop] = []
            while at in came:
                hops.append(came[at])
                at = came[at].before
            return tuple(reversed(hops)), len(done)
        if len(done) > most:
            return None
        trail = _trail(at, came, width)
        for way in range(4):
            step = steps[way]
            near = at + step
            if near in trail:
                continue
            here = price(near)
            if here is None or near in own:
                continue
            if _alone(faced, near, net):
                cost = best[at] + PLAIN + here
                if cost < best.get(near, 1e9) - 1e-9:
                    best[near], came[near] = cost, Hop(near, at, under=False)
                    heappush(heap, (cost + guess(near), near))
            row = under[way & 1]
            below_own = own_under[way & 1]
            if row[near] != FREE or near in below_own:
                continue
            cost = best[at] + DIVE + here
            far = near
            for length in range(1, reach + 1):
                far += step
                if far % width in (0, width - 1) or not 0 <= far < size or row[far] != FREE or far in below_own:
                    break
                cost += DEEP
                if length == 1 and far in own:
                    break
                exit_price, land = price(far), far + step
                if exit_price is None or far in own or far in trail or land in trail or not 0 <= land < size:
                    continue
                land_price = price(land)
                if land_price is None or land in own or not _alone(faced, land, net):
                    continue
                total = cost + exit_price + land_price + PLAIN
                if total < best.get(land, 1e9) - 1e-9:
                    best[land], came[land] = total, Hop(land, at, under=True)
                    heappush(heap, (total + guess(land), land))
    return None


def _alone(faced: dict[int, dict[int, int]], at: int, net: int) -> bool:
    there = faced.get(at)
    return not there or (len(there) == 1 and net in there)


def _trail(at: int, came: dict[int, Hop], width: int) -> set[int]:
    """Return the tiles of the last hops to a tile: a way may not come back upon itself."""
    found = {at}
    for _ in range(TRAIL):
        hop = came.get(at)
        if hop is None:
            break
        if hop.under:
            distance = hop.at - hop.before
            unit = width if distance % width == 0 else 1
            step = unit if distance > 0 else -unit
            found |= {hop.before + step, hop.at - step}
        found.add(hop.before)
        at = hop.before
    return found
