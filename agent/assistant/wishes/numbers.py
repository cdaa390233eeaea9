"""Numbers in words and with multiples, written as digits: «сорок пять», "one and a half", ``1.5k``, «полпояса»."""

from __future__ import annotations

import re
from fractions import Fraction

_UNITS = {
    1: "один|одна|одну|одного|одной|одно|one",
    2: "два|две|двух|двум|пара|пару|two",
    3: "три|тр[её]х|three",
    4: "четыре|четыр[её]х|four",
    5: "пять|пяти|five",
    6: "шесть|шести|six",
    7: "семь|семи|seven",
    8: "восемь|восьми|eight",
    9: "девять|девяти|nine",
    10: "десять|десяти|десяток|десятка|ten",
    11: "одиннадцать|одиннадцати|eleven",
    12: "двенадцать|двенадцати|дюжина|дюжину|twelve|dozen",
    13: "тринадцать|тринадцати|thirteen",
    14: "четырнадцать|четырнадцати|fourteen",
    15: "пятнадцать|пятнадцати|fifteen",
    16: "шестнадцать|шестнадцати|sixteen",
    17: "семнадцать|семнадцати|seventeen",
    18: "восемнадцать|восемнадцати|eighteen",
    19: "девятнадцать|девятнадцати|nineteen",
    20: "двадцать|двадцати|twenty",
    30: "тридцать|тридцати|thirty",
    40: "сорок|сорока|forty|fourty",
    50: "пятьдесят|пятидесяти|полсотни|fifty",
    60: "шестьдесят|шестидесяти|sixty",
    70: "семьдесят|семидесяти|seventy",
    80: "восемьдесят|восьмидесяти|eighty",
    90: "девяносто|ninety",
    100: "сто|ста|сотня|сотню",
    200: "двести|двухсот",
    300: "триста|тр[её]хсот",
    400: "четыреста|четыр[её]хсот",
    500: "пятьсот|пятисот",
    600: "шестьсот|шестисот",
    700: "семьсот|семисот",
    800: "восемьсот|восьмисот",
    900: "девятьсот|девятисот",
}
_WORDS = [(value, re.compile(rf"(?:{forms})\Z", re.IGNORECASE)) for value, forms in _UNITS.items()]
_HUNDRED = re.compile(r"hundreds?\Z", re.IGNORECASE)
_THOUSAND = re.compile(r"(?:тысяч[аиу]?|тысячей|тыс|thousand|grand)\Z", re.IGNORECASE)
_ANY = "|".join([*_UNITS.values(), "hundreds?", "тысяч[аиу]?|тысячей|thousand"])
_RUN = re.compile(rf"(?<![\w=,-])(?:{_ANY})(?:(?:[ \u00a0-]|\s+and\s+)+(?:{_ANY}))*(?![\w-])", re.IGNORECASE)
_ALONE = re.compile(r"(?:один|одна|одну|одного|одной|одно|one)\Z", re.IGNORECASE)
_MULTIPLE = re.compile(
    r"(?<![\w.,/-])(?P<number>\d{1,6}(?:[.,]\d{1,2})?)[ \u00a0]?"
    r"(?P<times>k|к|тыс\.?|тысяч[аиу]?|thousand|hundred)(?![\w])",
    re.IGNORECASE,
)
_HALF_MORE = (
    (
        re.compile(r"(?<!\w)(?:полтор[аы]|полутора|one\s+and\s+a\s+half)(?!\w)", re.IGNORECASE),
        "1.5",
    ),
    (
        re.compile(r"(?<!\w)(?:(\d+|два|две|two)\s+(?:с\s+половиной|and\s+a\s+half))(?!\w)", re.IGNORECASE),
        None,
    ),
    (
        re.compile(r"(?<!\w)(?:четверть|четвертинк[ау]|quarter\s+(?:of\s+)?an?|a\s+quarter)(?!\w)", re.IGNORECASE),
        "0.25",
    ),
    (
        re.compile(
            r"(?<!\w)(?:пол(?:овин[ауы]|овинку)?[\s-]|пол(?=пояс|ленты|конвейер|полос)|half\s+(?:of\s+)?(?:an?\s+)?)",
            re.IGNORECASE,
        ),
        "0.5 ",
    ),
)
_TAG = re.compile(r"(\[[^\]]*\])")


def with_digits(text: str) -> str:
    """Return a text with its numbers as digits; «один» and "one" alone are left, as they count nothing.

    Tags stay as they are.
    """
    return "".join(part if part.startswith("[") else _digits(part) for part in _TAG.split(text))


def _digits(text: str) -> str:
    for pattern, value in _HALF_MORE:
        text = pattern.sub(lambda found, value=value: value or _and_a_half(found.group(1)), text)  # type: ignore[misc]
    return _MULTIPLE.sub(_multiplied, _RUN.sub(_spoken, _MULTIPLE.sub(_multiplied, text)))


def _and_a_half(whole: str) -> str:
    return f"{whole if whole.isdigit() else 2}.5"


def _spoken(found: re.Match[str]) -> str:
    """Write a run of number words as one number, or leave it where its parts do not add up to one."""
    words = [word for word in re.split(r"[\s\u00a0-]+", found.group()) if word.lower() != "and"]
    if len(words) == 1 and _ALONE.match(words[0]):
        return found.group()
    total, current, last = 0, 0, 0
    for word in words:
        if _THOUSAND.match(word):
            total, current, last = total + (current or 1) * 1000, 0, 0
        elif _HUNDRED.match(word):
            current, last = (current or 1) * 100, 100
        else:
            value = next((value for value, pattern in _WORDS if pattern.match(word)), 0)
            # «Пять десять» is no number: each part must fit below the one before it.
            if last and (value >= last or len(str(last)) == len(str(value)) or 10 <= last < 20):  # noqa: PLR2004
                return found.group()
            current, last = current + value, value
    return str(total + current)


def _multiplied(found: re.Match[str]) -> str:
    times = 100 if found["times"].lower().startswith("hundred") else 1000
    value = Fraction(found["number"].replace(",", ".")) * times
    return str(value.numerator) if value.denominator == 1 else found.group()
