"""`python -m tests.benchmarks.peer_bridge FOLDER`: the least that could answer a bridge folder, as a physical baseline.

A watcher, one thread, no checks, no memory: sees a journal line, reads the request and its snapshot with json.loads and
writes a fixed reply under its final name in one step, on the disk when it is seen. Ends with its standard input.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer


class Peer(FileSystemEventHandler):
    """Answers every request that a journal line names."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._read = 0

    def on_modified(self, event: FileSystemEvent) -> None:
        """Read what the journal has more than before."""
        if not os.fsdecode(event.src_path).endswith("journal.jsonl"):
            return
        with (self._folder / "journal.jsonl").open("rb") as journal:
            journal.seek(self._read)
            lines = journal.read().splitlines(keepends=True)
        for line in lines:
            if not line.endswith(b"\n"):
                return
            self._read += len(line)
            name = json.loads(line).get("name", "")
            if name.startswith("request-"):
                self._answer(name)

    def _answer(self, name: str) -> None:
        request = json.loads((self._folder / name).read_bytes())
        taken = json.loads((self._folder / f"snapshot-{request['snapshot']}.json").read_bytes())
        reply = {"id": request["id"], "final": True, "text": f"{len(taken['entities'])} entities"}
        path = self._folder / f"response-{request['id']}.json"
        temporary = path.with_suffix(".tmp")
        with temporary.open("wb") as out:
            out.write(json.dumps(reply).encode())
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)


def main(folder: Path) -> None:
    """Serve until standard input ends."""
    observer = Observer()
    observer.schedule(Peer(folder), str(folder), recursive=False)
    observer.start()
    (folder / "status.json").write_text("{}")
    sys.stdin.read()
    observer.stop()
    observer.join()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
