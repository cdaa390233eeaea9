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
_UNITS: tuple[tuple[str, Fraction], ...] = (
    (rf"{_PER}\s*(?:1\s+)?(?:секунд[уы]?|сек|second|sec|с|s)(?!\w)\.?", Fraction(60)),
    (rf"{_PER}\s*(?:1\s+)?(?:минут[уы]?|мин|minute|min|м|m)(?!\w)\.?", Fraction(1)),
    (rf"{_PER}\s*(?:1\s+)?(?:час|hour|hr|ч|h)(?!\w)\.?", Fraction(1, 60)),
)
_UNIT = [(re.compile(pattern, re.IGNORECASE), factor) for pattern, factor in _UNITS]
_SLASHED = re.compile(r"/\s*\w*")
_FILLER = re.compile(rf"\A\s*(?:{_PIECES}(?!\w)|of\b|,|;|\.|!|\)|\()*\s*", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]\w*|%|[x×х*]\b|\S")
_POLITE = {"for", "для", "на", "с", "from", "with", "please", "пожалуйста", "и", "and", "хочу", "нужно", "надо"}


@dataclass(frozen=True, slots=True)
class RateText:
    """What a text says about a rate; all None means that it names no number."""

    rate_per_min: Fraction | None = None
    unclear: str | None = None
    rest: str = ""


def parse_number(text: str) -> Fraction | None:
    """Return the number that ``text`` is, in Russian or English form, or None where it is none or could be two.

    ``1,500`` and ``1.500`` may mean one and a half or fifteen hundred: None.
    """
    if _NUMBER.fullmatch(text) is None or _THOUSANDS_OR_DECIMALS.fullmatch(text):
        return None
    return Fraction(re.sub(r"[ \u00a0\u202f]", "", text).replace(",", "."))


def parse_rate(text: str) -> RateText:
    """Read the one rate in ``text``; a number without a unit is per minute.

    The names of things must have been taken out (a space left in their place). Two numbers, a number that can be read
    in two ways, a negative one, or one followed by a word that is no unit of rate («5 машин», «60%») are unclear.
    ``rest`` is the text without the number and its unit.
    """
    unit: Fraction | None = None
    rest = text
    for pattern, factor in _UNIT:
        found = list(pattern.finditer(rest))
        if len(found) > 1 or (found and unit is not None):
            return RateText(unclear=found[-1].group().strip())
        if found:
            unit = factor
            rest = f"{rest[: found[0].start()]} \x00 {rest[found[0].end() :]}"
    numbers = list(_NUMBER.finditer(rest))
    if not numbers:
        strange = re.search(r"\S*\d\S*", rest)
        return RateText(unclear=strange.group()) if strange else RateText(rest=rest.replace("\x00", " "))
    if len(numbers) > 1:
        return RateText(unclear=", ".join(number.group() for number in numbers))
    number = numbers[0]
    value = parse_number(number.group())
    left, right = rest[: number.start()], rest[number.end() :]
    sign = re.search(r"[-−+~≈<>]\s*$", left)
    if value is None or sign is not None:
        return RateText(unclear=(sign.group() if sign else "") + number.group())
    stray = _SLASHED.match(right.lstrip())
    if stray is not None:
        return RateText(unclear=f"{number.group()}{stray.group()}")
    follower = _WORD.match(_FILLER.sub("", right))
    word = follower.group() if follower else ""
    if word and word not in "\x00?" and word.lower() not in _POLITE:
        return RateText(unclear=f"{number.group()} {word}")
    return RateText(rate_per_min=value * (unit or 1), rest=f"{left} {right}".replace("\x00", " "))
