"""EntitySearchFilters and TileSearchFilters."""

from __future__ import annotations

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


def quality_test(world: World, condition: Value) -> Callable[[str], bool]:
    """A test of a quality's name from a QualityCondition."""
    if isinstance(condition, str):
        return lambda name: name == condition
    known = world.prototypes.quality
    wanted = condition.get("quality")
    if wanted is None:
        return lambda _: True
    level, comparator = known[wanted].level, condition.get("comparator", "=")
    tests: dict[str, Callable[[int], bool]] = {
        "=": lambda other: other == level,
        ">": lambda other: other > level,
        "<": lambda other: other < level,
        ">=": lambda other: other >= level,
        "≥": lambda other: other >= level,
        "<=": lambda other: other <= level,
        "≤": lambda other: other <= level,
        "!=": lambda other: other != level,
        "≠": lambda other: other != level,
    }
    return lambda name: tests[comparator](known[name].level)


def entity_tests(world: World, search: dict[str, Value]) -> list[Callable[[LuaEntity], bool]]:
    """One test for each filter that says something about the entity itself."""
    tests: list[Callable[[LuaEntity], bool]] = []

    def give(key: str, make: Callable[[Value], Callable[[LuaEntity], bool]]) -> None:
        if search.get(key) is not None:
            tests.append(make(search[key]))

    give("name", lambda given: lambda entity, wanted=names(given): entity.name in wanted)
    give("type", lambda given: lambda entity, wanted=names(given): entity.prototype.type in wanted)
    give("ghost_name", lambda given: lambda entity, wanted=names(given): entity.inner in wanted)
    give(
        "ghost_type",
        lambda given: lambda entity, wanted=names(given): entity.inner is not None and entity.body.type in wanted,
    )
    give("force", lambda given: lambda entity, wanted=_forces(world, given): entity.owner.index in wanted)
    give("direction", lambda given: lambda entity, wanted=_directions(given): entity.direction in wanted)
    give("quality", lambda given: lambda entity, test=quality_test(world, given): test(entity.grade))
    give("collision_mask", lambda given: lambda entity, wanted=layers(given): bool(entity.prototype.layers & wanted))
    give("to_be_deconstructed", lambda given: lambda entity: entity.to_be_deconstructed() is given)
    give("to_be_upgraded", lambda given: lambda entity: entity.to_be_upgraded() is given)
    give("is_military_target", lambda given: lambda entity: entity.is_military_target is given)
    give("has_item_inside", lambda given: lambda entity: entity.get_item_count(given) > 0)
    return tests


def _forces(world: World, given: Value) -> frozenset[int]:
    many = given if isinstance(given, (list, tuple)) else (given,)
    return frozenset(world.force_of(one).index for one in many)


def _directions(given: Value) -> frozenset[str]:
    many = given if isinstance(given, (list, tuple)) else (given,)
    return frozenset(direction_name(direction_number(one)) for one in many)


def find(surface: LuaSurface, search: dict[str, Value]) -> list[LuaEntity]:
    """Entities by filters, in the order of their numbers; `limit` takes the first."""
    unknown = [key for key, value in search.items() if value is None]
    search = {key: value for key, value in search.items() if key not in unknown}
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
