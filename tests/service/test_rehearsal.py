from __future__ import annotations

import gc
import threading
from typing import TYPE_CHECKING, cast

import pytest

from agent.analysis.from_snapshot import factory_of_snapshot
from agent.assistant import modes
from agent.assistant.modes import MODES
from agent.assistant.pipeline import Assistant
from agent.game.bundled import load, set_for
from agent.i18n import catalogue
from agent.service import rehearsal
from agent.service.rehearsal import rehearse
from tests.service.kit import HeldWorkers

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.analysis.view import Factory
    from agent.assistant.question import Question
    from agent.bridge.arrivals import Arrival
    from agent.contract import ChatRequest, Snapshot
    from agent.game.gamedata import GameData
    from agent.i18n import LanguageCode
    from tests.service.kit import CountingAssistant, Table


def end_of_rehearsals() -> None:
    for each in threading.enumerate():
        if each.name in {"rehearsal", "preparation"}:
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


@pytest.fixture
def viewed(table: Table, monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The entities of every factory that is analysed, at a table with the true assistant that has heard the game."""
    counts: list[int] = []

    def counted(snapshot: Snapshot, data: GameData) -> Factory:
        counts.append(len(snapshot.entities))
        return factory_of_snapshot(snapshot, data)

    monkeypatch.setattr(modes, "factory_of_snapshot", counted)
    monkeypatch.setattr(rehearsal, "rehearse", lambda *_: None)
    monkeypatch.setattr(gc, "freeze", lambda: None)
    table.assistant = cast("CountingAssistant", Assistant())
    table.restart(rehearses=True)
    table.mod.hello()
    table.serve()
    end_of_rehearsals()
    return counts


def test_a_factory_is_analysed_when_its_snapshot_comes_and_not_again_when_its_player_asks(
    table: Table, viewed: list[int]
) -> None:
    shot = table.mod.snapshot(entities=4)
    table.serve()
    end_of_rehearsals()
    assert viewed == [4]
    table.mod.ask(mode="bottleneck", snapshot=shot.id)
    table.mod.ask(mode="chat", snapshot=shot.id)
    table.serve()
    assert len(table.texts()) == 2
    assert viewed == [4]


def test_what_is_asked_at_once_with_its_snapshot_is_answered_and_prepared_for_nobody(
    table: Table, viewed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(rehearsal, "prepare", lambda _make: pytest.fail("it was asked about"))
    shot = table.mod.snapshot(entities=4)
    table.mod.ask(mode="bottleneck", snapshot=shot.id)
    table.serve()
    end_of_rehearsals()
    assert viewed == [4]
    assert len(table.texts()) == 1


def test_nothing_is_prepared_while_more_is_coming_in(
    table: Table, viewed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    inbox, coming = table.service._serving._inbox, [1, 1, 0]  # type: ignore[union-attr]
    scan = inbox.scan

    def rung() -> list[Arrival]:
        if coming.pop(0):
            table.service.wake()
        return scan()

    monkeypatch.setattr(inbox, "scan", rung)
    table.mod.snapshot(entities=4)
    for expected in ([], [], [4]):
        table.service.tick()
        end_of_rehearsals()
        assert viewed == expected


def test_one_snapshot_is_prepared_at_a_time_and_of_those_that_came_meanwhile_the_latest(
    table: Table, viewed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on = threading.Event(), threading.Event()
    prepared: list[Callable[[ChatRequest], Question | None]] = []

    def held(make: Callable[[ChatRequest], Question | None]) -> None:
        prepared.append(make)
        begun.set()
        assert go_on.wait(30)
        rehearsal_prepare(make)

    rehearsal_prepare = rehearsal.prepare
    monkeypatch.setattr(rehearsal, "prepare", held)
    table.mod.snapshot(entities=4)
    table.serve()
    assert begun.wait(30)
    for entities in (5, 6):
        table.mod.snapshot(entities=entities)
        table.serve()
    go_on.set()
    end_of_rehearsals()
    table.serve()
    end_of_rehearsals()
    assert len(prepared) == 2
    assert viewed[:2] == [4, 6]


def test_a_consent_taken_back_leaves_nothing_of_what_was_being_prepared(
    table: Table, viewed: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, go_on, before = threading.Event(), threading.Event(), len(modes._BOTTLENECKS)

    def held(make: Callable[[ChatRequest], Question | None]) -> None:
        begun.set()
        assert go_on.wait(30)
        rehearsal_prepare(make)

    rehearsal_prepare = rehearsal.prepare
    monkeypatch.setattr(rehearsal, "prepare", held)
    table.mod.snapshot(entities=4)
    table.serve()
    assert begun.wait(30)
    table.mod.mark("revoked", player_index=1)
    table.serve()
    go_on.set()
    end_of_rehearsals()
    assert viewed == []
    assert catalogue("ru")._filled.cache_info().currsize == 0
    gc.collect()
    assert len(modes._BOTTLENECKS) <= before


def test_a_preparation_that_fails_is_logged_and_its_question_answered(
    table: Table, viewed: list[int], monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(rehearsal, "prepare", lambda make: make(None).fail)
    shot = table.mod.snapshot(entities=4)
    table.serve()
    end_of_rehearsals()
    assert "the preparation ended early" in caplog.messages
    table.mod.ask(mode="bottleneck", snapshot=shot.id)
    table.serve()
    assert viewed == [4]
    assert len(table.texts()) == 1
