"""The port every language model is behind.

A model gets one `Prompt` and returns one `Reply`. Whatever goes wrong inside is raised as `ModelError`; the assistant
then answers with the prompt's draft. A reply with tool calls is an intermediate one: the assistant runs the tools, adds
the calls and their results to the messages, and asks again.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from agent.errors import ModelError

Role = Literal["user", "assistant", "tool"]
Finish = Literal["stop", "length", "tools"]


@dataclass(frozen=True, slots=True)
class ToolCall:
    """A tool that a model wants run; ``arguments`` is the JSON text exactly as the model wrote it, valid or not."""

    id: str
    name: str
    arguments: str


@dataclass(frozen=True, slots=True)
class ToolSpec:
    """A tool as a model is told of it; ``parameters`` is a JSON schema of an object."""

    name: str
    description: str
    parameters: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class JsonShape:
    """The form in which a reply is wanted: a JSON schema of an object, with a name for it."""

    name: str
    schema: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Message:
    """One turn of the talk.

    An assistant's turn may hold tool calls; a turn of role ``tool`` is the result of the call named ``call_id``.
    """

    role: Role
    text: str
    calls: tuple[ToolCall, ...] = ()
    call_id: str | None = None


@dataclass(frozen=True, slots=True)
class Prompt:
    """What a model is asked.

    ``draft`` is the embedded analyst's own answer to the question: always there, made of computed facts alone. It is
    part of the last message for models which write, and it is the answer itself where no model does.
    ``shape`` asks for a reply that is JSON of that form: a model that cannot give it raises ``model-no-json``.
    ``refit`` makes the same prompt for another window, in tokens, and raises `ModelError` where nothing would fit; it
    is for a model whose window is smaller than the one that the prompt was built for.
    """

    system: str
    messages: tuple[Message, ...]
    draft: str
    tools: tuple[ToolSpec, ...] = ()
    shape: JsonShape | None = None
    refit: Callable[[int], Refitted] | None = field(default=None, repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Refitted:
    """A prompt for a smaller window, and what the player should know of what had to stay out of it."""

    prompt: Prompt
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """What the player should know of how a reply came about: a catalogue key (`note-…`) and its parameters.

    ``cause`` is the error that it speaks of: its sentence, in the player's language, is the parameter ``reason``.
    """

    key: str
    params: Mapping[str, str | float] = field(default_factory=dict)
    cause: ModelError | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class Reply:
    """What a model said; ``model`` names it as the player may read it.

    Token counts are None where unknown, ``cost`` (US dollars) where no price is known; ``estimated`` tells that they
    are our own upper estimates, because the server gave none. ``text`` is JSON of the prompt's ``shape`` where one was
    asked for. ``finish`` is ``length`` where the text ends because ``max_tokens`` were used up.
    """

    text: str
    model: str
    prompt_tokens: int | None = None
    reply_tokens: int | None = None
    cost: float | None = None
    calls: tuple[ToolCall, ...] = ()
    finish: Finish = "stop"
    estimated: bool = False
    notes: tuple[Note, ...] = ()


class Listener(Protocol):
    """Whoever waits for a reply: hears its pieces, and may no longer want it."""

    def heard(self, piece: str) -> None:
        """Take the next piece of the text as it is streamed."""

    def restarted(self) -> None:
        """Forget the pieces heard so far: the reply begins anew (a broken stream is asked for again)."""

    def cancelled(self) -> bool:
        """Tell whether the reply is no longer wanted; the model then stops with ``model-cancelled``."""


class LanguageModel(Protocol):
    """Anything that turns a prompt into words."""

    @property
    def name(self) -> str:
        """Name the model as it is shown to the player."""

    @property
    def context_tokens(self) -> int:
        """Tell how many tokens prompt and reply may have together."""

    def complete(self, prompt: Prompt, *, max_tokens: int, listener: Listener | None = None) -> Reply:
        """Answer the prompt in at most ``max_tokens`` tokens.

        Raises:
            ModelError: No answer could be had; the code says why.
        """
