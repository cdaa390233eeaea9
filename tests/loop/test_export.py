"""Names and numbers are those of the player's own game: two processes, real files."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from agent.contract import FileLine, MarkLine
from tests.game.world.scenarios import gear_factory
from tests.loop.agent_process import wait_until
from tests.loop.match import Match

if TYPE_CHECKING:
    from pathlib import Path

    from tests.game.world.world import World

BOX = (19.0, 19.0), (80.0, 60.0)


def furnish(world: World) -> None:
    gear_factory(world, at=(20, 20))


@pytest.fixture(params=["2.0", "2.1"])
def match(request: pytest.FixtureRequest, tmp_path: Path) -> Match:
    return Match(tmp_path, request.param, locale="ru", world=furnish)


def exported(match: Match) -> list[str]:
    names = [line.name for line in match.scene.journal() if isinstance(line, FileLine)]
    return [name for name in names if name.startswith(("prototypes-", "names-"))]


def over(match: Match) -> bool:
    return any(isinstance(line, MarkLine) and line.mark == "export-end" for line in match.scene.journal())


def kept(match: Match) -> list[str]:
    return sorted(path.name for path in (match.folder / "agent-data").rglob("exports/*.json"))


def said_by_the_agent(match: Match) -> str:
    """The transcript without the player's own words."""
    lines = match.scene.said().splitlines()
    return "\n".join(line for line in lines if "[item=" not in line)


def test_a_russian_answer_names_things_as_the_russian_game_does(match: Match) -> None:
    scene = match.scene
    scene.consent()
    modset = scene.hello().modset
    with match.agent() as agent:
        match.select(*BOX)
        match.snapshot_written()
        scene.game.run_until(lambda: over(match), limit=600)
        match.ask("Почему машины стоят?")
        match.receive(agent)
        screen = said_by_the_agent(match)
        assert "Железная шестерня" in screen
        assert "iron gear wheel" not in screen
        assert "iron-gear-wheel" not in screen
        assert f"игра {scene.hello().game_version}, набор модов {modset}" in screen
        wait_until(lambda: len(kept(match)) == 2, "the export to be kept")
        assert kept(match) == [f"names-{modset}-ru.json", f"prototypes-{modset}.json"]
    assert scene.problems == []


def test_the_export_is_made_once_not_again_for_the_next_question_nor_after_a_load(match: Match) -> None:
    scene = match.scene
    scene.consent()
    with match.agent() as agent:
        match.ask("Построй [item=iron-gear-wheel] 60 в минуту")
        match.receive(agent)
        assert "Железная шестерня" in said_by_the_agent(match), "the first answer waits for the names"
        first = exported(match)
        assert len(first) == 2
        scene.load(scene.game.save())
        match.open_chat()
        wait_until(lambda: "seq = 0" in agent.inbox(), "a pristine inbox")
        match.ask("Построй [item=iron-gear-wheel] 30 в минуту")
        match.receive(agent, first=False)
        scene.game.tick(120)
        assert exported(match) == first
        assert not scene.game.eval("gpt-assistant", "return storage.export ~= nil")
    assert scene.problems == []


def test_without_consent_nothing_of_the_mods_leaves(match: Match) -> None:
    scene, player = match.scene, match.scene.player
    match.select(*BOX)
    player.click("gpta-consent-decline")
    match.select(*BOX)
    scene.game.tick(600)
    assert scene.files() == {}
    with match.agent():
        scene.game.tick(60)
    assert kept(match) == []
    assert json.dumps(scene.game.eval("gpt-assistant", "return storage.export")) == "null"
