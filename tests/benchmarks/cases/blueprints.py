"""Decoding and normalising a blueprint string, beside plain base64, zlib and json, and beside factorio-draftsman."""

from __future__ import annotations

import base64
import json
import shutil
import subprocess
import sys
import tempfile
import zlib
from pathlib import Path
from typing import TYPE_CHECKING

from agent.game.blueprint.codec import decode, leaves
from agent.game.blueprint.normalise import normalise
from tests.benchmarks.material import blueprint
from tests.benchmarks.results import Result, compared
from tests.benchmarks.timing import in_turn

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.benchmarks.catalogue import Size

AIM = 6.0
"""The typed form may cost six times what unpacking costs."""
DRAFTSMAN = "factorio-draftsman==4.0.1"
AIM_DRAFTSMAN = 0.1
"""A tenth of its time: it reads some thousand entities a second, 50,000 are wanted."""
ROOT = Path(__file__).parents[3]


def run(size: Size) -> list[Result]:
    """5,000 entities; 50 when tiny."""
    entities, rounds = (5_000, 25) if size == "full" else (50, 1)
    text = blueprint(entities)

    def ours() -> object:
        return [normalise(leaf.body, path=leaf.path) for leaf in leaves(decode(text))]

    def plain() -> object:
        return json.loads(zlib.decompress(base64.b64decode(text[1:])))

    taken, baseline = in_turn(ours, plain, rounds)
    found = compared(f"{entities:,} entities", taken, baseline, "base64, zlib, json", AIM)
    peer = draftsman([text], rounds=3) if size == "full" else None
    if peer:
        found += compared(f"{entities:,} entities", taken, peer, DRAFTSMAN, AIM_DRAFTSMAN)
    return found


def draftsman(strings: Sequence[str], rounds: int) -> list[float]:
    """Seconds of each round in a process of its own; none, and a word about it, where it cannot be had."""
    uv = shutil.which("uv") or str(ROOT / ".tools" / "bin" / "uv")
    with tempfile.TemporaryDirectory() as folder:
        for number, string in enumerate(strings):
            Path(folder, f"{number:03}.txt").write_text(string, "utf-8")
        command = [
            uv,
            "run",
            "-q",
            "--no-project",
            "--with",
            DRAFTSMAN,
            "python",
            "-m",
            "tests.benchmarks.peer_draftsman",
        ]
        try:
            done = subprocess.run(
                [*command, folder, str(rounds)], cwd=ROOT, capture_output=True, text=True, check=True, timeout=600
            )
        except (OSError, subprocess.SubprocessError) as error:
            sys.stderr.write(f"blueprints: {DRAFTSMAN} could not be run ({type(error).__name__}), not compared\n")
            return []
    return [float(seconds) for seconds in json.loads(done.stdout)]
