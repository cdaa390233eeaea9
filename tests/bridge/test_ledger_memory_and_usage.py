"""What is remembered and what was spent: kept over restarts, forgotten with consent, caps never forgotten."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from agent.bridge.forget import forget_player
from agent.bridge.ledger import Key, Ledger, Usage
from agent.bridge.ledger.memories import KEPT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SAVE = "0a1b2c3d"
TODAY = "2026-11-28"


def key(number: int, session: str = SAVE) -> Key:
    return Key(session, f"{session}-{number}", "00000001")


def open_at(path: Path) -> Ledger:
    return Ledger(path, monotonic=lambda: 0.0, first_seq=lambda: 100)


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    ledger = open_at(tmp_path / "ledger.sqlite3")
    yield ledger
    ledger.close()


def test_each_player_of_each_save_has_a_memory_of_his_own(ledger: Ledger) -> None:
    for session, player in ((SAVE, 1), (SAVE, 2), ("ffffffff", 1)):
        ledger.memories.write(player, key(1, session), f"{session} {player}")
    ledger.memories.write(1, key(1), "newer")
    assert ledger.memories.read(1, [key(1)]) == "newer"
    assert ledger.memories.read(2, [key(1)]) == f"{SAVE} 2"
    assert ledger.memories.read(1, [key(1, "ffffffff")]) == "ffffffff 1"
    assert ledger.memories.read(3, [key(1)]) is None


def test_a_memory_is_that_of_the_last_answer_among_those_named(ledger: Ledger) -> None:
    for number in (1, 2, 3):
        ledger.memories.write(1, key(number), f"after {number}")
    assert ledger.memories.read(1, [key(1)]) == "after 1"
    assert ledger.memories.read(1, [key(1), key(2), key(9)]) == "after 2"
    ledger.memories.write(1, key(1), "after 1, made last")
    assert ledger.memories.read(1, [key(2), key(1)]) == "after 1, made last"
    assert ledger.memories.read(1, []) is None
    other_content = Key(SAVE, f"{SAVE}-3", "ffffffff")
    assert ledger.memories.read(1, [other_content]) is None


def test_the_oldest_memories_of_a_player_are_dropped(ledger: Ledger) -> None:
    ledger.memories.write(2, key(1), "Boris")
    for number in range(KEPT + 1):
        ledger.memories.write(1, key(number), str(number))
    assert ledger.memories.read(1, [key(0)]) is None
    assert ledger.memories.read(1, [key(1)]) == "1"
    assert ledger.memories.read(2, [key(1)]) == "Boris"


@pytest.mark.parametrize("player", [1, None])
def test_a_revoked_consent_overwrites_the_memory_on_the_disk(player: int | None, tmp_path: Path) -> None:
    ledger = open_at(tmp_path / "ledger.sqlite3")
    ledger.memories.write(1, key(1), "Мой секрет " * 200)
    ledger.memories.write(1, key(2), "Мой секрет " * 200)
    ledger.memories.write(1, key(1, "ffffffff"), "Другая партия")
    forget_player(tmp_path, ledger, SAVE, player)
    assert ledger.memories.read(1, [key(1), key(2)]) is None
    ledger.close()
    kept = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert "Мой секрет".encode() not in kept
    assert "Другая партия".encode() in kept


def test_the_newest_rows_of_what_was_spent_are_kept(ledger: Ledger) -> None:
    for number in range(5):
        ledger.spending.add(SAVE, 1, Usage(TODAY, f"m{number}", 1000, None, None))
    ledger.spending.sweep(keep=2)
    rows = ledger.store.connection.execute("SELECT model, prompt_tokens, reply_tokens, cost_usd FROM usage").fetchall()
    assert rows == [("m3", 1000, None, None), ("m4", 1000, None, None)]


def test_taking_consent_back_keeps_what_was_spent_and_forgets_whose_it_is(ledger: Ledger, tmp_path: Path) -> None:
    ledger.spending.add(SAVE, 1, Usage(TODAY, "a", 1000, 200, 0.0125))
    forget_player(tmp_path, ledger, SAVE, 1)
    rows = ledger.store.connection.execute("SELECT session, player, cost_usd FROM usage").fetchall()
    assert rows == [(None, None, 0.0125)]
