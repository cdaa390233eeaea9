"""The ground: a default tile and what was changed of it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar

from tests.game.objects import SimObject
from tests.game.world.geometry import Box, Value, box, position, tiles

if TYPE_CHECKING:
    from collections.abc import Hashable

    from tests.game.world.prototype_base import LuaTilePrototype
    from tests.game.world.surface import LuaSurface


class LuaTile(SimObject):
    """One tile, made anew for each look."""

    api_class: ClassVar[str] = "LuaTile"

    def __init__(self, surface: LuaSurface, x: int, y: int) -> None:
        self.surface = surface
        self.x = x
        self.y = y

    @property
    def object_id(self) -> Hashable:
        return "tile", self.surface.index, self.x, self.y

    def facts(self) -> Value:
        """Plain data: which tile it is."""
        return ["tile", self.surface.index, self.x, self.y]

    @property
    def name(self) -> str:
        return self.surface.tile_name(self.x, self.y)

    @property
    def position(self) -> Value:
        return position(self.x, self.y)

    @property
    def prototype(self) -> LuaTilePrototype:
        return self.surface.world.prototypes.tile[self.name]

    @property
    def hidden_tile(self) -> str | None:
        return self.surface.covered.get((self.x, self.y))

    def collides_with(self, layer: str) -> bool:
        return layer in self.prototype.layers


def colliding_tile(surface: LuaSurface, area: Box, layers: frozenset[str]) -> LuaTile | None:
    """The first tile under a box that one of the layers collides with."""
    prototypes = surface.world.prototypes.tile
    if not surface.changed_tiles and not prototypes[surface.default_tile].layers & layers:
        return None
    for x, y in tiles(area):
        if prototypes[surface.tile_name(x, y)].layers & layers:
            return LuaTile(surface, x, y)
    return None


def count_colliding(surface: LuaSurface, area: Box, layers: frozenset[str]) -> int:
    """How many tiles under a box one of the layers collides with; ground that never changed is not walked."""
    prototypes = surface.world.prototypes.tile
    if not surface.changed_tiles and not prototypes[surface.default_tile].layers & layers:
        return 0
    return sum(bool(prototypes[surface.tile_name(x, y)].layers & layers) for x, y in tiles(area))


def find_tiles(surface: LuaSurface, search: dict[str, Value]) -> list[LuaTile]:
    """Tiles by TileSearchFilters. Without an area only tiles that differ from the ground are known."""
    from tests.game.world.search import layers, names  # noqa: PLC0415 the two need each other

    if "area" in search:
        places = tiles(box(search["area"]))
    elif "position" in search:
        x, y = search["position"]["x"], search["position"]["y"]
        radius = float(search.get("radius", 0))
        square = tiles((math.floor(x - radius), math.floor(y - radius), x + radius + 1, y + radius + 1))
        reach = max(radius, 0.5**0.5)
        places = [(tx, ty) for tx, ty in square if math.hypot(tx + 0.5 - x, ty + 0.5 - y) <= reach]
    else:
        places = sorted(surface.changed_tiles, key=lambda place: (place[1], place[0]))
    wanted = names(search["name"]) if "name" in search else None
    mask = layers(search["collision_mask"]) if "collision_mask" in search else None
    prototypes = surface.world.prototypes.tile
    found: list[LuaTile] = []
    for tx, ty in places:
        name = surface.tile_name(tx, ty)
        right = (wanted is None or name in wanted) and (mask is None or bool(prototypes[name].layers & mask))
        if right is not bool(search.get("invert")):
            found.append(LuaTile(surface, tx, ty))
            if len(found) == search.get("limit"):
                break
    return found
