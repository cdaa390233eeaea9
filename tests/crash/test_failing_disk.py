"""Every call to the disk fails once at its N-th use: no crash, nothing torn, recovered at the next turn."""

from __future__ import annotations

import errno
import json
import os
from typing import TYPE_CHECKING, Any

import pytest

from agent.bridge import disk
from agent.bridge.doors.reload import pristine_box
from tests.bridge.kit import read_delivery
from tests.crash.faults import FaultyOs
from tests.service.kit import Table

if TYPE_CHECKING:
    from pathlib import Path

ERRORS = (errno.ENOSPC, errno.EACCES, errno.EIO, errno.EMFILE, errno.EINTR)


def whole_life(table: Table) -> None:
    """A hello, a snapshot, a question with a blueprint, a bad file, the acknowledgement; serving in between."""
    table.assistant.offers = True
    table.mod.hello()
    shot = table.mod.snapshot()
    asked = table.mod.ask("Что делать?", snapshot=shot.id)
    table.mod.raw(f"request-{table.mod.session}-99.json", b"junk")
    for _ in range(4):
        table.serve()
        table.time.pass_s(31.0)
    delivery = read_delivery(table.inbox)
    revision = delivery["responses"][0]["revision"] if delivery is not None else 2
    table.mod.ack(asked, revision=revision)
    for _ in range(4):
        table.serve()
        table.time.pass_s(31.0)


def everything_is_well(table: Table) -> None:
    assert table.service.status().counts == {"applied": 1}
    assert table.service.status().trouble is None
    assert len(table.assistant.asked) == 1
    assert table.inbox.read_bytes() == pristine_box()
    for path in table.bridge.glob("*.json"):
        json.loads(path.read_bytes())
    assert not list(table.bridge.glob(".gpta-*.tmp"))
    assert [path.name for path in (table.bridge / "rejected").glob("*99.json")]


def run_with_fault(at: int, number: int, root: Path, monkeypatch: pytest.MonkeyPatch) -> FaultyOs:
    def strike() -> None:
        raise OSError(number, os.strerror(number))

    faulty = FaultyOs(at, strike)
    table = Table(root)
    with monkeypatch.context() as patch:
        patch.setattr(disk, "os", faulty)
        whole_life(table)
    table.service.tick()
    everything_is_well(table)
    table.service.close()
    return faulty


@pytest.mark.parametrize("number", ERRORS, ids=[errno.errorcode[number] for number in ERRORS])
def test_a_call_that_fails_once_is_recovered_from(number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at = 1 + ERRORS.index(number)
    struck = set()
    while True:
        faulty = run_with_fault(at, number, tmp_path / f"{at}", monkeypatch)
        if not faulty.struck:
            break
        struck.add(faulty.struck)
        at += 8 * len(ERRORS) + 1
    assert at > 50
    assert len(struck) >= 3


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("number", ERRORS, ids=[errno.errorcode[number] for number in ERRORS])
def test_every_call_that_fails_once_is_recovered_from(
    number: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = 1
    while run_with_fault(at, number, tmp_path / f"{at}", monkeypatch).struck:
        at += 1
    assert at > 200


@pytest.mark.parametrize(
    ("number", "code"),
    [
        (errno.ENOSPC, "bridge-disk-full"),
        (errno.EROFS, "bridge-read-only"),
        (errno.EACCES, "bridge-no-permission"),
        (errno.EIO, "bridge-io-failed"),
    ],
)
def test_a_disk_that_stays_broken_is_named_and_nothing_is_lost(
    number: int, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = Table(tmp_path)
    table.mod.hello()
    table.serve()

    class Broken:
        def __getattr__(self, name: str) -> Any:  # noqa: ANN401
            if name == "write":
                return self.refuse
            return getattr(os, name)

        def refuse(self, *_: object) -> int:
            raise OSError(number, os.strerror(number), str(table.bridge))

    table.mod.ask("?")
    with monkeypatch.context() as patch:
        patch.setattr(disk, "os", Broken())
        for _ in range(5):
            table.serve()
        trouble = table.service.status().trouble
        assert trouble is not None
        assert trouble.code == code
    table.time.pass_s(31.0)
    table.serve()
    assert table.service.status().trouble is None
    assert table.texts() == ["Ответ: ?"]
    assert len(table.assistant.asked) == 1
    table.service.close()


def test_one_unreadable_file_does_not_hold_up_the_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = Table(tmp_path)
    table.mod.hello()
    first = table.mod.ask("Первый")
    table.mod.ask("Второй")

    class Locked:
        def __getattr__(self, name: str) -> Any:  # noqa: ANN401
            return self.open if name == "open" else getattr(os, name)

        def open(self, path: Path, *args: int) -> int:
            if path.name == first.name:
                raise PermissionError(errno.EACCES, "locked by another program", str(path))
            return os.open(path, *args)

    with monkeypatch.context() as patch:
        patch.setattr(disk, "os", Locked())
        for _ in range(5):
            table.serve()
        assert table.texts() == ["Ответ: Второй"]
    table.serve()
    assert sorted(table.texts()) == ["Ответ: Второй", "Ответ: Первый"]
    table.service.close()
