"""A command in a real terminal (a pseudo-terminal of the system), answered as a person would: by what it asks."""

from __future__ import annotations

import os
import re
import select
import subprocess
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

ROOT = Path(__file__).resolve().parents[2]
PATIENCE_S = 40.0
_ESCAPES = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Terminal:
    """`agent …` on a terminal of 100 columns; a context manager that leaves no process behind."""

    def __init__(self, *arguments: str, environment: dict[str, str] | None = None) -> None:
        import fcntl  # noqa: PLC0415 - not on Windows
        import pty  # noqa: PLC0415 - not on Windows
        import struct  # noqa: PLC0415
        import termios  # noqa: PLC0415 - not on Windows

        self._ours, theirs = pty.openpty()
        fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 100, 0, 0))

        def take_terminal() -> None:
            """Only with a terminal of its own does a process get Ctrl-C from it."""
            fcntl.ioctl(0, termios.TIOCSCTTY, 0)

        self._process = subprocess.Popen(
            [sys.executable, "-m", "agent", *arguments],
            cwd=ROOT, stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
            preexec_fn=take_terminal,  # noqa: PLW1509 - it calls nothing that another thread may hold
            env=os.environ | {"TERM": "xterm", "NO_COLOR": "1"} | (environment or {}),
        )  # fmt: skip
        os.close(theirs)
        self.shown = ""
        self._read = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, fault: BaseException | None, _: TracebackType | None) -> None:
        if self._process.poll() is None:
            self._process.kill()
        self._process.wait(PATIENCE_S)
        os.close(self._ours)

    def expect(self, words: str) -> str:
        """Wait until some words are shown that were not before; returns everything up to them."""
        deadline = time.monotonic() + PATIENCE_S
        while (found := self.shown.find(words, self._read)) < 0:
            assert time.monotonic() < deadline, f"no {words!r} in:\n{self.shown[self._read :]}"
            if not self._take():
                raise AssertionError(f"ended without {words!r}:\n{self.shown[self._read :]}")
        before, self._read = self.shown[self._read : found], found + len(words)
        return before

    def answer(self, question: str, typed: str) -> None:
        """Wait for a question, then type a line."""
        self.expect(question)
        os.write(self._ours, typed.encode() + b"\r")

    def press(self, key: bytes) -> None:
        os.write(self._ours, key)

    def interrupt(self) -> int:
        """Press Ctrl-C until the command ends; the exit code.

        A signal that comes between the question and the reading of its answer is not seen by CPython before the next
        one: a person presses again.
        """
        for _ in range(5):
            self.press(b"\x03")
            while select.select([self._ours], [], [], 3.0)[0]:
                if not self._take():
                    return self._process.wait(PATIENCE_S)
        raise AssertionError(f"Ctrl-C does not end it:\n{self.shown[self._read :]}")

    def ended(self) -> int:
        """Read to the end; the exit code."""
        while self._take():
            pass
        return self._process.wait(PATIENCE_S)

    def _take(self) -> bool:
        ready, _, _ = select.select([self._ours], [], [], PATIENCE_S)
        assert ready, f"nothing more came after:\n{self.shown[self._read :]}"
        try:
            data = os.read(self._ours, 1 << 16)
        except OSError:  # Linux ends a terminal whose other side is closed with EIO
            return False
        text = data.decode("utf-8", "replace").replace("\r\n", "\n")
        self.shown += _ESCAPES.sub("", text)
        return bool(data)
