"""Answers on their way out: into files, into the door, and the status with them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.bridge import disk
from agent.bridge.doors import Sight
from agent.contract import read_hello

if TYPE_CHECKING:
    from agent.bridge.ledger import Key, Ledger, Question
    from agent.service.answering import Workers
    from agent.service.config import ServiceConfig
    from agent.service.dispatch import Dispatcher
    from agent.service.status import StatusBoard

_ALIVE_AFTER_S = 0.5
_BEAT_S = 30.0


class Outgoing:
    """Writes what the game is still to be shown.

    Args:
        config: Where and how.
        ledger: Knows what was not shown yet.
        dispatcher: The doors.
        board: The status.
        workers: Tell whether a long answer is being made.
    """

    def __init__(
        self, config: ServiceConfig, ledger: Ledger, dispatcher: Dispatcher, board: StatusBoard, workers: Workers
    ) -> None:
        self._config = config
        self._ledger = ledger
        self._dispatcher = dispatcher
        self._board = board
        self._workers = workers
        self._monotonic = config.clock.monotonic
        self._written: set[tuple[Key, int]] = set()

    def deliver(self, *, manual: bool) -> None:
        """Deliver what waits, and the status.

        Args:
            manual: A reload takes too long to happen by itself.

        Raises:
            OSError: Folder or door could not be written; nothing is lost, try again.
        """
        session = self._ledger.records.playing()
        self._dispatcher.choose(self._sight(session), manual=manual)
        status = self._board.now()
        if session is not None:
            waiting = self._ledger.questions.undelivered(session)
            self._write_files(waiting)
            self._dispatcher.refresh(session, waiting, status, beat=self._beat())
        self._board.write(status)

    def write_answers(self) -> None:
        """Write the answers that are not on the disk yet, and nothing else.

        Raises:
            OSError: The folder could not be written; nothing is lost, try again.
        """
        session = self._ledger.records.playing()
        if session is not None:
            self._write_files(self._ledger.questions.undelivered(session))

    def _sight(self, session: str | None) -> Sight | None:
        if session is None:
            return None
        raw = self._ledger.records.hello(session)
        if raw is None:
            return Sight(multiplayer=True, inbox_mod=False)
        hello = read_hello(raw)
        wish = str(hello.settings.get("gpta-door", "auto"))
        return Sight(hello.multiplayer, hello.inbox_mod, wish, headless=hello.writer.role == "headless")

    def _beat(self) -> int | None:
        """Count half minutes while a long answer is made, so that the game goes on hearing that the agent lives."""
        age_s = max((self._monotonic() - job.began_s for job in self._workers.jobs.values() if job.asked), default=0.0)
        return int(age_s // _BEAT_S) if age_s >= _ALIVE_AFTER_S else None

    def _write_files(self, waiting: list[Question]) -> None:
        """Write answers that are not on the disk yet, the blueprint before the response that mentions it.

        The moves are synced once, after the last. A power failure before may leave any of them undone: the ledger has
        the answers and writes them anew, and without a ledger a response whose blueprint is not there is none.
        """
        current = {(question.key, question.revision) for question in waiting}
        self._written &= current
        fresh = {
            mark: question
            for question in waiting
            if question.response is not None and (mark := (question.key, question.revision)) not in self._written
        }
        for question in fresh.values():
            files = [
                (self._config.bridge / f"{kind}-{question.key.id}.json", data)
                for kind, data in (("blueprint", question.blueprint), ("response", question.response))
                if data is not None
            ]
            disk.write_together(files, pause=self._config.clock.pause)
        if fresh:
            disk.sync_folder(self._config.bridge)
            self._written |= fresh.keys()
