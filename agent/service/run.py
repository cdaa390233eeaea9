"""Serving until Ctrl-C, as a program does it."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

    from agent.service.bell import Stop
    from agent.service.service import Service


_TURN_S = 0.001
"""So long a thread that computes keeps the others waiting: the loop needs a turn for every file that it touches."""


class _Flag:
    """Set by a signal handler, which may take no lock."""

    def __init__(self) -> None:
        self._set = False

    def is_set(self) -> bool:
        return self._set

    def set(self) -> None:
        self._set = True


@contextmanager
def _until_signalled(service: Service) -> Iterator[Stop]:
    """Give a flag that Ctrl-C and SIGTERM set; what is being written is finished first."""
    stop = _Flag()

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        stop.set()
        service.wake()

    before = {number: signal.signal(number, on_signal) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield stop
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run_until_signalled(service: Service) -> None:
    """Serve until SIGINT or SIGTERM and finish cleanly; for the main thread only.

    Raises:
        BridgeError: See `Service.start`.
    """
    before_s = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_S)
    try:
        with _until_signalled(service) as stop:
            service.run_forever(stop)
    finally:
        sys.setswitchinterval(before_s)
