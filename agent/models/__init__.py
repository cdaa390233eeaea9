"""Language models behind one port; the embedded one is the floor that never gives way."""

from agent.models.embedded import EMBEDDED, EmbeddedModel
from agent.models.port import (
    JsonShape,
    LanguageModel,
    Listener,
    Message,
    Prompt,
    Reply,
    ToolCall,
    ToolSpec,
)
from agent.models.tokens import estimate_tokens

__all__ = [
    "EMBEDDED",
    "EmbeddedModel",
    "JsonShape",
    "LanguageModel",
    "Listener",
    "Message",
    "Prompt",
    "Reply",
    "ToolCall",
    "ToolSpec",
    "estimate_tokens",
]
