"""What watched games have written and nobody has looked at yet, and what is remembered of each watch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.bridge.ledger.questions import Key

if TYPE_CHECKING:
    from agent.bridge.ledger.store import Store


@dataclass(frozen=True, slots=True)
class Sighting:
    """An observation that was checked; its file may be gone."""

    place: int
    key: Key
    player: int
    body: bytes


class Watches:
    """Observations on their way, and one text for each watching player of each save.

    Args:
        store: The ledger's file.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._execute = store.connection.execute

    def add(self, key: Key, player: int, body: bytes) -> None:
        """Keep an observation until it was looked at."""
        with self._store.transaction():
            self._execute(
                "INSERT INTO sightings (session, id, digest, player, body) VALUES (?, ?, ?, ?, ?)",
                (key.session, key.id, key.digest, player, body),
            )

    def unseen(self, *, limit: int) -> list[Sighting]:
        """Return observations that nobody has looked at yet, oldest first."""
        rows = self._execute(
            "SELECT place, session, id, digest, player, body FROM sightings ORDER BY place LIMIT ?", (limit,)
        )
        return [Sighting(place, Key(*key), player, body) for place, *key, player, body in rows]

    def write(self, session: str, player: int, text: str, *, seen: Sighting | None = None) -> None:
        """Remember a watch, and with it that an observation was looked at."""
        with self._store.transaction():
            self._execute("INSERT OR REPLACE INTO watches VALUES (?, ?, ?)", (session, player, text))
            if seen is not None:
                self._execute("DELETE FROM sightings WHERE place = ?", (seen.place,))

    def drop(self, seen: Sighting) -> None:
        """Forget an observation that cannot be looked at."""
        with self._store.transaction():
            self._execute("DELETE FROM sightings WHERE place = ?", (seen.place,))

    def of(self, session: str) -> dict[int, str]:
        """Return what is remembered of a save's watches, by player."""
        return dict(self._execute("SELECT player, text FROM watches WHERE session = ? ORDER BY player", (session,)))

    def forget(self, session: str, player: int | None) -> None:
        """Forget one player's watch, or with None all of the save."""
        with self._store.transaction():
            for table in ("watches", "sightings"):
                self._execute(
                    f"DELETE FROM {table} WHERE session = ? AND (? IS NULL OR player = ?)",  # noqa: S608 - fixed names
                    (session, player, player),
                )
