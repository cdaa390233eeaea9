"""A player who takes his consent back is forgotten: on disk, in the ledger, in what is on its way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agent.bridge import intake
from agent.contract import ChatRequest
from agent.service.jobs import Snapshots
from tests.service.kit import HeldWorkers, Table, counts

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


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


def test_what_is_kept_of_answers_is_forgotten_again_when_one_was_made_beyond_the_consent(tmp_path: Path) -> None:
    """Its worker has read the snapshot already, and goes on saying names of that player's to the end."""
    table = Table(tmp_path, workers=HeldWorkers)
    table.mod.hello()
    table.mod.ask("?")
    table.serve()
    table.mod.mark("revoked", player_index=1)
    table.serve()
    assert table.assistant.forgotten == 1
    worker = table.service._workers
    assert isinstance(worker, HeldWorkers)
    worker.release()
    table.serve()
    assert table.assistant.forgotten == 2
    table.service.close()


def test_a_snapshot_that_is_being_read_when_consent_is_taken_back_is_not_kept(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.mod.hello()
    table.mod.snapshot()
    table.serve()
    assert table.service._serving is not None
    [row] = table.service._serving._ledger.records.snapshots_of(table.mod.session)
    snapshots, examine = Snapshots(table.bridge, 1 << 20), intake.examine

    def examine_long(*args: Any, **named: Any) -> Any:  # noqa: ANN401 - passed on
        verdict = examine(*args, **named)
        snapshots.forget(table.mod.session)
        return verdict

    with monkeypatch.context() as patch:
        patch.setattr(intake, "examine", examine_long)
        assert snapshots.get(row) is not None
    assert not snapshots._kept
    assert snapshots.get(row) is not None
    assert snapshots._kept


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
