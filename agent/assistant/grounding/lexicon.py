"""Names of the game in a text: internal, readable, localised, and as players say them, in any case and number."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from agent.assistant.grounding.words import akin, same, vocabulary, words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from agent.analysis.findings import NameKind
    from agent.assistant.grounding.words import Word
    from agent.game.gamedata import GameData

How = Literal["internal", "whole", "part"]

_GLUE = re.compile(r"[\s\u00a0]*|[-–\u2011]")
_DECIMALS = re.compile(r"[.,]\d")
_OPENING = "«“\"„'"
_GENERIC = vocabulary("generic")
"""Words that many names hold and that stand for no one of them."""
_PLAIN = vocabulary("plain")
"""Words that look like a name's and are none."""
_VERBS = frozenset({"стало", "стала", "стал"})
"""Verbs whose stem is a name's: «стало хуже» speaks of no steel."""
_LAST_WORDS = vocabulary("last_words")
"""Names of their own that are what players call another thing for short: engines for steam engines."""
_ELLIPSIS = re.compile(r"\s+ones?\b|\s*(?:[.,;:)(—–/]|\n|$)|\s+(?:и|and|—)\s", re.IGNORECASE)
_COMPARED = re.compile(r"больше\b|меньше\b|больш\w*нств", re.IGNORECASE)
_SIZES = vocabulary("sizes")
_NUMERALS = vocabulary("numerals")
"""Number words that a name begins with: «шесть» is no «шестерня»."""
_WORKERS = vocabulary("workers")
_HEADS = vocabulary("heads") | _WORKERS
"""Those of them that mean a machine of their kind which stands there: «печи», "drills"."""


@dataclass(frozen=True, slots=True)
class Mention:
    """Names that a place in a text may mean.

    ``internal``: written as the game's own identifier; ``whole``: every word of a name; ``part``: a word of it.
    ``ordinary``: it may as well be an ordinary word («манипуляторы»). ``weak``: it proves nothing against a number, as
    it is ordinary, or something that holds what is counted.
    """

    start: int
    end: int
    names: frozenset[str]
    how: How
    weak: bool = False
    ordinary: bool = False


class Lexicon:
    """The names of one data set in one language."""

    def __init__(self, data: GameData, localised: Mapping[tuple[NameKind, str], str]) -> None:
        self.placeable = frozenset(data.entities) | {name for name, item in data.items.items() if item.builds}
        burnt = {name for name, item in data.items.items() if item.fuel_j}
        self.tools = self.placeable | burnt | {name for name, item in data.items.items() if item.effect is not None}
        made = {product.name for recipe in data.recipes.values() for product in recipe.products}
        mined = {product.name for resource in data.resources.values() for product in resource.products}
        self.things = self.tools | made | mined | frozenset(data.enemies)
        workers = {"assembling-machine", "furnace", "mining-drill"}
        self.workers = frozenset(name for name, entity in data.entities.items() if entity.type in workers)
        self.containers = frozenset(name for name, entity in data.entities.items() if "container" in entity.type)
        self.named = frozenset(
            {*data.items, *data.fluids, *data.recipes, *data.entities, *data.resources, *data.enemies}
        )
        self.internal = self.named | frozenset(data.technologies)
        self.things |= frozenset(elsewhere())
        self._by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
        seen: set[tuple[tuple[str, ...], str]] = set()
        for name, spelled in self._spellings(localised):
            stems = tuple(word.stem for word in words(spelled))
            if stems and (stems, name) not in seen:
                seen.add((stems, name))
                self._by_first[stems[0][:3]].append((stems, name))
        by_name: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for spelled_stems, name in seen:
            by_name[name].add(spelled_stems)
        self._by_name = {name: frozenset(every) for name, every in by_name.items()}

    def _spellings(self, localised: Mapping[tuple[NameKind, str], str]) -> Iterator[tuple[str, str]]:
        # Names of technologies are ordinary words too often («логистика»): only items, recipes and entities are found.
        for name in sorted(self.named):
            yield name, name
        for (kind, name), shown in localised.items():
            if kind in {"item", "fluid", "recipe", "entity"}:
                yield name, shown
        for name, spoken in nicknames().items():
            if name in self.internal:
                yield from ((name, each) for each in spoken)
        for name, spoken in elsewhere().items():
            yield from ((name, each) for each in (name, *spoken))

    def mentions(self, text: str, familiar: Collection[str] = (), present: Collection[str] = ()) -> list[Mention]:
        """Find names in a text; ``familiar``: those that a single word of may mean; ``present``: what stands there."""
        found = words(text)
        parts = self._parts(tuple(sorted(familiar)))
        sizes = self._sizes(tuple(sorted(familiar)))
        known = frozenset({*familiar, *present})
        heads_of = {stem: names for stem, names in parts.items() if stem in _LAST_WORDS}
        heads = self._heads(tuple(sorted({*familiar, *present})))
        mentions: list[Mention] = []
        place = 0
        while place < len(found):
            whole = self._whole(text, found, place)
            # «Двигатели» are the steam engines that stand there, not the part of that name.
            word = found[place]
            if whole and whole[1] == 1 and not whole[0].names & known and self._part(word.stem, heads_of):
                whole = None
            if whole is not None:
                mention, count = whole
                mentions.append(mention)
                place += count
                continue
            word = found[place]
            names = self._part(word.stem, parts)
            if word.stem in sizes and _ELLIPSIS.match(text, word.end) and not _COMPARED.match(text, word.start):
                names = sizes[word.stem]
            if names:
                mentions.append(Mention(word.start, word.end, names, "part"))
            elif word.stem in heads:
                # Of several kinds it may be any, and «автоматы» are spoken of where their products are meant.
                weak = len(heads[word.stem]) > 1 or word.stem in _WORKERS
                mentions.append(Mention(word.start, word.end, heads[word.stem], "part", weak))
            place += 1
        return mentions

    def _whole(self, text: str, found: list[Word], place: int) -> tuple[Mention, int] | None:
        if found[place].stem in _PLAIN or text[found[place].start : found[place].end].lower() in _VERBS:
            return None
        best, names = 0, set[str]()
        for stems, name in self._by_first.get(found[place].stem[:3], ()):
            count = len(stems)
            if count < best or place + count > len(found):
                continue
            span = found[place : place + count]
            if stems[-1].isdigit() and _DECIMALS.match(text, span[-1].end):
                continue  # «автоматы — 1,58 МВт» names no automat 1.
            glued = all(_GLUE.fullmatch(text[a.end : b.start]) for a, b in pairwise(span))
            if glued and all(same(a.stem, b) for a, b in zip(span, stems, strict=True)):
                if count > best:
                    best, names = count, set()
                names.add(name)
        if not names:
            return None
        start, end = found[place].start, found[place + best - 1].end
        written = text[start:end]
        internal = written in self.named and "-" in written
        if best == 1 and not internal and len(written) < 4:  # noqa: PLR2004 - «пар», "car": too short to be sure
            return None
        ordinary = best == 1 and not internal and bool(names & self.placeable) and not _stands_out(text, start, end)
        weak = ordinary or names <= self.containers  # «В сундуке 200 конвейеров» is not said of the chest.
        return Mention(start, end, frozenset(names), "internal" if internal else "whole", weak, ordinary), best

    def stems_of(self, name: str) -> frozenset[tuple[str, ...]]:
        """Return the stems of the words of a thing's names."""
        return self._by_name.get(name, frozenset())

    @lru_cache(maxsize=8)  # noqa: B019 - a lexicon lives as long as its data set
    def _parts(self, familiar: tuple[str, ...]) -> dict[str, frozenset[str]]:
        by_stem: dict[str, set[str]] = defaultdict(set)
        for entries in self._by_first.values():
            for stems, name in entries:
                if name in familiar and len(stems) > 1:
                    for each in stems:
                        if each not in _GENERIC and not each.isdigit():
                            by_stem[each].add(name)
        return {each: frozenset(names) for each, names in by_stem.items()}

    @lru_cache(maxsize=8)  # noqa: B019 - as above
    def _sizes(self, familiar: tuple[str, ...]) -> dict[str, frozenset[str]]:
        """Return names by the adjective that tells them from their like: "106 medium biters and 95 small ones"."""
        by_stem: dict[str, set[str]] = defaultdict(set)
        for entries in self._by_first.values():
            for stems, name in entries:
                if name in familiar and len(stems) > 1 and stems[0] in _SIZES:
                    by_stem[stems[0]].add(name)
        return {each: frozenset(names) for each, names in by_stem.items()}

    @lru_cache(maxsize=8)  # noqa: B019 - as above
    def _heads(self, present: tuple[str, ...]) -> dict[str, frozenset[str]]:
        heads: dict[str, set[str]] = defaultdict(set)
        for entries in self._by_first.values():
            for stems, name in entries:
                if name in present and name in self.placeable and len(stems) > 1:
                    for each in _HEADS.intersection(stems):
                        heads[each].add(name)
        return {each: frozenset(names) for each, names in heads.items()}

    def _part(self, word: str, parts: Mapping[str, frozenset[str]]) -> frozenset[str]:
        if word in _GENERIC or word in _NUMERALS or word.isdigit():
            return frozenset()
        exact = [names for each, names in parts.items() if same(word, each)]
        like = exact or [names for each, names in parts.items() if akin(word, each)]
        return frozenset().union(*like)


def _stands_out(text: str, start: int, end: int) -> bool:
    """Tell whether a word is marked as a name: in quotes, before a colon or dash, or first in its sentence."""
    before, after = text[:start].rstrip(" "), text[end : end + 3]
    quoted = before[-1:] in _OPENING
    headed = re.match(r"[»”\"]?\s?[:—–(]", after) is not None
    return quoted or (headed and (not before or before[-1] in ".!?\n;,"))


@cache
def nicknames() -> dict[str, list[str]]:
    """Return what players call things that the game calls otherwise, by internal name."""
    raw = (resources.files("agent.assistant.grounding") / "nicknames.json").read_text(encoding="utf-8")
    return {str(name): [str(each) for each in spoken] for name, spoken in json.loads(raw).items()}


@cache
def elsewhere() -> dict[str, list[str]]:
    """Return machines of the expansion as they are called in Russian: they are no less invented where it is not run."""
    raw = (resources.files("agent.assistant.grounding") / "elsewhere.json").read_text(encoding="utf-8")
    return {str(name): [str(each) for each in spoken] for name, spoken in json.loads(raw).items()}


def ingredients_of(recipes: Iterable[str], data: GameData) -> set[str]:
    """Return what recipes take and give: true of the game, whatever stands in the factory."""
    found: set[str] = set()
    for name in recipes:
        recipe = data.recipes.get(name)
        if recipe is not None:
            found |= {each.name for each in recipe.ingredients} | {each.name for each in recipe.products}
        resource = data.resources.get(name)
        if resource is not None:
            found |= {each.name for each in resource.products}
    return found
