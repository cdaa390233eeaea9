"""Which thing a number in a sentence is said of.

A sentence is parted at commas and conjunctions. A part's numbers belong to the things it names; a part that names none
goes on with those before it; names without a number wait for the one that follows («медь и железо: 30 и 45»).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from agent.assistant.grounding.figures import figures
from agent.assistant.grounding.words import vocabulary, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from agent.assistant.grounding.figures import Figure
    from agent.assistant.grounding.lexicon import Lexicon, Mention

_END = re.compile(r"(?<=[.!?…;])[»”\")\]]*\s+(?=\S)|\n+")
_JOINT = re.compile(
    r"[,;]\s+|\s+(?:и|а|но|или|зато|однако|тогда как|при этом|хотя|and|but|or|while|whereas|although|yet)\s+"
    r"|\s+[—–]\s+(?=(?:а|но)\s)",
    re.IGNORECASE,
)
_ASIDE = re.compile(
    r"(?:\bдля|\bна|\bк|\bиз|\bот|\bвместо|\bчтобы|\bfor|\bto|\binto|\bfrom|\bof|\bby|\bbehind|\bwith)\s+(?:\S+\s+){0,2}[«“\"]?$",
    re.IGNORECASE,
)


Said = Literal["", "need", "make"]
_NEED, _MAKE = vocabulary("need"), vocabulary("make")


def _said(text: str) -> Said:
    """Return whether words say that so much is needed, or made; neither where they say both."""
    stems = {word.stem for word in words(text)}
    need, make = bool(stems & _NEED), bool(stems & _MAKE)
    if need == make:
        return ""
    return "need" if need else "make"


@dataclass(frozen=True, slots=True)
class Stated:
    """A number and what it is said of.

    ``subjects`` are all the names it may belong to; ``firm`` those of the mentions that prove something against it
    where it is true of none of them. ``mentions`` are the mentions themselves, ``said`` what the words beside it say of
    it: that so much is needed, or made.
    """

    figure: Figure
    subjects: frozenset[str]
    firm: bool
    mentions: tuple[Mention, ...] = ()
    said: Said = ""


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence at its place in a text."""

    start: int
    text: str
    stated: tuple[Stated, ...]
    mentions: tuple[Mention, ...]


def sentences(
    text: str, lexicon: Lexicon, shown_names: Collection[str], familiar: Collection[str] = ()
) -> Iterator[Sentence]:
    """Yield the sentences of a text with their numbers and names; places are counted from the text's start."""
    masked = _masked(text, lexicon, shown_names)
    every = figures(masked)
    mentions = lexicon.mentions(text, familiar)
    start = 0
    for end in [*(found.start() for found in _END.finditer(masked)), len(masked)]:
        within = [figure for figure in every if start <= figure.start < end]
        named = [mention for mention in mentions if start <= mention.start < end]
        yield Sentence(start, text[start:end], tuple(_stated(masked, start, end, within, named)), tuple(named))
        start = end


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
            about = list(pool)
            if named and before and all(_ASIDE.search(text[left : mention.start]) for mention in named):
                about += before  # «нужно 810 для схем»: of what was spoken of before, for the circuits.
            subjects = frozenset().union(*(mention.names for mention in about))
            firm = bool(about) and not any(mention.weak for mention in about)
            since = max((each.stop for each in every if each.stop <= figure.start), default=start)
            until = min((each.start for each in every if each.start >= figure.stop), default=right)
            said = _said(text[since : figure.start]) or _said(text[figure.stop : min(until, right)])
            yield Stated(figure, subjects, firm, tuple(about), said)


def _segments(text: str, start: int, end: int, every: list[Figure]) -> Iterator[tuple[int, int]]:
    left = start
    for joint in _JOINT.finditer(text, start, end):
        if any(figure.start < joint.end() and joint.start() < figure.stop for figure in every):
            continue
        yield left, joint.start()
        left = joint.end()
    yield left, end
