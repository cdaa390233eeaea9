"""What was sent and what it cost, over the last 24 hours. Ages go by the clock that only grows."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from operator import itemgetter
from typing import TYPE_CHECKING, Final

from agent.models.usage_store import SavedMinute

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.models.clock import Clock

DAY_S: Final = 86400.0
_GRAIN_S: Final = 60.0
"""Within a minute what was spent is one entry, so that a day has at most 1440 however much is asked."""


@dataclass(frozen=True, slots=True)
class Usage:
    """What one exchange took; ``usd`` is None without a price, ``estimated`` where the server did not count."""

    prompt_tokens: int = 0
    reply_tokens: int = 0
    usd: float | None = None
    estimated: bool = False

    @property
    def tokens(self) -> int:
        """Count both ways."""
        return self.prompt_tokens + self.reply_tokens


@dataclass(slots=True)
class Spent:
    """A sum of exchanges: of a question, of a day."""

    questions: int = 0
    requests: int = 0
    prompt_tokens: int = 0
    reply_tokens: int = 0
    usd: float = 0.0
    estimated: bool = False

    @property
    def tokens(self) -> int:
        """Count both ways."""
        return self.prompt_tokens + self.reply_tokens

    def add(self, usage: Usage) -> None:
        """Add an exchange; its request was counted when it was sent."""
        self.prompt_tokens += usage.prompt_tokens
        self.reply_tokens += usage.reply_tokens
        self.usd += usage.usd or 0.0
        self.estimated |= usage.estimated


class Day:
    """The sums of the last 24 hours, minute by minute.

    Args:
        clock: For ages.
        saved: What an earlier run kept.
        passed_s: How long ago it was kept.
    """

    def __init__(self, clock: Clock, saved: Iterable[SavedMinute] = (), passed_s: float = 0.0) -> None:
        self._clock = clock
        now = clock.monotonic()
        self._minutes: list[tuple[float, Spent]] = []
        for item in saved:
            spent = Spent(
                item.questions, item.requests, item.prompt_tokens, item.reply_tokens, item.usd, item.estimated
            )
            self._minutes.append((now - max(0.0, item.age_s) - passed_s, spent))
        self._minutes.sort(key=lambda pair: pair[0])

    def spent_at(self, moment_s: float) -> Spent:
        """Return the sum that belongs to a moment of the clock that only grows."""
        place = bisect_right(self._minutes, moment_s, key=itemgetter(0))
        if place and moment_s - self._minutes[place - 1][0] < _GRAIN_S:
            return self._minutes[place - 1][1]
        spent = Spent()
        self._minutes.insert(place, (moment_s, spent))
        return spent

    def total(self) -> Spent:
        """Return the sum of the last 24 hours."""
        self._forget()
        total = Spent()
        for _, spent in self._minutes:
            total.questions += spent.questions
            total.requests += spent.requests
            total.add(Usage(spent.prompt_tokens, spent.reply_tokens, spent.usd, spent.estimated))
        return total

    def eases_in_s(self) -> float | None:
        """Return in how many seconds the oldest entry leaves the sum; None where there is none."""
        self._forget()
        return self._minutes[0][0] + DAY_S - self._clock.monotonic() if self._minutes else None

    def kept(self) -> tuple[SavedMinute, ...]:
        """Return the entries as they are kept."""
        self._forget()
        now = self._clock.monotonic()
        return tuple(
            SavedMinute(
                age_s=now - at,
                questions=spent.questions,
                requests=spent.requests,
                prompt_tokens=spent.prompt_tokens,
                reply_tokens=spent.reply_tokens,
                usd=spent.usd,
                estimated=spent.estimated,
            )
            for at, spent in self._minutes
        )

    def _forget(self) -> None:
        """An entry begins with its first request, so it leaves when that one is a day old: up to a minute early."""
        oldest = self._clock.monotonic() - DAY_S
        self._minutes = [pair for pair in self._minutes if pair[0] > oldest]
