"""Retry, back-off, deadline and expiry keep their seconds while the wall clock is moved under them."""

from __future__ import annotations

import random
from itertools import cycle
from typing import TYPE_CHECKING

import pytest

from agent.errors import ModelError
from agent.models import Caps, Clock, EndpointError, Limits
from agent.models.failure import Told
from agent.models.retrying import MOST_ATTEMPTS, retrying
from agent.models.transport import Deadline
from tests.models.test_limits import DAY_S, MINE, Hands

if TYPE_CHECKING:
    from collections.abc import Iterator

HOUR_S = 3600.0
MOVES = {
    "a day forth": (DAY_S, 0.0, 0.0),
    "a day back": (-DAY_S, 0.0, 0.0),
    "summer time begins and ends": (HOUR_S, 0.0, -HOUR_S, 0.0),
    "time servers": (0.4, -0.4, 128.0, -1000.0, 0.05, -0.9),
}
FAR_STEP_S = 60.0
MOST_S = DAY_S + HOUR_S


class Moved(Hands):
    """A clock whose wall is moved at every sleep; `measure` gives what the models measure by."""

    def __init__(self, moves: tuple[float, ...] = (), *, by_the_wall: bool = False) -> None:
        super().__init__()
        self._moves: Iterator[float] = cycle(moves or (0.0,))
        self._by_the_wall = by_the_wall

    def pass_(self, seconds: float) -> None:
        super().pass_(seconds)
        assert self.passed_s < MOST_S, "waits for ever"
        self.wall_s += next(self._moves)

    def clock(self) -> Clock:
        honest = super().clock()
        if not self._by_the_wall:
            return honest
        return Clock(monotonic=honest.wall, wall=honest.wall, sleep=honest.sleep, boot=honest.boot)


def waited_s(hands: Moved, asked_s: float | None) -> float:
    """Seconds that truly passed until the last attempt at what always fails."""
    random.seed(7)
    clock = hands.clock()
    began_s = hands.passed_s

    def fail() -> None:
        raise EndpointError("model-busy", Told(retry_after_s=asked_s))

    with pytest.raises(ModelError):
        retrying(clock, Deadline(clock, 240.0), None)(fail)
    return hands.passed_s - began_s


def keeps_its_seconds(asked_s: float | None, moves: tuple[float, ...], *, by_the_wall: bool = False) -> None:
    expected = waited_s(Moved(), asked_s)
    if asked_s is not None:
        assert expected == pytest.approx((MOST_ATTEMPTS - 1) * asked_s, abs=1.0)
    assert waited_s(Moved(moves, by_the_wall=by_the_wall), asked_s) == pytest.approx(expected, abs=1.0)


@pytest.mark.parametrize("asked_s", [None, 5.0, 30.0, 119.0], ids=["back-off", "5 s", "30 s", "2 min"])
@pytest.mark.parametrize("name", MOVES)
def test_a_retry_waits_as_long_as_it_should(name: str, asked_s: float | None) -> None:
    keeps_its_seconds(asked_s, MOVES[name])


@pytest.mark.parametrize("name", MOVES)
def test_waiting_by_the_wall_clock_is_noticed(name: str) -> None:
    with pytest.raises(AssertionError):
        keeps_its_seconds(30.0, MOVES[name], by_the_wall=True)


@pytest.mark.parametrize("name", MOVES)
def test_what_an_endpoint_forbids_and_what_a_day_allows_ends_on_the_second(name: str) -> None:
    hands = Moved(MOVES[name])
    limits = Limits(Caps(day_requests=1), clock=hands.clock())
    limits.admit(MINE, prompt_tokens=9, reply_tokens=9)
    limits.block(MINE, HOUR_S)
    limits.heard(MINE, {"x-ratelimit-limit": "9", "x-ratelimit-remaining": "0", "x-ratelimit-reset": "1800"})
    ends: dict[str, float] = {}
    began_s = hands.passed_s
    while hands.passed_s - began_s < DAY_S + 10.0:
        passed_s = hands.passed_s - began_s
        if limits.windows(MINE)["requests"].remaining:
            ends.setdefault("window", passed_s)
        if not limits._blocked_s(MINE) > 0:
            ends.setdefault("block", passed_s)
        if not limits.today().requests:
            ends.setdefault("day", passed_s)
        near = any(abs(passed_s - each) < 2 * FAR_STEP_S for each in (HOUR_S / 2, HOUR_S, DAY_S))
        hands.pass_(0.5 if near else FAR_STEP_S)
    assert ends == pytest.approx({"window": HOUR_S / 2, "block": HOUR_S, "day": DAY_S}, abs=1.0)
