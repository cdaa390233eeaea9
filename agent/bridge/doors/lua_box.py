"""`inbox.lua`: one Lua table around one long string, which no content can close."""

from __future__ import annotations

import re

_VERSION = 1
_CLOSING = re.compile(r"\](=*)(?=\])")
_SAFE_NAME = re.compile(r"[a-z0-9-]*\Z")


def encode_box(*, seq: int, box_id: str, session: str, body: str) -> bytes:
    r"""Return the file's bytes.

    Lua's long strings know no escapes: the level (number of ``=``) is the lowest that the body cannot close. They lose
    a newline right after the opening and turn ``\r\n`` into ``\n``, so a body with raw control characters is refused;
    JSON never has any.

    Raises:
        ValueError: The body has a raw newline, carriage return or NUL, or a name has other characters than ids have.
    """
    if any(character in body for character in "\r\n\0"):
        raise ValueError("a long string would change these characters")
    if not (_SAFE_NAME.match(box_id) and _SAFE_NAME.match(session)):
        raise ValueError("no id")
    # A trailing ] (with any number of =) would join the closing bracket.
    taken = {len(match[1]) for match in _CLOSING.finditer(body + "]")}
    level = next(number for number in range(len(taken) + 1) if number not in taken)
    length = len(body.encode("utf-8"))
    fence = "=" * level
    head = f'return {{ version = {_VERSION}, seq = {seq}, id = "{box_id}", session = "{session}", length = {length}'
    return f"{head}, body = [{fence}[{body}]{fence}] }}\n".encode()
