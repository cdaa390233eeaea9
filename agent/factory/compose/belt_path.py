"""The way of one belt over the grid: straight on, round a corner, under what lies in its way.

A search by cost (A*) over tiles and headings. Tiles that another net holds may be taken at a price that grows each
time they are fought over (the negotiated congestion of McMurchie and Ebeling's PathFinder); that net is routed again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from agent.factory.compose.grid import EAST, FREE, Grid

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from agent.factory.compose.grid import Use

TURN = 0.4
DIVE = 2.5
FIGHT = 6.0
LATE = 0.05


@dataclass(frozen=True, slots=True)
class Start:
    """Where a way may begin: the first tile, its heading, what it costs, and the splitter it comes from (if any)."""

    at: int
    heading: int
    cost: float = 0.0
    splitter: tuple[int, int] | None = None


@dataclass(slots=True)
class Mine:
    """What a net under way takes up: tiles, and tiles it runs under, by axis (0 vertical, 1 horizontal)."""

    tiles: set[int] = field(default_factory=set)
    under: tuple[set[int], set[int]] = field(default_factory=lambda: (set(), set()))

    def note(self, use: Use) -> None:
        """Remember what a tree takes up."""
        self.tiles.update(use.tiles)
        for at, axis in (*use.belts_under, *use.pipes_under):
            self.under[axis].add(at)


@dataclass(frozen=True, slots=True)
class Step:
    """One piece of a way: a belt (``far`` None) or an underground that ends at ``far``; ``came`` is the heading in."""

    at: int
    direction: int
    came: int
    far: int | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """A found way with its start and how many tiles the search looked at."""

    start: Start
    steps: tuple[Step, ...]
    goal: int
    looked: int

    @property
    def meets_itself(self) -> bool:
        """Tell whether two of its pieces, its splitter's and the goal counted, stand on one tile."""
        tiles = [self.goal, *(at for step in self.steps for at in (step.at, step.far) if at is not None)]
        tiles += () if self.start.splitter is None else self.start.splitter
        return len(set(tiles)) < len(tiles)


def find_way(  # noqa: C901, PLR0912, PLR0915 - one loop, kept in one place because it is the hot one
    grid: Grid,
    net: int,
    starts: Iterable[Start],
    goals: Collection[tuple[int, int]],
    reach: int,
    most: int,
    mine: Mine,
    early: int | None = None,
) -> Way | None:
    """Find the cheapest way from any start to a goal: a tile to head into, and the heading.

    Args:
        grid: Tiles and owners.
        net: The number of the net.
        starts: Where it may begin.
        goals: Tiles and headings that end it; the tile itself is not built on.
        reach: How far an underground's exit may lie from its entrance.
        most: States to look at before giving up.
        mine: What the net takes up already; it never crosses itself.
        early: The row to turn into as soon as may be, so that others can be led off there.
    """
    owner, kept, history = grid.owner, grid.kept, grid.history
    under = grid.belts_under
    width = grid.width
    steps = grid.steps
    own, own_under = mine.tiles, mine.under
    ends = {at * 4 + heading for at, heading in goals}
    xs = [at % width for at, _ in goals]
    ys = [at // width for at, _ in goals]
    x1, x2, y1, y2 = min(xs), max(xs), min(ys), max(ys)
    best: dict[int, float] = {}
    came: dict[int, tuple[int, int]] = {}
    begun: dict[int, Start] = {}
    heap: list[tuple[float, int, int]] = []
    turns = ((0, 1, 3), (1, 0, 2), (2, 1, 3), (3, 0, 2))

    def guess(at: int) -> float:
        x, y = at % width, at // width
        dx = x1 - x if x < x1 else x - x2 if x > x2 else 0
        dy = y1 - y if y < y1 else y - y2 if y > y2 else 0
        return dx + dy

    for start in starts:
        state = start.at * 4 + start.heading
        if start.cost < best.get(state, 1e9):
            best[state] = start.cost
            begun[state] = start
            heappush(heap, (start.cost + guess(start.at), state, state))
    done: set[int] = set()
    while heap:
        _, _, state = heappop(heap)
        if state in done:
            continue
        done.add(state)
        if state in ends:
            return _back(state, came, begun, len(done))
        if len(done) > most:
            return None
        at, heading = divmod(state, 4)
        cost = best[state]
        held = owner[at]
        if held < 0 or at in own or (kept[at] != net and kept[at] != FREE):
            continue
        cost += 1.0 if held == FREE else 1.0 + FIGHT * (1.0 + history[at])
        if early is not None and heading & 1 and at // width != early:
            cost += LATE
        for way in turns[heading]:
            new = at + steps[way]
            new_cost = cost if way == heading else cost + TURN
            new_state = new * 4 + way
            if new_cost < best.get(new_state, 1e9) - 1e-9 and (owner[new] >= 0 or new_state in ends):
                best[new_state] = new_cost
                came[new_state] = (state, at)
                begun.pop(new_state, None)
                heappush(heap, (new_cost + guess(new), new_state, new_state))
        axis = heading & 1
        row = under[axis]
        below_own = own_under[axis]
        if at in below_own or row[at] < 0:
            continue
        step = steps[heading]
        ahead = at + step
        if owner[ahead] == FREE and ahead not in own and kept[ahead] in (net, FREE):
            continue  # One that dives right before what is in its way gets farthest.
        fights = cost + DIVE + (0.0 if row[at] == FREE else FIGHT * (1.0 + history[at]))
        far = at
        for length in range(1, reach + 1):
            far += step
            if not 0 <= far < len(owner):
                break
            below = row[far]
            if far in below_own or below < 0 or (owner[far] == -1 and _edge(grid, far)):
                break
            if below != FREE:
                fights += FIGHT * (1.0 + history[far])
            fights += 1.0
            held = owner[far]
            if length < 2 or held < 0 or far in own or (kept[far] != net and kept[far] != FREE):  # noqa: PLR2004
                continue
            new_cost = fights if held == FREE else fights + FIGHT * (1.0 + history[far])
            new = far + step
            new_state = new * 4 + heading
            if new_cost < best.get(new_state, 1e9) - 1e-9 and (owner[new] >= 0 or new_state in ends):
                best[new_state] = new_cost
                came[new_state] = (state, far)
                begun.pop(new_state, None)
                heappush(heap, (new_cost + guess(new), new_state, new_state))
    return None


def _edge(grid: Grid, at: int) -> bool:
    x, y = at % grid.width, at // grid.width
    return x in (0, grid.width - 1) or y in (0, grid.height - 1)


def _back(state: int, came: dict[int, tuple[int, int]], begun: dict[int, Start], looked: int) -> Way:
    """Walk back from the goal and tell the way in order."""
    found: list[Step] = []
    goal = state // 4
    while state in came and state not in begun:
        before, last = came[state]
        at, heading = divmod(before, 4)
        way = state % 4
        found.append(Step(at, way, heading, None if last == at else last))
        state = before
    return Way(begun[state], tuple(reversed(found)), goal, looked)


__all__ = ["EAST", "Mine", "Start", "Step", "Way", "find_way"]
