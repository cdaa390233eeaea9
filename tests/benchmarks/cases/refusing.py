"""Setting aside a file too large to be read, beside moving it away and writing a reason by hand."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.results import Result, compared
from tests.benchmarks.timing import seconds
from tests.service.kit import Table

if TYPE_CHECKING:
    from tests.benchmarks.catalogue import Size

AIM = 50.0
"""Reading two gigabytes would cost thousands of times as much as moving them."""
TOO_LARGE = 2 << 30


def run(size: Size) -> list[Result]:
    """A file of two gigabytes without content, 15 times; once when tiny."""
    ours: list[float] = []
    by_hand: list[float] = []
    with tempfile.TemporaryDirectory() as folder:
        table = Table(Path(folder) / "table")
        table.mod.hello()
        table.serve()
        for number in range(15 if size == "full" else 1):
            name = f"snapshot-{table.mod.session}-s{number}.json"
            _huge(table.bridge / name)
            table.mod.append({"entry": "file", "name": name, "bytes": TOO_LARGE, "adler32": "00000001"})
            ours.append(seconds(table.serve))
            if (table.bridge / name).exists():
                raise RuntimeError(f"{name} was not set aside")
            _huge(Path(folder) / name)
            by_hand.append(seconds(lambda name=name: _set_aside(Path(folder), name)))  # type: ignore[misc]
        table.service.close()
    return compared("2 GiB named by the journal", ours, by_hand, "rename, one small file", AIM)


def _huge(path: Path) -> None:
    with path.open("wb") as out:
        out.truncate(TOO_LARGE)


def _set_aside(folder: Path, name: str) -> None:
    (folder / name).replace(folder / "rejected")
    with (folder / "reason.json").open("wb") as out:
        out.write(b'{"code": "bridge-file-too-large"}')
        out.flush()
        os.fsync(out.fileno())
