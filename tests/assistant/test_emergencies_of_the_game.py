"""Every emergency at once in the simulated game: the mod writes what each rule looks at, the game shows them all."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from agent.assistant.emergency import EMERGENCY_RULES, emergencies
from agent.assistant.pipeline import Assistant
from agent.game.bundled import load
from tests.game.world.scenarios import blackout, brown_out, logistic_base, place
from tests.mod.scene import Scene
from tests.mod.test_snapshot import finished

if TYPE_CHECKING:
    from pathlib import Path

    from tests.assistant.conftest import Ask
    from tests.game.world.world import World

BOX = (-5.0, -5.0), (180.0, 120.0)


def disaster(world: World) -> None:
    """Dusk over a base without power in one place and too little in another, under attack, its trains locked."""
    blackout(world, at=(0, 0))
    brown_out(world, at=(40, 0))
    _on_the_sun(world, 80)
    made = logistic_base(world, at=(120, 0))
    made["pole"].power_said = {"supply_w": 0.0, "demand_w": 1e6}
    made["roboport"].status = "no_power"
    for number in range(4):
        place(world.nauvis, "gun-turret", 10 + 4 * number, 60)
    for number in range(12):
        place(world.nauvis, "small-biter", 10 + number, 80, force="enemy")
    _locked_trains(world, 100, 60)
    world.nauvis.daytime = 0.3
    character = world.players[1].character
    assert character is not None
    character.health = character.max_health / 5


def _on_the_sun(world: World, left: int) -> None:
    """Panels that give less than is used, and accumulators with little left: they run dry before the night does."""
    ground = world.nauvis
    pole = place(ground, "substation", left + 8, 8)
    place(ground, "solar-panel", left + 3.5, 3.5)
    place(ground, "accumulator", left + 11, 5).energy = 2e6
    place(ground, "lab", left + 4.5, 12.5).status = "working"
    pole.power_said = {
        "supply_w": 40e3,
        "demand_w": 100e3,
        "demand_by_name": {"lab": 100e3},
        "supply_by_name": {"solar-panel": 40e3},
    }
    statistics = ground.grids.flow(ground.grids.of(pole)[0])
    statistics.set_output_count("solar-panel", 1)
    statistics.set_input_count("lab", 1)


def _locked_trains(world: World, left: int, top: int) -> None:
    """Two trains, each before a signal that the other stands behind."""
    for place_x, signal_x in ((left, left + 22), (left + 20, left + 2)):
        for y in range(1, 30, 2):
            place(world.nauvis, "straight-rail", place_x + 1, top + y)
        signal = place(world.nauvis, "rail-signal", signal_x + 0.5, top + 11.5)
        train = place(world.nauvis, "locomotive", place_x + 1, top + 10).train
        assert train is not None
        train.manual_mode, train.state, train.held_by = False, "wait_signal", signal.number


@pytest.mark.parametrize("version", ["2.0", "2.1"])
def test_every_rule_of_the_table_is_raised_and_shown(ask: Ask, tmp_path: Path, version: str) -> None:
    here = Scene(tmp_path, version, locale="ru")
    here.build(disaster)
    here.consent()
    here.player.hotkey("gpta-take-analyzer")
    here.player.select_area(*BOX)
    here.game.run_until(lambda: finished(here) > 0, limit=3000)
    (snapshot,) = here.snapshots()
    raised = {finding.id for finding in emergencies(snapshot)}
    missing = [rule.id for rule in EMERGENCY_RULES if not any(each.startswith(rule.id) for each in raised)]
    assert missing == []
    question = here.ask("Что происходит?")
    data = load("base-2.0.77" if version == "2.0" else "base-2.1.20")
    urgent = Assistant().urgent_answer(replace(ask("Что происходит?", "chat", snapshot), data=data))
    assert urgent is not None
    assert not urgent.final
    shown: list[Any] = [finding.model_dump() for finding in urgent.findings]
    here.paste(here.delivery(question, here.response(question, urgent.text, findings=shown, final=False)))
    screen = here.said().replace("\n", " ")
    assert [finding.text for finding in urgent.findings if finding.text not in screen] == []
    elements = here.player.peer.map.players[1].gui.elements.values()
    here.player.click(next(each for each in elements if each.valid and "здоровья" in str(each.caption) and each.tags))
    assert here.game.eval("gpt-assistant", "return next(storage.pending) ~= nil"), "the model's answer is still awaited"
    assert here.problems == []
