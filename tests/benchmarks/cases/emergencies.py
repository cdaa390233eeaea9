"""Finding the emergencies of the largest snapshot, beside json.loads of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from agent.assistant.emergency import emergencies
from agent.contract import Snapshot, parse_document
from tests.benchmarks.material import snapshot
from tests.benchmarks.results import Result, compared
from tests.benchmarks.timing import in_turn

if TYPE_CHECKING:
    from tests.benchmarks.catalogue import Size

AIM = 0.2
"""Reading the file takes the agent about half a second; what is urgent must be nothing beside it."""


def run(size: Size) -> list[Result]:
    """100,000 entities, a tenth of them machines; 300 when tiny."""
    count, rounds = (100_000, 15) if size == "full" else (300, 1)
    data = snapshot(count // 10, count - count // 10)
    taken = parse_document(Snapshot, data)
    ours, baseline = in_turn(lambda: emergencies(taken), lambda: json.loads(data), rounds)
    return compared(f"{count:,} entities", ours, baseline, "json.loads", AIM)
