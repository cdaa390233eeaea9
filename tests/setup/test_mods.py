import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from agent.errors import BridgeError, UsageError
from agent.resources import bundled
from agent.setup import mods

PRISTINE_INBOX = bundled("mod") / mods.INBOX / "inbox.lua"


def _info(folder: Path) -> dict[str, Any]:
    info: dict[str, Any] = json.loads((folder / "info.json").read_text(encoding="utf-8"))
    return info


def _tree(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def _zip_of(folder: Path, name: str, version: str) -> Path:
    path = folder / f"{name}_{version}.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}_{version}/info.json", json.dumps({"name": name, "version": version}))
    return path


@pytest.mark.parametrize("game", ["2.0", "2.1"])
def test_both_mods_are_installed_unzipped_for_the_version_of_the_game(tmp_path: Path, game: str) -> None:
    change = mods.install(tmp_path, game)
    assert [copy.name for copy in change.installed] == [mods.MAIN, mods.INBOX]
    for name in mods.NAMES:
        info = _info(tmp_path / name)
        assert info["factorio_version"] == game
        # The releases that the API tables under tests/game/surface describe.
        assert f"base >= {({'2.0': '2.0.75', '2.1': '2.1.7'})[game]}" in info["dependencies"]
    assert (tmp_path / mods.INBOX / "inbox.lua").read_bytes() == PRISTINE_INBOX.read_bytes()


def test_every_file_but_info_json_is_installed_as_it_is(tmp_path: Path) -> None:
    mods.install(tmp_path, "2.1")
    for name in mods.NAMES:
        source, installed = _tree(bundled("mod") / name), _tree(tmp_path / name)
        del source["info.json"], installed["info.json"]
        assert installed == {path: body for path, body in source.items() if not path.startswith(".")}


def test_older_copies_of_every_shape_are_replaced(tmp_path: Path) -> None:
    zipped = _zip_of(tmp_path, mods.MAIN, "0.0.1")
    versioned = tmp_path / f"{mods.INBOX}_0.0.2"
    versioned.mkdir()
    (versioned / "info.json").write_text(json.dumps({"name": mods.INBOX, "version": "0.0.2"}), encoding="utf-8")
    change = mods.install(tmp_path, "2.1")
    assert set(change.removed) == {zipped, versioned}
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(mods.NAMES)


def test_a_second_installation_changes_nothing_and_removes_nothing(tmp_path: Path) -> None:
    mods.install(tmp_path, "2.1")
    before = _tree(tmp_path)
    change = mods.install(tmp_path, "2.1")
    assert change.removed == ()
    assert _tree(tmp_path) == before


def test_what_is_not_ours_stays(tmp_path: Path) -> None:
    others = {
        "mod-list.json": '{"mods": [{"name": "base", "enabled": true}]}',
        "mod-settings.dat": "x",
        "gpt-assistant-extras_1.0.0.zip": "another mod",
        "notes.txt": "mine",
    }
    for name, body in others.items():
        (tmp_path / name).write_text(body, encoding="utf-8")
    mods.install(tmp_path, "2.1")
    mods.uninstall(tmp_path)
    assert {path.name: path.read_text(encoding="utf-8") for path in tmp_path.iterdir()} == others


@pytest.mark.parametrize("act", [lambda folder: mods.install(folder, "2.1"), mods.uninstall])
def test_a_folder_with_our_name_that_is_not_our_mod_is_left_alone(
    tmp_path: Path, act: Callable[[Path], object]
) -> None:
    foreign = tmp_path / mods.MAIN
    foreign.mkdir()
    (foreign / "diary.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError) as caught:
        act(tmp_path)
    assert caught.value.code == "mod-foreign"
    assert (foreign / "diary.txt").read_text(encoding="utf-8") == "mine"
    assert [path.name for path in tmp_path.iterdir()] == [mods.MAIN]


def test_of_a_linked_mod_only_the_link_is_removed(tmp_path: Path) -> None:
    workshop = tmp_path / "workshop"
    shutil.copytree(bundled("mod") / mods.MAIN, workshop)
    folder = tmp_path / "mods"
    folder.mkdir()
    (folder / mods.MAIN).symlink_to(workshop, target_is_directory=True)
    mods.uninstall(folder)
    assert list(folder.iterdir()) == []
    assert (workshop / "info.json").is_file()


def test_the_players_list_of_mods_is_reported_and_never_written(tmp_path: Path) -> None:
    listed = tmp_path / "mod-list.json"
    listed.write_text(json.dumps({"mods": [{"name": mods.MAIN, "enabled": False}]}), encoding="utf-8")
    before = listed.read_bytes()
    assert mods.install(tmp_path, "2.1").disabled == (mods.MAIN,)
    assert listed.read_bytes() == before


@pytest.mark.parametrize("body", ["", "[]", '{"mods": 3}', '{"mods": ["x"]}', "\x00"])
def test_a_broken_list_of_mods_is_no_obstacle(tmp_path: Path, body: str) -> None:
    (tmp_path / "mod-list.json").write_text(body, encoding="utf-8")
    assert mods.install(tmp_path, "2.1").disabled == ()


def test_a_mods_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    target = tmp_path / "mods"
    target.write_text("", encoding="utf-8")
    with pytest.raises(BridgeError) as caught:
        mods.install(target, "2.1")
    assert caught.value.code == "mods-unwritable"


def test_a_failed_copy_leaves_the_old_one_standing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mods.install(tmp_path, "2.0")
    before = _tree(tmp_path)

    def full(*_args: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(BridgeError):
        mods.install(tmp_path, "2.1")
    assert _tree(tmp_path) == before
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(mods.NAMES)


def test_packages_have_the_games_names_inside_and_out(tmp_path: Path) -> None:
    packed = mods.package(tmp_path, "2.0")
    assert sorted(path.name for path in packed) == sorted(
        f"{name}_{mods.bundled_version(name)}.zip" for name in mods.NAMES
    )
    for path in packed:
        with zipfile.ZipFile(path) as archive:
            names = archive.namelist()
            assert {name.split("/")[0] for name in names} == {path.stem}
            assert json.loads(archive.read(f"{path.stem}/info.json"))["factorio_version"] == "2.0"
        name = path.stem.rpartition("_")[0]
        assert len(names) == len(_tree(bundled("mod") / name))


def test_the_same_source_packs_to_the_same_bytes(tmp_path: Path) -> None:
    first = [path.read_bytes() for path in mods.package(tmp_path / "a", "2.1")]
    assert [path.read_bytes() for path in mods.package(tmp_path / "b", "2.1")] == first
