"""The ledger's file: transactions, small facts, and the clock that ages are counted by."""

from __future__ import annotations

import sqlite3
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING

from agent.bridge.ledger.schema import open_ledger

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path


class Store:
    """One SQLite file; used by one thread.

    Args:
        path: The file; its folder is made.
        monotonic: Seconds that only grow.

    Attributes:
        damaged: Where a damaged ledger was set aside when this one was opened.

    Raises:
        BridgeError, OSError, sqlite3.OperationalError: See `open_ledger`.
    """

    def __init__(self, path: Path, *, monotonic: Callable[[], float]) -> None:
        self.connection: sqlite3.Connection
        self.connection, self.damaged = open_ledger(path)
        self._monotonic = monotonic
        self._open = False
        self._synced = False
        try:
            self._base_s = float(self.fact("served_s") or 0.0) - monotonic()
        except BaseException:
            # Left open it would hold the locks it may have, and the next one could never be opened.
            self.connection.close()
            raise

    @property
    def served_s(self) -> float:
        """Seconds this bridge has been served in all, over restarts.

        Ages are counted by it and not by the wall clock, which players and time servers move.
        """
        return self._base_s + self._monotonic()

    @contextmanager
    def transaction(self, *, synced: bool = False) -> Iterator[None]:
        """Make several steps one: all are recorded or none is, whenever the agent is killed. Inner ones join the outer.

        Args:
            synced: Let it survive a power failure, with all that was recorded before. A power failure takes the latest
                of what is not synced, and never a part from the middle: the journals, the game's files and the answers
                on the disk tell it again. Needed before any of those is deleted, and before a number is given that the
                game remembers.
        """
        if self._open:
            yield
            return
        if synced != self._synced:
            self.connection.execute(f"PRAGMA synchronous = {'FULL' if synced else 'NORMAL'}")
            self._synced = synced
        self.connection.execute("BEGIN IMMEDIATE")
        self._open = True
        try:
            yield
            self._put_fact("served_s", repr(self.served_s))
            self.connection.execute("COMMIT")
        except BaseException:
            if self.connection.in_transaction:
                self.connection.execute("ROLLBACK")
            raise
        finally:
            self._open = False

    def tidy(self) -> None:
        """Move what was recorded from SQLite's log into the file, which waits for the disk twice; while nobody waits.

        Raises:
            sqlite3.DatabaseError: The ledger is damaged. A disk that is full, or a reader, only puts it off.
        """
        with suppress(sqlite3.OperationalError):
            self.connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchone()

    def fact(self, name: str) -> str | None:
        """Return a stored value."""
        row = self.connection.execute("SELECT value FROM facts WHERE name = ?", (name,)).fetchone()
        return None if row is None else str(row[0])

    def set_fact(self, name: str, value: str) -> None:
        """Store a value."""
        with self.transaction():
            self._put_fact(name, value)

    def _put_fact(self, name: str, value: str) -> None:
        self.connection.execute("INSERT OR REPLACE INTO facts VALUES (?, ?)", (name, value))
