"""A net of pipes: the order in which its ends are joined, so that as many as may be are level with their joints."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from agent.factory.compose.belt_path import Mine
from agent.factory.compose.netlist import EDGE
from agent.factory.compose.parts import ALIGNED
from agent.factory.compose.pipe_path import find_pipe
from agent.factory.compose.site import MOST_LOOKED, SHUT
from agent.factory.compose.tree import PipeTree

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from agent.factory.compose.netlist import Net
    from agent.factory.compose.site import Site
    from agent.game.geometry import Tile

FAR_JOINT = 40.0


class PipeNets:
    """Leads pipes over a site."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def tree(self, net: Net) -> PipeTree | None:
        """Join all ends of a net by pipes, in the order that leaves most takers level with their joints."""
        best: PipeTree | None = None
        score = (0.0, 0.0)
        for ends in self._orders(net):
            tree = self._joined(net, ends)
            if tree is None:
                continue
            found = self.site.score(net, tree)
            if best is None or found > score:
                best, score = tree, found
            if score[0] >= self.site.best_score(net):
                break
        return best

    def _orders(self, net: Net) -> Iterator[list[int]]:
        """Yield orders of a net's ends (suppliers negative, from -1 down): near ones first, or takers in their turn."""
        ends = self._ends(net)
        first = next(iter(ends))
        x, y = ends[first]
        near = sorted(ends, key=lambda end: (end != first, abs(ends[end][0] - x) + abs(ends[end][1] - y)))
        yield near
        takers = [end for end in near if end >= 0]
        suppliers = [end for end in near if end < 0]
        if len(near) > 2:  # noqa: PLR2004 - two ends have one way
            yield [*takers, *suppliers]
            yield [*reversed(takers), *suppliers]
            yield [*suppliers, *reversed(takers)]
            for a, b in combinations(takers, 2):
                if abs(ends[a][1] - ends[b][1]) <= 2 * ALIGNED:
                    rest = [end for end in takers if end not in (a, b)]
                    yield [a, b, *reversed(rest), *suppliers]

    def _ends(self, net: Net) -> dict[int, Tile]:
        """Return the first tile outside each port, or at the left edge."""
        found: dict[int, Tile] = {}
        for place, supplier in enumerate(net.suppliers, 1):
            found[-place] = self.site.start(net) if supplier == EDGE else self.site.exit(net, supplier)
        for need in net.takers:
            if need.module != EDGE:
                x, y = self.site.goal(net, need.module)
                found[need.module] = x - 1, y
        return found

    def _joined(self, net: Net, order: Sequence[int]) -> PipeTree | None:
        """Join all ends of a net in turn."""
        grid, number = self.site.grid, net.number + 1
        tree = PipeTree(number)
        ends = self._ends(net)
        doors = [grid.at(tile) for tile in ends.values()]
        for at in doors:
            grid.kept[at] = SHUT
        done = self._join(net, tree, order, doors)
        for at in doors:
            grid.kept[at] = number
        return tree if done else None

    def _join(self, net: Net, tree: PipeTree, order: Sequence[int], doors: Sequence[int]) -> bool:
        grid, number = self.site.grid, net.number + 1
        ends = {end: grid.at(tile) for end, tile in self._ends(net).items()}
        suppliers = {at for end, at in ends.items() if end < 0}
        tree.plain[ends[order[0]]] = None
        mine = Mine()
        mine.note(tree.use(grid))
        steps = [(end, [ends[end]]) for end in order[1:]]
        if any(need.module == EDGE for need in net.takers):
            edge = grid.width - 2
            steps.append((EDGE, [row * grid.width + edge for row in range(2, grid.height - 2)]))
        joined = [order[0]]
        for end, goals in steps:
            for at in set(goals) & set(doors):
                grid.kept[at] = number
            cost = dict.fromkeys(tree.plain, 0.0)
            if end >= 0:
                row = grid.tile(goals[0])[1]
                cost = {at: FAR_JOINT if abs(grid.tile(at)[1] - row) > ALIGNED else 0.0 for at in cost}
            for other in joined:
                if other >= 0 and len(joined) > 1:
                    self._keep_level(tree, ends[other], suppliers, cost)
            found = find_pipe(grid, number, cost, goals, self._reach(), MOST_LOOKED, mine)
            if found is None:
                return False
            hops, looked = found
            self.site.looked += looked
            tree.add(hops, hops[-1].at if hops else goals[0], grid)
            mine.note(tree.use(grid))
            joined.append(end)
        return True

    def _keep_level(self, tree: PipeTree, end: int, suppliers: Collection[int], cost: dict[int, float]) -> None:
        """Make a joint dearer that would take a taker's own level one away, and cheaper one that would give it one."""
        row = self.site.grid.tile(end)[1]
        *way, last = tree.own_way(end, suppliers)
        level = abs(self.site.grid.tile(last)[1] - row) <= ALIGNED
        for at in way:
            cost[at] += FAR_JOINT * (level - (abs(self.site.grid.tile(at)[1] - row) <= ALIGNED))
        least = min(cost.values())
        if least < 0:
            for at in cost:
                cost[at] -= least

    def _reach(self) -> int:
        prototype = self.site.kit.data.entities["pipe-to-ground"]
        return next(pipe.underground_reach for pipe in prototype.pipes if pipe.underground_reach) or 1
