"""Faults at an exact place: the N-th call to the disk, or the N-th commit, fails or is the last thing done."""

from __future__ import annotations

import os
import signal
import sqlite3
import threading
from contextlib import suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

#: Calls of `agent.bridge.disk` that touch the disk.
CALLS = (
    "lstat",
    "open",
    "fstat",
    "close",
    "read",
    "lseek",
    "write",
    "fsync",
    "replace",
    "unlink",
    "utime",
    "listdir",
    "makedirs",
)


def die() -> None:
    os.kill(os.getpid(), signal.SIGKILL)


class FaultyOs:
    """Stands in for `os` in `agent.bridge.disk`: counts its calls and strikes at one of them.

    A descriptor is closed even where closing it says that it failed (close(2)), so there the stroke comes after it.

    Args:
        strike_at: Which call, from 1; 0 never strikes.
        strike: Raises, or ends the process.
        after: Strike when the call is done and not before.
        counted: The calls that count.
        loses: Closing that fails has lost what was written, as on network shares that report it only then.
    """

    def __init__(
        self,
        strike_at: int,
        strike: Callable[[], None],
        *,
        after: bool = False,
        counted: tuple[str, ...] = CALLS,
        loses: bool = False,
    ) -> None:
        self._counted = counted
        self._loses = loses
        self._strike_at = strike_at
        self._strike = strike
        self._after = after
        self._counting = threading.Lock()
        self.calls = 0
        self.struck = ""

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever `os` has
        real = getattr(os, name)
        if name not in self._counted:
            return real

        def call(*args: Any, **kwargs: Any) -> Any:  # noqa: ANN401
            with self._counting:  # workers touch the disk too, and none may take another's number
                self.calls += 1
                now = self.calls == self._strike_at
            after = self._after or name == "close"
            if now and not after:
                self.struck = name
                self._strike()
            if now and self._loses and name == "close":
                with suppress(OSError):  # it was opened for reading
                    os.ftruncate(args[0], 0)
            try:
                return real(*args, **kwargs)
            finally:  # what is not there is a call's end too
                if now and after:
                    self.struck = name
                    self._strike()

        return call


class RefusingConnection(sqlite3.Connection):
    """A ledger on a disk that refuses once: its `refuse_at`-th statement fails, over all connections.

    SQLite makes errors of its own of what the system says: full for ENOSPC, input/output error for EIO, cannot open for
    EACCES and EMFILE; EINTR it repeats by itself.
    """

    refuse_at = 0
    message = "disk I/O error"
    statements = 0
    refused = ""

    def execute(self, sql: str, *args: Any) -> sqlite3.Cursor:  # noqa: ANN401
        self._refuse_one(sql)
        return super().execute(sql, *args)

    def executescript(self, sql: str, /) -> sqlite3.Cursor:
        self._refuse_one(sql)
        return super().executescript(sql)

    def _refuse_one(self, sql: str) -> None:
        kind = type(self)
        kind.statements += 1
        if kind.statements == kind.refuse_at:
            kind.refused = sql
            raise sqlite3.OperationalError(kind.message)


def connection_that_dies(at: int, *, after: bool) -> type[sqlite3.Connection]:
    """Return a connection class whose `at`-th COMMIT of this process is the last thing it does."""

    class Dying(sqlite3.Connection):
        commits = 0

        def execute(self, sql: str, *args: Any) -> sqlite3.Cursor:  # noqa: ANN401
            if sql != "COMMIT":
                return super().execute(sql, *args)
            Dying.commits += 1
            now = Dying.commits == at
            if now and not after:
                die()
            cursor = super().execute(sql, *args)
            if now and after:
                die()
            return cursor

    return Dying
