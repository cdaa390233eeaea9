"""What the agent proposes about an observation is carried out once, or refused with the reason, and told."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.game.world.scenarios import place
from tests.mod.scene import MAIN
from tests.mod.test_blueprint import ghosts, offer
from tests.mod.test_schedule import RECORDS, railway, schedule_of, train_of
from tests.mod.test_schedule import offer as schedule_offer
from tests.mod.watching import LOOK, REVOKED, decide, decision, looked, newest, observations, outcomes, watch

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.mod.scene import Scene

WALL = {"position": {"x": 0.5, "y": 30.5}, "surface": "nauvis"}
TEN_MINUTES = 60 * 60 * 10
HALF_AN_HOUR = 60 * 60 * 30


def wall(world: Any) -> None:  # noqa: ANN401 - the simulated world
    place(world.nauvis, "stone-wall", 0.5, 30.5)


def watched(scene: Callable[..., Scene], *, seconds: int | None = None) -> Scene:
    here = scene(inbox=False, locale="ru")
    here.build(wall)
    watch(here, seconds=seconds)
    return here


def tags(here: Scene) -> list[str]:
    return [tag.text for tag in here.game.world.forces["player"].tags]


def message(text: str) -> dict[str, Any]:
    return {"action": "message", "text": text}


def test_each_action_is_carried_out_and_told_in_the_next_observation(scene: Callable[..., Scene]) -> None:
    here = watched(scene)
    decide(
        here,
        message("У стены [color=red]тихо[/color]."),
        {"action": "alert", "text": "Стена", **WALL},
        {"action": "tag", "text": "Стена", **WALL},
        {"action": "highlight", **WALL},
    )
    assert "У стены" in here.said()
    (line,) = [line for line in here.player.console if "У стены" in line]
    assert "[color" not in line, "no tag of rich text can open"
    (alert,) = here.player.body.alert_list
    assert (alert["name"], alert["position"]) == ("stone-wall", {"x": 0.5, "y": 30.5})
    assert tags(here) == ["Стена"]
    seen = looked(here)
    done = ["message", "alert", "tag", "highlight"]
    assert outcomes(seen) == [(name, "done", None) for name in done]
    assert [each for each in seen.event_log if each.event == "alert"] == [], "alerts of ours are no news to the agent"
    assert outcomes(looked(here)) == []
    (ack,) = here.acks()
    assert (ack.request_id, ack.what, ack.result, ack.door) == (observations(here)[-3].id, "response", "shown", "paste")
    assert here.problems == []


REFUSED: list[tuple[Any, str, str]] = [
    ({"action": "explode", **WALL}, "explode", "unknown-action"),
    ({"text": "x"}, "?", "unknown-action"),
    (7, "?", "unknown-action"),
    ({"action": "message", "text": " \n"}, "message", "no-text"),
    ({"action": "message", "text": {"a": 1}}, "message", "no-text"),
    ({"action": "tag", "text": "", **WALL}, "tag", "no-text"),
    ({"action": "tag", "text": "x", "position": WALL["position"], "surface": "atlantis"}, "tag", "no-surface"),
    ({"action": "tag", "text": "x", "position": {"x": "1", "y": 2}, "surface": "nauvis"}, "tag", "bad-position"),
    ({"action": "highlight", "position": {"x": 9e9, "y": 2}, "surface": "nauvis"}, "highlight", "bad-position"),
    ({"action": "highlight", "surface": "nauvis"}, "highlight", "bad-position"),
    ({"action": "alert", "text": "x", "position": {"x": 500, "y": 500}, "surface": "nauvis"}, "alert", "nothing-there"),
    ({"action": "offer-blueprint", "text": "x"}, "offer-blueprint", "no-blueprint"),
    ({"action": "propose-schedule", "text": "x", "number": 1}, "propose-schedule", "no-schedule"),
]


def test_what_cannot_be_done_is_refused_with_the_reason(latest: Callable[..., Scene]) -> None:
    here = watched(latest)
    for start in range(0, len(REFUSED), 8):
        batch = REFUSED[start : start + 8]
        decide(here, *(given for given, _, _ in batch))
        assert outcomes(looked(here)) == [(name, "refused", reason) for _, name, reason in batch]
    assert tags(here) == []
    assert here.player.body.alert_list == []
    assert here.problems == []


def test_more_than_eight_at_once_are_refused(latest: Callable[..., Scene]) -> None:
    here = watched(latest)
    decide(here, *(message(f"Номер {number}") for number in range(10)))
    assert [reason for _, _, reason in outcomes(looked(here))] == [None] * 8 + ["too-many"] * 2


def test_the_same_decision_twice_is_carried_out_once(latest: Callable[..., Scene]) -> None:
    here = watched(latest)
    seen = newest(here)
    decide(here, message("Один раз."), observation=seen)
    decide(here, message("Один раз."), observation=seen)
    assert here.said().count("Один раз.") == 1
    assert len(here.acks()) == 1
    assert len(outcomes(looked(here))) == 1


def test_a_blueprint_that_comes_too_late_for_its_observation_was_clicked_by_nobody(
    latest: Callable[..., Scene],
) -> None:
    here = watched(latest)
    seen = newest(here)
    late = {"id": f"{seen.session}-o1-99"}
    proposed = decision(here, seen, message("Поздно."), has_blueprint=True) | late
    here.paste(here.delivery(seen, proposed, blueprints=[offer(here, seen) | late]))
    assert [(ack.what, ack.result) for ack in here.acks()] == [("blueprint", "dropped"), ("response", "dropped")]
    assert outcomes(looked(here)) == []


def test_an_observation_can_be_answered_for_ten_minutes_however_many_come_after_it(
    latest: Callable[..., Scene],
) -> None:
    here = watched(latest, seconds=1)
    seen = newest(here)
    delivered = here.delivery(seen, decision(here, seen, message("Ещё не поздно.")))
    here.game.tick(60 * 200)
    assert seen.id not in {each.id for each in observations(here)}
    here.paste(delivered)
    assert "Ещё не поздно." in here.said()
    here.game.eval(MAIN, f"storage.players[1].observed[1].tick = game.tick - {2 * TEN_MINUTES}")
    looked(here)
    assert here.game.eval(MAIN, "return game.tick - storage.players[1].observed[1].tick") < TEN_MINUTES


@pytest.mark.parametrize("changed", ["nonce", "request_digest", "id"])
def test_what_answers_no_observation_of_this_game_is_dropped(latest: Callable[..., Scene], changed: str) -> None:
    here = watched(latest)
    wrong = {"nonce": "00000000", "request_digest": "00000000", "id": f"{newest(here).session}-o1-99"}
    change: dict[str, Any] = {changed: wrong[changed]}
    decide(here, message("Чужое."), **change)
    assert "Чужое." not in here.said()
    (ack,) = here.acks()
    assert (ack.result, ack.detail.reason) == ("dropped", "unknown")
    assert outcomes(looked(here)) == []


def test_what_is_too_old_is_refused(latest: Callable[..., Scene]) -> None:
    here = watched(latest)
    here.game.eval(MAIN, f"storage.players[1].observed[1].tick = -{TEN_MINUTES}")
    decide(here, message("Поздно."), {"action": "explode"})
    assert "Поздно." not in here.said()
    assert outcomes(looked(here)) == [("message", "refused", "expired"), ("explode", "refused", "unknown-action")]


def test_when_the_watch_is_off_nothing_is_carried_out_and_tags_are_gone(latest: Callable[..., Scene]) -> None:
    here = watched(latest)
    decide(here, {"action": "tag", "text": "Стена", **WALL})
    assert tags(here) == ["Стена"]
    looked(here)
    here.player.hotkey("gpta-toggle-watch")
    assert tags(here) == []
    decide(here, message("Выключено."))
    assert "Выключено." not in here.said()
    assert [(ack.result, ack.detail.reason) for ack in here.acks()][1:] == [("dropped", "unknown")]


def test_consent_taken_back_leaves_no_tag_and_nothing_to_answer(latest: Callable[..., Scene]) -> None:
    here = watched(latest)
    late = here.delivery(newest(here), decision(here, newest(here), message("Отозвано.")))
    decide(here, {"action": "tag", "text": "Стена", **WALL})
    looked(here)
    here.player.change_setting("gpta-allow-data", REVOKED)
    assert tags(here) == []
    assert here.files() == {}
    here.player.change_setting("gpta-allow-data", not REVOKED)
    here.consent()
    here.paste(late)
    assert "Отозвано." not in here.said() + "".join(here.player.console)
    assert here.problems == []


def test_a_place_can_be_clicked_in_the_transcript_and_its_tag_taken_back(latest: Callable[..., Scene]) -> None:
    here = watched(latest)
    decide(here, {"action": "tag", "text": "Стена", **WALL})
    elements = here.player.peer.map.players[1].gui.elements.values()
    (line,) = [each for each in elements if each.valid and "Стена" in str(each.caption) and each.tags.get("x")]
    here.player.click(line)
    assert (here.player.body.position["x"], here.player.body.position["y"]) == (0.5, 30.5)
    (button,) = [each for each in elements if each.valid and "gpta-untag" in str(each.tags)]
    here.player.click(button)
    assert tags(here) == []
    assert not [each for each in elements if each.valid and "gpta-untag" in str(each.tags)]
    assert outcomes(looked(here)) == [("tag", "done", None), ("tag", "clicked", "undone")]
    assert here.problems == []


def test_tags_are_few_and_go_by_themselves(latest: Callable[..., Scene]) -> None:
    here = watched(latest, seconds=1)
    for number in range(7):
        at = {"position": {"x": 0.5 + number, "y": 30.5}, "surface": "nauvis"}
        decide(here, {"action": "tag", "text": f"Метка {number}", **at})
        looked(here)
    assert tags(here) == [f"Метка {number}" for number in range(2, 7)]
    till = here.game.eval(MAIN, "return storage.players[1].tags[1].till")
    assert HALF_AN_HOUR - 7 * LOOK < till - here.game.world.tick < HALF_AN_HOUR
    here.load(here.game.save())
    here.game.eval(
        MAIN, "for _, tag in pairs(storage.players[1].tags) do tag.till = game.tick end storage.tasks.tags = 0"
    )
    here.game.tick(2)
    assert tags(here) == []
    assert here.problems == []


def test_a_blueprint_is_offered_and_placed_by_the_players_click_alone(scene: Callable[..., Scene]) -> None:
    here = watched(scene)
    seen = newest(here)
    proposed = decision(here, seen, {"action": "offer-blueprint", "text": "Пост для стены"}, has_blueprint=True)
    here.paste(here.delivery(seen, proposed, blueprints=[offer(here, seen)]))
    assert "Пост для стены" in here.said()
    assert ghosts(here) == []
    here.player.click("gpta-place")
    here.player.click("gpta-place-here")
    assert ghosts(here)
    assert outcomes(looked(here)) == [("offer-blueprint", "done", None), ("offer-blueprint", "clicked", "placed")]
    assert here.problems == []


def test_a_schedule_is_proposed_and_applied_by_the_players_click_alone(scene: Callable[..., Scene]) -> None:
    here = scene(inbox=False, locale="ru", world=railway)
    watch(here)
    before = schedule_of(train_of(here))
    proposed = {"action": "propose-schedule", "text": "Другая станция", "number": 1}
    decide(here, proposed, {**proposed, "number": 2}, schedules=[schedule_offer(here)])
    assert schedule_of(train_of(here)) == before
    here.player.click("gpta-schedule-show-1")
    here.player.click("gpta-schedule-apply")
    assert schedule_of(train_of(here)) != before
    assert [each["station"] for each in RECORDS] == ["Mine", "Smeltre"]
    assert outcomes(looked(here)) == [
        ("propose-schedule", "done", None),
        ("propose-schedule", "refused", "no-schedule"),
        ("propose-schedule", "clicked", "applied"),
    ]
    assert here.problems == []


def test_an_error_while_carrying_out_switches_that_off_and_not_the_game(latest: Callable[..., Scene]) -> None:
    here = watched(latest)
    here.game.eval(MAIN, "storage.players[1].tags = { 7 }")
    decide(here, {"action": "tag", "text": "Стена", **WALL}, message("Всё же."))
    seen = looked(here)
    assert outcomes(seen)[0] == ("tag", "failed", "error")
    assert here.game.eval(MAIN, "return storage.broken.actions") is True
    assert here.game.eval(MAIN, "return storage.broken.watch == nil") is True


def test_in_multiplayer_only_who_watches_sees_it(latest: Callable[..., Scene]) -> None:
    here = latest(locale="ru", multiplayer=True, players=("anna", "boris"))
    here.build(wall)
    here.player.change_setting("gpta-host", "anna")
    here.consent()
    boris = here.game.players[2]
    watch(here, boris)
    decide(here, message("Только Борису."), {"action": "alert", "text": "Стена", **WALL}, observation=newest(here, 2))
    assert [line for line in boris.console if "Только Борису." in line]
    assert not [line for line in here.player.console if "Только Борису." in line]
    assert len(boris.body.alert_list) == 1
    assert here.player.body.alert_list == []
    assert here.problems == []
