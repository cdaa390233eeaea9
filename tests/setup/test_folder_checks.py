"""What may be wrong with the bridge folder: the doctor names it with its remedy, a running agent recovers by itself.

Each situation is made under a running service and undone again; a question asked meanwhile or after it is answered by
the same service, which nobody started anew.
"""

from __future__ import annotations

import errno
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pytest

from agent.bridge import disk, watch
from agent.bridge.lock import FolderLock
from agent.i18n import LANGUAGES, catalogue
from agent.setup.check import State
from agent.setup.doctor import examine
from agent.setup.folders import Places
from tests.service.kit import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from agent.setup.check import Check


class ReadOnly:
    """`os` for a folder on a file system that is mounted read-only; permissions would not bind an administrator."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        return {"open": self._open, "unlink": self._refuse, "replace": self._refuse}.get(name, getattr(os, name))

    def _open(self, path: Path, flags: int, *mode: int) -> int:
        if flags & os.O_CREAT:
            self._refuse(path)
        return os.open(path, flags, *mode)

    def _refuse(self, path: Path, *_: object) -> None:
        raise OSError(errno.EROFS, os.strerror(errno.EROFS), str(path))


@dataclass
class Scene:
    """A running service, and how a situation is made and undone."""

    table: Table
    patch: pytest.MonkeyPatch

    def vanish(self) -> Callable[[], object]:
        away = self.table.root / "away"
        output = self.table.bridge.parent
        output.rename(away)
        return lambda: away.rename(output)

    def link(self) -> Callable[[], object]:
        elsewhere, bridge = self.table.root / "elsewhere", self.table.bridge
        bridge.rename(elsewhere)
        bridge.symlink_to(elsewhere)

        def undo() -> None:
            bridge.unlink()
            elsewhere.rename(bridge)

        return undo

    def dangle(self) -> Callable[[], object]:
        away, bridge = self.table.root / "away", self.table.bridge
        bridge.rename(away)
        bridge.symlink_to(self.table.root / "nowhere")

        def undo() -> None:
            bridge.unlink()
            away.rename(bridge)

        return undo

    def read_only(self) -> Callable[[], object]:
        self.patch.setattr(disk, "os", ReadOnly())
        return lambda: self.patch.setattr(disk, "os", os)

    def second(self) -> Callable[[], object]:
        """The folder vanishes, and when it is back, another agent has it."""
        self.vanish()()
        self.table.service._lock.release()
        other = FolderLock(self.table.bridge)
        other.acquire()
        return other.release

    def network(self) -> Callable[[], object]:
        mounts = self.table.root / "mounts"
        mounts.write_text(f"//nas/games {self.table.root} cifs rw 0 0\n")
        self.patch.setattr(watch, "_MOUNTS", mounts)
        return lambda: None

    def polled(self) -> Callable[[], object]:
        """As Linux answers where all watches of the user are taken (inotify_add_watch: ENOSPC)."""

        def refuse(*_: object, **__: object) -> None:
            raise OSError(errno.ENOSPC, "inotify watch limit reached")

        self.patch.setattr(watch, "Observer", type("Observer", (), {"schedule": refuse}))
        return lambda: None


@dataclass(frozen=True)
class Situation:
    """What it is called by the doctor, how it holds up, and what the running agent says meanwhile, if anything."""

    make: Callable[[Scene], Callable[[], object]]
    code: str
    state: State
    trouble: str | None


SITUATIONS = {
    "vanished": Situation(Scene.vanish, "bridge-vanished", State.WAITING, "bridge-folder-missing"),
    "a link": Situation(Scene.link, "bridge-link", State.WRONG, "bridge-folder-link"),
    "a link to nowhere": Situation(Scene.dangle, "bridge-link", State.WRONG, "bridge-folder-link"),
    "read-only": Situation(Scene.read_only, "bridge-unwritable", State.WRONG, "bridge-read-only"),
    "another agent": Situation(Scene.second, "agent-serving", State.FINE, "bridge-locked"),
    "a network-like drive": Situation(Scene.network, "bridge-network", State.NOTE, None),
    "nothing is reported": Situation(Scene.polled, "bridge-polled", State.NOTE, None),
}


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    table = Table(tmp_path)
    table.service = table.make(watch="auto")
    yield table
    table.service.close()


def looked_at(table: Table) -> dict[str, Check]:
    places = Places(table.bridge, None, None, table.root / "data", "standard")
    return {check.code: check for check in examine(places, clipboard=True, served=True)}


def named_and_recovered(situation: Situation, table: Table, patch: pytest.MonkeyPatch) -> None:
    healthy = looked_at(table)
    table.mod.hello()
    table.mod.ask("До")
    table.serve()
    before = table.service
    undo = situation.make(Scene(table, patch))
    found = looked_at(table)
    assert situation.code not in healthy, "named where nothing is wrong"
    assert found[situation.code].state is situation.state
    for language in LANGUAGES:
        words = catalogue("ru" if language == "ru" else "en")
        assert words.text(f"doctor-{situation.code}", **found[situation.code].args)
        assert words.text(f"doctor-{situation.code}-next", **found[situation.code].args)
    expected = ["Ответ: До"]
    if table.bridge.is_dir() and not table.bridge.is_symlink():
        table.mod.ask("Во время")
        expected.append("Ответ: Во время")
    for _ in range(3):
        table.service._watcher.ensure()
        table.serve()
    trouble = table.service.status().trouble
    assert (trouble.code if trouble is not None else None) == situation.trouble
    if trouble is None:
        assert table.texts() == expected
    undo()
    table.mod.ask("После")
    table.time.pass_s(31.0)
    table.serve()
    assert table.service is before
    assert table.service.status().trouble is None
    assert table.texts() == [*expected, "Ответ: После"]
    assert len(table.assistant.asked) == len(expected) + 1


@pytest.mark.parametrize("name", SITUATIONS)
def test_what_is_wrong_with_the_folder_is_named_and_recovered_from(
    name: str, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    named_and_recovered(SITUATIONS[name], table, monkeypatch)


@pytest.mark.parametrize("name", SITUATIONS)
def test_a_doctor_who_does_not_look_is_noticed(name: str, table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    def nothing(*_: object, **__: object) -> Iterator[Check]:
        yield from ()

    monkeypatch.setattr("agent.setup.doctor.examine_access", nothing)
    monkeypatch.setattr("agent.setup.doctor.examine_folder", nothing)
    with pytest.raises(KeyError):
        named_and_recovered(SITUATIONS[name], table, monkeypatch)


def test_an_agent_that_does_not_look_again_is_noticed(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(FolderLock, "held", lambda lock: lock._lock is not None)
    with pytest.raises(AssertionError):
        named_and_recovered(SITUATIONS["a link"], table, monkeypatch)


def test_the_doctor_leaves_nothing_in_the_folder(table: Table) -> None:
    table.mod.hello()
    table.serve()
    before = sorted(path.name for path in table.bridge.iterdir())
    looked_at(table)
    assert sorted(path.name for path in table.bridge.iterdir()) == before


def test_a_folder_that_is_a_link_from_the_start_is_waited_for(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.bridge.rename(tmp_path / "elsewhere")
    table.bridge.symlink_to(tmp_path / "elsewhere")
    table.service.start()
    table.serve()
    trouble = table.service.status().trouble
    assert trouble is not None
    assert trouble.code == "bridge-folder-link"
    table.bridge.unlink()
    (tmp_path / "elsewhere").rename(table.bridge)
    table.mod.hello()
    table.mod.ask("?")
    table.serve()
    assert table.texts() == ["Ответ: ?"]
    table.service.close()
