"""How long is waited before another try, and when the player is told to wait himself."""

from __future__ import annotations

import threading
from datetime import UTC, datetime
from email.utils import format_datetime
from itertools import pairwise
from typing import TYPE_CHECKING

import pytest

from agent.models import Timeouts
from tests.loopback.fault_server import answer, chunked, completion, error, event, hang_up, hold, told
from tests.loopback.kit import PROMPT, Bench, Ear, profile, refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.models import EndpointError
    from tests.loopback.fault_server import FaultServer, Handler

CHAT = "/v1/chat/completions"
GOOD = answer(200, completion("Iron."))
SERVER_S = 1_750_000_000.0


def http_date(seconds: float) -> str:
    return format_datetime(datetime.fromtimestamp(seconds, UTC), usegmt=True)


def waited(bench: Bench) -> float:
    return sum(bench.time.slept)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": "0.5"}, 0.5),
        ({"Retry-After": "120"}, 120.0),
        ({"retry-after-ms": "1500", "Retry-After": "60"}, 1.5),
        ({"Retry-After": http_date(SERVER_S + 30), "Date": http_date(SERVER_S)}, 30.0),
        ({"Retry-After": http_date(SERVER_S - 30), "Date": http_date(SERVER_S)}, 0.0),
        ({"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "12s"}, 12.0),
    ],
)
@pytest.mark.parametrize("wall_is_wrong_by_s", [0.0, 86_400.0, -86_400.0])
def test_what_the_endpoint_asks_for_is_waited_and_not_much_more(
    server: FaultServer, headers: dict[str, str], seconds: float, wall_is_wrong_by_s: float
) -> None:
    server.on(CHAT, error(429, "Rate limit reached", headers), GOOD)
    bench = Bench(profile(server.url))
    bench.time.wall_s = SERVER_S + wall_is_wrong_by_s
    assert bench.model.complete(PROMPT, max_tokens=100).text == "Iron."
    assert seconds <= waited(bench) <= seconds + 0.3


GOOGLES = "You exceeded your current quota, please check your plan and billing details.\n* Quota exceeded, limit: {}"
"""Google's interface, as its users report it (github.com/continuedev/continue, issues 10921 and 11926)."""


@pytest.mark.parametrize(
    ("words", "seconds"),
    [
        (f"{GOOGLES.format(1_000_000)}\nPlease retry in 33.820058115s.", 33.8),
        ("Rate limit reached for gpt-4o on tokens per min. Please try again in 6ms.", 0.0),
        ("Rate limit reached for model on tokens per day. Please try again in 1m12.5s.", 72.5),
    ],
)
def test_what_only_the_words_of_a_refusal_ask_for_is_waited_too(
    server: FaultServer, words: str, seconds: float
) -> None:
    server.on(CHAT, answer(429, [{"error": {"code": 429, "message": words, "status": "RESOURCE_EXHAUSTED"}}]), GOOD)
    bench = Bench(profile(server.url))
    assert bench.model.complete(PROMPT, max_tokens=100).text == "Iron."
    assert seconds <= waited(bench) <= seconds + 0.35


def test_a_quota_of_nothing_is_no_credit_whatever_time_it_names(server: FaultServer) -> None:
    server.on(CHAT, error(429, f"{GOOGLES.format(0)}, model: gemini\nPlease retry in 17.3s."))
    assert refused(lambda: Bench(profile(server.url)).model.complete(PROMPT, max_tokens=100)).code == "model-no-credit"


@pytest.mark.parametrize("status", [429, 503])
def test_a_wait_of_more_than_two_minutes_is_the_players_and_the_endpoint_is_left_alone(
    server: FaultServer, status: int
) -> None:
    server.on(CHAT, error(status, "Later", {"Retry-After": "121"}), GOOD)
    bench = Bench(profile(server.url))
    fault: EndpointError = refused(lambda: bench.model.complete(PROMPT, max_tokens=100))  # type: ignore[assignment]
    assert (fault.code, fault.status, fault.retry_after_s) == ("model-wait", status, 121.0)
    assert fault.params["until"] == bench.time.clock().time_of_day(121.0)
    assert refused(lambda: bench.model.complete(PROMPT, max_tokens=100)).code == "model-wait"
    assert (len(server.asked(CHAT)), waited(bench)) == (1, 0.0)
    bench.time.skipped_s += 122.0
    assert bench.model.complete(PROMPT, max_tokens=100).text == "Iron."


def test_without_a_word_from_the_endpoint_each_wait_is_longer_than_the_one_before(server: FaultServer) -> None:
    bench = Bench(profile(server.url))
    starts: list[float] = []

    def fail(handler: Handler) -> None:
        starts.append(waited(bench))
        error(500, "?")(handler)

    server.on(CHAT, fail)
    assert refused(lambda: bench.model.complete(PROMPT, max_tokens=100)).code == "model-server-failed"
    waits = [after - before for before, after in pairwise(starts)]
    assert len(waits) == 3
    for place, wait in enumerate(waits):
        assert 0.5 * 2**place <= wait <= 0.5 * 2**place + 0.5


@pytest.mark.parametrize("fault", [hang_up, error(500, "?"), answer(200, b"no JSON"), answer(200, completion(""))])
def test_a_passing_failure_does_not_reach_the_player(server: FaultServer, fault: object) -> None:
    server.on(CHAT, fault, fault, GOOD)  # type: ignore[arg-type]
    assert Bench(profile(server.url)).model.complete(PROMPT, max_tokens=100).text == "Iron."


def test_a_stream_that_broke_is_asked_for_again_and_heard_anew(server: FaultServer) -> None:
    server.on(CHAT, chunked(told("Iron ", "is")[:-3], end="cut"), chunked(told("Iron ", "is ", "out.")))
    ear = Ear()
    reply = Bench(profile(server.url)).model.complete(PROMPT, max_tokens=100, listener=ear)
    assert (reply.text, ear.pieces, ear.restarts) == ("Iron is out.", ["Iron ", "is ", "out."], 1)


def test_the_deadline_ends_the_tries_but_not_a_wait_that_was_asked_for(server: FaultServer) -> None:
    timeouts = Timeouts(connect_s=1.0, read_s=1.0, total_s=1.2)
    server.on(CHAT, error(500, "?"))
    fault = refused(lambda: Bench(profile(server.url, timeouts=timeouts)).model.complete(PROMPT, max_tokens=9))
    assert fault.code == "model-server-failed"
    assert len(server.asked(CHAT)) < 4
    server.on(CHAT, error(429, "?", {"Retry-After": "90"}), GOOD)
    assert Bench(profile(server.url, timeouts=timeouts)).model.complete(PROMPT, max_tokens=9).text == "Iron."


@pytest.mark.parametrize("ear", [None, Ear()])
def test_silence_ends_by_the_time_limit(server: FaultServer, ear: Ear | None) -> None:
    timeouts = Timeouts(connect_s=1.0, read_s=0.1, total_s=0.4)
    server.on(CHAT, hold)
    fault = refused(
        lambda: Bench(profile(server.url, timeouts=timeouts)).model.complete(PROMPT, max_tokens=9, listener=ear)
    )
    assert fault.code == "model-timeout"


def test_a_stream_that_falls_silent_ends_by_the_time_limit_of_a_piece(server: FaultServer) -> None:
    timeouts = Timeouts(connect_s=1.0, read_s=0.1, total_s=20.0)
    server.on(CHAT, chunked(told("Iron ")[:2], end="held"), chunked(told("Copper.")))
    ear = Ear()
    reply = Bench(profile(server.url, timeouts=timeouts)).model.complete(PROMPT, max_tokens=9, listener=ear)
    assert (reply.text, ear.restarts) == ("Copper.", 1)


def test_a_stream_that_drips_for_ever_ends_by_the_time_limit_of_the_whole(server: FaultServer) -> None:
    bench = Bench(profile(server.url, timeouts=Timeouts(connect_s=1.0, read_s=5.0, total_s=30.0)))
    drop = threading.Event()

    class Late(Ear):
        def heard(self, piece: str) -> None:
            super().heard(piece)
            bench.time.skipped_s += 10.0
            drop.set()

    def drips() -> Iterator[bytes]:
        for _ in range(6):
            yield event({"content": "drip "})
            drop.wait(5.0)
            drop.clear()
        yield event({}, finish="stop")

    server.on(CHAT, chunked(drips()))
    assert refused(lambda: bench.model.complete(PROMPT, max_tokens=99, listener=Late())).code == "model-timeout"
    assert len(server.asked(CHAT)) == 1


def test_a_reply_that_is_no_longer_wanted_stops_between_pieces(server: FaultServer) -> None:
    server.on(CHAT, chunked(told(*["word "] * 300)))
    ear = Ear(enough=2)
    fault = refused(lambda: Bench(profile(server.url)).model.complete(PROMPT, max_tokens=9, listener=ear))
    assert fault.code == "model-cancelled"
    assert len(server.asked(CHAT)) == 1


def test_a_reply_that_is_no_longer_wanted_stops_while_waiting(server: FaultServer) -> None:
    server.on(CHAT, error(429, "?", {"Retry-After": "100"}))
    bench = Bench(profile(server.url))

    class Leaving(Ear):
        def cancelled(self) -> bool:
            return waited(bench) > 3.0

    assert refused(lambda: bench.model.complete(PROMPT, max_tokens=9, listener=Leaving())).code == "model-cancelled"
    assert waited(bench) < 3.5


def test_what_is_not_wanted_from_the_start_is_not_sent(server: FaultServer) -> None:
    ear = Ear(enough=0)
    fault = refused(lambda: Bench(profile(server.url)).model.complete(PROMPT, max_tokens=9, listener=ear))
    assert fault.code == "model-cancelled"
    assert server.seen == []
