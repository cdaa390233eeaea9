"""Comparisons of circuit conditions, as settings write them."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

_COMPARE: dict[str, Callable[[int, int], bool]] = {
    "<": operator.lt,
    ">": operator.gt,
    "=": operator.eq,
    "≥": operator.ge,
    "≤": operator.le,
    "≠": operator.ne,
}
ALIASES = {">=": "≥", "<=": "≤", "!=": "≠", "==": "="}
"""The runtime API writes comparators with two characters as well as with one."""


def compare(comparator: str, left: int, right: int) -> bool:
    """Tell whether a comparison holds."""
    return _COMPARE[ALIASES.get(comparator, comparator)](left, right)


def known(comparator: object) -> bool:
    """Tell whether something read from a string is a comparator of the game."""
    return isinstance(comparator, str) and ALIASES.get(comparator, comparator) in _COMPARE
