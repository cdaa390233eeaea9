"""What is remembered goes with the branch of the save that a question is asked in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.errors import UsageError
from tests.service.kit import Table

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.bridge.kit import Sent


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    table = Table(tmp_path)
    table.mod.hello()
    yield table
    table.service.close()


def ask(table: Table, prompt: str, *after: Sent, **more: object) -> Sent:
    sent = table.mod.ask(prompt, after=table.mod.after(*after), **more)
    table.serve()
    return sent


def remembered(table: Table) -> list[str]:
    """The questions that the last one was asked with."""
    memory = table.assistant.asked[-1].memory
    assert memory is not None
    return [turn.text for turn in memory.turns if turn.role == "user"]


def test_the_talk_goes_on_over_a_restart(table: Table) -> None:
    first = ask(table, "раз")
    second = ask(table, "два", first)
    table.restart()
    ask(table, "три", second)
    assert remembered(table) == ["раз", "два"]


def test_an_older_save_does_not_remember_what_came_after_it_and_the_newer_one_does(table: Table) -> None:
    first = ask(table, "раз")
    second = ask(table, "два", first)
    third = ask(table, "три", second)
    table.mod.requests = 1  # the save made after the first answer: ids come again
    other = ask(table, "иначе", first)
    assert other.id == second.id
    assert remembered(table) == ["раз"]
    ask(table, "и ещё", other)
    assert remembered(table) == ["раз", "иначе"]
    table.mod.requests = 3
    ask(table, "четыре", third)
    assert remembered(table) == ["раз", "два", "три"]


def test_what_was_still_waited_for_is_remembered_once_it_is_answered(table: Table) -> None:
    first = ask(table, "раз")
    second = table.mod.ask("два", after=table.mod.after(first))
    table.mod.ask("три", after=table.mod.after(first, second))
    table.serve()
    assert remembered(table) == ["раз", "два"]


def test_an_answer_that_failed_does_not_cut_the_talk_off(table: Table) -> None:
    first = ask(table, "раз")
    table.assistant.fault = UsageError("consent-needed", model="m", host="h")
    second = ask(table, "два", first)
    table.assistant.fault = None
    ask(table, "три", second)
    assert remembered(table) == ["раз"]


def test_another_players_answers_are_not_remembered_even_where_they_are_named(table: Table) -> None:
    first = ask(table, "раз")
    ask(table, "чужое", first, player={"index": 2, "name": "Борис"})
    assert remembered(table) == []


def test_a_consent_taken_back_forgets_every_branch(table: Table) -> None:
    first = ask(table, "раз")
    second = ask(table, "два", first)
    table.mod.mark("revoked", player_index=1)
    table.serve()
    ask(table, "три", first, second)
    assert remembered(table) == []
