"""Every mode with no model, in two processes: select, ask, read, click a finding, and the map moves to its place."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.contract import ChatRequest, FileLine
from tests.loop.agent_process import wait_until
from tests.loop.districts import DISTRICTS, build
from tests.loop.match import MODES, Match

if TYPE_CHECKING:
    from pathlib import Path

    from tests.game.gui import LuaGuiElement
    from tests.loop.agent_process import AgentProcess
    from tests.loop.districts import District

PROMPT = {"ru": "Что здесь не так?", "en": "What is wrong here?"}
HALF = [("2.0", "ru"), ("2.1", "en")]
"""Run every time: each mode in both languages and on both versions of the game."""
REST = [("2.0", "en"), ("2.1", "ru")]


def snapshots_written(match: Match) -> int:
    """How many the journal tells of."""
    return sum(isinstance(line, FileLine) and line.name.startswith("snapshot-") for line in match.scene.journal())


def finding(match: Match, words: str) -> LuaGuiElement:
    """The newest line of the transcript with these words that can be clicked."""
    player = match.scene.player
    elements = player.peer.map.players[player.index].gui.elements.values()
    lines = [line for line in elements if line.valid and line.type == "label" and words in str(line.caption)]
    clickable = [line for line in lines if "x" in line.tags]
    assert clickable, f"{words!r} is nowhere to be clicked on:\n{match.scene.said()}"
    return max(clickable, key=lambda line: line.index)


def asked(match: Match, agent: AgentProcess, district: District, language: str) -> None:
    """One mode from the box to the look at the place that is wrong."""
    scene, player = match.scene, match.scene.player
    before = snapshots_written(match)
    assert match.select(*district.box) > 0
    scene.game.run_until(lambda: snapshots_written(match) > before, limit=600)
    match.open_chat()
    player.choose("gpta-mode", MODES.index(district.mode) + 1)
    question = match.ask(PROMPT[language])
    assert isinstance(question, ChatRequest)
    assert (question.mode, question.locale) == (district.mode, language)
    match.receive(agent, first=before == 0)
    assert district.words[language] in scene.said(language=language)
    player.click(finding(match, district.words[language]))
    looked_at = player.body.position
    assert (looked_at["x"], looked_at["y"]) == pytest.approx(district.shows, abs=0.5), district.mode
    assert player.body.controller_type == "remote", "the map is shown, the body stays"
    wait_until(lambda: "seq = 0" in agent.inbox(), "a pristine inbox")


@pytest.mark.parametrize(
    ("version", "language"),
    [*HALF, *(pytest.param(*each, marks=pytest.mark.slow) for each in REST)],
)
def test_select_ask_read_and_click_in_every_mode(version: str, language: str, tmp_path: Path) -> None:
    match = Match(tmp_path, version, locale=language, world=build)
    match.scene.player.change_setting("gpta-questions-per-minute", 60)
    match.scene.consent()
    assert [district.mode for district in DISTRICTS] == list(MODES)
    with match.agent() as agent:
        for district in DISTRICTS:
            asked(match, agent, district, language)
        assert agent.answers_begun() == len(MODES)
        (train,) = match.scene.game.world.trains.all()
        assert train.stations == ["Smeltre"], "an answer alone changes nothing"
        match.scene.player.click("gpta-schedule-show-1")
        match.scene.player.click("gpta-schedule-apply")
        assert train.stations == ["Smelter"]
        wait_until(lambda: ("schedule", "applied") in agent.query("SELECT what, result FROM acks"), "the ack")
        wait_until(lambda: set(agent.states().values()) == {"applied"}, "the ledger to say applied")
    assert match.scene.problems == []
