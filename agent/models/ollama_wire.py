"""Ollama's own ``/api/chat``: newline-delimited JSON, and the window as a field, which its OpenAI shim does not have.

Source: Ollama's API reference, ``docs/api.md``. Ollama cuts a prompt that does not fit without a word: ``truncate`` and
``shift`` forbid that where the server knows them, and the count of what was read is compared with what was sent.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel, ConfigDict, Field

from agent.models.failure import Told, fault
from agent.models.json_step import json_prompt, sent_tools
from agent.models.lines import LineSplitter
from agent.models.port import ToolCall
from agent.models.refusals import refusal, words_of
from agent.models.wire import Draft, checked, least_prompt_tokens, looks_like_html, parse_object, prompt_tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.models.failure import EndpointError
    from agent.models.port import Finish, Message
    from agent.models.profile import Profile
    from agent.models.transport import Response, Transport
    from agent.models.wire import Ask

_NOT_FOUND: Final = 404
_USUAL_WINDOWS: Final = tuple(1024 << power for power in range(8))


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Function(_Part):
    name: str = ""
    arguments: dict[str, Any] | str | None = None


class _Call(_Part):
    id: str | None = None
    function: _Function


class _Said(_Part):
    content: str | None = None
    tool_calls: list[_Call] | None = None


class _Answer(_Part):
    message: _Said | None = None
    done: bool = False
    done_reason: str | None = None
    prompt_eval_count: int | None = Field(default=None, ge=0)
    eval_count: int | None = Field(default=None, ge=0)


class _Model(_Part):
    name: str


class _Models(_Part):
    models: list[_Model]


class _Shown(_Part):
    model_info: dict[str, Any] = Field(default_factory=dict)
    capabilities: list[str] | None = None


class OllamaDialect:
    """See the module."""

    path = "/api/chat"
    models_path = "/api/tags"

    def body(self, profile: Profile, ask: Ask) -> dict[str, Any]:
        """Return the request as JSON."""
        prompt = json_prompt(ask.prompt, ask.step)
        options: dict[str, Any] = {"num_ctx": ask.window_tokens, "num_predict": ask.max_tokens}
        if profile.temperature is not None and ask.abilities.temperature:
            options["temperature"] = profile.temperature
        body: dict[str, Any] = {
            "model": profile.model,
            "messages": [{"role": "system", "content": prompt.system}, *_messages(prompt.messages)],
            "stream": ask.stream,
            "options": options,
            "truncate": False,
            "shift": False,
        }
        tools = sent_tools(prompt, ask)
        if tools:
            body["tools"] = [
                {
                    "type": "function",
                    "function": {
                        "name": tool.name,
                        "description": tool.description,
                        "parameters": dict(tool.parameters),
                    },
                }
                for tool in tools
            ]
        if prompt.shape is not None and ask.step in {"schema", "object"}:
            body["format"] = dict(prompt.shape.schema) if ask.step == "schema" else "json"
        return body

    def read(self, profile: Profile, body: bytes) -> Draft:
        """Read an answer that came at once."""
        assembler = self.assembler(profile)
        data = parse_object(profile, body)
        assembler.take(data)
        return assembler.end()

    def assembler(self, profile: Profile) -> OllamaAssembler:
        """Return what reads a streamed answer."""
        return OllamaAssembler(profile)

    def failure(self, transport: Transport, response: Response) -> EndpointError:
        """Name the cause of an answer that is no success."""
        profile, body = transport.profile, response.read_error()
        words, told = words_of(body), Told(response.status, response.request_id)
        if response.status == _NOT_FOUND and words.is_json and "model" in words.all:
            return fault(profile, "model-not-pulled", told, near="none")
        html = looks_like_html(body)
        return refusal(profile, told, words, is_html=html, detail=transport.detail(words.message))

    def cut(self, profile: Profile, ask: Ask, draft: Draft) -> EndpointError | None:
        """Tell from the counts that the prompt was not read whole.

        It was not where as many tokens were read as the window has or more; where as many were read as a usual window
        has, which a server that ignores ``num_ctx`` falls back to, while more was sent; and where fewer were read than
        any vocabulary needs for it.
        """
        read, sent = draft.prompt_tokens, prompt_tokens(ask.prompt)
        if read is None:
            return None
        fell_back = any(window - read in {0, 1} and sent > window for window in _USUAL_WINDOWS)
        if read < ask.window_tokens and not fell_back and read >= least_prompt_tokens(ask.prompt):
            return None
        return fault(profile, "model-prompt-cut", read=read, sent=sent)

    def window_request(self, profile: Profile) -> tuple[str, dict[str, Any]]:
        """Return path and body of the question for the model's own window."""
        return "/api/show", {"model": profile.model}

    def read_window(self, profile: Profile, body: bytes) -> tuple[int | None, bool | None]:
        """Read the model's own window and whether it can use tools: ``<architecture>.context_length``, a list."""
        shown = checked(profile, _Shown, parse_object(profile, body))
        lengths = [value for name, value in shown.model_info.items() if name.endswith(".context_length")]
        window = lengths[0] if lengths and isinstance(lengths[0], int) and lengths[0] > 0 else None
        return window, None if shown.capabilities is None else "tools" in shown.capabilities

    def model_names(self, profile: Profile, body: bytes) -> tuple[str, ...]:
        """Read ``GET /api/tags``."""
        return tuple(model.name for model in checked(profile, _Models, parse_object(profile, body)).models)


class OllamaAssembler:
    """Puts the lines of a streamed answer together.

    Args:
        profile: Whom errors are about.
    """

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._lines = LineSplitter()
        self._text: list[str] = []
        self._calls: list[ToolCall] = []
        self._last: _Answer | None = None
        self._any = False

    def feed(self, chunk: bytes) -> list[str]:
        """Take the next bytes."""
        if not self._any and looks_like_html(chunk):
            raise fault(self._profile, "model-wrong-url", status=200)
        self._any = True
        return self._read(self._lines.feed(chunk))

    def end(self) -> Draft:
        """Return the whole."""
        self._read(self._lines.end())
        last = self._last
        if last is None:
            raise fault(self._profile, "model-broken-stream")
        finish: Finish = "tools" if self._calls else "length" if last.done_reason == "length" else "stop"
        text = "".join(self._text)
        return Draft(text, tuple(self._calls), finish, last.prompt_eval_count, last.eval_count)

    def take(self, data: Mapping[str, Any]) -> str:
        """Take one line's object; returns its piece of text."""
        if data.get("error"):
            words = words_of(json.dumps(data).encode())
            raise refusal(self._profile, Told(500), words, is_html=False, detail="")
        answer = checked(self._profile, _Answer, data)
        if answer.message is None and not answer.done:
            raise fault(self._profile, "model-wrong-shape", place="message")
        if answer.done:
            self._last = answer
        said = answer.message or _Said()
        for call in said.tool_calls or ():
            arguments = call.function.arguments
            text = arguments if isinstance(arguments, str) else json.dumps(arguments or {}, ensure_ascii=False)
            self._calls.append(ToolCall(call.id or f"call_{len(self._calls)}", call.function.name, text))
        piece = said.content or ""
        self._text.append(piece)
        return piece

    def _read(self, lines: list[str]) -> list[str]:
        return [piece for line in lines if line.strip() and (piece := self.take(parse_object(self._profile, line)))]


def _messages(messages: tuple[Message, ...]) -> list[dict[str, Any]]:
    """Ollama knows calls by the tool's name, not by ids, and takes arguments as objects alone."""
    names = {call.id: call.name for message in messages for call in message.calls}
    told = []
    for message in messages:
        said: dict[str, Any] = {"role": message.role, "content": message.text}
        if message.role == "tool":
            said["tool_name"] = names.get(message.call_id or "", "")
        if message.calls:
            said["tool_calls"] = [
                {"function": {"name": call.name, "arguments": _object(call.arguments)}} for call in message.calls
            ]
        told.append(said)
    return told


def _object(arguments: str) -> dict[str, Any]:
    try:
        data = json.loads(arguments)
    except (ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
