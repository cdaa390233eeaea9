"""A valve before crackers: others who need the same fluid drink first, crackers get what they leave.

    ─────══───  a pump that works while the tank holds a reserve: told by a red wire
      ▓▓▓p
    ─>▓▓▓>────  what else goes in passes under the tank
      ▓▓▓

A cracker that takes of what others need too makes more of the other oil than anybody uses: that one backs up, the
refinery stops, and there is ever less of the first one. So players let a pump wait for a full tank before crackers.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent.factory.compose.cell import PIPE, PIPE_UNDER, TANK
from agent.factory.compose.parts import Part
from agent.game.blueprint import BlueprintEntity, Wire
from agent.game.blueprint.model import CIRCUIT_RED
from agent.game.geometry import EAST, WEST

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agent.factory.compose.cell import Cell, Span
    from agent.factory.compose.kit import Kit
    from agent.factory.compose.wanted import Step
    from agent.game.geometry import Tile

PUMP = "pump"
TANK_SIDE, PUMP_LENGTH = 3, 2
RESERVE = 2_500
"""Units in the tank, a tenth of what it holds, above which crackers may have what comes."""
FIRST = 2
"""The tank's first column."""
LAST = FIRST + TANK_SIDE
"""The column after the tank, where the pump begins."""
WIDER = LAST + PUMP_LENGTH


def cracks(step: Step, fluid: str, steps: Sequence[Step]) -> bool:
    """Tell whether a step turns a fluid into what is made together with it."""
    others = (other for other in steps if other is not step and fluid in other.gives)
    return fluid in step.takes and any(set(step.gives) & set(other.gives) for other in others)


def valved(cell: Cell, fluid: str, kit: Kit) -> Cell:
    """Put a valve before the top line of a cell; a cell where that is not the fluid's stays as it is."""
    first = cell.ins[0]
    if first.item != fluid or first.y or any(not line.fluid for line in cell.ins):
        return cell
    control = {"circuit_enabled": True, "circuit_condition": _more_than(fluid, RESERVE)}
    pump = BlueprintEntity(0, PUMP, 0, 0, EAST, settings={"control_behavior": control})
    parts = [part.moved(WIDER, 0) for part in cell.parts]
    parts += [Part(PIPE, x, 0) for x in range(LAST)]
    parts.append(Part(PUMP, LAST, 0, PUMP_LENGTH, 1, EAST, source=pump))
    parts.append(Part(TANK, FIRST, 1, TANK_SIDE, TANK_SIDE, EAST))
    parts.append(Part(kit.pole.name, LAST, 1))
    spans: list[Span] = []
    for line in cell.ins[1:]:
        parts += [Part(PIPE, x, line.y) for x in (*range(FIRST - 1), *range(LAST + 1, WIDER))]
        parts.append(Part(PIPE_UNDER, FIRST - 1, line.y, direction=WEST))
        parts.append(Part(PIPE_UNDER, LAST, line.y, direction=EAST))
        spans += [("pipe", (x, line.y), 1) for x in range(FIRST - 1, LAST + 1)]
    moved: list[Span] = [(kind, (x + WIDER, y), axis) for kind, (x, y), axis in cell.spans]
    return replace(cell, parts=tuple(parts), width=cell.width + WIDER, spans=(*moved, *spans))


def _more_than(fluid: str, amount: int) -> dict[str, object]:
    return {"first_signal": {"type": "fluid", "name": fluid}, "constant": amount, "comparator": ">"}


def signals(parts: Sequence[Part], number: Mapping[Tile, int]) -> Iterator[Wire]:
    """Yield the red wires between pumps of valves and the tanks beside their way in, by the numbers at their tiles."""
    tanks = {
        (tank.x + dx, tank.y + dy): tank
        for tank in parts
        if tank.name == TANK
        for dx in range(tank.w)
        for dy in range(tank.h)
    }
    for pump in parts:
        if pump.name != PUMP or pump.source is None or pump.source.number:
            continue  # a player's own pump has a number
        for tank in filter(None, (tanks.get((pump.x - 1, pump.y + side)) for side in (-1, 1))):
            yield Wire(number[tank.x, tank.y], CIRCUIT_RED, number[pump.x, pump.y], CIRCUIT_RED)
