"""All nets of a block over the free tiles: in turns, whoever takes another's tiles makes that one go again.

Pipes go first, they bear the least company. Then nets that are not level with all their ports are led anew, others out
of their way. What cannot be led at all, or is fought over without end, is told; the composer then leaves more room and
tries again, or refuses.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.errors import RefusedError
from agent.factory.compose.belt_nets import BeltNets
from agent.factory.compose.grid import FREE, Grid
from agent.factory.compose.netlist import EDGE
from agent.factory.compose.parts import ALIGNED
from agent.factory.compose.pipe_nets import PipeNets
from agent.factory.compose.site import Site
from agent.factory.compose.tree import BeltTree, PipeTree
from agent.factory.stages import UNHEARD, Stage

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.factory.compose.grid import Use
    from agent.factory.compose.kit import Kit
    from agent.factory.compose.manifold import Standing
    from agent.factory.compose.netlist import Need, Net, Netlist
    from agent.factory.compose.parts import Part
    from agent.factory.stages import Tell
    from agent.game.geometry import Tile

TURNS_PER_NET = 12
IMPROVED, IMPROVE_TURNS, ADAMANT = 2, 12, 0.2
"""How often all nets that are not aligned are led anew, how many others may then be, and how little they weigh."""


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
    turned: bool = False
    """Whether the block has been turned: what were rows are columns then."""

    @property
    def aligned(self) -> bool:
        """Tell whether both lie within two rows of one another."""
        across = 0 if self.turned else 1
        return abs(self.supply[across] - self.port[across]) <= ALIGNED


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

    def __init__(
        self, standing: Sequence[Standing], netlist: Netlist, kit: Kit, widen: int = 0, tell: Tell = UNHEARD
    ) -> None:
        self.tell = tell
        self.site = Site(standing, netlist, kit, widen)
        self.belts, self.pipes = BeltNets(self.site), PipeNets(self.site)
        self.trees: dict[int, BeltTree | PipeTree] = {}
        self.uses: dict[int, Use] = {}

    def run(self) -> Routed:
        """Route everything.

        Raises:
            RefusedError: ``compose-route`` with the item that cannot be led.
        """
        nets = sorted(self.site.netlist.nets, key=lambda net: (not net.fluid, -len(net.takers), net.number))
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
            tree = (self.pipes if net.fluid else self.belts).tree(net)
            if tree is None:
                waiting.extend(self._give_way(net))
                waiting.appendleft(net)
                continue
            waiting.extend(self._put(net, tree))
        return None

    def _put(self, net: Net, tree: BeltTree | PipeTree) -> list[Net]:
        """Build a net and return those that must give way to it."""
        use = tree.use(self.site.grid)
        others = self._fought(net, use)
        for other in others:
            self._lift(other)
        self.trees[net.number], self.uses[net.number] = tree, use
        self.site.grid.take(net.number + 1, use)
        self.tell(Stage.ROUTED, len(self.trees), len(self.site.netlist.nets))
        return others

    def _improve(self) -> bool:
        """Lead each net anew that is not level with all its ports, others out of its way; keep what aligns more."""
        better = False
        for net in self.site.netlist.nets:
            takers = sum(need.module != EDGE for need in net.takers)
            known = self._levels()
            if EDGE in net.suppliers or known[net.number] == takers:
                continue
            kept = self.site.grid.copy(), dict(self.trees), dict(self.uses)
            self._lift(net)
            self.site.fight = ADAMANT
            tree = (self.pipes if net.fluid else self.belts).tree(net)
            self.site.fight = 1.0
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
                self.site.grid, self.trees, self.uses = kept
        return better

    def _levels(self) -> dict[int, int]:
        """Return how many takers of each net are level with what they are led from."""
        return {net.number: self.site.aligned(net, self.trees[net.number]) for net in self.site.netlist.nets}

    def _give_way(self, net: Net) -> list[Net]:
        """Take up all other pipes so that one that found no way goes first.

        Raises:
            RefusedError: ``compose-route`` where it has been first already.
        """
        others = [other for other in self.site.netlist.nets if other.fluid and other.number in self.uses]
        if not others:
            raise RefusedError("compose-route", item=net.item)
        for other in others:
            self._lift(other)
        return others

    def _lift(self, net: Net) -> None:
        use = self.uses.pop(net.number, None)
        if use is not None:
            self.site.grid.release(net.number + 1, use)

    def _fought(self, net: Net, use: Use) -> list[Net]:
        """Return the nets whose tiles or spans this one takes, and remember where."""
        grid, number = self.site.grid, net.number + 1
        found: dict[int, None] = {}
        for at in use.tiles:
            if grid.owner[at] not in (FREE, number):
                found[grid.owner[at]] = None
                grid.history[at] += 1
        for at, axis in use.belts_under:
            if grid.belts_under[axis][at] not in (FREE, number):
                found[grid.belts_under[axis][at]] = None
                grid.history[at] += 1
        return [self.site.netlist.nets[other - 1] for other in found]

    def _result(self) -> Routed:
        found = Routed(grid=self.site.grid, looked=self.site.looked)
        for net in self.site.netlist.nets:
            tree = self.trees[net.number]
            tier = net.tier or self.site.kit.tiers[0]
            if isinstance(tree, BeltTree):
                found.parts += tree.parts(self.site.grid, tier)
                self._belt_connections(net, tree, found)
            else:
                found.parts += tree.parts(self.site.grid)
                self._pipe_connections(net, tree, found)
        return found

    def _belt_connections(self, net: Net, tree: BeltTree, found: Routed) -> None:
        start = self.site.start(net)
        supply = tree.supply_of(self.site.grid)
        if EDGE in net.suppliers:
            found.entries.append((net, start))
        begin = self.site.grid.at(start)
        for need in net.takers:
            if need.module == EDGE:
                edge = next(goal for goal in supply if goal % self.site.grid.width == self.site.grid.width - 1)
                found.exits.append((net, self.site.grid.tile(edge - 1)))
                continue
            port = self.site.goal(net, need.module)
            tile = supply[self.site.grid.at(port)]
            found.connections.append(_connection(net, need, tile, port, tapped=self.site.grid.at(tile) != begin))

    def _pipe_connections(self, net: Net, tree: PipeTree, found: Routed) -> None:
        if EDGE in net.suppliers:
            found.entries.append((net, self.site.start(net)))
        suppliers = {self.site.grid.at(self.site.exit(net, number)) for number in net.suppliers if number != EDGE}
        for need in net.takers:
            if need.module == EDGE:
                edge = next(goal for goal in tree.ends if goal % self.site.grid.width == self.site.grid.width - 2)
                found.exits.append((net, self.site.grid.tile(edge)))
                continue
            port = self.site.goal(net, need.module)
            at = self.site.grid.at(port) - 1
            joint = self.site.grid.tile(tree.joint(at, suppliers))
            found.connections.append(_connection(net, need, joint, port, tapped=True))


def _connection(net: Net, need: Need, supply: Tile, port: Tile, *, tapped: bool) -> Connection:
    per_min = float(need.per_min)
    return Connection(net.item, net.fluid, net.suppliers[0], need.module, supply, port, per_min, tapped)
