"""What an older or a newer agent stored and this one cannot read ends nothing: it is told, answered, or made anew."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

import pytest

from agent.service import Recovered, Rejected, Trouble
from agent.service.answering import Workers
from tests.service.kit import HeldWorkers, Table, counts

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.bridge.kit import Sent


def stored(table: Table, sql: str, *values: object) -> None:
    """Alter the ledger while no agent has it open, as another version of the agent would have written it."""
    assert table.service._serving is not None
    table.service._serving._ledger.store.connection.execute(sql, values)
    table.service.close()


def waiting_question(tmp_path: Path, ask: Callable[[Table], Sent]) -> tuple[Table, Sent]:
    """A table whose agent was stopped while it answered."""
    table = Table(tmp_path, workers=HeldWorkers)
    table.mod.hello()
    asked = ask(table)
    table.serve()
    return table, asked


def altered(sent: Sent, kind: str) -> bytes:
    if kind == "another shape":
        return json.dumps(sent.body | {"mode": "telepathy", "prompt": 7}).encode()
    if kind == "another kind":
        return json.dumps(sent.body | {"request": "telepathy"}).encode()
    if kind == "another protocol":
        return json.dumps(sent.body | {"protocol": "9.0"}).encode()
    return b"\xff\x00 not even JSON"


@pytest.mark.parametrize("kind", ["another shape", "another kind", "another protocol", "bytes"])
def test_a_stored_question_that_cannot_be_read_is_told_and_the_next_one_is_answered(kind: str, tmp_path: Path) -> None:
    table, asked = waiting_question(tmp_path, lambda table: table.mod.ask("?"))
    stored(table, "UPDATE questions SET body = ?", altered(asked, kind))
    table.workers = type(table).workers
    table.service = table.make()
    table.serve()
    told = [event.name for event in table.seen(Rejected)]  # type: ignore[union-attr]
    assert told == [asked.name]
    table.mod.ask("!")
    table.serve()
    assert table.texts()[-1] == "Ответ: !"
    assert table.service.status().trouble is None
    if kind == "bytes":  # it does not even say whom to answer
        assert counts(table) == {"cancelled": 1, "delivered": 1}
    else:
        delivery = table.delivery()
        assert delivery is not None
        first = delivery["responses"][0]
        assert (first["id"], first["ok"], first["nonce"]) == (asked.id, False, asked.body["nonce"])
    table.service.close()


@pytest.mark.parametrize("kind", ["status", "config", "cancel"])
def test_what_is_done_at_once_and_cannot_be_read_is_told_too(kind: str, table: Table) -> None:
    table.mod.hello()
    asked = table.mod.ask("?")
    table.serve()
    stored(table, "UPDATE questions SET body = ?, kind = ?, state = 'seen'", altered(asked, "another shape"), kind)
    (table.bridge / f"response-{asked.id}.json").unlink()
    table.service = table.make()
    table.mod.ask("!")
    table.serve()
    assert [event.name for event in table.seen(Rejected)] == [asked.name]  # type: ignore[union-attr]
    assert table.texts()[-1] == "Ответ: !"
    assert table.service.status().trouble is None


def test_a_stored_answer_that_cannot_be_read_is_made_anew(table: Table) -> None:
    table.mod.hello()
    asked = table.mod.ask("?")
    table.serve()
    stored(table, "UPDATE questions SET response = ?, state = 'answered'", b'{"protocol": "1.0", "shape": "another"}')
    (table.bridge / f"response-{asked.id}.json").write_bytes(b'{"protocol": "1.0", "shape": "another"}')
    table.service = table.make()
    table.serve()
    table.serve()
    assert table.texts() == ["Ответ: ?"]
    assert len(table.assistant.asked) == 2
    assert table.service.status().trouble is None


def test_a_refusal_that_cannot_be_read_is_forgotten(table: Table) -> None:
    table.mod.hello()
    table.mod.raw(f"request-{table.mod.session}-1.json", b'{"nonce": "0123abcd", "request": 1}')
    table.serve()
    assert len(table.texts()) == 1
    stored(table, "UPDATE questions SET response = x'7b7d', state = 'answered'")
    table.service = table.make()
    table.mod.requests += 1
    table.mod.ask("!")
    table.serve()
    assert table.texts() == ["Ответ: !"]
    assert counts(table) == {"cancelled": 1, "delivered": 1}


def test_where_no_thread_can_begin_the_question_waits_and_is_told_and_begun_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    table = Table(tmp_path, workers=Workers)
    table.mod.hello()
    table.serve()

    def refuse(thread: threading.Thread) -> None:
        del thread
        raise RuntimeError("can't start new thread")

    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", refuse)
        table.mod.ask("?")
        for _ in range(20):  # more often than a question is tried that ends the agent
            assert table.service.tick() is False
        trouble = table.service.status().trouble
        assert trouble is not None
        assert trouble.code == "bridge-no-thread"
        table.mod.request("status")
        table.service.tick()
        assert len(table.texts()) == 1, "what needs no thread is answered"
    rung = threading.Event()
    table.service._workers._wake = rung.set
    assert table.service.tick() is True
    assert rung.wait(30.0)
    table.serve()
    assert "Ответ: ?" in table.texts()
    assert [type(event) for event in table.events if isinstance(event, Trouble | Recovered)] == [Trouble, Recovered]
    assert table.service.status().attempts == 1
    table.service.close()
