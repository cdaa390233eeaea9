"""Tail of the game's journals: whole new lines since the last look, whatever happened to the file meanwhile.

The game appends to ``journal.jsonl`` and, past a size, to ``journal-2.jsonl`` and so on. Appending is not atomic: a
line counts once its newline is there. A journal that shrank, or whose bytes before our offset changed, is read from its
start again; the ledger knows what it has seen.
"""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.bridge import disk

if TYPE_CHECKING:
    from pathlib import Path

PREFIX = "journal"
_NAME = re.compile(r"journal(?:-([1-9][0-9]{0,8}))?\.jsonl\Z")
_WITNESS_BYTES = 256
_READ_LIMIT_BYTES = 4 << 20
LINE_LIMIT_BYTES = 1 << 20
"""A line longer than this cannot be one of the game's; it is set aside so that it cannot stop the tail."""


@dataclass(frozen=True, slots=True)
class Position:
    """How far a journal was read, and witnesses of what stood there.

    Attributes:
        offset_bytes: End of the last line taken.
        head: Adler-32 of the first (up to 256) bytes before the offset.
        tail: Adler-32 of the last (up to 256) bytes before the offset.
    """

    offset_bytes: int = 0
    head: int = 1
    tail: int = 1


@dataclass(frozen=True, slots=True)
class Line:
    """One complete line without its newline, and where it began."""

    offset_bytes: int
    data: bytes


@dataclass(frozen=True, slots=True)
class News:
    """What a look at one journal brought.

    Attributes:
        lines: Complete, non-empty lines in order.
        position: Where the next look goes on.
        restarted: The file was truncated or replaced, and was read from its start.
        more: There is more to read at once.
    """

    lines: tuple[Line, ...]
    position: Position
    restarted: bool
    more: bool


def journal_number(name: str) -> int | None:
    """Return 1 for ``journal.jsonl``, N for ``journal-N.jsonl``, None for any other name."""
    match = _NAME.match(name) if name.startswith(PREFIX) else None
    if match is None:
        return None
    return int(match[1]) if match[1] else 1


def read_news(path: Path, since: Position) -> News:
    """Return the complete lines after `since`.

    Raises:
        UnfitFileError: The journal is a link, a pipe, a device or a folder.
        OSError: It is not there or cannot be read.
    """
    descriptor = disk.open_regular(path)
    try:
        intact = _witnesses(descriptor, since.offset_bytes) == (since.head, since.tail)
        start = since.offset_bytes if intact else 0
        data = disk.read_at(descriptor, start, _READ_LIMIT_BYTES)
        end = data.rfind(b"\n") + 1
        if end == 0 and len(data) > LINE_LIMIT_BYTES:
            end = len(data)
        lines = _split(data[:end], start)
        head, tail = _witnesses(descriptor, start + end) or (0, 0)
    finally:
        disk.close(descriptor)
    return News(
        lines=lines,
        position=Position(start + end, head, tail),
        restarted=not intact,
        more=end > 0 and len(data) == _READ_LIMIT_BYTES,
    )


def _split(data: bytes, start: int) -> tuple[Line, ...]:
    lines: list[Line] = []
    offset = start
    for piece in data.split(b"\n"):
        text = piece.strip(b"\r \t\x00")
        if text:
            lines.append(Line(offset, text))
        offset += len(piece) + 1
    return tuple(lines)


def _witnesses(descriptor: int, offset: int) -> tuple[int, int] | None:
    """Return the digests of the bytes around the read part, or None when the file is shorter than that."""
    if offset == 0:
        return (1, 1)
    length = min(_WITNESS_BYTES, offset)
    head = disk.read_at(descriptor, 0, length)
    tail = disk.read_at(descriptor, offset - length, length)
    if len(head) < length or len(tail) < length:
        return None
    return (zlib.adler32(head), zlib.adler32(tail))


def salvage(data: bytes) -> tuple[bytes, ...]:
    """Return the tails of a broken line that may be whole lines: a crash left half a line, the next was glued to it."""
    starts = [match.start() for match in re.finditer(rb'\{"', data)]
    return tuple(data[start:] for start in starts[1:])[:64]
