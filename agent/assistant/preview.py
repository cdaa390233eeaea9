"""What would be sent to a model for a question: exactly that, and why nothing would be sent where nothing would."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.models import Prompt

Silence = Literal["embedded", "composed", "no-snapshot", "too-long"]


@dataclass(frozen=True, slots=True)
class Preview:
    """A prompt before it is sent.

    ``silence`` says why no model would be asked (each has its sentence under ``preview-<silence>``); the prompt is then
    None. ``tokens`` is our upper estimate of prompt and tools. ``replaced`` are the names that ids stand for.
    """

    model: str
    prompt: Prompt | None
    tokens: int = 0
    window: int = 0
    cut_facts: int = 0
    cut_turns: int = 0
    cut_tools: bool = False
    replaced: Mapping[str, str] = field(default_factory=dict)
    silence: Silence | None = None
