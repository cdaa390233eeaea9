"""The agent as its players start it: a process of its own that shares nothing with the game but files."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import threading
import time
from typing import IO, TYPE_CHECKING, Self

from tests.loop.forked import PATIENCE_S, ROOT, ForkedAgent

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType


def wait_until(done: Callable[[], bool], what: str) -> None:
    """Wait for another process, bounded; raises AssertionError naming what did not come."""
    deadline = time.monotonic() + PATIENCE_S
    pause = threading.Event()
    while not done():
        assert time.monotonic() < deadline, f"waited {PATIENCE_S:g} s for {what}"
        pause.wait(0.005)


class AgentProcess:
    """`agent run` on a bridge folder; a context manager that ends it with Ctrl-C and checks that it ends cleanly.

    Args:
        bridge: What it serves.
        mods: Where the inbox mod is.
        data_dir: Its own.
        options: Further ones.
        fresh: It loads all that it needs by itself; else it is forked from one that has done so.
    """

    def __init__(self, bridge: Path, mods: Path, data_dir: Path, *options: str, fresh: bool = False) -> None:
        self.options = options
        self.bridge = bridge
        self.mods = mods
        self.data_dir = data_dir
        self.output = data_dir.with_name(data_dir.name + "-terminal.txt")
        self._process: ForkedAgent | subprocess.Popen[bytes] | None = None
        self._fresh = fresh
        self._killed = False

    def __enter__(self) -> Self:
        folders = {"--bridge": self.bridge, "--mods": self.mods, "--data-dir": self.data_dir}
        command = ["run", "--quiet", *self.options]
        for option, folder in folders.items():
            command += [option, str(folder)]
        with self.output.open("wb") as output:
            self._process = self._start(command, output)
        try:
            wait_until(lambda: self._ended() or bool(list(self.bridge.glob("status.json"))), "the agent to be there")
            assert not self._ended(), self.output.read_text("utf-8")
        except BaseException:
            self._process.kill()
            self._process.wait(PATIENCE_S)
            raise
        return self

    def _start(self, command: list[str], output: IO[bytes]) -> ForkedAgent | subprocess.Popen[bytes]:
        if not self._fresh:
            return ForkedAgent(command, output)
        program = [sys.executable, "-m", "agent"]
        environment = os.environ | {"NO_COLOR": "1"}
        return subprocess.Popen([*program, *command], cwd=ROOT, stdout=output, stderr=output, env=environment)

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        process = self._process
        assert process is not None
        if self._killed:
            return
        process.send_signal(signal.SIGINT)
        try:
            code = process.wait(PATIENCE_S)
        except subprocess.TimeoutExpired:
            process.kill()
            raise
        if kind is None:
            assert code == 0, self.output.read_text("utf-8")

    def kill(self) -> None:
        """End it as a power failure would."""
        assert self._process is not None
        self._killed = True
        self._process.kill()
        self._process.wait(PATIENCE_S)
        (self.bridge / "status.json").unlink(missing_ok=True)  # the next one shows by it that it is there

    def _ended(self) -> bool:
        return self._process is not None and self._process.poll() is not None

    def query(self, sql: str, *values: object) -> list[tuple[object, ...]]:
        """Ask the ledger, read-only, as a look from outside."""
        ledgers = list(self.data_dir.rglob("ledger.sqlite3"))
        if not ledgers:
            return []
        connection = sqlite3.connect(f"file:{ledgers[0]}?mode=ro", uri=True, timeout=10)
        try:
            return connection.execute(sql, values).fetchall()
        finally:
            connection.close()

    def states(self) -> dict[tuple[str, str], str]:
        """(id, digest) → state of every question."""
        return {(str(i), str(d)): str(s) for i, d, s in self.query("SELECT id, digest, state FROM questions")}

    def answers_begun(self) -> int:
        """How often answering was begun, over all questions: each would be a call of the model."""
        rows = self.query("SELECT coalesce(sum(attempts), 0) FROM questions")
        return int(str(rows[0][0])) if rows else 0

    def inbox(self) -> str:
        """The companion mod's file as it stands."""
        return (self.mods / "gpt-assistant-inbox" / "inbox.lua").read_text("utf-8")
