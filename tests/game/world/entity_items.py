"""What entities hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.world import inventories, kinds
from tests.game.world.entity_base import EntityBase
from tests.game.world.inventory import LuaInventory
from tests.game.world.stack import Items, identify

if TYPE_CHECKING:
    from tests.game.world.geometry import Value

_OUTPUTS = {"container": "chest", "logistic-container": "chest", "cargo-wagon": "cargo_wagon", "car": "car_trunk"}
_MODULES = {"lab": "lab_modules", "mining-drill": "mining_drill_modules", "beacon": "beacon_modules"}


class EntityItems(EntityBase):
    """Inventories, made when asked for."""

    inventories: dict[str, LuaInventory]
    recipe_name: str | None

    def inventory_sizes(self) -> dict[str, int]:
        """Names and slots of the inventories this entity has now."""
        if self.inner is not None:
            return {}
        recipe = self.world.prototypes.recipe.get(self.recipe_name or "")
        return inventories.sizes(self.prototype, self.quality.level, recipe)

    def get_inventory(self, index: str) -> LuaInventory | None:
        name = inventories.canonical(index, self.type)
        size = self.inventory_sizes().get(name)
        if size is None:
            return None
        made = self.__dict__.setdefault("inventories", {})
        found: LuaInventory | None = made.get(name)
        if found is None:
            found = made[name] = LuaInventory(self, name, size)
            self._limit(found)
        return found

    def get_inventory_name(self, index: str) -> str | None:
        name = inventories.canonical(index, self.type)
        return name if name in self.inventory_sizes() else None

    def _limit(self, inventory: LuaInventory) -> None:
        """A machine's slots take the ingredients and products of its recipe, in order; a lab's its packs."""
        if self.type == "lab" and inventory.place == "lab_input":
            inventory.only = dict(enumerate(self.prototype.raw["inputs"], 1))
        recipe = self.world.prototypes.recipe.get(self.recipe_name or "")
        if recipe is None or self.type == "furnace":
            return
        sides = {"crafter_input": recipe.ingredients, "crafter_output": recipe.products}
        items = [entry["name"] for entry in sides.get(inventory.place, ()) if entry["type"] == "item"]
        if inventory.place in sides:
            inventory.only = dict(enumerate(items, 1))

    def recipe_changed(self) -> None:
        """Fits input and output to the recipe; what was in them is gone."""
        sizes = self.inventory_sizes()
        for name, inventory in self.__dict__.get("inventories", {}).items():
            if name in {"crafter_input", "crafter_output"} and self.type != "furnace":
                inventory.clear()
                inventory.set_size(sizes[name])
                self._limit(inventory)

    def get_output_inventory(self) -> LuaInventory | None:
        if self.type in kinds.CRAFTERS:
            return self.get_inventory("crafter_output")
        return self.get_inventory(_OUTPUTS[self.type]) if self.type in _OUTPUTS else None

    def get_module_inventory(self) -> LuaInventory | None:
        index = "crafter_modules" if self.type in kinds.CRAFTERS else _MODULES.get(self.type)
        return self.get_inventory(index) if index and self.body.raw.get("module_slots") else None

    def get_main_inventory(self) -> LuaInventory | None:
        return self.get_inventory("character_main")

    def held(self) -> list[LuaInventory]:
        """The inventories that exist already."""
        return list(self.__dict__.get("inventories", {}).values())

    def get_item_count(self, item: Value = None) -> int:
        return sum(inventory.get_item_count(item) for inventory in self.held())

    def has_items_inside(self) -> bool:
        return any(not inventory.is_empty() for inventory in self.held())

    def can_insert(self, items: Value) -> bool:
        return any(self._into(name).can_insert(items) for name in self.inventory_sizes())

    def insert(self, items: Value) -> int:
        """Puts items where they belong: ingredients, fuel, modules, then anything else; how many went in."""
        wanted = identify(items)
        left = wanted.count
        for name in self.inventory_sizes():
            if left and name not in {"crafter_output", "burnt_result", "logistic_container_trash", "character_trash"}:
                left -= self._into(name).insert(Items(wanted.name, left, wanted.quality))
        return wanted.count - left

    def remove_item(self, items: Value) -> int:
        wanted = identify(items)
        left = wanted.count
        for inventory in self.held():
            left -= inventory.remove(Items(wanted.name, left, wanted.quality)) if left else 0
        return wanted.count - left

    def clear_items_inside(self) -> None:
        for inventory in self.held():
            inventory.clear()

    def _into(self, name: str) -> LuaInventory:
        found = self.get_inventory(name)
        if found is None:
            raise AssertionError(name)
        return found

    def remove(self) -> None:
        super().remove()
        for inventory in self.held():
            inventory.changed()
