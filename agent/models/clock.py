"""Time as the models' part needs it: one that only grows for measuring, the wall's for telling, and a way to wait."""

from __future__ import annotations

import functools
import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable

_BOOT_ID: Final = Path("/proc/sys/kernel/random/boot_id")


@functools.cache
def run_of_the_machine() -> str:
    """Return what names this run of the machine, over which `time.monotonic` only grows; empty where nothing does."""
    try:
        return _BOOT_ID.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError):
        return ""


@dataclass(frozen=True, slots=True)
class Clock:
    """Views of time; tests give their own.

    Players and time servers move the wall clock; whatever is measured within a run goes by ``monotonic``.
    """

    monotonic: Callable[[], float] = time.monotonic
    """Seconds that only grow."""
    wall: Callable[[], float] = time.time
    """Seconds since 1970."""
    sleep: Callable[[float], object] = threading.Event().wait
    """Waits so many seconds."""
    boot: Callable[[], str] = run_of_the_machine
    """Names what ``monotonic`` grows in, for those who compare it with another process's."""

    def time_of_day(self, in_s: float) -> str:
        """Tell when ``in_s`` seconds from now will be on the player's clock.

        HH:MM where it is the next time that the clock shows it, be it tomorrow's; else with the date.
        """
        now = datetime.fromtimestamp(self.wall(), UTC).astimezone()
        then = datetime.fromtimestamp(self.wall() + max(0.0, in_s), UTC).astimezone()
        is_next = then.date() == now.date() or (
            then.date() == now.date() + timedelta(days=1) and then.strftime("%H:%M") < now.strftime("%H:%M")
        )
        return then.strftime("%H:%M" if is_next else "%Y-%m-%d %H:%M")


SYSTEM_CLOCK = Clock()
"""The machine's own."""
