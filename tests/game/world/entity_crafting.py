"""Machines: recipes, modules, beacons, progress."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from tests.game.errors import ApiError
from tests.game.world import kinds
from tests.game.world.entity_power import EntityPower
from tests.game.world.geometry import Box, Value, overlap

if TYPE_CHECKING:
    from tests.game.world.entity import LuaEntity
    from tests.game.world.prototype_base import LuaQualityPrototype
    from tests.game.world.research import LuaRecipe

EFFECTS = ("consumption", "speed", "productivity", "pollution", "quality")
SPEED_FLOOR = -0.8
"""Speed and consumption never fall below a fifth (wiki, Module)."""


class EntityCrafting(EntityPower):
    """What assembling machines, furnaces, labs, drills and beacons know."""

    recipe_grade = "normal"
    crafting_progress_said = 0.0
    bonus_progress_said = 0.0
    finished = 0
    rocket_parts = 0
    recipe_locked_said = False
    previous: Value = None

    def _crafter(self, *, ghost: bool = False) -> None:
        """Refuses what is no crafting machine; a machine's ghost has a recipe, but does not craft."""
        if (self.body if ghost else self.prototype).type not in kinds.CRAFTERS:
            raise ApiError("Entity is not a crafting machine.")

    def get_recipe(self) -> tuple[LuaRecipe | None, LuaQualityPrototype | None]:
        self._crafter(ghost=True)
        if self.recipe_name is None:
            return None, None
        return self.owner.recipes[self.recipe_name], self.world.prototypes.quality[self.recipe_grade]

    def set_recipe(self, recipe: Value = None, quality: Value = None) -> list[Value]:
        """Sets the recipe; the items that were in the machine come back as counts."""
        self._crafter(ghost=True)
        name = None if recipe is None else recipe if isinstance(recipe, str) else recipe.name
        if name is not None and name not in self.world.prototypes.recipe:
            raise ApiError(f"Unknown recipe name: {name}")
        if name is not None and not self.can_craft(name):
            raise ApiError(f"Entity {self.name} cannot craft recipe {name}.")
        returned: list[Value] = []
        for index in ("crafter_input", "crafter_output"):
            inventory = self.get_inventory(index)
            returned += inventory.get_contents() if inventory else []
        self.recipe_name = name
        self.recipe_grade = self.world.prototypes.quality_of(quality).name
        self.crafting_progress_said = 0.0
        self.recipe_changed()
        return returned

    def can_craft(self, recipe: str) -> bool:
        """Whether the machine's categories cover a recipe."""
        categories = self.body.raw.get("crafting_categories", ())
        return any(category in categories for category in self.world.prototypes.recipe[recipe].categories)

    @property
    def recipe_locked(self) -> bool:
        return self.recipe_locked_said

    @recipe_locked.setter
    def recipe_locked(self, locked: bool) -> None:
        self.recipe_locked_said = locked

    @property
    def previous_recipe(self) -> Value:
        return self.previous

    @property
    def crafting_progress(self) -> float:
        self._crafter()
        return self.crafting_progress_said

    @crafting_progress.setter
    def crafting_progress(self, progress: float) -> None:
        self.crafting_progress_said = progress

    @property
    def bonus_progress(self) -> float:
        return self.bonus_progress_said

    @bonus_progress.setter
    def bonus_progress(self, progress: float) -> None:
        self.bonus_progress_said = progress

    @property
    def products_finished(self) -> int:
        self._crafter()
        return self.finished

    @products_finished.setter
    def products_finished(self, finished: int) -> None:
        self.finished = finished

    def is_crafting(self) -> bool:
        self._crafter()
        return self.crafting_progress_said > 0

    @property
    def crafting_speed(self) -> float:
        """Speed with modules and beacons; a character's own hands for a character."""
        if self.type == "character":
            return 1 + self.owner.manual_crafting_speed_modifier
        self._crafter()
        return self.prototype.get_crafting_speed(self.grade) * (1 + self.speed_bonus)

    # Effects

    @property
    def beacons(self) -> list[LuaEntity]:
        """Beacons whose square touches this entity."""
        reach = self.world.prototypes.max_beacon_supply_area_distance + 1
        left, top, right, bottom = self.collision
        near = self.surface.index_entities.near((left - reach, top - reach, right + reach, bottom + reach))
        return [one for one in near if one.prototype.type == "beacon" and overlap(beacon_area(one), self.collision)]

    def get_beacons(self) -> list[LuaEntity] | None:
        return self.beacons if self.type in kinds.RECEIVERS else None

    @property
    def beacons_count(self) -> int | None:
        return len(self.beacons) if self.type in kinds.RECEIVERS else None

    def get_beacon_effect_receivers(self) -> list[LuaEntity]:
        near = self.surface.index_entities.near(beacon_area(self))
        return [one for one in near if one.type in kinds.RECEIVERS and overlap(beacon_area(self), one.collision)]

    def own_effects(self) -> dict[str, float]:
        """Sum of the effects of the modules inside."""
        total: dict[str, float] = {}
        inventory = self.get_module_inventory()
        for stack in inventory.stacks() if inventory else ():
            for name, value in (stack.prototype.get_module_effects(stack.grade) or {}).items():
                total[name] = total.get(name, 0.0) + value
        return total

    def all_effects(self) -> dict[str, float]:
        """Own modules and beacons: each beacon's modules x its effectivity x the profile for that many beacons."""
        total = self.own_effects()
        if self.type in kinds.RECEIVERS:
            beacons = self.beacons
            for beacon in beacons:
                same = sum(1 for other in beacons if other.name == beacon.name)
                number = same if beacon.prototype.beacon_counter == "same_type" else len(beacons)
                profile = beacon.prototype.profile or [1.0]
                strength = (beacon.prototype.distribution_effectivity or 0.0) * profile[min(number, len(profile)) - 1]
                for name, value in beacon.own_effects().items():
                    total[name] = total.get(name, 0.0) + value * strength
        return total

    @property
    def effects(self) -> dict[str, float] | None:
        if self.type not in kinds.WITH_MODULES or self.inner is not None:
            return None
        return {name: value for name, value in self.all_effects().items() if not math.isclose(value, 0, abs_tol=1e-9)}

    def effect(self, name: str) -> float:
        """Sum of one effect."""
        return self.all_effects().get(name, 0.0)

    @property
    def speed_bonus(self) -> float:
        bonus = self.owner.laboratory_speed_modifier if self.type == "lab" else 0.0
        return max(SPEED_FLOOR, self.effect("speed")) + bonus

    @property
    def productivity_bonus(self) -> float:
        force = {
            "lab": self.owner.laboratory_productivity_bonus,
            "mining-drill": self.owner.mining_drill_productivity_bonus,
        }
        bonus = max(0.0, self.effect("productivity")) + force.get(self.type, 0.0)
        if self.recipe_name is not None:
            recipe = self.world.prototypes.recipe[self.recipe_name]
            bonus = min(bonus + self.owner.recipes[self.recipe_name].productivity_bonus, recipe.maximum_productivity)
        return bonus

    @property
    def consumption_bonus(self) -> float:
        return max(SPEED_FLOOR, self.effect("consumption"))

    @property
    def pollution_bonus(self) -> float:
        return max(SPEED_FLOOR, self.effect("pollution"))


def beacon_area(beacon: EntityCrafting) -> Box:
    """The square a beacon works on: its box widened by the supply distance."""
    half_width = beacon.prototype.tile_width / 2
    reach = half_width + (beacon.prototype.get_supply_area_distance(beacon.grade) or 0.0)
    return beacon.x - reach, beacon.y - reach, beacon.x + reach, beacon.y + reach
