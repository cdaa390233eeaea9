"""Cells of drills and pumpjacks: two rows of drills with a belt between them, or a row of pumpjacks along a pipe.

The player puts them on the ore or over the wells; that each stands on its resource, a well of 100 % yield, is taken for
granted.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from agent.errors import GameDataError
from agent.factory.compose.cell import PIPE, ROW_MOST, Cell, Line
from agent.factory.compose.parts import Part
from agent.game.geometry import EAST, NORTH, SOUTH
from agent.game.prototypes import MiningDrill

if TYPE_CHECKING:
    from fractions import Fraction

    from agent.factory.compose.kit import Kit, Tier
    from agent.factory.compose.wanted import Step


def mining_cell(step: Step, kit: Kit, crafts_per_s: Fraction, tier: Tier) -> Cell:
    """Make the cell for a rate.

    Raises:
        GameDataError: ``compose-mine`` for a drill that needs a fluid or is no square; ``compose-row`` for too many.
    """
    drill = kit.data.entity(step.machine, MiningDrill)
    (item,) = step.gives
    if step.takes or drill.tiles[0] != drill.tiles[1]:
        raise GameDataError("compose-mine", machine=drill.name, item=item)
    count = math.ceil(crafts_per_s / step.machine_crafts_per_s)
    fluid = item in kit.data.fluids
    if count > ROW_MOST * (1 if fluid else 2):
        raise GameDataError("compose-row", recipe=item, machines=count)
    if fluid:
        return _wells(step, kit, drill, item, count, crafts_per_s)
    return _drills(step, kit, drill, item, count, crafts_per_s, tier)


def _columns(count: int, size: int) -> tuple[list[int], list[int], int]:
    """Return where drills and the poles between pairs of them stand, and the width."""
    drills, poles, x = [], [], 0
    for place in range(count):
        drills.append(x)
        x += size
        if place % 2 == 0:
            poles.append(x)
            x += 1
    return drills, poles, x


def _drills(step: Step, kit: Kit, drill: MiningDrill, item: str, count: int, crafts: Fraction, tier: Tier) -> Cell:
    size = drill.tiles[0]
    above, below = math.ceil(count / 2), count // 2
    columns, poles, width = _columns(above, size)
    parts = [_drill(step, drill, x, 0, SOUTH) for x in columns]
    parts += [_drill(step, drill, x, size + 1, NORTH) for x in columns[:below]]
    rows = (size // 2, size + 1 + size // 2) if below else (size // 2,)
    parts += [Part(kit.pole.name, x, y) for x in poles for y in rows]
    parts += [Part(tier.belt, x, size, direction=EAST) for x in range(width)]
    out = Line(item, fluid=False, out=True, y=size)
    height = 2 * size + 1 if below else size + 1
    return Cell(tuple(parts), width, height, (), (out,), 0, height - 1, count, crafts, double=count > 1)


def _wells(step: Step, kit: Kit, drill: MiningDrill, item: str, count: int, crafts: Fraction) -> Cell:
    size = drill.tiles[0]
    pipe = next((pipe for pipe in drill.pipes if pipe.flow != "input" and pipe.direction == NORTH), None)
    if pipe is None:
        raise GameDataError("compose-mine", machine=drill.name, item=item)
    columns, poles, width = _columns(count, size)
    openings = [x + math.floor(pipe.x + size / 2) for x in columns]
    parts = [_drill(step, drill, x, 2, NORTH) for x in columns]
    parts += [Part(kit.pole.name, x, 2 + size // 2) for x in poles]
    parts += [Part(PIPE, x, 1) for x in openings]
    parts += [Part(PIPE, x, 0) for x in range(openings[0], width)]
    out = Line(item, fluid=True, out=True, y=0)
    return Cell(tuple(parts), width, size + 2, (), (out,), 1, size + 1, count, crafts, double=False)


def _drill(step: Step, drill: MiningDrill, x: int, y: int, direction: int) -> Part:
    return Part(drill.name, x, y, *drill.tiles, direction, quality=step.quality, items=step.modules)
