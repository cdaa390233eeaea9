"""The cell of rocket silos: belts with parts' ingredients and payloads on both sides, the landing pad at the right end.

─→ far belt ───
─→ near belt ──
  l i            inserters beside a pole
 ┌─────┐p┌────┐
 │silo │ │pad │i──→   what a rocket brings back lands on the pad, one to a planet (wiki: Cargo landing pad)
 └─────┘p└────┘
  l i
─→ near belt ──
─→ far belt ───      payloads
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from agent.errors import GameDataError
from agent.factory.compose.arms import Lane, fastest, plan_side
from agent.factory.compose.cell import ROW_MOST, Cell, Line
from agent.factory.compose.parts import Part
from agent.game.blueprint import BlueprintEntity
from agent.game.geometry import EAST, NORTH, SOUTH, WEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from fractions import Fraction

    from agent.factory.compose.kit import Kit, Tier
    from agent.factory.compose.wanted import Step

PAD = "cargo-landing-pad"
AUTOMATIC = "launch_to_orbit_automatically"
BELTS, MOST_PARTS = 2, 3
"""Belts on a side, and ingredients of a part beside the payload."""
ABOVE = BELTS + 1
"""Rows above the silos: two belts and the inserters."""


def launching_cell(step: Step, kit: Kit, crafts_per_s: Fraction, tiers: Mapping[str, Tier]) -> Cell:
    """Make the cell that builds and launches so many rocket parts a second.

    Raises:
        GameDataError: ``compose-cell`` where the parts have too many ingredients or there is no landing pad;
            ``compose-row`` for too many silos.
    """
    return _Launching(step, kit, tiers).cell(crafts_per_s)


class _Launching:
    def __init__(self, step: Step, kit: Kit, tiers: Mapping[str, Tier]) -> None:
        self.step, self.kit, self.tiers = step, kit, tiers
        self.pad = kit.data.entities.get(PAD)
        parts = sorted((item for item in step.takes if item != step.payload), key=lambda it: (-step.takes[it], it))
        if self.pad is None or step.payload is None or not parts or len(parts) > MOST_PARTS or len(step.gives) != 1:
            raise self._refused()
        self.size = kit.data.entities[step.machine].tiles[0]
        self.below = ABOVE + self.size
        near = ABOVE - 2, self.below + 1
        self.rows = dict(zip(parts, (*near, 0), strict=False)) | {step.payload: self.below + BELTS}
        self.sides: tuple[list[Lane], list[Lane]] = ([], [])
        for item, row in self.rows.items():
            lane = Lane((item,), 1 if row in near else BELTS, out=False, per_craft=step.takes[item])
            self.sides[row >= self.below].append(lane)
        reach = int(kit.pole.supply_distance)
        self.slots = [slot for slot in range(self.size - 1, -1, -1) if self.size - slot <= reach]

    def _refused(self) -> GameDataError:
        return GameDataError("compose-cell", recipe=self.step.recipe, machine=self.step.machine)

    def cell(self, crafts_per_s: Fraction) -> Cell:
        """Draw silos side by side, belts along both sides of them, and the pad behind."""
        sides = [(side, self.slots) for side in self.sides if side]
        speed = fastest(sides, self.step.machine_crafts_per_s, self.kit)
        if not speed:
            raise self._refused()
        count = math.ceil(crafts_per_s / speed)
        if count > ROW_MOST:
            raise GameDataError("compose-row", recipe=self.step.recipe, machines=count)
        parts = [part for number in range(count) for part in self._silo(number, crafts_per_s / count)]
        end = count * (self.size + 1)
        for item, row in self.rows.items():
            parts += [Part(self.tiers[item].belt, x, row, direction=EAST) for x in range(end - 1)]
        emptied, out = self._landing(end, crafts_per_s)
        ins = sorted(
            (Line(item, fluid=False, out=False, y=row) for item, row in self.rows.items()), key=lambda line: line.y
        )
        height = self.below + BELTS + 1
        width = max(part.x for part in emptied) + 1
        return Cell(
            (*parts, *emptied), width, height, tuple(ins), (out,), 0, height - 1, count, crafts_per_s, double=False
        )

    def _silo(self, number: int, speed: Fraction) -> Iterator[Part]:
        step, x = self.step, number * (self.size + 1)
        settings = {AUTOMATIC: True}
        silo = BlueprintEntity(0, step.machine, 0, 0, quality=step.quality, items=step.modules, settings=settings)
        yield Part(step.machine, x, ABOVE, self.size, self.size, source=silo)
        for row in (ABOVE - 1, ABOVE + self.size // 2, self.below):
            yield Part(self.kit.pole.name, x + self.size, row)
        for side, row, inward in zip(self.sides, (ABOVE - 1, self.below), (NORTH, SOUTH), strict=True):
            for plan in (plan_side(side, self.slots, speed, self.kit) if side else None) or ():
                yield Part(plan.name, x + plan.slot, row, direction=inward)

    def _landing(self, x: int, crafts_per_s: Fraction) -> tuple[list[Part], Line]:
        """Return the pad with the inserters that empty it onto one belt, and that belt's line."""
        ((item, amount),) = self.step.gives.items()
        assert self.pad is not None  # noqa: S101 - told before
        width, depth = self.pad.tiles
        needed = [(-(-crafts_per_s * amount // kind.per_s), place) for place, kind in enumerate(self.kit.near)]
        arms, kind = min(needed)
        if arms > depth - 1:
            raise self._refused()
        first, last = ABOVE + 1, ABOVE + int(arms)
        column = x + width
        belt = self.tiers[item].belt
        parts = [Part(PAD, x, ABOVE, width, depth), Part(self.kit.pole.name, column, ABOVE)]
        parts += [Part(self.kit.near[kind].name, column, row, direction=WEST) for row in range(first, last + 1)]
        parts += [Part(belt, column + 1, row, direction=SOUTH) for row in range(first, last)]
        return [*parts, Part(belt, column + 1, last, direction=EAST)], Line(item, fluid=False, out=True, y=last)
