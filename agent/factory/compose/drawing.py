"""What a cell is led to: a blueprint on the grid with its doors, and what passes each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from agent.factory.catalog.entry import Lane
    from agent.game.blueprint import Blueprint
    from agent.game.gamedata import GameData
    from agent.game.geometry import Tile


@dataclass(frozen=True, slots=True)
class Door:
    """Where one item or fluid comes in or leaves.

    ``tile`` counts from the blueprint's corner. ``direction`` (16ths) is where a belt runs or a pipe opens; None for
    the tile that an inserter reaches to.
    """

    item: str
    fluid: bool
    out: bool
    tile: Tile
    direction: int | None
    lane: Lane


@dataclass(frozen=True, slots=True)
class Drawing:
    """A blueprint, its corner at (0, 0), with its doors; rates a minute by item, as it works at full speed."""

    blueprint: Blueprint
    doors: tuple[Door, ...]
    takes_per_min: Mapping[str, Fraction]
    gives_per_min: Mapping[str, Fraction]
    machines: int

    def rate(self, door: Door) -> Fraction:
        """Return what passes all doors of an item on one side."""
        return (self.gives_per_min if door.out else self.takes_per_min)[door.item]


def top_left(name: str, x: float, y: float, direction: int, data: GameData) -> tuple[int, int, int, int]:
    """Return the top left tile, the width and the height of an entity as it stands."""
    width, height = data.entities[name].tiles
    if (direction + 2) // 4 % 2:
        width, height = height, width
    return round(x - width / 2), round(y - height / 2), width, height
