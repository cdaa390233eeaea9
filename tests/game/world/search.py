"""EntitySearchFilters and TileSearchFilters."""

from __future__ import annotations

import operator
from typing import TYPE_CHECKING

from tests.game.world.geometry import Box, Value, box, direction_name, direction_number, point, within

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.game.world.entity import LuaEntity
    from tests.game.world.surface import LuaSurface
    from tests.game.world.world import World


def names(given: Value) -> frozenset[str]:
    """Names out of one or many: strings or prototypes."""
    many = given if isinstance(given, (list, tuple, set, frozenset)) else (given,)
    return frozenset(one if isinstance(one, str) else one.name for one in many)


def layers(given: Value) -> frozenset[str]:
    """Collision layers out of one, many or a table of true."""
    return frozenset(given) if isinstance(given, dict) else names(given)


COMPARE: dict[str, Callable[[int, int], bool]] = {
    "=": operator.eq,
    ">": operator.gt,
    "<": operator.lt,
    ">=": operator.ge,
    "≥": operator.ge,
    "<=": operator.le,
    "≤": operator.le,
    "!=": operator.ne,
    "≠": operator.ne,
}


def qualities(world: World, condition: Value) -> frozenset[str]:
    """Names of the qualities that fulfil a QualityCondition."""
    if isinstance(condition, str):
        return frozenset({condition})
    known = world.prototypes.quality
    wanted = condition.get("quality")
    if wanted is None:
        return frozenset(known)
    compare, level = COMPARE[condition.get("comparator", "=")], known[wanted].level
    return frozenset(name for name, quality in known.items() if compare(quality.level, level))


def entity_tests(world: World, search: dict[str, Value]) -> list[Callable[[LuaEntity], bool]]:
    """One test for each filter that says something about the entity itself."""
    return [_MAKERS[key](world, given) for key, given in search.items() if key in _MAKERS]


def _among(read: Callable[[LuaEntity], Value], wanted: frozenset[Value]) -> Callable[[LuaEntity], bool]:
    return lambda entity: read(entity) in wanted


def _equal(read: Callable[[LuaEntity], Value], wanted: Value) -> Callable[[LuaEntity], bool]:
    return lambda entity: read(entity) == wanted


def _ghost_type(entity: LuaEntity) -> str | None:
    return None if entity.inner is None else entity.body.type


def _on_layers(wanted: frozenset[str]) -> Callable[[LuaEntity], bool]:
    return lambda entity: bool(entity.prototype.layers & wanted)


def _holding(item: Value) -> Callable[[LuaEntity], bool]:
    return lambda entity: entity.get_item_count(item) > 0


_MAKERS: dict[str, Callable[[World, Value], Callable[[LuaEntity], bool]]] = {
    "name": lambda _, given: _among(lambda entity: entity.name, names(given)),
    "type": lambda _, given: _among(lambda entity: entity.prototype.type, names(given)),
    "ghost_name": lambda _, given: _among(lambda entity: entity.inner, names(given)),
    "ghost_type": lambda _, given: _among(_ghost_type, names(given)),
    "force": lambda world, given: _among(lambda entity: entity.owner.index, _forces(world, given)),
    "direction": lambda _, given: _among(lambda entity: entity.direction, _directions(given)),
    "quality": lambda world, given: _among(lambda entity: entity.grade, qualities(world, given)),
    "collision_mask": lambda _, given: _on_layers(layers(given)),
    "to_be_deconstructed": lambda _, given: _equal(lambda entity: entity.to_be_deconstructed(), given),
    "to_be_upgraded": lambda _, given: _equal(lambda entity: entity.to_be_upgraded(), given),
    "is_military_target": lambda _, given: _equal(lambda entity: entity.is_military_target, given),
    "has_item_inside": lambda _, given: _holding(given),
}


def _forces(world: World, given: Value) -> frozenset[int]:
    many = given if isinstance(given, (list, tuple)) else (given,)
    return frozenset(world.force_of(one).index for one in many)


def _directions(given: Value) -> frozenset[str]:
    many = given if isinstance(given, (list, tuple)) else (given,)
    return frozenset(direction_name(direction_number(one)) for one in many)


def find(surface: LuaSurface, search: dict[str, Value]) -> list[LuaEntity]:
    """Entities by filters, in the order of their numbers; `limit` takes the first."""
    search = {key: value for key, value in search.items() if value is not None}
    tests = entity_tests(surface.world, search)
    inverted = bool(search.get("invert"))
    limit = search.get("limit")
    found: list[LuaEntity] = []
    for entity in candidates(surface, search):
        # Inverting turns the filters on the entity around, never the place that is searched.
        if all(test(entity) for test in tests) is not inverted:
            found.append(entity)
            if limit is not None and len(found) >= limit:
                break
    return found


def candidates(surface: LuaSurface, search: dict[str, Value]) -> list[LuaEntity]:
    """Entities at the place a search names."""
    index = surface.index_entities
    if "area" in search:
        area: Box = box(search["area"])
        return index.colliding(area)
    if "position" in search:
        x, y = point(search["position"])
        if "radius" not in search:
            return [entity for entity in index.near((x, y, x, y)) if within(x, y, entity.collision)]
        radius = float(search["radius"])
        near = index.near((x - radius, y - radius, x + radius, y + radius))
        return [entity for entity in near if (entity.x - x) ** 2 + (entity.y - y) ** 2 <= radius**2]
    if "type" in search and not search.get("invert"):
        return index.of_types(names(search["type"]))
    return index.all()
