"""Three peers, one host: the host's disk alone, the asker's screen alone, the same state everywhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.bridge.doors.reload import pristine_box
from tests.loop.agent_process import wait_until
from tests.loop.match import Match

if TYPE_CHECKING:
    from pathlib import Path

    from tests.loop.agent_process import AgentProcess

PLAYERS = ("anna", "boris", "vera")


@pytest.fixture(params=["2.0", "2.1"])
def match(request: pytest.FixtureRequest, tmp_path: Path) -> Match:
    return Match(tmp_path, request.param, locale="ru", multiplayer=True, players=PLAYERS)


def paste_text(agent: AgentProcess) -> str:
    """What the host copies: the text that the agent also puts on the clipboard."""
    (path,) = agent.bridge.glob("paste-*.txt")
    return path.read_text("utf-8").strip()


def everything_written(match: Match) -> list[str]:
    folders = [peer.script_output for peer in match.scene.game.peers]
    return [str(path) for folder in folders for path in folder.rglob("*") if path.is_file()]


def test_a_clients_question_is_answered_to_him_alone_by_paste_at_the_host(match: Match) -> None:
    scene = match.scene
    game = scene.game
    boris, vera = game.players[2], game.players[3]
    scene.player.change_setting("gpta-host", "anna")
    for player in game.players.values():
        scene.consent(player)
    with match.agent() as agent:
        question = scene.ask("Построй [item=iron-gear-wheel] 60 в минуту", boris)
        wait_until(lambda: bool(list(agent.bridge.glob("paste-*.txt"))), "the text to paste")
        scene.player.type_text("gpta-paste", paste_text(agent))
        scene.player.click("gpta-apply")
        game.tick(60)
        assert boris.find("gpta-place") is not None
        assert scene.player.find("gpta-place") is None
        assert vera.find("gpta-place") is None
        boris.click("gpta-place")
        boris.click("gpta-place-here")
        assert match.ghosts() == match.offered(agent, question)
        key = (question.id, scene.digest(question))
        wait_until(lambda: agent.states().get(key) == "applied", "the ledger to say applied")
        inbox = scene.mods / "gpt-assistant-inbox" / "inbox.lua"
        assert inbox.read_bytes() == pristine_box()
    written = [(peer.script_output / "state").exists() for peer in game.peers]
    assert written == [True, False, False]
    assert game.reloads == 0
    assert game.problems == []


def test_a_client_who_pastes_the_answer_himself_gets_nothing(match: Match) -> None:
    scene = match.scene
    boris = scene.game.players[2]
    scene.player.change_setting("gpta-host", "anna")
    scene.consent()
    scene.consent(boris)
    with match.agent() as agent:
        scene.ask("Построй [item=iron-gear-wheel] 60 в минуту", boris)
        wait_until(lambda: bool(list(agent.bridge.glob("paste-*.txt"))), "the text to paste")
        boris.type_text("gpta-paste", paste_text(agent))
        boris.click("gpta-apply")
        scene.game.tick(30)
        assert boris.find("gpta-place") is None


def test_without_a_host_nothing_is_written(match: Match) -> None:
    scene = match.scene
    for player in scene.game.players.values():
        scene.consent(player)
        player.type_text("gpta-prompt", "Есть кто?")
        player.click("gpta-send")
    scene.game.tick(300)
    assert everything_written(match) == []
