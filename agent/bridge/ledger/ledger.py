"""The ledger as the service holds it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.bridge.ledger.inflow import Inflow
from agent.bridge.ledger.memories import Memories
from agent.bridge.ledger.questions import Questions
from agent.bridge.ledger.records import Records
from agent.bridge.ledger.spending import Spending
from agent.bridge.ledger.store import Store
from agent.bridge.ledger.watches import Watches

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from agent.bridge.ledger.records import AckRow


class Ledger:
    """One SQLite file, used by one thread; every method of its parts is a transaction or part of a surrounding one.

    Args:
        path: The file; its folder is made.
        monotonic: Seconds that only grow.
        first_seq: Where the sequence of deliveries of a save begins: seconds of the wall clock, so that a game which
            remembers a higher number than a lost ledger knows is not ignored.

    Raises:
        BridgeError, OSError, sqlite3.OperationalError: See `agent.bridge.ledger.schema.open_ledger`.
    """

    def __init__(self, path: Path, *, monotonic: Callable[[], float], first_seq: Callable[[], int]) -> None:
        self.store = Store(path, monotonic=monotonic)
        self.inflow = Inflow(self.store)
        self.questions = Questions(self.store)
        self.records = Records(self.store, first_seq)
        self.memories = Memories(self.store)
        self.spending = Spending(self.store)
        self.watches = Watches(self.store)

    @property
    def damaged(self) -> Path | None:
        """Where a damaged ledger was set aside when this one was opened."""
        return self.store.damaged

    @property
    def served_s(self) -> float:
        """Seconds this bridge has been served in all; ages are counted by it."""
        return self.store.served_s

    def transaction(self, *, synced: bool = False) -> AbstractContextManager[None]:
        """Make several steps one; see `Store.transaction`."""
        return self.store.transaction(synced=synced)

    def apply(self, ack: AckRow) -> None:
        """Close the question when its final answer was shown, or when the game wants none any more."""
        question = self.questions.get(ack.question) if ack.what == "response" else None
        if question is None:
            return
        shown_is_final = question.final and (ack.revision is None or ack.revision >= question.revision)
        if ack.result in {"dropped", "failed"} or shown_is_final:
            self.questions.mark_applied(ack.question)

    def close(self) -> None:
        """Close the file; what was recorded is on the disk already."""
        self.store.connection.close()
