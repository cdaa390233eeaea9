"""What may still be asked: the endpoint's quotas over time, the player's caps, and both over restarts."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent.errors import ModelError
from agent.models import Caps, Clock, Limits, Price, Profile, RateWindow, Remaining, Usage, UsageFile

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

DAY_S = 86_400.0
START_S = datetime(2025, 3, 6, 12, 0, 0, tzinfo=UTC).timestamp()
MINE = Profile("mine", "openai", "http://127.0.0.1/v1", "gpt-4o", 100_000, price=Price(2.0, 8.0))
FREE = dataclasses.replace(MINE, name="free", price=None)


@dataclass
class Hands:
    """A clock that is set by hand: time passes, and the wall clock is moved besides."""

    passed_s: float = 1000.0
    wall_s: float = START_S
    run: int = 1

    def pass_(self, seconds: float) -> None:
        self.passed_s += seconds
        self.wall_s += seconds

    def clock(self) -> Clock:
        return Clock(
            monotonic=lambda: self.passed_s, wall=lambda: self.wall_s, sleep=self.pass_, boot=lambda: f"run {self.run}"
        )

    def start_anew(self) -> None:
        """Another run of the machine: the clock that only grows begins anew."""
        self.passed_s, self.run = 5.0, self.run + 1


@dataclass
class Shelf:
    """A store in memory."""

    text: str | None = None

    def load(self) -> str | None:
        return self.text

    def change(self, change: Callable[[str | None], str]) -> None:
        self.text = change(self.text)


def local(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).astimezone().strftime("%H:%M")


def spend(limits: Limits, prompt: int, reply: int, profile: Profile = MINE) -> None:
    ticket = limits.admit(profile, prompt_tokens=prompt, reply_tokens=reply)
    usd = profile.price.cost_usd(prompt, reply) if profile.price else None
    limits.settle(ticket, Usage(prompt, reply, usd))


def refused(limits: Limits, prompt: int, reply: int, profile: Profile = MINE) -> ModelError:
    with pytest.raises(ModelError) as caught:
        limits.admit(profile, prompt_tokens=prompt, reply_tokens=reply)
    return caught.value


# A minute of answers as OpenAI's headers tell of them: seconds since the one before, left, reset; then what is left by
# our count and when it is whole again, told a second after each answer.
SEQUENCE = [
    (0.0, "59", "1s", 59, 1.0),
    (10.0, "58", "2s", 58, 2.0),
    (0.5, "57", "2.5s", 57, 2.5),
    (30.0, "0", "59s", 0, 59.0),
    (20.0, "1", "6m0s", 1, 360.0),
    (1.0, "0", "20ms", 60, None),
]


@pytest.mark.parametrize("moved_s", [0.0, DAY_S, -DAY_S])
def test_a_recorded_sequence_of_headers_gives_an_exact_window_even_while_the_clock_is_moved(moved_s: float) -> None:
    hands = Hands()
    limits = Limits(clock=hands.clock())
    for passed_s, left, reset, expected_left, resets_in_s in SEQUENCE:
        hands.pass_(passed_s)
        headers = {"x-ratelimit-limit-requests": "60", "x-ratelimit-remaining-requests": left}
        limits.heard(MINE, headers | {"x-ratelimit-reset-requests": reset})
        hands.wall_s += moved_s
        expected = None if resets_in_s is None else resets_in_s - 0.25
        hands.pass_(0.25)
        assert limits.windows(MINE)["requests"] == RateWindow(60, expected_left, expected)
        told = limits.remaining(MINE)
        assert (told.messages, told.limited_by) == (expected_left, "endpoint-requests")
        if expected is not None:
            assert told.resets_at == Clock(wall=lambda: hands.wall_s).time_of_day(expected)


def test_a_quota_is_whole_again_once_its_reset_has_come_and_not_before() -> None:
    hands = Hands()
    limits = Limits(clock=hands.clock())
    limits.heard(MINE, {"x-ratelimit-limit": "20", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "55"})
    hands.pass_(54.0)
    assert limits.remaining(MINE) == Remaining(0, 1.0, local(START_S + 55), "endpoint-requests")
    hands.pass_(2.0)
    assert limits.remaining(MINE).messages == 20


def test_a_quota_whose_size_is_not_told_is_unknown_after_its_reset() -> None:
    hands = Hands()
    limits = Limits(clock=hands.clock())
    limits.heard(MINE, {"x-ratelimit-remaining-requests": "0", "x-ratelimit-reset-requests": "5s"})
    hands.pass_(6.0)
    assert limits.remaining(MINE) == Remaining()


def test_of_several_quotas_the_tightest_is_told_tokens_in_messages_of_the_usual_size() -> None:
    hands = Hands()
    limits = Limits(clock=hands.clock())
    for _ in range(4):
        spend(limits, 900, 100)
    limits.heard(
        MINE,
        {
            "x-ratelimit-remaining-requests": "40",
            "x-ratelimit-reset-requests": "1s",
            "x-ratelimit-remaining-tokens": "12500",
            "x-ratelimit-reset-tokens": "30s",
        },
    )
    assert limits.remaining(MINE) == Remaining(12, 30.0, local(START_S + 30), "endpoint-tokens", 12_500)
    assert limits.remaining(FREE) == Remaining()


def test_nothing_limits_where_nothing_is_known() -> None:
    assert Limits(clock=Hands().clock()).remaining(MINE) == Remaining()


@pytest.mark.parametrize(
    ("caps", "what"),
    [
        (Caps(question_requests=2), "requests"),
        (Caps(question_tokens=2500), "tokens"),
        (Caps(question_usd=0.0075), "cost"),
    ],
)
def test_a_question_ends_where_its_cap_is_before_anything_is_sent(caps: Caps, what: str) -> None:
    limits = Limits(caps, clock=Hands().clock())
    with limits.question() as spent:
        spend(limits, 900, 100)
        spend(limits, 900, 100)
        fault = refused(limits, 900, 100)
        assert (fault.code, fault.params["what"]) == ("model-cap-question", what)
        assert (spent.requests, spent.tokens, round(spent.usd, 6)) == (2, 2000, 0.0052)
    with limits.question():
        spend(limits, 900, 100)


@pytest.mark.parametrize(
    ("caps", "what"),
    [(Caps(day_requests=2), "requests"), (Caps(day_tokens=2500), "tokens"), (Caps(day_usd=0.0075), "cost")],
)
@pytest.mark.parametrize("moved_s", [0.0, DAY_S, -DAY_S])
def test_a_day_ends_where_its_cap_is_and_begins_anew_when_the_oldest_is_a_day_old(
    caps: Caps, what: str, moved_s: float
) -> None:
    hands = Hands()
    limits = Limits(caps, clock=hands.clock())
    spend(limits, 900, 100)
    hands.pass_(3600.0)
    spend(limits, 900, 100)
    hands.wall_s += moved_s
    fault = refused(limits, 900, 100)
    assert (fault.code, fault.params["what"]) == ("model-cap-day", what)
    assert fault.params["until"] == hands.clock().time_of_day(DAY_S - 3600.0)
    told = limits.remaining(MINE)
    assert (told.messages, told.limited_by, told.resets_in_s) == (0, f"cap-{what}", DAY_S - 3600.0)
    hands.pass_(DAY_S - 3601.0)
    assert refused(limits, 900, 100).code == "model-cap-day"
    hands.pass_(2.0)
    spend(limits, 900, 100)


def test_a_model_without_a_price_is_not_bounded_by_cost() -> None:
    limits = Limits(Caps(day_usd=0.0, question_usd=0.0), clock=Hands().clock())
    assert refused(limits, 900, 100).params["what"] == "cost"
    spend(limits, 900, 100, FREE)


def test_what_is_under_way_counts_as_much_as_it_may_take() -> None:
    limits = Limits(Caps(day_tokens=2500, question_tokens=None), clock=Hands().clock())
    tickets = [limits.admit(MINE, prompt_tokens=900, reply_tokens=100) for _ in range(2)]
    assert refused(limits, 900, 100).code == "model-cap-day"
    for ticket in tickets:
        limits.settle(ticket, Usage(400, 50))
    assert limits.today().tokens == 900
    spend(limits, 900, 100)


def test_what_is_under_way_for_a_question_counts_to_its_own_cap_and_to_no_others() -> None:
    limits = Limits(Caps(day_tokens=None, question_tokens=2500), clock=Hands().clock())
    with limits.question():
        tickets = [limits.admit(MINE, prompt_tokens=900, reply_tokens=100) for _ in range(2)]
        assert refused(limits, 900, 100).code == "model-cap-question"
        with limits.question():
            spend(limits, 900, 100)
        for ticket in tickets:
            limits.settle(ticket, Usage(400, 50))
        spend(limits, 900, 100)


def test_an_endpoint_that_asked_to_be_left_alone_is_so_over_a_restart_and_no_longer_than_it_asked() -> None:
    hands, shelf = Hands(), Shelf()
    Limits(store=shelf, clock=hands.clock()).block(MINE, 3600.0)
    hands.pass_(1800.0)
    hands.start_anew()
    again = Limits(store=shelf, clock=hands.clock())
    assert refused(again, 9, 9).code == "model-wait"
    assert again.remaining(MINE).resets_in_s == pytest.approx(1800.0)
    hands.pass_(1801.0)
    spend(again, 9, 9)


def test_messages_left_by_the_caps_are_counted_in_questions_and_not_in_requests() -> None:
    limits = Limits(Caps(day_requests=20), clock=Hands().clock())
    for _ in range(2):
        with limits.question():
            for _ in range(4):
                spend(limits, 100, 10, FREE)
    assert limits.today().questions == 2
    assert limits.remaining(FREE).messages == 3


def test_messages_left_by_an_endpoints_requests_are_questions_of_the_usual_number_of_requests() -> None:
    limits = Limits(clock=Hands().clock())
    for _ in range(2):
        with limits.question():
            for _ in range(3):
                limits.settle(limits.admit(MINE, prompt_tokens=10, reply_tokens=10), Usage(10, 10))
    limits.heard(MINE, {"x-ratelimit-remaining-requests": "10", "x-ratelimit-reset-requests": "60s"})
    assert limits.remaining(MINE).messages == 3


@pytest.mark.parametrize(
    ("in_s", "told"),
    [
        (0.0, "20:10"),
        (3 * 3600.0, "23:10"),
        (5 * 3600.0, "01:10"),  # Tomorrow's, and the next time that the clock shows it.
        (DAY_S - 60.0, "20:09"),
        (DAY_S, "2026-11-29 20:10"),
        (DAY_S + 5 * 3600.0, "2026-11-30 01:10"),
    ],
)
def test_a_reset_is_told_as_the_clock_will_show_it_next_and_with_its_date_where_it_would_mislead(
    in_s: float, told: str
) -> None:
    now = datetime.fromisoformat("2026-11-28 20:10:00").astimezone().timestamp()
    assert Clock(wall=lambda: now).time_of_day(in_s) == told


@pytest.mark.parametrize("moved_s", [0.0, DAY_S, -DAY_S])
def test_counts_and_quotas_outlive_a_restart_whatever_was_done_to_the_clock_before_it(moved_s: float) -> None:
    hands, shelf = Hands(), Shelf()
    limits = Limits(Caps(day_requests=2), store=shelf, clock=hands.clock())
    limits.heard(MINE, {"x-ratelimit-limit": "20", "x-ratelimit-remaining": "7", "x-ratelimit-reset": "7200"})
    spend(limits, 900, 100)
    hands.wall_s += moved_s
    hands.pass_(1800.0)
    spend(limits, 900, 100)
    hands.pass_(1800.0)
    hands.start_anew()
    again = Limits(Caps(day_requests=2), store=shelf, clock=hands.clock())
    assert again.windows(MINE)["requests"] == RateWindow(20, 7, 3600.0)
    assert (again.today().requests, round(again.today().usd, 6)) == (2, 0.0052)
    assert refused(again, 900, 100).code == "model-cap-day"
    hands.pass_(DAY_S - 3600.0)
    spend(again, 900, 100)


def test_a_clock_put_back_while_the_agent_was_off_makes_nothing_younger() -> None:
    hands, shelf = Hands(), Shelf()
    limits = Limits(Caps(day_requests=1), store=shelf, clock=hands.clock())
    spend(limits, 900, 100)
    hands.wall_s -= DAY_S
    again = Limits(Caps(day_requests=1), store=shelf, clock=hands.clock())
    assert refused(again, 900, 100).params["until"] == hands.clock().time_of_day(DAY_S)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"version": 1}', '{"version": 1, "wall_s": "x"}', "\x00"])
def test_damaged_counts_begin_anew(text: str) -> None:
    limits = Limits(Caps(day_requests=1), store=Shelf(text), clock=Hands().clock())
    spend(limits, 900, 100)


def test_counts_are_kept_in_a_file_that_is_replaced_in_one_step(tmp_path: Path) -> None:
    path = tmp_path / "new" / "use.json"
    spend(Limits(store=UsageFile(path)), 900, 100)
    assert Limits(store=UsageFile(path)).today().tokens == 1000
    assert sorted(item.name for item in path.parent.iterdir()) == [".use.json.lock", "use.json"]
    path.write_bytes(b"\xff\xfe")
    assert Limits(store=UsageFile(path)).today().tokens == 0


def test_counts_that_cannot_be_kept_do_not_keep_from_answering(tmp_path: Path) -> None:
    (tmp_path / "use.json").mkdir()
    spend(Limits(store=UsageFile(tmp_path / "use.json")), 900, 100)


def test_a_day_of_questions_takes_little_room() -> None:
    hands, shelf = Hands(), Shelf()
    limits = Limits(store=shelf, clock=hands.clock())
    for _ in range(3000):
        hands.pass_(20.0)
        limits._counts.day.spent_at(hands.passed_s).requests += 1
    spend(limits, 1, 1)
    assert len(limits._counts.day.kept()) <= 1001
    hands.pass_(DAY_S)
    assert limits.today().requests == 0


@given(st.lists(st.tuples(st.floats(0, 40_000), st.integers(1, 500)), max_size=20))
def test_the_last_day_is_never_more_than_was_spent_in_it(spending: list[tuple[float, int]]) -> None:
    hands = Hands()
    limits = Limits(clock=hands.clock())
    log: list[tuple[float, int]] = []
    for passed_s, tokens in spending:
        hands.pass_(passed_s)
        spend(limits, tokens, 0, FREE)
        log.append((hands.passed_s, tokens))
        now = hands.passed_s
        assert limits.today().tokens <= sum(count for at, count in log if now - at <= DAY_S)
        assert limits.today().tokens >= sum(count for at, count in log if now - at <= DAY_S - 60.0)
