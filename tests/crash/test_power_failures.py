"""A power failure takes the ledger's latest commits back to the last that was synced: nothing is lost or asked twice.

After every commit of a question's life the bridge folder, the game's inbox and the ledger are copied. A failure at that
moment finds the files as they are and the ledger as it was at any commit since the last synced one (SQLite's log loses
its end, never its middle). Each such pair is started from, and the game asks for what it still waits for.
"""

from __future__ import annotations

import contextlib
import shutil
import sqlite3
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING

import pytest

from agent.bridge.ledger.store import Store
from tests.bridge.kit import read_delivery
from tests.service.kit import Table, counts
from tests.service.test_watched import observe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager
    from pathlib import Path

    from tests.bridge.kit import Sent


@dataclass
class Life:
    """A question's life, copied after every commit."""

    root: Path
    moments: int = 0
    synced: list[int] = field(default_factory=list)
    answered: list[bool] = field(default_factory=list)

    def copy(self, table: Table, *, synced: bool) -> None:
        self.moments += 1
        if synced:
            self.synced.append(self.moments)
        self.answered.append(any(table.bridge.glob("response-*.json")))
        shutil.copytree(table.root, self.root / f"{self.moments}", ignore=shutil.ignore_patterns("*-shm", "*.lock"))

    def pairs(self) -> Iterator[tuple[int, int]]:
        """Every moment with every state of the ledger that a failure then may leave."""
        for moment in range(1, self.moments + 1):
            last = max((each for each in self.synced if each <= moment), default=1)
            yield from ((moment, ledger) for ledger in range(last, moment + 1))


@contextlib.contextmanager
def copied(table: Table, life: Life) -> Iterator[None]:
    """Meet the ledger's file through a connection that tells of its commits, at each of which all is copied."""

    class Telling(sqlite3.Connection):
        synced = False

        def execute(self, sql: str, *args: object) -> sqlite3.Cursor:
            cursor = super().execute(sql, *args)  # type: ignore[arg-type]
            if sql.startswith("PRAGMA synchronous"):
                self.synced = sql.endswith("FULL")
            elif sql == "COMMIT":
                life.copy(table, synced=self.synced)
            return cursor

    connect = sqlite3.connect
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sqlite3, "connect", partial(connect, factory=Telling))
        yield


def live(table: Table, life: Life) -> Sent:
    """Ask, be answered, acknowledge."""
    with copied(table, life):
        table.mod.hello()
        table.serve()
        asked = table.mod.ask("?")
        table.serve()
        delivery = read_delivery(table.inbox)
        assert delivery is not None
        table.mod.ack(asked, revision=delivery["responses"][0]["revision"])
        table.serve()
        table.service.close()
    return asked


def after_failure(life: Life, moment: int, ledger: int, root: Path) -> Table:
    """The table as a pair has it, with no service."""
    table = Table(root)
    table.service.close()
    shutil.rmtree(root)
    shutil.copytree(life.root / f"{moment}", root)
    shutil.rmtree(root / "data")
    shutil.copytree(life.root / f"{ledger}" / "data", root / "data")
    # The ledger is found by its folder's path.
    (found,) = (root / "data" / "bridges").iterdir()
    found.rename(table.config().state_dir)
    return table


def go_on(life: Life, asked: Sent, moment: int, ledger: int, root: Path) -> tuple[Table, int]:
    """Start from a pair; return the table at rest and how often the assistant was asked then."""
    table = after_failure(life, moment, ledger, root)
    before = read_delivery(table.inbox)
    table.service = table.make()
    if not (table.bridge / asked.name).exists():
        table.mod.hello()
        table.mod.pending(asked)
    table.serve()
    delivery = read_delivery(table.inbox)
    if delivery is not None:
        assert before is None or before["seq"] < delivery["seq"], "the game has seen this number"
        table.mod.acks += 10
        table.mod.ack(asked, revision=delivery["responses"][0]["revision"])
        table.serve()
    return table, len(table.assistant.asked)


def every_failure(root: Path) -> int:
    life = Life(root / "life")
    asked = live(Table(root / "whole"), life)
    started = 0
    for moment, ledger in life.pairs():
        table, times = go_on(life, asked, moment, ledger, root / f"{moment}-{ledger}")
        assert counts(table) == {"applied": 1}
        assert times <= (0 if life.answered[moment - 1] else 1), "asked again though the answer was on the disk"
        table.service.close()
        started += 1
    return started


def test_after_a_power_failure_nothing_is_lost_and_no_answer_is_asked_for_twice(tmp_path: Path) -> None:
    assert every_failure(tmp_path) > 15


def test_a_number_of_a_delivery_that_is_not_synced_is_noticed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    transaction = Store.transaction

    def never_synced(store: Store, *, synced: bool = False) -> AbstractContextManager[None]:
        del synced
        return transaction(store)

    monkeypatch.setattr(Store, "transaction", never_synced)
    with pytest.raises(AssertionError, match="has seen this number"):
        every_failure(tmp_path)


def test_after_a_power_failure_nothing_of_what_a_watched_game_told_is_lost(tmp_path: Path) -> None:
    """What an observation tells of events no other tells again, and the agent takes its file away."""
    life, table = Life(tmp_path / "life"), Table(tmp_path / "whole")
    table.mod.hello()
    observe(table, 1, 600, electric_networks=[])
    table.serve()
    table.restart()
    with copied(table, life):
        table.restart()
        table.serve()
        before = life.moments
        lost = {"event": "entity-died", "tick": 1100, "name": "thing", "surface": "nauvis"}
        name = observe(table, 2, 1200, electric_networks=[], event_log=[lost])
        table.serve()
        life.copy(table, synced=False)
        table.service.close()
    assert not (table.bridge / name).exists()
    pairs = [pair for pair in life.pairs() if pair[0] > before]
    assert len(pairs) > 5
    for moment, ledger in pairs:
        again = after_failure(life, moment, ledger, tmp_path / f"{moment}-{ledger}")
        again.service = again.make()
        again.serve()
        again.time.pass_s(60.0)
        again.serve()
        told = [each.name for watched in again.assistant.watched for each in watched.observation.event_log]
        assert told == ["thing"], (moment, ledger)
        again.service.close()
