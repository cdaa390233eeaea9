"""One question, one answer: check, emergencies, facts, cache, prompt, model, rules, grounding, answer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import Analysis
from agent.assistant.analyst import Analyst
from agent.assistant.build_request import AskBack, parse_build_request
from agent.assistant.cache import ReplyCache, prompt_key
from agent.assistant.deficits import wanted_row
from agent.assistant.emergency import emergencies
from agent.assistant.grounding import ground
from agent.assistant.modes import MODES, computing_modes
from agent.assistant.offers import row_offer
from agent.assistant.overview import overview
from agent.assistant.postprocess import is_in_language
from agent.assistant.prompts import PromptParts, build_prompt
from agent.assistant.question import Answer
from agent.contract import BlueprintRequest
from agent.errors import AgentError, ModelError
from agent.game.bundled import load
from agent.i18n import catalogue
from agent.models import EmbeddedModel

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.analysis.findings import Finding
    from agent.assistant.build_request import BuildRequest
    from agent.assistant.modes import Mode
    from agent.assistant.question import BlueprintOffer, Question
    from agent.contract import Mode as ModeId
    from agent.contract import Snapshot
    from agent.game.gamedata import GameData
    from agent.models import LanguageModel

REPLY_TOKENS = 900
SHOWN_FACTS = 12
SHOWN_NOT_MODELLED = 8


@dataclass(frozen=True, slots=True)
class _Case:
    """A question with all that answering it needs."""

    question: Question
    analyst: Analyst
    data: GameData
    urgent: tuple[Finding, ...]

    @property
    def mode_id(self) -> ModeId:
        request = self.question.request
        return "chat" if isinstance(request, BlueprintRequest) else request.mode


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
        case = _case(question)
        if not case.urgent:
            return None
        answer = _answer(case, "\n".join(case.analyst.urgent(case.urgent)), EmbeddedModel().name)
        return replace(answer, final=False)

    def answer(self, question: Question) -> Answer:
        """Answer a question.

        Raises:
            GameDataError: The bundled game data are damaged. Everything else that can go wrong is an answer.
        """
        case = _case(question)
        request = question.request
        if isinstance(request, BlueprintRequest):
            return self._build(case, request.item, Fraction(repr(request.rate_per_min)))
        mode = MODES[request.mode]
        if mode.reads_wishes:
            wish = parse_build_request(request.prompt, case.data.items.keys() | case.data.recipes.keys())
            if isinstance(wish, AskBack):
                return _answer(case, case.analyst.catalogue.text(wish.key, **dict(wish.args)), EmbeddedModel().name)
            if wish is not None:
                return self._wish(case, wish)
        if mode.analyse is None:
            return _not_computed(case)
        if question.snapshot is None and (request.snapshot is not None or mode.needs_snapshot):
            return _without_snapshot(case)
        return self._explain(case, mode, request.prompt)

    def _explain(self, case: _Case, mode: Mode, prompt: str) -> Answer:
        """Let the mode's analyser compute and a model tell it."""
        snapshot = case.question.snapshot
        if snapshot is None or mode.analyse is None:
            analysis = Analysis((), (), (), case.data.label)
            draft = [_hello(case)]
        else:
            analysis = mode.analyse(snapshot, case.question.snapshots, case.data)
            draft = _prose(case, mode, analysis)
        offer, offered = _deficit_offer(case, analysis) if mode.offers_blueprint else (None, [])
        draft += offered
        text, engine, notes = self._words(case, mode, prompt, analysis, "\n".join(draft))
        seen = {finding.id for finding in case.urgent}
        findings = (*case.urgent, *(finding for finding in analysis.findings if finding.id not in seen))
        return replace(
            _answer(case, text, engine, analysis),
            findings=case.analyst.shown(findings),
            notes=(*notes, *_not_modelled(case, analysis)),
            blueprint=offer,
        )

    def _words(
        self, case: _Case, mode: Mode, prompt: str, analysis: Analysis, draft: str
    ) -> tuple[str, str, tuple[str, ...]]:
        """Return the answer's text, the engine that wrote it, and what is to be said about both."""
        analyst, text = case.analyst, case.analyst.catalogue.text
        told = (*case.urgent, *analysis.findings, *analysis.facts)
        facts = [analyst.prompt_line(finding) for finding in told]
        parts = PromptParts(
            mode_file=mode.prompt_file,
            question=prompt,
            facts=facts,
            draft=draft,
            data_set=analysis.data_set,
            not_modelled=analysis.not_modelled,
            history=case.question.history,
        )
        embedded = EmbeddedModel().name
        try:
            built = build_prompt(
                analyst.catalogue.language,
                parts,
                context_tokens=self.model.context_tokens,
                reply_tokens=self.reply_tokens,
            )
            key = prompt_key(self.model.name, built.prompt)
            reply = self.cache.get(key) or self.model.complete(built.prompt, max_tokens=self.reply_tokens)
        except ModelError as error:
            reason = " ".join(analyst.catalogue.error(error))
            return draft, embedded, (text("note-model-failed", model=self.model.name, reason=reason),)
        if reply.text == draft:
            return draft, reply.model, ()
        words = reply.text
        for rule in mode.rules:
            words = rule(words)
        if not words or not is_in_language(words, analyst.catalogue.language):
            return draft, embedded, (text("note-model-useless", model=reply.model),)
        self.cache.put(key, reply)
        names = (*analyst.names(told), analysis.data_set)
        grounded = ground(words, (*facts, draft), f" {text('unproven-mark')}", names)
        notes = []
        if grounded.unproven:
            numbers = ", ".join(grounded.unproven)
            notes.append(text("note-unproven", count=len(grounded.unproven), numbers=numbers))
        if built.cut_facts or built.cut_turns:
            notes.append(text("note-cut", facts=built.cut_facts, turns=built.cut_turns))
        return grounded.text, reply.model, tuple(notes)

    def _wish(self, case: _Case, wish: BuildRequest) -> Answer:
        return self._build(case, wish.item, wish.rate_per_min, recipe=wish.recipe)

    def _build(self, case: _Case, item: str, rate_per_min: Fraction, *, recipe: bool = False) -> Answer:
        """Offer a row of machines, or refuse it with the reason."""
        analyst = case.analyst
        urgent = analyst.urgent(case.urgent)
        try:
            offer, presented = row_offer(item, rate_per_min, case.question.snapshot, case.data, analyst, recipe=recipe)
        except AgentError as error:
            reason, step = analyst.catalogue.error(error)
            refusal = analyst.catalogue.text("offer-refused", reason=reason, next=step)
            lines = [*urgent, refusal, _data_set_line(case)]
            return replace(_answer(case, "\n".join(lines), EmbeddedModel().name), ok=False)
        lines = [*urgent, *presented, _data_set_line(case)]
        return replace(_answer(case, "\n".join(lines), EmbeddedModel().name), blueprint=offer)


def _case(question: Question) -> _Case:
    words = catalogue(question.language)
    urgent = emergencies(question.snapshot) if question.snapshot else ()
    return _Case(question, Analyst(words, question.localised), question.data or load(), urgent)


def _answer(case: _Case, text: str, engine: str, analysis: Analysis | None = None) -> Answer:
    return Answer(
        text=text,
        mode=case.mode_id,
        language=case.question.language,
        engine=engine,
        data_set=analysis.data_set if analysis else case.data.label,
        findings=case.analyst.shown(case.urgent),
    )


def _prose(case: _Case, mode: Mode, analysis: Analysis) -> list[str]:
    """Write the embedded analyst's answer: emergencies, findings, facts, data set."""
    analyst = case.analyst
    urgent = {finding.id for finding in case.urgent}
    rest = [finding for finding in analysis.findings if finding.id not in urgent]
    lines = analyst.urgent(case.urgent)
    if rest or not lines:
        lines += analyst.findings(mode.summary_key, rest)
    lines += analyst.lines(analysis.facts[:SHOWN_FACTS])
    return [*lines, _data_set_line(case)]


def _hello(case: _Case) -> str:
    return case.analyst.catalogue.text("answer-hello", modes=_mode_names(case))


def _without_snapshot(case: _Case) -> Answer:
    text = case.analyst.catalogue.text
    if case.question.request.snapshot is not None:
        return replace(_answer(case, text("answer-snapshot-gone"), EmbeddedModel().name), ok=False)
    return _answer(case, text("answer-select", mode=text(f"mode-{case.mode_id}")), EmbeddedModel().name)


def _not_computed(case: _Case) -> Answer:
    """Say honestly that the mode computes nothing yet, and give the counts that there are."""
    text = case.analyst.catalogue.text
    lines = case.analyst.urgent(case.urgent)
    lines.append(text("answer-mode-not-computed", mode=text(f"mode-{case.mode_id}"), modes=_mode_names(case)))
    if case.question.snapshot is not None:
        lines.append(text("answer-what-is-there"))
        lines += case.analyst.lines(overview(case.question.snapshot)[:SHOWN_FACTS])
    return _answer(case, "\n".join(lines), EmbeddedModel().name)


def _mode_names(case: _Case) -> str:
    return ", ".join(f"«{name}»" if case.question.language == "ru" else f"“{name}”" for name in _names(case))


def _names(case: _Case) -> Sequence[str]:
    return [case.analyst.catalogue.text(f"mode-{mode}") for mode in computing_modes()]


def _data_set_line(case: _Case) -> str:
    return case.analyst.catalogue.text("answer-data-set", data_set=case.data.label)


def _not_modelled(case: _Case, analysis: Analysis) -> tuple[str, ...]:
    if not analysis.not_modelled:
        return ()
    listed = ", ".join(case.analyst.name("entity", name) for name in analysis.not_modelled[:SHOWN_NOT_MODELLED])
    more = len(analysis.not_modelled) - SHOWN_NOT_MODELLED
    if more > 0:
        return (case.analyst.catalogue.text("note-not-modelled-more", list=listed, count=more),)
    return (case.analyst.catalogue.text("note-not-modelled", list=listed),)


def _deficit_offer(case: _Case, analysis: Analysis) -> tuple[BlueprintOffer | None, list[str]]:
    """Offer a row for the deficit that holds the factory up most, where one can be built and proven."""
    wanted = wanted_row(analysis.findings)
    if wanted is None:
        return None, []
    item, rate_per_min = wanted
    if item not in case.data.items:
        return None, []  # A fluid is no matter for a row of machines between belts.
    try:
        offer, presented = row_offer(item, rate_per_min, case.question.snapshot, case.data, case.analyst)
    except AgentError as error:
        reason, step = case.analyst.catalogue.error(error)
        return None, [case.analyst.catalogue.text("offer-refused", reason=reason, next=step)]
    intro = case.analyst.catalogue.text(
        "offer-for-deficit", item=case.analyst.name("item", item), rate=case.analyst.rate(rate_per_min)
    )
    return offer, [intro, *presented[1:]]
