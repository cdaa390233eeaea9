"""One question, one answer: check, emergencies, facts, cache, prompt, model, rules, grounding, answer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import Analysis
from agent.assistant.analyst import named
from agent.assistant.build_request import AskBack, asks_why, named_things, parse_build_request, split_prompt
from agent.assistant.cache import ReplyCache
from agent.assistant.case import (
    NOTED_FACTS,
    hello,
    not_computed,
    not_modelled_notes,
    open_case,
    prose,
    without_snapshot,
)
from agent.assistant.deficits import deficit_offer
from agent.assistant.emergency import emergencies
from agent.assistant.modes import MODES
from agent.assistant.offers import row_offer
from agent.assistant.telling import Teller
from agent.assistant.verdict import SPOKEN_WHOLE
from agent.contract import BlueprintRequest
from agent.errors import AgentError
from agent.models import EmbeddedModel

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent.analysis.findings import Finding
    from agent.assistant.build_request import BuildRequest
    from agent.assistant.case import Case
    from agent.assistant.question import Answer, Question
    from agent.contract import Snapshot
    from agent.models import LanguageModel

REPLY_TOKENS = 900
TOLD_BY_VERDICT = frozenset({"fact-limited", "fact-since"})


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
            built = _build(case, request.item, Fraction(repr(request.rate_per_min)))
            return replace(built, text="\n".join([*case.analyst.urgent(case.urgent), built.text]))
        mode = MODES[request.mode]
        if mode.reads_wishes:
            asked, wished = split_prompt(request.prompt)
            wish = _wish(case, wished)
            if wish is not None:
                return self._grant(case, asked, wish)
        if mode.analyse is None:
            return not_computed(case)
        if question.snapshot is None and (request.snapshot is not None or mode.needs_snapshot):
            return without_snapshot(case)
        return self._explain(case, request.prompt)

    def _grant(self, case: Case, asked: str, wish: BuildRequest | AskBack) -> Answer:
        """Answer a wish to build, and first what the player asked beside it."""
        if isinstance(wish, AskBack):
            built = case.answer([case.analyst.catalogue.text(wish.key, **dict(wish.args))])
        else:
            built = _build(case, wish.item, wish.rate_per_min, recipe=wish.recipe)
        if not asked:
            return replace(built, text="\n".join([*case.analyst.urgent(case.urgent), built.text]))
        if case.question.snapshot is None:
            select = case.analyst.catalogue.text("answer-select-to-ask")
            return replace(built, text=f"{select}\n{built.text}")
        told = self._explain(case, asked)
        return replace(told, text=f"{told.text}\n{built.text}", blueprint=built.blueprint, ok=built.ok)

    def _explain(self, case: Case, prompt: str) -> Answer:
        """Let the mode's analyser compute and a model tell it."""
        mode, snapshot = MODES[case.mode_id], case.question.snapshot
        notes: tuple[str, ...] = ()
        if snapshot is None or mode.analyse is None:
            analysis = Analysis((), (), (), case.data.label)
            draft = hello(case)
        else:
            analysis = mode.analyse(snapshot, case.question.snapshots, case.data)
            things = named_things(prompt, _known(case)) if mode.reads_wishes else ()
            analysis = _about(analysis, things)
            asked, noted = _facts(case, analysis, prompt, things)
            draft = [*prose(case, analysis, asked), *_unseen(case, analysis, things)]
            notes = (*case.analyst.lines(noted[:NOTED_FACTS]), *not_modelled_notes(case, analysis))
        offer, presented = deficit_offer(case, analysis.findings) if mode.offers_blueprint else (None, [])
        teller = Teller(self.model, self.cache, self.reply_tokens)
        told = teller.tell(case, prompt, analysis, "\n".join([*draft, *presented]))
        urgent = {finding.id for finding in case.urgent}
        listed = (f for f in analysis.findings if f.id not in urgent and f.key not in SPOKEN_WHOLE)
        findings = (*case.urgent, *listed)
        return replace(
            case.answer([told.text], told.engine),
            findings=case.analyst.shown(findings),
            notes=(*told.notes, *notes),
            blueprint=offer,
        )


def _facts(
    case: Case, analysis: Analysis, prompt: str, things: tuple[str, ...]
) -> tuple[Sequence[Finding], Sequence[Finding]]:
    """Return the facts that the player asked for, and those that only stand under the answer.

    Free chat asks for facts: for those on the things it names, for all where it does not ask what is wrong.
    """
    facts = [fact for fact in analysis.facts if fact.key not in TOLD_BY_VERDICT]
    if case.mode_id != "chat":
        return ([], facts) if case.mode_id == "bottleneck" else (facts, [])
    about = [fact for fact in facts if {name.name for name in named(fact)} & set(things)]
    if things:
        return about, []
    troubled = any(finding.severity.rank for finding in analysis.findings)
    if troubled and asks_why(prompt):
        return [], [fact for fact in facts if not fact.key.startswith("overview-")]
    return facts, []


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
    try:
        offer, presented = row_offer(item, rate_per_min, case.question.snapshot, case.data, analyst, recipe=recipe)
    except AgentError as error:
        reason, step = analyst.reason(error)
        refused = analyst.catalogue.text("offer-refused", reason=reason, next=step)
        return replace(case.answer([refused]), ok=False)
    return replace(case.answer(presented), blueprint=offer)
