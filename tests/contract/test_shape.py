"""The shape of a text is what somebody who reads it letter by letter finds, however it is cut into pieces."""

from __future__ import annotations

import json
from itertools import accumulate
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.contract import shape
from agent.contract.shape import Limits, Shape
from agent.resources import bundled

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDE = Limits(depth=1000, containers=1 << 40, values=1 << 40, run=1 << 40)
BRACKETS = st.text(alphabet='[]{}",\\:a\n\u0451\U0001f9ea', max_size=12)
VALUES: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.integers() | BRACKETS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(BRACKETS, inner, max_size=4),
    max_leaves=25,
)


def letter_by_letter(text: bytes) -> tuple[int, int, int]:
    """Depth at the end, deepest, containers."""
    depth = deepest = containers = 0
    in_string = escaped = False
    for byte in text.decode("latin-1"):
        if escaped:
            escaped = False
        elif byte == "\\":
            escaped = True
        elif byte == '"':
            in_string = not in_string
        elif in_string:
            continue
        elif byte in "[{":
            depth += 1
            containers += 1
            deepest = max(deepest, depth)
        elif byte in "]}":
            depth -= 1
    return depth, deepest, containers


def of(text: bytes, cuts: list[int], limits: Limits = WIDE) -> Shape:
    shape = Shape(limits)
    at = sorted(cut % (len(text) + 1) for cut in cuts)
    for start, end in zip([0, *at], [*at, len(text)], strict=True):
        shape.feed(text[start:end])
    return shape


@given(
    st.builds(json.dumps, VALUES, ensure_ascii=st.booleans(), indent=st.sampled_from([None, 1])),
    st.lists(st.integers(0, 10_000), max_size=6),
    st.integers(0, 10_000),
)
def test_a_text_cut_anywhere_has_the_shape_that_is_read_letter_by_letter(text: str, cuts: list[int], end: int) -> None:
    whole = text.encode()
    part = whole[: end % (len(whole) + 1)]
    for raw, where in ((whole, cuts), (part, cuts), (part, list(range(len(part))))):
        shape = of(raw, where)
        assert (shape.depth, shape.deepest, shape.containers) == letter_by_letter(raw)
        assert shape.values == raw.count(b",")


@given(st.integers(1, 40), st.integers(0, 3), st.lists(st.integers(0, 10_000), max_size=3), st.booleans())
def test_one_level_too_many_is_too_deep_wherever_it_stands(
    most: int, beyond: int, cuts: list[int], open_: bool
) -> None:
    level = most + beyond
    text = b'{"name":"[[[\\"[[","list":[1,{}],"later":' * 1 + b'[{"a":' * level
    text += b"" if open_ else b"0" + b"}]" * level + b"}"
    limits = Limits(1 + 2 * level - (1 if beyond else 0), 1 << 40, 1 << 40, 1 << 40)
    assert of(text, cuts, limits).excess == ("deep" if beyond else None)


@pytest.mark.parametrize("name", ["", "a", "[[", '\\"[', "]]"])
@pytest.mark.parametrize("cut", range(14))
def test_a_bracket_in_one_of_many_strings_is_none(name: str, cut: int) -> None:
    text = json.dumps({"list": [*["a", "b"] * 9, json.loads(f'"{name}"'), *[[], {}] * 9, {"c": [["d"]]}]}).encode()
    shape = of(text, [cut * 7, cut * 11])
    assert (shape.depth, shape.deepest, shape.containers) == letter_by_letter(text)


@given(st.binary(max_size=200), st.lists(st.integers(0, 200), max_size=3))
def test_any_bytes_have_a_shape(raw: bytes, cuts: list[int]) -> None:
    shape = of(raw, cuts)
    assert shape.deepest <= shape.containers <= len(raw)


@pytest.mark.parametrize(
    ("text", "excess"),
    [
        (b"[[],[],[]]", None),
        (b"[[],[],[],[]]", "many"),
        (b"[0,0,0,0,0,0]", None),
        (b"[0,0,0,0,0,0,0]", "many"),
        (b'["[[[[[[[[","{{{{{{{{{"]', None),
        (b"[[[[[[[[", "many"),
    ],
)
def test_more_than_is_allowed_is_named(text: bytes, excess: str | None) -> None:
    assert of(text, [], Limits(depth=9, containers=4, values=5, run=99)).excess == excess


@pytest.mark.parametrize("text", [b'{"a":"%s', b'{"a":%s', b'{"a":"\\"%s', b"%s"])
@pytest.mark.parametrize("letter", [b"a", b"7", b" ", b"\\\\", b"\xd1\x91"])
def test_one_string_number_or_blank_without_end_is_too_long(text: bytes, letter: bytes) -> None:
    limits = Limits(9, 9, 9, run=1000)
    for times, excess in ((400, None), (1200, "long")):
        whole = text % (letter * times)
        shape = Shape(limits)
        for start in range(0, len(whole), 100):
            shape.feed(whole[start : start + 100])
        assert shape.excess == excess


def test_long_strings_with_something_between_them_are_as_long_as_they_may_be() -> None:
    assert (
        of(b'["' + b"[" * 900 + b'","' + b"[" * 900 + b'"]', [300, 600, 1100, 1500], Limits(9, 9, 9, 1000)).excess
        is None
    )


def test_the_files_of_the_game_are_far_from_deep() -> None:
    for path in sorted((bundled("state") / "examples").glob("*.json")):
        raw = path.read_bytes()
        assert 1 <= of(raw, []).deepest == letter_by_letter(raw)[1] < 16


@pytest.mark.parametrize("piece", [b"]" * 1000, (b"]" * 100 + b"[" * 100) * 10, b"]}" * 50 + b"{[" * 60])
def test_behind_a_bracket_too_many_nothing_is_counted(piece: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    counted: list[object] = []

    def count(steps: Iterable[int]) -> Iterable[int]:
        counted.append(steps)
        return accumulate(steps)

    monkeypatch.setattr(shape, "accumulate", count)
    of(b'{"a":' + piece * 20, [5 + len(piece) * number for number in range(1, 20)])
    assert len(counted) <= 2, "in one piece of twenty, and again to see why it failed"
