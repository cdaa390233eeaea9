"""The same order gives the same block, byte for byte, whatever process it is composed in."""

import os
import subprocess
import sys
from pathlib import Path

from tests.factory.compose.print_blocks import BLOCKS

ROOT = Path(__file__).parents[3]
PATIENCE_S = 120


def test_two_processes_with_other_hashes_print_the_same_bytes() -> None:
    """The order of sets of names follows the seed of hashes: whatever rests on one shows here."""
    command = [sys.executable, "-m", "tests.factory.compose.print_blocks"]
    running = [
        subprocess.Popen(
            command,
            cwd=ROOT,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONUTF8": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        for seed in ("1", "4711")
    ]
    first, second = (process.communicate(timeout=PATIENCE_S) for process in running)
    assert [process.returncode for process in running] == [0, 0], (first[1] + second[1]).decode()
    assert len(first[0].splitlines()) == len(BLOCKS) + 1
    assert first[0] == second[0]
