"""Answers of a model, kept so that the same question about the same snapshot is not paid for twice."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.models import Prompt, Reply


def prompt_key(model: str, prompt: Prompt) -> str:
    """Return the key of a prompt: everything that a model is told decides its answer, so all of it is hashed."""
    digest = hashlib.sha256()
    parts = [model, prompt.system, prompt.draft, *(part for m in prompt.messages for part in (m.role, m.text))]
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big"))
        digest.update(encoded)
    return digest.hexdigest()


@dataclass(slots=True)
class ReplyCache:
    """The latest replies by prompt, the least recently used one dropped first. Safe between threads."""

    capacity: int = 64
    _replies: OrderedDict[str, Reply] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: str) -> Reply | None:
        """Return the reply kept for a prompt, if any."""
        with self._lock:
            reply = self._replies.get(key)
            if reply is not None:
                self._replies.move_to_end(key)
            return reply

    def put(self, key: str, reply: Reply) -> None:
        """Keep a reply."""
        with self._lock:
            self._replies[key] = reply
            self._replies.move_to_end(key)
            while len(self._replies) > self.capacity:
                self._replies.popitem(last=False)
