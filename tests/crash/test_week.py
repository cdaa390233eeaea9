"""A week of play: twenty thousand questions, snapshots, reloads, restarts and sweeps; memory and disk stay flat."""

from __future__ import annotations

import gc
import json
import os
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from pydantic import TypeAdapter

from agent.service import Keeping
from tests.bridge.kit import read_delivery
from tests.service.kit import Table

if TYPE_CHECKING:
    from collections.abc import Callable

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

WEEK = 20_000
TENTH = 10
WEEK_S = 7 * 24 * 3600.0
SLICES = 10
FLAT = 1.1
SMALL = Keeping(questions=100, snapshots=10, acks=200)
"""Bounds that are reached in the first slice, so that whatever grows beyond them shows in the others."""


def size_of(root: Path) -> int:
    """Bytes of all files, the journals apart: the game alone may rotate those."""
    return sum(path.stat().st_size for path in root.rglob("*") if path.is_file() and path.suffix != ".jsonl")


def play(table: Table, questions: int, step_s: float) -> None:
    for number in range(questions):
        shot = table.mod.snapshot(20) if number % 3 == 0 else None
        asked = table.mod.ask(f"Вопрос {number}", **({} if shot is None else {"snapshot": shot.id}))
        table.serve()
        if number % 50 == 49:
            table.mod.pending(asked)
            table.serve()
        delivery = read_delivery(table.inbox)
        assert delivery is not None
        revision = next(each["revision"] for each in delivery["responses"] if each["id"] == asked.id)
        table.mod.ack(asked, revision=revision)
        table.serve()
        table.time.pass_s(step_s)
        if number % 200 == 199:
            table.restart(keeping=SMALL)
            table.serve()
            _rotate(table)


def _rotate(table: Table) -> None:
    """What the mod does with a journal that grew: the next line goes into another."""
    number = int(table.mod.journal.removeprefix("journal").removesuffix(".jsonl").strip("-") or 1)
    table.mod.journal = f"journal-{number + 1}.jsonl"


@dataclass
class Sizes:
    """What was used after each slice of the week."""

    objects: list[int] = field(default_factory=list)
    memory_bytes: list[int] = field(default_factory=list)
    disk_bytes: list[int] = field(default_factory=list)

    def take(self, root: Path) -> None:
        gc.collect()
        self.objects.append(sys.getallocatedblocks())
        pages = Path("/proc/self/statm").read_text("ascii").split()[1]
        self.memory_bytes.append(int(pages) * os.sysconf("SC_PAGE_SIZE"))
        self.disk_bytes.append(size_of(root))

    def growing(self) -> list[str]:
        """Name what is larger in the last slices than after the first, in which everything fills up."""
        sizes = {"objects": self.objects, "memory": self.memory_bytes, "disk": self.disk_bytes}
        return [f"{name}: {each}" for name, each in sizes.items() if max(each[-3:]) > FLAT * max(each[1:4])]


def week(questions: int, root: Path, each_slice: Callable[[], None] = lambda: None) -> Sizes:
    """Play a week in slices."""
    fill_the_cache_of_strings()
    table = Table(root)
    table.restart(keeping=SMALL)
    table.mod.hello()
    sizes = Sizes()
    for _ in range(SLICES):
        play(table, questions // SLICES, WEEK_S / questions)
        table.assistant.asked.clear()
        table.events.clear()
        each_slice()
        sizes.take(root)
    table.service.close()
    return sizes


def fill_the_cache_of_strings() -> None:
    """Pydantic keeps the last 16,384 short strings that it read: a bound that a tenth of a week would not reach."""
    texts = [f"text {number}" for number in range(4 * 16_384)]
    assert len(TypeAdapter(list[str]).validate_json(json.dumps(texts))) == len(texts)


@pytest.mark.timeout(900)
def test_memory_and_disk_stay_flat_over_a_week_of_play(tmp_path: Path) -> None:
    assert week(WEEK // TENTH, tmp_path).growing() == []


@pytest.mark.slow
@pytest.mark.timeout(3600)
def test_memory_and_disk_stay_flat_over_a_whole_week_of_play(tmp_path: Path) -> None:
    assert week(WEEK, tmp_path).growing() == []


def test_what_grows_is_noticed(tmp_path: Path) -> None:
    hoard: list[object] = []

    def leak() -> None:
        hoard.append([str(number) for number in range(300_000)])
        hoard.append(b"x" * 64_000_000)  # a tenth of what a long-lived test process holds, and more
        (tmp_path / f"left-{len(hoard)}").write_bytes(bytes(500_000))

    growing = week(50, tmp_path, leak).growing()
    assert [each.partition(":")[0] for each in growing] == ["objects", "memory", "disk"]
