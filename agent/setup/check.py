"""What a look at one thing found, for the doctor's list and for programs."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.errors import AgentError


class State(StrEnum):
    """How a check came out; only ``wrong`` and ``waiting`` keep the whole from working."""

    FINE = "fine"
    NOTE = "note"
    WAITING = "waiting"
    WRONG = "wrong"


@dataclass(frozen=True, slots=True)
class Check:
    """One thing looked at. Its sentence is ``doctor-<code>``; where the player can act, ``doctor-<code>-next``.

    Where an ``error`` was met, sentence and step are that error's.
    """

    code: str
    state: State
    args: Mapping[str, str | float] = field(default_factory=dict)
    error: AgentError | None = None

    @property
    def holds_up(self) -> bool:
        """Whether this keeps answers from coming."""
        return self.state in (State.WRONG, State.WAITING)
