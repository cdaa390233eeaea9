"""A headless server as the agent's child: the agent holds its standard input, its output stays where it is."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Final

from agent.errors import UsageError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import IO

_LINES: Final = 64
"""So many lines wait for a server that does not read; who offers more is told so."""
_QUIT: Final = b"/quit\n"
_CLOSING_S: Final = 1.0
"""So long a server's pipes may be closed before its end is known: it is no deaf one."""
_SIGNALLED: Final = 128
"""A program that a signal ended has this much more than the signal's number as its exit code, as shells tell it."""


class GameServer:
    """Starts a server, types at its console and ends it.

    Args:
        command: The program and its arguments.
        output: Where its standard output goes; None: to the agent's own.
        windows: Whether it is ended as programs are on Windows.
    """

    def __init__(
        self, command: Sequence[str], *, output: IO[bytes] | int | None = None, windows: bool = os.name == "nt"
    ) -> None:
        self._command = list(command)
        self._output = output
        self._windows = windows
        self._lines: queue.Queue[bytes | None] = queue.Queue(_LINES)
        self._process: subprocess.Popen[bytes] | None = None
        self._reads = False
        self._ended = threading.Event()
        self._asked_to_end = 0

    @property
    def open(self) -> bool:
        """Tell whether the server runs and takes lines."""
        return self._reads

    @property
    def asked_to_end(self) -> bool:
        """Tell whether it was asked to end, in whatever way."""
        return self._asked_to_end > 0

    def start(self, on_end: Callable[[], None], on_deaf: Callable[[], None]) -> None:
        """Start the server.

        Args:
            on_end: Called from another thread when it has ended.
            on_deaf: Called from another thread when it runs on but takes no lines any more.

        Raises:
            UsageError: ``host-not-found``, ``host-not-allowed``, ``host-not-startable``.
        """
        name = self._command[0]
        try:
            self._process = process = _start(self._command, self._output)
        except FileNotFoundError as fault:
            raise UsageError("host-not-found", command=name) from fault
        except PermissionError as fault:
            raise UsageError("host-not-allowed", command=name) from fault
        except (OSError, ValueError) as fault:
            reason = getattr(fault, "strerror", None) or str(fault)
            raise UsageError("host-not-startable", command=name, reason=reason) from fault
        self._reads = True
        threading.Thread(target=self._type, args=(process, on_deaf), name="server-console", daemon=True).start()
        threading.Thread(target=self._await_end, args=(process, on_end), name="server-end", daemon=True).start()

    def offer(self, line: bytes) -> bool:
        """Take a line to be typed, at once or not at all."""
        if not self._reads:
            return False
        try:
            self._lines.put_nowait(line)
        except queue.Full:
            return False
        return True

    def type(self, line: bytes) -> None:
        """Type a person's line; waits while the server does not read."""
        while self._reads:
            try:
                self._lines.put(line, timeout=0.5)
            except queue.Full:
                continue
            return

    def end(self) -> None:
        """Ask the server to save and end; asked again, less and less politely."""
        if self._process is None or self._process.poll() is not None:
            return
        self._asked_to_end += 1
        if self._windows:
            self._end_on_windows(self._process)
            return
        wishes = (signal.SIGINT, signal.SIGTERM, signal.SIGKILL)
        self._process.send_signal(wishes[min(self._asked_to_end, len(wishes)) - 1])

    def wait(self) -> int:
        """Wait for the end; the exit code, as a shell tells it."""
        if self._process is None:
            return 0
        code = self._process.wait()
        return code if code >= 0 else _SIGNALLED - code

    def _end_on_windows(self, process: subprocess.Popen[bytes]) -> None:
        """A console program there has no SIGINT of another's: first its own command, then Ctrl-Break, then the end."""
        if self._asked_to_end == 1 and self.offer(_QUIT):
            return
        ctrl_break = getattr(signal, "CTRL_BREAK_EVENT", None)
        if self._asked_to_end <= 2 and ctrl_break is not None:  # noqa: PLR2004 - the second wish
            process.send_signal(ctrl_break)
        else:
            process.terminate()

    def _type(self, process: subprocess.Popen[bytes], on_deaf: Callable[[], None]) -> None:
        pipe = process.stdin
        assert pipe is not None  # noqa: S101 - it was started with one
        try:
            while (line := self._lines.get()) is not None:
                rest = memoryview(line)
                while rest:  # a long line is taken in parts
                    rest = rest[pipe.write(rest) :]
        except OSError:
            self._reads = False
            if not self._ended.wait(_CLOSING_S):
                on_deaf()
        finally:
            with suppress(OSError):
                pipe.close()

    def _await_end(self, process: subprocess.Popen[bytes], on_end: Callable[[], None]) -> None:
        process.wait()
        self._ended.set()
        self._reads = False
        with suppress(queue.Full):  # Then the typing thread meets the broken pipe.
            self._lines.put_nowait(None)
        on_end()


def _start(command: list[str], output: IO[bytes] | int | None) -> subprocess.Popen[bytes]:
    """Start it apart from the terminal's signals: Ctrl-C is the agent's to pass on, once."""
    flags = int(getattr(subprocess, "CREATE_NEW_PROCESS_GROUP", 0))
    return subprocess.Popen(  # noqa: S603 - running what the player named is the purpose
        command, stdin=subprocess.PIPE, stdout=output, bufsize=0, start_new_session=os.name != "nt", creationflags=flags
    )


def pass_on_lines(server: GameServer, fd: int) -> None:
    """Type at the server's console what comes in at a file descriptor, in a thread of its own, until it ends.

    Read as bytes and below Python's buffers: a thread that waits in one of these would hold up the agent's end.
    """

    def read() -> None:
        rest = b""
        while True:
            try:
                data = os.read(fd, 1 << 16)
            except OSError:
                return
            if not data:
                if rest:
                    server.type(rest + b"\n")
                return
            *lines, rest = (rest + data).split(b"\n")
            for line in lines:
                server.type(line.rstrip(b"\r") + b"\n")

    threading.Thread(target=read, name="terminal-lines", daemon=True).start()


def own_terminal() -> int | None:
    """Return the descriptor of the agent's own standard input; None where it has none."""
    try:
        return sys.stdin.fileno()
    except (AttributeError, OSError, ValueError):
        return None
