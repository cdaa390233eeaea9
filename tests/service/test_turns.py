"""Players take turns: who asks much does not hold up who asks once."""

from __future__ import annotations

import json
import threading
from typing import TYPE_CHECKING

import pytest

from agent.contract import ChatRequest
from agent.service.answering import Workers
from tests.service.kit import CountingAssistant, HeldWorkers, Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from agent.assistant.question import Answer, Question
    from agent.models import Listener

ANNA = {"index": 1, "name": "Анна"}
BORIS = {"index": 2, "name": "Борис"}
VERA = {"index": 3, "name": "Вера"}


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    table = Table(tmp_path, workers=HeldWorkers)
    table.mod.hello(multiplayer=True)
    yield table
    table.service.close()


def ask(table: Table, player: dict[str, object], *prompts: str) -> None:
    for prompt in prompts:
        table.mod.ask(prompt, player=player)


def answer_all(table: Table, count: int) -> list[str]:
    """Let a slow model answer one question after the other; the order they came in turn."""
    worker = table.service._workers
    assert isinstance(worker, HeldWorkers)
    for _ in range(count):
        table.serve()
        worker.release()
    table.serve()
    assert worker.job is None
    return [q.request.prompt for q in table.assistant.asked if isinstance(q.request, ChatRequest)]


def test_ten_questions_of_one_player_do_not_hold_up_anothers_one(table: Table) -> None:
    ask(table, ANNA, *(f"А{number}" for number in range(10)))
    table.serve()
    ask(table, BORIS, "Б")
    order = answer_all(table, 11)
    assert order[:2] == ["А0", "Б"], "Boris waits for the question that is being answered and for no other"
    assert order[2:] == [f"А{number}" for number in range(1, 10)], "the rest in the order they were asked"


def test_three_players_are_served_in_turn(table: Table) -> None:
    ask(table, ANNA, "А0", "А1", "А2")
    ask(table, BORIS, "Б0", "Б1", "Б2")
    ask(table, VERA, "В0")
    assert answer_all(table, 7) == ["А0", "Б0", "В0", "А1", "Б1", "А2", "Б2"]


def test_who_was_served_last_is_last_even_after_a_restart(table: Table) -> None:
    ask(table, ANNA, "А0")
    ask(table, BORIS, "Б0")
    assert answer_all(table, 2) == ["А0", "Б0"]
    ask(table, BORIS, "Б1")
    ask(table, ANNA, "А1")
    table.restart()
    assert answer_all(table, 2) == ["А0", "Б0", "А1", "Б1"]


def test_the_same_index_in_another_save_is_another_player(table: Table) -> None:
    ask(table, ANNA, "А0", "А1")
    table.mod.session = "ffffffff"
    table.mod.hello()
    ask(table, ANNA, "Я0")
    assert answer_all(table, 3) == ["А0", "Я0", "А1"]


def workers_of(table: Table) -> HeldWorkers:
    workers = table.service._workers
    assert isinstance(workers, HeldWorkers)
    return workers


def told(table: Table) -> list[str]:
    """The answers that stand in the bridge folder."""
    return sorted(json.loads(path.read_bytes())["text"] for path in table.bridge.glob("response-*.json"))


def prompts(table: Table) -> list[str]:
    return [asked.request.prompt for asked in table.assistant.asked if isinstance(asked.request, ChatRequest)]


def test_a_slow_model_of_one_player_does_not_delay_another(table: Table) -> None:
    ask(table, ANNA, "А0", "А1")
    ask(table, BORIS, "Б0")
    table.serve()
    workers_of(table).release(newest=True)
    table.serve()
    assert told(table) == ["Ответ: Б0"], "Anna's model still thinks"
    workers_of(table).release()
    table.serve()
    assert told(table) == ["Ответ: А0", "Ответ: Б0"]


def test_a_players_own_questions_are_answered_one_after_the_other_each_with_what_came_before(table: Table) -> None:
    first = table.mod.ask("А0", player=ANNA)
    table.mod.ask("А1", player=ANNA, after=table.mod.after(first))
    table.serve()
    assert len(workers_of(table).jobs) == 1
    workers_of(table).release()
    table.serve()
    workers_of(table).release()
    memory = table.assistant.asked[-1].memory
    assert memory is not None
    assert [turn.text for turn in memory.turns if turn.role == "user"] == ["А0"]


def test_no_more_are_answered_at_a_time_than_there_may_be(table: Table) -> None:
    for index in range(1, 8):
        ask(table, {"index": index, "name": "?"}, str(index))
    table.serve()
    assert len(workers_of(table).jobs) == table.config().at_once
    assert answer_all(table, 7) == [str(index) for index in range(1, 8)]


def test_one_players_cancel_leaves_the_others_alone(table: Table) -> None:
    cancelled = table.mod.ask("А0", player=ANNA)
    ask(table, BORIS, "Б0")
    table.serve()
    table.mod.cancel(cancelled)
    table.serve()
    anna, boris = workers_of(table).jobs.values()
    assert (anna.cancelled(), boris.cancelled()) == (True, False)
    workers_of(table).release()
    table.serve()
    workers_of(table).release()
    table.serve()
    assert told(table) == ["Ответ: Б0"]


def test_what_several_were_at_when_the_agent_was_killed_is_begun_anew_and_answered_once(table: Table) -> None:
    ask(table, ANNA, "А0")
    ask(table, BORIS, "Б0")
    table.serve()
    table.restart()
    assert prompts(table) == []
    assert answer_all(table, 2) == ["А0", "Б0"]
    assert told(table) == ["Ответ: А0", "Ответ: Б0"]


def test_real_threads_answer_players_at_the_same_time(tmp_path: Path) -> None:
    both = threading.Barrier(2, timeout=20)

    class Meeting(CountingAssistant):
        def answer(self, question: Question, listener: Listener | None = None) -> Answer:
            both.wait()  # broken, and a fault, where the other is not being answered too
            return super().answer(question, listener)

    table = Table(tmp_path, workers=Workers, assistant=Meeting())
    table.mod.hello(multiplayer=True)
    ask(table, ANNA, "А0")
    ask(table, BORIS, "Б0")
    rung = threading.Event()
    table.service.tick()
    for _ in range(200):
        table.serve()
        if len(told(table)) == 2:
            break
        rung.wait(0.05)
    table.service.close()
    assert sorted(prompts(table)) == ["А0", "Б0"]
    assert not both.broken
