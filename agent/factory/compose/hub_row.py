"""The row of a `hub` cell drawn: machines, arms, belts on both sides, pipes beyond them, and the doors of all lines."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.factory.compose.cell import OPPOSITE, PIPE, PIPE_UNDER
from agent.factory.compose.drawing import Door, Drawing
from agent.game.blueprint import Blueprint, BlueprintEntity
from agent.game.geometry import EAST, NORTH, SOUTH
from agent.game.prototypes import Beacon

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agent.factory.compose.arms import ArmPlan, Lane
    from agent.factory.compose.kit import Kit, Tier
    from agent.factory.compose.wanted import Step
    from agent.game.blueprint import ItemRequest
    from agent.game.geometry import Tile
    from agent.game.prototypes import CraftingMachine

GAME_2_0 = (2, 0, 0)
PER_MIN = 60
UP, DOWN = -1, 1
BEACON_PAIR = 7
"""Columns that two beacons and the pole between them take; so many stand free at both ends of a row."""
RISE = 3
"""Rows that a far belt comes from above or below where a belt of its side is shared."""


@dataclass(frozen=True, slots=True)
class Line:
    """A belt along the row: on which side, and what it carries how far from the machines."""

    side: int
    lane: Lane


@dataclass(frozen=True, slots=True)
class Wet:
    """How machines are turned, and by side the fluids with the columns of their openings and whether they come out."""

    direction: int = NORTH
    fluids: Mapping[int, tuple[tuple[str, int, bool], ...]] = field(default_factory=dict)

    def columns(self, side: int) -> set[int]:
        """Return the places along a machine's side that openings take."""
        return {column for _, column, _ in self.fluids.get(side, ())}


@dataclass(slots=True)
class Row:
    """So many machines in a row with all that serves them; their tops lie in row 0, the first pole in column 0."""

    step: Step
    kit: Kit
    machine: CraftingMachine
    lines: tuple[Line, ...]
    plans: Mapping[int, Sequence[ArmPlan]]
    count: int
    crafts_per_s: Fraction
    tiers: Mapping[str, Tier]
    wet: Wet
    beside: tuple[int, ...] = ()
    """The sides along which beacons stand, one belt away from the machines' arms."""
    _entities: list[BlueprintEntity] = field(default_factory=list)

    def drawing(self) -> Drawing:
        """Draw it all."""
        self._entities = []
        self._machines()
        self._beacons()
        doors = [door for line in self.lines for door in self._belt(line)]
        doors += [door for side in self.wet.fluids for door in self._pipes(side)]
        left = math.floor(min(entity.x for entity in self._entities))
        top = math.floor(min(entity.y for entity in self._entities))
        entities = tuple(replace(entity, x=entity.x - left, y=entity.y - top) for entity in self._entities)
        step = self.step
        takes = {name: amount * self.crafts_per_s * PER_MIN for name, amount in step.takes.items()}
        if step.fuel is not None:
            name, burnt = step.fuel
            takes[name] = takes.get(name, Fraction(0)) + burnt * self.count * PER_MIN
        return Drawing(
            Blueprint(step.recipe, GAME_2_0, entities),
            tuple(replace(door, tile=(door.tile[0] - left, door.tile[1] - top)) for door in doors),
            takes,
            {name: amount * self.crafts_per_s * PER_MIN for name, amount in step.gives.items()},
            self.count,
        )

    @property
    def _size(self) -> int:
        return self.machine.tiles[0]

    @property
    def _columns(self) -> list[int]:
        first = 1 + (BEACON_PAIR if self.beside else 0)
        return [first + place * (self._size + 1) for place in range(self.count)]

    @property
    def _end(self) -> int:
        """Return the last column."""
        return self._columns[-1] + self._size

    def _edge(self, side: int) -> int:
        """Return the row of the arms of a side."""
        return -1 if side == UP else self._size

    def _put(self, name: str, x: int, y: int, direction: int = NORTH, size: int = 1, **more: object) -> None:
        number = len(self._entities) + 1
        entity = BlueprintEntity(number, name, x + size / 2, y + size / 2, direction)
        self._entities.append(replace(entity, **more))  # type: ignore[arg-type]

    def _machines(self) -> None:
        """Put down machines, poles at both sides of each, and arms; of several products each arm takes one."""
        machine, step, size = self.machine, self.step, self._size
        recipe = None if machine.type == "furnace" or machine.fixed_recipe else step.recipe
        sieved = sum(line.lane.out for line in self.lines) > 1
        for x in (self._columns[0] - 1, *(column + size for column in self._columns)):
            self._put(self.kit.pole.name, x, size // 2)
        for x in self._columns:
            stands = self.wet.direction
            self._put(machine.name, x, 0, stands, size, recipe=recipe, quality=step.quality, items=step.modules)
            for side, arms in self.plans.items():
                inward = NORTH if side == UP else SOUTH
                for arm in arms:
                    direction = (inward + OPPOSITE) % 16 if arm.lane.out else inward
                    settings = _filter(arm.lane.items[0]) if sieved and arm.lane.out else {}
                    self._put(arm.name, x + arm.slot, self._edge(side), direction, settings=settings)

    @property
    def reached(self) -> int:
        """Return how many beacons reach the machine that fewest reach."""
        prototype = self._beacon
        size, reach = prototype.tiles[0], int(prototype.supply_distance)
        spots = [x for side in self.beside for x, _ in self._beacon_spots(side)]
        return min(
            sum(x - reach < column + self._size and column < x + size + reach for x in spots)
            for column in self._columns
        )

    @property
    def _beacon(self) -> Beacon:
        return self.kit.data.entity(self.step.beacons[0].beacon, Beacon)

    def _beacon_spots(self, side: int) -> Iterator[Tile]:
        """Yield where beacons stand along a side: in pairs with a pole between them, beyond the near belt."""
        size = self._beacon.tiles[0]
        row = -2 - size if side == UP else self._size + 2
        for start in range(0, self._end + BEACON_PAIR, 2 * size + 1):
            yield start, row
            yield start + size + 1, row

    def _beacons(self) -> None:
        for side in self.beside:
            group, size = self.step.beacons[0], self._beacon.tiles[0]
            spots = list(self._beacon_spots(side))
            modules = filled(group.modules, self._beacon.effects.slots)
            for x, y in spots:
                self._put(group.beacon, x, y, NORTH, size, items=modules)
            for x, y in spots[::2]:
                self._put(self.kit.pole.name, x + size, y + size // 2)

    def _belt(self, line: Line) -> Iterator[Door]:
        """Draw a belt; beside a shared one the far belt comes from above or below, so that both can be joined."""
        lane, side = line.lane, line.side
        row, belt = self._edge(side) + side * lane.distance, self._tier(line).belt
        if lane.out:
            for x in range(self._columns[0], self._end + 1):
                self._put(belt, x, row, EAST)
            far = "right" if side == DOWN else "left"
            yield Door(lane.items[0], fluid=False, out=True, tile=(self._end, row), direction=EAST, lane=far)  # type: ignore[arg-type]
            return
        rising = any(len(other.lane.items) > 1 for other in self.lines if other.side == side)
        start, direction = (0, row), EAST
        if rising and lane.distance > 1:
            direction = SOUTH if side == UP else NORTH
            for n in range(1, RISE + 1):
                self._put(belt, -1, row + side * n, direction)
            self._put(belt, -1, row, EAST)
            start = (-1, row + side * RISE)
        elif rising:
            for x in (-2, -1):
                self._put(belt, x, row, EAST)
            start = (-2, row)
        for x in range(self._end):
            self._put(belt, x, row, EAST)
        if len(lane.items) == 1:
            yield Door(lane.items[0], fluid=False, out=False, tile=start, direction=direction, lane="both")
            return
        first, second = lane.items
        yield Door(first, fluid=False, out=False, tile=start, direction=direction, lane="left")
        yield Door(second, fluid=False, out=False, tile=start, direction=direction, lane="right")

    def _tier(self, line: Line) -> Tier:
        """Return the belt that carries the most of what has one lane of it, or what is told for one that is alone."""
        items, step = line.lane.items, self.step
        if len(items) == 1 and not line.lane.out and items[0] in self.tiers:
            return self.tiers[items[0]]
        per_craft = {**step.takes, **step.gives}
        rates = [per_craft.get(item, Fraction(0)) * self.crafts_per_s * PER_MIN for item in items]
        if step.fuel is not None and step.fuel[0] in items:
            rates.append(step.fuel[1] * self.count * PER_MIN)
        return self.kit.tier_for(max(rates), 1) or self.kit.tiers[-1]

    def _pipes(self, side: int) -> Iterator[Door]:
        """Draw a fluid's line beyond the belts of a side, with stubs under them; its door is at the right end."""
        fluids = self.wet.fluids[side]
        if not fluids:
            return
        name, _, out = fluids[0]
        openings = sorted(x + column for x in self._columns for _, column, _ in fluids)
        belts = max((line.lane.distance for line in self.lines if line.side == side), default=0)
        row = self._edge(side)
        line = row + side * (belts + 2) if belts else row
        if belts:
            inward = SOUTH if side == UP else NORTH
            for x in openings:
                self._put(PIPE_UNDER, x, row, inward)
                self._put(PIPE_UNDER, x, line - side, (inward + OPPOSITE) % 16)
        for x in range(openings[0], self._end + 1):
            self._put(PIPE, x, line)
        yield Door(name, fluid=True, out=out, tile=(self._end, line), direction=EAST, lane="both")


def filled(modules: Sequence[ItemRequest], slots: int) -> tuple[ItemRequest, ...]:
    """Return modules with their counts: a stack of none fills the slots that are left, as in a plan."""
    found, left = [], slots - sum(module.count for module in modules)
    for module in modules:
        count = module.count or left
        left -= 0 if module.count else count
        if count > 0:
            found.append(replace(module, count=count))
    return tuple(found)


def _filter(item: str) -> dict[str, object]:
    """Return the settings of an inserter that takes one item alone, as strings since 2.0 write them."""
    return {"use_filters": True, "filters": [{"index": 1, "name": item, "quality": "normal", "comparator": "="}]}
