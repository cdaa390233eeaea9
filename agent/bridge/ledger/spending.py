"""What answers of models took: tokens and money, by day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.bridge.ledger.store import Store


@dataclass(frozen=True, slots=True)
class Usage:
    """What one answer took. ``day`` is the player's own date (``2026-11-28``), None is not known; costs in dollars."""

    day: str
    model: str
    prompt_tokens: int | None
    reply_tokens: int | None
    cost_usd: float | None


@dataclass(frozen=True, slots=True)
class Spent:
    """Sums over a day; what was not known counts as nothing and ``unpriced`` says how many answers had no price."""

    answers: int = 0
    prompt_tokens: int = 0
    reply_tokens: int = 0
    cost_usd: float = 0.0
    unpriced: int = 0


SPENT_ON = (
    "SELECT count(*), coalesce(sum(prompt_tokens), 0), coalesce(sum(reply_tokens), 0),"
    " coalesce(sum(cost_usd), 0.0), count(*) - count(cost_usd) FROM usage WHERE day = ?"
)


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

    def on(self, day: str) -> Spent:
        """Return what a day took."""
        return Spent(*self._execute(SPENT_ON, (day,)).fetchone())

    def forget_whose(self, session: str, player: int | None) -> None:
        """Keep the sums and forget whose they are: caps stand even where consent does not."""
        with self._store.transaction():
            self._execute(
                "UPDATE usage SET session = NULL, player = NULL WHERE session = ? AND (? IS NULL OR player = ?)",
                (session, player, player),
            )

    def sweep(self, *, before: str) -> None:
        """Forget days before a date."""
        with self._store.transaction():
            self._execute("DELETE FROM usage WHERE day < ?", (before,))
