"""The answer to a question in free chat as lines.

What was asked stands first, then the verdict where it is asked for too, or one sentence on what is critical.
"""

from __future__ import annotations

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
    text, vocabulary, snapshot = case.analyst.catalogue.text, case.vocabulary, case.question.snapshot
    talk = talk_of(prompt, vocabulary)
    if talk is not None:
        if analysis is None:
            return None  # How to select is told then.
        key = {"greeting": "chat-hello", "abilities": "chat-abilities"}.get(talk)
        return Reply((text("chat-thanks") if key is None else text(key, modes=case.mode_names),))
    view = None
    if analysis is not None and snapshot is not None:
        view = View(snapshot, case.data, analysis, case.question.snapshots)
    why = asks_why(prompt)
    found = chat_answers(prompt, vocabulary, view, case.data, why=why, earlier=_before(case))
    if found:
        lines = case.analyst.lines(found[:MOST_LINES])
        verdict = analysis is not None and (why or _wants(case, prompt, "why")) and not _is_of_trains(found)
        if analysis is None or verdict:
            return Reply(lines, found, verdict=verdict)
        return Reply((*lines, *_critical(case, analysis)), found)
    if analysis is None or why or not is_question(prompt) or _wants(case, prompt, "overview", "why"):
        return None
    return Reply((text("chat-not-understood"), *_critical(case, analysis)))


def _before(case: Case) -> str:
    """Return what the player said last before this."""
    return next((turn.text for turn in reversed(case.question.talk) if turn.role == "user"), "")


def _wants(case: Case, prompt: str, *wanted: str) -> bool:
    return any(asked.wants.intersection(wanted) for asked in read_clauses(prompt, case.vocabulary))


def _is_of_trains(found: tuple[Finding, ...]) -> bool:
    """Tell whether an answer tells of trains, which the analyser of machines knows nothing of."""
    return all(each.key.startswith(("finding-train", "fact-train", "chat-train", "chat-unseen")) for each in found)


def _critical(case: Case, analysis: Analysis) -> list[str]:
    """Return one sentence on the gravest trouble, where it is critical."""
    if case.urgent:
        return [case.analyst.catalogue.text("answer-urgent", text=case.analyst.line(case.urgent[0]))]
    grave = (each for each in analysis.findings if each.severity is Severity.CRITICAL and each.because is None)
    return [case.analyst.catalogue.text("chat-besides", text=case.analyst.line(each)) for each in grave][:1]
