"""What the ledger says, read beside a serving agent: opened for reading only, never migrated, never mended."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.bridge.ledger import OBSERVED
from agent.errors import BridgeError

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class LedgerRow:
    """One question.

    Attributes:
        id: Request id.
        session: Which save.
        kind: ``chat``, ``blueprint``, …; ``refused`` where it could not be read.
        state: ``seen``, ``answered``, ``delivered``, ``applied`` or ``cancelled``.
        player: Who asked; empty where unknown.
        prompt: What was asked; empty for kinds without words.
    """

    id: str
    session: str
    kind: str
    state: str
    player: str
    prompt: str


def latest(ledger: Path, count: int) -> tuple[LedgerRow, ...]:
    """Return the latest questions of players, the newest first; empty where there is no ledger yet.

    Raises:
        BridgeError: ``ledger-unreadable``.
    """
    query = "SELECT id, session, kind, state, body FROM questions WHERE kind <> ? ORDER BY place DESC LIMIT ?"
    rows = _select(ledger, query, OBSERVED, count)
    found = []
    for request_id, session, kind, state, body in rows:
        player, prompt = _words(body)
        found.append(LedgerRow(request_id, session, kind, state, player, prompt))
    return tuple(found)


def counts(ledger: Path) -> dict[str, int]:
    """Return how many questions of players are in each state.

    Raises:
        BridgeError: ``ledger-unreadable``.
    """
    query = "SELECT state, count(*) FROM questions WHERE kind <> ? GROUP BY state"
    return {str(state): int(number) for state, number in _select(ledger, query, OBSERVED)}


def unshown(ledger: Path) -> int:
    """Return how many answers the save that was heard last was not shown yet.

    Raises:
        BridgeError: ``ledger-unreadable``.
    """
    query = (
        "SELECT count(*) FROM questions WHERE kind <> ? AND wanted = 1 AND state IN ('answered', 'delivered')"
        " AND session = (SELECT value FROM facts WHERE name = 'session')"
    )
    return sum(int(number) for (number,) in _select(ledger, query, OBSERVED))


def reload_lengths_s(ledger: Path) -> tuple[float, ...]:
    """Return the lengths of the last reloads that the service measured, in seconds; the oldest first.

    Raises:
        BridgeError: ``ledger-unreadable``.
    """
    rows = _select(ledger, "SELECT value FROM facts WHERE name = 'reload_lengths_s'")
    return tuple(float(length) for (value,) in rows for length in str(value).split())


def question_state(ledger: Path, request_id: str) -> str:
    """Return the state of a question, ``unknown`` before it is recorded.

    Raises:
        BridgeError: ``ledger-unreadable``.
    """
    rows = _select(ledger, "SELECT state FROM questions WHERE id = ? ORDER BY place DESC LIMIT 1", request_id)
    return str(rows[0][0]) if rows else "unknown"


def _select(ledger: Path, query: str, *values: object) -> list[tuple[Any, ...]]:
    if not ledger.is_file():
        return []
    try:
        with closing(sqlite3.connect(f"{ledger.absolute().as_uri()}?mode=ro", uri=True, timeout=5.0)) as connection:
            return connection.execute(query, values).fetchall()
    except sqlite3.Error as fault:
        raise BridgeError("ledger-unreadable", path=str(ledger), reason=str(fault)) from fault


def _words(body: object) -> tuple[str, str]:
    """Take the player's name and words from a request's bytes, as far as they can be read."""
    try:
        request = json.loads(body if isinstance(body, bytes) else b"{}")
        return str(request["player"]["name"]), str(request.get("prompt", ""))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return "", ""
