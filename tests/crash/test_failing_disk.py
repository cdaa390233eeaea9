"""Every call to the disk fails once at its N-th use: no crash, nothing torn, recovered at the next turn."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
from contextlib import suppress
from functools import partial
from typing import TYPE_CHECKING, Any

import pytest

from agent.bridge import disk
from agent.bridge.doors.reload import pristine_box
from agent.bridge.ledger import Ledger
from agent.bridge.ledger.questions import Questions
from agent.bridge.lock import PID_NAME
from tests.bridge.kit import read_delivery
from tests.crash.agent_zygote import write_all_in_place, write_in_place
from tests.crash.faults import CALLS, FaultyOs, RefusingConnection
from tests.service.kit import Table

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

ERRORS = (errno.ENOSPC, errno.EACCES, errno.EIO, errno.EMFILE, errno.EINTR)
TENTH = 10
"""Every run strikes each tenth use with each error, the errors beginning at different ones; all of them are `slow`."""


def whole_life(table: Table) -> None:
    """A hello, a snapshot, a question with a blueprint, a bad file, the acknowledgement; serving in between."""
    table.assistant.offers = True
    table.mod.hello()
    shot = table.mod.snapshot()
    asked = table.mod.ask("Что делать?", snapshot=shot.id)
    table.mod.raw(f"request-{table.mod.session}-99.json", b"junk")
    for _ in range(4):
        table.serve()
        nothing_is_torn(table)
        table.time.pass_s(31.0)
    delivery = read_delivery(table.inbox)
    revision = delivery["responses"][0]["revision"] if delivery is not None else 2
    table.mod.ack(asked, revision=revision)
    for _ in range(4):
        table.serve()
        nothing_is_torn(table)
        table.time.pass_s(31.0)


def nothing_is_torn(table: Table) -> None:
    """Whoever reads now, the game too, reads whole files."""
    read_delivery(table.inbox)
    for path in table.bridge.glob("*.json"):
        if not path.name.endswith("-99.json"):  # that one was never whole
            json.loads(path.read_bytes())


def everything_is_well(table: Table) -> None:
    assert table.service.status().counts == {"applied": 1}
    assert table.service.status().trouble is None
    assert len(table.assistant.asked) == 1
    assert table.inbox.read_bytes() == pristine_box()
    nothing_is_torn(table)
    assert not list(table.bridge.glob(".gpta-*.tmp"))
    assert [path.name for path in (table.bridge / "rejected").glob("*99.json")]


def refusing(at: int, number: int, counted: tuple[str, ...] = CALLS, kind: type[FaultyOs] = FaultyOs) -> FaultyOs:
    def strike() -> None:
        raise OSError(number, os.strerror(number))

    return kind(at, strike, counted=counted, loses=True)


def run_with_fault(
    at: int,
    number: int,
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    counted: tuple[str, ...] = CALLS,
    kind: type[FaultyOs] = FaultyOs,
) -> FaultyOs:
    faulty = refusing(at, number, counted, kind)
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
    at = 1 + TENTH // len(ERRORS) * ERRORS.index(number)
    struck = set()
    while True:
        faulty = run_with_fault(at, number, tmp_path / f"{at}", monkeypatch)
        if not faulty.struck:
            break
        struck.add(faulty.struck)
        at += TENTH
    assert at > 200
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


def run_with_refusal(
    at: int,
    message: str,
    root: Path,
    monkeypatch: pytest.MonkeyPatch,
    ledger: type[RefusingConnection] = RefusingConnection,
) -> str:
    """The same life with a ledger that refuses its N-th statement; what was refused."""
    kind = type("Refusing", (ledger,), {"refuse_at": at, "message": message})
    with monkeypatch.context() as patch:
        patch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=kind))
        table = Table(root)
        whole_life(table)
        kind.refuse_at = 0  # type: ignore[attr-defined]
        table.service.tick()
        everything_is_well(table)
        table.service.close()
    return str(kind.refused)  # type: ignore[attr-defined]


REFUSALS = ("database or disk is full", "disk I/O error", "unable to open database file")


@pytest.mark.parametrize("message", REFUSALS)
def test_a_ledger_that_refuses_once_is_recovered_from(
    message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = 1 + TENTH // len(REFUSALS) * REFUSALS.index(message)
    refused = set()
    while said := run_with_refusal(at, message, tmp_path / f"{at}", monkeypatch):
        refused.add(said.split()[0])
        at += TENTH
    assert at > 200
    assert len(refused) > 2


@pytest.mark.slow
@pytest.mark.timeout(1800)
@pytest.mark.parametrize("message", REFUSALS)
def test_every_statement_of_the_ledger_that_fails_once_is_recovered_from(
    message: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    at = 1
    while run_with_refusal(at, message, tmp_path / f"{at}", monkeypatch):
        at += 1
    assert at > 200


def test_a_file_that_is_written_in_place_is_noticed_when_the_disk_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(disk, "write_atomically", write_in_place)
    monkeypatch.setattr(disk, "write_together", write_all_in_place)

    def all_failures() -> None:
        at = 1
        while run_with_fault(at, errno.ENOSPC, tmp_path / f"{at}", monkeypatch, counted=("write",)).struck:
            at += 1

    with pytest.raises((AssertionError, ValueError)):
        all_failures()


class DeafToClosing(FaultyOs):
    """Of an agent that takes what it wrote for written, whatever closing says."""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401
        call = super().__getattr__(name)

        def close(descriptor: int) -> None:
            with suppress(OSError):
                call(descriptor)

        return close if name == "close" else call


def test_what_was_lost_in_closing_a_file_and_believed_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def all_failures() -> None:
        at = 1
        while run_with_fault(
            at, errno.EIO, tmp_path / f"{at}", monkeypatch, counted=("close",), kind=DeafToClosing
        ).struck:
            at += 1

    with pytest.raises((AssertionError, ValueError)):
        all_failures()


def test_a_ledger_that_could_not_be_opened_is_closed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    # One that stays open keeps the locks it had, and no later one is ever opened.
    left: list[int] = []

    class Counted(RefusingConnection):
        message = REFUSALS[1]

        def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401
            super().__init__(*args, **kwargs)
            left.append(id(self))

        def close(self) -> None:
            super().close()
            left.remove(id(self))

    monkeypatch.setattr(sqlite3, "connect", partial(sqlite3.connect, factory=Counted))
    at = 1
    while True:
        Counted.statements, Counted.refuse_at = 0, at
        try:
            ledger = Ledger(tmp_path / f"{at}" / "ledger.sqlite3", monotonic=lambda: 0.0, first_seq=lambda: 1)
        except sqlite3.OperationalError:
            assert left == [], Counted.refused
            at += 1
        else:
            break
    ledger.close()
    assert at > 5


class DeafToRefusals(RefusingConnection):
    """Of an agent that takes for recorded what the ledger refused to record."""

    def execute(self, sql: str, *args: Any) -> sqlite3.Cursor:  # noqa: ANN401
        try:
            return super().execute(sql, *args)
        except sqlite3.OperationalError:
            if not sql.startswith(("INSERT", "UPDATE", "DELETE")):
                raise
            return self.cursor()


def test_a_refused_statement_that_is_taken_for_carried_out_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def all_refusals() -> None:
        at = 1
        while run_with_refusal(at, REFUSALS[0], tmp_path / f"{at}", monkeypatch, DeafToRefusals):
            at += 1

    with pytest.raises(AssertionError):
        all_refusals()


def end_with_fault(at: int, number: int, root: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """An agent that ends with an answer in its box, and one call on its way out fails; which."""
    table = Table(root)
    table.mod.hello()
    table.mod.ask("?")
    table.serve()
    assert table.inbox.read_bytes() != pristine_box()
    assert (table.bridge / "status.json").exists()
    faulty = refusing(at, number)
    with monkeypatch.context() as patch:
        patch.setattr(disk, "os", faulty)
        table.service.close()
    assert table.inbox.read_bytes() == pristine_box(), faulty.struck
    left = {path.name for path in table.bridge.iterdir()} & {"status.json", PID_NAME}
    assert not left, faulty.struck
    assert not list(table.root.rglob("*.tmp")), faulty.struck
    return faulty.struck


def test_an_agent_that_ends_while_its_ledger_refuses_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> int:
        raise sqlite3.OperationalError("locking protocol")

    table = Table(tmp_path)
    table.mod.hello()
    table.mod.ask("?")
    table.serve()
    assert table.inbox.read_bytes() != pristine_box()
    with monkeypatch.context() as patch:
        patch.setattr(Questions, "queue_length", refuse)
        table.service.tick()
    assert table.service._serving is None
    table.service.close()
    assert table.inbox.read_bytes() == pristine_box()
    assert not {path.name for path in table.bridge.iterdir()} & {"status.json", PID_NAME}


def every_end(root: Path, monkeypatch: pytest.MonkeyPatch) -> set[str]:
    struck = set()
    at = 1
    while name := end_with_fault(at, ERRORS[at % len(ERRORS)], root / f"{at}", monkeypatch):
        struck.add(name)
        at += 1
    return struck


def test_a_call_that_fails_as_the_agent_ends_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert {"unlink", "replace", "write", "fsync", "close", "read"} <= every_end(tmp_path, monkeypatch)


def test_an_agent_that_gives_up_on_its_way_out_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def once(step: Callable[[], None]) -> OSError | None:
        try:
            step()
        except OSError as fault:
            return fault
        return None

    monkeypatch.setattr(disk, "at_last", once)
    with pytest.raises(AssertionError):
        every_end(tmp_path, monkeypatch)


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
