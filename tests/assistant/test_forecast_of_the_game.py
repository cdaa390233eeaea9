"""The mode «forecast» in the simulated game: select, ask, read, click a finding, and the map moves to the nest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from agent.assistant.pipeline import Assistant
from agent.contract import ChatRequest
from agent.game.bundled import load
from tests.game.world import scenarios
from tests.game.world.scenarios import place
from tests.mod.scene import Scene
from tests.mod.test_snapshot import finished

if TYPE_CHECKING:
    from pathlib import Path

    from agent.contract import Language
    from tests.assistant.conftest import Ask

MODE = 9
SENTENCES: dict[Language, tuple[str, ...]] = {
    "ru": ("загрязнение дойдёт до «biter spawner»", "Выброс загрязнения на участке — 120/мин", "«прогноз»"),
    "en": ("Pollution reaches “biter spawner”", "The area emits 120/min of pollution", "“forecast”"),
}


def foundry(world: Any) -> None:  # noqa: ANN401 - the simulated world
    """Four boilers at work, a cloud over them, and a nest four chunks to the east."""
    for number in range(4):
        place(world.nauvis, "boiler", 4.5 + 4 * number, 4).status = "working"
    for chunk in range(3):
        world.nauvis.set_pollution({"x": chunk * 32 + 1, "y": 1}, 400)
    world.nauvis.pollution_statistics.set_rate("input", "boiler", 120.0)
    world.nauvis.pollution_statistics.set_input_count("boiler", 9000)
    scenarios.nest(world, (150, 0), biters=3)
    world.forces["enemy"].set_evolution_factor(0.3, "nauvis")


@pytest.mark.parametrize("version", ["2.0", "2.1"])
def test_the_map_moves_to_the_nest_that_pollution_reaches(ask: Ask, tmp_path: Path, version: str) -> None:
    here = Scene(tmp_path, version, locale="ru", world=foundry)
    here.consent()
    here.player.hotkey("gpta-take-analyzer")
    here.player.select_area((-2.0, -2.0), (30.0, 30.0))
    here.game.run_until(lambda: finished(here) > 0, limit=3000)
    (snapshot,) = here.snapshots()
    assert [flow.made_10m for flow in snapshot.production if flow.kind == "pollution"] == [120.0]
    here.player.choose("gpta-mode", MODE)
    here.player.click("gpta-send")
    question = here.requests()[-1]
    assert isinstance(question, ChatRequest)
    assert question.mode == "forecast"
    data = load("base-2.0.77" if version == "2.0" else "base-2.1.20")
    for language, sentences in SENTENCES.items():
        asked = replace(ask("", "forecast", snapshot, language), data=data)
        answer = Assistant().answer(asked)
        whole = "\n".join((answer.text, *(finding.text for finding in answer.findings), *answer.notes))
        assert [sentence for sentence in sentences if sentence not in whole] == []
    shown = [finding.model_dump() for finding in answer.findings]
    here.paste(here.delivery(question, here.response(question, answer.text, findings=shown, mode="forecast")))
    elements = here.player.peer.map.players[1].gui.elements.values()
    (line,) = [each for each in elements if each.valid and "biter spawner" in str(each.caption) and each.tags]
    here.player.click(line)
    (nest,) = [enemy for enemy in snapshot.enemies if enemy.type == "unit-spawner"]
    assert (here.player.body.position["x"], here.player.body.position["y"]) == (nest.x, nest.y)
    assert here.game.problems == []
