"""What a model needs of the service: that it can be cancelled, chosen in the game, and never holds up what comes in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.service.kit import HeldWorker, Table, counts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Table]:
    table = Table(tmp_path, worker=HeldWorker)
    table.mod.hello()
    yield table
    table.service.close()


def worker_of(table: Table) -> HeldWorker:
    worker = table.service._worker
    assert isinstance(worker, HeldWorker)
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
