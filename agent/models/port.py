"""The port every language model is behind.

A model gets one `Prompt` and returns one `Reply`. Whatever goes wrong inside is raised as `ModelError`; the assistant
then answers with the prompt's draft.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, Protocol

Role = Literal["user", "assistant"]


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the talk."""

    role: Role
    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked.

    ``draft`` is the embedded analyst's own answer to the question: always there, made of computed facts alone. It is
    part of the last message for models which write, and it is the answer itself where no model does.
    """

    system: str
    messages: tuple[Message, ...]
    draft: str


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said; ``model`` names it as the player may read it. Token counts are None where unknown."""

    text: str
    model: str
    prompt_tokens: int | None = None
    reply_tokens: int | None = None


class LanguageModel(Protocol):
    """Anything that turns a prompt into words."""

    @property
    def name(self) -> str:
        """Name the model as it is shown to the player."""

    @property
    def context_tokens(self) -> int:
        """Tell how many tokens prompt and reply may have together."""

    def complete(self, prompt: Prompt, *, max_tokens: int) -> Reply:
        """Answer the prompt in at most ``max_tokens`` tokens.

        Raises:
            ModelError: No answer could be had; the code says why.
        """
