"""What was counted and what endpoints told, as all processes of the player see it.

`agent run` and `agent ask` may ask models at the same time. Whoever counts looks first at what the others counted, and
nobody else can count meanwhile; what could not be kept (a full disk) is counted here and kept with the next change.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.models.rate_headers import RateWindow
from agent.models.spending import Day
from agent.models.usage_store import SavedUse, SavedWindow, new_use, passed_s, read_use

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.models.clock import Clock
    from agent.models.usage_store import UsageStore

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Seen:
    """A quota, and by the clock that only grows when it was told."""

    window: RateWindow
    at_s: float

    def now(self, monotonic_s: float) -> RateWindow:
        """Return the quota as it is by now: whole again once its reset has come."""
        if self.window.resets_in_s is None:
            return self.window
        left_s = self.at_s + self.window.resets_in_s - monotonic_s
        if left_s <= 0:
            return RateWindow(self.window.limit, self.window.limit, None)
        return RateWindow(self.window.limit, self.window.remaining, left_s)


class Counts:
    """The counts; not to be used from two threads at once.

    Args:
        store: Keeps them, for other processes too; None: they are this process's own.
        clock: Time.

    Attributes:
        day: What was spent in the last 24 hours.
        windows: Quotas by profile and by what they count.
        blocked_until_s: Until when endpoints are left alone, by profile.
    """

    def __init__(self, store: UsageStore | None, clock: Clock) -> None:
        self._store = store
        self._clock = clock
        self._text: str | None = None
        self._unkept: list[Callable[[], None]] = []
        self.day = Day(clock)
        self.windows: dict[tuple[str, str], Seen] = {}
        self.blocked_until_s: dict[str, float] = {}
        if store is not None:
            self._take_over(store.load(), in_our_time=False)

    def refresh(self) -> None:
        """Look at what other processes counted meanwhile."""
        if self._store is not None:
            self._take_over(self._store.load(), in_our_time=True)

    def change(self, change: Callable[[], None], *, check: Callable[[], None] = lambda: None) -> None:
        """Count something, unless `check` raises, which sees what everybody counted before.

        Args:
            change: Changes the attributes; called once more where it could not be kept and others changed them.
            check: Raises where nothing may be counted.
        """
        if self._store is None:
            check()
            change()
            return
        counted = False

        def changed(text: str | None) -> str:
            nonlocal counted
            self._take_over(text, in_our_time=True)
            check()
            change()
            self._unkept.append(change)
            counted = True
            self._text = self._saved().model_dump_json()
            return self._text

        try:
            self._store.change(changed)
        except OSError as error:
            _LOG.warning("counts of use cannot be kept: %s", type(error).__name__)
            self._text = None
            if not counted:
                check()
                change()
                self._unkept.append(change)
        else:
            self._unkept.clear()

    def _take_over(self, text: str | None, *, in_our_time: bool) -> None:
        """Begin with what the store holds; where it holds nothing that can be read, what is known here stays."""
        if text == self._text:
            return
        self._text = text
        saved = read_use(text)
        if saved is None:
            return
        ago_s = passed_s(saved, self._clock, in_our_time=in_our_time)
        at_s = self._clock.monotonic() - ago_s
        self.day = Day(self._clock, saved.minutes, ago_s)
        self.windows = {
            (item.profile, item.key): Seen(RateWindow(item.limit, item.remaining, item.resets_in_s), at_s)
            for item in saved.windows
        }
        self.blocked_until_s = {name: at_s + seconds for name, seconds in saved.blocked_s.items()}
        for change in self._unkept:
            change()

    def _saved(self) -> SavedUse:
        now_s = self._clock.monotonic()
        windows = []
        for (profile, key), seen in self.windows.items():
            window = seen.now(now_s)
            windows.append(
                SavedWindow(
                    profile=profile,
                    key=key,
                    limit=window.limit,
                    remaining=window.remaining,
                    resets_in_s=window.resets_in_s,
                )
            )
        blocked = {name: until_s - now_s for name, until_s in self.blocked_until_s.items() if until_s > now_s}
        use = new_use(self._clock)
        return use.model_copy(update={"minutes": self.day.kept(), "windows": tuple(windows), "blocked_s": blocked})
