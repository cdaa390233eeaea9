"""An answer is safe from a kill as soon as it is made, and what is left of one is taken over or goes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.bridge.ledger import Key
from agent.service.drafts import Draft, Drafts
from agent.service.replies import Addressee, reply_of
from tests.service.kit import CountingAssistant, HeldWorkers, Table, counts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.bridge.kit import Sent


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[Table]:
    """A table whose assistant answers when he is told to, with a blueprint and at a price."""
    table = Table(tmp_path, workers=HeldWorkers)
    table.assistant = CountingAssistant(offers=True, cost=(10, 20, 0.5))
    table.restart()
    yield table
    table.service.close()


def kept(table: Table) -> list[Path]:
    return list(table.config().drafts_dir.glob("*"))


def answered_and_killed(table: Table) -> list[Path]:
    """Let the worker make its answer and the agent be killed before it knows; the drafts that are left."""
    table.serve()
    workers = table.service._workers
    assert isinstance(workers, HeldWorkers)
    for job in list(workers.jobs.values()):
        job.run()
    # A kill takes all that was in memory and nothing that is on the disk.
    assert table.service._serving is not None
    table.service._serving.drop()
    table.service._lock.release()
    return kept(table)


def start_again(table: Table) -> None:
    table.service = table.make()
    table.serve()


def test_an_answer_that_was_made_and_not_stored_is_taken_over_with_all_that_belongs_to_it(slow: Table) -> None:
    slow.mod.hello()
    asked = slow.mod.ask("Раз")
    assert len(answered_and_killed(slow)) == 1
    start_again(slow)
    delivery = slow.delivery()
    assert delivery is not None
    assert [each["text"] for each in delivery["responses"]] == ["Ответ: Раз"]
    assert [each["request_digest"] for each in delivery["blueprints"]] == [asked.digest]
    assert len(slow.assistant.asked) == 1
    assert kept(slow) == []
    assert slow.service._serving is not None
    ledger = slow.service._serving._ledger
    [spent] = ledger.store.connection.execute("SELECT prompt_tokens, reply_tokens, cost_usd FROM usage").fetchall()
    assert spent == (10, 20, 0.5)
    slow.mod.ack(asked, revision=2)
    slow.mod.ask("Два", after=slow.mod.after(asked))
    slow.serve()
    workers = slow.service._workers
    assert isinstance(workers, HeldWorkers)
    workers.release()
    assert [message.text for message in slow.assistant.asked[-1].talk] == ["Раз", "Ответ: Раз"]


def test_a_draft_goes_as_soon_as_its_answer_is_in_the_ledger(table: Table) -> None:
    table.mod.hello()
    table.mod.ask()
    table.serve()
    assert counts(table) == {"delivered": 1}
    assert kept(table) == []


def cancelled(table: Table, asked: Sent) -> None:
    table.mod.cancel(asked)


def revoked(table: Table, asked: Sent) -> None:
    del asked
    table.mod.mark("revoked", player_index=1)


def loaded_without(table: Table, asked: Sent) -> None:
    del asked
    table.mod.pending()


@pytest.mark.parametrize("happens", [cancelled, revoked, loaded_without])
@pytest.mark.parametrize("when", ["while it is made", "after the kill"])
def test_what_nobody_waits_for_is_not_revived_by_a_draft(
    happens: Callable[[Table, Sent], None], when: str, slow: Table
) -> None:
    slow.mod.hello()
    asked = slow.mod.ask("?")
    slow.serve()
    if when == "while it is made":
        happens(slow, asked)
        slow.serve()
        assert answered_and_killed(slow) == []
    else:
        assert len(answered_and_killed(slow)) == 1
        happens(slow, asked)
    start_again(slow)
    assert slow.texts() == []
    assert kept(slow) == []
    if happens is revoked:
        assert counts(slow) == {}
        assert "Ответ" not in slow.config().ledger_path.read_bytes().decode("utf-8", "replace")


def test_consent_taken_back_while_an_answer_is_made_takes_its_draft_along(slow: Table) -> None:
    """The worker may keep it just before the loop knows that nobody wants it."""
    slow.mod.hello()
    slow.mod.ask("?")
    slow.serve()
    workers = slow.service._workers
    assert isinstance(workers, HeldWorkers)
    workers.release()
    assert len(kept(slow)) == 1
    slow.mod.mark("revoked", player_index=1)
    slow.serve()
    assert kept(slow) == []
    assert slow.texts() == []


def test_a_draft_of_an_older_saves_question_is_no_answer_to_the_one_that_has_its_id_now(slow: Table) -> None:
    slow.mod.hello()
    slow.mod.ask("Первая жизнь")
    assert len(answered_and_killed(slow)) == 1
    slow.mod.requests -= 1
    again = slow.mod.ask("Вторая жизнь")
    slow.mod.pending(again)
    slow.service = slow.make()
    slow.serve()
    workers = slow.service._workers
    assert isinstance(workers, HeldWorkers)
    workers.release()
    slow.serve()
    assert slow.texts() == ["Ответ: Вторая жизнь"]


def test_a_disk_that_keeps_no_draft_keeps_no_answer_back(table: Table) -> None:
    table.mod.hello()
    table.serve()
    table.config().drafts_dir.write_bytes(b"in the way")
    table.mod.ask("?")
    table.serve()
    assert table.texts() == ["Ответ: ?"]
    table.restart()
    table.serve()
    assert table.service.status().trouble is None


def draft(tmp_path: Path, key: Key) -> Path:
    table = Table(tmp_path / "other", assistant=CountingAssistant(offers=True))
    table.mod.hello()
    table.mod.ask("?")
    table.serve()
    answer = table.assistant.answer(table.assistant.asked[0])
    table.service.close()
    drafts = Drafts(tmp_path / "drafts")
    drafts.keep(key, reply_of(answer, Addressee(key, "0" * 8, 1), revision=2))
    [path] = (tmp_path / "drafts").iterdir()
    return path


@pytest.mark.parametrize("part", ["cut", "altered", "of another agent", "another question's", "empty"])
def test_what_is_no_whole_draft_is_deleted_and_not_believed(part: str, tmp_path: Path) -> None:
    path = draft(tmp_path, Key("0a1b2c3d", "0a1b2c3d-1", "0" * 8))
    whole = path.read_bytes()
    if part == "cut":
        path.write_bytes(whole[:-1])
    elif part == "altered":
        path.write_bytes(whole.replace(b"iron-gear-wheel", b"iron-gear-wheal"))
    elif part == "of another agent":
        path.write_bytes(b"[1, 2]")
    elif part == "another question's":
        path.rename(path.with_name("f" * 64 + ".draft"))
    else:
        path.write_bytes(b"")
    assert list(Drafts(tmp_path / "drafts").left()) == []
    assert list((tmp_path / "drafts").iterdir()) == []


def test_drafts_of_answers_that_are_being_made_are_none_that_were_left(
    slow: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    looked: list[bool] = []
    left = Drafts.left

    def look(drafts: Drafts) -> Iterator[Draft]:
        looked.append(bool(slow.service._workers.jobs))
        return left(drafts)

    monkeypatch.setattr(Drafts, "left", look)
    slow.restart()
    slow.mod.hello()
    slow.mod.ask("?")
    slow.serve()
    assert slow.service._workers.jobs
    assert looked == [False]
