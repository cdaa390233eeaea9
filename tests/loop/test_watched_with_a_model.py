"""A watched game and a model: observed, decided upon, carried out, told again. Two processes, real files, real HTTP."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from tests.game.world.scenarios import brown_out, place
from tests.loop.agent_process import wait_until
from tests.loop.match import Match
from tests.loop.model_side import CANARY, choose_model
from tests.loopback.scripted_server import Said, ScriptedServer

if TYPE_CHECKING:
    from pathlib import Path

    from tests.game.world.world import World
    from tests.loop.agent_process import AgentProcess

EVERY_TICKS = 600
"""A look of the watch, ten seconds as the setting comes."""
FALSE_NUMBER = "98765"


def furnish(world: World) -> None:
    brown_out(world, at=(10, 10))
    place(world.nauvis, "stone-wall", 5.5, 5.5)


def deciding(body: dict[str, Any]) -> Said:
    """Explains what is short of power, marks the place, and wants a tag with a number that nobody computed."""
    actions = [
        {"action": "message", "target": "-", "text": "Электросети не хватает энергии, поэтому машины еле идут."},
        {"action": "tag", "target": "P1", "text": "Мало энергии"},
        {"action": "tag", "target": "P1", "text": f"Нужно {FALSE_NUMBER} панелей"},
    ]
    assert body["messages"][0]["role"] == "system"
    return Said(text=json.dumps({"verdict": "explain", "actions": actions}, ensure_ascii=False))


def decisions(agent: AgentProcess) -> list[str]:
    """What became of every decision, oldest first."""
    return [str(row[0]) for row in agent.query("SELECT state FROM questions WHERE kind = 'observation' ORDER BY place")]


def looked_at(agent: AgentProcess) -> int:
    """The tick of the newest observation that the agent has looked at."""
    rows = agent.query("SELECT text FROM watches")
    return int(json.loads(str(rows[0][0]))["newest"]["tick"]) if rows else -1


def look(match: Match, agent: AgentProcess) -> None:
    """Lets the game run until its next observation was looked at."""
    before = looked_at(agent)
    for _ in range(2):
        match.scene.game.tick(EVERY_TICKS)
    wait_until(lambda: looked_at(agent) > before, "the agent to look at the observation")


def told(body: dict[str, Any]) -> str:
    return str(body["messages"][-1]["content"])


def test_what_is_observed_is_decided_upon_once_and_carried_out_and_told_again(tmp_path: Path) -> None:
    match = Match(tmp_path, "2.1", locale="ru", world=furnish)
    scene, player = match.scene, match.scene.player
    scene.consent()
    with ScriptedServer(deciding, key=CANARY) as server:
        choose_model(server.url, match.folder / "agent-data")
        with match.agent("--interval", "0") as agent:
            player.hotkey("gpta-toggle-watch")
            scene.game.tick(5)
            wait_until(lambda: decisions(agent) == ["delivered"], "the first decision at the door")
            scene.allow_reloads()
            scene.game.run_until(lambda: "еле идут" in scene.said(), limit=600)
            assert [line for line in player.console if "еле идут" in line]
            tags = scene.game.world.forces["player"].tags
            assert [tag.text for tag in tags] == ["Мало энергии"]
            shown = [alert["message"] for alert in player.body.alert_list]
            assert len(shown) == 1, "the rules show the place where the model only explains"
            wait_until(lambda: decisions(agent) == ["applied"], "the acknowledgement")
            wait_until(lambda: "seq = 0" in agent.inbox(), "a pristine inbox")
            for _ in range(3):
                look(match, agent)
            assert len(server.requests) == 1, "nothing that matters has changed"
            scene.build(lambda world: world.nauvis.find_entities_filtered(name="stone-wall")[0].die("enemy"))
            look(match, agent)
            wait_until(lambda: len(server.requests) == 2, "the model to be asked of the loss")
            again = told(server.requests[1])
            assert "Потеряно" in again
            assert '"message done"' in again
            assert '"tag done"' in again
            wait_until(lambda: len(decisions(agent)) == 2, "the second decision")
    assert FALSE_NUMBER not in scene.said()
    assert scene.problems == []
