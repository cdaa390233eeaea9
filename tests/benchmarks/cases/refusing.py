"""Setting aside every hostile file, beside moving it away and writing a reason by hand; beside a tenth of a second."""

from __future__ import annotations

import os
import shutil
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.peak import can_be_measured, peak_of
from tests.benchmarks.results import Result, compared
from tests.benchmarks.timing import seconds
from tests.service.kit import Table
from tests.service.test_hostile_files import HOSTILE, SNAPSHOT, Text

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.benchmarks.catalogue import Size
    from tests.service.test_hostile_files import Hostile

AIMS = {"by hand": 50.0, "longest": 1.0, "memory": 1.0}
"""Reading two gigabytes would cost thousands of times as much as moving them. Of a text as long as a snapshot may be
every byte is looked at, as it might be a good one to the last: reading and summing 60 MB alone take 30 ms."""
BY_HAND = "rename, one small file"
MIB = 1 << 20
MOST_MIB = 64_000_000 / MIB
BOUND_MS = 100.0
"""No hostile file may keep the others waiting for longer than a player notices."""


def run(size: Size) -> list[Result]:
    """Each of them 15 times, texts 5 times; once when tiny, and without the texts as large as a snapshot may be."""
    found: list[Result] = []
    for kind, hostile in HOSTILE.items():
        text = isinstance(hostile, Text)
        if (kind == "a device" and os.geteuid() != 0) or (text and hostile.name == SNAPSHOT and size == "tiny"):
            continue
        with tempfile.TemporaryDirectory() as folder:
            rounds = 1 if size == "tiny" else 5 if text else 15
            each = _refused(Path(folder), hostile, rounds)
            if text and can_be_measured():
                hostile.put(Path(folder))
                more = peak_of("bridge", Path(folder) / hostile.name) / MIB
                found.append(Result(kind, "peak memory", more, MOST_MIB, "MiB", "the bound of 64 MB", AIMS["memory"]))
        found += compared(kind, [one[0] for one in each], [one[2] for one in each], BY_HAND, AIMS["by hand"])
        for figure, took in (("longest", max(one[0] for one in each)), ("processor", min(one[1] for one in each))):
            found.append(Result(kind, figure, took * 1000, BOUND_MS, "ms", "a tenth of a second", AIMS["longest"]))
    return found


def _refused(folder: Path, hostile: Hostile, rounds: int) -> list[tuple[float, float, float]]:
    """Seconds of ours by the clock and of the processor, and by hand, round by round after one that does not count."""
    table = Table(folder / "table")
    table.mod.hello()
    table.serve()
    taken = []
    for _ in range(rounds + 1):
        path = table.bridge / hostile.name
        table.mod.append(hostile.put(table.bridge))
        ours, used = _clock_and_processor(table.serve)
        if path.is_symlink() or path.exists():
            raise RuntimeError(f"{hostile.name} was not set aside")
        aside = next(each for each in (table.bridge / "rejected").iterdir() if _is_of(each.name, hostile.name))
        taken.append((ours, used, seconds(lambda aside=aside: _set_aside(aside, folder / "by-hand"))))  # type: ignore[misc]
        # What was set aside is in the way of nothing but the disk.
        shutil.rmtree(table.bridge / "rejected")
        shutil.rmtree(folder / "by-hand")
    table.service.close()
    return taken[1:]


def _is_of(entry: str, name: str) -> bool:
    return entry.startswith(name[:100]) and not entry.endswith(".reason.json")


def _clock_and_processor(work: Callable[[], object]) -> tuple[float, float]:
    used: list[float] = []

    def timed() -> None:
        began = time.process_time()
        work()
        used.append(time.process_time() - began)

    return seconds(timed), used[0]


def _set_aside(path: Path, folder: Path) -> None:
    folder.mkdir()
    path.replace(folder / path.name)
    with (folder / "reason.json").open("wb") as out:
        out.write(b'{"code": "bridge-file-too-large"}')
        out.flush()
        os.fsync(out.fileno())
