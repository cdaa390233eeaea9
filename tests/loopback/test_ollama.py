"""Ollama by its own interface: options, streaming, tools, forms, missing models, and prompts that it would cut."""

from __future__ import annotations

import dataclasses
import json
import socket
from typing import TYPE_CHECKING, Any

import ollama as official
import pytest
from ollama._types import ChatRequest

from agent.i18n import catalogue
from agent.models import JsonShape, Message, Timeouts, ToolCall, ToolSpec, check_model, list_models, missing_model
from tests.loopback.fake_ollama import FakeOllama
from tests.loopback.fault_server import answer, chunked, hang_up, hold
from tests.loopback.kit import PROMPT, Bench, Ear, profile, refused

if TYPE_CHECKING:
    from agent.models import Profile, Prompt
    from tests.loopback.fault_server import FaultServer

CHAT = "/api/chat"
RATE = ToolSpec("rate", "Rate of a recipe.", {"type": "object", "properties": {"recipe": {"type": "string"}}})


def ollama(server: FaultServer, **changes: Any) -> Profile:  # noqa: ANN401 - any field
    fields: dict[str, Any] = {"kind": "ollama", "base_url": server.url, "model": "llama3.1:8b", "needs_key": False}
    return profile(server.url, **{**fields, "context_tokens": 8192, **changes})


def bench(server: FaultServer, fake: FakeOllama | None = None, **changes: Any) -> Bench:  # noqa: ANN401 - any field
    (fake or FakeOllama()).serve_on(server)
    return Bench(ollama(server, **changes), key=None)


def long_prompt(tokens: int) -> Prompt:
    """A question of so many tokens as the fake counts them."""
    turns = (Message("user", "A" * 2 * tokens), Message("assistant", "B" * tokens), Message("user", "C" * tokens))
    return dataclasses.replace(PROMPT, messages=turns)


@pytest.mark.parametrize("ear", [None, Ear()])
def test_a_question_is_answered_with_the_window_and_options_sent(server: FaultServer, ear: Ear | None) -> None:
    there = bench(server, FakeOllama(says={"content": "Железа мало."}), temperature=0.3)
    reply = there.model.complete(PROMPT, max_tokens=99, listener=ear)
    assert (reply.text.strip(), reply.finish, reply.reply_tokens) == ("Железа мало.", "stop", 3)
    assert (reply.estimated, reply.cost) == (False, None)
    (seen,) = server.asked(CHAT)
    assert seen.body["options"] == {"num_ctx": 8192, "num_predict": 99, "temperature": 0.3}
    assert seen.body["stream"] is (ear is not None)
    assert "authorization" not in seen.headers
    if ear is not None:
        assert "".join(ear.pieces) == reply.text


def test_the_official_client_reads_the_stand_in_as_it_reads_ollama(server: FaultServer) -> None:
    FakeOllama().serve_on(server)
    client = official.Client(host=server.url)
    messages = [{"role": "user", "content": "Why?"}]
    assert [model.model for model in client.list().models] == ["llama3.1:8b", "qwen2.5:7b"]
    assert client.show("llama3.1:8b").modelinfo == {
        "general.architecture": "llama",
        "llama.context_length": 131_072,
        "tokenizer.ggml.tokens": None,
    }
    assert client.chat("llama3.1:8b", messages).message.content == "Iron."
    assert "".join(part.message.content or "" for part in client.chat("llama3.1:8b", messages, stream=True)) == "Iron. "
    with pytest.raises(official.ResponseError, match="not found"):
        client.chat("llama9", messages)
    client._client.close()


def test_what_is_sent_is_a_request_to_the_official_client_too(server: FaultServer) -> None:
    there = bench(server)
    made = ToolCall("call_0", "rate", '{"recipe": "iron-plate"}')
    turns = (*PROMPT.messages, Message("assistant", "", (made,)), Message("tool", "90", call_id="call_0"))
    shape = JsonShape("v", {"type": "object", "properties": {"a": {"type": "string"}}})
    refused(
        lambda: there.model.complete(
            dataclasses.replace(PROMPT, messages=turns, tools=(RATE,), shape=shape), max_tokens=99
        )
    )
    body = server.asked(CHAT)[0].body
    request = ChatRequest.model_validate({name: body[name] for name in body if name not in {"truncate", "shift"}})
    assert request.format == shape.schema
    _, _, called, result = (official.Message.model_validate(message) for message in body["messages"])
    assert called.tool_calls is not None
    assert called.tool_calls[0].function.arguments == {"recipe": "iron-plate"}
    assert result.tool_name == "rate"


def test_a_model_that_is_not_there_is_named_with_the_command_that_fetches_it(server: FaultServer) -> None:
    there = bench(server, model="lama3.1:8b")
    fault = refused(lambda: there.model.complete(PROMPT, max_tokens=99))
    assert (fault.code, fault.params["near"]) == ("model-not-pulled", "llama3.1:8b")
    assert catalogue("ru").error(fault)[1] == "Запустите: ollama pull lama3.1:8b"
    assert server.asked(CHAT) == []


def test_the_list_tells_whether_a_model_is_there(server: FaultServer) -> None:
    FakeOllama(models=("gemma3:latest", "llama3.1:8b")).serve_on(server)
    assert list_models(ollama(server), None) == ("gemma3:latest", "llama3.1:8b")
    assert check_model(ollama(server, model="gemma3"), None).is_there
    missing = ollama(server, model="gema3:1b")
    check = check_model(missing, None)
    assert (check.is_there, check.near[0]) == (False, "gemma3:latest")
    assert missing_model(missing, check).code == "model-not-pulled"


@pytest.mark.parametrize("ear", [None, Ear()])
@pytest.mark.parametrize(
    "fake",
    [
        FakeOllama(heeds_num_ctx=False, knows_truncate=False),
        FakeOllama(heeds_num_ctx=False, knows_truncate=False, default_window=2048),
        FakeOllama(heeds_num_ctx=False, knows_truncate=False, default_window=300),
        FakeOllama(heeds_num_ctx=True, knows_truncate=False, window=1000, capabilities=None),
    ],
)
def test_a_prompt_that_was_cut_in_silence_is_never_passed_as_answered(
    server: FaultServer, fake: FakeOllama, ear: Ear | None
) -> None:
    there = bench(server, fake, context_tokens=32_768)
    there.learned.shown(there.profile, 32_768, tools=None)
    fault = refused(lambda: there.model.complete(long_prompt(5000), max_tokens=99, listener=ear))
    assert fault.code == "model-prompt-cut"
    assert ear is None or ear.pieces == []


def test_a_server_that_can_refuse_to_cut_is_told_to(server: FaultServer) -> None:
    there = bench(server, FakeOllama(heeds_num_ctx=False), context_tokens=32_768)
    assert refused(lambda: there.model.complete(long_prompt(5000), max_tokens=99)).code == "model-prompt-too-long"


def test_a_prompt_that_does_not_fit_the_profiles_window_is_not_sent(server: FaultServer) -> None:
    there = bench(server)
    assert refused(lambda: there.model.complete(long_prompt(9000), max_tokens=99)).code == "model-prompt-too-long"
    assert server.asked(CHAT) == []


def test_the_models_own_window_counts_where_it_is_the_smaller_one(server: FaultServer) -> None:
    there = bench(server, FakeOllama(window=2048), context_tokens=32_768)
    there.model.complete(PROMPT, max_tokens=99)
    assert there.model.context_tokens == 2048
    assert server.asked(CHAT)[0].body["options"]["num_ctx"] == 2048
    assert refused(lambda: there.model.complete(long_prompt(2500), max_tokens=99)).code == "model-prompt-too-long"
    assert len(server.asked("/api/show")) == 1


@pytest.mark.parametrize("text", ["Ж" * 9000, "Why is there no iron plate on the belt? " * 200, "1 2 3 4 5 " * 500])
def test_a_prompt_that_was_read_whole_is_not_called_cut(server: FaultServer, text: str) -> None:
    there = bench(server, FakeOllama(knows_truncate=False), context_tokens=32_768)
    asked = dataclasses.replace(PROMPT, messages=(Message("user", text),))
    assert there.model.complete(asked, max_tokens=99).text == "Iron."


def test_a_server_that_counts_nothing_is_believed_and_estimated(server: FaultServer) -> None:
    reply = bench(server, FakeOllama(counts=False)).model.complete(PROMPT, max_tokens=99)
    assert (reply.text, reply.estimated) == ("Iron.", True)
    assert (reply.prompt_tokens or 0) > 0


@pytest.mark.parametrize("ear", [None, Ear()])
def test_tools_are_called_with_objects_and_passed_on_as_text(server: FaultServer, ear: Ear | None) -> None:
    calls = [{"function": {"name": "rate", "arguments": {"recipe": name}}} for name in ("iron-plate", "медь")]
    there = bench(server, FakeOllama(says={"content": "", "tool_calls": calls}))
    reply = there.model.complete(dataclasses.replace(PROMPT, tools=(RATE,)), max_tokens=99, listener=ear)
    assert reply.calls == (
        ToolCall("call_0", "rate", '{"recipe": "iron-plate"}'),
        ToolCall("call_1", "rate", '{"recipe": "медь"}'),
    )
    assert reply.finish == "tools"


@pytest.mark.parametrize("capabilities", [("completion",), None])
def test_a_model_that_cannot_use_tools_is_asked_without(
    server: FaultServer, capabilities: tuple[str, ...] | None
) -> None:
    fake = FakeOllama(capabilities=capabilities)
    there = bench(server, fake)
    if capabilities is None:
        server.on(CHAT, answer(400, {"error": "llama3.1:8b does not support tools"}), fake._chat)
    reply = there.model.complete(dataclasses.replace(PROMPT, tools=(RATE,)), max_tokens=99)
    assert [note.key for note in reply.notes] == ["note-model-no-tools"]
    assert "tools" not in server.asked(CHAT)[-1].body


def test_a_form_is_asked_for_as_a_schema_and_then_as_json(server: FaultServer) -> None:
    shape = JsonShape("v", {"type": "object", "properties": {"a": {"type": "integer"}}, "required": ["a"]})
    there = bench(server)
    good = {"message": {"role": "assistant", "content": '{"a": 1}'}, "done": True, "done_reason": "stop"}
    server.on(CHAT, answer(500, {"error": "failed to parse grammar"}), answer(500, {"error": "?"}), answer(200, good))
    reply = there.model.complete(dataclasses.replace(PROMPT, shape=shape), max_tokens=99)
    assert json.loads(reply.text) == {"a": 1}
    assert [seen.body["format"] for seen in server.asked(CHAT)] == [shape.schema, shape.schema, "json"]


LINE = b'{"message": {"role": "assistant", "content": "Iron"}, "done": false}\n'
FAULTS = {
    "cut": (chunked([LINE], end="cut"), "model-broken-stream"),
    "ended too early": (chunked([LINE]), "model-broken-stream"),
    "failure in mid-stream": (chunked([LINE, b'{"error": "llama runner died"}\n']), "model-server-failed"),
    "line that is no JSON": (chunked([LINE, b"<oops>\n"]), "model-garbage"),
    "other JSON": (chunked([b'{"hello": 1}\n']), "model-wrong-shape"),
    "empty": (chunked([b'{"message": {"content": ""}, "done": true}\n']), "model-empty"),
    "endless": (chunked([LINE] * 5000), "model-endless"),
    "silence": (hold, "model-timeout"),
    "OpenAI's interface": (answer(404, b"404 page not found", {"Content-Type": "text/plain"}), "model-wrong-url"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_failure_has_its_name(server: FaultServer, case: str) -> None:
    step, code = FAULTS[case]
    there = bench(server, timeouts=Timeouts(connect_s=1.0, read_s=0.1 if case == "silence" else 5.0, total_s=30.0))
    server.on(CHAT, step)
    ear = Ear()
    assert refused(lambda: there.model.complete(PROMPT, max_tokens=99, listener=ear)).code == code
    assert ear.pieces == []


def test_a_connection_that_breaks_while_the_model_is_looked_at_is_tried_again(server: FaultServer) -> None:
    fake = FakeOllama()
    there = bench(server, fake)
    server.on("/api/show", hang_up, fake._show)
    assert there.model.complete(PROMPT, max_tokens=99).text.strip() == "Iron."
    assert (len(server.asked("/api/show")), len(server.asked(CHAT))) == (2, 1)


def test_ollama_that_does_not_run_is_named_with_the_command_that_starts_it() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        url = f"http://127.0.0.1:{taken.getsockname()[1]}"
        there = dataclasses.replace(profile(url), kind="ollama", base_url=url, needs_key=False)
        fault = refused(lambda: Bench(there, key=None).model.complete(PROMPT, max_tokens=9))
    assert fault.code == "model-ollama-not-running"
