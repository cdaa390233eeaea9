"""Building blueprints: where each entity comes to stand, what keeps it from standing there, ghosts.

Where (as mods that predict it have found, and used here as the assumption): the box of tiles around all entities and
tiles is turned about its centre and its centre laid on `position`, each axis snapped so that an odd number of tiles
stands on tile centres and an even number on tile edges; rails snap to every second edge. A blueprint with an absolute
grid is laid so that its origin is the upper left corner of the grid cell that holds `position`, turned about the
centre of the cell. Quarter turns only.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.game.errors import FaultError
from tests.game.world import kinds
from tests.game.world.blueprint import runtime_plan
from tests.game.world.geometry import (
    Box,
    Point,
    Value,
    direction_name,
    direction_number,
    overlap,
    point,
    snap_axis,
    turn,
)
from tests.game.world.placing import blockers, place_box, same, share_ground
from tests.game.world.wiring import connector_name

if TYPE_CHECKING:
    from tests.game.world.entity import LuaEntity
    from tests.game.world.entity_prototype import LuaEntityPrototype
    from tests.game.world.force import LuaForce
    from tests.game.world.player import LuaPlayer
    from tests.game.world.prototypes import LuaPrototypes
    from tests.game.world.surface import LuaSurface
    from tests.game.world.tiles import LuaTile

RAIL_GRID = 2


@dataclass(frozen=True, slots=True)
class Spot:
    """One entity of a blueprint and where it would stand."""

    entity: dict[str, Value]
    prototype: LuaEntityPrototype
    x: float
    y: float
    direction: int

    @property
    def place(self) -> tuple[float, float, int]:
        """x, y, direction."""
        return self.x, self.y, self.direction


def extent(extra: dict[str, Value], known: LuaPrototypes) -> Box:
    """The box of tiles around everything in a blueprint."""
    boxes = [_tile_box(entity, known) for entity in extra.get("entities", ())]
    for tile in extra.get("tiles", ()):
        x, y = tile["position"]["x"], tile["position"]["y"]
        boxes.append((x, y, x + 1, y + 1))
    if not boxes:
        return 0.0, 0.0, 0.0, 0.0
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )


def _tile_box(entity: dict[str, Value], known: LuaPrototypes) -> Box:
    prototype = known.entity[entity["name"]]
    wide, high = prototype.tile_width, prototype.tile_height
    if entity["direction"] % 8 == 4:
        wide, high = high, wide
    x, y = entity["position"]["x"], entity["position"]["y"]
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def spots(extra: dict[str, Value], known: LuaPrototypes, position: Value, direction: Value = None) -> list[Spot]:
    """Where each entity of a blueprint would stand."""
    turned = direction_number(direction) // 4 * 4
    box = extent(extra, known)
    center = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
    target = _target(extra, known, point(position), turned)
    made = []
    for entity in extra.get("entities", ()):
        dx, dy = turn((entity["position"]["x"] - center[0], entity["position"]["y"] - center[1]), turned)
        made.append(
            Spot(
                entity,
                known.entity[entity["name"]],
                target[0] + dx,
                target[1] + dy,
                (entity["direction"] + turned) % 16,
            ),
        )
    return made


def _target(extra: dict[str, Value], known: LuaPrototypes, position: Point, turned: int) -> Point:
    """Where the centre of the blueprint's box comes to lie."""
    box = extent(extra, known)
    if "snap" in extra and "offset" in extra:
        wide, high = extra["snap"]
        ox, oy = extra["offset"]
        left = math.floor((position[0] - ox) / wide) * wide + ox
        top = math.floor((position[1] - oy) / high) * high + oy
        middle = (left + wide / 2, top + high / 2)
        dx, dy = turn(
            ((box[0] + box[2]) / 2 + left - middle[0], (box[1] + box[3]) / 2 + top - middle[1]),
            turned,
        )
        return middle[0] + dx, middle[1] + dy
    wide, high = round(box[2] - box[0]), round(box[3] - box[1])
    if turned % 8 == 4:
        wide, high = high, wide
    if any(known.entity[entity["name"]].type in kinds.RAILS for entity in extra.get("entities", ())):
        return _rail_axis(position[0], wide), _rail_axis(position[1], high)
    return snap_axis(position[0], wide), snap_axis(position[1], high)


def _rail_axis(value: float, size: int) -> float:
    """Rails lie on odd tile edges: the left edge of the box must too."""
    edge = math.floor((value - size / 2) / RAIL_GRID + 0.5) * RAIL_GRID
    return edge + size / 2


def build(surface: LuaSurface, extra: dict[str, Value], given: dict[str, Value]) -> list[LuaEntity]:
    """`build_blueprint` with its arguments as a table: the ghosts that were made.

    `normal` makes all or nothing; `forced` leaves out what is blocked and marks trees, rocks and (with the research)
    cliffs that are in the way; `superforced` marks everything that can be mined. What stands there already as wanted
    gets the blueprint's settings and is no ghost.
    """
    mode = given.get("build_mode") or "normal"
    force = surface.world.force_of(given["force"])
    player = None if given.get("by_player") is None else surface.world.player_of(given["by_player"])
    made: dict[int, LuaEntity] = {}
    fresh: list[LuaEntity] = []
    for spot, nature in _free(
        surface, spots(extra, surface.world.prototypes, given["position"], given.get("direction")), mode
    ):
        for entity in nature:
            entity.order_deconstruction(force, player)
        there = _standing(surface, spot)
        if there is None:
            there = _ghost(surface, spot, force, player)
            fresh.append(there)
        made[spot.entity["entity_number"]] = _configure(there, spot)
    _wire(extra.get("wires", ()), made)
    if player is not None and fresh:
        player.did([_undo_action(ghost) for ghost in fresh])
    for ghost in fresh:
        if ghost.valid and player is not None:
            with surface.world.passing_inventory("consumed") as items:
                fields = {"entity": ghost, "player_index": player.index, "tags": ghost.tags, "consumed_items": items}
                surface.world.raise_event("on_built_entity", **fields)
        elif ghost.valid and given.get("raise_built"):
            surface.world.raise_event("script_raised_built", entity=ghost)
    return fresh


def _free(surface: LuaSurface, wanted: list[Spot], mode: str) -> list[tuple[Spot, list[LuaEntity]]]:
    """Spots that can be built, each with what has to be marked for it; in normal mode all of them or none."""
    free: list[tuple[Spot, list[LuaEntity]]] = []
    taken: list[tuple[Box, LuaEntityPrototype]] = []
    for spot in wanted:
        nature, hard = _sorted(surface, spot, mode)
        area = place_box(spot.prototype, *spot.place)
        twice = any(_collide(spot.prototype, other) and overlap(area, box) for box, other in taken)
        if not hard and not twice and not (mode == "normal" and nature):
            taken.append((area, spot.prototype))
            free.append((spot, nature))
        elif mode == "normal":
            return []
    return free


def _collide(one: LuaEntityPrototype, other: LuaEntityPrototype) -> bool:
    return bool(one.layers & other.layers) and not share_ground(one, other)


def _ghost(surface: LuaSurface, spot: Spot, force: LuaForce, player: LuaPlayer | None) -> LuaEntity:
    """A new ghost on a spot."""
    kept = {key: spot.entity.get(key) for key in ("quality", "mirror", "recipe", "tags", "type")}
    ghost = surface.create_entity(
        name="entity-ghost",
        inner_name=spot.prototype.name,
        position={"x": spot.x, "y": spot.y},
        direction=direction_name(spot.direction),
        force=force,
        snap_to_grid=False,
        player=player,
        **kept,
    )
    if ghost is None:
        raise FaultError("a ghost was not made")
    return ghost


def _sorted(surface: LuaSurface, spot: Spot, mode: str) -> tuple[list[LuaEntity], list[LuaEntity | LuaTile]]:
    """Blockers that this mode would mark for deconstruction, and those that really block."""
    soft: list[LuaEntity] = []
    hard: list[LuaEntity | LuaTile] = []
    for one in blockers(surface, spot.prototype, spot.place, ghost=True):
        if one.api_class == "LuaEntity" and _yields(one, mode):  # type: ignore[arg-type]  # the class says so
            soft.append(one)  # type: ignore[arg-type]  # the class says so
        else:
            hard.append(one)
    return soft, hard


def _yields(entity: LuaEntity, mode: str) -> bool:
    """Whether an entity in the way would be marked for deconstruction."""
    if entity.to_be_deconstructed():
        return True
    if mode == "superforced":
        return entity.minable
    if entity.type == "cliff":
        return entity.world.forces["player"].cliff_deconstruction_enabled
    return entity.type in {"tree", "simple-entity"} and entity.minable


def _standing(surface: LuaSurface, spot: Spot) -> LuaEntity | None:
    """What stands there already as wanted."""
    area = place_box(spot.prototype, *spot.place)
    return next((one for one in surface.index_entities.colliding(area) if same(one, spot.prototype, spot.place)), None)


def _configure(entity: LuaEntity, spot: Spot) -> LuaEntity:
    """Gives an entity or ghost the blueprint's settings."""
    given = spot.entity
    if "recipe" in given:
        entity.recipe_name = given["recipe"]
        entity.recipe_grade = given.get("recipe_quality", "normal")
    settings = dict(given.get("control_behavior") or {})
    if isinstance(given.get("request_filters"), dict):
        settings["sections"] = {"sections": given["request_filters"].get("sections", [])}
    if settings:
        entity.settings = settings
    plans = [runtime_plan(plan, spot.prototype.type) for plan in given.get("items") or ()]
    if plans and entity.inner is not None:
        entity.requests = plans
    elif plans:
        entity.ask_for(plans)
    _details(entity, given)
    return entity


def _details(entity: LuaEntity, given: dict[str, Value]) -> None:
    """Settings of single types."""
    if "station" in given:
        entity.label = given["station"]
    if given.get("filters"):
        entity.filters = {int(one.get("index", n)): dict(one) for n, one in enumerate(given["filters"], 1)}
    if given.get("use_filters"):
        entity.filters_on = True
    if "parameters" in given or "alert_parameters" in given:
        entity.speaker = {key: given[key] for key in ("parameters", "alert_parameters") if key in given}
    if "input_priority" in given or "output_priority" in given:
        entity.priorities = (given.get("input_priority", "none"), given.get("output_priority", "none"))


def _wire(wires: Value, made: dict[int, LuaEntity]) -> None:
    """Lays the stated wires; a pole without any stays unconnected."""
    for one, one_end, other, other_end in wires:
        if one in made and other in made:
            first = connector_name(made[one].body.type, one_end)
            second = connector_name(made[other].body.type, other_end)
            if first and second:
                made[one].join(first, made[other].number, second)


def _undo_action(ghost: LuaEntity) -> dict[str, Value]:
    target = {"entity_number": 1, "name": ghost.ghost_name, "position": ghost.position, "direction": ghost.direction}
    return {"type": "built-entity", "target": target, "surface_index": ghost.surface.index}
