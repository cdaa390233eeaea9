"""What all prototypes have in common, and the small ones."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.objects import SimObject
from tests.game.world.basedata import joules

if TYPE_CHECKING:
    from collections.abc import Hashable

    from tests.game.world.geometry import Value
    from tests.game.world.prototype_crafting import LuaItemPrototype
    from tests.game.world.prototypes import LuaPrototypes

SECOND = 60

_TABLES = {
    "LuaEntityPrototype": "entity",
    "LuaItemPrototype": "item",
    "LuaFluidPrototype": "fluid",
    "LuaRecipePrototype": "recipe",
    "LuaTechnologyPrototype": "technology",
    "LuaQualityPrototype": "quality",
    "LuaTilePrototype": "tile",
    "LuaVirtualSignalPrototype": "virtual_signal",
    "LuaAirbornePollutantPrototype": "airborne_pollutant",
    "LuaDamagePrototype": "damage",
    "LuaAmmoCategoryPrototype": "ammo_category",
    "LuaSpaceLocationPrototype": "space_location",
    "LuaShortcutPrototype": "shortcut",
    "LuaCustomInputPrototype": "custom_input",
    "LuaModSettingPrototype": "mod_setting",
}


def _find(prototypes: LuaPrototypes, kind: str, name: str) -> LuaPrototypeBase:
    """A prototype again after loading: what was saved is its name."""
    found: LuaPrototypeBase = getattr(prototypes, _TABLES[kind])[name]
    return found


def runtime_product(given: dict[str, Value], version: str) -> dict[str, Value]:
    """A product of the data stage in the form of the runtime API; 2.1 has other names for its probability."""
    product = {key: value for key, value in given.items() if key != "probability"}
    chance = given.get("probability", 1)
    if version == "2.0":
        return product | {"probability": chance}
    product = {"independent_probability": chance, "shared_probability": {"min": 0, "max": 1}} | product
    return product | {"affected_by_quality": True} if product["type"] == "item" else product


class LuaPrototypeBase(SimObject):
    """Common part of all prototypes; the same object serves every peer, for it never changes."""

    api_class = "LuaPrototypeBase"
    locale_section: ClassVar[str] = ""

    def __init__(self, raw: dict[str, Value], prototypes: LuaPrototypes) -> None:
        self.raw = raw
        self.prototypes = prototypes
        self.name: str = raw["name"]
        self.type: str = raw["type"]

    def __deepcopy__(self, memo: dict[int, object]) -> LuaPrototypeBase:
        return self

    def __reduce__(self) -> tuple[Value, ...]:
        return _find, (self.prototypes, type(self).__name__, self.name)

    @property
    def object_id(self) -> Hashable:
        return self.api_class, self.name

    def facts(self) -> Value:
        """A prototype in plain data is its name."""
        return [self.api_class, self.name]

    @property
    def order(self) -> str:
        return str(self.raw.get("order", ""))

    @property
    def hidden(self) -> bool:
        return bool(self.raw.get("hidden", False))

    @property
    def parameter(self) -> bool:
        return bool(self.raw.get("parameter", False))

    @property
    def localised_name(self) -> Value:
        return self.raw.get("localised_name", [f"{self.locale_section}.{self.name}"])

    @property
    def localised_description(self) -> Value:
        return self.raw.get(
            "localised_description", [f"{self.locale_section.replace('-name', '-description')}.{self.name}"]
        )


class LuaQualityPrototype(LuaPrototypeBase):
    """A quality; each level adds 30 % to most multipliers."""

    api_class = "LuaQualityPrototype"
    locale_section = "quality-name"

    @property
    def level(self) -> int:
        return int(self.raw.get("level", 0))

    @property
    def default_multiplier(self) -> float:
        return 1 + 0.3 * self.level

    @property
    def beacon_power_usage_multiplier(self) -> float:
        return float(self.raw.get("beacon_power_usage_multiplier", 1))

    @property
    def mining_drill_resource_drain_multiplier(self) -> float:
        return float(self.raw.get("mining_drill_resource_drain_multiplier", 1))

    @property
    def science_pack_drain_multiplier(self) -> float:
        return float(self.raw.get("science_pack_drain_multiplier", 1))

    @property
    def next_probability(self) -> float:
        return float(self.raw.get("next_probability", 0))

    @property
    def chain_probability(self) -> float:
        """What is not stated is a tenth of the first step's (QualityPrototype)."""
        return float(self.raw.get("chain_probability", min(self.next_probability * 0.1, 1)))

    @property
    def next(self) -> LuaQualityPrototype:
        """The next quality. What the highest one answers the description leaves open: that is not simulated."""
        if "next" not in self.raw:
            raise AttributeError("next")
        return self.prototypes.quality[self.raw["next"]]

    @property
    def cargo_wagon_inventory_size_multiplier(self) -> float:
        return float(self.raw.get("cargo_wagon_inventory_size_multiplier", 1))

    @property
    def locomotive_power_multiplier(self) -> float:
        return float(self.raw.get("locomotive_power_multiplier", 1))

    @property
    def rolling_stock_max_speed_multiplier(self) -> float:
        return float(self.raw.get("rolling_stock_max_speed_multiplier", 1))

    @property
    def color(self) -> Value:
        return self.raw.get("color", {"r": 1, "g": 1, "b": 1, "a": 1})


class LuaFluidPrototype(LuaPrototypeBase):
    """A fluid."""

    api_class = "LuaFluidPrototype"
    locale_section = "fluid-name"

    @property
    def default_temperature(self) -> float:
        return float(self.raw.get("default_temperature", 15))

    @property
    def max_temperature(self) -> float:
        return float(self.raw.get("max_temperature", self.default_temperature))

    @property
    def heat_capacity(self) -> float:
        return joules(self.raw.get("heat_capacity", "1kJ"))

    @property
    def fuel_value(self) -> float:
        return joules(self.raw.get("fuel_value"))


class LuaTilePrototype(LuaPrototypeBase):
    """A tile."""

    api_class = "LuaTilePrototype"
    locale_section = "tile-name"

    @property
    def layers(self) -> frozenset[str]:
        """Names of the collision layers."""
        mask = self.raw.get("collision_mask", ())
        return frozenset(mask.get("layers", mask) if isinstance(mask, dict) else mask)

    @property
    def collision_mask(self) -> dict[str, Value]:
        return {"layers": dict.fromkeys(sorted(self.layers), True)}

    @property
    def fluid(self) -> LuaFluidPrototype | None:
        return self.prototypes.fluid.get(self.raw.get("fluid", ""))

    @property
    def absorptions_per_second(self) -> dict[str, float]:
        return dict(self.raw.get("absorptions_per_second", {}))

    @property
    def walking_speed_modifier(self) -> float:
        return float(self.raw.get("walking_speed_modifier", 1))

    @property
    def mineable_properties(self) -> dict[str, Value]:
        minable = self.raw.get("minable")
        if not minable:
            return {"minable": False, "mining_time": 0, "products": []}
        product = runtime_product({"type": "item", "name": minable["result"], "amount": 1}, self.prototypes.version)
        return {"minable": True, "mining_time": minable["mining_time"], "products": [product]}


class LuaVirtualSignalPrototype(LuaPrototypeBase):
    """A virtual signal."""

    api_class = "LuaVirtualSignalPrototype"
    locale_section = "virtual-signal-name"

    @property
    def special(self) -> bool:
        return self.name in {"signal-everything", "signal-anything", "signal-each"}


class LuaAirbornePollutantPrototype(LuaPrototypeBase):
    """A kind of pollution."""

    api_class = "LuaAirbornePollutantPrototype"
    locale_section = "airborne-pollutant-name"


class LuaAmmoCategoryPrototype(LuaPrototypeBase):
    """A kind of ammunition."""

    api_class = "LuaAmmoCategoryPrototype"
    locale_section = "ammo-category-name"


class LuaSurfacePropertyPrototype(LuaPrototypeBase):
    """A property of surfaces."""

    api_class = "LuaSurfacePropertyPrototype"
    locale_section = "surface-property-name"


class LuaDamagePrototype(LuaPrototypeBase):
    """A kind of damage."""

    api_class = "LuaDamagePrototype"
    locale_section = "damage-type-name"


class LuaSpaceLocationPrototype(LuaPrototypeBase):
    """A planet."""

    api_class = "LuaSpaceLocationPrototype"
    locale_section = "space-location-name"

    @property
    def subclasses(self) -> frozenset[str]:
        return frozenset({"Planet"})

    @property
    def solar_power_in_space(self) -> float:
        return float(self.raw.get("solar_power_in_space", 1))

    @property
    def surface_properties(self) -> dict[str, float] | None:
        return self.raw.get("surface_properties")

    @property
    def pollutant_type(self) -> LuaAirbornePollutantPrototype | None:
        found: LuaAirbornePollutantPrototype | None = self.prototypes.airborne_pollutant.get(
            self.raw.get("pollutant_type", "")
        )
        return found

    @property
    def map_gen_settings(self) -> dict[str, Value] | None:
        """What is placed where; sizes and frequencies are the game's defaults."""
        given = self.raw.get("map_gen_settings")
        if given is None:
            return None
        plain = {"frequency": 1, "richness": 1, "size": 1}
        settings = {
            kind: {"settings": dict.fromkeys(found, plain), "treat_missing_as_default": False}
            for kind, found in given["autoplace_settings"].items()
        }
        return {
            "autoplace_controls": dict.fromkeys(given["autoplace_controls"], plain),
            "autoplace_settings": settings,
            "cliff_settings": {
                "name": "cliff",
                "control": "nauvis_cliff",
                "cliff_elevation_0": 10,
                "cliff_elevation_interval": 40,
                "cliff_smoothing": 0,
                "richness": 1,
            },
            "default_enable_all_autoplace_controls": False,
            "height": 2000000,
            "width": 2000000,
            "no_enemies_mode": False,
            "peaceful_mode": False,
            "property_expression_names": {},
            "seed": 0,
            "starting_area": 1,
            "starting_points": [{"x": 0, "y": 0}],
            "territory_settings": {
                "units": [],
                "minimum_territory_size": 0,
                "territory_index_expression": "",
                "territory_variation_expression": "",
            },
        }


class LuaShortcutPrototype(LuaPrototypeBase):
    """A shortcut of the tool bar."""

    api_class = "LuaShortcutPrototype"
    locale_section = "shortcut-name"

    @property
    def toggleable(self) -> bool:
        return bool(self.raw.get("toggleable", False))

    @property
    def action(self) -> str:
        return str(self.raw["action"])

    @property
    def associated_control_input(self) -> str | None:
        return self.raw.get("associated_control_input")

    @property
    def item_to_spawn(self) -> LuaItemPrototype | None:
        return self.prototypes.item.get(self.raw.get("item_to_spawn", ""))


class LuaCustomInputPrototype(LuaPrototypeBase):
    """A key binding of a mod."""

    api_class = "LuaCustomInputPrototype"
    locale_section = "controls"

    @property
    def key_sequence(self) -> str:
        return str(self.raw.get("key_sequence", ""))

    @property
    def action(self) -> str:
        return str(self.raw.get("action", "lua"))

    @property
    def enabled(self) -> bool:
        return bool(self.raw.get("enabled", True))


class LuaModSettingPrototype(LuaPrototypeBase):
    """A setting of a mod."""

    api_class = "LuaModSettingPrototype"
    locale_section = "mod-setting-name"

    @property
    def setting_type(self) -> str:
        return str(self.raw["setting_type"])

    @property
    def default_value(self) -> Value:
        return self.raw["default_value"]

    @property
    def minimum_value(self) -> float | None:
        return self.raw.get("minimum_value")

    @property
    def maximum_value(self) -> float | None:
        return self.raw.get("maximum_value")

    @property
    def allowed_values(self) -> Value:
        return self.raw.get("allowed_values")

    @property
    def allow_blank(self) -> bool | None:
        return self.raw.get("allow_blank", False) if self.type == "string-setting" else None

    @property
    def auto_trim(self) -> bool | None:
        return self.raw.get("auto_trim", False) if self.type == "string-setting" else None
