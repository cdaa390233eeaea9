"""What is known of a model and of how to reach it: data, so that no code asks for a model by name.

The types carry the bounds by which a profile from outside is checked (`agent.models.profile_book`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping  # noqa: TC003 - pydantic needs the types of fields at run time
from dataclasses import dataclass, field
from typing import Annotated, Final, Literal
from urllib.parse import SplitResult, urlsplit

from pydantic import AfterValidator, ConfigDict, Field, StringConstraints, with_config
from pydantic_core import PydanticCustomError

from agent.models.secret import Scrubber, Secret

Kind = Literal["openai", "ollama"]
JsonStep = Literal["schema", "object", "tool", "text"]
ReplyLimitField = Literal["max_tokens", "max_completion_tokens"]

_MILLION: Final = 1_000_000.0
_LOOPBACK: Final = re.compile(r"localhost|127(\.\d{1,3}){3}|::1")
_HEADER_NAME: Final = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
#: Set by the client itself, or changes what the message is.
_RESERVED_HEADERS: Final = frozenset(
    {"authorization", "host", "content-length", "content-type", "transfer-encoding", "connection", "accept-encoding"}
)
_CHECKED: Final = ConfigDict(extra="forbid", strict=True, allow_inf_nan=False)


def _split(text: str) -> SplitResult:
    try:
        parts = urlsplit(text)
        _ = parts.port
    except ValueError:
        raise PydanticCustomError("url_invalid", "not a URL") from None
    if parts.scheme not in {"http", "https"} or not parts.hostname:
        raise PydanticCustomError("url_invalid", "not an http or https URL")
    return parts


def _endpoint_url(text: str) -> str:
    """Accept http and https with a host, without user, query or fragment; drop the last slash."""
    parts = _split(text)
    if parts.username or parts.query or parts.fragment:
        raise PydanticCustomError("url_not_plain", "no user, query or fragment")
    return text.rstrip("/")


def _proxy_url(text: str) -> str:
    _split(text)
    return text


def _plain_headers(headers: Mapping[str, str]) -> Mapping[str, str]:
    for name, value in headers.items():
        if not _HEADER_NAME.fullmatch(name) or name.lower() in _RESERVED_HEADERS:
            raise PydanticCustomError("header_reserved", "not a header to set")
        if not value.isascii() or not value.isprintable():
            raise PydanticCustomError("header_value", "not a value of a header")
    return headers


Count = Annotated[int, Field(ge=1, le=1_000_000_000)]
Seconds = Annotated[float, Field(gt=0, le=3600)]
Usd = Annotated[float, Field(ge=0, le=1_000_000)]
ProfileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9._:/@+-]{0,99}$")]
FileName = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$")]
Line = Annotated[str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]{1,300}$")]
Token = Annotated[str, StringConstraints(pattern=r"^[\x21-\x7e]{1,200}$")]


@with_config(_CHECKED)
@dataclass(frozen=True, slots=True)
class Price:
    """What tokens cost, in US dollars per million."""

    prompt_usd_per_million: Usd
    reply_usd_per_million: Usd

    def cost_usd(self, prompt_tokens: int, reply_tokens: int) -> float:
        """Return what an exchange costs."""
        return (prompt_tokens * self.prompt_usd_per_million + reply_tokens * self.reply_usd_per_million) / _MILLION


@with_config(_CHECKED)
@dataclass(frozen=True, slots=True)
class Abilities:
    """What a model and its endpoint can do.

    Attributes:
        tools: It may be told of tools.
        json: The highest step of the ladder to JSON that is tried; lower ones follow by themselves.
        streaming: It answers piece by piece.
        stream_usage: It counts tokens of a streamed reply when asked (``stream_options``).
        temperature: It takes a temperature; OpenAI's reasoning models refuse one.
        reply_limit: What the request calls the most tokens of a reply.
    """

    tools: bool = True
    json: JsonStep = "schema"
    streaming: bool = True
    stream_usage: bool = True
    temperature: bool = True
    reply_limit: ReplyLimitField = "max_tokens"


@with_config(_CHECKED)
@dataclass(frozen=True, slots=True)
class Timeouts:
    """How long is waited, in seconds: for a connection, for the next piece, for the whole reply with its retries."""

    connect_s: Seconds = 10.0
    read_s: Seconds = 60.0
    total_s: Seconds = 240.0


@with_config(_CHECKED)
@dataclass(frozen=True, slots=True)
class RateLimits:
    """What the provider is known to allow; None where it says nothing until it is asked."""

    requests_per_min: Count | None = None
    tokens_per_min: Count | None = None
    requests_per_day: Count | None = None


@with_config(_CHECKED)
@dataclass(frozen=True, slots=True)
class Profile:
    """One model at one endpoint.

    Attributes:
        name: What the player calls it.
        kind: How it is spoken to: as OpenAI's REST interface, or as Ollama's own.
        base_url: For ``openai`` up to and with ``/v1``; for ``ollama`` the server alone.
        model: The endpoint's name for the model.
        context_tokens: Its window: prompt and reply together. For Ollama it is sent as ``num_ctx``.
        max_tokens: The most tokens of one reply.
        temperature: None leaves it to the endpoint.
        prompt_file: Name, without ending, of a file in the player's ``prompts`` that is added to the system prompt.
        prompt_text: Text of the player's own that is added to the system prompt.
        price: None where it is free or not known.
        limits: Shown before the first request; what the endpoint then says counts.
        needs_key: An endpoint that is asked without a key refuses.
        organisation: Sent as ``OpenAI-Organization``.
        ca_file: File of certificates to trust instead of the usual ones.
        proxy: URL of a proxy; may hold a password. None takes the system's (``HTTPS_PROXY``).
        headers: Further headers.
    """

    name: ProfileName
    kind: Kind
    base_url: Annotated[str, StringConstraints(max_length=500), AfterValidator(_endpoint_url)]
    model: Line
    context_tokens: Count
    max_tokens: Count = 4096
    temperature: Annotated[float, Field(ge=0, le=2)] | None = 0.2
    prompt_file: FileName | None = None
    prompt_text: Annotated[str, StringConstraints(max_length=20_000)] | None = None
    price: Price | None = None
    abilities: Abilities = field(default_factory=Abilities)
    timeouts: Timeouts = field(default_factory=Timeouts)
    limits: RateLimits = field(default_factory=RateLimits)
    needs_key: bool = True
    organisation: Token | None = None
    ca_file: Line | None = None
    proxy: Annotated[str, AfterValidator(_proxy_url)] | None = field(default=None, repr=False)
    headers: Annotated[Mapping[str, str], AfterValidator(_plain_headers)] = field(default_factory=dict, repr=False)

    @property
    def host(self) -> str:
        """Name the server as players may read it: without user, password and path."""
        parts = urlsplit(self.base_url)
        return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)

    @property
    def is_local(self) -> bool:
        """Tell whether the server is this very machine."""
        return _LOOPBACK.fullmatch(urlsplit(self.base_url).hostname or "") is not None

    @property
    def may_carry_a_key(self) -> bool:
        """Tell whether a key is safe on the way there: by TLS, or without leaving the machine."""
        return self.is_local or urlsplit(self.base_url).scheme == "https"

    def scrubber(self, key: Secret | None) -> Scrubber:
        """Return what takes this profile's secrets out of texts: the key, the proxy's password, values of headers."""
        password = urlsplit(self.proxy).password if self.proxy else None
        return Scrubber([key, Secret(password or ""), *(Secret(value) for value in self.headers.values())])


@with_config(_CHECKED)
@dataclass(frozen=True, slots=True)
class Caps:
    """The player's own bounds, checked before anything is sent; None is none.

    A question is everything that is sent for one answer, tool steps and falling over included. A day is the 24 hours
    before now.
    """

    question_requests: Count | None = 12
    question_tokens: Count | None = 200_000
    question_usd: Usd | None = 0.50
    day_requests: Count | None = 500
    day_tokens: Count | None = 3_000_000
    day_usd: Usd | None = 5.0
