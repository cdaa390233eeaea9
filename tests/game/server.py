"""A headless server as a process of its own: its standard input is its console, as the real one reads it.

    python -m tests.game.server --write-data DIR --mods DIR --save FILE --control FILE [--version 2.1] [--player anna …]

It loads the save where there is one, else makes a new game; each player brings a machine of his own. A tick reads one
line of the console and cuts it after 1000 bytes; what does not begin with `/` is chat. `/quit`, SIGINT and SIGTERM save
and end it; when its input ends it runs on without one. `--faults lose:2,double:3` spoils pieces of answers, counted
from 1 as they come: `lose`, `double`, `swap` (with the next), `garble`, `hang` (reads no more), `die` (as if killed).

Players are moved by JSON lines (`tests.game.process`) in the control file, each answered by a line in
`<control>.answers`; the first line there says that the game runs, and its process id.
"""

from __future__ import annotations

import argparse
import os
import queue
import signal
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.game import coverage
from tests.game.errors import SimulationError
from tests.game.process import TICKS_PER_SECOND, Session, answer, say
from tests.game.process import parse as parse_game

if TYPE_CHECKING:
    from collections.abc import Iterator

LINE_BYTES = 1000
PIECE = b"/gpta-deliver "
DIED = 9


def read_console(lines: queue.SimpleQueue[bytes | None]) -> None:
    """Read standard input as it comes, in pieces of any length, until it ends."""
    rest = b""
    while data := os.read(0, 1 << 16):
        *whole, rest = (rest + data).split(b"\n")
        for line in whole:
            lines.put(line[:LINE_BYTES])
    lines.put(None)


def show(text: str) -> None:
    """Print a line of the server's own."""
    sys.stdout.write(text + "\n")
    sys.stdout.flush()


class Faults:
    """What happens to pieces on their way, each fault once."""

    def __init__(self, spec: str) -> None:
        pairs = (each.split(":") for each in spec.split(",") if each)
        self._planned = {int(number): kind for kind, number in pairs}
        self._come = 0
        self._held: bytes | None = None
        self.hangs = False

    def spoil(self, line: bytes) -> Iterator[bytes]:
        """Yield what the game gets to read instead of a line."""
        if not line.startswith(PIECE):
            yield line
            return
        self._come += 1
        fault = self._planned.pop(self._come, "")
        if fault == "die":
            os._exit(DIED)
        self.hangs = self.hangs or fault == "hang"
        if self.hangs or fault == "lose":
            return
        if fault == "swap":
            self._held = line
            return
        yield line[:-3] if fault == "garble" else line
        if fault == "double":
            yield line
        if self._held is not None:
            held, self._held = self._held, None
            yield held


class Server:
    """A game, its console and its control file."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        arguments = [
            "--write-data",
            str(options.write_data),
            "--mods",
            str(options.mods),
            "--multiplayer",
            "--headless",
        ]
        arguments += ["--version", options.version, "--locale", options.locale]
        for player in options.player or ["anna"]:
            arguments += ["--player", player]
        if options.save.exists():
            arguments += ["--load", str(options.save)]
        self._session = Session(parse_game(arguments))
        self._faults = Faults(options.faults)
        self._console: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._read_bytes = 0
        self._ends = False

    def run(self) -> None:
        """Run until told to end, and save."""
        threading.Thread(target=read_console, args=(self._console,), daemon=True).start()
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: self._end())
        with self._options.control.with_suffix(".answers").open("a", encoding="utf-8") as answers:
            say(answers, {"ok": True, "result": os.getpid()})
            show("Hosting game at IP ADDR:({0.0.0.0:34197})")
            started = time.monotonic()
            while not self._ends and time.monotonic() - started < self._options.max_seconds:
                self._tick()
                for line in self._commands():
                    say(answers, answer(self._session, line))
                time.sleep(1 / (TICKS_PER_SECOND * self._options.speed))
        self._session.run({"do": "save", "path": str(self._options.save)})
        show("Goodbye")

    def _end(self) -> None:
        self._ends = True

    def _tick(self) -> None:
        try:
            line = self._console.get_nowait()
        except queue.Empty:
            line = None
        if line == b"/quit":
            self._ends = True
        elif line is not None:
            show(f"<server> {line[:60].decode('utf-8', 'replace')}")
            for spoiled in self._faults.spoil(line):
                text = spoiled.decode("utf-8", "replace")
                if text.startswith("/"):
                    self._session.run({"do": "server_console", "line": text})
        self._session.game.tick()

    def _commands(self) -> list[str]:
        try:
            data: bytes = self._options.control.read_bytes()[self._read_bytes :]
        except FileNotFoundError:
            return []
        whole = data[: data.rfind(b"\n") + 1]
        self._read_bytes += len(whole)
        return whole.decode("utf-8").splitlines()


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.game.server")
    parser.add_argument("--write-data", type=Path, required=True)
    parser.add_argument("--mods", type=Path, required=True)
    parser.add_argument("--save", type=Path, required=True)
    parser.add_argument("--control", type=Path, required=True)
    parser.add_argument("--version", choices=["2.0", "2.1"], default="2.1")
    parser.add_argument("--player", action="append")
    parser.add_argument("--locale", default="ru")
    parser.add_argument("--faults", default="")
    parser.add_argument("--speed", type=float, default=4.0)
    parser.add_argument("--max-seconds", type=float, default=120.0)
    parser.add_argument("--exit-code", type=int, default=0)
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Entry point; the exit code asked for, or 1 when the game ended with an error."""
    options = parse(arguments)
    try:
        Server(options).run()
    except SimulationError as over:
        show(f"{type(over).__name__}: {over}")
        return 1
    finally:
        into = coverage.folder()
        if into is not None:
            coverage.collect_all()
            coverage.write(into)
    return int(options.exit_code)


if __name__ == "__main__":
    sys.exit(main())
