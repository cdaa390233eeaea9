"""A cell for what no row of `cell` serves: five and six ingredients, or several solid products of one recipe.

    │┌──→ far belt ────       each belt carries one ingredient, or two, one lane each
    ─┴──→ near belt ───       │ what shares a belt joins it left of the row, where there is room at its sides
       i l     i l
      ┌───┐p  ┌───┐p
      │ M │   │ M │
      └───┘   └───┘
       i l     i l            several products: each arm takes out one alone, by its filter
    ───── near belt ──→       the first product
    ───── far belt ───→       the second one, or more ingredients

Four belts with two lanes each are all that inserters reach along a row (long-handed ones reach two tiles): what one
machine takes and gives beyond that cannot stand in a row. Leads to the cell's edges are those of `lead`.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.errors import GameDataError
from agent.factory.compose.arms import Lane, amounts, fastest, plan_side
from agent.factory.compose.cell import ROW_MOST, CellMaker, shared
from agent.factory.compose.hub_row import DOWN, UP, Line, Row, Wet
from agent.factory.compose.lead import cell_of
from agent.game.prototypes import CraftingMachine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent.factory.compose.cell import Cell
    from agent.factory.compose.kit import Kit, Tier
    from agent.factory.compose.wanted import Step

LEAST_SIZE = 3
OUT_PLACES = ((DOWN, 1), (DOWN, 2), (UP, 2))
IN_PLACES = ((UP, 1), (UP, 2), (DOWN, 2), (DOWN, 1))
STEPS = 400
"""Fineness of a machine's speed: what takes a hundred of each thing works a small part of the time."""


def hub_cell(step: Step, kit: Kit, crafts_per_s: Fraction, tiers: Mapping[str, Tier]) -> Cell:
    """Make the cell for a step at a rate.

    Raises:
        GameDataError: ``compose-products`` for a product that is also an ingredient, or where four belts do not carry
            it all; ``compose-cell`` where inserters cannot, or where one side has two fluids; ``compose-openings``;
            ``compose-row`` for too many machines.
    """
    machine = kit.data.entity(step.machine, CraftingMachine)
    if machine.tiles[0] != machine.tiles[1] or machine.tiles[0] < LEAST_SIZE:
        raise GameDataError("compose-products", recipe=step.recipe)
    wet = _wet(step, kit, tiers)
    row = _row(step, kit, crafts_per_s, tiers, wet) if not step.beacons else None
    for beside in ((UP,), (UP, DOWN)) if step.beacons and not wet.fluids else ():
        tried = _row(step, kit, crafts_per_s, tiers, wet, beside, strict=False)
        if row is None and tried is not None and tried.reached >= step.beacons[0].count and len(step.beacons) == 1:
            row = tried
    if row is None:
        raise GameDataError("compose-beacons", recipe=step.recipe)
    found = cell_of(row.drawing(), kit)
    if found is None:
        raise GameDataError("compose-cell", recipe=step.recipe, machine=step.machine)
    return found


def _row(
    step: Step,
    kit: Kit,
    crafts_per_s: Fraction,
    tiers: Mapping[str, Tier],
    wet: Wet,
    beside: tuple[int, ...] = (),
    *,
    strict: bool = True,
) -> Row | None:
    """Return the row with beacons on some of its sides, beyond one belt; None, or the error, where there is none."""
    machine = kit.data.entity(step.machine, CraftingMachine)
    solid_in, solid_out = _ends(step, kit)
    lines = _lines(step, solid_in, solid_out, beside)
    if lines is None:
        if not strict:
            return None
        raise GameDataError("compose-products", recipe=step.recipe)
    sides = [[line.lane for line in lines if line.side == side] for side in (UP, DOWN)]
    size = machine.tiles[0]
    slots = {side: [slot for slot in range(size) if slot not in wet.columns(side)] for side in (UP, DOWN)}
    work = [(lanes, slots[side]) for side, lanes in zip((UP, DOWN), sides, strict=True) if lanes]
    speed = fastest(work, step.machine_crafts_per_s, kit, STEPS)
    if not speed:
        raise GameDataError("compose-cell", recipe=step.recipe, machine=step.machine)
    count = math.ceil(crafts_per_s / speed)
    if count > ROW_MOST:
        raise GameDataError("compose-row", recipe=step.recipe, machines=count)
    plans = {
        side: plan_side(lanes, slots[side], crafts_per_s / count, kit) or ()
        for side, lanes in zip((UP, DOWN), sides, strict=True)
    }
    return Row(step, kit, machine, tuple(lines), plans, count, crafts_per_s, tiers, wet, beside)


def _ends(step: Step, kit: Kit) -> tuple[list[str], list[str]]:
    burnt = [] if step.fuel is None else [step.fuel[0]]
    if {*step.takes, *burnt} & set(step.gives):
        raise GameDataError("compose-products", recipe=step.recipe)
    solid_in = sorted({*step.takes, *burnt} - set(kit.data.fluids))
    solid_in.sort(key=lambda name: -step.takes.get(name, Fraction(0)))
    solid_out = sorted(set(step.gives) - set(kit.data.fluids))
    return solid_in, sorted(solid_out, key=lambda name: (-step.gives[name], name))


def _wet(step: Step, kit: Kit, tiers: Mapping[str, Tier]) -> Wet:
    """Return how machines stand so that their pipes open to the row's sides."""
    if not {*step.takes, *step.gives} & set(kit.data.fluids):
        return Wet()
    ends = CellMaker(step, kit, dict(tiers)).ends
    found = {UP: ends.top, DOWN: ends.bottom}
    if any(len({name for name, _, _ in fluids}) > 1 for fluids in found.values()):
        raise GameDataError("compose-cell", recipe=step.recipe, machine=step.machine)
    return Wet(ends.direction, found)


def _lines(step: Step, solid_in: Sequence[str], solid_out: Sequence[str], beside: tuple[int, ...]) -> list[Line] | None:
    """Give belts their places; None where there are too few: none but the near belt where beacons stand beside."""
    outs = [place for place in OUT_PLACES if place[1] == 1 or place[0] not in beside]
    ins = [place for place in IN_PLACES if place[1] == 1 or place[0] not in beside]
    if len(solid_out) > len(outs):
        return None
    per_craft = {**step.takes, **step.gives}
    taken = outs[: len(solid_out)]
    found = [
        Line(side, Lane((name,), distance, True, per_craft[name]))  # noqa: FBT003 - out
        for name, (side, distance) in zip(solid_out, taken, strict=True)
    ]
    free = [place for place in ins if place not in taken]
    groups = shared(solid_in, len(free))
    if solid_in and not groups:
        return None
    for items, (side, distance) in zip(groups, free, strict=False):
        burnt = step.fuel[1] if step.fuel is not None and step.fuel[0] in items else Fraction(0)
        found.append(Line(side, Lane(items, distance, False, amounts(items, per_craft), burnt)))  # noqa: FBT003 - in
    return found
