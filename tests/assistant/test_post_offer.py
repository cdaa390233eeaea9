"""The mode «defence» in the simulated game: select, ask, read, click a finding; a post is offered with its place."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from agent.assistant.pipeline import Assistant
from agent.contract import ChatRequest
from agent.game.blueprint import decode, normalise
from agent.game.bundled import load
from agent.i18n import catalogue
from tests.game.world import scenarios
from tests.game.world.scenarios import fill, place
from tests.mod.scene import Scene
from tests.mod.test_snapshot import finished

if TYPE_CHECKING:
    from pathlib import Path

    from agent.assistant.question import Answer
    from agent.contract import Language, Snapshot
    from tests.assistant.conftest import Ask

MODE = 5
EAST = 4
SENTENCES: dict[Language, tuple[str, ...]] = {
    "ru": (
        "до «biter spawner» на востоке",
        "Готов чертёж поста обороны: «gun turret» — ",
        "фронтом на восток",
    ),
    "en": ("is open, “biter spawner” to the east", "A blueprint of a defence post is ready", "facing east"),
}


def outpost(world: Any) -> None:  # noqa: ANN401 - the simulated world
    """Machines that no turret covers, a chest with magazines, a nest to the east."""
    for number in range(4):
        place(world.nauvis, "assembling-machine-2", 4.5, 4.5 + 4 * number)
    fill(
        place(world.nauvis, "steel-chest", 10.5, 4.5),
        {"chest": [("piercing-rounds-magazine", 200), ("stone-wall", 20)]},
    )
    scenarios.nest(world, (160, 8), biters=4)
    world.forces["enemy"].set_evolution_factor(0.3, "nauvis")
    for name in ("electronics", "gun-turret", "stone-wall", "military-2"):
        world.forces["player"].technologies[name].researched = True


def answered(ask: Ask, snapshot: Snapshot, language: Language, version: str = "2.1") -> Answer:
    data = load("base-2.0.77" if version == "2.0" else "base-2.1.20")
    return Assistant().answer(replace(ask("", "defence", snapshot, language), data=data))


@pytest.mark.parametrize("version", ["2.0", "2.1"])
def test_a_hole_is_found_shown_and_closed_by_a_post(ask: Ask, tmp_path: Path, version: str) -> None:
    here = Scene(tmp_path, version, locale="ru", world=outpost)
    here.consent()
    here.player.hotkey("gpta-take-analyzer")
    here.player.select_area((-2.0, -10.0), (60.0, 40.0))
    here.game.run_until(lambda: finished(here) > 0, limit=3000)
    (snapshot,) = here.snapshots()
    here.player.choose("gpta-mode", MODE)
    here.player.click("gpta-send")
    question = here.requests()[-1]
    assert isinstance(question, ChatRequest)
    assert question.mode == "defence"
    for language, sentences in SENTENCES.items():
        answer = answered(ask, snapshot, language, version)
        whole = "\n".join((answer.text, *(finding.text for finding in answer.findings)))
        assert [sentence for sentence in sentences if sentence not in whole] == []
    offer = answer.blueprint
    assert offer is not None
    assert offer.missing_research == ()
    assert {need.name: need.have for need in offer.required}["stone-wall"] == 20
    assert offer.verified_by[-1] == catalogue("en").text("check-ammunition")
    (hole,) = [finding for finding in answer.findings if "is open" in finding.text]
    assert hole.position is not None
    assert offer.position is not None
    assert hole.position.x < offer.position.x < hole.position.x + 18, "between the machine and the nest, within range"
    entities = normalise(decode(offer.string)["blueprint"]).entities
    assert {entity.direction for entity in entities if entity.name == "gun-turret"} == {EAST}
    shown = [finding.model_dump() for finding in answer.findings]
    here.paste(here.delivery(question, here.response(question, answer.text, findings=shown, mode="defence")))
    elements = here.player.peer.map.players[1].gui.elements.values()
    (line,) = [each for each in elements if each.valid and "is open" in str(each.caption) and each.tags]
    here.player.click(line)
    assert (here.player.body.position["x"], here.player.body.position["y"]) == (hole.position.x, hole.position.y)
    assert here.game.problems == []


def test_no_turret_that_can_be_built_is_said(ask: Ask, tmp_path: Path) -> None:
    def bare(world: Any) -> None:  # noqa: ANN401 - the simulated world
        outpost(world)
        world.forces["player"].technologies["gun-turret"].researched = False

    here = Scene(tmp_path, "2.1", locale="ru", world=bare)
    here.consent()
    here.player.hotkey("gpta-take-analyzer")
    here.player.select_area((-2.0, -10.0), (60.0, 40.0))
    here.game.run_until(lambda: finished(here) > 0, limit=3000)
    answer = answered(ask, here.snapshots()[0], "ru")
    assert answer.blueprint is None
    assert "Чертежа пока не будет: турели для поста ещё не исследованы" in answer.text
