"""What is seen of a file piece by piece is what the whole of it would tell."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.bridge import disk, intake
from agent.bridge.disk import PIECE_BYTES
from agent.bridge.intake import Arrived, Waiting
from agent.bridge.ledger import Awaited
from agent.bridge.sight import SMALL, Sight, see
from agent.resources import bundled

if TYPE_CHECKING:
    from pathlib import Path

SNAPSHOT = "snapshot-5a3f19c2-s1.json"


def seen(data: bytes, step: int = PIECE_BYTES) -> Sight:
    sight = Sight("a.json", SMALL)
    for start in range(0, len(data), step):
        sight.feed(data[start : start + step])
    sight.end()
    return sight


@given(st.binary(max_size=60), st.integers(1, 20))
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
