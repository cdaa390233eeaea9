"""Words of a text with their stems, so that «кабелей» and «кабель», "plates" and "plate" are the same word.

Snowball's algorithms (``snowballstemmer``) cut the endings; what they leave different (fleeting vowels, endings taken
for part of the stem) is evened out here.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources

import snowballstemmer

_WORD = re.compile(r"[^\W_]+")
_RUSSIAN = snowballstemmer.stemmer("russian")
_ENGLISH = snowballstemmer.stemmer("english")
_FLEETING = re.compile(r"(?<=[а-я][а-я])[ое](?=[бвгджзклмнпрстфхцчшщ]$)")
_PLURAL_NUMBER = re.compile(r"(?<=\d)s$")
"""«assembling machine 1s»."""
LONG = 5
"""From this length on two stems may differ in their ends."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word at its place in a text."""

    start: int
    end: int
    stem: str


def words(text: str) -> list[Word]:
    """Return the words of a text in their order; hyphens part words."""
    return [Word(found.start(), found.end(), stem(found.group())) for found in _WORD.finditer(text)]


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """Return the stem of a word of either language."""
    plain = _PLURAL_NUMBER.sub("", word.lower().replace("ё", "е"))
    if plain.isascii():
        return str(_ENGLISH.stemWord(plain))
    return _FLEETING.sub("", str(_RUSSIAN.stemWord(plain)))


def same(one: str, other: str) -> bool:
    """Tell whether two stems are those of one word."""
    if one == other:
        return True
    if min(len(one), len(other)) < LONG:
        return False
    shared = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    return shared >= max(len(one), len(other), LONG + 3) - 2


def akin(one: str, other: str) -> bool:
    """Tell whether one stem begins the other with at most two letters more: «железо» and «железная»."""
    short, long = sorted((one, other), key=len)
    return len(short) >= 3 and len(long) - len(short) <= 2 and long.startswith(short)  # noqa: PLR2004 - «мед», «медн»


@cache
def vocabulary(name: str, *, stemmed: bool = True) -> frozenset[str]:
    """Return one of the word lists beside this module, as stems or as they are."""
    raw = (resources.files("agent.assistant.grounding") / "vocabulary.json").read_text(encoding="utf-8")
    listed = json.loads(raw)[name]
    return frozenset(stem(str(word)) if stemmed else str(word) for word in listed)
