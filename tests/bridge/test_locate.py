"""Folders as the wiki's page «Application directory» and FACTORIO.md give them, built below a temporary root."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import pytest

from agent.bridge.installs import Surroundings, System
from agent.bridge.locate import Candidate, find_candidates, locate
from agent.errors import BridgeError
from tests.bridge.kit import PlayedMod

if TYPE_CHECKING:
    from pathlib import Path


def say_hello(write_data: Path) -> Path:
    bridge = write_data / "script-output" / "state"
    bridge.mkdir(parents=True)
    PlayedMod(bridge).hello()
    return bridge


def machine(system: System, tmp_path: Path, **environment: str) -> Surroundings:
    home = tmp_path / "home"
    home.mkdir(exist_ok=True)
    return Surroundings(system, home, environment, tmp_path / "root")


def best(place: Surroundings, tmp_path: Path, **named: Path) -> Candidate:
    return locate(place, own=tmp_path / "data" / "bridge", **named)[0]


@pytest.mark.parametrize(
    ("system", "below_home", "evidence"),
    [
        ("windows", "AppData/Roaming/Factorio", "standard"),
        ("macos", "Library/Application Support/factorio", "standard"),
        ("linux", ".factorio", "standard"),
        ("linux", ".var/app/com.valvesoftware.Steam/.factorio", "flatpak"),
        (
            "linux",
            ".local/share/Steam/steamapps/compatdata/427520/pfx/drive_c/users/steamuser/AppData/Roaming/Factorio",
            "proton",
        ),
        ("linux", "factorio", "game-folder"),
    ],
)
def test_every_install_of_the_table_is_found_and_proven(
    system: System, below_home: str, evidence: str, tmp_path: Path
) -> None:
    place = machine(system, tmp_path)
    write_data = place.home / below_home
    bridge = say_hello(write_data)
    found = best(place, tmp_path)
    assert (found.bridge, found.state, found.evidence) == (bridge, "proven", evidence)
    assert found.mods == write_data / "mods"
    assert found.hello is not None
    assert found.hello.game_version == "2.0.77"


def test_appdata_decides_on_windows(tmp_path: Path) -> None:
    place = machine("windows", tmp_path, APPDATA=str(tmp_path / "elsewhere" / "Roaming"))
    bridge = say_hello(tmp_path / "elsewhere" / "Roaming" / "Factorio")
    assert best(place, tmp_path).bridge == bridge


def test_a_windows_game_is_found_from_wsl(tmp_path: Path) -> None:
    place = machine("linux", tmp_path, WSL_DISTRO_NAME="Ubuntu")
    bridge = say_hello(tmp_path / "root" / "mnt" / "c" / "Users" / "anna" / "AppData" / "Roaming" / "Factorio")
    found = best(place, tmp_path)
    assert (found.bridge, found.evidence) == (bridge, "wsl")


def test_config_path_and_config_ini_of_a_zip_install_are_followed(tmp_path: Path) -> None:
    place = machine("linux", tmp_path)
    game = place.home / "factorio"
    (game / "config").mkdir(parents=True)
    (game / "config-path.cfg").write_text(
        "config-path=__PATH__executable__/../../config\nuse-system-read-write=false\n"
    )
    moved = tmp_path / "moved"
    (game / "config" / "config.ini").write_text(
        f"; version=13\n[path]\nread-data=__PATH__executable__/../../data\nwrite-data={moved}\n[general]\nlocale=ru\n"
    )
    bridge = say_hello(moved)
    found = best(place, tmp_path)
    assert (found.bridge, found.evidence) == (bridge, "config-path")


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("__PATH__executable__/../../my data", "game/my data"),
        ("__PATH__executable__\\..\\..\\data2", "game/data2"),
        ("__PATH__system-write-data__", "home/.factorio"),
    ],
)
def test_config_given_by_hand_decides_alone(value: str, expected: str, tmp_path: Path) -> None:
    place = machine("linux", tmp_path)
    config = tmp_path / "game" / "config" / "config.ini"
    config.parent.mkdir(parents=True)
    config.write_text(f"[other]\nwrite-data=/wrong\n[path]\nwrite-data={value}\n")
    say_hello(tmp_path / "home" / "factorio")
    found = best(place, tmp_path, config=config)
    assert (found.write_data, found.evidence) == (tmp_path / expected, "config")


def test_a_config_without_write_data_is_an_error_and_no_guess(tmp_path: Path) -> None:
    with pytest.raises(BridgeError, match="bridge-config-unreadable"):
        best(machine("linux", tmp_path), tmp_path, config=tmp_path / "nothing.ini")


def test_the_log_leads_to_the_write_data_folder(tmp_path: Path) -> None:
    place = machine("linux", tmp_path)
    standard = place.home / ".factorio"
    standard.mkdir()
    bridge = say_hello(tmp_path / "a [strange] folder")
    log = "   0.000 2026-11-21 04:00:00; Factorio 2.0.77\n"
    log += f"   0.002 Write data path: {tmp_path}/a [strange] folder [48213MB]\n"
    (standard / "factorio-current.log").write_text(log)
    found = best(place, tmp_path)
    assert (found.bridge, found.evidence) == (bridge, "log")


def test_a_steam_library_on_another_drive_is_found(tmp_path: Path) -> None:
    place = machine("linux", tmp_path)
    apps = place.home / ".local" / "share" / "Steam" / "steamapps"
    apps.mkdir(parents=True)
    library = tmp_path / "big drive"
    (apps / "libraryfolders.vdf").write_text(f'"libraryfolders"\n{{\n "1"\n {{\n  "path"\t\t"{library}"\n }}\n}}\n')
    game = library / "steamapps" / "common" / "Factorio"
    bridge = say_hello(game)
    assert best(place, tmp_path).bridge == bridge


def test_the_newest_hello_wins_among_proven_folders(tmp_path: Path) -> None:
    place = machine("linux", tmp_path)
    old = say_hello(place.home / ".factorio")
    new = say_hello(place.home / ".var/app/com.valvesoftware.Steam/.factorio")
    os.utime(old / "hello.json", ns=(1, 1))
    assert best(place, tmp_path).bridge == new
    os.utime(new / "hello.json", ns=(0, 0))
    assert best(place, tmp_path).bridge == old


def test_a_game_that_never_wrote_is_waited_for_and_a_broken_hello_is_named(tmp_path: Path) -> None:
    place = machine("linux", tmp_path)
    (place.home / ".factorio").mkdir()
    assert best(place, tmp_path).state == "waiting"
    bridge = place.home / ".factorio" / "script-output" / "state"
    bridge.mkdir(parents=True)
    (bridge / "hello.json").write_bytes(b'{"protocol":"1.0","ki')
    found = best(place, tmp_path)
    assert (found.state, found.fault is not None) == ("hello-broken", True)


def test_a_linked_hello_proves_nothing(tmp_path: Path) -> None:
    place = machine("linux", tmp_path)
    real = say_hello(tmp_path / "elsewhere")
    bridge = place.home / ".factorio" / "script-output" / "state"
    bridge.mkdir(parents=True)
    (bridge / "hello.json").symlink_to(real / "hello.json")
    assert best(place, tmp_path).state == "hello-broken"


def test_without_a_game_the_bridge_is_in_the_users_data_folder(tmp_path: Path) -> None:
    found, looked_at = locate(machine("macos", tmp_path), own=tmp_path / "data" / "bridge")
    assert (found.bridge, found.evidence, found.mods) == (tmp_path / "data" / "bridge", "own", None)
    assert [item.evidence for item in looked_at] == ["standard", "own"]


def test_a_folder_named_by_hand_decides_alone(tmp_path: Path) -> None:
    place = machine("linux", tmp_path)
    say_hello(place.home / ".factorio")
    named = tmp_path / "share" / "script-output" / "state"
    [found] = find_candidates(place, own=tmp_path / "own", bridge=named)
    assert (found.bridge, found.evidence, found.write_data) == (named, "named", tmp_path / "share")
    [bare] = find_candidates(place, own=tmp_path / "own", bridge=tmp_path / "anywhere")
    assert bare.mods is None
