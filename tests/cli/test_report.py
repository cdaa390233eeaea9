"""What a stranger who gets the bundle can read, and what he cannot."""

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from agent.bridge.ledger import Key, Ledger
from agent.cli.main import cli
from agent.resources import bundled
from agent.service import ServiceConfig
from agent.service.logs import LOG_NAME, SecretFilter
from agent.setup.redaction import Redactor

PLAYER = "Иван Грозный"
PROMPT = "Почему у Маши нет зелёных схем?"
KEY = "sk-proj-abcdefgh12345678"
HOME = Path("/home/ivan")


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    bridge, data = tmp_path / "game" / "script-output" / "state", tmp_path / "data"
    bridge.mkdir(parents=True)
    hello = json.loads((bundled("state") / "examples" / "hello.json").read_text("utf-8"))
    hello |= {"player": {"index": 1, "name": PLAYER}, "settings": {"gpta-host": PLAYER, "gpta-door": "auto"}}
    (bridge / "hello.json").write_text(json.dumps(hello), encoding="utf-8")
    (bridge / "rejected").mkdir()
    reason = {"name": "request-x.json", "code": "bridge-file-truncated", "detail": PROMPT, "journal": "journal.jsonl:0"}
    (bridge / "rejected" / "request-x.json.reason.json").write_text(json.dumps(reason), encoding="utf-8")
    data.mkdir()
    lines = [
        f"WARNING {KEY} refused",
        f"ERROR {bridge}: {PLAYER} asked {PROMPT!r}",
        r"ERROR C:\Users\Ivan\x /home/ivan/y",
    ]
    (data / LOG_NAME).write_text("\n".join(["x" * (300 << 10), *lines]), encoding="utf-8")
    ledger = Ledger(ServiceConfig(bridge=bridge, data_dir=data).ledger_path, monotonic=lambda: 0.0, first_seq=lambda: 1)
    body = {"player": {"index": 1, "name": PLAYER}, "prompt": PROMPT}
    ledger.questions.add(Key("0123abcd", "0123abcd-1", "00000001"), "chat", json.dumps(body).encode())
    ledger.close()
    return ["--bridge", str(bridge), "--data-dir", str(data)]


def _report(places: list[str], output: Path, *more: str) -> tuple[dict[str, str], Any]:
    result = CliRunner().invoke(cli, ["report", "--json", "--output", str(output), *places, *more])
    assert result.exit_code == 0, result.output
    with zipfile.ZipFile(output) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}, json.loads(result.stdout)


def test_nothing_in_the_bundle_tells_who_the_player_is_or_what_he_asked(places: list[str], tmp_path: Path) -> None:
    inside, _ = _report(places, tmp_path / "r.zip")
    everything = "\n".join(inside.values())
    escaped = json.dumps(everything)
    for private in (PLAYER, PROMPT, KEY, "Маши", str(tmp_path), "Ivan", "/home/ivan"):
        assert private not in everything
        assert json.dumps(private)[1:-1] not in escaped
    assert "ERROR ~/game/script-output/state: [name] asked '[words]'" in inside["log-tail.txt"]


def test_the_bundle_holds_what_a_developer_needs_and_lists_it(places: list[str], tmp_path: Path) -> None:
    inside, told = _report(places, tmp_path / "r.zip")
    listing = json.loads(inside["contents.json"])
    assert {entry["name"] for entry in listing} == set(inside) - {"contents.json"}
    assert all(entry["bytes"] == len(inside[entry["name"]].encode()) for entry in listing)
    assert told["contents"][1:] == listing
    versions = json.loads(inside["versions.json"])
    assert versions["game"]["mods"]
    assert versions["game"]["settings"] == {"gpta-door": "auto"}
    assert versions["libraries"]["pydantic"] != "not installed"
    assert json.loads(inside["ledger.json"])["questions_by_state"] == {"seen": 1}
    assert {check["check"] for check in json.loads(inside["doctor.json"])} >= {"bridge-proven", "data-fine"}
    assert json.loads(inside["bridge.json"])["rejected"] == [
        {"name": "request-x.json", "code": "bridge-file-truncated", "journal": "journal.jsonl:0"}
    ]
    assert len(inside["log-tail.txt"]) < 1000, "only whole lines of the tail"
    assert {path.name for path in (bundled("state") / "schema").glob("*.json")} == {
        name.removeprefix("schema/") for name in inside if name.startswith("schema/")
    }


def test_damaged_files_are_named_in_the_bundle_and_stop_nothing(places: list[str], tmp_path: Path) -> None:
    bridge, data = Path(places[1]), Path(places[3])
    (bridge / "hello.json").write_bytes(b"\xff{")
    (bridge / "rejected" / "a.reason.json").write_bytes(b"[")
    ServiceConfig(bridge=bridge, data_dir=data).ledger_path.write_bytes(b"no database")
    (data / LOG_NAME).unlink()
    inside, _ = _report(places, tmp_path / "r.zip")
    assert "ledger-unreadable" in json.loads(inside["ledger.json"])["error"]
    assert json.loads(inside["versions.json"])["game"] is None
    assert json.loads(inside["bridge.json"])["rejected"][0]["code"] == "JSONDecodeError"
    assert "No such file" in inside["log-tail.txt"]


def test_a_file_that_cannot_be_written_is_named(places: list[str], tmp_path: Path) -> None:
    output = tmp_path / "nowhere" / "r.zip"
    result = CliRunner().invoke(cli, ["report", "--language", "en", "--output", str(output), *places])
    assert result.exit_code == 5
    assert "nowhere" in result.stderr
    assert "--output" in result.stderr


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("/home/ivan/.factorio", "~/.factorio"),
        ("/home/ivanka/.factorio", "/home/[name]/.factorio"),
        (r'{"path": "C:\\Users\\Петя\\AppData"}', r'{"path": "C:\\Users\\[name]\\AppData"}'),
        ("/Users/anna/Library", "/Users/[name]/Library"),
        ("ann met Ann and announced", "[name] met [name] and announced"),
        (json.dumps("игрок Ольга"), '"\\u0438\\u0433\\u0440\\u043e\\u043a [name]"'),
        ("token=verysecret", "[hidden]"),
    ],
)
def test_names_and_homes_are_found_however_they_are_written(text: str, shown: str) -> None:
    redactor = Redactor(SecretFilter().hide, home=HOME, names=["ann", "Ольга", "x", ""])
    assert redactor.text(text) == shown
    assert redactor.data({"k": [text, 1, None]}) == {"k": [shown, 1, None]}
