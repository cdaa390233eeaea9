"""Which lines of the mods' Lua ran: executable lines out of the bytecode, executed ones out of the line hook.

The figures of one process go to a file of its own below a folder; `merge` reads them together.
"""

from __future__ import annotations

import json
import os
import re
import struct
from pathlib import Path
from typing import TYPE_CHECKING

from lupa import lua52

from tests.game.text import to_raw

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.game.game import Game

FOLDER_VARIABLE = "GPTA_LUA_COVERAGE"
"""Folder for the figures; coverage is measured when it is set."""
CLOSING = re.compile(r"^\s*(?:end|else|[})\]]+)?[})\],;\s]*(?:end[})\],;\s]*)*(?:--.*)?$")
"""Lines that hold no statement of their own although bytecode is attributed to them."""

_executed: dict[str, set[int]] = {}
_sources: dict[str, str] = {}
_games: list[Game] = []


def folder() -> Path | None:
    """Where the figures go; None while coverage is not measured."""
    named = os.environ.get(FOLDER_VARIABLE)
    return Path(named) if named else None


def watch(game: Game) -> None:
    """Has a game's lines collected by the next `collect_all`."""
    _games.append(game)


def collect_all() -> None:
    """Takes over what the watched games have executed, and forgets the games."""
    while _games:
        collect(_games.pop())


class _Reader:
    """Walks a dumped chunk of PUC Lua 5.2 (lundump.c): only line numbers are kept."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 18  # the header: signature, version, format, sizes, LUAC_TAIL
        self.lines: set[int] = set()

    def _int(self) -> int:
        value: int = struct.unpack_from("<i", self._data, self._at)[0]
        self._at += 4
        return value

    def _skip(self, count: int) -> None:
        self._at += count

    def _string(self) -> None:
        size: int = struct.unpack_from("<Q", self._data, self._at)[0]
        self._at += 8 + size

    def function(self) -> None:
        """One function prototype and those inside it."""
        self._at += 8 + 3  # first and last line; parameters, vararg, stack size
        self._skip(4 * self._int())
        for _ in range(self._int()):
            kind = self._data[self._at]
            self._at += 1
            if kind == 1:
                self._at += 1
            elif kind == 3:  # LUA_TNUMBER
                self._at += 8
            elif kind == 4:  # LUA_TSTRING
                self._string()
        for _ in range(self._int()):
            self.function()
        self._skip(2 * self._int())
        self._string()
        self.lines.update(self._int() for _ in range(self._int()))
        for _ in range(self._int()):
            self._string()
            self._at += 8
        for _ in range(self._int()):
            self._string()


def executable_lines(source: str) -> set[int]:
    """Numbers of the lines of a Lua file that can be executed."""
    runtime = lua52.LuaRuntime(encoding="latin-1", register_eval=False, register_builtins=False)
    dump = runtime.eval("function(source) return string.dump(assert(load(source, '@x', 't'))) end")
    reader = _Reader(str(dump(to_raw(source))).encode("latin-1"))
    reader.function()
    text = source.splitlines()
    return {line for line in reader.lines if 0 < line <= len(text) and not CLOSING.match(text[line - 1])}


def collect(game: Game) -> None:
    """Takes over what a game's Lua states have executed so far."""
    for mod in game.rules.mods:
        for file in mod.folder.rglob("*.lua"):
            name = f"__{mod.name}__/{file.relative_to(mod.folder).as_posix()}"
            if name not in _sources:
                _sources[name] = file.read_text("utf-8", "surrogateescape")
    for peer in game.peers:
        for state in peer.states.values():
            add_lines(state.take_lines())


def add_lines(lines: dict[str, set[int]]) -> None:
    """Adds executed lines by file."""
    for name, numbers in lines.items():
        _executed.setdefault(name, set()).update(numbers)


def write(into: Path) -> Path:
    """Writes this process's figures; the file's name carries the process id."""
    into.mkdir(parents=True, exist_ok=True)
    figures = {
        name: {"executed": sorted(_executed.get(name, ())), "executable": sorted(executable_lines(source))}
        for name, source in _sources.items()
    }
    target = into / f"lua-{os.getpid()}.json"
    target.write_text(json.dumps(figures), encoding="utf-8")
    return target


def merge(files: Iterable[Path]) -> dict[str, tuple[set[int], set[int]]]:
    """(executed, executable) lines by file, over the figures of several processes."""
    merged: dict[str, tuple[set[int], set[int]]] = {}
    for file in files:
        for name, figures in json.loads(file.read_text(encoding="utf-8")).items():
            executed, executable = merged.setdefault(name, (set(), set()))
            executed.update(figures["executed"])
            executable.update(figures["executable"])
    return merged


def report(merged: dict[str, tuple[set[int], set[int]]]) -> str:
    """A table: file, executed and executable lines, per cent, lines that never ran."""
    rows = []
    for name, (executed, executable) in sorted(merged.items()):
        run = executed & executable
        missed = ",".join(map(str, sorted(executable - run)[:20]))
        share = 100 * len(run) / len(executable) if executable else 100.0
        rows.append(f"{name:60} {len(run):5}/{len(executable):5} {share:6.1f} %  {missed}")
    return "\n".join(rows)
