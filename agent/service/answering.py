"""A few threads that answer questions of different players at the same time, while files go on being taken in."""

from __future__ import annotations

import logging
import queue
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.bridge.ledger import Key
    from agent.service.replies import Reply

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Finished:
    """What became of a job: its reply, or the exception that nobody foresaw."""

    key: Key
    began_s: float
    reply: Reply | None
    fault: Exception | None


class Job:
    """One question on its way to an answer. It is what a model listens to: who waits may no longer want the reply.

    Args:
        key: Which question.
        began_s: Monotonic seconds.
        player: Index of who asked.
        work: Returns the reply.
        asked: A player waits for it.

    Attributes:
        first: The reply that may be shown before the final one; whoever showed it sets it to None.
    """

    def __init__(
        self, key: Key, began_s: float, player: int | None, work: Callable[[Job], Reply], *, asked: bool = True
    ) -> None:
        self.asked = asked
        self.key = key
        self.began_s = began_s
        self.player = player
        self._work = work
        self._unwanted = threading.Event()
        self.first: Reply | None = None

    def run(self) -> Finished:
        """Answer; never raises."""
        try:
            return Finished(self.key, self.began_s, self._work(self), None)
        except Exception as fault:  # noqa: BLE001 - one question's fault must not end the service
            _LOG.exception("no answer to %s", self.key.id)
            return Finished(self.key, self.began_s, None, fault)

    def show_first(self, reply: Reply) -> None:
        """Let a reply be shown before the final one."""
        self.first = reply

    def cancel(self) -> None:
        """Nobody wants the reply any more; safe from any thread."""
        self._unwanted.set()

    def cancelled(self) -> bool:
        """Tell whether the reply is no longer wanted."""
        return self._unwanted.is_set()

    def heard(self, piece: str) -> None:
        """Pass over a piece: words are shown once they were held against the facts, not before."""
        del piece

    def restarted(self) -> None:
        """Pass over it: nothing was kept."""


class Workers:
    """Runs jobs in threads of its own, several at a time.

    Args:
        wake: Called from a thread when something is finished.
        most: How many jobs run at a time.

    Attributes:
        jobs: What was begun and is not settled, oldest first.
        refused: What the system said when it let no thread begin and there is none; None where there is.
    """

    def __init__(self, wake: Callable[[], None], most: int) -> None:
        self._wake = wake
        self._most = most
        self._waiting: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._done: queue.SimpleQueue[Finished] = queue.SimpleQueue()
        self._unsettled: list[Finished] = []
        self._threads: list[threading.Thread] = []
        self.jobs: dict[Key, Job] = {}
        self.refused: str | None = None

    @property
    def has_room(self) -> bool:
        """Tell whether another job may begin."""
        return len(self.jobs) < self._most

    @property
    def has_room_to_spare(self) -> bool:
        """Tell whether what nobody waits for may begin: a place stays free for a player, where there are several."""
        return len(self.jobs) < max(1, self._most - 1)

    def has_thread(self) -> bool:
        """Make sure that another job would have a thread of its own; False where the system lets none begin now."""
        if len(self._threads) > len(self.jobs):
            return True
        # A model that hangs must not keep the process alive after Ctrl-C.
        thread = threading.Thread(target=self._run, name=f"answering-{len(self._threads)}", daemon=True)
        try:
            thread.start()
        except RuntimeError as fault:
            # Those that are there take what waits when they have time; without any it is told.
            self.refused = None if self._threads else str(fault)
            return False
        self._threads.append(thread)
        return True

    def start(self, job: Job) -> None:
        """Begin a job; there is a thread for it once `has_thread` has said so."""
        self.jobs[job.key] = job
        self._waiting.put(job)

    def finished(self) -> list[Finished]:
        """Return the finished jobs until they are settled: what could not be stored is not lost."""
        while not self._done.empty():
            self._unsettled.append(self._done.get_nowait())
        return list(self._unsettled)

    def settle(self, done: Finished) -> None:
        """A finished job was stored; another may begin."""
        self._unsettled.remove(done)
        del self.jobs[done.key]

    def stop(self) -> None:
        """Cancel the present jobs and let the threads end after them."""
        for job in self.jobs.values():
            job.cancel()
        for _ in self._threads:
            self._waiting.put(None)

    def _run(self) -> None:
        while (job := self._waiting.get()) is not None:
            self._put(job.run())

    def _put(self, done: Finished) -> None:
        self._done.put(done)
        self._wake()
