"""The questions and their answers: seen → answered → delivered → applied, or cancelled."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from agent.bridge.ledger.store import Store

OBSERVED = "observation"
"""The kind of a question that no player asked: what to do about a game that is watched."""
REFUSED = "refused"
"""The kind of a question that could not be read."""
State = Literal["seen", "answered", "delivered", "applied", "cancelled"]


@dataclass(frozen=True, slots=True)
class Key:
    """Which question: the save, its id, and the Adler-32 of its bytes as eight hex digits."""

    session: str
    id: str
    digest: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question as recorded.

    Attributes:
        place: Order of arrival.
        kind: ``chat``, ``blueprint``, ``status``, ``config``, ``cancel`` or `OBSERVED`; `REFUSED` where it could not be
            read.
        player: Index of the player who asked; None where the request could not be read.
        body: The request file's bytes; empty where they could not be read.
        wanted: The running game waits for it (an older save may not know it).
        attempts: How many times answering was begun.
        revision: Of the stored response; 0 before the first.
        final: The stored response is the last.
        response: The stored response's bytes.
        blueprint: The stored blueprint file's bytes.
    """

    place: int
    key: Key
    kind: str
    player: int | None
    body: bytes
    state: State
    wanted: bool
    attempts: int
    revision: int
    final: bool
    response: bytes | None
    blueprint: bytes | None


_COLUMNS = (
    "place, session, id, digest, kind, player, body, state, wanted, attempts, revision, final, response, blueprint"
)
_OPEN = "'seen', 'answered', 'delivered'"


class Questions:
    """Every question ever asked, until it is swept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._execute = store.connection.execute

    def add(self, key: Key, kind: str, body: bytes) -> bool:
        """Record a question as seen; return False when it was recorded before."""
        with self._store.transaction():
            now = self._store.served_s
            cursor = self._execute(
                "INSERT OR IGNORE INTO questions (session, id, digest, kind, player, body, state, seen_s, changed_s)"
                " VALUES (?, ?, ?, ?, ?, ?, 'seen', ?, ?)",
                (key.session, key.id, key.digest, kind, _asker(body), body, now, now),
            )
            return cursor.rowcount == 1

    def get(self, key: Key) -> Question | None:
        """Return a question."""
        found = self._select("session = ? AND id = ? AND digest = ?", key.session, key.id, key.digest)
        return found[0] if found else None

    def unanswered(self, kinds: tuple[str, ...], *, limit: int = 1) -> list[Question]:
        """Return the oldest questions of these kinds that are still to be answered."""
        marks = ", ".join("?" * len(kinds))
        return self._select(f"state = 'seen' AND wanted = 1 AND kind IN ({marks})", *kinds, limit=limit)

    def in_turn(self, kinds: tuple[str, ...], *, limit: int) -> list[Question]:
        """Return the questions of these kinds that are still to be answered, as players take turns.

        Every player's oldest comes before anybody's second; among players the one whose last question was begun
        longest ago is first, then whoever asked first.
        """
        marks = ", ".join("?" * len(kinds))
        columns = ", ".join(f"questions.{name}" for name in _COLUMNS.split(", "))
        rows = self._execute(
            "WITH waiting AS ("  # noqa: S608 - fixed fragments
            " SELECT place, row_number() OVER (PARTITION BY session, player ORDER BY place) AS number FROM questions"
            f" WHERE state = 'seen' AND wanted = 1 AND kind IN ({marks}))"
            f" SELECT {columns} FROM waiting JOIN questions USING (place) ORDER BY waiting.number, ("
            " SELECT max(begun) FROM questions AS his"
            " WHERE his.session = questions.session AND his.player IS questions.player), place LIMIT ?",
            (*kinds, limit),
        )
        return [_question(row) for row in rows]

    def undelivered(self, session: str, *, limit: int = 50) -> list[Question]:
        """Return what the running game is still to be shown, in order: answers, and revisions of unfinished ones."""
        return self._select(
            f"session = ? AND wanted = 1 AND response IS NOT NULL AND state IN ({_OPEN})", session, limit=limit
        )

    def of_session(self, session: str) -> list[Question]:
        """Return every question of a save, whatever became of it."""
        return self._select("session = ?", session)

    def ids(self) -> set[str]:
        """Return the ids of all recorded questions."""
        return {str(row[0]) for row in self._execute("SELECT id FROM questions")}

    def counts(self) -> dict[State, int]:
        """Return how many questions of players are in each state."""
        rows = self._execute("SELECT state, count(*) FROM questions WHERE kind <> ? GROUP BY state", (OBSERVED,))
        return dict(rows.fetchall())

    def queue_length(self) -> int:
        """Return how many questions of players wait for their answer."""
        row = self._execute(
            "SELECT count(*) FROM questions WHERE state = 'seen' AND wanted = 1 AND kind <> ?", (OBSERVED,)
        ).fetchone()
        return int(row[0])

    def begin_answer(self, key: Key) -> int:
        """Count an attempt and return its number; recorded before the attempt, so that a kill cannot hide it."""
        with self._store.transaction():
            turn = "begun = (SELECT max(begun) + 1 FROM questions)"
            self._change(key, f"attempts = attempts + 1, {turn}")
            found = self.get(key)
            return 0 if found is None else found.attempts

    def attempts(self) -> int:
        """Return how many times answering was begun in all."""
        return int(self._execute("SELECT coalesce(sum(attempts), 0) FROM questions").fetchone()[0])

    def store_interim(self, key: Key, response: bytes, revision: int) -> bool:
        """Keep an answer that is not final; the question stays seen."""
        with self._store.transaction():
            return self._change(key, "response = ?, revision = ?", response, revision, states="'seen'")

    def store_answer(self, key: Key, response: bytes, revision: int, blueprint: bytes | None) -> bool:
        """Keep the final answer; False when the question was cancelled or answered meanwhile."""
        with self._store.transaction():
            return self._change(
                key,
                "state = 'answered', final = 1, response = ?, revision = ?, blueprint = ?",
                response,
                revision,
                blueprint,
                states="'seen'",
            )

    def ask_anew(self, question: Question) -> None:
        """Forget an answer that nobody can read; what was no player's readable question is forgotten with it."""
        if question.kind in {OBSERVED, REFUSED}:
            self.cancel(question.key)
            return
        with self._store.transaction():
            self._change(question.key, "state = 'seen', final = 0, response = NULL, blueprint = NULL", states=_OPEN)

    def mark_delivered(self, keys: list[Key]) -> None:
        """Record that final answers went into a door."""
        with self._store.transaction():
            for key in keys:
                self._change(key, "state = 'delivered'", states="'answered'")

    def mark_applied(self, key: Key) -> bool:
        """Record that the game has the answer, or wants none any more."""
        with self._store.transaction():
            return self._change(key, "state = 'applied'", states=_OPEN)

    def cancel(self, key: Key) -> bool:
        """Forget a question that was not shown yet."""
        with self._store.transaction():
            return self._change(key, "state = 'cancelled'", states=_OPEN)

    def want_again(self, key: Key) -> bool:
        """The game waits for it: what is answered is delivered again; False if the question is not known."""
        with self._store.transaction():
            return self._change(key, "wanted = 1, state = CASE final WHEN 1 THEN 'answered' ELSE 'seen' END")

    def want_only(self, session: str, keys: set[Key]) -> int:
        """A save was loaded which waits for these questions and no others; return how many it does not know."""
        with self._store.transaction():
            unknown = [
                question.key
                for question in self._select(f"session = ? AND wanted = 1 AND state IN ({_OPEN})", session)
                if question.key not in keys
            ]
            for key in unknown:
                self._change(key, "wanted = 0")
            return len(unknown)

    def sweep(self, *, keep: int, age_s: float) -> list[Key]:
        """Delete applied, cancelled and unwanted questions beyond the count or the age; never an unread answer."""
        with self._store.transaction():
            rows = self._execute(
                "SELECT session, id, digest, changed_s FROM questions"
                " WHERE state IN ('applied', 'cancelled') OR wanted = 0 ORDER BY changed_s DESC, place DESC"
            ).fetchall()
            oldest = self._store.served_s - age_s
            gone = [Key(*row[:3]) for rank, row in enumerate(rows) if rank >= keep or row[3] < oldest]
            self.delete(gone)
            return gone

    def delete(self, keys: list[Key]) -> None:
        """Delete questions."""
        with self._store.transaction():
            for key in keys:
                self._execute(
                    "DELETE FROM questions WHERE session = ? AND id = ? AND digest = ?",
                    (key.session, key.id, key.digest),
                )

    def _change(self, key: Key, what: str, *values: object, states: str = "") -> bool:
        among = f" AND state IN ({states})" if states else ""
        cursor = self._execute(
            f"UPDATE questions SET {what}, changed_s = ?"  # noqa: S608 - fixed fragments
            f" WHERE session = ? AND id = ? AND digest = ?{among}",
            (*values, self._store.served_s, key.session, key.id, key.digest),
        )
        return cursor.rowcount == 1

    def _select(self, where: str, *values: object, limit: int = -1) -> list[Question]:
        rows = self._execute(
            f"SELECT {_COLUMNS} FROM questions"  # noqa: S608 - fixed fragments
            f" WHERE {where} ORDER BY place LIMIT ?",
            (*values, limit),
        )
        return [_question(row) for row in rows]


def _question(row: tuple[Any, ...]) -> Question:
    place, session, id_, digest, kind, player, body, state, wanted, attempts, revision, final, response, blueprint = row
    key = Key(session, id_, digest)
    flags = bool(wanted), bool(final)
    return Question(place, key, kind, player, body, state, flags[0], attempts, revision, flags[1], response, blueprint)


def _asker(body: bytes) -> int | None:
    """Return the index of who asked; None where the request could not be read."""
    try:
        return int(json.loads(body)["player"]["index"])
    except (ValueError, KeyError, TypeError, RecursionError):
        return None
