"""Units behind (rarely before) a number, in both languages."""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

Dimension = Literal[
    "count", "rate", "power", "energy", "time", "share", "position", "size", "ratio", "fraction", "clock"
]

_WORDS = r"(?:[^\S\n]+[«“\"]?[^\W\d_]+(?:[»”\"]|\.(?=\s?(?-i:[a-zа-яё/])))?(?:-[^\W\d_]+)*[»”\"]?){0,5}?"
_PER = r"\s*(?:/|\bв\s+|\bза\s+|\bper\s+|\ban?\s+|\beach\s+|\bevery\s+|\bкажд(?:ую|ый)\s+)\s*(?:1\s|одну\s|один\s)?"
_SECOND = r"(?:секунд[уые]?|сек|second|sec|с|s)(?!\w)"
_MINUTE = r"(?:минут[уые]?|мин|minute|min|м|m)(?!\w)"
_HOUR = r"(?:час|hour|hr|ч|h)(?!\w)"
_PERCENT = r"\s*(?:%|процент\w*(?:\s+пункт\w*)?|percent(?:age)?(?:\s+points?)?\b|per\s?cent\b|п\.\s?п\.)"
_METRIC = {"": 1, "к": 10**3, "k": 10**3, "м": 10**6, "m": 10**6, "г": 10**9, "g": 10**9, "т": 10**12, "t": 10**12}
_SPOKEN = {"кило": "к", "мега": "м", "гига": "г", "тера": "т", "kilo": "k", "mega": "m", "giga": "g", "tera": "t"}
_RATES = (
    (re.compile(rf"{_WORDS}{_PER}{_SECOND}", re.IGNORECASE), Fraction(60)),
    (re.compile(rf"{_WORDS}{_PER}{_MINUTE}", re.IGNORECASE), Fraction(1)),
    (re.compile(rf"{_WORDS}{_PER}{_HOUR}", re.IGNORECASE), Fraction(1, 60)),
    (re.compile(r"\s*(?:ipm|items?/m)(?!\w)", re.IGNORECASE), Fraction(1)),
)
_UNITS: tuple[tuple[Dimension, re.Pattern[str], Fraction], ...] = (
    ("share", re.compile(_PERCENT, re.IGNORECASE), Fraction(1, 100)),
    (
        "time",
        re.compile(
            r"\s*(?:more |further |ещ[её] )?(?:секунд\w*|сек(?!\w)|seconds?(?!\w)|secs?(?!\w)|s(?!\w)|с(?!\w)(?!\s+\w))"
        ),
        Fraction(1),
    ),
    (
        "time",
        re.compile(r"\s*(?:more |further |ещ[её] )?(?:минут\w*|мин(?!\w)|minutes?(?!\w)|mins?(?!\w))", re.IGNORECASE),
        Fraction(60),
    ),
    (
        "time",
        re.compile(
            r"\s*(?:more |further |ещ[её] )?(?:час(?:а|ов)?(?!\w)|hours?(?!\w)|hrs?(?!\w)|[чh](?!\w))", re.IGNORECASE
        ),
        Fraction(3600),
    ),
    ("time", re.compile(r"\s*(?:тик(?:а|ов)?(?!\w)|ticks?(?!\w))", re.IGNORECASE), Fraction(1, 60)),
)
_HOURS = re.compile(
    r"\s*(?P<prefix>[kкmмgгtт]?)(?:вт|w)(?:\s?[·*-]?\s?(?:ч|час\w*)|[·*-]?h|[ -]h(?:ours?|rs?)?)(?!\w)"
    r"|[\s-]*(?P<spoken>кило|мега|гига|kilo|mega|giga)?(?:ватт|watt)[\s-]*(?:час|hour)\w*",
    re.IGNORECASE,
)
"""Energy as meters count it: 12.5 kWh are 45 MJ."""
_SYMBOL = re.compile(r"\s*(?P<prefix>[kкmмgгtт]?)(?P<unit>вт|w|дж|j)(?!\w)", re.IGNORECASE)
_NAME = re.compile(
    r"[\s-]*(?P<prefix>кило|мега|гига|тера|kilo|mega|giga|tera)?(?P<unit>ватт|watt|джоул|joule)\w*", re.IGNORECASE
)
_POWER = {"вт", "w", "ватт", "watt"}
_BEFORE = re.compile(
    r"(?<!\d )(?<!\d)(?:\b"
    r"(?:за|в|кажд\w+|per|every|each|an?|one|один|одну)\s+(?P<unit>секунду|минуту|час|second|minute|hour))\b"
    r"[^.,;!?\n\d(]{0,40}$",
    re.IGNORECASE,
)
_IN_UNITS = re.compile(
    r"\b(?:в (?P<ru>секундах|минутах|часах)|(?:при |в )?пересч[её]те (?:на|в) (?P<per>секунд|минут|час)\w*"
    r"|in (?P<en>second|minute|hour)s)\b,?[^.,;!?\n\d(]{0,40}$",
    re.IGNORECASE,
)
"""«В секундах это 1,25 плиты»: so many in each, or a time told in them."""
_PERCENT_BEFORE = re.compile(r"\bпроцент\w{0,3}\s+(?:на|до|в)?\s*$", re.IGNORECASE)
_COUNTED_BEFORE = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|один|одну|дв[ае]|три|четыре|пять|шесть|семь|восемь|девять|десять))"
    r"\s*$",
    re.IGNORECASE,
)
_PER_BEFORE = {
    "секунду": Fraction(60),
    "second": Fraction(60),
    "минуту": Fraction(1),
    "minute": Fraction(1),
    "час": Fraction(1, 60),
    "hour": Fraction(1, 60),
}
_WORD_OF_HEADING = re.compile(r"(?<!\w)(?=[\w%])|(?=/)")
_SPOKEN_TIMES = re.compile(r"\s*(?P<times>тыс\.|тысяч\w*|млн\.?|миллион\w*|thousand|million)(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class UnitAt:
    """A unit and where it ends in the text."""

    dimension: Dimension
    factor: Fraction
    end: int


def unit(text: str, at: int) -> UnitAt:
    """Return the unit that stands at a place, a plain count where there is none."""
    metered = _HOURS.match(text, at)
    if metered is not None:
        prefix = (metered["prefix"] or _SPOKEN.get((metered["spoken"] or "").lower(), "")).lower()
        return UnitAt("energy", Fraction(3600 * _METRIC[prefix]), metered.end())
    for pattern in (_SYMBOL, _NAME):
        metric = pattern.match(text, at)
        if metric is not None:
            prefix = (metric["prefix"] or "").lower()
            dimension: Dimension = "power" if metric["unit"].lower() in _POWER else "energy"
            return UnitAt(dimension, Fraction(_METRIC[_SPOKEN.get(prefix, prefix)]), metric.end())
    rates = [(found.end(), factor) for pattern, factor in _RATES if (found := pattern.match(text, at)) is not None]
    if rates:  # The nearest of them: "66 a minute until a second machine runs".
        end, factor = min(rates)
        return UnitAt("rate", factor, end)
    for dimension, pattern, factor in _UNITS:
        found = pattern.match(text, at)
        if found is not None:
            return UnitAt(dimension, factor, found.end())
    return UnitAt("count", Fraction(1), at)


def unit_before(text: str, at: int) -> UnitAt | None:
    """Return the unit of a rate that stands before its number: «за минуту выходит 360»."""
    if _PERCENT_BEFORE.search(text, max(0, at - 24), at) is not None:  # «Процентов на 55».
        return UnitAt("share", Fraction(1, 100), at)
    found = _BEFORE.search(text, max(0, at - 60), at)
    if found is not None and _COUNTED_BEFORE.search(text, max(0, found.start() - 12), found.start()) is not None:
        return None  # «Три в секунду, а надо 1080».
    return None if found is None else UnitAt("rate", _PER_BEFORE[found["unit"].lower()], at)


def unit_told_in(text: str, at: int) -> UnitAt | None:
    """Return the unit that all that follows is told in: «в секундах это 1,25 плиты»."""
    found = _IN_UNITS.search(text, max(0, at - 60), at)
    if found is None:
        return None
    said = (found["ru"] or found["per"] or found["en"]).lower()
    return UnitAt("rate", next(each for name, each in _PER_BEFORE.items() if name[:3] == said[:3]), at)


def unit_of_heading(text: str) -> UnitAt | None:
    """Return the unit that the heading of a column ends in: «Мощность, кВт», "Power (kW)", "Limit per minute"."""
    for found in _WORD_OF_HEADING.finditer(text.rstrip(" )*")):
        at = unit(text.rstrip(" )*"), found.start())
        if at.dimension != "count" and at.end == len(text.rstrip(" )*")):
            return at
    return None


def multiplier(letter: str) -> int:
    """Return what «к» or "M" close behind a number makes of it."""
    return {"": 1, "k": 10**3, "к": 10**3, "m": 10**6, "м": 10**6}[letter.lower()]


def spoken_multiplier(text: str, at: int) -> tuple[int, int] | None:
    """Return what «тыс.» or "million" behind a number makes of it, and where it ends."""
    found = _SPOKEN_TIMES.match(text, at)
    if found is None:
        return None
    return (1000 if found["times"].lower().startswith(("ты", "th")) else 10**6), found.end()
