"""What a scenario is, and how an answer is held against it.

A scenario is a snapshot as the mod exports it, a mode, and what a right answer must say, worked out from the game's own
data and its wiki, never from the program: ``source`` names the page or the data field and shows the arithmetic.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from agent.assistant.pipeline import Assistant
from agent.assistant.question import Question
from agent.contract import PROTOCOL, ChatRequest, Player
from agent.game.bundled import load
from agent.models import EmbeddedModel
from tests.scenarios.reading import lines, quantities

if TYPE_CHECKING:
    from agent.assistant.question import Answer
    from agent.contract import Language, Mode, Snapshot
    from agent.game.gamedata import GameData
    from tests.scenarios.reading import Unit

LANGUAGES: Final[tuple[Language, ...]] = ("ru", "en")
ASKED: Final[dict[Language, str]] = {"ru": "Что здесь не так?", "en": "What is wrong here?"}

#: A name that is the same in both languages, or a pair of patterns (ru, en); letter case counts in neither.
Word = str | tuple[str, str]
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Said:
    """A number that one line must hold together with what it is about.

    ``within`` is the part by which it may differ beyond rounding; only where the game's own rule is inexact.
    """

    value: float
    unit: Unit
    about: tuple[Word, ...] = ()
    within: float = 0.0


@dataclass(frozen=True, slots=True)
class First:
    """What must head the list of findings: the words it holds, and at which of these places it must point."""

    about: tuple[Word, ...]
    at: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """One question with its right answer.

    Attributes:
        source: Where the numbers come from, with the arithmetic.
        says: Numbers with their subjects.
        words: Each must stand together in one line.
        first: The finding that must come first.
        places: Places that some finding must point at.
        never: Must be said nowhere.
        quiet: No warning and nothing critical may be about these.
        earlier: Snapshots taken before, oldest first.
        offer: Item and rate per minute of the blueprint that must come along; None: it is not looked at.
        drawn: Some blueprint must come along.
        refused: There must be none.
        ask: The question in the player's words (ru, en), where it is not «What is wrong here?».
        begins: What the first line must hold: the answer to what was asked comes before all else.
    """

    mode: Mode
    snapshot: Snapshot | None
    source: str
    says: tuple[Said, ...] = ()
    words: tuple[tuple[Word, ...], ...] = ()
    first: First | None = None
    places: tuple[Place, ...] = ()
    never: tuple[Word, ...] = ()
    quiet: tuple[Word, ...] = ()
    earlier: tuple[Snapshot, ...] = ()
    data_set: str = "space-age-2.1.20"
    offer: tuple[str, float] | None = None
    drawn: bool = False
    refused: bool = False
    ask: tuple[str, str] | None = None
    begins: tuple[Word, ...] = ()


@lru_cache
def _data(name: str) -> GameData:
    return load(name)


def answered(scenario: Scenario, language: Language) -> Answer:
    """Ask the assistant that answers without a model."""
    snapshot = scenario.snapshot
    request = ChatRequest(
        protocol=PROTOCOL,
        session=snapshot.session if snapshot else "5a3f19c2",
        tick=snapshot.tick if snapshot else 0,
        kind="request",
        id="5a3f19c2-1",
        player=Player(index=1, name="Vera"),
        locale=language,
        nonce="0badcafe",
        multiplayer=False,
        request="chat",
        mode=scenario.mode,
        prompt=ASKED[language] if scenario.ask is None else _of(scenario.ask, language),
        snapshot=snapshot.id if snapshot else None,
    )
    taken = scenario.earlier if snapshot is None else (*scenario.earlier, snapshot)
    question = Question(request, language, snapshot, snapshots=taken, data=_data(scenario.data_set))
    return Assistant(EmbeddedModel()).answer(question)


def unmet(scenario: Scenario, language: Language, answer: Answer | None = None) -> list[str]:
    """Return what the answer (asked for where none is given) lacks or should not say; empty where it is right."""
    answer = answer or answered(scenario, language)
    told = lines(answer)
    faults = [f"not said: {said}" for said in scenario.says if not _is_said(said, told, language)]
    faults += [
        f"not said: {words}" for words in scenario.words if not any(_holds(line, words, language) for line in told)
    ]
    faults += [] if _holds(told[0], scenario.begins, language) else [f"does not begin with: {scenario.begins}"]
    faults += [f"said: {word}" for word in scenario.never if any(_holds(line, (word,), language) for line in told)]
    loud = [finding.text for finding in answer.findings if finding.severity != "info"]
    faults += [f"found: {word}" for word in scenario.quiet if any(_holds(text, (word,), language) for text in loud)]
    faults += _first_faults(scenario, answer, language)
    shown = {(finding.position.x, finding.position.y) for finding in answer.findings if finding.position is not None}
    faults += [f"no finding at {place}" for place in scenario.places if place not in shown]
    faults += _offer_faults(scenario, answer)
    return [*faults, *told] if faults else []


def _holds(line: str, words: tuple[Word, ...], language: Language) -> bool:
    return all(re.search(_pattern(word, language), line, re.IGNORECASE) for word in words)


def _pattern(word: Word, language: Language) -> str:
    if isinstance(word, str):
        return rf"(?<![\w-]){re.escape(word.replace('-', ' '))}(?!\w)"
    return _of(word, language)


def _of(pair: tuple[str, str], language: Language) -> str:
    return pair[0] if language == "ru" else pair[1]


def _is_said(said: Said, told: list[str], language: Language) -> bool:
    return any(
        _holds(line, said.about, language)
        and any(number.is_about(said.value, said.unit, said.within) for number in quantities(line, language))
        for line in told
    )


def _first_faults(scenario: Scenario, answer: Answer, language: Language) -> list[str]:
    wanted = scenario.first
    if wanted is None:
        return []
    if not answer.findings:
        return [f"nothing found; first should be {wanted}"]
    first = answer.findings[0]
    place = None if first.position is None else (first.position.x, first.position.y)
    if not _holds(first.text, wanted.about, language):
        return [f"first is {first.text!r}, not {wanted.about}"]
    if wanted.at and place not in wanted.at:
        return [f"first points at {place}, not {wanted.at}"]
    return []


def _offer_faults(scenario: Scenario, answer: Answer) -> list[str]:
    offer = answer.blueprint
    if scenario.refused and offer is not None:
        return [f"offered: {offer.label}"]
    if scenario.drawn and offer is None:
        return ["no blueprint offered"]
    if scenario.offer is None:
        return []
    promised = {} if offer is None else {rate.name: rate.rate_per_min for rate in offer.promised}
    name, rate = scenario.offer
    return [] if promised.get(name, 0) >= rate else [f"not offered: {rate}/min of {name}, but {promised}"]
