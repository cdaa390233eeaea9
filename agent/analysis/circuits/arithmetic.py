"""Arithmetic of combinators: signed 32 bits, as the game's machine code does it.

Rules (wiki: Arithmetic combinator, Notes on operations): a quotient is cut towards zero, a remainder has the sign of
the dividend, both are 0 for a divisor of 0; results wrap around.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.analysis.circuits.model import wrap

if TYPE_CHECKING:
    from collections.abc import Callable

BITS = 32


def _divide(left: int, right: int) -> int:
    if right == 0:
        return 0
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) == (right < 0) else -quotient


def _remainder(left: int, right: int) -> int:
    return 0 if right == 0 else left - right * _divide(left, right)


def _power(base: int, exponent: int) -> int:
    if exponent < 0:
        return {1: 1, -1: -1 if exponent % 2 else 1}.get(base, 0)
    return int(pow(base, exponent, 2**BITS))


_OPERATIONS: dict[str, Callable[[int, int], int]] = {
    "+": lambda left, right: left + right,
    "-": lambda left, right: left - right,
    "*": lambda left, right: left * right,
    "/": _divide,
    "%": _remainder,
    "^": _power,
    "<<": lambda left, right: left << (right % BITS),
    ">>": lambda left, right: left >> (right % BITS),
    "AND": lambda left, right: left & right,
    "OR": lambda left, right: left | right,
    "XOR": lambda left, right: left ^ right,
}
OPERATIONS = frozenset(_OPERATIONS)


def compute(operation: str, left: int, right: int) -> int:
    """Return a result; an operation that is not known here gives 0."""
    known = _OPERATIONS.get(operation)
    return wrap(known(left, right)) if known else 0
