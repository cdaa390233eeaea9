"""``ack-<id>.json``: what became of an answer in the game."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from agent.contract.base import Adler32, Document, Id, Several, Strict
from agent.contract.parts import Count, Position, ShortText


class Blocker(Strict):
    """Something that stands where a ghost should."""

    name: ShortText
    position: Position


class AckDetail(Strict):
    """Figures of a placement or the train of a schedule, or why not."""

    ghosts: Count | None = None
    blockers: Several[Blocker] = ()
    reason: ShortText | None = None
    train: Count | None = None


class Ack(Document):
    """The answer to ``request_id`` was shown, its blueprint placed, its schedule applied, or nothing of it, and why."""

    kind: Literal["ack"]
    request_id: Id
    request_digest: Adler32
    what: Literal["response", "blueprint", "schedule", "cancel"]
    result: Literal["shown", "placed", "cursor", "applied", "undone", "blocked", "dropped", "failed"]
    door: Literal["reload", "paste", "console"] | None = None
    revision: Count | None = None
    detail: AckDetail = Field(default_factory=AckDetail)
