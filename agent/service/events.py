"""What the service tells whoever watches it: the live status in the terminal, the log, tests."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.analysis.findings import Finding
    from agent.errors import AgentError


@dataclass(frozen=True, slots=True)
class HelloHeard:
    """A game introduced itself."""

    session: str
    game_version: str
    mod_version: str
    multiplayer: bool


@dataclass(frozen=True, slots=True)
class RequestSeen:
    """A question came in; ``new`` is False when its content was known."""

    id: str
    session: str
    kind: str
    player: str
    text: str
    new: bool


@dataclass(frozen=True, slots=True)
class SnapshotSeen:
    """A snapshot came in."""

    id: str
    session: str
    entities: int
    bytes: int


@dataclass(frozen=True, slots=True)
class AlarmRaised:
    """A watched game is in an emergency: what the rules found in its newest observation and had not said lately."""

    session: str
    player: str
    finding: Finding


@dataclass(frozen=True, slots=True)
class Answered:
    """An answer was stored; ``took_s`` is the time since answering began."""

    id: str
    session: str
    ok: bool
    final: bool
    engine: str
    took_s: float
    has_blueprint: bool


@dataclass(frozen=True, slots=True)
class Decided:
    """A decision about a watched game was stored; ``actions`` names what it proposes."""

    id: str
    session: str
    engine: str
    took_s: float
    actions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ActionDone:
    """The game said what became of a proposed action."""

    session: str
    player: str
    action: str
    result: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Delivered:
    """A delivery went into a door."""

    ids: tuple[str, ...]
    session: str
    door: str
    seq: int


@dataclass(frozen=True, slots=True)
class Applied:
    """The game said what became of an answer or a blueprint."""

    id: str
    session: str
    what: str
    result: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Cancelled:
    """A player wants no answer any more."""

    id: str
    session: str


@dataclass(frozen=True, slots=True)
class Rejected:
    """A file or journal line was set aside."""

    name: str
    error: AgentError


@dataclass(frozen=True, slots=True)
class UnknownFields:
    """A newer mod sent fields which this agent does not know; they were kept."""

    name: str
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DoorChanged:
    """Answers take another way now; ``manual`` says that only the player's button polls."""

    door: str
    manual: bool


@dataclass(frozen=True, slots=True)
class Trouble:
    """Something outside is in the way; the service keeps trying. ``error`` says what and what to do."""

    error: AgentError


@dataclass(frozen=True, slots=True)
class Recovered:
    """The trouble is over."""


Event = (
    HelloHeard | RequestSeen | SnapshotSeen | AlarmRaised | Answered | Delivered | Applied | Cancelled | Rejected
    | UnknownFields | DoorChanged | Trouble | Recovered | Decided | ActionDone
)  # fmt: skip
Listener = Callable[[Event], None]
