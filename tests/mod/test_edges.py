"""Corners of the mod: malformed answers, things that are gone, several players' consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.game.world import scenarios
from tests.mod.scene import MAIN
from tests.mod.test_blueprint import ghosts, offer, offered
from tests.mod.test_snapshot import factory, take

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.mod.scene import Scene


def asked(scene: Callable[..., Scene]) -> Scene:
    here = scene(inbox=False)
    here.consent()
    here.ask("?")
    return here


def test_a_response_without_text_fails_and_the_question_waits_on(scene: Callable[..., Scene]) -> None:
    here = asked(scene)
    (question,) = here.requests()
    delivery = here.delivery(question, here.response(question, "x"))
    delivery["responses"][0]["text"] = {"no": "text"}
    here.paste(delivery)
    assert [(ack.result, ack.detail.reason) for ack in here.acks()] == [("failed", "malformed")]
    assert here.game.eval(MAIN, "return #storage.pending_order") == 1


def test_things_of_wrong_types_are_passed_over(scene: Callable[..., Scene]) -> None:
    here = asked(scene)
    (question,) = here.requests()
    delivery = here.delivery(question, here.response(question, "Текст"))
    delivery["responses"][0] |= {"findings": [7, {"text": 1}, {"text": "Верно", "position": {"x": "a"}}], "notes": "x"}
    delivery["responses"] += ["x", {"id": 5}, {"id": "../../x", "nonce": "", "request_digest": "", "session": "x"}]
    delivery["blueprints"] = [7, {"id": question.id}]
    delivery["status"] = []
    here.paste(delivery)
    assert "• Верно" in here.said()
    assert here.problems == []
    assert len(here.acks()) == 1


def test_a_blueprint_without_a_string_fails(scene: Callable[..., Scene]) -> None:
    here = asked(scene)
    (question,) = here.requests()
    delivery = here.delivery(question, blueprints=[offer(here, question)])
    del delivery["blueprints"][0]["string"]
    here.paste(delivery)
    assert [(ack.what, ack.result) for ack in here.acks()] == [("blueprint", "failed")]


def test_a_better_blueprint_replaces_the_first(scene: Callable[..., Scene]) -> None:
    here = asked(scene)
    (question,) = here.requests()
    early = here.response(question, "Черновик", final=False, has_blueprint=True)
    here.paste(here.delivery(question, early, blueprints=[offer(here, question, label="Первый")]))
    late = here.response(question, "Чистовик", revision=1, has_blueprint=True)
    here.paste(here.delivery(question, late, blueprints=[offer(here, question, label="Второй")]))
    here.player.click("gpta-place")
    assert "Второй" in here.said()
    assert "Первый" not in here.said()


def test_beside_the_snapshot_where_no_place_is_named(scene: Callable[..., Scene]) -> None:
    here = factory(scene, lambda world: scenarios.gear_factory(world, machines=2), inbox=False)
    take(here)
    here.player.pick("gpta-item", "iron-gear-wheel")
    here.player.click("gpta-build")
    request = here.requests()[-1]
    answer = here.response(request, "Вот.", has_blueprint=True)
    here.paste(here.delivery(request, answer, blueprints=[offer(here, request, position=None, surface="nauvis")]))
    here.player.click("gpta-place")
    here.player.click("gpta-place-here")
    assert len(ghosts(here)) == 10
    assert all(x > 80 for _, x, _ in ghosts(here)), "the selected box ends at x = 80"


def test_an_offer_that_is_gone_says_so(scene: Callable[..., Scene]) -> None:
    here = offered(scene)
    here.player.click("gpta-place")
    here.game.eval(MAIN, "storage.players[1].offers = {} return 1")
    here.player.click("gpta-place-here")
    assert "Этого чертежа уже нет" in here.said()
    assert ghosts(here) == []


def test_the_transcript_is_capped(scene: Callable[..., Scene]) -> None:
    here = scene(inbox=False)
    here.consent()
    for _ in range(70):
        here.player.click("gpta-send")
    assert here.game.eval(MAIN, "return #storage.players[1].transcript") == 60


def test_a_removed_player_leaves_nothing_behind(scene: Callable[..., Scene]) -> None:
    here = scene(multiplayer=True, players=("anna", "boris"))
    here.consent(here.game.players[2])
    here.game.act(lambda peer: peer.raise_event("on_player_removed", {"player_index": 2}))
    assert here.game.eval(MAIN, "return storage.players[2] == nil") is True


def test_revoking_leaves_other_players_questions_alone(scene: Callable[..., Scene]) -> None:
    here = scene(multiplayer=True, players=("anna", "boris"))
    here.build(scenarios.gear_factory)
    here.player.change_setting("gpta-host", "anna")
    here.player.change_setting("gpta-entities-per-tick", 1)
    here.consent()
    boris = here.game.players[2]
    here.consent(boris)
    for player in (here.player, boris):
        here.ask("?", player)
        player.hotkey("gpta-take-analyzer")
        player.select_area((-10.0, -10.0), (80.0, 80.0))
    boris.change_setting("gpta-allow-data", value=False)
    assert here.game.eval(MAIN, "return #storage.pending_order") == 1
    assert here.game.eval(MAIN, "return #storage.jobs .. storage.jobs[1].player_index") == "11"
    assert here.game.eval(MAIN, "return storage.players[1].consent") is True


def test_an_admin_closes_a_headless_bridge(scene: Callable[..., Scene]) -> None:
    here = scene(multiplayer=True, players=("anna", "boris"), headless=True)
    here.player.change_setting("gpta-host", "headless")
    here.consent()
    here.player.change_setting("gpta-allow-data", value=False)
    lines = len(here.journal())
    boris = here.game.players[2]
    here.consent(boris)
    boris.type_text("gpta-prompt", "?")
    boris.click("gpta-send")
    assert len(here.journal()) == lines


def test_other_mods_may_open_the_chat(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    here.player.shortcut("gpta-toggle-chat")
    assert here.player.find("gpta-chat") is None
    here.game.eval(MAIN, "remote.call('gpt-assistant', 'open_chat', 1) return 1")
    assert here.player.find("gpta-chat") is not None


def test_the_queue_is_shown_while_waiting(scene: Callable[..., Scene]) -> None:
    here = scene()
    here.consent()
    question = here.ask("?")
    here.allow_reloads()
    here.put_into_inbox(here.delivery(question, queue=3))
    here.player.click("gpta-check")
    here.game.tick(70)
    assert "в очереди 3" in here.said()


def test_a_cursor_preview_from_the_window(scene: Callable[..., Scene]) -> None:
    here = offered(scene)
    here.player.click("gpta-place")
    here.player.click("gpta-place-cursor")
    assert here.player.body.cursor_stack.name == "blueprint"
    assert here.player.find("gpta-blueprint") is None
    here.player.click("gpta-place")
    here.player.close()
    assert here.player.find("gpta-blueprint") is None


def test_the_stock_in_the_players_own_pockets_counts(scene: Callable[..., Scene]) -> None:
    wanted = [{"name": "transport-belt", "quality": "normal", "count": 6}]
    here = offered(scene, required=wanted)
    here.game.change_world(
        lambda world: world.players[1].get_main_inventory().insert({"name": "transport-belt", "count": 4})
    )
    here.player.click("gpta-place")
    assert "6, есть 4" in here.said()


@pytest.mark.parametrize("controller", ["spectator", "character"])
def test_a_finding_is_shown_to_whoever_looks(scene: Callable[..., Scene], controller: str) -> None:
    here = asked(scene)
    (question,) = here.requests()
    finding = {"id": "f", "severity": "info", "text": "Там", "position": {"x": 70, "y": -8}, "surface": "nauvis"}
    here.paste(here.delivery(question, here.response(question, "Вот.", findings=[finding])))
    if controller == "spectator":
        here.game.change_world(lambda world: world.players[1].set_controller(type="spectator"))
    here.player.click(next(e for e in here.player.element("gpta-transcript").walk() if e.caption == "• Там"))
    body = here.player.body
    if controller == "spectator":
        assert body.controller == "spectator", "one who only looks is not put into another controller"
        assert "[gps=70,-8,nauvis]" in str(here.player.console)
    else:
        assert (body.controller, body.remote_place) == ("remote", (70, -8))
    assert here.problems == []


def test_only_the_latest_offers_and_settled_questions_are_kept(scene: Callable[..., Scene]) -> None:
    here = scene(inbox=False)
    here.player.change_setting("gpta-questions-per-minute", 60)
    here.consent()
    for number in range(7):
        question = here.ask(f"Вопрос {number}")
        answer = here.response(question, "Вот.", has_blueprint=True)
        here.paste(here.delivery(question, answer, blueprints=[offer(here, question)]))
    kept = here.game.eval(MAIN, "return #storage.players[1].offers .. ' ' .. storage.players[1].offers[5].id")
    assert kept == f"5 {question.id}"
    for _ in range(45):
        here.ask("?")
        here.player.click("gpta-cancel")
    assert here.game.eval(MAIN, "return #storage.done") == 50


def test_one_step_back_is_one_step(scene: Callable[..., Scene]) -> None:
    here = offered(scene)
    here.player.click("gpta-place")
    here.player.click("gpta-place-here")
    here.player.click("gpta-undo")
    assert here.game.eval(MAIN, "return storage.players[1].placed == nil") is True
