"""A cell: one row of machines, or two with their inputs between them, for one recipe at one rate.

    ══ pipe ═════════    fluids that go in, each on a line of its own, led under belts
    ─→ far belt ────     served by long-handed inserters
    ─→ near belt ───
      i l i   i l i      inserters; a fluid's openings
     ┌───┐p┌───┐         machines in pairs with a pole between them
     │ M │ │ M │
     └───┘ └───┘
      i       i
    ── near belt ──→     the product
    ─→ far belt ────     a third ingredient
    ══ pipe ═══════      fluids that come out

A double cell has the two input belts in the middle, each row reaching both, and brings its two output belts together
at its right end so that each fills one lane. A fourth and fifth ingredient share a belt with another, one lane each:
both join its beginning from the sides (wiki: Transport belts, «Belt lanes»).
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from agent.errors import GameDataError
from agent.factory.compose.arms import Lane, amounts, fastest, plan_side
from agent.factory.compose.openings import openings
from agent.factory.compose.parts import Part
from agent.game.geometry import EAST, NORTH, SOUTH, WEST
from agent.game.prototypes import CraftingMachine

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent.factory.compose.kit import Kit, Tier
    from agent.factory.compose.real import Real
    from agent.factory.compose.wanted import Step
    from agent.game.geometry import Tile
    from agent.game.prototypes import Recipe

OPPOSITE = 8
SINGLE_MOST = 5
"""Machines that still stand in one row where two would do."""
ROW_MOST = 12
PIPE, PIPE_UNDER, TANK = "pipe", "pipe-to-ground", "storage-tank"
SINGLE_JOIN, DOUBLE_JOIN = 2, 3
"""Columns at the left in which belts are joined that share one."""


Span = tuple[Literal["belt", "pipe"], "Tile", int]
"""A tile that belts or pipes run under, and the axis: 0 vertical, 1 horizontal."""


@dataclass(frozen=True, slots=True)
class Line:
    """A belt or pipe line of a cell that ends at its edge: row ``y``, counted from the cell's top."""

    item: str
    fluid: bool
    out: bool
    y: int


@dataclass(frozen=True, slots=True)
class Cell:
    """A finished cell, its top left corner at (0, 0).

    ``ins`` from top to bottom enter at x = 0; ``outs`` leave at x = width - 1: one line, or two that are to be joined.
    ``low`` and ``high`` are the rows between which belts may be led along its edges.
    """

    parts: tuple[Part, ...]
    width: int
    height: int
    ins: tuple[Line, ...]
    outs: tuple[Line, ...]
    low: int
    high: int
    machines: int
    crafts_per_s: Fraction
    double: bool
    real: Real | None = None
    """The blueprint of the catalogue that stands in it."""
    spans: tuple[Span, ...] = ()
    """What its belts and pipes run under."""
    upright: bool = False
    """Whether it holds as it stands only: its splitters give to one side first."""

    @property
    def fixed(self) -> bool:
        """Tell whether it has been turned already as suits its doors."""
        return self.upright or self.real is not None or len({line.item for line in self.outs if not line.fluid}) > 1

    def leaves_straight(self, line: Line) -> bool:
        """Tell whether a line leaves at its own row: pipes do, and belts where there are several products."""
        return line.fluid or len({one.item for one in self.outs if not one.fluid}) > 1


def upside_down(cell: Cell) -> Cell:
    """Mirror a cell at its middle row: north and south change places, belts still run east.

    A crafting machine is mirrored with its openings: a blueprint's ``mirror`` swaps left and right before the machine
    is turned, so that one which points north points south afterwards (BlueprintEntity, «mirror»).
    """
    last = cell.height - 1
    wet = any(line.fluid for line in (*cell.ins, *cell.outs))

    def turned_over(part: Part) -> Part:
        over = replace(part, y=cell.height - part.y - part.h)
        if part.recipe is not None:
            return replace(over, direction=(OPPOSITE - part.direction) % 16, mirror=not part.mirror) if wet else over
        if part.name == TANK:
            return replace(over, direction=EAST - part.direction)
        turns = part.direction in (NORTH, SOUTH) and part.w == part.h == 1 and "pole" not in part.name
        return replace(over, direction=(OPPOSITE - part.direction) % 16) if turns else over

    def lines(found: tuple[Line, ...]) -> tuple[Line, ...]:
        return tuple(replace(line, y=last - line.y) for line in reversed(found))

    return replace(
        cell,
        parts=tuple(turned_over(part) for part in cell.parts),
        ins=lines(cell.ins),
        outs=lines(cell.outs),
        low=last - cell.high,
        high=last - cell.low,
        spans=tuple((kind, (x, last - y), axis) for kind, (x, y), axis in cell.spans),
    )


@dataclass(slots=True)
class _Side:
    """One side of a row: belts by distance, fluids with the columns of their openings (from a machine's left)."""

    lanes: list[Lane] = field(default_factory=list)
    fluids: list[tuple[str, int, bool]] = field(default_factory=list)

    @property
    def used(self) -> bool:
        return bool(self.lanes or self.fluids)


@dataclass(frozen=True, slots=True)
class _Ends:
    """Solid and fluid ends of a recipe on a machine that stands so that fluids go in at the top."""

    solid_in: tuple[str, ...]
    solid_out: tuple[str, ...]
    top: tuple[tuple[str, int, bool], ...]
    bottom: tuple[tuple[str, int, bool], ...]
    direction: int


class CellMaker:
    """Makes the cell for a step at a rate."""

    def __init__(self, step: Step, kit: Kit, tiers: dict[str, Tier]) -> None:
        self.step, self.kit, self.tiers = step, kit, tiers
        self.machine = kit.data.entity(step.machine, CraftingMachine)
        self.recipe: Recipe = kit.data.recipe(step.recipe)
        width, height = self.machine.tiles
        if width != height:
            raise GameDataError("compose-machine", machine=step.machine)
        self.size = width
        self.cover = int(kit.pole.supply_distance)
        self.pairs = 2 * width + 1 <= kit.pole.wire_reach
        self.ends = self._ends()
        self.per_craft = {**step.takes, **step.gives}

    def make(self, crafts_per_s: Fraction, *, double: bool | None = None) -> Cell:
        """Make a cell that does so many crafts a second; ``double`` None lets the number of machines decide.

        Raises:
            GameDataError: ``compose-cell`` where no cell of this shape can.
        """
        solid_only = not self.ends.top and not self.ends.bottom
        top, bottom = self._sides()
        speed = self._speed(top, bottom)
        count = math.ceil(crafts_per_s / speed) if speed else 0
        wanted = (count > SINGLE_MOST or not speed) if double is None else double
        if wanted and solid_only and len(self.ends.solid_out) == 1:
            inner, outer = self._double_sides()
            fast = self._speed(inner, outer, mirrored=True)
            if fast:
                return self._double(inner, outer, math.ceil(crafts_per_s / fast), crafts_per_s)
        if not speed:
            raise GameDataError("compose-cell", recipe=self.step.recipe, machine=self.step.machine)
        return self._single(top, bottom, count, crafts_per_s)

    # -- what goes where

    def _ends(self) -> _Ends:
        recipe = self.recipe
        fluid_in = [part.name for part in recipe.ingredients if part.fluid]
        fluid_out = [part.name for part in recipe.products if part.fluid]
        solid_in = [part.name for part in recipe.ingredients if not part.fluid]
        if self.step.fuel is not None and self.step.fuel[0] not in solid_in:
            solid_in.append(self.step.fuel[0])
        solid_out = [part.name for part in recipe.products if not part.fluid]
        if len(solid_out) > 1 or set(solid_out) & set(solid_in):
            raise GameDataError("compose-products", recipe=recipe.name)
        solid_in.sort(key=lambda name: (-self.step.takes.get(name, Fraction(0)), name))
        for direction in (NORTH, SOUTH, EAST, WEST):
            ins = openings(self.machine, recipe.name, "input", fluid_in, direction)
            outs = openings(self.machine, recipe.name, "output", fluid_out, direction)
            if ins is not None and outs is not None and all(up for _, _, up in ins):
                both = [(*one, False) for one in ins] + [(*one, True) for one in outs]
                return _Ends(
                    tuple(solid_in),
                    tuple(solid_out),
                    tuple((name, column, out) for name, column, up, out in both if up),
                    tuple((name, column, out) for name, column, up, out in both if not up),
                    direction,
                )
        raise GameDataError("compose-openings", recipe=recipe.name, machine=self.machine.name)

    def _lane(self, items: Sequence[str], distance: int, *, out: bool = False) -> Lane:
        fuel = self.step.fuel
        burnt = fuel[1] if fuel is not None and fuel[0] in items else Fraction(0)
        return Lane(tuple(items), distance, out, amounts(items, self.per_craft), burnt)

    def _sides(self) -> tuple[_Side, _Side]:
        """Give the belts of a single row their places."""
        ends = self.ends
        top, bottom = _Side(fluids=list(ends.top)), _Side(fluids=list(ends.bottom))
        for name in ends.solid_out:
            bottom.lanes.append(self._lane([name], 1, out=True))
        places = [(top, 1), (top, 2), (bottom, 2)] if not ends.top else [(bottom, 2), (top, 1), (top, 2)]
        if not ends.solid_out:
            places = [(bottom, 1), *[place for place in places if place != (bottom, 1)]]
        if len(ends.solid_in) > 1 and not ends.top and not ends.solid_out:
            places = [(top, 1), (bottom, 1), (top, 2), (bottom, 2)]
        for (side, distance), items in zip(places, shared(ends.solid_in, len(places)), strict=False):
            side.lanes.append(self._lane(items, distance))
        for side in (top, bottom):
            if [lane.distance for lane in side.lanes] == [2]:
                side.lanes = [self._lane(lane.items, 1, out=lane.out) for lane in side.lanes]
        return top, bottom

    def _double_sides(self) -> tuple[_Side, _Side]:
        """Give the belts of a double row their places: inputs inside, the product outside."""
        inner = _Side()
        for distance, items in enumerate(shared(self.ends.solid_in, 2), 1):
            inner.lanes.append(self._lane(items, distance))
        return inner, _Side([self._lane(self.ends.solid_out, 1, out=True)])

    # -- how fast

    def _slots(self, side: _Side, odd: int) -> list[int]:
        """Return the places along a machine's side that a pole covers, the nearest last; openings stay free."""
        taken = {column for _, column, _ in side.fluids}
        reach = [slot + 1 if odd and self.pairs else self.size - slot for slot in range(self.size)]
        return [slot for slot in range(self.size) if slot not in taken and reach[slot] <= self.cover]

    def _speed(self, one: _Side, other: _Side, *, mirrored: bool = False) -> Fraction | None:
        """Return the crafts a second that a machine of the row can do."""
        sides = [(side.lanes, self._slots(side, odd)) for side in (one, other) for odd in (0, 1)]
        if mirrored and len(one.lanes) > 1:
            turned_round = [self._lane(lane.items, 3 - lane.distance) for lane in one.lanes]
            sides += [(turned_round, self._slots(one, odd)) for odd in (0, 1)]
        return fastest([side for side in sides if side[0]], self.step.machine_crafts_per_s, self.kit)

    # -- geometry

    def _columns(self, count: int, start: int) -> tuple[list[int], list[int], int]:
        """Return where machines begin, where poles stand, and the width."""
        machines, poles, x = [], [], start
        for place in range(count):
            machines.append(x)
            x += self.size
            if place % 2 == 0 or not self.pairs:
                poles.append(x)
                x += 1
        return machines, poles, max(x, machines[-1] + self.size + 1 if machines else x)

    def _single(self, top: _Side, bottom: _Side, count: int, crafts: Fraction) -> Cell:
        if count > ROW_MOST:
            raise GameDataError("compose-row", recipe=self.step.recipe, machines=count)
        draft = _Draft(self)
        heights = draft.heights(top)
        y = sum(heights)
        rows = {"top": y - 1, "machine": y, "bottom": y + self.size}
        below = draft.heights(bottom)
        joined = any(len(lane.items) > 1 for lane in bottom.lanes)
        height = rows["bottom"] + sum(below) + joined
        if any(len(lane.items) > 1 and lane.distance == 1 for lane in bottom.lanes) or (joined and bottom.fluids):
            raise GameDataError("compose-cell", recipe=self.step.recipe, machine=self.step.machine)
        if any(len(lane.items) > 1 for lane in top.lanes):
            raise GameDataError("compose-cell", recipe=self.step.recipe, machine=self.step.machine)
        start = SINGLE_JOIN if joined else 0
        machines, poles, width = self._columns(count, start)
        draft.machines(machines, poles, y)
        speed = crafts / count
        draft.side(top, rows["top"], -1, machines, width, speed)
        draft.side(bottom, rows["bottom"], 1, machines, width, speed)
        pipes_above = [line.y for line in draft.lines if line.fluid and line.y < y]
        pipes_below = [line.y for line in draft.lines if line.fluid and line.y > y]
        return draft.cell(
            width, height, max(pipes_above, default=-1) + 1, min(pipes_below, default=height) - 1, speed * count
        )

    def _double(self, inner: _Side, outer: _Side, count: int, crafts: Fraction) -> Cell:
        if count > 2 * ROW_MOST:
            raise GameDataError("compose-row", recipe=self.step.recipe, machines=count)
        count = max(count, 2)
        draft = _Draft(self)
        above, below = math.ceil(count / 2), count // 2
        first = 2
        belts = len(inner.lanes)
        middle = first + self.size + 1
        second = middle + belts + 1
        height = second + self.size + 2
        start = DOUBLE_JOIN if any(len(lane.items) > 1 for lane in inner.lanes) else 0
        machines, poles, width = self._columns(above, start)
        draft.machines(machines, poles, first)
        others, poles, _ = self._columns(below, start)
        draft.machines(others, poles, second)
        speed = crafts / count
        draft.side(outer, first - 1, -1, machines, width, speed)
        draft.side(outer, second + self.size, 1, others, width, speed)
        draft.arms(inner, middle - 1, 1, machines, speed)
        draft.inner(inner, middle, machines[-1] + self.size)
        mirrored = _Side([self._lane(lane.items, belts + 1 - lane.distance) for lane in inner.lanes])
        draft.arms(mirrored, second - 1, -1, others, speed)
        return draft.cell(width, height, 0, height - 1, speed * count, double=True)

    @property
    def arm_tier(self) -> Tier:
        """Return the belt that nothing else asks for."""
        return self.kit.tiers[0]


def shared(items: Sequence[str], belts: int) -> list[tuple[str, ...]]:
    """Share belts among items, the most wanted first; what is left over shares a belt with another."""
    if len(items) > 2 * belts:
        return []
    alone = max(2 * belts - len(items), 0)
    alone = min(alone, len(items))
    rest = list(items[alone:])
    pairs = [tuple(rest[place : place + 2]) for place in range(0, len(rest), 2)]
    return [*((item,) for item in items[:alone]), *pairs]


class _Draft:
    """Parts and lines of a cell while it is drawn."""

    def __init__(self, maker: CellMaker) -> None:
        self.maker = maker
        self.parts: list[Part] = []
        self.lines: list[Line] = []

    def heights(self, side: _Side) -> list[int]:
        """Return the rows a side takes: inserters, belts, pipes with their exits."""
        if not side.used:
            return [0]
        belts = max((lane.distance for lane in side.lanes), default=0)
        pipes = [2 if place or belts else 1 for place in range(len({name for name, _, _ in side.fluids}))]
        return [1, belts, *pipes]

    def machines(self, columns: Iterable[int], poles: Iterable[int], y: int) -> None:
        """Put down the machines of a row and the poles between them."""
        maker = self.maker
        step, size = maker.step, maker.size
        recipe = None if maker.machine.type == "furnace" or maker.machine.fixed_recipe else step.recipe
        self.parts += [
            Part(maker.machine.name, x, y, size, size, maker.ends.direction, recipe, step.quality, step.modules)
            for x in columns
        ]
        self.parts += [Part(maker.kit.pole.name, x, y + size // 2) for x in poles]

    def side(self, side: _Side, row: int, towards: int, columns: Sequence[int], width: int, speed: Fraction) -> None:
        """Draw a side of a row: ``row`` is the one next to the machines, ``towards`` -1 goes up, 1 down."""
        if not columns or not side.used:
            return
        self.arms(side, row, towards, columns, speed)
        belts = max((lane.distance for lane in side.lanes), default=0)
        for lane in side.lanes:
            self._belt(lane, row + towards * lane.distance, columns, width)
        row += towards * belts
        for place, name in enumerate(dict.fromkeys(name for name, _, _ in side.fluids)):
            row += towards * (2 if place or belts else 1)
            self._pipe(side, name, row, towards, columns, width, near=not (place or belts), belts=belts)

    def arms(self, side: _Side, row: int, towards: int, columns: Sequence[int], speed: Fraction) -> None:
        """Put down the inserters between a row and its belts."""
        maker = self.maker
        for place, x in enumerate(columns):
            plans = plan_side(side.lanes, maker._slots(side, place % 2), speed, maker.kit)  # noqa: SLF001
            for plan in plans or ():
                inward = NORTH if towards < 0 else SOUTH
                direction = (inward + OPPOSITE) % 16 if plan.lane.out else inward
                self.parts.append(Part(plan.name, x + plan.slot, row, direction=direction))

    def _belt(self, lane: Lane, y: int, columns: Sequence[int], width: int) -> None:
        tier = self.maker.tiers.get(lane.items[0], self.maker.arm_tier)
        size = self.maker.size
        if lane.out:
            self._straight(tier.belt, columns[0], width, y)
            self.lines.append(Line(lane.items[0], fluid=False, out=True, y=y))
        elif len(lane.items) == 1:
            self._straight(tier.belt, 0, columns[-1] + size, y)
            self.lines.append(Line(lane.items[0], fluid=False, out=False, y=y))
        else:
            self._joined(lane, tier, y, columns[-1] + size)

    def _joined(self, lane: Lane, tier: Tier, y: int, end: int) -> None:
        """Begin a belt where two others join it from its sides: the first item from above, the second from below."""
        self._straight(tier.belt, 1, end, y)
        self.parts += [
            Part(tier.belt, 0, y - 1, direction=EAST),
            Part(tier.belt, 1, y - 1, direction=SOUTH),
            Part(tier.belt, 0, y + 1, direction=EAST),
            Part(tier.belt, 1, y + 1, direction=NORTH),
        ]
        self.lines.append(Line(lane.items[0], fluid=False, out=False, y=y - 1))
        self.lines.append(Line(lane.items[1], fluid=False, out=False, y=y + 1))

    def inner(self, side: _Side, y: int, end: int) -> None:
        """Draw the belts between two rows; a shared one below makes the upper one come in from above."""
        upper = side.lanes[0]
        tier = self.maker.tiers.get(upper.items[0], self.maker.arm_tier)
        if not any(len(lane.items) > 1 for lane in side.lanes):
            for place, lane in enumerate(side.lanes):
                self._straight(self.maker.tiers.get(lane.items[0], self.maker.arm_tier).belt, 0, end, y + place)
                self.lines.append(Line(lane.items[0], fluid=False, out=False, y=y + place))
            return
        lower = side.lanes[1]
        self._joined(lower, self.maker.tiers.get(lower.items[0], self.maker.arm_tier), y + 1, end)
        start = y - 1
        if len(upper.items) > 1:
            start = y - 3
            self.parts += [Part(tier.belt, 0, start + turn, direction=EAST) for turn in (-1, 1)]
            self.parts += [Part(tier.belt, 1, start - 1, direction=SOUTH), Part(tier.belt, 1, start + 1)]
            self.parts.append(Part(tier.belt, 1, start, direction=EAST))
            self.lines += [
                Line(item, fluid=False, out=False, y=start + turn)
                for item, turn in zip(upper.items, (-1, 1), strict=True)
            ]
        else:
            self._straight(tier.belt, 0, 2, start)
            self.lines.append(Line(upper.items[0], fluid=False, out=False, y=start))
        self.parts += [Part(tier.belt, 2, row, direction=SOUTH) for row in range(start, y)]
        self._straight(tier.belt, 2, end, y)

    def _straight(self, belt: str, start: int, end: int, y: int) -> None:
        self.parts += [Part(belt, x, y, direction=EAST) for x in range(start, end)]

    def _pipe(
        self,
        side: _Side,
        name: str,
        y: int,
        towards: int,
        columns: Sequence[int],
        width: int,
        *,
        near: bool,
        belts: int,
    ) -> None:
        """Draw a fluid's line along the row and its stubs, under whatever lies between."""
        out = next(one[2] for one in side.fluids if one[0] == name)
        openings = [x + column for x in columns for fluid, column, _ in side.fluids if fluid == name]
        start, end = (min(openings), width) if out else (0, max(openings) + 1)
        self.parts += [Part(PIPE, x, y) for x in range(start, end)]
        self.lines.append(Line(name, fluid=True, out=out, y=y))
        place = list(dict.fromkeys(one[0] for one in side.fluids)).index(name)
        first = y - towards * (1 if near else sum(2 if p or belts else 1 for p in range(place + 1)) + belts)
        inward = SOUTH if towards < 0 else NORTH
        for x in openings:
            if near:
                self.parts.append(Part(PIPE, x, first))
            else:
                self.parts.append(Part(PIPE_UNDER, x, first, direction=inward))
                self.parts.append(Part(PIPE_UNDER, x, y - towards, direction=(inward + OPPOSITE) % 16))

    def cell(self, width: int, height: int, low: int, high: int, crafts: Fraction, *, double: bool = False) -> Cell:
        """Return the finished cell."""
        ins = sorted((line for line in self.lines if not line.out), key=lambda line: line.y)
        outs = sorted((line for line in self.lines if line.out), key=lambda line: line.y)
        count = sum(part.name == self.maker.machine.name for part in self.parts)
        return Cell(
            tuple(self.parts), width, height, tuple(ins), tuple(outs), low, high, count, crafts, double
        )  # fmt: skip
