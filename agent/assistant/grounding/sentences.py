"""Which thing a number in a sentence is said of.

A sentence is parted at commas and conjunctions. A part's numbers belong to the things it names; a part that names none
goes on with those before it; names without a number wait for the one that follows («медь и железо: 30 и 45»).
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from agent.assistant.grounding.figures import figures
from agent.assistant.grounding.headings import headed
from agent.assistant.grounding.roles import is_part
from agent.assistant.grounding.words import vocabulary, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from agent.assistant.grounding.figures import Figure
    from agent.assistant.grounding.headings import Cell
    from agent.assistant.grounding.lexicon import Lexicon, Mention

_SHORT = "".join(
    rf"(?<!{each}\.)" for each in ("i\\.e", "e\\.g", "т\\.е", "т\\. е", "approx", "vs", "тыс", "млн", "напр", "прим")
)
_END = re.compile(rf"(?<=[!?…;])[»”\")\]]*\s+(?=\S)|(?<=\.){_SHORT}[»”\")\]]*\s+(?=[^\sa-zа-яё])|\n+")
"""The point of «шт.» before a small letter ends no sentence."""
_JOINT = re.compile(
    r"[,;]\s+|\s+(?:и|а|но|или|либо|зато|однако|тогда как|при этом|хотя|and|but|or|while|whereas|although|yet)\s+"
    r"|\s+[—–]\s+(?=(?:а|но)\s)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:\bдля|\bна|\bк|\bиз|\bот|\bвместо|\bчтобы|\bfor|\bto|\binto|\bfrom|\bof|\bby|\bbehind|\bwith)\s+(?:\S+\s+){0,2}[«“\"]?$",
    re.IGNORECASE,
)


_WITHOUT = re.compile(r"(?:\bбез|\bwithout|\bout of|\black(?:s|ing)?|\bno)\s+[«“\"*]*$", re.IGNORECASE)
_NEAR = 12
"""Letters between a number and what those that it counts are without: «две без патронов»."""
_FALLS_TO = re.compile(r"\s*(?:приход|уход|ид[её]т|трат)", re.IGNORECASE)

_WINDOW = re.compile(r"(?:\bover|\blast|\bpast|\bthe|\bза|\bпоследн\w+|\bпрошл\w+)\s$", re.IGNORECASE)
Said = Literal["", "need", "make"]
_NEED, _MAKE = vocabulary("need"), vocabulary("make")


_BEHIND = re.compile(
    r"\s*(?:(?:is|are|was|were|being)\s+)?(?:made|needed|wanted|required|produced|demanded|generated|нужно|требуется"
    r"|производится|делается)(?!\w)",
    re.IGNORECASE,
)
_THAN_NEEDED = re.compile(
    r"(?:чем|против|вместо|than|of what|of the)\s+(?:is\s+|are\s+)?"
    r"(?:нужн\w+|надо|требуется|необходимо|needed|required)|\bхотя\b",
    re.IGNORECASE,
)
_AGAINST_NEED = re.compile(
    r"(?:при|против|вместо|от|из|ниже|instead of|against|vs\.?|versus|from|behind|below|short of|under|of)\s+"
    r"(?:the\s+|a\s+|their\s+|its\s+|your\s+|их\s+|его\s+)?"
    r"(?:нужн\w+|необходим\w+|требуем\w+|потребност\w+|спрос\w*|needed|required|demand|need)(?:\s+(?:of|в|на))?\W*$",
    re.IGNORECASE,
)
"""Behind a number: «3/с при потребности 18/с»: the next one is needed."""


def _said(text: str) -> Said:
    """Return whether words say that so much is needed, or made; neither where they say both."""
    stems = {word.stem for word in words(_THAN_NEEDED.sub("", text))}
    need, make = bool(stems & _NEED), bool(stems & _MAKE)
    if need == make:
        return ""
    return "need" if need else "make"


@dataclass(frozen=True, slots=True)
class Stated:
    """A number and what it is said of.

    ``subjects`` are all the names it may belong to; ``firm`` those of the mentions that prove something against it
    where it is true of none of them. ``mentions`` are the mentions themselves, ``said`` what the words beside it say of
    it: that so much is needed, or made. ``before`` and ``after`` are its own clause up to the next numbers.
    """

    figure: Figure
    subjects: frozenset[str]
    firm: bool
    mentions: tuple[Mention, ...] = ()
    said: Said = ""
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence at its place in a text."""

    start: int
    text: str
    stated: tuple[Stated, ...]
    mentions: tuple[Mention, ...]


def sentences(
    text: str,
    lexicon: Lexicon,
    shown_names: Collection[str],
    familiar: Collection[str] = (),
    present: Collection[str] = (),
) -> Iterator[Sentence]:
    """Yield the sentences of a text with their numbers and names; places are counted from the text's start."""
    masked = _masked(text, lexicon, shown_names)
    every = figures(masked)
    mentions = lexicon.mentions(text, familiar, present)
    cells = list(headed(masked))
    start = 0
    ends = (found.start() for found in _END.finditer(masked))
    apart = (end for end in ends if not any(figure.start < end < figure.stop for figure in every))
    for end in [*apart, len(masked)]:  # The semicolon of «(1,5; 3,5)» ends nothing.
        within = [figure for figure in every if start <= figure.start < end]
        named = [mention for mention in mentions if start <= mention.start < end]
        stated = (_of_heading(each, cells, mentions) for each in _stated(masked, start, end, within, named))
        yield Sentence(start, text[start:end], tuple(stated), tuple(named))
        start = end


def _of_heading(stated: Stated, cells: list[Cell], mentions: list[Mention]) -> Stated:
    """Return a number of a table with the names that its column's heading has: «Средний кусака, %»."""
    for cell in cells:
        if cell.start <= stated.figure.start < cell.end:
            left, right = cell.heading
            over = [mention for mention in mentions if left <= mention.start < right]
            names = frozenset(name for mention in over for name in mention.names)
            return replace(stated, subjects=names, mentions=tuple(over)) if names else stated
    return stated


def _masked(text: str, lexicon: Lexicon, shown_names: Collection[str]) -> str:
    for name in sorted(shown_names, key=len, reverse=True):
        if any(character.isdigit() for character in name):
            text = re.sub(re.escape(name), lambda found: "_" * len(found.group()), text, flags=re.IGNORECASE)
    for mention in lexicon.mentions(text):
        if mention.how != "part" and any(character.isdigit() for character in text[mention.start : mention.end]):
            text = f"{text[: mention.start]}{'_' * (mention.end - mention.start)}{text[mention.end :]}"
    return text


def _stated(text: str, start: int, end: int, every: list[Figure], mentions: list[Mention]) -> Iterator[Stated]:
    pool: list[Mention] = []
    before: list[Mention] = []
    used = False
    for left, right in _segments(text, start, end, every):
        named = [mention for mention in mentions if left <= mention.start < right]
        inside = [figure for figure in every if left <= figure.start < right]
        if named:
            if used:
                before, pool, used = pool, [], False
            pool = [*pool, *named]
        if inside:
            used = True
        for figure in inside:
            about = [mention for mention in pool if not _is_counted(mention, figure, inside)] or list(pool)
            whole = _whole_of(text, figure, inside)
            about = [mention for mention in pool if whole and _is_next(mention, whole)] or about
            if figure.dimension == "count":  # «Без патронов — две»: not cartridges are counted.
                about = [mention for mention in about if not _is_lacking(text, mention, figure)]
            if named and before and all(_is_aside(text, left, mention) for mention in named):
                about += before  # «нужно 810 для схем»: of what was spoken of before, for the circuits.
            subjects = frozenset().union(*(mention.names for mention in about))
            firm = bool(about) and not any(mention.weak for mention in about)
            since = max((each.stop for each in every if each.stop <= figure.start), default=start)
            until = min((each.start for each in every if each.start >= figure.stop), default=right)
            own = _clause(text, figure, every, (left, right))
            behind = _BEHIND.match(text, figure.stop, min(until, right))
            earlier = _BEHIND.match(text, since, figure.start) if since > start else None
            since = earlier.end() if earlier else since  # "180 made, 1,080 needed": said of the number before it.
            said: Said = _said(behind.group()) if behind else ""
            against = _AGAINST_NEED.search(text, since, figure.start)
            said = "need" if against and ":" not in against.group() else said
            parted = any(each.stop == since and each.dimension in {"share", "ratio"} for each in every)
            # «Втрое меньше, чем нужно: 75»: not the 75 are needed.
            said = (
                said
                or ("" if parted else _said(text[since : figure.start]))
                or _said(_AGAINST_NEED.sub("", text[figure.stop : min(until, right)]))
            )
            yield Stated(figure, subjects, firm, tuple(about), said, *own)


_TAIL = re.compile(r"^[^,;()\[\]⟦⟧:\n]*:")


def _clause(text: str, figure: Figure, every: list[Figure], within: tuple[int, int]) -> tuple[str, str]:
    """Return what stands before and behind a number up to the next ones; places, and what it is a part of, are none."""
    left, right = within
    plain = [each for each in every if each.dimension != "position" and not _is_window(text, each)]
    since = max((each.stop for each in plain if each.stop <= figure.start), default=left)
    behind = [each for each in plain if each.start >= figure.stop]
    if behind and is_part(text[figure.stop : behind[0].start]):
        behind = behind[1:]
    until = min((each.start for each in behind), default=right)
    before = text[max(left, since) : figure.start]
    if since > left:  # «При эволюции 90 %: три четверти»: the words up to the colon are those of the number before.
        before = _TAIL.sub("", before)
    return before, text[figure.stop : min(until, right)]


def _is_window(text: str, figure: Figure) -> bool:
    """Tell whether a time only says over how long a number was measured: «за последние 10 минут — 8,5 МВт»."""
    return figure.dimension == "time" and _WINDOW.search(text, max(0, figure.start - 30), figure.start) is not None


def _is_aside(text: str, start: int, mention: Mention) -> bool:
    """Tell whether a name is no more than what something is for: «для схем», but not «на печи приходится»."""
    return _ASIDE.search(text[start : mention.start]) is not None and not _FALLS_TO.match(text, mention.end)


def _is_lacking(text: str, mention: Mention, figure: Figure) -> bool:
    """Tell whether a name before a number is what those that are counted are without."""
    behind = 0 <= mention.start - figure.stop <= _NEAR
    return (behind or mention.end <= figure.start) and _WITHOUT.search(text, 0, mention.start) is not None


def _is_counted(mention: Mention, figure: Figure, inside: list[Figure]) -> bool:
    """Tell whether a name is what a later number counts: «225/мин, когда у 8 печей …»."""
    counting = (each for each in inside if each.dimension == "count" and each.start > figure.start)
    return any(_is_next(mention, each) for each in counting)


def _is_next(mention: Mention, figure: Figure) -> bool:
    """Tell whether a name stands right behind a number, which counts it then."""
    return 0 <= mention.start - figure.stop <= 1


def _whole_of(text: str, figure: Figure, inside: list[Figure]) -> Figure | None:
    """Return the number that this one is a part of: the seven of «две из семи турелей»."""
    behind = (each for each in inside if each.start >= figure.stop)
    following = min(behind, key=lambda each: each.start, default=None)
    if following is None or not is_part(text[figure.stop : following.start]):
        return None
    return following


def _segments(text: str, start: int, end: int, every: list[Figure]) -> Iterator[tuple[int, int]]:
    left = start
    for joint in _JOINT.finditer(text, start, end):
        if any(figure.start < joint.end() and joint.start() < figure.stop for figure in every):
            continue
        yield left, joint.start()
        left = joint.end()
    yield left, end
