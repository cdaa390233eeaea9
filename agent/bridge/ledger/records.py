"""What else is remembered of a save: hello, sequence of deliveries, snapshots, acknowledgements, preferences."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.bridge.ledger.questions import Key

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.bridge.ledger.store import Store


EVERYBODY = 0
"""Stands for a player where a preference is the whole save's; the game counts players from 1."""


@dataclass(frozen=True, slots=True)
class SnapshotRow:
    """A snapshot file that was checked; the body stays the file. `player` is None where an older agent recorded it."""

    key: Key
    name: str
    bytes: int
    player: int | None


@dataclass(frozen=True, slots=True)
class AckRow:
    """What the game said became of an answer; `key` is the acknowledgement's own, `question` is what it is about."""

    key: Key
    question: Key
    what: str
    result: str
    revision: int | None
    body: bytes


class Records:
    """Everything that is no question.

    Args:
        store: The ledger's file.
        first_seq: Where the sequence of deliveries of a save begins.
    """

    def __init__(self, store: Store, first_seq: Callable[[], int]) -> None:
        self._store = store
        self._execute = store.connection.execute
        self._first_seq = first_seq

    def hear(self, session: str, hello: bytes | None = None) -> None:
        """Record that a save was heard; it is the one being played now."""
        with self._store.transaction():
            self._execute(
                "INSERT INTO sessions (session, seq, hello, heard_s) VALUES (?, ?, ?, ?) ON CONFLICT (session)"
                " DO UPDATE SET heard_s = excluded.heard_s, hello = coalesce(excluded.hello, hello)",
                (session, self._first_seq(), hello, self._store.served_s),
            )
            self._store.set_fact("session", session)

    def playing(self) -> str | None:
        """Return the save that was heard last."""
        return self._store.fact("session")

    def hello(self, session: str) -> bytes | None:
        """Return the last hello of a save."""
        row = self._execute("SELECT hello FROM sessions WHERE session = ?", (session,)).fetchone()
        return None if row is None else row[0]

    def heard_s(self, session: str) -> float | None:
        """Return served seconds when the save was heard last."""
        row = self._execute("SELECT heard_s FROM sessions WHERE session = ?", (session,)).fetchone()
        return None if row is None else float(row[0])

    def next_seq(self, session: str) -> int:
        """Return the number of the next delivery to a save; no number is given twice."""
        with self._store.transaction(synced=True):
            self._execute(
                "INSERT INTO sessions (session, seq, heard_s) VALUES (?, ?, ?)"
                " ON CONFLICT (session) DO UPDATE SET seq = seq + 1",
                (session, self._first_seq(), self._store.served_s),
            )
            return int(self._execute("SELECT seq FROM sessions WHERE session = ?", (session,)).fetchone()[0])

    def add_snapshot(self, row: SnapshotRow) -> bool:
        """Record a snapshot; False when it was recorded before."""
        with self._store.transaction():
            key = row.key
            cursor = self._execute(
                "INSERT OR REPLACE INTO snapshots (session, id, digest, name, bytes, player, seen_s)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (key.session, key.id, key.digest, row.name, row.bytes, row.player, self._store.served_s),
            )
            return cursor.rowcount == 1

    def snapshot(self, session: str, snapshot_id: str) -> SnapshotRow | None:
        """Return the newest content of a snapshot id."""
        found = self._snapshots("session = ? AND id = ?", session, snapshot_id, limit=1)
        return found[0] if found else None

    def latest_snapshots(self, session: str, player: int, count: int) -> list[SnapshotRow]:
        """Return the newest snapshots of a player in a save, newest first."""
        return self._snapshots("session = ? AND (player = ? OR player IS NULL)", session, player, limit=count)

    def sweep_snapshots(self, *, keep: int, age_s: float) -> list[SnapshotRow]:
        """Forget snapshots beyond the count or the age and return them."""
        with self._store.transaction():
            kept = {row.key for row in self._snapshots("seen_s >= ?", self._store.served_s - age_s, limit=keep)}
            gone = [row for row in self._snapshots("1 = ?", 1, limit=-1) if row.key not in kept]
            self.delete_snapshots([row.key for row in gone])
            return gone

    def snapshots_of(self, session: str) -> list[SnapshotRow]:
        """Return every snapshot of a save."""
        return self._snapshots("session = ?", session, limit=-1)

    def delete_snapshots(self, keys: list[Key]) -> None:
        """Delete snapshots from the record; the files are the caller's."""
        with self._store.transaction():
            for key in keys:
                self._execute(
                    "DELETE FROM snapshots WHERE session = ? AND id = ? AND digest = ?",
                    (key.session, key.id, key.digest),
                )

    def add_ack(self, ack: AckRow) -> bool:
        """Record what became of an answer; False when it was recorded before."""
        with self._store.transaction():
            own, about = ack.key, ack.question
            cursor = self._execute(
                "INSERT OR IGNORE INTO acks VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    *(own.session, own.id, own.digest, about.id, about.digest),
                    *(ack.what, ack.result, ack.revision, ack.body, self._store.served_s),
                ),
            )
            return cursor.rowcount == 1

    def acks(self, question: Key) -> list[AckRow]:
        """Return what became of a question's answer, oldest first."""
        rows = self._execute(
            "SELECT session, id, digest, what, result, revision, body FROM acks"
            " WHERE session = ? AND request_id = ? AND request_digest = ? ORDER BY heard_s",
            (question.session, question.id, question.digest),
        )
        return [AckRow(Key(*own), question, what, result, rev, body) for *own, what, result, rev, body in rows]

    def forget_acks(self, question: Key) -> None:
        """Forget what became of an answer: an older save was loaded, and waits for it again."""
        with self._store.transaction():
            self._execute(
                "DELETE FROM acks WHERE session = ? AND request_id = ? AND request_digest = ?",
                (question.session, question.id, question.digest),
            )

    def ack_digests(self, ack_id: str) -> set[str]:
        """Return the digests of all recorded acknowledgements with an id."""
        return {str(row[0]) for row in self._execute("SELECT digest FROM acks WHERE id = ?", (ack_id,))}

    def sweep_acks(self, *, keep: int) -> None:
        """Forget the oldest acknowledgements."""
        with self._store.transaction():
            self._execute(
                "DELETE FROM acks WHERE (session, id, digest) NOT IN"
                " (SELECT session, id, digest FROM acks ORDER BY heard_s DESC LIMIT ?)",
                (keep,),
            )

    def prefer(self, session: str, player: int, name: str, value: str) -> None:
        """Store what a player set from the game."""
        with self._store.transaction():
            self._execute("INSERT OR REPLACE INTO preferences VALUES (?, ?, ?, ?)", (session, player, name, value))

    def preference(self, session: str, player: int, name: str) -> str | None:
        """Return what a player set from the game."""
        row = self._execute(
            "SELECT value FROM preferences WHERE session = ? AND player = ? AND name = ?", (session, player, name)
        ).fetchone()
        return None if row is None else str(row[0])

    def _snapshots(self, where: str, *values: object, limit: int) -> list[SnapshotRow]:
        rows = self._execute(
            f"SELECT session, id, digest, name, bytes, player FROM snapshots WHERE {where} ORDER BY place DESC LIMIT ?",  # noqa: S608 - fixed fragments
            (*values, limit),
        )
        return [SnapshotRow(Key(*key), name, size, player) for *key, name, size, player in rows]
