"""What the assistant remembers of each player of each save, as the text that the assistant made of it.

An older save that is loaded begins another branch of the talk. So a memory is kept with the question after whose answer
it was made, and a question names those that came before it in its own save.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.bridge.ledger.questions import Key
    from agent.bridge.ledger.store import Store

KEPT: Final = 60
"""Memories of one player of one save: as far back as an older save can be loaded without his being forgotten."""


class Memories:
    """A text for each question of each player of each save.

    Args:
        store: The ledger's file.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._execute = store.connection.execute

    def read(self, player: int, after: Iterable[Key]) -> str | None:
        """Return what a player's memory is after these questions: that of the one whose answer was made last."""
        found = [row for key in after if (row := self._row(player, key)) is not None]
        return max(found)[1] if found else None

    def write(self, player: int, key: Key, text: str) -> None:
        """Keep the memory after a question's answer; the oldest beyond the number are dropped."""
        with self._store.transaction():
            self._execute(
                "INSERT OR REPLACE INTO memories (session, player, id, digest, text) VALUES (?, ?, ?, ?, ?)",
                (key.session, player, key.id, key.digest, text),
            )
            self._execute(
                "DELETE FROM memories WHERE session = ?1 AND player = ?2 AND place NOT IN (SELECT place FROM memories"
                " WHERE session = ?1 AND player = ?2 ORDER BY place DESC LIMIT ?3)",
                (key.session, player, KEPT),
            )

    def forget(self, session: str, player: int | None) -> None:
        """Forget one player's memory, or with None all of the save."""
        with self._store.transaction():
            self._execute(
                "DELETE FROM memories WHERE session = ? AND (? IS NULL OR player = ?)", (session, player, player)
            )

    def _row(self, player: int, key: Key) -> tuple[int, str] | None:
        row: tuple[int, str] | None = self._execute(
            "SELECT place, text FROM memories WHERE session = ? AND player = ? AND id = ? AND digest = ?",
            (key.session, player, key.id, key.digest),
        ).fetchone()
        return row
