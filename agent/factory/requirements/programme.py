"""Linear programmes solved exactly: GLOP proposes a basis, fractions prove it or walk on from it.

The programme is: minimise the costs in lexicographic order, subject to A·x = b and x ≥ 0. GLOP (OR-Tools) works in
floating point and is used for one thing, a basis near the optimum. That basis is solved in fractions; while it is not
feasible the dual simplex method repairs it, while a reduced cost is negative the primal one improves it: first by the
steepest cost, later by Bland's rule, which cannot go round in circles. What is returned has passed both tests exactly:
every amount ≥ 0 and every reduced cost ≥ 0.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from ortools.linear_solver import pywraplp

from agent.errors import AgentError
from agent.factory.requirements.sparse import SingularError, Vector, solve

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Cost = tuple[Fraction, ...]
"""Costs in the order of their importance."""

MAX_STEPS = 2000
STEEPEST_STEPS = 100
_LATER = 1e-4
_BASIC = pywraplp.Solver.BASIC


class InfeasibleError(ArithmeticError):
    """No amounts satisfy the rows."""


class UnboundedError(ArithmeticError):
    """The cost can fall for ever."""


@dataclass(slots=True)
class Programme:
    """A linear programme in equality form.

    Args:
        levels: Number of costs each column has.
        sides: Right-hand side of each row.
        columns: One {row: coefficient} per column.
        costs: One tuple of costs per column.
    """

    levels: int
    sides: list[Fraction] = field(default_factory=list)
    columns: list[Vector] = field(default_factory=list)
    costs: list[Cost] = field(default_factory=list)

    def row(self, side: Fraction) -> int:
        """Add a row and return its index."""
        self.sides.append(side)
        return len(self.sides) - 1

    def column(self, entries: Mapping[int, Fraction], *cost: Fraction) -> int:
        """Add a column and return its index; costs left out are zero."""
        self.columns.append({row: value for row, value in entries.items() if value})
        self.costs.append((*cost, *[Fraction(0)] * (self.levels - len(cost))))
        return len(self.columns) - 1

    def solve(self) -> list[Fraction]:
        """Return the exact amount of every column.

        Raises:
            InfeasibleError: No amounts satisfy the rows.
            UnboundedError: The first cost can fall for ever.
        """
        basis = _proposed_basis(self, self.costs)
        if basis is None:
            free = [(Fraction(0),) * self.levels] * len(self.columns)
            raise InfeasibleError if _proposed_basis(self, free) is None else UnboundedError
        try:
            return _Simplex(self, basis).run()
        except SingularError as error:
            raise AgentError("requirements-no-solver") from error


def _proposed_basis(programme: Programme, costs: Sequence[Cost]) -> list[int] | None:
    """Ask GLOP for a basis; column ``len(columns) + r`` stands for row r's own (artificial) column.

    None: it found no optimum (its presolve does not tell infeasible from unbounded).
    """
    solver = pywraplp.Solver.CreateSolver("GLOP")
    if solver is None:
        raise AgentError("requirements-no-solver")
    scale = float(max((abs(side) for side in programme.sides), default=Fraction(1)) or 1)
    bounds = [float(side) / scale for side in programme.sides]
    rows = [solver.Constraint(bound, bound) for bound in bounds]
    objective = solver.Objective()
    variables = []
    for entries, cost in zip(programme.columns, costs, strict=True):
        variable = solver.NumVar(0.0, solver.infinity(), "")
        for row, value in entries.items():
            rows[row].SetCoefficient(variable, float(value))
        weight = sum(float(part) * _LATER**level for level, part in enumerate(cost))
        if weight:
            objective.SetCoefficient(variable, weight)
        variables.append(variable)
    objective.SetMinimization()
    if solver.Solve() != pywraplp.Solver.OPTIMAL:
        return None
    chosen = [index for index, variable in enumerate(variables) if variable.basis_status() == _BASIC]
    own = [len(variables) + index for index, row in enumerate(rows) if row.basis_status() == _BASIC]
    return chosen + own


class _Simplex:
    """The exact walk from a proposed basis to a proven one."""

    def __init__(self, programme: Programme, basis: Sequence[int]) -> None:
        self.programme = programme
        self.basis = sorted(basis)
        self.size = len(programme.sides)

    def run(self) -> list[Fraction]:
        for step in range(MAX_STEPS):
            amounts = self._amounts()
            duals = self._duals()
            short = next((place for place, value in enumerate(amounts) if value < 0), None)
            if short is not None:
                self._repair(short, duals)
                continue
            entering = self._entering(duals, steepest=step < STEEPEST_STEPS)
            if entering is None:
                return self._result(amounts)
            self._improve(entering, amounts)
        raise AgentError("requirements-no-solver")

    def _column(self, index: int) -> Mapping[int, Fraction]:
        columns = self.programme.columns
        return columns[index] if index < len(columns) else {index - len(columns): Fraction(1)}

    def _cost(self, index: int) -> Cost:
        costs = self.programme.costs
        return costs[index] if index < len(costs) else (Fraction(0),) * self.programme.levels

    def _basis_rows(self) -> list[Vector]:
        rows: list[Vector] = [{} for _ in range(self.size)]
        for place, index in enumerate(self.basis):
            for row, value in self._column(index).items():
                rows[row][place] = value
        return rows

    def _amounts(self) -> list[Fraction]:
        return [values[0] for values in solve(self._basis_rows(), [[side] for side in self.programme.sides])]

    def _duals(self) -> list[Cost]:
        columns = [self._column(index) for index in self.basis]
        return [tuple(values) for values in solve(columns, [self._cost(index) for index in self.basis])]

    def _reduced(self, index: int, duals: Sequence[Cost]) -> Cost:
        reduced = list(self._cost(index))
        for row, value in self._column(index).items():
            for level, dual in enumerate(duals[row]):
                if dual:
                    reduced[level] -= value * dual
        return tuple(reduced)

    def _outside(self) -> list[int]:
        inside = set(self.basis)
        return [index for index in range(len(self.programme.columns)) if index not in inside]

    def _entering(self, duals: Sequence[Cost], *, steepest: bool) -> int | None:
        zero = (Fraction(0),) * self.programme.levels
        costs = ((self._reduced(index, duals), index) for index in self._outside())
        falling = ((cost, index) for cost, index in costs if cost < zero)
        chosen = min(falling, default=None) if steepest else next(falling, None)
        return None if chosen is None else chosen[1]

    def _improve(self, entering: int, amounts: Sequence[Fraction]) -> None:
        column = self._column(entering)
        sides = [[column.get(row, Fraction(0))] for row in range(self.size)]
        change = [values[0] for values in solve(self._basis_rows(), sides)]
        limits = [
            (amounts[place] / value, self.basis[place], place)
            for place, value in enumerate(change)
            if value > 0 or (value and self._is_own(place))
        ]
        if not limits:
            raise UnboundedError
        self.basis[min(limits)[2]] = entering
        self.basis.sort()

    def _is_own(self, place: int) -> bool:
        """Tell whether a row's own column stands here: it is zero and must stay zero."""
        return self.basis[place] >= len(self.programme.columns)

    def _repair(self, short: int, duals: Sequence[Cost]) -> None:
        unit = [[Fraction(int(place == short))] for place in range(self.size)]
        columns = [self._column(index) for index in self.basis]
        across = [values[0] for values in solve(columns, unit)]
        zero = (Fraction(0),) * self.programme.levels
        best: tuple[Cost, int] | None = None
        for index in self._outside():
            step = sum((across[row] * value for row, value in self._column(index).items()), Fraction(0))
            if step < 0:
                ratio = tuple(part / -step for part in max(self._reduced(index, duals), zero))
                if best is None or (ratio, index) < best:
                    best = (ratio, index)
        if best is None:
            raise InfeasibleError
        self.basis[short] = best[1]
        self.basis.sort()

    def _result(self, amounts: Sequence[Fraction]) -> list[Fraction]:
        found = [Fraction(0)] * len(self.programme.columns)
        for place, index in enumerate(self.basis):
            if index < len(found):
                found[index] = amounts[place]
            elif amounts[place]:
                raise InfeasibleError
        return found
