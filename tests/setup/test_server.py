"""A server as a child: how it is ended where there are no signals, and what is typed when nobody reads."""

from __future__ import annotations

import signal
import sys
import threading
from typing import TYPE_CHECKING

from agent.setup.server import GameServer
from tests.loop.agent_process import wait_until
from tests.loop.forked import PATIENCE_S

if TYPE_CHECKING:
    from pathlib import Path


def started(code: str, *, windows: bool = False) -> tuple[GameServer, threading.Event]:
    ended = threading.Event()
    server = GameServer([sys.executable, "-c", code], windows=windows)
    server.start(on_end=ended.set, on_deaf=lambda: None)
    return server, ended


def test_on_windows_it_is_first_asked_by_its_own_command(tmp_path: Path) -> None:
    said = tmp_path / "said"
    server, ended = started(
        f"import sys; line = sys.stdin.readline(); open({str(said)!r}, 'w').write(line); sys.exit(5)", windows=True
    )
    server.end()
    assert ended.wait(PATIENCE_S)
    assert said.read_text() == "/quit\n"
    assert server.wait() == 5
    assert not server.open
    server.end()


def test_on_windows_one_that_does_not_heed_is_ended(tmp_path: Path) -> None:
    up = tmp_path / "up"
    code = f"import signal; open({str(up)!r}, 'w').close(); [signal.pause() for _ in range(9)]"
    server, ended = started(code, windows=True)
    wait_until(up.exists, "the server")
    for _ in range(3):
        server.end()
    assert ended.wait(PATIENCE_S)
    assert server.wait() == 128 + signal.SIGTERM


def test_a_server_that_does_not_read_holds_nobody_up() -> None:
    server, ended = started("import signal; signal.pause()")
    line = b"x" * 999 + b"\n"
    taken = 0
    while server.offer(line) and taken < 1000:
        taken += 1
        threading.Event().wait(0.001)
    assert 64 <= taken < 1000, "a pipe's worth of lines, and the queue before it"
    assert not ended.is_set()
    server.end()
    assert ended.wait(PATIENCE_S)
    assert not server.offer(line)


def test_a_server_that_closes_its_input_while_it_ends_is_no_deaf_one(tmp_path: Path) -> None:
    code = (
        "import os, signal, sys, threading\n"
        "def end(*_):\n"
        "    os.close(0)\n"
        "    threading.Event().wait(0.3)\n"
        "    sys.exit(0)\n"
        "signal.signal(signal.SIGINT, end)\n"
        f"open({str(tmp_path / 'up')!r}, 'w').close()\n"
        "while True: signal.pause()\n"
    )
    ended, deaf = threading.Event(), threading.Event()
    server = GameServer([sys.executable, "-c", code])
    server.start(on_end=ended.set, on_deaf=deaf.set)
    wait_until((tmp_path / "up").exists, "the server")
    for _ in range(1000):  # a pipe's worth: the typing thread is amid a line when the pipe is closed
        server.offer(b"x" * 999 + b"\n")
        threading.Event().wait(0.0005)
    server.end()
    assert ended.wait(PATIENCE_S)
    for each in threading.enumerate():
        if each.name == "server-console":
            each.join(PATIENCE_S)
    assert not deaf.is_set()


def test_what_was_never_started_has_ended() -> None:
    server = GameServer(["nothing"])
    server.end()
    assert (server.open, server.asked_to_end, server.wait()) == (False, False, 0)
