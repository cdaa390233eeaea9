"""A ledger that is lost or damaged is rebuilt from the journals and from the answers on the disk."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

import pytest

from tests.service.kit import HeldWorkers, Table, counts

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("damage", ["garbage", "truncated", "deleted"])
def test_a_lost_ledger_is_rebuilt_from_the_journals_without_asking_the_model_again(damage: str, table: Table) -> None:
    table.mod.hello()
    read = table.mod.ask("Прочитан")
    table.mod.ask("Не прочитан")
    table.serve()
    table.mod.ack(read, revision=2)
    table.serve()
    seq_before = table.delivery()["seq"]  # type: ignore[index]
    table.service.close()
    path = table.config().ledger_path
    if damage == "garbage":
        path.write_bytes(b"this is no database" * 1000)
    elif damage == "truncated":
        path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])
    else:
        path.unlink()
    table.time.pass_s(60)
    table.service = table.make()
    table.serve()
    assert table.texts() == ["Ответ: Не прочитан"]
    assert table.delivery()["seq"] > seq_before  # type: ignore[index]
    assert len(table.assistant.asked) == 2
    assert counts(table) == {"applied": 1, "delivered": 1}
    if damage != "deleted":
        assert list(path.parent.glob("ledger-damaged-1*"))


def test_an_answer_on_the_disk_is_not_taken_over_with_the_blueprint_of_another_question(table: Table) -> None:
    table.assistant.offers = True
    table.mod.hello()
    stale = table.mod.ask("Первая жизнь")
    table.serve()
    blueprint = table.bridge / f"blueprint-{stale.id}.json"
    of_another_life = blueprint.read_bytes()
    table.mod.requests -= 1
    asked = table.mod.ask("Вторая жизнь")
    assert asked.id == stale.id
    table.serve()
    blueprint.write_bytes(of_another_life)
    table.service.close()
    table.config().ledger_path.unlink()
    table.service = table.make()
    table.serve()
    delivery = table.delivery()
    assert delivery is not None
    assert [each["request_digest"] for each in delivery["blueprints"]] == [asked.digest]


def test_what_is_answered_while_the_ledger_is_lost_is_kept(tmp_path: Path) -> None:
    table = Table(tmp_path, workers=HeldWorkers)
    workers = table.service._workers
    assert isinstance(workers, HeldWorkers)
    table.mod.hello()
    table.mod.ask("?")
    table.serve()
    table.service._note_trouble(sqlite3.DatabaseError("database disk image is malformed"))
    for path in table.config().ledger_path.parent.glob("ledger*"):
        path.unlink()
    workers.release()
    table.serve()
    assert table.texts() == ["Ответ: ?"]
    assert not workers.jobs
    assert len(table.assistant.asked) == 1
    table.service.close()
