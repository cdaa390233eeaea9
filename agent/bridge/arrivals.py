"""What came in through the bridge folder, for whoever acts on it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.bridge.intake import Arrived, Refused
    from agent.bridge.ledger import Key
    from agent.contract import MarkLine, TransferLine


@dataclass(frozen=True, slots=True)
class TakenIn:
    """A document was recorded. ``new`` is False when its content was known."""

    arrived: Arrived
    key: Key
    new: bool


@dataclass(frozen=True, slots=True)
class TurnedAway:
    """A file or line was refused and set aside."""

    name: str
    refused: Refused
    key: Key | None


@dataclass(frozen=True, slots=True)
class Marked:
    """The game marked a moment (the two ends of a reload, a consent taken back); `at_s` is monotonic seconds."""

    line: MarkLine
    at_s: float


@dataclass(frozen=True, slots=True)
class Loaded:
    """A save was loaded; it waits for these questions."""

    session: str
    pending: tuple[Key, ...]


@dataclass(frozen=True, slots=True)
class Transferred:
    """The mod told of a delivery at the server's console."""

    line: TransferLine


Arrival = TakenIn | TurnedAway | Marked | Loaded | Transferred
