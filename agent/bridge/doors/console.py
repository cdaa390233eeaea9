"""The console door: a delivery is typed, in pieces, at the console of a headless server that the agent started.

Nothing here waits: the service calls `work` at its turns, and what the server does not take now is offered again. The
mod tells in its journal what has come. Before it was heard since the server was started only the last piece is sent:
a server that loads, or sleeps because nobody plays, gets one line now and then, and its answer names what is missing.
"""

from __future__ import annotations

import errno
import logging
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, Protocol

from agent.bridge.doors.console_lines import encode_lines

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.bridge.doors.door import DoorName, Sight
    from agent.contract import Delivery, TransferLine

_LOG = logging.getLogger(__name__)
_PACE_S: Final = 0.1
_AT_ONCE: Final = 6
"""Lines in one pace: as many as the game has ticks, and 60 kB/s for each peer at most."""
_FIRST_WAIT_S: Final = 1.0
_LONGEST_WAIT_S: Final = 60.0
_REMEMBERED: Final = 64
_FEW: Final = 4
"""So often in vain before it is said: a server that loads a large map takes its time."""


class Console(Protocol):
    """The standard input of a server."""

    @property
    def open(self) -> bool:
        """Tell whether the server runs and reads."""

    def offer(self, line: bytes) -> bool:
        """Take a line to be typed, at once or not at all (False): the server does not read as fast."""


@dataclass(slots=True)
class _Transfer:
    """One delivery on its way.

    Attributes:
        heard: The mod has told something of it.
        sending: Numbers (from 0) still to be typed.
        missing: Numbers (from 0) of the pieces that the mod lacked when it told last.
        attempts: How often everything was typed without the mod getting any further.
    """

    id: str
    session: str
    lines: tuple[bytes, ...]
    heard: bool = False
    sending: deque[int] = field(default_factory=deque)
    missing: list[int] = field(default_factory=list)
    attempts: int = 0


class ConsoleDoor:
    """Open on a headless server that the agent holds by its standard input.

    Args:
        console: Takes the lines.
        monotonic: Seconds that only grow.
    """

    name: DoorName = "console"

    def __init__(self, console: Console, *, monotonic: Callable[[], float]) -> None:
        self._console = console
        self._monotonic = monotonic
        self._heard = False
        self._ours: deque[str] = deque(maxlen=_REMEMBERED)
        self._now: _Transfer | None = None
        self._next: _Transfer | None = None
        self._due_s = 0.0
        self._fault = ""

    def available(self, sight: Sight) -> bool:
        """Tell whether this is the server's own game and the player has not chosen to paste."""
        return sight.headless and sight.wish != "paste" and self._console.open

    def deliver(self, delivery: Delivery) -> None:
        """Begin with a delivery, or line it up behind the one that the mod is taking in.

        Raises:
            OSError: It is too large for this door.
        """
        try:
            lines = encode_lines(delivery.id, delivery.model_dump_json().encode())
        except ValueError as fault:
            raise OSError(errno.EMSGSIZE, str(fault)) from fault
        transfer = _Transfer(delivery.id, delivery.session, lines)
        self._ours.append(delivery.id)
        if self._now is not None and self._now.heard and self._now.session == delivery.session:
            self._next = transfer
        else:
            self._begin(transfer)

    def withdraw(self) -> None:
        """Type no more; the game drops what has come in part."""
        self._now = self._next = None

    def describe(self) -> dict[str, str]:
        """Return how far the delivery is and what is in the way."""
        now = self._now
        facts = {"fault": self._fault}
        if now is not None:
            facts |= {"transfer": now.id, "pieces": str(len(now.lines))}
        return facts

    def hear(self, line: TransferLine) -> None:
        """Take in what the mod tells of a transfer; of one that an earlier agent typed it told to that one."""
        if line.transfer not in self._ours:
            return
        self._heard = True
        now = self._now
        if now is None or line.transfer != now.id:
            return
        self._fault = ""
        if line.result == "missing":
            now.heard = True
            last = len(now.lines)
            numbers = [at for span in line.missing for at in range(span.first - 1, min(span.last, last))]
            self._send_missing(now, numbers)
            return
        if line.result == "refused":
            self._fault = line.reason or ""
            _LOG.warning("the game refused %s: %s", now.id, self._fault)
        self._now = None
        if self._next is not None:
            self._begin(self._next)

    def work(self) -> None:
        """Type what is due."""
        now = self._now
        if now is None or self._monotonic() < self._due_s:
            return
        if not now.sending:
            self._ask_again(now)
        left = len(now.sending)
        for _ in range(_AT_ONCE):
            if not now.sending or not self._console.offer(now.lines[now.sending[0]]):
                break
            now.sending.popleft()
        taken = left - len(now.sending)
        self._due_s = self._monotonic() + (_PACE_S if now.sending and taken else _wait_s(now.attempts))

    def due_s(self) -> float:
        """Return after how many seconds something is to be typed; infinity where nothing is."""
        return max(0.0, self._due_s - self._monotonic()) if self._now is not None else float("inf")

    def _begin(self, transfer: _Transfer) -> None:
        self._now, self._next = transfer, None
        last = len(transfer.lines) - 1
        transfer.sending.extend(range(last + 1) if self._heard else (last,))
        self._due_s = self._monotonic()

    def _send_missing(self, now: _Transfer, numbers: list[int]) -> None:
        """Type what is missing: at once when the last round brought something, later when it did not."""
        now.attempts = now.attempts + 1 if numbers == now.missing else 0
        self._due_s = self._monotonic() + (_wait_s(now.attempts) if now.attempts else 0.0)
        now.missing = numbers
        now.sending = deque(numbers)

    def _ask_again(self, now: _Transfer) -> None:
        """Nothing was told of all that was typed: the last piece makes the mod tell what is missing."""
        now.attempts += 1
        now.sending.append(len(now.lines) - 1)
        if now.attempts >= _FEW:
            self._fault = "console-silent"
            _LOG.info("the game does not answer at the server's console (%d)", now.attempts)


def _wait_s(attempts: int) -> float:
    """Return how long an answer is waited for: twice as long each time."""
    return float(min(_FIRST_WAIT_S * 2**attempts, _LONGEST_WAIT_S))
