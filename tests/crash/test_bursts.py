"""Ten and fifty thousand files at once, while the intake is busy and no event is heard of any of them: none missed.

The kernel throws events away when its queue is full (inotify: IN_Q_OVERFLOW); here all of them are. What counts is the
journal, and it is read to its end.
"""

from __future__ import annotations

import json
import threading
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent.bridge import journal
from tests.bridge.kit import PlayedMod, adler
from tests.service.kit import Table, counts

if TYPE_CHECKING:
    from pathlib import Path

BURSTS = (10_000, 50_000)
TENTH = 10
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


@pytest.mark.timeout(600)
@pytest.mark.parametrize("count", [count // TENTH for count in BURSTS])
def test_of_a_burst_of_files_none_is_missed(count: int, tmp_path: Path) -> None:
    all_answered(count, tmp_path)


@pytest.mark.slow
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("count", BURSTS)
def test_of_a_large_burst_of_files_none_is_missed(count: int, tmp_path: Path) -> None:
    all_answered(count, tmp_path)


def test_a_tail_that_loses_a_line_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    read_news = journal.read_news

    def without_a_question(path: Path, position: journal.Position) -> journal.News:
        news = read_news(path, position)
        lost = next((line for line in news.lines if b"request-" in line.data), None)
        return replace(news, lines=tuple(line for line in news.lines if line is not lost))

    monkeypatch.setattr(journal, "read_news", without_a_question)
    with pytest.raises(AssertionError):
        all_answered(200, tmp_path)
