"""What somebody waits for comes before all that can wait."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.bridge import disk
from agent.bridge.doors.reload import pristine_box
from agent.service import Answered, RequestSeen
from tests.service.kit import HeldWorkers

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

    from agent.service import Event
    from tests.service.kit import Table


class Watcher(list["Event"]):
    """Looks for an answer's file at the moment it is told of the answer."""

    def __init__(self, bridge: Path) -> None:
        super().__init__()
        self.bridge = bridge
        self.was_there: list[bool] = []

    def append(self, event: Event) -> None:
        if isinstance(event, Answered):
            self.was_there.append((self.bridge / f"response-{event.id}.json").is_file())
        super().append(event)


def test_whoever_watches_is_told_of_an_answer_once_it_is_on_the_disk(table: Table) -> None:
    table.events = watcher = Watcher(table.bridge)
    table.restart()
    table.mod.hello()
    table.serve()
    table.mod.ask()
    table.serve()
    assert watcher.was_there == [True]


def test_a_turn_that_began_an_answer_leaves_everything_else_to_the_next(table: Table) -> None:
    table.workers = HeldWorkers
    table.restart()
    table.mod.hello()
    table.serve()
    status = (table.bridge / "status.json").stat().st_ino
    table.mod.ask()
    assert table.service.tick() is True
    assert table.service._workers.jobs
    assert (table.bridge / "status.json").stat().st_ino == status
    assert not any(isinstance(event, RequestSeen) for event in table.events)
    assert table.service.tick() is False
    assert (table.bridge / "status.json").stat().st_ino != status
    assert any(isinstance(event, RequestSeen) for event in table.events)


def test_an_answer_that_needs_no_work_is_delivered_in_the_turn_that_found_it(table: Table) -> None:
    table.mod.hello()
    table.mod.ask()
    table.serve()
    told = table.texts()
    table.service.close()
    table.config().ledger_path.unlink()
    table.inbox.write_bytes(pristine_box())
    table.service = table.make()
    assert table.service.tick() is True
    assert table.texts() == told
    assert table.service._serving is not None
    assert not table.service._serving.has_just_begun


def test_an_answer_is_written_before_anything_new_is_looked_for(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    table.workers = HeldWorkers
    table.restart()
    table.mod.hello()
    asked = table.mod.ask()
    table.serve()
    workers = table.service._workers
    assert isinstance(workers, HeldWorkers)
    workers.release()
    there: list[bool] = []

    def listed(folder: Path) -> list[str]:
        there.append((table.bridge / f"response-{asked.id}.json").is_file())
        return [path.name for path in folder.iterdir()]

    monkeypatch.setattr(disk, "list_names", listed)
    table.service.tick()
    assert there[0]
