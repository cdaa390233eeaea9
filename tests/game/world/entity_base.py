"""What every entity has: a name, a place, a force, a box, health, an end."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.world import kinds
from tests.game.world.geometry import (
    Box,
    Value,
    bounding_box,
    direction_name,
    direction_number,
    point,
    position,
    shift,
    turn_box,
)
from tests.game.world.thing import Key, Thing

if TYPE_CHECKING:
    from tests.game.world.entity_prototype import LuaEntityPrototype
    from tests.game.world.force import LuaForce
    from tests.game.world.player import LuaPlayer
    from tests.game.world.prototype_base import LuaQualityPrototype
    from tests.game.world.surface import LuaSurface


class EntityBase(Thing):
    """Identity, place, ownership and removal. `number` is the world's own, given to every entity in order."""

    api_class: ClassVar[str] = "LuaEntity"
    hidden: ClassVar[frozenset[str]] = frozenset({"world", "surface", "prototype", "inventories", "collision"})

    # Values an entity has until somebody says otherwise; only what differs is stored.
    mirroring = False
    rotatable = True
    destructible = True
    minable_flag = True
    operable = True
    custom_status: Value = None
    tags_given: Value = None
    user_index: int | None = None
    damage_taken = 0.0
    grade = "normal"
    inner: str | None = None
    orientation_given: float | None = None
    stopped_by_script = False

    def __init__(self, surface: LuaSurface, name: str, x: float, y: float, direction: int, force: LuaForce) -> None:
        attributes = self.__dict__
        world = surface.world
        prototype = world.prototypes.entity[name]
        attributes["number"] = world.next_number()
        attributes["name"] = name
        attributes["prototype"] = prototype
        attributes["surface"] = surface
        attributes["x"] = x
        attributes["y"] = y
        attributes["facing"] = direction
        attributes["owner"] = force
        attributes["collision"] = shift(turn_box(prototype.collision, direction), x, y)
        attributes["world"] = world

    number: int
    name: str
    prototype: LuaEntityPrototype
    surface: LuaSurface
    x: float
    y: float
    facing: int
    owner: LuaForce
    collision: Box

    @property
    def key(self) -> Key:
        return "entity", self.number

    @property
    def subclasses(self) -> frozenset[str]:
        return kinds.entity_subclasses(self.prototype.type)

    @property
    def type(self) -> str:
        return self.prototype.type

    @property
    def body(self) -> LuaEntityPrototype:
        """The prototype that says what stands here: of a ghost the one it stands for."""
        return self.prototype

    @property
    def unit_number(self) -> int | None:
        return None if self.type in kinds.NO_UNIT_NUMBER else self.number

    # Place

    @property
    def position(self) -> dict[str, float]:
        return position(self.x, self.y)

    @property
    def surface_index(self) -> int:
        return self.surface.index

    @property
    def direction(self) -> str:
        return direction_name(self.facing)

    @direction.setter
    def direction(self, direction: str) -> None:
        self.facing = direction_number(direction)
        self.place(self.x, self.y)

    @property
    def supports_direction(self) -> bool:
        return self.body.supports_direction

    @property
    def orientation(self) -> float:
        return self.facing / 16 if self.orientation_given is None else self.orientation_given

    @orientation.setter
    def orientation(self, orientation: float) -> None:
        self.orientation_given = orientation

    @property
    def bounding_box(self) -> Value:
        return bounding_box(self.collision)

    @property
    def selection_box(self) -> Value:
        return bounding_box(shift(turn_box(self.body.selection, self.facing), self.x, self.y))

    @property
    def tile_width(self) -> int:
        return self.body.tile_height if self.facing % 8 == 4 else self.body.tile_width

    @property
    def tile_height(self) -> int:
        return self.body.tile_width if self.facing % 8 == 4 else self.body.tile_height

    @property
    def gps_tag(self) -> str:
        return f"[gps={self.x:g},{self.y:g},{self.surface.name}]"

    def place(self, x: float, y: float) -> None:
        """Puts the entity somewhere on its surface and keeps the index right."""
        self.surface.index_entities.remove(self)
        self.__dict__["x"], self.__dict__["y"] = x, y
        self.__dict__["collision"] = shift(turn_box(self.body.collision, self.facing), x, y)
        self.surface.index_entities.add(self)
        self.surface.touched_networks(self)
        self.changed()

    def teleport(self, place: Value, surface: Value = None, *_: Value) -> bool:
        """Moves the entity; buildings stay on their surface."""
        if surface is not None and self.world.surface_of(surface) is not self.surface:
            return False
        self.place(*point(place))
        return True

    # Whose

    @property
    def force(self) -> LuaForce:
        return self.owner

    @force.setter
    def force(self, force: Value) -> None:
        self.owner = self.world.force_of(force)

    @property
    def force_index(self) -> int:
        return self.owner.index

    @property
    def quality(self) -> LuaQualityPrototype:
        return self.world.prototypes.quality[self.grade]

    @property
    def last_user(self) -> LuaPlayer | None:
        return None if self.user_index is None else self.world.players.get(self.user_index)

    @last_user.setter
    def last_user(self, player: Value) -> None:
        self.user_index = None if player is None else self.world.player_of(player).index

    @property
    def localised_name(self) -> Value:
        return self.prototype.localised_name

    @property
    def localised_description(self) -> Value:
        return self.prototype.localised_description

    @property
    def tags(self) -> Value:
        """Of a ghost; a real entity has none."""
        return self.tags_given if self.inner is not None else None

    @tags.setter
    def tags(self, tags: Value) -> None:
        self.tags_given = tags

    def has_flag(self, flag: str) -> bool:
        return self.prototype.has_flag(flag)

    @property
    def is_entity_with_owner(self) -> bool:
        return "EntityWithOwner" in self.subclasses

    @property
    def is_entity_with_health(self) -> bool:
        return "EntityWithHealth" in self.subclasses

    @property
    def is_updatable(self) -> bool:
        return "UpdatableEntity" in self.subclasses

    @property
    def is_military_target(self) -> bool:
        return self.type in kinds.TURRETS or self.type in {"unit", "unit-spawner", "character"}

    def is_player(self) -> bool:
        return False

    # Health and end

    @property
    def max_health(self) -> float:
        return self.prototype.get_max_health(self.grade) if self.is_entity_with_health else 0.0

    @property
    def health(self) -> float | None:
        return self.max_health - self.damage_taken if self.is_entity_with_health and self.max_health else None

    @health.setter
    def health(self, health: float) -> None:
        self.damage_taken = self.max_health - health

    def get_health_ratio(self) -> float | None:
        return None if self.health is None else self.health / self.max_health

    @property
    def minable(self) -> bool:
        return self.minable_flag and bool(self.body.raw.get("minable"))

    @minable.setter
    def minable(self, minable: bool) -> None:
        self.minable_flag = minable

    def can_be_destroyed(self) -> bool:
        return True

    def damage(self, damage: float, force: Value, kind: Value = "impact", *_: Value) -> float:
        """Takes health away; at none the entity dies. Resistances are not modelled."""
        if self.health is None or not self.destructible:
            return 0.0
        dealt = min(float(damage), self.health)
        self.damage_taken += dealt
        self.world.raise_event(
            "on_entity_damaged",
            entity=self,
            force=self.world.force_of(force),
            damage_type=self.world.prototypes.damage[kind if isinstance(kind, str) else kind.name],
            original_damage_amount=float(damage),
            final_damage_amount=dealt,
            final_health=self.health,
        )
        if self.valid and self.health <= 0:
            self.die(force)
        elif self.valid:
            self._alert("entity_under_attack")
        return dealt

    def die(self, force: Value = None, cause: Value = None) -> bool:
        """Ends the entity with `on_entity_died`; what has no health cannot die. Nothing of the base game has loot."""
        if self.health is None:
            return False
        killer = self.world.force_of(force) if force is not None else None
        if killer is not None:
            killer.get_kill_count_statistics(self.surface).on_flow(self.name, 1)
        self.owner.get_kill_count_statistics(self.surface).on_flow(self.name, -1)
        with self.world.passing_inventory("loot") as loot:
            self.world.raise_event("on_entity_died", entity=self, force=killer, cause=cause, loot=loot)
        if self.valid:
            self._alert("entity_destroyed")
            self.remove()
        return True

    def _alert(self, kind: str) -> None:
        if self.is_entity_with_owner:
            for player in self.owner.players:
                player.add_alert(self, kind)

    def destroy(self, **options: Value) -> bool:
        """Ends the entity quietly, or with `script_raised_destroy` if asked."""
        if options.get("raise_destroy"):
            self.world.raise_event("script_raised_destroy", entity=self)
        if self.valid:
            self.remove()
        return True

    def remove(self) -> None:
        """Takes the entity out of the world."""
        self.surface.forget(self)
        self.valid = False
