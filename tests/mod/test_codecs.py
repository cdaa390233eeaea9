"""The mod's own JSON encoder and checksum, in real Lua 5.2, against Python's `json` and `zlib`."""

from __future__ import annotations

import base64
import json
import math
import zlib
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lupa import lua52

from tests.mod.scene import MAIN, MODS

if TYPE_CHECKING:
    from collections.abc import Callable


def loaded(name: str) -> tuple[Any, Any]:
    """A fresh Lua and one of the mod's modules that need nothing of the game."""
    runtime = lua52.LuaRuntime(encoding=None, unpack_returned_tuples=True)
    source = (MODS / MAIN / "scripts" / "util" / f"{name}.lua").read_bytes()
    return runtime, runtime.execute(source)


_RUNTIME, _JSON = loaded("json")
_, _ADLER = loaded("adler32")
_, _TEXT = loaded("text")

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=60).filter(lambda text: not text.startswith("\x01"))
numbers = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False, width=32)
values = st.recursive(
    st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, min_size=1, max_size=5) | st.dictionaries(texts, inner, max_size=5),
    max_leaves=30,
)


def to_lua(value: Any) -> Any:  # noqa: ANN401 - any JSON value
    if isinstance(value, str):
        return value.encode()
    if isinstance(value, list):
        return _RUNTIME.table_from([to_lua(item) for item in value])
    if isinstance(value, dict):
        return _RUNTIME.table_from({key.encode(): to_lua(item) for key, item in value.items()})
    return value


def encode(value: Any) -> str:  # noqa: ANN401 - any JSON value
    encoded: bytes = _JSON[b"encode"](to_lua(value))
    return encoded.decode()


def close(left: Any, right: Any) -> bool:  # noqa: ANN401 - any JSON value
    """Equal, numbers to the 14 digits that are written."""
    if isinstance(left, list):
        return len(left) == len(right) and all(close(a, b) for a, b in zip(left, right, strict=True))
    if isinstance(left, dict):
        return left.keys() == right.keys() and all(close(left[key], right[key]) for key in left)
    if isinstance(left, (bool, str)):
        return bool(left == right)
    return math.isclose(left, right, rel_tol=1e-13, abs_tol=0)


@settings(max_examples=300, deadline=None)
@given(values)
def test_what_is_written_reads_back(value: Any) -> None:  # noqa: ANN401 - any JSON value
    assert close(value, json.loads(encode(value)))


@settings(max_examples=100, deadline=None)
@given(st.dictionaries(texts, numbers, min_size=1, max_size=12))
def test_keys_stand_in_one_order(value: dict[str, float]) -> None:
    keys = list(json.loads(encode(value)))
    assert keys == sorted(keys, key=lambda key: key.encode())


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (1, "1"),
        (-0.0, "0"),
        (2.5, "2.5"),
        (1e15, "1e+15"),
        (999999999999999, "999999999999999"),
        (float("inf"), "null"),
        (float("nan"), "null"),
        (1 / 3, "0.33333333333333"),
        ('"\\\n\x00\x7f/', '"\\"\\\\\\n\\u0000\\u007f/"'),
        ("ёж 😀", '"ёж 😀"'),
        ({}, "{}"),
    ],
)
def test_one_way_of_writing(value: Any, expected: str) -> None:  # noqa: ANN401 - any JSON value
    assert encode(value) == expected


def test_an_empty_list_and_null_have_names() -> None:
    table = _RUNTIME.table_from({b"list": _JSON[b"EMPTY_LIST"], b"none": _JSON[b"NULL"]})
    assert _JSON[b"encode"](table) == b'{"list":[],"none":null}'


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=60))
def test_bytes_that_are_no_utf8_are_replaced(data: bytes) -> None:
    cleaned: bytes = _JSON[b"valid_utf8"](data)
    text = cleaned.decode()
    assert text.replace("\ufffd", "") in {
        data.decode(errors="ignore"),
        data.decode(errors="ignore").replace("\ufffd", ""),
    }


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=500), st.lists(st.integers(0, 500), max_size=5))
def test_the_checksum_is_adler_32_however_it_is_cut(data: bytes, cuts: list[int]) -> None:
    a, b = 1, 0
    edges = [0, *sorted(min(cut, len(data)) for cut in cuts), len(data)]
    for start, stop in pairwise(edges):
        a, b = _ADLER[b"update"](a, b, data[start:stop])
    assert _ADLER[b"hex"](a, b) == f"{zlib.adler32(data):08x}".encode()


def summed(encode_string: Callable[[bytes], bytes | None], pieces: list[bytes]) -> tuple[bytes, int]:
    """The checksum of the pieces in a game whose `helpers.encode_string` is this, and how often it was asked."""
    calls = []

    def counted(text: bytes) -> bytes | None:
        calls.append(text)
        return encode_string(text)

    runtime, adler = loaded("adler32")
    runtime.globals()[b"helpers"] = runtime.table_from({b"encode_string": counted})
    a, b = 1, 0
    for piece in pieces:
        a, b = adler[b"update"](a, b, piece)
    return bytes(adler[b"hex"](a, b)), len(calls)


def by_zlib(text: bytes) -> bytes:
    """As blueprint strings are made (wiki: Blueprint string format)."""
    return base64.b64encode(zlib.compress(text, 9))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.builds(lambda text, times: text * times, st.binary(max_size=60), st.integers(1, 300)), max_size=5))
def test_a_game_that_deflates_by_zlib_sums_long_pieces(pieces: list[bytes]) -> None:
    long = sum(len(piece) >= 512 for piece in pieces)
    probe = 1 if long else 0
    assert summed(by_zlib, pieces) == (f"{zlib.adler32(b''.join(pieces)):08x}".encode(), probe + long)


@pytest.mark.parametrize(
    "encode_string",
    [
        lambda _: None,
        lambda _: b"",
        lambda _: b"no base64!!!",
        lambda text: base64.b64encode(zlib.compress(text)[2:-4]),
        base64.b64encode,
        lambda text: by_zlib(text + b"\0"),
    ],
    ids=["refuses", "nothing", "other text", "bare deflate", "no zlib", "another text"],
)
def test_a_game_that_deflates_otherwise_is_asked_once_and_changes_no_checksum(
    encode_string: Callable[[bytes], bytes | None],
) -> None:
    pieces = [b"x" * 700, b"y" * 20_000, bytes(range(256)) * 9]
    assert summed(encode_string, pieces) == (f"{zlib.adler32(b''.join(pieces)):08x}".encode(), 1)


def test_more_different_texts_than_are_kept_are_written_as_ever() -> None:
    for value in (list(range(-5000, 5000)), [f"name-{number}" for number in range(9000)], {"a" * 70: "b" * 70}, [0.5]):
        assert json.loads(encode(value)) == json.loads(encode(value)) == value


def test_the_checksum_of_a_long_file() -> None:
    data = bytes(range(256)) * 4096 + b"\xff" * 70000
    assert _ADLER[b"of"](data) == f"{zlib.adler32(data):08x}".encode()


@settings(max_examples=200, deadline=None)
@given(texts, st.integers(0, 80))
def test_cutting_splits_no_character(text: str, limit: int) -> None:
    cut: bytes = _TEXT[b"cut"](text.encode(), limit)
    assert len(cut) <= limit or cut == text.encode()
    assert text.startswith(cut.decode())
    assert len(cut) > limit - 4 or cut == text.encode()
