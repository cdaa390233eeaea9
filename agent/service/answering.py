"""One worker thread that answers one question at a time, while files go on being taken in."""

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
        work: Returns the reply.

    Attributes:
        first: The reply that may be shown before the final one; whoever showed it sets it to None.
    """

    def __init__(self, key: Key, began_s: float, work: Callable[[Job], Reply]) -> None:
        self.key = key
        self.began_s = began_s
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


class Worker:
    """Runs jobs in a thread of its own.

    Args:
        wake: Called from the thread when something is finished.
    """

    def __init__(self, wake: Callable[[], None]) -> None:
        self._wake = wake
        self._jobs: queue.SimpleQueue[Job | None] = queue.SimpleQueue()
        self._done: Finished | None = None
        self._thread: threading.Thread | None = None
        self.job: Job | None = None

    def start(self, job: Job) -> None:
        """Begin a job; one at a time."""
        self.job = job
        if self._thread is None:
            # A model that hangs must not keep the process alive after Ctrl-C.
            self._thread = threading.Thread(target=self._run, name="answering", daemon=True)
            self._thread.start()
        self._jobs.put(job)

    def finished(self) -> Finished | None:
        """Return the finished job until it is settled: what could not be stored is not lost."""
        return self._done

    def settle(self) -> None:
        """The finished job was stored; the next may begin."""
        self._done = None
        self.job = None

    def stop(self) -> None:
        """Cancel the present job and let the thread end after it."""
        if self.job is not None:
            self.job.cancel()
        if self._thread is not None:
            self._jobs.put(None)

    def _run(self) -> None:
        while (job := self._jobs.get()) is not None:
            self._done = job.run()
            self._wake()
