"""`prototypes` of a running game: what the data stage left, by the names of the runtime API."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, ClassVar

from tests.game.objects import SimObject
from tests.game.world.basedata import ITEM_TYPES, NOT_ENTITIES, Raw, joules, merged

if TYPE_CHECKING:
    from collections.abc import Hashable

    from tests.game.world.geometry import Value

SECOND = 60


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
    def next(self) -> LuaQualityPrototype | None:
        return self.prototypes.quality.get(self.raw.get("next", ""))

    @property
    def next_probability(self) -> float:
        return float(self.raw.get("next_probability", 0))

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


class LuaItemPrototype(LuaPrototypeBase):
    """An item of any type."""

    api_class = "LuaItemPrototype"
    locale_section = "item-name"
    _SUBCLASSES: ClassVar[dict[str, frozenset[str]]] = {
        "module": frozenset({"ModuleItem"}),
        "tool": frozenset({"ToolItem"}),
        "ammo": frozenset({"AmmoItem"}),
        "capsule": frozenset({"Capsule"}),
        "gun": frozenset({"Gun"}),
        "armor": frozenset({"Armor", "ArmorPrototype", "ToolItem"}),
        "repair-tool": frozenset({"RepairTool", "ToolItem"}),
        "rail-planner": frozenset({"RailPlanner"}),
        "selection-tool": frozenset({"SelectionTool", "ItemWithLabel"}),
        "blueprint": frozenset({"SelectionTool", "ItemWithLabel"}),
        "blueprint-book": frozenset({"ItemWithInventory", "ItemWithLabel"}),
        "deconstruction-item": frozenset({"SelectionTool", "ItemWithLabel", "DeconstructionItem"}),
        "upgrade-item": frozenset({"SelectionTool", "ItemWithLabel"}),
        "item-with-tags": frozenset({"ItemWithLabel"}),
    }

    @property
    def subclasses(self) -> frozenset[str]:
        return self._SUBCLASSES.get(self.type, frozenset())

    @property
    def localised_name(self) -> Value:
        place = self.raw.get("place_result")
        return self.raw.get("localised_name", [f"entity-name.{place}" if place else f"item-name.{self.name}"])

    @property
    def stack_size(self) -> int:
        return int(self.raw["stack_size"])

    @property
    def stackable(self) -> bool:
        return self.stack_size > 1

    @property
    def fuel_value(self) -> float:
        return joules(self.raw.get("fuel_value"))

    @property
    def fuel_category(self) -> str | None:
        return self.raw.get("fuel_category")

    @property
    def place_result(self) -> Value:
        return self.prototypes.entity.get(self.raw.get("place_result", ""))

    @property
    def burnt_result(self) -> LuaItemPrototype | None:
        return self.prototypes.item.get(self.raw.get("burnt_result", ""))

    @property
    def flags(self) -> dict[str, bool]:
        return dict.fromkeys(self.raw.get("flags", ()), True)

    def has_flag(self, flag: str) -> bool:
        return flag in self.flags

    @property
    def category(self) -> str | None:
        return self.raw.get("category") if self.type == "module" else None

    @property
    def tier(self) -> int | None:
        return self.raw.get("tier") if self.type == "module" else None

    @property
    def module_effects(self) -> dict[str, float] | None:
        return self.get_module_effects()

    def get_module_effects(self, quality: Value = None) -> dict[str, float] | None:
        """Effects of the module; quality strengthens the good ones."""
        if self.type != "module":
            return None
        factor = self.prototypes.quality_of(quality).default_multiplier
        good = {"speed": 1, "productivity": 1, "quality": 1, "consumption": -1, "pollution": -1}
        return {
            effect: value * factor if value * good[effect] > 0 else value
            for effect, value in self.raw.get("effect", {}).items()
        }


class LuaRecipePrototype(LuaPrototypeBase):
    """A recipe as the data stage left it."""

    api_class = "LuaRecipePrototype"
    locale_section = "recipe-name"

    @property
    def localised_name(self) -> Value:
        main = self.raw.get("main_product") or (self.raw["results"][0]["name"] if len(self.raw["results"]) == 1 else "")
        if "localised_name" in self.raw or not main:
            return super().localised_name
        owner = self.prototypes.fluid.get(main) or self.prototypes.item.get(main)
        return owner.localised_name if owner else super().localised_name

    @property
    def category(self) -> str:
        return str(self.raw.get("category", "crafting"))

    @property
    def additional_categories(self) -> list[str]:
        return list(self.raw.get("additional_categories", ()))

    @property
    def categories(self) -> list[str]:
        return [self.category, *self.additional_categories]

    def has_category(self, category: str) -> bool:
        return category in self.categories

    @property
    def energy(self) -> float:
        return float(self.raw.get("energy_required", 0.5))

    @property
    def enabled(self) -> bool:
        return bool(self.raw.get("enabled", True))

    @property
    def ingredients(self) -> list[dict[str, Value]]:
        return [dict(ingredient) for ingredient in self.raw["ingredients"]]

    @property
    def products(self) -> list[dict[str, Value]]:
        return [{"probability": 1, **product} for product in self.raw["results"]]

    @property
    def main_product(self) -> dict[str, Value] | None:
        wanted = self.raw.get("main_product")
        products = self.products
        if wanted is None:
            return products[0] if len(products) == 1 else None
        return next((product for product in products if product["name"] == wanted), None)

    @property
    def maximum_productivity(self) -> float:
        return float(self.raw.get("maximum_productivity", 3))

    @property
    def emissions_multiplier(self) -> float:
        return float(self.raw.get("emissions_multiplier", 1))

    @property
    def allowed_effects(self) -> dict[str, bool]:
        productivity = bool(self.raw.get("allow_productivity", False))
        others = dict.fromkeys(("consumption", "speed", "pollution", "quality"), True)
        return {**others, "productivity": productivity}

    @property
    def hidden_from_player_crafting(self) -> bool:
        return bool(self.raw.get("hide_from_player_crafting", False))


class LuaTechnologyPrototype(LuaPrototypeBase):
    """A technology as the data stage left it."""

    api_class = "LuaTechnologyPrototype"
    locale_section = "technology-name"

    @property
    def enabled(self) -> bool:
        return bool(self.raw.get("enabled", True))

    @property
    def level(self) -> int:
        tail = self.name.rsplit("-", 1)[-1]
        return int(self.raw.get("level", tail if tail.isdigit() else 1))

    @property
    def max_level(self) -> int:
        level = self.raw.get("max_level", self.level)
        return 4294967295 if level == "infinite" else int(level)

    @property
    def upgrade(self) -> bool:
        return bool(self.raw.get("upgrade", False))

    @property
    def effects(self) -> list[dict[str, Value]]:
        return [dict(effect) for effect in self.raw.get("effects", ())]

    @property
    def prerequisites(self) -> dict[str, LuaTechnologyPrototype]:
        return {name: self.prototypes.technology[name] for name in self.raw.get("prerequisites", ())}

    @property
    def successors(self) -> dict[str, LuaTechnologyPrototype]:
        return {
            name: technology
            for name, technology in self.prototypes.technology.items()
            if self.name in technology.raw.get("prerequisites", ())
        }

    @property
    def research_trigger(self) -> Value:
        return self.raw.get("research_trigger")

    @property
    def research_unit_count(self) -> int:
        return int(self.raw.get("unit", {}).get("count", 0))

    @property
    def research_unit_count_formula(self) -> str | None:
        formula: str | None = self.raw.get("unit", {}).get("count_formula")
        return formula

    @property
    def research_unit_energy(self) -> float:
        """Ticks of one lab for one unit."""
        return float(self.raw.get("unit", {}).get("time", 0)) * SECOND

    @property
    def research_unit_ingredients(self) -> list[dict[str, Value]]:
        given = self.raw.get("unit", {}).get("ingredients", ())
        return [{"type": "item", "name": name, "amount": amount} for name, amount in given]


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
    def mineable_properties(self) -> dict[str, Value]:
        minable = self.raw.get("minable")
        if not minable:
            return {"minable": False, "mining_time": 0, "products": []}
        product = {"type": "item", "name": minable["result"], "amount": 1, "probability": 1}
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


class LuaDamagePrototype(LuaPrototypeBase):
    """A kind of damage."""

    api_class = "LuaDamagePrototype"
    locale_section = "damage-type-name"


class LuaSpaceLocationPrototype(LuaPrototypeBase):
    """A planet."""

    api_class = "LuaSpaceLocationPrototype"
    locale_section = "space-location-name"


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


class LuaPrototypes(SimObject):
    """The tables of prototypes, each made when it is asked for the first time."""

    api_class = "LuaPrototypes"

    def __init__(self, data_raw: Raw | None = None) -> None:
        self.data_raw = data_raw
        self.raw = merged(data_raw)

    def __deepcopy__(self, memo: dict[int, object]) -> LuaPrototypes:
        return self

    def __reduce__(self) -> tuple[Value, ...]:
        return LuaPrototypes, (self.data_raw,)

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
    "LuaSpaceLocationPrototype": "space_location",
    "LuaShortcutPrototype": "shortcut",
    "LuaCustomInputPrototype": "custom_input",
    "LuaModSettingPrototype": "mod_setting",
}


def _find(prototypes: LuaPrototypes, kind: str, name: str) -> LuaPrototypeBase:
    """A prototype again after loading: what was saved is its name."""
    found: LuaPrototypeBase = getattr(prototypes, _TABLES[kind])[name]
    return found
