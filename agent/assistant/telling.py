"""The words of an answer: a model's where it gives good ones, the embedded analyst's where it does not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from agent.assistant.cache import prompt_key, state_hash
from agent.assistant.citations import cite, numbered
from agent.assistant.given_names import NameBook, name_book
from agent.assistant.grounding import ground, known_of, present_in
from agent.assistant.loop import Conversation, LoopLimits
from agent.assistant.modes import MODES
from agent.assistant.postprocess import is_in_language, pasted_blueprint, without_pasted
from agent.assistant.prompts import PromptParts, build_prompt, cut_notes
from agent.assistant.sanitise import clean_text, plain_name
from agent.assistant.tools import Toolbox
from agent.errors import ModelError
from agent.models import EMBEDDED, EmbeddedModel, NoneAnsweredError

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.analysis.findings import Analysis, Finding
    from agent.assistant.cache import ReplyCache
    from agent.assistant.case import Case
    from agent.assistant.grounding import Grounded, Known
    from agent.assistant.loop import Talk
    from agent.assistant.prompts import BuiltPrompt
    from agent.assistant.question import BlueprintOffer
    from agent.assistant.tools import CatalogSearch
    from agent.models import LanguageModel, Listener, Note

CANCELLED = "model-cancelled"
_PASSING = frozenset({"note-model-fell-over", "note-model-truncated"})
"""Notes of replies that may be better the next time: who asks the same again wants that."""


@dataclass(frozen=True, slots=True)
class Told:
    """The answer's text, the engine that wrote it, and what is to be said about both.

    ``cited`` are the ids of findings that the text refers to, in its order; ``offer`` a blueprint that a tool composed.
    """

    text: str
    engine: str
    notes: tuple[str, ...] = ()
    cited: tuple[str, ...] = ()
    offer: BlueprintOffer | None = None
    cached: bool = False


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a model may be told of one question."""

    case: Case
    question: str
    analysis: Analysis
    draft: str

    @property
    def shown(self) -> tuple[Finding, ...]:
        """Return the findings that stand in the list below the answer: those may be cited."""
        urgent = {finding.id for finding in self.case.urgent}
        return (*self.case.urgent, *(f for f in self.analysis.findings if f.id not in urgent))

    @property
    def told(self) -> tuple[Finding, ...]:
        """Return everything that was computed, the most important first."""
        return (*self.shown, *self.analysis.facts)


@dataclass(frozen=True, slots=True)
class Teller:
    """A model with its cache, its tools, and how far it may go.

    ``additions`` are the profile's own words for the system text; ``hide_names`` replaces names that players gave by
    ids in all that is sent. ``reply_tokens`` are kept free for a reply beside the facts; where the window has room,
    it may be as long as ``most_tokens``: models that think aloud need them.
    """

    model: LanguageModel
    cache: ReplyCache
    reply_tokens: int
    most_tokens: int
    limits: LoopLimits = field(default_factory=LoopLimits)
    catalog: CatalogSearch | None = None
    additions: str = ""
    hide_names: bool = False
    use_tools: bool = True

    def tell(self, brief: Brief, listener: Listener | None = None) -> Told:
        """Let the model tell the facts; whatever goes wrong, the draft is the answer and a note says why.

        Raises:
            ModelError: ``model-cancelled`` only: nobody waits for an answer any more.
        """
        case = brief.case
        if isinstance(self.model, EmbeddedModel):
            return Told(brief.draft, EMBEDDED)
        book = self.names(case)
        try:
            built, talk, cached = self._talk(brief, book, listener)
        except ModelError as error:
            if error.code == CANCELLED:
                raise
            return Told(brief.draft, EMBEDDED, failure_notes(case, self.model.name, error))
        return self._told(brief, book, built, talk, cached=cached)

    def names(self, case: Case) -> NameBook:
        """Return the names to be replaced, none where the player did not ask for it."""
        return name_book(case.question, case.data) if self.hide_names else NameBook()

    def toolbox(self, case: Case, book: NameBook) -> Toolbox:
        """Return the tools for a question."""
        return Toolbox(case, self.catalog, pasted_blueprint(case.question.request.prompt), book)

    def build(self, brief: Brief, book: NameBook) -> BuiltPrompt:
        """Return the prompt as it would be sent.

        Raises:
            ModelError: ``prompt-too-long``.
        """
        case, hide = brief.case, book.hide
        memory = case.question.memory
        turns = case.question.talk
        if memory is not None:
            memory = memory.without_repetition(brief.question, case.mode_id)
            turns = memory.messages()
        citable = {finding.id for finding in brief.shown}
        parts = PromptParts(
            mode_file=MODES[case.mode_id].prompt_file,
            question=hide(without_pasted(brief.question)),
            facts=[hide(_fact_line(case, finding, citable)) for finding in brief.told],
            draft=hide(brief.draft),
            data_set=case.data_set,
            not_modelled=[hide(plain_name(name)) for name in brief.analysis.not_modelled],
            history=[replace(turn, text=hide(turn.text)) for turn in turns],
            summary=hide(memory.summary) if memory is not None else "",
            additions=self.additions,
            tools=self.toolbox(case, book).specs() if self.use_tools else (),
        )
        return build_prompt(
            case.analyst.catalogue.language,
            parts,
            context_tokens=self.model.context_tokens,
            reply_tokens=self.reply_tokens,
        )

    def _talk(self, brief: Brief, book: NameBook, listener: Listener | None) -> tuple[BuiltPrompt, Talk, bool]:
        case = brief.case
        question = case.question
        built = self.build(brief, book)
        states = [state_hash(each) for each in (question.snapshot, *question.snapshots)]
        asker = (question.request.session, str(question.request.player.index))
        key = prompt_key(self.model.name, built.prompt, case.data_set, case.mode_id, *asker, *states)
        known = self.cache.get(key)
        if known is not None:
            return built, known, True
        language = case.analyst.catalogue.language
        conversation = Conversation(
            self.model, self.toolbox(case, book), self.reply_tokens, self.most_tokens, language, self.limits, listener
        )
        talk = conversation.hold(built.prompt)
        if _words(case, talk.reply.text) and not _PASSING & {note.key for note in talk.reply.notes}:
            self.cache.put(key, talk)
        return built, talk, False

    def _told(self, brief: Brief, book: NameBook, built: BuiltPrompt, talk: Talk, *, cached: bool) -> Told:
        case = brief.case
        text = case.analyst.catalogue.text
        if talk.reply.text == brief.draft:
            return Told(brief.draft, talk.reply.model)
        cited = cite(book.reveal(talk.reply.text), [finding.id for finding in brief.shown])
        words = _words(case, cited.text)
        notes = [text(key) for key in talk.notes]
        # A model with a smaller window had its prompt made anew and says itself what stayed out.
        refitted = {note.key for note in talk.reply.notes}
        notes += [note_text(case, note) for note in cut_notes(built) if note.key not in refitted]
        notes += [note_text(case, note) for note in talk.reply.notes]
        if not words:
            useless = text("note-model-useless", model=talk.reply.model)
            return Told(brief.draft, EMBEDDED, (useless, *notes), offer=talk.offer)
        grounded = self._ground(brief, words, talk)
        lines = [*case.analyst.urgent(case.urgent), numbered(grounded.text, cited.ids)]
        return Told(
            "\n".join(lines),  # No model decides whether an emergency is told.
            talk.reply.model,
            (*_notes(case, grounded, cited.unknown), *notes, *_cached_note(case, cached=cached)),
            cited.ids,
            talk.offer,
            cached,
        )

    def _ground(self, brief: Brief, words: str, talk: Talk) -> Grounded:
        return ground(words, known_in(brief, talk), f" {brief.case.analyst.catalogue.text('unproven-mark')}")


def known_in(brief: Brief, talk: Talk) -> Known:
    """Gather what was computed for a question and what tools said: all that a reply may state."""
    case, analyst = brief.case, brief.case.analyst
    spoken = [turn.text for turn in case.question.talk if turn.role == "user"]
    given = [plain_name(name) for name in name_book(case.question, case.data).names.values()]
    return known_of(
        case.data,
        analyst.localised,
        [(finding, analyst.line(finding)) for finding in brief.told],
        texts=(brief.draft, clean_text(brief.question), *spoken),
        results=[result.values for result in talk.results if result.ok],
        shown_names=(*analyst.names(brief.told), case.data_set, *given),
        present=present_in(snapshot) if (snapshot := case.question.snapshot) else None,
    )


def _fact_line(case: Case, finding: Finding, citable: set[str]) -> str:
    line = case.analyst.prompt_line(finding)
    return f"[{finding.id}] {line}" if finding.id in citable else line


def _words(case: Case, reply: str) -> str:
    """Return a reply's words after the rules of the mode; empty where they are none, or in another language."""
    for rule in MODES[case.mode_id].rules:
        reply = rule(reply)
    return reply if reply and is_in_language(reply, case.analyst.catalogue.language) else ""


def _cached_note(case: Case, *, cached: bool) -> tuple[str, ...]:
    return (case.analyst.catalogue.text("note-cached"),) if cached else ()


def note_text(case: Case, note: Note) -> str:
    """Return a model's note as the player reads it."""
    reason = {} if note.cause is None else {"reason": case.analyst.reason(note.cause)[0]}
    return case.analyst.catalogue.text(note.key, **note.params, **reason)


def failure_notes(case: Case, model: str, error: ModelError) -> tuple[str, ...]:
    """Say why no model answered; where several were tried, of each its own cause and what to do about it."""
    text = case.analyst.catalogue.text
    if not isinstance(error, NoneAnsweredError):
        return (text("note-model-failed", model=model, reason=" ".join(case.analyst.reason(error))),)
    causes = ((name, " ".join(case.analyst.reason(cause))) for name, cause in error.causes)
    return (
        text("note-models-failed", count=len(error.causes)),
        *(text("note-model-cause", model=name, reason=reason) for name, reason in causes),
    )


def _notes(case: Case, grounded: Grounded, unknown: Sequence[str]) -> tuple[str, ...]:
    text = case.analyst.catalogue.text
    notes = []
    if grounded.unproven:
        notes.append(text("note-unproven", count=len(grounded.unproven), numbers="; ".join(grounded.unproven)))
    if grounded.unknown_names:
        notes.append(text("note-unknown-names", list="; ".join(grounded.unknown_names)))
    if unknown:
        notes.append(text("note-cited-unknown", list=", ".join(unknown)))
    return tuple(notes)
