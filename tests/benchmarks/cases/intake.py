"""Accepting the largest snapshot by the contract, beside json.loads of it: time and peak memory."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from agent.contract import Snapshot, parse_document
from tests.benchmarks.material import snapshot
from tests.benchmarks.peak import can_be_measured, peak_of
from tests.benchmarks.results import Result, compared
from tests.benchmarks.timing import in_turn

if TYPE_CHECKING:
    from tests.benchmarks.catalogue import Size

AIM = 1.5
"""Checking every field may cost half of what reading it costs."""
MIB = 1 << 20


def run(size: Size) -> list[Result]:
    """100,000 entities, a tenth of them machines; 300 when tiny."""
    count, rounds = (100_000, 5) if size == "full" else (300, 1)
    data = snapshot(count // 10, count - count // 10)
    case = f"{count:,} entities"
    ours, baseline = in_turn(lambda: parse_document(Snapshot, data), lambda: json.loads(data), rounds)
    found = compared(case, ours, baseline, "json.loads", AIM)
    if can_be_measured():
        with tempfile.TemporaryDirectory() as folder:
            file = Path(folder) / "snapshot.json"
            file.write_bytes(data)
            checked, plain = (peak_of(parser, file) / MIB for parser in ("contract", "json"))
        found.append(Result(case, "peak memory", checked, plain, "MiB", "json.loads", AIM))
    return found
