"""A question with all that answering it needs, and the answers that need no model."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent.assistant.analyst import Analyst
from agent.assistant.emergency import emergencies
from agent.assistant.modes import MODES
from agent.assistant.question import Answer
from agent.assistant.starter.asked import asks_where_to_start
from agent.assistant.verdict import Verdict
from agent.assistant.wishes import vocabulary_of
from agent.contract import BlueprintRequest
from agent.game.bundled import load
from agent.i18n import catalogue
from agent.models import EMBEDDED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.analysis.findings import Analysis, Finding
    from agent.assistant.question import Question
    from agent.assistant.wishes import Vocabulary
    from agent.contract import Mode as ModeId
    from agent.game.gamedata import GameData

SHOWN_FACTS = 8
"""Facts in the text, where they are what was asked for."""
NOTED_FACTS = 6
"""Facts under an answer that is about something else."""
SHOWN_NOT_MODELLED = 8


@dataclass(frozen=True, slots=True)
class Case:
    """A question, the analyst who renders for its player, the game data, and what is urgent."""

    question: Question
    analyst: Analyst
    data: GameData
    urgent: tuple[Finding, ...]

    @property
    def vocabulary(self) -> Vocabulary:
        """Return the names that the player may use."""
        return vocabulary_of(self.data, self.analyst.localised)

    @property
    def mode_id(self) -> ModeId:
        """Return the mode; a request for a blueprint is talk like any other, «where do I start?» the starter's."""
        request = self.question.request
        if isinstance(request, BlueprintRequest):
            return "chat"
        return "starter" if request.mode == "chat" and asks_where_to_start(request.prompt) else request.mode

    @property
    def data_set(self) -> str:
        """Return what the game data are called, in the player's language."""
        if not self.data.modset:
            return self.data.label
        return self.analyst.catalogue.text("data-set-running", version=self.data.version, modset=self.data.modset)

    @property
    def mode_names(self) -> str:
        """Return the modes, as a list in the player's language."""
        text = self.analyst.catalogue.text
        return ", ".join(text("mode-quoted", mode=text(f"mode-{mode}")) for mode in MODES)

    def answer(self, lines: list[str], engine: str = EMBEDDED) -> Answer:
        """Return an answer of these lines, with what is urgent among its findings."""
        return Answer(
            text="\n".join(lines),
            mode=self.mode_id,
            language=self.question.language,
            engine=engine,
            data_set=self.data_set,
            findings=self.analyst.shown(self.urgent),
        )


def open_case(question: Question) -> Case:
    """Gather what a question needs; emergencies are looked for before anything else."""
    urgent = emergencies(question.snapshot) if question.snapshot else ()
    analyst = Analyst(catalogue(question.language), question.localised)
    return Case(question, analyst, question.data or load(), urgent)


def hello(case: Case) -> list[str]:
    """Say what the assistant can do and how to select, where nothing is selected."""
    return [case.analyst.catalogue.text("answer-hello", modes=case.mode_names)]


def without_snapshot(case: Case) -> Answer:
    """Ask for a selection, or say that the one meant is gone."""
    text = case.analyst.catalogue.text
    if case.question.request.snapshot is not None:
        return replace(case.answer([text("answer-snapshot-gone")]), ok=False)
    return case.answer([text("answer-select", mode=text(f"mode-{case.mode_id}"))])


def prose(case: Case, analysis: Analysis, facts: Sequence[Finding] = (), lead: Sequence[Finding] = ()) -> list[str]:
    """Write the embedded analyst's answer: emergencies, the verdict, and the facts that were asked for.

    ``lead`` are those that answer the very question: they come before the verdict, and all of them are told.
    """
    analyst = case.analyst
    rest = [finding for finding in analysis.findings if finding not in case.urgent]
    urgent = analyst.urgent(case.urgent)
    lines = [*urgent, *analyst.lines(lead)]
    if rest or not urgent:
        verdict = Verdict(analyst, rest, analysis.facts, urgent=bool(case.urgent))
        lines += verdict.lines(MODES[case.mode_id].calm_key)
    said = "\n".join(lines)
    facts = [each for each in facts if each not in lead and analyst.line(each) not in said]
    lines += analyst.lines(facts[:SHOWN_FACTS])
    if len(facts) > SHOWN_FACTS:
        lines.append(analyst.catalogue.text("answer-facts-left", shown=SHOWN_FACTS, all=len(facts)))
    return lines


def not_modelled_notes(case: Case, analysis: Analysis) -> tuple[str, ...]:
    """Name what no number includes: unknown things of mods, and what the mode does not look at yet."""
    text = case.analyst.catalogue.text
    notes = []
    scope = f"note-scope-{case.mode_id}"
    if case.analyst.catalogue.has(scope):
        notes.append(text(scope))
    if analysis.not_modelled:
        listed = ", ".join(case.analyst.name("entity", name) for name in analysis.not_modelled[:SHOWN_NOT_MODELLED])
        more = len(analysis.not_modelled) - SHOWN_NOT_MODELLED
        key = "note-not-modelled-more" if more > 0 else "note-not-modelled"
        notes.append(text(key, list=listed, count=more))
    return tuple(notes)
