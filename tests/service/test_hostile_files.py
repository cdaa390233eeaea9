"""Every hostile file is named and set aside, and costs the agent hardly any memory; how fast: `tests/benchmarks`."""

from __future__ import annotations

import os
import stat
import tracemalloc
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Self

import pytest

from agent.bridge import disk, intake
from agent.bridge.disk import UnfitFileError
from agent.service import Rejected
from tests.bridge.kit import adler
from tests.service.test_bad_input import rejected, still_serves

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.service.kit import Table

MOST_BYTES = 64 << 20
"""Issue 7: «with at most 64 MB more memory»."""
NAME = "request-0a1b2c3d-5.json"
BOMB = b"[" * (3 << 20)
LARGE_BOMB = b"[" * (60 << 20)
"""Just below the caps of a request and of a snapshot, so that they are read; their end never comes."""


@dataclass(frozen=True)
class Hostile:
    """How it is made, what its journal line says of it, what it is called when it is set aside."""

    make: Callable[[Path], object]
    code: str
    size: int = 6
    digest: str = "00000001"
    name: str = NAME


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


def _large_bomb(path: Path) -> None:
    path.write_bytes(LARGE_BOMB)


LONG = "request-" + "a" * (255 - len("request-.json")) + ".json"
HOSTILE = {
    "2 GB": Hostile(_sparse(2 << 30), "bridge-file-too-large", 2 << 30),
    "a terabyte of nothing": Hostile(_sparse(1 << 40), "bridge-file-too-large", 1 << 40),
    "a pipe": Hostile(os.mkfifo, "bridge-file-not-a-file"),
    "a device": Hostile(_device, "bridge-file-not-a-file"),
    "a folder": Hostile(_folder, "bridge-file-not-a-file"),
    "a link out": Hostile(_link, "bridge-file-symlink"),
    "255 bytes of name": Hostile(lambda path: path.write_bytes(b"secret"), "bridge-file-bad-name", name=LONG),
    "a nesting bomb": Hostile(lambda path: path.write_bytes(BOMB), "contract-invalid", len(BOMB), adler(BOMB)),
    "a large nesting bomb": Hostile(_large_bomb, "bridge-file-too-large", len(LARGE_BOMB), adler(LARGE_BOMB)),
    "a snapshot that is one": Hostile(
        _large_bomb, "contract-invalid", len(LARGE_BOMB), adler(LARGE_BOMB), "snapshot-0a1b2c3d-s5.json"
    ),
}


def cheaply_set_aside(name: str, table: Table) -> None:
    hostile = HOSTILE[name]
    table.mod.hello()
    table.serve()
    path = table.bridge / hostile.name
    hostile.make(path)
    table.mod.append({"entry": "file", "name": hostile.name, "bytes": hostile.size, "adler32": hostile.digest})
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
    def read_first(path: Path, *, cap_bytes: int) -> bytes:
        data = path.read_bytes()
        if len(data) > cap_bytes:
            raise UnfitFileError("too-large", path.name, bytes=len(data), cap=cap_bytes)
        return data

    monkeypatch.setitem(HOSTILE, "2 GB", Hostile(_sparse(100 << 20), "bridge-file-too-large", 100 << 20))
    monkeypatch.setattr(disk, "read_whole", read_first)
    with pytest.raises(AssertionError):
        cheaply_set_aside("2 GB", table)


@pytest.mark.parametrize("at", [0, 1, 7, intake._PIECE_BYTES - 1, intake._PIECE_BYTES, intake._PIECE_BYTES + 1])
@pytest.mark.parametrize("wrong", [b"\xff", b"\xd0", b"\xf0\x9f\xa6"])
def test_what_is_no_utf8_is_told_at_its_place(at: int, wrong: bytes) -> None:
    """As the decoder of Python tells it for the whole."""
    text = ("ы" * (at // 2 + 1)).encode()[: at // 2 * 2] + b"a" * (at % 2)
    for data in (text + wrong, text + wrong + "ещё".encode(), text + wrong + b"x" * intake._PIECE_BYTES):
        with pytest.raises(UnicodeDecodeError) as told:
            data.decode()
        assert intake._no_utf8_at(data) == told.value.start
    assert intake._no_utf8_at(text) is None
