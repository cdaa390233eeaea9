"""The questions of the ledger: answered at once, handed to the workers, stored when they are done."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from agent.bridge import disk
from agent.bridge.ledger import EVERYBODY, OBSERVED, Key, Usage
from agent.contract import BlueprintFile, CancelRequest, ConfigRequest, Response, parse_request
from agent.errors import AgentError, BridgeError
from agent.i18n import catalogue
from agent.service import events
from agent.service.answering import Job
from agent.service.jobs import UNREADABLE
from agent.service.replies import addressee, plain_reply

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.bridge.ledger import Ledger, Question
    from agent.service.answering import Finished, Workers
    from agent.service.config import ServiceConfig
    from agent.service.events import Listener
    from agent.service.jobs import JobMaker
    from agent.service.ports import Standing
    from agent.service.replies import Reply

_LOG = logging.getLogger(__name__)
_QUICK_KINDS = ("cancel", "config", "status")
_SLOW_KINDS = ("chat", "blueprint")
_QUICK_AT_ONCE = 200
_SLOW_AT_ONCE = 20


class Desk:
    """Takes questions from the ledger and puts answers into it; an answer is stored before anybody may see it.

    Args:
        config: Where and how.
        ledger: Questions and answers.
        jobs: Makes the work.
        workers: The threads that do it.
        standing: Says which model answers.
        door_name: Says which door is used.
        exporting: Tells whether a save's game is about to say what its mods are made of.
        listen: Told of everything that happens.
    """

    def __init__(
        self,
        config: ServiceConfig,
        ledger: Ledger,
        jobs: JobMaker,
        workers: Workers,
        *,
        standing: Callable[[], Standing],
        door_name: Callable[[], str],
        exporting: Callable[[str], bool],
        listen: Listener,
    ) -> None:
        self._config = config
        self._ledger = ledger
        self._jobs = jobs
        self._workers = workers
        self._drafts = jobs.drafts
        self._standing = standing
        self._door_name = door_name
        self._exporting = exporting
        self._listen = listen
        self._monotonic = config.clock.monotonic

    def take_over(self) -> None:
        """Store what an agent that was killed had answered and not stored; drafts that nobody waits for go.

        Before anything new is read: what is cancelled or taken back there concerns these answers like all others.

        Raises:
            OSError: They cannot be read; try again.
        """
        for draft in self._drafts.left():
            question = self._ledger.questions.get(draft.key)
            if question is not None and question.state == "seen" and question.wanted:
                self._store(question, draft.reply, self._monotonic())
            self._drafts.discard(draft.key)

    def work(self) -> bool:
        """Answer or begin all that can be now; True when an answer was begun, or is there already."""
        waiting = self._ledger.questions.queue_length()
        if waiting:
            self._do_quick_ones()
        self._cancel_unwanted()
        self._jobs.follow_choice()
        return self._begin(waiting)

    def due_s(self) -> float:
        """Return after how many seconds an answer that is being made is a slow one; infinity where none is."""
        slow_at_s = self._config.slow_after_s - self._monotonic()
        due = (job.began_s + slow_at_s for job in self._workers.jobs.values())
        return min((slow_s for slow_s in due if slow_s > 0), default=float("inf"))

    def _do_quick_ones(self) -> None:
        for question in self._ledger.questions.unanswered(_QUICK_KINDS, limit=_QUICK_AT_ONCE):
            try:
                self._do_quick_one(question)
            except UNREADABLE as fault:
                self._refuse(question, fault)

    def _do_quick_one(self, question: Question) -> None:
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

    def _refuse(self, question: Question, fault: Exception) -> None:
        """Answer a question that another agent stored and this one cannot read; forget it where nobody can be told."""
        _LOG.warning("the stored question %s cannot be read", question.key.id, exc_info=fault)
        error = fault if isinstance(fault, AgentError) else BridgeError("answer-failed", id=question.key.id)
        refusal = self._jobs.refusal(question, error)
        if refusal is None:
            self._ledger.questions.cancel(question.key)
        else:
            self._store(question, refusal, self._monotonic())
        self._listen(events.Rejected(f"request-{question.key.id}.json", error))

    def _cancel(self, request: CancelRequest, question: Question) -> None:
        """Forget the target; nobody waits for an answer to this."""
        target = Key(request.session, request.target, request.target_adler32)
        with self._ledger.transaction(synced=True):
            forgotten = self._ledger.questions.cancel(target)
            self._ledger.questions.mark_applied(question.key)
        if forgotten:
            self._listen(events.Cancelled(target.id, target.session))

    def _cancel_unwanted(self) -> None:
        """Stop what is being answered when nobody waits for it: cancelled, consent taken back, an older save loaded."""
        for job in self._workers.jobs.values():
            question = None if job.cancelled() else self._ledger.questions.get(job.key)
            if question is None or question.state != "seen" or not question.wanted:
                job.cancel()

    def _configure(self, request: ConfigRequest, question: Question) -> None:
        """Store the player's wishes; nobody waits for an answer to this."""
        changes = request.changes
        with self._ledger.transaction():
            if changes.language is not None:
                self._ledger.records.prefer(request.session, request.player.index, "language", changes.language)
            if changes.profile is not None:
                self._ledger.records.prefer(request.session, EVERYBODY, "profile", changes.profile)
            self._ledger.questions.mark_applied(question.key)

    def _begin(self, waiting: int) -> bool:
        """Begin as many as may be of those that wait; True when it was any."""
        if not waiting or not self._begin_next():
            return False
        # Nothing more is looked for where all are being answered: they need the processor now.
        for _ in range(self._config.at_once):
            if len(self._workers.jobs) >= waiting or not self._begin_next():
                break
        return True

    def _begin_next(self) -> bool:
        """Hand the question whose turn it is to a worker; one player's are answered one after the other.

        Each of his questions is asked with the memory of those before it, so two at a time would forget one another.
        """
        if not self._workers.has_room:
            return False
        busy = {self._asker(key) for key in self._workers.jobs}
        for question in self._ledger.questions.in_turn(_SLOW_KINDS, limit=_SLOW_AT_ONCE):
            if question.key in self._workers.jobs or (question.key.session, question.player) in busy:
                continue
            try:
                if self._needs_no_work(question):
                    return True
                if self._jobs.awaits_snapshot(question) or self._awaits_export(question):
                    continue  # what one player's game still writes is not waited for by the others
                work = self._jobs.work(question)
            except UNREADABLE as fault:
                self._refuse(question, fault)
                return True
            if not self._workers.has_thread():
                return False
            self._ledger.questions.begin_answer(question.key)
            self._workers.start(Job(question.key, self._monotonic(), question.player, work))
            return True
        return False

    def _needs_no_work(self, question: Question) -> bool:
        """Take over the answer that is on the disk already, or apologise for one that was tried too often."""
        if self._adopt(question):
            return True
        if question.attempts < self._config.tries:
            return False
        self._store(question, self._jobs.apology(question, "answer-failed"), 0.0)
        return True

    def _asker(self, key: Key) -> tuple[str, int | None]:
        return key.session, self._workers.jobs[key].player

    def _awaits_export(self, question: Question) -> bool:
        session = question.key.session
        return self._exporting(session) and self._jobs.lacks_export(session, parse_request(question.body).locale)

    def _adopt(self, question: Question) -> bool:
        """Take over a final answer that is on the disk already: the ledger lost it, wholly or by a power failure."""
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
                found = BlueprintFile.model_validate_json(blueprint)
                # Ids come again when an older save is loaded, and its blueprint may still lie there.
                if found.request_digest != question.key.digest or found.session != question.key.session:
                    return False
        except (FileNotFoundError, AgentError, ValueError):
            return False
        with self._ledger.transaction():
            adopted = self._ledger.questions.store_answer(question.key, raw, response.revision, blueprint)
            for ack in self._ledger.records.acks(question.key):
                self._ledger.apply(ack)
        return adopted

    def collect(self) -> bool:
        """Store what workers finished, or what they want to be shown before they finish; tell whether there was any."""
        collected = False
        for done in self._workers.finished():
            self._store_finished(done)
            self._workers.settle(done)
            self._drafts.discard(done.key)
            collected = True
        for job in self._workers.jobs.values():
            if job.first is None or self._monotonic() - job.began_s < self._config.slow_after_s:
                continue
            first = job.first
            if self._ledger.questions.store_interim(job.key, first.response_bytes, first.response.revision):
                self._tell_answered(first, job.began_s)
            job.first = None
            collected = True
        return collected

    def _store_finished(self, done: Finished) -> None:
        question = self._ledger.questions.get(done.key)
        if question is None:
            self._jobs.forget_unwanted()
        if question is None or question.state != "seen" or self._workers.jobs[done.key].cancelled():
            return
        if done.reply is None and question.kind == OBSERVED:
            self._ledger.questions.cancel(question.key)  # nobody asked, so nobody is told
            return
        reply = done.reply if done.reply is not None else self._jobs.apology(question, "answer-failed")
        self._store(question, reply, done.began_s)

    def _store(self, question: Question, reply: Reply, began_s: float) -> None:
        """Store a final answer; only then may anybody see it."""
        with self._ledger.transaction():
            stored = self._ledger.questions.store_answer(
                question.key, reply.response_bytes, reply.response.revision, reply.blueprint_bytes
            )
            if stored:
                self._remember(question, reply)
        if stored and question.kind == OBSERVED:
            self._tell_decided(reply, began_s)
        elif stored:
            self._tell_answered(reply, began_s)

    def _remember(self, question: Question, reply: Reply) -> None:
        """Keep with an answer what the player said and was told, and what it cost."""
        session, player = question.key.session, question.player
        if player is None:
            return
        # An answer that nothing is remembered of must not cut the talk off: the next question follows it.
        asked = question.kind != OBSERVED
        memory = reply.memory if reply.memory is not None or not asked else self._jobs.remembered(question)
        if memory is not None:
            self._ledger.memories.write(player, question.key, memory)
        if reply.spent is not None:
            spent, day = reply.spent, self._config.clock.wall().strftime("%Y-%m-%d")
            usage = Usage(day, reply.response.engine, spent.prompt_tokens, spent.reply_tokens, spent.cost_usd)
            self._ledger.spending.add(session, player, usage)

    def _tell_decided(self, reply: Reply, began_s: float) -> None:
        response, took_s = reply.response, self._monotonic() - began_s
        actions = tuple(each.action for each in response.actions)
        self._listen(events.Decided(response.id, response.session, response.engine, took_s, actions))

    def _tell_answered(self, reply: Reply, began_s: float) -> None:
        response = reply.response
        took_s = self._monotonic() - began_s
        self._listen(
            events.Answered(
                response.id, response.session, response.ok, response.final, response.engine, took_s,
                response.has_blueprint,
            )
        )  # fmt: skip
