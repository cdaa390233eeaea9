"""Reads an answer as a player does: its lines, and the numbers in them with their units, in ru and en forms.

It knows the program's words no more than a reader does: a number is digits with the language's own separators (ru
«1 080,5», en “1,080.5”), a unit is what stands right behind it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.assistant.question import Answer
    from agent.contract import Language

Unit = Literal["W", "J", "%", "/min", "/s", "s", ""]

_PREFIXES: Final = {"": 1, "k": 1e3, "M": 1e6, "G": 1e9, "T": 1e12}
_PREFIXES_RU: Final = {"": 1, "к": 1e3, "М": 1e6, "Г": 1e9, "Т": 1e12}
_UNITS: Final[dict[Language, dict[str, tuple[Unit, float]]]] = {
    "en": {
        **{f"{prefix}W": ("W", factor) for prefix, factor in _PREFIXES.items()},
        **{f"{prefix}J": ("J", factor) for prefix, factor in _PREFIXES.items()},
        "%": ("%", 1),
        "/min": ("/min", 1),
        "/s": ("/s", 1),
        "s": ("s", 1),
        "min": ("s", 60),
        "h": ("s", 3600),
    },
    "ru": {
        **{f"{prefix}Вт": ("W", factor) for prefix, factor in _PREFIXES_RU.items()},
        **{f"{prefix}Дж": ("J", factor) for prefix, factor in _PREFIXES_RU.items()},
        "%": ("%", 1),
        "/мин": ("/min", 1),
        "/с": ("/s", 1),
        "с": ("s", 1),
        "мин": ("s", 60),
        "ч": ("s", 3600),
    },
}
_GAP: Final = "[\u00a0\u202f ]"
_NUMBERS: Final[dict[Language, str]] = {
    "en": r"(?<![\w.,])(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?)(?![\d])",
    "ru": rf"(?<![\w.,])(?P<number>(?:\d{{1,3}}(?:{_GAP}\d{{3}})+|\d+)(?:,\d+)?)(?!\d|\.\d)",
}
#: Names of things that end in a number, which is no quantity.
_NUMBERED: Final = re.compile(r"((?:machine|module|logistics|inserter|drill|level|research)) \d\b")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number as it is shown, in base units (W, J, s), and how far off it may be by rounding to what is shown."""

    value: float
    unit: Unit
    rounding: float

    def is_about(self, value: float, unit: Unit, within: float) -> bool:
        """Tell whether this is the number that is meant; ``within`` is a part of it."""
        return unit == self.unit and abs(self.value - value) <= self.rounding * 1.001 + within * abs(value)


def lines(answer: Answer) -> list[str]:
    """Return everything that the player reads: the text, the list of places, the notes; line by line."""
    return [*answer.text.splitlines(), *(finding.text for finding in answer.findings), *answer.notes]


def quantities(line: str, language: Language) -> Iterator[Quantity]:
    """Yield the numbers of a line with their units."""
    units = _UNITS[language]
    behind = "|".join(sorted(map(re.escape, units), key=len, reverse=True))
    pattern = rf"{_NUMBERS[language]}(?:[ \u00a0\u202f]?(?P<unit>{behind})(?!\w))?"
    for found in re.finditer(pattern, _NUMBERED.sub(r"\1", line)):
        digits = re.sub(_GAP, "", found["number"])
        digits = digits.replace(",", ".") if language == "ru" else digits.replace(",", "")
        unit, factor = units.get(found["unit"] or "", ("", 1.0))
        places = len(digits.partition(".")[2])
        rounding = 0.0 if unit == "" and not places else 0.5 * 10**-places * factor
        yield Quantity(float(digits) * factor, unit, rounding)
