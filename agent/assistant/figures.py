"""Numbers with their units, found in running text of either language.

A figure is compared in the base unit of its dimension: rates per minute, powers in watts, energies in joules, times in
seconds, shares as parts of one. A number without a unit that is known here has the dimension ``count``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Dimension = Literal["count", "rate", "power", "energy", "time", "share", "position"]

_NUMBER = r"(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+(?!\d)|\d{1,3}(?:,\d{3})+(?![\d,])|\d+)(?:[.,]\d+)?"
_SIGNED = rf"(?:(?<![\w)])[-−])?{_NUMBER}"
_FIGURE = re.compile(rf"(?<![\w.,])(?<!\w-)(?P<number>{_SIGNED})(?![\w]*[a-zа-яё]-\w)", re.IGNORECASE)
_PAIR = re.compile(rf"\(\s*(?:x\s*=\s*)?(?P<x>{_SIGNED})\s*[,;]\s+(?:y\s*=\s*)?(?P<y>{_SIGNED})\s*\)", re.IGNORECASE)
_ORDINAL = re.compile(r"^\s*\d{1,2}[.)](?=\s)", re.MULTILINE)
_GROUPED = re.compile(r"[-−]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_TWO_READINGS = re.compile(r"[-−]?[1-9]\d{0,2},\d{3}")
_WORDS = r"(?:\s+[^\W\d_]+\.?(?:-[^\W\d_]+)*){0,4}?"
_PER = r"\s*(?:/|\bв\s+|\bза\s+|\bper\s+|\ba\s+)\s*"
_METRIC = {"": 1, "к": 10**3, "k": 10**3, "м": 10**6, "m": 10**6, "г": 10**9, "g": 10**9, "т": 10**12, "t": 10**12}
_UNITS: tuple[tuple[Dimension, re.Pattern[str], Fraction], ...] = (
    ("rate", re.compile(rf"{_WORDS}{_PER}(?:секунд[уы]?|сек|second|sec|с|s)(?!\w)", re.IGNORECASE), Fraction(60)),
    ("rate", re.compile(rf"{_WORDS}{_PER}(?:минут[уы]?|мин|minute|min)(?!\w)", re.IGNORECASE), Fraction(1)),
    ("rate", re.compile(rf"{_WORDS}{_PER}(?:час|hour|hr|ч|h)(?!\w)", re.IGNORECASE), Fraction(1, 60)),
    ("share", re.compile(r"\s*(?:%|процент\w*|percent)", re.IGNORECASE), Fraction(1, 100)),
    ("time", re.compile(r"\s*(?:секунд\w*|сек(?!\w)|seconds?(?!\w)|sec(?!\w)|[сs](?!\w)(?!\s+\w))"), Fraction(1)),
    ("time", re.compile(r"\s*(?:минут\w*|мин(?!\w)|minutes?(?!\w)|min(?!\w))", re.IGNORECASE), Fraction(60)),
    ("time", re.compile(r"\s*(?:час(?:а|ов)?(?!\w)|hours?(?!\w)|[чh](?!\w))", re.IGNORECASE), Fraction(3600)),
)
_METRIC_UNIT = re.compile(r"\s*(?P<prefix>[kкmмgгtт]?)(?P<unit>вт|w|дж|j)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number in a text.

    ``value`` is in the base unit, ``slack`` half a unit of the last digit written, ``bare`` the number as it stands.
    Positions have both coordinates in ``value`` and ``other``. ``1,500`` is read as fifteen hundred and has the other
    reading, one and a half, as its ``twin``.
    """

    start: int
    end: int
    value: Fraction
    slack: Fraction
    dimension: Dimension
    bare: Fraction
    other: Fraction = Fraction(0)
    twin: Figure | None = None


def figures(text: str) -> list[Figure]:
    """Find every number of a text that states something; numerals of a list and digits in names state nothing."""
    found: list[Figure] = []
    covered = [match.span() for match in _ORDINAL.finditer(text)]
    for pair in _PAIR.finditer(text):
        (x, slack_x), (y, slack_y) = _value(pair["x"]), _value(pair["y"])
        found.append(Figure(pair.start(), pair.end(), x, max(slack_x, slack_y), "position", x, y))
        covered.append(pair.span())
    for match in _FIGURE.finditer(text):
        if any(start <= match.start() < end for start, end in covered):
            continue
        dimension, factor = _unit(text, match.end())
        twin = None
        if _TWO_READINGS.fullmatch(match["number"]):
            value, slack = _decimal(match["number"].replace(",", "."))
            twin = Figure(match.start(), match.end(), value * factor, slack * factor, dimension, value)
        value, slack = _value(match["number"])
        found.append(Figure(*match.span(), value * factor, slack * factor, dimension, value, twin=twin))
    return sorted(found, key=lambda figure: figure.start)


def _unit(text: str, at: int) -> tuple[Dimension, Fraction]:
    metric = _METRIC_UNIT.match(text, at)
    if metric is not None:
        dimension: Dimension = "power" if metric["unit"].lower() in {"вт", "w"} else "energy"
        return dimension, Fraction(_METRIC[metric["prefix"].lower()])
    for unit, pattern, factor in _UNITS:
        if pattern.match(text, at):
            return unit, factor
    return "count", Fraction(1)


def _value(text: str) -> tuple[Fraction, Fraction]:
    """Return the number and half a unit of its last digit; commas before three digits group, others are decimal."""
    plain = re.sub(r"[ \u00a0\u202f]", "", text)
    return _decimal((plain.replace(",", "") if _GROUPED.fullmatch(plain) else plain).replace(",", "."))


def _decimal(text: str) -> tuple[Fraction, Fraction]:
    plain = text.replace("−", "-")
    decimals = len(plain.partition(".")[2])
    return Fraction(plain), Fraction(1, 2 * 10**decimals)
