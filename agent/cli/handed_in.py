"""A JSON text that a player hands to a command, looked at before it is parsed, as the bridge looks at its files.

A parser makes 3 GB and half a minute of 60 MB of small lists; here they end at their first half megabyte.
"""

from __future__ import annotations

import os
import stat
from typing import TYPE_CHECKING, Final

from agent.contract.shape import Limits, Shape
from agent.errors import ContractError

if TYPE_CHECKING:
    from typing import BinaryIO

_PIECE_BYTES: Final = 1 << 19
MOST: Final = Limits(depth=200, containers=200_000, values=1_000_000, run=1 << 20, container_bytes=16, value_bytes=4)
"""The parser's own depth; the densest is a blueprint's wires, `[10000,5,10010,5],`."""


def look_at(raw: bytes, name: str) -> None:
    """Refuse what holds more than any file of the game of its length; what is no JSON is left to the parser.

    Args:
        raw: The text.
        name: Of the file, for what is said of it.

    Raises:
        ContractError: ``source-too-much``.
    """
    shape = Shape(MOST)
    for start in range(0, len(raw), _PIECE_BYTES):
        shape.feed(raw[start : start + _PIECE_BYTES])
        if shape.over or (start == 0 and shape.excess == "deep"):
            return  # the parser ends there, and says where
        if shape.excess is not None:
            raise ContractError("source-too-much", path=name)


def is_longer(stream: BinaryIO, most_bytes: int) -> bool:
    """Tell, before a byte is read, whether a plain file is longer; of a pipe only reading tells."""
    found = os.fstat(stream.fileno())
    return stat.S_ISREG(found.st_mode) and found.st_size > most_bytes
