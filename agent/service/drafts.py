"""Answers on their way from the assistant to the ledger, each in a file of its own.

Whoever made an answer keeps it here at once, in his own thread: the loop, which alone writes the ledger, may be busy,
and an agent that is killed meanwhile would have to ask the model again. The loop deletes a draft once the answer is in
the ledger or nobody wants it. Nothing waits for the disk: a power failure may take a draft, and then the model is asked
again.
"""

from __future__ import annotations

import hashlib
import json
import logging
import zlib
from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Final

from agent.bridge import disk
from agent.bridge.ledger import Key
from agent.contract import BlueprintFile, Response
from agent.service.replies import Reply, Spent

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOG = logging.getLogger(__name__)
_DIGEST_BYTES: Final = 8
_CAP_BYTES: Final = 64 << 20


@dataclass(frozen=True, slots=True)
class Draft:
    """An answer and the question that it answers."""

    key: Key
    reply: Reply


class Drafts:
    """A folder of drafts; safe between threads, as each question has a file of its own.

    Args:
        folder: Of the agent's own data; made when it is first needed.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._discarded: set[Key] = set()

    def keep(self, key: Key, reply: Reply) -> None:
        """Keep an answer until it is in the ledger; where the disk refuses, only a kill could still take it."""
        data = _packed(key, reply)
        try:
            try:
                self._write(key, data)
            except FileNotFoundError:
                disk.make_folder(self._folder)
                self._write(key, data)
        except (OSError, disk.UnfitFileError) as fault:
            _LOG.warning("the answer to %s is not safe from a kill: %s", key.id, fault)

    def left(self) -> Iterator[Draft]:
        """Yield what was kept and not deleted, for instance by an agent that was killed; delete what is no whole draft.

        Raises:
            OSError: The folder cannot be read.
        """
        with suppress(FileNotFoundError, NotADirectoryError):
            for name in disk.list_names(self._folder):
                draft = self._read(self._folder / name)
                if draft is None:
                    disk.remove(self._folder / name)
                else:
                    yield draft

    def discard(self, key: Key) -> None:
        """Need a draft no more; `clear_away` deletes it when there is time for that."""
        self._discarded.add(key)

    def clear_away(self) -> None:
        """Delete what was discarded.

        Raises:
            OSError: A file cannot be deleted; try again.
        """
        for key in tuple(self._discarded):
            with suppress(NotADirectoryError):
                disk.remove(self._path(key))
            self._discarded.remove(key)

    def _write(self, key: Key, data: bytes) -> None:
        disk.write_atomically(self._path(key), data, durable=False, mode=0o600)

    def _path(self, key: Key) -> Path:
        # With the digest an id may be too long for a file's name.
        name = hashlib.sha256(f"{key.session}\n{key.id}\n{key.digest}".encode()).hexdigest()
        return self._folder / f"{name}.draft"

    def _read(self, path: Path) -> Draft | None:
        try:
            draft = _unpacked(disk.read_whole(path, cap_bytes=_CAP_BYTES))
        except (FileNotFoundError, disk.UnfitFileError, ValueError, LookupError, TypeError, RecursionError) as fault:
            _LOG.warning("%s is no draft of an answer: %s", path.name, fault)
            return None
        return draft if self._path(draft.key) == path else None


def _packed(key: Key, reply: Reply) -> bytes:
    """Return a draft's bytes: the digest of what follows, a line of JSON, the response, the blueprint file."""
    response, blueprint = reply.response_bytes, reply.blueprint_bytes or b""
    head = {
        "key": asdict(key),
        "bytes": len(response),
        "memory": reply.memory,
        "spent": asdict(reply.spent) if reply.spent is not None else None,
    }
    body = b"".join((json.dumps(head).encode(), b"\n", response, blueprint))
    return _digest(body) + body


def _unpacked(data: bytes) -> Draft:
    """Return a draft.

    Raises:
        ValueError, LookupError, TypeError: It is not whole, or another agent's, or its parts do not belong together.
    """
    body = data[_DIGEST_BYTES:]
    if data[:_DIGEST_BYTES] != _digest(body):
        raise ValueError("not whole")
    line, _, rest = body.partition(b"\n")
    head = json.loads(line)
    key, size = Key(**head["key"]), head["bytes"]
    response = Response.model_validate_json(rest[:size])
    blueprint = BlueprintFile.model_validate_json(rest[size:]) if response.has_blueprint else None
    for part in (response, blueprint):
        if part is not None and Key(part.session, part.id, part.request_digest) != key:
            raise ValueError("another question's")
    spent = Spent(**head["spent"]) if head["spent"] is not None else None
    return Draft(key, Reply(response, blueprint, head["memory"], spent))


def _digest(body: bytes) -> bytes:
    return f"{zlib.adler32(body):08x}".encode()
