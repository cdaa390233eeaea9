"""Numbers as they are written: grouped by spaces or commas, with a decimal point or comma."""

from __future__ import annotations

import re
from fractions import Fraction

NUMBER = (
    r"(?:\d{1,3}(?:[ \u00a0\u202f\u2009]\d{3})+(?!\d)|\d{1,3}(?:,\d{3})+(?![\d,])|\d{1,3}(?:\.\d{3}){2,}(?![\d.])|\d+)"
    r"(?:[.,]\d+)?"
)
SIGNED = rf"(?:(?<![\w)\d])[-−])?{NUMBER}"
_SPACES = re.compile(r"[ \u00a0\u202f\u2009]")
_BY_COMMAS = re.compile(r"[-−]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
_BY_POINTS = re.compile(r"[-−]?[1-9]\d{0,2}(?:\.\d{3}){2,}(?:,\d+)?")
_TWO_READINGS = re.compile(r"[-−]?[1-9]\d{0,2}[.,]\d{3}")
MOST_ROUGH = Fraction(7, 100)


def readings(text: str, *, commas_are_decimal: bool) -> list[tuple[Fraction, Fraction]]:
    """Return what a number may mean, each with half a unit of its last digit.

    Where commas are decimal, ``1,500`` and ``1.500`` may both be fifteen hundred or one and a half.
    """
    found = [read(text)]
    if commas_are_decimal and _TWO_READINGS.fullmatch(text):
        for spelled in (text.replace(",", "."), re.sub(r"[.,]", "", text)):
            reading = _decimal(spelled)
            if reading not in found:
                found.append(reading)
    return found


def read(text: str) -> tuple[Fraction, Fraction]:
    """Return the number and half a unit of its last digit; commas before three digits group, others are decimal."""
    plain = _SPACES.sub("", text)
    if _BY_COMMAS.fullmatch(plain):
        plain = plain.replace(",", "")
    elif _BY_POINTS.fullmatch(plain):
        plain = plain.replace(".", "")
    return _decimal(plain.replace(",", "."))


def trailing_slack(text: str) -> Fraction:
    """Return how far «около 900» may be from what is meant: half a unit of the last digit that is no zero."""
    value, slack = read(text)
    if value.denominator != 1 or not value:
        return slack
    zeros = len(str(abs(value.numerator))) - len(str(abs(value.numerator)).rstrip("0"))
    return max(slack, min(Fraction(10**zeros, 2), abs(value) * MOST_ROUGH))


def _decimal(text: str) -> tuple[Fraction, Fraction]:
    plain = text.replace("−", "-")
    decimals = len(plain.partition(".")[2])
    return Fraction(plain), Fraction(1, 2 * 10**decimals)
