"""Every way in which an endpoint can fail to answer has its own name, is tried again or not, and hides the key."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.i18n import LANGUAGES, catalogue
from agent.models import CAUSES
from tests.loopback.fault_server import answer, chunked, completion, error, event, hang_up, raw, told
from tests.loopback.kit import CANARY, PROMPT, Bench, Ear, profile, refused

if TYPE_CHECKING:
    from tests.loopback.fault_server import FaultServer, Step

CHAT = "/v1/chat/completions"
HTML = {"Content-Type": "text/html"}
PAGE = b"<!DOCTYPE html><html><body>Sign in to the hotel's network</body></html>"

# Bodies as the providers' own references and error pages show them.
CASES: dict[str, tuple[Step, str, int]] = {
    "refused key": (
        error(401, f"Incorrect API key provided: {CANARY}.", code="invalid_api_key"),
        "model-key-refused",
        1,
    ),
    "key that a proxy in between refuses": (answer(401, PAGE, HTML), "model-key-refused", 1),
    "expired key": (error(401, "Your API key has expired.", code="expired_api_key"), "model-key-expired", 1),
    "closed account": (error(401, "The account was deactivated.", code="account_deactivated"), "model-key-expired", 1),
    "other organisation": (
        error(401, "OpenAI-Organization header should match organization for API key", code="mismatched_organization"),
        "model-wrong-organisation",
        1,
    ),
    "no right to the model": (error(403, "Project does not have access to model gpt-4o"), "model-forbidden", 1),
    "no credit": (
        error(429, "You exceeded your current quota, please check your plan and billing", code="insufficient_quota"),
        "model-no-credit",
        1,
    ),
    "no credit, as others say it": (error(402, "Insufficient Balance"), "model-no-credit", 1),
    "wrong model": (
        error(404, "The model `gpt-4o` does not exist or you do not have access to it.", code="model_not_found"),
        "model-not-found",
        1,
    ),
    "wrong model, as others say it": (error(400, "Invalid model: gpt-4o"), "model-not-found", 1),
    "wrong path": (answer(404, b"404 page not found", HTML), "model-wrong-url", 1),
    "web page": (answer(200, PAGE, HTML), "model-wrong-url", 1),
    "web page of an error": (answer(404, PAGE, HTML), "model-wrong-url", 1),
    "method that is not allowed": (answer(405, {"detail": "Method Not Allowed"}), "model-wrong-url", 1),
    "redirect": (answer(302, b"", {"Location": "https://elsewhere.example/v1"}), "model-redirected", 1),
    "busy": (error(429, "Rate limit reached for requests", code="rate_limit_exceeded"), "model-busy", 4),
    "time-out of its own": (error(408, "Request Timeout"), "model-busy", 4),
    "conflict": (error(409, "Conflict"), "model-busy", 4),
    "fault of its own": (error(500, "The server had an error"), "model-server-failed", 4),
    "bad gateway": (answer(502, PAGE, HTML), "model-server-failed", 4),
    "overloaded": (error(529, "Overloaded"), "model-server-failed", 4),
    "field that is refused": (error(400, "Invalid value for 'messages'", param="messages"), "model-request-refused", 1),
    "checked by a framework": (
        answer(422, {"detail": [{"loc": ["body", "messages"], "msg": "field required"}]}),
        "model-request-refused",
        1,
    ),
    "too long": (
        error(400, "This model's maximum context length is 8192 tokens.", code="context_length_exceeded"),
        "model-prompt-too-long",
        1,
    ),
    "too long for llama.cpp": (
        answer(
            400,
            {
                "error": {
                    "code": 400,
                    "message": "request (4476 tokens) exceeds the available context size (4096 tokens)",
                    "type": "exceed_context_size_error",
                }
            },
        ),
        "model-prompt-too-long",
        1,
    ),
    "body too large": (answer(413, PAGE, HTML), "model-prompt-too-long", 1),
    "content refused": (
        error(400, "The response was filtered", code="content_filter"),
        "model-content-refused",
        1,
    ),
    "reply cut by the filter": (answer(200, completion("Bad", finish="content_filter")), "model-content-refused", 1),
    "model that declines": (answer(200, completion(None, refusal="I cannot.")), "model-content-refused", 1),
    "not JSON": (answer(200, b"It works!"), "model-garbage", 4),
    "half a JSON": (answer(200, b'{"choices": [{"mess'), "model-garbage", 4),
    "not UTF-8": (answer(200, b'{"choices": "\xff\xfe"}'), "model-garbage", 4),
    "nested without end": (answer(200, b"[" * 200_000), "model-garbage", 4),
    "list": (answer(200, []), "model-wrong-shape", 1),
    "other JSON": (answer(200, {"status": "ok"}), "model-wrong-shape", 1),
    "no choices": (answer(200, completion() | {"choices": []}), "model-wrong-shape", 1),
    "failure under success": (answer(200, {"error": {"code": 503, "message": "upstream"}}), "model-server-failed", 4),
    "empty": (answer(200, completion("")), "model-empty", 4),
    "blank": (answer(200, completion(" \n")), "model-empty", 4),
    "nothing but thinking": (answer(200, completion("", finish="length")), "model-truncated", 1),
    "no body": (answer(200, b""), "model-garbage", 4),
    "huge body": (answer(200, b" " * (4 << 20)), "model-endless", 1),
    "hang-up": (hang_up, "model-broken-stream", 4),
    "no HTTP": (raw(b"220 mail.example ESMTP\r\n"), "model-broken-stream", 4),
    "status that is none": (raw(b"HTTP/1.1 999 ?\r\nContent-Length: 0\r\n\r\n"), "model-request-refused", 1),
}


@pytest.mark.parametrize("case", CASES)
def test_a_failure_has_its_name_and_is_repeated_only_where_that_may_help(server: FaultServer, case: str) -> None:
    step, code, attempts = CASES[case]
    server.on(CHAT, step)
    bench = Bench(profile(server.url))
    assert refused(lambda: bench.model.complete(PROMPT, max_tokens=100)).code == code
    assert len(server.asked(CHAT)) == attempts


def test_a_stream_that_says_it_is_done_need_not_say_why(server: FaultServer) -> None:
    server.on(CHAT, chunked([event({"content": "Iron."}), b"data: [DONE]"]))
    reply = Bench(profile(server.url)).model.complete(PROMPT, max_tokens=100, listener=Ear())
    assert (reply.text, reply.finish, reply.estimated) == ("Iron.", "stop", True)


STREAMS: dict[str, tuple[Step, str, int]] = {
    "cut without an end": (chunked(told("a", "b")[:-3], end="cut"), "model-broken-stream", 4),
    "cut in the middle of a chunk": (chunked(told("a", "b")[:-3], end="half"), "model-broken-stream", 4),
    "reset": (chunked(told("a", "b")[:-3], end="reset"), "model-broken-stream", 4),
    "ended in order but too early": (chunked(told("a", "b")[:-3]), "model-broken-stream", 4),
    "ended without a word": (chunked([]), "model-broken-stream", 4),
    "event that is no JSON": (chunked([*told("a")[:-3], b'data: {"choices": [{"del\n\n']), "model-garbage", 4),
    "web page": (chunked([PAGE]), "model-wrong-url", 1),
    "failure in mid-stream": (
        chunked([*told("a")[:-3], b'data: {"error": {"code": 502, "message": "upstream died"}}\n\n']),
        "model-server-failed",
        4,
    ),
    "filter in mid-stream": (chunked([event({"content": "a"}, finish="content_filter")]), "model-content-refused", 1),
    "empty": (chunked(told()), "model-empty", 4),
    "endless text": (chunked(told(*["word " * 50] * 500)), "model-endless", 1),
    "endless comments": (chunked([b": still here\n\n" * 10_000] * 50), "model-endless", 1),
    "refused key": (error(401, f"Incorrect API key provided: {CANARY}."), "model-key-refused", 1),
}


@pytest.mark.parametrize("case", STREAMS)
def test_a_failure_of_a_stream_has_its_name_and_what_was_heard_is_taken_back(server: FaultServer, case: str) -> None:
    step, code, attempts = STREAMS[case]
    server.on(CHAT, step)
    bench, ear = Bench(profile(server.url)), Ear()
    assert refused(lambda: bench.model.complete(PROMPT, max_tokens=100, listener=ear)).code == code
    assert len(server.asked(CHAT)) == attempts
    assert ear.pieces == []


def test_every_cause_in_the_table_has_a_sentence_in_both_languages() -> None:
    for language in LANGUAGES:
        keys = catalogue(language).keys
        assert {f"error-{code}" for code in CAUSES} <= keys
