"""What models said, kept so that the same question about the same state is not paid for twice."""

from __future__ import annotations

import hashlib
import json
from collections import OrderedDict
from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.assistant.loop import Talk
    from agent.contract import Snapshot
    from agent.models import Prompt

NOT_STATE = {"id", "tick", "load_score", "protocol", "session"}
"""Fields that differ between two snapshots of one state."""


def state_hash(snapshot: Snapshot | None) -> str:
    """Return a digest of what a snapshot shows: two selections of an unchanged factory have the same."""
    if snapshot is None:
        return ""
    return hashlib.sha256(snapshot.model_dump_json(exclude=NOT_STATE).encode("utf-8", "surrogatepass")).hexdigest()


def prompt_key(model: str, prompt: Prompt, *about: str) -> str:
    """Return the key of a prompt.

    Everything that a model is told decides its answer, so all of it is hashed; ``about`` is what decides what its tools
    would say and whose talk it is: the states of the snapshots, the data set, the save and the player.
    """
    digest = hashlib.sha256()
    parts = [model, prompt.system, prompt.draft, *about]
    parts += (part for m in prompt.messages for part in (m.role, m.text))
    parts += (part for t in prompt.tools for part in (t.name, t.description, json.dumps(t.parameters, sort_keys=True)))
    for part in parts:
        encoded = part.encode("utf-8", "surrogatepass")
        digest.update(len(encoded).to_bytes(8, "big"))
        digest.update(encoded)
    return digest.hexdigest()


@dataclass(slots=True)
class ReplyCache:
    """The latest talks by prompt, the least recently used one dropped first. Safe between threads."""

    capacity: int = 64
    _talks: OrderedDict[str, Talk] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: str) -> Talk | None:
        """Return the talk kept for a prompt, if any."""
        with self._lock:
            talk = self._talks.get(key)
            if talk is not None:
                self._talks.move_to_end(key)
            return talk

    def put(self, key: str, talk: Talk) -> None:
        """Keep a talk."""
        with self._lock:
            self._talks[key] = talk
            self._talks.move_to_end(key)
            while len(self._talks) > self.capacity:
                self._talks.popitem(last=False)

    def clear(self) -> None:
        """Forget everything: a player took his consent back."""
        with self._lock:
            self._talks.clear()
