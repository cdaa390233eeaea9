"""How far the journals were read, and the files they named that are not taken in yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.bridge.journal import Position

if TYPE_CHECKING:
    from agent.bridge.ledger.store import Store


_LAST_LETTER = "\U0010ffff"
"""SQLite compares text as bytes of UTF-8: it sorts behind any that a name has."""


@dataclass(frozen=True, slots=True)
class Awaited:
    """A file that the journal named and that is not taken in yet.

    Attributes:
        bytes: Its length, or None where only its digest is known (a pending line names it).
        digest: Adler-32 of its bytes.
        source: Journal and byte offset of the line.
        since_s: Served seconds when the line was read.
        refusal: Code of the reason when it was refused already and only has to be moved away.
    """

    name: str
    session: str
    bytes: int | None
    digest: str
    source: str
    since_s: float
    refusal: str | None = None


class Inflow:
    """What is on its way in."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._execute = store.connection.execute

    def positions(self) -> dict[str, Position]:
        """Return how far each journal was read, by file name."""
        rows = self._execute("SELECT name, offset_bytes, head, tail FROM journals")
        return {str(name): Position(offset, head, tail) for name, offset, head, tail in rows}

    def set_position(self, journal: str, position: Position) -> None:
        """Record how far a journal was read."""
        values = (journal, position.offset_bytes, position.head, position.tail)
        with self._store.transaction():
            self._execute("INSERT OR REPLACE INTO journals VALUES (?, ?, ?, ?)", values)

    def forget_journal(self, journal: str) -> None:
        """Forget a journal that is gone."""
        with self._store.transaction():
            self._execute("DELETE FROM journals WHERE name = ?", (journal,))

    def expect(self, awaited: Awaited) -> None:
        """Expect a file; a later line for the same name takes the place of an earlier one."""
        with self._store.transaction():
            self.settle(awaited.name)
            self._execute(
                "INSERT INTO awaited (name, session, bytes, digest, source, since_s) VALUES (?, ?, ?, ?, ?, ?)",
                (awaited.name, awaited.session, awaited.bytes, awaited.digest, awaited.source, awaited.since_s),
            )

    def expected(self, *, limit: int = -1) -> list[Awaited]:
        """Return the expected files in the order of their lines."""
        rows = self._execute(
            "SELECT name, session, bytes, digest, source, since_s, refusal FROM awaited ORDER BY place LIMIT ?",
            (limit,),
        )
        return [Awaited(*row) for row in rows]

    def expected_of(self, session: str, prefix: str) -> list[str]:
        """Return the expected names of a save that begin so, found by the index: of how many, a writer decides."""
        rows = self._execute(
            "SELECT name FROM awaited WHERE name >= ? AND name < ? AND session = ?",
            (prefix, f"{prefix}{_LAST_LETTER}", session),
        )
        return [str(name) for (name,) in rows]

    def is_expected(self, name: str, digest: str) -> bool:
        """Tell whether this content of the file is expected."""
        row = self._execute("SELECT 1 FROM awaited WHERE name = ? AND digest = ?", (name, digest)).fetchone()
        return row is not None

    def refuse(self, name: str, code: str) -> None:
        """Record that a file was refused; it is still to be moved away."""
        with self._store.transaction():
            self._execute("UPDATE awaited SET refusal = ? WHERE name = ?", (code, name))

    def settle(self, name: str) -> None:
        """Expect the file no longer."""
        with self._store.transaction():
            self._execute("DELETE FROM awaited WHERE name = ?", (name,))
