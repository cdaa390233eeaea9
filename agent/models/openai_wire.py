"""OpenAI's chat completions, which most endpoints imitate: requests as JSON, answers checked before they are believed.

Source: OpenAI's API reference, «Chat completions» and «Streaming»; what imitators do otherwise is noted at its place.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Final

from pydantic import BaseModel, ConfigDict, Field

from agent.models.failure import Told, fault
from agent.models.json_step import json_prompt, sent_tools
from agent.models.lines import EventSplitter
from agent.models.port import ToolCall
from agent.models.refusals import refusal, words_of
from agent.models.wire import Draft, checked, looks_like_html, parse_object

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.models.failure import EndpointError
    from agent.models.port import Finish, Message, Prompt
    from agent.models.profile import Profile
    from agent.models.transport import Response, Transport
    from agent.models.wire import Ask

_DONE: Final = "[DONE]"
_FINISH: Final[Mapping[str, Finish]] = {
    "stop": "stop",
    "eos": "stop",
    "end_turn": "stop",
    "length": "length",
    "max_tokens": "length",
    "tool_calls": "tools",
    "function_call": "tools",
}


class _Part(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Function(_Part):
    name: str | None = None
    arguments: str | dict[str, Any] | None = None


class _Call(_Part):
    index: int | None = None
    id: str | None = None
    function: _Function = Field(default_factory=_Function)


class _ContentPart(_Part):
    type: str = "text"
    text: str | None = None


class _Content(_Part):
    content: str | list[_ContentPart] | None = None
    refusal: str | None = None
    tool_calls: list[_Call] | None = None

    @property
    def text(self) -> str:
        """The words; some endpoints send them in parts."""
        if isinstance(self.content, list):
            return "".join(part.text or "" for part in self.content if part.type == "text")
        return self.content or ""


class _Choice(_Part):
    index: int = 0
    message: _Content | None = None
    delta: _Content | None = None
    finish_reason: str | None = None


class _Usage(_Part):
    prompt_tokens: int | None = Field(default=None, ge=0)
    completion_tokens: int | None = Field(default=None, ge=0)


class _Completion(_Part):
    choices: list[_Choice] = Field(min_length=1)
    usage: _Usage | None = None


class _Chunk(_Part):
    choices: list[_Choice] = Field(default_factory=list)
    usage: _Usage | None = None


class _Model(_Part):
    id: str


class _Models(_Part):
    data: list[_Model]


class OpenAiDialect:
    """See the module."""

    path = "/chat/completions"
    models_path = "/models"

    def body(self, profile: Profile, ask: Ask) -> dict[str, Any]:
        """Return the request as JSON."""
        prompt = json_prompt(ask.prompt, ask.step)
        body: dict[str, Any] = {
            "model": profile.model,
            "messages": [{"role": "system", "content": prompt.system}, *map(_message, prompt.messages)],
            ask.abilities.reply_limit: ask.max_tokens,
        }
        if profile.temperature is not None and ask.abilities.temperature:
            body["temperature"] = profile.temperature
        if ask.stream:
            body["stream"] = True
            if ask.abilities.stream_usage:
                body["stream_options"] = {"include_usage": True}
        return body | _tools(prompt, ask) | _response_format(prompt, ask)

    def read(self, profile: Profile, body: bytes) -> Draft:
        """Read an answer that came at once."""
        data = parse_object(profile, body)
        _raise_told(profile, data)
        answer = checked(profile, _Completion, data)
        choice = answer.choices[0]
        if choice.message is None:
            raise fault(profile, "model-wrong-shape", place="choices.0.message")
        calls = tuple(
            ToolCall(call.id or f"call_{place}", call.function.name or "", _arguments(call.function.arguments))
            for place, call in enumerate(choice.message.tool_calls or ())
        )
        if choice.message.refusal and not choice.message.text:
            raise fault(profile, "model-content-refused")
        return _draft(profile, choice.message.text, calls, choice.finish_reason or "stop", answer.usage)

    def assembler(self, profile: Profile) -> OpenAiAssembler:
        """Return what reads a streamed answer."""
        return OpenAiAssembler(profile)

    def failure(self, transport: Transport, response: Response) -> EndpointError:
        """Name the cause of an answer that is no success."""
        body = response.read_error()
        words = words_of(body)
        told = Told(response.status, response.request_id)
        html = looks_like_html(body)
        return refusal(transport.profile, told, words, is_html=html, detail=transport.detail(words.message))

    def cut(self, profile: Profile, ask: Ask, draft: Draft) -> EndpointError | None:  # noqa: ARG002
        """Tell nothing: these endpoints refuse a prompt that does not fit."""
        return None

    def window_request(self, profile: Profile) -> None:  # noqa: ARG002
        """Return nothing: there is no such question."""
        return

    def read_window(self, profile: Profile, body: bytes) -> tuple[None, None]:  # noqa: ARG002
        """Read nothing."""
        return None, None

    def model_names(self, profile: Profile, body: bytes) -> tuple[str, ...]:
        """Read ``GET /models``."""
        return tuple(model.id for model in checked(profile, _Models, parse_object(profile, body)).data)


class OpenAiAssembler:
    """Puts the events of a streamed completion together.

    Args:
        profile: Whom errors are about.
    """

    def __init__(self, profile: Profile) -> None:
        self._profile = profile
        self._events = EventSplitter()
        self._text: list[str] = []
        self._refusal: list[str] = []
        self._calls: list[_StreamedCall] = []
        self._finish: str | None = None
        self._usage: _Usage | None = None
        self._any = False
        self._done = False

    def feed(self, chunk: bytes) -> list[str]:
        """Take the next bytes."""
        if not self._any and looks_like_html(chunk):
            raise fault(self._profile, "model-wrong-url", status=200)
        self._any = True
        return [piece for event in self._events.feed(chunk) if (piece := self._take(event))]

    def end(self) -> Draft:
        """Return the whole."""
        for event in self._events.end():
            self._take(event)
        if self._finish is None and not self._done:
            raise fault(self._profile, "model-broken-stream")
        text = "".join(self._text)
        if self._refusal and not text:
            raise fault(self._profile, "model-content-refused")
        calls = tuple(call.whole(place) for place, call in enumerate(self._calls))
        return _draft(self._profile, text, calls, self._finish or "stop", self._usage)

    def _take(self, event: str) -> str:
        if event.strip() == _DONE:
            self._done = True
            return ""
        data = parse_object(self._profile, event)
        _raise_told(self._profile, data)
        chunk = checked(self._profile, _Chunk, data)
        self._usage = chunk.usage or self._usage
        choice = next((choice for choice in chunk.choices if choice.index == 0), None)
        if choice is None:
            return ""
        self._finish = choice.finish_reason or self._finish
        delta = choice.delta or choice.message
        if delta is None:
            return ""
        if delta.refusal:
            self._refusal.append(delta.refusal)
        for call in delta.tool_calls or ():
            self._take_call(call)
        self._text.append(delta.text)
        return delta.text

    def _take_call(self, call: _Call) -> None:
        """Calls come in pieces by index; some endpoints send each whole, by id, all with one index or without any."""
        known = next((item for item in reversed(self._calls) if item.continues(call)), None)
        if known is None:
            known = _StreamedCall(call.index)
            self._calls.append(known)
        known.add(call)


class _StreamedCall:
    def __init__(self, index: int | None) -> None:
        self.index = index
        self._id = ""
        self._name = ""
        self._arguments: list[str] = []

    def continues(self, call: _Call) -> bool:
        """Tell whether a piece belongs to this call."""
        return call.index == self.index and (not call.id or not self._id or call.id == self._id)

    def add(self, call: _Call) -> None:
        """Take the next piece."""
        self._id = self._id or call.id or ""
        self._name = self._name or call.function.name or ""
        if call.function.arguments:
            self._arguments.append(_arguments(call.function.arguments))

    def whole(self, place: int) -> ToolCall:
        """Return the call."""
        return ToolCall(self._id or f"call_{place}", self._name, "".join(self._arguments))


def _message(message: Message) -> dict[str, Any]:
    if message.role == "tool":
        return {"role": "tool", "tool_call_id": message.call_id or "", "content": message.text}
    said: dict[str, Any] = {"role": message.role, "content": message.text}
    if message.calls:
        said["content"] = message.text or None
        said["tool_calls"] = [
            {"id": call.id, "type": "function", "function": {"name": call.name, "arguments": call.arguments}}
            for call in message.calls
        ]
    return said


def _tools(prompt: Prompt, ask: Ask) -> dict[str, Any]:
    tools = sent_tools(prompt, ask)
    if not tools:
        return {}
    told: dict[str, Any] = {
        "tools": [
            {
                "type": "function",
                "function": {"name": tool.name, "description": tool.description, "parameters": dict(tool.parameters)},
            }
            for tool in tools
        ]
    }
    if ask.step == "tool" and prompt.shape is not None:
        only = len(tools) == 1
        told["tool_choice"] = {"type": "function", "function": {"name": prompt.shape.name}} if only else "required"
    return told


def _response_format(prompt: Prompt, ask: Ask) -> dict[str, Any]:
    if prompt.shape is None or ask.step in {None, "tool", "text"}:
        return {}
    if ask.step == "object":
        return {"response_format": {"type": "json_object"}}
    shape = {"name": prompt.shape.name, "schema": dict(prompt.shape.schema), "strict": _is_strict(prompt.shape.schema)}
    return {"response_format": {"type": "json_schema", "json_schema": shape}}


def _is_strict(schema: Any) -> bool:  # noqa: ANN401 - any part of a schema
    """Tell whether a schema is one that can be kept to the letter: no further fields, all of them required."""
    if isinstance(schema, list):
        return all(_is_strict(item) for item in schema)
    if not isinstance(schema, dict):
        return True
    fields = schema.get("properties")
    if isinstance(fields, dict) and (
        schema.get("additionalProperties") is not False or set(schema.get("required", ())) != set(fields)
    ):
        return False
    return all(_is_strict(part) for part in schema.values())


def _draft(profile: Profile, text: str, calls: tuple[ToolCall, ...], finish_reason: str, usage: _Usage | None) -> Draft:
    if finish_reason in {"content_filter", "safety"}:
        raise fault(profile, "model-content-refused")
    if finish_reason == "error":
        raise fault(profile, "model-server-failed", status=200)
    finish = "tools" if calls else _FINISH.get(finish_reason, "stop")
    if finish == "tools" and not calls:
        finish = "stop"
    counted = usage or _Usage()
    return Draft(text, calls, finish, counted.prompt_tokens, counted.completion_tokens)


def _raise_told(profile: Profile, data: Mapping[str, Any]) -> None:
    """Some endpoints tell of a failure under a status of success, or in the middle of a stream."""
    if not data.get("error"):
        return
    words = words_of(json.dumps(data).encode())
    error = data["error"]
    code = error.get("code") if isinstance(error, dict) else None
    status = code if isinstance(code, int) and code >= 400 else 500  # noqa: PLR2004 - where failures begin
    raise refusal(profile, Told(status), words, is_html=False, detail="")


def _arguments(arguments: str | dict[str, Any] | None) -> str:
    return json.dumps(arguments, ensure_ascii=False) if isinstance(arguments, dict) else arguments or ""
