"""A model's words lose what the game's chat window cannot show or must not trust."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.assistant.postprocess import ANSWER_LENGTH, bounded, is_in_language, no_blueprint_strings, plain_words


@pytest.mark.parametrize(
    ("words", "plain"),
    [
        ("**Железа** мало", "Железа мало"),
        ("# Итог\nвсё", "Итог\nвсё"),
        ("`iron-plate`", "iron-plate"),
        ("<think>hidden plan</think>Ответ", "Ответ"),
        ("Ответ<think>endless", "Ответ"),
        ("```json\n{}\n```", "{}"),
        ("2 * 3 * 4", "2 * 3 * 4"),
        ("[item=iron-plate] мало", "iron-plate мало"),
    ],
)
def test_markup_is_removed(words: str, plain: str) -> None:
    assert plain_words(words) == plain


def test_a_blueprint_string_is_removed_and_ordinary_words_stay() -> None:
    assert no_blueprint_strings(f"вот 0eNqd2F{'tOhDAU' * 9}== готово") == "вот … готово"
    assert no_blueprint_strings("0element") == "0element"


@given(st.text(max_size=ANSWER_LENGTH * 2) | st.integers(0, 4000).map(lambda lines: "строка\n" * lines))
def test_an_endless_answer_is_cut_and_a_short_one_is_not(words: str) -> None:
    cut = bounded(words)
    assert len(cut) <= ANSWER_LENGTH
    assert cut == words or (len(words) > ANSWER_LENGTH and cut.endswith("…"))


def test_the_language_is_told_by_its_letters() -> None:
    assert is_in_language("Мало iron-gear-wheel и copper-cable на участке, добавьте машин", "ru")
    assert not is_in_language("There is too little iron", "ru")
    assert is_in_language("There is too little iron", "en")
    assert not is_in_language("Мало железа", "en")
    assert not is_in_language("123", "ru")
