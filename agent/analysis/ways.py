"""The ways that items come to a machine and leave it: arms, belts lane by lane, chests, drills, other machines.

Only what stands in the selection is followed; a belt or chest that nothing feeds here gets its items from elsewhere.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from agent.game.belts import ahead, drop_lane, near_lane, side_lane
from agent.game.geometry import STEP, tile_box, tile_of
from agent.game.prototypes import Belt

if TYPE_CHECKING:
    from collections.abc import Container, Iterator

    from agent.analysis.view import Factory, Machine, Part
    from agent.game.belts import Lane
    from agent.game.geometry import Tile

BELTS = frozenset({"transport-belt", "underground-belt", "splitter", "loader", "loader-1x1"})
CHESTS = frozenset({"container", "logistic-container", "linked-container"})
BOTH: frozenset[Lane] = frozenset({"left", "right"})
MOST_STEPS = 3000
"""Places looked at on one trail; a larger net of belts is left unexplained rather than followed for seconds."""
OPPOSITE = 8
REACH = 2
PIPES = frozenset({"pipe", "pipe-to-ground", "storage-tank", "pump", "infinity-pipe"})
MOST_PIPES = 400
PIPE_REACH = 10
"""How far a pipe goes underground (wiki: Pipe to ground); mods' longer ones are not followed."""


@dataclass(slots=True)
class Trail:
    """What lies upstream of an arm, nearest first.

    ``belts``: by tile the lanes that lead to the arm. ``open``: a belt or chest on it is fed by nothing that is known.
    ``cut``: it was too long to follow. ``dead`` are belts on it that begin where nothing hands on to them.
    """

    arm: Part
    parts: list[Part] = field(default_factory=list)
    belts: dict[Tile, set[Lane]] = field(default_factory=dict)
    dead: list[Part] = field(default_factory=list)
    open: bool = False
    cut: bool = False


class Ways:
    """The things of a factory that hand items on, by the tiles that they stand on."""

    def __init__(self, factory: Factory) -> None:
        self._factory = factory

    @cached_property
    def machines(self) -> dict[Part, Machine]:
        """Return the machines by their part."""
        return {machine.part: machine for machine in self._factory.machines if not machine.part.ghost}

    @cached_property
    def at(self) -> dict[Tile, Part]:
        """Return what items can lie in, by tile."""
        found: dict[Tile, Part] = {}
        takes = {part.name for part in self.machines}
        for part in self._factory.parts:
            if not part.ghost and (part.type in BELTS or part.type in CHESTS or part.name in takes):
                for tile in self.tiles(part):
                    found[tile] = part
        return found

    @cached_property
    def arms(self) -> tuple[Part, ...]:
        """Return the inserters that say where they take and put."""
        return tuple(
            part
            for part in self._factory.parts
            if part.type == "inserter" and not part.ghost and part.pickup is not None and part.drop is not None
        )

    @cached_property
    def _putting(self) -> dict[Tile, list[Part]]:
        """Return by tile the arms and drills that put something there."""
        found: dict[Tile, list[Part]] = defaultdict(list)
        drills = (part for part in self._factory.parts if part.type == "mining-drill" and not part.ghost)
        for part in (*self.arms, *drills):
            if part.drop is not None:
                found[tile_of(*part.drop)].append(part)
        return found

    @cached_property
    def _taking(self) -> dict[Tile, list[Part]]:
        found: dict[Tile, list[Part]] = defaultdict(list)
        for arm in self.arms:
            if arm.pickup is not None:
                found[tile_of(*arm.pickup)].append(arm)
        return found

    @cached_property
    def _into_belt(self) -> dict[Tile, list[tuple[Tile, Part]]]:
        """Return by tile of a belt the belts that hand on to it, each with the tile it does that from."""
        found: dict[Tile, list[tuple[Tile, Part]]] = defaultdict(list)
        entrances: dict[tuple[Tile, int], Part] = {}
        exits: list[tuple[Tile, Part]] = []
        for tile, part in self.at.items():
            if part.type not in BELTS:
                continue
            if part.type == "underground-belt" and part.end == "input":
                entrances[tile, part.direction] = part
                continue
            if part.type == "underground-belt":
                exits.append((tile, part))
            found[ahead(tile, part.direction)].append((tile, part))
        for tile, part in exits:
            prototype = self._factory.data.entities.get(part.name)
            reach = prototype.reach if isinstance(prototype, Belt) else 0
            for distance in range(1, reach + 1):
                behind = ahead(tile, part.direction, -distance)
                entrance = entrances.get((behind, part.direction))
                if entrance is not None and entrance.name == part.name:
                    found[tile].append((behind, entrance))
                    break
        return found

    @cached_property
    def runs(self) -> dict[Tile, int]:
        """Return by tile of a belt the number of its run: belts that hand on to one another without a splitter."""
        parent: dict[Tile, Tile] = {}

        def root(tile: Tile) -> Tile:
            while parent.setdefault(tile, tile) != tile:
                parent[tile] = parent[parent[tile]]
                tile = parent[tile]
            return tile

        for tile, handing in self._into_belt.items():
            part = self.at.get(tile)
            if part is None or part.type not in BELTS or part.type == "splitter":
                continue
            for behind, other in handing:
                if other.type != "splitter":
                    parent[root(behind)] = root(tile)
        numbers: dict[Tile, int] = {}
        return {tile: numbers.setdefault(root(tile), len(numbers)) for tile in parent}

    def tiles(self, part: Part) -> Iterator[Tile]:
        """Yield the tiles a thing stands on; one where its size is not known."""
        prototype = self._factory.data.entities.get(part.name)
        if prototype is None:
            yield tile_of(part.x, part.y)
            return
        left, top, right, bottom = tile_box(prototype, part.x, part.y, part.direction)
        for x in range(int(left), int(right)):
            for y in range(int(top), int(bottom)):
                yield x, y

    def into(self, part: Part) -> list[Part]:
        """Return the arms and drills that put into a thing."""
        return list(dict.fromkeys(arm for tile in self.tiles(part) for arm in self._putting.get(tile, ())))

    def out_of(self, part: Part) -> list[Part]:
        """Return the arms that take out of a thing."""
        return list(dict.fromkeys(arm for tile in self.tiles(part) for arm in self._taking.get(tile, ())))

    def is_inside(self, part: Part) -> bool:
        """Tell whether all that could serve a thing was looked at: long arms reach over two tiles."""
        area, tiles = self._factory.area, list(self.tiles(part))
        if area is None:
            return True
        columns, rows = [x for x, _ in tiles], [y for _, y in tiles]
        wide = area[0] <= min(columns) - REACH and max(columns) + 1 + REACH <= area[2]
        return wide and area[1] <= min(rows) - REACH and max(rows) + 1 + REACH <= area[3]

    def beside(self, part: Part, kinds: Container[str]) -> bool:
        """Tell whether something of these types stands at a thing's edge."""
        around = {(x + dx, y + dy) for x, y in self.tiles(part) for dx, dy in STEP.values()}
        return any(tile in self.at and self.at[tile].type in kinds for tile in around)

    @cached_property
    def _pipes(self) -> dict[Tile, Part]:
        parts = (part for part in self._factory.parts if part.type in PIPES and not part.ghost)
        return {tile: part for part in parts for tile in self.tiles(part)}

    def pipes_to(self, part: Part) -> list[Part]:
        """Return the pipes, tanks and pumps that hang together with a machine, nearest first; at most some hundreds.

        Pipes of other fluids that only pass by are no part of it: they would join if they touched.
        """
        found: dict[Part, None] = {}
        work = deque([part])
        while work and len(found) < MOST_PIPES:
            here = work.popleft()
            near = {(x + dx, y + dy) for x, y in self.tiles(here) for dx, dy in STEP.values()}
            if here.type == "pipe-to-ground":
                near |= self._other_end(here)
            for tile in sorted(near):
                pipe = self._pipes.get(tile)
                if pipe is not None and pipe not in found:
                    found[pipe] = None
                    work.append(pipe)
        return list(found)

    def _other_end(self, pipe: Part) -> set[Tile]:
        """Return where an underground pipe comes up: behind its opening, the first that looks the other way."""
        start, facing = tile_of(pipe.x, pipe.y), (pipe.direction + OPPOSITE) % 16
        for distance in range(1, PIPE_REACH + 1):
            tile = ahead(start, pipe.direction, -distance)
            other = self._pipes.get(tile)
            if other is not None and other.type == "pipe-to-ground" and other.direction == facing:
                return {tile}
        return set()

    def trail(self, arm: Part, stops: Container[Part] = frozenset(), lanes: frozenset[Lane] = BOTH) -> Trail:
        """Follow everything that could come to an arm, to the machines, drills and chests that it comes from.

        Args:
            arm: An inserter, or a drill that puts straight into a machine.
            stops: What hands nothing on: it is on the trail, what lies behind it is not.
            lanes: Of the belt that it takes from, those to follow.
        """
        found = Trail(arm, [arm])
        seen: set[Part] = {arm}
        if arm.pickup is None or arm in stops:
            return found
        work: deque[tuple[Tile, frozenset[Lane]]] = deque([(tile_of(*arm.pickup), lanes)])
        steps = 0
        while work:
            steps += 1
            if steps > MOST_STEPS:
                found.cut = True
                return found
            tile, here = work.popleft()
            part = self.at.get(tile)
            if part is None:
                continue
            fresh = part not in seen
            if fresh:
                seen.add(part)
                found.parts.append(part)
            if part.type in BELTS:
                self._behind_belt(found, part, tile, here, work, stops)
            elif fresh and part.type in CHESTS:
                feeders = self.into(part)
                found.open = found.open or not feeders
                for feeder in feeders:
                    self._enter(found, feeder, seen, work, stops)
        return found

    def _behind_belt(
        self,
        found: Trail,
        part: Part,
        tile: Tile,
        lanes: frozenset[Lane],
        work: deque[tuple[Tile, frozenset[Lane]]],
        stops: Container[Part],
    ) -> None:
        new = lanes - found.belts.get(tile, set())
        if not new:
            return
        found.belts.setdefault(tile, set()).update(new)
        against = (part.direction + OPPOSITE) % 16
        handing = [each for each in self._into_belt.get(tile, ()) if each[1].direction != against]
        feeding = self._putting.get(tile, [])
        if part.type == "splitter":
            work.extend((other, new) for other in self.tiles(part) if other != tile)
        if not handing and not feeding and part.type != "splitter":
            if self._may_come_from_outside(tile, part):
                found.open = True
            elif part not in found.dead:
                found.dead.append(part)
        known = set(found.parts)
        for feeder in feeding:
            if self._lane_of(feeder, part, tile) in new:
                self._enter(found, feeder, known, work, stops)
        self._hand_over(part, handing, new, work)

    def _hand_over(
        self,
        part: Part,
        handing: list[tuple[Tile, Part]],
        lanes: frozenset[Lane],
        work: deque[tuple[Tile, frozenset[Lane]]],
    ) -> None:
        """Go on to the belts behind: straight and in a curve lanes stay, from the side both go to one."""
        alone = len(handing) == 1
        for behind, belt in handing:
            curve = alone and part.type == "transport-belt" and belt.direction % 8 != part.direction % 8
            if curve or belt.direction == part.direction:
                work.append((behind, lanes))
            elif side_lane(belt.direction, part.direction) in lanes:
                work.append((behind, BOTH))

    def _may_come_from_outside(self, tile: Tile, belt: Part) -> bool:
        """Tell whether what is behind the start of a belt was not looked at."""
        x, y = ahead(tile, belt.direction, -1)
        area = self._factory.area
        inside = area is not None and area[0] <= x and area[1] <= y and x + 1 <= area[2] and y + 1 <= area[3]
        return not inside

    def _lane_of(self, feeder: Part, belt: Part, tile: Tile) -> Lane:
        if feeder.type == "inserter":
            return drop_lane(tile, belt.direction, tile_of(feeder.x, feeder.y))
        return near_lane(tile, belt.direction, feeder.drop or (feeder.x, feeder.y))

    def _enter(
        self,
        found: Trail,
        feeder: Part,
        seen: set[Part],
        work: deque[tuple[Tile, frozenset[Lane]]],
        stops: Container[Part],
    ) -> None:
        if feeder in seen:
            return
        seen.add(feeder)
        found.parts.append(feeder)
        if feeder.pickup is not None and feeder not in stops:
            work.append((tile_of(*feeder.pickup), BOTH))
