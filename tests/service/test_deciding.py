"""A watched game is decided upon when something matters, not more often than the interval, and each time once."""

from __future__ import annotations

import contextlib
import json
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest

from agent.bridge.doors.paste_text import decode_paste
from agent.cli.event_lines import line_of
from agent.cli.screen import Screen
from agent.contract import OfferBlueprintAction, parse_document
from agent.contract import Response as ResponseDocument
from agent.errors import ModelError
from agent.service import ActionDone, Decided
from agent.service.watching import MOST_UNREAD
from agent.setup.ledger_view import counts, latest
from tests.service.kit import HeldWorkers, InlineWorkers, Table
from tests.service.test_watched import observe

if TYPE_CHECKING:
    from pathlib import Path

CALM: dict[str, Any] = {"electric_networks": []}
TEN_SECONDS = 600
INTERVAL_S = 30.0


def lost(tick: int, name: str = "stone-wall") -> dict[str, Any]:
    return {"event_log": [{"event": "entity-died", "tick": tick, "name": name, "surface": "nauvis"}]}


def hurt(share: float) -> dict[str, Any]:
    return {"electric_networks": [], "health_ratio": share}


def look(table: Table, number: int, **more: Any) -> None:  # noqa: ANN401 - JSON
    """The mod looks, ten seconds after the last time; the agent does what can be done."""
    observe(table, number, TEN_SECONDS * number, **more)
    table.serve()


def ack(table: Table, number: int, *, result: str = "shown", reason: str | None = None) -> None:
    """The game has carried out what answered an observation."""
    (row,) = [row for row in rows(table) if row["id"].endswith(f"-o1-{number}")]
    body = table.mod.header("ack", f"{table.mod.session}-a{number}") | {
        "request_id": row["id"],
        "request_digest": row["request_digest"],
        "what": "response",
        "result": result,
        "door": "reload",
        "revision": 1,
        "detail": {"reason": reason} if reason else {},
    }
    table.mod.send(f"ack-{body['id']}.json", body)
    table.serve()


def rows(table: Table) -> list[dict[str, Any]]:
    """What stands at the door."""
    delivery = table.delivery()
    return [] if delivery is None else delivery["responses"]


def asked(table: Table) -> list[int]:
    """Numbers of the observations that were decided upon."""
    return [int(each.observation.id.rsplit("-", 1)[1]) for each in table.assistant.watched]


def test_a_decision_passes_the_door_and_is_gone_once_the_game_has_it(table: Table) -> None:
    table.mod.hello()
    look(table, 1)
    (response,) = rows(table)
    assert (response["nonce"], response["observed"], response["revision"]) == ("0c1d2e3f", True, 1)
    assert response["actions"] == [{"action": "message", "text": "Всё под присмотром"}]
    on_disk = (table.bridge / f"response-{response['id']}.json").read_bytes()
    assert parse_document(ResponseDocument, on_disk).actions
    ack(table, 1)
    assert rows(table) == []
    (event,) = [each for each in table.events if isinstance(each, Decided)]
    words, _ = line_of(event, Screen("ru"))
    assert words.startswith("Дежурство: 1 действие (решил: counting")


def test_what_has_not_changed_is_not_decided_upon_again(table: Table) -> None:
    table.mod.hello()
    for number in range(1, 8):
        look(table, number)
        table.time.pass_s(60)
    assert asked(table) == [1]


def test_two_decisions_are_at_least_an_interval_apart_and_none_of_what_happened_is_lost(table: Table) -> None:
    table.mod.hello()
    look(table, 1, **CALM)
    for number, name in ((2, "stone-wall"), (3, "gun-turret"), (4, "pipe")):
        look(table, number, **CALM, **lost(600 * number, name))
        assert asked(table) == [1], "too soon"
    table.time.pass_s(INTERVAL_S)
    table.serve()
    assert asked(table) == [1, 4], "the newest, without another look being needed"
    told = table.assistant.watched[-1].observation
    assert [each.name for each in told.event_log] == ["stone-wall", "gun-turret", "pipe"]
    look(table, 5, **CALM)
    table.time.pass_s(INTERVAL_S)
    table.serve()
    assert asked(table) == [1, 4]


def warned(kind: str, tick: int) -> dict[str, Any]:
    return {"event_log": [{"event": "alert", "tick": tick, "name": kind, "surface": "nauvis", "count": 2}]}


def test_an_alert_that_was_over_before_the_decision_is_told_in_it_and_only_in_it(table: Table) -> None:
    table.mod.hello()
    look(table, 1, **CALM)
    look(table, 2, **CALM, **warned("turret_out_of_ammo", 1150))
    look(table, 3, **CALM, **warned("turret_fire", 1750))
    look(table, 4, **CALM, **warned("turret_fire", 2350))
    look(table, 5, **CALM)
    table.time.pass_s(INTERVAL_S)
    table.serve()
    told = table.assistant.watched[-1].observation.event_log
    assert [(each.name, each.tick) for each in told] == [("turret_out_of_ammo", 1150), ("turret_fire", 2350)]
    table.time.pass_s(INTERVAL_S)
    look(table, 6, **CALM, **lost(3500))
    assert [each.name for each in table.assistant.watched[-1].observation.event_log] == ["stone-wall"]


def test_the_interval_lies_between_any_two_calls_whoever_watches_and_who_waits_longest_is_next(table: Table) -> None:
    table.mod.hello(multiplayer=True)
    for number in (1, 2):
        for player in (1, 2, 3):
            observe(table, number, TEN_SECONDS * number, player=player, **hurt(1.0 - 0.4 * number))
        table.serve()
    for decided in range(1, 7):
        assert len(table.assistant.watched) == decided
        assert table.service.tick() is False
        table.time.pass_s(INTERVAL_S - 1)
        table.serve()
        assert len(table.assistant.watched) == decided, "too soon"
        table.time.pass_s(1)
        for player in (1, 2, 3):
            observe(table, 2 + decided, TEN_SECONDS * (2 + decided), player=player, **lost(600 * (1 + decided)))
        table.serve()
    players = [each.observation.player.index for each in table.assistant.watched]
    assert players == [1, 2, 3, 1, 2, 3, 1]


def test_while_nothing_is_fetched_the_model_is_not_paid_on_and_on(table: Table) -> None:
    table.mod.hello()
    for number in range(1, 9):
        look(table, number, **CALM, **lost(600 * number - 5))
        table.time.pass_s(INTERVAL_S)
    assert [each.by_rules for each in table.assistant.watched] == [False] * (MOST_UNREAD - 1) + [True] * 6
    for number in (6, 7, 8):
        ack(table, number)
    look(table, 9, **CALM, **lost(5395))
    assert table.assistant.watched[-1].by_rules is False


def test_the_interval_is_the_players(tmp_path: Path) -> None:
    table = Table(tmp_path)
    table.restart(interval_s=0.0)
    table.mod.hello()
    for number in (1, 2, 3):
        look(table, number, **hurt(1.0 - 0.3 * number))
    assert asked(table) == [1, 2, 3]


def test_outcomes_are_told_in_the_terminal_and_with_the_next_decision(table: Table) -> None:
    table.mod.hello()
    look(table, 1)
    table.time.pass_s(INTERVAL_S)
    outcome = {"action": "tag", "result": "refused", "reason": "not-charted"}
    look(table, 2, action_log=[outcome])
    assert asked(table) == [1], "an outcome alone is no news"
    (done,) = [each for each in table.events if isinstance(each, ActionDone)]
    assert (done.action, done.result, done.reason) == ("tag", "refused", "not-charted")
    assert line_of(done, Screen("ru")) == ("Действие «метка на карте»: отклонено (место не разведано)", "yellow")
    look(table, 3, **lost(1700))
    assert [each.reason for each in table.assistant.watched[-1].observation.action_log] == ["not-charted"]


def test_after_a_restart_nothing_is_lost_and_nothing_is_decided_twice(table: Table) -> None:
    table.mod.hello()
    look(table, 1, **CALM)
    look(table, 2, **CALM, **lost(1100))
    table.restart()
    table.serve()
    assert asked(table) == [1], "the interval holds across a restart"
    assert len(rows(table)) == 1, "what the game has not fetched is delivered again"
    look(table, 3, **CALM)
    table.time.pass_s(INTERVAL_S)
    table.serve()
    assert asked(table) == [1, 3]
    assert [each.name for each in table.assistant.watched[-1].observation.event_log] == ["stone-wall"]
    table.restart()
    table.serve()
    assert asked(table) == [1, 3]


def test_a_kill_while_the_model_thinks_asks_it_again_about_the_same(tmp_path: Path) -> None:
    table = Table(tmp_path, workers=HeldWorkers)
    table.mod.hello()
    look(table, 1, **lost(500))
    table.workers = InlineWorkers
    table.restart()
    table.serve()
    assert asked(table) == [1]
    assert [each.name for each in table.assistant.watched[0].observation.event_log] == ["stone-wall"]


def test_an_older_save_begins_anew(table: Table) -> None:
    table.mod.hello()
    look(table, 5, **CALM)
    look(table, 6, **CALM, **lost(3500))
    table.time.pass_s(INTERVAL_S)
    observe(table, 2, 1200, **CALM)
    table.serve()
    assert asked(table)[-1] == 2
    assert table.assistant.watched[-1].observation.event_log == (), "what happened in the life before has not happened"


def test_what_was_told_after_a_load_is_kept_and_what_was_before_is_not(table: Table) -> None:
    """All of it is read in one go: the agent was away."""
    table.mod.hello()
    observe(table, 1, 600, **CALM, **lost(500, "before"))
    table.mod.pending()
    observe(table, 2, 1200, **CALM, **lost(1100, "after"))
    table.serve()
    assert [[each.name for each in seen.observation.event_log] for seen in table.assistant.watched] == [["after"]]


def test_a_player_who_took_his_consent_back_gets_nothing_and_is_forgotten(table: Table) -> None:
    table.mod.hello()
    look(table, 1)
    look(table, 2, **CALM, **lost(1100))
    table.mod.append({"entry": "mark", "mark": "revoked", "player_index": 1})
    table.time.pass_s(INTERVAL_S)
    table.serve()
    assert rows(table) == []
    assert asked(table) == [1]
    assert not list(table.bridge.glob("response-*.json"))


def test_what_the_game_does_not_fetch_makes_room_for_newer_decisions(table: Table) -> None:
    table.mod.hello()
    for number in range(1, 7):
        look(table, number, **hurt(1.0 - 0.15 * number))
        table.time.pass_s(INTERVAL_S)
    table.serve()
    waiting = [int(row["id"].rsplit("-", 1)[1]) for row in rows(table)]
    assert len(waiting) == MOST_UNREAD
    assert waiting == asked(table)[-MOST_UNREAD:]


def test_a_question_of_the_player_comes_first_and_both_pass_the_door(table: Table) -> None:
    table.mod.hello()
    table.mod.ask()
    look(table, 1)
    assert [row["observed"] for row in rows(table)] == [False, True]
    assert len(table.assistant.asked) == 1


@pytest.mark.parametrize(("at_once", "begun"), [(1, 1), (2, 1), (3, 2)])
def test_decisions_leave_a_place_for_a_player_where_there_are_several(at_once: int, begun: int, tmp_path: Path) -> None:
    table = Table(tmp_path, workers=HeldWorkers)
    table.restart(at_once=at_once)
    table.mod.hello()
    for number in (1, 2, 3):
        look(table, number, player=number)
        table.time.pass_s(INTERVAL_S)
    jobs = table.service._workers.jobs
    assert len(jobs) == begun
    question = table.mod.ask()
    table.serve()
    assert (question.id in {key.id for key in jobs}) == (at_once > 1)


def test_a_decision_counts_among_no_questions(table: Table) -> None:
    table.mod.hello()
    table.mod.ask("Почему?")
    look(table, 1)
    (ledger,) = (table.root / "data").rglob("ledger.sqlite3")
    assert [row.prompt for row in latest(ledger, 5)] == ["Почему?"]
    assert sum(counts(ledger).values()) == sum((table.service.status().counts or {}).values()) == 1


def test_what_nobody_asked_for_leaves_the_clipboard_alone(table: Table) -> None:
    table.mod.hello(multiplayer=True)
    look(table, 1)
    assert table.clipboard == []
    assert list(table.bridge.glob("paste-*.txt")), "it waits in the file"
    table.mod.ask()
    table.serve()
    assert len(table.clipboard) == 1, "and goes along with the next answer"


def test_an_answer_is_put_on_the_clipboard_once_and_not_again_for_every_decision(table: Table) -> None:
    table.mod.hello(multiplayer=True)
    table.mod.ask()
    table.serve()
    for number in range(1, 5):
        look(table, number, **CALM, **lost(600 * number - 5))
        table.time.pass_s(INTERVAL_S)
    assert len(table.assistant.watched) == 4
    assert len(table.clipboard) == 1
    (file,) = table.bridge.glob("paste-*.txt")
    written = json.loads(decode_paste(file.read_text("ascii").strip()))["responses"]
    assert [each["observed"] for each in written] == [False] + [True] * MOST_UNREAD, "the file holds all"
    table.mod.ask("И ещё?")
    table.serve()
    assert len(table.clipboard) == 2


def test_an_offer_is_not_made_again_at_once(table: Table) -> None:
    table.assistant.actions = (OfferBlueprintAction(action="offer-blueprint", text="Пост"),)
    table.mod.hello()
    for number, share in enumerate((1.0, 0.7, 0.4), 1):
        look(table, number, **hurt(share))
        table.time.pass_s(INTERVAL_S)
    assert [each.quiet for each in table.assistant.watched] == [
        frozenset(),
        frozenset({"blueprint"}),
        frozenset({"blueprint"}),
    ]


def test_empty_tables_where_lists_are_meant_are_lists_to_the_end(table: Table) -> None:
    table.mod.hello()
    look(table, 1, event_log={}, action_log={}, electric_networks={})
    (watched,) = table.assistant.watched
    assert (watched.observation.event_log, watched.observation.action_log) == ((), ())


@pytest.mark.parametrize("where", ["sightings", "questions"])
def test_what_this_agent_cannot_read_in_the_ledger_is_forgotten_and_ends_nothing(where: str, tmp_path: Path) -> None:
    """An older agent took in a number that this one's contract forbids."""
    table = Table(tmp_path, workers=HeldWorkers)
    table.mod.hello()
    look(table, 1, **lost(500))
    table.service.close()
    (ledger,) = (table.root / "data").rglob("ledger.sqlite3")
    with contextlib.closing(sqlite3.connect(ledger)) as connection, connection:
        ((body,),) = connection.execute("SELECT body FROM questions WHERE kind = 'observation'").fetchall()
        bad = json.dumps({**json.loads(body), "dropped_events": 10**400}).encode()
        if where == "questions":
            connection.execute("UPDATE questions SET body = ? WHERE kind = 'observation'", (bad,))
        else:
            key = (table.mod.session, f"{table.mod.session}-o1-2", "00000001", 1, bad)
            connection.execute("INSERT INTO sightings (session, id, digest, player, body) VALUES (?, ?, ?, ?, ?)", key)
    table.workers = InlineWorkers
    table.service = table.make()
    table.serve()
    table.time.pass_s(INTERVAL_S)
    look(table, 3, **lost(1700))
    assert asked(table)[-1] == 3
    with contextlib.closing(sqlite3.connect(ledger)) as connection:
        assert connection.execute("SELECT count(*) FROM sightings").fetchone() == (0,)


@pytest.mark.parametrize("fault", [ModelError("model-cancelled"), ValueError("bug")], ids=["cancelled", "bug"])
def test_a_decision_that_fails_is_dropped_and_the_next_one_is_made(table: Table, fault: Exception) -> None:
    table.mod.hello()
    table.assistant.fault = fault
    look(table, 1)
    assert rows(table) == []
    table.assistant.fault = None
    table.time.pass_s(INTERVAL_S)
    look(table, 2, **CALM)
    assert len(rows(table)) == 1


def test_what_a_decision_cost_is_counted(table: Table) -> None:
    table.assistant.cost = (100, 20, 0.002)
    table.mod.hello()
    look(table, 1)
    (ledger,) = (table.root / "data").rglob("ledger.sqlite3")
    with sqlite3.connect(f"file:{ledger}?mode=ro", uri=True) as connection:
        found = connection.execute("SELECT model, prompt_tokens, reply_tokens, cost_usd FROM usage").fetchall()
    assert found == [("counting", 100, 20, 0.002)]


def test_events_of_files_that_gathered_are_all_read(table: Table) -> None:
    """The agent was away: of the game's five last files none was told of by another."""
    table.mod.hello()
    for number in range(1, 9):
        name = observe(table, number, 600 * number, **CALM, **lost(600 * number - 5, f"thing-{number}"))
        if number < 4:
            (table.bridge / name).unlink()
    table.serve()
    told = table.assistant.watched[-1].observation
    assert [each.name for each in told.event_log] == [f"thing-{number}" for number in range(4, 9)]
