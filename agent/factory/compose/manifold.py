"""A placed module in full: the rows at which its belts cross its edges, and the belts that lead there.

Ports keep the order of the lines inside, so that the belts of a manifold never cross: those that come from above nest
into one another, and so do those from below.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.factory.compose.parts import Part, Port
from agent.game.geometry import EAST, NORTH, SOUTH

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.factory.compose.cell import Line
    from agent.factory.compose.netlist import Netlist
    from agent.factory.compose.optimal import Optimum
    from agent.factory.compose.place import Placed

PIPE = "pipe"


@dataclass(slots=True)
class Standing:
    """A module where it stands, its ports chosen; ``ports`` by item and flow, and its parts on the map."""

    placed: Placed
    in_rows: list[int]
    out_rows: dict[str, int]
    parts: list[Part] = field(default_factory=list)
    ports: dict[tuple[str, str], Port] = field(default_factory=dict)


def stand(optimum: Optimum, netlist: Netlist) -> list[Standing]:
    """Draw all modules with the port rows that were chosen for them."""
    found = []
    for one in optimum.placed:
        number, cell = one.module.number, one.cell
        rows = [optimum.in_rows[number, place] for place in range(len(cell.ins))]
        outs = {line.item: line.y if cell.leaves_straight(line) else optimum.out_rows[number] for line in cell.outs}
        standing = Standing(one, rows, outs)
        _draw(standing, netlist)
        found.append(standing)
    return found


def _draw(one: Standing, netlist: Netlist) -> None:
    placed, cell = one.placed, one.placed.cell
    x, y, left = placed.x, placed.y, placed.left
    one.parts = [part.moved(x + left, y) for part in cell.parts]
    one.parts += [part.moved(x, y) for part in _inputs(one)]
    one.parts += [part.moved(x + left + cell.width, y) for part in _outputs(one)]
    number = placed.module.number
    rates = {need.item: need.per_min for net in netlist.nets for need in net.takers if need.module == number}
    for line, row in zip(cell.ins, one.in_rows, strict=True):
        port = Port(line.item, line.fluid, "in", (x, y + row), rates[line.item])
        one.ports[line.item, "in"] = port
    made = {item: amount * placed.module.crafts_per_s * 60 for item, amount in placed.module.step.gives.items()}
    lanes = 2 if cell.double else 1
    for item, row in one.out_rows.items():
        fluid = any(line.fluid for line in cell.outs if line.item == item)
        edge = x + placed.width - 1
        one.ports[item, "out"] = Port(item, fluid, "out", (edge, y + row), made[item], lanes)


def _inputs(one: Standing) -> Iterator[Part]:
    """Yield the belts and pipes between the left edge and the cell."""
    cell, left = one.placed.cell, one.placed.left
    belts = {part.y: part.name for part in cell.parts if part.x == 0 and "belt" in part.name}
    pairs = [(line, row) for line, row in zip(cell.ins, one.in_rows, strict=True) if not line.fluid]
    falling = [line.y for line, row in pairs if row < line.y]
    rising = [line.y for line, row in pairs if row > line.y]
    for line in cell.ins:
        if line.fluid:
            yield from (Part(PIPE, x, line.y) for x in range(left))
    for line, row in pairs:
        belt = belts[line.y]
        column = left
        if row < line.y:
            column = len(falling) - 1 - falling.index(line.y)
        elif row > line.y:
            column = rising.index(line.y)
        yield from (Part(belt, x, row, direction=EAST) for x in range(column))
        if column < left:
            yield from _turn(belt, column, row, line.y)
            yield from (Part(belt, x, line.y, direction=EAST) for x in range(column + 1, left))


def _turn(belt: str, x: int, start: int, end: int) -> Iterator[Part]:
    """Yield a column of belt from one row to another where it turns east."""
    step = 1 if end > start else -1
    way = SOUTH if step > 0 else NORTH
    yield from (Part(belt, x, row, direction=way) for row in range(start, end, step))
    yield Part(belt, x, end, direction=EAST)


def _outputs(one: Standing) -> Iterator[Part]:
    """Yield the belts and pipes between the cell and the right edge."""
    cell, right = one.placed.cell, one.placed.right
    solid = [line for line in cell.outs if not cell.leaves_straight(line)]
    for line in cell.outs:
        if line.fluid:
            yield from (Part(PIPE, x, line.y) for x in range(right))
        elif cell.leaves_straight(line):
            yield from (Part(_belt_at(one, line), x, line.y, direction=EAST) for x in range(right))
    if not solid:
        return
    belt = _belt_at(one, solid[0])
    row = one.out_rows[solid[0].item]
    for line in solid:
        step = 1 if row > line.y else -1
        way = SOUTH if step > 0 else NORTH
        yield from (Part(belt, 0, y, direction=way) for y in range(line.y, row, step))
    yield Part(belt, 0, row, direction=EAST)


def _belt_at(one: Standing, line: Line) -> str:
    cell = one.placed.cell
    edge = cell.width - 1
    return next(part.name for part in cell.parts if part.x == edge and part.y == line.y and "belt" in part.name)
