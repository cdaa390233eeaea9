"""Blueprint strings and JSON are the same thing, and a broken string says where it breaks."""

import base64
import json
import zlib
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import ContractError
from agent.game.blueprint import decode, encode, leaves
from agent.game.blueprint.codec import KINDS

scalars = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text()
values = st.recursive(
    scalars, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3), max_leaves=12
)


def packed(plain: bytes) -> str:
    return "0" + base64.b64encode(zlib.compress(plain)).decode()


@given(st.sampled_from(KINDS), st.dictionaries(st.text(), values, max_size=4))
def test_any_document_comes_back_unchanged(kind: str, body: dict[str, Any]) -> None:
    document = {kind: body}
    assert decode(encode(document)) == document


@given(st.dictionaries(st.text(), values, max_size=4), st.integers(1, 200))
def test_line_breaks_from_a_chat_do_no_harm(body: dict[str, Any], every: int) -> None:
    string = encode({"blueprint": body})
    wrapped = "\n".join(string[place : place + every] for place in range(0, len(string), every))
    assert decode(f"  {wrapped} \r\n") == {"blueprint": body}


@given(st.text(max_size=200))
def test_no_text_makes_it_crash(text: str) -> None:
    with pytest.raises(ContractError, match="blueprint-"):
        decode(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "blueprint-empty"),
        (" \n ", "blueprint-empty"),
        ("1abc", "blueprint-version-byte"),
        ("0ab!c", "blueprint-not-base64"),
        ("0abcde", "blueprint-not-base64"),
        ("0" + base64.b64encode(b"plain text, not packed").decode(), "blueprint-not-zlib"),
        (packed(b"{"), "blueprint-not-json"),
        (packed(b'{"blueprint": {"x": NaN}}'), "blueprint-not-json"),
        (packed(b"\xff\xfe"), "blueprint-not-json"),
        (packed(b"[" * 100_000), "blueprint-not-json"),
        (packed(b"[1]"), "blueprint-not-an-object"),
        (packed(b'{"icons": []}'), "blueprint-kind"),
    ],
)
def test_what_is_broken_is_named(text: str, code: str) -> None:
    with pytest.raises(ContractError) as caught:
        decode(text)
    assert caught.value.code == code


def test_the_place_of_a_bad_character_is_told() -> None:
    with pytest.raises(ContractError) as caught:
        decode("0eJyr*AAA")
    assert caught.value.params == {"position": 6}


def test_a_string_cut_short_is_told_from_a_damaged_one() -> None:
    plain = json.dumps({"blueprint": {"label": [f"{n * 7919:x}" for n in range(500)]}}).encode()
    whole = zlib.compress(plain)
    cut = "0" + base64.b64encode(whole[: len(whole) // 2]).decode()
    with pytest.raises(ContractError) as caught:
        decode(cut)
    assert caught.value.code == "blueprint-cut-short"


def test_a_small_string_cannot_fill_the_memory() -> None:
    bomb = packed(b" " * 10_000_000)
    with pytest.raises(ContractError) as caught:
        decode(bomb, max_json_bytes=1_000_000)
    assert caught.value.code == "blueprint-too-large"


def test_a_book_gives_its_leaves_with_their_places() -> None:
    planner: dict[str, Any] = {"deconstruction_planner": {"settings": {}}}
    inner = {"blueprint_book": {"blueprints": [planner, {"blueprint": {"label": "b"}}]}}
    book = {"blueprint_book": {"blueprints": [{"blueprint": {"label": "a"}, "index": 0}, inner, {"index": 7}]}}
    assert [(leaf.path, leaf.kind, leaf.body.get("label")) for leaf in leaves(book)] == [
        ("1", "blueprint", "a"),
        ("2.1", "deconstruction_planner", None),
        ("2.2", "blueprint", "b"),
    ]


@pytest.mark.parametrize("children", [[3], {"1": {}}, "text"])
def test_a_book_of_something_else_is_refused(children: object) -> None:
    with pytest.raises(ContractError) as caught:
        list(leaves({"blueprint_book": {"blueprints": children}}))
    assert caught.value.code == "blueprint-shape"


def test_books_in_books_without_end_are_refused() -> None:
    document: dict[str, Any] = {"blueprint": {}}
    for _ in range(80):
        document = {"blueprint_book": {"blueprints": [document]}}
    with pytest.raises(ContractError) as caught:
        list(leaves(document))
    assert caught.value.code == "blueprint-shape"
