"""A wish to build is understood from tags and names, or asked back; never guessed."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.assistant.wishes import (
    AskBack,
    BuildRequest,
    asks_why,
    named_things,
    read_wish,
    split_prompt,
    vocabulary_of,
    wish_in_talk,
)
from agent.game.bundled import load

VOCABULARY = vocabulary_of(load(), {})
PLAIN = vocabulary_of(load("base-2.0.77"), {})
GEAR = "iron-gear-wheel"
WORDS = [
    *(
        "построй",
        "build",
        "не",
        "60",
        "2",
        "пояс",
        "belt",
        "/мин",
        "в минуту",
        "из",
        "from",
        "и",
        "and",
        "красная",
        "red",
    ),
    *("наука", "science", "шестерёнок", "gears", "без", "модулей", "только", "для", "half", "полтора", "?", ",", "x"),
]


@pytest.mark.parametrize(
    ("text", "rate"),
    [
        ("[item=iron-gear-wheel] 60", 60),
        ("построй [item=iron-gear-wheel] 60 в минуту", 60),
        ("[item=iron-gear-wheel] 1,5/с", 90),
        ("build 2 [item=iron-gear-wheel] per second", 120),
        ("хочу 60 [item=iron-gear-wheel] в минуту", 60),
        ("iron-gear-wheel 45/min", 45),
        ("build a row for iron-gear-wheel at 1 per second please", 60),
        ("[item=iron-gear-wheel,quality=normal] 60", 60),
        ("можешь построить [item=iron-gear-wheel] 60/мин?", 60),
    ],
)
def test_an_item_with_a_rate_is_a_wish_to_build(text: str, rate: int) -> None:
    read = read_wish(text, VOCABULARY)
    assert isinstance(read, BuildRequest), read
    assert (read.item, read.rate_per_min) == (GEAR, Fraction(rate))


def test_a_recipe_tag_names_a_recipe() -> None:
    read = read_wish("[recipe=copper-cable] 30", VOCABULARY)
    assert isinstance(read, BuildRequest)
    assert (read.item, read.rate_per_min, read.recipe) == ("copper-cable", Fraction(30), True)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("построй [item=iron-gear-wheel]", "ask-rate"),
        ("построй [item=iron-gear-wheel] 0/мин", "ask-rate"),
        ("построй [item=iron-gear-wheel] и [item=pipe] 60", "ask-which-item"),
        ("построй 60 штук в минуту", "ask-what-to-build"),
        ("[item=iron-gear-wheel] 5 машин", "ask-machines"),
        ("[item=iron-gear-wheel] 1,500", "ask-unclear-rate"),
        ("[item=se-rocket-science-pack] 60", "ask-unknown-item"),
        ("[item=iron-gear-wheel,quality=legendary] 60", "ask-quality"),
        ("построй [fluid=crude-oil] 60", "ask-not-an-item"),
    ],
)
def test_what_is_not_understood_is_asked_back(text: str, key: str) -> None:
    answer = read_wish(text, VOCABULARY)
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
    assert read_wish(text, VOCABULARY) is None


@given(st.text(max_size=60))
def test_no_text_crashes_the_reader(text: str) -> None:
    for each in (text, f"build [item=iron-plate] {text}", f"построй 60 шестерёнок в минуту {text}"):
        asked, wished = split_prompt(each, VOCABULARY)
        read_wish(wished, VOCABULARY)
        wish_in_talk(text, [each], VOCABULARY)
        assert isinstance(asked, str)


@given(st.lists(st.sampled_from(WORDS), max_size=8), st.integers(0, 8))
def test_a_tag_is_never_taken_for_something_else(words: list[str], place: int) -> None:
    text = " ".join([*words[:place], "[item=steel-plate]", *words[place:]])
    read = read_wish(text, VOCABULARY)
    if isinstance(read, BuildRequest):
        assert read.item == "steel-plate"
    if isinstance(read, AskBack) and read.proposal is not None:
        assert read.proposal.item == "steel-plate"


@given(st.lists(st.sampled_from(WORDS), max_size=8), st.integers(0, 8), st.sampled_from(["абырвалг", "zxqv", "вчера"]))
def test_a_word_that_is_not_known_never_passes_in_silence(words: list[str], place: int, strange: str) -> None:
    text = " ".join([*words[:place], strange, *words[place:]])
    assert not isinstance(read_wish(text, VOCABULARY), BuildRequest)


@given(st.lists(st.sampled_from(WORDS), max_size=8), st.integers(1, 9999))
def test_the_rate_is_one_that_the_text_names(words: list[str], number: int) -> None:
    read = read_wish(" ".join([*words, str(number)]), VOCABULARY)
    if isinstance(read, BuildRequest) and not any("пояс" in word or "belt" in word for word in words):
        # «60 100» is one number: a space parts thousands.
        thousands = words[-1] if words and words[-1].isdigit() and 100 <= number <= 999 else ""
        assert read.rate_per_min == int(f"{thousands}{number}")


@pytest.mark.parametrize("data_set", ["base-2.0.77", "base-2.1.20", "space-age-2.0.77", "space-age-2.1.20"])
def test_no_name_of_a_data_set_means_two_things_in_silence(data_set: str) -> None:
    vocabulary = vocabulary_of(load(data_set), {})
    for name in vocabulary.items:
        found = vocabulary.find(name)
        assert [mention.names for mention in found] == [(name,)] or found[0].how == "several", name


def test_the_names_that_the_game_exported_are_understood() -> None:
    vocabulary = vocabulary_of(load("base-2.0.77"), {("item", GEAR): "Зубчатое колесо"})
    read = read_wish("построй 60 зубчатых колёс в минуту", vocabulary)
    assert isinstance(read, BuildRequest)
    assert read.item == GEAR


def test_what_a_data_set_does_not_have_is_not_understood() -> None:
    assert isinstance(read_wish("build 60 tungsten plates per minute", VOCABULARY), BuildRequest)
    assert isinstance(read_wish("build 60 tungsten plates per minute", PLAIN), AskBack)


@pytest.mark.parametrize(
    ("talk", "rate"),
    [
        (("построй шестерёнки", "60/мин"), 60),
        (("построй шестерёнки", "полпояса"), 450),
        (("build 90 gears", "90 per minute"), 90),
        (("build 90 gears", "yes"), 90),
        (("построй шестерёнки 1,500", "1500/мин"), 1500),
        (("построй 60 шестиринок в минуту", "шестерёнки"), 60),
        (("построй 60 в минуту", "шестерёнок"), 60),
        (("построй 60 шестерёнок в минуту у озера", "да"), 60),
        (("построй шестерёнки у озера", "60/мин", "да"), 60),
        (("построй легендарные шестерёнки 60/мин", "давай"), 60),
    ],
)
def test_an_answer_to_what_was_asked_back_completes_the_wish(talk: tuple[str, ...], rate: int) -> None:
    for place in range(len(talk) - 1):
        assert isinstance(wish_in_talk(talk[place], talk[:place], VOCABULARY), AskBack)
    read = wish_in_talk(talk[-1], talk[:-1], VOCABULARY)
    assert isinstance(read, BuildRequest), read
    assert (read.item, read.rate_per_min) == (GEAR, Fraction(rate))


def test_a_colour_answers_which_of_them() -> None:
    read = wish_in_talk("зелёные", ["микросхемы 60 в минуту"], VOCABULARY)
    assert isinstance(read, BuildRequest)
    assert (read.item, read.rate_per_min) == ("electronic-circuit", Fraction(60))


@pytest.mark.parametrize("reply", ["нет", "спасибо, не надо", "почему?", "а сколько их сейчас?", "no"])
def test_an_answer_that_is_none_builds_nothing(reply: str) -> None:
    for earlier in ("построй шестерёнки", "построй 60 шестерёнок в минуту у озера", "микросхемы 60 в минуту"):
        assert not isinstance(wish_in_talk(reply, [earlier], VOCABULARY), BuildRequest)


def test_what_was_unread_stays_asked_about_when_the_rate_comes() -> None:
    read = wish_in_talk("60/мин", ["построй шестерёнки у озера"], VOCABULARY)
    assert isinstance(read, AskBack)
    assert read.key == "ask-words"
    assert dict(read.args)["words"] == "у озера"


def test_things_are_named_by_the_players_words_too() -> None:
    assert named_things("почему мало зелёных микросхем и шестерёнок?", VOCABULARY) == ("electronic-circuit", GEAR)


def test_belts_count_by_the_speed_of_the_data_set() -> None:
    read = read_wish("a belt of gears", VOCABULARY)
    assert isinstance(read, BuildRequest)
    assert read.rate_per_min == 900
    assert [reading.key for reading in read.readings] == ["reading-belts"]


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
        ("почему стоят машины и построй 60 шестерёнок/мин", "почему стоят машины", "построй 60 шестерёнок/мин"),
        ("60/мин", "", "60/мин"),
        ("", "", ""),
    ],
)
def test_a_question_beside_a_wish_is_told_apart(text: str, asked: str, wished: str) -> None:
    assert split_prompt(text, VOCABULARY) == (asked, wished)


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Почему машины стоят?", True),
        ("Что не так?", True),
        ("Что здесь не так?", True),
        ("Что тут у меня сломалось? Всё стоит", True),
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
