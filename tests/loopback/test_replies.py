"""What comes with a reply: how it ended, what it cost, and how much room it had."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from agent.i18n import LANGUAGES, catalogue
from agent.models import Message, Price
from tests.loopback.fault_server import DONE, answer, chunked, completion, error, event
from tests.loopback.kit import PROMPT, Bench, Ear, profile, refused

if TYPE_CHECKING:
    from tests.loopback.fault_server import FaultServer

CHAT = "/v1/chat/completions"


def test_a_reply_that_was_cut_is_given_with_a_note(server: FaultServer) -> None:
    server.on(CHAT, answer(200, completion("Iron is", finish="length")))
    reply = Bench(profile(server.url)).model.complete(PROMPT, max_tokens=9)
    assert (reply.text, reply.finish, [note.key for note in reply.notes]) == (
        "Iron is",
        "length",
        ["note-model-truncated"],
    )
    for language in LANGUAGES:
        assert "9" in catalogue(language).text(reply.notes[0].key, **reply.notes[0].params)


def test_a_reply_costs_what_the_server_counted_at_the_profiles_price(server: FaultServer) -> None:
    server.on(CHAT, answer(200, completion("Iron.")))
    bench = Bench(profile(server.url, price=Price(2.5, 10.0)))
    with bench.limits.question() as spent:
        reply = bench.model.complete(PROMPT, max_tokens=9)
    # 19 tokens of prompt at $2.50 and 10 of reply at $10.00 a million.
    assert (reply.prompt_tokens, reply.reply_tokens, reply.estimated) == (19, 10, False)
    assert reply.cost == pytest.approx(0.0001475)
    assert spent.usd == pytest.approx(0.0001475)


def test_a_server_that_does_not_count_has_its_cost_estimated_from_above_and_said_so(server: FaultServer) -> None:
    server.on(CHAT, chunked([event({"content": "Iron."}, finish="stop"), DONE]))
    reply = Bench(profile(server.url, price=Price(2.5, 10.0))).model.complete(PROMPT, max_tokens=9, listener=Ear())
    assert (reply.estimated, [note.key for note in reply.notes]) == (True, ["note-model-estimated"])
    assert (reply.prompt_tokens or 0) >= 19
    assert (reply.reply_tokens or 0) >= 2


def test_a_stream_that_broke_is_counted_too_because_it_is_paid_for(server: FaultServer) -> None:
    server.on(CHAT, chunked([event({"content": "Iron " * 30})], end="cut"))
    bench = Bench(profile(server.url))
    refused(lambda: bench.model.complete(PROMPT, max_tokens=99, listener=Ear()))
    assert (bench.limits.today().requests, bench.limits.today().estimated) == (4, True)
    assert bench.limits.today().reply_tokens >= 4 * 30


def test_a_reply_gets_only_the_room_that_the_window_leaves(server: FaultServer) -> None:
    server.on(CHAT, answer(200, completion("Iron.")))
    asked = dataclasses.replace(PROMPT, messages=(Message("user", "iron " * 300),))
    Bench(profile(server.url, context_tokens=900, max_tokens=4096)).model.complete(asked, max_tokens=4096)
    assert 256 <= server.seen[0].body["max_tokens"] < 400
    fault = refused(lambda: Bench(profile(server.url, context_tokens=700)).model.complete(asked, max_tokens=4096))
    assert fault.code == "model-prompt-too-long"
    assert len(server.seen) == 1


def test_content_in_parts_is_one_text(server: FaultServer) -> None:
    parts = [{"type": "text", "text": "Iron "}, {"type": "thinking", "text": "hm"}, {"type": "text", "text": "is out."}]
    server.on(CHAT, answer(200, completion() | {"choices": [{"message": {"content": parts}, "finish_reason": "stop"}]}))
    assert Bench(profile(server.url)).model.complete(PROMPT, max_tokens=9).text == "Iron is out."


def test_a_model_that_is_not_there_is_told_its_like_from_the_endpoints_list(server: FaultServer) -> None:
    server.on(CHAT, error(404, "The model `gpt-40` does not exist", code="model_not_found"))
    server.on("/v1/models", answer(200, {"object": "list", "data": [{"id": "gpt-4o"}, {"id": "whisper-1"}]}))
    fault = refused(lambda: Bench(profile(server.url, model="gpt-40")).model.complete(PROMPT, max_tokens=9))
    assert (fault.code, fault.params["near"]) == ("model-not-found", "gpt-4o")


def test_the_endpoints_name_of_a_request_is_logged(server: FaultServer, caplog: pytest.LogCaptureFixture) -> None:
    server.on(CHAT, error(400, "no", {"x-request-id": "req_123"}))
    fault = refused(lambda: Bench(profile(server.url)).model.complete(PROMPT, max_tokens=9))
    assert getattr(fault, "request_id", None) == "req_123"
    assert "req_123" in caplog.text
