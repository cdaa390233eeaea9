"""Not a byte before consent, and none after it was taken back."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.game.world.scenarios import gear_factory
from tests.loop.agent_process import wait_until
from tests.loop.forked import ROOT
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


def bytes_below(folder: Path) -> dict[str, bytes]:
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def doctor(match: Match) -> list[dict[str, str]]:
    options = ["--bridge", str(match.scene.state), "--mods", str(match.scene.mods)]
    options += ["--data-dir", str(match.folder / "agent-data"), "--json"]
    done = subprocess.run(
        [sys.executable, "-m", "agent", "doctor", *options],
        cwd=ROOT, capture_output=True, check=False, env=os.environ | {"NO_COLOR": "1"},
    )  # fmt: skip
    found: list[dict[str, str]] = json.loads(done.stdout)["checks"]
    return found


def test_without_consent_nothing_is_written_and_the_doctor_says_what_it_waits_for(match: Match) -> None:
    scene, player = match.scene, match.scene.player
    match.select(*BOX)
    player.click("gpta-consent-decline")
    match.select(*BOX)
    player.hotkey("gpta-toggle-chat")
    scene.game.console("/gpta-selftest")
    player.chat("/gpta-selftest")
    scene.game.tick(600)
    assert bytes_below(scene.game.script_output()) == {}
    waiting = [check for check in doctor(match) if "consent" in json.dumps(check)]
    assert waiting


def test_after_revoking_snapshots_and_chats_are_gone_and_writing_stops(match: Match) -> None:
    scene, player = match.scene, match.scene.player
    scene.consent()
    with match.agent() as agent:
        match.select(*BOX)
        match.snapshot_written()
        match.ask("Почему машины стоят?")
        match.receive(agent)
        assert "Почему машины стоят?" in scene.said()
        player.change_setting("gpta-allow-data", False)  # noqa: FBT003 - a setting's value
        scene.game.tick(5)
        assert "Почему машины стоят?" not in scene.said()
        assert not [name for name in scene.files() if name.startswith(("snapshot-", "request-"))]
        assert scene.game.eval("gpt-assistant", "return next(storage.players[1].transcript) == nil")
        assert scene.game.eval("gpt-assistant", "return next(storage.players[1].snapshots) == nil")
        wait_until(
            lambda: agent.query("SELECT count(*) FROM questions WHERE body <> ''") == [(0,)], "the agent to forget"
        )
        journals = {path: data for path, data in bytes_below(scene.state).items() if "journal" in path}
        player.hotkey("gpta-toggle-chat")
        match.select(*BOX)
        player.chat("/gpta-selftest")
        scene.game.tick(300)
        now = {path: data for path, data in bytes_below(scene.state).items() if "journal" in path}
        assert now == journals
        assert not [name for name in scene.files() if name.startswith(("snapshot-", "request-", "selftest"))]
