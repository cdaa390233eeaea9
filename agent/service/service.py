"""The serving loop: take in, answer, store, deliver, hear what became of it.

Every step is recorded in the ledger before the next one relies on it, so the loop may be killed anywhere and goes on
from the ledger; it keeps nothing in memory that it could not read again.
"""

from __future__ import annotations

import errno
import logging
import sqlite3
from typing import TYPE_CHECKING

import pyperclip

from agent.bridge import disk
from agent.bridge.lock import FolderLock
from agent.bridge.watch import Watcher
from agent.errors import AgentError, BridgeError
from agent.i18n import catalogue
from agent.service import events
from agent.service.answering import Workers
from agent.service.bell import Bell
from agent.service.ports import Outlets
from agent.service.serving import Serving
from agent.service.status import ServiceStatus

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.bridge.doors import Console
    from agent.service.bell import Stop
    from agent.service.config import ServiceConfig
    from agent.service.events import Listener
    from agent.service.ports import Assistant, Standing

_LOG = logging.getLogger(__name__)
_CODES = {
    errno.ENOSPC: "bridge-disk-full",
    errno.EDQUOT: "bridge-disk-full",
    errno.EROFS: "bridge-read-only",
    errno.EACCES: "bridge-no-permission",
    errno.EPERM: "bridge-no-permission",
    errno.ENOENT: "bridge-folder-missing",
    errno.ENOTDIR: "bridge-folder-missing",
}
_QUICK_S = 0.02
"""So long an answer that was begun is not disturbed by anything that can wait; most are ready before."""
_MAY_PASS = frozenset({"bridge-folder-missing", "bridge-folder-link"})


class Service:
    """Serves one bridge folder.

    Args:
        config: Where and how.
        assistant: Who answers.
        standing: Says which model answers and how much is left.
        choose: Told which profile the save being played wants to be answered by, None for the agent's own choice.
        listen: Told of everything that happens, from the serving thread.
        copy: Puts a text on the clipboard; None: the system's.
        workers: Makes the workers, given what wakes the loop and how many there may be.
        console: The standard input of a server that was started for this folder; it may be started after `start`.
    """

    def __init__(
        self,
        config: ServiceConfig,
        assistant: Assistant,
        *,
        standing: Callable[[], Standing],
        choose: Callable[[str | None], None] = lambda _profile: None,
        listen: Listener = lambda _event: None,
        copy: Callable[[str], None] | None = None,
        workers: Callable[[Callable[[], None], int], Workers] = Workers,
        console: Console | None = None,
    ) -> None:
        self._config = config
        self._assistant = assistant
        self._standing = standing
        self._choose = choose
        self._listen = listen
        self._copy = copy
        self._console = console
        self._bell = Bell()
        self._lock = FolderLock(config.bridge)
        self._watcher = Watcher(config.bridge, self._bell.ring, native=config.watch == "auto")
        self._workers = workers(self._bell.ring, config.at_once)
        self._serving: Serving | None = None
        self._dropped: Serving | None = None
        self._trouble: AgentError | None = None
        self._served = False

    def start(self) -> None:
        """Take the folder and open the ledger. What may pass (a missing folder, a full disk) is tried again by `tick`.

        Raises:
            BridgeError: ``bridge-locked``: another agent serves this folder; ``ledger-newer``.
        """
        try:
            self._prepare()
        except (OSError, sqlite3.Error) as fault:
            self._note_trouble(fault)
        except BridgeError as fault:
            if fault.code not in _MAY_PASS:
                raise
            self._note_trouble(fault)

    def tick(self) -> bool:
        """Do everything that can be done now; True when more is to be done at once.

        Never raises for what the outside does: that is `Trouble`, and the next tick tries again.
        """
        rung = self._bell.rings
        try:
            busy = self._prepare().turn(lambda: self._bell.rings == rung)
        except (OSError, sqlite3.Error, AgentError) as fault:
            self._note_trouble(fault)
            return False
        if self._trouble is not None:
            self._trouble = None
            self._listen(events.Recovered())
        return busy

    def run_forever(self, stop: Stop) -> None:
        """Serve until `stop` is set and then finish cleanly; `wake` lets it notice at once.

        Raises:
            BridgeError: See `start`.
        """
        catalogue(self._config.language or "ru")
        self.start()
        try:
            while not stop.is_set():
                self._bell.hush()
                self._watcher.ensure()
                if not self.tick():
                    self._bell.wait(self._nap_s())
                elif self._serving is not None and self._serving.has_just_begun:
                    self._bell.wait(_QUICK_S)
        finally:
            self.close()

    def wake(self) -> None:
        """Let the loop look around now; safe from any thread and from signal handlers."""
        self._bell.ring()

    def close(self) -> None:
        """Make the doors pristine, say goodbye, give the folder back; harmless when called twice."""
        self._watcher.stop()
        self._workers.stop()
        serving = self._serving or (self._dropped if self._lock.held() else None)
        if serving is not None:
            serving.close()
        self._serving = self._dropped = None
        self._lock.release()

    def status(self) -> ServiceStatus:
        """Return how the service is; from the serving thread only, for instance while listening to an event."""
        if self._serving is None:
            return ServiceStatus(watching=self._watcher.native, blind=self._watcher.reason, trouble=self._trouble)
        return self._serving.status(self._watcher, self._trouble)

    def _prepare(self) -> Serving:
        """Be the one agent of the folder that is there now, with the ledger open."""
        config = self._config
        if self._serving is None:
            config.data_dir.mkdir(parents=True, exist_ok=True)
        if not self._lock.held():
            # Without script-output the game never wrote, or it was moved away while we served: making it anew would
            # stand in the way of its return. Without its parent the drive is gone.
            needed = config.bridge.parent if self._served else config.bridge.parent.parent
            if not needed.is_dir():
                raise BridgeError("bridge-folder-missing", folder=str(config.bridge))
            try:
                disk.make_folder(config.bridge)
            except disk.UnfitFileError as fault:
                raise BridgeError("bridge-folder-link", folder=str(config.bridge)) from fault
            self._lock.acquire()
            self._served = True
        if self._serving is None:
            self._serving = Serving(
                config,
                self._assistant,
                self._workers,
                self._standing,
                choose=self._choose,
                listen=self._listen,
                watching=lambda: self._watcher.native,
                outlets=Outlets(self._copy or pyperclip.copy, self._console),
            )
            self._dropped = None
        return self._serving

    def _nap_s(self) -> float:
        config = self._config
        longest = config.poll_s if self._watcher.native else config.blind_poll_s
        if self._serving is None or self._trouble is not None:
            # What is due cannot be done while something is in the way: being overdue must not spin the loop.
            return longest
        return min(longest, self._serving.next_step_s())

    def _note_trouble(self, fault: Exception) -> None:
        if isinstance(fault, sqlite3.Error) and self._serving is not None:
            # Opened anew at the next turn: a ledger that was damaged meanwhile is noticed then.
            self._serving.drop()
            # Should the agent end before that, what is in its doors is still taken out.
            self._serving, self._dropped = None, self._serving
        error = fault if isinstance(fault, AgentError) else _named(fault, self._config)
        if self._trouble is None or self._trouble.code != error.code:
            _LOG.warning("%s", error, exc_info=fault)
            self._listen(events.Trouble(error))
        self._trouble = error


def _named(fault: Exception, config: ServiceConfig) -> BridgeError:
    """Name what the outside did."""
    folder = str(config.bridge)
    if isinstance(fault, sqlite3.Error):
        return BridgeError("bridge-ledger-failed", path=str(config.ledger_path), reason=str(fault))
    number = getattr(fault, "errno", None)
    code = _CODES.get(number) if number is not None else None
    if code is None:
        return BridgeError("bridge-io-failed", folder=folder, reason=str(fault))
    return BridgeError(code, folder=str(getattr(fault, "filename", None) or folder))
