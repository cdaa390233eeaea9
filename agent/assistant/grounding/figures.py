"""Numbers with their units, found in running text of either language.

A figure is compared in the base unit of its dimension: rates per minute, powers in watts, energies in joules, times in
seconds, shares as parts of one. A number without a unit that is known here has the dimension ``count``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from agent.assistant.grounding import number_words, units
from agent.assistant.grounding.headings import headed
from agent.assistant.grounding.numerals import NUMBER, SIGNED, read, readings, trailing_slack
from agent.assistant.grounding.words import stem, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.assistant.grounding.units import Dimension

Bound = Literal["", "about", "over", "under"]

_FIGURE = re.compile(
    rf"(?<![\w.,])(?<!\w-)(?P<number>{SIGNED})(?P<times>[kкKКMМ](?![\w-]))?(?![\w]*[a-zа-яё]-\w)", re.IGNORECASE
)
_COORDINATE = rf"(?P<%s>{SIGNED})"
_AROUND = r"(?:(?:around|about|near|at|roughly|approx\.?|около|возле|близ|примерно|у|в|рядом с|~|≈)\s*)?"
"""What may stand within the brackets of a place: "(around 60, -88)"."""
_PLACES = tuple(
    re.compile(
        pattern.replace("NUMX", _COORDINATE % "x").replace("NUMY", _COORDINATE % "y"), re.IGNORECASE | re.MULTILINE
    )
    for pattern in (
        rf"\(\s*{_AROUND}(?:x\s*[=:]?\s*)?NUMX\s*(?:[,;/]\s+|;|\s+[,;]\s*)\s*(?:y\s*[=:]?\s*)?NUMY\s*\)",
        r"\[\s*NUMX\s*[,;]\s*NUMY\s*\]",
        r"\(\s*NUMX,(?=-|−|\d+\.)NUMY\s*\)",
        r"\bx\s*[=:≈]?\s*NUMX\s*[,;/|]?\s*(?:и|and)?\s*y\s*[=:≈]?\s*NUMY",
        r"(?:^|(?<=\s[—–|]\s))NUMX(?:;\s*|,\s+)NUMY(?=\s*$|\s[—–|]\s)",
        r"(?:\b(?:на|у|возле|около|near|at|@)\s+)NUMX\s*;\s+NUMY(?!\s*(?:%|/|шт|маш))",
        (
            r"(?:координат\w*|точк\w+|позици\w+|место|coordinates?|position|point|located at|at|@)\s*:?"
            r"\s*NUMX\s*[,;]\s+NUMY"
            r"(?!\s*(?:%|/|шт|маш|mach|item|per|в\s+мин|в\s+сек))"
        ),
    )
)
_SIZE = re.compile(
    rf"(?<![\w.,])(?P<x>{NUMBER})(?:\s?[x×х*]\s?|\s(?:на|by)\s)(?P<y>{NUMBER})(?![\w.,]*\d)(?!\s?[=/])", re.IGNORECASE
)
_RANGE = re.compile(
    rf"(?<![\w.,\-–])(?P<low>{NUMBER})(?:\s?[-–…]\s?|—|\s?\.\.\.?\s?|\s(?:до|to)\s)(?P<high>{NUMBER})(?![\w-]*\w-)",
    re.IGNORECASE,
)
_BETWEEN = re.compile(
    rf"\b(?:между|between|от|from)\s+(?P<low>{NUMBER})\s+(?:и|and|до|to)\s+(?P<high>{NUMBER})", re.IGNORECASE
)
_FRACTION = re.compile(r"(?<![\w.,/])(?P<over>\d{1,2})/(?P<under>\d{1,3})(?![\w/.,]*\d)(?!\s?[-/]\w)")
_PROPORTION = re.compile(r"(?<![\w:.,])(?P<over>\d{1,3}):(?P<under>\d{1,3})(?![\w:])")
_CLOCK = re.compile(r"(?<![\w:.,])\d{1,2}:\d{2}(?::\d{2})?(?![\w:])")
_MINUTES = re.compile(
    r"(?<![\w.,])(?P<minutes>\d+)\s*(?:min(?:utes?)?|мин(?:ут[уы]?)?|m|м)\.?\s*(?:and\s+|и\s+)?"
    r"(?P<seconds>\d{1,2})\s*(?:seconds?|secs?|сек(?:унд[уы]?)?|s|с)(?!\w)",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"(?<![\w.,])(?P<number>{NUMBER})[^\S\n]?(?:раз(?:а)?(?!\w)|times(?!\w)|-?fold(?!\w)|-?кратн\w*|[x×х](?![^\S\n]?[\d«“\"])(?!\w)(?!\s(?!faster|more|slower|less|high|low|as|the|what|too|быстр|больш|меньш|чем|выше|ниже)\w))",
    re.IGNORECASE,
)
_ORDINAL = re.compile(
    r"^\s*\d{1,2}[.)](?=\s)|(?:\bstep|\beffect|\bcause|\breason|\bfix|\bследствие|\bпричина|\bпроблема|\bpoint|\boption|\btip|\bшаг|\bпункт|\bвариант|\bэтап)\s\d{1,2}(?!\d)"
    r"|(?<!\d)(?:24/7|50/50)(?!\d)|(?<![\w.,])\d{1,3}(?:-?(?:й|я|е|го|му|ую|ой|ая|ое|ый|ых)|st|nd|rd|th)(?!\w)|[#№]\s?\d+"
    r"|\b(?:двадцать|тридцать|сорок|пятьдесят|шестьдесят|семьдесят|восемьдесят|девяносто)\s"
    r"(?:перв|втор|четв[её]рт|пят|шест|седьм|восьм|девят)(?:ый|ой|ого|ому|ым|ом|ая|ую|ое|ые|ых|ыми)\b"
    r"|\b(?:двадцать|тридцать|сорок|пятьдесят)\sтрет(?:ий|ьего|ьему|ьим|ьем|ья|ью|ьей|ье|ьи)\b"
    r"|\b(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)[ -]"
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b",
    re.MULTILINE | re.IGNORECASE,
)
_VERSION = re.compile(
    r"(?<![\w.])v?\d+\.\d+\.\d+(?:\.\d+)*|(?:factorio|верси\w+|version|base|space age)\s+v?\d+(?:\.\d+)*", re.IGNORECASE
)
_BOUNDS: tuple[tuple[Bound, re.Pattern[str]], ...] = (
    (
        "about",
        re.compile(
            r"(?:около|примерно|приблизительно|почти|порядка|где-то|about|around|roughly|nearly|almost|approximately"
            r"|approx\.?|some|~|≈|близк\w+ к)\s*$",
            re.IGNORECASE,
        ),
    ),
    (
        "over",
        re.compile(
            r"(?:более|больше|свыше|не меньше|не менее|минимум|выше|more than|over|above|at least|exceed\w*|>|≥)"
            r"(?:\s+чем)?\s*$",
            re.IGNORECASE,
        ),
    ),
    (
        "under",
        re.compile(
            r"(?:не хват\w+ (?:даже |и )?на|менее|меньше|не больше|не более|максимум|ниже|до|less than|under|below"
            r"|at most|no more than|up to|fewer than|<|≤)(?:\s+чем)?\s*$",
            re.IGNORECASE,
        ),
    ),
)
_WITHIN = re.compile(
    r"\b(?:in|within|after|за|через)\s+(?:half\s+)?(?:an?\s+|one\s+|1\s+)?(?:hour|час|minute|минуту)", re.IGNORECASE
)
"""So many by then, or in so long."""
_THEN = re.compile(r"\b(?:in|after|within|через|за|спустя)\s+$", re.IGNORECASE)
_ONTO = re.compile(r"\b(?:to|up to|until|from|reach\w*|до|от|с|при)\s+$", re.IGNORECASE)
_GOES_ON = re.compile(r"\W*$|\s*[.,;:)]|\s(?:оста|не хват|ещ[её]|is\b|there|you|it\b|to go|left)", re.IGNORECASE)
_TURNED = re.compile(
    r"(?<!\d )(?<!\d)(?<!через )(?<!за )(?<!\bв )(?<!на )"
    r"\b(?P<unit>минут[ыу]?|секунд[ыу]?|час(?:а|ов)?|тик(?:а|ов))\s+(?:(?:через|за|на|по)\s+)?$",
    re.IGNORECASE,
)
"""«Минут десять», «минуты две с половиной»: about so many; «час сорок девять» is an hour and so many minutes."""
_OF_POINTS = re.compile(r"\b(?:points|пункт\w*)\b[^.!?]*$", re.IGNORECASE)
_FOR_EACH = re.compile(
    r"(?:\s+[^\W\d_]+){0,3}\s+(?:for (?:each|every)|per|each|apiece|на кажд\w+"
    r"|на (?:врага|робота|поезд|станцию|турель|панель)|to (?:one|1)|к (?:одному|1))\b"
    r"(?!\s+(?:min|sec|hour|day))",
    re.IGNORECASE,
)
_ON_EACH = re.compile(
    r"\b(?:на|for|to)\s+(?:кажд\w+|одн[уо]\w*|один|единиц\w|штуку|each|every|one)(?:\s+[^\W\d_]+){1,3}\s+$",
    re.IGNORECASE,
)
_LIMIT = re.compile(r"(?:до|не больше|не более|максимум|up to|at most|no more than)(?:\s+чем)?\s*[*]*$", re.IGNORECASE)
_CLOSE = re.compile(r"\d*[1-9][.,]?\d*[1-9]")
"""«До 63» is a limit as it is told; «до 200» may be rounded."""
_REACHED = re.compile(
    r"(?:\bд(?:ошл[аои]|ошёл|ошел|остиг\w*|оросл[аои])|\bвырос\w*|\bподнял\w*|\bснизил\w*|\bупал\w*)\s+до\s*$"
)
"""«Дошла до 37 %» is 37 and no less."""
_NOUN = re.compile(
    r"(?:[^\S\n]+(?:more|additional|extra|new|other|such|of the|ещё|еще|новы[хе]|таких|такие|из)(?!\w))*"
    r"[^\S\n]*[«“\"]?([^\W\d_]+)(?:[^\S\n]+([^\W\d_]+))?",
    re.IGNORECASE,
)
_BARE = re.compile(r"[^.!?;]{0,3}(?:\b(?:и|или|из|до|от|против|and|or|of|out of|to|vs|against|versus)\b)?[^.!?;]{0,6}")
"""What may stand between a number and the one whose time or share it has: «10,8 из 45 МДж»."""
_CYRILLIC = re.compile(r"[а-яё]", re.IGNORECASE)
_LETTER = re.compile(r"[^\W\d]")
_REFERENCE = re.compile(r"[(\[⟦][^()\[\]⟦⟧]*[)\]⟧]")
_POINT = re.compile(r"[.!?]\s|\n")
_SENTENCE_END = re.compile(r"[.!?;]\s|\n")
_MACHINES = vocabulary("machines")
_VERBS = vocabulary("make") | vocabulary("need")
"""«100 дают буры» counts no drills."""
_POINTS = frozenset({stem("points"), stem("пункт"), stem("пунктов")})
_WITH_UNITS = frozenset({"rate", "power", "energy", "time", "share"})
_ROUGH_TIMES = Fraction(3, 10)
"""«В 2 раза» for 2.3 is how people speak; for 2.4 it is not."""
_MANY_TIMES = 10
"""From here on «в 21 раз» is as near as it is written: 21.4 too."""
_ROUGH_SHARE = Fraction(4, 100)
"""«Треть» is said of 0.3 to 0.37."""
_ROUGH_FRACTION = Fraction(4, 100)


@dataclass(frozen=True, slots=True)
class Figure:
    """One number in a text.

    ``start`` and ``end`` hold the number, ``stop`` the unit too. ``value`` is in the base unit, ``slack`` half a unit
    of the last digit written, ``bare`` the number as it stands. Positions and sizes have both numbers in ``value`` and
    ``other``, ranges their ends. ``twins`` are other readings: of ``1,500``, or with the unit of the number after it.
    ``noun`` is the word behind it, ``second`` the one after, ``bound`` what the words before it make of it.
    """

    start: int
    end: int
    stop: int
    value: Fraction
    slack: Fraction
    dimension: Dimension
    bare: Fraction
    other: Fraction = Fraction(0)
    twins: tuple[Figure, ...] = ()
    noun: str = ""
    second: str = ""
    bound: Bound = ""
    rough: Fraction = Fraction(0)

    @property
    def counts_machines(self) -> bool:
        """Tell whether it counts machines or other things that stand there."""
        whole = self.dimension == "count" and self.bare.denominator == 1
        behind = (self.noun, self.second if stem(self.noun or "-") not in _VERBS else "")
        return whole and any(word and stem(word) in _MACHINES for word in behind)

    @property
    def readings(self) -> tuple[Figure, ...]:
        """Return it in all its readings."""
        return (self, *self.twins)


def figures(text: str) -> list[Figure]:
    """Find every number of a text that states something; numerals of a list and digits in names state nothing."""
    found: list[Figure] = []
    covered = [match.span() for pattern in (_ORDINAL, _VERSION) for match in pattern.finditer(text)]
    for figure in _special(text):
        if not _covered(figure.start, figure.end, covered):
            found.append(figure)
            covered.append((figure.start, figure.end))
    found += [_plain(text, match) for match in _FIGURE.finditer(text) if not _covered(*match.span(), covered)]
    odds = list(number_words.odds(text))
    found += [
        _counted(text, *spoken, odds) for spoken in number_words.spoken(text) if not _covered(*spoken[:2], covered)
    ]
    return _with_shared_units(text, _under_headings(text, sorted(found, key=lambda figure: figure.start)))


def _under_headings(text: str, found: list[Figure]) -> list[Figure]:
    """Give the bare numbers of a table the units of their columns."""
    cells = list(headed(text))
    for place, figure in enumerate(found):
        cell = next((each for each in cells if each.start <= figure.start < each.end), None)
        if cell is not None and _LETTER.search(_REFERENCE.sub("", text[figure.stop : cell.end])) is not None:
            continue  # «8 буров» of a list counts drills, whatever unit stands above it.
        if cell is not None and (figure.dimension == "count" or figure.stop == figure.end):
            factor = cell.unit.factor
            value, slack = figure.bare * factor, figure.slack * factor
            found[place] = replace(figure, value=value, slack=slack, dimension=cell.unit.dimension, twins=())
    return found


def _covered(start: int, end: int, spans: list[tuple[int, int]]) -> bool:
    return any(start < other_end and other_start < end for other_start, other_end in spans)


def _special(text: str) -> Iterator[Figure]:
    """Yield the numbers that are more than one number: places, times of day, sizes, ranges, ratios."""
    for pattern in _PLACES:
        yield from (_pair(found, "position") for found in pattern.finditer(text))
    for found in _MINUTES.finditer(text):
        value = Fraction(found["minutes"]) * 60 + Fraction(found["seconds"])
        yield Figure(*found.span(), found.end(), value, Fraction(1, 2), "time", value)
    for found in _CLOCK.finditer(text):
        if len(found.group().split(":")[0]) > 1 or found.group().count(":") > 1:
            yield Figure(*found.span(), found.end(), Fraction(0), Fraction(0), "clock", Fraction(0))
    for found in _SIZE.finditer(text):
        if units.unit(text, found.end()).dimension not in _WITH_UNITS:  # «4 × 900 кВт» is no size.
            yield _pair(found, "size")
    for pattern in (_RANGE, _BETWEEN):
        ranges = (found for found in pattern.finditer(text) if read(found["low"])[0] < read(found["high"])[0])
        yield from (_ranged(text, found) for found in ranges)
    yield from _ratios(text)


def _ratios(text: str) -> Iterator[Figure]:
    for found in _TIMES.finditer(text):
        value, slack = read(found["number"])
        rough = slack if value >= _MANY_TIMES else min(slack, _ROUGH_TIMES)
        yield Figure(*found.span(), found.end(), value, rough, "ratio", value)
    for start, end, value in number_words.multiples(text):
        slack = max(_ROUGH_TIMES, value / 20)
        yield Figure(start, end, end, value, slack, "ratio", value, bound=_bound(text, start))
    for start, end, value in number_words.shares(text):
        yield Figure(start, end, end, value, _ROUGH_SHARE, "share", value, bound=_bound(text, start))
    for pattern in (_FRACTION, _PROPORTION):
        for found in pattern.finditer(text):
            over, under = Fraction(found["over"]), Fraction(found["under"])
            if under:
                yield Figure(*found.span(), found.end(), over / under, _ROUGH_FRACTION, "fraction", over, under)


def _pair(found: re.Match[str], dimension: Dimension) -> Figure:
    (x, slack_x), (y, slack_y) = read(found["x"]), read(found["y"])
    return Figure(*found.span(), found.end(), x, max(slack_x, slack_y), dimension, x, y)


def _ranged(text: str, found: re.Match[str]) -> Figure:
    (low, _), (high, _) = read(found["low"]), read(found["high"])
    unit = units.unit(text, found.end())
    both = sorted((low * unit.factor, high * unit.factor))
    return Figure(
        *found.span(),
        unit.end,
        both[0],
        Fraction(0),
        unit.dimension,
        low,
        both[1],
        noun=_noun(text, unit.end),
        bound="about",
    )


def _plain(text: str, match: re.Match[str]) -> Figure:
    start, end = match.span()
    unit = units.unit(text, end)
    times = units.multiplier(match["times"] or "")
    if not match["times"]:
        spoken = units.spoken_multiplier(text, end)
        if spoken is not None:
            times, after = spoken
            unit = units.unit(text, after)
    turned = _turned(text, start) if unit.dimension == "count" else None
    if turned is not None:
        value, _ = read(match["number"])
        return replace(turned, end=end, stop=end, value=turned.value + value * turned.slack * 2, bare=value)
    before = units.unit_before(text, start) if unit.dimension == "count" else None
    told_in = units.unit_told_in(text, start) if unit.dimension == "count" and before is None else None
    unit = before or told_in or unit
    bound, rough = _bound(text, start), Fraction(0)
    if bound == "about":
        rough = trailing_slack(match["number"]) * times * unit.factor
    every = [
        Figure(
            start,
            end,
            max(unit.end, end),
            value * times * unit.factor,
            slack * times * unit.factor,
            unit.dimension,
            value * times,
            noun=_noun(text, max(unit.end, end)),
            second=_second(text, max(unit.end, end)),
            bound=bound,
            rough=rough,
        )
        for value, slack in readings(match["number"], commas_are_decimal=_CYRILLIC.search(text) is not None)
    ]
    if unit.dimension == "rate" and _WITHIN.search(text, end, unit.end):  # "38 in an hour".
        every += [replace(each, value=each.bare, slack=each.slack / unit.factor, dimension="count") for each in every]
    if before is not None:  # «За минуту выходит 360, машин 4»: it may be a count all the same.
        every += [replace(each, value=each.bare, slack=each.slack / unit.factor, dimension="count") for each in every]
    if told_in is not None:  # «В секундах ночь длится 42».
        factor = 60 / unit.factor
        every += [
            replace(each, value=each.bare * factor, slack=each.slack / unit.factor * factor, dimension="time")
            for each in every
        ]
    return replace(every[0], twins=(*every[1:], *_for_each(text, every[0])))


def _turned(text: str, start: int) -> Figure | None:
    """Return what a unit of time before a number makes of zero: its value and half a unit as its slack."""
    found = _TURNED.search(text, max(0, start - 24), start)
    if found is None:
        return None
    unit = units.unit(text, found.start("unit"))
    hour = unit.factor if found["unit"].lower() == "час" else Fraction(0)
    factor = unit.factor / 60 if hour else unit.factor
    return Figure(start, start, start, hour, factor / 2, "time", Fraction(0), bound="about")


def _for_each(text: str, figure: Figure) -> tuple[Figure, ...]:
    """Return "more than two for each" as a ratio of two numbers, "13 points" as a difference of shares."""
    points = stem(figure.noun or "-") in _POINTS or _OF_POINTS.search(text, max(0, figure.start - 60), figure.start)
    if figure.dimension == "count" and points:
        return (replace(figure, value=figure.value / 100, slack=figure.slack / 100, dimension="share", twins=()),)
    each = _FOR_EACH.match(text, figure.stop) or _ON_EACH.search(text, max(0, figure.start - 60), figure.start)
    if figure.dimension != "count" or each is None:
        return ()
    return (replace(figure, dimension="ratio", slack=min(figure.slack, _ROUGH_TIMES), twins=()),)


def _counted(text: str, start: int, end: int, value: Fraction, odds: Sequence[tuple[int, int, Fraction]]) -> Figure:
    """Return a number in words, with its unit if it has one; "three out of four" may be a share of many more."""
    unit = units.unit(text, end)
    turned = _turned(text, start) if unit.dimension == "count" else None
    if turned is not None:
        return replace(turned, end=end, stop=end, value=turned.value + value * turned.slack * 2, bare=value)
    counted = Figure(
        start,
        end,
        max(unit.end, end),
        value * unit.factor,
        unit.factor / (2 * value.denominator),
        unit.dimension,
        value,
        noun=_noun(text, max(unit.end, end)),
        second=_second(text, max(unit.end, end)),
        bound=_bound(text, start),
    )
    within = unit.dimension == "rate" and _WITHIN.search(text, end, unit.end) is not None  # "Three in an hour".
    if counted.bound == "about":
        counted = replace(counted, rough=trailing_slack(str(int(value))) * unit.factor)
    return replace(
        counted,
        twins=_for_each(text, counted)
        + ((replace(counted, value=value, slack=Fraction(1, 2), dimension="count"),) if within else ())
        + tuple(
            replace(counted, value=share, slack=_ROUGH_SHARE, dimension="share", bound=_bound(text, first))
            for first, last, share in odds
            if first <= start and end <= last
        ),
    )


def _bound(text: str, start: int) -> Bound:
    before = text[max(0, start - 24) : start]
    exact = _LIMIT.search(before) is not None and _CLOSE.match(text, start) is not None
    if exact or _REACHED.search(before):
        return ""
    return next((bound for bound, pattern in _BOUNDS if pattern.search(before)), "")


def _noun(text: str, at: int) -> str:
    found = _NOUN.match(text, at)
    return found[1].lower() if found else ""


def _second(text: str, at: int) -> str:
    found = _NOUN.match(text, at)
    return (found[2] or "").lower() if found else ""


def _with_shared_units(text: str, found: list[Figure]) -> list[Figure]:
    """Give a bare number the unit of another one in its sentence as a further reading.

    Of a later one behind nothing but bare numbers («180 из 810/мин», "9 plates and 3 gears per second"), else of the
    rate before it («делают 6 в секунду, а нужно 13»).
    """
    _lend_again(text, found)
    for places in (range(len(found) - 1, -1, -1), range(len(found))):
        shared, last = None, None
        for place in places:
            figure = found[place]
            backwards = places.step < 0
            if last is not None:
                between = (figure.stop, last.start) if backwards else (last.stop, figure.start)
                shared = None if (_SENTENCE_END if backwards else _POINT).search(text, *between) else shared
            last = figure
            if figure.dimension in (_WITH_UNITS if backwards else {"rate", "power", "energy"}):
                shared = figure
            elif figure.dimension == "count" and figure.counts_machines:
                continue  # «2 машины делают 6/с»: machines do not share the unit of what they make.
            elif (
                backwards
                and shared is not None
                and shared.dimension in {"time", "share", "energy"}
                and not _BARE.fullmatch(text, figure.stop, shared.start)
            ):
                shared = None
            elif figure.dimension == "count" and shared is not None and shared.bare:
                found[place] = replace(figure, twins=(*figure.twins, _shared(figure, shared)))
            elif backwards:
                shared = None
    return found


def _lend_again(text: str, found: list[Figure]) -> None:
    """Give «через четыре часа, а через десять» and «37 %, до пятидесяти» the unit that was said before."""
    last: dict[str, Figure] = {}
    for place, figure in enumerate(found):
        for dimension, leads in (("time", _THEN), ("share", _ONTO)):
            before = last.get(dimension)
            if figure.dimension != "count" or before is None or not before.bare:
                continue
            led = leads.search(text, max(0, figure.start - 24), figure.start) is not None
            if dimension == "share" and _GOES_ON.match(text, figure.stop) is None:
                continue  # «До 56 врагов».
            if led and _POINT.search(text, before.stop, figure.start) is None:
                found[place] = replace(figure, twins=(*figure.twins, _shared(figure, before)))
        last[figure.dimension] = figure


def _shared(figure: Figure, shared: Figure) -> Figure:
    factor = shared.value / shared.bare
    value, slack = figure.value * factor, figure.slack * factor
    return replace(figure, value=value, slack=slack, dimension=shared.dimension, twins=())
