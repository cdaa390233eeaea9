"""A reply in a wanted form is had by the best way that the endpoint can, and what worked is remembered."""

from __future__ import annotations

import dataclasses
import json
from typing import TYPE_CHECKING, Any

import pytest

from agent.models import Abilities, JsonShape, Message, ToolSpec
from tests.loopback.fault_server import Handler, answer, completion, error, told
from tests.loopback.fault_server import chunked as streamed
from tests.loopback.kit import PROMPT, Bench, Ear, profile, refused

if TYPE_CHECKING:
    from tests.loopback.fault_server import FaultServer, Step

CHAT = "/v1/chat/completions"
SHAPE = JsonShape(
    "verdict",
    {
        "type": "object",
        "properties": {"cause": {"type": "string"}, "drills": {"type": "integer"}},
        "required": ["cause", "drills"],
        "additionalProperties": False,
    },
)
VERDICT = {"cause": "too few drills", "drills": 3}
GOOD = json.dumps(VERDICT)
ASKED = dataclasses.replace(PROMPT, shape=SHAPE)


def step_of(body: dict[str, Any]) -> str:
    """Which step of the ladder a request is."""
    kind = body.get("response_format", {}).get("type")
    if kind:
        return {"json_schema": "schema", "json_object": "object"}[kind]
    return "tool" if "tool_choice" in body else "text"


def steps(server: FaultServer) -> list[str]:
    return [step_of(seen.body) for seen in server.asked(CHAT)]


def by_step(**known: Step) -> Step:
    """An endpoint that knows some of the steps and refuses the others."""

    def serve(handler: Handler) -> None:
        step = step_of(json.loads(handler.request_body))
        known.get(step, error(400, f"response_format of this kind ({step}) is not supported"))(handler)

    return serve


def called(name: str, arguments: str) -> Step:
    calls = [{"id": "call_1", "type": "function", "function": {"name": name, "arguments": arguments}}]
    return answer(200, completion(None, finish="tool_calls", tool_calls=calls))


def test_a_schema_is_asked_for_to_the_letter(server: FaultServer) -> None:
    server.on(CHAT, answer(200, completion(GOOD)))
    reply = Bench(profile(server.url)).model.complete(ASKED, max_tokens=99)
    assert json.loads(reply.text) == VERDICT
    assert server.seen[0].body["response_format"] == {
        "type": "json_schema",
        "json_schema": {"name": "verdict", "schema": SHAPE.schema, "strict": True},
    }


def test_a_schema_that_leaves_things_open_is_not_called_strict(server: FaultServer) -> None:
    server.on(CHAT, answer(200, completion(GOOD)))
    loose = JsonShape("verdict", {"type": "object", "properties": {"cause": {"type": "string"}}})
    Bench(profile(server.url)).model.complete(dataclasses.replace(PROMPT, shape=loose), max_tokens=99)
    assert server.seen[0].body["response_format"]["json_schema"]["strict"] is False


@pytest.mark.parametrize(
    ("endpoint", "way"),
    [
        (by_step(object=answer(200, completion(GOOD))), ["schema", "object"]),
        (by_step(tool=called("verdict", GOOD)), ["schema", "object", "tool"]),
        (
            by_step(text=answer(200, completion(f"Here you are:\n```json\n{GOOD}\n```\nDone."))),
            ["schema", "object", "tool", "text"],
        ),
        (
            by_step(schema=error(500, "?"), object=answer(200, completion(GOOD))),
            ["schema", "schema", "object"],
        ),
        (
            by_step(schema=answer(200, completion("Too few drills.")), object=answer(200, completion(GOOD))),
            ["schema", "object"],
        ),
        (
            by_step(schema=answer(200, completion('{"cause": 1}')), object=answer(200, completion(GOOD))),
            ["schema", "object"],
        ),
        (
            by_step(object=answer(200, completion('{"drills": "3"}')), tool=called("verdict", GOOD)),
            ["schema", "object", "tool"],
        ),
    ],
)
def test_where_a_step_fails_the_next_is_taken_and_remembered(
    server: FaultServer, endpoint: Step, way: list[str]
) -> None:
    server.on(CHAT, endpoint)
    bench = Bench(profile(server.url))
    assert json.loads(bench.model.complete(ASKED, max_tokens=99).text) == VERDICT
    assert steps(server) == way
    assert json.loads(bench.model.complete(ASKED, max_tokens=99).text) == VERDICT
    assert steps(server) == [*way, way[-1]]


def test_plain_text_is_asked_for_once_more_with_what_was_wrong(server: FaultServer) -> None:
    server.on(CHAT, answer(200, completion('{"cause": "x"}')), answer(200, completion(GOOD)))
    there = profile(server.url, abilities=Abilities(json="text"))
    assert json.loads(Bench(there).model.complete(ASKED, max_tokens=99).text) == VERDICT
    first, second = (seen.body["messages"] for seen in server.asked(CHAT))
    assert '"drills"' in first[0]["content"]
    assert second[-2] == {"role": "assistant", "content": '{"cause": "x"}'}
    assert "required" in second[-1]["content"]


def test_a_model_that_gives_no_json_is_named(server: FaultServer) -> None:
    server.on(CHAT, answer(200, completion("I would rather talk about trains.")))
    assert refused(lambda: Bench(profile(server.url)).model.complete(ASKED, max_tokens=99)).code == "model-no-json"
    assert steps(server) == ["schema", "object", "tool", "text", "text"]


def test_json_that_was_cut_is_named_and_not_asked_for_another_way(server: FaultServer) -> None:
    server.on(CHAT, answer(200, completion('{"cause": "too f', finish="length")))
    assert refused(lambda: Bench(profile(server.url)).model.complete(ASKED, max_tokens=99)).code == "model-truncated"
    assert len(server.seen) == 1


@pytest.mark.parametrize(
    ("status", "code"), [(401, "model-key-refused"), (429, "model-busy"), (404, "model-wrong-url")]
)
def test_what_has_nothing_to_do_with_the_form_does_not_step_down(server: FaultServer, status: int, code: str) -> None:
    server.on(CHAT, error(status, "No."))
    assert refused(lambda: Bench(profile(server.url)).model.complete(ASKED, max_tokens=99)).code == code
    assert set(steps(server)) == {"schema"}


def test_a_streamed_form_is_read_whole_and_not_heard_in_pieces(server: FaultServer) -> None:
    server.on(CHAT, streamed(told(*GOOD)))
    ear = Ear()
    assert json.loads(Bench(profile(server.url)).model.complete(ASKED, max_tokens=99, listener=ear).text) == VERDICT
    assert ear.pieces == []


def test_tools_may_be_called_before_the_form_is_filled(server: FaultServer) -> None:
    look = ToolSpec("look", "Looks.", {"type": "object", "properties": {}})
    server.on(CHAT, called("look", "{}"))
    there = profile(server.url, abilities=Abilities(json="tool"))
    reply = Bench(there).model.complete(dataclasses.replace(ASKED, tools=(look,)), max_tokens=99)
    assert ([call.name for call in reply.calls], reply.finish) == (["look"], "tools")
    body = server.seen[0].body
    assert [tool["function"]["name"] for tool in body["tools"]] == ["look", "verdict"]
    assert body["tool_choice"] == "required"


def test_braces_in_the_talk_around_do_not_hide_the_json(server: FaultServer) -> None:
    text = f'In {{braces}} and {{"other": 1}} I say: {GOOD} and {{more}}.'
    server.on(CHAT, answer(200, completion(text)))
    there = profile(server.url, abilities=Abilities(json="text"))
    assert json.loads(Bench(there).model.complete(ASKED, max_tokens=99).text) == VERDICT
    hopeless = answer(200, completion("{" * 100_000))
    server.on(CHAT, hopeless)
    assert refused(lambda: Bench(there).model.complete(ASKED, max_tokens=99)).code == "model-no-json"


def test_the_history_is_sent_as_it_was(server: FaultServer) -> None:
    server.on(CHAT, answer(200, completion("Iron.")))
    turns = (Message("user", "One"), Message("assistant", "Two"), Message("user", "Three"))
    Bench(profile(server.url)).model.complete(dataclasses.replace(PROMPT, messages=turns), max_tokens=99)
    roles = [(message["role"], message["content"]) for message in server.seen[0].body["messages"]]
    assert roles == [("system", "You help."), ("user", "One"), ("assistant", "Two"), ("user", "Three")]
