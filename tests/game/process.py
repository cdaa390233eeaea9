"""The simulated game as a process of its own, in real time: agent and game share nothing but files.

    python -m tests.game.process --write-data DIR --mods DIR [--script FILE] [--version 2.1] …

Commands are JSON lines on standard input (or in FILE): `{"do": "click", "player": 1, "path": "gpta-send"}`. Each is
answered by one line on standard output: `{"ok": true, "result": …}` or `{"ok": false, "error": "…"}`. Between commands
the game runs at 60 ticks a second (`--speed` times). It ends at `quit`, at the end of the commands, after
`--max-seconds`, or when the game is over (exit code 1).
"""

from __future__ import annotations

import argparse
import importlib
import json
import queue
import sys
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING, TextIO

from tests.game import coverage
from tests.game.errors import GameOverError, SimulationError
from tests.game.game import Game
from tests.game.save import Save

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.game.driver import SimPlayer
    from tests.game.objects import Value

TICKS_PER_SECOND = 60
BEHIND_S = 0.5
"""So far behind real time the game gives up catching up, as the real one slows down."""
PLAYER_ACTIONS = frozenset(
    {"click", "type_text", "choose", "pick", "slide", "switch", "tab", "close", "hotkey", "shortcut", "chat",
     "change_setting", "leave", "hold", "select_area", "build", "screen"}
)  # fmt: skip


class Session:
    """A running game and the commands that act on it."""

    def __init__(self, options: argparse.Namespace) -> None:
        self._options = options
        self.ended = False
        self.paused = False
        self.game = self._new_game(options.load)

    def _new_game(self, load: Path | None) -> Game:
        options = self._options
        scenario: Callable[[Value], None] | None = None
        if options.scenario:
            module, _, name = options.scenario.partition(":")
            scenario = getattr(importlib.import_module(module), name)
        return Game(
            options.mods,
            options.write_data,
            version=options.version,
            multiplayer=options.multiplayer,
            players=options.player or ["player"],
            headless=options.headless,
            locale=options.locale,
            seed=options.seed,
            stale_passes=options.stale_passes,
            torn_writes=options.torn_writes,
            world=scenario,
            save=Save(load.read_bytes()) if load else None,
        )

    def run(self, command: dict[str, Value]) -> Value:
        """Carries out one command; raises what it raises."""
        arguments = dict(command)
        name = arguments.pop("do")
        player: SimPlayer = self.game.players[arguments.pop("player", 1)]
        if name in PLAYER_ACTIONS:
            return getattr(player, name)(**_tuples(arguments))
        return getattr(self, f"do_{name}")(player, **arguments)

    # --- commands beside the player's actions ----------------------------------------------------------------

    def do_tick(self, _player: SimPlayer, count: int = 1) -> int:
        """Runs ticks at once; the tick reached."""
        self.game.tick(count)
        return self.game.server.map.tick

    def do_exists(self, player: SimPlayer, path: str) -> bool:
        """Whether an element is on the screen."""
        return player.find(path) is not None

    def do_caption(self, player: SimPlayer, path: str) -> str:
        """Caption (or text) of an element in the player's language."""
        element = player.element(path)
        shown: str = player.peer.render(getattr(element, "text", None) or element.caption, player.locale)
        return shown

    def do_console(self, player: SimPlayer) -> list[str]:
        """The player's chat lines."""
        return player.console

    def do_server_console(self, _player: SimPlayer, line: str) -> bool:
        """A command typed at the server's console."""
        return self.game.console(line)

    def do_problems(self, _player: SimPlayer) -> list[str]:
        """Locale problems and refused API calls so far."""
        return self.game.problems

    def do_eval(self, _player: SimPlayer, mod: str, code: str) -> Value:
        """Lua in a mod's globals; plain results only."""
        result = self.game.eval(mod, code)
        return result if isinstance(result, (str, int, float, bool, type(None))) else str(result)

    def do_entities(self, _player: SimPlayer, surface: str = "nauvis", **filters: Value) -> int:
        """Number of entities of a surface that pass the filters."""
        return len(self.game.world.surface_of(surface).find_entities_filtered(**filters))

    def do_reloads(self, _player: SimPlayer) -> int:
        """How often the mods were reloaded."""
        return self.game.reloads

    def do_save(self, _player: SimPlayer, path: str) -> int:
        """Saves to a file; its size in bytes."""
        return Path(path).write_bytes(self.game.save().data)

    def do_load(self, _player: SimPlayer, path: str) -> int:
        """Leaves the game and loads a save; the tick it is at."""
        self.game = self._new_game(Path(path))
        return self.game.server.map.tick

    def do_pause(self, _player: SimPlayer, paused: bool = True) -> None:
        """Opens (or closes) the menu: time stands still, the mod hears nothing."""
        self.paused = paused

    def do_quit(self, _player: SimPlayer) -> None:
        """Ends the process."""
        self.ended = True


def _tuples(arguments: dict[str, Value]) -> dict[str, Value]:
    """JSON has no tuples: positions come as lists; an element's path is the driver's `target`."""
    if "path" in arguments:
        arguments["target"] = arguments.pop("path")
    return {key: tuple(value) if isinstance(value, list) else value for key, value in arguments.items()}


def _read_lines(source: TextIO, lines: queue.Queue[str | None]) -> None:
    for line in source:
        if line.strip():
            lines.put(line)
    lines.put(None)


def answer(session: Session, line: str) -> dict[str, Value]:
    """Runs one line and tells what came of it."""
    try:
        return {"ok": True, "result": session.run(json.loads(line))}
    except GameOverError:
        raise
    except (SimulationError, LookupError, TypeError, ValueError, AttributeError) as problem:
        return {"ok": False, "error": f"{type(problem).__name__}: {problem}"}


def say(out: TextIO, message: dict[str, Value]) -> None:
    """Writes one answer as a line."""
    out.write(json.dumps(message, ensure_ascii=False) + "\n")
    out.flush()


def serve(session: Session, source: TextIO, out: TextIO, *, speed: float, max_seconds: float) -> int:
    """The loop: due ticks, then waiting commands; exit code."""
    lines: queue.Queue[str | None] = queue.Queue()
    threading.Thread(target=_read_lines, args=(source, lines), daemon=True).start()
    pace = 1 / (TICKS_PER_SECOND * speed)
    started = due = time.monotonic()
    while not session.ended and time.monotonic() - started < max_seconds:
        try:
            line = lines.get(timeout=max(0.0, due - time.monotonic()))
        except queue.Empty:
            if not session.paused:
                session.game.tick()
            due = max(due + pace, time.monotonic() - BEHIND_S)
            continue
        if line is None:
            break
        say(out, answer(session, line))
    return 0


def parse(arguments: list[str] | None) -> argparse.Namespace:
    """Options of the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.game.process")
    parser.add_argument("--write-data", type=Path, required=True)
    parser.add_argument("--mods", type=Path, action="append", required=True)
    parser.add_argument("--script", type=Path)
    parser.add_argument("--version", choices=["2.0", "2.1"], default="2.1")
    parser.add_argument("--multiplayer", action="store_true")
    parser.add_argument("--headless", action="store_true")
    parser.add_argument("--player", action="append")
    parser.add_argument("--locale", default="en")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--stale-passes", type=int, default=0)
    parser.add_argument("--torn-writes", action="store_true")
    parser.add_argument("--scenario", help="module:function that furnishes a new world")
    parser.add_argument("--load", type=Path)
    parser.add_argument("--speed", type=float, default=1.0)
    parser.add_argument("--max-seconds", type=float, default=120.0)
    return parser.parse_args(arguments)


def main(arguments: list[str] | None = None) -> int:
    """Entry point; exit code 0, or 1 when the game ended with an error."""
    options = parse(arguments)
    try:
        session = Session(options)
        say(sys.stdout, {"ok": True, "result": "running"})
        if options.script:
            with options.script.open(encoding="utf-8") as script:
                return serve(session, script, sys.stdout, speed=options.speed, max_seconds=options.max_seconds)
        return serve(session, sys.stdin, sys.stdout, speed=options.speed, max_seconds=options.max_seconds)
    except SimulationError as over:
        say(sys.stdout, {"ok": False, "error": f"{type(over).__name__}: {over}"})
        return 1
    finally:
        into = coverage.folder()
        if into is not None:
            coverage.collect_all()
            coverage.write(into)


if __name__ == "__main__":
    sys.exit(main())
