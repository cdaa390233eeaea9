"""Every process a plan may use: recipes, mining, pumping, boiling, launching, spoiling, gathering, supply.

Weight of raw things (the first cost of a plan): a mined or gathered item 1, a fluid from a well 1/100, what is pumped
at a shore nothing; an item supplied from outside 1, a fluid 1/100; an item left to spoil 1, for the time it takes.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.factory.requirements.options import ANY_PLACE
from agent.factory.requirements.process import Process
from agent.factory.requirements.setups import MINING, Work, Workshop
from agent.game.boiling import STEAM, WATER, steam_per_s, water_in_steam
from agent.game.conditions import works_at
from agent.game.prototypes import Boiler, CraftingMachine, OffshorePump, PlaceSources

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.factory.requirements.options import Options
    from agent.factory.requirements.process import Setup
    from agent.game.gamedata import GameData
    from agent.game.prototypes import Item, Recipe, Resource

ITEM_WEIGHT = Fraction(1)
FLUID_WEIGHT = Fraction(1, 100)
LAUNCH = "rocket-launch"
ROCKET_PART = "rocket-part"


def processes_at(data: GameData, options: Options, place: str, extra: frozenset[str] = frozenset()) -> list[Process]:
    """List all processes that the options and the place allow.

    The place is a planet or platform, or ``any``; ``extra`` are items to offer as supply beside the options' own.
    """
    maker = _Maker(data, options, place)
    supplied = options.supplied | extra
    found = [*maker.recipes(), *maker.sources(), *maker.boilers(), *maker.launches(), *maker.spoiling()]
    kept = [process for process in found if not _displaced(process, options, supplied)]
    return [*kept, *(_supply(name, data) for name in sorted(supplied))]


def _displaced(process: Process, options: Options, supplied: frozenset[str]) -> bool:
    """Tell whether a supplied item or a chosen recipe leaves this process nothing to do.

    A process is set aside where the thing is the only one it makes; where it is one of several it stays.
    """
    made = [name for name, amount in process.net().items() if amount > 0]
    if len(made) != 1:
        return False
    chosen = options.recipes.get(made[0])
    return made[0] in supplied or (chosen is not None and process.name not in chosen)


class _Maker:
    def __init__(self, data: GameData, options: Options, place: str) -> None:
        self.data = data
        self.options = options
        self.place = place
        self.workshop = Workshop(data, options, place)
        self.chosen = frozenset(name for names in options.recipes.values() for name in names) | options.enabled

    def recipes(self) -> Iterator[Process]:
        for recipe in self.data.recipes.values():
            if not self._allowed(recipe):
                continue
            work = Work(recipe.name, recipe.categories, recipe.time_s, recipe)
            able = [m for m in self.data.machines_for(recipe) if m.fixed_recipe in (None, recipe.name)]
            machine = self.workshop.choose(work, able)
            if isinstance(machine, CraftingMachine):
                yield self._recipe(recipe, work, machine)

    def _allowed(self, recipe: Recipe) -> bool:
        named = {recipe.name, *recipe.categories}
        if named & self.options.disabled or (recipe.hidden and not named & self.chosen):
            return False
        return self.place == ANY_PLACE or works_at(recipe.surface_conditions, self.place, self.data)

    def _recipe(self, recipe: Recipe, work: Work, machine: CraftingMachine) -> Process:
        setup = self.workshop.setup(work, machine)
        if machine.rocket_parts:
            setup = _with_launches(setup, machine.rocket_parts, self.options.rocket_launch_s)
        gives: dict[str, Fraction] = {}
        for product in recipe.products:
            amount = product.with_productivity(setup.productivity)
            gives[product.name] = gives.get(product.name, Fraction(0)) + amount
        return Process(recipe.name, "recipe", {i.name: i.amount for i in recipe.ingredients}, gives, setup)

    def _sources(self) -> PlaceSources:
        places = self.data.sources
        if self.place != ANY_PLACE:
            return places.get(self.place, PlaceSources())
        return PlaceSources(
            tuple(self.data.resources),
            tuple(sorted({name for found in places.values() for name in found.fluids})),
            tuple(sorted({name for found in places.values() for name in found.gathered})),
        )

    def sources(self) -> Iterator[Process]:
        sources = self._sources()
        for name in sources.resources:
            resource = self.data.resources[name]
            if not {name, resource.category, MINING} & self.options.disabled:
                process = self._mining(resource)
                if process is not None:
                    yield process
        pumps = [e for e in self.data.entities.values() if isinstance(e, OffshorePump) and self.workshop.stands(e)]
        for name in sources.fluids:
            for pump in pumps[:1]:
                yield Process(name, "pumping", {}, {name: Fraction(1)}, self.workshop.plain(pump, pump.fluid_per_s))
        for name in sources.gathered:
            yield Process(name, "gathering", {}, {name: Fraction(1)}, raw_cost=ITEM_WEIGHT)

    def _mining(self, resource: Resource) -> Process | None:
        """One craft is one unit of the first product, which for an infinite well is a tenth of a pump stroke."""
        first = resource.products[0].amount
        work = Work(resource.name, (resource.category, MINING), resource.time_s / first)
        machine = self.workshop.choose(work, self.data.drills_for(resource))
        if machine is None:
            return None
        setup = self.workshop.setup(work, machine)
        gives = {p.name: p.with_productivity(setup.productivity) / first for p in resource.products}
        takes = {resource.fluid: resource.fluid_amount / 10 / first} if resource.fluid else {}
        weight = sum((FLUID_WEIGHT if p.fluid else ITEM_WEIGHT) * p.amount / first for p in resource.products)
        return Process(resource.name, "mining", takes, gives, setup, raw_cost=weight * (1 + setup.productivity))

    def boilers(self) -> Iterator[Process]:
        """Steam: one craft is a second's output of a boiler; one water is as much energy as ten steam hold in 2.x."""
        water_each = water_in_steam(self.data)
        able = sorted(
            (e for e in self.data.entities.values() if isinstance(e, Boiler) and self.workshop.stands(e)),
            key=lambda boiler: boiler.target_temperature,
        )
        wanted = self.options.machines.get(STEAM)
        chosen = next((b for b in able if b.name == wanted), able[0] if able else None)
        made = None if chosen is None else steam_per_s(chosen, self.data)
        if chosen is None or made is None or water_each is None or STEAM in self.options.disabled:
            return
        takes = {WATER: made * water_each}
        yield Process(STEAM, "boiling", takes, {STEAM: made}, self.workshop.plain(chosen, Fraction(1)))

    def launches(self) -> Iterator[Process]:
        """One craft is one rocket with one payload, launched by the silo that built its parts."""
        recipe = self.data.recipes.get(ROCKET_PART)
        silos = [e for e in self.data.entities.values() if isinstance(e, CraftingMachine) and e.rocket_parts]
        if recipe is None or not silos or not self._allowed(recipe):
            return
        work = Work(recipe.name, recipe.categories, recipe.time_s, recipe)
        silo = self.workshop.choose(work, silos)
        if not isinstance(silo, CraftingMachine):
            return
        built = self._recipe(recipe, work, silo)
        payloads = [item for item in self.data.items.values() if item.launched]
        for item in payloads:
            yield self._launch(item, silo, built, LAUNCH if len(payloads) == 1 else f"{LAUNCH}-{item.name}")

    def _launch(self, item: Item, silo: CraftingMachine, built: Process, name: str) -> Process:
        gives = {product.name: product.amount for product in item.launched}
        parts = Fraction(silo.rocket_parts)
        rockets_per_s = built.setup.crafts_per_s * built.gives[ROCKET_PART] / parts if built.setup else Fraction(1)
        setup = self.workshop.plain(silo, rockets_per_s)
        return Process(name, "launch", {item.name: Fraction(1), ROCKET_PART: parts}, gives, setup, shares=built.name)

    def spoiling(self) -> Iterator[Process]:
        for item in self.data.items.values():
            if item.spoiled in self.data.items and f"{item.name}-{item.spoiled}" not in self.options.disabled:
                assert item.spoiled is not None  # noqa: S101 - it is among the items
                name = f"{item.name}-{item.spoiled}"
                takes, gives = {item.name: Fraction(1)}, {item.spoiled: Fraction(1)}
                yield Process(name, "spoiling", takes, gives, raw_cost=ITEM_WEIGHT)


def _with_launches(setup: Setup, parts: int, launch_s: Fraction) -> Setup:
    """Spread the time of a launch over the crafts that build a rocket."""
    seconds = 1 / setup.crafts_per_s + launch_s * (1 + setup.productivity) / parts
    return replace(setup, crafts_per_s=1 / seconds)


def _supply(name: str, data: GameData) -> Process:
    weight = FLUID_WEIGHT if name in data.fluids else ITEM_WEIGHT
    return Process(name, "supply", {}, {name: Fraction(1)}, raw_cost=weight)
