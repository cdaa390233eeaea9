"""One set of game data: every prototype by name, with the indexes that planners ask for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeVar

from agent.errors import GameDataError
from agent.game.combat import MapSettings
from agent.game.prototypes import CraftingMachine, Entity, Item, MiningDrill

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from agent.game.combat import Enemy
    from agent.game.prototypes import Fluid, PlaceSources, Plant, Quality, Recipe, Resource, Technology, Tile

E = TypeVar("E", bound=Entity)


@dataclass(frozen=True, slots=True)
class GameData:
    """A data set with its name and game version; every result names the set it was computed on.

    ``modset`` is the digest of the mods that the running game exported it from, empty for a set that is none of a game.
    ``enemies`` are units, worms and spawners; ``planets`` the properties of each surface (``solar-power`` in percent,
    ``day-night-cycle`` in ticks …); ``solar_in_space`` the percentage of a solar panel's output at each place in space.
    """

    name: str
    version: str
    items: Mapping[str, Item]
    fluids: Mapping[str, Fluid]
    recipes: Mapping[str, Recipe]
    entities: Mapping[str, Entity]
    qualities: Mapping[str, Quality]
    resources: Mapping[str, Resource]
    technologies: Mapping[str, Technology]
    planets: Mapping[str, Mapping[str, float]]
    sources: Mapping[str, PlaceSources] = field(default_factory=dict)
    enemies: Mapping[str, Enemy] = field(default_factory=dict)
    plants: Mapping[str, Plant] = field(default_factory=dict)
    tiles: Mapping[str, Tile] = field(default_factory=dict)
    damage_types: tuple[str, ...] = ()
    map_settings: MapSettings = field(default_factory=MapSettings)
    solar_in_space: Mapping[str, Fraction] = field(default_factory=dict)
    modset: str = ""
    _machines: Mapping[str, tuple[CraftingMachine, ...]] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        machines: dict[str, list[CraftingMachine]] = {}
        for entity in self.entities.values():
            if isinstance(entity, CraftingMachine):
                for category in entity.categories:
                    machines.setdefault(category, []).append(entity)
        ordered = {
            category: tuple(sorted(found, key=lambda m: (m.speed, m.name))) for category, found in machines.items()
        }
        object.__setattr__(self, "_machines", ordered)

    @property
    def label(self) -> str:
        """Return «name version», or for a running game its version with the digest of its mods."""
        return f"Factorio {self.version} ({self.modset})" if self.modset else f"{self.name} {self.version}"

    def recipe(self, name: str) -> Recipe:
        """Return a recipe.

        Raises:
            GameDataError: ``unknown-recipe``.
        """
        found = self.recipes.get(name)
        if found is None:
            raise GameDataError("unknown-recipe", recipe=name, data_set=self.label)
        return found

    def entity(self, name: str, kind: type[E]) -> E:
        """Return an entity of the kind asked for.

        Raises:
            GameDataError: ``unknown-entity``, or ``wrong-entity-kind`` when it is another kind of thing.
        """
        found = self.entities.get(name)
        if found is None:
            raise GameDataError("unknown-entity", entity=name, data_set=self.label)
        if not isinstance(found, kind):
            raise GameDataError("wrong-entity-kind", entity=name, kind=found.type)
        return found

    def machines_for(self, recipe: Recipe) -> tuple[CraftingMachine, ...]:
        """Return the machines that can craft a recipe, slowest first."""
        found = {m.name: m for category in recipe.categories for m in self._machines.get(category, ())}
        return tuple(sorted(found.values(), key=lambda m: (m.speed, m.name)))

    def drills_for(self, resource: Resource) -> tuple[MiningDrill, ...]:
        """Return the drills that can mine a resource, slowest first.

        What needs a fluid is mined by drills with a pipe (wiki: Uranium ore); a table that tells of no pipes at all
        leaves that open.
        """
        drills = [e for e in self.entities.values() if isinstance(e, MiningDrill) and resource.category in e.categories]
        if resource.fluid is not None:
            drills = [drill for drill in drills if drill.pipes] or drills
        return tuple(sorted(drills, key=lambda drill: (drill.speed, drill.name)))

    def recipes_making(self, product: str) -> tuple[Recipe, ...]:
        """Return the recipes that have the item or fluid among their products, plain ones first."""
        found = [r for r in self.recipes.values() if any(p.name == product for p in r.products)]
        return tuple(sorted(found, key=lambda r: (r.hidden, r.name != product, len(r.products), r.name)))

    def quality_level(self, name: str) -> int:
        """Return the level of a quality, 0 for one that this data set does not know."""
        quality = self.qualities.get(name)
        return quality.level if quality else 0

    def technology_unlocking(self, recipe: str) -> str | None:
        """Return the technology that unlocks a recipe, or None if none does."""
        return next((t.name for t in self.technologies.values() if recipe in t.unlocks), None)
