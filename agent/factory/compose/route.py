"""All nets of a block over the free tiles: in turns, whoever takes another's tiles makes that one go again.

Pipes go first, they bear the least company. What cannot be led at all, or is fought over without end, is told; the
composer then leaves more room and tries again, or refuses.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from itertools import combinations
from typing import TYPE_CHECKING

from agent.errors import RefusedError
from agent.factory.compose.belt_path import EAST, Mine, Start, find_way
from agent.factory.compose.grid import FREE, SOLID, Grid
from agent.factory.compose.netlist import EDGE
from agent.factory.compose.pipe_path import find_pipe
from agent.factory.compose.tree import BeltTree, PipeTree

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from agent.factory.compose.belt_path import Way
    from agent.factory.compose.grid import Use
    from agent.factory.compose.kit import Kit, Tier
    from agent.factory.compose.manifold import Standing
    from agent.factory.compose.netlist import Need, Net, Netlist
    from agent.factory.compose.parts import Part
    from agent.game.geometry import Tile

MARGIN_ROWS, MARGIN_COLUMNS = 5, 4
MOST_LOOKED = 60_000
TURNS_PER_NET = 12
PIPE_APART, BELT_APART = 3, 2
SELF_MET = 6
IMPROVED, IMPROVE_TURNS, ADAMANT = 2, 12, 0.2
"""How often all nets that are not aligned are led anew, how many others may then be, and how little they weigh."""
FAR_JOINT = 40.0
MOST_PAIRED = 6
"""Orders with two near takers last that are tried for one net."""
SHUT = -3
"""Keeps a net away from the tile before a port while it is led to another."""


@dataclass(frozen=True, slots=True)
class Connection:
    """A taker's port and where its supply begins: the supplier's port or the last splitter or joint before it.

    ``supplier`` and ``taker`` are module numbers or `EDGE`.
    """

    item: str
    fluid: bool
    supplier: int
    taker: int
    supply: Tile
    port: Tile
    per_min: float
    tapped: bool

    @property
    def aligned(self) -> bool:
        """Tell whether both lie within two rows of one another."""
        return abs(self.supply[1] - self.port[1]) <= ALIGNED


ALIGNED = 2


@dataclass(slots=True)
class Routed:
    """The result: parts, connections, and the tiles at the edges with what passes there."""

    parts: list[Part] = field(default_factory=list)
    connections: list[Connection] = field(default_factory=list)
    entries: list[tuple[Net, Tile]] = field(default_factory=list)
    exits: list[tuple[Net, Tile]] = field(default_factory=list)
    grid: Grid | None = None
    looked: int = 0


class Router:
    """Routes the nets of one placement."""

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
        self.trees: dict[int, BeltTree | PipeTree] = {}
        self.uses: dict[int, Use] = {}
        self.looked = 0
        self.fight = 1.0
        """What one net that has to give way weighs against an aligned port."""
        self._cells()
        self.entry_rows = self._entry_rows()

    def run(self) -> Routed:
        """Route everything.

        Raises:
            RefusedError: ``compose-route`` with the item that cannot be led.
        """
        nets = sorted(self.netlist.nets, key=lambda net: (not net.fluid, -len(net.takers), net.number))
        left = self._settle(deque(nets), TURNS_PER_NET * len(nets))
        if left is not None:
            raise RefusedError("compose-route", item=left.item)
        for _ in range(IMPROVED):
            if not self._improve():
                break
        return self._result()

    def _settle(self, waiting: deque[Net], turns: int) -> Net | None:
        """Lead nets until none waits, those whose tiles were taken once more; return one left when turns are over."""
        while waiting:
            net = waiting.popleft()
            turns -= 1
            if turns < 0:
                return net
            self._lift(net)
            tree = self._pipes(net) if net.fluid else self._belts(net)
            if tree is None:
                waiting.extend(self._give_way(net))
                waiting.appendleft(net)
                continue
            waiting.extend(self._put(net, tree))
        return None

    def _put(self, net: Net, tree: BeltTree | PipeTree) -> list[Net]:
        """Build a net and return those that must give way to it."""
        use = tree.use(self.grid)
        others = self._fought(net, use)
        for other in others:
            self._lift(other)
        self.trees[net.number], self.uses[net.number] = tree, use
        self.grid.take(net.number + 1, use)
        return others

    def _improve(self) -> bool:
        """Lead each net anew that is not level with all its ports, others out of its way; keep what aligns more."""
        better = False
        for net in self.netlist.nets:
            takers = sum(need.module != EDGE for need in net.takers)
            known = self._levels()
            if EDGE in net.suppliers or known[net.number] == takers:
                continue
            kept = self.grid.copy(), dict(self.trees), dict(self.uses)
            self._lift(net)
            self.fight = ADAMANT
            tree = self._pipes(net) if net.fluid else self._belts(net)
            self.fight = 1.0
            done = False
            if tree is not None:
                waiting = deque(self._put(net, tree))
                try:
                    done = self._settle(waiting, IMPROVE_TURNS) is None
                except RefusedError:
                    done = False
            if done and sum(self._levels().values()) > sum(known.values()):
                better = True
            else:
                self.grid, self.trees, self.uses = kept
        return better

    def _levels(self) -> dict[int, int]:
        """Return how many takers of each net are level with what they are led from."""
        return {net.number: self._aligned(net, self.trees[net.number]) for net in self.netlist.nets}

    def _aligned(self, net: Net, tree: BeltTree | PipeTree) -> int:
        grid = self.grid
        if EDGE in net.suppliers:
            return 0
        if isinstance(tree, BeltTree):
            rows = [
                (tile[1], grid.tile(goal)[1]) for goal, tile in tree.supply_of(grid).items() if not self._is_exit(goal)
            ]
        else:
            suppliers = {grid.at(self._exit(net, number)) for number in net.suppliers if number != EDGE}
            doors = [grid.at(self._goal(net, need.module)) - 1 for need in net.takers if need.module != EDGE]
            rows = [(grid.tile(tree.joint(at, suppliers))[1], grid.tile(at)[1]) for at in doors]
        return sum(abs(a - b) <= ALIGNED for a, b in rows)

    def _is_exit(self, goal: int) -> bool:
        return goal % self.grid.width == self.grid.width - 1

    # -- the ground

    def _cells(self) -> None:
        """Put modules on the grid: their tiles, pipes under them, openings, and the tiles before their ports."""
        grid = self.grid
        numbers = {
            (module, net.item): net.number + 1
            for net in self.netlist.nets
            for module in (*net.suppliers, *(need.module for need in net.takers))
        }
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
                net = numbers.get((number, item))
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

    # -- one net

    def _give_way(self, net: Net) -> list[Net]:
        """Take up all other pipes so that one that found no way goes first.

        Raises:
            RefusedError: ``compose-route`` where it has been first already.
        """
        others = [other for other in self.netlist.nets if other.fluid and other.number in self.uses]
        if not others:
            raise RefusedError("compose-route", item=net.item)
        for other in others:
            self._lift(other)
        return others

    def _lift(self, net: Net) -> None:
        use = self.uses.pop(net.number, None)
        if use is not None:
            self.grid.release(net.number + 1, use)

    def _fought(self, net: Net, use: Use) -> list[Net]:
        """Return the nets whose tiles or spans this one takes, and remember where."""
        grid, number = self.grid, net.number + 1
        found: dict[int, None] = {}
        for at in use.tiles:
            if grid.owner[at] not in (FREE, number):
                found[grid.owner[at]] = None
                grid.history[at] += 1
        for at, axis in use.belts_under:
            if grid.belts_under[axis][at] not in (FREE, number):
                found[grid.belts_under[axis][at]] = None
                grid.history[at] += 1
        return [self.netlist.nets[other - 1] for other in found]

    def _start(self, net: Net) -> Tile:
        """Return the first tile of a net: before its supplier, or at the left edge."""
        if EDGE in net.suppliers:
            return self.grid.left + 1, self.entry_rows[net.number]
        x, y = self.standing[net.suppliers[0]].ports[net.item, "out"].tile
        return x + 1, y

    def _exit(self, net: Net, module: int) -> Tile:
        x, y = self.standing[module].ports[net.item, "out"].tile
        return x + 1, y

    def _goal(self, net: Net, module: int) -> Tile:
        return self.standing[module].ports[net.item, "in"].tile

    def _belts(self, net: Net) -> BeltTree:
        """Lead a net from its supplier to each taker; one that finds no way past the others goes before them."""
        best: BeltTree | None = None
        score = (0.0, 0.0)
        for chained, orders in enumerate((self._orders(net), self._paired_orders(net))):
            for order in orders:
                tree = self._led(net, order, chained=bool(chained))
                if tree is not None:
                    found = self._score(net, tree)
                    if best is None or found > score:
                        best, score = tree, found
            if score[0] >= self._best_score(net):
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
        row = self._start(net)[1]
        place = {module: self._goal(net, module) for module in takers if module != EDGE}
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
        place = {need.module: self._goal(net, need.module) for need in net.takers if need.module != EDGE}
        edge = [EDGE] if len(place) < len(net.takers) else []
        start = self._start(net)[1]
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

    def _score(self, net: Net, tree: BeltTree | PipeTree) -> tuple[float, float]:
        """Return how good a tree is: aligned ports less nets it disturbs, then few tiles."""
        grid = self.grid
        tiles = tree.use(grid).tiles
        fights = {grid.owner[at] for at in tiles if grid.owner[at] not in (FREE, net.number + 1)}
        trouble = sum(1 + grid.history[at] for at in tiles if grid.owner[at] not in (FREE, net.number + 1))
        return self._aligned(net, tree) - self.fight * len(fights), -len(tiles) - trouble

    def _best_score(self, net: Net) -> int:
        """Return what a tree is at most worth."""
        return 0 if EDGE in net.suppliers else sum(need.module != EDGE for need in net.takers)

    def _grow(self, net: Net, takers: Sequence[int], *, chained: bool) -> tuple[BeltTree, int | None]:
        """Lead a net to its takers in turn; the second value is one that could not be reached.

        In a chain each taker gets its level splitter when the next one is led off before it.
        """
        grid, number = self.grid, net.number + 1
        tree = BeltTree(number)
        tier = net.tier or self.kit.tiers[0]
        start = self._start(net)
        doors = {module: grid.at(self._goal(net, module)) - 1 for module in takers if module != EDGE}
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
                row = self._goal(net, module)[1]
                grid.kept[doors[module]] = number
            starts = [Start(grid.at(start), EAST)]
            if place:
                loose = chained and module != takers[-1]
                west = min(self._goal(net, other)[0] for other in takers[place:]) if loose else None
                starts = list(tree.taps(grid, None if loose else row, mine, west))
            early = row - grid.top if module != takers[-1] else None
            way = self._way(number, starts, goals, tier, mine, early)
            if module != EDGE:
                grid.kept[doors[module]] = SHUT
            if way is None:
                failed = module
                break
            self.looked += way.looked
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
            way = find_way(self.grid, number, starts, goals, tier.reach, MOST_LOOKED, mine, early)
            if way is None or not way.meets_itself:
                return way
            starts = [start for start in starts if start != way.start]
        return None

    def _merge(self, net: Net, tree: BeltTree, tier: Tier, mine: Mine) -> bool:
        """Lead the other suppliers of a net into its trunk."""
        grid, number = self.grid, net.number + 1
        begin = grid.at(self._start(net))
        for supplier in net.suppliers[1:]:
            x, y = self.standing[supplier].ports[net.item, "out"].tile
            places = {(at, heading): trunk for at, heading, trunk in tree.mergers(grid, mine, begin)}
            start = [Start(grid.at((x + 1, y)), EAST)]
            way = None
            for chosen in (self._level(net, places), list(places)):
                way = way or (self._way(number, start, chosen, tier, mine) if chosen else None)
            if way is None:
                return False
            self.looked += way.looked
            last = way.steps[-1]
            tree.merge(way, places[way.goal, last.direction], grid)
            mine.note(tree.use(grid))
        return True

    def _level(self, net: Net, places: Mapping[tuple[int, int], int]) -> list[tuple[int, int]]:
        """Return the places to join a trunk that are level with the one port it leads to."""
        takers = [need.module for need in net.takers]
        if takers == [EDGE] or len(takers) > 1:
            return []
        row = self._goal(net, takers[0])[1]
        return [place for place, trunk in places.items() if abs(self.grid.tile(trunk)[1] - row) <= ALIGNED]

    def _pipes(self, net: Net) -> PipeTree | None:
        """Join all ends of a net by pipes, in the order that leaves most takers level with their joints."""
        best: PipeTree | None = None
        score = (0.0, 0.0)
        for ends in self._pipe_orders(net):
            tree = self._joined(net, ends)
            if tree is None:
                continue
            found = self._score(net, tree)
            if best is None or found > score:
                best, score = tree, found
            if score[0] >= self._best_score(net):
                break
        return best

    def _pipe_orders(self, net: Net) -> Iterator[list[int]]:
        """Yield orders of a net's ends (suppliers negative, from -1 down): near ones first, or takers in their turn."""
        ends = self._pipe_ends(net)
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

    def _pipe_ends(self, net: Net) -> dict[int, Tile]:
        """Return the first tile outside each port, or at the left edge."""
        found: dict[int, Tile] = {}
        for place, supplier in enumerate(net.suppliers, 1):
            found[-place] = self._start(net) if supplier == EDGE else self._exit(net, supplier)
        for need in net.takers:
            if need.module != EDGE:
                x, y = self._goal(net, need.module)
                found[need.module] = x - 1, y
        return found

    def _joined(self, net: Net, order: Sequence[int]) -> PipeTree | None:
        """Join all ends of a net in turn."""
        grid, number = self.grid, net.number + 1
        tree = PipeTree(number)
        ends = self._pipe_ends(net)
        doors = [grid.at(tile) for tile in ends.values()]
        for at in doors:
            grid.kept[at] = SHUT
        done = self._join(net, tree, order, doors)
        for at in doors:
            grid.kept[at] = number
        return tree if done else None

    def _join(self, net: Net, tree: PipeTree, order: Sequence[int], doors: Sequence[int]) -> bool:
        grid, number = self.grid, net.number + 1
        ends = {end: grid.at(tile) for end, tile in self._pipe_ends(net).items()}
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
            found = find_pipe(grid, number, cost, goals, self._pipe_reach(), MOST_LOOKED, mine)
            if found is None:
                return False
            hops, looked = found
            self.looked += looked
            tree.add(hops, hops[-1].at if hops else goals[0], grid)
            mine.note(tree.use(grid))
            joined.append(end)
        return True

    def _keep_level(self, tree: PipeTree, end: int, suppliers: Collection[int], cost: dict[int, float]) -> None:
        """Make a joint dearer that would take a taker's own level one away, and cheaper one that would give it one."""
        row = self.grid.tile(end)[1]
        *way, last = tree.own_way(end, suppliers)
        level = abs(self.grid.tile(last)[1] - row) <= ALIGNED
        for at in way:
            cost[at] += FAR_JOINT * (level - (abs(self.grid.tile(at)[1] - row) <= ALIGNED))
        least = min(cost.values())
        if least < 0:
            for at in cost:
                cost[at] -= least

    def _pipe_reach(self) -> int:
        prototype = self.kit.data.entities["pipe-to-ground"]
        return next(pipe.underground_reach for pipe in prototype.pipes if pipe.underground_reach) or 1

    # -- the result

    def _result(self) -> Routed:
        found = Routed(grid=self.grid, looked=self.looked)
        for net in self.netlist.nets:
            tree = self.trees[net.number]
            tier = net.tier or self.kit.tiers[0]
            if isinstance(tree, BeltTree):
                found.parts += tree.parts(self.grid, tier)
                self._belt_connections(net, tree, found)
            else:
                found.parts += tree.parts(self.grid)
                self._pipe_connections(net, tree, found)
        return found

    def _belt_connections(self, net: Net, tree: BeltTree, found: Routed) -> None:
        start = self._start(net)
        supply = tree.supply_of(self.grid)
        if EDGE in net.suppliers:
            found.entries.append((net, start))
        begin = self.grid.at(start)
        for need in net.takers:
            if need.module == EDGE:
                edge = next(goal for goal in supply if goal % self.grid.width == self.grid.width - 1)
                found.exits.append((net, self.grid.tile(edge - 1)))
                continue
            port = self._goal(net, need.module)
            tile = supply[self.grid.at(port)]
            found.connections.append(_connection(net, need, tile, port, tapped=self.grid.at(tile) != begin))

    def _pipe_connections(self, net: Net, tree: PipeTree, found: Routed) -> None:
        if EDGE in net.suppliers:
            found.entries.append((net, self._start(net)))
        suppliers = {self.grid.at(self._exit(net, number)) for number in net.suppliers if number != EDGE}
        for need in net.takers:
            if need.module == EDGE:
                edge = next(goal for goal in tree.ends if goal % self.grid.width == self.grid.width - 2)
                found.exits.append((net, self.grid.tile(edge)))
                continue
            port = self._goal(net, need.module)
            at = self.grid.at(port) - 1
            joint = self.grid.tile(tree.joint(at, suppliers))
            found.connections.append(_connection(net, need, joint, port, tapped=True))


def _connection(net: Net, need: Need, supply: Tile, port: Tile, *, tapped: bool) -> Connection:
    per_min = float(need.per_min)
    return Connection(net.item, net.fluid, net.suppliers[0], need.module, supply, port, per_min, tapped)
