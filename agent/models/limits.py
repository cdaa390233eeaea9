"""How much may still be asked: the endpoints' quotas, the player's own bounds, and when there is room again."""

from __future__ import annotations

import threading
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from agent.models.clock import SYSTEM_CLOCK, Clock
from agent.models.counts import Counts, Seen
from agent.models.failure import Told, fault
from agent.models.profile import Caps
from agent.models.rate_headers import rate_windows
from agent.models.spending import Spent, Usage

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.models.profile import Profile
    from agent.models.rate_headers import RateWindow
    from agent.models.usage_store import UsageStore

LimitedBy = Literal["endpoint-requests", "endpoint-tokens", "cap-requests", "cap-tokens", "cap-cost"]
_MOST: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Remaining:
    """What is left for a profile.

    Attributes:
        messages: Questions that can still be asked, by the tightest limit; None where nothing limits or is known.
        resets_in_s: Seconds until that limit gives room again; None where it is not told.
        resets_at: The same on the player's clock, HH:MM.
        limited_by: Which limit it is.
        tokens: What is left of the endpoint's tokens; None where it is not told.
    """

    messages: int | None = None
    resets_in_s: float | None = None
    resets_at: str | None = None
    limited_by: LimitedBy | None = None
    tokens: int | None = None


@dataclass(slots=True)
class Ticket:
    """Leave to send one request: what it may take at most is set aside until `Limits.settle`."""

    profile: Profile
    worst: Usage
    question: Spent | None


class Limits:
    """Counts, bounds and tells; one for the whole agent, used from any thread.

    Args:
        caps: The player's bounds.
        store: Keeps counts over restarts and for other processes that ask at the same time.
        clock: Time.
    """

    def __init__(
        self, caps: Caps | None = None, *, store: UsageStore | None = None, clock: Clock = SYSTEM_CLOCK
    ) -> None:
        self.caps = caps or Caps(*[None] * 6)
        self._clock = clock
        self._lock = threading.RLock()
        self._question: ContextVar[Spent | None] = ContextVar("question", default=None)
        self._open: list[Ticket] = []
        self._counts = Counts(store, clock)

    @contextmanager
    def question(self) -> Iterator[Spent]:
        """Make everything that this thread sends within one question; yields what it takes, which grows.

        Without it every request is a question of its own.
        """
        spent = Spent(questions=1)
        token = self._question.set(spent)
        try:
            yield spent
        finally:
            self._question.reset(token)

    def today(self) -> Spent:
        """Return the sum of the last 24 hours."""
        with self._lock:
            self._counts.refresh()
            return self._counts.day.total()

    def admit(self, profile: Profile, *, prompt_tokens: int, reply_tokens: int) -> Ticket:
        """Give leave to send a request that takes at most so much.

        Raises:
            ModelError: ``model-cap-question``, ``model-cap-day``, or ``model-wait`` where the endpoint asked for more
                patience than there is.
        """
        usd = profile.price.cost_usd(prompt_tokens, reply_tokens) if profile.price else None
        ticket = Ticket(profile, Usage(prompt_tokens, reply_tokens, usd), self._question.get())
        now_s = self._clock.monotonic()

        def check() -> None:
            self._check_block(profile)
            self._check_question(ticket)
            self._check_day(ticket)

        def count() -> None:
            minute = self._counts.day.spent_at(now_s)
            minute.requests += 1
            minute.questions += first

        with self._lock:
            first = ticket.question is None or ticket.question.requests == 0
            self._counts.change(count, check=check)
            if ticket.question is not None:
                ticket.question.requests += 1
            self._open.append(ticket)
        return ticket

    def settle(self, ticket: Ticket, usage: Usage) -> None:
        """Count what the request took in fact; nothing is set aside any more."""
        now_s = self._clock.monotonic()
        with self._lock:
            self._open = [item for item in self._open if item is not ticket]
            if ticket.question is not None:
                ticket.question.add(usage)
            self._counts.change(lambda: self._counts.day.spent_at(now_s).add(usage))

    def heard(self, profile: Profile, headers: Mapping[str, str]) -> None:
        """Take over what an answer's headers (names in lower case) say of quotas."""
        windows = rate_windows(headers, self._clock.wall())
        now_s = self._clock.monotonic()
        seen = {(profile.name, key): Seen(window, now_s) for key, window in windows.items()}
        if seen:
            with self._lock:
                self._counts.change(lambda: self._counts.windows.update(seen))

    def block(self, profile: Profile, seconds: float) -> None:
        """Leave an endpoint alone for so long, as it asked."""
        until_s = self._clock.monotonic() + seconds
        with self._lock:
            self._counts.change(lambda: self._counts.blocked_until_s.update({profile.name: until_s}))

    def windows(self, profile: Profile) -> dict[str, RateWindow]:
        """Return the endpoint's quotas as they are by now, by what they count."""
        now = self._clock.monotonic()
        with self._lock:
            self._counts.refresh()
            return {key: seen.now(now) for (name, key), seen in self._counts.windows.items() if name == profile.name}

    def remaining(self, profile: Profile) -> Remaining:
        """Tell how many messages are left, by which limit, and when there is room again."""
        with self._lock:
            self._counts.refresh()
            blocked_s = self._blocked_s(profile)
            if blocked_s > 0:
                return Remaining(0, blocked_s, self._clock.time_of_day(blocked_s), "endpoint-requests")
            total = self._counts.day.total()
            options = [*self._by_endpoint(profile, total), *self._by_caps(profile, total)]
        tokens = [w.remaining for key, w in self.windows(profile).items() if "token" in key and w.remaining is not None]
        left_tokens = min(tokens, default=None)
        if not options:
            return Remaining(tokens=left_tokens)
        messages, resets_in_s, limited_by = min(options, key=lambda option: (option[0], -(option[1] or 0.0)))
        at = None if resets_in_s is None else self._clock.time_of_day(resets_in_s)
        return Remaining(messages, resets_in_s, at, limited_by, left_tokens)

    def _by_endpoint(self, profile: Profile, total: Spent) -> Iterator[tuple[int, float | None, LimitedBy]]:
        for key, window in self.windows(profile).items():
            if window.remaining is None:
                continue
            if "token" not in key:
                yield _messages(window.remaining, *_per_question(total)), window.resets_in_s, "endpoint-requests"
            elif total.tokens and total.questions:
                yield _messages(window.remaining, total.tokens, total.questions), window.resets_in_s, "endpoint-tokens"
            elif window.remaining == 0:
                yield 0, window.resets_in_s, "endpoint-tokens"

    def _by_caps(self, profile: Profile, total: Spent) -> Iterator[tuple[int, float | None, LimitedBy]]:
        caps, eases_s = self.caps, self._counts.day.eases_in_s()
        if caps.day_requests is not None:
            left = caps.day_requests - total.requests
            yield _messages(left, *_per_question(total)), eases_s, "cap-requests"
        if caps.day_tokens is not None and total.tokens and total.questions:
            yield _messages(caps.day_tokens - total.tokens, total.tokens, total.questions), eases_s, "cap-tokens"
        if caps.day_usd is not None and profile.price is not None and total.usd and total.questions:
            yield _messages(caps.day_usd - total.usd, total.usd, total.questions), eases_s, "cap-cost"

    def _check_block(self, profile: Profile) -> None:
        left_s = self._blocked_s(profile)
        if left_s > 0:
            until = self._clock.time_of_day(left_s)
            raise fault(profile, "model-wait", Told(retry_after_s=left_s), until=until)

    def _blocked_s(self, profile: Profile) -> float:
        """Return for how many seconds the endpoint is still left alone; none or less: it is not."""
        return self._counts.blocked_until_s.get(profile.name, 0.0) - self._clock.monotonic()

    def _check_question(self, ticket: Ticket) -> None:
        caps, spent, worst = self.caps, ticket.question or Spent(), ticket.worst
        aside = self._set_aside(ticket.question)
        checks: list[tuple[str, float, float | None]] = [
            ("requests", spent.requests + 1, caps.question_requests),
            ("tokens", spent.tokens + aside.tokens + worst.tokens, caps.question_tokens),
            ("cost", spent.usd + aside.usd + (worst.usd or 0.0), caps.question_usd if worst.usd else None),
        ]
        for what, wanted, cap in checks:
            if cap is not None and wanted > cap:
                raise fault(ticket.profile, "model-cap-question", what=what, cap=cap)

    def _check_day(self, ticket: Ticket) -> None:
        caps, spent, worst = self.caps, self._counts.day.total(), ticket.worst
        aside = self._set_aside(None)
        checks: list[tuple[str, float, float | None]] = [
            ("requests", spent.requests + 1, caps.day_requests),
            ("tokens", spent.tokens + aside.tokens + worst.tokens, caps.day_tokens),
            ("cost", spent.usd + aside.usd + (worst.usd or 0.0), caps.day_usd if worst.usd else None),
        ]
        for what, wanted, cap in checks:
            if cap is not None and wanted > cap:
                until = self._clock.time_of_day(self._counts.day.eases_in_s() or 0.0)
                raise fault(ticket.profile, "model-cap-day", what=what, cap=cap, until=until)

    def _set_aside(self, question: Spent | None) -> Spent:
        """Sum what open requests may still take: of a question, or of all."""
        aside = Spent()
        for ticket in self._open:
            if question is None or ticket.question is question:
                aside.add(ticket.worst)
        return aside


def _per_question(total: Spent) -> tuple[int, int]:
    """Return requests and for how many questions they were: one each where nothing was asked yet."""
    return max(total.requests, total.questions) or 1, total.questions or 1


def _messages(left: float, used: float, questions: int) -> int:
    """Return for how many questions it lasts, at what a question took on average."""
    return min(_MOST, int(max(0.0, left) * questions / used))
