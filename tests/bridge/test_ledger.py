from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from agent.bridge.ledger import Key, Ledger
from agent.bridge.ledger.schema import MIGRATIONS, migrate

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

KEY = Key("0a1b2c3d", "0a1b2c3d-1", "00000001")


def open_at(path: Path, now_s: float = 0.0) -> Ledger:
    return Ledger(path, monotonic=lambda: now_s, first_seq=lambda: 100)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = open_at(tmp_path / "ledger.sqlite3")
    yield ledger
    ledger.close()


def tables(path: Path) -> set[str]:
    connection = sqlite3.connect(path)
    found = {str(row[0]) for row in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL")}
    connection.close()
    return found


@pytest.mark.parametrize("version", range(1, len(MIGRATIONS)))
def test_a_ledger_of_every_older_version_is_migrated_and_keeps_its_answers(version: int, tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite3"
    connection = sqlite3.connect(path, isolation_level=None)
    for number in range(version):
        connection.executescript(MIGRATIONS[number])
    connection.execute(f"PRAGMA user_version = {version}")
    connection.execute(
        "INSERT INTO questions (session, id, digest, kind, body, state, final, response, seen_s, changed_s)"
        " VALUES (?, ?, ?, 'chat', x'7b7d', 'answered', 1, x'7b7d', 0, 0)",
        (KEY.session, KEY.id, KEY.digest),
    )
    connection.close()
    ledger = open_at(path)
    [question] = ledger.questions.undelivered(KEY.session)
    assert (question.key, question.response) == (KEY, b"{}")
    ledger.close()
    fresh = open_at(tmp_path / "fresh.sqlite3")
    fresh.close()
    assert tables(path) == tables(tmp_path / "fresh.sqlite3")


def test_a_migration_that_fails_leaves_the_version_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "ledger.sqlite3"
    open_at(path).close()
    broken = (*MIGRATIONS, "CREATE TABLE later (x); CREATE TABLE later (x);")
    monkeypatch.setattr("agent.bridge.ledger.schema.MIGRATIONS", broken)
    connection = sqlite3.connect(path, isolation_level=None)
    with pytest.raises(sqlite3.OperationalError):
        migrate(connection)
    connection.close()
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA user_version").fetchone() == (len(MIGRATIONS),)
    assert connection.execute("SELECT count(*) FROM sqlite_master WHERE name = 'later'").fetchone() == (0,)
    connection.close()


def test_states_only_go_forward(ledger: Ledger) -> None:
    questions = ledger.questions
    assert questions.add(KEY, "chat", b"{}")
    assert not questions.add(KEY, "chat", b"{}")
    questions.mark_delivered([KEY])
    assert questions.counts() == {"seen": 1}
    assert questions.store_answer(KEY, b"{}", 2, None)
    assert not questions.store_answer(KEY, b'{"other":1}', 3, None)
    questions.mark_delivered([KEY])
    assert questions.mark_applied(KEY)
    assert not questions.cancel(KEY)
    assert questions.counts() == {"applied": 1}


def test_a_transaction_is_recorded_whole_or_not_at_all(ledger: Ledger) -> None:
    def half_of_it() -> None:
        with ledger.transaction():
            ledger.questions.add(KEY, "chat", b"{}")
            ledger.store.set_fact("half", "done")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        half_of_it()
    assert ledger.questions.get(KEY) is None
    assert ledger.store.fact("half") is None


def test_no_number_of_a_delivery_is_given_twice(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    numbers = []
    for _ in range(3):
        ledger = open_at(path)
        ledger.records.hear(KEY.session)
        numbers += [ledger.records.next_seq(KEY.session) for _ in range(3)]
        ledger.close()
    assert numbers == sorted(set(numbers))
    assert min(numbers) >= 100


def test_served_time_goes_on_over_restarts_and_does_not_count_the_time_between(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    first = Ledger(path, monotonic=iter([50.0, *[57.0] * 20]).__next__, first_seq=lambda: 1)
    first.store.set_fact("x", "y")
    first.close()
    second = open_at(path, now_s=1_000_000.0)
    assert second.served_s == pytest.approx(7.0)
    second.close()
