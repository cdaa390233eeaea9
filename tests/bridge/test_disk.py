"""Between looking at an entry and opening it anybody may put something else there; files that belong together."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING, Any

import pytest

from agent.bridge import disk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path


class SwappingOs:
    """Stands in for `os`: swaps the entry right after it was looked at."""

    def __init__(self, swap: Callable[[], None], *hidden: str) -> None:
        self._swap = swap
        self._hidden = hidden

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever `os` has
        if name in self._hidden:
            raise AttributeError(name)
        return getattr(os, name)

    def lstat(self, path: Path) -> os.stat_result:
        found = os.lstat(path)
        self._swap()
        return found


def _link(path: Path) -> None:
    path.symlink_to("other")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "request.json"
    path.write_bytes(b"old")
    (tmp_path / "other").write_bytes(b"new")
    return path


def _swaps(monkeypatch: pytest.MonkeyPatch, file: Path, put: Callable[[Path], object], *hidden: str) -> None:
    def swap() -> None:
        file.unlink()
        put(file)

    monkeypatch.setattr(disk, "os", SwappingOs(swap, *hidden))


def test_a_whole_file_moved_into_place_meanwhile_is_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _swaps(monkeypatch, file, file.with_name("other").replace)
    assert disk.read_whole(file, cap_bytes=10) == b"new"


@pytest.mark.skipif(not hasattr(os, "O_NOFOLLOW"), reason="links are told by comparison there")
def test_a_link_put_in_place_meanwhile_is_refused(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _swaps(monkeypatch, file, _link)
    with pytest.raises(disk.UnfitFileError) as refused:
        disk.read_whole(file, cap_bytes=10)
    assert refused.value.reason == "symlink"


@pytest.mark.skipif(os.name == "nt", reason="links need a privilege there")
def test_where_links_are_followed_only_the_same_file_is_read(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _swaps(monkeypatch, file, _link, "O_NOFOLLOW")
    with pytest.raises(disk.UnfitFileError):
        disk.read_whole(file, cap_bytes=10)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes")
def test_a_pipe_put_in_place_meanwhile_is_refused_at_once(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _swaps(monkeypatch, file, os.mkfifo)
    with pytest.raises(disk.UnfitFileError):
        disk.read_whole(file, cap_bytes=10)


class Calls:
    """Stands in for `os` in `disk`, and writes down what is done to which file, in order."""

    def __init__(self) -> None:
        self.done: list[tuple[str, str]] = []
        self.names: dict[int, str] = {}

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever `os` has
        return getattr(os, name)

    def open(self, path: Path, *rest: Any) -> int:  # noqa: ANN401
        descriptor = os.open(path, *rest)
        self.names[descriptor] = path.name.split(".")[1].removeprefix("gpta-")
        return descriptor

    def fsync(self, descriptor: int) -> None:
        self.done.append(("sync", self.names[descriptor]))
        os.fsync(descriptor)

    def replace(self, source: Path, target: Path) -> None:
        self.done.append(("move", target.stem))
        source.replace(target)


def test_files_that_belong_together_are_on_the_disk_before_the_first_is_moved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    calls = Calls()
    monkeypatch.setattr(disk, "os", calls)
    disk.write_together([(tmp_path / "first.json", b"1"), (tmp_path / "second.json", b"22")])
    assert sorted(calls.done[:2]) == [("sync", "first"), ("sync", "second")]
    assert calls.done[2:] == [("move", "first"), ("move", "second")]
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"first.json": b"1", "second.json": b"22"}


def test_of_files_that_belong_together_none_is_moved_where_one_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(_descriptor: int) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    calls = Calls()
    monkeypatch.setattr(calls, "fsync", full)
    monkeypatch.setattr(disk, "os", calls)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        disk.write_together([(tmp_path / "first.json", b"1"), (tmp_path / "second.json", b"22")])
    assert list(tmp_path.iterdir()) == []


def test_files_that_belong_together_are_written_where_no_thread_can_begin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise RuntimeError("can't start new thread")

    calls = Calls()
    monkeypatch.setattr(disk, "os", calls)
    monkeypatch.setattr(disk._HELPER, "submit", refuse)
    disk.write_together([(tmp_path / "first.json", b"1"), (tmp_path / "second.json", b"22")])
    assert sorted(calls.done[:2]) == [("sync", "first"), ("sync", "second")]
    assert calls.done[2:] == [("move", "first"), ("move", "second")]


def test_of_files_that_belong_together_all_are_closed_where_one_cannot_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed: list[int] = []

    def close(descriptor: int) -> None:
        closed.append(descriptor)
        os.close(descriptor)
        if len(closed) == 1:
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    calls = Calls()
    monkeypatch.setattr(calls, "close", close, raising=False)
    monkeypatch.setattr(disk, "os", calls)
    with pytest.raises(OSError, match=os.strerror(errno.EIO)):
        disk.write_together([(tmp_path / "first.json", b"1"), (tmp_path / "second.json", b"22")])
    assert sorted(closed) == sorted(calls.names)
    assert list(tmp_path.iterdir()) == []
