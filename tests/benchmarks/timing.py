"""Seconds of two rivals, taken in turn, so that whatever else the machine does troubles both alike."""

from __future__ import annotations

import gc
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    """How long one call took. Garbage of earlier calls is collected before, garbage of this one is its own matter."""
    gc.collect()
    began = time.perf_counter()
    kept = work()
    spent = time.perf_counter() - began
    del kept
    return spent


def in_turn(ours: Callable[[], object], baseline: Callable[[], object], rounds: int) -> tuple[list[float], list[float]]:
    """Seconds of both, round by round, after one call of each that does not count."""
    ours()
    baseline()
    # What lies in memory for later must not be walked by the collector while either is measured.
    before = gc.get_freeze_count()
    gc.collect()
    gc.freeze()
    try:
        pairs = [(seconds(ours), seconds(baseline)) for _ in range(rounds)]
    finally:
        if not before:  # else somebody froze what is there for the whole process
            gc.unfreeze()
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]
