"""One turn of the loop over an open ledger: take in, answer, store, deliver, hear what became of it."""

from __future__ import annotations

import logging
import sqlite3
from typing import TYPE_CHECKING, cast

import pyperclip

from agent.bridge import disk
from agent.bridge.arrivals import Loaded, Marked, TakenIn, TurnedAway
from agent.bridge.awaited import AwaitedFiles
from agent.bridge.doors import PasteDoor, ReloadDoor, Sight
from agent.bridge.inbox import Inbox
from agent.bridge.ledger import Key, Ledger
from agent.bridge.rejected import RejectedFolder
from agent.contract import (
    Ack,
    BlueprintFile,
    CancelRequest,
    ConfigRequest,
    Hello,
    LocalisedNames,
    Prototypes,
    Response,
    Snapshot,
    parse_request,
)
from agent.errors import AgentError
from agent.i18n import catalogue
from agent.service import events
from agent.service.answering import Job
from agent.service.dispatch import Dispatcher
from agent.service.exports import Exports
from agent.service.housekeeping import Housekeeping
from agent.service.jobs import JobMaker, Snapshots
from agent.service.reloads import ReloadClock
from agent.service.replies import addressee, addressee_of_refused, error_reply, plain_reply
from agent.service.status import ServiceStatus, StatusBoard

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.bridge.arrivals import Arrival
    from agent.bridge.intake import Refused
    from agent.bridge.ledger import Question
    from agent.bridge.watch import Watcher
    from agent.contract import Request
    from agent.service.answering import Finished, Worker
    from agent.service.config import ServiceConfig
    from agent.service.events import Listener
    from agent.service.ports import Assistant, Standing
    from agent.service.replies import Reply

_LOG = logging.getLogger(__name__)
_SWEEP_EVERY_S = 60.0
_QUICK_KINDS = ("cancel", "config", "status")
_SLOW_KINDS = ("chat", "blueprint")
_QUICK_AT_ONCE = 200
_HITCHES = "reload_lengths_s"
_ALIVE_AFTER_S = 0.5
_BEAT_S = 30.0
_EXPORT_PATIENCE_S = 5.0


class Serving:
    """A bridge folder with its ledger open.

    Args:
        config: Where and how.
        assistant: Who answers.
        worker: The thread he answers in; outlives a ledger that has to be opened again.
        standing: Says which model answers and how much is left.
        listen: Told of everything that happens.
        watching: Tells whether changes are reported at once, so that arrival times mean something.
        copy: Puts a text on the clipboard; None: the system's.

    Raises:
        BridgeError, OSError, sqlite3.Error: The ledger cannot be opened.
    """

    def __init__(
        self,
        config: ServiceConfig,
        assistant: Assistant,
        worker: Worker,
        standing: Callable[[], Standing],
        *,
        listen: Listener,
        watching: Callable[[], bool],
        copy: Callable[[str], None] | None,
    ) -> None:
        self._config = config
        self._worker = worker
        self._standing = standing
        self._listen = listen
        self._watching = watching
        clock = config.clock
        self._monotonic = clock.monotonic
        self._ledger = Ledger(
            config.ledger_path,
            monotonic=clock.monotonic,
            first_seq=lambda: max(1, int(clock.wall().timestamp())),
        )
        if self._ledger.damaged is not None:
            _LOG.warning("the ledger was damaged and is now %s; reading the journals again", self._ledger.damaged)
        cap_bytes = config.limits.cap_bytes
        self._rejected = RejectedFolder(config.bridge)
        self._files = AwaitedFiles(
            config.bridge,
            self._ledger,
            self._rejected,
            limits=config.limits,
            monotonic=clock.monotonic,
            explain=self._explain,
        )
        self._inbox = Inbox(config.bridge, self._ledger, self._rejected, self._files, monotonic=clock.monotonic)
        doors = (
            ReloadDoor(lambda: config.mods_folder, pause=clock.pause),
            PasteDoor(config.bridge, copy=copy or pyperclip.copy, pause=clock.pause),
        )
        self._dispatcher = Dispatcher(doors, self._ledger, monotonic=clock.monotonic, tell=listen)
        self._board = StatusBoard(
            config.bridge, self._ledger, self._dispatcher, standing, clock=clock, heartbeat_s=config.heartbeat_s
        )
        self._snapshots = Snapshots(config.bridge, cap_bytes)
        self._exports = Exports(config.exports_dir, config.bridge, cap_bytes=cap_bytes, pause=clock.pause)
        self._exporting: dict[str, float] = {}
        self._jobs = JobMaker(
            self._ledger,
            self._snapshots,
            self._exports,
            assistant,
            language=config.language,
            engine=lambda: standing().engine,
        )
        self._housekeeping = Housekeeping(
            config.bridge, self._ledger, self._rejected, config.keeping, cap_bytes=cap_bytes
        )
        remembered = [float(text) for text in (self._ledger.store.fact(_HITCHES) or "").split()]
        self._reloads = ReloadClock(config.hitch_limit_s, remembered)
        self._swept_s: float | None = None
        self._fresh = True
        self._written: set[tuple[Key, int]] = set()

    def turn(self) -> bool:
        """Do everything that can be done now; True when more is to be done at once.

        Raises:
            OSError, sqlite3.Error: Something outside is in the way; nothing is lost, try again.
        """
        if self._fresh:
            self._housekeeping.leftovers()
        for arrival in self._inbox.scan():
            self._notice(arrival)
        collected = self._collect()
        self._do_quick_ones()
        started = self._begin_next()
        self._deliver()
        self._fresh = False
        if self._swept_s is None or self._monotonic() - self._swept_s >= _SWEEP_EVERY_S:
            self._swept_s = self._monotonic()
            self._housekeeping.sweep()
        return started or collected

    def next_step_s(self) -> float:
        """Return after how many seconds something is due even if nobody says so."""
        due = self._board.due_s()
        if self._files.waiting:
            due = min(due, 0.05)
        for until_s in self._exporting.values():
            if until_s > self._monotonic():
                due = min(due, until_s - self._monotonic())
        job = self._worker.job
        if job is not None:
            slow_s = job.began_s + self._config.slow_after_s - self._monotonic()
            if slow_s > 0:
                due = min(due, slow_s)
        return due

    def status(self, watcher: Watcher, trouble: AgentError | None) -> ServiceStatus:
        """Return how everything is."""
        ledger = self._ledger
        session = ledger.records.playing()
        heard_s = ledger.records.heard_s(session) if session is not None else None
        door = self._dispatcher.door
        return ServiceStatus(
            session=session,
            heard_ago_s=ledger.served_s - heard_s if heard_s is not None else None,
            door=door.name if door is not None else "none",
            door_facts=door.describe() if door is not None else {},
            manual=self._dispatcher.manual,
            watching=watcher.native,
            blind=watcher.reason,
            counts=ledger.questions.counts(),
            attempts=ledger.questions.attempts(),
            queue=ledger.questions.queue_length(),
            hitch_s=self._reloads.hitch_s,
            trouble=trouble,
        )

    def close(self) -> None:
        """Leave doors and folder as if nobody had been here, and close the ledger."""
        self._dispatcher.clear_all()
        try:
            self._board.remove()
        except OSError as fault:
            _LOG.warning("status.json stays: %s", fault)
        self.drop()

    def drop(self) -> None:
        """Close the ledger and leave everything else; for opening it again."""
        try:
            self._ledger.close()
        except sqlite3.Error:
            _LOG.warning("the ledger did not close well", exc_info=True)

    # What came in.

    def _notice(self, arrival: Arrival) -> None:
        if isinstance(arrival, TurnedAway):
            self._listen(events.Rejected(arrival.name, arrival.refused.error))
        elif isinstance(arrival, Marked):
            self._notice_mark(arrival)
        elif isinstance(arrival, Loaded):
            self._dispatcher.deliver_again()
        else:
            self._notice_document(arrival)

    def _notice_mark(self, marked: Marked) -> None:
        line = marked.line
        if line.mark == "reload-begin":
            self._reloads.begin(line.session, marked.at_s)
        elif line.mark == "reload-end" and self._watching():
            if self._reloads.end(line.session, marked.at_s):
                self._remember_hitches()
        elif line.mark == "export-begin":
            self._exporting[line.session] = marked.at_s + _EXPORT_PATIENCE_S
        elif line.mark == "export-end":
            self._exporting.pop(line.session, None)
        elif line.mark == "revoked":
            self._exporting.pop(line.session, None)
            self._snapshots.forget(line.session)
            self._listen(events.Cancelled("", line.session))

    def _remember_hitches(self) -> None:
        self._ledger.store.set_fact(_HITCHES, " ".join(repr(length) for length in self._reloads.lengths_s))

    def _notice_document(self, taken: TakenIn) -> None:
        document, key = taken.arrived.document, taken.key
        if taken.arrived.unknown:
            _LOG.warning("%s has fields this agent does not know: %s", key.id, ", ".join(taken.arrived.unknown))
            self._listen(events.UnknownFields(key.id, taken.arrived.unknown))
        if taken.arrived.family == "request":
            request = cast("Request", document)
            text = getattr(request, "prompt", "") or getattr(request, "item", "")
            player = request.player.name
            self._listen(events.RequestSeen(key.id, key.session, request.request, player, text, taken.new))
        elif isinstance(document, Snapshot):
            self._snapshots.keep(key, document)
            self._listen(events.SnapshotSeen(key.id, key.session, len(document.entities), len(taken.arrived.raw)))
        elif isinstance(document, Prototypes | LocalisedNames):
            self._exports.keep(document, taken.arrived.raw)
        elif isinstance(document, Ack):
            self._listen(
                events.Applied(document.request_id, key.session, document.what, document.result, document.detail.reason)
            )
        elif isinstance(document, Hello):
            # Reading a catalogue takes longer than an answer; it is better done before the first question.
            catalogue(self._jobs.language_for(key.session, None, document.locale))
            self._listen(
                events.HelloHeard(key.session, document.game_version, document.mod_version, document.multiplayer)
            )

    def _explain(self, refused: Refused, key: Key) -> bytes | None:
        """Tell the player, if he can be told, that his request could not be read."""
        to = addressee_of_refused(refused.envelope, key)
        if to is None:
            return None
        words = catalogue(self._jobs.language_for(key.session, None, refused.envelope.locale))
        return error_reply(refused.error, to, words, revision=1, engine=self._standing().engine).response_bytes

    # Answering.

    def _do_quick_ones(self) -> None:
        for question in self._ledger.questions.unanswered(_QUICK_KINDS, limit=_QUICK_AT_ONCE):
            request = parse_request(question.body)
            if isinstance(request, CancelRequest):
                self._cancel(request, question)
            elif isinstance(request, ConfigRequest):
                self._configure(request, question)
            else:
                words = catalogue(self._jobs.language_for(request.session, request.player.index, request.locale))
                text = words.text("bridge-status", engine=self._standing().engine, door=self._door_name())
                to = addressee(request, question.key)
                engine = self._standing().engine
                self._store(question, plain_reply(text, to, words, ok=True, revision=1, engine=engine), 0.0)

    def _cancel(self, request: CancelRequest, question: Question) -> None:
        """Forget the target; nobody waits for an answer to this."""
        target = Key(request.session, request.target, request.target_adler32)
        with self._ledger.transaction():
            forgotten = self._ledger.questions.cancel(target)
            self._ledger.questions.mark_applied(question.key)
        if forgotten:
            self._listen(events.Cancelled(target.id, target.session))

    def _configure(self, request: ConfigRequest, question: Question) -> None:
        """Store the player's wishes; nobody waits for an answer to this."""
        changes = request.changes
        with self._ledger.transaction():
            for name, value in (("language", changes.language), ("profile", changes.profile)):
                if value is not None:
                    self._ledger.records.prefer(request.session, request.player.index, name, value)
            self._ledger.questions.mark_applied(question.key)

    def _begin_next(self) -> bool:
        """Hand the oldest question to the worker."""
        if self._worker.job is not None:
            return False
        for question in self._ledger.questions.unanswered(_SLOW_KINDS):
            if self._adopt(question):
                return True
            if self._jobs.awaits_snapshot(question) or self._awaits_export(question):
                return False
            if question.attempts >= self._config.tries:
                self._store(question, self._jobs.apology(question, "answer-failed"), 0.0)
                return True
            work = self._jobs.work(question)
            self._ledger.questions.begin_answer(question.key)
            self._worker.start(Job(question.key, self._monotonic(), work))
            return True
        return False

    def _awaits_export(self, question: Question) -> bool:
        """Tell whether the game is about to say what its mods are made of; it takes a second or two, once."""
        until_s = self._exporting.get(question.key.session)
        return until_s is not None and self._monotonic() < until_s and self._jobs.lacks_export(question)

    def _adopt(self, question: Question) -> bool:
        """Take over a final answer that is on the disk already: the ledger was lost, the answer was not."""
        if question.attempts:
            return False
        try:
            path = self._config.bridge / f"response-{question.key.id}.json"
            raw = disk.read_whole(path, cap_bytes=self._config.limits.cap_bytes)
            response = Response.model_validate_json(raw)
            ours = response.final and response.request_digest == question.key.digest
            if not ours or response.session != question.key.session:
                return False
            blueprint = None
            if response.has_blueprint:
                path = path.with_name(f"blueprint-{question.key.id}.json")
                blueprint = disk.read_whole(path, cap_bytes=self._config.limits.cap_bytes)
                BlueprintFile.model_validate_json(blueprint)
        except (FileNotFoundError, AgentError, ValueError):
            return False
        with self._ledger.transaction():
            adopted = self._ledger.questions.store_answer(question.key, raw, response.revision, blueprint)
            for ack in self._ledger.records.acks(question.key):
                self._ledger.apply(ack)
        return adopted

    def _collect(self) -> bool:
        """Store what the worker finished, or what it wants to be shown before it finishes."""
        done = self._worker.finished()
        if done is not None:
            self._store_finished(done)
            self._worker.settle()
            return True
        job = self._worker.job
        if job is None or job.first is None or self._monotonic() - job.began_s < self._config.slow_after_s:
            return False
        first = job.first
        if self._ledger.questions.store_interim(job.key, first.response_bytes, first.response.revision):
            self._tell_answered(first, job.began_s)
        job.first = None
        return True

    def _store_finished(self, done: Finished) -> None:
        question = self._ledger.questions.get(done.key)
        if question is None or question.state != "seen":
            return
        reply = done.reply if done.reply is not None else self._jobs.apology(question, "answer-failed")
        self._store(question, reply, done.began_s)

    def _store(self, question: Question, reply: Reply, began_s: float) -> None:
        """Store a final answer; only then may anybody see it."""
        stored = self._ledger.questions.store_answer(
            question.key, reply.response_bytes, reply.response.revision, reply.blueprint_bytes
        )
        if stored:
            self._tell_answered(reply, began_s)

    def _tell_answered(self, reply: Reply, began_s: float) -> None:
        response = reply.response
        took_s = self._monotonic() - began_s
        self._listen(
            events.Answered(
                response.id, response.session, response.ok, response.final, response.engine, took_s,
                response.has_blueprint,
            )
        )  # fmt: skip

    # Delivering.

    def _deliver(self) -> None:
        session = self._ledger.records.playing()
        self._dispatcher.choose(self._sight(session), manual=self._reloads.too_long)
        status = self._board.now()
        if session is not None:
            waiting = self._ledger.questions.undelivered(session)
            self._write_files(waiting)
            self._dispatcher.refresh(session, waiting, status, beat=self._beat())
        self._board.write(status)

    def _sight(self, session: str | None) -> Sight | None:
        if session is None:
            return None
        raw = self._ledger.records.hello(session)
        if raw is None:
            return Sight(multiplayer=True, inbox_mod=False)
        hello = Hello.model_validate_json(raw)
        return Sight(hello.multiplayer, hello.inbox_mod, str(hello.settings.get("gpta-door", "auto")))

    def _beat(self) -> int | None:
        """Count half minutes while a long answer is made, so that the game goes on hearing that the agent lives."""
        job = self._worker.job
        age_s = self._monotonic() - job.began_s if job is not None else 0.0
        return int(age_s // _BEAT_S) if age_s >= _ALIVE_AFTER_S else None

    def _write_files(self, waiting: list[Question]) -> None:
        """Write answers that are not on the disk yet, the blueprint before the response that mentions it."""
        current = {(question.key, question.revision) for question in waiting}
        self._written &= current
        for question in waiting:
            mark = (question.key, question.revision)
            if mark in self._written or question.response is None:
                continue
            for kind, data in (("blueprint", question.blueprint), ("response", question.response)):
                if data is not None:
                    path = self._config.bridge / f"{kind}-{question.key.id}.json"
                    disk.write_atomically(path, data, pause=self._config.clock.pause)
            self._written.add(mark)

    def _door_name(self) -> str:
        door = self._dispatcher.door
        return door.name if door is not None else "none"
