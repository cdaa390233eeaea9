"""Loading each bundled data set, beside json.loads of the same file's bytes."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import TYPE_CHECKING

from agent.game import bundled
from tests.benchmarks.results import Result, compared
from tests.benchmarks.timing import in_turn

if TYPE_CHECKING:
    from tests.benchmarks.catalogue import Size

AIM = 8.0
"""Making typed prototypes of a table may cost eight times what reading its text costs."""


def run(size: Size) -> list[Result]:
    """All sets, or one when tiny."""
    found: list[Result] = []
    for name in bundled.SETS if size == "full" else bundled.SETS[:1]:
        data = files("agent.game.data").joinpath(f"{name}.json").read_bytes()

        def load(name: str = name) -> object:
            bundled.load.cache_clear()
            return bundled.load(name)

        def parse(data: bytes = data) -> object:
            return json.loads(data)

        ours, baseline = in_turn(load, parse, 9 if size == "full" else 1)
        found += compared(name, ours, baseline, "json.loads", AIM)
    return found
