"""What wakes the serving loop early."""

from __future__ import annotations

import queue
from typing import Protocol


class Stop(Protocol):
    """Says when to end; a `threading.Event` does."""

    def is_set(self) -> bool:
        """Tell whether to end."""


class Bell:
    """Rings for one sleeper. Unlike `threading.Event` it may be rung in a signal handler, whatever that interrupted."""

    def __init__(self) -> None:
        self._rings: queue.SimpleQueue[None] = queue.SimpleQueue()

    def ring(self) -> None:
        """Wake the sleeper, now or when it next lies down."""
        self._rings.put(None)

    @property
    def rings(self) -> int:
        """Count the rings that were not heard yet."""
        return self._rings.qsize()

    def hush(self) -> None:
        """Forget rings until now."""
        while not self._rings.empty():
            self._rings.get_nowait()

    def wait(self, longest_s: float) -> None:
        """Sleep until a ring."""
        try:
            self._rings.get(timeout=max(longest_s, 0.0))
        except queue.Empty:
            return
