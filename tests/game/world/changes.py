"""What changed since the last look, and a digest of the whole world that costs only what changed."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.game.world.thing import Key, Thing

_MASK = (1 << 128) - 1


def fingerprint(thing: Thing) -> int:
    """A number for a thing's key and state."""
    text = repr((thing.key, thing.facts()))
    return int.from_bytes(hashlib.blake2b(text.encode(), digest_size=16).digest(), "big")


class Changes:
    """The things marked since the last digest, and a sum over the fingerprints of all things.

    The sum does not depend on the order in which things came, so two peers agree whenever their things do.
    """

    def __init__(self) -> None:
        self.marked: dict[Key, Thing] = {}
        self.known: dict[Key, int] = {}
        self.total = 0
        self.count = 0
        """How many changes there were: what was worked out at one count is true while it stays."""

    def mark(self, thing: Thing) -> None:
        """Notes that a thing is new, changed or gone."""
        self.marked[thing.key] = thing
        self.count += 1

    def digest(self) -> str:
        """Digest of everything ever marked that is still valid; costs time for the marked things only."""
        for key, thing in self.marked.items():
            self.total -= self.known.pop(key, 0)
            if thing.valid and not thing.blank:
                number = fingerprint(thing)
                self.known[key] = number
                self.total += number
        self.marked.clear()
        self.total &= _MASK
        return f"{self.total:032x}"
