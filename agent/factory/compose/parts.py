"""What cells, routes and poles are made of: an entity by its top left tile, and ports by their tiles."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from agent.game.blueprint import BlueprintEntity, ItemRequest

if TYPE_CHECKING:
    from fractions import Fraction

    from agent.game.geometry import Tile

Flow = Literal["in", "out"]
ALIGNED = 2
"""Rows between a port and where its supply begins, within which they count as aligned."""


@dataclass(frozen=True, slots=True)
class Part:
    """An entity to be built; ``x``, ``y`` is its top left tile, ``w``, ``h`` the tiles it takes as it stands."""

    name: str
    x: int
    y: int
    w: int = 1
    h: int = 1
    direction: int = 0
    recipe: str | None = None
    quality: str = "normal"
    items: tuple[ItemRequest, ...] = ()
    end: str | None = None
    mirror: bool = False
    source: BlueprintEntity | None = None
    """The entity of a player's blueprint that it is, turned as it stands: with its settings and its mirroring."""

    def moved(self, dx: int, dy: int) -> Part:
        """Return the same, elsewhere."""
        return replace(self, x=self.x + dx, y=self.y + dy)

    def entity(self, number: int) -> BlueprintEntity:
        """Return it as an entity of a blueprint."""
        if self.source is not None:
            return replace(self.source, number=number, x=self.x + self.w / 2, y=self.y + self.h / 2)
        return BlueprintEntity(
            number,
            self.name,
            self.x + self.w / 2,
            self.y + self.h / 2,
            self.direction,
            quality=self.quality,
            recipe=self.recipe,
            items=self.items,
            end=self.end,
            mirror=self.mirror,
        )


@dataclass(frozen=True, slots=True)
class Port:
    """Where a module takes something in (its left edge) or gives it out (its right edge).

    ``tile`` is the last tile of its own; ``per_min`` what passes. ``lanes`` is how many lanes of a belt it fills.
    """

    item: str
    fluid: bool
    flow: Flow
    tile: Tile
    per_min: Fraction
    lanes: int = 2
