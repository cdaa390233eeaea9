"""A file that a player hands to a command may be anything; what no game wrote ends in words, before it is parsed."""

import base64
import json
import zlib
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import CliRunner

from agent.cli import handed_in, source
from agent.cli.commands import compose_factory
from agent.cli.main import cli
from agent.game.blueprint import codec
from tests.benchmarks import material
from tests.service.test_hostile_files import MorePeak

BOMB = b'{"a":[' + (b"[" * 60 + b"]" * 60 + b",") * 20_000 + b"0]}"
"""Sixty lists in each other, over and over: 60 MB of them took 22 s and 3 GB."""
HANDED_IN = {
    "analyse": ("analyse",),
    "verify-blueprint": ("verify-blueprint",),
    "draw": ("draw",),
    "catalog-blueprint": ("catalog-blueprint", "add"),
    "compose-factory": ("compose-factory", "--requirements"),
    "ask": ("ask", "?", "--mode", "power", "--snapshot"),
    "data set": ("calculate-requirements", "--item", "iron-plate", "--rate", "60", "--data-set"),
}


def end_of(what: str, path: Path, tmp_path: Path, language: str = "en") -> tuple[int, str]:
    more = ["--data-dir", str(tmp_path / "data")] if what == "catalog-blueprint" else []
    if what == "ask":
        more = ["--config-dir", str(tmp_path / "config")]
    result = CliRunner().invoke(cli, ["--language", language, *HANDED_IN[what], str(path), *more])
    return result.exit_code, result.stderr


@pytest.fixture
def parsing_is_a_fault(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is refused must not have been parsed first."""

    def parse(*_: object, **__: object) -> None:
        raise AssertionError("parsed")

    monkeypatch.setattr(source, "from_json", parse)
    monkeypatch.setattr(source, "parse_document", parse)
    monkeypatch.setattr(compose_factory, "read_wanted", parse)
    monkeypatch.setattr("agent.contract.read_envelope", parse)
    monkeypatch.setattr(codec, "json", SimpleNamespace(loads=parse))


@pytest.mark.usefixtures("parsing_is_a_fault")
@pytest.mark.parametrize("what", HANDED_IN)
def test_a_bomb_is_named_before_it_is_parsed(what: str, tmp_path: Path) -> None:
    path = tmp_path / "bomb.json"
    path.write_bytes(BOMB)
    for language, said in (("en", "than any file of the game"), ("ru", "чем бывает в файлах игры")):
        code, told = end_of(what, path, tmp_path, language)
        assert (code, said in told) == (2, True), told


@pytest.mark.usefixtures("parsing_is_a_fault")
def test_a_bomb_that_a_string_unpacks_to_is_named_before_it_is_parsed(tmp_path: Path) -> None:
    path = tmp_path / "bomb.txt"
    path.write_bytes(b"0" + base64.b64encode(zlib.compress(BOMB)))
    code, told = end_of("analyse", path, tmp_path)
    assert (code, "unpacks to more lists" in told) == (2, True), told


@pytest.mark.usefixtures("parsing_is_a_fault")
def test_parsing_first_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for module in (source, handed_in, compose_factory):
        monkeypatch.setattr(module, "look_at", lambda _raw, _name: None)
    path = tmp_path / "bomb.json"
    path.write_bytes(BOMB)
    for what in HANDED_IN:
        assert end_of(what, path, tmp_path)[0] not in {0, 2}, what


@pytest.mark.parametrize("what", ["analyse", "ask", "data set", "compose-factory"])
def test_two_gigabytes_are_refused_unread(what: str, tmp_path: Path) -> None:
    path = tmp_path / "huge.json"
    with path.open("wb") as out:
        out.truncate(2 << 30)
    end_of(what, tmp_path / "none.json", tmp_path)  # what the command imports is not the file's
    with MorePeak() as more:
        code, told = end_of(what, path, tmp_path)
    assert code in {1, 2}
    assert told.strip()
    assert more.bytes < 16 << 20


def test_files_of_the_game_are_far_from_too_much() -> None:
    wires = {"blueprint": {"wires": [[number, 5, number + 10, 5] for number in range(10_000, 200_000)]}}
    for raw in (material.snapshot(2000, 2000), json.dumps(wires, separators=(",", ":")).encode()):
        handed_in.look_at(raw, "a.json")
    assert codec.decode(material.blueprint(5000))
