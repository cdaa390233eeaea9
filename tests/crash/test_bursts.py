"""Ten and fifty thousand files at once, while the intake is busy and no event is heard of any of them: none missed.

The kernel throws events away when its queue is full (inotify: IN_Q_OVERFLOW); here all of them are, and in one test the
queue of a real watcher is full. What counts is the journal, and it is read to its end.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from agent.bridge import journal
from agent.bridge.watch import Watcher
from agent.service import Keeping
from tests.bridge.kit import PlayedMod, adler
from tests.service.kit import Table, counts

BURSTS = (10_000, 50_000)
TENTH = 10
PATIENCE_S = 30.0
EVERY_QUESTION = 50
"""Among acknowledgements, as a reload that shows much at once writes them."""


def burst(mod: PlayedMod, count: int) -> int:
    """Write so many files as the mod does, the journal in one go at the end of each thousand; return the questions."""
    lines: list[bytes] = []
    questions = 0
    for number in range(count):
        if number % EVERY_QUESTION == 0:
            body = mod.request_body("chat", mode="chat", prompt=f"{number}")
            name = f"request-{body['id']}.json"
            questions += 1
        else:
            mod.acks += 1
            body = mod.header("ack", f"{mod.session}-a{mod.acks}")
            body |= {"request_id": f"{mod.session}-999999", "request_digest": "00000001", "what": "response"}
            body |= {"result": "shown", "door": "reload", "revision": 1, "detail": {"blockers": {}}}
            name = f"ack-{body['id']}.json"
        data = json.dumps(body, ensure_ascii=False).encode()
        (mod.folder / name).write_bytes(data)
        line = mod.header("journal", f"{mod.session}-journal")
        line |= {"entry": "file", "name": name, "bytes": len(data), "adler32": adler(data)}
        lines.append(json.dumps(line).encode() + b"\n")
        if number % 1000 == 999:
            _append(mod, lines)
    _append(mod, lines)
    return questions


def _append(mod: PlayedMod, lines: list[bytes]) -> None:
    with (mod.folder / mod.journal).open("ab") as out:
        out.write(b"".join(lines))
    lines.clear()


def all_answered(count: int, root: Path) -> None:
    """Serve while the burst is being written, and after it; every question of it must be answered once."""
    table = Table(root)
    table.restart(keeping=Keeping(acks=count))
    table.mod.hello()
    written: list[int] = []
    writer = threading.Thread(target=lambda: written.append(burst(table.mod, count)))
    writer.start()
    while writer.is_alive():
        table.service.tick()
    writer.join()
    while table.service.tick():
        pass
    (questions,) = written
    assert sum(counts(table).values()) == questions  # a door takes fifty at a time, the others wait in the ledger
    assert counts(table).keys() <= {"answered", "delivered"}
    assert len(table.assistant.asked) == questions
    table.service.close()
    assert acks_heard(table) == count - questions, "acknowledgements were missed"


def acks_heard(table: Table) -> int:
    """How many acknowledgements are in the ledger."""
    with contextlib.closing(sqlite3.connect(table.config().ledger_path)) as connection:
        (found,) = connection.execute("SELECT count(*) FROM acks").fetchone()
    return int(found)


@pytest.mark.timeout(600)
@pytest.mark.parametrize("count", [count // TENTH for count in BURSTS])
def test_of_a_burst_of_files_none_is_missed(count: int, tmp_path: Path) -> None:
    all_answered(count, tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("count", BURSTS)
def test_of_a_large_burst_of_files_none_is_missed(count: int, tmp_path: Path) -> None:
    all_answered(count, tmp_path)


def overflow(root: Path, patch: pytest.MonkeyPatch, *, deaf: bool = False) -> None:
    """Fill the kernel's queue while nobody reads it: what came meanwhile is answered, what comes then is heard of.

    Args:
        root: Where.
        patch: Holds up the reader of the queue.
        deaf: The reader ends when it hears that events were lost.
    """
    inotify = pytest.importorskip("watchdog.observers.inotify_c")
    most = int(Path("/proc/sys/fs/inotify/max_queued_events").read_text("ascii"))
    reads, lost, heard, ready = threading.Event(), threading.Event(), threading.Event(), inotify.InotifyFD.read_events

    def read_when_told(queue: object) -> list[object]:
        reads.wait(PATIENCE_S)
        events: list[Any] = ready(queue)
        if any(event.mask & inotify.InotifyConstants.IN_Q_OVERFLOW for event in events):
            lost.set()
            return [] if deaf else events
        return [] if deaf and lost.is_set() else events

    table = Table(root)
    table.service.close()
    patch.setattr(inotify.InotifyFD, "read_events", read_when_told)
    watcher = Watcher(table.bridge, heard.set)
    watcher.ensure()
    assert watcher.native, watcher.reason
    table.mod.hello()
    first = table.mod.ask("Первый")
    for number in range(most):  # each is made and is written to: two events
        (table.bridge / f"{number}.tmp").write_bytes(b"x")
    asked = table.mod.ask("Потерянный")
    table.service = table.make()
    table.serve()
    assert [each.request.id for each in table.assistant.asked] == [first.id, asked.id]
    reads.set()
    assert lost.wait(PATIENCE_S), "the queue was never full"
    heard.clear()
    table.mod.ask("Потом")
    assert heard.wait(1.0 if deaf else PATIENCE_S), "nothing is heard of any more"
    watcher.stop()
    table.service.close()


@pytest.mark.skipif(sys.platform != "linux", reason="inotify is Linux's")
def test_a_native_queue_that_overflows_loses_no_question_and_is_heard_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    overflow(tmp_path, monkeypatch)


@pytest.mark.skipif(sys.platform != "linux", reason="inotify is Linux's")
def test_a_watcher_that_an_overflow_makes_deaf_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(AssertionError, match="heard of any more"):
        overflow(tmp_path, monkeypatch, deaf=True)


@pytest.mark.parametrize("kind", ["request", "ack"])
def test_a_tail_that_loses_a_line_is_noticed(kind: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_news = journal.read_news

    def without_one(path: Path, position: journal.Position) -> journal.News:
        news = read_news(path, position)
        lost = next((line for line in news.lines if f'"{kind}-'.encode() in line.data), None)
        return replace(news, lines=tuple(line for line in news.lines if line is not lost))

    monkeypatch.setattr(journal, "read_news", without_one)
    with pytest.raises(AssertionError):
        all_answered(200, tmp_path)
