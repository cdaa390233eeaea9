"""How long a reload of the game's mods takes, measured by when the marks around it arrive."""

from __future__ import annotations

from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_REMEMBERED = 3
_LONGEST_S = 60.0


class ReloadClock:
    """Remembers the last few lengths.

    A pause or a menu may fall between two marks, so the median of three decides, not one reading.

    Args:
        limit_s: Longer is too long to happen by itself.
        lengths_s: What an earlier run remembered.
    """

    def __init__(self, limit_s: float, lengths_s: Iterable[float] = ()) -> None:
        self._limit_s = limit_s
        self._lengths_s = [*lengths_s][-_REMEMBERED:]
        self._began: tuple[str, float] | None = None

    @property
    def lengths_s(self) -> tuple[float, ...]:
        """Return the remembered lengths, oldest first."""
        return tuple(self._lengths_s)

    @property
    def hitch_s(self) -> float | None:
        """Return how long a reload takes here; None before the first was measured."""
        return median(self._lengths_s) if self._lengths_s else None

    @property
    def too_long(self) -> bool:
        """Tell whether the game should reload only when the player asks for it."""
        return self.hitch_s is not None and self.hitch_s > self._limit_s

    def begin(self, session: str, at_s: float) -> None:
        """Note the mark before a reload."""
        self._began = (session, at_s)

    def end(self, session: str, at_s: float) -> bool:
        """Note the mark after it; True when that gave a length.

        Both marks in one scan give none: the scan came later than the reload was long.
        """
        began, self._began = self._began, None
        if began is None or began[0] != session or not 0.0 < at_s - began[1] < _LONGEST_S:
            return False
        self._lengths_s = [*self._lengths_s, at_s - began[1]][-_REMEMBERED:]
        return True
