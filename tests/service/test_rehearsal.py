from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING

import pytest

from agent.assistant.modes import MODES
from agent.game.bundled import load, set_for
from agent.service import rehearsal
from agent.service.rehearsal import rehearse
from tests.service.kit import HeldWorkers

if TYPE_CHECKING:
    from agent.game.gamedata import GameData
    from agent.i18n import LanguageCode
    from tests.service.kit import Table


def end_of_rehearsals() -> None:
    for each in threading.enumerate():
        if each.name == "rehearsal":
            each.join(timeout=30)


def test_every_mode_and_a_block_are_answered_once() -> None:
    assert rehearse("ru", load(set_for("2.0.77", space_age=False))) == len(MODES) + 1


def test_a_game_is_prepared_once_for_its_mods_and_its_language(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[LanguageCode] = []

    def rehearsed(language: LanguageCode, data: GameData) -> int:
        assert data.label == "base 2.0.77"
        seen.append(language)
        return 1

    monkeypatch.setattr(rehearsal, "rehearse", rehearsed)
    monkeypatch.setattr(gc, "freeze", lambda: None)
    table.restart(rehearses=True)
    for _ in range(2):
        hello = table.mod.hello()
        table.serve()
        end_of_rehearsals()
    assert seen == ["ru"]
    table.mod.send("hello.json", hello.body | {"locale": "en"})
    table.serve()
    end_of_rehearsals()
    assert seen == ["ru", "en"]


def test_nothing_is_prepared_while_an_answer_is_made(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[LanguageCode] = []
    monkeypatch.setattr(rehearsal, "rehearse", lambda language, _data: seen.append(language))
    monkeypatch.setattr(gc, "freeze", lambda: None)
    table.workers = HeldWorkers
    table.restart(rehearses=True)
    table.mod.hello()
    table.mod.ask()
    table.serve()
    end_of_rehearsals()
    workers = table.service._workers
    assert isinstance(workers, HeldWorkers)
    assert workers.jobs
    assert seen == []
    workers.release()
    table.serve()
    end_of_rehearsals()
    assert seen == ["ru"]


def test_where_no_thread_can_begin_nothing_is_prepared_and_the_service_goes_on(
    table: Table, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def refuse(_thread: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    table.restart(rehearses=True)
    with monkeypatch.context() as patch:
        patch.setattr(threading.Thread, "start", refuse)
        table.mod.hello()
        table.serve()
    table.mod.ask()
    table.serve()
    assert table.texts() == ["Ответ: Почему стоит завод?"]
    assert "no rehearsal: can't start new thread" in caplog.messages


def test_nothing_is_prepared_where_nobody_asked_for_it(table: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rehearsal, "rehearse", lambda *_: pytest.fail("nobody asked"))
    table.mod.hello()
    table.serve()
    assert [each.name for each in threading.enumerate() if each.name == "rehearsal"] == []


def test_a_rehearsal_that_fails_is_logged_and_troubles_nobody(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def damaged() -> GameData:
        raise KeyError("recipe")

    monkeypatch.setattr(gc, "freeze", lambda: None)
    rehearsal.rehearse_aside("ru", damaged)
    end_of_rehearsals()
    assert [record.message for record in caplog.records] == ["the rehearsal ended early"]
