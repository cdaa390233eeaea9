"""Every hostile file is named and set aside, and costs the agent hardly any memory; how fast: `tests/benchmarks`."""

from __future__ import annotations

import json
import os
import stat
import tracemalloc
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pytest

from agent.bridge import disk
from agent.bridge.disk import UnfitFileError
from agent.contract.shape import Shape
from agent.service import Rejected
from tests.bridge.kit import PlayedMod, adler
from tests.service.test_bad_input import rejected, still_serves

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from tests.service.kit import Table

MOST_BYTES = 64_000_000
"""Issue 7: «with at most 64 MB more memory»."""
NAME = "request-0a1b2c3d-5.json"
SNAPSHOT = "snapshot-0a1b2c3d-s5.json"
LARGE = 60 << 20
"""Just below the cap of a snapshot, so that it is read."""
SOME = 8 << 20
"""Where more of the same would only cost the test its time."""
BELT = b'{"direction":4,"force":"player","name":"transport-belt","type":"transport-belt","unit":7,"x":0.5,"y":1.5}'


@dataclass(frozen=True)
class Hostile:
    """How it is made, what its journal line says of it, what it is called when it is set aside."""

    make: Callable[[Path], object]
    code: str
    size: int = 6
    digest: str = "00000001"
    name: str = NAME

    def put(self, folder: Path) -> dict[str, object]:
        """Make it; return its journal line."""
        self.make(folder / self.name)
        return {"entry": "file", "name": self.name, "bytes": self.size, "adler32": self.digest}


@dataclass(frozen=True)
class Text(Hostile):
    """One that is what its line says, down to its digest."""

    make: Callable[[Path], object] = field(default=lambda path: path.touch(), init=False)
    code: str = field(kw_only=True)
    text: Callable[[], bytes] = field(kw_only=True)

    def put(self, folder: Path) -> dict[str, object]:
        data = self.text()
        (folder / self.name).write_bytes(data)
        return {"entry": "file", "name": self.name, "bytes": len(data), "adler32": adler(data)}


def _sparse(size: int) -> Callable[[Path], object]:
    def make(path: Path) -> None:
        with path.open("wb") as out:
            out.truncate(size)

    return make


def _device(path: Path) -> None:
    try:
        os.mknod(path, stat.S_IFCHR | 0o600, os.makedev(1, 5))  # /dev/zero: reading it would never end
    except PermissionError:
        pytest.skip("only an administrator may make a device")


def _folder(path: Path) -> None:
    path.mkdir()
    (path / "inner.json").write_text("{}")


def _link(path: Path) -> None:
    path.with_name("secret.txt").write_text("secret")
    path.symlink_to(path.parent.parent / "secret.json")


def _text(code: str, text: Callable[[], bytes], name: str = SNAPSHOT) -> Text:
    return Text(code=code, text=text, name=name)


def _belts() -> bytes:
    """What the game could write, to the byte where it goes wrong."""
    return b'{"area":{},"entities":[' + BELT + (b"," + BELT) * (LARGE // len(BELT) - 3) + b","


def _asked(field: str, text: str) -> bytes:
    """A question as the mod writes it, with this in the place of one field's value or in one that is not known."""
    mod = PlayedMod(Path())
    body = mod.request_body("chat", mode="chat", prompt="?") | {"id": NAME.removeprefix("request-")[:-5], field: "@"}
    return json.dumps(body).encode().replace(b'"@"', text.encode("latin-1"))


DEEP, MANY, LONG = "bridge-file-too-deep", "bridge-file-too-many", "bridge-file-too-long"
INVALID = "contract-invalid"
LONG_NAME = "request-" + "a" * (255 - len("request-.json")) + ".json"
HOSTILE = {
    "2 GB": Hostile(_sparse(2 << 30), "bridge-file-too-large", 2 << 30),
    "a terabyte of nothing": Hostile(_sparse(1 << 40), "bridge-file-too-large", 1 << 40),
    "a pipe": Hostile(os.mkfifo, "bridge-file-not-a-file"),
    "a device": Hostile(_device, "bridge-file-not-a-file"),
    "a folder": Hostile(_folder, "bridge-file-not-a-file"),
    "a link out": Hostile(_link, "bridge-file-symlink"),
    "255 bytes of name": Hostile(lambda path: path.write_bytes(b"secret"), "bridge-file-bad-name", name=LONG_NAME),
    "a nesting bomb": _text(INVALID, lambda: b"[" * (3 << 20), NAME),
    "a bomb larger than a request": _text("bridge-file-too-large", lambda: b"[" * LARGE, NAME),
    "a snapshot that is a bomb": _text(INVALID, lambda: b"[" * LARGE),
    "a bomb of tables": _text(DEEP, lambda: b'{"a":' * (LARGE // 5)),
    "a bomb in a field": _text(DEEP, lambda: b'{"later":[' + b"[" * LARGE),
    "a bomb behind half a million belts": _text(DEEP, lambda: _belts() + b"[" * 300),
    "a bomb between brackets in strings": _text(DEEP, lambda: b'{"a":[' + b'["]","\\"]",' * (SOME // 12)),
    "bombs that are just not too deep": _text(
        MANY, lambda: b'{"a":[' + (b"[" * 60 + b"]" * 60 + b",") * (LARGE // 121)
    ),
    "brackets that close nothing": _text(INVALID, lambda: b'{"a":' + b"]" * LARGE),
    "empty lists without end": _text(MANY, lambda: b'{"a":[' + b"[]," * (LARGE // 3)),
    "numbers without end": _text(MANY, lambda: b'{"a":[' + b"0," * (LARGE // 2)),
    "fields without end": _text(MANY, lambda: b"{" + b'"a":0,' * (LARGE // 6)),
    "a million lists in three megabytes": _text(MANY, lambda: b'{"a":[' + b"[]," * 1_190_000 + b"0]}"),
    "as many lists as so few bytes may hold": _text(INVALID, lambda: b'{"a":[' + b"[]," * 99_000 + b"0]}"),
    "brackets that close nothing behind belts": _text(INVALID, lambda: _belts() + b"]}]" * 300),
    "a request of fields": _text(MANY, lambda: b"{" + b'"a":0,' * 300_000 + b'"b":0}', NAME),
    "a long number": _text(LONG, lambda: b'{"a":' + b"1" * LARGE),
    "a long string": _text(LONG, lambda: b'{"a":"' + b"[" * LARGE),
    "blanks": _text(INVALID, lambda: b" " * LARGE),
    "blanks in a table": _text(LONG, lambda: b"{" + b" " * LARGE),
} | {
    f"{what} for a {field}": _text(INVALID, partial(_asked, field, text), NAME)
    for field, texts in {
        "tick": ("1" * 30, "-" + "9" * 4299, "9" * 5000, "1" * 900_000, "1e999", "1e400000", "-0.0", "0x10"),
        "prompt": ('"\\ud800"', '"\\udc00\\ud800"', '"\\ud83e"'),
        "later": ("NaN", "Infinity", "-Infinity", "1e999", "[-1e999]", "9" * 5000),
    }.items()
    for text in texts
    for what in [text if len(text) < 20 else f"{text[:2]}… of {len(text)} digits"]
}


def cheaply_set_aside(name: str, table: Table) -> None:
    hostile = HOSTILE[name]
    table.mod.hello()
    table.serve()
    path = table.bridge / hostile.name
    table.mod.append(hostile.put(table.bridge))
    with MorePeak() as more:
        table.serve()
    assert rejected(table)[hostile.name] == hostile.code
    assert hostile.name in [event.name for event in table.events if isinstance(event, Rejected)]
    assert not path.is_symlink()
    assert not path.exists()
    assert more.bytes <= MOST_BYTES
    still_serves(table)


class MorePeak:
    """How much more memory was used at most: what Python counts, and where the system tells it, the process's peak."""

    bytes = 0

    def __enter__(self) -> Self:
        tracemalloc.start()
        self._began = _reset_peak()
        return self

    def __exit__(self, *_: object) -> None:
        self.bytes = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        if self._began is not None:
            self.bytes = max(self.bytes, _status("VmHWM") - self._began)


def _reset_peak() -> int | None:
    """Let the process's peak begin anew (proc(5): `clear_refs`) and return what it uses now; None where it cannot."""
    try:
        Path("/proc/self/clear_refs").write_text("5", "ascii")
    except OSError:
        return None
    return _status("VmRSS")


def _status(name: str) -> int:
    lines = Path("/proc/self/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{name}:")) << 10


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes, no devices")
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_named_and_set_aside_with_hardly_any_memory(name: str, table: Table) -> None:
    cheaply_set_aside(name, table)


def test_reading_before_looking_at_the_size_is_noticed(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    def read_first(path: Path, *, cap_bytes: int) -> Iterator[bytes]:
        data = path.read_bytes()
        if len(data) > cap_bytes:
            raise UnfitFileError("too-large", path.name, bytes=len(data), cap=cap_bytes)
        yield data

    monkeypatch.setitem(HOSTILE, "2 GB", Hostile(_sparse(100 << 20), "bridge-file-too-large", 100 << 20))
    monkeypatch.setattr(disk, "read_pieces", read_first)
    with pytest.raises(AssertionError):
        cheaply_set_aside("2 GB", table)


def test_parsing_what_holds_too_much_is_noticed(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Shape, "excess", None)
    monkeypatch.setitem(HOSTILE, "fields", _text(MANY, lambda: b"{" + b'"a":0,' * 100_000 + b'"b":0}'))
    with pytest.raises(AssertionError):
        cheaply_set_aside("fields", table)
