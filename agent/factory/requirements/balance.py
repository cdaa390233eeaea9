"""The linear programme of a question: a row for each thing, a column for each process.

Of all plans that make the targets the one is taken that (1) takes least from outside, by the weights of
`agent.factory.requirements.processes`, (2) needs the fewest machines, (3) makes the fewest crafts, each counted with
its place in the alphabet. More than is needed may be made of anything: that is a by-product.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.factory.requirements.programme import InfeasibleError, Programme

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent.factory.requirements.options import Question, Target
    from agent.factory.requirements.process import Process

Crafts = list[tuple["Process", Fraction]]
"""Processes that run, with their crafts per second."""

ZERO = Fraction(0)
PLAN_LEVELS = 3


def things_of(processes: Sequence[Process]) -> list[str]:
    """Return everything that processes make or take, in the order of first mention."""
    return list(dict.fromkeys(name for process in processes for name in process.net()))


@dataclass(frozen=True, slots=True)
class Sheet:
    """A programme under construction."""

    programme: Programme
    rows: Mapping[str, int]
    columns: Sequence[int]

    def crafts(self, processes: Sequence[Process]) -> Crafts:
        """Solve, and return what runs."""
        amounts = self.programme.solve()
        pairs = zip(processes, self.columns, strict=True)
        return [(process, amounts[column]) for process, column in pairs if amounts[column]]


def _sheet(processes: Sequence[Process], lead: int, demand: Mapping[str, Fraction]) -> Sheet:
    programme = Programme(lead + PLAN_LEVELS)
    rows = {name: programme.row(demand.get(name, ZERO)) for name in things_of(processes)}
    ranks = {name: Fraction(rank) for rank, name in enumerate(sorted(p.name for p in processes), start=1)}
    columns = [
        programme.column(
            {rows[name]: amount for name, amount in process.net().items()},
            *[ZERO] * lead,
            process.raw_cost,
            process.machines_per_craft,
            ranks[process.name],
        )
        for process in processes
    ]
    return Sheet(programme, rows, columns)


def least_input(processes: Sequence[Process], targets: Sequence[Target]) -> Crafts:
    """Return the plan that makes the targets from least.

    Raises:
        InfeasibleError: They cannot be made.
    """
    demand = _demand(targets)
    sheet = _sheet(processes, 0, demand)
    if set(demand) - set(sheet.rows):
        raise InfeasibleError
    for row in sheet.rows.values():
        sheet.programme.column({row: Fraction(-1)})
    try:
        return sheet.crafts(processes)
    except InfeasibleError:
        # Floating point may take a cycle of tiny gain for one of none; the plan with shortages is exact.
        crafts, short = with_shortages(processes, targets)
        if short:
            raise
        return crafts


def with_shortages(processes: Sequence[Process], targets: Sequence[Target]) -> tuple[Crafts, set[str]]:
    """Return a plan that leaves least missing, whatever else it costs, and what it leaves missing."""
    demand = _demand(targets)
    programme = Programme(1)
    rows = {name: programme.row(demand.get(name, ZERO)) for name in things_of(processes)}
    columns = [
        programme.column({rows[name]: amount for name, amount in process.net().items()}) for process in processes
    ]
    gaps = {name: programme.column({row: Fraction(1)}, Fraction(1)) for name, row in rows.items()}
    for row in rows.values():
        programme.column({row: Fraction(-1)})
    amounts = programme.solve()
    crafts = [(process, amounts[c]) for process, c in zip(processes, columns, strict=True) if amounts[c]]
    return crafts, {name for name, column in gaps.items() if amounts[column]}


def _demand(targets: Sequence[Target]) -> dict[str, Fraction]:
    demand: dict[str, Fraction] = {}
    for target in targets:
        demand[target.name] = demand.get(target.name, ZERO) + target.rate_per_s
    return demand


def greatest_output(processes: Sequence[Process], question: Question) -> tuple[Crafts, Fraction]:
    """Return the plan that makes most of the targets, in their ratio, within the limits; and the factor on the ratio.

    Raises:
        InfeasibleError: Nothing of them can be made.
        UnboundedError: No limit holds them.
    """
    sheet = _sheet(processes, 1, {})
    programme = sheet.programme
    if any(target.name not in sheet.rows for target in question.targets):
        raise InfeasibleError
    for row in sheet.rows.values():
        programme.column({row: Fraction(-1)})
    _limit(sheet, processes, {f"supply:{name}": rate for name, rate in question.limits.items()})
    wanted = _demand(question.targets)
    factor = programme.column({sheet.rows[name]: -rate for name, rate in wanted.items()}, Fraction(-1))
    amounts = programme.solve()
    crafts = [(p, amounts[c]) for p, c in zip(processes, sheet.columns, strict=True) if amounts[c]]
    if not amounts[factor]:
        raise InfeasibleError
    return crafts, amounts[factor]


def _limit(sheet: Sheet, processes: Sequence[Process], limits: Mapping[str, Fraction]) -> None:
    for process, column in zip(processes, sheet.columns, strict=True):
        limit = limits.get(f"{process.kind}:{process.name}")
        if limit is not None:
            row = sheet.programme.row(limit)
            sheet.programme.columns[column][row] = Fraction(1)
            sheet.programme.column({row: Fraction(1)})


def busiest(processes: Sequence[Process], machines: Mapping[str, Fraction], leaving: Sequence[str]) -> Crafts:
    """Return the steady state of given machines: as much work as possible while nothing piles up between them.

    What one of them makes and another takes must balance, unless it is named as leaving; what they only make leaves,
    what they only take is supplied.

    Args:
        processes: The given processes and the supplies.
        machines: Name of a given process → number of machines.
        leaving: Intermediates that may leave too.
    """
    sheet = _sheet(processes, 1, {})
    programme = sheet.programme
    taken = {name for process in processes for name, amount in process.net().items() if amount < 0}
    for name, row in sheet.rows.items():
        if name not in taken or name in leaving:
            programme.column({row: Fraction(-1)})
    caps = {
        f"{process.kind}:{process.name}": machines[process.name] * process.setup.crafts_per_s
        for process in processes
        if process.kind != "supply" and process.setup is not None
    }
    _limit(sheet, processes, caps)
    for process, column in zip(processes, sheet.columns, strict=True):
        cap = caps.get(f"{process.kind}:{process.name}")
        if cap:
            programme.costs[column] = (-1 / cap, *programme.costs[column][1:])
    return sheet.crafts(processes)
