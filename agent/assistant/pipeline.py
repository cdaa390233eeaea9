"""One question, one answer: check, emergencies, facts, cache, prompt, model, rules, grounding, answer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import Analysis
from agent.assistant.analyst import named
from agent.assistant.build_request import AskBack, named_things, parse_build_request
from agent.assistant.cache import ReplyCache
from agent.assistant.case import hello, not_computed, not_modelled_notes, open_case, prose, without_snapshot
from agent.assistant.deficits import deficit_offer
from agent.assistant.emergency import emergencies
from agent.assistant.modes import MODES
from agent.assistant.offers import row_offer
from agent.assistant.telling import Teller
from agent.contract import BlueprintRequest
from agent.errors import AgentError
from agent.models import EmbeddedModel

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.analysis.findings import Finding
    from agent.assistant.build_request import BuildRequest
    from agent.assistant.case import Case
    from agent.assistant.question import Answer, Question
    from agent.contract import Snapshot
    from agent.models import LanguageModel

REPLY_TOKENS = 900


@dataclass(slots=True)
class Assistant:
    """Answers questions; the embedded analyst stands behind whatever model is given.

    Safe to call from several threads: it holds nothing but the cache of replies.
    """

    model: LanguageModel = field(default_factory=EmbeddedModel)
    reply_tokens: int = REPLY_TOKENS
    cache: ReplyCache = field(default_factory=ReplyCache)

    def emergencies(self, snapshot: Snapshot) -> tuple[Finding, ...]:
        """Return what a player must hear at once; pure and within milliseconds."""
        return emergencies(snapshot)

    def urgent_answer(self, question: Question) -> Answer | None:
        """Return the answer to be given before any model is asked, or None where nothing is urgent. It is not final."""
        case = open_case(question)
        if not case.urgent:
            return None
        return replace(case.answer(case.analyst.urgent(case.urgent)), final=False)

    def answer(self, question: Question) -> Answer:
        """Answer a question.

        Raises:
            GameDataError: The bundled game data are damaged. Everything else that can go wrong is an answer.
        """
        case = open_case(question)
        request = question.request
        if isinstance(request, BlueprintRequest):
            return _build(case, request.item, Fraction(repr(request.rate_per_min)))
        mode = MODES[request.mode]
        if mode.reads_wishes:
            wish = _wish(case, request.prompt)
            if isinstance(wish, AskBack):
                ask_back = case.analyst.catalogue.text(wish.key, **dict(wish.args))
                return case.answer([*case.analyst.urgent(case.urgent), ask_back])
            if wish is not None:
                return _build(case, wish.item, wish.rate_per_min, recipe=wish.recipe)
        if mode.analyse is None:
            return not_computed(case)
        if question.snapshot is None and (request.snapshot is not None or mode.needs_snapshot):
            return without_snapshot(case)
        return self._explain(case, request.prompt)

    def _explain(self, case: Case, prompt: str) -> Answer:
        """Let the mode's analyser compute and a model tell it."""
        mode, snapshot = MODES[case.mode_id], case.question.snapshot
        if snapshot is None or mode.analyse is None:
            analysis = Analysis((), (), (), case.data.label)
            draft = hello(case)
        else:
            analysis = mode.analyse(snapshot, case.question.snapshots, case.data)
            things = named_things(prompt, _known(case)) if mode.reads_wishes else ()
            analysis = _about(analysis, things)
            draft = [*prose(case, analysis), *_unseen(case, analysis, things)]
        offer, presented = deficit_offer(case, analysis.findings) if mode.offers_blueprint else (None, [])
        teller = Teller(self.model, self.cache, self.reply_tokens)
        told = teller.tell(case, prompt, analysis, "\n".join([*draft, *presented]))
        urgent = {finding.id for finding in case.urgent}
        findings = (*case.urgent, *(finding for finding in analysis.findings if finding.id not in urgent))
        return replace(
            case.answer([told.text], told.engine),
            findings=case.analyst.shown(findings),
            notes=(*told.notes, *(not_modelled_notes(case, analysis) if snapshot else ())),
            blueprint=offer,
        )


def _known(case: Case) -> frozenset[str]:
    return frozenset(case.data.items) | frozenset(case.data.recipes)


def _wish(case: Case, prompt: str) -> BuildRequest | AskBack | None:
    """Read a wish to build; a bare rate answers the question for the rate that was asked just before."""
    known, turns = _known(case), case.question.history
    if len(turns) > 1 and turns[-2].role == "user" and not named_things(prompt, known):
        earlier = parse_build_request(turns[-2].text, known)
        if isinstance(earlier, AskBack) and earlier.asks_rate_of is not None:
            wish = parse_build_request(f"[item={earlier.asks_rate_of}] {prompt}", known)
            if wish is not None:
                return wish
    return parse_build_request(prompt, known)


def _about(analysis: Analysis, things: tuple[str, ...]) -> Analysis:
    """Bring what concerns the things that the player named to the front, the order within kept."""
    wanted = set(things)
    return replace(
        analysis,
        findings=_first(analysis.findings, wanted),
        facts=_first(analysis.facts, wanted),
    )


def _first(findings: Iterable[Finding], wanted: set[str]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: not {name.name for name in named(finding)} & wanted))


def _unseen(case: Case, analysis: Analysis, things: tuple[str, ...]) -> list[str]:
    """Say of what the player named that nothing is known of it here, rather than pass over it."""
    seen = {name.name for finding in (*analysis.findings, *analysis.facts) for name in named(finding)}
    unseen = [case.analyst.name("item", thing) for thing in things if thing not in seen]
    return [case.analyst.catalogue.text("answer-nothing-about", list=", ".join(unseen))] if unseen else []


def _build(case: Case, item: str, rate_per_min: Fraction, *, recipe: bool = False) -> Answer:
    """Offer a row of machines, or refuse it with the reason."""
    analyst = case.analyst
    lines = analyst.urgent(case.urgent)
    try:
        offer, presented = row_offer(item, rate_per_min, case.question.snapshot, case.data, analyst, recipe=recipe)
    except AgentError as error:
        reason, step = analyst.reason(error)
        lines += [analyst.catalogue.text("offer-refused", reason=reason, next=step), case.data_set_line]
        return replace(case.answer(lines), ok=False)
    return replace(case.answer([*lines, *presented, case.data_set_line]), blueprint=offer)
