"""`python -m tests.benchmarks.peak contract|json FILE`: parse a snapshot and print the memory that took, in bytes.

In a process of its own: memory that an interpreter once had says nothing about the next thing it does. The peak is the
kernel's own (`VmHWM`), as parsers keep much outside of Python's allocator; it exists on Linux only.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

from agent.contract import Snapshot, parse_document

ROOT = Path(__file__).resolve().parents[2]
STATUS = Path("/proc/self/status")


def can_be_measured() -> bool:
    """Whether this system tells a process its peak."""
    return STATUS.is_file()


def peak_of(parser: str, file: Path) -> int:
    """Bytes that parsing the file added to the peak of a fresh process, the file's own bytes included."""
    command = [sys.executable, "-m", "tests.benchmarks.peak", parser, str(file)]
    return int(subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=60).stdout)


def main(parser: str, file: Path) -> None:
    """Parse and print."""
    before = _peak()
    data = file.read_bytes()
    kept = parse_document(Snapshot, data) if parser == "contract" else json.loads(data)
    sys.stdout.write(str(_peak() - before))
    del kept


def _peak() -> int:
    (kib,) = re.findall(r"VmHWM:\s+(\d+) kB", STATUS.read_text())
    return int(kib) * 1024


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
