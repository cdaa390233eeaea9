"""Starting the program, beside a Python that does nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.results import Result, compared
from tests.benchmarks.timing import in_turn

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.benchmarks.catalogue import Size

ROOT = Path(__file__).resolve().parents[3]
AIMS = {"--version": 5.0, "--help": 10.0}
"""A command that answers from what it is must feel instant; help may load what it describes."""


def starting(*arguments: str) -> Callable[[], object]:
    """Something that starts a Python and waits for its end."""
    command = [sys.executable, *arguments]
    # Installed programs are compiled once, and the first call does not count.
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return lambda: subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=60, env=compiled)


def run(size: Size) -> list[Result]:
    """Both options, 15 times each; once when tiny."""
    found: list[Result] = []
    for option, aim in AIMS.items():
        rounds = 15 if size == "full" else 1
        ours, baseline = in_turn(starting("-m", "agent", option), starting("-c", "pass"), rounds)
        found += compared(f"agent {option}", ours, baseline, "python -c pass", aim)
    return found
