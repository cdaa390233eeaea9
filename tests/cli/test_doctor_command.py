import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from agent.cli.main import cli
from agent.setup import mods


@pytest.fixture
def folders(tmp_path: Path) -> list[str]:
    bridge = tmp_path / "game" / "script-output" / "state"
    bridge.parent.mkdir(parents=True)
    mods.install(tmp_path / "game" / "mods", "2.1")
    return ["--bridge", str(bridge), "--data-dir", str(tmp_path / "data")]


@pytest.mark.parametrize(("language", "words"), [("en", "Waiting for consent"), ("ru", "Жду согласия в игре")])
def test_before_consent_it_waits_and_says_for_what(folders: list[str], language: str, words: str) -> None:
    result = CliRunner().invoke(cli, ["doctor", "--language", language, *folders])
    assert result.exit_code == 5
    assert words in result.stdout
    assert "→" in result.stdout


def test_programs_read_states_and_next_steps(folders: list[str]) -> None:
    result = CliRunner().invoke(cli, ["doctor", "--json", *folders])
    assert result.exit_code == 5
    document = json.loads(result.stdout)
    assert not document["fine"]
    waiting = [check for check in document["checks"] if check["state"] == "waiting"]
    assert [check["check"] for check in waiting] == ["bridge-waiting"]
    assert all(check["next"] for check in waiting)


def test_quiet_prints_only_what_holds_answers_up(folders: list[str]) -> None:
    result = CliRunner().invoke(cli, ["doctor", "--quiet", "--language", "en", *folders])
    assert result.stdout.count("…") == 1
    assert "✓" not in result.stdout


def test_status_before_any_question(folders: list[str]) -> None:
    result = CliRunner().invoke(cli, ["status", "--language", "en", *folders])
    assert result.exit_code == 0
    assert "No questions yet" in result.stdout
    document = json.loads(CliRunner().invoke(cli, ["status", "--json", *folders]).stdout)
    assert document["latest"] == []
    assert document["pid"] is None


@pytest.mark.parametrize("command", ["doctor", "status", "run"])
def test_a_configuration_that_says_nothing_is_named(command: str, tmp_path: Path) -> None:
    arguments = ["--language", "en", command, "--config", str(tmp_path / "none.ini"), "--data-dir", str(tmp_path / "d")]
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 5
    assert "none.ini" in result.stderr
    assert "Something went wrong" not in result.stderr
