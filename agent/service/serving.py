"""One turn of the loop over an open ledger: take in, answer, store, deliver, hear what became of it."""

from __future__ import annotations

import logging
import sqlite3
from typing import TYPE_CHECKING

from agent.bridge import disk
from agent.bridge.arrivals import Transferred
from agent.bridge.awaited import AwaitedFiles
from agent.bridge.doors import ConsoleDoor, PasteDoor, ReloadDoor
from agent.bridge.inbox import Inbox
from agent.bridge.ledger import Ledger
from agent.bridge.rejected import RejectedFolder
from agent.errors import BridgeError
from agent.i18n import catalogue
from agent.service.desk import Desk
from agent.service.dispatch import Dispatcher
from agent.service.drafts import Drafts
from agent.service.exports import Exports
from agent.service.housekeeping import Housekeeping
from agent.service.jobs import JobMaker, Snapshots
from agent.service.news import News
from agent.service.outgoing import Outgoing
from agent.service.replies import addressee_of_refused, error_reply
from agent.service.status import ServiceStatus, StatusBoard
from agent.service.watching import Watching

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.bridge.doors import Door
    from agent.bridge.intake import Refused
    from agent.bridge.ledger import Key
    from agent.bridge.watch import Watcher
    from agent.errors import AgentError
    from agent.service.answering import Workers
    from agent.service.config import ServiceConfig
    from agent.service.events import Event, Listener
    from agent.service.ports import Assistant, Outlets, Standing

_LOG = logging.getLogger(__name__)
_SWEEP_EVERY_S = 60.0
_SWEEP_AT_LEAST_EVERY_S = 600.0
"""However much there is to do."""
_LOOK_AGAIN_S = 0.05


class Serving:
    """A bridge folder with its ledger open.

    Args:
        config: Where and how.
        assistant: Who answers.
        workers: The threads he answers in; outlive a ledger that has to be opened again.
        standing: Says which model answers and how much is left.
        choose: Told which profile the save being played wants to be answered by.
        listen: Told of everything that happens.
        watching: Tells whether changes are reported at once, so that arrival times mean something.
        outlets: What doors reach.

    Attributes:
        has_just_begun: The last turn began an answer and left everything else to the next.

    Raises:
        BridgeError, OSError, sqlite3.Error: The ledger cannot be opened.
    """

    def __init__(
        self,
        config: ServiceConfig,
        assistant: Assistant,
        workers: Workers,
        standing: Callable[[], Standing],
        *,
        choose: Callable[[str | None], None],
        listen: Listener,
        watching: Callable[[], bool],
        outlets: Outlets,
    ) -> None:
        self._standing = standing
        self._workers = workers
        self._listen = listen
        self._untold: list[Event] = []
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
        self._console: ConsoleDoor | None = None
        doors: list[Door] = [
            ReloadDoor(lambda: config.mods_folder, pause=clock.pause),
            PasteDoor(config.bridge, copy=outlets.copy, pause=clock.pause),
        ]
        if outlets.console is not None:
            self._console = ConsoleDoor(outlets.console, monotonic=clock.monotonic)
            doors.insert(1, self._console)
        self._dispatcher = Dispatcher(doors, self._ledger, monotonic=clock.monotonic, tell=self._untold.append)
        self._board = StatusBoard(
            config.bridge, self._ledger, self._dispatcher, standing, clock=clock, heartbeat_s=config.heartbeat_s
        )
        snapshots = Snapshots(config.bridge, cap_bytes)
        exports = Exports(config.exports_dir, config.bridge, cap_bytes=cap_bytes, pause=clock.pause)
        self._jobs = JobMaker(
            self._ledger,
            snapshots,
            exports,
            Drafts(config.drafts_dir),
            assistant,
            language=config.language,
            engine=lambda: standing().engine,
            choose=choose,
        )
        self._news = News(
            config,
            self._ledger,
            snapshots,
            exports,
            self._jobs,
            self._dispatcher,
            listen=self._untold.append,
            watching=watching,
        )
        self._watching = Watching(
            config,
            self._ledger,
            self._jobs,
            workers,
            exporting=self._news.exporting,
            listen=self._untold.append,
        )
        self._desk = Desk(
            config,
            self._ledger,
            self._jobs,
            workers,
            standing=standing,
            door_name=self._door_name,
            exporting=self._news.exporting,
            listen=self._untold.append,
        )
        self._outgoing = Outgoing(config, self._ledger, self._dispatcher, self._board, workers)
        self._housekeeping = Housekeeping(
            config.bridge, self._ledger, self._rejected, config.keeping, cap_bytes=cap_bytes
        )
        self._swept_s: float | None = None
        self._fresh = True
        self._taken_over = False
        self.has_just_begun = False

    def turn(self, quiet: Callable[[], bool]) -> bool:
        """Do everything that can be done now; True when more is to be done at once.

        What somebody waits for comes first: an answer that is ready is on the disk before anything is looked for, and
        one that was begun has the processor for itself. Whoever watches is told after that: drawing takes its time.

        Args:
            quiet: Tells whether nobody has called since the turn began; else what can wait does.

        Raises:
            BridgeError: ``bridge-no-thread``: everything was done but a question's answer, which waits; try again.
            OSError, sqlite3.Error: Something outside is in the way; nothing is lost, try again.
        """
        self.has_just_begun = False
        try:
            return self._turn(quiet)
        finally:
            if not self.has_just_begun:
                self._tell()

    def _turn(self, quiet: Callable[[], bool]) -> bool:
        if self._fresh:
            self._housekeeping.leftovers()
            if not self._taken_over:  # in a turn after that the drafts are those of answers being made
                self._desk.take_over()
                self._taken_over = True
            if self._workers.jobs:
                # A ledger that was lost knows none of these questions: what was answered meanwhile would be dropped.
                self._take_in()
        busy, self._workers.refused = False, None
        if self._desk.collect():
            self._outgoing.write_answers()
            # Before the next is begun: its answer would lie unstored, and be made again after a kill, as long as this
            # waits for the disk.
            busy = self._look_after()
        self._take_in()
        being_made = len(self._workers.jobs)
        answered = self._desk.work()
        if len(self._workers.jobs) > being_made:
            self.has_just_begun = True
            return True
        # An answer that was found on the disk, or is an apology, is delivered at once: no thread will ring for it.
        busy = self._look_after() or answered or busy
        # A question may have come with what was just taken in.
        if not busy and not self._workers.jobs and quiet():
            self._news.prepare()
            self._sweep_after(_SWEEP_EVERY_S)
        if self._workers.refused is not None:
            raise BridgeError("bridge-no-thread", reason=self._workers.refused)
        return busy

    def _take_in(self) -> None:
        for arrival in self._inbox.scan():
            self._news.notice(arrival)
            self._watching.notice(arrival)
            if self._console is not None and isinstance(arrival, Transferred):
                self._console.hear(arrival.line)

    def _look_after(self) -> bool:
        """Deliver what is ready and see to what can wait; True when more is to be done at once."""
        busy = self._watching.work()
        self._outgoing.deliver(manual=self._news.reloads.too_long)
        if self._console is not None:
            self._console.work()
        self._news.clear_away()
        self._jobs.drafts.clear_away()
        self._fresh = False
        self._sweep_after(_SWEEP_AT_LEAST_EVERY_S)
        return busy

    def _sweep_after(self, age_s: float) -> None:
        if self._swept_s is None or self._monotonic() - self._swept_s >= age_s:
            self._swept_s = self._monotonic()
            self._housekeeping.sweep()
            self._ledger.store.tidy()

    def _tell(self) -> None:
        """Tell whoever watches what happened since he was last told."""
        while self._untold:
            self._listen(self._untold.pop(0))

    def next_step_s(self) -> float:
        """Return after how many seconds something is due even if nobody says so."""
        due = min(self._board.due_s(), self._news.due_s(), self._desk.due_s(), self._watching.due_s())
        if self._console is not None:
            due = min(due, self._console.due_s())
        return min(due, _LOOK_AGAIN_S) if self._files.waiting else due

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
            hitch_s=self._news.reloads.hitch_s,
            trouble=trouble,
        )

    def close(self) -> None:
        """Leave doors and folder as if nobody had been here, and close the ledger."""
        self._dispatcher.clear_all()
        if (fault := disk.at_last(self._board.remove)) is not None:
            _LOG.warning("status.json stays: %s", fault)
        self.drop()

    def drop(self) -> None:
        """Close the ledger and leave everything else; for opening it again."""
        try:
            self._tell()
        except OSError:
            _LOG.warning("nobody heard what happened last", exc_info=True)
        try:
            self._ledger.close()
        except sqlite3.Error:
            _LOG.warning("the ledger did not close well", exc_info=True)

    def _explain(self, refused: Refused, key: Key) -> bytes | None:
        """Tell the player, if he can be told, that his request could not be read."""
        to = addressee_of_refused(refused.envelope, key)
        if to is None:
            return None
        words = catalogue(self._jobs.language_for(key.session, None, refused.envelope.locale))
        return error_reply(refused.error, to, words, revision=1, engine=self._standing().engine).response_bytes

    def _door_name(self) -> str:
        door = self._dispatcher.door
        return door.name if door is not None else "none"
