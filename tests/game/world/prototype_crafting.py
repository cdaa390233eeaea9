"""Prototypes of items, recipes and technologies."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.world.basedata import joules
from tests.game.world.prototype_base import SECOND, LuaPrototypeBase, runtime_product
from tests.game.world.prototype_combat import ammo_type, attack_parameters

if TYPE_CHECKING:
    from tests.game.world.geometry import Value


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
    def weight(self) -> float:
        """Worked out beforehand, as the game does at its start; 100 where an item says nothing (Item Weight)."""
        return float(self.raw.get("weight", 100))

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
    def plant_result(self) -> Value:
        return self.prototypes.entity.get(self.raw.get("plant_result", ""))

    @property
    def ammo_category(self) -> Value:
        return self.prototypes.ammo_category.get(self.raw.get("ammo_category", ""))

    @property
    def magazine_size(self) -> float | None:
        return float(self.raw.get("magazine_size", 1)) if self.type == "ammo" else None

    def get_ammo_type(self, ammo_source_type: str = "default") -> Value:
        """A shot as one kind of shooter fires it."""
        given = self.raw["ammo_type"]
        kinds = {kind.get("source_type", "default"): kind for kind in ([given] if isinstance(given, dict) else given)}
        return ammo_type(kinds.get(ammo_source_type) or kinds.get("default"))

    @property
    def attack_parameters(self) -> Value:
        return attack_parameters(self.raw.get("attack_parameters"), self.prototypes.version)

    def get_spoil_ticks(self, quality: Value = None) -> int:
        """Ticks until it is spoiled; 0: never."""
        self.prototypes.quality_of(quality)
        return int(self.raw.get("spoil_ticks", 0))

    @property
    def spoil_result(self) -> LuaItemPrototype | None:
        return self.prototypes.item.get(self.raw.get("spoil_result", ""))

    @property
    def rocket_launch_products(self) -> list[dict[str, Value]]:
        given = self.raw.get("rocket_launch_products", ())
        return [runtime_product(product, self.prototypes.version) for product in given]

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
        if "categories" in self.raw:
            return list(self.raw["categories"])
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
        return [runtime_product(product, self.prototypes.version) for product in self.raw["results"]]

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
        others = {
            effect: bool(self.raw.get(f"allow_{effect}", True))
            for effect in ("consumption", "speed", "pollution", "quality")
        }
        return {**others, "productivity": productivity}

    @property
    def surface_conditions(self) -> list[dict[str, Value]] | None:
        return self.raw.get("surface_conditions")

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
        given = self.raw.get("effects", ())
        return [{key: value for key, value in effect.items() if not key.startswith("icon")} for effect in given]

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
        """The trigger with its item or built entity as the filter that the runtime API gives."""
        given = self.raw.get("research_trigger")
        if given is None:
            return None
        trigger = {key: {"name": value} if key == "item" else value for key, value in given.items()}
        if trigger["type"] == "build-entity":
            trigger["entity"] = {"name": given["entity"]}
        return trigger | ({"count": given.get("count", 1)} if trigger["type"] == "craft-item" else {})

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
        return [{"name": name, "amount": amount} for name, amount in given]
