"""The starter mode in the game: a box over ore, a question, an answer, ghosts on the ore: exactly those offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.game.world.scenarios import lake, ore_patch
from tests.loop.agent_process import wait_until
from tests.loop.match import MODES, Match

if TYPE_CHECKING:
    from pathlib import Path

    from tests.game.world.world import World

BOX = (0.0, 0.0), (90.0, 60.0)
ORE = {(x, y) for x in range(8, 28) for y in range(20, 40)}
RESEARCHED = ("steam-power", "electronics", "automation-science-pack", "automation", "electric-mining-drill")


def young(world: World) -> None:
    """A patch of iron of 20 × 20 tiles, a lake, and what the first drills take researched."""
    ore_patch(world, (8, 20), 20, amount=600)
    lake(world, (60, 2), 12)
    for name in RESEARCHED:
        world.forces["player"].technologies[name].researched = True


@pytest.fixture(params=["2.0", "2.1"])
def match(request: pytest.FixtureRequest, tmp_path: Path) -> Match:
    return Match(tmp_path, request.param, locale="ru", world=young)


@pytest.mark.parametrize(
    ("prompt", "chosen", "machine"),
    [("железо", "starter", "electric-mining-drill"), ("С чего начать?", "chat", "steam-engine")],
)
def test_ghosts_on_the_ore_are_those_offered(match: Match, prompt: str, chosen: str, machine: str) -> None:
    scene, player = match.scene, match.scene.player
    scene.consent()
    with match.agent() as agent:
        match.select(*BOX)
        match.snapshot_written()
        match.open_chat()
        player.choose("gpta-mode", MODES.index(chosen) + 1)
        question = match.ask(prompt)
        match.receive(agent)
        assert "Готов чертёж" in scene.said()
        match.place_newest()
        placed = match.ghosts()
        assert placed
        assert placed == match.offered(agent, question)
        assert machine in {ghost[0] for ghost in placed}
        surface = scene.game.world.surface_of("nauvis")
        for ghost in surface.find_entities_filtered(type="entity-ghost", ghost_name="electric-mining-drill"):
            x, y = int(ghost.position["x"]), int(ghost.position["y"])
            under = {(x + dx, y + dy) for dx in range(-2, 3) for dy in range(-2, 3)}
            assert len(under & ORE) * 3 >= 25
        wait_until(lambda: ("blueprint", "placed") in agent.query("SELECT what, result FROM acks"), "the second ack")
    assert scene.game.problems == []
