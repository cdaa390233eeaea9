"""Waiting for the network in short pieces, so that what is no longer wanted ends at once and not by a time limit.

A model may say nothing for minutes. Every wait for bytes is cut into slices, and between them the thread asks whether
its reply is still wanted. Giving up raises through the HTTP library, which closes the connection: the endpoint hears of
it and stops as well. What the system does in one piece (names, connecting, the TLS handshake) is done by a helper
thread that is left behind where it is not waited for any more.
"""

from __future__ import annotations

import threading
import time
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING, Any, Final

import httpcore

if TYPE_CHECKING:
    import ssl
    from collections.abc import Callable, Iterable, Iterator

_SLICE_S: Final = 0.2
_WANTED: Final[ContextVar[Callable[[], None] | None]] = ContextVar("wanted", default=None)


@contextmanager
def wanted(check: Callable[[], None] | None) -> Iterator[None]:
    """Let every wait of this thread call ``check``, which raises where there is nothing left to wait for."""
    token = _WANTED.set(check)
    try:
        yield
    finally:
        _WANTED.reset(token)


class InterruptibleBackend(httpcore.SyncBackend):
    """The library's own way to the network, with waits that can be given up."""

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[Any] | None = None,
    ) -> httpcore.NetworkStream:
        """Connect."""
        connect = super().connect_tcp
        return _Stream(_aside(lambda: connect(host, port, timeout, local_address, socket_options)))


class _Stream(httpcore.NetworkStream):
    def __init__(self, stream: httpcore.NetworkStream) -> None:
        self._stream = stream

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Read what comes first within the time; bytes that came in are never lost between two slices."""
        end_s = None if timeout is None else time.monotonic() + timeout
        while True:
            check = _WANTED.get()
            if check is None:
                return self._stream.read(max_bytes, timeout)
            check()
            left_s = _SLICE_S if end_s is None else end_s - time.monotonic()
            try:
                return self._stream.read(max_bytes, max(0.001, min(_SLICE_S, left_s)))
            except httpcore.ReadTimeout:
                if left_s <= _SLICE_S and end_s is not None:
                    raise

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Write all of it; a prompt is small beside what the system takes at once."""
        self._stream.write(buffer, timeout)

    def close(self) -> None:
        """Close."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        """Shake hands."""
        return _Stream(_aside(lambda: self._stream.start_tls(ssl_context, server_hostname, timeout)))

    def get_extra_info(self, info: str) -> Any:  # noqa: ANN401 - the library's own
        """Tell about the connection."""
        return self._stream.get_extra_info(info)


class _Aside:
    """What a helper thread does: it ends with a stream or a fault, or nobody waits for it any more."""

    def __init__(self, work: Callable[[], httpcore.NetworkStream]) -> None:
        self._work = work
        self._lock = threading.Lock()
        self._left = False
        self.done = threading.Event()
        self.stream: httpcore.NetworkStream | None = None
        self.fault: BaseException | None = None

    def run(self) -> None:
        try:
            stream = self._work()
        except BaseException as fault:  # noqa: BLE001 - raised in the thread that waits
            self.fault = fault
        else:
            with self._lock:
                self.stream = stream
                if self._left:
                    stream.close()
        self.done.set()

    def leave(self) -> None:
        with self._lock:
            self._left = True
            if self.stream is not None:
                self.stream.close()


def _aside(work: Callable[[], httpcore.NetworkStream]) -> httpcore.NetworkStream:
    """Let a helper thread do what cannot be cut into slices."""
    check = _WANTED.get()
    if check is None:
        return work()
    aside = _Aside(work)
    threading.Thread(target=aside.run, name="connecting", daemon=True).start()
    try:
        while not aside.done.wait(_SLICE_S):
            check()
    except BaseException:
        aside.leave()
        raise
    if aside.fault is not None:
        raise aside.fault
    assert aside.stream is not None  # noqa: S101 - either of the two is there
    return aside.stream
