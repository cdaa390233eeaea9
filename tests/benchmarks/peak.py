"""`python -m tests.benchmarks.peak bridge|contract|json FILE`: read a snapshot and print the bytes of memory it took.

`contract` and `json` parse its bytes, `bridge` does all that the intake does with a file that its journal line vouches
for.

In a process of its own: memory that an interpreter once had says nothing about the next thing it does. The peak is the
kernel's own (`VmHWM`), as parsers keep much outside of Python's allocator; it exists on Linux only.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from agent.bridge import intake, sight
from agent.bridge.ledger import Awaited
from agent.contract import Snapshot, parse_document

ROOT = Path(__file__).resolve().parents[2]
STATUS, CLEAR = Path("/proc/self/status"), Path("/proc/self/clear_refs")
PAGE_BYTES = 4096
"""Less than this the system does not tell."""
CAP_BYTES = 64 << 20
"""SPEC.md: the size cap."""


def can_be_measured() -> bool:
    """Whether this system tells a process its peak."""
    return STATUS.is_file() and os.access(CLEAR, os.W_OK)


def peak_of(parser: str, file: Path) -> int:
    """Bytes that parsing the file added to the peak of a fresh process, the file's own bytes included."""
    command = [sys.executable, "-m", "tests.benchmarks.peak", parser, str(file)]
    return int(subprocess.run(command, cwd=ROOT, capture_output=True, check=True, timeout=60).stdout)


def vouched(file: Path) -> Awaited:
    """The file as a journal line would name it, whatever is in it."""
    seen = sight.see(file, sight.LARGE, cap_bytes=CAP_BYTES)
    return Awaited(file.name, file.name.split("-")[1], seen.size, seen.digest, "journal.jsonl:0", 0.0)


def main(parser: str, file: Path) -> None:
    """Read and print."""
    named = vouched(file) if parser == "bridge" else None
    # The peak begins anew at what is used now (proc(5): `clear_refs`).
    CLEAR.write_text("5", "ascii")
    before = _status("VmRSS")
    kept: object
    if named is not None:
        kept = intake.examine(file.parent, named, cap_bytes=CAP_BYTES)
    else:
        data = file.read_bytes()
        kept = parse_document(Snapshot, data) if parser == "contract" else json.loads(data)
    sys.stdout.write(str(max(_status("VmHWM") - before, PAGE_BYTES)))
    del kept


def _status(name: str) -> int:
    (kib,) = re.findall(rf"{name}:\s+(\d+) kB", STATUS.read_text("ascii"))
    return int(kib) * 1024


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]))
