"""Prompts come from the text files, fit the window, and hold what players wrote only as data."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent.assistant.prompts import PromptParts, build_prompt, prompt_text
from agent.contract import Mode
from agent.errors import ModelError
from agent.models import Message, prompt_tokens
from agent.resources import bundled

if TYPE_CHECKING:
    from agent.i18n import LanguageCode

WINDOW = 8000


def parts(
    question: str = "Что не так?", facts: tuple[str, ...] = ("Факт 1",), history: tuple[Message, ...] = ()
) -> PromptParts:
    return PromptParts("bottleneck", question, facts, "черновик", "Base 2.1.20", history=history)


def test_both_languages_have_the_same_prompt_files() -> None:
    ru, en = (sorted(path.name for path in (bundled("prompts") / language).iterdir()) for language in ("ru", "en"))
    assert ru == en
    assert {f"{mode}.txt" for mode in get_args(Mode)} <= set(ru)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_system_mode_and_facts_reach_the_model(language: LanguageCode) -> None:
    built = build_prompt(language, parts(), context_tokens=WINDOW, reply_tokens=500)
    assert built.prompt.system == prompt_text(language, "system")
    last = built.prompt.messages[-1].text
    assert prompt_text(language, "bottleneck") in last
    assert '"Факт 1"' in last
    assert '"Что не так?"' in last
    assert "$" not in last


@given(st.text(max_size=200), st.text(max_size=200))
@settings(max_examples=60, deadline=None)
def test_no_text_of_a_player_ends_its_block(question: str, fact: str) -> None:
    built = build_prompt("en", parts(question, (fact,)), context_tokens=100_000, reply_tokens=500)
    text = built.prompt.messages[-1].text
    assert re.findall(r"</?[a-z_]+>", text) == re.findall(r"</?[a-z_]+>", prompt_text("en", "frame"))
    assert text.count("\n") == build_prompt("en", parts(), context_tokens=WINDOW, reply_tokens=500).prompt.messages[
        -1
    ].text.count("\n")


def test_the_oldest_turns_go_first_then_the_least_important_facts() -> None:
    facts = tuple(f"Факт номер {number} о заводе" for number in range(200))
    turns = (Message("user", "старый вопрос " * 50), Message("assistant", "старый ответ " * 50))
    whole = build_prompt("ru", parts(facts=facts, history=turns), context_tokens=100_000, reply_tokens=500)
    assert (whole.cut_facts, whole.cut_turns) == (0, 0)
    tight = build_prompt("ru", parts(facts=facts, history=turns), context_tokens=whole.tokens + 450, reply_tokens=500)
    assert tight.cut_turns > 0
    assert tight.cut_facts == 0
    small = build_prompt("ru", parts(facts=facts, history=turns), context_tokens=3000, reply_tokens=500)
    assert small.cut_facts > 0
    assert '"Факт номер 0 о заводе"' in small.prompt.messages[-1].text
    assert prompt_tokens(small.prompt) <= 2500


def test_a_window_that_is_too_small_for_the_question_is_named_not_cut() -> None:
    with pytest.raises(ModelError, match="prompt-too-long"):
        build_prompt("ru", parts("вопрос " * 1000), context_tokens=2000, reply_tokens=500)
