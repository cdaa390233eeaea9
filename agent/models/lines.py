"""Streams of text in pieces of any size: lines, and the events that servers send in them.

Server-sent events by the WHATWG HTML standard, section 9.2: lines end in LF, CR LF or CR; ``data`` lines of one event
are joined; an empty line ends the event; lines that begin with a colon are comments. Lines are split as bytes, so a
character cut in two by a chunk is whole again before it is read.
"""

from __future__ import annotations

from typing import Final

_BOM: Final = b"\xef\xbb\xbf"


class LineSplitter:
    """Turns chunks into lines."""

    def __init__(self) -> None:
        self._rest = bytearray()
        self._first = True

    def feed(self, chunk: bytes) -> list[str]:
        """Return the lines that are complete with this chunk."""
        self._rest += chunk
        lines = []
        start = 0
        while True:
            end, after = self._line_end(start)
            if end is None:
                break
            lines.append(self._text(bytes(self._rest[start:end])))
            start = after
        del self._rest[:start]
        return lines

    def end(self) -> list[str]:
        """Return what came after the last line's end: a line too, where the stream ends without one."""
        rest = bytes(self._rest).removesuffix(b"\r")
        self._rest.clear()
        return [self._text(rest)] if rest else []

    def _line_end(self, start: int) -> tuple[int | None, int]:
        """Find where the next line ends and where the one after begins; a CR at the very end may be half a CR LF."""
        lf, cr = self._rest.find(b"\n", start), self._rest.find(b"\r", start, None)
        if cr >= 0 and (lf < 0 or cr < lf):
            if cr + 1 == len(self._rest):
                return None, start
            return cr, cr + (2 if self._rest[cr + 1 : cr + 2] == b"\n" else 1)
        return (None, start) if lf < 0 else (lf, lf + 1)

    def _text(self, line: bytes) -> str:
        if self._first:
            self._first = False
            line = line.removeprefix(_BOM)
        return line.decode("utf-8", errors="replace")


class EventSplitter:
    """Turns chunks of a stream of server-sent events into the data of each event."""

    def __init__(self) -> None:
        self._lines = LineSplitter()
        self._data: list[str] = []

    def feed(self, chunk: bytes) -> list[str]:
        """Return the data of the events that are complete with this chunk."""
        return [event for line in self._lines.feed(chunk) if (event := self._take(line)) is not None]

    def end(self) -> list[str]:
        """Return the data of an event that the stream's end completes; many servers leave its empty line out."""
        events = [event for line in self._lines.end() if (event := self._take(line)) is not None]
        last = self._take("")
        return events if last is None else [*events, last]

    def _take(self, line: str) -> str | None:
        if not line:
            data, self._data = self._data, []
            return "\n".join(data) if data else None
        field, _, value = line.partition(":")
        if field == "data":
            self._data.append(value.removeprefix(" "))
        return None
