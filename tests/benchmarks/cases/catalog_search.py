"""Searching a catalogue of 1,000 blueprints by item, rate, size and technology, beside one bare SQLite query."""

from __future__ import annotations

import sqlite3
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from agent.setup.catalog_store import CatalogStore, Kept, Wanted
from tests.benchmarks.results import Result, compared
from tests.benchmarks.timing import seconds

if TYPE_CHECKING:
    from tests.benchmarks.catalogue import Size

AIM = 10.0
"""The query joins two tables, sorts by throughput per tile and reads 20 entries' JSON; the peer reads 20 numbers."""
ENTRIES = {"tiny": 50, "full": 1000}
ITEMS = 40


def run(size: Size) -> list[Result]:
    """Search for an item that every fortieth entry makes, 50 times; twice when tiny."""
    rounds = 50 if size == "full" else 2
    ours: list[float] = []
    bare: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        database = sqlite3.connect(Path(folder) / "bare.sqlite3")
        database.execute("CREATE TABLE makes (item TEXT, per_tile REAL)")
        with CatalogStore(Path(folder)) as store:
            store.add(Kept("player", "0", _body(number)) for number in range(ENTRIES[size]))
            rows = [(f"item-{number % ITEMS}", number / 9) for number in range(ENTRIES[size])]
            database.executemany("INSERT INTO makes VALUES (?, ?)", rows)
            wanted = Wanted("item-7", 5.0, 40, 40, frozenset({"automation", "logistics"}))
            if not store.search(wanted, 20):
                raise RuntimeError("nothing was found")
            for _ in range(rounds):
                ours.append(seconds(lambda: store.search(wanted, 20)))
                bare.append(seconds(lambda: _ask(database)))
        database.close()
    return compared(f"{ENTRIES[size]:,} entries", ours, bare, "SELECT … ORDER BY of one table", AIM)


def _ask(database: sqlite3.Connection) -> None:
    database.execute("SELECT per_tile FROM makes WHERE item = 'item-7' ORDER BY per_tile DESC LIMIT 20").fetchall()


def _body(number: int) -> dict[str, object]:
    rate = float(number % 90 + 10)
    ports = [
        {"flow": "in", "way": "belt", "x_tile": x, "y_tile": 0, "items": ["iron-plate"], "rate_per_min": rate}
        for x in range(8)
    ]
    return {
        "id": f"bp-{number:06}",
        "width_tiles": number % 30 + 3,
        "height_tiles": number % 17 + 3,
        "confidence": 1.0,
        "furnaces_may_make_per_min": {},
        "makes_per_min": {f"item-{number % ITEMS}": rate},
        "technologies": ["automation"] if number % 3 else ["automation", "logistics"],
        "ports": ports,
    }
