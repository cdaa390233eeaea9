"""Names that came from outside: a mod, a blueprint, a player. Data, never instructions to a terminal."""

from __future__ import annotations

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
MAX_LENGTH = 200


def printable(name: str) -> str:
    """Return a name without control, escape and direction characters, cut to a length no real name has."""
    kept = name[:MAX_LENGTH]
    if kept.isprintable():
        return kept
    return "".join(letter if letter.isprintable() else REPLACEMENT for letter in kept)
