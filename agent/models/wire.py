"""What the ways of speaking to an endpoint have in common: what is asked for, and what comes back."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from pydantic import BaseModel, ValidationError

from agent.models.failure import fault
from agent.models.tokens import estimate_tokens, least_tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.models.failure import EndpointError
    from agent.models.port import Finish, Prompt, ToolCall
    from agent.models.profile import Abilities, JsonStep, Profile
    from agent.models.transport import Response, Transport

_Shape = TypeVar("_Shape", bound=BaseModel)
_TOKENS_PER_MESSAGE = 8
"""What providers add around each message for its role; four to seven in the formats that are published."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request: the prompt, and how this time it is put.

    ``window_tokens`` is what prompt and reply may have together, ``step`` the way to JSON that is taken, None where
    free text is wanted.
    """

    prompt: Prompt
    max_tokens: int
    window_tokens: int
    abilities: Abilities
    stream: bool
    step: JsonStep | None = None


@dataclass(frozen=True, slots=True)
class Draft:
    """What came back; ``finish`` is None where the endpoint did not say that it was done."""

    text: str = ""
    calls: tuple[ToolCall, ...] = ()
    finish: Finish | None = None
    prompt_tokens: int | None = None
    reply_tokens: int | None = None


class Assembler(Protocol):
    """Puts a streamed reply together."""

    def feed(self, chunk: bytes) -> list[str]:
        """Take the next bytes; returns the pieces of text in them.

        Raises:
            EndpointError: ``model-garbage``, ``model-wrong-shape``, or what the endpoint tells in mid-stream.
        """

    def end(self) -> Draft:
        """Return the whole.

        Raises:
            EndpointError: As `feed`; ``model-broken-stream`` where the end is missing.
        """


class Dialect(Protocol):
    """A way of speaking to an endpoint."""

    path: str
    models_path: str

    def body(self, profile: Profile, ask: Ask) -> dict[str, Any]:
        """Return the request as JSON."""

    def read(self, profile: Profile, body: bytes) -> Draft:
        """Read an answer that came at once.

        Raises:
            EndpointError: ``model-garbage``, ``model-wrong-shape``, ``model-content-refused``.
        """

    def assembler(self, profile: Profile) -> Assembler:
        """Return what reads a streamed answer."""

    def failure(self, transport: Transport, response: Response) -> EndpointError:
        """Name the cause of an answer that is no success."""

    def cut(self, profile: Profile, ask: Ask, draft: Draft) -> EndpointError | None:
        """Tell from the counts that the prompt was not read whole; None where nothing says so."""

    def window_request(self, profile: Profile) -> tuple[str, dict[str, Any]] | None:
        """Return path and body of the question for the model's own window; None where there is none."""

    def read_window(self, profile: Profile, body: bytes) -> tuple[int | None, bool | None]:
        """Read the model's own window in tokens, and whether it can use tools; None where untold.

        Raises:
            EndpointError: ``model-garbage``, ``model-wrong-shape``.
        """

    def model_names(self, profile: Profile, body: bytes) -> tuple[str, ...]:
        """Read the list of models.

        Raises:
            EndpointError: ``model-garbage``, ``model-wrong-shape``.
        """


def prompt_tokens(prompt: Prompt) -> int:
    """Return an upper estimate of the tokens of a prompt with its tools and shape."""
    return sum(estimate_tokens(text) + _TOKENS_PER_MESSAGE for text in _texts(prompt))


def least_prompt_tokens(prompt: Prompt) -> int:
    """Return a lower estimate of the tokens of a prompt's own words, tools and shape left out."""
    return sum(least_tokens(text) for text in (prompt.system, *(message.text for message in prompt.messages)))


def _texts(prompt: Prompt) -> list[str]:
    texts = [prompt.system, *(message.text for message in prompt.messages)]
    texts += [call.name + call.arguments for message in prompt.messages for call in message.calls]
    texts += [tool.name + tool.description + json.dumps(tool.parameters) for tool in prompt.tools]
    if prompt.shape is not None:
        texts.append(prompt.shape.name + json.dumps(prompt.shape.schema))
    return texts


def parse_object(profile: Profile, raw: bytes | str) -> Mapping[str, Any]:
    """Read a JSON object.

    Raises:
        EndpointError: ``model-wrong-url`` where it is a web page, ``model-garbage``, ``model-wrong-shape``.
    """
    try:
        data = json.loads(raw)
    except (ValueError, RecursionError):
        if looks_like_html(raw):
            raise fault(profile, "model-wrong-url", status=200) from None
        raise fault(profile, "model-garbage") from None
    if not isinstance(data, dict):
        raise fault(profile, "model-wrong-shape", place=".")
    return data


def checked(profile: Profile, shape: type[_Shape], data: Mapping[str, Any]) -> _Shape:
    """Check an object against the shape that is expected.

    Raises:
        EndpointError: ``model-wrong-shape`` with the place.
    """
    try:
        return shape.model_validate(data)
    except ValidationError as error:
        place = ".".join(str(step) for step in error.errors(include_url=False, include_input=False)[0]["loc"])
        raise fault(profile, "model-wrong-shape", place=place[:120]) from None


def looks_like_html(raw: bytes | str) -> bool:
    """Tell whether a body is a web page."""
    start = (raw[:200].decode("utf-8", "replace") if isinstance(raw, bytes) else raw[:200]).lstrip("\ufeff \t\r\n")
    return start[:9].lower() == "<!doctype" or start[:5].lower() in {"<html", "<head", "<body"} or start[:5] == "<?xml"
