"""What the machines of a blueprint do at full work: recipes, modules, beacons, quality, fuel, power."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from agent.factory.verify.crafters import modules_in
from agent.game import inserting
from agent.game.boiling import STEAM, WATER, steam_per_s, water_in_steam
from agent.game.effects import total_bonus
from agent.game.prototypes import Boiler, CraftingMachine, Ingredient, Inserter, Lab, MiningDrill, Product, Recipe
from agent.game.quality import MARK, item_of, named, outcomes

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.factory.verify.crafters import Crafter, Crafters
    from agent.factory.verify.layout import Layout, Standing
    from agent.game.gamedata import GameData

PER_MIN = 60
USUAL_FUEL = "coal"


@dataclass(frozen=True, slots=True)
class Work:
    """One machine at full work, rates per minute, by item with its quality (`agent.game.quality.named`).

    ``fluids`` are the names that flow in pipes. ``burns`` is the fuel's name: coal where the machine takes it.
    ``guessed``: a furnace of which nothing in the blueprint tells what it smelts.
    """

    thing: Standing
    recipe: Recipe
    makes: Mapping[str, Fraction]
    takes: Mapping[str, Fraction]
    fluids: frozenset[str] = field(default_factory=frozenset)
    burns: str | None = None
    guessed: bool = False

    @property
    def number(self) -> int:
        """Return the entity's number."""
        return self.thing.entity.number

    def recipe_items(self, flow: Literal["in", "out"]) -> set[str]:
        """Return the names, without quality, of what goes in or comes out."""
        return {item_of(item) for item in (self.takes if flow == "in" else self.makes)}

    def net(self) -> dict[str, Fraction]:
        """Return what it makes less what it takes, zero left out."""
        found: dict[str, Fraction] = defaultdict(Fraction)
        for item, rate in self.makes.items():
            found[item] += rate
        for item, rate in self.takes.items():
            found[item] -= rate
        return {item: rate for item, rate in found.items() if rate}


def work_of(crafter: Crafter, crafters: Crafters, *, guessed: bool = False) -> Work | None:
    """Compute one machine: speed × quality × bonuses ÷ time (`agent.game.effects` has the rules)."""
    recipe, entity = crafter.recipe, crafter.thing.entity
    if recipe is None or not crafter.crafts_per_s:
        return None
    data = crafters.layout.data
    bonus = total_bonus(
        crafter.prototype, modules_in(entity, data), tuple(crafters.reaching(crafter.thing)), data, recipe
    )
    crafts = crafter.crafts_per_s * PER_MIN
    parts = outcomes(entity.recipe_quality, bonus.quality, data)
    makes: dict[str, Fraction] = defaultdict(Fraction)
    takes: dict[str, Fraction] = defaultdict(Fraction)
    for product in recipe.products:
        made = product.with_productivity(bonus.productivity_for(recipe)) * crafts
        if product.fluid:
            makes[product.name] += made
        else:
            for quality, share in parts.items():
                makes[named(product.name, quality)] += made * share
    for part in recipe.ingredients:
        takes[part.name if part.fluid else named(part.name, entity.recipe_quality)] += part.amount * crafts
    fuel = _fuel(crafter.fuels)
    if fuel is not None:
        takes[fuel] += crafter.burns_w / data.items[fuel].fuel_j * PER_MIN
    fluids = {part.name for part in recipe.ingredients if part.fluid}
    fluids |= {product.name for product in recipe.products if product.fluid}
    return Work(crafter.thing, recipe, dict(makes), dict(takes), frozenset(fluids), fuel, guessed)


def boilers_of(layout: Layout) -> Iterator[Work]:
    """Yield boilers and heat exchangers: what they give at full power; one water is ten steam since 2.0.

    Steam of two temperatures is two things: the hotter is named ``steam@500``. Generators use it as the electric load
    asks, which no blueprint tells; they count as nothing.
    """
    water_each = water_in_steam(layout.data)
    if water_each is None:
        return
    found = [(thing, thing.prototype) for thing in layout.things if isinstance(thing.prototype, Boiler)]
    coolest = min((boiler.target_temperature for _, boiler in found), default=0.0)
    for thing, boiler in found:
        name = STEAM if boiler.target_temperature == coolest else f"{STEAM}{MARK}{boiler.target_temperature:g}"
        made_per_s = steam_per_s(boiler, layout.data)
        if made_per_s is None or not water_each:
            continue
        made = made_per_s * PER_MIN
        takes = {WATER: made * water_each}
        fuel = _fuel(fuels_burnt(boiler, layout.data))
        if fuel is not None:
            takes[fuel] = boiler.power.use_w / boiler.power.effectivity / layout.data.items[fuel].fuel_j * PER_MIN
        recipe = Recipe(
            name,
            (),
            Fraction(1),
            (Ingredient(WATER, takes[WATER], fluid=True),),
            (Product(name, made, fluid=True),),
            frozenset(),
        )
        yield Work(thing, recipe, {name: made}, takes, frozenset({name, WATER}), fuel)


def power_of(layout: Layout, crafters: Crafters) -> Fraction:
    """Return what all electric consumers draw at full work, in watts."""
    total = Fraction(0)
    for thing in layout.things:
        prototype = thing.prototype
        if not prototype.power.needs_pole:
            continue
        if isinstance(prototype, Inserter):
            total += inserting.power_w(prototype)
            continue
        factor = Fraction(1)
        if isinstance(prototype, (CraftingMachine, MiningDrill, Lab)):
            near = tuple(crafters.reaching(thing))
            factor = total_bonus(prototype, modules_in(thing.entity, layout.data), near, layout.data).consumption_factor
        total += prototype.power.use_w * factor + prototype.power.drain_w
    return total


def fuels_burnt(boiler: Boiler, data: GameData) -> frozenset[str]:
    """Return the items a boiler burns; nothing for heat exchangers."""
    kinds = set(boiler.power.fuel_categories) if boiler.power.source == "burner" else set()
    return frozenset(name for name, item in data.items.items() if kinds & set(item.fuel_categories) and item.fuel_j > 0)


def _fuel(fuels: frozenset[str]) -> str | None:
    return USUAL_FUEL if USUAL_FUEL in fuels else min(fuels, default=None)
