"""Small readers of the data stage's values, which have more than one spelling."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import Any

Raw = dict[str, Any]

PREFIX = {"": 1, "k": 10**3, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "P": 10**15}
LONG_DECIMAL = 10


def energy(text: str | None) -> int | float:
    """Read an energy or power of the data stage («90kW», «5MJ») as watts or joules."""
    if not text:
        return 0
    match = re.fullmatch(r"([\d.]+)\s*([kKMGTP]?)([JW])", text)
    if not match:
        raise ValueError(text)
    value = Fraction(match[1]) * PREFIX[match[2]]
    return int(value) if value.denominator == 1 else float(value)


def number(value: float) -> int | float | str:
    """Write a number shortly and exactly: thirds and the like as a fraction in a string."""
    if isinstance(value, int) or value == int(value):
        return int(value)
    if len(repr(value)) > LONG_DECIMAL:
        close = Fraction(value).limit_denominator(10000)
        if abs(close - Fraction(value)) < Fraction(1, 10**9):
            return str(close)
    return value


def lean(values: Raw) -> Raw:
    """Leave out what equals the reader's defaults: nothing, zero, empty."""
    return {key: value for key, value in values.items() if value not in (None, 0, "", [], {}, False)}


def point(value: Any) -> list[float]:  # noqa: ANN401 - the data stage has two spellings of a position
    """Read both spellings of a position."""
    if isinstance(value, dict):
        return [value["x"], value["y"]]
    return list(value[:2])


def box(value: Any) -> list[float]:  # noqa: ANN401 - as in point
    """Flatten a bounding box to left, top, right, bottom."""
    if isinstance(value, dict):
        value = [value["left_top"], value["right_bottom"]]
    return [*point(value[0]), *point(value[1])]


def as_list(value: Any) -> list[Any]:  # noqa: ANN401 - an empty Lua table has no type
    """Read a Lua list that may have come as an empty table."""
    return list(value) if value else []


def conditions(raw: Raw) -> list[Raw]:
    """Keep the surface conditions of a recipe or entity; a bound of zero is a bound."""
    return [
        {key: c[key] for key in ("property", "min", "max") if key in c} for c in as_list(raw.get("surface_conditions"))
    ]
