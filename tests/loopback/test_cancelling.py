"""A reply that is no longer wanted ends at once, whatever the endpoint does meanwhile, and the endpoint hears of it."""

from __future__ import annotations

import dataclasses
import socket
import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from agent.models import Timeouts
from tests.loopback.fault_server import FaultServer, answer, completion, event
from tests.loopback.kit import PROMPT, Bench, Ear, profile, refused
from tests.loopback.test_way_there import certificate

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loopback.fault_server import Handler

CHAT = "/v1/chat/completions"
#: Far beyond what a cancel takes; where one does not work, the time limit is what ends the question, and is its name.
PATIENT = Timeouts(connect_s=12.0, read_s=12.0, total_s=12.0)


@dataclass
class Silence:
    """A step that says nothing (or ``first`` and then nothing) and notes when the other side hangs up."""

    first: bytes = b""
    reached: threading.Event = field(default_factory=threading.Event)
    left: threading.Event = field(default_factory=threading.Event)

    def __call__(self, handler: Handler) -> None:
        handler.close_connection = True
        if self.first:
            handler.head(200, {"Content-Type": "text/event-stream", "Transfer-Encoding": "chunked"})
            handler.chunk(self.first)
        self.reached.set()
        handler.connection.settimeout(20)
        try:
            gone = handler.connection.recv(1) == b""
        except ConnectionResetError:
            gone = True
        if gone:
            self.left.set()


class Leaving(Ear):
    """Wants no more as soon as the endpoint is waited for."""

    def __init__(self, reached: threading.Event) -> None:
        super().__init__()
        self.reached = reached

    def cancelled(self) -> bool:
        return self.reached.is_set()


@pytest.mark.parametrize("first", [b"", event({"content": "Iron "})], ids=["before a word", "after one"])
def test_a_silent_endpoint_is_hung_up_on(server: FaultServer, first: bytes) -> None:
    silence = Silence(first)
    server.on(CHAT, silence)
    there = profile(server.url, timeouts=PATIENT)
    ear = Leaving(silence.reached)
    assert refused(lambda: Bench(there).model.complete(PROMPT, max_tokens=9, listener=ear)).code == "model-cancelled"
    assert silence.left.wait(20), "the endpoint goes on working for nobody"


def test_a_silent_endpoint_behind_tls_is_hung_up_on(tmp_path: Path) -> None:
    ca_file = certificate(tmp_path / "ca.pem", days=4)
    silence = Silence()
    with FaultServer(ca_file) as secure:
        secure.on(CHAT, silence)
        there = profile(secure.url, timeouts=PATIENT, ca_file=str(ca_file))
        ear = Leaving(silence.reached)
        fault = refused(lambda: Bench(there).model.complete(PROMPT, max_tokens=9, listener=ear))
        assert fault.code == "model-cancelled"
        assert silence.left.wait(20)


def test_a_server_that_does_not_tell_its_window_is_hung_up_on(server: FaultServer) -> None:
    silence = Silence()
    server.on("/api/show", silence)
    there = dataclasses.replace(profile(server.url, kind="ollama", timeouts=PATIENT), base_url=server.url)
    ear = Leaving(silence.reached)
    assert refused(lambda: Bench(there).model.complete(PROMPT, max_tokens=9, listener=ear)).code == "model-cancelled"
    assert silence.left.wait(20)


def test_a_connection_that_is_not_taken_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    connecting, end = threading.Event(), threading.Event()

    def slow(*_: object, **__: object) -> object:
        connecting.set()
        end.wait(12)
        raise TimeoutError

    monkeypatch.setattr(socket, "create_connection", slow)
    there = profile("http://127.0.0.1:9", timeouts=PATIENT)
    ear = Leaving(connecting)
    assert refused(lambda: Bench(there).model.complete(PROMPT, max_tokens=9, listener=ear)).code == "model-cancelled"
    end.set()


def test_after_a_cancel_the_next_question_is_answered(server: FaultServer) -> None:
    silence = Silence()
    server.on(CHAT, silence, answer(200, completion("Iron.")))
    bench = Bench(profile(server.url, timeouts=PATIENT))
    ear = Leaving(silence.reached)
    assert refused(lambda: bench.model.complete(PROMPT, max_tokens=9, listener=ear)).code == "model-cancelled"
    assert bench.model.complete(PROMPT, max_tokens=9).text == "Iron."
