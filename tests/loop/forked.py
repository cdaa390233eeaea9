"""Agents that are forked instead of started: a real process each, without the seconds that loading takes."""

from __future__ import annotations

import atexit
import json
import os
import select
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 30.0


class ForkedAgent:
    """One agent, to be dealt with as with a `subprocess.Popen`.

    Args:
        arguments: Its command line, without the program.
        output: Where both its outputs go.
        typed: Whether its standard input is a pipe, `stdin`; else it is empty.
    """

    def __init__(self, arguments: list[str], output: IO[bytes], *, typed: bool = False) -> None:
        read, write = os.pipe()
        self.stdin = os.fdopen(write, "wb")
        if not typed:
            self.stdin.close()
        self._told, told = socket.socketpair()
        with told:
            request = json.dumps([arguments, os.environ | {"NO_COLOR": "1"}]).encode()
            socket.send_fds(_zygote(), [request], [read, output.fileno(), told.fileno()])
        os.close(read)
        self._lines = self._told.makefile("rb", buffering=0)
        self.returncode: int | None = None
        self.pid = self._next_line(PATIENCE_S)
        assert self.pid is not None, "no agent was forked"

    def poll(self) -> int | None:
        """The exit code; None while it runs."""
        return self._end(0.0)

    def wait(self, timeout: float) -> int:
        """The exit code; raises `subprocess.TimeoutExpired`."""
        code = self._end(timeout)
        if code is None:
            raise subprocess.TimeoutExpired("agent", timeout)
        return code

    def send_signal(self, number: signal.Signals) -> None:
        if self.poll() is None:
            assert self.pid is not None
            with suppress(ProcessLookupError):
                os.kill(self.pid, number)

    def kill(self) -> None:
        self.send_signal(signal.SIGKILL)

    def _end(self, longest_s: float) -> int | None:
        if self.returncode is None:
            self.returncode = self._next_line(longest_s)
            if self.returncode is not None:
                self._lines.close()
                self._told.close()
        return self.returncode

    def _next_line(self, longest_s: float) -> int | None:
        ready, _, _ = select.select([self._told], [], [], longest_s)
        return int(self._lines.readline()) if ready else None


@cache
def _zygote() -> socket.socket:
    """Start what forks the agents of this whole test run."""
    here, there = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    with there:
        process = subprocess.Popen(
            [sys.executable, "-m", "tests.loop.agent_zygote", str(there.fileno())],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            pass_fds=[there.fileno()],
        )

    def end() -> None:
        here.close()
        process.wait(PATIENCE_S)

    atexit.register(end)
    return here
