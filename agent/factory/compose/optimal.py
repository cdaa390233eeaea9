"""Placement of rows by constraint programming: modules, their ports and, if wanted, their mirror images.

Columns stay those of the greedy placement, so that suppliers stand left of those they supply. First as many connections
as possible are aligned, which also gives the proven bound; then modules are drawn together. CP-SAT runs on one worker
with a seed and a limit on its own deterministic time, so that the same input gives the same block.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from agent.factory.compose.cell import upside_down
from agent.factory.compose.netlist import EDGE
from agent.factory.compose.parts import ALIGNED
from agent.factory.compose.place import PADDING, Placed, Spacing, place

if TYPE_CHECKING:
    from ortools.sat.python import cp_model

    from agent.factory.compose.cell import Cell
    from agent.factory.compose.netlist import Net, Netlist

_Var = Any
"""A variable of the solver, which has no types."""

SEED = 20_770
ALIGN_TIME, GREEDY_TIME, OPTIMAL_TIME = 0.3, 0.15, 0.4
"""Limits in the solver's deterministic time, about seconds."""
STRAIGHT, HEIGHT = 20, 2
"""What a net that needs no detour and a row of height weigh against a row between two ports."""
WIDEST = 2 * ALIGNED + 1
"""Rows between two ports beyond which no one splitter, two tiles wide, is aligned with both."""
FACING = ALIGNED + 1
"""Rows between two ports that one splitter, level with the first and two tiles wide, is aligned with."""


@dataclass(frozen=True, slots=True)
class Search:
    """How hard to look: the limit in deterministic time, the most rows, whether modules may be mirrored."""

    limit: float = GREEDY_TIME
    height: int | None = None
    mirror: bool = False
    columns: bool = True
    """Whether modules may be moved into other columns than the first that they can stand in."""
    ordered: bool = False
    """Whether modules of a column keep the order in which the greedy placement stands them."""
    widest: bool = False
    """Whether two ports of a net count as near even where its belt must make a detour to be level with both."""


@dataclass(frozen=True, slots=True)
class Optimum:
    """The placement with its ports' rows, and the most connections that any placement in these columns can align.

    ``in_rows`` by module and line, ``out_rows`` by module, counted from the module's top.
    """

    placed: list[Placed]
    in_rows: dict[tuple[int, int], int]
    out_rows: dict[int, int]
    bound: Fraction


@dataclass(frozen=True, slots=True)
class Drawn:
    """What the solver found, by module number (and line): rows, mirror images, and its cost."""

    cost: float
    y: dict[int, int]
    rows_in: dict[tuple[int, int], int]
    rows_out: dict[int, int]
    mirrored: dict[int, bool]


class Placer:
    """The programme of one netlist."""

    def __init__(self, netlist: Netlist, placed: list[Placed], spacing: Spacing, search: Search) -> None:
        self.netlist, self.search = netlist, search
        self.placed = placed
        from ortools.sat.python import cp_model  # noqa: PLC0415 - brings pandas: seconds at start that only this needs

        self.model = cp_model.CpModel()
        self.gap = PADDING + spacing.gap
        total = sum(one.height + self.gap for one in self.placed)
        self.room = max(total, max(one.y + one.height for one in self.placed) - min(one.y for one in self.placed))
        if search.height is not None:
            self.room = min(self.room, search.height)
        self.mirrored: dict[int, _Var] = {}
        self.y: dict[int, _Var] = {}
        self.rows_in: dict[tuple[int, int], _Var] = {}
        self.rows_out: dict[int, _Var] = {}
        self.rows_straight: dict[tuple[int, str], _Var] = {}
        self.far: list[_Var] = []
        self.aligned: list[_Var] = []
        self.straight: list[_Var] = []
        self.nets: dict[int, list[_Var]] = {}
        """What tells of each net whether its connections are aligned."""
        self.loose: list[int] = []
        """Nets of which some could not be aligned, once the most were."""
        self.assigned = 0
        for one in self.placed:
            self._module(one)
        self._apart()
        for net in netlist.nets:
            self._net(net)

    def most(self) -> tuple[int, int] | None:
        """Return how many connections were aligned and how many can be; None where the height is too little."""
        self._hint()
        self.model.maximize(sum(self.aligned))
        solver = self._run(ALIGN_TIME)
        if solver is None:
            return None
        self.loose = [
            number for number, found in self.nets.items() if not all(solver.boolean_value(one) for one in found)
        ]
        return round(solver.objective_value), min(round(solver.best_objective_bound), self.assigned)

    def solve(self, aligned: int, known: Drawn | None = None) -> Drawn | None:
        """Return places and port rows: so much aligned, ports near, little height; never worse than known."""
        self._hint()
        height = self.model.new_int_var(0, self.room, "")
        for one in self.placed:
            self.model.add(height >= self.y[one.module.number] + one.height)
        self.model.add(sum(self.aligned) >= aligned)
        self.model.minimize(sum(self.far) + HEIGHT * height - STRAIGHT * sum(self.straight))
        solver = self._run(self.search.limit)
        if solver is None or (known is not None and known.cost <= solver.objective_value):
            return known
        return Drawn(
            solver.objective_value,
            {number: solver.value(y) for number, y in self.y.items()},
            {key: solver.value(row) for key, row in self.rows_in.items()},
            {key: solver.value(row) for key, row in self.rows_out.items()},
            {number: bool(solver.value(mirrored)) for number, mirrored in self.mirrored.items()},
        )

    def optimum(self, drawn: Drawn, bound: Fraction) -> Optimum:
        """Return what was found as placed modules, mirrored where they are to be, the first one at row 0."""
        _, low = min((one.x, drawn.y[one.module.number]) for one in self.placed)
        rows_in = dict(drawn.rows_in)
        placed = []
        for one in self.placed:
            module, ins = one.module, len(one.cell.ins)
            if drawn.mirrored.get(module.number):
                module = replace(module, cell=upside_down(module.cell))
                rows = [rows_in[module.number, place_in] for place_in in range(ins)]
                rows_in |= {(module.number, place_in): row for place_in, row in enumerate(reversed(rows))}
            placed.append(Placed(module, one.x, drawn.y[module.number] - low))
        return Optimum(placed, rows_in, drawn.rows_out, bound)

    def _run(self, limit: float) -> cp_model.CpSolver | None:
        from ortools.sat.python import cp_model  # noqa: PLC0415 - as above

        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        solver.parameters.random_seed = SEED
        solver.parameters.max_deterministic_time = limit
        solver.parameters.catch_sigint_signal = False  # Ctrl-C is the agent's: CP-SAT would leave it without a handler.
        status = solver.solve(self.model)
        return solver if status in (cp_model.OPTIMAL, cp_model.FEASIBLE) else None

    def _module(self, one: Placed) -> None:
        model, cell, number = self.model, one.cell, one.module.number
        self.y[number] = model.new_int_var(0, max(self.room - one.height, 0), "")
        mirrored = None
        if self.search.mirror and not cell.fixed:
            mirrored = self.mirrored[number] = model.new_bool_var("")
        before = None
        for place_in, line in enumerate(cell.ins):
            low, high = (line.y, line.y) if line.fluid else (cell.low, cell.high)
            row = self._row(cell, low, high, mirrored)
            if before is not None and mirrored is None:
                model.add(row >= before + 1)
            elif before is not None and mirrored is not None:
                model.add(row >= before + 1).only_enforce_if(mirrored.negated())
                model.add(row + 1 <= before).only_enforce_if(mirrored)
            before = row
            self.rows_in[number, place_in] = row
        for line in cell.outs:
            if cell.leaves_straight(line):
                self.rows_straight[number, line.item] = self._row(cell, line.y, line.y, mirrored)
        solid = [line.y for line in cell.outs if not cell.leaves_straight(line)]
        if solid:
            low, high = (solid[0], solid[-1]) if len(solid) > 1 else (cell.low, cell.high)
            self.rows_out[number] = self._row(cell, low, high, mirrored)

    def _row(self, cell: Cell, low: int, high: int, mirrored: _Var) -> _Var:
        """Return a row of a port, between the other rows where its cell is mirrored."""
        if mirrored is None:
            return self.model.new_int_var(low, high, "")
        last = cell.height - 1
        found = self.model.new_int_var(min(low, last - high), max(high, last - low), "")
        self.model.add(found >= low).only_enforce_if(mirrored.negated())
        self.model.add(found <= high).only_enforce_if(mirrored.negated())
        self.model.add(found >= last - high).only_enforce_if(mirrored)
        self.model.add(found <= last - low).only_enforce_if(mirrored)
        return found

    def _apart(self) -> None:
        columns: dict[int, list[Placed]] = {}
        for one in self.placed:
            columns.setdefault(one.x, []).append(one)
        for level in columns.values():
            if self.search.ordered:
                level.sort(key=lambda one: one.y)
                for above, below in pairwise(level):
                    y = self.y[above.module.number] + above.height + self.gap
                    self.model.add(self.y[below.module.number] >= y)
                continue
            self.model.add_no_overlap(
                [
                    self.model.new_fixed_size_interval_var(self.y[one.module.number], one.height + self.gap, "")
                    for one in level
                ]
            )

    def _supply(self, net: Net, supplier: int) -> _Var:
        line = next(line for line in self.placed[supplier].cell.outs if line.item == net.item)
        if self.placed[supplier].cell.leaves_straight(line):
            return self.y[supplier] + self.rows_straight[supplier, net.item]
        return self.y[supplier] + self.rows_out[supplier]

    def _port(self, net: Net, module: int) -> _Var:
        place_in = next(i for i, line in enumerate(self.placed[module].cell.ins) if line.item == net.item)
        return self.y[module] + self.rows_in[module, place_in]

    def _net(self, net: Net) -> None:
        takers = [need.module for need in net.takers if need.module != EDGE]
        suppliers = [number for number in net.suppliers if number != EDGE]
        if not suppliers or not takers:
            return
        self.assigned += len(takers)
        ports = [self._port(net, module) for module in takers]
        supply = self._supply(net, suppliers[0])
        for port in ports:
            self.far.append(self._distance(supply, port))
        self.far += [self._distance(self._supply(net, other), ports[0]) for other in suppliers[1:]]
        sure = [self.model.new_constant(1)] * len(takers)
        if len(net.takers) > len(takers) or (len(suppliers) > 1 and (net.fluid or len(ports) == 1)):
            self.nets[net.number] = sure
        elif len(ports) == 1:
            self.nets[net.number] = [self._near(supply, ports[0], ALIGNED)]
        else:
            self.nets[net.number] = [*sure[1:], self._any_near(net, ports)]
            if not net.fluid:
                self._straight(supply, ports)
        self.aligned += self.nets[net.number]

    def _any_near(self, net: Net, ports: list[_Var]) -> _Var:
        """Return whether all of a net with several takers can be aligned.

        Every taker has a splitter of its own before it, but the last two share one: all but one can be level with
        theirs, and that one too where two ports lie as near together as one splitter, two tiles wide, can be level
        with. Pipes meet in one tile instead.
        """
        found = self.model.new_bool_var("")
        rows = 2 * ALIGNED if net.fluid else WIDEST if self.search.widest else FACING
        near = [self._near(a, b, rows) for place, a in enumerate(ports) for b in ports[:place]]
        self.model.add_bool_or([*near, found.negated()])
        return found

    def _straight(self, supply: _Var, ports: list[_Var]) -> None:
        """Count a net whose one belt passes all ports in turn: it comes from beyond them, the last two are near."""
        pairs = [(a, b) for a in range(len(ports)) for b in range(len(ports)) if a != b]
        ends: list[_Var] = []
        for sign in (1, -1):
            beyond = self._beyond(supply, ports, sign)
            ends.append(beyond)
            last = []
            for a, b in pairs:
                found = self._near(ports[a], ports[b], FACING)
                for port in ports:
                    self.model.add(sign * (ports[a] - port) >= 0).only_enforce_if(found)
                last.append(found)
            closed = self.model.new_bool_var("")
            self.model.add_bool_or([*last, closed.negated()])
            self.model.add_implication(closed, beyond)
            self.straight.append(closed)
        side = self.model.new_bool_var("")
        self.model.add_bool_or([*ends, side.negated()])
        self.straight.append(side)

    def _beyond(self, supply: _Var, ports: list[_Var], sign: int) -> _Var:
        """Return whether a supplier's port lies above (or, with -1, below) all takers'."""
        found = self.model.new_bool_var("")
        for port in ports:
            self.model.add(sign * (port - supply) >= -ALIGNED).only_enforce_if(found)
        return found

    def _near(self, a: _Var, b: _Var, rows: int) -> _Var:
        found = self.model.new_bool_var("")
        self.model.add(a - b <= rows).only_enforce_if(found)
        self.model.add(b - a <= rows).only_enforce_if(found)
        return found

    def _distance(self, a: _Var, b: _Var) -> _Var:
        found = self.model.new_int_var(0, 2 * self.room, "")
        self.model.add(found >= a - b)
        self.model.add(found >= b - a)
        return found

    def _hint(self) -> None:
        """Begin at the greedy places."""
        low = min(one.y for one in self.placed)
        for one in self.placed:
            self.model.add_hint(self.y[one.module.number], one.y - low)


def optimise(netlist: Netlist, spacing: Spacing, search: Search) -> Optimum | None:
    """Place a netlist: first in the greedy order, then in any; None where its modules do not fit into the height."""
    placed = place(netlist, spacing)
    first = Placer(netlist, placed, spacing, search).most()
    proof = Placer(netlist, placed, spacing, replace(search, widest=True)).most()
    if first is None or proof is None:
        return None
    aligned, possible = first[0], proof[1]
    drawn = Placer(netlist, placed, spacing, replace(search, ordered=True)).solve(aligned)
    last = Placer(netlist, placed, spacing, search)
    drawn = last.solve(aligned, drawn)
    bound = Fraction(possible, last.assigned) if last.assigned else Fraction(1)
    return None if drawn is None else last.optimum(drawn, bound)
