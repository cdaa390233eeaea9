"""A file seen from its first byte to its last without keeping it: its length, its digest, and why it is no good.

So a file that is not there yet, or that can never be read, costs a piece of memory however long it is.
"""

from __future__ import annotations

import codecs
import zlib
from typing import TYPE_CHECKING

from agent.bridge import disk
from agent.contract.shape import Limits, Shape
from agent.errors import BridgeError, ContractError

if TYPE_CHECKING:
    from pathlib import Path

    from agent.errors import AgentError

DEEPEST = 64
"""The deepest that a file of this protocol can be is sixteen; later ones may add some. The parser's own end is 200."""
LONGEST = 1 << 20
"""Hundreds of times what the longest text of the game or of a player has."""
SMALL = Limits(DEEPEST, containers=10_000, values=20_000, run=LONGEST)
"""Many times what the mod tells of itself, or of what is in a blueprint's way."""
LARGE = Limits(DEEPEST, containers=100_000, values=500_000, run=LONGEST, container_bytes=20, value_bytes=10)
"""What a parser makes of them grows with the bytes, as it does for files of the game, and with the cap.

The mod writes nothing denser than chests of many kinds of items (`{"count":1,"name":"wood"}`): 26 bytes to a table and
13 to a value (`tests/bridge/test_sight.py`). Few and denser ones, `[x,y,width,height]`, are within the first.
"""

_BLANKS = b" \t\r\n"
"""RFC 8259, section 2."""


class Sight:
    """What was seen of a file so far.

    Args:
        name: Of the file, for what is said of it.
        limits: What its text may be.

    Attributes:
        size: Bytes so far.
        head: The first piece.
        fault: Why it can never be read, whatever follows; None: nothing so far.
    """

    def __init__(self, name: str, limits: Limits) -> None:
        self._name = name
        self._limits = limits
        self._adler32 = 1
        self._decoder = codecs.getincrementaldecoder("utf-8")()
        self._shape = Shape(limits)
        self.size = 0
        self.head = b""
        self.fault: AgentError | None = None

    @property
    def digest(self) -> str:
        """The contract's digest: Adler-32 as eight lower-case hex digits."""
        return f"{self._adler32:08x}"

    def feed(self, piece: bytes) -> None:
        """See the next piece; of what can never be read only the length and the digest count any more."""
        if self.fault is None:
            self.fault = self._no_utf8(piece, final=False) or self._no_table(piece) or self._too_much(piece)
        self.head = self.head or piece
        self._adler32 = zlib.adler32(piece, self._adler32)
        self.size += len(piece)

    def end(self) -> None:
        """See that nothing follows."""
        if self.fault is None:
            self.fault = self._no_utf8(b"", final=True)

    def _no_utf8(self, piece: bytes, *, final: bool) -> BridgeError | None:
        begun = self._decoder.getstate()[0]
        if piece.isascii() and not begun:
            return None
        try:
            # One wide letter makes a text fourfold, so it is never the whole that is decoded.
            self._decoder.decode(piece, final)
        except UnicodeDecodeError as fault:
            return BridgeError("bridge-file-not-utf8", name=self._name, offset=self.size - len(begun) + fault.start)
        return None

    def _no_table(self, piece: bytes) -> ContractError | None:
        if self.head or piece.lstrip(_BLANKS).startswith(b"{"):
            return None
        return ContractError("contract-invalid", place=".", fault="model_type", more=0)

    def _too_much(self, piece: bytes) -> AgentError | None:
        shape = self._shape
        shape.feed(piece)
        excess = shape.excess
        if excess is None and shape.over:
            return ContractError("contract-invalid", place=".", fault="json_invalid", more=0)
        if excess == "many":
            containers, values = (most(shape.size) for most in (self._limits.most_containers, self._limits.most_values))
            return BridgeError("bridge-file-too-many", name=self._name, containers=containers, values=values)
        return BridgeError(f"bridge-file-too-{excess}", name=self._name) if excess is not None else None


def see(path: Path, limits: Limits, *, cap_bytes: int) -> Sight:
    """See a whole file.

    Raises:
        UnfitFileError: It is none that may be read, or too large.
        OSError: It is not there or cannot be read.
    """
    sight = Sight(path.name, limits)
    for piece in disk.read_pieces(path, cap_bytes=cap_bytes):
        sight.feed(piece)
    sight.end()
    return sight
