"""Exact solution of sparse linear systems in fractions."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

Vector = dict[int, Fraction]
"""A sparse vector: what is absent is zero."""


class SingularError(ArithmeticError):
    """The system has no unique solution."""


def solve(rows: Sequence[Mapping[int, Fraction]], sides: Sequence[Sequence[Fraction]]) -> list[list[Fraction]]:
    """Solve a square system for several right-hand sides at once.

    Pivots are taken where they fill in least (Markowitz's rule); recipe graphs are nearly triangular, so that most
    steps eliminate nothing.

    Args:
        rows: One mapping {column: coefficient} per row.
        sides: One sequence per row, all of the same length.

    Returns:
        One list per column with its value for each right-hand side.

    Raises:
        SingularError: The rows depend on each other.
    """
    work = [dict(row) for row in rows]
    right = [list(side) for side in sides]
    holders: dict[int, set[int]] = {}
    for index, entries in enumerate(work):
        for column in entries:
            holders.setdefault(column, set()).add(index)
    order: list[tuple[int, int]] = []
    left = set(range(len(work)))
    while left:
        row, column = _pivot(work, holders, left)
        order.append((row, column))
        left.discard(row)
        for name in work[row]:
            holders[name].discard(row)
        for other in sorted(holders.pop(column)):
            _eliminate(work, right, holders, (row, column, other))
    found: dict[int, list[Fraction]] = {}
    for row, column in reversed(order):
        values = right[row]
        for name, factor in work[row].items():
            if name != column:
                values = [value - factor * known for value, known in zip(values, found[name], strict=True)]
        pivot = work[row][column]
        found[column] = [value / pivot for value in values]
    return [found[column] for column in range(len(work))]


def _pivot(work: list[Vector], holders: Mapping[int, set[int]], left: set[int]) -> tuple[int, int]:
    for column, rows in holders.items():
        if len(rows) == 1:
            return next(iter(rows)), column
    best: tuple[int, int, int] | None = None
    for row in sorted(left):
        width = len(work[row]) - 1
        if best is not None and width > best[0]:
            continue
        for column in work[row]:
            fill = width * (len(holders[column]) - 1)
            if best is None or (fill, row, column) < best:
                best = (fill, row, column)
        if width == 0:
            break
    if best is None:
        raise SingularError
    return best[1], best[2]


def _eliminate(
    work: list[Vector], right: list[list[Fraction]], holders: Mapping[int, set[int]], place: tuple[int, int, int]
) -> None:
    row, column, other = place
    factor = work[other].pop(column) / work[row][column]
    target = work[other]
    for name, value in work[row].items():
        if name == column:
            continue
        changed = target.get(name, Fraction(0)) - factor * value
        if changed:
            target[name] = changed
            holders[name].add(other)
        elif name in target:
            del target[name]
            holders[name].discard(other)
    right[other] = [value - factor * known for value, known in zip(right[other], right[row], strict=True)]
