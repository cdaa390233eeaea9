"""Opening models, and asking an endpoint which it has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agent.models.clock import SYSTEM_CLOCK, Clock
from agent.models.endpoint_model import EndpointModel
from agent.models.failure import fault
from agent.models.learned import LEARNED, Learned
from agent.models.limits import Limits
from agent.models.listing import fetch_names, look_up
from agent.models.ollama_wire import OllamaDialect
from agent.models.openai_wire import OpenAiDialect
from agent.models.transport import Transport
from agent.models.wire import Ask, prompt_tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.models.failure import EndpointError
    from agent.models.listing import ModelCheck
    from agent.models.port import Prompt
    from agent.models.profile import Kind, Profile
    from agent.models.secret import Secret
    from agent.models.wire import Dialect


def open_model(
    profile: Profile,
    key: Secret | None,
    *,
    limits: Limits | None = None,
    learned: Learned = LEARNED,
    clock: Clock = SYSTEM_CLOCK,
) -> EndpointModel:
    """Return the profile's model, ready to be asked; nothing is sent yet.

    Args:
        profile: Which model, and where.
        key: Of the endpoint; None where it needs none.
        limits: The agent's; without one nothing is bounded or kept.
        learned: What endpoints turned out not to take.
        clock: Time.

    Raises:
        ModelError: ``model-key-missing``, ``model-key-malformed``, ``model-key-unsafe``, ``model-ca-file``.
    """
    transport = Transport(profile, key, clock=clock)
    dialect = _dialect(profile.kind)
    return EndpointModel(transport, dialect, limits=limits or Limits(clock=clock), learned=learned, clock=clock)


def first_request(profile: Profile, prompt: Prompt, *, max_tokens: int) -> Mapping[str, Any]:
    """Return the body of the first request for a prompt, as a model of `open_model` sends it to whoever waits for it.

    A window that only the endpoint knows (`Learned.window`) is not known here.
    """
    room = min(max_tokens, profile.max_tokens, profile.context_tokens - prompt_tokens(prompt))
    return _dialect(profile.kind).body(
        profile, Ask(prompt, room, profile.context_tokens, profile.abilities, stream=False)
    )


def list_models(profile: Profile, key: Secret | None, *, clock: Clock = SYSTEM_CLOCK) -> tuple[str, ...]:
    """Return the names of the endpoint's models, in its order: ``GET /models``, for Ollama ``GET /api/tags``.

    It is the check of address and key too: whatever is wrong with them has its own code.

    Raises:
        ModelError: One of `agent.models.failure.CAUSES`.
    """
    transport = Transport(profile, key, clock=clock)
    try:
        return fetch_names(transport, _dialect(profile.kind), clock)
    finally:
        transport.close()


def check_model(profile: Profile, key: Secret | None, *, clock: Clock = SYSTEM_CLOCK) -> ModelCheck:
    """Look the profile's model up in the endpoint's list; model names die, defaults too.

    Raises:
        ModelError: As `list_models`.
    """
    return look_up(profile.model, list_models(profile, key, clock=clock))


def missing_model(profile: Profile, check: ModelCheck) -> EndpointError:
    """Return the error of a model that is not in the list, with what to do about it."""
    code = "model-not-pulled" if profile.kind == "ollama" else "model-not-found"
    return fault(profile, code, near=", ".join(check.near) or "none")


def _dialect(kind: Kind) -> Dialect:
    return OllamaDialect() if kind == "ollama" else OpenAiDialect()
