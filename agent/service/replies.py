"""From an answer to the files of the contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.assistant.memory import memory_text
from agent.contract import PROTOCOL, BlueprintFile, Response

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.assistant.question import Answer
    from agent.bridge.ledger import Key
    from agent.contract import Envelope, Request
    from agent.errors import AgentError
    from agent.i18n import Catalogue

_TEXT_CHARS = 20_000
_SHORT_CHARS = 1000


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom an answer goes to: the question, its nonce, and the tick it was asked at."""

    key: Key
    nonce: str
    tick: int


@dataclass(frozen=True, slots=True)
class Spent:
    """What a model took for an answer: tokens and US dollars, None where it is not known."""

    prompt_tokens: int | None
    reply_tokens: int | None
    cost_usd: float | None


@dataclass(frozen=True, slots=True)
class Reply:
    """An answer as it is stored and written.

    ``memory`` is what the assistant remembers of the player from now on, None where nothing changed; ``spent`` what a
    model took for it, None where none was asked.
    """

    response: Response
    blueprint: BlueprintFile | None = None
    memory: str | None = None
    spent: Spent | None = None

    @property
    def response_bytes(self) -> bytes:
        """Return the response file."""
        return self.response.model_dump_json().encode()

    @property
    def blueprint_bytes(self) -> bytes | None:
        """Return the blueprint file, if there is one."""
        return self.blueprint.model_dump_json().encode() if self.blueprint is not None else None


def warm_up() -> None:
    """Build what the first reply needs before the model is asked: what it says is kept the sooner."""
    Response.model_rebuild()
    BlueprintFile.model_rebuild()


def addressee(request: Request, key: Key) -> Addressee:
    """Return whom a request's answer goes to."""
    return Addressee(key, request.nonce, request.tick)


def reply_of(
    answer: Answer, to: Addressee, *, revision: int, after: Sequence[str] = (), observed: bool = False
) -> Reply:
    """Return the files of an answer.

    Args:
        answer: What the assistant said.
        to: The question.
        revision: Above that of every response to this question before.
        after: Said after the answer's own notes.
        observed: It answers an observation, which nobody asked.

    Raises:
        pydantic.ValidationError: The answer breaks the contract.
    """
    offer = answer.blueprint
    memory = memory_text(answer.memory) if answer.memory is not None else None
    tokens = answer.prompt_tokens, answer.reply_tokens
    spent = Spent(*tokens, answer.cost_usd) if any(tokens) else None
    response = Response(
        **_head("response", to),
        revision=revision,
        final=answer.final,
        ok=answer.ok,
        mode=answer.mode,
        language=answer.language,
        text=_fit(answer.text),
        findings=answer.findings,
        notes=tuple(_fit(note) for note in (*answer.notes, *after)),
        engine=_fit(answer.engine, _SHORT_CHARS),
        data_set=answer.data_set,
        has_blueprint=offer is not None,
        schedules=answer.schedules,
        observed=observed,
        actions=answer.actions,
    )
    if offer is None:
        return Reply(response, memory=memory, spent=spent)
    blueprint = BlueprintFile(
        **_head("blueprint", to),
        label=_fit(offer.label, _SHORT_CHARS),
        string=offer.string,
        entity_count=offer.entity_count,
        size=offer.size,
        position=offer.position,
        surface=offer.surface,
        required=offer.required,
        missing_research=offer.missing_research,
        promised=offer.promised,
        power_w=offer.power_w,
        verified_by=offer.verified_by,
    )
    return Reply(response, blueprint, memory, spent)


def plain_reply(text: str, to: Addressee, catalogue: Catalogue, *, ok: bool, revision: int, engine: str) -> Reply:
    """Return an answer that is one sentence."""
    response = Response(
        **_head("response", to),
        revision=revision,
        final=True,
        ok=ok,
        language=catalogue.language,
        text=_fit(text),
        engine=_fit(engine, _SHORT_CHARS),
    )
    return Reply(response)


def error_reply(error: AgentError, to: Addressee, catalogue: Catalogue, *, revision: int, engine: str) -> Reply:
    """Return an error and its next step as an answer."""
    text = " ".join(catalogue.error(error))
    return plain_reply(text, to, catalogue, ok=False, revision=revision, engine=engine)


def addressee_of_refused(envelope: Envelope, key: Key) -> Addressee | None:
    """Return whom a refused request's explanation goes to; None when its nonce could not be read."""
    if envelope.nonce is None:
        return None
    return Addressee(key, envelope.nonce, max(envelope.tick or 0, 0))


def _head(kind: str, to: Addressee) -> dict[str, Any]:
    return {
        "protocol": PROTOCOL,
        "kind": kind,
        "id": to.key.id,
        "session": to.key.session,
        "tick": to.tick,
        "request_digest": to.key.digest,
        "nonce": to.nonce,
    }


def _fit(text: str, limit: int = _TEXT_CHARS) -> str:
    """Cut to the contract's length; half characters that JSON cannot carry become question marks."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return whole if len(whole) <= limit else whole[: limit - 1] + "…"
