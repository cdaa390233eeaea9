"""`python -m tests.benchmarks.peer_bridge FOLDER RESPONSE_BYTES BLUEPRINT_BYTES`: the least that could answer.

A physical baseline: a watcher, one thread, no checks. It sees a journal line, reads the request and its snapshot with
json.loads, and then does to the disk what the promises need and we do, in the same order and for as many bytes:

- that it was asked, and what it will answer, each go into a log before anybody can see an answer: a kill then loses
  nothing and nothing is answered twice. Neither is synced, nor is our ledger there: after a power failure journal,
  request and response tell it again;
- blueprint and response are each written beside their name, synced and moved there in one step; then the folder is
  synced.

No blueprint is written where it has no bytes. Ends with its standard input.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path
from typing import Any

from watchdog.events import FileSystemEvent, FileSystemEventHandler
from watchdog.observers import Observer


class Peer(FileSystemEventHandler):
    """Answers every request that a journal line names."""

    def __init__(self, folder: Path, response_bytes: int, blueprint_bytes: int) -> None:
        self._folder = folder
        self._bytes = {"blueprint": blueprint_bytes, "response": response_bytes}
        self._read = 0
        self._log = (folder.parent / "peer.log").open("ab", buffering=0)

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
        raw = (self._folder / name).read_bytes()
        request = json.loads(raw)
        taken = json.loads((self._folder / f"snapshot-{request['snapshot']}.json").read_bytes())
        self._log.write(raw + b"\n")
        reply = {"id": request["id"], "final": True, "text": f"{len(taken['entities'])} entities"}
        written = {kind: _padded(reply, size) for kind, size in self._bytes.items() if size}
        self._log.write(b"".join(written.values()) + b"\n")
        for kind, data in written.items():
            self._put(self._folder / f"{kind}-{request['id']}.json", data)
        descriptor = os.open(self._folder, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)

    def _put(self, path: Path, data: bytes) -> None:
        temporary = path.with_suffix(".tmp")
        with temporary.open("wb") as out:
            out.write(data)
            out.flush()
            os.fsync(out.fileno())
        temporary.replace(path)


def _padded(reply: dict[str, Any], size: int) -> bytes:
    bare = len(json.dumps({**reply, "pad": ""}))
    return json.dumps({**reply, "pad": "." * max(size - bare, 0)}).encode()


def main(folder: Path, response_bytes: int, blueprint_bytes: int) -> None:
    """Serve until standard input ends."""
    observer = Observer()
    observer.schedule(Peer(folder, response_bytes, blueprint_bytes), str(folder), recursive=False)
    observer.start()
    (folder / "status.json").write_text("{}")
    sys.stdin.read()
    observer.stop()
    observer.join()


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
