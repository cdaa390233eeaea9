"""Numbers in words, two to twenty and the tens to ninety, in both languages and all cases.

They are read where they count machines or other things.

«Один» and "one" are left alone: they are articles and pronouns more often than numbers.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_FORMS = {
    2: "два|две|двух|двум|двумя|двое|two",
    3: "три|трёх|трех|трём|трем|тремя|трое|three",
    4: "четыре|четырёх|четырех|четырём|четырем|четырьмя|четверо|four",
    5: "пять|пяти|пятью|пятеро|five",
    6: "шесть|шести|шестью|six",
    7: "семь|семи|семью|seven",
    8: "восемь|восьми|восемью|eight",
    9: "девять|девяти|девятью|nine",
    10: "десять|десяти|десятью|ten",
    11: "одиннадцат(?:ь|и|ью)|eleven",
    12: "двенадцат(?:ь|и|ью)|twelve|дюжин\\w*|dozen",
    13: "тринадцат(?:ь|и|ью)|thirteen",
    14: "четырнадцат(?:ь|и|ью)|fourteen",
    15: "пятнадцат(?:ь|и|ью)|fifteen",
    16: "шестнадцат(?:ь|и|ью)|sixteen",
    17: "семнадцат(?:ь|и|ью)|seventeen",
    18: "восемнадцат(?:ь|и|ью)|eighteen",
    19: "девятнадцат(?:ь|и|ью)|nineteen",
    20: "двадцат(?:ь|и|ью)|twenty",
}
_TENS = {
    30: "тридцат(?:ь|и|ью)|thirty",
    40: "сорока?|fou?rty",
    50: "пят(?:ьдесят|идесяти)|fifty",
    60: "шест(?:ьдесят|идесяти)|sixty",
    70: "сем(?:ьдесят|идесяти)|seventy",
    80: "вос(?:емьдесят|ьмидесяти)|eighty",
    90: "девяност[оа]|ninety",
}
_UNITS = "|".join([*(_FORMS[value] for value in range(2, 10)), r"од(?:ин|на|но|ного|ной|ну)|one"])
_SPOKEN = [
    (value, re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])(?!\s+(?:раза?|times)\b)", re.IGNORECASE))
    for value, forms in _FORMS.items()
] + [
    # «Сорок пять» is no forty.
    (value, re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])(?!\s+(?:раза?|times|{_UNITS})\b)", re.IGNORECASE))
    for value, forms in _TENS.items()
]
_MULTIPLES = (
    (Fraction(2), r"вдвое|вдвойне|удво\w+|twice|twofold|doubl(?:e|ed|ing)(?!-)"),
    (Fraction(3), r"втрое|утро(?:ить|ит|ен\w*)|threefold|tripl(?:e|ed|ing)|thrice"),
    (Fraction(4), r"вчетверо|fourfold|quadrupl\w+"),
    (Fraction(5), r"впятеро|fivefold"),
    (Fraction(3, 2), r"в\s+полтора\s+раза|one and a half times"),
)
_PARTS = (
    (Fraction(1, 2), r"(?<!с )половин\w+|вполовину|(?<!and a )half(?!-|\s+an?\b)"),
    (Fraction(2, 3), r"(?:две|двух|двум)\s+трет\w+|two[\s-]thirds"),
    (Fraction(1, 3), r"треть(?:ю|и)?|(?:a|one)[\s-]third"),
    (Fraction(3, 4), r"(?:три|трёх|трех|трём|трем)\s+четверт\w+|three[\s-]quarters"),
    (Fraction(1, 4), r"четверть(?:ю)?|(?:a|one)[\s-]quarter"),
    (Fraction(1, 5), r"пят(?:ая|ую|ой)\s+част\w+|(?:a|one)[\s-]fifth"),
    (Fraction(1, 6), r"шест(?:ая|ую|ой)\s+част\w+|(?:a|one)[\s-]sixth"),
    (Fraction(1, 10), r"десят(?:ая|ую|ой)\s+част\w+|(?:a|one)[\s-]tenth"),
)
_SHARES = [(value, re.compile(rf"(?<![\w-])(?:{forms})(?![\w-])", re.IGNORECASE)) for value, forms in _PARTS]
_TIMES = [(value, re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE)) for value, forms in _MULTIPLES]
_WORD_TIMES = [
    (Fraction(value), re.compile(rf"(?<![\w-])(?:{forms})\s+(?:раза?|times)(?!\w)", re.IGNORECASE))
    for value, forms in _FORMS.items()
]


def spoken(text: str) -> Iterator[tuple[int, int, int]]:
    """Yield start, end and value of every number in words."""
    for value, pattern in _SPOKEN:
        for found in pattern.finditer(text):
            yield found.start(), found.end(), value


def shares(text: str) -> Iterator[tuple[int, int, Fraction]]:
    """Yield start, end and value of «треть», "two thirds" and the like, each place once."""
    taken: list[tuple[int, int]] = []
    for value, pattern in _SHARES:
        for found in pattern.finditer(text):
            start, end = found.span()
            if not any(start < other_end and other_start < end for other_start, other_end in taken):
                taken.append((start, end))
                yield start, end, value


def multiples(text: str) -> Iterator[tuple[int, int, Fraction]]:
    """Yield start, end and factor of «вдвое», "three times" and the like."""
    for value, pattern in (*_TIMES, *_WORD_TIMES):
        for found in pattern.finditer(text):
            yield found.start(), found.end(), value
