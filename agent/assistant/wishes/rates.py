"""Amounts and rates as players type them: ``60``, ``1,5/с``, ``2.5 per second``, ``1 000 в минуту``.

What can be read in two ways is not read at all: `RateText.unclear` names what was not understood.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from fractions import Fraction

_NUMBER = re.compile(r"(?<![\w.,/-])(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?(?![.,]?\d)")
_THOUSANDS_OR_DECIMALS = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")
_PIECES = r"(?:шт(?:\.|ук[аи]?)?|pcs|pieces?|items?)"
_PER = r"(?:/|\bв\s+|\bза\s+|\bper\s+|\ban?\s+|\bevery\s+|\bкаждую\s+)"
_ONE = r"(?:(?:1|одну|один|one)\s+)?"
_SECOND = r"(?:секунд[уы]?|сек|seconds?|secs?|с|s)(?!\w)\.?"
_MINUTE = r"(?:минут[уы]?|мин|minutes?|mins?|м|m)(?!\w)\.?"
_HOUR = r"(?:час(?:а|ов)?|hours?|hr|ч|h)(?!\w)\.?"
_UNITS: tuple[tuple[str, Fraction], ...] = (
    (rf"{_PER}\s*{_ONE}{_SECOND}|(?<![^\W\d])(?:ips|ежесекундно)(?!\w)", Fraction(60)),
    (rf"{_PER}\s*{_ONE}{_MINUTE}|(?<![^\W\d])(?:spm|ipm|ежеминутно)(?!\w)", Fraction(1)),
    (rf"{_PER}\s*{_ONE}{_HOUR}", Fraction(1, 60)),
)
_UNIT = [(re.compile(pattern, re.IGNORECASE), factor) for pattern, factor in _UNITS]
_PERIOD = re.compile(
    rf"(?P<once>(?:\bраз\s+|\bonce\s+)?)(?:/|\bв\s+|\bза\s+|\bper\s+|\bin\s+|\bevery\s+|\bкаждые\s+)\s*"
    rf"(?P<count>\d+(?:[.,]\d+)?)\s*(?:(?P<second>{_SECOND})|(?P<minute>{_MINUTE})|{_HOUR})",
    re.IGNORECASE,
)
_ONCE = re.compile(
    r"(?:\bпо\s+)?\b(?:одн(?:ой|ому|у|а|о)|один|one|раз|once|штук[ауе]|штучк[ау])\s+(?=\x00)", re.IGNORECASE
)
_UNIT_STOOD_HERE = "\x00"
_SLASHED = re.compile(r"/\s*\w*")
_FILLER = re.compile(rf"\A\s*(?:{_PIECES}(?!\w)|of\b|,|;|\.|!|\)|\()*\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]\w*|%|[x×х*]\b|\S")
_POLITE = {"for", "для", "на", "с", "from", "with", "please", "пожалуйста", "и", "and", "хочу", "нужно", "надо"}
PER_HOUR = Fraction(1, 60)


@dataclass(frozen=True, slots=True)
class RateText:
    """What a text says about a rate; all None means that it names no number.

    ``bare_at`` is where a number without a unit stands in the text.
    """

    rate_per_min: Fraction | None = None
    unclear: str | None = None
    rest: str = ""
    bare_at: int | None = None


def parse_number(text: str) -> Fraction | None:
    """Return the number that ``text`` is, in Russian or English form, or None where it is none or could be two.

    ``1,500`` and ``1.500`` may mean one and a half or fifteen hundred: None.
    """
    if _NUMBER.fullmatch(text) is None or _THOUSANDS_OR_DECIMALS.fullmatch(text):
        return None
    return Fraction(re.sub(r"[ \u00a0\u202f]", "", text).replace(",", "."))


def without_units(text: str) -> str:
    """Return a text with its units of rate blanked out, so that «60/мин» names no mines; places stay."""
    for pattern in (_PERIOD, *(pattern for pattern, _ in _UNIT)):
        text = pattern.sub(lambda found: "|" * len(found.group()), text)
    return text


def parse_rate(text: str) -> RateText:
    """Read the one rate in ``text``; a number without a unit is per minute.

    The names of things must have been taken out (a space left in their place). Two numbers, a number that can be read
    in two ways, a negative one, or one followed by a word that is no unit of rate («5 машин», «60%») are unclear.
    ``rest`` is the text without the number and its unit.
    """
    unit, rest, twice = _take_unit(text)
    if twice is not None:
        return RateText(unclear=twice)
    numbers = list(_NUMBER.finditer(rest))
    if not numbers and unit is not None and not re.search(r"\d", rest):
        rest = _ONCE.sub("1 ", rest, count=1)
        numbers = list(_NUMBER.finditer(rest))
    if not numbers:
        strange = re.search(r"\S*\d\S*", text)
        return RateText(unclear=strange.group()) if strange else RateText(rest=rest.replace(_UNIT_STOOD_HERE, " "))
    unclear = ", ".join(number.group() for number in numbers) if len(numbers) > 1 else _unclear(numbers[0], rest)
    if unclear is not None:
        return RateText(unclear=unclear)
    number = numbers[0]
    left_over = f"{rest[: number.start()]} {rest[number.end() :]}".replace(_UNIT_STOOD_HERE, " ")
    rate = (parse_number(number.group()) or Fraction(0)) * (unit or 1)
    return RateText(rate_per_min=rate, rest=left_over, bare_at=number.start() if unit is None else None)


def _take_unit(text: str) -> tuple[Fraction | None, str, str | None]:
    """Return the unit's factor to a minute, the text with a mark in its place, and a second unit if there is one."""
    unit: Fraction | None = None
    period = _PERIOD.search(text)
    if period is not None:
        count = Fraction(period["count"].replace(",", "."))
        if not count:
            return None, text, period.group().strip()
        unit = (Fraction(60) if period["second"] else Fraction(1) if period["minute"] else PER_HOUR) / count
        once = "1" if period["once"] and not re.search(r"\d", text[: period.start()]) else ""
        text = f"{text[: period.start()]} {once} {_UNIT_STOOD_HERE} {text[period.end() :]}"
    for pattern, factor in _UNIT:
        found = list(pattern.finditer(text))
        if len(found) > 1 or (found and unit is not None):
            return factor, text, found[-1].group().strip()
        if found:
            unit = factor
            text = f"{text[: found[0].start()]} {_UNIT_STOOD_HERE} {text[found[0].end() :]}"
    return unit, text, None


def _unclear(number: re.Match[str], rest: str) -> str | None:
    """Return what around a number keeps it from being a plain rate: a sign, another unit, a counted thing."""
    left, right = rest[: number.start()], rest[number.end() :]
    sign = re.search(r"[-−+~≈<>]\s*$", left)
    if parse_number(number.group()) is None or sign is not None:
        return (sign.group() if sign else "") + number.group()
    stray = _SLASHED.match(right.lstrip())
    if stray is not None:
        return f"{number.group()}{stray.group()}"
    follower = _WORD.match(_FILLER.sub("", right))
    word = follower.group() if follower else ""
    known = not word or word in f"{_UNIT_STOOD_HERE}?" or word.lower() in _POLITE
    return None if known else f"{number.group()} {word}"
