"""From a recorded question to the work that answers it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from typing import TYPE_CHECKING, Final, cast

from agent.assistant.costs import cost_notes
from agent.assistant.memory import memory_of
from agent.assistant.question import Question as Asked
from agent.assistant.watching import Watched
from agent.bridge import intake
from agent.bridge.ledger import EVERYBODY, Awaited, Key
from agent.contract import BlueprintRequest, ChatRequest, Observation, parse_request, read_envelope, read_hello
from agent.errors import AgentError, BridgeError
from agent.game.bundled import load, set_for
from agent.i18n import catalogue, language_of
from agent.service.rehearsal import Preparation, rehearse_aside
from agent.service.replies import Addressee, addressee, addressee_of_refused, error_reply, reply_of, warm_up

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

    from agent.analysis.findings import NameKind
    from agent.bridge.ledger import Ledger, Question, SnapshotRow
    from agent.contract import Hello, Request, Snapshot
    from agent.game.gamedata import GameData
    from agent.i18n import LanguageCode
    from agent.service.answering import Job
    from agent.service.drafts import Drafts
    from agent.service.exports import Exports
    from agent.service.ports import Assistant
    from agent.service.replies import Reply

SNAPSHOTS_KEPT = 5
UNREADABLE: Final = (AgentError, ValueError, ArithmeticError)
"""What is raised by what nothing can be made of, as an older or a newer agent may have stored it: it must not stay."""


class Snapshots:
    """The latest snapshots, parsed; others are read again from their files. Safe between threads."""

    def __init__(self, folder: Path, cap_bytes: int) -> None:
        self._folder = folder
        self._cap_bytes = cap_bytes
        self._kept: OrderedDict[Key, Snapshot] = OrderedDict()
        self._forgotten = 0
        self._lock = threading.Lock()

    def keep(self, key: Key, snapshot: Snapshot) -> None:
        """Remember a snapshot that was just taken in."""
        self._put(key, snapshot)

    def _put(self, key: Key, snapshot: Snapshot, *, unless_since: int | None = None) -> None:
        """Remember one, unless something was forgotten since: a large one is read for seconds."""
        with self._lock:
            if unless_since not in {None, self._forgotten}:
                return
            self._kept[key] = snapshot
            self._kept.move_to_end(key)
            while len(self._kept) > SNAPSHOTS_KEPT:
                self._kept.popitem(last=False)

    def forget(self, session: str) -> None:
        """Forget all of a save, what is just being read too: a player took his consent back."""
        with self._lock:
            self._forgotten += 1
            for key in [key for key in self._kept if key.session == session]:
                del self._kept[key]

    def get(self, row: SnapshotRow) -> Snapshot | None:
        """Return a snapshot; None when its file is gone or was replaced by an older save's."""
        with self._lock:
            kept, forgotten = self._kept.get(row.key), self._forgotten
        if kept is not None:
            return kept
        named = Awaited(row.name, row.key.session, row.bytes, row.key.digest, "", 0.0)
        try:
            verdict = intake.examine(self._folder, named, cap_bytes=self._cap_bytes)
        except OSError:
            return None
        if not isinstance(verdict, intake.Arrived):
            return None
        snapshot = cast("Snapshot", verdict.document)
        self._put(row.key, snapshot, unless_since=forgotten)
        return snapshot


class JobMaker:
    """Makes the work for the worker thread; reads the ledger itself, so that the thread never does.

    Args:
        ledger: Where questions and snapshots are recorded.
        snapshots: Their bodies.
        exports: What the running mods are made of, and names in the player's language.
        drafts: Where an answer is kept as soon as it is made.
        assistant: Who answers.
        language: Overrides the player's language.
        engine: Name shown on answers that no model wrote.
        choose: Told which profile the save being played wants to be answered by, None for the agent's own choice.
    """

    def __init__(
        self,
        ledger: Ledger,
        snapshots: Snapshots,
        exports: Exports,
        drafts: Drafts,
        assistant: Assistant,
        *,
        language: LanguageCode | None,
        engine: Callable[[], str],
        choose: Callable[[str | None], None],
    ) -> None:
        self._ledger = ledger
        self._snapshots = snapshots
        self._exports = exports
        self.drafts = drafts
        self._assistant = assistant
        self._language = language
        self._engine = engine
        self._choose = choose
        self._chosen: str | None = None
        self._prepared: set[tuple[LanguageCode, str, bool]] = set()
        self._unasked: Key | None = None
        self._preparation = Preparation()

    def language_for(self, session: str, player: int | None, locale: str | None) -> LanguageCode:
        """Return the language of an answer: override, the player's wish, the game's."""
        if self._language is not None:
            return self._language
        wish = self._ledger.records.preference(session, player, "language") if player is not None else None
        return language_of(wish if wish not in {None, "auto"} else locale)

    def follow_choice(self) -> None:
        """Let the save being played be answered by the model that was chosen in it."""
        session = self._ledger.records.playing()
        wish = self._ledger.records.preference(session, EVERYBODY, "profile") if session is not None else None
        if (wish or None) != self._chosen:
            self._chosen = wish or None
            self._choose(self._chosen)

    def prepare(self, hello: Hello) -> None:
        """Load what the first question of a game will need, aside; once for a mod set and a language."""
        language = self.language_for(hello.session, None, hello.locale)
        wanted = (language, hello.modset, self._exports.has(hello.modset, ()))
        if wanted not in self._prepared:
            self._prepared.add(wanted)
            rehearse_aside(language, lambda: self._data(hello))

    def note_snapshot(self, key: Key) -> None:
        """A snapshot came: its player will ask about it."""
        self._unasked = key

    def prepare_snapshot(self) -> None:
        """Compute aside what can be told of the latest snapshot, unless it was asked about already."""
        if self._unasked is None or self._preparation.busy:
            return
        key, self._unasked = self._unasked, None
        row, hello = self._ledger.records.snapshot(key.session, key.id), self._hello(key.session)
        if row is None or row.player is None or hello is None:
            return
        rows = self._ledger.records.latest_snapshots(key.session, row.player, SNAPSHOTS_KEPT)[::-1]
        language = self.language_for(key.session, row.player, hello.locale)

        def make(request: ChatRequest) -> Asked | None:
            found = [snapshot for each in rows if (snapshot := self._snapshots.get(each)) is not None]
            about = self._snapshots.get(row)
            if about is None:
                return None
            data, localised = self._game(hello.locale, hello)
            return Asked(request, language, about, tuple(found), data, localised=localised)

        self._preparation.begin(make)

    def forget_replies(self) -> None:
        """Forget what the assistant kept: a player took his consent back."""
        self._unasked = None
        self._preparation.forget()
        self._assistant.forget()

    def forget_unwanted(self) -> None:
        """Forget what an answer left that was still being made when its player took his consent back."""
        self._assistant.forget()

    def awaits_snapshot(self, question: Question) -> bool:
        """Tell whether a snapshot that the question names is still being written."""
        request = parse_request(question.body)
        named = [getattr(request, field, None) for field in ("snapshot", "compare")]
        expected = {awaited.name for awaited in self._ledger.inflow.expected()} if any(named) else set()
        return any(f"snapshot-{name}.json" in expected for name in named if name is not None)

    def lacks_export(self, session: str, locale: str) -> bool:
        """Tell whether the game has not told yet what its mods are made of or called in the player's language."""
        hello = self._hello(session)
        return hello is not None and not self._exports.has(hello.modset, _locales(locale, hello))

    def work(self, question: Question) -> Callable[[Job], Reply]:
        """Return what the worker thread runs for a chat or blueprint question."""
        request = cast("ChatRequest | BlueprintRequest", parse_request(question.body))
        key = question.key
        language = self.language_for(key.session, request.player.index, request.locale)
        to = addressee(request, key)
        named = self._ledger.records.snapshot(key.session, request.snapshot) if request.snapshot is not None else None
        if named is not None and named.key == self._unasked:
            self._unasked = None
        rows = self._rows(request, named)
        memory = memory_of(self._remembered(request))
        hello = self._hello(key.session)
        revision = question.revision + 1

        def work(job: Job) -> Reply:
            found = [snapshot for row in rows if (snapshot := self._snapshots.get(row)) is not None]
            about = self._snapshots.get(named) if named is not None else None
            data, localised = self._game(request.locale, hello)
            asked = Asked(request, language, about, tuple(found), data, localised=localised, memory=memory)
            try:
                urgent = self._assistant.urgent_answer(asked)
                if urgent is not None:
                    job.show_first(reply_of(urgent, to, revision=revision))
                answer = self._assistant.answer(asked, job)
                return reply_of(answer, to, revision=revision + 1, after=cost_notes(answer, catalogue(language)))
            except AgentError as error:
                return error_reply(error, to, catalogue(language), revision=revision + 1, engine=self._engine())

        return self._keeping(key, work)

    def decision(self, question: Question, quiet: frozenset[str], *, by_rules: bool) -> Callable[[Job], Reply]:
        """Return what the worker thread runs for a decision about a watched game.

        Args:
            question: Its body is the observation, with the logs of all since the last decision.
            quiet: Kinds of offers that were made lately.
            by_rules: No model is asked: what was decided before is still unread.
        """
        observation = Observation.model_validate_json(question.body)
        session, player = question.key.session, observation.player.index
        language = self.language_for(session, player, observation.locale)
        rows = self._ledger.records.latest_snapshots(session, player, SNAPSHOTS_KEPT)[::-1]
        hello = self._hello(session)
        to = Addressee(question.key, observation.nonce, observation.tick)

        def work(job: Job) -> Reply:
            found = [snapshot for row in rows if (snapshot := self._snapshots.get(row)) is not None]
            data, localised = self._game(observation.locale, hello)
            watched = Watched(observation, language, tuple(found), data, localised, quiet, by_rules=by_rules)
            answer = self._assistant.decide(watched, job)
            return reply_of(answer, to, revision=1, after=cost_notes(answer, catalogue(language)), observed=True)

        return self._keeping(question.key, work)

    def _keeping(self, key: Key, work: Callable[[Job], Reply]) -> Callable[[Job], Reply]:
        """Let the worker thread keep its answer before it does anything else with it."""

        def keep(job: Job) -> Reply:
            warm_up()
            reply = work(job)
            if not job.cancelled():
                self.drafts.keep(key, reply)
            return reply

        return keep

    def remembered(self, question: Question) -> str | None:
        """Return the player's memory before a question, in the branch of the save that he asked it in."""
        try:
            request = parse_request(question.body)
        except UNREADABLE:
            return None
        return self._remembered(request) if isinstance(request, ChatRequest | BlueprintRequest) else None

    def _remembered(self, request: ChatRequest | BlueprintRequest) -> str | None:
        before = [Key(request.session, each.id, each.adler32) for each in request.after]
        return self._ledger.memories.read(request.player.index, before)

    def apology(self, question: Question, code: str) -> Reply:
        """Return the answer to a question that cannot be answered through the agent's own fault."""
        request = parse_request(question.body)
        words = catalogue(self.language_for(question.key.session, request.player.index, request.locale))
        error = BridgeError(code, id=question.key.id)
        to = addressee(request, question.key)
        return error_reply(error, to, words, revision=question.revision + 2, engine=self._engine())

    def refusal(self, question: Question, error: AgentError) -> Reply | None:
        """Return the answer to a question that this agent cannot read; None where it does not say whom to answer."""
        told = read_envelope(question.body)
        to = addressee_of_refused(told, question.key)
        if to is None:
            return None
        words = catalogue(self.language_for(question.key.session, question.player, told.locale))
        try:
            return error_reply(error, to, words, revision=question.revision + 2, engine=self._engine())
        except ValueError:  # neither is what it says of itself anything that an answer may say
            return None

    def _rows(self, request: Request, named: SnapshotRow | None) -> list[SnapshotRow]:
        """Return the latest snapshots, oldest first, and among them the one to compare with."""
        rows = self._ledger.records.latest_snapshots(request.session, request.player.index, SNAPSHOTS_KEPT)[::-1]
        compare = request.compare if isinstance(request, ChatRequest) else None
        other = self._ledger.records.snapshot(request.session, compare) if compare is not None else None
        return [*(row for row in (other, named) if row is not None and row not in rows), *rows]

    def _hello(self, session: str) -> Hello | None:
        raw = self._ledger.records.hello(session)
        return None if raw is None else read_hello(raw)

    def _game(self, locale: str, hello: Hello | None) -> tuple[GameData | None, Mapping[tuple[NameKind, str], str]]:
        """Return the running game's own data, else the bundled ones nearest to it, and names as its player reads them.

        None before the game has said what it is.
        """
        if hello is None:
            return None, {}
        return self._data(hello), self._exports.names(hello.modset, _locales(locale, hello))

    def _data(self, hello: Hello) -> GameData:
        known = self._exports.data(hello.modset)
        return known or load(set_for(hello.game_version, space_age="space-age" in hello.mods))


def _locales(locale: str, hello: Hello) -> tuple[str, ...]:
    """Return the languages to name things in: the question's, else the one the game is played in."""
    return locale, hello.locale
