from __future__ import annotations

import zlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.bridge.doors.lua_box import encode_box
from agent.bridge.doors.paste_text import decode_paste, encode_paste
from agent.bridge.doors.reload import pristine_box
from agent.errors import ContractError
from tests.bridge.kit import read_box

if TYPE_CHECKING:
    from pathlib import Path

BRACKETS = st.text(alphabet=st.sampled_from("]=[-\\\"'n\u0000r ё\U0001f600"), max_size=60).filter(
    lambda t: "\0" not in t
)
ANY_TEXT = st.text(st.characters(exclude_characters="\r\n\0", exclude_categories=["Cs"]), max_size=200)


@given(body=st.one_of(BRACKETS, ANY_TEXT), seq=st.integers(1, 2**53))
def test_lua_reads_back_exactly_the_body_whatever_brackets_it_holds(
    body: str, seq: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("box") / "inbox.lua"
    path.write_bytes(encode_box(seq=seq, box_id="d1", session="0a1b2c3d", body=body))
    box = read_box(path)
    assert box["body"] == body.encode()
    assert box["length"] == len(body.encode())
    assert (box["version"], box["seq"], box["session"]) == (1, seq, b"0a1b2c3d")


@pytest.mark.parametrize("body", ["a\nb", "a\rb", "a\0b"])
def test_a_body_that_lua_would_change_is_refused(body: str) -> None:
    with pytest.raises(ValueError, match="long string"):
        encode_box(seq=1, box_id="d1", session="s", body=body)


@pytest.mark.parametrize("name", ['x", evil()', "x]]", "Ö"])
def test_a_name_cannot_leave_its_quotes(name: str) -> None:
    with pytest.raises(ValueError, match="id"):
        encode_box(seq=1, box_id=name, session="s", body="{}")


def test_the_pristine_box_says_nothing(tmp_path: Path) -> None:
    path = tmp_path / "inbox.lua"
    path.write_bytes(pristine_box())
    box = read_box(path)
    assert (box["seq"], box["length"], box["body"]) == (0, 0, b"")


@given(st.binary(max_size=3000))
def test_paste_text_comes_back_also_when_a_text_box_breaks_its_lines(body: bytes) -> None:
    text = encode_paste(body)
    broken = "\n".join(text[start : start + 80] for start in range(0, len(text), 80)) + " \r\n"
    assert decode_paste(broken) == body


@given(st.binary(min_size=1, max_size=400), st.data())
def test_any_changed_character_of_a_paste_is_noticed(body: bytes, data: st.DataObject) -> None:
    text = encode_paste(body)
    place = data.draw(st.integers(0, len(text) - 1))
    other = data.draw(st.sampled_from("A0+/=:z").filter(lambda c: c != text[place]))
    with pytest.raises(ContractError):
        decode_paste(text[:place] + other + text[place + 1 :])


def test_a_cut_paste_and_a_bomb_are_refused() -> None:
    text = encode_paste(b"x" * 1000)
    with pytest.raises(ContractError, match="paste-incomplete"):
        decode_paste(text[:-20])
    bomb = encode_paste(b"0" * (70 << 20))
    with pytest.raises(ContractError, match="paste-damaged"):
        decode_paste(bomb)


def test_the_checksum_is_adler32_of_the_base64_text() -> None:
    prefix, payload, checksum = encode_paste(b"{}").split(":")
    assert prefix == "gpta1"
    assert checksum == f"{zlib.adler32(payload.encode()):08x}"
