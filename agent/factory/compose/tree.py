"""A routed net: the pieces of its belts or pipes, where it can be tapped, and what is built for it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.factory.compose.belt_path import Start
from agent.factory.compose.grid import Use
from agent.factory.compose.parts import ALIGNED, Part

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from agent.factory.compose.belt_path import Mine, Way
    from agent.factory.compose.grid import Grid
    from agent.factory.compose.kit import Tier
    from agent.factory.compose.pipe_path import Hop
    from agent.game.geometry import Tile

TAP = 3.0
FAR_TAP = 40.0
LEFT_RIGHT = (3, 1)
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
    mergings: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Splitters where another supplier joins, by the tile of the trunk: the tile beside it and its direction."""
    blank: list[int] = field(default_factory=list)
    """Tiles that stay empty."""

    def add(self, way: Way) -> None:
        """Add a way from the beginning or from a tap."""
        if way.start.splitter is not None:
            trunk, beside = way.start.splitter
            self.splitters[trunk] = beside, way.start.heading
        self._lay(way)
        self.goals.append(way.goal)

    def _lay(self, way: Way) -> None:
        for step in way.steps:
            self.pieces[step.at] = step.direction, step.came, step.far
            if step.far is not None:
                self.exits[step.far] = step.at

    def taps(self, grid: Grid, row: int | None, mine: Mine, west: int | None = None) -> Iterator[Start]:
        """Yield where a splitter can go: a straight belt, the tile beside it free of its own and of anything solid.

        One that is not level with the row of what it is for costs more, and so does one that would come between a port
        and the splitter that is level with it; one that gives a port such a splitter costs less. ``west`` is a column
        that the others will be led to from here: what lies beyond it costs the way back.
        """
        last = self._last_stretches(grid)
        for at, (direction, came, far) in self.pieces.items():
            if far is not None or direction != came or at in self.splitters or at in self.mergings:
                continue
            x, here = grid.tile(at)
            cost = TAP + FAR_TAP + (0.0 if west is None else max(x - west, 0))
            if at in last:
                port, level = last[at]
                cost += FAR_TAP * (level - (abs(here - port) <= ALIGNED))
            for side in LEFT_RIGHT:
                beside = at + grid.steps[(direction + side) % QUARTER]
                first = beside + grid.steps[direction]
                if grid.owner[beside] < 0 or beside in mine.tiles or grid.kept[beside] not in (0, self.net):
                    continue
                fight = 6.0 * (1 + grid.history[beside]) if grid.owner[beside] else 0.0
                away = FAR_TAP if row is not None and abs(grid.tile(beside)[1] - row) > ALIGNED else 0.0
                yield Start(first, direction, cost + fight + away, (at, beside))

    def _last_stretches(self, grid: Grid) -> dict[int, tuple[int, bool]]:
        """Return for each tile between a port and the last splitter before it the port's row and if both are level."""
        before = self._before(grid)
        branch = self._branches(grid)
        supply = self.supply_of(grid)
        found: dict[int, tuple[int, bool]] = {}
        for goal in self.goals:
            row = grid.tile(goal)[1]
            level = abs(supply[goal][1] - row) <= ALIGNED
            ahead = goal
            while ahead not in branch:
                previous = before.get(ahead)
                if previous is None or previous in self.splitters:
                    break
                found[previous] = row, level
                ahead = previous
        return found

    def _before(self, grid: Grid) -> dict[int, int]:
        """Return the piece that hands on to each tile."""
        found: dict[int, int] = {}
        merged = {beside for beside, _ in self.mergings.values()}
        for at, (direction, _, far) in self.pieces.items():
            ahead = (at if far is None else far) + grid.steps[direction]
            if ahead not in merged:
                found[ahead] = at
        return found

    def _branches(self, grid: Grid) -> dict[int, int]:
        """Return the trunk's tile of each splitter by the first tile of its branch."""
        return {beside + grid.steps[way]: trunk for trunk, (beside, way) in self.splitters.items()}

    def mergers(self, grid: Grid, mine: Mine, begin: int) -> Iterator[tuple[int, int, int]]:
        """Yield where another supplier can join before the first tap: the tile to head into, the heading, the trunk.

        A splitter takes both in; the tile ahead of the new half stays empty so that all leaves by the trunk.
        """
        at: int | None = begin
        while at is not None and at not in self.splitters:
            direction, came, far = self.pieces.get(at, (0, 0, None))
            if at not in self.pieces:
                return
            if far is None and direction == came and at not in self.mergings:
                for side in LEFT_RIGHT:
                    beside = at + grid.steps[(direction + side) % QUARTER]
                    ahead = beside + grid.steps[direction]
                    if not any(
                        grid.owner[tile] != 0 or grid.kept[tile] != 0 or tile in mine.tiles for tile in (beside, ahead)
                    ):
                        yield beside, direction, at
            at = (at if far is None else far) + grid.steps[direction]

    def merge(self, way: Way, trunk: int, grid: Grid) -> None:
        """Let another supplier's way join the trunk."""
        heading = self.pieces[trunk][0]
        self.mergings[trunk] = way.goal, heading
        self._lay(way)
        self.blank.append(way.goal + grid.steps[heading])

    def use(self, grid: Grid) -> Use:
        """Return the tiles and spans it takes up."""
        tiles = [*self.pieces, *self.exits, *(beside for beside, _ in self.splitters.values()), *self.blank]
        tiles += [beside for beside, _ in self.mergings.values()]
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
            elif at in self.splitters or at in self.mergings:
                a, b = (x, y), grid.tile((self.splitters.get(at) or self.mergings[at])[0])
                wide = (2, 1) if direction % 2 == 0 else (1, 2)
                yield Part(tier.splitter, min(a[0], b[0]), min(a[1], b[1]), *wide, direction=turn)
            else:
                yield Part(tier.belt, x, y, direction=turn)

    def supply_of(self, grid: Grid) -> dict[int, Tile]:
        """Return for each goal where its supply begins: the last splitter before it, else the net's beginning."""
        before, branch = self._before(grid), self._branches(grid)
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
                if previous in self.splitters or previous in self.mergings:
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
    links: dict[int, list[int]] = field(default_factory=dict)
    """Tiles next to each plain pipe, above the ground or below it."""
    ends: list[int] = field(default_factory=list)

    def add(self, hops: tuple[Hop, ...], goal: int, grid: Grid) -> None:
        """Add a way."""
        self.ends.append(goal)
        for hop in hops:
            if hop.under:
                step = _step(hop.before, hop.at, grid.width)
                self.pairs.append((hop.before + step, hop.at - step, grid.steps.index(step)))
            self.plain[hop.at] = None
            self.links.setdefault(hop.at, []).append(hop.before)
            self.links.setdefault(hop.before, []).append(hop.at)

    def joint(self, end: int, suppliers: Collection[int]) -> int:
        """Return where an end's own pipe begins: the first tile with three ways, or a supplier's."""
        return self.own_way(end, suppliers)[-1]

    def own_way(self, end: int, suppliers: Collection[int]) -> list[int]:
        """Return the plain pipes from an end to where its own pipe begins."""
        found, came = [end], -1
        while found[-1] not in suppliers or len(found) == 1:
            ways = [at for at in self.links.get(found[-1], ()) if at != came]
            if len(ways) != 1:
                break
            came = found[-1]
            found.append(ways[0])
        return found

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
