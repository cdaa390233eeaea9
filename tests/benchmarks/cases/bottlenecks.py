"""The mode `bottleneck` from a snapshot to its findings, beside json.loads of that snapshot."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from agent.analysis.bottleneck import bottlenecks
from agent.analysis.from_snapshot import factory_of_snapshot
from agent.contract import Snapshot, parse_document
from agent.game import bundled
from tests.benchmarks.material import snapshot
from tests.benchmarks.results import Result, compared
from tests.benchmarks.timing import in_turn

if TYPE_CHECKING:
    from tests.benchmarks.catalogue import Size

AIM = 4.0
"""From the file to its findings may cost four times what reading the file costs, at every size."""
LARGEST = 50_000

ROUNDS = {200: 25, 5_000: 7, LARGEST: 3}


def run(size: Size) -> list[Result]:
    """200, 5,000 and 50,000 machines; 18 when tiny."""
    data = bundled.load()
    found: list[Result] = []
    for machines, rounds in (ROUNDS if size == "full" else {18: 1}).items():
        raw = snapshot(machines)
        taken = parse_document(Snapshot, raw)

        def analyse(taken: Snapshot = taken) -> object:
            return bottlenecks(factory_of_snapshot(taken, data))

        def parse(raw: bytes = raw) -> object:
            return json.loads(raw)

        ours, baseline = in_turn(analyse, parse, rounds)
        found += compared(f"{machines:,} machines", ours, baseline, "json.loads", AIM)
    return found
