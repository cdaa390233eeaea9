"""The answer to a question in free chat as lines.

What was asked stands first, then the verdict where it is asked for too, or one sentence on what is critical.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent.analysis.findings import Severity
from agent.assistant.asking.answering import chat_answers, talk_of
from agent.assistant.asking.reading import read_clauses
from agent.assistant.asking.view import View
from agent.assistant.wishes import asks_why
from agent.assistant.wishes.sentences import is_question

if TYPE_CHECKING:
    from agent.analysis.findings import Analysis, Finding
    from agent.assistant.case import Case

MOST_LINES = 12
_TALK = {"greeting": "chat-hello", "abilities": "chat-abilities", "thanks": "chat-thanks"}
_WHOLE = (
    "finding-train",
    "fact-train",
    "chat-train",
    "chat-unseen",
    "chat-untold",
    "chat-power",
    "chat-research",
    "overview-network",
)
"""Answers that say themselves why, by the beginning of their keys: the verdict on machines adds nothing to them."""
_NUMBER = re.compile(r"\d")
"""What holds a number is to be computed, not looked for."""
_OF_GAME = frozenset({"need", "recipe", "used", "stack", "unlock", "cost"})


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer: its lines, and the findings that hold its numbers; ``verdict``: what is wrong is asked for too."""

    lines: tuple[str, ...]
    findings: tuple[Finding, ...] = ()
    verdict: bool = False

    def into(self, analysis: Analysis) -> Analysis:
        """Return an analysis with the answer first: what has a place is listed, everything else is a fact."""
        placed = tuple(each for each in self.findings if each.position is not None)
        others = tuple(each for each in self.findings if each.position is None)
        said = [(each.key, each.args) for each in self.findings]
        facts = tuple(fact for fact in analysis.facts if (fact.key, fact.args) not in said)
        return replace(analysis, findings=(*placed, *analysis.findings), facts=(*others, *facts))


def replied(case: Case, prompt: str, analysis: Analysis | None) -> Reply | None:
    """Answer what a player asks; None where he asks what is wrong, or for an account of the whole area.

    ``analysis`` is what the mode's analyser found in the snapshot; None: there is no snapshot.
    """
    text, snapshot, view = case.analyst.catalogue.text, case.question.snapshot, None
    if analysis is not None and snapshot is not None:
        view = View(snapshot, case.data, analysis, case.question.snapshots, case.analyst.localised)
        talk = talk_of(prompt, case.vocabulary)
        if talk is not None:
            return Reply((text(_TALK[talk], modes=case.mode_names),))
    why = asks_why(prompt)
    found = chat_answers(prompt, case.vocabulary, view, case.data, why=why, earlier=_before(case))
    if not found:
        return None if why or not is_question(prompt) else _unanswered(case, prompt, analysis)
    verdict = (why or _wants(case, prompt, "why")) and not all(each.key.startswith(_WHOLE) for each in found)
    critical = () if analysis is None or verdict else _critical(case, analysis)
    lines = (*case.analyst.lines(found[:MOST_LINES]), *critical)
    return Reply(lines, found, verdict=verdict and analysis is not None)


def _unanswered(case: Case, prompt: str, analysis: Analysis | None) -> Reply | None:
    """Say that the answer is not known; None where the question is of everything, or of nothing that is known."""
    text = case.analyst.catalogue.text
    if analysis is not None:
        if _wants(case, prompt, "overview", "why"):
            return None
        return Reply((text("chat-not-understood"), *_critical(case, analysis)))
    clauses = [asked for asked in read_clauses(prompt, case.vocabulary) if not asked.is_empty]
    if not clauses:
        return None
    of_game = any(asked.wants & _OF_GAME or _NUMBER.search(asked.text) for asked in clauses)
    return Reply((text("chat-not-computed" if of_game else "answer-select-to-ask"),))


def _before(case: Case) -> str:
    """Return what the player said last before this."""
    return next((turn.text for turn in reversed(case.question.talk) if turn.role == "user"), "")


def _wants(case: Case, prompt: str, *wanted: str) -> bool:
    return any(asked.wants.intersection(wanted) for asked in read_clauses(prompt, case.vocabulary))


def _critical(case: Case, analysis: Analysis) -> tuple[str, ...]:
    """Return one sentence on the gravest trouble, where it is critical."""
    if case.urgent:
        return (case.analyst.catalogue.text("answer-urgent", text=case.analyst.line(case.urgent[0])),)
    grave = (each for each in analysis.findings if each.severity is Severity.CRITICAL and each.because is None)
    return tuple(case.analyst.catalogue.text("chat-besides", text=case.analyst.line(each)) for each in grave)[:1]
