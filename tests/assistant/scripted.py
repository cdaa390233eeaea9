"""Models behind the port that say what a test tells them to."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from agent.models import Reply, ToolCall

if TYPE_CHECKING:
    from agent.models import Listener, Prompt


def call(name: str, arguments: dict[str, Any] | str, call_id: str = "c1") -> ToolCall:
    return ToolCall(call_id, name, arguments if isinstance(arguments, str) else json.dumps(arguments))


def calling(*calls: ToolCall, text: str = "") -> Reply:
    return Reply(text, "scripted", calls=calls, finish="tools", prompt_tokens=100, reply_tokens=10, cost=0.01)


def saying(text: str) -> Reply:
    return Reply(text, "scripted", prompt_tokens=100, reply_tokens=10, cost=0.01)


@dataclass
class Script:
    """Gives its replies in order, the last one for ever; remembers what it was asked."""

    replies: list[Reply]
    context_tokens: int = 32_000
    name: str = "scripted"
    asked: list[Prompt] = field(default_factory=list)

    def complete(self, prompt: Prompt, *, max_tokens: int, listener: Listener | None = None) -> Reply:
        assert max_tokens > 0
        self.asked.append(prompt)
        reply = self.replies[min(len(self.asked), len(self.replies)) - 1]
        if listener is not None:
            listener.heard(reply.text)
        return reply
