"""Whether something can stand somewhere.

What blocks, by `build_check_type`:

- `manual`, `script`, `ghost_revive`: tiles and every entity that shares a collision layer, creatures and characters
  included; ghosts do not.
- `manual_ghost`, `script_ghost`, `blueprint_ghost`: creatures, characters, vehicles and items do not block, for they
  go away; another ghost does, unless it stands for the same thing at the same place. With `forced`, what can be marked
  for deconstruction does not block either (runtime API, LuaSurface::can_place_entity).

The same entity at the same place and turn does not block a ghost: the game only copies its settings. That another
ghost blocks in normal and forced building is an assumption; no document says it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.errors import ApiError
from tests.game.world import kinds
from tests.game.world.geometry import Box, Value, direction_number, overlap, point, shift, snap, turn_box
from tests.game.world.tiles import LuaTile, colliding_tile

if TYPE_CHECKING:
    from tests.game.world.entity import LuaEntity
    from tests.game.world.entity_prototype import LuaEntityPrototype
    from tests.game.world.surface import LuaSurface

GHOST_CHECKS = frozenset({"manual_ghost", "script_ghost", "blueprint_ghost"})
_MOVING = frozenset({"unit", "character", "car", "item-entity"}) | kinds.ROBOTS


def place_box(prototype: LuaEntityPrototype, x: float, y: float, direction: int) -> Box:
    """The box an entity would take."""
    return shift(turn_box(prototype.collision, direction), x, y)


def on_grid(prototype: LuaEntityPrototype, x: float, y: float, direction: int) -> tuple[float, float]:
    """The place a building snaps to."""
    if prototype.has_flag("placeable-off-grid"):
        return x, y
    wide, high = prototype.tile_width, prototype.tile_height
    return snap(x, y, *((high, wide) if direction % 8 == 4 else (wide, high)))


def can_place(surface: LuaSurface, given: dict[str, Value]) -> bool:
    """`can_place_entity` with its arguments as a table."""
    known = surface.world.prototypes.entity
    name = given["name"] if isinstance(given["name"], str) else given["name"].name
    if name == "entity-ghost":
        name = given["inner_name"]
    if name not in known:
        raise ApiError(f"Unknown entity name: {name}")
    prototype = known[name]
    check = given.get("build_check_type") or "ghost_revive"
    direction = direction_number(given.get("direction"))
    x, y = on_grid(prototype, *point(given["position"]), direction)
    forced = bool(given.get("forced")) and check in GHOST_CHECKS
    return not blockers(surface, prototype, (x, y, direction), ghost=check in GHOST_CHECKS, forced=forced)


def blockers(
    surface: LuaSurface,
    prototype: LuaEntityPrototype,
    place: tuple[float, float, int],
    *,
    ghost: bool,
    forced: bool = False,
) -> list[LuaEntity | LuaTile]:
    """What keeps an entity from standing at (x, y, direction)."""
    x, y, direction = place
    area = place_box(prototype, x, y, direction)
    layers = prototype.layers
    found: list[LuaEntity | LuaTile] = []
    tile = colliding_tile(surface, area, layers)
    if tile is not None:
        found.append(tile)
    for entity in surface.index_entities.near(area):
        if not overlap(entity.collision, area) or not layers & entity.body.layers:
            continue
        if entity.inner is not None and not ghost:
            continue
        if entity.prototype.type == "tile-ghost" or (ghost and entity.prototype.type in _MOVING):
            continue
        if ghost and same(entity, prototype, place):
            continue
        if forced and entity.inner is None and entity.minable:
            continue
        if share_ground(prototype, entity.body):
            continue
        found.append(entity)
    return found


def share_ground(one: LuaEntityPrototype, other: LuaEntityPrototype) -> bool:
    """Rails cross each other, and gates stand on rails."""
    both = {one.type, other.type}
    return bool(both & kinds.RAILS) and both <= kinds.RAILS | {"gate"}


def same(entity: LuaEntity, prototype: LuaEntityPrototype, place: tuple[float, float, int]) -> bool:
    """Whether an entity (or ghost) already is what would be built at (x, y, direction)."""
    x, y, direction = place
    if entity.body is not prototype or abs(entity.x - x) > 1e-6 or abs(entity.y - y) > 1e-6:
        return False
    return entity.facing == direction or not prototype.supports_direction
