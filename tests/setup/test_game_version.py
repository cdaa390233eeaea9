import json
from pathlib import Path

import pytest

from agent.errors import UsageError
from agent.setup.game_version import chosen, detect

LOG = """   0.000 2026-01-10 12:00:00; Factorio {version} (build 84451, linux64, full, space-age)
   0.001 Operating system: Linux (Ubuntu 24.04)
   0.001 Read data path: {data}
   0.001 Write data path: {write} [1000/2000MB]
"""


def _base(folder: Path, version: str) -> None:
    (folder / "base").mkdir(parents=True)
    (folder / "base" / "info.json").write_text(json.dumps({"name": "base", "version": version}), encoding="utf-8")


def _hello(write: Path, version: str) -> None:
    state = write / "script-output" / "state"
    state.mkdir(parents=True)
    (state / "hello.json").write_text(json.dumps({"game_version": version}), encoding="utf-8")


def test_the_log_names_the_version_started_last(tmp_path: Path) -> None:
    log = LOG.format(version="2.0.72", data="/nowhere/data", write=tmp_path)
    (tmp_path / "factorio-current.log").write_text(log, encoding="utf-8")
    found = detect(tmp_path)
    assert (found.minor, found.full) == ("2.0", "2.0.72")
    assert found.evidence.endswith("factorio-current.log")


def test_the_installed_game_outweighs_the_log_of_its_last_start(tmp_path: Path) -> None:
    _base(tmp_path / "game with spaces" / "data", "2.1.7")
    log = LOG.format(version="2.0.72", data=tmp_path / "game with spaces" / "data", write=tmp_path)
    (tmp_path / "factorio-current.log").write_text(log, encoding="utf-8")
    assert detect(tmp_path).full == "2.1.7"


def test_a_game_from_a_zip_has_its_data_beside_its_saves(tmp_path: Path) -> None:
    _base(tmp_path / "data", "2.0.76")
    assert detect(tmp_path).minor == "2.0"


def test_the_mods_own_hello_is_evidence(tmp_path: Path) -> None:
    _hello(tmp_path, "2.1.12")
    assert detect(tmp_path).minor == "2.1"


@pytest.mark.parametrize("junk", [b"", b"\xff\xfe", b"[]", b'{"version": 3}', b"[" * 100_000])
def test_junk_is_no_evidence(tmp_path: Path, junk: bytes) -> None:
    (tmp_path / "data" / "base").mkdir(parents=True)
    (tmp_path / "data" / "base" / "info.json").write_bytes(junk)
    (tmp_path / "factorio-current.log").write_bytes(junk)
    with pytest.raises(UsageError) as caught:
        detect(tmp_path)
    assert caught.value.code == "game-version-unknown"


def test_an_old_game_is_refused_by_its_version(tmp_path: Path) -> None:
    _base(tmp_path / "data", "1.1.110")
    with pytest.raises(UsageError) as caught:
        detect(tmp_path)
    assert caught.value.code == "game-version-not-served"
    assert caught.value.params["version"] == "1.1.110"


@pytest.mark.parametrize("text", ["1.1", "2", "2.2", "latest", "", "2.1; rm"])
def test_a_version_that_is_not_served_cannot_be_chosen(text: str) -> None:
    with pytest.raises(UsageError):
        chosen(text)


@pytest.mark.parametrize(("text", "minor"), [("2.0", "2.0"), ("2.1", "2.1"), ("2.0.77", "2.0")])
def test_a_served_version_can_be_chosen(text: str, minor: str) -> None:
    assert chosen(text).minor == minor
