"""Against `llmock`, a server of another author which breaks on demand and judges how its client took it."""

from __future__ import annotations

import dataclasses
import json
import time
from typing import TYPE_CHECKING, Any

import pytest

from agent.errors import ModelError
from agent.models import (
    Clock,
    JsonShape,
    Learned,
    Limits,
    Message,
    Profile,
    Timeouts,
    ToolSpec,
    check_model,
    list_models,
    open_model,
)
from tests.loopback.kit import KEY, PROMPT, Ear, profile
from tests.loopback.processes import fetch, served

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.models import EndpointModel, Reply

RATE = ToolSpec(
    "rate_of_recipe",
    "Rate of a recipe, such as iron plate.",
    {"type": "object", "properties": {"recipe": {"type": "string"}}, "required": ["recipe"]},
)
SHAPE = JsonShape(
    "verdict",
    {
        "type": "object",
        "properties": {"cause": {"type": "string"}, "drills": {"type": "integer"}},
        "required": ["cause", "drills"],
        "additionalProperties": False,
    },
)


@pytest.fixture(scope="module")
def llmock() -> Iterator[str]:
    # With a pause between pieces it sees that a client stopped reading in the middle.
    with served("llmock", "--stream-chunk-delay-ms", "10") as url:
        yield url


@pytest.fixture(scope="module")
def limited() -> Iterator[str]:
    with served("llmock", "--rpm", "60", "--tpm", "90000") as url:
        yield url


def there(url: str, **changes: Any) -> Profile:  # noqa: ANN401 - any field
    return profile(url, timeouts=Timeouts(connect_s=5.0, read_s=0.5, total_s=60.0), **changes)


def opened(url: str, *, speed: float = 1.0) -> EndpointModel:
    """A model there; ``speed`` shortens the waits that nobody asked for."""
    clock = Clock(monotonic=lambda: time.monotonic() * speed, sleep=lambda seconds: time.sleep(seconds / speed))
    return open_model(there(url), KEY, limits=Limits(), learned=Learned(), clock=clock)


def judged(url: str) -> Any:  # noqa: ANN401 - any JSON
    return fetch(f"{url}/_llmock/verdict")


def break_it(url: str, *behaviours: dict[str, Any]) -> None:
    fetch(f"{url}/_llmock/reset", {})
    if behaviours:
        fetch(f"{url}/_llmock/scenario", {"behaviors": list(behaviours)})


@pytest.mark.parametrize("ear", [None, Ear()])
def test_it_is_chatted_with(llmock: str, ear: Ear | None) -> None:
    break_it(llmock, {"type": "reply", "text": "Железа мало: не хватает буров."})
    reply = opened(llmock).complete(PROMPT, max_tokens=99, listener=ear)
    assert (reply.text, reply.finish, reply.estimated) == ("Железа мало: не хватает буров.", "stop", False)
    assert ear is None or "".join(ear.pieces) == reply.text


@pytest.mark.parametrize("ear", [None, Ear()])
def test_its_model_calls_a_tool_and_reads_the_result(llmock: str, ear: Ear | None) -> None:
    break_it(llmock)
    model = opened(llmock)
    asked = dataclasses.replace(PROMPT, tools=(RATE,))
    first = model.complete(asked, max_tokens=99, listener=ear)
    assert ([call.name for call in first.calls], first.finish) == (["rate_of_recipe"], "tools")
    assert set(json.loads(first.calls[0].arguments)) == {"recipe"}
    turns = (*PROMPT.messages, Message("assistant", "", first.calls))
    turns = (*turns, Message("tool", "90 per minute", call_id=first.calls[0].id))
    second = model.complete(dataclasses.replace(asked, messages=turns), max_tokens=99, listener=ear)
    assert (second.calls, bool(second.text)) == ((), True)


@pytest.mark.parametrize("kind", ["malformed_arguments", "unknown_tool"])
def test_its_broken_tool_calls_are_passed_on(llmock: str, kind: str) -> None:
    break_it(llmock, {"type": "tool_fault", "kind": kind})
    reply = opened(llmock).complete(dataclasses.replace(PROMPT, tools=(RATE,)), max_tokens=99)
    assert reply.finish == "tools"
    if kind == "unknown_tool":
        assert reply.calls[0].name != "rate_of_recipe"
    else:
        with pytest.raises(ValueError, match=r"."):
            json.loads(reply.calls[0].arguments)


def test_its_json_is_of_the_shape(llmock: str) -> None:
    break_it(llmock)
    reply = opened(llmock).complete(dataclasses.replace(PROMPT, shape=SHAPE), max_tokens=99)
    assert {name: type(value) for name, value in json.loads(reply.text).items()} == {"cause": str, "drills": int}


def test_its_models_are_listed_and_a_misspelt_one_is_told_its_like(llmock: str) -> None:
    break_it(llmock)
    assert "gpt-4o-mini" in list_models(there(llmock), KEY)
    assert check_model(there(llmock), KEY).is_there
    check = check_model(there(llmock, model="gpt-40-mini"), KEY)
    assert (check.is_there, check.near[0]) == (False, "gpt-4o-mini")


def test_its_quotas_are_read_as_it_gives_them(limited: str) -> None:
    limits = Limits()
    here = there(limited)
    model = open_model(here, KEY, limits=limits, learned=Learned())
    left = []
    for _ in range(3):
        model.complete(PROMPT, max_tokens=99)
        windows = limits.windows(here)
        assert (windows["requests"].limit, windows["tokens"].limit) == (60, 90_000)
        left.append(windows["requests"].remaining)
    assert left in ([59, 58, 57], [59, 58, 58], [59, 59, 58])  # It gives back one a second meanwhile.
    assert 0 < (limits.windows(here)["requests"].resets_in_s or 0.0) <= 3.0


def fail(status: int, **fields: object) -> dict[str, Any]:
    return {"type": "fail", "status": status, **fields}


def stream(kind: str, **fields: object) -> dict[str, Any]:
    return {"type": "stream_fault", "kind": kind, "after_chunks": 2, **fields}


#: With these it asks for a time, a second when it is told none; the others are tried again faster than in a game.
TIMED = (429, 503, 504, 529)
PASSING = {
    **{str(status): [fail(status, retry_after=0.2)] for status in TIMED},
    **{str(status): [fail(status)] for status in (408, 409, 500, 502)},
    "429 twice": [fail(429, retry_after=0.3, times=2)],
    "several in a row": [fail(500, times=2), fail(409)],
    "disconnect": [stream("disconnect")],
    "truncate": [stream("truncate")],
    "malformed": [stream("malformed")],
    "late answer": [{"type": "delay", "seconds": 0.1}, fail(500)],
    "late first word": [{"type": "slow_first_token", "seconds": 0.1}, stream("disconnect")],
    "stall": [stream("stall", stall_seconds=3.0)],
    "two broken streams": [stream("truncate"), stream("disconnect")],
}


def speed_of(behaviours: list[dict[str, Any]]) -> float:
    return 1.0 if any(behaviour.get("status") in TIMED for behaviour in behaviours) else 4.0


@pytest.mark.parametrize("case", PASSING)
def test_its_passing_faults_are_outlived_and_its_judgement_is_clean(llmock: str, case: str) -> None:
    break_it(llmock, *PASSING[case], {"type": "reply", "text": "Iron is short.", "times": None})
    ear = Ear()
    reply: Reply = opened(llmock, speed=speed_of(PASSING[case])).complete(PROMPT, max_tokens=99, listener=ear)
    assert (reply.text, "".join(ear.pieces)) == ("Iron is short.", "Iron is short.")
    verdict = judged(llmock)
    assert verdict["findings"] == []
    assert verdict["faults_injected"] >= 1


LASTING = {
    **{str(status): fail(status, times=None) for status in (400, 401, 402, 403, 404, 422, 500)},
    **{str(status): fail(status, retry_after=0.2, times=None) for status in (429, 503)},
    "disconnect": stream("disconnect", times=None),
    "truncate": stream("truncate", times=None),
    "malformed": stream("malformed", times=None),
}


@pytest.mark.parametrize("case", LASTING)
def test_its_lasting_faults_are_named_and_its_judgement_of_the_tries_is_clean(llmock: str, case: str) -> None:
    break_it(llmock, LASTING[case])
    with pytest.raises(ModelError):
        opened(llmock, speed=speed_of([LASTING[case]])).complete(PROMPT, max_tokens=99, listener=Ear())
    findings = {finding["code"] for finding in judged(llmock)["findings"]}
    # A client that gives up for good did not accept what it threw away, but the judge cannot see that.
    assert findings <= {"truncate": {"truncated_stream_accepted"}, "malformed": {"malformed_chunk_ignored"}}.get(
        case, set()
    )


def test_a_prompt_beyond_its_window_is_named() -> None:
    with served("llmock", "--context-window", "50") as url:
        long = dataclasses.replace(PROMPT, messages=(Message("user", "iron plate " * 200),))
        with pytest.raises(ModelError) as caught:
            opened(url).complete(long, max_tokens=99)
        assert caught.value.code == "model-prompt-too-long"


def test_its_judge_does_find_fault_with_a_client_that_is_in_a_hurry(llmock: str) -> None:
    break_it(llmock, fail(429, retry_after=1.0, times=2))
    opened(llmock, speed=50.0).complete(PROMPT, max_tokens=99)
    assert {finding["code"] for finding in judged(llmock)["findings"]} == {"retry_after_ignored"}
