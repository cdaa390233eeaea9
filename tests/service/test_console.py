"""The service at the console of a server that it holds: chosen by itself, said, never waited for, nothing lost."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from agent.bridge.doors.paste_text import decode_paste
from agent.bridge.doors.reload import pristine_box
from agent.service import Delivered, DoorChanged
from tests.bridge.kit import Typed
from tests.service.kit import Table, counts

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    """A headless server that the agent holds."""
    table = Table(tmp_path, console=Typed())
    yield table
    table.service.close()


def console(table: Table) -> Typed:
    assert table.console is not None
    return table.console


def doors(table: Table) -> list[str]:
    return [event.door for event in table.events if isinstance(event, DoorChanged)]


def typed(table: Table) -> list[dict[str, Any]]:
    """Take out what was typed: whole deliveries only, each once."""
    found: dict[bytes, dict[int, tuple[int, bytes]]] = {}
    for line in console(table).lines:
        _, name, number, count, _, part = line.split()
        found.setdefault(name, {})[int(number)] = (int(count), part)
    console(table).lines.clear()
    whole = [parts for parts in found.values() if len(parts) == next(iter(parts.values()))[0]]
    return [json.loads(decode_paste(b"".join(parts[at][1] for at in sorted(parts)).decode())) for parts in whole]


def pass_s(table: Table, seconds: float) -> None:
    for _ in range(int(seconds * 10)):
        table.time.pass_s(0.1)
        table.serve()


def told(table: Table, delivery: dict[str, Any], result: str = "whole", **more: object) -> None:
    table.mod.append({"entry": "transfer", "transfer": delivery["id"], "result": result, **more})
    table.serve()


def test_a_headless_game_gets_its_answers_at_the_console(table: Table) -> None:
    table.mod.hello(headless=True)
    table.serve()
    assert doors(table) == ["console"]
    assert json.loads((table.bridge / "status.json").read_bytes())["door"] == "console"
    (greeting,) = typed(table)
    assert (greeting["responses"], greeting["status"]["door"]) == ([], "console")
    told(table, greeting)
    asked = table.mod.ask("Привет")
    table.serve()
    pass_s(table, 0.5)
    (delivery,) = typed(table)
    assert [response["text"] for response in delivery["responses"]] == ["Ответ: Привет"]
    assert [event.door for event in table.events if isinstance(event, Delivered)] == ["console"]
    table.mod.ack(asked, revision=2)
    told(table, delivery)
    assert counts(table) == {"applied": 1}
    assert table.inbox.read_bytes() == pristine_box()
    assert table.clipboard == []


def test_the_status_follows_when_nothing_waits_any_more_and_then_all_is_still(table: Table) -> None:
    table.mod.hello(headless=True)
    asked = table.mod.ask("?")
    table.serve()
    pass_s(table, 0.5)
    for delivery in typed(table):
        table.mod.ack(asked, revision=2)
        told(table, delivery)
    pass_s(table, 0.5)
    (last,) = typed(table)
    assert (last["responses"], last["status"]["queue"]) == ([], 0)
    told(table, last)
    pass_s(table, 120)
    assert typed(table) == []


def test_without_a_held_server_a_headless_game_is_served_by_paste(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.mod.hello(headless=True)
    table.mod.ask("?")
    table.serve()
    assert doors(table) == ["paste"]
    assert len(table.clipboard) == 1
    table.service.close()


@pytest.mark.parametrize("case", ["a player hosts", "single-player", "he wishes paste"])
def test_no_other_game_is_typed_to(case: str, table: Table) -> None:
    wish = {"gpta-door": "paste" if case == "he wishes paste" else "auto"}
    table.mod.hello(headless=case == "he wishes paste", multiplayer=case == "a player hosts", settings=dict(wish))
    table.mod.ask("?")
    table.serve()
    pass_s(table, 1)
    assert doors(table) == ["reload" if case == "single-player" else "paste"]
    assert console(table).lines == []


def test_when_the_server_takes_no_more_lines_answers_go_by_paste(table: Table) -> None:
    table.mod.hello(headless=True)
    table.serve()
    console(table).open = False
    table.mod.ask("?")
    table.serve()
    assert doors(table) == ["console", "paste"]
    assert len(table.clipboard) == 1


def test_a_server_that_reads_nothing_keeps_nobody_from_being_answered(table: Table) -> None:
    table.mod.hello(headless=True)
    console(table).room = 0
    for number in range(5):
        table.mod.ask(f"{number}?")
        table.serve()
    assert counts(table) == {"delivered": 5}
    console(table).room = 1000
    pass_s(table, 70)
    lines = typed(table)
    assert len(lines) <= 1, "one piece until the game is heard"


def test_after_a_load_the_answer_is_typed_again_and_no_model_is_asked(table: Table) -> None:
    table.mod.hello(headless=True)
    asked = table.mod.ask("?")
    table.serve()
    pass_s(table, 0.5)
    typed(table)
    table.mod.append({"entry": "pending", "pending": [{"id": asked.id, "adler32": asked.digest}]})
    table.serve()
    pass_s(table, 0.5)
    (again,) = typed(table)
    assert [response["id"] for response in again["responses"]] == [asked.id]
    assert len(table.assistant.asked) == 1


def test_an_agent_that_starts_again_types_what_was_not_shown(table: Table) -> None:
    table.mod.hello(headless=True)
    asked = table.mod.ask("?")
    table.serve()
    console(table).lines.clear()
    table.restart()
    table.serve()
    pass_s(table, 0.5)
    (again,) = typed(table)
    assert [response["id"] for response in again["responses"]] == [asked.id]
    assert len(table.assistant.asked) == 1


def test_an_answer_too_large_for_the_console_waits_in_the_paste_file(
    table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    table.mod.hello(headless=True)
    table.serve()
    monkeypatch.setattr("agent.bridge.doors.console_lines.MOST_PIECES", 0)
    asked = table.mod.ask("?")
    for _ in range(3):
        table.serve()
    assert doors(table) == ["console", "paste"]
    assert (table.bridge / f"paste-{asked.id}.txt").exists()


def test_consent_taken_back_amid_a_transfer_ends_it_and_what_is_left_goes_anew(table: Table) -> None:
    table.mod.hello(headless=True)
    table.serve()
    (greeting,) = typed(table)
    told(table, greeting)
    boris = {"index": 2, "name": "Борис"}
    table.mod.ask("Мой секрет")
    table.mod.ask("Чужой вопрос", player=boris)
    table.serve()
    pass_s(table, 0.5)
    delivery = typed(table)[-1]
    assert len(delivery["responses"]) == 2
    told(table, delivery, "missing", missing=[{"first": 1, "last": 1}])
    console(table).lines.clear()
    table.mod.mark("revoked", player_index=1)
    table.serve()
    pass_s(table, 10)
    again = typed(table)
    assert {each["id"] for each in again}.isdisjoint({delivery["id"]})
    assert [each["text"] for each in again[-1]["responses"]] == ["Ответ: Чужой вопрос"]


def test_after_a_consent_taken_back_nothing_is_typed_until_the_game_introduces_itself_again(table: Table) -> None:
    """Without anybody's consent the mod answers every line with a refusal at the server's console."""
    table.mod.hello(headless=True)
    table.serve()
    for greeting in typed(table):
        told(table, greeting)
    table.mod.mark("revoked", player_index=1)
    table.serve()
    pass_s(table, 150)
    assert console(table).lines == []
    table.mod.hello(headless=True, settings={"gpta-door": "auto"})
    table.serve()
    assert [(each["responses"], each["status"]["door"]) for each in typed(table)] == [([], "console")]


def test_what_the_game_refuses_is_named_in_the_status(table: Table) -> None:
    table.mod.hello(headless=True)
    table.serve()
    (greeting,) = typed(table)
    told(table, greeting, "refused", reason="gpta-refusal.update-mod")
    facts = table.service.status().door_facts
    assert facts is not None
    assert facts["fault"] == "gpta-refusal.update-mod"
