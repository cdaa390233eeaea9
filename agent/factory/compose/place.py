"""Greedy placement: levels left to right, each module where its suppliers' outputs meet its inputs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.factory.compose.netlist import EDGE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.factory.compose.cell import Cell
    from agent.factory.compose.netlist import Module, Net, Netlist

PADDING = 2
"""Tiles that stay free around a module for belts."""
SWEEPS = 6


@dataclass(slots=True)
class Placed:
    """A module with the place of its top left tile; its manifolds count as its own."""

    module: Module
    x: int
    y: int

    @property
    def cell(self) -> Cell:
        """Return the cell inside."""
        return self.module.cell

    @property
    def left(self) -> int:
        """Return the columns left of the cell in which its input belts change rows."""
        return sum(not line.fluid for line in self.cell.ins)

    @property
    def right(self) -> int:
        """Return the columns right of the cell in which its output belts change rows."""
        return int(any(not line.fluid for line in self.cell.outs))

    @property
    def width(self) -> int:
        """Return the width with manifolds."""
        return self.left + self.cell.width + self.right

    @property
    def height(self) -> int:
        """Return the height."""
        return self.cell.height


@dataclass(frozen=True, slots=True)
class Spacing:
    """How much room is left: ``gap`` rows between modules and ``channel`` columns between levels, beyond the least."""

    gap: int = 0
    channel: int = 0


def place(netlist: Netlist, spacing: Spacing) -> list[Placed]:
    """Place all modules; the first of the first level stands at (0, 0)."""
    levels = _levels(netlist)
    placed = {module.number: Placed(module, 0, 0) for module in netlist.modules}
    _columns(levels, placed, netlist, spacing)
    through = _through(netlist, len(levels))
    for sweep in range(SWEEPS):
        order = range(len(levels)) if sweep % 2 == 0 else range(len(levels) - 1, -1, -1)
        for number in order:
            gap = PADDING + spacing.gap + min(-(-through[number] // max(len(levels[number]), 1)), 3)
            _settle(levels[number], placed, netlist, gap, back=sweep % 2 == 0, first=sweep == 0)
    x, y = min((one.x, one.y) for one in placed.values())
    for one in placed.values():
        one.x, one.y = one.x - x, one.y - y
    return [placed[number] for number in sorted(placed)]


def _levels(netlist: Netlist) -> list[list[int]]:
    most = max(module.level for module in netlist.modules)
    levels: list[list[int]] = [[] for _ in range(most)]
    for module in netlist.modules:
        levels[module.level - 1].append(module.number)
    return [level for level in levels if level]


def _columns(levels: Sequence[Sequence[int]], placed: dict[int, Placed], netlist: Netlist, spacing: Spacing) -> None:
    """Give each level its columns: as wide as its widest module, a channel as wide as what it must carry before it."""
    x = 0
    rank = {number: place for place, level in enumerate(levels) for number in level}
    for place, level in enumerate(levels):
        if place:
            x += 3 + spacing.channel + _crossing(netlist.nets, rank, place)
        for number in level:
            placed[number].x = x
        x += max(placed[number].width for number in level)


def _crossing(nets: Sequence[Net], rank: dict[int, int], place: int) -> int:
    """Return how many columns a channel before a level needs for belts that change rows in it."""
    ends = 0
    for net in nets:
        takers = [rank[need.module] for need in net.takers if need.module != EDGE]
        ends += sum(taker == place for taker in takers)
        if any(number != EDGE and rank[number] == place - 1 for number in net.suppliers):
            ends += max(len(takers) - 1, 0)
    return ends


def _through(netlist: Netlist, levels: int) -> list[int]:
    """Count the nets that pass each level without ending there."""
    rank = {module.number: module.level - 1 for module in netlist.modules}
    found = [0] * levels
    for net in netlist.nets:
        start = min((rank[number] for number in net.suppliers if number != EDGE), default=-1)
        end = max((rank[need.module] if need.module != EDGE else levels for need in net.takers), default=start)
        for place in range(start + 1, min(end, levels)):
            found[place] += 1
    return found


def _settle(
    level: list[int], placed: dict[int, Placed], netlist: Netlist, gap: int, *, back: bool, first: bool
) -> None:
    """Order a level by where its partners stand and bring each module as near to them as the others let it."""
    wish = {number: _wish(placed[number], placed, netlist, back=back) for number in level}
    if first and not any(value is not None for value in wish.values()):
        y = 0
        for number in level:
            placed[number].y = y
            y += placed[number].height + gap
        return
    known = {number: value if value is not None else float(placed[number].y) for number, value in wish.items()}
    level.sort(key=lambda number: (known[number] + placed[number].height / 2, number))
    offsets, y = [], 0
    for number in level:
        offsets.append(y)
        y += placed[number].height + gap
    blocks: list[list[float]] = []
    for number, offset in zip(level, offsets, strict=True):
        blocks.append([known[number] - offset, 1.0])
        while len(blocks) > 1 and blocks[-2][0] / blocks[-2][1] > blocks[-1][0] / blocks[-1][1]:
            last = blocks.pop()
            blocks[-1] = [blocks[-1][0] + last[0], blocks[-1][1] + last[1]]
    means = [total / count for total, count in blocks for _ in range(int(count))]
    for number, offset, mean in zip(level, offsets, means, strict=True):
        placed[number].y = round(mean) + offset


def _wish(one: Placed, placed: dict[int, Placed], netlist: Netlist, *, back: bool) -> float | None:
    """Return the row at which a module's ports would meet its suppliers' (or takers') best."""
    rows: list[float] = []
    number = one.module.number
    for net in netlist.nets:
        takers = [need.module for need in net.takers if need.module not in (EDGE, number)]
        suppliers = [supplier for supplier in net.suppliers if supplier not in (EDGE, number)]
        if back and any(need.module == number for need in net.takers):
            weight = 3 if len(takers) == 1 else 1
            rows += [
                row_of(placed[supplier], net.item, out=True) - row_of(one, net.item, out=False) + one.y
                for supplier in suppliers
                for _ in range(weight)
            ]
        elif not back and number in net.suppliers and takers:
            rows += [
                row_of(placed[taker], net.item, out=False) - row_of(one, net.item, out=True) + one.y for taker in takers
            ]
    return sum(rows) / len(rows) if rows else None


def row_of(one: Placed, item: str, *, out: bool) -> float:
    """Return the row of a module's port in the middle of where it can be."""
    lines = [line.y for line in (one.cell.outs if out else one.cell.ins) if line.item == item]
    return one.y + sum(lines) / len(lines)
