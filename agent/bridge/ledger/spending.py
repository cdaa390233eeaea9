"""What answers of models took: tokens and money, by day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.bridge.ledger.store import Store


@dataclass(frozen=True, slots=True)
class Usage:
    """What one answer took. ``day`` is the player's own date (``2026-11-28``); None is not known."""

    day: str
    model: str
    prompt_tokens: int | None
    reply_tokens: int | None
    cost_usd: float | None


class Spending:
    """One row for every answer that a model wrote.

    Args:
        store: The ledger's file.
    """

    def __init__(self, store: Store) -> None:
        self._store = store
        self._execute = store.connection.execute

    def add(self, session: str, player: int, usage: Usage) -> None:
        """Record what an answer took; part of the transaction that stores it."""
        with self._store.transaction():
            self._execute(
                "INSERT INTO usage (day, session, player, model, prompt_tokens, reply_tokens, cost_usd)"
                " VALUES (?, ?, ?, ?, ?, ?, ?)",
                (usage.day, session, player, usage.model, usage.prompt_tokens, usage.reply_tokens, usage.cost_usd),
            )

    def forget_whose(self, session: str, player: int | None) -> None:
        """Keep what was spent and forget whose it is: what was paid was paid even where consent is taken back."""
        with self._store.transaction():
            self._execute(
                "UPDATE usage SET session = NULL, player = NULL WHERE session = ? AND (? IS NULL OR player = ?)",
                (session, player, player),
            )

    def sweep(self, *, keep: int) -> None:
        """Forget the oldest rows."""
        with self._store.transaction():
            self._execute(
                "DELETE FROM usage WHERE place NOT IN (SELECT place FROM usage ORDER BY place DESC LIMIT ?)", (keep,)
            )
