"""How far long work has got, for whoever wants to show it; the work itself goes on alike whoever listens."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final


class Stage(StrEnum):
    """What is counted: modules that have a place, nets that are led, ticks of the simulation that are over."""

    PLACED = "placed"
    ROUTED = "routed"
    PROVEN = "proven"


Tell = Callable[[Stage, int, int], None]
"""Told at each step: the stage, how many are done, of how many; the last may be fewer than there were to do."""


def _nobody(stage: Stage, done: int, total: int) -> None:
    """Listen to nothing."""


UNHEARD: Final[Tell] = _nobody
