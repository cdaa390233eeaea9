from pathlib import Path

import pytest

from agent.bridge.installs import Surroundings
from agent.errors import BridgeError, UsageError
from agent.setup.folders import find_places, mods_folder


def _machine(tmp_path: Path) -> Surroundings:
    return Surroundings("linux", home=tmp_path / "home", root=tmp_path)


def test_the_games_own_folder_is_found(tmp_path: Path) -> None:
    game = tmp_path / "home" / ".factorio"
    game.mkdir(parents=True)
    places = find_places(data_dir=tmp_path / "data", machine=_machine(tmp_path))
    assert places.bridge == game / "script-output" / "state"
    assert places.mods == game / "mods"
    assert places.evidence == "standard"
    assert mods_folder(None, None, _machine(tmp_path)) == game / "mods"


def test_without_a_game_the_bridge_lies_below_the_data_folder(tmp_path: Path) -> None:
    places = find_places(data_dir=tmp_path / "data", machine=_machine(tmp_path))
    assert places.bridge.is_relative_to(tmp_path / "data")
    assert places.mods is None
    assert places.evidence == "own"
    assert not places.bridge.exists(), "looking makes nothing"


def test_what_is_named_wins(tmp_path: Path) -> None:
    (tmp_path / "home" / ".factorio").mkdir(parents=True)
    bridge = tmp_path / "share" / "script-output" / "state"
    places = find_places(bridge=bridge, mods=tmp_path / "m", data_dir=tmp_path / "d", machine=_machine(tmp_path))
    assert (places.bridge, places.mods, places.data) == (bridge, tmp_path / "m", tmp_path / "d")


def test_a_mods_folder_cannot_be_guessed_without_a_game(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as caught:
        mods_folder(None, None, _machine(tmp_path))
    assert caught.value.code == "game-not-found"


def test_a_configuration_that_leads_nowhere_is_named(tmp_path: Path) -> None:
    config = tmp_path / "config.ini"
    config.write_text("[other]\n", encoding="utf-8")
    with pytest.raises(BridgeError) as caught:
        find_places(config=config, data_dir=tmp_path / "d", machine=_machine(tmp_path))
    assert caught.value.code == "bridge-config-unreadable"
