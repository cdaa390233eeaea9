"""Reads the cases, asks with a model that answers as the case says, and tells what became of its words.

A file of replies holds cases of the form `### name factory mode | kinds`, then the text. What is false in it stands
between ⟦ and ⟧, which the model does not say.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache
from typing import TYPE_CHECKING, Final, cast

from agent.assistant.citations import cite, numbered
from agent.assistant.grounding import ground, known_of
from agent.assistant.modes import MODES
from agent.assistant.postprocess import is_in_language
from agent.assistant.question import Question
from agent.contract import PROTOCOL, ChatRequest, Player
from agent.game.bundled import load
from agent.i18n import catalogue
from tests.assistant.blind.factories import FACTORIES
from tests.assistant.blind.frozen import HERE, facts, russian

if TYPE_CHECKING:
    from agent.assistant.grounding import Known
    from agent.contract import Language, Mode, Snapshot

ASKED: Final[dict[Language, str]] = {"ru": "Что здесь не так?", "en": "What is wrong here?"}
_HEAD: Final = re.compile(r"^### (\S+) (\S+) (\S+)(?: \| (.*))?\n", re.MULTILINE)
_PLANTED: Final = re.compile("⟦(.*?)⟧")
_BEHIND: Final = re.compile(r"(?:[ /][^\W\d]+|[^\w\s,.;:]){1,4}")


@dataclass(frozen=True, slots=True)
class Case:
    """One reply, the factory it is about, and what is false in it: (start, end) within the text."""

    name: str
    language: Language
    factory: str
    mode: Mode
    kinds: str
    text: str
    planted: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Judged:
    """What became of a case: fragments that stand in the answer as if they were true, and true words that were hit."""

    case: Case
    missed: tuple[str, ...]
    wronged: tuple[str, ...]


def cases(file: str, language: Language) -> list[Case]:
    """Return the cases of `replies/<file>_<language>.txt`."""
    text = (HERE / "replies" / f"{file}_{language}.txt").read_text("utf-8")
    heads = list(_HEAD.finditer(text))
    ends = [*(head.start() for head in heads[1:]), len(text)]
    return [_case(language, head, text[head.end() : end].strip("\n")) for head, end in zip(heads, ends, strict=True)]


def _case(language: Language, head: re.Match[str], told: str) -> Case:
    words, planted, at = "", [], 0
    for found in _PLANTED.finditer(told):
        words += told[at : found.start()]
        planted.append((len(words), len(words) + len(found[1])))
        words += found[1]
        at = found.end()
    return Case(head[1], language, head[2], cast("Mode", head[3]), head[4] or "", words + told[at:], tuple(planted))


@lru_cache
def _snapshot(factory: str) -> Snapshot:
    return FACTORIES[factory]()


def chat_request(snapshot: Snapshot, mode: Mode, language: Language, prompt: str) -> ChatRequest:
    """Return what a player who has the game in that language asks about a snapshot."""
    return ChatRequest(
        protocol=PROTOCOL,
        session=snapshot.session,
        tick=snapshot.tick,
        kind="request",
        id="5a3f19c2-1",
        player=Player(index=1, name="Vera"),
        locale=language,
        nonce="0badcafe",
        multiplayer=False,
        request="chat",
        mode=mode,
        prompt=prompt,
        snapshot=snapshot.id,
    )


def question(factory: str, mode: Mode, language: Language, prompt: str = "") -> Question:
    """Return what a player asks about a factory."""
    snapshot = _snapshot(factory)
    request = chat_request(snapshot, mode, language, prompt or ASKED[language])
    names = russian() if language == "ru" else {}
    return Question(request, language, snapshot, data=load("base-2.1.20"), localised=names)


@lru_cache
def known_by_facts(factory: str, mode: Mode, language: Language) -> Known:
    """Return what was computed for a sheet."""
    told = facts(factory, mode, language)
    return known_of(
        load(told.data),
        russian() if language == "ru" else {},
        told.findings,
        texts=(told.draft, told.question),
        shown_names=told.names,
        present=told.present,
    )


def known_of_case(case: Case) -> Known:
    """Return what was computed for a case."""
    return known_by_facts(case.factory, case.mode, case.language)


def answered(case: Case) -> tuple[str, bool]:
    """Return what the player reads when the model answers as the case says, and whether those are its words."""
    told = facts(case.factory, case.mode, case.language)
    cited = cite(case.text, list(told.shown))
    words = cited.text
    for rule in MODES[case.mode].rules:
        words = rule(words)
    if not words or not is_in_language(words, case.language):
        return told.draft, False
    mark = f" {catalogue(case.language).text('unproven-mark')}"
    grounded = ground(words, known_of_case(case), mark)
    return "\n".join([*told.urgent, numbered(grounded.text, cited.ids)]), True


def judged(case: Case) -> Judged:
    """Compare what the model said with what the player reads: what was marked, what was left out, what stands."""
    text, own = answered(case)
    if not own:
        return Judged(case, (), () if case.planted else ("the whole reply",))
    read, marks = _unmarked(text, f" {catalogue(case.language).text('unproven-mark')}")
    places = _places(case.text, read)
    hit: set[int] = set()
    missed = []
    for start, end in case.planted:
        left = [places[at] for at in range(start, end) if at in places]
        hitting = {mark for mark in marks if left and left[0] < mark and _is_of(read, left[-1] + 1, mark)}
        hit |= hitting
        if not hitting and 2 * len(left) > end - start:
            missed.append(case.text[start:end])
    return Judged(case, tuple(missed), tuple(read[max(0, mark - 30) : mark] for mark in marks if mark not in hit))


def _unmarked(text: str, mark: str) -> tuple[str, list[int]]:
    """Return the text without its marks, and where they stood in it."""
    pieces = text.split(mark)
    at, marks = 0, []
    for piece in pieces[:-1]:
        at += len(piece)
        marks.append(at)
    return "".join(pieces), marks


def _places(said: str, read: str) -> dict[int, int]:
    """Tell of each letter that was said where it is read, as markup goes and references are renumbered."""
    blocks = SequenceMatcher(None, said, read, autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}


def _is_of(read: str, end: int, mark: int) -> bool:
    """Tell whether a mark belongs to a fragment: it stands in it, or behind it and its noun, before the next number."""
    return mark <= end or bool(_BEHIND.fullmatch(read[end:mark]))
