"""Accepting the largest snapshot by the contract, beside json.loads of it: time and peak memory."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from agent.bridge import intake
from agent.contract import Snapshot, parse_document
from tests.benchmarks.material import SESSION, snapshot
from tests.benchmarks.peak import CAP_BYTES, can_be_measured, peak_of, vouched
from tests.benchmarks.results import Result, compared
from tests.benchmarks.timing import in_turn

if TYPE_CHECKING:
    from tests.benchmarks.catalogue import Size

AIM = 1.5
"""Checking every field may cost half of what reading it costs."""
MACHINES_PERCENT = 21
"""So many make the file as large as issue 7 says: «a 20 MB snapshot of 100,000 entities»."""
MIB = 1 << 20
MOST_MIB = 350_000_000 / MIB
"""Issue 7: «<= 350 MB peak»."""


def run(size: Size) -> list[Result]:
    """100,000 entities in 20 MB, a fifth of them machines; 300 when tiny."""
    count, rounds = (100_000, 9) if size == "full" else (300, 1)
    machines = count * MACHINES_PERCENT // 100
    data = snapshot(machines, count - machines)
    case = f"{count:,} entities"
    ours, baseline = in_turn(lambda: parse_document(Snapshot, data), lambda: json.loads(data), rounds)
    found = compared(case, ours, baseline, "json.loads", AIM)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"snapshot-{SESSION}-s1.json"
        file.write_bytes(data)
        found += _from_disk(f"{case} on disk", file, rounds)
        if can_be_measured():
            read, checked, plain = (peak_of(parser, file) / MIB for parser in ("bridge", "contract", "json"))
            found.append(Result(case, "peak memory", checked, plain, "MiB", "json.loads", AIM))
            found.append(Result(f"{case} on disk", "peak memory", read, MOST_MIB, "MiB", "the bound of 350 MB", 1.0))
    return found


def _from_disk(case: str, file: Path, rounds: int) -> list[Result]:
    """The file's length, digest, letters and nesting, its bytes, their contract; the peer reads and parses it."""
    named = vouched(file)

    def accept() -> object:
        verdict = intake.examine(file.parent, named, cap_bytes=CAP_BYTES)
        if not isinstance(verdict, intake.Arrived):
            raise TypeError(str(verdict))
        return verdict

    ours, baseline = in_turn(accept, lambda: json.loads(file.read_bytes()), rounds)
    return compared(case, ours, baseline, "read, json.loads", AIM)
