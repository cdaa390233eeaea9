"""Surfaces: entities, ground, daylight, pollution."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, ClassVar

from tests.game.errors import ApiError
from tests.game.world import kinds, placing, search
from tests.game.world.entity import LuaEntity
from tests.game.world.geometry import CHUNK, Value, box, chunk, direction_number, point, position, snap
from tests.game.world.power import Grids
from tests.game.world.spatial import SpatialIndex
from tests.game.world.statistics import LuaFlowStatistics
from tests.game.world.thing import Key, Thing
from tests.game.world.tiles import LuaTile, count_colliding, find_tiles

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.game.world.entity_base import EntityBase
    from tests.game.world.force import LuaForce
    from tests.game.world.planet import LuaPlanet
    from tests.game.world.prototype_base import LuaAirbornePollutantPrototype
    from tests.game.world.world import World


class LuaSurface(Thing):
    """One surface. Its ground is `default_tile` everywhere but where tiles were set."""

    api_class: ClassVar[str] = "LuaSurface"
    hidden: ClassVar[frozenset[str]] = frozenset({"world", "index_entities", "grids", "statistics"})

    # Day cycle of Nauvis (wiki, Time): a day has 25,000 ticks; dusk 0.25, evening 0.45, morning 0.55, dawn 0.75.
    ticks_per_day = 25000
    dusk = 0.25
    evening = 0.45
    morning = 0.55
    dawn = 0.75
    always_day = False
    freeze_daytime = False
    min_brightness = 0.15
    solar_power_multiplier = 1.0
    peaceful_mode = False
    no_enemies_mode = False
    wind_speed = 0.02
    wind_orientation = 0.5
    wind_orientation_change = 0.003
    show_clouds = True
    platform: None = None
    localised_name: Value = None
    """Only what a mod gave it; the planet's name is the planet's (runtime API, LuaSurface::localised_name)."""
    has_global_electric_network = False
    global_electric_network_statistics: None = None
    global_effect: Value = None

    def __init__(self, world: World, index: int, name: str, default_tile: str = "grass-1") -> None:
        self.index = index
        self.name = name
        self.default_tile = default_tile
        self.changed_tiles: dict[tuple[int, int], str] = {}
        self.covered: dict[tuple[int, int], str] = {}
        self.pollution: dict[tuple[int, int], float] = {}
        self.generated: set[tuple[int, int]] = set()
        self.day_start = 0.0
        self.index_entities = SpatialIndex()
        self.world = world
        self.grids = Grids(self)
        self.statistics: dict[str, LuaFlowStatistics] = {}

    @property
    def key(self) -> Key:
        return "surface", self.index

    @property
    def deletable(self) -> bool:
        return self.name != "nauvis"

    @property
    def planet(self) -> LuaPlanet | None:
        return self.world.planets.get(self.name)

    # Entities

    def find_entities_filtered(self, filters: Value = None, **more: Value) -> list[LuaEntity]:
        return search.find(self, {**(filters or {}), **more})

    def count_entities_filtered(self, filters: Value = None, **more: Value) -> int:
        return len(self.find_entities_filtered(filters, **more))

    def find_entities(self, area: Value = None) -> list[LuaEntity]:
        return self.find_entities_filtered({"area": area} if area is not None else {})

    def find_entity(self, entity: Value, place: Value) -> LuaEntity | None:
        name = entity if isinstance(entity, str) else entity["name"] if isinstance(entity, dict) else entity.name
        x, y = point(place)
        found = [one for one in self.index_entities.near((x, y, x, y)) if (one.name, one.x, one.y) == (name, x, y)]
        return found[0] if found else None

    def get_closest(self, place: Value, entities: list[LuaEntity]) -> LuaEntity | None:
        x, y = point(place)
        return min(entities, key=lambda entity: (math.hypot(entity.x - x, entity.y - y), entity.number), default=None)

    def find_nearest_enemy(self, **given: Value) -> LuaEntity | None:
        """The nearest military target of a force that `force` is at war with."""
        found = self.find_entities_filtered(position=given["position"], radius=given["max_distance"])
        force = self.world.force_of(given.get("force", "player"))
        enemies = [one for one in found if one.is_military_target and force.is_enemy(one.force)]
        return self.get_closest(given["position"], enemies)

    def find_enemy_units(self, center: Value, radius: float, force: Value = None) -> list[LuaEntity]:
        mine = self.world.force_of(force if force is not None else "player")
        found = self.find_entities_filtered(position=center, radius=radius, type="unit")
        return [unit for unit in found if mine.is_enemy(unit.force)]

    def find_units(self, **given: Value) -> list[LuaEntity]:
        """Units in an area whose force stands in the given relation (`enemy`, `same`, `all` …) to `force`."""
        mine = self.world.force_of(given["force"])
        tests: dict[str, Callable[[LuaForce], bool]] = {
            "all": lambda _: True,
            "enemy": mine.is_enemy,
            "ally": mine.is_friend,
            "friend": mine.is_friend,
            "same": lambda other: other is mine,
            "not-same": lambda other: other is not mine,
        }
        test = tests[given["condition"]]
        return [unit for unit in self.find_entities_filtered(area=given["area"], type="unit") if test(unit.force)]

    def create_entity(self, **given: Value) -> LuaEntity | None:
        """Makes an entity as a script does: nothing is checked but that the prototype exists."""
        name = given["name"] if isinstance(given["name"], str) else given["name"].name
        known = self.world.prototypes.entity
        if name not in known:
            raise ApiError(f"Unknown entity name: {name}")
        inner = given.get("inner_name") or given.get("ghost_name")
        if name == "entity-ghost" and inner not in known:
            raise ApiError(f"Unknown entity name: {inner}")
        direction = direction_number(given.get("direction"))
        body = known[inner] if inner else known[name]
        x, y = point(given["position"])
        if given.get("snap_to_grid", True) and not body.has_flag("placeable-off-grid"):
            wide, high = body.tile_width, body.tile_height
            x, y = snap(x, y, *((high, wide) if direction % 8 == 4 else (wide, high)))
        force = self.world.force_of(given.get("force", "enemy"))
        entity = LuaEntity(self, name, x, y, direction, force)
        entity.setup(given)
        self.index_entities.add(entity)
        entity.changed()
        self.touched_networks(entity)
        entity.settled(given)
        if given.get("raise_built"):
            self.world.raise_event("script_raised_built", entity=entity)
        return entity

    def forget(self, entity: EntityBase) -> None:
        """Takes a removed entity out of everything that knows it."""
        self.index_entities.remove(entity)
        self.touched_networks(entity)

    def touched_networks(self, entity: EntityBase) -> None:
        """Networks are made anew when something that takes part in them comes, moves or goes."""
        if entity.body.source.get("type") == "electric" or entity.type in {"electric-pole", "power-switch"}:
            self.grids.forget()
        if entity.type in {"roboport", "logistic-container"} or entity.type in kinds.ROBOTS:
            self.world.logistics.forget()

    def can_place_entity(self, **given: Value) -> bool:
        return placing.can_place(self, given)

    def entity_prototype_collides(self, prototype: Value, place: Value, _: bool, direction: Value = None) -> bool:
        given = {"name": prototype, "position": place, "direction": direction}
        return not placing.can_place(self, given)

    def find_non_colliding_position(
        self, name: Value, center: Value, radius: float, precision: float, *_: Value
    ) -> Value:
        """The nearest free place on a grid of `precision` around a point."""
        x, y = point(center)
        reach = int((radius or 100) / precision)
        steps = [(a * precision, b * precision) for a in range(-reach, reach + 1) for b in range(-reach, reach + 1)]
        for dx, dy in sorted(steps, key=lambda step: (math.hypot(*step), step)):
            place = position(x + dx, y + dy)
            if (not radius or math.hypot(dx, dy) <= radius) and placing.can_place(
                self, {"name": name, "position": place}
            ):
                return place
        return None

    def deconstruct_area(self, **given: Value) -> None:
        for entity in self.find_entities_filtered(area=given["area"]):
            if entity.force is self.world.force_of(given["force"]) or entity.type in kinds.NATURE:
                entity.order_deconstruction(given["force"], given.get("player"))

    # Ground

    def tile_name(self, x: int, y: int) -> str:
        """Name of the tile at a tile position."""
        return self.changed_tiles.get((x, y), self.default_tile)

    def get_tile(self, x: Value, y: float | None = None) -> LuaTile:
        left, top = point(x) if y is None else (x, y)
        return LuaTile(self, math.floor(left), math.floor(top))

    def set_tiles(self, tiles: list[dict[str, Value]], *_: Value) -> None:
        for tile in tiles:
            if tile["name"] not in self.world.prototypes.tile:
                raise ApiError(f"Unknown tile name: {tile['name']}")
            x, y = point(tile["position"])
            place = math.floor(x), math.floor(y)
            if self.world.prototypes.tile[tile["name"]].raw.get("minable"):
                self.covered[place] = self.tile_name(*place)
            else:
                self.covered.pop(place, None)
            self.changed_tiles[place] = tile["name"]
        self.changed()

    def find_tiles_filtered(self, filters: Value = None, **more: Value) -> list[LuaTile]:
        return find_tiles(self, {**(filters or {}), **more})

    def count_tiles_filtered(self, filters: Value = None, **more: Value) -> int:
        search_for = {**(filters or {}), **more}
        if set(search_for) == {"area", "collision_mask"}:
            return count_colliding(self, box(search_for["area"]), search.layers(search_for["collision_mask"]))
        return len(self.find_tiles_filtered(search_for))

    def get_hidden_tile(self, place: Value) -> str | None:
        x, y = point(place)
        return self.covered.get((math.floor(x), math.floor(y)))

    def is_chunk_generated(self, place: Value) -> bool:
        x, y = point(place)
        return not self.generated or (int(x), int(y)) in self.generated

    def get_resource_counts(self) -> dict[str, int]:
        counts: dict[str, int] = {}
        for entity in self.index_entities.of_types(("resource",)):
            counts[entity.name] = counts.get(entity.name, 0) + entity.amount
        return counts

    # Day and night

    @property
    def daytime(self) -> float:
        """Part of the day since noon, 0 to 1."""
        passed = 0.0 if self.freeze_daytime else self.world.tick / self.ticks_per_day
        return (self.day_start + passed) % 1

    @daytime.setter
    def daytime(self, daytime: float) -> None:
        passed = 0.0 if self.freeze_daytime else self.world.tick / self.ticks_per_day
        self.day_start = (daytime - passed) % 1

    @property
    def darkness(self) -> float:
        """0 at day to 1 - `min_brightness` at night."""
        return (1 - self.min_brightness) * (1 - self.daylight)

    @property
    def daylight(self) -> float:
        """Part of the full solar power that panels get now: full from dawn to dusk, none from evening to morning."""
        if self.always_day:
            return 1.0
        time = self.daytime
        if time < self.dusk or time >= self.dawn:
            return 1.0
        if time < self.evening:
            return (self.evening - time) / (self.evening - self.dusk)
        if time < self.morning:
            return 0.0
        return (time - self.morning) / (self.dawn - self.morning)

    @property
    def daytime_parameters(self) -> Value:
        return {"dusk": self.dusk, "evening": self.evening, "morning": self.morning, "dawn": self.dawn}

    def get_property(self, name: str) -> float:
        """Surface properties of Nauvis (wiki, Surfaces)."""
        known = {"day-night-cycle": self.ticks_per_day, "magnetic-field": 90, "pressure": 1000, "gravity": 10}
        known["solar-power"] = 100
        return float(known[name])

    # Pollution

    @property
    def pollutant_type(self) -> LuaAirbornePollutantPrototype | None:
        return self.world.prototypes.airborne_pollutant["pollution"] if self.planet else None

    @property
    def pollution_statistics(self) -> LuaFlowStatistics:
        return self.flow("pollution")

    def flow(self, name: str) -> LuaFlowStatistics:
        """Statistics of the surface that belong to no force."""
        found = self.statistics.get(name)
        if found is None:
            found = self.statistics[name] = LuaFlowStatistics(self, name)
        return found

    def get_pollution(self, place: Value) -> float:
        return self.pollution.get(chunk(*point(place)), 0.0)

    def set_pollution(self, place: Value, amount: float) -> None:
        self.pollution[chunk(*point(place))] = amount
        self.changed()

    def pollute(self, place: Value, amount: float, source: Value = None) -> None:
        self.set_pollution(place, self.get_pollution(place) + amount)
        if source is not None:
            self.pollution_statistics.on_flow(source, amount)

    def get_total_pollution(self) -> float:
        return sum(self.pollution.values())

    def clear_pollution(self) -> None:
        self.pollution.clear()
        self.changed()

    # Logistics, talk

    def find_logistic_network_by_position(self, place: Value, force: Value) -> Value:
        return self.world.logistics.at(self, point(place), self.world.force_of(force))

    def find_logistic_networks_by_construction_area(self, place: Value, force: Value) -> Value:
        return self.world.logistics.building_at(self, point(place), self.world.force_of(force))

    def print(self, message: Value, print_settings: Value = None) -> None:
        for player in self.world.players.values():
            if player.surface is self:
                player.print(message, print_settings)

    def play_sound(self, sound_specification: Value) -> None:
        for player in self.world.players.values():
            if player.surface is self:
                player.play_sound(sound_specification)

    def spill_item_stack(self, **given: Value) -> list[LuaEntity]:
        """Lays items on the ground."""
        dropped = self.create_entity(
            name="item-on-ground", position=given["position"], force="neutral", stack=given["stack"]
        )
        return [dropped] if dropped else []

    def chunk_area(self, place: tuple[int, int]) -> Value:
        """The area of a chunk."""
        left, top = place[0] * CHUNK, place[1] * CHUNK
        return box((left, top, left + CHUNK, top + CHUNK))
