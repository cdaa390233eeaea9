"""``request-<id>.json``: what a player wants. The kinds are told apart by the field ``request``."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints, TypeAdapter

from agent.contract.base import Adler32, Document, Id, Language, Mode, Several, Strict
from agent.contract.parts import Player, ShortText

Prompt = Annotated[str, Field(max_length=8000)]


class QuestionId(Strict):
    """A question of the same player; the digest tells which content, because older saves use ids again."""

    id: Id
    adler32: Adler32


Before = Annotated[
    Several[QuestionId],
    Field(max_length=100, description="What this player was answered last in this save; what he still waits for."),
]


class RequestBase(Document):
    """Common to all requests. ``nonce`` comes back in the answer and proves that it belongs to this question."""

    kind: Literal["request"]
    player: Player
    locale: Annotated[ShortText, Field(description="The game's language of that player, as LuaPlayer.locale.")]
    nonce: Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{8}$")]
    multiplayer: bool


class ChatRequest(RequestBase):
    """A question in one of the nine modes, about a snapshot (and one to compare with) or about nothing."""

    request: Literal["chat"]
    mode: Mode
    prompt: Prompt
    snapshot: Id | None = None
    compare: Id | None = None
    after: Before = ()


class BlueprintRequest(RequestBase):
    """Build me so many of this item per minute."""

    request: Literal["blueprint"]
    item: ShortText
    rate_per_min: Annotated[float, Field(gt=0, le=1_000_000)]
    prompt: Prompt = ""
    snapshot: Id | None = None
    after: Before = ()


class StatusRequest(RequestBase):
    """Connection test: answered by a delivery that carries the status."""

    request: Literal["status"]


class ConfigChanges(Strict):
    """What a player may set from the game. ``auto`` follows the game's language."""

    language: Language | Literal["auto"] | None = None
    profile: Annotated[str, Field(max_length=100)] | None = None


class ConfigRequest(RequestBase):
    """Change a setting of the agent."""

    request: Literal["config"]
    changes: ConfigChanges


class CancelRequest(RequestBase):
    """Forget a question; its late answer will be dropped."""

    request: Literal["cancel"]
    target: Id
    target_adler32: Adler32


Request = ChatRequest | BlueprintRequest | StatusRequest | ConfigRequest | CancelRequest
RequestKind = Literal["chat", "blueprint", "status", "config", "cancel"]

REQUEST_MODELS: dict[str, type[RequestBase]] = {
    "chat": ChatRequest,
    "blueprint": BlueprintRequest,
    "status": StatusRequest,
    "config": ConfigRequest,
    "cancel": CancelRequest,
}
RequestAdapter: TypeAdapter[Request] = TypeAdapter(Annotated[Request, Field(discriminator="request")])
