"""Setting aside every hostile file, beside moving it away and writing a reason by hand; beside a tenth of a second."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.results import Result, compared
from tests.benchmarks.timing import seconds
from tests.service.kit import Table
from tests.service.test_hostile_files import HOSTILE

if TYPE_CHECKING:
    from tests.benchmarks.catalogue import Size
    from tests.service.test_hostile_files import Hostile

AIMS = {"by hand": 50.0, "longest": 1.0}
"""Reading two gigabytes would cost thousands of times as much as moving them."""
BOUND_MS = 100.0
"""No hostile file may keep the others waiting for longer than a player notices."""


def run(size: Size) -> list[Result]:
    """Each of them 15 times; once when tiny."""
    rounds = 15 if size == "full" else 1
    found: list[Result] = []
    for kind, hostile in HOSTILE.items():
        if kind == "a device" and os.geteuid() != 0:
            continue
        with tempfile.TemporaryDirectory() as folder:
            pairs = _refused(Path(folder), hostile, rounds)
        ours, by_hand = [pair[0] for pair in pairs], [pair[1] for pair in pairs]
        found += compared(kind, ours, by_hand, "rename, one small file", AIMS["by hand"])
        found.append(Result(kind, "longest", max(ours) * 1000, BOUND_MS, "ms", "a tenth of a second", AIMS["longest"]))
    return found


def _refused(folder: Path, hostile: Hostile, rounds: int) -> list[tuple[float, float]]:
    """Seconds of ours and by hand, round by round, after one that does not count."""
    table = Table(folder / "table")
    table.mod.hello()
    table.serve()
    pairs = []
    for _ in range(rounds + 1):
        path = table.bridge / hostile.name
        table.mod.append(hostile.put(table.bridge))
        ours = seconds(table.serve)
        if path.is_symlink() or path.exists():
            raise RuntimeError(f"{hostile.name} was not set aside")
        hostile.put(table.bridge)
        pairs.append((ours, seconds(lambda path=path: _set_aside(path, folder / "by-hand"))))  # type: ignore[misc]
        # What was set aside is in the way of nothing but the disk.
        shutil.rmtree(table.bridge / "rejected")
        shutil.rmtree(folder / "by-hand")
    table.service.close()
    return pairs[1:]


def _set_aside(path: Path, folder: Path) -> None:
    folder.mkdir()
    path.replace(folder / path.name)
    with (folder / "reason.json").open("wb") as out:
        out.write(b'{"code": "bridge-file-too-large"}')
        out.flush()
        os.fsync(out.fileno())
