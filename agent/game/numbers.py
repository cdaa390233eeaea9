"""Numbers by their spelling: decimals and fractions of a table as exact fractions."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping


def rational(value: float | str) -> Fraction:
    """Read a number by its spelling, so that 0.1 is one tenth and not the nearest binary fraction."""
    return Fraction(value) if isinstance(value, (int, str)) else Fraction(repr(value))


def rationals(row: Mapping[str, float | str]) -> dict[str, Fraction]:
    """Read a table of numbers."""
    return {key: rational(value) for key, value in row.items()}
