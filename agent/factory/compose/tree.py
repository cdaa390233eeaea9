"""A routed net: the pieces of its belts or pipes, where it can be tapped, and what is built for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.factory.compose.belt_path import Start
from agent.factory.compose.grid import Use
from agent.factory.compose.parts import Part

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.factory.compose.belt_path import Mine, Way
    from agent.factory.compose.grid import Grid
    from agent.factory.compose.kit import Tier
    from agent.factory.compose.pipe_path import Hop
    from agent.game.geometry import Tile

TAP = 3.0
FAR_TAP = 5.0
LEFT_RIGHT = (3, 1)
CLOSE = 2
QUARTER = 4


@dataclass(slots=True)
class BeltTree:
    """Belts of a net: ``pieces`` by tile (direction, heading in, exit of an underground), ``splitters`` by tile.

    ``supply`` is, for each goal, the tile of the last splitter on its way, or the tile where the net begins.
    """

    net: int
    pieces: dict[int, tuple[int, int, int | None]] = field(default_factory=dict)
    exits: dict[int, int] = field(default_factory=dict)
    splitters: dict[int, tuple[int, int]] = field(default_factory=dict)
    """By the tile of the belt it stands on: the tile beside it and its direction."""
    goals: list[int] = field(default_factory=list)

    def add(self, way: Way) -> None:
        """Add a way from the beginning or from a tap."""
        if way.start.splitter is not None:
            trunk, beside = way.start.splitter
            self.splitters[trunk] = beside, way.start.heading
        for step in way.steps:
            self.pieces[step.at] = step.direction, step.came, step.far
            if step.far is not None:
                self.exits[step.far] = step.at
        self.goals.append(way.goal)

    def taps(self, grid: Grid, row: int, mine: Mine) -> Iterator[Start]:
        """Yield where a splitter can go: a straight belt, the tile beside it free of its own and of anything solid.

        A tap far from the row of what it is for costs more.
        """
        for at, (direction, came, far) in self.pieces.items():
            if far is not None or direction != came or at in self.splitters:
                continue
            if any(at == beside for beside, _ in self.splitters.values()):
                continue
            for side in LEFT_RIGHT:
                beside = at + grid.steps[(direction + side) % QUARTER]
                first = beside + grid.steps[direction]
                if grid.owner[beside] < 0 or beside in mine.tiles or grid.kept[beside] not in (0, self.net):
                    continue
                cost = TAP + (6.0 * (1 + grid.history[beside]) if grid.owner[beside] else 0.0)
                if abs(grid.tile(first)[1] - row) > CLOSE:
                    cost += FAR_TAP
                yield Start(first, direction, cost, (at, beside))

    def use(self, grid: Grid) -> Use:
        """Return the tiles and spans it takes up."""
        tiles = [*self.pieces, *self.exits, *(beside for beside, _ in self.splitters.values())]
        under = []
        for at, (direction, _, far) in self.pieces.items():
            if far is not None:
                step = grid.steps[direction]
                under += [(tile, direction & 1) for tile in range(at, far + step, step)]
        return Use(tuple(tiles), belts_under=tuple(under))

    def parts(self, grid: Grid, tier: Tier) -> Iterator[Part]:
        """Yield its belts, undergrounds and splitters."""
        for at, (direction, _, far) in self.pieces.items():
            x, y = grid.tile(at)
            turn = direction * QUARTER
            if far is not None:
                yield Part(tier.underground, x, y, direction=turn, end="input")
                yield Part(tier.underground, *grid.tile(far), direction=turn, end="output")
            elif at in self.splitters:
                a, b = (x, y), grid.tile(self.splitters[at][0])
                wide = (2, 1) if direction % 2 == 0 else (1, 2)
                yield Part(tier.splitter, min(a[0], b[0]), min(a[1], b[1]), *wide, direction=turn)
            else:
                yield Part(tier.belt, x, y, direction=turn)

    def supply_of(self, grid: Grid) -> dict[int, Tile]:
        """Return for each goal where its own supply begins: the last splitter before it, else the net's beginning."""
        before: dict[int, int] = {}
        for at, (direction, _, far) in self.pieces.items():
            before[(at if far is None else far) + grid.steps[direction]] = at
        branch = {beside + grid.steps[way]: trunk for trunk, (beside, way) in self.splitters.items()}
        found = {}
        for goal in self.goals:
            ahead = goal
            while True:
                if ahead in branch:
                    found[goal] = grid.tile(self.splitters[branch[ahead]][0])
                    break
                previous = before.get(ahead)
                if previous is None:
                    found[goal] = grid.tile(ahead)
                    break
                if previous in self.splitters:
                    found[goal] = grid.tile(previous)
                    break
                ahead = previous
        return found


@dataclass(slots=True)
class PipeTree:
    """Pipes of a net: ``plain`` tiles and underground pairs (entrance, exit, direction)."""

    net: int
    plain: dict[int, None] = field(default_factory=dict)
    pairs: list[tuple[int, int, int]] = field(default_factory=list)
    joints: dict[int, int] = field(default_factory=dict)
    """For each goal the tile where its way left what stood already."""

    def add(self, hops: tuple[Hop, ...], goal: int, grid: Grid) -> None:
        """Add a way."""
        self.joints[goal] = hops[0].before if hops else goal
        for hop in hops:
            if hop.under:
                step = _step(hop.before, hop.at, grid.width)
                self.pairs.append((hop.before + step, hop.at - step, grid.steps.index(step)))
            self.plain[hop.at] = None

    def use(self, grid: Grid) -> Use:
        """Return the tiles and spans it takes up, and where a pipe would join it."""
        tiles = [*self.plain, *(at for pair in self.pairs for at in pair[:2])]
        under = []
        for entrance, end, way in self.pairs:
            step = grid.steps[way]
            under += [(at, way & 1) for at in range(entrance, end + step, step)]
        faces = [at + step for at in self.plain for step in grid.steps]
        return Use(tuple(tiles), pipes_under=tuple(under), faces=tuple(faces))

    def parts(self, grid: Grid) -> Iterator[Part]:
        """Yield its pipes."""
        for at in self.plain:
            yield Part("pipe", *grid.tile(at))
        for entrance, end, way in self.pairs:
            yield Part("pipe-to-ground", *grid.tile(entrance), direction=(way + 2) % QUARTER * QUARTER)
            yield Part("pipe-to-ground", *grid.tile(end), direction=way * QUARTER)


def _step(start: int, end: int, width: int) -> int:
    distance = end - start
    unit = width if distance % width == 0 else 1
    return unit if distance > 0 else -unit
