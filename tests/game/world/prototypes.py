"""`prototypes` of a running game: what the data stage left, by the names of the runtime API."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from tests.game.errors import FaultError
from tests.game.objects import SimObject
from tests.game.world.basedata import ITEM_TYPES, NOT_ENTITIES, Raw, merged
from tests.game.world.prototype_base import (
    LuaAirbornePollutantPrototype,
    LuaAmmoCategoryPrototype,
    LuaCustomInputPrototype,
    LuaDamagePrototype,
    LuaFluidPrototype,
    LuaModSettingPrototype,
    LuaQualityPrototype,
    LuaShortcutPrototype,
    LuaSpaceLocationPrototype,
    LuaTilePrototype,
    LuaVirtualSignalPrototype,
)
from tests.game.world.prototype_crafting import LuaItemPrototype, LuaRecipePrototype, LuaTechnologyPrototype

if TYPE_CHECKING:
    from tests.game.world.geometry import Value


class LuaPrototypes(SimObject):
    """The tables of prototypes, each made when it is asked for the first time."""

    api_class = "LuaPrototypes"

    def __init__(self, data_raw: Raw | None = None, version: str = "2.0") -> None:
        self.data_raw = data_raw
        self.version = version
        self.raw = merged(data_raw)

    def __deepcopy__(self, memo: dict[int, object]) -> LuaPrototypes:
        return self

    def __reduce__(self) -> tuple[Value, ...]:
        return LuaPrototypes, (self.data_raw, self.version)

    def _of(self, made: Value, *types: str) -> dict[str, Value]:
        return {
            name: made(raw, self) for kind in types for name, raw in self.raw.get(kind, {}).items() if "name" in raw
        }

    @cached_property
    def entity(self) -> dict[str, Value]:
        from tests.game.world.entity_prototype import LuaEntityPrototype  # noqa: PLC0415 the two need each other

        kinds = [
            kind
            for kind, found in self.raw.items()
            if kind not in NOT_ENTITIES and any("collision_box" in raw or "flags" in raw for raw in found.values())
        ]
        return self._of(LuaEntityPrototype, *kinds)

    def get_entity_filtered(self, filters: list[dict[str, Value]]) -> dict[str, Value]:
        """Entities of the types asked for; other filters are not simulated."""
        wanted = {each["type"] for each in filters if each["filter"] == "type"}
        if len(wanted) != len(filters):
            raise FaultError(f"get_entity_filtered by {filters!r} is not simulated")
        return {name: entity for name, entity in self.entity.items() if entity.type in wanted}

    @cached_property
    def item(self) -> dict[str, LuaItemPrototype]:
        return self._of(LuaItemPrototype, *ITEM_TYPES)

    @cached_property
    def fluid(self) -> dict[str, LuaFluidPrototype]:
        return self._of(LuaFluidPrototype, "fluid")

    @cached_property
    def recipe(self) -> dict[str, LuaRecipePrototype]:
        return self._of(LuaRecipePrototype, "recipe")

    @cached_property
    def technology(self) -> dict[str, LuaTechnologyPrototype]:
        return self._of(LuaTechnologyPrototype, "technology")

    @cached_property
    def quality(self) -> dict[str, LuaQualityPrototype]:
        return self._of(LuaQualityPrototype, "quality")

    @cached_property
    def tile(self) -> dict[str, LuaTilePrototype]:
        return self._of(LuaTilePrototype, "tile")

    @cached_property
    def virtual_signal(self) -> dict[str, LuaVirtualSignalPrototype]:
        return self._of(LuaVirtualSignalPrototype, "virtual-signal")

    @cached_property
    def airborne_pollutant(self) -> dict[str, LuaAirbornePollutantPrototype]:
        return self._of(LuaAirbornePollutantPrototype, "airborne-pollutant")

    @cached_property
    def ammo_category(self) -> dict[str, LuaAmmoCategoryPrototype]:
        return self._of(LuaAmmoCategoryPrototype, "ammo-category")

    @cached_property
    def damage(self) -> dict[str, LuaDamagePrototype]:
        return self._of(LuaDamagePrototype, "damage-type")

    @cached_property
    def space_location(self) -> dict[str, LuaSpaceLocationPrototype]:
        return self._of(LuaSpaceLocationPrototype, "planet")

    @cached_property
    def shortcut(self) -> dict[str, LuaShortcutPrototype]:
        return self._of(LuaShortcutPrototype, "shortcut")

    @cached_property
    def custom_input(self) -> dict[str, LuaCustomInputPrototype]:
        return self._of(LuaCustomInputPrototype, "custom-input")

    @cached_property
    def mod_setting(self) -> dict[str, LuaModSettingPrototype]:
        kinds = ("bool-setting", "int-setting", "double-setting", "string-setting", "color-setting")
        return self._of(LuaModSettingPrototype, *kinds)

    @property
    def max_electric_pole_supply_area_distance(self) -> float:
        return max(float(pole.raw["supply_area_distance"]) for pole in self._poles)

    @property
    def max_electric_pole_connection_distance(self) -> float:
        return max(float(pole.raw["maximum_wire_distance"]) for pole in self._poles)

    @property
    def max_beacon_supply_area_distance(self) -> int:
        return max(int(raw["supply_area_distance"]) for raw in self.raw["beacon"].values())

    @property
    def _poles(self) -> list[Value]:
        return [entity for entity in self.entity.values() if entity.type == "electric-pole"]

    def quality_of(self, quality: Value) -> LuaQualityPrototype:
        """A quality from any QualityID; nil is normal."""
        if isinstance(quality, LuaQualityPrototype):
            return quality
        return self.quality[quality or "normal"]
