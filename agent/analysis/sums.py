"""Exact sums of many fractions: whole numbers are added by denominator, so that ten thousand rates cost a few sums."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def total(values: Iterable[Fraction]) -> Fraction:
    """Add up fractions, exactly."""
    numerators: dict[int, int] = defaultdict(int)
    for value in values:
        numerators[value.denominator] += value.numerator
    below = lcm(*numerators)
    return Fraction(sum(above * (below // each) for each, above in numerators.items()), below)


def added(tables: Iterable[Mapping[str, Fraction]]) -> dict[str, Fraction]:
    """Add up tables of rates by name, names in the order they first come."""
    values: dict[str, list[Fraction]] = defaultdict(list)
    for table in tables:
        for name, value in table.items():
            values[name].append(value)
    return {name: total(each) if len(each) > 1 else each[0] for name, each in values.items()}
