"""What the machines of a blueprint do at full work: recipes, modules, beacons, quality, power."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.game import inserting
from agent.game.effects import BeaconAt, ModuleStack, total_bonus
from agent.game.geometry import Grid, around
from agent.game.prototypes import Beacon, CraftingMachine, Inserter, Lab, MiningDrill

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.factory.site import Site, Standing
    from agent.game.blueprint import BlueprintEntity
    from agent.game.gamedata import GameData
    from agent.game.prototypes import Recipe

PER_MIN = 60


@dataclass(frozen=True, slots=True)
class Work:
    """One machine at full work, rates per minute; ``fluids`` are those names that flow in pipes."""

    thing: Standing
    recipe: Recipe
    makes: Mapping[str, Fraction]
    takes: Mapping[str, Fraction]
    fluids: frozenset[str] = field(default_factory=frozenset)

    @property
    def number(self) -> int:
        """Return the entity's number."""
        return self.thing.entity.number


class Crew:
    """All machines of a site with their work; furnaces and others without a recipe are ``idle``."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.beacons = beacon_grid(site)
        self.work: list[Work] = []
        self.idle: list[Standing] = []
        self.power_w = Fraction(0)
        for thing in site.things:
            prototype = thing.prototype
            if isinstance(prototype, CraftingMachine):
                recipe = site.data.recipes.get(thing.entity.recipe or prototype.fixed_recipe or "")
                if recipe is None:
                    self.idle.append(thing)
                else:
                    self.work.append(self.at_work(thing, prototype, recipe))
            self.power_w += self._power(thing)

    def at_work(self, thing: Standing, prototype: CraftingMachine, recipe: Recipe) -> Work:
        """Compute one machine: speed × quality × bonuses ÷ time (`agent.game.effects` has the rules)."""
        data = self.site.data
        bonus = total_bonus(prototype, modules(thing.entity, data), self.beacons.touching(thing.box), data, recipe)
        quality = data.qualities.get(thing.entity.quality)
        speed = prototype.speed * (quality.default_multiplier if quality else 1) * bonus.speed_factor
        crafts = speed / recipe.time_s * PER_MIN
        makes: dict[str, Fraction] = {}
        takes: dict[str, Fraction] = {}
        for product in recipe.products:
            made = product.with_productivity(bonus.productivity_for(recipe)) * crafts
            makes[product.name] = makes.get(product.name, Fraction(0)) + made
        for part in recipe.ingredients:
            takes[part.name] = takes.get(part.name, Fraction(0)) + part.amount * crafts
        fluids = {part.name for part in recipe.ingredients if part.fluid}
        fluids |= {part.name for part in recipe.products if part.fluid}
        return Work(thing, recipe, makes, takes, frozenset(fluids))

    def _power(self, thing: Standing) -> Fraction:
        """Return what an electric consumer draws at full work."""
        prototype = thing.prototype
        if not prototype.power.needs_pole:
            return Fraction(0)
        if isinstance(prototype, Inserter):
            return inserting.power_w(prototype)
        factor = Fraction(1)
        if isinstance(prototype, (CraftingMachine, MiningDrill, Lab)):
            found = total_bonus(
                prototype, modules(thing.entity, self.site.data), self.beacons.touching(thing.box), self.site.data
            )
            factor = found.consumption_factor
        return prototype.power.use_w * factor + prototype.power.drain_w


def modules(entity: BlueprintEntity, data: GameData) -> tuple[ModuleStack, ...]:
    """Return the modules among the items that a blueprint asks for."""
    return tuple(
        ModuleStack(request.name, request.count, request.quality)
        for request in entity.items
        if request.name in data.items and data.items[request.name].effect is not None
    )


def beacon_grid(site: Site) -> Grid[BeaconAt]:
    """Put every beacon at its supply area: its own half side and the supply distance, from the centre."""
    grid: Grid[BeaconAt] = Grid()
    for thing in site.things:
        if isinstance(thing.prototype, Beacon):
            reach = thing.prototype.tiles[0] / 2 + thing.prototype.supply_distance
            beacon = BeaconAt(thing.prototype.name, modules(thing.entity, site.data), thing.entity.quality)
            grid.add(around(thing.x, thing.y, reach), beacon)
    return grid
