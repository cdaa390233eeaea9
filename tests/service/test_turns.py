"""Players take turns: who asks much does not hold up who asks once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.contract import ChatRequest
from tests.service.kit import HeldWorker, Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ANNA = {"index": 1, "name": "Анна"}
BORIS = {"index": 2, "name": "Борис"}
VERA = {"index": 3, "name": "Вера"}


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    table = Table(tmp_path, worker=HeldWorker)
    table.mod.hello(multiplayer=True)
    yield table
    table.service.close()


def ask(table: Table, player: dict[str, object], *prompts: str) -> None:
    for prompt in prompts:
        table.mod.ask(prompt, player=player)


def answer_all(table: Table, count: int) -> list[str]:
    """Let a slow model answer one question after the other; the order they came in turn."""
    worker = table.service._worker
    assert isinstance(worker, HeldWorker)
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
