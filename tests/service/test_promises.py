"""SPEC section 1, «Promises»: at least once from the game, exactly-once answers, older saves, cancels, restarts."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
from typing import TYPE_CHECKING

import pytest

from agent.bridge.doors.reload import pristine_box
from agent.errors import BridgeError
from agent.service import Answered, Cancelled, RequestSeen, ServiceConfig
from tests.bridge.kit import PlayedMod, Sent, install_inbox
from tests.service.kit import HeldWorkers, Table, counts

if TYPE_CHECKING:
    from pathlib import Path


def test_the_same_line_twice_asks_once(table: Table) -> None:
    table.mod.hello()
    asked = table.mod.ask("?")
    table.mod.line_for(asked.name, asked.data)
    table.serve()
    table.mod.line_for(asked.name, asked.data)
    table.serve()
    assert len(table.assistant.asked) == 1


def test_an_older_save_uses_an_id_again_with_other_content(table: Table) -> None:
    table.mod.hello()
    first = table.mod.ask("Первая жизнь")
    table.serve()
    table.mod.ack(first, revision=2)
    table.serve()
    table.mod.requests -= 1
    second = table.mod.ask("Вторая жизнь")
    assert (first.id, first.digest) != (second.id, second.digest)
    assert first.id == second.id
    table.serve()
    assert table.texts() == ["Ответ: Вторая жизнь"]
    assert [q.request.prompt for q in table.assistant.asked] == ["Первая жизнь", "Вторая жизнь"]


def test_an_answer_that_a_loaded_save_still_waits_for_comes_again_without_the_model(table: Table) -> None:
    table.mod.hello()
    asked = table.mod.ask("?")
    table.serve()
    table.mod.ack(asked, revision=2)
    table.serve()
    assert table.delivery() is None
    table.mod.hello()
    table.mod.pending(asked)
    table.serve()
    assert table.texts() == ["Ответ: ?"]
    assert len(table.assistant.asked) == 1


@pytest.mark.parametrize("ledger", ["kept", "lost"])
def test_an_ack_from_before_a_load_does_not_close_what_the_loaded_save_waits_for(ledger: str, table: Table) -> None:
    table.mod.hello()
    asked = table.mod.ask("?")
    table.serve()
    table.service.close()
    table.mod.ack(asked, revision=2)
    table.mod.hello()
    table.mod.pending(asked)
    if ledger == "lost":
        table.config().ledger_path.unlink()
    table.service = table.make()
    table.serve()
    assert table.texts() == ["Ответ: ?"]
    assert len(table.assistant.asked) == 1


def test_a_question_only_a_pending_line_names_is_read_again_from_its_file(table: Table) -> None:
    table.mod.hello()
    body = table.mod.request_body("chat", mode="chat", prompt="Забытый")
    data = json.dumps(body, ensure_ascii=False).encode()
    (table.bridge / f"request-{body['id']}.json").write_bytes(data)
    table.mod.pending(Sent(f"request-{body['id']}.json", body, data), rewrite=False)
    table.serve()
    assert table.texts() == ["Ответ: Забытый"]


def test_what_a_loaded_save_does_not_know_is_not_delivered_to_it(table: Table) -> None:
    table.mod.hello()
    known = table.mod.ask("Известный")
    table.mod.ask("Из другого будущего")
    table.serve()
    assert len(table.texts()) == 2
    table.mod.pending(known)
    table.serve()
    assert table.texts() == ["Ответ: Известный"]


def test_another_save_does_not_see_this_ones_answers(table: Table) -> None:
    table.mod.hello()
    table.mod.ask("Мой")
    table.serve()
    other = PlayedMod(table.bridge, session="ffffffff")
    other.hello()
    table.serve()
    assert table.delivery() is None
    other.ask("Чужой")
    table.serve()
    assert table.texts() == ["Ответ: Чужой"]


def test_after_a_restart_nothing_is_asked_again_and_unread_answers_are_still_there(table: Table) -> None:
    table.mod.hello()
    read = table.mod.ask("Прочитан")
    table.mod.ask("Не прочитан")
    table.serve()
    table.mod.ack(read, revision=2)
    table.restart()
    table.serve()
    assert table.texts() == ["Ответ: Не прочитан"]
    assert len(table.assistant.asked) == 2


def test_a_question_asked_while_no_agent_ran_is_answered_at_its_start(table: Table) -> None:
    table.mod.hello()
    table.serve()
    table.service.close()
    table.mod.ask("Есть кто?")
    table.service = table.make()
    table.serve()
    assert table.texts() == ["Ответ: Есть кто?"]


def test_a_cancelled_question_is_not_answered_and_a_late_answer_is_thrown_away(tmp_path: Path) -> None:
    table = Table(tmp_path, workers=HeldWorkers)
    worker = table.service._workers
    assert isinstance(worker, HeldWorkers)
    table.mod.hello()
    slow = table.mod.ask("Долгий")
    waiting = table.mod.ask("В очереди")
    table.serve()
    table.mod.cancel(slow)
    table.mod.cancel(waiting)
    table.serve()
    worker.release()
    table.serve()
    assert table.texts() == []
    assert counts(table) == {"cancelled": 2, "applied": 2}
    assert [event.id for event in table.seen(Cancelled)] == [slow.id, waiting.id]  # type: ignore[union-attr]
    assert len(table.assistant.asked) == 1
    table.service.close()


def test_a_snapshot_that_is_still_written_holds_up_its_own_question_only(table: Table) -> None:
    table.mod.hello()
    body = table.mod.snapshot_body()
    data = json.dumps(body, ensure_ascii=False).encode()
    name = f"snapshot-{body['id']}.json"
    table.mod.line_for(name, data)
    table.mod.ask("О снимке", snapshot=body["id"])
    table.mod.ask("О другом", player={"index": 2, "name": "Борис"})
    table.serve()
    assert table.texts() == ["Ответ: О другом"]
    (table.bridge / name).write_bytes(data)
    table.time.pass_s(1.0)
    table.serve()
    assert sorted(table.texts()) == ["Ответ: О другом", "Ответ: О снимке"]
    assert table.assistant.asked[1].snapshot is not None


def test_emergencies_come_first_when_the_model_is_slow_and_the_answer_follows(tmp_path: Path) -> None:
    table = Table(tmp_path, workers=HeldWorkers)
    table.assistant.urgent = True
    worker = table.service._workers
    assert isinstance(worker, HeldWorkers)
    table.mod.hello()
    shot = table.mod.snapshot()
    asked = table.mod.ask("?", snapshot=shot.id)
    table.serve()
    assert worker.job is not None
    done = worker.job._work(worker.job)
    table.time.pass_s(0.07)
    table.serve()
    delivery = table.delivery()
    assert delivery is not None
    [early] = delivery["responses"]
    assert (early["final"], early["revision"], early["text"]) == (False, 1, "Сначала главное")
    table.mod.ack(asked, revision=1)
    table.serve()
    assert counts(table) == {"seen": 1}
    worker.release()
    table.serve()
    assert done.response.revision == 2
    late_delivery = table.delivery()
    assert late_delivery is not None
    [late] = late_delivery["responses"]
    assert (late["final"], late["revision"]) == (True, 2)
    assert late_delivery["seq"] > delivery["seq"]
    table.mod.ack(asked, revision=1)
    table.serve()
    assert counts(table) == {"delivered": 1}
    table.mod.ack(asked, revision=2)
    table.serve()
    assert counts(table) == {"applied": 1}
    table.service.close()


def test_with_a_quick_engine_the_answer_is_final_at_once(table: Table) -> None:
    table.assistant.urgent = True
    table.mod.hello()
    shot = table.mod.snapshot()
    table.mod.ask("?", snapshot=shot.id)
    table.serve()
    delivery = table.delivery()
    assert delivery is not None
    assert [response["final"] for response in delivery["responses"]] == [True]
    assert [event.final for event in table.seen(Answered)] == [True]  # type: ignore[union-attr]


def test_a_fault_of_the_agent_is_an_apology_and_the_next_question_is_answered(table: Table) -> None:
    table.assistant.fault = RuntimeError("a bug")
    table.mod.hello()
    table.mod.ask("?")
    table.serve()
    table.assistant.fault = None
    table.mod.ask("!")
    table.serve()
    first, second = table.texts()
    assert "Агент не смог ответить" in first
    assert second == "Ответ: !"


def test_an_answer_that_breaks_the_contract_is_an_apology(table: Table) -> None:
    table.assistant.text = "\ud800 half a character"
    table.mod.hello()
    table.mod.ask("?")
    table.serve()
    assert table.texts() == ["? half a character"]


def test_a_question_that_kills_the_agent_again_and_again_is_given_up(tmp_path: Path) -> None:
    table = Table(tmp_path, workers=HeldWorkers)
    table.mod.hello()
    table.mod.ask("Ядовитый")
    for _ in range(10):
        table.serve()
        assert table.texts() == []
        table.service.close()
        table.service = table.make()
    table.serve()
    assert len(table.texts()) == 1
    assert "Агент не смог ответить" in table.texts()[0]
    assert table.assistant.asked == []
    table.service.close()


def test_answers_come_in_the_order_of_the_questions(table: Table) -> None:
    table.mod.hello()
    for number in range(25):
        table.mod.ask(f"{number}")
    table.serve()
    assert table.texts() == [f"Ответ: {number}" for number in range(25)]
    assert [event.text for event in table.seen(RequestSeen)] == [str(n) for n in range(25)]  # type: ignore[union-attr]


def test_rotated_journals_are_read_on(table: Table) -> None:
    table.mod.hello()
    table.mod.ask("1")
    table.mod.journal = "journal-2.jsonl"
    table.mod.ask("2")
    table.serve()
    table.mod.journal = "journal-3.jsonl"
    table.mod.ask("3")
    table.serve()
    assert table.texts() == ["Ответ: 1", "Ответ: 2", "Ответ: 3"]


def test_a_truncated_journal_loses_and_repeats_nothing(table: Table) -> None:
    table.mod.hello()
    table.mod.ask("1")
    table.serve()
    (table.bridge / "journal.jsonl").write_bytes(b"")
    table.mod.ask("2")
    table.serve()
    assert table.texts() == ["Ответ: 1", "Ответ: 2"]
    assert len(table.assistant.asked) == 2


def test_the_folder_may_vanish_and_come_back(table: Table) -> None:
    table.mod.hello()
    table.mod.ask("1")
    table.serve()
    shutil.rmtree(table.bridge.parent.parent)
    table.serve()
    trouble = table.service.status().trouble
    assert trouble is not None
    assert trouble.code == "bridge-folder-missing"
    table.bridge.mkdir(parents=True)
    install_inbox(table.root / "mods", pristine_box())
    table.mod.hello()
    table.mod.ask("2")
    table.serve()
    assert table.service.status().trouble is None
    assert table.texts() == ["Ответ: 1", "Ответ: 2"]


def test_a_folder_moved_away_is_named_and_can_be_put_back(table: Table) -> None:
    table.mod.hello()
    table.mod.ask("1")
    table.serve()
    output = table.bridge.parent
    away = output.rename(output.with_name("away"))
    table.serve()
    trouble = table.service.status().trouble
    assert trouble is not None
    assert trouble.code == "bridge-folder-missing"
    assert not output.exists(), "an empty folder would stand in the way"
    away.rename(output)
    table.mod.ask("2")
    table.serve()
    assert table.service.status().trouble is None
    assert table.texts() == ["Ответ: 1", "Ответ: 2"]


def test_a_vanished_folder_is_looked_for_at_the_pace_of_a_scan_however_much_is_overdue(table: Table) -> None:
    table.mod.hello()
    table.mod.ask("1")
    table.serve()
    shutil.rmtree(table.bridge.parent.parent)
    table.time.pass_s(3600)
    table.serve()
    assert table.service.status().trouble is not None
    assert table.service._nap_s() == ServiceConfig(table.bridge, table.root).blind_poll_s


def test_a_snapshot_on_its_way_is_waited_for(table: Table) -> None:
    table.mod.hello()
    body = table.mod.snapshot_body()
    data = json.dumps(body).encode()
    name = f"snapshot-{body['id']}.json"
    table.mod.line_for(name, data)
    table.mod.ask("?", snapshot=body["id"])
    table.serve()
    assert table.assistant.asked == []
    (table.bridge / name).write_bytes(data)
    table.time.pass_s(0.1)
    table.serve()
    [question] = table.assistant.asked
    assert question.snapshot is not None


def test_the_last_five_snapshots_and_the_talk_go_with_a_question(table: Table) -> None:
    table.mod.hello()
    shots = [table.mod.snapshot(number + 1) for number in range(7)]
    first = table.mod.ask("Раз", snapshot=shots[-1].id)
    table.serve()
    table.restart()
    table.mod.ack(first, revision=2)
    table.mod.ask("Два", snapshot=shots[-2].id, after=table.mod.after(first))
    table.serve()
    question = table.assistant.asked[-1]
    assert question.snapshot is not None
    assert question.snapshot.id == shots[-2].id
    assert [snapshot.id for snapshot in question.snapshots] == [shot.id for shot in shots[-5:]]
    assert [message.text for message in question.talk] == ["Раз", "Ответ: Раз"]


def test_what_another_player_selected_does_not_go_with_a_question(table: Table) -> None:
    table.mod.hello(multiplayer=True)
    mine = table.mod.snapshot(1)
    table.mod.snapshot(2, player={"index": 2, "name": "Борис"})
    table.mod.ask("Раз", snapshot=mine.id)
    table.serve()
    [question] = table.assistant.asked
    assert [snapshot.id for snapshot in question.snapshots] == [mine.id]


def test_language_setting_and_preference_choose_the_answers_language(table: Table) -> None:
    table.mod.hello()
    table.mod.ask("?")
    table.mod.request("config", changes={"language": "en"})
    table.mod.ask("?")
    table.serve()
    table.mod.request("config", changes={"language": "auto"})
    table.serve()
    table.mod.ask("?")
    table.serve()
    languages = [question.language for question in table.assistant.asked]
    assert languages[-1] == "ru"
    assert "en" in languages


def test_a_connection_test_is_answered_with_the_status(table: Table) -> None:
    table.mod.hello()
    asked = table.mod.request("status")
    table.serve()
    delivery = table.delivery()
    assert delivery is not None
    assert delivery["responses"][0]["id"] == asked.id
    assert delivery["status"]["engine"] == "counting"
    assert delivery["status"]["door"] == "reload"
    assert table.assistant.asked == []


def test_model_calls_are_counted_over_restarts(table: Table) -> None:
    table.mod.hello()
    table.mod.ask("1")
    table.serve()
    table.restart()
    table.mod.ask("2")
    table.serve()
    assert table.service.status().attempts == 2


def test_a_ledger_of_a_newer_agent_is_left_alone(table: Table) -> None:
    table.service.close()
    path = table.config().ledger_path
    path.parent.mkdir(parents=True, exist_ok=True)
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    service = table.make()
    with pytest.raises(BridgeError, match="ledger-newer"):
        service.start()
    service.close()


def test_the_save_being_played_is_the_one_whose_journal_was_written_last(table: Table) -> None:
    old = PlayedMod(table.bridge, session="aaaaaaaa", journal="journal-3.jsonl")
    old.hello()
    old.ask("Вчера")
    os.utime(table.bridge / "journal-3.jsonl", ns=(1, 1))
    table.mod.hello()
    table.mod.ask("Сегодня")
    table.serve()
    assert table.texts() == ["Ответ: Сегодня"]


def test_a_service_started_before_its_folder_exists_waits_for_it(tmp_path: Path) -> None:
    table = Table(tmp_path)
    shutil.rmtree(tmp_path / "script-output")
    (tmp_path / "mods").rename(tmp_path.parent / f"{tmp_path.name}-mods")
    table.service = table.make(bridge=tmp_path / "drive" / "script-output" / "state")
    table.service.start()
    trouble = table.service.status().trouble
    assert trouble is not None
    assert trouble.code == "bridge-folder-missing"
    (tmp_path / "drive").mkdir()
    table.service.tick()
    assert table.service.status().trouble is None
    table.service.close()
