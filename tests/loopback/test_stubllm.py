"""Against `stubllm`, a server of yet another author which answers as a file tells it."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING

import pytest

from agent.models import JsonShape, Message, ToolSpec, list_models
from tests.loopback.kit import KEY, PROMPT, Bench, Ear, profile, refused
from tests.loopback.processes import fetch, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.models import Prompt

CALL = {"id": "call_abc", "type": "function", "function": {"name": "rate", "arguments": '{"recipe": "iron-plate"}'}}
ANSWERS = {
    "hello": {"content": "Здравствуйте, инженер."},
    "how fast": {"tool_calls": [CALL]},
    "out of credit": {
        "http_status": 429,
        "error_message": "You exceeded your quota",
        "error_code": "insufficient_quota",
    },
    "wrong key": {"http_status": 401, "error_message": "Incorrect API key"},
    "broken": {"http_status": 500, "error_message": "oops"},
    "as json": {"content": '{"drills": 3}'},
}


def matching(word: str) -> dict[str, object]:
    return {"provider": "openai", "messages": [{"role": "user", "content": {"contains": word}}]}


@pytest.fixture(scope="module")
def stubllm(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    fixtures = [{"name": word, "match": matching(word), "response": told} for word, told in ANSWERS.items()]
    passing = [{"http_status": 503, "error_message": "?"}, {"content": "At last."}]
    fixtures.append({"name": "passing", "match": matching("in a moment"), "sequence": passing})
    path = tmp_path_factory.mktemp("stubllm") / "fixtures.json"
    path.write_text(json.dumps({"fixtures": fixtures}))
    with served("stubllm", "--fixture-file", str(path), "--log-level", "error") as url:
        yield url


def asked(words: str) -> Prompt:
    return dataclasses.replace(PROMPT, messages=(Message("user", words),))


@pytest.mark.parametrize("ear", [None, Ear()])
def test_it_is_chatted_with(stubllm: str, ear: Ear | None) -> None:
    reply = Bench(profile(stubllm)).model.complete(asked("hello"), max_tokens=99, listener=ear)
    assert (reply.text, reply.finish) == ("Здравствуйте, инженер.", "stop")
    assert ear is None or "".join(ear.pieces) == reply.text


@pytest.mark.parametrize("ear", [None, Ear()])
def test_its_tool_calls_are_read(stubllm: str, ear: Ear | None) -> None:
    rate = ToolSpec("rate", "Rate.", {"type": "object", "properties": {}})
    prompt = dataclasses.replace(asked("how fast"), tools=(rate,))
    (call,) = Bench(profile(stubllm)).model.complete(prompt, max_tokens=99, listener=ear).calls
    assert (call.name, json.loads(call.arguments)) == ("rate", {"recipe": "iron-plate"})


def test_its_json_is_taken(stubllm: str) -> None:
    shape = JsonShape("v", {"type": "object", "properties": {"drills": {"type": "integer"}}, "required": ["drills"]})
    reply = Bench(profile(stubllm)).model.complete(dataclasses.replace(asked("as json"), shape=shape), max_tokens=99)
    assert json.loads(reply.text) == {"drills": 3}


def test_its_models_are_listed(stubllm: str) -> None:
    assert "gpt-4o" in list_models(profile(stubllm), KEY)


@pytest.mark.parametrize(
    ("words", "code"),
    [("out of credit", "model-no-credit"), ("wrong key", "model-key-refused"), ("broken", "model-server-failed")],
)
def test_its_errors_are_named(stubllm: str, words: str, code: str) -> None:
    assert refused(lambda: Bench(profile(stubllm)).model.complete(asked(words), max_tokens=99)).code == code


def test_its_passing_error_is_outlived(stubllm: str) -> None:
    assert Bench(profile(stubllm)).model.complete(asked("in a moment"), max_tokens=99).text == "At last."
    assert fetch(f"{stubllm}/health")
