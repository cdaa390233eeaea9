"""Whatever an endpoint does wrong, the player is told what it was and the embedded analyst answers him."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.assistant.pipeline import Assistant
from agent.i18n import catalogue
from agent.models import FallOverModel
from tests.loopback.fault_server import FaultServer, answer, chunked, completion, error, hang_up, told
from tests.loopback.kit import CANARY, Bench, profile

if TYPE_CHECKING:
    from agent.contract import Language, Snapshot
    from tests.assistant.conftest import Ask
    from tests.loopback.fault_server import Step

CHAT = "/v1/chat/completions"


def calling(name: str) -> Step:
    call = {"id": "call_1", "type": "function", "function": {"name": name, "arguments": "{}"}}
    return answer(200, completion(None, finish="tool_calls", tool_calls=[call]))


# The rows of the product's table of bad input that are about models: what the endpoint does, and how it is named.
ROWS: dict[str, tuple[Step, str]] = {
    "refused key": (error(401, f"Incorrect API key provided: {CANARY}", code="invalid_api_key"), "model-key-refused"),
    "no credit": (error(429, "You exceeded your current quota", code="insufficient_quota"), "model-no-credit"),
    "wrong model name": (error(404, "The model does not exist", code="model_not_found"), "model-not-found"),
    "garbage": (answer(200, b"\x00\x01 not JSON"), "model-garbage"),
    "empty": (answer(200, completion("")), "model-empty"),
    "endless": (answer(200, completion("x" * (8 << 20))), "model-endless"),
    "nobody there": (hang_up, "model-broken-stream"),
    "wrong address": (answer(200, b"<!DOCTYPE html>", {"Content-Type": "text/html"}), "model-wrong-url"),
}


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize("row", ROWS)
def test_the_cause_is_named_in_the_players_language_and_the_analyst_answers(
    ask: Ask, cables_too_slow: Snapshot, row: str, language: Language
) -> None:
    step, code = ROWS[row]
    question = ask("Why is it so slow?", "bottleneck", cables_too_slow, language)
    with FaultServer() as server:
        server.on(CHAT, step)
        bench = Bench(profile(server.url, context_tokens=64_000))
        given = Assistant(bench.model).answer(question)
    assert given.engine == "embedded"
    assert given.text == Assistant().answer(question).text
    model: dict[str, str | float] = {
        "host": bench.profile.host,
        "model": "mine",
        "id": "gpt-4o",
        "near": "none",
        "status": 200,
    }
    sentence = catalogue(language).text(f"error-{code}", **model)
    assert any(sentence in note for note in given.notes), given.notes
    assert CANARY not in f"{given.text}{given.notes}"


@pytest.mark.parametrize("language", ["ru", "en"])
@pytest.mark.parametrize(
    "step", [answer(200, completion("工場には鉄が足りません。")), calling("launch_rocket")], ids=["language", "tool"]
)
def test_a_wrong_language_and_tools_that_do_not_exist_end_with_the_analysts_answer_too(
    ask: Ask, cables_too_slow: Snapshot, step: Step, language: Language
) -> None:
    question = ask("Why is it so slow?", "bottleneck", cables_too_slow, language)
    with FaultServer() as server:
        server.on(CHAT, step)
        given = Assistant(Bench(profile(server.url, context_tokens=64_000)).model).answer(question)
        assert len(server.asked(CHAT)) <= 20
    assert given.text == Assistant().answer(question).text
    assert given.notes


def test_a_streamed_reply_is_the_answer_where_nothing_is_wrong(ask: Ask, cables_too_slow: Snapshot) -> None:
    words = ["Кабель ", "делают ", "180/мин, ", "а ", "нужно ", "810/мин."]
    with FaultServer() as server:
        server.on(CHAT, answer(200, completion("".join(words))), chunked(told(*words)))
        given = Assistant(Bench(profile(server.url, context_tokens=64_000)).model).answer(
            ask("Почему?", "bottleneck", cables_too_slow)
        )
    assert (given.text, given.engine) == ("".join(words), "mine")


@pytest.mark.parametrize("language", ["ru", "en"])
def test_where_no_model_of_several_answers_each_cause_is_read(
    ask: Ask, cables_too_slow: Snapshot, language: Language
) -> None:
    with FaultServer() as first, FaultServer() as second:
        first.on(CHAT, error(401, "?"))
        second.on(CHAT, error(429, "quota", code="insufficient_quota"))
        profiles = [
            profile(server.url, name=name, context_tokens=64_000) for name, server in (("a", first), ("b", second))
        ]
        models = [(each.name, lambda each=each: Bench(each).model) for each in profiles]
        model = FallOverModel(models, context_tokens=64_000)
        given = Assistant(model).answer(ask("Why is it so slow?", "bottleneck", cables_too_slow, language))
    assert given.engine == "embedded"
    text = catalogue(language).text
    causes = [
        text(f"error-{code}", host=each.host, model=each.name, id=each.model, near="none", detail="?", status=401)
        for code, each in zip(("model-key-refused", "model-no-credit"), profiles, strict=True)
    ]
    for name, cause in zip("ab", causes, strict=True):
        (note,) = [note for note in given.notes if cause in note]
        assert name in note


def test_a_smaller_model_behind_a_larger_one_keeps_what_the_tools_said(ask: Ask, cables_too_slow: Snapshot) -> None:
    """The first model falls away in the middle of the talk; the next, with a smaller window, goes on with it."""
    question = ask("Why is it so slow?", "bottleneck", cables_too_slow, "en")
    call = {
        "id": "call_1",
        "type": "function",
        "function": {"name": "query_snapshot", "arguments": '{"what": "networks"}'},
    }
    with FaultServer() as first, FaultServer() as second:
        first.on(CHAT, answer(200, completion("Wait. " * 700, finish="tool_calls", tool_calls=[call])), error(401, "?"))
        second.on(CHAT, answer(200, completion("There is too little cable.")))
        large = profile(first.url, name="large", context_tokens=64_000)
        probe = Assistant(Bench(large).model).preview(question)
        small = profile(second.url, name="small", context_tokens=probe.tokens + 1200)
        models = [(each.name, lambda each=each: Bench(each).model) for each in (large, small)]
        given = Assistant(FallOverModel(models, context_tokens=64_000)).answer(question)
        (sent,) = second.asked(CHAT)
    assert given.engine == "small"
    assert [message["role"] for message in sent.body["messages"][-2:]] == ["assistant", "tool"]
    assert sent.body["max_tokens"] == small.max_tokens, "what the tools said is counted, so the reply has its room"
