"""Tables of the ledger, their migrations, and what happens to a damaged one."""

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from agent.errors import BridgeError

if TYPE_CHECKING:
    from pathlib import Path

_LOG_PAGES = 4000
"""So long SQLite's log may grow before it is moved into the file in the middle of whatever is done: 16 MB."""
#: Migration N brings a ledger from version N to N + 1; ``user_version`` counts them. Never edit one that was released.
MIGRATIONS: tuple[str, ...] = (
    """
    CREATE TABLE journals (
        name TEXT PRIMARY KEY, offset_bytes INTEGER NOT NULL, head INTEGER NOT NULL, tail INTEGER NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE awaited (
        place INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL UNIQUE, session TEXT NOT NULL,
        bytes INTEGER, digest TEXT NOT NULL, source TEXT NOT NULL, since_s REAL NOT NULL, refusal TEXT
    );
    CREATE TABLE questions (
        place INTEGER PRIMARY KEY AUTOINCREMENT, session TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL,
        kind TEXT NOT NULL, body BLOB NOT NULL, wanted INTEGER NOT NULL DEFAULT 1,
        state TEXT NOT NULL CHECK (state IN ('seen', 'answered', 'delivered', 'applied', 'cancelled')),
        attempts INTEGER NOT NULL DEFAULT 0, revision INTEGER NOT NULL DEFAULT 0, final INTEGER NOT NULL DEFAULT 0,
        response BLOB, blueprint BLOB, seen_s REAL NOT NULL, changed_s REAL NOT NULL,
        UNIQUE (session, id, digest)
    );
    CREATE INDEX questions_by_state ON questions (state, session);
    CREATE TABLE snapshots (
        place INTEGER PRIMARY KEY AUTOINCREMENT, session TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL,
        name TEXT NOT NULL, bytes INTEGER NOT NULL, seen_s REAL NOT NULL, UNIQUE (session, id, digest)
    );
    CREATE TABLE acks (
        session TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL, request_id TEXT NOT NULL,
        request_digest TEXT NOT NULL, what TEXT NOT NULL, result TEXT NOT NULL, revision INTEGER, body BLOB NOT NULL,
        heard_s REAL NOT NULL, PRIMARY KEY (session, id, digest)
    ) WITHOUT ROWID;
    CREATE TABLE sessions (
        session TEXT PRIMARY KEY, seq INTEGER NOT NULL, hello BLOB, heard_s REAL NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE facts (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    """,
    """
    CREATE TABLE preferences (
        session TEXT NOT NULL, player INTEGER NOT NULL, name TEXT NOT NULL, value TEXT NOT NULL,
        PRIMARY KEY (session, player, name)
    ) WITHOUT ROWID;
    CREATE INDEX acks_by_request ON acks (session, request_id, request_digest);
    """,
    """
    ALTER TABLE snapshots ADD COLUMN player INTEGER;
    """,
    """
    ALTER TABLE questions ADD COLUMN player INTEGER;
    ALTER TABLE questions ADD COLUMN begun INTEGER NOT NULL DEFAULT 0;
    CREATE TABLE memories (
        session TEXT NOT NULL, player INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (session, player)
    ) WITHOUT ROWID;
    CREATE TABLE usage (
        place INTEGER PRIMARY KEY AUTOINCREMENT, day TEXT NOT NULL, session TEXT, player INTEGER, model TEXT NOT NULL,
        prompt_tokens INTEGER, reply_tokens INTEGER, cost_usd REAL
    );
    CREATE INDEX usage_by_day ON usage (day);
    """,
    """
    DROP TABLE memories;
    CREATE TABLE memories (
        place INTEGER PRIMARY KEY AUTOINCREMENT, session TEXT NOT NULL, player INTEGER NOT NULL,
        id TEXT NOT NULL, digest TEXT NOT NULL, text TEXT NOT NULL, UNIQUE (session, player, id, digest)
    );
    """,
    """
    CREATE INDEX questions_by_player ON questions (session, player, begun);
    CREATE INDEX questions_by_turn ON questions (begun);
    """,
    """
    CREATE TABLE sightings (
        place INTEGER PRIMARY KEY AUTOINCREMENT, session TEXT NOT NULL, id TEXT NOT NULL, digest TEXT NOT NULL,
        player INTEGER NOT NULL, body BLOB NOT NULL
    );
    CREATE TABLE watches (
        session TEXT NOT NULL, player INTEGER NOT NULL, text TEXT NOT NULL, PRIMARY KEY (session, player)
    ) WITHOUT ROWID;
    """,
)


def open_ledger(path: Path) -> tuple[sqlite3.Connection, Path | None]:
    """Open the ledger, making or migrating it; a damaged one is set aside and a new one begun.

    Returns:
        The connection, and where the damaged ledger is now if there was one. The journals fill a new one again.

    Raises:
        BridgeError: ``ledger-newer``: written by a newer agent.
        OSError: The data folder cannot be written.
        sqlite3.OperationalError: The disk is full or the ledger is busy; worth trying again.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        return _open_sound(path), None
    except sqlite3.OperationalError:
        raise
    except sqlite3.DatabaseError:
        return _open_sound_after(path)


def _open_sound_after(path: Path) -> tuple[sqlite3.Connection, Path]:
    number = 1
    while (aside := path.with_name(f"{path.stem}-damaged-{number}{path.suffix}")).exists():
        number += 1
    path.replace(aside)
    for suffix in ("-wal", "-shm"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)
    return _open_sound(path), aside


def _open_sound(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, isolation_level=None, timeout=5.0)
    try:
        connection.execute("PRAGMA journal_mode = WAL")
        # A commit survives a kill; a power failure too where it asks for it (`Store.transaction`).
        connection.execute("PRAGMA synchronous = NORMAL")
        # Else moving a thousand pages falls into the middle of an answer; see `Store.tidy`.
        connection.execute(f"PRAGMA wal_autocheckpoint = {_LOG_PAGES}")
        # What a player takes back is overwritten, not only unlinked.
        connection.execute("PRAGMA secure_delete = ON")
        _check(connection)
        migrate(connection)
    except BaseException:
        connection.close()
        raise
    return connection


def _check(connection: sqlite3.Connection) -> None:
    verdict = connection.execute("PRAGMA quick_check(1)").fetchone()
    if verdict != ("ok",):
        raise sqlite3.DatabaseError(str(verdict))


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the tables to the newest version, each step whole or not at all.

    Raises:
        BridgeError: ``ledger-newer``.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    if version > len(MIGRATIONS):
        raise BridgeError("ledger-newer", found=version, known=len(MIGRATIONS))
    for number in range(version, len(MIGRATIONS)):
        connection.executescript(f"BEGIN IMMEDIATE; {MIGRATIONS[number]} PRAGMA user_version = {number + 1}; COMMIT;")
