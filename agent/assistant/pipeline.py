"""One question, one answer: check, emergencies, facts, cache, prompt, model, rules, grounding, answer."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.changes import compared
from agent.analysis.findings import Analysis
from agent.assistant.analyst import named
from agent.assistant.asking import replied
from agent.assistant.blocks import Order, proven_offer
from agent.assistant.cache import ReplyCache
from agent.assistant.case import (
    NOTED_FACTS,
    hello,
    not_modelled_notes,
    open_case,
    prose,
    without_snapshot,
)
from agent.assistant.deficits import deficit_offer
from agent.assistant.emergency import emergencies
from agent.assistant.loop import LoopLimits
from agent.assistant.modes import MODES
from agent.assistant.post_offer import post_offer
from agent.assistant.preview import Preview
from agent.assistant.remembering import remembered
from agent.assistant.schedules import schedule_offers
from agent.assistant.starter.analysis import COURSE
from agent.assistant.starter.asked import asked_steps
from agent.assistant.starter.offer import starter_offer
from agent.assistant.telling import Brief, Teller
from agent.assistant.topics import on_topic
from agent.assistant.verdict import SPOKEN_WHOLE
from agent.assistant.watching.decide import Decider, decide
from agent.assistant.wishes import AskBack, BuildRequest, asks_why, named_things, split_prompt, wish_in_talk
from agent.assistant.wishes.saying import question_of, understood
from agent.contract import BlueprintRequest
from agent.errors import AgentError, ModelError
from agent.i18n import forget_what_was_said
from agent.models import EmbeddedModel

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from agent.analysis.findings import Finding
    from agent.assistant.case import Case
    from agent.assistant.preview import Silence
    from agent.assistant.question import Answer, BlueprintOffer, Question
    from agent.assistant.tools import CatalogSearch
    from agent.assistant.watching.watched import Watched
    from agent.contract import ScheduleOffer, Snapshot
    from agent.models import LanguageModel, Listener

REPLY_TOKENS = 900
"""Room that is kept for a reply: three times what a long one takes."""
TOLD_BY_VERDICT = frozenset({"fact-limited", "fact-since"})


@dataclass(slots=True)
class Assistant:
    """Answers questions; the embedded analyst stands behind whatever model is given.

    ``reply_tokens`` are kept free for the model's reply, which may take ``most_tokens`` where its window has room.
    ``catalog`` is the player's catalogue of blueprints, ``additions`` the profile's own words for the model,
    ``hide_names`` replaces names that players gave by ids in all that is sent to it, ``use_tools`` is False for a model
    whose profile says that it knows none: it gets the facts only.

    Safe to call from several threads: it holds nothing but the cache of replies.
    """

    model: LanguageModel = field(default_factory=EmbeddedModel)
    reply_tokens: int = REPLY_TOKENS
    most_tokens: int = REPLY_TOKENS
    cache: ReplyCache = field(default_factory=ReplyCache)
    catalog: CatalogSearch | None = None
    additions: str = ""
    hide_names: bool = False
    use_tools: bool = True
    limits: LoopLimits = field(default_factory=LoopLimits)

    def emergencies(self, snapshot: Snapshot) -> tuple[Finding, ...]:
        """Return what a player must hear at once; pure and within milliseconds."""
        return emergencies(snapshot)

    def forget(self) -> None:
        """Forget every reply that was kept, and its sentences: a player took his consent back."""
        self.cache.clear()
        forget_what_was_said()

    def urgent_answer(self, question: Question) -> Answer | None:
        """Return the answer to be given before any model is asked, or None where nothing is urgent. It is not final."""
        case = open_case(question)
        if not case.urgent:
            return None
        return replace(case.answer(case.analyst.urgent(case.urgent)), final=False)

    def answer(self, question: Question, listener: Listener | None = None) -> Answer:
        """Answer a question.

        Args:
            question: With everything it is about; its memory, if it has one, comes back changed in the answer.
            listener: Hears the model's words as they come, and may no longer want them.

        Raises:
            GameDataError: The bundled game data are damaged.
            ModelError: ``model-cancelled``: the listener no longer wants an answer. Everything else that can go wrong
                is an answer.
        """
        case = open_case(question)
        return remembered(case, self._answer(case, listener), self.model, self._teller().names(case), listener)

    def decide(self, watched: Watched, listener: Listener | None = None) -> Answer:
        """Decide what to do about a watched game; the answer's words are its actions.

        Raises:
            GameDataError, ModelError: As `answer` raises them.
        """
        who = Decider(
            self.model,
            self.reply_tokens,
            self.most_tokens,
            self.additions,
            self.hide_names,
            replace(self, model=EmbeddedModel()).answer,
        )
        return decide(watched, who, listener)

    def preview(self, question: Question) -> Preview:
        """Return what `answer` would send to the model first, without sending it."""
        case = open_case(question)
        task = self._task(case)
        name, window = self.model.name, self.model.context_tokens
        if isinstance(self.model, EmbeddedModel):
            return Preview(name, None, silence="embedded")
        if isinstance(task, _Silent):
            return Preview(name, None, window=window, silence=task.why)
        teller = self._teller()
        book = teller.names(case)
        try:
            built = teller.build(self._gather(case, task).brief, book)
        except ModelError as error:
            tokens = int(error.params.get("tokens", 0))
            return Preview(name, None, tokens, window, silence="too-long", replaced=book.names)
        return Preview(
            name, built.prompt, built.tokens, window, built.cut_facts, built.cut_turns, built.cut_tools, book.names
        )

    def _teller(self) -> Teller:
        return Teller(
            self.model,
            self.cache,
            self.reply_tokens,
            self.most_tokens,
            self.limits,
            self.catalog,
            self.additions,
            self.hide_names,
            self.use_tools,
        )

    def _task(self, case: Case) -> _Asked | _Silent:
        """Decide what a question is: something to be told by a model, or an answer that needs none."""
        request, question = case.question.request, case.question
        if isinstance(request, BlueprintRequest):
            return _Silent("composed", lambda: _composed(case, request))
        mode = MODES[case.mode_id]
        if mode.reads_wishes:
            asked, wished = split_prompt(request.prompt, case.vocabulary)
            wish = _wish(case, wished)
            # What was not understood a model may understand, and it has the composer among its tools.
            if isinstance(wish, AskBack) and wish.is_unclear and not isinstance(self.model, EmbeddedModel):
                return _Asked(request.prompt, before=question_of(wish, case.analyst))
            if wish is not None:
                return self._granted(case, asked, wish)
        if question.snapshot is None and (request.snapshot is not None or mode.needs_snapshot):
            return _Silent("no-snapshot", lambda: without_snapshot(case))
        return _Asked(request.prompt)

    def _granted(self, case: Case, asked: str, wish: BuildRequest | AskBack) -> _Asked | _Silent:
        """Answer a wish to build, and first what the player asked beside it."""

        def build() -> Answer:
            if isinstance(wish, AskBack):
                return case.answer([question_of(wish, case.analyst)])
            return _build(case, order_of(wish), understood(wish, case.analyst))

        def alone() -> Answer:
            built = build()
            return replace(built, text="\n".join([*case.analyst.urgent(case.urgent), built.text]))

        def unselected() -> Answer:
            built = build()
            return replace(built, text=f"{case.analyst.catalogue.text('answer-select-to-ask')}\n{built.text}")

        if not asked:
            return _Silent("composed", alone)
        if case.question.snapshot is None:
            return _Silent("composed", unselected)
        return _Asked(asked, built=build)

    def _answer(self, case: Case, listener: Listener | None) -> Answer:
        task = self._task(case)
        if isinstance(task, _Silent):
            return task.answer()
        told = self._explain(case, task, listener)
        if task.built is None:
            return told
        built = task.built()
        return replace(told, text=f"{told.text}\n{built.text}", blueprint=built.blueprint, ok=built.ok)

    def _gather(self, case: Case, task: _Asked) -> _Gathered:
        """Let the mode's analyser compute, and write the embedded analyst's answer."""
        mode, snapshot, prompt = MODES[case.mode_id], case.question.snapshot, task.prompt
        notes: tuple[str, ...] = ()
        if snapshot is None:
            analysis = Analysis((), (), (), case.data.label)
            reply = replied(case, prompt, None) if mode.reads_wishes else None
            draft = hello(case) if reply is None else [*reply.lines]
            analysis = analysis if reply is None else reply.into(analysis)
        else:
            analysis = mode.analyse(snapshot, case.question.snapshots, case.data)
            lead = on_topic(analysis, prompt, case) if case.mode_id == "forecast" else ()
            if mode.asked is not None:
                lead = mode.asked(snapshot, case.data, prompt, case.analyst.name)
            changes = compared(snapshot, case.question.snapshots, getattr(case.question.request, "compare", None))
            things = named_things(prompt, case.vocabulary) if mode.reads_wishes else ()
            analysis = _about(analysis, things)
            analysis = replace(analysis, facts=(*lead, *(each for each in analysis.facts if each not in lead)))
            asked, noted = _facts(case, analysis, prompt, things)
            reply = replied(case, prompt, analysis) if mode.reads_wishes else None
            if reply is None:
                draft = [*prose(case, analysis, asked, lead), *_unseen(case, analysis, things)]
            else:
                draft = [*reply.lines, *(prose(case, analysis) if reply.verdict else ())]
                analysis, noted = reply.into(analysis), ()
            draft += case.analyst.lines(changes)
            analysis = replace(analysis, facts=(*changes, *analysis.facts))
            notes = (*case.analyst.lines(noted[:NOTED_FACTS]), *not_modelled_notes(case, analysis))
        if task.before:
            draft = [task.before]
        offer, presented = _offered(case, analysis, prompt)
        schedules, told = schedule_offers(case)
        lines = [*presented, *draft] if case.mode_id == "starter" else [*draft, *presented, *told]
        return _Gathered(Brief(case, prompt, analysis, "\n".join(lines)), notes, offer, schedules)

    def _explain(self, case: Case, task: _Asked, listener: Listener | None) -> Answer:
        """Let a model tell what the mode's analyser computed."""
        gathered = self._gather(case, task)
        told = self._teller().tell(gathered.brief, listener)
        shown = [finding for finding in gathered.brief.shown if finding.key not in SPOKEN_WHOLE]
        places = {finding_id: place for place, finding_id in enumerate(told.cited, 1)}
        ordered = sorted(shown, key=lambda finding: places.get(finding.id, len(places) + 1))
        return replace(
            case.answer([told.text], told.engine),
            findings=case.analyst.shown(ordered, places),
            notes=(*told.notes, *gathered.notes),
            blueprint=told.offer or gathered.offer,
            schedules=gathered.schedules,
            cached=told.cached,
        )


@dataclass(frozen=True, slots=True)
class _Asked:
    """A question that a model may tell; ``before`` is what the analyst would ask back, ``built`` a wish beside it."""

    prompt: str
    before: str = ""
    built: Callable[[], Answer] | None = None


@dataclass(frozen=True, slots=True)
class _Silent:
    """An answer that needs no model, and why."""

    why: Silence
    answer: Callable[[], Answer]


@dataclass(frozen=True, slots=True)
class _Gathered:
    brief: Brief
    notes: tuple[str, ...]
    offer: BlueprintOffer | None
    schedules: tuple[ScheduleOffer, ...]


def _offered(case: Case, analysis: Analysis, prompt: str) -> tuple[BlueprintOffer | None, list[str]]:
    """Return the blueprint that a mode offers by itself, with its lines."""
    if not MODES[case.mode_id].offers_blueprint:
        return None, []
    if case.mode_id == "starter":
        return starter_offer(case, (*named_things(prompt, case.vocabulary), *asked_steps(prompt)))
    if case.mode_id == "defence":
        return post_offer(case, analysis.findings)
    return deficit_offer(case, analysis.findings)


def _composed(case: Case, request: BlueprintRequest) -> Answer:
    recipe = request.item not in case.data.items
    built = _build(case, Order(request.item, Fraction(repr(request.rate_per_min)), recipe=recipe))
    return replace(built, text="\n".join([*case.analyst.urgent(case.urgent), built.text]))


def _facts(
    case: Case, analysis: Analysis, prompt: str, things: tuple[str, ...]
) -> tuple[Sequence[Finding], Sequence[Finding]]:
    """Return the facts that the player asked for, and those that only stand under the answer.

    Free chat asks for facts: for those on the things it names, for all where it does not ask what is wrong.
    """
    facts = [fact for fact in analysis.facts if fact.key not in TOLD_BY_VERDICT]
    if case.mode_id == "starter":
        steps = [fact for fact in facts if fact.key.startswith(COURSE)]
        return steps, [fact for fact in facts if fact not in steps]
    if case.mode_id != "chat":
        return ([], facts) if case.mode_id == "bottleneck" else (facts, [])
    about = [fact for fact in facts if {name.name for name in named(fact)} & set(things)]
    if things:
        return about, []
    troubled = any(finding.severity.rank for finding in analysis.findings)
    if troubled and asks_why(prompt):
        return [], [fact for fact in facts if not fact.key.startswith("overview-")]
    return facts, []


def _wish(case: Case, prompt: str) -> BuildRequest | AskBack | None:
    """Read a wish to build, or the answer to what was asked back just before."""
    earlier = [turn.text for turn in case.question.talk if turn.role == "user"]
    return wish_in_talk(prompt, earlier, case.vocabulary)


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


def order_of(wish: BuildRequest) -> Order:
    """Return a wish as an order for the composer."""
    manner = wish.manner
    return Order(
        wish.item,
        wish.rate_per_min,
        manner.made_from,
        manner.supplied,
        wish.recipe,
        manner.row,
        manner.machines,
        manner.modules,
        manner.belt,
        manner.max_width_tiles,
        manner.max_height_tiles,
    )


def _build(case: Case, order: Order, said: Sequence[str] = ()) -> Answer:
    """Offer a row or a block, or refuse it with the reason; ``said`` is how the wish was understood."""
    analyst = case.analyst
    try:
        offer, presented, _ = proven_offer(order, case.question.snapshot, case.data, analyst)
    except AgentError as error:
        reason, step = analyst.reason(error)
        refused = analyst.catalogue.text("offer-refused", reason=reason, next=step)
        return replace(case.answer([*said, refused]), ok=False)
    return replace(case.answer([*said, *presented]), blueprint=offer)
