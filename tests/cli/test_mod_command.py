import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from agent.cli.main import cli
from agent.setup.mods import INBOX, MAIN


def _run(*arguments: str | Path, language: str = "en") -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["--language", language, *map(str, arguments)], prog_name="agent")
    return result.exit_code, result.stdout, result.stderr


def test_installing_says_what_stands_where_and_for_which_game(tmp_path: Path) -> None:
    code, out, _ = _run("mod", "install", "--mods", tmp_path, "--game-version", "2.0")
    assert code == 0
    assert str(tmp_path / MAIN) in out
    assert str(tmp_path / INBOX) in out
    assert "2.0" in out
    assert "restart" in out


def test_the_version_is_found_beside_the_mods_folder(tmp_path: Path) -> None:
    (tmp_path / "factorio-current.log").write_text(
        "   0.000 2026-01-10 12:00:00; Factorio 2.0.72 (build 84451, linux64, full)\n", encoding="utf-8"
    )
    code, out, _ = _run("mod", "install", "--mods", tmp_path / "mods", "--json")
    assert code == 0
    document = json.loads(out)
    assert document["factorio_version"] == "2.0"
    assert document["evidence"].endswith("factorio-current.log")
    assert {entry["name"] for entry in document["installed"]} == {MAIN, INBOX}


@pytest.mark.parametrize(("language", "word"), [("en", "switched off"), ("ru", "выключен")])
def test_a_mod_switched_off_in_the_game_is_pointed_out(tmp_path: Path, language: str, word: str) -> None:
    entries = [{"name": INBOX, "enabled": False}]
    (tmp_path / "mod-list.json").write_text(json.dumps({"mods": entries}), encoding="utf-8")
    code, out, _ = _run("mod", "install", "--mods", tmp_path, "--game-version", "2.1", language=language)
    assert code == 0
    assert word in out


def test_quiet_leaves_only_results(tmp_path: Path) -> None:
    code, out, _ = _run("mod", "install", "--mods", tmp_path, "--game-version", "2.1", "--quiet")
    assert code == 0
    assert len(out.splitlines()) == 2


def test_uninstalling_twice_says_that_there_is_nothing(tmp_path: Path) -> None:
    _run("mod", "install", "--mods", tmp_path, "--game-version", "2.1")
    assert _run("mod", "uninstall", "--mods", tmp_path)[0] == 0
    code, out, _ = _run("mod", "uninstall", "--mods", tmp_path)
    assert code == 0
    assert "no copy" in out
    assert list(tmp_path.iterdir()) == []


def test_packing_needs_no_game_when_the_version_is_named(tmp_path: Path) -> None:
    code, out, _ = _run("mod", "package", "--output", tmp_path / "dist", "--game-version", "2.1", "--json")
    assert code == 0
    packed = [Path(path) for path in json.loads(out)["packed"]]
    assert len(packed) == 2
    assert all(path.is_file() for path in packed)


def test_a_mods_folder_that_cannot_be_written_is_an_error_with_its_own_code(tmp_path: Path) -> None:
    (tmp_path / "mods").write_text("", encoding="utf-8")
    code, _, err = _run("mod", "install", "--mods", tmp_path / "mods", "--game-version", "2.1")
    assert code == 5
    assert "Cannot write" in err


def test_packing_without_a_game_asks_for_its_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    result = CliRunner().invoke(cli, ["--language", "en", "mod", "package", "--output", str(tmp_path / "zips")])
    assert result.exit_code == 1
    assert "agent mod package --game-version 2.1" in result.stderr
