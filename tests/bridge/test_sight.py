"""What is seen of a file piece by piece is what the whole of it would tell."""

from __future__ import annotations

import json
import zlib
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.bridge import disk, intake
from agent.bridge.disk import PIECE_BYTES
from agent.bridge.intake import Arrived, Waiting
from agent.bridge.ledger import Awaited
from agent.bridge.sight import LARGE, SMALL, Sight, see
from agent.resources import bundled
from tests.bridge.kit import PlayedMod, adler

if TYPE_CHECKING:
    from pathlib import Path

SNAPSHOT = "snapshot-5a3f19c2-s1.json"


def seen(data: bytes, step: int = PIECE_BYTES) -> Sight:
    sight = Sight("a.json", SMALL)
    for start in range(0, len(data), step):
        sight.feed(data[start : start + step])
    sight.end()
    return sight


# More closed than was open ends a text before its letters are wrong: `tests/contract/test_shape.py`.
@given(st.binary(max_size=60).map(lambda data: data.translate(None, b"]}")), st.integers(1, 20))
def test_bytes_cut_anywhere_have_the_length_the_digest_and_the_first_wrong_byte_of_the_whole(
    data: bytes, step: int
) -> None:
    sight = seen(b"{" + data, step)
    assert (sight.size, sight.digest) == (len(data) + 1, f"{zlib.adler32(b'{' + data):08x}")
    assert (sight.fault is None) == (data.decode(errors="ignore").encode() == data)
    if sight.fault is not None:
        with pytest.raises(UnicodeDecodeError) as told:
            data.decode()
        assert (sight.fault.code, sight.fault.params["offset"]) == ("bridge-file-not-utf8", told.value.start + 1)


@pytest.mark.parametrize("at", [0, 1, 7, PIECE_BYTES - 1, PIECE_BYTES, PIECE_BYTES + 1])
@pytest.mark.parametrize("wrong", [b"\xff", b"\xd0", b"\xf0\x9f\xa6"])
def test_what_is_no_utf8_is_told_at_its_place(at: int, wrong: bytes) -> None:
    """As the decoder of Python tells it for the whole."""
    text = b"{" + ("ы" * (at // 2 + 1)).encode()[: at // 2 * 2] + b"a" * (at % 2)
    for data in (text + wrong, text + wrong + "ещё".encode(), text + wrong + b"x" * PIECE_BYTES):
        with pytest.raises(UnicodeDecodeError) as told:
            data.decode()
        fault = seen(data).fault
        assert fault is not None
        assert fault.params["offset"] == told.value.start
    assert seen(text).fault is None


@pytest.mark.parametrize("data", [b"[]", b" \n7", b'"{"', b"", b" " * 100])
def test_what_is_no_table_can_be_no_file_of_the_game(data: bytes) -> None:
    fault = seen(data).fault
    assert (fault.code if fault is not None else None) == ("contract-invalid" if data else None)


@pytest.mark.parametrize(("thing", "most"), [(b"{},", SMALL.containers), (b"0,", SMALL.values)])
def test_of_a_file_that_holds_too_much_its_limits_are_told(thing: bytes, most: int) -> None:
    assert seen(b'{"a":[' + thing * (most - 2)).fault is None
    fault = seen(b'{"a":[' + thing * (most + 1)).fault
    assert fault is not None
    assert fault.code == "bridge-file-too-many"
    assert fault.params == {"name": "a.json", "containers": SMALL.containers, "values": SMALL.values}


def test_a_file_that_no_memory_is_left_for_is_told_from_one_that_holds_too_much(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise MemoryError

    data = (bundled("state") / "examples" / SNAPSHOT).read_bytes()
    (tmp_path / SNAPSHOT).write_bytes(data)
    awaited = Awaited(SNAPSHOT, "5a3f19c2", len(data), f"{zlib.adler32(data):08x}", "", 0.0)
    monkeypatch.setattr(intake, "parse_document", full)
    verdict = intake.examine(tmp_path, awaited, cap_bytes=1 << 20)
    assert isinstance(verdict, intake.Refused)
    assert verdict.error.code == "bridge-file-no-memory"


def test_a_file_is_seen_as_it_is_on_the_disk(tmp_path: Path) -> None:
    data = b'{"a": "' + b"x" * (2 * PIECE_BYTES) + b'"}'
    (tmp_path / "a.json").write_bytes(data)
    sight = see(tmp_path / "a.json", SMALL, cap_bytes=len(data))
    assert (sight.size, sight.digest, sight.fault) == (len(data), f"{zlib.adler32(data):08x}", None)
    assert data.startswith(sight.head)


def test_what_is_put_in_its_place_between_the_two_looks_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    example = (bundled("state") / "examples" / SNAPSHOT).read_bytes()
    data = example.rstrip() + b" " * PIECE_BYTES
    (tmp_path / SNAPSHOT).write_bytes(data)
    awaited = Awaited(SNAPSHOT, "5a3f19c2", len(data), f"{zlib.adler32(data):08x}", "", 0.0)
    assert isinstance(intake.examine(tmp_path, awaited, cap_bytes=1 << 22), Arrived)
    monkeypatch.setattr(disk, "read_whole", lambda _, cap_bytes: data[:cap_bytes].replace(b"tick", b"tack"))
    assert intake.examine(tmp_path, awaited, cap_bytes=1 << 22) == Waiting("replacement")


def _of_many(entity: dict[str, object], size_bytes: int) -> bytes:
    """A snapshot as the mod writes it, of so many bytes of the same thing."""
    one = json.dumps(entity, separators=(",", ":")).encode()
    return b'{"entities":[' + (one + b",") * (size_bytes // (len(one) + 1)) + one + b"]}"


WOOD = {"count": 1, "name": "wood"}
BEACON = {"modules": [{"count": 2, "name": "speed-module"}], "name": "beacon"}
DENSEST: dict[str, dict[str, object]] = {
    "chests of many kinds": {
        "inventories": [{"inventory": "chest", "slots": 48, "free_slots": 0, "items": [WOOD] * 48}],
        "name": "wooden-chest",
    },
    "machines among beacons": {"beacons": [BEACON] * 12, "modules": [WOOD] * 4, "name": "assembling-machine-3"},
    "belts": {"direction": 4, "name": "transport-belt", "type": "transport-belt", "unit": 7, "x": 0.5, "y": 1.5},
    "pipes": {"fluids": [{"amount": 1.5, "name": "steam", "temperature": 165}], "name": "pipe", "x": 0.5, "y": 1.5},
}


@pytest.mark.parametrize("name", DENSEST)
@pytest.mark.parametrize("cap_bytes", [64 << 20, 96 << 20])
def test_the_densest_snapshots_may_be_as_long_as_the_cap(name: str, cap_bytes: int, tmp_path: Path) -> None:
    path = tmp_path / SNAPSHOT
    path.write_bytes(_of_many(DENSEST[name], cap_bytes - 4096))
    assert path.stat().st_size > cap_bytes - (16 << 10)
    assert see(path, LARGE, cap_bytes=cap_bytes).fault is None


def test_a_limit_that_does_not_follow_the_bytes_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / SNAPSHOT
    path.write_bytes(_of_many(DENSEST["chests of many kinds"], 40 << 20))
    fixed = replace(LARGE, containers=1_200_000, values=6_000_000, container_bytes=0, value_bytes=0)
    fault = see(path, fixed, cap_bytes=64 << 20).fault
    assert fault is not None
    assert fault.code == "bridge-file-too-many"


@pytest.mark.slow
def test_a_snapshot_of_chests_just_below_the_cap_is_taken_in(tmp_path: Path) -> None:
    chest = DENSEST["chests of many kinds"] | {"type": "container", "unit": 7, "x": 0.5, "y": 1.5}
    body = PlayedMod(tmp_path).snapshot_body() | {"entities": []}
    head = json.dumps(body, separators=(",", ":")).encode().removesuffix(b"]}").partition(b'"entities":[')
    data = head[0] + b'"entities":[' + _of_many(chest, 63 << 20).partition(b"[")[2]
    (tmp_path / f"snapshot-{body['id']}.json").write_bytes(data)
    awaited = Awaited(f"snapshot-{body['id']}.json", body["session"], len(data), adler(data), "journal.jsonl:0", 0.0)
    assert isinstance(intake.examine(tmp_path, awaited, cap_bytes=64 << 20), Arrived)
