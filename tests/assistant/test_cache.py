"""The cache gives back the reply to the very same prompt, and forgets the oldest."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from agent.assistant.cache import ReplyCache, prompt_key
from agent.assistant.loop import Talk
from agent.assistant.pipeline import Assistant
from agent.errors import ModelError
from agent.models import Message, Note, Prompt, Reply
from tests.assistant.scripted import Script, saying

if TYPE_CHECKING:
    from agent.contract import Snapshot
    from tests.assistant.conftest import Ask

PROMPT = Prompt("system", (Message("user", "почему"),), "черновик")


def test_any_difference_in_what_a_model_is_told_is_another_key() -> None:
    others = [
        replace(PROMPT, system="system2"),
        replace(PROMPT, draft=""),
        replace(PROMPT, messages=(Message("assistant", "почему"),)),
        replace(PROMPT, messages=(Message("user", "поче"), Message("user", "му"))),
        replace(PROMPT, system="systemчерновик", draft=""),
    ]
    keys = {prompt_key("a", prompt) for prompt in (PROMPT, *others)} | {prompt_key("b", PROMPT)}
    assert len(keys) == len(others) + 2
    assert prompt_key("a", PROMPT) == prompt_key("a", replace(PROMPT))


def test_the_reply_used_longest_ago_is_forgotten_first() -> None:
    cache = ReplyCache(capacity=2)
    for name in ("one", "two"):
        cache.put(name, Talk(Reply(name, "m")))
    assert cache.get("one") == Talk(Reply("one", "m"))
    cache.put("three", Talk(Reply("three", "m")))
    assert cache.get("two") is None
    assert cache.get("one") is not None
    assert cache.get("three") is not None


@pytest.mark.parametrize(
    "note",
    [
        Note("note-model-fell-over", {"failed": "a", "answered": "b"}, ModelError("model-cancelled")),
        Note("note-model-truncated", {"max_tokens": 99}),
    ],
)
def test_a_reply_that_may_be_better_the_next_time_is_not_kept(ask: Ask, cables_too_slow: Snapshot, note: Note) -> None:
    model = Script([replace(saying("Кабеля мало."), notes=(note,)), saying("Кабеля мало, машин не хватает.")])
    assistant, question = Assistant(model), ask("Почему?", "bottleneck", cables_too_slow)
    assistant.answer(question)
    assert assistant.answer(question).text == "Кабеля мало, машин не хватает."
    assert assistant.answer(question).cached
    assert len(model.asked) == 2
