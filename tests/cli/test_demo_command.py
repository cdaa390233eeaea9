"""One round trip per language, through the real bridge: two processes that share nothing but files."""

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from agent.bridge.doors.reload import pristine_box
from agent.cli.main import cli
from agent.game.blueprint import decode, leaves, normalise


@pytest.fixture(scope="module")
def shown() -> Any:  # noqa: ANN401 - any JSON
    """What `agent demo --json` says; the folder is removed afterwards."""
    result = CliRunner().invoke(cli, ["demo", "--json", "--language", "ru"])
    assert result.exit_code == 0, result.output
    document = json.loads(result.stdout)
    yield document
    shutil.rmtree(document["folder"])


def test_the_question_went_through_every_station(shown: Any) -> None:  # noqa: ANN401
    assert shown["went_through"]
    assert shown["ledger"] == "applied"
    names = [file["name"] for file in shown["files"]]
    for station in ("hello", "snapshot-", "request-", "response-", "blueprint-", "ack-", "journal", "inbox"):
        assert any(station in name for name in names), station


def test_the_files_stay_with_the_sizes_named(shown: Any) -> None:  # noqa: ANN401
    for file in shown["files"]:
        assert (Path(shown["folder"]) / file["name"]).stat().st_size == file["bytes"]


def test_the_inbox_is_pristine_again(shown: Any) -> None:  # noqa: ANN401
    inbox = Path(shown["folder"]) / "mods" / "gpt-assistant-inbox" / "inbox.lua"
    assert inbox.read_bytes() == pristine_box()


def test_the_answer_names_the_planted_bottleneck(shown: Any) -> None:  # noqa: ANN401
    # Three circuit machines take 3 cables each 0.5 s at speed 0.75, two cable machines make 2 each (wiki: recipes).
    assert "Медный кабель" in shown["answer"]["text"], "the name that the game told"
    numbers = [int(re.sub(r"\D", "", n)) for n in re.findall(r"\d[\d\s\u00a0]*(?=/мин)", shown["answer"]["text"])]
    assert {810, 360, 450} <= set(numbers)
    assert any(finding["position"] for finding in shown["answer"]["findings"])


def test_the_blueprint_is_whole_and_drawn(shown: Any) -> None:  # noqa: ANN401
    offer = shown["answer"]["blueprint"]
    (leaf,) = leaves(decode(offer["string"]))
    assert len(normalise(leaf.body).entities) == offer["entity_count"]
    (picture,) = shown["pictures"]
    assert Path(picture).read_text(encoding="utf-8").startswith("<svg")


def test_people_see_question_facts_answer_picture_and_files() -> None:
    result = CliRunner().invoke(cli, ["demo", "--language", "en"])
    assert result.exit_code == 0, result.output
    folder = re.search(r"Files that crossed the bridge, in (\S+)", result.stdout)
    assert folder is not None
    shutil.rmtree(folder[1])
    for part in ("Why are there too few", "Computed facts", "The answer", "Blueprint “", "the ledger says applied"):
        assert part in result.stdout
    assert result.stdout.count("A") > 20, "the picture of the machines"


def test_an_agent_that_cannot_start_is_an_error_with_its_log(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("agent.setup.demo.sys.executable", shutil.which("false"))
    result = CliRunner().invoke(cli, ["--language", "en", "demo"])
    assert result.exit_code == 5
    assert "agent's process ended" in result.stderr
    log = re.search(r"(\S+)/agent\.log", result.stderr)
    assert log is not None
    shutil.rmtree(log[1])
