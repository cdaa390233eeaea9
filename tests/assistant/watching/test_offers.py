"""What is offered about a watched game comes from the composer and the trains analyser, on a fresh snapshot alone."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from agent.assistant.pipeline import Assistant
from agent.assistant.watching import Watched
from agent.assistant.watching.watched import FRESH_TICKS
from agent.contract import OfferBlueprintAction, ProposeScheduleAction
from agent.game.bundled import load
from tests.assistant.scripted import Script, saying
from tests.assistant.test_observing import attack, observation
from tests.assistant.test_post_offer import outpost
from tests.mod.scene import Scene
from tests.mod.test_snapshot import finished
from tests.scenarios.trains.kit import EMPTY, FULL, railway, record, stop, train

if TYPE_CHECKING:
    from pathlib import Path

    from agent.contract import Snapshot

STUCK = {"event": "train-state", "tick": 9500, "name": "no_path", "detail": "11", "surface": "nauvis"}
STOPS = [stop(1, "Iron Mine", -100.0, 40.0), stop(2, "Smelter", 90.0, -10.0)]
MISSPELT = train(11, "no_path", 20.0, 60.0, record("iron mine", FULL), record("Smelter", EMPTY))


def seen_after(snapshot: Snapshot, ticks: int = 600, **more: Any) -> Watched:  # noqa: ANN401 - JSON
    tick = snapshot.tick + ticks
    surface = {"name": snapshot.surface.name, "index": 1}
    return Watched(observation(tick=tick, surface=surface, **more), "ru", (snapshot,), load("base-2.1.20"))


def test_a_schedule_for_a_stuck_train_is_proposed_with_its_data() -> None:
    watched = seen_after(railway([MISSPELT], STOPS), event_log=[STUCK])
    answer = Assistant().decide(watched)
    (action,) = [each for each in answer.actions if isinstance(each, ProposeScheduleAction)]
    (schedule,) = answer.schedules
    assert (action.number, schedule.number, schedule.train) == (1, 1, 11)
    assert [each.station for each in schedule.stops] == ["Iron Mine", None]
    script = Script([saying(json.dumps({"verdict": "override", "actions": [
        {"action": "propose-schedule", "target": "S1", "text": "Станция названа с опечаткой."},
        {"action": "propose-schedule", "target": "S2", "text": "Такого нет."},
    ]}, ensure_ascii=False))])  # fmt: skip
    chosen = Assistant(script).decide(watched)
    assert [each.action for each in chosen.actions] == ["propose-schedule"]
    assert "[S1]" in script.asked[0].messages[-1].text


def test_what_was_offered_lately_or_is_seen_on_an_old_snapshot_or_another_surface_is_not_offered() -> None:
    snapshot = railway([MISSPELT], STOPS)
    fresh = seen_after(snapshot, event_log=[STUCK])
    elsewhere = seen_after(snapshot, event_log=[STUCK])
    moved = elsewhere.observation.surface.model_copy(update={"name": "vulcanus"})
    elsewhere = replace(elsewhere, observation=elsewhere.observation.model_copy(update={"surface": moved}))
    for watched in (
        replace(fresh, quiet=frozenset({"schedule"})),
        seen_after(snapshot, FRESH_TICKS + 1, event_log=[STUCK]),
        seen_after(snapshot, -1, event_log=[STUCK]),
        elsewhere,
        seen_after(snapshot),
    ):
        assert Assistant().decide(watched).schedules == ()


def test_a_post_of_turrets_is_offered_under_attack_and_only_with_its_proof(tmp_path: Path) -> None:
    here = Scene(tmp_path, "2.1", locale="ru", world=outpost)
    here.consent()
    here.player.hotkey("gpta-take-analyzer")
    here.player.select_area((-2.0, -10.0), (60.0, 40.0))
    here.game.run_until(lambda: finished(here) > 0, limit=3000)
    (snapshot,) = here.snapshots()
    answer = Assistant().decide(seen_after(snapshot, **attack(12)))
    assert [each for each in answer.actions if isinstance(each, OfferBlueprintAction)]
    assert answer.blueprint is not None
    assert "gun-turret" in {need.name for need in answer.blueprint.required}
    assert answer.blueprint.verified_by
    bare = snapshot.model_copy(update={"researched": ()})
    refused = Assistant().decide(seen_after(bare, **attack(12)))
    assert refused.blueprint is None
    assert not [each for each in refused.actions if isinstance(each, OfferBlueprintAction)]
