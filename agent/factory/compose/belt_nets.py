"""A net of belts from its suppliers to its takers: the order of those, splitters, and where belts join."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING

from agent.errors import RefusedError
from agent.factory.compose.belt_path import EAST, Mine, Start, find_way
from agent.factory.compose.netlist import EDGE
from agent.factory.compose.parts import ALIGNED
from agent.factory.compose.site import MOST_LOOKED, SHUT
from agent.factory.compose.tree import BeltTree

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from agent.factory.compose.belt_path import Way
    from agent.factory.compose.kit import Tier
    from agent.factory.compose.netlist import Net
    from agent.factory.compose.site import Site

SELF_MET = 6
MOST_PAIRED = 6
"""Orders with two near takers last that are tried for one net."""


class BeltNets:
    """Leads belts over a site."""

    def __init__(self, site: Site) -> None:
        self.site = site

    def tree(self, net: Net) -> BeltTree:
        """Lead a net from its supplier to each taker; one that finds no way past the others goes before them."""
        best: BeltTree | None = None
        score = (0.0, 0.0)
        for chained, orders in enumerate((self._orders(net), self._paired_orders(net))):
            for order in orders:
                tree = self._led(net, order, chained=bool(chained))
                if tree is not None:
                    found = self.site.score(net, tree)
                    if best is None or found > score:
                        best, score = tree, found
            if score[0] >= self.site.best_score(net):
                break
        if best is None:
            raise RefusedError("compose-route", item=net.item)
        return best

    def _led(self, net: Net, order: Sequence[int], *, chained: bool) -> BeltTree | None:
        takers = list(order)
        for _ in range(len(takers)):
            tree, failed = self._grow(net, takers, chained=chained)
            if failed is None:
                return tree
            takers.remove(failed)
            takers.insert(0, failed)
        return None

    def _orders(self, net: Net) -> list[list[int]]:
        """Return orders in which takers may be reached; what leaves the block goes first."""
        takers = [need.module for need in net.takers]
        row = self.site.start(net)[1]
        place = {module: self.site.goal(net, module) for module in takers if module != EDGE}
        keys: tuple[Callable[[int], tuple[int, int]], ...] = (
            lambda module: (abs(place[module][1] - row), place[module][0]),
            lambda module: (-abs(place[module][1] - row), place[module][0]),
            lambda module: (place[module][0], abs(place[module][1] - row)),
            lambda module: (-place[module][0], abs(place[module][1] - row)),
        )
        edge = [module for module in takers if module == EDGE]
        orders = [edge + sorted(place, key=key) for key in keys]
        return [order for number, order in enumerate(orders) if order not in orders[:number]]

    def _paired_orders(self, net: Net) -> list[list[int]]:
        """Return orders that end with two takers near one another: one splitter before both can be level with each."""
        place = {need.module: self.site.goal(net, need.module) for need in net.takers if need.module != EDGE}
        edge = [EDGE] if len(place) < len(net.takers) else []
        start = self.site.start(net)[1]
        found = []
        apart = {pair: abs(place[pair[0]][1] - place[pair[1]][1]) for pair in combinations(place, 2)}
        for pair in sorted((pair for pair in apart if apart[pair] <= 2 * ALIGNED + 1), key=lambda pair: apart[pair]):
            a, b = sorted(pair, key=lambda module: place[module][0])
            rest = [module for module in place if module not in pair]
            rest.sort(key=lambda module: (abs(place[module][1] - start), place[module][0]))
            found += [[*edge, *rest, a, b], [*edge, *rest, b, a]]
            if len(rest) > 1:
                rest.sort(key=lambda module: -place[module][0])
                found.append([*edge, *rest, a, b])
        return found[:MOST_PAIRED]

    def _grow(self, net: Net, takers: Sequence[int], *, chained: bool) -> tuple[BeltTree, int | None]:
        """Lead a net to its takers in turn; the second value is one that could not be reached.

        In a chain each taker gets its level splitter when the next one is led off before it.
        """
        grid, number = self.site.grid, net.number + 1
        tree = BeltTree(number)
        tier = net.tier or self.site.kit.tiers[0]
        start = self.site.start(net)
        doors = {module: grid.at(self.site.goal(net, module)) - 1 for module in takers if module != EDGE}
        for at in doors.values():
            grid.kept[at] = SHUT
        failed = None
        mine = Mine()
        for place, module in enumerate(takers):
            if module == EDGE:
                edge = grid.width - 1
                goals = [(row * grid.width + edge, EAST) for row in range(1, grid.height - 1)]
                row = start[1]
            else:
                goals = [(doors[module] + 1, EAST)]
                row = self.site.goal(net, module)[1]
                grid.kept[doors[module]] = number
            starts = [Start(grid.at(start), EAST)]
            if place:
                loose = chained and module != takers[-1]
                west = min(self.site.goal(net, other)[0] for other in takers[place:]) if loose else None
                starts = list(tree.taps(grid, None if loose else row, mine, west))
            others = module != takers[-1] or len(net.suppliers) > 1
            early = row - grid.top if others else None
            way = self._way(number, starts, goals, tier, mine, early)
            if module != EDGE:
                grid.kept[doors[module]] = SHUT
            if way is None:
                failed = module
                break
            self.site.looked += way.looked
            tree.add(way)
            mine.note(tree.use(grid))
        for at in doors.values():
            grid.kept[at] = number
        if failed is None and not self._merge(net, tree, tier, mine):
            return tree, takers[0]
        return tree, failed

    def _way(
        self,
        number: int,
        starts: list[Start],
        goals: Sequence[tuple[int, int]],
        tier: Tier,
        mine: Mine,
        early: int | None = None,
    ) -> Way | None:
        """Find a way that does not meet itself or the splitter it comes from."""
        for _ in range(SELF_MET):
            way = find_way(self.site.grid, number, starts, goals, tier.reach, MOST_LOOKED, mine, early)
            if way is None or not way.meets_itself:
                return way
            starts = [start for start in starts if start != way.start]
        return None

    def _merge(self, net: Net, tree: BeltTree, tier: Tier, mine: Mine) -> bool:
        """Lead the other suppliers of a net into its trunk."""
        grid, number = self.site.grid, net.number + 1
        begin = grid.at(self.site.start(net))
        for supplier in net.suppliers[1:]:
            x, y = self.site.standing[supplier].ports[net.item, "out"].tile
            places = {(at, heading): trunk for at, heading, trunk in tree.mergers(grid, mine, begin)}
            start = [Start(grid.at((x + 1, y)), EAST)]
            way = None
            for chosen in (self._level(net, places), list(places)):
                way = way or (self._way(number, start, chosen, tier, mine) if chosen else None)
            if way is None:
                return False
            self.site.looked += way.looked
            last = way.steps[-1]
            tree.merge(way, places[way.goal, last.direction], grid)
            mine.note(tree.use(grid))
        return True

    def _level(self, net: Net, places: Mapping[tuple[int, int], int]) -> list[tuple[int, int]]:
        """Return the places to join a trunk that are level with the one port it leads to."""
        takers = [need.module for need in net.takers]
        if takers == [EDGE] or len(takers) > 1:
            return []
        row = self.site.goal(net, takers[0])[1]
        return [place for place, trunk in places.items() if abs(self.site.grid.tile(trunk)[1] - row) <= ALIGNED]
