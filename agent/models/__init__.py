"""Language models behind one port; the embedded one is the floor that never gives way."""

from agent.models.embedded import EMBEDDED, EmbeddedModel
from agent.models.port import LanguageModel, Message, Prompt, Reply
from agent.models.tokens import estimate_tokens

__all__ = ["EMBEDDED", "EmbeddedModel", "LanguageModel", "Message", "Prompt", "Reply", "estimate_tokens"]
