"""Whether a place that a reply tells is that of what it speaks of, and not of another finding."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from agent.assistant.citations import CLOSE, OPEN
from agent.assistant.grounding.words import words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from agent.assistant.grounding.claims import Spot
    from agent.assistant.grounding.figures import Figure
    from agent.assistant.grounding.sentences import Sentence

_SEVERAL = re.compile(rf"(?:{OPEN}[^{OPEN}{CLOSE}]*{CLOSE}[,\s]*)+")
TELLING = 4
"""Letters of words that tell one finding from another: fuel, but not «для»."""
_PARTS = re.compile(rf"[,;:]\s|{CLOSE}")
_CITED = re.compile(rf"{OPEN}([^{OPEN}{CLOSE}]*){CLOSE}")
_HEADING = re.compile(rf"{_CITED.pattern}(?=\s—\s)")


def is_where(
    figure: Figure,
    sentence: Sentence,
    named: tuple[frozenset[str], frozenset[str]],
    counted: frozenset[Fraction],
    spots: Sequence[Spot],
) -> bool | None:
    """Tell whether a place is right; None where no finding is there.

    A finding is spoken of by its names and numbers, and by the reference behind the place. What is there must be
    spoken of no less than what stands elsewhere, and more than what is referred to and stands elsewhere.

    Args:
        figure: The place, in tiles.
        sentence: The sentence it stands in.
        named: Names that are spoken of there, and those that may be: words of every day.
        counted: Numbers without a unit in the sentence.
        spots: Places of all findings.
    """
    about, maybe = named
    here = [spot for spot in spots if _is_at(figure, spot)]
    if not here:
        return None
    cited = _cited_behind(figure, sentence)
    if any(spot.id in cited for spot in here):
        return True

    def spoken(each: Iterable[Spot]) -> int:
        return max((len(spot.names & about) + len(spot.numbers & counted) for spot in each), default=0)

    elsewhere = [spot for spot in spots if spot.id in cited]
    if elsewhere:
        alike = [len(spot.main & about) + len(spot.numbers & counted) for spot in elsewhere if spot.main & about]
        return spoken(here) > max(alike, default=0)
    if any(not spot.names for spot in here):
        return True  # Nothing tells it from others.
    if spoken(here) > 0 or any(spot.names & maybe for spot in here) or not any(spot.names & about for spot in spots):
        return True
    own = frozenset(word.stem for word in words(_clause_of(figure, sentence)))
    rivals = [spot for spot in spots if spot.names & about]
    only = frozenset().union(*(spot.stems for spot in here)) - frozenset().union(*(spot.stems for spot in rivals))
    return any(len(word) >= TELLING for word in own & only)


def cited_in(text: str) -> frozenset[str]:
    """Return the references of a text."""
    return frozenset(each for found in _CITED.finditer(text) for each in re.findall(r"[^\s,]+", found[1]))


def _clause_of(figure: Figure, sentence: Sentence) -> str:
    """Return what stands before a place, back to the comma or reference before it."""
    before = sentence.text[: figure.start - sentence.start]
    return _PARTS.split(before)[-1]


def _is_at(figure: Figure, spot: Spot) -> bool:
    return abs(figure.value - spot.x) <= figure.slack and abs(figure.other - spot.y) <= figure.slack


def _cited_behind(figure: Figure, sentence: Sentence) -> frozenset[str]:
    """Return the references behind a place, up to the next place."""
    places = (each.figure.start for each in sentence.stated if each.figure.dimension == "position")
    until = min((start for start in places if start > figure.start), default=sentence.start + len(sentence.text))
    nearer = sentence.text[figure.stop - sentence.start : until - sentence.start]
    found = _CITED.search(nearer)
    if found is None:  # A row of a table may refer to its fact in its first cell.
        nearer = sentence.text[: figure.start - sentence.start]
        found = _HEADING.search(nearer)
    if found is None:
        return frozenset()
    several = _SEVERAL.match(nearer, found.start())
    ids = re.findall(r"[^\s,⟦⟧]+", several.group()) if several else found[1].split(",")
    return frozenset(ids)
