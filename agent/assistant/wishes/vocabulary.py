"""The names of the game as players say them in both languages, in any case and number, found in a text.

Three sources: internal names, the names that the running game exported in the player's language, and the table beside
this module (how the game calls things in Russian, and the players' own words). Endings are cut by Snowball's
algorithms, which `agent.assistant.grounding.words` already uses: 0.1 MB, no dictionary to load. Two words are one only
if their stems are equal; a word that is nearly one is suggested, never taken.
"""

from __future__ import annotations

import difflib
import json
import re
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise, product
from typing import TYPE_CHECKING, Any, Literal

from agent.assistant.grounding.lexicon import nicknames
from agent.assistant.grounding.words import stem, words
from agent.game.held import Held

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from agent.analysis.findings import NameKind
    from agent.assistant.grounding.words import Word
    from agent.game.gamedata import GameData

How = Literal["name", "plain", "several"]

_GLUE = re.compile(r"[\s\-–\u00a0]*")
_BETWEEN_COLOURS = re.compile(r"\s*(?:,|/|\+|&|\bи\b|\band\b)?\s*", re.IGNORECASE)
_OF = re.compile(r"[\s\u00a0]*(?:of[\s\u00a0]+)?", re.IGNORECASE)
_FEMININE = re.compile(r"[а-яё]{3}[аяыи]\Z", re.IGNORECASE)
_MASCULINE = re.compile(r"[а-яё]{2}[бвгджзклмнпрстфхцчшщ]\Z", re.IGNORECASE)
_MOST_LIKE = 3
_MOST_WORDS = 7
_SHORTEST_LIKE = 4
_ALIKE = 0.75
_MOST_COLOURS = 8


@dataclass(frozen=True, slots=True)
class Found:
    """A place in a text that names one thing, or stands for one of several.

    ``how``: by its name; by a word that is plainly it though it could be another («железо» is the plate); by a word
    that several things go by.
    """

    start: int
    end: int
    names: tuple[str, ...]
    how: How = "name"


@dataclass(frozen=True, slots=True)
class _Group:
    """Things that players tell apart by colour: the stems of the nouns, the thing by colour, and those of none."""

    nouns: tuple[tuple[str, ...], ...]
    by_colour: Mapping[str, str]
    more: tuple[str, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """Return all of them."""
        return tuple(sorted({*self.by_colour.values(), *self.more}))


@dataclass(slots=True)
class Vocabulary:
    """Everything that can be named in one data set: ``items`` that are made or mined, ``fluids``, ``recipes``."""

    data: GameData
    items: frozenset[str]
    fluids: frozenset[str]
    recipes: frozenset[str]
    _spelled: dict[tuple[str, ...], dict[str, How]] = field(default_factory=dict)
    _longest: dict[str, int] = field(default_factory=dict)
    _groups: list[_Group] = field(default_factory=list)

    @property
    def names(self) -> frozenset[str]:
        """Return every internal name."""
        return self.items | self.fluids | self.recipes

    def find(self, text: str) -> list[Found]:
        """Return what a text names, in its order, the longest names first; a word belongs to one name only."""
        spoken = words(text)
        found: list[Found] = []
        place = 0
        while place < len(spoken):
            here = self._coloured(text, spoken, place) or self._spelled_at(text, spoken, place)
            if here is None:
                place += 1
                continue
            mentions, count = here
            found += mentions
            place += count
        return _absorbed(text, found)

    def like(self, word: str) -> tuple[str, ...]:
        """Return the things whose names are most like a word, the likest first."""
        wanted = stem(word)
        if len(wanted) < _SHORTEST_LIKE:
            return ()
        near: dict[str, float] = {}
        for stems, names in self._spelled.items():
            likeness = max(difflib.SequenceMatcher(None, wanted, each).ratio() for each in stems)
            if likeness >= _ALIKE:
                for name in names:
                    # A word of a long name says less than one that is the whole name.
                    near[name] = max(near.get(name, 0.0), likeness - 0.02 * (len(stems) - 1))
        return tuple(sorted(near, key=lambda name: (-near[name], name)))[:_MOST_LIKE]

    def spelled_with(self, name: str, text: str) -> bool:
        """Tell whether every word of a text belongs to one of the spellings of a thing."""
        wanted = {word.stem for word in words(text)}
        colours = {self.colour(text[word.start : word.end]) for word in words(text)}
        if any(name == group.by_colour.get(colour or "") for group in self._groups for colour in colours):
            return True
        return bool(wanted) and any(wanted <= set(stems) for stems, names in self._spelled.items() if name in names)

    @staticmethod
    def colour(word: str) -> str | None:
        """Return the colour that a word is, or None."""
        return next((colour for colour, pattern in _colours() if pattern.fullmatch(word)), None)

    def add(self, spelled: str, names: Iterable[str], how: How = "name", *, over: bool = False) -> None:
        """Let a spelling mean things; ``over``: whatever it meant before."""
        for stems in _forms(spelled):
            if over:
                self._spelled[stems] = {}
            self._spelled.setdefault(stems, {}).update(dict.fromkeys(names, how))
            self._longest[stems[0]] = max(self._longest.get(stems[0], 0), len(stems))

    def group(self, nouns: Iterable[str], by_colour: Mapping[str, str], more: Iterable[str] = ()) -> None:
        """Let nouns with a colour mean one thing each, and without a colour one of them all, ``more`` among them."""
        found = _Group(tuple(form for noun in nouns for form in _forms(noun)), by_colour, tuple(more))
        for noun in nouns:
            if not any(form in self._spelled for form in _forms(noun)):
                self.add(noun, found.names, "several")
        self._groups.append(found)

    def _spelled_at(self, text: str, spoken: list[Word], place: int) -> tuple[list[Found], int] | None:
        first = spoken[place].stem
        for count in range(min(self._longest.get(first, 0), len(spoken) - place), 0, -1):
            span = spoken[place : place + count]
            names = self._spelled.get(tuple(word.stem for word in span))
            if names and _glued(text, span):
                hows = set(names.values())
                how: How = "several" if len(names) > 1 or "several" in hows else "plain" if "plain" in hows else "name"
                return [Found(span[0].start, span[-1].end, tuple(sorted(names)), how)], count
        return None

    def _coloured(self, text: str, spoken: list[Word], place: int) -> tuple[list[Found], int] | None:
        """Read «красная наука», «красная и зелёная наука», «схемы зелёные»."""
        colours, at = self._run_of_colours(text, spoken, place)
        if colours:
            for group in self._groups:
                count = _noun_at(text, spoken, at, group)
                if count and _glued(text, spoken[at - 1 : at + count]):
                    made = _of_colours(group, colours, spoken[place].start, spoken[at + count - 1].end)
                    if made:
                        return made, at + count - place
        for group in self._groups:
            count = _noun_at(text, spoken, place, group)
            if not count:
                continue
            colours, end = self._run_of_colours(text, spoken, place + count)
            if colours and _glued(text, spoken[place + count - 1 : place + count + 1]):
                # «наука зелёные схемы»: a colour that belongs to what follows is not taken.
                if any(_noun_at(text, spoken, end, other) for other in self._groups):
                    continue
                made = _of_colours(group, colours, spoken[place].start, spoken[end - 1].end)
                if made:
                    return made, end - place
        return None

    def _run_of_colours(self, text: str, spoken: list[Word], place: int) -> tuple[list[str], int]:
        colours: list[str] = []
        at = place
        while at < len(spoken) and len(colours) < _MOST_COLOURS:
            word = text[spoken[at].start : spoken[at].end]
            colour = self.colour(word)
            if colour is not None:
                colours.append(colour)
            elif not (colours and word.lower() in {"и", "and"} and at + 1 < len(spoken)):
                break
            at += 1
            if at < len(spoken) and not _BETWEEN_COLOURS.fullmatch(text[spoken[at - 1].end : spoken[at].start]):
                break
        return colours, at


def _forms(spelled: str) -> list[tuple[str, ...]]:
    """Return the stems of a name, each way that its words may be cut.

    The algorithm takes the end of a noun for a verb's («материал» is cut to «матер», «материалом» to «материал») or, in
    the genitive plural, for another noun's («микросхем» to «микросх»): both ways are kept.
    """
    each = [list(dict.fromkeys((word.stem, *_bare(spelled[word.start : word.end])))) for word in words(spelled)]
    return [tuple(stems) for stems in product(*each)] if each and len(each) <= _MOST_WORDS else []


def _bare(word: str) -> tuple[str, ...]:
    if _FEMININE.search(word):
        return (stem(word[:-1]),)
    return (stem(f"{word}ами"),) if _MASCULINE.search(word) else ()


def _noun_at(text: str, spoken: list[Word], place: int, group: _Group) -> int:
    best = 0
    for stems in group.nouns:
        span = spoken[place : place + len(stems)]
        if len(stems) > best and tuple(word.stem for word in span) == stems and _glued(text, span):
            best = len(stems)
    return best


def _of_colours(group: _Group, colours: list[str], start: int, end: int) -> list[Found]:
    """Return the things of these colours; a colour that no such thing has leaves all of them open."""
    names = [group.by_colour.get(colour) for colour in colours]
    if None in names:
        return [Found(start, end, group.names, "several")]
    return [Found(start, end, (name,)) for name in names if name is not None]


def _glued(text: str, span: list[Word]) -> bool:
    return all(_GLUE.fullmatch(text[a.end : b.start]) for a, b in pairwise(span))


def _absorbed(text: str, found: list[Found]) -> list[Found]:
    """Drop a general word beside the name that it goes with: «банки красной науки», "plates of iron plate"."""
    kept: list[Found] = []
    for place, mention in enumerate(found):
        after = found[place + 1] if place + 1 < len(found) else None
        if (
            mention.how == "several"
            and after is not None
            and after.how != "several"
            and set(after.names) <= set(mention.names)
            and _OF.fullmatch(text[mention.end : after.start])
        ):
            found[place + 1] = Found(mention.start, after.end, after.names, after.how)
            continue
        kept.append(mention)
    return kept


@cache
def _table() -> dict[str, Any]:
    raw = (resources.files("agent.assistant.wishes") / "names.json").read_text(encoding="utf-8")
    return dict(json.loads(raw))


@cache
def _colours() -> list[tuple[str, re.Pattern[str]]]:
    return [(colour, re.compile(forms, re.IGNORECASE)) for colour, forms in _table()["colours"].items()]


def colour_words() -> str:
    """Return the words for colours as an expression."""
    return "|".join(pattern.pattern for _, pattern in _colours())


def vocabulary_of(data: GameData, localised: Mapping[tuple[NameKind, str], str]) -> Vocabulary:
    """Return the vocabulary of a data set; the last few are kept."""
    return _built(Held(data), frozenset(localised.items()))


@lru_cache(maxsize=8)
def _built(held: Held, localised: frozenset[tuple[tuple[NameKind, str], str]]) -> Vocabulary:
    data = held.data
    shown = [recipe for recipe in data.recipes.values() if not recipe.hidden]
    used = {each.name for recipe in shown for each in recipe.products}
    used |= {each.name for recipe in shown for each in recipe.ingredients}
    used |= {product.name for resource in data.resources.values() for product in resource.products}
    found = Vocabulary(
        data,
        frozenset(name for name in data.items if name in used),
        frozenset(name for name in data.fluids if name in used),
        frozenset(recipe.name for recipe in shown),
    )
    for spelled, name in sorted(_spellings(found, localised)):
        found.add(spelled, (name,))
    table = _table()
    for name, spoken in table["plain"].items():
        for each in spoken:
            if name in found.names:
                found.add(each, (name,), "plain", over=True)
    for several, spoken in table["ambiguous"].items():
        names = [name for name in several.split() if name in found.names]
        for each in spoken:
            if names:
                found.add(each, names, "several" if len(names) > 1 else "plain", over=True)
    for group in table["groups"]:
        by_colour = {colour: name for colour, name in group["colours"].items() if name in found.names}
        found.group(group["nouns"], by_colour, [name for name in group.get("more", ()) if name in found.names])
    return found


def _spellings(found: Vocabulary, localised: Iterable[tuple[tuple[NameKind, str], str]]) -> Iterator[tuple[str, str]]:
    things = found.items | found.fluids
    for name in found.names:
        yield name, name
    for (kind, name), shown in localised:
        if kind in {"item", "fluid"} and name in things:
            yield shown, name
    spoken: dict[str, list[str]] = defaultdict(list)
    for table in (nicknames(), _table()["names"]):
        for name, each in table.items():
            spoken[name] += each
    for name, each in spoken.items():
        if name in things:
            # What is another's own name is no nickname: "batteries" are no accumulators to who wants some built.
            yield from ((spelled, name) for spelled in each if spelled == name or spelled not in things)
