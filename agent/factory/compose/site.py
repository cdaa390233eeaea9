"""The ground that nets are led over: modules, the tiles before their ports, rows at the edge; what a net is worth."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.factory.compose.grid import FREE, SOLID, Grid
from agent.factory.compose.netlist import EDGE
from agent.factory.compose.parts import ALIGNED
from agent.factory.compose.tree import BeltTree, PipeTree

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.factory.compose.kit import Kit
    from agent.factory.compose.manifold import Standing
    from agent.factory.compose.netlist import Net, Netlist
    from agent.factory.compose.parts import Part
    from agent.game.geometry import Tile

MARGIN_ROWS, MARGIN_COLUMNS = 5, 4
PIPE_APART, BELT_APART = 3, 2
MOST_LOOKED = 60_000
"""States that one search looks at before it gives up."""
SHUT = -3
"""Keeps a net away from the tile before a port while it is led to another."""


class Site:
    """One placement to be joined; ``fight`` is what a net that has to give way weighs against an aligned port."""

    def __init__(self, standing: Sequence[Standing], netlist: Netlist, kit: Kit, widen: int = 0) -> None:
        self.standing, self.netlist, self.kit = standing, netlist, kit
        placed = [one.placed for one in standing]
        outside = sum(EDGE in net.suppliers for net in netlist.nets)
        rows = MARGIN_ROWS + widen + len(netlist.nets) // 6
        columns = MARGIN_COLUMNS + widen + outside
        left = min(one.x for one in placed) - columns
        right = max(one.x + one.width for one in placed) + MARGIN_COLUMNS + widen
        top = min(one.y for one in placed) - rows
        bottom = max(one.y + one.height for one in placed) + rows
        self.grid = Grid(left - 1, top - 1, right - left + 2, bottom - top + 2)
        self.looked = 0
        self.fight = 1.0
        self._cells()
        self.entry_rows = self._entry_rows()

    def _cells(self) -> None:
        """Put modules on the grid: their tiles, pipes under them, openings, and the tiles before their ports."""
        grid = self.grid
        numbers: dict[tuple[int, str, str], int] = {}
        for one_net in self.netlist.nets:
            ends = [(number, one_net.item, "out") for number in one_net.suppliers]
            ends += [(need.module, one_net.item, "in") for need in one_net.takers]
            numbers |= dict.fromkeys(ends, one_net.number + 1)
        for one in self.standing:
            placed = one.placed
            number = placed.module.number
            grid.block(
                (x, y)
                for x in range(placed.x, placed.x + placed.width)
                for y in range(placed.y, placed.y + placed.height)
            )
            for part in one.parts:
                grid.block((part.x + dx, part.y + dy) for dx in range(part.w) for dy in range(part.h))
                if part.name == "pipe":
                    at = grid.at((part.x, part.y))
                    for step in grid.steps:
                        grid.faced[at + step][-1] = 1
            self._stubs(one)
            self._spans(one)
            for (item, flow), port in one.ports.items():
                at = grid.at(port.tile) + (1 if flow == "out" else -1)
                net = numbers.get((number, item, flow))
                if net is not None:
                    grid.kept[at] = net
                    if port.fluid:
                        grid.faced[at] = {net: 1}
                        self._claim(at, net)

    def _claim(self, at: int, net: int) -> None:
        """Keep pipes of others away from a tile where one of this net will stand."""
        for step in self.grid.steps:
            self.grid.faced[at + step][net] = self.grid.faced[at + step].get(net, 0) + 1

    def _stubs(self, one: Standing) -> None:
        """Mark the spans of a module's own pipes under the ground: pairs stand in one column."""
        columns: dict[int, list[Part]] = {}
        for part in one.parts:
            if part.name == "pipe-to-ground":
                columns.setdefault(part.x, []).append(part)
        for x, parts in columns.items():
            rows = [part.y for part in parts]
            for y in range(min(rows), max(rows) + 1):
                self.grid.pipes_under[0][self.grid.at((x, y))] = -1

    def _spans(self, one: Standing) -> None:
        """Mark what a blueprint's own belts and pipes run under: no underground of a net may come between."""
        grid, placed = self.grid, one.placed
        for kind, (x, y), axis in placed.cell.spans:
            under = grid.belts_under if kind == "belt" else grid.pipes_under
            under[axis][grid.at((placed.x + placed.left + x, placed.y + y))] = SOLID

    def _entry_rows(self) -> dict[int, int]:
        """Choose rows at the left edge: near the ports that are to be fed, each apart from the others."""
        wishes = []
        for net in self.netlist.nets:
            if EDGE in net.suppliers:
                ports = [self.standing[n.module].ports[net.item, "in"].tile for n in net.takers if n.module != EDGE]
                nearest = min(ports)
                wishes.append((nearest[1], net.number, net.fluid))
        taken: dict[int, bool] = {}
        found = {}
        for row, number, fluid in sorted(wishes):
            for away in range(self.grid.height):
                free = [
                    at
                    for at in (row + away, row - away)
                    if self.grid.top + 2 < at < self.grid.top + self.grid.height - 3
                    and all(
                        abs(at - other) >= (PIPE_APART if fluid or piped else BELT_APART)
                        for other, piped in taken.items()
                    )
                ]
                if free:
                    found[number] = free[0]
                    taken[free[0]] = fluid
                    break
        for number, row in found.items():
            at = self.grid.at((self.grid.left + 1, row))
            self.grid.kept[at] = number + 1
            if self.netlist.nets[number].fluid:
                self._claim(at, number + 1)
        return found

    def start(self, net: Net) -> Tile:
        """Return the first tile of a net: before its supplier, or at the left edge."""
        if EDGE in net.suppliers:
            return self.grid.left + 1, self.entry_rows[net.number]
        x, y = self.standing[net.suppliers[0]].ports[net.item, "out"].tile
        return x + 1, y

    def exit(self, net: Net, module: int) -> Tile:
        """Return the tile before a supplier's port."""
        x, y = self.standing[module].ports[net.item, "out"].tile
        return x + 1, y

    def goal(self, net: Net, module: int) -> Tile:
        """Return the tile of a taker's port."""
        return self.standing[module].ports[net.item, "in"].tile

    def aligned(self, net: Net, tree: BeltTree | PipeTree) -> int:
        """Return how many ports of a net are level with where their supply begins; from the edge, none counts."""
        grid = self.grid
        if EDGE in net.suppliers:
            return 0
        if isinstance(tree, BeltTree):
            rows = [
                (tile[1], grid.tile(goal)[1]) for goal, tile in tree.supply_of(grid).items() if not self.is_exit(goal)
            ]
        else:
            suppliers = {grid.at(self.exit(net, number)) for number in net.suppliers if number != EDGE}
            doors = [grid.at(self.goal(net, need.module)) - 1 for need in net.takers if need.module != EDGE]
            rows = [(grid.tile(tree.joint(at, suppliers))[1], grid.tile(at)[1]) for at in doors]
        return sum(abs(a - b) <= ALIGNED for a, b in rows)

    def is_exit(self, goal: int) -> bool:
        """Tell whether a belt that heads for a tile leaves the block there."""
        return goal % self.grid.width == self.grid.width - 1

    def score(self, net: Net, tree: BeltTree | PipeTree) -> tuple[float, float]:
        """Return how good a tree is: aligned ports less nets it disturbs, then few tiles."""
        grid = self.grid
        tiles = tree.use(grid).tiles
        fights = {grid.owner[at] for at in tiles if grid.owner[at] not in (FREE, net.number + 1)}
        trouble = sum(1 + grid.history[at] for at in tiles if grid.owner[at] not in (FREE, net.number + 1))
        return self.aligned(net, tree) - self.fight * len(fights), -len(tiles) - trouble

    def best_score(self, net: Net) -> int:
        """Return what a tree is at most worth."""
        return 0 if EDGE in net.suppliers else sum(need.module != EDGE for need in net.takers)
