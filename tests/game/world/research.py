"""Research and recipes of a force, and its tags on the map."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.objects import SimObject
from tests.game.world.thing import plain

if TYPE_CHECKING:
    from collections.abc import Hashable

    from tests.game.world.force import LuaForce
    from tests.game.world.geometry import Value
    from tests.game.world.prototype_crafting import LuaRecipePrototype, LuaTechnologyPrototype


class LuaTechnology(SimObject):
    """A technology of a force."""

    api_class: ClassVar[str] = "LuaTechnology"

    def __init__(self, force: LuaForce, prototype: LuaTechnologyPrototype) -> None:
        self.force = force
        self.prototype = prototype

    @property
    def object_id(self) -> Hashable:
        return *self.force.key, "technology", self.prototype.name

    def facts(self) -> Value:
        """A technology in plain data is its name."""
        return list(self.object_id) if isinstance(self.object_id, tuple) else []

    @property
    def name(self) -> str:
        return self.prototype.name

    @property
    def localised_name(self) -> Value:
        return self.prototype.localised_name

    @property
    def localised_description(self) -> Value:
        return self.prototype.localised_description

    @property
    def order(self) -> str:
        return self.prototype.order

    @property
    def level(self) -> int:
        return self.force.levels.get(self.name, self.prototype.level)

    @level.setter
    def level(self, level: int) -> None:
        self.force.levels = {**self.force.levels, self.name: level}

    @property
    def enabled(self) -> bool:
        return self.prototype.enabled

    @property
    def visible_when_disabled(self) -> bool:
        return False

    @property
    def upgrade(self) -> bool:
        return self.prototype.upgrade

    @property
    def researched(self) -> bool:
        return self.name in self.force.done

    @researched.setter
    def researched(self, researched: bool) -> None:
        if researched and not self.researched:
            self.force.finish(self.prototype)
        elif not researched and self.researched:
            self.force.undo(self.prototype)

    @property
    def saved_progress(self) -> float:
        return self.force.progress.get(self.name, 0.0)

    @saved_progress.setter
    def saved_progress(self, progress: float) -> None:
        self.force.progress = {**self.force.progress, self.name: progress}

    @property
    def prerequisites(self) -> dict[str, LuaTechnology]:
        return {name: self.force.technologies[name] for name in self.prototype.prerequisites}

    @property
    def successors(self) -> dict[str, LuaTechnology]:
        return {name: self.force.technologies[name] for name in self.prototype.successors}

    @property
    def research_unit_count(self) -> int:
        return self.prototype.research_unit_count

    @property
    def research_unit_count_formula(self) -> str | None:
        return self.prototype.research_unit_count_formula

    @property
    def research_unit_energy(self) -> float:
        return self.prototype.research_unit_energy

    @property
    def research_unit_ingredients(self) -> list[Value]:
        return self.prototype.research_unit_ingredients

    def research_recursive(self) -> None:
        for before in self.prerequisites.values():
            before.research_recursive()
        self.researched = True


class LuaRecipe(SimObject):
    """A recipe of a force."""

    api_class: ClassVar[str] = "LuaRecipe"

    def __init__(self, force: LuaForce, prototype: LuaRecipePrototype) -> None:
        self.force = force
        self.prototype = prototype

    @property
    def object_id(self) -> Hashable:
        return *self.force.key, "recipe", self.prototype.name

    def facts(self) -> Value:
        """A recipe in plain data is its name."""
        return [*self.force.key, "recipe", self.prototype.name]

    @property
    def name(self) -> str:
        return self.prototype.name

    @property
    def localised_name(self) -> Value:
        return self.prototype.localised_name

    @property
    def localised_description(self) -> Value:
        return self.prototype.localised_description

    @property
    def enabled(self) -> bool:
        return self.force.enabled_recipes.get(self.name, self.prototype.enabled)

    @enabled.setter
    def enabled(self, enabled: bool) -> None:
        self.force.enabled_recipes = {**self.force.enabled_recipes, self.name: enabled}

    @property
    def category(self) -> str:
        return self.prototype.category

    @property
    def additional_categories(self) -> list[str]:
        return self.prototype.additional_categories

    @property
    def categories(self) -> list[str]:
        return self.prototype.categories

    def has_category(self, category: str) -> bool:
        return self.prototype.has_category(category)

    @property
    def energy(self) -> float:
        return self.prototype.energy

    @property
    def ingredients(self) -> list[Value]:
        return self.prototype.ingredients

    @property
    def products(self) -> list[Value]:
        return self.prototype.products

    @property
    def hidden(self) -> bool:
        return self.prototype.hidden

    @property
    def order(self) -> str:
        return self.prototype.order

    @property
    def productivity_bonus(self) -> float:
        return self.force.recipe_productivity.get(self.name, 0.0)

    @productivity_bonus.setter
    def productivity_bonus(self, bonus: float) -> None:
        self.force.recipe_productivity = {**self.force.recipe_productivity, self.name: bonus}


class LuaCustomChartTag(SimObject):
    """A tag on the map."""

    api_class: ClassVar[str] = "LuaCustomChartTag"

    def __init__(self, force: LuaForce, surface: int, number: int, given: Value) -> None:
        self.force = force
        self.on = surface
        self.tag_number = number
        self.given = dict(given)

    @property
    def object_id(self) -> Hashable:
        return "tag", self.tag_number

    def facts(self) -> Value:
        """Plain data."""
        return [self.on, self.tag_number, plain(self.given)]

    @property
    def position(self) -> Value:
        return self.given["position"]

    @property
    def text(self) -> str:
        return str(self.given.get("text", ""))

    @property
    def icon(self) -> Value:
        return self.given.get("icon")

    @property
    def surface(self) -> Value:
        return self.force.world.surfaces_by_index[self.on]

    def destroy(self) -> None:
        self.valid = False
        self.force.tags = [tag for tag in self.force.tags if tag is not self]
