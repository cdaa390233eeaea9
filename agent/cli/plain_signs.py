"""Signs for terminals that have few: what one cannot show becomes another sign, not a question mark.

A picture needs one character for each, so that its columns stay where they are; sentences take what reads best.
"""

from __future__ import annotations

import codecs
from typing import Final

NAME: Final = "agent-plain-signs"
_ONE_FOR_ONE: Final = dict(
    zip(
        "↑→↓←⇡⇢⇣⇠⇑⇒⇓⇐▴▸▾◂▵▹▿◃┼═□·┌┐└┘─│├┤┬┴−–—×÷•≈←→“”«»„’‘\u00a0\u202f\u2011",
        '^>v<n)u(%%%%\'],["}_{+=@.++++-|++++---x/*~<>"""""\'\'  -',
        strict=True,
    )
)
_MORE: Final = {"…": "...", "°": " deg", "≤": "<=", "≥": ">=", "∞": "inf", "№": "No. ", "²": "^2"}
"""Belts point as arrows, undergrounds as arches, inserters as brackets, those with a long arm as braces."""
_SIGNS: Final = _ONE_FOR_ONE | _MORE


def register() -> str:
    """Make the codecs' error handler known, and return its name."""
    codecs.register_error(NAME, _replaced)
    return NAME


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    unshown = error.object[error.start : error.end]
    return "".join(_SIGNS.get(sign, "?") for sign in unshown), error.end
