"""What was sent and what it cost, over the last 24 hours, kept over restarts whatever the wall clock does meanwhile.

Within a run ages go by the monotonic clock. On disk stand ages and the wall time of writing; on reading, the wall time
that has passed since is added, never less than nothing: a clock that was put back makes nothing younger.
"""

from __future__ import annotations

import logging
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Protocol

from pydantic import BaseModel, ConfigDict, ValidationError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from agent.models.clock import Clock

_LOG = logging.getLogger(__name__)
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


class UsageStore(Protocol):
    """Where the counts outlive the agent: one text, which is replaced as a whole."""

    def load(self) -> str | None:
        """Return what was saved last; None before the first time."""

    def save(self, text: str) -> None:
        """Keep the text."""


class UsageFile:
    """The counts in a file of their own.

    Args:
        path: The file; its folder is made.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> str | None:
        """Return the file's text; None where there is none that can be read."""
        try:
            return self._path.read_text(encoding="utf-8")
        except FileNotFoundError:
            return None
        except (OSError, UnicodeDecodeError) as error:
            _LOG.warning("counts of use cannot be read: %s", type(error).__name__)
            return None

    def save(self, text: str) -> None:
        """Replace the file in one step.

        Raises:
            OSError: It cannot be written.
        """
        self._path.parent.mkdir(parents=True, exist_ok=True)
        new = self._path.with_name(f".{self._path.name}.new")
        with new.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        new.replace(self._path)


class SavedMinute(BaseModel):
    """What was spent within a minute, as it is kept."""

    model_config = ConfigDict(strict=True, frozen=True, allow_inf_nan=False)

    age_s: float
    questions: int
    requests: int
    prompt_tokens: int
    reply_tokens: int
    usd: float
    estimated: bool


class SavedWindow(BaseModel):
    """A quota as it is kept."""

    model_config = ConfigDict(strict=True, frozen=True, allow_inf_nan=False)

    profile: str
    key: str
    limit: int | None
    remaining: int | None
    resets_in_s: float | None


class SavedUse(BaseModel):
    """The whole text of a store."""

    model_config = ConfigDict(strict=True, frozen=True, allow_inf_nan=False)

    version: int
    wall_s: float
    minutes: tuple[SavedMinute, ...] = ()
    windows: tuple[SavedWindow, ...] = ()
    blocked_s: dict[str, float] = {}


def read_use(text: str | None, clock: Clock) -> tuple[SavedUse, float]:
    """Return what a store holds and how many seconds have passed since; what cannot be read is nothing."""
    now_s = clock.wall()
    if text is None:
        return SavedUse(version=1, wall_s=now_s), 0.0
    try:
        saved = SavedUse.model_validate_json(text)
    except ValidationError as error:
        _LOG.warning("counts of use are damaged (%d faults); counting begins anew", error.error_count())
        return SavedUse(version=1, wall_s=now_s), 0.0
    return saved, max(0.0, now_s - saved.wall_s)


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

    def current(self) -> Spent:
        """Return the sum that what is spent now belongs to."""
        now = self._clock.monotonic()
        if not self._minutes or now - self._minutes[-1][0] >= _GRAIN_S:
            self._minutes.append((now, Spent()))
        return self._minutes[-1][1]

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
