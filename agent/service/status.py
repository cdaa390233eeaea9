"""How the service is: for `status.json`, for every delivery, and for `agent status`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent import __version__
from agent.bridge import disk
from agent.contract import PROTOCOL, Status

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent.bridge.ledger import Ledger, State
    from agent.errors import AgentError
    from agent.service.config import Clock
    from agent.service.dispatch import Dispatcher
    from agent.service.ports import Standing

STATUS_NAME = "status.json"
_NOBODY = "00000000"
_SHORT_CHARS = 1000


@dataclass(frozen=True, slots=True)
class ServiceStatus:
    """What `agent status` shows of a running service.

    Attributes:
        session: The save heard last, None before any.
        heard_ago_s: Served seconds since then.
        watching: The system reports changes at once; otherwise `blind` says why not.
        counts: Questions by state.
        attempts: How many times answering was begun in all.
        hitch_s: Length of a reload here, None before one was measured.
        trouble: What is in the way now.
    """

    session: str | None = None
    heard_ago_s: float | None = None
    door: str = "none"
    door_facts: dict[str, str] | None = None
    manual: bool = False
    watching: bool = False
    blind: str = ""
    counts: dict[State, int] | None = None
    attempts: int = 0
    queue: int = 0
    hitch_s: float | None = None
    trouble: AgentError | None = None


class StatusBoard:
    """Makes the status and keeps `status.json` fresh.

    Args:
        folder: The bridge folder.
        ledger: Knows the queue and the save.
        dispatcher: Knows the door.
        standing: Knows the model.
        clock: Time of day for people; monotonic for the heartbeat.
        heartbeat_s: The file is at most so old.
    """

    def __init__(
        self,
        folder: Path,
        ledger: Ledger,
        dispatcher: Dispatcher,
        standing: Callable[[], Standing],
        *,
        clock: Clock,
        heartbeat_s: float,
    ) -> None:
        self._path = folder / STATUS_NAME
        self._ledger = ledger
        self._dispatcher = dispatcher
        self._standing = standing
        self._clock = clock
        self._heartbeat_s = heartbeat_s
        self._written: Status | None = None
        self._written_s = 0.0

    def now(self) -> Status:
        """Return the status as it is now."""
        standing = self._standing()
        session = self._ledger.records.playing() or _NOBODY
        door = self._dispatcher.door
        return Status(
            protocol=PROTOCOL,
            kind="status",
            id=f"{session}-status",
            session=session,
            tick=0,
            agent_version=__version__,
            engine=standing.engine[:_SHORT_CHARS],
            door=door.name if door is not None else "none",
            poll_manual=self._dispatcher.manual,
            requests_remaining=standing.requests_remaining,
            reset_text=standing.reset_text,
            queue=self._ledger.questions.queue_length(),
            time_text=self._clock.wall().strftime("%H:%M"),
        )

    def due_s(self) -> float:
        """Return seconds until the file must be written again."""
        return max(0.0, self._written_s + self._heartbeat_s - self._clock.monotonic())

    def write(self, status: Status) -> None:
        """Write the file when something other than the time of day changed, or it grows old.

        Raises:
            OSError: It could not be written.
        """
        same = self._written is not None and status.model_copy(update={"time_text": self._written.time_text})
        if same == self._written and self.due_s() > 0.0:
            return
        disk.write_atomically(self._path, status.model_dump_json().encode(), durable=False, pause=self._clock.pause)
        self._written, self._written_s = status, self._clock.monotonic()

    def remove(self) -> None:
        """Delete the file: nobody serves this folder any more.

        Raises:
            OSError: It could not be deleted.
        """
        disk.remove(self._path)
