"""The key goes into the Authorization header of the profile's own server and nowhere else."""

from __future__ import annotations

import dataclasses
import logging
from typing import TYPE_CHECKING

import pytest

from agent.models import Secret, UsageFile, list_models, open_model
from agent.models.limits import Limits
from tests.loopback.conftest import leaks
from tests.loopback.fault_server import FaultServer, Seen, answer, chunked, completion, error, told
from tests.loopback.kit import CANARY, KEY, PROMPT, Bench, Ear, profile, refused

if TYPE_CHECKING:
    from pathlib import Path

CHAT = "/v1/chat/completions"


@pytest.mark.parametrize("ear", [None, Ear()])
def test_the_key_is_sent_as_a_bearer_and_nothing_else_holds_it(server: FaultServer, ear: Ear | None) -> None:
    server.on(CHAT, chunked(told("Iron.")) if ear else answer(200, completion("Iron.")))
    Bench(profile(server.url, organisation="org-1")).model.complete(PROMPT, max_tokens=9, listener=ear)
    (seen,) = server.seen
    assert seen.headers["authorization"] == f"Bearer {CANARY}"
    assert seen.headers["openai-organization"] == "org-1"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_named_and_the_other_server_gets_nothing(server: FaultServer, status: int) -> None:
    with FaultServer() as other:
        other.on("*", answer(200, completion("Stolen.")))
        server.on(CHAT, answer(status, b"", {"Location": f"{other.url}{CHAT}"}))
        fault = refused(lambda: Bench(profile(server.url)).model.complete(PROMPT, max_tokens=9))
        assert (fault.code, fault.params["target"]) == ("model-redirected", "127.0.0.1")
        assert other.seen == []


@pytest.mark.parametrize("status", [200, 400, 401, 403, 404, 418, 429, 500])
def test_a_server_that_echoes_the_key_everywhere_gives_nothing_away(server: FaultServer, status: int) -> None:
    echo = {"X-Request-Id": CANARY, "X-Echo": CANARY, "x-ratelimit-remaining-requests": CANARY, "Retry-After": CANARY}
    server.on(CHAT, error(status, f"Bad: Authorization: Bearer {CANARY} ({CANARY!r})", echo, param=CANARY, code=CANARY))
    server.on("/v1/models", error(status, CANARY, echo))
    bench = Bench(profile(server.url))
    refused(lambda: bench.model.complete(PROMPT, max_tokens=9))
    refused(lambda: list_models(bench.profile, KEY, clock=bench.time.clock()))


def test_a_reply_that_repeats_the_key_has_it_taken_out(server: FaultServer) -> None:
    server.on(CHAT, answer(200, completion(f"Your key is {CANARY}.")), chunked(told("Your key is ", CANARY, ".")))
    bench, ear = Bench(profile(server.url)), Ear()
    assert CANARY not in bench.model.complete(PROMPT, max_tokens=99).text
    assert CANARY not in bench.model.complete(PROMPT, max_tokens=99, listener=ear).text
    server.on(CHAT, chunked(told("Your sk", "-key is ", *CANARY, " or sk-")))
    assert bench.model.complete(PROMPT, max_tokens=99, listener=ear).text == "Your sk-key is [hidden] or sk-"
    assert "".join(ear.pieces) == "Your key is [hidden].Your sk-key is [hidden] or sk-"


def test_what_is_kept_of_use_does_not_hold_the_key(server: FaultServer, tmp_path: Path) -> None:
    server.on(CHAT, answer(200, completion("Iron."), {"x-ratelimit-remaining-requests": "5"}))
    limits = Limits(store=UsageFile(tmp_path / "use.json"))
    open_model(profile(server.url), KEY, limits=limits).complete(PROMPT, max_tokens=9)
    assert CANARY not in (tmp_path / "use.json").read_text()


@pytest.mark.parametrize("value", [f"{CANARY}\n", f"{CANARY} ", f"ключ-{CANARY}", f"{CANARY}\x00", f"“{CANARY}”"])
def test_a_key_that_cannot_be_one_is_named_and_not_sent(server: FaultServer, value: str) -> None:
    assert refused(lambda: open_model(profile(server.url), Secret(value))).code == "model-key-malformed"
    assert server.seen == []


def test_a_missing_key_is_named(server: FaultServer) -> None:
    assert refused(lambda: open_model(profile(server.url), None)).code == "model-key-missing"
    assert refused(lambda: open_model(profile(server.url), Secret(""))).code == "model-key-missing"


@pytest.mark.parametrize("url", ["http://192.168.1.7:8000/v1", "http://api.example/v1", "http://localhost.example/v1"])
def test_a_key_does_not_leave_the_machine_unencrypted(url: str) -> None:
    there = dataclasses.replace(profile("http://127.0.0.1"), base_url=url)
    assert refused(lambda: open_model(there, KEY)).code == "model-key-unsafe"


def test_a_key_does_not_pass_a_proxy_unencrypted(server: FaultServer) -> None:
    there = profile("http://127.0.0.1:9", proxy=server.url)
    assert refused(lambda: open_model(there, KEY)).code == "model-key-unsafe"


def test_a_key_hides_itself_however_it_is_looked_at(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("agent.test").error("%s %r %s", KEY, KEY, [KEY])
    shown = f"{KEY} {KEY!r} {[KEY]} {dataclasses.astuple(profile('http://127.0.0.1'))} {KEY.masked}"
    assert CANARY not in shown + caplog.text
    assert KEY.masked.endswith(CANARY[-4:])
    assert not set("short") & set(Secret("short").masked)


def test_a_profile_does_not_show_the_secrets_that_it_may_hold() -> None:
    shown = repr(profile("http://127.0.0.1", proxy=f"http://me:{CANARY}@proxy", headers={"api-key": CANARY}))
    assert CANARY not in shown


def test_the_watch_for_the_key_sees_it_where_it_must_not_be() -> None:
    clean = {"authorization": f"Bearer {CANARY}"}
    assert leaks(Seen("POST", CHAT, clean, b"{}")) == []
    assert leaks(Seen("POST", CHAT, clean | {"x-key": CANARY}, b"{}")) == ["x-key"]
    assert leaks(Seen("GET", f"/v1/models?key={CANARY}", clean, b"")) == ["target"]
    assert leaks(Seen("POST", CHAT, clean, CANARY.encode())) == ["body"]
