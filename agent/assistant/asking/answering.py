"""Answers to what a player asks in free chat, from the whole snapshot and the game data, the asked thing first.

Each answer is a finding with its numbers, so that a model is told the same and held to it. What a snapshot does not
hold is said to be missing: only what was looked for is denied.
"""

from __future__ import annotations

import re
from dataclasses import replace
from difflib import get_close_matches
from typing import TYPE_CHECKING

from agent.analysis.findings import Name
from agent.assistant.asking.of_area import OfArea
from agent.assistant.asking.of_game import of_game
from agent.assistant.asking.reading import read_clauses
from agent.assistant.asking.sums import sums_of
from agent.assistant.asking.view import told

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.analysis.findings import Finding, NameKind
    from agent.assistant.asking.reading import Asked
    from agent.assistant.asking.view import View
    from agent.assistant.wishes.vocabulary import Vocabulary
    from agent.game.gamedata import GameData

_COUNTED = re.compile(r"\b(?:сколько|скок[ао]?|how\s+many|how\s+much)\s+([^\W\d_][\w-]+)", re.IGNORECASE)
_INTERNAL = re.compile(r"(?<![\w-])[A-Za-z]+(?:-[A-Za-z0-9]+)+(?![\w-])")
"""A word that looks like a name of the game's own data; «self-sufficient» does, too, and is like none."""
_NUMBERED = re.compile(r"\d\s+([^\W\d_][\w-]+)")
_ALIKE = 0.8
_MOST = 24
_EMPTY_WANTS = frozenset({"list", "make", "which"})
"""What «как дела» and "what can you do" seem to want by their words."""
_TALK = ("abilities", "thanks", "greeting")


def chat_answers(
    prompt: str, vocabulary: Vocabulary, view: View | None, data: GameData, *, why: bool = False, earlier: str = ""
) -> tuple[Finding, ...]:
    """Answer a question clause by clause, in its order; nothing where nothing of it was understood.

    Args:
        prompt: The player's words.
        vocabulary: The names of the game.
        view: The snapshot; None: only the game data are asked.
        data: The game data.
        why: It is asked what is wrong: only states of the factory are told, the rest is for the verdict.
        earlier: What the player said before.
    """
    found: list[Finding] = []
    for asked in read_clauses(prompt, vocabulary, earlier):
        if why and not (asked.wants or asked.states):
            continue
        found += (each for each in _clause(asked, view, data, why=why) if each not in found)
    return tuple(replace(each, id=f"q{place}") for place, each in enumerate(found[:_MOST], 1))


def _clause(asked: Asked, view: View | None, data: GameData, *, why: bool) -> Iterator[Finding]:
    snapshot = None if view is None else view.snapshot
    computed = [] if why else list(sums_of(asked, data, snapshot))
    if computed:
        yield from computed
        return
    if "recipe" in asked.wants and asked.unread and not any(t.names and t.how != "several" for t in asked.things):
        yield told("chat-unknown-name", name=_unknown_name(asked), data_set=data.label)
        return
    unknown = _COUNTED.search(asked.text)
    only_places = bool(asked.things) and all(each.inside for each in asked.things) and not asked.topics
    if unknown is not None and unknown[1] in asked.unread and only_places:
        yield told("chat-unknown-name", name=unknown[1], data_set=data.label)
        return
    unknown_names = [] if why else list(_unknown(asked, data))
    if unknown_names:
        yield from unknown_names
        return
    here = None if snapshot is None else frozenset(entity.name for entity in snapshot.entities)
    of_data = [] if why else list(of_game(asked, data, here))
    if of_data:
        yield from of_data
        if asked.pieces is not None and view is not None:
            yield from OfArea(asked, view).in_store()
    elif view is not None:
        yield from OfArea(asked, view, why).answers()


def _unknown(asked: Asked, data: GameData) -> Iterator[Finding]:
    """Yield what is told of names that do not exist: `iron-geer-wheel`, «30 свистулек в минуту»."""
    known = {*data.items, *data.fluids, *data.entities, *data.recipes, *data.technologies}
    for found in _INTERNAL.finditer(asked.text):
        name = found[0].lower()
        if name not in known and any(word in name.split("-") for word in map(str.lower, asked.unread)):
            near = get_close_matches(name, sorted({*data.items, *data.fluids}), n=1, cutoff=_ALIKE)
            if near:
                kind: NameKind = "item" if near[0] in data.items else "fluid"
                yield told("chat-unknown-like", name=name, like=Name(kind, near[0]), data_set=data.label)
                return
    named = {name for each in asked.things for name in each.names}
    asks = "speed" in asked.wants and asked.wants & {"count", "need"} and named <= data.entities.keys()
    counted = next((each[1] for each in _NUMBERED.finditer(asked.text) if each[1] in asked.unread), None)
    if asks and (counted or (asked.rate_per_min is not None and asked.unread)):
        yield told("chat-unknown-name", name=counted or _unknown_name(asked), data_set=data.label)


def _unknown_name(asked: Asked) -> str:
    """Return the words that should be a name and are none, with what follows them up to the last that is one."""
    starts = [asked.text.find(word) for word in asked.unread]
    ends = [start + len(word) for start, word in zip(starts, asked.unread, strict=True)]
    return asked.text[min(starts) : max([*ends, *(each.end for each in asked.things)])].strip()


def talk_of(prompt: str, vocabulary: Vocabulary) -> str | None:
    """Return which words of courtesy a text is, or that it asks what the assistant can do; None for everything else."""
    clauses = read_clauses(prompt, vocabulary)
    topics = frozenset[str]().union(*(asked.topics for asked in clauses))
    asks = any(asked.things or asked.states or asked.untold or asked.wants - _EMPTY_WANTS for asked in clauses)
    said = [key for key in _TALK if key in topics]
    return said[0] if said and not asks and topics <= {*_TALK} else None
