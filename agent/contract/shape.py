"""How deep a JSON text nests and how much it holds, known before it is parsed and without keeping it.

A parser makes a hundred bytes and more of each ``[]``: 60 MB of them end an agent that reads them, though every part is
good JSON. Here a text is only looked at, piece by piece, by what `bytes` itself does quickly: the quotes and brackets
are left of it, what stands in strings goes, and pairs of brackets are taken out from the inside, a level at a time.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

Excess = Literal["deep", "many", "long"]

_ALL_OTHERS = bytes(set(range(256)) - set(b'"[]{},'))
_ONE_KIND = bytes.maketrans(b"{}", b"[]")
_STEPS = bytes.maketrans(b"[]", b"\x01\xff")
_FEW = 8
"""Of fewer quotes among brackets than one in so many it is quicker not to look for pairs."""
_ROUNDS = 4
"""Most brackets of a file of the game are gone after so many; each costs a tenth of counting one by one."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a text may be; a parser's memory grows with lists, tables and values, its stack with `depth`.

    Attributes:
        depth: Lists and tables around a value.
        containers: Lists and tables, however short the text is.
        values: Commas, those in strings too: more than the values that follow another one.
        run: Bytes of one string, number or blank; what is in a piece with anything else is not counted.
        container_bytes: A longer text may have one more for so many bytes; 0: it may not.
        value_bytes: The same of values.
    """

    depth: int
    containers: int
    values: int
    run: int
    container_bytes: int = 0
    value_bytes: int = 0

    def most_containers(self, size_bytes: int) -> int:
        """Return how many lists and tables so many bytes may hold."""
        return self.containers + (size_bytes // self.container_bytes if self.container_bytes else 0)

    def most_values(self, size_bytes: int) -> int:
        """Return how many commas so many bytes may hold."""
        return self.values + (size_bytes // self.value_bytes if self.value_bytes else 0)


class Shape:
    """The shape of a text as far as it was fed; what is no JSON is left to the parser, which ends at its first fault.

    Args:
        limits: What it may be.

    Attributes:
        depth: Lists and tables that are open at the end of what was fed.
        deepest: The most that were open at once.
        containers: Lists and tables so far.
        values: Commas so far.
        size: Bytes so far.
        over: More was closed than was open: it is no JSON, whatever follows.
    """

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._in_string = False
        self._escaped = False
        self.depth = 0
        self.deepest = 0
        self.containers = 0
        self.values = 0
        self.size = 0
        self.over = False
        self._run = 0

    @property
    def excess(self) -> Excess | None:
        """What the text has too much of; it need not be fed any further then."""
        if self.deepest > self._limits.depth:
            return "deep"
        most = self._limits
        if self.containers > most.most_containers(self.size) or self.values > most.most_values(self.size):
            return "many"
        return "long" if self._run > self._limits.run else None

    def feed(self, piece: bytes) -> None:
        """Look at what follows, cut anywhere. It costs a tenth of parsing it or less.

        Where more was closed than was open the parser ends, and nothing behind it counts any more.
        """
        if self.over:
            return
        self.size += len(piece)
        left = self._without_escapes(piece).translate(_ONE_KIND, _ALL_OTHERS)
        quotes_and_brackets = left.translate(None, b",")
        self.values += len(left) - len(quotes_and_brackets)
        was_in_string = self._in_string
        brackets = self._without_strings(quotes_and_brackets)
        alone = not left or (was_in_string and b'"' not in left)
        self._run = self._run + len(piece) if alone else 0
        opened = brackets.count(b"[")
        self.containers += opened
        self._nest(brackets, opened)

    def _without_escapes(self, piece: bytes) -> bytes:
        """Take out backslashes and quotes behind them; what else they stand before is neither quote nor bracket."""
        if self._escaped and piece:
            piece = piece[1:]
            self._escaped = False
        if b"\\" not in piece:
            return piece
        # From the left, as in a string: a pair is a backslash and escapes nothing.
        piece = piece.replace(b"\\\\", b"")
        self._escaped = piece.endswith(b"\\")
        return piece.replace(b'\\"', b"")

    def _without_strings(self, left: bytes) -> bytes:
        """Keep the brackets outside of strings."""
        if self._in_string:
            left = b'"' + left
        brackets = left.translate(None, b'"')
        quotes = len(left) - len(brackets)
        self._in_string = quotes % 2 == 1
        if self._in_string:
            left += b'"'
            quotes += 1
        if quotes * _FEW > len(left):
            # Where quotes stand in pairs everywhere, no string has a bracket in it.
            if left.count(b'""') * 2 == quotes:
                return brackets
            # Two of them side by side change nothing for what is around them.
            left = left.replace(b'""', b"")
        return b"".join(left.split(b'"')[::2])

    def _nest(self, left: bytes, opened: int) -> None:
        """Find the deepest: with what is open before and after it is balanced, and a round takes one level off it."""
        before, after = self.depth, self.depth + 2 * opened - len(left)
        if after < 0:
            self.over = True
            return
        self.depth = after
        if after > self._limits.depth:
            self.deepest = after
            return
        left = b"[" * before + left + b"]" * after
        levels = 0
        while b"[]" in left and levels < _ROUNDS:
            left = left.replace(b"[]", b"")
            levels += 1
        # What nests like that still, and what is left over where brackets are wrong, is counted one by one.
        steps = memoryview(left.translate(_STEPS)).cast("b")
        try:
            heights = bytes(accumulate(steps))
        except ValueError:  # one is below zero, or deeper than anything that is read
            many = list(accumulate(steps))
            self.over = min(many) < 0
            highest = max(many)
        else:
            # Each is one off the last, so the first that is nowhere is above all; looking for one is the quickest.
            highest = next((height - 1 for height in range(1, 256) if height not in heights), 255)
        self.deepest = max(self.deepest, levels + highest)
