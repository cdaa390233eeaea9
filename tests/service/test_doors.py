"""How answers enter the game: the door is chosen by itself, said, and left pristine."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pyperclip
import pytest

from agent.bridge.doors.paste_text import decode_paste
from agent.bridge.doors.reload import pristine_box
from agent.service import DoorChanged, Trouble
from agent.service.reloads import ReloadClock
from tests.bridge.kit import install_inbox
from tests.service.kit import HeldWorkers, Table

if TYPE_CHECKING:
    from pathlib import Path


def doors(table: Table) -> list[tuple[str, bool]]:
    return [(event.door, event.manual) for event in table.events if isinstance(event, DoorChanged)]


def test_single_player_with_the_inbox_mod_uses_the_reload_door(table: Table) -> None:
    table.mod.hello()
    table.serve()
    assert doors(table) == [("reload", False)]
    assert json.loads((table.bridge / "status.json").read_bytes())["door"] == "reload"


def test_in_multiplayer_the_inbox_stays_pristine_and_the_answer_is_on_the_clipboard(table: Table) -> None:
    table.mod.hello(multiplayer=True)
    asked = table.mod.ask("Привет")
    table.serve()
    assert table.inbox.read_bytes() == pristine_box()
    assert doors(table) == [("paste", False)]
    [text] = table.clipboard
    delivery = json.loads(decode_paste(text))
    assert [response["text"] for response in delivery["responses"]] == ["Ответ: Привет"]
    file = table.bridge / f"paste-{asked.id}.txt"
    assert file.read_text().strip() == text
    table.mod.ack(asked, revision=2)
    table.serve()
    assert not file.exists()


def test_an_inbox_left_full_is_made_pristine_when_the_game_turns_multiplayer(table: Table) -> None:
    table.mod.hello()
    table.mod.ask("1")
    table.serve()
    assert table.inbox.read_bytes() != pristine_box()
    table.mod.hello(multiplayer=True)
    table.serve()
    assert table.inbox.read_bytes() == pristine_box()
    assert len(table.clipboard) == 1


def test_an_inbox_left_full_by_a_killed_agent_is_made_pristine_at_the_start(table: Table) -> None:
    table.inbox.write_bytes(b"return { seq = 9 }")
    table.mod.hello(multiplayer=True)
    table.serve()
    assert table.inbox.read_bytes() == pristine_box()


@pytest.mark.parametrize("case", ["mod not active", "mod not on disk", "player wishes paste", "another mod's folder"])
def test_without_a_usable_inbox_the_paste_door_is_used(case: str, table: Table) -> None:
    if case == "mod not on disk":
        shutil.rmtree(table.inbox.parent)
    if case == "another mod's folder":
        (table.inbox.parent / "info.json").write_text('{"name": "somebody-elses"}')
    wish = "paste" if case == "player wishes paste" else "auto"
    table.mod.hello(inbox_mod=case != "mod not active", settings={"gpta-door": wish})
    table.mod.ask("?")
    table.serve()
    assert doors(table) == [("paste", False)]
    assert len(table.clipboard) == 1


def test_the_inbox_mod_may_be_installed_while_the_agent_runs(table: Table) -> None:
    shutil.rmtree(table.inbox.parent)
    table.mod.hello()
    table.serve()
    install_inbox(table.root / "mods", pristine_box())
    table.mod.ask("?")
    table.serve()
    assert doors(table) == [("paste", False), ("reload", False)]
    assert table.texts() == ["Ответ: ?"]


def test_without_a_clipboard_the_text_is_in_the_file_and_the_status_says_why(table: Table) -> None:
    def no_clipboard(_text: str) -> None:
        raise pyperclip.PyperclipException("no copy mechanism\nlong help")

    table.service._copy = no_clipboard
    table.mod.hello(multiplayer=True)
    asked = table.mod.ask("?")
    table.serve()
    assert (table.bridge / f"paste-{asked.id}.txt").exists()
    facts = table.service.status().door_facts
    assert facts is not None
    assert facts["fault"] == "no copy mechanism"


def test_a_reload_door_that_cannot_be_written_gives_way_to_paste_and_comes_back(table: Table) -> None:
    table.mod.hello()
    table.serve()
    table.inbox.unlink()
    table.inbox.mkdir()
    (table.inbox / "in the way").touch()
    table.mod.ask("?")
    for _ in range(3):
        table.serve()
    codes = [event.error.code for event in table.events if isinstance(event, Trouble)]
    assert codes[0] == "bridge-door-failed"
    assert len(table.clipboard) == 1
    shutil.rmtree(table.inbox)
    table.time.pass_s(31)
    table.serve()
    assert table.texts() == ["Ответ: ?"]


def test_the_same_delivery_is_not_written_twice(table: Table) -> None:
    table.mod.hello()
    table.mod.ask("?")
    table.serve()
    before = table.inbox.stat().st_mtime_ns, table.inbox.stat().st_ino
    for _ in range(5):
        table.time.pass_s(40)
        table.serve()
    assert (table.inbox.stat().st_mtime_ns, table.inbox.stat().st_ino) == before


def test_while_a_long_answer_is_made_the_game_hears_that_the_agent_lives(tmp_path: Path) -> None:
    table = Table(tmp_path, workers=HeldWorkers)
    table.mod.hello()
    table.mod.ask("?")
    table.serve()
    assert table.delivery() is None
    table.time.pass_s(1)
    table.serve()
    first = table.delivery()
    assert first is not None
    assert (first["responses"], first["status"]["queue"]) == ([], 1)
    table.time.pass_s(31)
    table.serve()
    second = table.delivery()
    assert second is not None
    assert second["seq"] > first["seq"]
    table.service.close()


def test_long_reloads_leave_polling_to_the_button() -> None:
    clock = ReloadClock(0.25)
    clock.begin("a", 10.0)
    assert clock.end("a", 10.2)
    assert not clock.too_long
    for at in (20.0, 30.0):
        clock.begin("a", at)
        clock.end("a", at + 0.4)
    assert clock.too_long
    assert clock.hitch_s == pytest.approx(0.4)


def test_marks_that_arrive_together_or_from_two_saves_measure_nothing() -> None:
    clock = ReloadClock(0.25)
    clock.begin("a", 10.0)
    assert not clock.end("a", 10.0)
    clock.begin("a", 10.0)
    assert not clock.end("b", 11.0)
    assert not clock.end("a", 11.0)
    assert clock.hitch_s is None


def test_a_measured_hitch_is_told_to_the_game_and_remembered(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.bridge.watch.Watcher.native", property(lambda _self: True))
    table.mod.hello()
    table.mod.ask("?")
    table.serve()
    table.mod.mark("reload-begin")
    table.serve()
    table.time.pass_s(0.6)
    table.mod.mark("reload-end")
    table.serve()
    assert doors(table)[-1] == ("reload", True)
    assert json.loads((table.bridge / "status.json").read_bytes())["poll_manual"] is True
    table.restart()
    table.serve()
    assert table.service.status().manual is True


def test_an_answer_while_the_status_changes_is_in_status_json(table: Table) -> None:
    table.mod.hello()
    table.serve()
    first = (table.bridge / "status.json").stat().st_ino
    table.serve()
    assert (table.bridge / "status.json").stat().st_ino == first
    table.time.pass_s(31)
    table.serve()
    assert (table.bridge / "status.json").stat().st_ino != first
