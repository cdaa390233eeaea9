"""Lua strings are bytes: lupa carries them as latin-1, backing objects see UTF-8 text."""

from __future__ import annotations


def to_text(raw: str) -> str:
    """A Lua string as text; bytes that are no UTF-8 survive as surrogates."""
    if raw.isascii():
        return raw
    return raw.encode("latin-1").decode("utf-8", "surrogateescape")


def to_raw(text: str) -> str:
    """Text as a Lua string."""
    if text.isascii():
        return text
    return text.encode("utf-8", "surrogateescape").decode("latin-1")


def to_bytes(text: str) -> bytes:
    """Text as the bytes the game would write."""
    return text.encode("utf-8", "surrogateescape")
