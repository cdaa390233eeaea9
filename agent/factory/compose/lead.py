"""A real blueprint made a cell: turned or mirrored, with belts and pipes that lead from its doors to the cell's edges.

    x = 0                          width - 1
    ──→─┐                ┌─────────→──   inputs come in at the left edge, the product leaves at the right one
        │ ┌────────────┐ │
        └→│  blueprint │─┘               several doors for one item share a line, tapped or joined by splitters;
    ──→──→│            │                 an item that has but one lane of a belt joins it from that lane's side
          └────────────┘

Leads run through free tiles, inside the blueprint too, never over a tile that a belt or an inserter of it points at,
nor under a span of its undergrounds. Where it has no poles for its machines, poles are put on free tiles.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.factory.compose.belt_path import EAST, Mine, Start, find_way
from agent.factory.compose.cell import Cell, Line
from agent.factory.compose.grid import FREE, SOLID, Grid
from agent.factory.compose.lights import missing_poles
from agent.factory.compose.parts import Part
from agent.factory.compose.pipe_path import find_pipe
from agent.factory.compose.stance import Stance
from agent.factory.compose.tree import BeltTree, PipeTree
from agent.game.geometry import STEP

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from agent.factory.compose.belt_path import Way
    from agent.factory.compose.cell import Span
    from agent.factory.compose.drawing import Door, Drawing
    from agent.factory.compose.kit import Kit, Tier
    from agent.game.geometry import Tile

MARGINS = (2, 4, 7)
"""Tiles around the blueprint for its leads: the least first."""
MOST_LOOKED = 60_000
SELF_MET = 6
JOINT_MOST = 5
"""Tiles from a door at which two items may join its belt."""
SHUT = -3
QUARTER = 4
PIPE = "pipe"
PER_MIN = 60
PIPE_ROWS = 2
"""Rows from one pipe at an edge to the next, so that they do not join."""
SPARE = Fraction(6, 5)


def cell_of(drawing: Drawing, kit: Kit) -> Cell | None:
    """Return the smallest cell of a blueprint over its eight positions; None where its doors cannot be reached."""
    best: Cell | None = None
    for margin in MARGINS:
        for mirror in (False, True):
            for quarters in range(QUARTER):
                found = _Draft(drawing, kit, quarters, margin, mirror=mirror).cell()
                if found is not None and (best is None or _size(found) < _size(best)):
                    best = found
        if best is not None:
            return best
    return None


def _size(cell: Cell) -> tuple[int, int]:
    return cell.width * cell.height, len(cell.parts)


class _StuckError(Exception):
    """A lead found no way."""

    def __init__(self, item: str) -> None:
        super().__init__(item)
        self.item = item


@dataclass(slots=True)
class _Lead:
    """All doors of an item on one side, the row of their line at the edge, and the belt it is laid with."""

    item: str
    fluid: bool
    out: bool
    doors: list[Door]
    tier: Tier
    row: int = 0
    parts: list[Part] = field(default_factory=list)


class _Draft:
    """One position of a blueprint with its leads."""

    def __init__(self, drawing: Drawing, kit: Kit, quarters: int, margin: int, *, mirror: bool) -> None:
        self.drawing, self.kit = drawing, kit
        self.stance = stance = Stance(drawing, kit.data, quarters, margin, mirror=mirror)
        self.width, self.height = stance.width, stance.height
        self.terrain, self.doors = stance.terrain, stance.doors
        self.grid = Grid(-1, -1, self.width + 2, self.height + 2)
        self.number = 0
        self.joints: dict[Tile, Tile] = {}

    def cell(self) -> Cell | None:
        """Return the cell; None where a lead finds no way."""
        if self.terrain.broken:
            return None
        leads = self._leads()
        order = list(leads)
        for _ in range(len(leads) + 1):
            try:
                return self._drawn(leads, order)
            except _StuckError as stuck:
                first = stuck.item
            order.sort(key=lambda lead: lead.item != first)
        return None

    # -- what is there

    def _leads(self) -> list[_Lead]:
        """Group doors by what passes, and give each group a row at its edge."""
        found: dict[tuple[bool, str], _Lead] = {}
        for door in self._one_each(self.doors):
            key = door.out, door.item
            if key not in found:
                rate = self.drawing.rate(door)
                # Who supplies it may fill one lane alone.
                lanes = self._lanes(door.item) if door.out else 1
                tier = self.kit.tier_for(rate * SPARE, lanes) or self.kit.tier_for(rate, lanes) or self.kit.tiers[-1]
                found[key] = _Lead(door.item, door.fluid, door.out, [], tier)
            found[key].doors.append(door)
        leads = list(found.values())
        for out in (False, True):
            self._rows([lead for lead in leads if lead.out is out])
        return leads

    def _lanes(self, item: str) -> int:
        lanes = {door.lane for door in self.doors if door.out and door.item == item}
        return 2 if "both" in lanes or len(lanes) > 1 else 1

    def _one_each(self, doors: Iterable[Door]) -> Iterator[Door]:
        """Leave one door to each network of pipes: the one nearest to its edge."""
        best: dict[tuple[int, str], Door] = {}
        for door in doors:
            if not door.fluid:
                yield door
                continue
            key = self.terrain.network(door.tile), door.item
            known = best.get(key)
            if known is None or (door.tile[0] > known.tile[0]) == door.out:
                best[key] = door
        yield from best.values()

    def _rows(self, leads: list[_Lead]) -> None:
        """Choose rows: belts where their doors are, pipes above or below all belts, each apart from the next."""
        pipes = sorted((lead for lead in leads if lead.fluid), key=lambda lead: lead.doors[0].tile[1])
        above, below = 0, self.height - 1
        for lead in pipes:
            if lead.doors[0].tile[1] * 2 <= self.height:
                lead.row, above = above, above + PIPE_ROWS
            else:
                lead.row, below = below, below - PIPE_ROWS
        belts = sorted((lead for lead in leads if not lead.fluid), key=lambda lead: (lead.doors[0].tile[1], lead.item))
        row = above
        for place, lead in enumerate(belts):
            last = below - (len(belts) - 1 - place)
            lead.row = row = min(max(row, lead.doors[0].tile[1]), last)
            row += 1

    # -- the ground

    def _ground(self, leads: Sequence[_Lead]) -> list[Part]:
        """Mark what is taken and kept free, and return the poles that are put down first."""
        self.grid = grid = Grid(-1, -1, self.width + 2, self.height + 2)
        for part in self.stance.body:
            grid.block((part.x + x, part.y + y) for x in range(part.w) for y in range(part.h))
        grid.block((x, y) for x in (0, self.width - 1) for y in range(self.height))
        for tile in self.terrain.pointed_at:
            self._keep(tile, SHUT)
        for tile, axis in self.terrain.belts_under:
            grid.belts_under[axis][grid.at(tile)] = SOLID
        for tile, axis in self.terrain.pipes_under:
            grid.pipes_under[axis][grid.at(tile)] = SOLID
        for tile in self.terrain.faced:
            if self._inside(tile):
                grid.faced[grid.at(tile)][-1] = 1
        for lead in leads:
            for door in lead.doors:
                self._keep(self._before(door), SHUT)
        poles = missing_poles(self.stance.blueprint, self.kit, self.stance.offset, self._is_free)
        if poles is None:
            raise _StuckError("")
        grid.block((part.x, part.y) for part in poles)
        return poles

    def _inside(self, tile: Tile) -> bool:
        return -1 <= tile[0] <= self.width and -1 <= tile[1] <= self.height

    def _keep(self, tile: Tile, mark: int) -> None:
        if self._inside(tile):
            self.grid.kept[self.grid.at(tile)] = mark

    def _is_free(self, tile: Tile) -> bool:
        if not (0 < tile[0] < self.width - 1 and 0 <= tile[1] < self.height):
            return False
        at = self.grid.at(tile)
        return self.grid.owner[at] == FREE and self.grid.kept[at] == FREE

    def _before(self, door: Door) -> Tile:
        """Return the tile outside a door."""
        if door.direction is None:
            return door.tile
        dx, dy = STEP[door.direction]
        outward = 1 if door.out or door.fluid else -1
        return door.tile[0] + outward * dx, door.tile[1] + outward * dy

    # -- the leads

    def _drawn(self, leads: Sequence[_Lead], order: Sequence[_Lead]) -> Cell:
        self.joints = {}
        poles = self._ground(leads)
        for number, lead in enumerate(sorted(order, key=lambda lead: not lead.fluid), 1):
            self.number = number
            if lead.fluid:
                lead.parts = self._pipes(lead)
            elif lead.out:
                lead.parts = self._out(lead)
            else:
                lead.parts = self._in(lead)
        return self._cell(leads, [*self.stance.body, *poles, *(part for lead in leads for part in lead.parts)])

    def _taken(self, tree: BeltTree | PipeTree) -> None:
        """Make a finished lead as solid as the blueprint."""
        grid = self.grid
        use = tree.use(grid)
        for at in use.tiles:
            grid.owner[at] = SOLID
        for at, axis in use.belts_under:
            grid.belts_under[axis][at] = SOLID
        for at, axis in use.pipes_under:
            grid.pipes_under[axis][at] = SOLID
        for at in use.faces:
            grid.faced[at][-1] = 1

    def _way(self, lead: _Lead, starts: list[Start], goals: Sequence[tuple[int, int]], mine: Mine) -> Way:
        """Find a way that does not meet itself.

        Raises:
            _StuckError: There is none.
        """
        for _ in range(SELF_MET):
            way = find_way(self.grid, self.number, starts, goals, lead.tier.reach, MOST_LOOKED, mine)
            if way is not None and not way.meets_itself:
                return way
            if way is None:
                break
            if len(goals) > 1:
                goals = [goal for goal in goals if goal[0] != way.goal]
            else:
                starts = [start for start in starts if start != way.start]
        raise _StuckError(lead.item)

    def _in(self, lead: _Lead) -> list[Part]:
        grid, tree, mine = self.grid, BeltTree(self.number), Mine()
        extra = [Part(lead.tier.belt, 0, lead.row, direction=EAST * QUARTER)]
        starts = [Start(grid.at((1, lead.row)), EAST)]
        for door in sorted(lead.doors, key=lambda door: (abs(door.tile[1] - lead.row) + door.tile[0], door.tile)):
            goals, joint = self._goals(door, lead)
            extra += joint
            if door.direction is None:
                grid.block([door.tile])
            else:
                for at, way_in in goals:
                    grid.kept[at - grid.steps[way_in]] = FREE
            way = self._way(lead, starts, goals, mine)
            tree.add(way)
            mine.note(tree.use(grid))
            if door.direction is None:
                heading = way.steps[-1].direction if way.steps else way.start.heading
                extra.append(Part(lead.tier.belt, *door.tile, direction=heading * QUARTER))
            starts = list(tree.taps(grid, lead.row, mine))
        self._taken(tree)
        return [*extra, *tree.parts(grid, lead.tier)]

    def _goals(self, door: Door, lead: _Lead) -> tuple[list[tuple[int, int]], list[Part]]:
        """Return where a way to a door may end, and the belt before it where items take one lane each."""
        grid = self.grid
        if door.direction is None:
            return [(grid.at(door.tile), heading) for heading in range(QUARTER)], []
        heading = door.direction // QUARTER
        if door.lane == "both":
            return [(grid.at(door.tile), heading)], []
        return self._joint(door, lead, heading)

    def _joint(self, door: Door, lead: _Lead, heading: int) -> tuple[list[tuple[int, int]], list[Part]]:
        """Choose the belt before a door that its items join from the sides, one lane each: the nearest that is free."""
        grid = self.grid
        dx, dy = STEP[door.direction or 0]
        side = 1 if door.lane == "left" else 3
        if door.tile in self.joints:
            joint = self.joints[door.tile]
            return [(grid.at(joint), (heading + side) % QUARTER)], []
        alone = len({other.lane for other in self.doors if other.tile == door.tile and not other.out}) == 1
        self._keep(self._before(door), FREE)
        for far in range(1, JOINT_MOST + 1):
            straight = [(door.tile[0] - dx * n, door.tile[1] - dy * n) for n in range(1, far + 1 + alone)]
            joint = straight[far - 1]
            beside = [(joint[0] + dy * n, joint[1] + dx * n) for n in (1, -1)]
            if all(self._is_free(tile) for tile in (*straight, *beside)):
                self.joints[door.tile] = joint
                grid.block(straight)
                belt = self._lane_tier(door.tile).belt
                parts = [Part(belt, *tile, direction=door.direction or 0) for tile in straight]
                for tile in beside:
                    self._keep(tile, SHUT)
                return [(grid.at(joint), (heading + side) % QUARTER)], parts
        raise _StuckError(lead.item)

    def _lane_tier(self, tile: Tile) -> Tier:
        """Return the belt that carries the most of what has one lane of a door."""
        most = max(self.drawing.rate(door) for door in self.doors if door.tile == tile and not door.out)
        return self.kit.tier_for(most, 1) or self.kit.tiers[-1]

    def _out(self, lead: _Lead) -> list[Part]:
        """Lead the product from its doors to the right edge: the first door's belt is joined by the others'."""
        grid = self.grid
        for first in range(len(lead.doors)):
            tree, mine = BeltTree(self.number), Mine()
            try:
                for door in lead.doors:
                    self._keep(self._before(door), self.number)
                self._trunk(lead, lead.doors[first], tree, mine)
                for door in lead.doors:
                    if door is not lead.doors[first]:
                        self._join(lead, door, tree, mine)
            except _StuckError:
                if first == len(lead.doors) - 1:
                    raise
                continue
            self._taken(tree)
            return [
                *tree.parts(grid, lead.tier),
                Part(lead.tier.belt, self.width - 1, lead.row, direction=EAST * QUARTER),
            ]
        raise _StuckError(lead.item)

    def _starts(self, door: Door) -> list[Start]:
        at = self.grid.at(self._before(door))
        if door.direction is None:
            return [Start(at, heading) for heading in range(QUARTER)]
        return [Start(at, door.direction // QUARTER)]

    def _trunk(self, lead: _Lead, door: Door, tree: BeltTree, mine: Mine) -> None:
        goals = [(self.grid.at((self.width - 1, lead.row)), EAST)]
        tree.add(self._way(lead, self._starts(door), goals, mine))
        mine.note(tree.use(self.grid))

    def _join(self, lead: _Lead, door: Door, tree: BeltTree, mine: Mine) -> None:
        grid = self.grid
        begin = next(iter(tree.pieces))
        for at in [grid.at(self._before(other)) for other in lead.doors]:
            grid.kept[at] = self.number
        places = {(at, heading): trunk for at, heading, trunk in tree.mergers(grid, mine, begin)}
        if not places:
            raise _StuckError(lead.item)
        way = self._way(lead, self._starts(door), list(places), mine)
        tree.merge(way, places[way.goal, way.steps[-1].direction], grid)
        mine.note(tree.use(grid))

    def _pipes(self, lead: _Lead) -> list[Part]:
        grid, tree, mine = self.grid, PipeTree(self.number), Mine()
        edge, inner = (self.width - 1, self.width - 2) if lead.out else (0, 1)
        first = grid.at((inner, lead.row))
        tree.plain[first] = None
        mine.note(tree.use(grid))
        reach = next(
            pipe.underground_reach for pipe in self.kit.data.entities["pipe-to-ground"].pipes if pipe.underground_reach
        )
        for door in lead.doors:
            goal = grid.at(self._before(door))
            grid.kept[goal] = self.number
            grid.faced[goal] = {self.number: 1}
            starts = dict.fromkeys(tree.plain, 0.0)
            found = find_pipe(grid, self.number, starts, [goal], reach or 1, MOST_LOOKED, mine)
            if found is None:
                raise _StuckError(lead.item)
            hops, _ = found
            tree.add(hops, goal, grid)
            mine.note(tree.use(grid))
        self._taken(tree)
        return [Part(PIPE, edge, lead.row), *tree.parts(grid)]

    # -- the result

    def _cell(self, leads: Sequence[_Lead], parts: Sequence[Part]) -> Cell:
        """Cut off the rows that nothing needed."""
        top = min(part.y for part in parts)
        bottom = max(part.y + part.h for part in parts)
        height = bottom - top
        lines = [Line(lead.item, lead.fluid, lead.out, lead.row - top) for lead in leads]
        lines.sort(key=lambda line: line.y)
        pipes = [line.y for line in lines if line.fluid]
        high = min((y for y in pipes if y * 2 > height), default=height) - 1
        low = max((y for y in pipes if y * 2 <= height), default=-1) + 1
        spans: list[Span] = [("belt", tile, axis) for tile, axis in self.terrain.belts_under]
        spans += [("pipe", tile, axis) for tile, axis in self.terrain.pipes_under]
        return Cell(
            tuple(part.moved(0, -top) for part in parts),
            self.width,
            height,
            tuple(line for line in lines if not line.out),
            tuple(line for line in lines if line.out),
            low,
            high,
            self.drawing.machines,
            sum(self.drawing.gives_per_min.values(), Fraction(0)) / PER_MIN,
            all(self._lanes(lead.item) == 2 for lead in leads if lead.out),  # noqa: PLR2004 - both lanes
            spans=tuple((kind, (tile[0], tile[1] - top), axis) for kind, tile, axis in spans),
        )
