"""Details of single types: fluids, belts, inserters, drills, ores, stations, speakers."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.errors import ApiError, NotSimulatedError
from tests.game.objects import SimObject
from tests.game.world import kinds
from tests.game.world.entity_wires import EntityWires
from tests.game.world.geometry import Box, Value, bounding_box, overlap, point, position, turn, within

if TYPE_CHECKING:
    from collections.abc import Hashable, Mapping

    from tests.game.world.entity import LuaEntity
    from tests.game.world.inventory import LuaInventory
    from tests.game.world.stack import LuaItemStack

from types import MappingProxyType


class EntityParts(EntityWires):
    """Members that only some types have."""

    fluids: Mapping[int, Value] = MappingProxyType({})
    pickup_said: Value = None
    drop_said: Value = None
    amount_left = 1
    first_amount: int | None = None
    label: str | None = None
    belt_end = "input"
    filters: Mapping[int, Value] = MappingProxyType({})
    filters_on = False
    filter_mode = "whitelist"
    priorities: tuple[str, str] = ("none", "none")
    tint: Value = None
    speaker: Value = None
    kill_count = 0

    # Fluids: numbered storages, from the fluid boxes of the data stage

    @property
    def fluid_boxes(self) -> list[Value]:
        """The storages in order; a machine has them only while its recipe needs them, if it says so."""
        boxes = self.body.raw.get("fluid_boxes", ())
        if self.inner is not None:
            return []
        if self.body.raw.get("fluid_boxes_off_when_no_fluid_recipe"):
            recipe = self.world.prototypes.recipe.get(self.recipe_name or "")
            both = [*recipe.ingredients, *recipe.products] if recipe else []
            return list(boxes) if any(one["type"] == "fluid" for one in both) else []
        if self.type == "fluid-wagon":
            return [{"volume": self.body.raw["capacity"]}]
        return list(boxes)

    @property
    def fluids_count(self) -> int:
        return len(self.fluid_boxes)

    def _storage(self, index: int) -> Value:
        if not 1 <= index <= self.fluids_count:
            raise ApiError(f"Fluid index {index} is out of bounds (1 to {self.fluids_count}).")
        return self.fluid_boxes[index - 1]

    def get_fluid(self, index: int) -> Value:
        self._storage(index)
        found = self.fluids.get(index)
        return dict(found) if found else None

    def set_fluid(self, index: int, fluid: Value = None) -> Value:
        """Sets a storage; what it holds then."""
        room = float(self._storage(index).get("volume", 0))
        rest = {number: held for number, held in self.fluids.items() if number != index}
        if fluid is not None:
            known = self.world.prototypes.fluid[fluid["name"]]
            warm = fluid.get("temperature", known.default_temperature)
            rest[index] = {"name": known.name, "amount": min(float(fluid["amount"]), room), "temperature": warm}
        self.fluids = rest
        return self.get_fluid(index)

    def get_fluid_capacity(self, index: int) -> float:
        return float(self._storage(index).get("volume", 0))

    def get_fluid_contents(self) -> dict[str, float]:
        counts: dict[str, float] = {}
        for held in self.fluids.values():
            counts[held["name"]] = counts.get(held["name"], 0.0) + held["amount"]
        return counts

    def get_fluid_count(self, fluid: str | None = None) -> float:
        contents = self.get_fluid_contents()
        return sum(contents.values()) if fluid is None else contents.get(fluid, 0.0)

    def clear_fluid_inside(self) -> None:
        self.fluids = {}

    @property
    def fluidbox(self) -> LuaFluidBox:
        return LuaFluidBox(self)

    temperature_said: float | None = None
    switched_on = False

    @property
    def temperature(self) -> float | None:
        """As a scenario says; heat is not simulated."""
        if self.type not in {"reactor", "heat-pipe"}:
            return None
        return 15.0 if self.temperature_said is None else self.temperature_said

    @property
    def neighbour_bonus(self) -> float:
        """Reactors stand alone here."""
        return 0.0

    @property
    def power_switch_state(self) -> bool:
        return self.switched_on

    @power_switch_state.setter
    def power_switch_state(self, switched_on: bool) -> None:
        self.switched_on = switched_on

    # Belts

    def get_max_transport_line_index(self) -> str:
        lanes = {"transport-belt": "right_line", "underground-belt": "right_underground_line"}
        return lanes.get(self.type, "secondary_right_split_line")

    def get_transport_line(self, index: str) -> Value:
        from tests.game.world.belts import LuaTransportLine  # noqa: PLC0415 the two need each other

        return LuaTransportLine(self, index)

    lines: Mapping[str, Value] = MappingProxyType({})

    @property
    def belt_to_ground_type(self) -> str:
        return self.belt_end

    @property
    def belt_shape(self) -> str:
        from tests.game.world.belts import shape  # noqa: PLC0415 the two need each other

        return shape(self)

    @property
    def belt_neighbours(self) -> Value:
        from tests.game.world.belts import neighbours  # noqa: PLC0415 the two need each other

        return neighbours(self)

    @property
    def underground_belt_neighbour(self) -> LuaEntity | None:
        from tests.game.world.belts import other_end  # noqa: PLC0415 the two need each other

        return other_end(self)

    @property
    def neighbours(self) -> Value:
        """2.0: the other end of an underground belt; nothing else is modelled."""
        if self.type in kinds.NEIGHBOURLY:
            raise NotSimulatedError(f"not simulated: LuaEntity.neighbours of {self.type}")
        return self.underground_belt_neighbour

    @property
    def splitter_input_priority(self) -> str:
        return self.priorities[0]

    @property
    def splitter_output_priority(self) -> str:
        return self.priorities[1]

    @property
    def splitter_filter(self) -> Value:
        return self.filters.get(1)

    # Inserters

    @property
    def pickup_position(self) -> Value:
        return self.pickup_said or self._reach("pickup_position")

    @pickup_position.setter
    def pickup_position(self, place: Value) -> None:
        self.pickup_said = position(*point(place))

    @property
    def drop_position(self) -> Value:
        key = "insert_position" if self.type == "inserter" else "vector_to_place_result"
        return self.drop_said or self._reach(key)

    @drop_position.setter
    def drop_position(self, place: Value) -> None:
        self.drop_said = position(*point(place))

    def _reach(self, key: str) -> Value:
        if key not in self.body.raw:
            return self.position
        dx, dy = turn(point(self.body.raw[key]), self.facing)
        return position(self.x + dx, self.y + dy)

    def _target(self, place: Value) -> LuaEntity | None:
        x, y = point(place)
        near = self.surface.index_entities.near((x, y, x, y))
        fitting = (kinds.BELTS | kinds.CRAFTERS | kinds.CONTAINERS | kinds.STOCK | kinds.TURRETS) | {
            *("lab", "boiler", "reactor", "roboport", "mining-drill", "car", "inserter"),
        }
        found = [
            one for one in near if one is not self and one.prototype.type in fitting and within(x, y, tile_box(one))
        ]
        return found[0] if found else None

    @property
    def pickup_target(self) -> LuaEntity | None:
        return self._target(self.pickup_position) if self.inner is None and self.type == "inserter" else None

    @property
    def drop_target(self) -> LuaEntity | None:
        reaching = self.inner is None and self.type in {"inserter", "mining-drill"}
        return self._target(self.drop_position) if reaching else None

    @property
    def held_stack(self) -> LuaItemStack:
        return self.hand()[1]

    def hand(self) -> LuaInventory:
        """The hand as an inventory of one slot."""
        from tests.game.world.inventory import LuaInventory  # noqa: PLC0415 the two need each other

        made: dict[str, LuaInventory] = self.__dict__.setdefault("inventories", {})
        if "hand" not in made:
            made["hand"] = LuaInventory(self, "hand", 1)
        return made["hand"]

    @property
    def inserter_stack_size_override(self) -> int:
        return int((self.settings or {}).get("override_stack_size", 0))

    @property
    def inserter_target_pickup_count(self) -> int:
        """Items a full hand holds: one, the force's bonus, and more for bulk inserters."""
        if self.inserter_stack_size_override:
            return self.inserter_stack_size_override
        if self.prototype.bulk:
            return 1 + self.owner.bulk_inserter_capacity_bonus
        return 1 + int(self.owner.inserter_stack_size_bonus)

    @property
    def inserter_filter_mode(self) -> str | None:
        return self.filter_mode if self.filter_slot_count else None

    @property
    def use_filters(self) -> bool:
        return self.filters_on

    @use_filters.setter
    def use_filters(self, on: bool) -> None:
        self.filters_on = on

    @property
    def filter_slot_count(self) -> int:
        return int(self.body.raw.get("filter_count", 0))

    def get_filter(self, slot_index: int) -> Value:
        return self.filters.get(slot_index)

    def set_filter(self, index: int, filter_: Value = None) -> None:
        rest = {number: value for number, value in self.filters.items() if number != index}
        if filter_ is not None:
            wanted = filter_ if isinstance(filter_, dict) else {"name": filter_}
            rest[index] = {"quality": "normal", "comparator": "=", **wanted}
        self.filters = rest

    # Drills and ores

    @property
    def amount(self) -> int:
        return self.amount_left

    @amount.setter
    def amount(self, amount: int) -> None:
        self.amount_left = int(amount)

    @property
    def initial_amount(self) -> int | None:
        return self.first_amount

    def mined(self) -> Box:
        """The square a drill mines."""
        radius = self.prototype.get_mining_drill_radius(self.grade) or 0.0
        return self.x - radius, self.y - radius, self.x + radius, self.y + radius

    @property
    def mining_area(self) -> Value:
        return bounding_box(self.mined())

    @property
    def mining_target(self) -> LuaEntity | None:
        categories = self.prototype.resource_categories or {}
        for one in self.surface.index_entities.near(self.mined()):
            if one.prototype.resource_category in categories and overlap(one.collision, self.mined()):
                return one
        return None

    # Names, colours, speakers, panels

    def supports_backer_name(self) -> bool:
        return self.type in {"train-stop", "locomotive", "lab", "roboport", "radar"}

    @property
    def backer_name(self) -> str | None:
        return self.label if self.supports_backer_name() else None

    @backer_name.setter
    def backer_name(self, name: str) -> None:
        self.label = name

    @property
    def color(self) -> Value:
        return self.tint

    @color.setter
    def color(self, color: Value) -> None:
        self.tint = color

    @property
    def kills(self) -> int:
        return self.kill_count

    @property
    def alert_parameters(self) -> Value:
        default = {"show_alert": False, "show_on_map": False, "icon_signal_id": {}, "alert_message": ""}
        return default | (self.speaker or {}).get("alert_parameters", {})

    @property
    def parameters(self) -> Value:
        default = {"playback_volume": 1, "playback_mode": "local", "allow_polyphony": False}
        default |= {"volume_controlled_by_signal": False, "volume_signal_id": {}}
        return default | (self.speaker or {}).get("parameters", {})

    @property
    def stack(self) -> LuaItemStack:
        return self.hand()[1]


def tile_box(entity: EntityParts) -> Box:
    """The tiles an entity covers."""
    half_width, half_height = entity.tile_width / 2, entity.tile_height / 2
    return entity.x - half_width, entity.y - half_height, entity.x + half_width, entity.y + half_height


class LuaFluidBox(SimObject):
    """2.0: the fluid boxes of an entity."""

    api_class: ClassVar[str] = "LuaFluidBox"

    def __init__(self, entity: EntityParts) -> None:
        self.entity = entity

    @property
    def object_id(self) -> Hashable:
        return *self.entity.key, "fluidbox"

    @property
    def valid(self) -> bool:  # type: ignore[override]  # follows the entity
        return self.entity.valid

    @property
    def owner(self) -> EntityParts:
        return self.entity

    def __len__(self) -> int:
        return self.entity.fluids_count

    def __bool__(self) -> bool:
        return True

    def __getitem__(self, index: int) -> Value:
        return self.entity.get_fluid(index)

    def get_capacity(self, index: int) -> float:
        return self.entity.get_fluid_capacity(index)

    def get_filter(self, index: int) -> Value:
        self.entity.get_fluid_capacity(index)
        name = self.entity.fluid_boxes[index - 1].get("filter")
        return {"name": name} if name else None
