"""The model that needs no key, no network and no guess: it says what the analyst computed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.models.port import Reply

if TYPE_CHECKING:
    from agent.models.port import Listener, Prompt


EMBEDDED = "embedded"
"""Name of the embedded analyst as an engine."""


class EmbeddedModel:
    """Answers every prompt with its draft, the words that the analysts made of the facts."""

    @property
    def name(self) -> str:
        """Name the model as it is shown to the player."""
        return EMBEDDED

    @property
    def context_tokens(self) -> int:
        """Tell the size of its window: it reads no prompt, so any fits."""
        return 1_000_000

    def complete(
        self,
        prompt: Prompt,
        *,
        max_tokens: int,  # noqa: ARG002 - the draft is bounded by its maker
        listener: Listener | None = None,  # noqa: ARG002 - there is no waiting
    ) -> Reply:
        """Return the draft."""
        return Reply(text=prompt.draft, model=self.name)
