"""Tools: told to models that can use them, and their calls read as they were written, streamed or not."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from agent.models import Abilities, Message, ToolCall, ToolSpec
from tests.loopback.fault_server import DONE, USAGE, answer, chunked, completion, error, event
from tests.loopback.kit import PROMPT, Bench, Ear, profile, refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tests.loopback.fault_server import FaultServer, Step

CHAT = "/v1/chat/completions"
RATE = ToolSpec("rate", "Rate of a recipe.", {"type": "object", "properties": {"recipe": {"type": "string"}}})
ASKED = dataclasses.replace(PROMPT, tools=(RATE,))


def whole(*calls: Mapping[str, object]) -> Step:
    return answer(200, completion(None, finish="tool_calls", tool_calls=list(calls)))


def call(name: str, arguments: object, **fields: object) -> dict[str, object]:
    return {"id": "call_1", "type": "function", "function": {"name": name, "arguments": arguments}, **fields}


def pieces(*deltas: object, finish: str = "tool_calls") -> Step:
    events = [event({"role": "assistant", "content": None, "tool_calls": [delta]}) for delta in deltas]
    return chunked([*events, event({}, finish=finish), event(None, usage=USAGE), DONE])


def test_a_model_is_told_of_the_tools_in_the_form_of_the_interface(server: FaultServer) -> None:
    server.on(CHAT, whole(call("rate", '{"recipe": "iron-plate"}')))
    reply = Bench(profile(server.url)).model.complete(ASKED, max_tokens=99)
    assert reply.calls == (ToolCall("call_1", "rate", '{"recipe": "iron-plate"}'),)
    assert reply.finish == "tools"
    assert server.seen[0].body["tools"] == [
        {
            "type": "function",
            "function": {"name": "rate", "description": "Rate of a recipe.", "parameters": RATE.parameters},
        }
    ]


@pytest.mark.parametrize("arguments", ['{"recipe": ', "", "iron", '{"recipe": "x"}}', "null"])
def test_arguments_are_passed_on_as_they_are(server: FaultServer, arguments: str) -> None:
    server.on(CHAT, whole(call("rate", arguments)))
    bench = Bench(profile(server.url))
    assert bench.model.complete(ASKED, max_tokens=99).calls[0].arguments == arguments
    server.on(
        CHAT,
        pieces({"index": 0, **call("rate", arguments[:3])}, {"index": 0, "function": {"arguments": arguments[3:]}}),
    )
    assert bench.model.complete(ASKED, max_tokens=99, listener=Ear()).calls[0].arguments == arguments


def test_calls_that_come_in_pieces_side_by_side_are_put_together(server: FaultServer) -> None:
    server.on(
        CHAT,
        pieces(
            {"index": 0, "id": "a", "type": "function", "function": {"name": "rate", "arguments": ""}},
            {"index": 1, "id": "b", "type": "function", "function": {"name": "rate", "arguments": ""}},
            {"index": 1, "function": {"arguments": '{"recipe":'}},
            {"index": 0, "function": {"arguments": '{"recipe": "iron'}},
            {"index": 1, "function": {"arguments": ' "медь"}'}},
            {"index": 0, "function": {"arguments": '-plate"}'}},
        ),
    )
    reply = Bench(profile(server.url)).model.complete(ASKED, max_tokens=99, listener=Ear())
    assert reply.calls == (
        ToolCall("a", "rate", '{"recipe": "iron-plate"}'),
        ToolCall("b", "rate", '{"recipe": "медь"}'),
    )


def test_endpoints_that_leave_out_index_or_id_or_send_objects_are_understood(server: FaultServer) -> None:
    first = {"id": "a", "function": {"name": "rate", "arguments": '{"recipe": "a"}'}}
    second = {"id": "b", "function": {"name": "rate", "arguments": {"recipe": "b"}}}
    bench = Bench(profile(server.url))
    same = {"index": 0, **first}, {"index": 0, **second}
    server.on(CHAT, pieces(first, second, finish="stop"), pieces(*same, finish="stop"))
    expected = [("a", '{"recipe": "a"}'), ("b", '{"recipe": "b"}')]
    for _ in range(2):
        reply = bench.model.complete(ASKED, max_tokens=99, listener=Ear())
        assert [(one.id, one.arguments) for one in reply.calls] == expected
        assert reply.finish == "tools"
    server.on(CHAT, whole({"function": {"name": "rate", "arguments": {"recipe": "a"}}}))
    assert bench.model.complete(ASKED, max_tokens=99).calls == (ToolCall("call_0", "rate", '{"recipe": "a"}'),)


def test_a_tool_that_does_not_exist_is_the_askers_to_judge(server: FaultServer) -> None:
    server.on(CHAT, whole(call("launch_rocket", "{}")))
    assert Bench(profile(server.url)).model.complete(ASKED, max_tokens=99).calls[0].name == "launch_rocket"


def test_calls_and_their_results_go_back_in_the_form_of_the_interface(server: FaultServer) -> None:
    server.on(CHAT, answer(200, completion("90 a minute.")))
    made = ToolCall("call_1", "rate", '{"recipe": ')
    turns = (*PROMPT.messages, Message("assistant", "", (made,)), Message("tool", "bad arguments", call_id="call_1"))
    Bench(profile(server.url)).model.complete(dataclasses.replace(ASKED, messages=turns), max_tokens=99)
    assert server.seen[0].body["messages"][2:] == [
        {
            "role": "assistant",
            "content": None,
            "tool_calls": [
                {"id": "call_1", "type": "function", "function": {"name": "rate", "arguments": '{"recipe": '}}
            ],
        },
        {"role": "tool", "tool_call_id": "call_1", "content": "bad arguments"},
    ]


def test_a_model_without_the_ability_is_told_of_none_and_the_player_of_that(server: FaultServer) -> None:
    server.on(CHAT, answer(200, completion("Iron.")))
    reply = Bench(profile(server.url, abilities=Abilities(tools=False))).model.complete(ASKED, max_tokens=99)
    assert "tools" not in server.seen[0].body
    assert [note.key for note in reply.notes] == ["note-model-no-tools"]


@pytest.mark.parametrize(
    "words", ["llama2 does not support tools", "`tools` is not supported with this model", "tools are not supported"]
)
def test_an_endpoint_that_refuses_tools_is_asked_without_them_from_then_on(server: FaultServer, words: str) -> None:
    server.on(CHAT, error(400, words), answer(200, completion("Iron.")))
    bench = Bench(profile(server.url))
    assert bench.model.complete(ASKED, max_tokens=99).text == "Iron."
    bench.model.complete(ASKED, max_tokens=99)
    assert ["tools" in seen.body for seen in server.seen] == [True, False, False]


@pytest.mark.parametrize(
    ("message", "param", "before", "after"),
    [
        (
            "Unsupported parameter: 'max_tokens' is not supported here. Use 'max_completion_tokens' instead.",
            "max_tokens",
            {"max_tokens"},
            {"max_completion_tokens"},
        ),
        (
            "Unsupported value: 'temperature' does not support 0.2 with this model. Only the default (1) is supported.",
            "temperature",
            {"temperature"},
            set(),
        ),
    ],
)
def test_a_field_that_is_refused_by_name_is_renamed_or_left_out_from_then_on(
    server: FaultServer, message: str, param: str, before: set[str], after: set[str]
) -> None:
    server.on(CHAT, error(400, message, param=param, code="unsupported_parameter"), answer(200, completion("Iron.")))
    bench = Bench(profile(server.url))
    for _ in range(2):
        assert bench.model.complete(PROMPT, max_tokens=99).text == "Iron."
    first, second, third = (set(seen.body) for seen in server.seen)
    assert first - second == before
    assert second - first == after
    assert third == second


def test_an_endpoint_that_refuses_the_number_and_not_the_name_is_not_asked_for_ever(server: FaultServer) -> None:
    server.on(CHAT, error(400, "max_tokens is too large: 99; max_completion_tokens too"))
    assert (
        refused(lambda: Bench(profile(server.url)).model.complete(PROMPT, max_tokens=99)).code
        == "model-request-refused"
    )
    assert len(server.seen) == 2
