"""Serving until Ctrl-C, or until something else ends, as a program does it."""

from __future__ import annotations

import signal
import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from agent.service.bell import Stop
    from agent.service.service import Service


_TURN_S = 0.001
"""So long a thread that computes keeps the others waiting: the loop needs a turn for every file that it touches."""
_ENDING: Final = (signal.SIGINT, signal.SIGTERM, *([signal.SIGHUP] if hasattr(signal, "SIGHUP") else []))
"""What ends a program from outside; the last where there are terminals that can be closed."""


class _Flag:
    """Set by a signal handler, which may take no lock."""

    def __init__(self) -> None:
        self._set = False

    def is_set(self) -> bool:
        return self._set

    def set(self) -> None:
        self._set = True


@contextmanager
def handling(*numbers: signal.Signals, by: Callable[[], None]) -> Iterator[None]:
    """Call something at signals, instead of what was done before; it may take no lock."""

    def on_signal(_number: int, _frame: FrameType | None) -> None:
        by()

    before = {number: signal.signal(number, on_signal) for number in numbers}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def run_until_signalled(service: Service) -> None:
    """Serve until SIGINT or SIGTERM and finish cleanly; for the main thread only.

    Raises:
        BridgeError: See `Service.start`.
    """
    stop = _Flag()

    def end() -> None:
        stop.set()
        service.wake()

    with handling(signal.SIGINT, signal.SIGTERM, by=end):
        _run(service, stop)


def run_beside(service: Service, stop: Stop, on_signal: Callable[[], None], *, begin: Callable[[], None]) -> None:
    """Serve until `stop` is set, whatever signals come: they are somebody else's to act on.

    Args:
        service: Is served by the calling thread, the main one.
        stop: Set by whatever is waited for.
        on_signal: Called at every signal that would end a program; may take no lock.
        begin: Called first, once signals go to `on_signal`.

    Raises:
        BridgeError: See `Service.start`.
    """
    with handling(*_ENDING, by=on_signal):
        begin()
        _run(service, stop)


def _run(service: Service, stop: Stop) -> None:
    before_s = sys.getswitchinterval()
    sys.setswitchinterval(_TURN_S)
    try:
        service.run_forever(stop)
    finally:
        sys.setswitchinterval(before_s)
