"""What the assistant remembers of each player of each save, as the text that the assistant made of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.bridge.ledger.store import Store


class Memories:
    """One text for each player of each save.

    Args:
        store: The ledger's file.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._execute = store.connection.execute

    def read(self, session: str, player: int) -> str | None:
        """Return a player's memory in a save."""
        row = self._execute("SELECT text FROM memories WHERE session = ? AND player = ?", (session, player)).fetchone()
        return None if row is None else str(row[0])

    def write(self, session: str, player: int, text: str) -> None:
        """Keep a memory in place of the one before."""
        with self._store.transaction():
            self._execute("INSERT OR REPLACE INTO memories VALUES (?, ?, ?)", (session, player, text))

    def forget(self, session: str, player: int | None) -> None:
        """Forget one player's memory, or with None all of the save."""
        with self._store.transaction():
            self._execute(
                "DELETE FROM memories WHERE session = ? AND (? IS NULL OR player = ?)", (session, player, player)
            )
