"""The words that players ask with, from the table beside this module: phrases by group and by what they mean.

A phrase is a run of words; ``*`` behind a word takes any ending («сундук*»), `` & `` parts what may stand anywhere in
one clause. Words without a star are compared by their stems, so that any case and number of them counts.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from agent.assistant.grounding.words import stem
from agent.assistant.grounding.words import words as words_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_SHORT = 3
"""Words up to this length have no ending to cut."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """A word of a question at its place: as it is written (small letters, no «ё») and its stem."""

    start: int
    end: int
    text: str
    stem: str


@dataclass(frozen=True, slots=True)
class _Token:
    text: str
    stem: str
    open: bool

    def takes(self, word: Spoken) -> bool:
        return bool(self.places((word,)))

    def places(self, spoken: Sequence[Spoken]) -> list[int]:
        """Return the numbers of the words that this one may be; a question of 1,000 words is gone over at once."""
        text = self.text
        if self.open:
            return [place for place, word in enumerate(spoken) if word.text.startswith(text)]
        stemmed = self.stem if len(text) > _SHORT else None
        return [place for place, word in enumerate(spoken) if word.text == text or word.stem == stemmed]


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase: its parts, each a run of words, all of which a clause must hold."""

    parts: tuple[tuple[_Token, ...], ...]

    def spans(self, spoken: Sequence[Spoken]) -> Iterator[tuple[int, int]]:
        """Yield where the first part stands, by number of the first word and of that behind the last."""
        if all(any(_runs(part, spoken)) for part in self.parts[1:]):
            yield from _runs(self.parts[0], spoken)


def _runs(part: tuple[_Token, ...], spoken: Sequence[Spoken]) -> Iterator[tuple[int, int]]:
    for place in part[0].places(spoken):
        end = place + len(part)
        if end <= len(spoken) and all(token.takes(spoken[place + n]) for n, token in enumerate(part[1:], 1)):
            yield place, end


def spoken_words(text: str) -> list[Spoken]:
    """Return the words of a text."""
    return [Spoken(w.start, w.end, _plain(text[w.start : w.end]), w.stem) for w in words_of(text)]


def matching(group: str, spoken: Sequence[Spoken]) -> frozenset[str]:
    """Return what of a group of phrases a clause says."""
    return frozenset(key for key, phrases in _table()[group].items() if any(any(p.spans(spoken)) for p in phrases))


def spans(group: str, spoken: Sequence[Spoken]) -> list[tuple[int, int, str]]:
    """Return where a group's phrases stand, the longest first, none within another."""
    found = sorted(
        (
            (start, end, key)
            for key, phrases in _table()[group].items()
            for phrase in phrases
            for start, end in phrase.spans(spoken)
        ),
        key=lambda each: (each[0] - each[1], each),
    )
    kept: list[tuple[int, int, str]] = []
    for start, end, key in found:
        if all(end <= other[0] or other[1] <= start for other in kept):
            kept.append((start, end, key))
    return sorted(kept)


def listed(group: str) -> tuple[Phrase, ...]:
    """Return a plain list of phrases."""
    return _table()[group][""]


@cache
def _table() -> dict[str, dict[str, tuple[Phrase, ...]]]:
    raw = json.loads((resources.files("agent.assistant.asking") / "words.json").read_text(encoding="utf-8"))
    return {
        group: {
            key: tuple(map(_phrase, each)) for key, each in (found if isinstance(found, dict) else {"": found}).items()
        }
        for group, found in raw.items()
    }


def _phrase(written: str) -> Phrase:
    return Phrase(tuple(tuple(map(_token, part.replace("'", " ").split())) for part in written.split(" & ")))


def _token(written: str) -> _Token:
    text = _plain(written.removesuffix("*"))
    return _Token(text, stem(text), written.endswith("*"))


def _plain(word: str) -> str:
    return word.lower().replace("ё", "е")
