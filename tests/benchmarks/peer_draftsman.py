"""`python -m tests.benchmarks.peer_draftsman FOLDER ROUNDS`: factorio-draftsman reads the same strings, as a peer.

Run in an environment that has it (``uv run --with factorio-draftsman==4.0.1``); it is no dependency of ours. Prints the
seconds of each round as JSON; a string that it refuses makes it end with an error.
"""

from __future__ import annotations

import importlib
import json
import sys
import time
import warnings
from pathlib import Path


def main(folder: Path, rounds: int) -> None:
    """Read every string of the folder so many times."""
    read = importlib.import_module("draftsman.blueprintable").get_blueprintable_from_string
    warnings.simplefilter("ignore")
    strings = [path.read_text("utf-8") for path in sorted(folder.glob("*.txt"))]
    taken = []
    for _ in range(rounds):
        began = time.perf_counter()
        for string in strings:
            read(string)
        taken.append(time.perf_counter() - began)
    sys.stdout.write(json.dumps(taken))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
