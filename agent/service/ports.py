"""What the service needs from the assistant. Whatever has these methods can answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.assistant.question import Answer, Question
    from agent.assistant.watching import Watched
    from agent.bridge.doors import Console
    from agent.models import Listener


@dataclass(frozen=True, slots=True)
class Standing:
    """What answers now and how much is left; ``reset_text`` is a time of day as the player reads it."""

    engine: str
    requests_remaining: int | None = None
    reset_text: str | None = None


@dataclass(frozen=True, slots=True)
class Outlets:
    """What doors reach, beside files: the clipboard, and the console of a server that was started for the folder."""

    copy: Callable[[str], None]
    console: Console | None = None


class Assistant(Protocol):
    """Turns one question into one answer. Called from several threads, for different players at the same time."""

    def urgent_answer(self, question: Question) -> Answer | None:
        """Return what the player must hear before any model is asked, not final; None where nothing is urgent.

        Pure, under 100 ms.
        """

    def answer(self, question: Question, listener: Listener | None = None) -> Answer:
        """Answer; may take minutes. The listener hears a model's words, and may no longer want them.

        Raises:
            AgentError: It cannot be answered; the player reads why.
        """

    def decide(self, watched: Watched, listener: Listener | None = None) -> Answer:
        """Decide what to do about a watched game; may take minutes. The answer's words are its actions.

        Raises:
            AgentError: Nothing can be decided.
        """

    def forget(self) -> None:
        """Forget whatever was kept of earlier answers: a player took his consent back."""
