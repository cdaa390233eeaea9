"""Numbers in words, in both languages and all cases: «двадцати четырёх», "a hundred and five", "three quarters".

A number is read from all of its words. «Один» and "one" alone are left: they are articles and pronouns more often than
numbers, and are read only where the words about them make them one («только один», "one of the two").
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_ONE = r"од(?:ин|на|но|ного|ному|ним|ном|ной|ну)|one"
_FORMS = {
    0: r"ноль|нуля|нулю|нулём|нулем|zero",
    2: "два|две|двух|двум|двумя|двое|two",
    3: "три|трёх|трех|трём|трем|тремя|трое|three",
    4: "четыре|четырёх|четырех|четырём|четырем|четырьмя|четверо|four",
    5: "пять|пяти|пятью|пятеро|five",
    6: "шесть|шести|шестью|six",
    7: "семь|семи|семью|seven",
    8: "восемь|восьми|восемью|восьмью|eight",
    9: "девять|девяти|девятью|nine",
    10: r"десять|десяти|десятью|ten",
    11: r"одиннадцат(?:ь|и|ью)|eleven",
    12: r"двенадцат(?:ь|и|ью)|twelve|дюжин\w*|dozen",
    13: r"тринадцат(?:ь|и|ью)|thirteen",
    14: r"четырнадцат(?:ь|и|ью)|fourteen",
    15: r"пятнадцат(?:ь|и|ью)|fifteen",
    16: r"шестнадцат(?:ь|и|ью)|sixteen",
    17: r"семнадцат(?:ь|и|ью)|seventeen",
    18: r"восемнадцат(?:ь|и|ью)|eighteen",
    19: r"девятнадцат(?:ь|и|ью)|nineteen",
    20: r"двадцат(?:ь|и|ью)|twenty",
    30: r"тридцат(?:ь|и|ью)|thirty",
    40: r"сорока?|fou?rty",
    50: r"пят(?:ьдесят|идесяти|ьюдесятью)|fifty",
    60: r"шест(?:ьдесят|идесяти|ьюдесятью)|sixty",
    70: r"сем(?:ьдесят|идесяти|ьюдесятью)|seventy",
    80: r"вос(?:емьдесят|ьмидесяти|емьюдесятью|ьмьюдесятью)|eighty",
    90: r"девяност[оа]|ninety",
    100: r"сто|ста|сотн[яиюе]|(?:an?|one)\s+hundred|hundred",
    200: r"двести|двухсот|двумстам|двумястами|двухстах|two\s+hundred",
    300: r"триста|тр[её]хсот|тр[её]мстам|тремястами|three\s+hundred",
    400: r"четыреста|четыр[её]хсот|четыр[её]мстам|four\s+hundred",
    500: r"пятьсот|пятисот|пятистам|five\s+hundred",
    600: r"шестьсот|шестисот|шестистам|six\s+hundred",
    700: r"семьсот|семисот|семистам|seven\s+hundred",
    800: r"восемьсот|восьмисот|восьмистам|eight\s+hundred",
    900: r"девятьсот|девятисот|девятистам|nine\s+hundred",
}
_WORD = {value: re.compile(forms, re.IGNORECASE) for value, forms in {1: _ONE, **_FORMS}.items()}


def _any(values: range | tuple[int, ...]) -> str:
    return "|".join(_FORMS[value] for value in values if value in _FORMS)


_DIGIT, _TEENS, _TENS, _HUNDREDS = range(2, 10), range(10, 20), range(20, 100, 10), range(100, 1000, 100)
_BELOW_100 = (
    rf"(?:(?P<tens>{_any(_TENS)})(?:[\s\u00a0]+|-)(?P<ones>{_any(_DIGIT)}|{_ONE})"
    rf"|(?P<round>{_any(_TENS)})|(?P<teens>{_any(_TEENS)})|(?P<digit>{_any(_DIGIT)}|{_FORMS[0]}))"
)
_NUMBER = re.compile(
    rf"(?<![\w-])(?:(?P<hundreds>{_any(_HUNDREDS)})(?:\s+(?:and\s+)?(?:{_BELOW_100}|(?P<odd>{_ONE})))?"
    rf"|{_BELOW_100.replace('(?P<', '(?P<b_')})"
    r"(?P<half>\s+с\s+половиной|\s+and\s+a\s+half)?(?P<times>\s+тысяч\w{0,2}|\s+thousand|\s+десятк\w{1,2}|\s+dozen)?(?![\w-])",
    re.IGNORECASE,
)
_TIMES_BEHIND = re.compile(r"\s+(?:раза?|times)(?!\w)", re.IGNORECASE)
_SINGLE = re.compile(
    rf"(?<!\w)(?:(?:только|лишь|всего(?:\s+лишь)?|ровно|(?<!not\s)only|just|exactly|merely|a\s+single|единственн\w+)\s+)"
    rf"(?P<one>{_ONE})(?![\w-])(?!\s+(?:of\s+the\s+(?!\d|two|three|four|five|six|seven|eight|nine|ten)"
    r"|из\s+(?:причин|проблем|вариант)|раз|time|thing|вещ|reason|problem|причин|проблем|способ|way)\w*)",
    re.IGNORECASE,
)
_ONE_OF = re.compile(
    rf"(?<![\w-])(?<!every )(?<!each )(?<!any )(?P<one>{_ONE})"
    r"(?=\s+(?:(?:поезд|машина|печь|робот|train|machine|furnace|robot)\s+)?(?:out\s+of|of|из)\s+(?:the\s+|your\s+|этих\s+|ваших\s+)?"
    rf"(?:\d|{_any(_DIGIT)}|{_any(_TEENS)}))",
    re.IGNORECASE,
)
_LISTED_ONE = re.compile(rf"[:—–]\s+(?P<one>{_ONE})(?=\s*(?:[.,;)\[⟦]|$))", re.IGNORECASE | re.MULTILINE)
_MULTIPLES = (
    (Fraction(2), r"вдвое|вдвойне|удво\w+|twice|twofold|doubl(?:e|ed|ing)(?!-)"),
    (Fraction(3), r"втрое|утро(?:ить|ит|ен\w*)|threefold|tripl(?:e|ed|ing)|thrice"),
    (Fraction(4), r"вчетверо|fourfold|quadrupl\w+"),
    (Fraction(5), r"впятеро|fivefold"),
    (Fraction(6), r"вшестеро|sixfold"),
    (Fraction(7), r"всемеро|sevenfold"),
    (Fraction(10), r"вдесятеро|tenfold"),
    (Fraction(3, 2), r"в\s+полтора\s+раза|one and a half times"),
)
_TIMES = [(value, re.compile(rf"(?<!\w)(?:{forms})(?!\w)", re.IGNORECASE)) for value, forms in _MULTIPLES]
_DENOMINATORS = {
    2: r"половин(?:а|ы|е|у|ой|ою)|half|halves",
    3: r"трет(?:ь|и|ью|ей|ям|ями|ях)|thirds?",
    4: r"четверт(?:ь|и|ью|ей|ям|ями|ях)|quarters?|fourths",
    5: r"пят(?:ая|ую|ой|ых|ыми)(?:\s+част\w+)?|fifths?",
    6: r"шест(?:ая|ую|ой|ых|ыми)(?:\s+част\w+)?|sixths?",
    7: r"седьм(?:ая|ую|ой|ых|ыми)(?:\s+част\w+)?|sevenths?",
    8: r"восьм(?:ая|ую|ой|ых|ыми)(?:\s+част\w+)?|eighths?",
    9: r"девят(?:ая|ую|ой|ых|ыми)(?:\s+част\w+)?|ninths?",
    10: r"десят(?:ая|ую|ой|ых|ыми)(?:\s+част\w+)?|tenths?",
}
_DENOMINATOR = {value: re.compile(forms, re.IGNORECASE) for value, forms in _DENOMINATORS.items()}
_OVER = "|".join([_any(range(2, 10)), _ONE, r"(?<!\d)[1-9]"])
_PART = re.compile(
    rf"(?<![\w-])(?:(?P<over>{_OVER})(?:\s+|-))(?P<under>{'|'.join(_DENOMINATORS.values())})(?![\w-])", re.IGNORECASE
)
_NOT_ADDED = r"(?<!adding )(?<!add )(?<!build )(?<!place )(?<!with )(?<!without )"
_NOT_NTH = (
    r"(?!\s+(?!of\b|less|more|as\b|to\b|from|below|above|lower|higher|the\b|is\b|are\b|and\b|or\b|for\b|in\b|at\b"
    r"|faster|slower|short|over|left|now|then|by\b|on\b|if\b|that|so\b|while|when|after|before|small|big|medium|large)[a-z])"
)
"""«A fifth place» is one more place and no share."""
_PLAIN_PART = re.compile(
    r"(?<![\w-])(?:(?<!с )(?<!first )(?<!second )(?<!other )(?<!either )(?<!перв[аую][яю] )(?<!втор[аую][яю] )"
    r"(?P<half>половин(?:а|ы|е|у|ой|ою)|вполовину|(?<!and a )half(?!-|\s+an?\b))"
    rf"|(?P<third>треть(?:ю|и)?|{_NOT_ADDED}a[\s-]third{_NOT_NTH})|(?P<quarter>четверт(?:ь|и|ью)|(?:a[\s-])?quarter)"
    rf"|(?P<other>{_NOT_ADDED}a[\s-](?:fifth|sixth|seventh|eighth|ninth|tenth){_NOT_NTH}"
    r"|(?:пят|шест|седьм|восьм|девят|десят)(?:ая|ую|ой|ою)\s+(?:часть?\w*|дол\w+)))(?![\w-])",
    re.IGNORECASE,
)
_ODDS = re.compile(
    rf"(?<![\w-])(?P<over>{_ONE}|{_any(range(2, 6))})(?:\s+[^\W\d_]+(?=\s+из\s+кажд))?"
    rf"\s+(?:in|out\s+of(?!\s+(?:the|your))|из)\s+"
    rf"(?:every\s+|кажд\w+\s+)?(?P<under>{_any(range(2, 11))})(?![\w-])(?!\s+(?:the|your|minute|second|hour)\b)",
    re.IGNORECASE,
)


_NOMINATIVE = re.compile(
    r"(?:сто|двести|триста|четыреста|\w+сот|\w+дцать|сорок|\w+десят|девяносто|один|одна|одно|два|две|три|четыре|\w+ть|семь"
    r"|восемь)$",
    re.IGNORECASE,
)
_OF_HUNDREDS = re.compile(r"(?:двух|тр[её]х|четыр[её]х|пяти|шести|семи|восьми|девяти)сот$", re.IGNORECASE)


def _are_apart(one: str, other: str) -> bool:
    """Tell whether two Russian numerals stand in different cases and are no one number."""
    if one.isascii() or other.isascii():
        return False
    first, last = (_NOMINATIVE.match(word) is not None and _OF_HUNDREDS.match(word) is None for word in (one, other))
    return first != last


def _value(word: str) -> int:
    return next(value for value, pattern in _WORD.items() if pattern.fullmatch(word))


def _times(word: str) -> int:
    """Return what «тысячи», «десятка» or "dozen" makes of the number before it."""
    many = {"ты": 1000, "th": 1000, "де": 10, "do": 12}
    return many.get(word.strip().lower()[:2], 1)


def spoken(text: str) -> Iterator[tuple[int, int, Fraction]]:
    """Yield start, end and value of every number in words, each with all of its words."""
    for found in _NUMBER.finditer(text):
        if _TIMES_BEHIND.match(text, found.end()) is not None:
            continue
        parts = [value for key, value in found.groupdict().items() if value and key not in {"half", "times"}]
        if len(parts) > 1 and _are_apart(parts[0], parts[-1]):  # «Волну из двухсот три турели».
            at = found.start() + found.group().rindex(parts[-1])
            yield found.start(), found.start() + len(parts[0]), Fraction(_value(parts[0]))
            yield at, at + len(parts[-1]), Fraction(_value(parts[-1]))
            continue
        value = Fraction(sum(_value(re.sub(r"\s+", " ", part)) for part in parts))
        value += Fraction(1, 2) if found["half"] else 0
        yield found.start(), found.end(), value * _times(found["times"] or "")
    single = {found.span("one") for pattern in (_SINGLE, _ONE_OF, _LISTED_ONE) for found in pattern.finditer(text)}
    yield from ((*span, Fraction(1)) for span in sorted(single))


def shares(text: str) -> Iterator[tuple[int, int, Fraction]]:
    """Yield start, end and value of «треть», "two thirds" and the like, each place once."""
    taken: list[tuple[int, int]] = []
    for found in _PART.finditer(text):
        over = int(found["over"]) if found["over"].isdigit() else _value(found["over"])
        under = next(value for value, pattern in _DENOMINATOR.items() if pattern.fullmatch(found["under"]))
        if over < under:
            taken.append(found.span())
            yield *found.span(), Fraction(over, under)
    for found in _PLAIN_PART.finditer(text):
        start, end = found.span()
        if any(start < other_end and other_start < end for other_start, other_end in taken):
            continue
        named = {"half": 2, "third": 3, "quarter": 4}
        under = next((value for key, value in named.items() if found[key]), 0)
        if not under:
            word = re.sub(r"^a[\s-]", "", found["other"], flags=re.IGNORECASE)
            under = next(value for value, pattern in _DENOMINATOR.items() if pattern.match(word))
        yield start, end, Fraction(1, under)


def odds(text: str) -> Iterator[tuple[int, int, Fraction]]:
    """Yield start, end and share of "three out of four": of counts in words that may as well be a share."""
    for found in _ODDS.finditer(text):
        over, under = _value(found["over"]), _value(found["under"])
        if over < under:
            yield *found.span(), Fraction(over, under)


def multiples(text: str) -> Iterator[tuple[int, int, Fraction]]:
    """Yield start, end and factor of «вдвое», "three times" and the like."""
    for value, pattern in _TIMES:
        for found in pattern.finditer(text):
            yield *found.span(), value
    for found in _NUMBER.finditer(text):
        behind = _TIMES_BEHIND.match(text, found.end())
        if behind is not None:
            parts = [value for key, value in found.groupdict().items() if value and key not in {"half", "times"}]
            half = Fraction(1, 2) if found["half"] else Fraction(0)
            yield found.start(), behind.end(), sum(_value(re.sub(r"\s+", " ", part)) for part in parts) + half
