"""Names that players gave reach text, prompts and terminals only as data."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.assistant.sanitise import NAME_LENGTH, clean_text, plain_name, plain_text, quoted

HOSTILE = st.text(
    alphabet=st.sampled_from("[]=/.abcitemcolor\x1b\x9b\x9d\x07\\m0;1 \n\r\t\u202e\u200b\u2066\ufeff\u2028<>\"'{}$ж"),
    max_size=60,
)
ANY = st.text(max_size=120) | HOSTILE


@pytest.mark.parametrize(
    ("raw", "plain"),
    [
        ("[img=item/iron-plate] Север", "Север"),
        ("[item=iron-plate] разгрузка", "iron-plate разгрузка"),
        ("[item=iron-plate,quality=legendary]", "iron-plate"),
        ("[color=red]СТОП[/color]", "СТОП"),
        ("[.color]a[font=default-bold]b[.font]", "ab"),
        ("[it[b]em=x]", "(item=x)"),
        ("\x1b[31mкрасная\x1b[0m", "красная"),
        ("\x1b]0;title\x07станция", "станция"),
        ("\x1b]8;;http://x\x1b\\link\x1b]8;;\x1b\\", "link"),
        ("a\u202eb\u200bc\u2066d", "abcd"),
        ("line\nbreak\ttab", "line break tab"),
        ("[bold red]rich[/bold red]", "(bold red)rich(/bold red)"),
    ],
)
def test_a_name_loses_its_markup(raw: str, plain: str) -> None:
    assert plain_name(raw) == plain


@given(ANY)
def test_no_name_keeps_anything_that_acts(raw: str) -> None:
    name = plain_name(raw)
    assert "[" not in name
    assert "]" not in name
    assert not any(unicodedata.category(character) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for character in name)
    assert len(name) <= NAME_LENGTH
    assert plain_name(name) == name


@given(ANY)
def test_a_text_keeps_its_line_breaks_and_nothing_that_acts(raw: str) -> None:
    text = plain_text(raw)
    assert "[" not in text
    assert "\x1b" not in text
    assert all(character == "\n" or unicodedata.category(character) not in {"Cc", "Cf"} for character in text)
    assert plain_text(text) == text


@given(ANY)
def test_a_quoted_text_cannot_leave_its_quotes_or_its_block(raw: str) -> None:
    line = quoted(raw)
    assert "<" not in line
    assert "\n" not in line
    assert json.loads(line) == clean_text(raw)
