"""A player who takes his consent back is forgotten: on disk, in the ledger, in what is on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.contract import ChatRequest
from tests.service.kit import HeldWorkers, Table, counts

if TYPE_CHECKING:
    from pathlib import Path


def test_a_revoked_consent_leaves_nothing_of_that_player_neither_on_disk_nor_in_the_ledger(tmp_path: Path) -> None:
    table = Table(tmp_path, workers=HeldWorkers)
    worker = table.service._workers
    assert isinstance(worker, HeldWorkers)
    table.mod.hello()
    mine = table.mod.snapshot()
    theirs = table.mod.snapshot(player={"index": 2, "name": "Борис"})
    table.mod.ask("Мой секрет")
    table.mod.ask("Чужой вопрос", player={"index": 2, "name": "Борис"})
    table.serve()
    table.mod.mark("revoked", player_index=1)
    table.serve()
    assert counts(table) == {"seen": 1}
    worker.release()
    table.serve()
    worker.release()
    table.serve()
    assert [asked.request.prompt for asked in table.assistant.asked if isinstance(asked.request, ChatRequest)] == [
        "Мой секрет",
        "Чужой вопрос",
    ]
    assert table.texts() == ["Ответ: Чужой вопрос"]
    names = {path.name for path in table.bridge.iterdir()}
    assert (mine.name in names, theirs.name in names) == (False, True)
    table.service.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert "Чужой вопрос".encode() in kept
    assert "Мой секрет".encode() not in kept


def test_a_consent_taken_back_before_the_agent_looked_takes_what_was_asked_before_with_it(table: Table) -> None:
    table.mod.hello()
    shot = table.mod.snapshot()
    asked = table.mod.ask("Мой секрет", snapshot=shot.id)
    table.mod.mark("revoked", player_index=1)
    later = table.mod.ask("Снова согласен")
    table.serve()
    assert [question.request.prompt for question in table.assistant.asked] == ["Снова согласен"]
    names = {path.name for path in table.bridge.iterdir()}
    assert names.isdisjoint({shot.name, asked.name})
    assert later.name in names
    table.service.close()
