"""The catalogue's file: an embedded SQLite database in the user's data folder."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Self

from platformdirs import user_data_path

from agent.errors import BridgeError

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path
    from types import TracebackType

FILE: Final = "catalog.sqlite3"
VERSION: Final = 1
_PROGRAM: Final = "factorio-gpt-assistant"
_TABLES: Final = """
    CREATE TABLE entries (
        id TEXT PRIMARY KEY, origin TEXT NOT NULL CHECK (origin IN ('player', 'parametric')), string TEXT NOT NULL,
        width INTEGER NOT NULL, height INTEGER NOT NULL, confidence REAL NOT NULL, body TEXT NOT NULL
    ) WITHOUT ROWID;
    CREATE TABLE makes (
        item TEXT NOT NULL, id TEXT NOT NULL REFERENCES entries (id) ON DELETE CASCADE, rate_per_min REAL NOT NULL,
        PRIMARY KEY (item, id)
    ) WITHOUT ROWID;
    CREATE TABLE needs (
        id TEXT NOT NULL REFERENCES entries (id) ON DELETE CASCADE, technology TEXT NOT NULL,
        PRIMARY KEY (id, technology)
    ) WITHOUT ROWID;
    CREATE INDEX makes_by_id ON makes (id);
"""


@dataclass(frozen=True, slots=True)
class Kept:
    """One entry: its JSON (`agent.factory.catalog.document`), its string, and whether a player added it."""

    origin: str
    string: str
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to search for; None: no limit. ``technologies`` are those that may be used."""

    item: str | None = None
    min_rate_per_min: float | None = None
    max_width: int | None = None
    max_height: int | None = None
    technologies: Collection[str] | None = None
    origin: str | None = None


def catalog_file(folder: Path | None = None) -> Path:
    """Return where the catalogue lies; None: in the user's data folder."""
    return (folder if folder is not None else user_data_path(_PROGRAM, appauthor=False)) / FILE


class CatalogStore:
    """The open catalogue.

    Args:
        folder: The data folder; None: the user's. It is made.

    Raises:
        BridgeError: ``catalog-unwritable`` or ``catalog-unreadable``.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self.path = catalog_file(folder)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            self._db = sqlite3.connect(self.path, isolation_level=None)
        except (OSError, sqlite3.Error) as error:
            raise BridgeError("catalog-unwritable", path=str(self.path), reason=_reason(error)) from error
        try:
            self._prepare()
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise self._failure(error) from error
        except BridgeError:
            self._db.close()
            raise

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _: TracebackType | None) -> None:
        self._db.close()

    def add(self, entries: Iterable[Kept]) -> tuple[int, int]:
        """Add entries; return how many were new and how many there already. A player's own one wins over a cell.

        Raises:
            BridgeError: ``catalog-unwritable``.
        """
        new = known = 0
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                for kept in entries:
                    found = self._db.execute("SELECT origin FROM entries WHERE id = ?", (kept.body["id"],)).fetchone()
                    if found and (found[0] == "player" or kept.origin != "player"):
                        known += 1
                        continue
                    new += 1
                    self._put(kept)
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            raise self._failure(error) from error
        return new, known

    def get(self, entry_id: str) -> Kept | None:
        """Return an entry by its id, or by a beginning of it that fits no other."""
        rows = list(self._rows("WHERE id >= ? AND id < ? LIMIT 2", (entry_id, entry_id + "\U0010ffff")))
        exact = [kept for kept in rows if kept.body["id"] == entry_id]
        return exact[0] if exact else rows[0] if len(rows) == 1 else None

    def remove(self, entry_id: str) -> None:
        """Remove an entry.

        Raises:
            BridgeError: ``catalog-unwritable``.
        """
        try:
            self._db.execute("DELETE FROM entries WHERE id = ?", (entry_id,))
        except sqlite3.DatabaseError as error:
            raise self._failure(error) from error

    def count(self, origin: str | None = None) -> int:
        """Return how many entries there are."""
        clause, args = ("WHERE origin = ?", (origin,)) if origin else ("", ())
        (count,) = self._db.execute(f"SELECT count(*) FROM entries {clause}", args).fetchone()  # noqa: S608 - own text
        return int(count)

    def search(self, wanted: Wanted, limit: int) -> list[Kept]:
        """Return what fits: by throughput per tile of the item asked for, else the surest first."""
        clauses, args = ["1 = 1"], []
        order = "confidence DESC, id"
        if wanted.item is not None:
            clauses.append("id IN (SELECT id FROM makes WHERE item = ? AND rate_per_min >= ?)")
            args += [wanted.item, wanted.min_rate_per_min or 0.0]
            order = (
                "(SELECT rate_per_min FROM makes WHERE makes.id = entries.id AND item = ?)"
                " / (width * height) DESC, confidence DESC, id"
            )
        elif wanted.min_rate_per_min is not None:
            clauses.append("id IN (SELECT id FROM makes WHERE rate_per_min >= ?)")
            args.append(wanted.min_rate_per_min)
        if wanted.origin is not None:
            clauses.append("origin = ?")
            args.append(wanted.origin)
        for column, most in (("width", wanted.max_width), ("height", wanted.max_height)):
            if most is not None:
                clauses.append(f"{column} <= ?")
                args.append(most)
        if wanted.technologies is not None:
            clauses.append(
                "NOT EXISTS (SELECT 1 FROM needs WHERE needs.id = entries.id"
                " AND technology NOT IN (SELECT value FROM json_each(?)))"
            )
            args.append(json.dumps(sorted(wanted.technologies)))
        if wanted.item is not None:
            args.append(wanted.item)
        return list(self._rows(f"WHERE {' AND '.join(clauses)} ORDER BY {order} LIMIT ?", (*args, limit)))

    def _rows(self, tail: str, args: tuple[object, ...]) -> Iterator[Kept]:
        try:
            with closing(
                self._db.execute(f"SELECT origin, string, body FROM entries {tail}", args)  # noqa: S608 - own text
            ) as rows:
                for origin, string, body in rows:
                    yield Kept(origin, string, json.loads(body))
        except sqlite3.DatabaseError as error:
            raise self._failure(error) from error

    def _put(self, kept: Kept) -> None:
        body = kept.body
        self._db.execute("DELETE FROM entries WHERE id = ?", (body["id"],))
        self._db.execute(
            "INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                *(body["id"], kept.origin, kept.string, body["width_tiles"], body["height_tiles"], body["confidence"]),
                json.dumps(body, ensure_ascii=False, sort_keys=False),
            ),
        )
        made = {**body["furnaces_may_make_per_min"], **body["makes_per_min"]}
        self._db.executemany("INSERT INTO makes VALUES (?, ?, ?)", [(i, body["id"], r) for i, r in made.items()])
        self._db.executemany("INSERT INTO needs VALUES (?, ?)", [(body["id"], name) for name in body["technologies"]])

    def _prepare(self) -> None:
        self._db.execute("PRAGMA foreign_keys = ON")
        (version,) = self._db.execute("PRAGMA user_version").fetchone()
        if version == 0:
            self._db.executescript(f"BEGIN IMMEDIATE; {_TABLES} PRAGMA user_version = {VERSION}; COMMIT;")
        elif version != VERSION:
            raise BridgeError("catalog-newer", path=str(self.path), version=version)

    def _failure(self, error: sqlite3.Error) -> BridgeError:
        broken = type(error) is sqlite3.DatabaseError
        code = "catalog-unreadable" if broken else "catalog-unwritable"
        return BridgeError(code, path=str(self.path), reason=_reason(error))


def _reason(error: Exception) -> str:
    return getattr(error, "strerror", None) or str(error)
