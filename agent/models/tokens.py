"""How many tokens a text takes, estimated from above.

Tokenisers differ between models and are large; the estimate needs none. Byte-pair vocabularies give about four Latin
characters a token and about two and a half Cyrillic ones on prose, fewer on identifiers and digits, so three and one
and a half are on the safe side for all of them.
"""

from __future__ import annotations

_ASCII_CHARACTERS_PER_TOKEN = 3.0
_OTHER_CHARACTERS_PER_TOKEN = 1.5
_MOST_ASCII_CHARACTERS_PER_TOKEN = 8.0
_MOST_OTHER_CHARACTERS_PER_TOKEN = 5.0


def estimate_tokens(text: str) -> int:
    """Return an upper estimate of the tokens in ``text``; 0 only for the empty text."""
    ascii_count = sum(character.isascii() for character in text)
    other_count = len(text) - ascii_count
    exact = ascii_count / _ASCII_CHARACTERS_PER_TOKEN + other_count / _OTHER_CHARACTERS_PER_TOKEN
    return int(-(-exact // 1))


def least_tokens(text: str) -> int:
    """Return a lower estimate: no vocabulary in use packs prose tighter than eight Latin or five other characters."""
    ascii_count = sum(character.isascii() for character in text)
    exact = ascii_count / _MOST_ASCII_CHARACTERS_PER_TOKEN
    return int(exact + (len(text) - ascii_count) / _MOST_OTHER_CHARACTERS_PER_TOKEN)
