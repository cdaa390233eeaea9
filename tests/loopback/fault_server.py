"""A real HTTP server on loopback that answers as it is told, well or badly, and writes down all that it got."""

from __future__ import annotations

import json
import socket
import ssl
import struct
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any, Self

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

Step = Callable[["Handler"], None]
LONGEST_HOLD_S = 20.0
"""A held connection is let go at the latest then, if the server is not closed before."""


@dataclass(frozen=True)
class Seen:
    """A request as it came."""

    method: str
    target: str
    headers: dict[str, str]
    raw_body: bytes

    @property
    def body(self) -> Any:  # noqa: ANN401 - any JSON
        return json.loads(self.raw_body)


@dataclass
class Script:
    """What a path answers, in order; the last step repeats."""

    steps: list[Step] = field(default_factory=list)
    place: int = 0

    def next(self) -> Step:
        step = self.steps[min(self.place, len(self.steps) - 1)]
        self.place += 1
        return step


class Handler(BaseHTTPRequestHandler):
    """One connection; the steps write to it as they like."""

    protocol_version = "HTTP/1.1"
    server: _Server
    request_body: bytes

    def handle_one_request(self) -> None:
        try:
            super().handle_one_request()
        except (ConnectionError, ssl.SSLError, ValueError):
            self.close_connection = True

    def _serve(self) -> None:
        self.request_body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        seen = Seen(self.command, self.path, {k.lower(): v for k, v in self.headers.items()}, self.request_body)
        self.server.seen.append(seen)
        path = self.path.partition("?")[0]
        script = self.server.scripts.get(path) or self.server.scripts.get("*")
        (answer(404, {"error": "no such path"}) if script is None else script.next())(self)

    do_GET = do_POST = do_CONNECT = _serve  # noqa: N815 - names that the library looks for

    def head(self, status: int, headers: Mapping[str, str]) -> None:
        self.send_response_only(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def hold(self) -> None:
        """Keep the connection open and say nothing."""
        self.server.closing.wait(LONGEST_HOLD_S)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.scripts: dict[str, Script] = {}
        self.seen: list[Seen] = []
        self.closing = threading.Event()

    def handle_error(self, *_: object) -> None:
        """A client that hangs up is what these tests are about."""


class FaultServer:
    """Serves from entering to leaving."""

    def __init__(self, certificate: Path | None = None) -> None:
        self._server = _Server()
        self._scheme = "http"
        if certificate is not None:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            # The handshake is made in the connection's thread, not where connections are accepted.
            self._server.socket = context.wrap_socket(
                self._server.socket, server_side=True, do_handshake_on_connect=False
            )
            self._scheme = "https"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.closing.set()
        self._server.shutdown()
        self._server.server_close()
        self._thread.join(LONGEST_HOLD_S)

    @property
    def port(self) -> int:
        return int(self._server.server_address[1])

    @property
    def url(self) -> str:
        return f"{self._scheme}://127.0.0.1:{self.port}"

    @property
    def seen(self) -> list[Seen]:
        return self._server.seen

    def asked(self, path: str) -> list[Seen]:
        return [seen for seen in self.seen if seen.target.partition("?")[0] == path]

    def on(self, path: str, *steps: Step) -> None:
        """Answer a path (or ``*``, every other) with these, in order; the last repeats."""
        self._server.scripts[path] = Script(list(steps))


def answer(status: int, body: object, headers: Mapping[str, str] | None = None) -> Step:
    """A whole answer: JSON, or bytes as they are."""

    def step(handler: Handler) -> None:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        told = {"Content-Type": "application/json", **(headers or {}), "Content-Length": str(len(raw))}
        handler.head(status, told)
        handler.wfile.write(raw)

    return step


def chunked(chunks: Iterable[bytes], *, end: str = "whole", kind: str = "text/event-stream") -> Step:
    """A streamed answer.

    ``end``: ``whole``; ``cut``, closed without the last chunk; ``half``, closed in the middle of a chunk; ``reset``,
    by a reset; ``held``, left open in silence.
    """

    def step(handler: Handler) -> None:
        handler.head(200, {"Content-Type": kind, "Transfer-Encoding": "chunked"})
        for chunk in chunks:
            handler.chunk(chunk)
        if end == "whole":
            handler.wfile.write(b"0\r\n\r\n")
            return
        handler.close_connection = True
        if end == "half":
            handler.wfile.write(b'ff\r\ndata: {"choices": [{"de')
        elif end == "reset":
            handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        elif end == "held":
            handler.hold()

    return step


def hang_up(handler: Handler) -> None:
    """Close without a word."""
    handler.close_connection = True


def hold(handler: Handler) -> None:
    """Never answer."""
    handler.hold()


def raw(data: bytes) -> Step:
    """Bytes that need not be HTTP."""

    def step(handler: Handler) -> None:
        handler.wfile.write(data)
        handler.close_connection = True

    return step


def error(status: int, message: str, headers: Mapping[str, str] | None = None, **fields: object) -> Step:
    """A refusal in OpenAI's form."""
    return answer(
        status, {"error": {"message": message, "type": "error", "param": None, "code": None, **fields}}, headers
    )


def completion(text: str | None = "Iron.", *, finish: str = "stop", **message: object) -> dict[str, Any]:
    """A chat completion as OpenAI's API reference shows one."""
    return {
        "id": "chatcmpl-1",
        "object": "chat.completion",
        "created": 1741570283,
        "model": "gpt-4o-2024-08-06",
        "choices": [
            {
                "index": 0,
                "message": {"role": "assistant", "content": text, "refusal": None, **message},
                "logprobs": None,
                "finish_reason": finish,
            }
        ],
        "usage": {"prompt_tokens": 19, "completion_tokens": 10, "total_tokens": 29},
    }


def event(delta: Mapping[str, object] | None, *, finish: str | None = None, **fields: object) -> bytes:
    """One event of a streamed completion; without a delta it has no choices, as the one with the usage."""
    choices = [] if delta is None else [{"index": 0, "delta": delta, "finish_reason": finish}]
    data = {"id": "chatcmpl-1", "object": "chat.completion.chunk", "choices": choices, **fields}
    return b"data: " + json.dumps(data, ensure_ascii=False).encode() + b"\n\n"


USAGE = {"prompt_tokens": 19, "completion_tokens": 10, "total_tokens": 29}
DONE = b"data: [DONE]\n\n"


def told(*words: str) -> list[bytes]:
    """A whole streamed completion of these words."""
    first = event({"role": "assistant", "content": ""})
    return [
        first,
        *(event({"content": word}) for word in words),
        event({}, finish="stop"),
        event(None, usage=USAGE),
        DONE,
    ]
