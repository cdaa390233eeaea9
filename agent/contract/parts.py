"""Small shapes that several files share. All distances are tiles, all directions 16ths of a turn (2.x)."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from agent.contract.base import MOST_INT, Strict

#: 0 = north, 4 = east, 8 = south, 12 = west.
Direction16 = Annotated[int, Field(ge=0, le=15)]
Count = Annotated[int, Field(ge=0, le=MOST_INT)]
ShortText = Annotated[str, Field(max_length=1000)]


class Position(Strict):
    """A point of the map in tiles, y growing to the south."""

    x: float
    y: float


class Area(Strict):
    """An axis-parallel box of the map in tiles."""

    left_top: Position
    right_bottom: Position


class Player(Strict):
    """Who asks: the game's player index (from 1) and name."""

    index: Annotated[int, Field(ge=1, le=65535)]
    name: ShortText


class Stack(Strict):
    """So many of an item (or module, or required thing) of one quality."""

    name: ShortText
    count: Count
    quality: ShortText = "normal"
