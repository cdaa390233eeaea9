"""Decoding and normalising a blueprint string, beside plain base64, zlib and json."""

from __future__ import annotations

import base64
import json
import zlib
from typing import TYPE_CHECKING

from agent.game.blueprint.codec import decode, leaves
from agent.game.blueprint.normalise import normalise
from tests.benchmarks.material import blueprint
from tests.benchmarks.results import Result, compared
from tests.benchmarks.timing import in_turn

if TYPE_CHECKING:
    from tests.benchmarks.catalogue import Size

AIM = 6.0
"""The typed form may cost six times what unpacking costs."""


def run(size: Size) -> list[Result]:
    """5,000 entities; 50 when tiny."""
    entities, rounds = (5_000, 25) if size == "full" else (50, 1)
    text = blueprint(entities)

    def ours() -> object:
        return [normalise(leaf.body, path=leaf.path) for leaf in leaves(decode(text))]

    def plain() -> object:
        return json.loads(zlib.decompress(base64.b64decode(text[1:])))

    taken, baseline = in_turn(ours, plain, rounds)
    return compared(f"{entities:,} entities", taken, baseline, "base64, zlib, json", AIM)
