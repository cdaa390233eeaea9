"""Time as the models' part needs it: one that only grows for measuring, the wall's for telling, and a way to wait."""

from __future__ import annotations

import threading
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


@dataclass(frozen=True, slots=True)
class Clock:
    """Three views of time; tests give their own.

    Players and time servers move the wall clock; whatever is measured within a run goes by ``monotonic``.
    """

    monotonic: Callable[[], float] = time.monotonic
    """Seconds that only grow."""
    wall: Callable[[], float] = time.time
    """Seconds since 1970."""
    sleep: Callable[[float], object] = threading.Event().wait
    """Waits so many seconds."""

    def time_of_day(self, in_s: float) -> str:
        """Tell when ``in_s`` seconds from now will be on the player's clock: HH:MM, with the date if not today."""
        now = datetime.fromtimestamp(self.wall(), UTC).astimezone()
        then = datetime.fromtimestamp(self.wall() + max(0.0, in_s), UTC).astimezone()
        return then.strftime("%H:%M" if then.date() == now.date() else "%Y-%m-%d %H:%M")


SYSTEM_CLOCK = Clock()
"""The machine's own."""
