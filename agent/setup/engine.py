"""What answers: the assistant over the model that is chosen now, with everything that a model needs behind it."""

from __future__ import annotations

import logging
from dataclasses import dataclass, field, replace
from functools import partial
from threading import Lock
from typing import TYPE_CHECKING, Final

from agent.assistant.pipeline import REPLY_TOKENS, Assistant
from agent.errors import AgentError, ModelError
from agent.i18n import catalogue
from agent.models import EMBEDDED, EmbeddedModel, FallOverModel, open_model
from agent.setup.additions import additions
from agent.setup.catalog_store import FILE as CATALOG_FILE
from agent.setup.catalog_store import CatalogStore, Wanted

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from pathlib import Path
    from typing import Any

    from agent.assistant.preview import Preview
    from agent.assistant.question import Answer, Question
    from agent.assistant.watching import Watched
    from agent.i18n import LanguageCode
    from agent.models import LanguageModel, Listener, Profile, Remaining, Spent
    from agent.setup.shelf import Shelf

_LOG = logging.getLogger(__name__)
_ASKED_FOR: Final = frozenset({"key-passphrase-needed", "key-passphrase-wrong"})


@dataclass(frozen=True, slots=True)
class PlayersCatalog:
    """The player's catalogue of blueprints for a model's tools; opened for every search, so any thread may ask."""

    folder: Path

    def search_blueprints(
        self,
        *,
        item: str | None,
        min_rate_per_min: float | None,
        max_width: int | None,
        max_height: int | None,
        technologies: Collection[str] | None,
        limit: int,
    ) -> Sequence[Mapping[str, Any]]:
        """Return entries that fit, the best first; None is no limit.

        Raises:
            BridgeError: The catalogue cannot be read.
        """
        with CatalogStore(self.folder) as store:
            found = store.search(Wanted(item, min_rate_per_min, max_width, max_height, technologies), limit)
        return [kept.body for kept in found]


@dataclass(frozen=True, slots=True)
class Engine:
    """One choice, ready to answer.

    Attributes:
        name: Of the profile, or of the embedded analyst.
        profile: None for the embedded analyst.
        assistant: Answers.
        trouble: Why the embedded analyst answers although another was chosen.
        keyless: Why the first of several profiles cannot be asked; the next ones answer, and the answer says so.
        additions: The profile's own words for the model, by the language of the answer.
    """

    name: str
    profile: Profile | None
    assistant: Assistant
    trouble: AgentError | None = None
    keyless: ModelError | None = None
    additions: Mapping[LanguageCode, str] = field(default_factory=dict)

    def for_question(self, language: LanguageCode) -> Assistant:
        """Return the assistant for one question: with the profile's own words, and nobody given up on yet."""
        if self.profile is None:
            return self.assistant
        model = self.assistant.model
        fresh = model.for_question() if isinstance(model, FallOverModel) else model
        return replace(self.assistant, model=fresh, additions=self.additions[language])


@dataclass(slots=True)
class Engines:
    """The assistant of the service: whatever is chosen answers, and whatever fails, the embedded analyst does.

    Attributes:
        shelf: Settings, profiles, keys, limits.
        wanted: What the command line asks for; None for the player's decision.
        data: Where the catalogue of blueprints is.
        sends: Questions are answered; only looked at, they need neither consent nor key.
    """

    shelf: Shelf
    wanted: str | None = None
    data: Path | None = None
    sends: bool = True
    _lock: Lock = field(default_factory=Lock, repr=False)
    _made: dict[str | None, Engine] = field(default_factory=dict, repr=False)
    _chosen: str | None = None

    def choose(self, profile: str | None) -> None:
        """Let a profile answer from now on; None is the agent's own choice."""
        with self._lock:
            self._chosen = profile

    def choose_again(self) -> None:
        """Build what is chosen anew: a key was typed meanwhile."""
        with self._lock:
            self._made.clear()

    def current(self) -> Engine:
        """Return what answers now."""
        with self._lock:
            chosen = self._chosen
            if chosen not in self._made:
                self._made[chosen] = self._make(chosen)
            return self._made[chosen]

    def urgent_answer(self, question: Question) -> Answer | None:
        """Return what must be heard before any model is asked."""
        return self.current().assistant.urgent_answer(question)

    def answer(self, question: Question, listener: Listener | None = None) -> Answer:
        """Answer; everything that is sent for it is one question to the player's bounds.

        Raises:
            AgentError: See `Assistant.answer`.
        """
        engine = self.current()
        with self.shelf.limits.question() as spent:
            answer = _with_cost(engine.for_question(question.language).answer(question, listener), spent)
        if engine.trouble is None:
            return answer
        words = catalogue(question.language)
        reason = " ".join(words.error(engine.trouble))
        return replace(answer, notes=(*answer.notes, words.text("note-model-not-ready", reason=reason)))

    def decide(self, watched: Watched, listener: Listener | None = None) -> Answer:
        """Decide about a watched game, within the same bounds as an answer.

        Raises:
            AgentError: See `Assistant.decide`.
        """
        engine = self.current()
        with self.shelf.limits.question() as spent:
            return _with_cost(engine.for_question(watched.language).decide(watched, listener), spent)

    def preview(self, question: Question) -> Preview:
        """Return what `answer` would send first."""
        return self.current().for_question(question.language).preview(question)

    def forget(self) -> None:
        """Forget the replies that were kept."""
        with self._lock:
            made = list(self._made.values())
        for engine in made:
            engine.assistant.forget()

    def remaining(self) -> Remaining | None:
        """Return what is left for what answers now; None where nothing limits it."""
        profile = self.current().profile
        return None if profile is None else self.shelf.limits.remaining(profile)

    def _make(self, chosen: str | None) -> Engine:
        """Build what was chosen; a choice that cannot be built is the embedded analyst and says why."""
        name = chosen or self.wanted or ""
        try:
            name = self.shelf.chosen(name or None, sends=self.sends)
            if name == EMBEDDED:
                return Engine(EMBEDDED, None, self._assistant(EmbeddedModel()))
            order = self.shelf.order(name)
            profile, *others = order
            added = additions(profile, self.shelf.folder)
            keyless = self._keyless(profile) if self.sends else None
            if keyless is not None and not others:
                raise keyless
            openers = [(each.name, partial(self._open, each)) for each in others]
            openers.insert(0, (profile.name, partial(self._open, profile, keyless)))
            model = FallOverModel(openers, context_tokens=profile.context_tokens)
        except AgentError as error:
            _LOG.warning("%s cannot answer: %s", name or "the chosen model", error)
            return Engine(EMBEDDED, None, self._assistant(EmbeddedModel()), error)
        assistant = replace(
            self._assistant(model),
            reply_tokens=min(REPLY_TOKENS, profile.max_tokens),
            most_tokens=profile.max_tokens,
            use_tools=profile.abilities.tools,
        )
        return Engine(name, profile, assistant, keyless=keyless, additions=added)

    def _keyless(self, profile: Profile) -> ModelError | None:
        """Return what keeps a profile's key from being had; SPEC section 3: then the next profile is asked."""
        try:
            self.shelf.needed_key_of(profile)
        except ModelError as error:
            return error
        return None

    def _open(self, profile: Profile, keyless: ModelError | None = None) -> LanguageModel:
        # A keyring may be unlocked meanwhile; who was asked for a passphrase in vain is not asked by every question.
        if keyless is not None and keyless.code in _ASKED_FOR:
            raise keyless
        found = self.shelf.needed_key_of(profile)
        return open_model(profile, found.key if found is not None else None, limits=self.shelf.limits)

    def _assistant(self, model: LanguageModel) -> Assistant:
        catalog = PlayersCatalog(self.data) if self.data is not None and (self.data / CATALOG_FILE).is_file() else None
        return Assistant(model, catalog=catalog, hide_names=self.shelf.settings.names_as_ids)


def _with_cost(answer: Answer, spent: Spent) -> Answer:
    """Return the answer with what all that was sent for it took, whatever came of each."""
    if not spent.tokens:
        return answer
    return replace(
        answer,
        prompt_tokens=spent.prompt_tokens,
        reply_tokens=spent.reply_tokens,
        cost_usd=spent.usd or None,
    )
