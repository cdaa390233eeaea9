"""Machines with what they make and how fast: recipe, modules, beacons, quality, fuel."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.game.effects import BeaconAt, ModuleStack, total_bonus
from agent.game.geometry import Grid, around
from agent.game.prototypes import ROCKET_LAUNCH_S, Beacon, CraftingMachine, Ingredient, MiningDrill, Recipe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agent.factory.verify.layout import Layout, Standing
    from agent.game.blueprint import BlueprintEntity
    from agent.game.gamedata import GameData
    from agent.game.prototypes import Quality, Resource


NO_LIMIT = Fraction(10**6)
"""The limit on productivity is recipes' alone; mining has none."""


LANDING_PAD = "cargo-landing-pad"
AUTOMATIC = "launch_to_orbit_automatically"
"""What a blueprint says of a silo that launches as soon as something with launch products is in its rocket."""


@dataclass(frozen=True, slots=True)
class Launch:
    """A silo's rockets: the payload of each, what lands on the pad, parts of a rocket, and one craft in seconds."""

    payload: str
    gives: Mapping[str, Fraction]
    pad: Standing
    parts: int
    craft_s: Fraction
    parts_per_craft: Fraction


@dataclass(slots=True, eq=False)
class Crafter:
    """A machine with its recipe, or a drill with what it mines; ``fuels`` are what its burner takes.

    ``needs`` and ``makes`` are items per craft, ``fluid_needs`` and ``fluid_makes`` units of fluid per craft.
    """

    thing: Standing
    prototype: CraftingMachine | MiningDrill
    recipe: Recipe | None
    speed: Fraction = Fraction(0)
    burns_w: Fraction = Fraction(0)
    needs: dict[str, Fraction] = field(default_factory=dict)
    makes: dict[str, Fraction] = field(default_factory=dict)
    fluid_needs: dict[str, Fraction] = field(default_factory=dict)
    fluid_makes: dict[str, Fraction] = field(default_factory=dict)
    fuels: frozenset[str] = frozenset()
    chooses: bool = False
    """A furnace: the recipe follows from what is put in."""
    mining_bonus: Fraction = Fraction(0)
    betters: Fraction = Fraction(0)
    """The chance that a product is of a higher quality: such a one is another item on a belt."""
    launch: Launch | None = None
    """What a silo sends up; its needs and products are then those of a rocket, spread over the crafts of its parts."""

    @property
    def crafts_per_s(self) -> Fraction:
        """Return crafts per second when nothing is missing."""
        return self.speed / self.recipe.time_s if self.recipe and self.recipe.time_s else Fraction(0)

    def net(self, name: str) -> Fraction:
        """Return how much more of an item or fluid a craft makes than it uses."""
        made = self.makes.get(name, Fraction(0)) + self.fluid_makes.get(name, Fraction(0))
        return made - self.needs.get(name, Fraction(0)) - self.fluid_needs.get(name, Fraction(0))

    def batch(self, name: str) -> Fraction:
        """Return how much of a product comes at once: of a craft, or of a rocket."""
        if self.launch is not None:
            return self.launch.gives.get(name, Fraction(0))
        return self.makes.get(name, Fraction(0)) + self.fluid_makes.get(name, Fraction(0))

    def wants(self, item: str) -> bool:
        """Tell whether an inserter may put an item in."""
        return item in self.needs or item in self.fuels

    def choose(self, recipe: Recipe, data: GameData, beacons: Iterable[BeaconAt]) -> None:
        """Set the recipe and what follows from it."""
        self.recipe = recipe
        entity = self.thing.entity
        bonus = total_bonus(self.prototype, modules_in(entity, data), beacons, data, recipe)
        quality = data.qualities.get(entity.quality)
        self.speed = self.prototype.speed * bonus.speed_factor * self._quality_factor(quality)
        self.betters = bonus.quality
        productivity = bonus.productivity_for(recipe) + self.mining_bonus
        self.needs = {part.name: part.amount for part in recipe.ingredients if not part.fluid}
        self.fluid_needs = {part.name: part.amount for part in recipe.ingredients if part.fluid}
        self.makes, self.fluid_makes = {}, {}
        for product in recipe.products:
            made = self.fluid_makes if product.fluid else self.makes
            amount = product.with_productivity(productivity)
            made[product.name] = made.get(product.name, Fraction(0)) + amount
        power = self.prototype.power
        if power.source == "burner":
            self.burns_w = power.use_w * bonus.consumption_factor / power.effectivity
        self.fuels = fuels_of(self.prototype, data)

    def _quality_factor(self, quality: Quality | None) -> Fraction:
        """Return what quality makes of the speed; drills wear deposits out less instead (wiki: Quality)."""
        if quality is None:
            return Fraction(1)
        if isinstance(self.prototype, MiningDrill):
            return quality.multiplier("mining_drill_mining_speed")
        return quality.default_multiplier


def fuels_of(machine: CraftingMachine | MiningDrill, data: GameData) -> frozenset[str]:
    """Return the items a burner takes as fuel; nothing for other machines."""
    if machine.power.source != "burner":
        return frozenset()
    kinds = set(machine.power.fuel_categories)
    return frozenset(name for name, item in data.items.items() if kinds & set(item.fuel_categories) and item.fuel_j > 0)


def mining(ore: Resource, drill: MiningDrill) -> Recipe:
    """Return the work of a drill as a recipe: one stroke, and a tenth of the fluid that ten strokes take."""
    return Recipe(
        name=ore.name,
        categories=(ore.category,),
        time_s=ore.time_s,
        ingredients=(Ingredient(ore.fluid, ore.fluid_amount / 10, fluid=True),) if ore.fluid else (),
        products=ore.products,
        allowed_effects=drill.effects.allowed,
        max_productivity_bonus=NO_LIMIT,
    )


def modules_in(entity: BlueprintEntity, data: GameData) -> tuple[ModuleStack, ...]:
    """Return the modules among an entity's requested items."""
    return tuple(
        ModuleStack(request.name, request.count, request.quality)
        for request in entity.items
        if (item := data.items.get(request.name)) is not None and item.effect is not None
    )


class Crafters:
    """All crafting machines of a layout, and drills whose ore is known, by the entity they are."""

    def __init__(self, layout: Layout, mining_bonus: Fraction = Fraction(0)) -> None:
        self.layout = layout
        self.by_thing: dict[Standing, Crafter] = {}
        self._beacons = _beacon_grid(layout)
        for thing, prototype in layout.machines():
            name = prototype.fixed_recipe or thing.entity.recipe
            chooses = prototype.type == "furnace" and name is None
            crafter = Crafter(thing, prototype, None, chooses=chooses, fuels=fuels_of(prototype, layout.data))
            self.by_thing[thing] = crafter
            recipe = layout.data.recipes.get(name or "")
            if recipe is not None:
                self.set_recipe(crafter, recipe)
        self._launches()
        for thing, drill in layout.drills():
            ore = layout.ores.get(thing)
            if ore is not None:
                crafter = Crafter(thing, drill, None, mining_bonus=mining_bonus)
                self.by_thing[thing] = crafter
                self.set_recipe(crafter, mining(ore, drill))

    def gained(self, name: str) -> bool:
        """Tell whether some machine makes more of an item or fluid than it uses of it itself."""
        return any(crafter.net(name) > 0 for crafter in self.by_thing.values())

    def set_recipe(self, crafter: Crafter, recipe: Recipe) -> None:
        """Give a machine its recipe with the modules and beacons that act on it."""
        crafter.choose(recipe, self.layout.data, tuple(self.reaching(crafter.thing)))

    def _launches(self) -> None:
        """Let silos that launch by themselves send up what brings something back to a landing pad that stands here.

        Wherever the pad is, it gets what a payload gives; without one no rocket starts (wiki: Cargo landing pad, Rocket
        silo). Which payload: the one there is, a satellite.
        """
        pads = [thing for thing in self.layout.things if thing.prototype.type == LANDING_PAD]
        payloads = [(name, item) for name, item in self.layout.data.items.items() if item.launched]
        if not pads or len(payloads) != 1:
            return
        for crafter in self.by_thing.values():
            silo = crafter.prototype
            if not isinstance(silo, CraftingMachine) or not silo.rocket_parts or not crafter.crafts_per_s:
                continue
            if crafter.thing.entity.settings.get(AUTOMATIC) is not True or crafter.recipe is None:
                continue
            (name, item), pad = payloads[0], pads[0]
            rockets = sum(crafter.makes.values(), Fraction(0)) / silo.rocket_parts
            craft_s = 1 / crafter.crafts_per_s
            gives = {product.name: product.amount for product in item.launched}
            crafter.launch = Launch(
                name, gives, pad, silo.rocket_parts, craft_s, sum(crafter.makes.values(), Fraction(0))
            )
            crafter.needs[name] = rockets
            crafter.makes = {product: amount * rockets for product, amount in gives.items()}
            crafter.speed = crafter.recipe.time_s / (craft_s + ROCKET_LAUNCH_S * rockets)

    def reaching(self, thing: Standing) -> Iterable[BeaconAt]:
        """Yield the beacons whose area a thing touches."""
        return self._beacons.touching(thing.box)


def _beacon_grid(layout: Layout) -> Grid[BeaconAt]:
    """Put every beacon at its supply area: its own half side and the supply distance, from the centre."""
    grid: Grid[BeaconAt] = Grid()
    for thing in layout.things:
        if isinstance(thing.prototype, Beacon):
            reach = thing.prototype.tiles[0] / 2 + thing.prototype.supply_distance
            beacon = BeaconAt(thing.name, modules_in(thing.entity, layout.data), thing.entity.quality)
            grid.add(around(*thing.position, reach), beacon)
    return grid
