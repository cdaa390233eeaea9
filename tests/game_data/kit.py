"""What the tests of game data share."""

from __future__ import annotations

from fractions import Fraction


def exact(*values: Fraction | float | str) -> tuple[Fraction, ...]:
    """Exact numbers, however they are spelled, so that one list compares with the other."""
    return tuple(Fraction(str(value)) for value in values)
