"""Where a headless server writes, as the command that starts it says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.bridge.installs import Surroundings
from agent.errors import BridgeError
from agent.setup.server_places import server_places

if TYPE_CHECKING:
    from pathlib import Path

    from agent.setup.folders import Places


def game(folder: Path, cfg: str = "") -> Path:
    """A game as its archive unpacks it; the program."""
    program = folder / "factorio" / "bin" / "x64" / "factorio"
    program.parent.mkdir(parents=True)
    program.touch()
    if cfg:
        (folder / "factorio" / "config-path.cfg").write_text(cfg)
    return program


def places(folder: Path, *command: str, **named: Path) -> Places:
    machine = Surroundings("linux", folder / "home", root=folder)
    return server_places(command, data_dir=folder / "data", machine=machine, **named)


ARCHIVE = "config-path=__PATH__executable__/../../config\nuse-system-read-write-data-directories=false\n"


def test_an_unpacked_game_that_never_ran_writes_to_its_own_folder(tmp_path: Path) -> None:
    program = game(tmp_path, ARCHIVE)
    found = places(tmp_path, str(program), "--start-server", "save.zip")
    assert found.bridge == tmp_path / "factorio" / "script-output" / "state"
    assert found.mods == tmp_path / "factorio" / "mods"


def test_the_games_own_configuration_moves_it(tmp_path: Path) -> None:
    program = game(tmp_path, ARCHIVE)
    config = tmp_path / "factorio" / "config" / "config.ini"
    config.parent.mkdir()
    config.write_text(f"[path]\nwrite-data={tmp_path}/elsewhere\n")
    assert places(tmp_path, str(program)).bridge == tmp_path / "elsewhere" / "script-output" / "state"


def test_a_game_that_uses_the_systems_folders_writes_there(tmp_path: Path) -> None:
    program = game(tmp_path, ARCHIVE.replace("=false", "=true"))
    assert places(tmp_path, str(program)).bridge == tmp_path / "home" / ".factorio" / "script-output" / "state"


@pytest.mark.parametrize("form", [("-c", "{}"), ("--config", "{}"), ("--config={}",), ("-c={}",)])
def test_the_servers_option_for_its_configuration_decides(form: tuple[str, ...], tmp_path: Path) -> None:
    program = game(tmp_path)
    config = tmp_path / "server.ini"
    config.write_text("[path]\nwrite-data=__PATH__executable__/../../data-2\n")
    found = places(tmp_path, str(program), "--start-server", "s.zip", *(part.format(config) for part in form))
    assert found.bridge == tmp_path / "factorio" / "data-2" / "script-output" / "state"


def test_the_servers_option_for_its_mods_decides(tmp_path: Path) -> None:
    found = places(tmp_path, str(game(tmp_path)), "--mod-directory", str(tmp_path / "our-mods"))
    assert found.mods == tmp_path / "our-mods"


def test_what_the_player_names_himself_goes_before(tmp_path: Path) -> None:
    program, own = game(tmp_path), tmp_path / "own" / "script-output" / "state"
    found = places(tmp_path, str(program), "--mod-directory", "x", bridge=own, mods=tmp_path / "m")
    assert (found.bridge, found.mods) == (own, tmp_path / "m")


def test_a_script_that_starts_a_server_tells_nothing_and_the_game_is_looked_for(tmp_path: Path) -> None:
    (tmp_path / "home" / ".factorio").mkdir(parents=True)
    assert places(tmp_path, "./start.sh").bridge == tmp_path / "home" / ".factorio" / "script-output" / "state"


def test_a_shells_own_option_is_no_configuration_of_the_games(tmp_path: Path) -> None:
    (tmp_path / "home" / ".factorio").mkdir(parents=True)
    found = places(tmp_path, "bash", "-c", "cd /srv && exec ./factorio --start-server s.zip")
    assert found.bridge == tmp_path / "home" / ".factorio" / "script-output" / "state"


def test_a_game_behind_another_program_is_recognised_with_its_own_options(tmp_path: Path) -> None:
    program = game(tmp_path, ARCHIVE)
    before = ("env", "--config", "none.ini", "nice", "-n", "5")
    found = places(tmp_path, *before, str(program), "--mod-directory", str(tmp_path / "our-mods"))
    assert found.bridge == tmp_path / "factorio" / "script-output" / "state"
    assert found.mods == tmp_path / "our-mods"


def test_a_configuration_that_says_nothing_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(BridgeError, match="bridge-config-unreadable"):
        places(tmp_path, "./start.sh", "--config", str(tmp_path / "missing.ini"))


def test_on_macos_the_program_lies_in_the_apps_folder(tmp_path: Path) -> None:
    program = tmp_path / "factorio.app" / "Contents" / "MacOS" / "factorio"
    program.parent.mkdir(parents=True)
    program.touch()
    (tmp_path / "factorio.app" / "Contents" / "config-path.cfg").write_text(
        "use-system-read-write-data-directories=true\n"
    )
    machine = Surroundings("macos", tmp_path / "home", root=tmp_path)
    found = server_places([str(program)], data_dir=tmp_path / "data", machine=machine)
    support = tmp_path / "home" / "Library" / "Application Support" / "factorio"
    assert found.bridge == support / "script-output" / "state"
