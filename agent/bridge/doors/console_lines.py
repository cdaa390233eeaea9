"""A delivery as lines for the console of a headless server: numbered pieces of the text that the paste door carries.

The mod reads them in `scripts/console.lua`. A line of the console holds 1000 bytes at most (FACTORIO.md), its end and
the command's name among them; every piece has a checksum of its own, because a busy server loses or cuts lines.
"""

from __future__ import annotations

import zlib
from typing import Final

from agent.bridge.doors.paste_text import encode_paste
from agent.contract import MOST_PIECES

COMMAND: Final = "/gpta-deliver"
LINE_BYTES: Final = 1000
_DIGEST_CHARS: Final = 8
_SEPARATORS_CHARS: Final = 6
"""Five spaces and a line feed."""


def encode_lines(transfer: str, body: bytes) -> tuple[bytes, ...]:
    """Return the lines of a delivery, each with its line feed.

    Args:
        transfer: The delivery's id.
        body: Its JSON.

    Raises:
        ValueError: It has more pieces than the mod takes.
    """
    text = encode_paste(body)
    head_chars = len(COMMAND) + len(transfer) + 2 * len(str(MOST_PIECES)) + _DIGEST_CHARS + _SEPARATORS_CHARS
    room = LINE_BYTES - head_chars
    parts = [text[at : at + room] for at in range(0, len(text), room)]
    if len(parts) > MOST_PIECES:
        raise ValueError(f"{len(parts)} pieces")
    return tuple(_line(f"{transfer} {number} {len(parts)}", part) for number, part in enumerate(parts, start=1))


def _line(head: str, part: str) -> bytes:
    digest = zlib.adler32(f"{head} {part}".encode("ascii"))
    return f"{COMMAND} {head} {digest:08x} {part}\n".encode("ascii")
