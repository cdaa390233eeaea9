"""An endpoint that says what a test wants: OpenAI's REST interface on loopback, scripted reply by reply.

It checks what it is sent as a strict server would (the key, the model, the shape of messages and tool results), answers
at once or as a stream as it is asked to, and keeps every request for the test to look at.
"""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, ClassVar, Self

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from types import TracebackType

MODEL = "scripted-1"


@dataclass(frozen=True, slots=True)
class Said:
    """One reply: text, or tools to be called as (name, arguments); ``status`` other than 200 is a refusal."""

    text: str = ""
    calls: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    status: int = 200
    error: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)
    raw: bytes | None = None
    content_type: str = "application/json"


@dataclass(slots=True)
class ScriptedServer:
    """The server; a context manager.

    Attributes:
        script: Makes the reply to a chat request, from its body.
        key: What must stand in the Authorization header; None asks for none.
        models: What it offers.
        listing: Reply to ``GET /v1/models`` where it is not the list.
        requests: Bodies of all chat requests, in order.
        headers: Of all requests, names in lower case.
        hold: While it is cleared, chat requests wait.
    """

    script: Callable[[dict[str, Any]], Said]
    key: str | None = None
    models: tuple[str, ...] = (MODEL,)
    listing: Said | None = None
    requests: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    hold: threading.Event = field(default_factory=threading.Event)
    _server: ThreadingHTTPServer | None = None

    def __enter__(self) -> Self:
        self.hold.set()
        outer = self

        class Handler(_Handler):
            server_of_test: ClassVar[ScriptedServer] = outer

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None) -> None:
        assert self._server is not None
        self.hold.set()
        self._server.shutdown()
        self._server.server_close()

    @property
    def port(self) -> int:
        assert self._server is not None
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}/v1"


class _Handler(BaseHTTPRequestHandler):
    server_of_test: ClassVar[ScriptedServer]
    protocol_version = "HTTP/1.1"

    def handle_one_request(self) -> None:
        """Bear it when the client has heard enough."""
        try:
            super().handle_one_request()
        except ConnectionError:
            self.close_connection = True

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the library's name
        """Stay quiet."""

    def do_GET(self) -> None:
        test = self._noted()
        if not self._let_in():
            return
        if self.path != "/v1/models":
            self._reply(Said(status=404, raw=b"<html>not here</html>", content_type="text/html"))
        elif test.listing is not None:
            self._reply(test.listing)
        else:
            entries = [{"id": name, "object": "model", "created": 1, "owned_by": "test"} for name in test.models]
            self._json(200, {"object": "list", "data": entries})

    def do_POST(self) -> None:
        test = self._noted()
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        if not self._let_in():
            return
        if self.path != "/v1/chat/completions":
            self._json(404, {"error": {"message": f"no {self.path}"}})
            return
        fault = _fault_in(body)
        if fault:
            self._json(400, {"error": {"message": fault, "type": "invalid_request_error"}})
            return
        test.requests.append(body)
        test.hold.wait(30)
        said = test.script(body)
        if said.status != 200 or said.raw is not None:
            self._reply(said)
        elif body.get("stream"):
            self._stream(said, body)
        else:
            self._json(200, _completion(said, body), said.headers)

    def _noted(self) -> ScriptedServer:
        self.server_of_test.headers.append({name.lower(): value for name, value in self.headers.items()})
        return self.server_of_test

    def _let_in(self) -> bool:
        key = self.server_of_test.key
        if key is None or self.headers.get("Authorization") == f"Bearer {key}":
            return True
        error = {"message": "Incorrect API key provided", "type": "invalid_request_error", "code": "invalid_api_key"}
        self._json(401, {"error": error})
        return False

    def _reply(self, said: Said) -> None:
        data = said.raw if said.raw is not None else json.dumps({"error": dict(said.error)}).encode()
        self.send_response(said.status)
        for name, value in {
            "Content-Type": said.content_type,
            **said.headers,
            "Content-Length": str(len(data)),
        }.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def _json(self, status: int, body: Mapping[str, Any], headers: Mapping[str, str] | None = None) -> None:
        self._reply(Said(status=status, raw=json.dumps(body).encode(), headers=headers or {}))

    def _stream(self, said: Said, body: dict[str, Any]) -> None:
        self.send_response(200)
        for name, value in {"Content-Type": "text/event-stream", "Connection": "close", **said.headers}.items():
            self.send_header(name, value)
        self.end_headers()
        for chunk in _chunks(said, body):
            self.wfile.write(f"data: {json.dumps(chunk)}\n\n".encode())
        self.wfile.write(b"data: [DONE]\n\n")
        self.close_connection = True


def _fault_in(body: dict[str, Any]) -> str:
    """What a strict server would not take."""
    if body.get("model") not in {MODEL, "gpt-4.1-mini"}:
        return f"The model {body.get('model')!r} does not exist"
    open_calls: set[str] = set()
    for message in body["messages"]:
        if message["role"] not in {"system", "user", "assistant", "tool"}:
            return f"role {message['role']!r}"
        if message["role"] == "tool":
            if message.get("tool_call_id") not in open_calls:
                return f"no call {message.get('tool_call_id')!r}"
            open_calls.discard(message["tool_call_id"])
            continue
        if open_calls:
            return f"calls without results: {sorted(open_calls)}"
        open_calls = {call["id"] for call in message.get("tool_calls") or ()}
    return ""


def _calls(said: Said, number: int) -> list[dict[str, Any]]:
    return [
        {
            "index": place,
            "id": f"call_{number}_{place}",
            "type": "function",
            "function": {"name": name, "arguments": json.dumps(arguments)},
        }
        for place, (name, arguments) in enumerate(said.calls)
    ]


def _usage(said: Said, body: dict[str, Any]) -> dict[str, int]:
    prompt, reply = len(json.dumps(body["messages"])) // 4, max(1, len(said.text) // 4)
    return {"prompt_tokens": prompt, "completion_tokens": reply, "total_tokens": prompt + reply}


def _completion(said: Said, body: dict[str, Any]) -> dict[str, Any]:
    message: dict[str, Any] = {"role": "assistant", "content": said.text or None}
    if said.calls:
        message["tool_calls"] = [
            {key: value for key, value in call.items() if key != "index"}
            for call in _calls(said, len(body["messages"]))
        ]
    choice = {"index": 0, "message": message, "finish_reason": "tool_calls" if said.calls else "stop"}
    head = {"id": "chatcmpl-1", "object": "chat.completion", "created": 1, "model": body["model"]}
    return {**head, "choices": [choice], "usage": _usage(said, body)}


def _chunks(said: Said, body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    head = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "created": 1, "model": body["model"]}

    def chunk(delta: dict[str, Any], finish: str | None = None) -> dict[str, Any]:
        return {**head, "choices": [{"index": 0, "delta": delta, "finish_reason": finish}]}

    yield chunk({"role": "assistant", "content": ""})
    for start in range(0, len(said.text), 7):
        yield chunk({"content": said.text[start : start + 7]})
    if said.calls:
        yield chunk({"tool_calls": _calls(said, len(body["messages"]))})
    yield chunk({}, "tool_calls" if said.calls else "stop")
    if (body.get("stream_options") or {}).get("include_usage"):
        yield {**head, "choices": [], "usage": _usage(said, body)}
