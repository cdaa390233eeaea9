from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from agent.service import Keeping
from tests.service.kit import HeldWorkers

if TYPE_CHECKING:
    from tests.service.kit import Table


def test_old_things_are_swept_but_never_an_unread_answer(table: Table) -> None:
    table.restart(keeping=Keeping(questions=3, snapshots=2, acks=4))
    table.mod.hello()
    unread = table.mod.ask("Не прочитан")
    shots = [table.mod.snapshot() for _ in range(5)]
    read = [table.mod.ask(f"{number}") for number in range(10)]
    table.serve()
    for asked in read:
        table.mod.ack(asked, revision=2)
    table.serve()
    table.time.pass_s(61)
    table.serve()
    names = {path.name for path in table.bridge.iterdir()}
    assert f"response-{unread.id}.json" in names
    assert unread.name in names
    assert [asked.id for asked in read if f"response-{asked.id}.json" in names] == [asked.id for asked in read[-3:]]
    assert [asked.id for asked in read if asked.name in names] == [asked.id for asked in read[-3:]]
    assert [shot.name in names for shot in shots] == [False, False, False, True, True]
    assert not [name for name in names if name.startswith("ack-")]
    assert table.texts() == ["Ответ: Не прочитан"]


def test_nothing_is_swept_beside_an_answer_unless_it_takes_ten_minutes(table: Table) -> None:
    table.workers = HeldWorkers
    table.restart(keeping=Keeping(questions=0, snapshots=0))
    workers = table.service._workers
    assert isinstance(workers, HeldWorkers)
    table.mod.hello()
    table.mod.ask()
    table.serve()
    shot = table.bridge / table.mod.snapshot().name
    table.time.pass_s(300)
    table.serve()
    assert workers.jobs
    assert shot.exists()
    table.time.pass_s(301)
    table.serve()
    assert workers.jobs
    assert not shot.exists()
    shot = table.bridge / table.mod.snapshot().name
    table.time.pass_s(61)
    table.serve()
    assert shot.exists()
    workers.release()
    table.serve()
    assert not shot.exists()


def test_the_log_of_the_ledger_is_moved_into_its_file_with_a_sweep(table: Table) -> None:
    table.mod.hello()
    table.serve()
    asked = table.mod.ask()
    table.serve()
    (ledger,) = table.root.rglob("ledger.sqlite3")
    assert asked.data not in ledger.read_bytes()
    table.time.pass_s(61)
    table.serve()
    assert asked.data in ledger.read_bytes()


def test_a_file_that_an_older_save_wrote_anew_is_not_swept(table: Table) -> None:
    table.restart(keeping=Keeping(questions=0))
    table.mod.hello()
    first = table.mod.ask("Первый")
    table.serve()
    table.mod.ack(first, revision=2)
    (table.bridge / first.name).write_bytes(b"something newer whose journal line is on its way")
    table.time.pass_s(61)
    table.serve()
    assert (table.bridge / first.name).exists()


def test_ages_do_not_follow_the_wall_clock(table: Table) -> None:
    table.restart(keeping=Keeping(questions_h=1.0))
    table.mod.hello()
    asked = table.mod.ask("?")
    table.serve()
    table.mod.ack(asked, revision=2)
    table.serve()
    table.time.wall_now += timedelta(days=400)
    table.time.pass_s(61)
    table.serve()
    assert table.service.status().counts == {"applied": 1}
    table.time.wall_now -= timedelta(days=800)
    table.time.pass_s(3700)
    table.serve()
    assert table.service.status().counts == {}


def test_rotated_journals_are_swept_when_read_and_may_come_back(table: Table) -> None:
    table.mod.hello()
    for number in range(2, 6):
        table.mod.ask(f"{number}")
        table.mod.journal = f"journal-{number}.jsonl"
    table.mod.ask("6")
    table.serve()
    table.time.pass_s(61)
    table.serve()
    assert sorted(path.name for path in table.bridge.glob("journal*")) == ["journal-4.jsonl", "journal-5.jsonl"]
    table.mod.journal = "journal-2.jsonl"
    table.mod.ask("Снова")
    table.serve()
    assert "Ответ: Снова" in table.texts()


def test_temporary_files_of_a_killed_agent_are_deleted_at_the_start(table: Table) -> None:
    left = table.bridge / ".gpta-response-x.json.4242.tmp"
    left.write_bytes(b"half")
    table.serve()
    assert not left.exists()
