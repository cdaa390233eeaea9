"""Between looking at an entry and opening it anybody may put something else in its place."""

from __future__ import annotations

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
