"""Where one model cannot answer the next does, and the reply says so."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

import pytest

from agent.assistant.prompts import PromptParts, build_prompt
from agent.i18n import LANGUAGES, catalogue
from agent.models import Caps, FallOverModel, Learned, Limits, NoneAnsweredError, Note, Price, open_model
from tests.loopback.fault_server import FaultServer, Step, answer, chunked, completion, error, hang_up, told
from tests.loopback.kit import KEY, PROMPT, Ear, SkippingClock, profile, refused

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.models import Profile, Secret

CHAT = "/v1/chat/completions"
PRICE = Price(1000.0, 1000.0)


class Both:
    """Two servers, a model at each, one after the other."""

    def __init__(
        self,
        first: FaultServer,
        second: FaultServer,
        caps: Caps | None = None,
        key: Secret | None = KEY,
        second_tokens: int = 16_000,
    ) -> None:
        self.first, self.second = first, second
        clock = SkippingClock().clock()
        self.limits = Limits(caps, clock=clock)
        self.profiles = (
            profile(first.url, name="paid", price=PRICE),
            profile(second.url, name="free", model="llama", context_tokens=second_tokens),
        )

        def opened(chosen: Profile) -> object:
            keyed = key if chosen.name == "paid" else KEY
            return open_model(chosen, keyed, limits=self.limits, learned=Learned(), clock=clock)

        models = [(one.name, lambda one=one: opened(one)) for one in self.profiles]
        self.model = FallOverModel(models, context_tokens=16_000)  # type: ignore[arg-type]


@pytest.fixture
def other() -> Iterator[FaultServer]:
    with FaultServer() as running:
        running.on(CHAT, answer(200, completion("Iron.")))
        yield running


@pytest.mark.parametrize(
    "fault",
    [
        error(401, "Incorrect API key"),
        error(402, "Pay"),
        error(403, "No access to this"),
        error(404, "no such model", code="model_not_found"),
        error(429, "quota", code="insufficient_quota"),
        error(429, "Rate limit"),
        error(429, "Rate limit", {"Retry-After": "4000"}),
        error(500, "?"),
        error(400, "maximum context length is 10 tokens"),
        answer(200, b"<!doctype html>"),
        answer(200, completion("")),
        hang_up,
    ],
)
def test_the_next_answers_and_the_reply_says_who_did_not(server: FaultServer, other: FaultServer, fault: Step) -> None:
    server.on(CHAT, fault)
    both = Both(server, other)
    reply = both.model.complete(PROMPT, max_tokens=99)
    assert (reply.text, reply.model) == ("Iron.", "free")
    assert reply.notes == (Note("note-model-fell-over", {"failed": "paid", "answered": "free"}),)
    (note,) = reply.notes
    assert note.cause is not None
    for language in LANGUAGES:
        words = catalogue(language)
        reason = words.error(note.cause)[0]
        said = words.text(note.key, **note.params, reason=reason)
        assert "paid" in said
        assert reason in said


def test_the_first_answers_where_it_can(server: FaultServer, other: FaultServer) -> None:
    server.on(CHAT, answer(200, completion("Coal.")))
    both = Both(server, other)
    reply = both.model.complete(PROMPT, max_tokens=99)
    assert (reply.model, reply.notes, other.seen, both.model.name) == ("paid", (), [], "paid")
    assert reply.cost == pytest.approx(29 * 1000 / 1e6)


def test_a_key_that_is_missing_is_a_reason_to_ask_the_next(server: FaultServer, other: FaultServer) -> None:
    assert Both(server, other, key=None).model.complete(PROMPT, max_tokens=99).model == "free"
    assert server.seen == []


def test_a_cap_on_cost_leaves_the_free_model(server: FaultServer, other: FaultServer) -> None:
    both = Both(server, other, Caps(question_usd=0.01))
    assert both.model.complete(PROMPT, max_tokens=99).model == "free"
    assert server.seen == []


@pytest.mark.parametrize("code", ["model-cap-question", "model-cap-day"])
def test_a_cap_on_tokens_holds_for_all_of_them(server: FaultServer, other: FaultServer, code: str) -> None:
    caps = Caps(question_tokens=50) if code == "model-cap-question" else Caps(day_tokens=50)
    both = Both(server, other, caps)
    fault = refused(lambda: both.model.complete(PROMPT, max_tokens=99))
    assert isinstance(fault, NoneAnsweredError)
    assert [(name, cause.code) for name, cause in fault.causes] == [("paid", code), ("free", code)]
    assert server.seen + other.seen == []


@pytest.mark.parametrize(("fault", "code"), [(error(400, "filtered", code="content_filter"), "model-content-refused")])
def test_what_the_filter_refused_is_not_sent_elsewhere(
    server: FaultServer, other: FaultServer, fault: Step, code: str
) -> None:
    server.on(CHAT, fault)
    both = Both(server, other)
    assert refused(lambda: both.model.complete(PROMPT, max_tokens=99)).code == code
    assert other.seen == []


def test_what_is_no_longer_wanted_is_not_asked_of_the_next(server: FaultServer, other: FaultServer) -> None:
    server.on(CHAT, chunked(told("a ", "b ", "c ")))
    both = Both(server, other)
    assert refused(lambda: both.model.complete(PROMPT, max_tokens=99, listener=Ear(enough=1))).code == "model-cancelled"
    assert other.seen == []


def test_where_none_answers_each_cause_is_kept(server: FaultServer, other: FaultServer) -> None:
    server.on(CHAT, error(401, "?"))
    other.on(CHAT, error(429, "quota", code="insufficient_quota"))
    fault = refused(lambda: Both(server, other).model.complete(PROMPT, max_tokens=99))
    assert isinstance(fault, NoneAnsweredError)
    assert [cause.code for _, cause in fault.causes] == ["model-key-refused", "model-no-credit"]
    assert "paid, free" in catalogue("en").error(fault)[0]


def test_pieces_of_a_model_that_fell_silent_are_taken_back_before_the_next_is_heard(
    server: FaultServer, other: FaultServer
) -> None:
    server.on(CHAT, chunked(told("Coal ", "is")[:-3], end="cut"))
    other.on(CHAT, chunked(told("Iron ", "is ", "out.")))
    ear = Ear()
    reply = Both(server, other).model.complete(PROMPT, max_tokens=99, listener=ear)
    assert ("".join(ear.pieces), reply.text) == ("Iron is out.", "Iron is out.")


def test_a_question_with_both_models_is_one_question(server: FaultServer, other: FaultServer) -> None:
    server.on(CHAT, error(400, "no"))
    both = Both(server, other)
    with both.limits.question() as spent:
        both.model.complete(PROMPT, max_tokens=99)
    assert (spent.requests, spent.tokens, both.limits.today().questions) == (2, 29, 1)


def test_who_failed_is_not_asked_again_for_the_same_question(server: FaultServer, other: FaultServer) -> None:
    server.on(CHAT, error(401, "?"), answer(200, completion("Coal.")))
    both = Both(server, other)
    question = both.model.for_question()
    assert [question.complete(PROMPT, max_tokens=99).model for _ in range(3)] == ["free", "free", "free"]
    assert len(server.asked(CHAT)) == 1
    assert both.model.for_question().complete(PROMPT, max_tokens=99).model == "paid", "the next question asks it anew"


def test_a_model_with_a_smaller_window_gets_a_shorter_prompt(server: FaultServer, other: FaultServer) -> None:
    server.on(CHAT, error(500, "?"))
    facts = [f"Fact number {number} about the factory" for number in range(400)]
    parts = PromptParts("chat", "Why?", facts, "draft", "Base 2.1.20")
    built = build_prompt("en", parts, context_tokens=16_000, reply_tokens=99)
    both = Both(server, other, second_tokens=4000)
    reply = both.model.complete(built.prompt, max_tokens=99)
    assert reply.model == "free"
    (sent,) = other.asked(CHAT)
    text = sent.body["messages"][-1]["content"]
    assert "Fact number 0 about" in text
    assert "Fact number 399 about" not in text
    cut = next(note for note in reply.notes if note.key == "note-cut")
    assert cut.params["facts"] == sum(f"Fact number {number} about" not in text for number in range(400))


def test_a_single_model_says_its_own_reason(server: FaultServer) -> None:
    server.on(CHAT, error(401, "?"))
    here = profile(server.url)
    model = FallOverModel([("mine", lambda: open_model(here, KEY))], context_tokens=1000)
    assert refused(lambda: model.complete(dataclasses.replace(PROMPT), max_tokens=9)).code == "model-key-refused"
