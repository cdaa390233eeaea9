import json
from pathlib import Path

import pytest

from agent.bridge.ledger import Key, Ledger
from agent.errors import BridgeError
from agent.service.news import _HITCHES
from agent.setup.ledger_view import counts, latest, question_state, reload_lengths_s, unshown


def _ledger(path: Path) -> Ledger:
    return Ledger(path, monotonic=lambda: 0.0, first_seq=lambda: 1)


def test_the_newest_questions_are_read_beside_a_writing_agent(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    ledger = _ledger(path)
    body = json.dumps({"player": {"name": "Аня"}, "prompt": "почему?"}).encode()
    ledger.questions.add(Key("s", "s-1", "00000001"), "chat", body)
    ledger.questions.add(Key("s", "s-2", "00000002"), "refused", b"")
    found = latest(path, 10)
    assert [row.id for row in found] == ["s-2", "s-1"]
    assert (found[1].player, found[1].prompt, found[1].state) == ("Аня", "почему?", "seen")
    assert (found[0].player, found[0].prompt) == ("", "")
    assert counts(path) == {"seen": 2}
    assert question_state(path, "s-1") == "seen"
    assert question_state(path, "s-9") == "unknown"
    assert len(latest(path, 1)) == 1
    ledger.close()


def test_answers_left_are_those_of_the_save_heard_last(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    ledger = _ledger(path)
    for session in ("aaaaaaaa", "bbbbbbbb"):
        for number in range(3):
            ledger.questions.add(Key(session, f"{session}-{number}", "00000001"), "chat", b"")
    for session, number in (("aaaaaaaa", 0), ("bbbbbbbb", 0), ("bbbbbbbb", 1)):
        ledger.questions.store_answer(Key(session, f"{session}-{number}", "00000001"), b"{}", 0, None)
    ledger.questions.mark_delivered([Key("bbbbbbbb", "bbbbbbbb-1", "00000001")])
    ledger.records.hear("bbbbbbbb")
    assert unshown(path) == 2
    ledger.questions.mark_applied(Key("bbbbbbbb", "bbbbbbbb-1", "00000001"))
    assert unshown(path) == 1
    ledger.records.hear("aaaaaaaa")
    assert unshown(path) == 1
    ledger.close()


def test_no_ledger_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    assert unshown(path) == 0
    assert latest(path, 10) == ()
    assert counts(path) == {}
    assert not path.exists(), "looking makes nothing"


@pytest.mark.parametrize("junk", [b"hello", b"SQLite format 3\x00" + b"\x00" * 100])
def test_a_damaged_ledger_is_named_and_left_as_it_is(tmp_path: Path, junk: bytes) -> None:
    path = tmp_path / "ledger.sqlite3"
    path.write_bytes(junk)
    with pytest.raises(BridgeError) as caught:
        latest(path, 10)
    assert caught.value.code == "ledger-unreadable"
    assert path.read_bytes() == junk


def test_the_lengths_of_reloads_are_read_as_the_service_keeps_them(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite3"
    ledger = _ledger(path)
    assert reload_lengths_s(path) == ()
    ledger.store.set_fact(_HITCHES, "0.125 0.25")
    assert reload_lengths_s(path) == (0.125, 0.25)
    ledger.close()
