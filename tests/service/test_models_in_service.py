"""What a model needs of the service: that it can be cancelled, chosen in the game, and never holds up what comes in."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from tests.service.kit import HeldWorkers, Table, counts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Table]:
    table = Table(tmp_path, workers=HeldWorkers)
    table.mod.hello()
    yield table
    table.service.close()


def worker_of(table: Table) -> HeldWorkers:
    worker = table.service._workers
    assert isinstance(worker, HeldWorkers)
    return worker


def test_a_cancel_in_the_game_reaches_the_model_that_is_at_work(slow: Table) -> None:
    asked = slow.mod.ask("?")
    slow.serve()
    job = worker_of(slow).job
    assert job is not None
    assert not job.cancelled()
    slow.mod.cancel(asked)
    slow.serve()
    assert job.cancelled()
    worker_of(slow).release()
    slow.serve()
    assert slow.texts() == []
    assert counts(slow)["cancelled"] == 1


def test_a_revoked_consent_reaches_the_model_that_is_at_work(slow: Table) -> None:
    slow.mod.ask("?")
    slow.serve()
    job = worker_of(slow).job
    assert job is not None
    slow.mod.mark("revoked", player_index=1)
    slow.serve()
    assert job.cancelled()


def test_a_question_that_an_older_save_does_not_know_is_given_up_and_begun_anew_when_it_is_waited_for_again(
    slow: Table,
) -> None:
    asked = slow.mod.ask("?")
    slow.serve()
    job = worker_of(slow).job
    assert job is not None
    slow.mod.hello()
    slow.mod.pending()
    slow.serve()
    assert job.cancelled()
    worker_of(slow).release()
    slow.serve()
    assert slow.texts() == []
    slow.mod.pending(asked)
    slow.serve()
    worker_of(slow).release()
    slow.serve()
    assert slow.texts() == ["Ответ: ?"]


def test_files_are_taken_in_while_a_model_hangs(slow: Table) -> None:
    slow.mod.ask("first")
    slow.serve()
    for number in range(5):
        slow.mod.ask(f"later {number}")
        slow.mod.snapshot()
    slow.serve()
    assert counts(slow) == {"seen": 6}
    assert slow.service.status().queue == 6


def test_the_agent_ends_at_once_though_a_model_hangs(slow: Table) -> None:
    slow.mod.ask("?")
    slow.serve()
    job = worker_of(slow).job
    assert job is not None
    slow.service.close()
    assert job.cancelled()


def test_the_save_chooses_the_profile_by_hello_and_by_setting(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.mod.hello(settings={"gpta-profile": "gpt-4o"})
    table.serve()
    assert table.chosen == ["gpt-4o"]
    table.mod.request("config", changes={"profile": "ollama"})
    table.serve()
    table.mod.request("config", changes={"profile": ""})
    table.serve()
    assert table.chosen == ["gpt-4o", "ollama", None]
    table.mod.request("config", changes={"profile": "gpt-4o"})
    table.serve()
    table.restart()
    table.serve()
    assert table.chosen[-1] == "gpt-4o", "remembered over a restart"
    table.mod.session = "ffffffff"
    table.mod.hello()
    table.serve()
    assert table.chosen[-1] is None, "another save has its own wish"
    table.service.close()


def ledger_rows(table: Table, sql: str) -> list[tuple[object, ...]]:
    with closing(sqlite3.connect(table.config().ledger_path)) as connection:
        return connection.execute(sql).fetchall()


def test_what_was_said_is_remembered_over_a_restart_and_each_player_has_his_own(table: Table) -> None:
    table.mod.hello()
    boris = {"index": 2, "name": "Борис"}
    first = table.mod.ask("Раз")
    other = table.mod.ask("Чужое", player=boris)
    table.serve()
    table.restart()
    second = table.mod.ask("Два", after=table.mod.after(first))
    table.serve()
    assert [message.text for message in table.assistant.asked[-1].talk] == ["Раз", "Ответ: Раз"]
    table.mod.mark("revoked", player_index=1)
    table.mod.ask("Три", after=table.mod.after(second))
    table.mod.ask("Ещё чужое", player=boris, after=table.mod.after(other))
    table.serve()
    mine, theirs = table.assistant.asked[-2:]
    assert mine.talk == ()
    assert [message.text for message in theirs.talk] == ["Чужое", "Ответ: Чужое"]
    assert table.assistant.forgotten == 1
    table.service.close()
    kept = table.config().ledger_path.read_bytes()
    assert "Раз".encode() not in kept
    assert "Чужое".encode() in kept


def test_what_an_answer_cost_is_said_under_it_and_kept_with_its_day(table: Table) -> None:
    table.mod.hello()
    table.assistant.cost = (1000, 234, 0.00126)
    table.mod.ask("?")
    table.serve()
    delivery = table.delivery()
    assert delivery is not None
    assert delivery["responses"][0]["notes"] == ["Токенов на ответ: 1\xa0234, это 0,0013 $."]
    table.assistant.cost = (10, None, None)
    table.mod.ask("??")
    table.serve()
    rows = ledger_rows(table, "SELECT day, session, player, model, prompt_tokens, reply_tokens, cost_usd FROM usage")
    day = table.time.wall().strftime("%Y-%m-%d")
    assert rows == [
        (day, table.mod.session, 1, "counting", 1000, 234, 0.00126),
        (day, table.mod.session, 1, "counting", 10, None, None),
    ]


def test_an_answer_without_a_model_costs_nothing(table: Table) -> None:
    table.mod.hello()
    table.mod.ask("?")
    table.serve()
    delivery = table.delivery()
    assert delivery is not None
    assert delivery["responses"][0]["notes"] == []
    assert ledger_rows(table, "SELECT * FROM usage") == []
