import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from agent.cli.main import cli
from agent.contract import Player
from agent.resources import bundled
from agent.setup.demo_factory import factory


@pytest.fixture
def snapshot(tmp_path: Path) -> Path:
    taken = factory("0123abcd", "0123abcd-s1", 60, Player(index=1, name="Инженер"))
    path = tmp_path / "snapshot.json"
    path.write_bytes(taken.model_dump_json(exclude_none=True).encode())
    return path


def _ask(*arguments: str | Path, language: str = "en") -> tuple[int, str, str]:
    result = CliRunner().invoke(cli, ["--language", language, "ask", *map(str, arguments)], prog_name="agent")
    return result.exit_code, result.stdout, result.stderr


def _json(*arguments: str | Path) -> Any:  # noqa: ANN401 - any JSON
    code, out, err = _ask(*arguments, "--json")
    assert code == 0, err
    return json.loads(out)


@pytest.mark.parametrize(("language", "word"), [("en", "bottleneck"), ("ru", "Узкое место")])
def test_a_bottleneck_is_answered_in_the_players_language(snapshot: Path, language: str, word: str) -> None:
    code, out, _ = _ask("?", "--mode", "bottleneck", "--snapshot", snapshot, language=language)
    assert code == 0
    assert word in out
    assert "copper cable" in out


def test_the_answer_brings_findings_and_a_blueprint_for_programs(snapshot: Path, tmp_path: Path) -> None:
    svg = tmp_path / "row.svg"
    answer = _json("why?", "--mode", "bottleneck", "--snapshot", snapshot, "--svg", svg)
    assert answer["ok"]
    assert answer["engine"] == "embedded"
    assert answer["findings"]
    assert answer["blueprint"]["string"].startswith("0")
    assert svg.read_text(encoding="utf-8").startswith("<svg")


def test_a_wish_is_built_without_a_snapshot() -> None:
    answer = _json("build iron-gear-wheel 60 per minute")
    (promise,) = answer["blueprint"]["promised"]
    assert promise["name"] == "iron-gear-wheel"
    assert promise["rate_per_min"] >= 60


def test_a_refusal_has_its_own_exit_code() -> None:
    code, out, _ = _ask("build iron-gear-wheel 999999 per minute")
    assert code == 6
    assert out


def test_small_talk_needs_nothing() -> None:
    assert _ask("hello")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "exit_code", "words"),
    [
        (["?", "--snapshot", "gone.json"], 1, "There is no file gone.json"),
        (["?", "--mode", "bottlenek"], 1, "bottleneck"),
        ([], 1, "missing"),
        (["?", "--data-set", "vanilla"], 1, "base-2.0.77"),
    ],
)
def test_bad_input_is_named(arguments: list[str], exit_code: int, words: str) -> None:
    code, out, err = _ask(*arguments)
    assert (code, out) == (exit_code, "")
    assert words in err


def test_a_file_that_is_no_snapshot_is_named(tmp_path: Path) -> None:
    path = tmp_path / "x.json"
    path.write_text("{}", encoding="utf-8")
    code, _, err = _ask("?", "--snapshot", path)
    assert code == 2
    assert "contract" in err or "protocol" in err


def test_a_picture_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    code, _, err = _ask("build iron-gear-wheel 60 per minute", "--svg", tmp_path / "no" / "such" / "x.svg")
    assert code == 5
    assert "cannot be written" in err


def _hello(folder: Path, session: str, **changes: object) -> None:
    example = json.loads((bundled("state") / "examples" / "hello.json").read_text("utf-8"))
    (folder / "hello.json").write_text(json.dumps({**example, "session": session, **changes}), encoding="utf-8")


@pytest.mark.parametrize(
    ("version", "mods", "label"),
    [("2.0.77", {"base": "2.0.77"}, "base 2.0.77"), ("2.1.20", {"space-age": "2.1.20"}, "space-age 2.1.20")],
)
@pytest.mark.parametrize("command", ["ask", "analyse"])
def test_the_game_that_took_the_snapshot_decides_its_data(
    snapshot: Path, command: str, version: str, mods: dict[str, str], label: str
) -> None:
    _hello(snapshot.parent, "0123abcd", game_version=version, mods=mods)
    arguments = ["ask", "why?", "--snapshot", str(snapshot)] if command == "ask" else ["analyse", str(snapshot)]
    result = CliRunner().invoke(cli, ["--json", "--language", "en", *arguments])
    found = json.loads(result.stdout)
    assert (found["data_set"], found["data_set_source"]) == (label, "game")


def test_what_the_running_mods_told_is_computed_with(
    snapshot: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    _hello(snapshot.parent, "0123abcd", modset="0a1b2c3d")
    example = bundled("state") / "examples" / "prototypes-0a1b2c3d.json"
    (snapshot.parent / example.name).write_bytes(example.read_bytes())
    assert "0a1b2c3d" in _json("why?", "--snapshot", snapshot)["data_set"]


def test_a_guess_at_the_data_is_said_with_the_way_to_change_it(snapshot: Path) -> None:
    _hello(snapshot.parent, "89abcdef")  # of another save
    code, out, _ = _ask("why?", "--snapshot", snapshot)
    assert code == 0
    assert "space-age 2.1.20 is assumed; --data-set names another" in out
    assert "assumed" not in _ask("why?", "--snapshot", snapshot, "--data-set", "base-2.0.77")[1]


@pytest.mark.parametrize("content", [b"\x00\xff", b"{", b'{"a":' * 100_000, b"[]"])
def test_what_is_no_snapshot_is_named_and_nothing_is_said_to_be_set_aside(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "junk.json"
    path.write_bytes(content)
    code, _, err = _ask("?", "--snapshot", path)
    assert code == 2
    assert "junk.json is no snapshot" in err
    assert "set aside" not in err


@pytest.fixture
def nothing_tells_the_language(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path / "settings"


def _unflagged(*arguments: str) -> str:
    result = CliRunner().invoke(cli, ["ask", *arguments], prog_name="agent")
    assert result.exit_code == 0, result.output
    return result.stdout


@pytest.mark.parametrize(
    ("question", "answered"),
    [
        ("How many electric mining drills for 600 iron ore per minute?", "takes 20 machines"),
        ("Сколько электробуров на 600 железной руды в минуту?", "нужно 20 машин"),
        ("electric-mining-drill 600 iron-ore?", "Этого я посчитать не умею"),
    ],
)
def test_where_nothing_else_tells_the_language_the_question_does(
    nothing_tells_the_language: Path, question: str, answered: str
) -> None:
    assert answered in _unflagged(question, "--config-dir", str(nothing_tells_the_language))


def test_the_locale_counts_before_the_words_and_the_setting_before_the_locale(
    nothing_tells_the_language: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    question = "How many electric mining drills for 600 iron ore per minute?"
    monkeypatch.setenv("LANG", "ru_RU.UTF-8")
    assert "нужно 20 машин" in _unflagged(question, "--config-dir", str(nothing_tells_the_language))
    settings = [
        "setup",
        "--yes",
        "--accept-consent",
        "--profile",
        "embedded",
        "--answer-language",
        "en",
        "--config-dir",
    ]
    assert CliRunner().invoke(cli, [*settings, str(nothing_tells_the_language)]).exit_code == 0
    assert "takes 20 machines" in _unflagged(question, "--config-dir", str(nothing_tells_the_language))
    assert "нужно 20 машин" in _unflagged(question, "--language", "ru", "--config-dir", str(nothing_tells_the_language))
