"""A wish to build is understood from tags and internal names, or asked back; never guessed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.assistant.build_request import AskBack, BuildRequest, asks_why, parse_build_request, split_prompt

KNOWN = {"iron-gear-wheel", "iron-plate", "stone", "stone-furnace", "pipe", "copper-cable", "iron-ore"}


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("[item=iron-gear-wheel] 60", 60),
        ("построй [item=iron-gear-wheel] 60 в минуту", 60),
        ("[item=iron-gear-wheel] 1,5/с", 90),
        ("build 2 [item=iron-gear-wheel] per second", 120),
        ("хочу 60 [item=iron-gear-wheel] в минуту, как в прошлый раз", 60),
        ("iron-gear-wheel 45/min", 45),
        ("build a row for iron-gear-wheel at 1 per second please", 60),
        ("[item=iron-gear-wheel,quality=normal] 60", 60),
        ("можешь построить [item=iron-gear-wheel] 60/мин?", 60),
    ],
)
def test_an_item_with_a_rate_is_a_wish_to_build(text: str, rate: int) -> None:
    assert parse_build_request(text, KNOWN) == BuildRequest("iron-gear-wheel", Fraction(rate))


def test_a_recipe_tag_names_a_recipe() -> None:
    assert parse_build_request("[recipe=copper-cable] 30", KNOWN) == BuildRequest(
        "copper-cable", Fraction(30), recipe=True
    )


def test_a_single_english_word_is_an_item_only_where_everything_else_is_read() -> None:
    assert parse_build_request("build 60 pipe per minute", KNOWN) == BuildRequest("pipe", Fraction(60))
    answer = parse_build_request("build stone furnaces, 60 per minute", KNOWN)
    assert isinstance(answer, AskBack)
    assert answer.key == "ask-is-it-this-item"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("построй [item=iron-gear-wheel]", "ask-rate"),
        ("построй [item=iron-gear-wheel] 0/мин", "ask-rate"),
        ("построй [item=iron-gear-wheel] и [item=pipe] 60", "ask-which-item"),
        ("построй 60 шестерёнок в минуту", "ask-what-to-build"),
        ("[item=iron-gear-wheel] 5 машин", "ask-unclear-rate"),
        ("[item=iron-gear-wheel] 1,500", "ask-unclear-rate"),
        ("[item=se-rocket-science-pack] 60", "ask-unknown-item"),
        ("[item=iron-gear-wheel,quality=legendary] 60", "ask-quality"),
        ("построй [fluid=water] 60", "ask-not-an-item"),
    ],
)
def test_what_is_not_understood_is_asked_back(text: str, key: str) -> None:
    answer = parse_build_request(text, KNOWN)
    assert isinstance(answer, AskBack)
    assert answer.key == key


@pytest.mark.parametrize(
    "text",
    [
        "почему [item=iron-plate] только 60 в минуту?",
        "Why is iron-plate at 12 per second",
        "привет",
        "what is this?",
        "[item=iron-plate] опять кончились",
    ],
)
def test_a_question_about_an_item_is_no_wish_to_build(text: str) -> None:
    assert parse_build_request(text, KNOWN) is None


@given(st.text(max_size=60))
def test_no_text_crashes_the_reader(text: str) -> None:
    parse_build_request(text, KNOWN)
    parse_build_request(f"build [item=iron-plate] {text}", KNOWN)


@pytest.mark.parametrize(
    ("text", "asked", "wished"),
    [
        (
            "Почему машины стоят? Построй [item=coal] 60 в минуту",
            "Почему машины стоят?",
            "Построй [item=coal] 60 в минуту",
        ),
        ("Build [item=coal] 1.5/s. Why do they stop?", "Why do they stop?", "Build [item=coal] 1.5/s."),
        ("Почему стоят 3 машины?\n[item=coal] 60/мин", "Почему стоят 3 машины?", "[item=coal] 60/мин"),
        ("Как построить [item=coal] 60/мин?", "", "Как построить [item=coal] 60/мин?"),
        ("Сколько тут [item=coal]?", "", "Сколько тут [item=coal]?"),
        ("60/мин", "", "60/мин"),
        ("", "", ""),
    ],
)
def test_a_question_beside_a_wish_is_told_apart(text: str, asked: str, wished: str) -> None:
    assert split_prompt(text) == (asked, wished)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Почему машины стоят?", True),
        ("Что не так?", True),
        ("Не хватает схем", True),
        ("What is wrong here?", True),
        ("why so slow", True),
        ("Что тут стоит?", False),
        ("Сколько машин стоит?", False),
        ("What stands here?", False),
        ("How many machines are stuck?", False),
        ("Привет", False),
    ],
)
def test_why_is_told_apart_from_what(text: str, why: bool) -> None:
    assert asks_why(text) is why
