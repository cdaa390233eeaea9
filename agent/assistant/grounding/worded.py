"""What a reply says of numbers without a number: who takes the most, which is more, whether all or none are so."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from agent.assistant.grounding.known import Known
    from agent.assistant.grounding.sentences import Sentence, Stated

_MOST = re.compile(
    r"\b(?:most (?:of )?(?:the |your |all )?(?:power|energy|electricity)"
    r"|(?:biggest|largest|main|greatest|top|heaviest|hungriest) (?:\w+ )?(?:consumer|user|load|drain"
    r"|draw|source|producer)"
    r"|(?:consum|us|draw|tak|mak|produc|giv|generat)\w* (?:the )?most|больше вс(?:его|ех)"
    r"|(?:главн|основн|крупнейш|наибольш|сам\w+ \w+)\w* (?:потребител|нагрузк|источник)\w*)\b",
    re.IGNORECASE,
)
_KINDS = (
    (
        "made",
        re.compile(
            r"\b(?:comes? from|source|produc\w*|generat\w*|giv\w*|да[её]т|дают|выраб\w*|источник\w*)", re.IGNORECASE
        ),
    ),
    (
        "used",
        re.compile(
            r"\b(?:power|energy|electricity|consum\w*|load|draws?|takes?|uses?|goes to|энерги\w*|потребл\w*"
            r"|потребител\w*|нагрузк\w*|бер[её]т|берут|съеда\w*)",
            re.IGNORECASE,
        ),
    ),
)
_THAN = re.compile(
    r"[»”)*\s,—–-]*(?:\s*[([⟦]f?[\d,f]*[)\]⟧])?[,\s—–-]*(?:(?:which|that|this|это|что)\s+)?"
    r"(?:(?:is|are|was|уже|даже|still|even|clearly)\s+){0,2}"
    r"(?P<sign>(?:more|higher|greater|larger|bigger|less|lower|fewer|smaller"
    r"|больше|выше|меньше|ниже)(?:,?\s+(?:than|чем))?)\s+"
    r"(?:(?:the|its|their|your|нужных|нужные|требуемых|необходимых|возможных|about|around|\w+\s(?:of|в))\s+){0,2}",
    re.IGNORECASE,
)
_MORE = re.compile(r"\b(?:more|higher|greater|larger|bigger|above|over|больше|выше)", re.IGNORECASE)
_BY = re.compile(r"\b(?:на|by|ещё|another)\s+(?:\w+\s)?$", re.IGNORECASE)
_LARGER = re.compile(
    r"(?<!не )(?<!no )(?<!not )\b(?:(?P<more>(?:even\s+)?(?:larger|bigger|greater|grow)\w*"
    r"|(?:ещё\s+)?(?:больше|крупнее|многочисленнее)|вырастет|вырастут)"
    r"|(?:even\s+)?(?:smaller|shrink\w*)|(?:ещё\s+)?(?:меньше|мельче)|уменьш\w+)\b(?:\s+than\s+(?:now|today))?",
    re.IGNORECASE,
)
_WAVE = re.compile(r"\b(?:waves?|волн\w*)\b", re.IGNORECASE)
_CUT = re.compile(r"[,;:%(]|\bвраг|\bкусак|\bbiter")
_NAMED_THAN = re.compile(
    r"\b(?:(?:more|less|fewer|больше|меньше),?\s+(?:than|чем)\b|(?<=[—–] )(?:больше|меньше)\b)"
    r"(?!\s+(?:\d|half|полов))",
    re.IGNORECASE,
)
_NEAR = 6
"""Letters between a measure and the comparison that it belongs to."""
_THEY = re.compile(r"\b(?:they|it|он[аои]?)\b", re.IGNORECASE)
_TOGETHER = re.compile(r"\b(?:together|combined|вместе|в сумме)\b", re.IGNORECASE)
_APART = re.compile(r"[;:\n]|[.!?](?!\d)|,\s(?!чем|than)|\s(?:а|но|зато|while|but|whereas)\s")
_ALL = r"(?P<all>\b(?:все|всех|all|every|each|both|оба|обе)\b)"
_NONE = r"(?P<none>\b(?:ни один|ни одна|ни одного|никто|none|not one|not a single)\b)"
_IS_SO = {
    "idle": (r"свобод\w+|без дела|простаива\w+|idle|free", r"занят\w*|busy|occupied|in use|задействован\w*"),
    "ready": (r"готов\w*|ready|loaded|armed", r"пуст\w*|без (?:патронов|боеприпасов)|empty|out of ammo\w*"),
    "moving": (r"едут|едет|движ\w+|moving|running", r"(?<=\s)стоят|stand still|standing still|are stopped"),
}
_ABOUT = {
    "idle": (
        (frozenset({"construction-robot"}), re.compile(r"\b(?:строительн\w+|construction)\b", re.IGNORECASE)),
        (
            frozenset({"logistic-robot"}),
            re.compile(r"\b(?:логистическ\w+|logistics?)\b(?!\s(?:net|сет))", re.IGNORECASE),
        ),
    ),
    "ready": ((frozenset({"gun-turret"}), re.compile(r"\b(?:турел\w+|turrets?)\b", re.IGNORECASE)),),
    "moving": ((frozenset[str](), re.compile(r"\b(?:поезд\w*|trains?)\b", re.IGNORECASE)),),
}
_NEARLY = re.compile(r"\b(?:nearly|almost|not|почти|не)\s+$", re.IGNORECASE)
_CLAUSE = re.compile(r"[;:]|,\s|\s(?:а|но|зато|while|but|whereas|and)\s")


def worded(parted: Sequence[Sentence], known: Known) -> Iterator[tuple[int, int]]:
    """Yield where words say of numbers what is not so."""
    for sentence in parted:
        yield from _not_most(sentence, known)
        yield from _not_than(sentence)
        yield from _not_all(sentence, known)
        yield from _not_larger(sentence, known)
        yield from _not_named_more(sentence, known)


def _not_most(sentence: Sentence, known: Known) -> Iterator[tuple[int, int]]:
    """Yield the name of what is said to take or give the most and does not."""
    for found in _MOST.finditer(sentence.text):
        start, end = _clause(sentence.text, found.start(), found.end())
        clause = sentence.text[start:end]
        kind = next((kind for kind, said in _KINDS if said.search(clause)), "")
        named = [m for m in sentence.mentions if start <= m.start - sentence.start < end and not m.ordinary]
        for first, every in known.firsts.get(kind, ()):
            if named and not any(mention.names & first for mention in named) and (every or first):
                behind = [mention for mention in named if mention.start - sentence.start >= found.end()]
                wrong = behind[0] if behind else named[-1]
                if wrong.names <= known.lexicon.placeable:
                    yield wrong.start, wrong.end


def _not_than(sentence: Sentence) -> Iterator[tuple[int, int]]:
    """Yield "more than" between two numbers of which the first is less."""
    every = sentence.stated
    for one, other in pairwise(every):
        at = one.figure.stop - sentence.start
        between = sentence.text[at : other.figure.start - sentence.start]
        found = _THAN.fullmatch(between)
        if found is None or _BY.search(sentence.text[: one.figure.start - sentence.start]) or _is_by(one, other, every):
            continue
        pairs = [
            (a.value, b.value)
            for a in one.figure.readings
            for b in other.figure.readings
            if a.dimension == b.dimension and a.dimension in {"count", "rate", "power", "energy", "time", "share"}
        ]
        more = _MORE.match(found["sign"]) is not None
        if pairs and all((first < second) == more and first != second for first, second in pairs):
            yield one.figure.stop + found.start("sign"), one.figure.stop + found.end("sign")


def _is_by(one: Stated, other: Stated, every: Sequence[Stated]) -> bool:
    """Tell whether a number is by how much one before it is more: "1.44 MW, about 500 kW more than the 930 kW"."""
    apart = one.figure
    return any(
        each.figure.dimension == apart.dimension == other.figure.dimension
        and abs(abs(each.figure.value - other.figure.value) - apart.value) <= max(apart.slack, apart.rough)
        for each in every
        if each.figure.stop <= apart.start
    )


def _not_all(sentence: Sentence, known: Known) -> Iterator[tuple[int, int]]:
    """Yield "all are busy" and the like of what is in that state in part or not at all."""
    for state, (so, otherwise) in _IS_SO.items():
        for found in re.finditer(
            rf"(?:{_ALL}|{_NONE})(?:\W+\w+){{0,4}}?\W+(?:(?P<so>{so})|(?P<otherwise>{otherwise}))\b",
            sentence.text,
            re.IGNORECASE,
        ):
            start, _ = _clause(sentence.text, found.start(), found.end())
            clause = sentence.text[start : found.end()]
            nearly = _NEARLY.search(sentence.text[: found.start()]) is not None
            if nearly or re.search(r"\d|\b(?:не|not|почти|almost|nearly)\b", found.group(), re.IGNORECASE):
                continue
            about = [names for names, said in _ABOUT[state] if said.search(clause)]
            for names, part, whole in known.parts.get(state, ()):
                if len(about) != 1 or (names and not names & about[0]):
                    continue
                wanted = whole if (found["all"] is None) == (found["so"] is None) else 0
                if part != wanted:
                    yield sentence.start + found.start(), sentence.start + found.end()


def _not_larger(sentence: Sentence, known: Known) -> Iterator[tuple[int, int]]:
    """Yield "even larger" of waves that get smaller as the enemies evolve, and the other way round."""
    wave = _WAVE.search(sentence.text)
    found = _LARGER.search(sentence.text, wave.end()) if wave else None
    if wave is None or found is None or known.wave is None or _CUT.search(sentence.text, wave.end(), found.start()):
        return
    told = {
        reading.value for each in sentence.stated for reading in each.figure.readings if reading.dimension == "share"
    }
    for evolution, size in known.waves:
        if evolution in told and size != known.wave and (size > known.wave) != (found["more"] is not None):
            yield sentence.start + found.start(), sentence.start + found.end()


def _not_named_more(sentence: Sentence, known: Known) -> Iterator[tuple[int, int]]:
    """Yield "less than" between things of one list of which the first has more: «печи едят меньше, чем буры»."""
    for found in _NAMED_THAN.finditer(sentence.text):
        start, end = _bounds(sentence.text, found.start(), found.end())
        left = [
            m
            for m in sentence.mentions
            if start <= m.start - sentence.start and m.end - sentence.start <= found.start()
        ]
        right = [m for m in sentence.mentions if found.end() <= m.start - sentence.start < end]
        if not left and _THEY.search(sentence.text[start : found.start()]):
            left = [m for m in sentence.mentions if m.end - sentence.start <= found.start()][-1:]
        between = sentence.text[found.end() : end]
        if not left or not right or _has_measure(sentence, found.start()):
            continue
        more = _MORE.match(found.group()) is not None
        for values in _lists(known):
            one = {values[name] for name in left[-1].names if name in values}
            others = [{values[name] for name in mention.names if name in values} for mention in right]
            if len(one) != 1 or not all(len(each) == 1 for each in others):
                continue
            rest = [next(iter(each)) for each in others]
            against = [sum(rest)] if _TOGETHER.search(between) else rest
            if all((value > min(one)) == more and value != min(one) for value in against):
                yield sentence.start + found.start(), sentence.start + found.end()
                break


def _has_measure(sentence: Sentence, at: int) -> bool:
    """Tell whether it is said by how much: "2.3 times more than", «на 2,88 МВт больше, чем»."""
    stops = (each.figure.stop - sentence.start for each in sentence.stated if each.figure.start - sentence.start < at)
    return any(len(sentence.text[stop:at].strip(" ,")) <= _NEAR and ")" not in sentence.text[stop:at] for stop in stops)


def _lists(known: Known) -> Iterator[dict[str, Fraction]]:
    """Yield the lists of the facts as numbers by name."""
    listed: dict[str, dict[str, Fraction]] = {}
    for dimension in ("power", "count", "rate"):
        for claim in known.claims[dimension]:
            if claim.family and not claim.derived:
                listed.setdefault(claim.family, {}).update(dict.fromkeys(claim.subjects, claim.value))
    yield from listed.values()


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of a comparison: commas before «чем» part nothing."""
    left = max((found.end() for found in _APART.finditer(text, 0, start)), default=0)
    right = next((found.start() for found in _APART.finditer(text, end)), len(text))
    return left, right


def _clause(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the clause around a place."""
    left = max((found.end() for found in _CLAUSE.finditer(text, 0, start)), default=0)
    right = next((found.start() for found in _CLAUSE.finditer(text, end)), len(text))
    return left, right
