"""Exact theoretical rates: what each machine makes and takes when it never waits.

crafts per second = speed × quality × (1 + speed bonus, at least 20 %) ÷ time; a product comes ×(1 + productivity), from
an infinite field × its yield (wiki: Crude oil).
Source of the rules: `agent.game.effects`. Belts, inserters and power are not looked at here.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from agent.analysis.findings import Name
from agent.analysis.sums import added, total
from agent.game.effects import Bonus, total_bonus, unknown_modules
from agent.game.held import Held
from agent.game.prototypes import CraftingMachine, Ingredient, Lab, MiningDrill, Recipe

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agent.analysis.view import BeaconAt, Factory, Machine, ModuleStack
    from agent.game.gamedata import GameData

PER_MIN = 60
MINE = "mine:"
_KINDS_KEPT = 2048


@dataclass(frozen=True, slots=True)
class MachineRate:
    """Rates of one machine per minute at full work; ``power_w`` includes its drain, ``speed`` all bonuses."""

    machine: Machine
    recipe: Recipe
    crafts_per_min: Fraction
    speed: Fraction
    productivity: Fraction
    makes: Mapping[str, Fraction]
    takes: Mapping[str, Fraction]
    power_w: Fraction


@dataclass(frozen=True, slots=True)
class RecipeRate:
    """All machines of one recipe together; ``ghosts`` of the ``machines`` are planned, not built."""

    recipe: str
    machines: int
    ghosts: int
    crafts_per_min: Fraction
    makes: Mapping[str, Fraction]
    takes: Mapping[str, Fraction]


@dataclass(frozen=True, slots=True)
class FactoryRates:
    """Theoretical rates of a factory.

    ``balance`` is production less consumption of every item and fluid per minute. ``idle`` are machines without a
    recipe (a furnace in a blueprint takes whatever it is fed). ``makers`` and ``takers`` are the machines by item.
    """

    machines: tuple[MachineRate, ...]
    recipes: tuple[RecipeRate, ...]
    balance: Mapping[str, Fraction]
    idle: tuple[Machine, ...]
    power_w: Fraction
    not_modelled: tuple[str, ...]
    makers: Mapping[str, Sequence[MachineRate]]
    takers: Mapping[str, Sequence[MachineRate]]


def factory_rates(factory: Factory) -> FactoryRates:
    """Compute the theoretical rates of every machine and their sums."""
    found: list[MachineRate] = []
    idle: list[Machine] = []
    alike: dict[_Kind, tuple[_Work | None]] = {}
    unknown = set(factory.not_modelled)
    held, mining_productivity = Held(factory.data), factory.mining_productivity or Fraction(0)
    for machine in factory.machines:
        if isinstance(factory.data.entities.get(machine.part.name), Lab):
            continue
        kind = _kind(machine)
        # Looked for once: telling kinds apart takes as long as all the rest.
        known = alike.get(kind)
        if known is None:
            unknown |= unknown_modules(machine.modules, machine.beacons, factory.data)
            known = alike[kind] = (_work(kind, mining_productivity, held),)
        work = known[0]
        if machine.recipe is None:
            idle.append(machine)
        elif work is not None:
            found.append(MachineRate(machine, *work))
        elif machine.part.name in factory.data.entities:
            unknown.add(machine.recipe.removeprefix(MINE))
    recipes = _by_recipe(found)
    return FactoryRates(
        machines=tuple(found),
        recipes=recipes,
        balance=_balance(recipes),
        idle=tuple(idle),
        power_w=total(rate.power_w for rate in found),
        not_modelled=tuple(sorted(unknown)),
        makers=_by_item((rate, rate.makes) for rate in found),
        takers=_by_item((rate, rate.takes) for rate in found),
    )


def _by_item(rates: Iterable[tuple[MachineRate, Mapping[str, Fraction]]]) -> dict[str, list[MachineRate]]:
    found: dict[str, list[MachineRate]] = defaultdict(list)
    for rate, items in rates:
        for item in items:
            found[item].append(rate)
    return dict(found)


def machine_rate(machine: Machine, data: GameData, mining_productivity: Fraction = Fraction(0)) -> MachineRate | None:
    """Compute one machine's rates, or None when the data set lacks the machine or what it makes.

    Of a machine that the data set lacks the game's own report of its speed is enough; only its power stays unknown.
    """
    work = _work(_kind(machine), mining_productivity, Held(data))
    return None if work is None else MachineRate(machine, *work)


class _Kind(NamedTuple):
    """All that decides a machine's rates: a factory of thousands has some dozens of kinds."""

    name: str
    quality: str
    recipe: str | None
    modules: tuple[ModuleStack, ...]
    beacons: tuple[BeaconAt, ...]
    reported_speed: Fraction | None
    reported_productivity: Fraction | None
    yields: Fraction | None


def _kind(machine: Machine) -> _Kind:
    part = machine.part
    return _Kind(
        part.name,
        part.quality,
        machine.recipe,
        machine.modules,
        machine.beacons,
        machine.reported_speed,
        machine.reported_productivity,
        machine.yields,
    )


class _Work(NamedTuple):
    """What a kind of machine does, as `MachineRate` has it."""

    recipe: Recipe
    crafts_per_min: Fraction
    speed: Fraction
    productivity: Fraction
    makes: Mapping[str, Fraction]
    takes: Mapping[str, Fraction]
    power_w: Fraction


@lru_cache(maxsize=_KINDS_KEPT)
def _work(kind: _Kind, mining_productivity: Fraction, held: Held) -> _Work | None:
    """Compute a kind once: a player's next question is about the same kinds of machines."""
    data = held.data
    prototype = data.entities.get(kind.name)
    drill = isinstance(prototype, MiningDrill)
    recipe = mining_recipe(kind.recipe or "", data) if drill else data.recipes.get(kind.recipe or "")
    if recipe is None:
        return None
    if isinstance(prototype, (CraftingMachine, MiningDrill)):
        bonus = total_bonus(prototype, kind.modules, kind.beacons, data, recipe)
        quality = data.qualities.get(kind.quality)
        # Quality lets drills wear deposits out less, it does not speed them up (wiki: Quality).
        faster = quality.default_multiplier if quality and not drill else 1
        speed = prototype.speed * faster * bonus.speed_factor
        power_w = _power(prototype, bonus)
    elif kind.reported_speed is not None:
        bonus, speed, power_w = Bonus(), kind.reported_speed, Fraction(0)
    else:
        return None
    if kind.reported_speed is not None and not drill:
        speed = kind.reported_speed
    productivity = kind.reported_productivity
    if productivity is not None:
        productivity = min(productivity, recipe.max_productivity_bonus)
    else:
        productivity = bonus.productivity_for(recipe) + (mining_productivity if drill else 0)
    crafts = speed / recipe.time_s * PER_MIN
    makes: dict[str, Fraction] = defaultdict(Fraction)
    for product in recipe.products:
        makes[product.name] += product.with_productivity(productivity) * crafts * (kind.yields or 1)
    takes: dict[str, Fraction] = defaultdict(Fraction)
    for ingredient in recipe.ingredients:
        takes[ingredient.name] += ingredient.amount * crafts
    return _Work(recipe, crafts, speed, productivity, dict(makes), dict(takes), power_w)


def recipe_name(recipe: str) -> Name:
    """Return the name to show for a recipe; mining is named by its resource."""
    return Name("entity", recipe.removeprefix(MINE)) if recipe.startswith(MINE) else Name("recipe", recipe)


def mining_recipe(name: str, data: GameData) -> Recipe | None:
    """Return mining a resource as a recipe: its mining time, its products, the fluid it needs."""
    resource = data.resources.get(name.removeprefix(MINE)) if name.startswith(MINE) else None
    if resource is None:
        return None
    fluid = (Ingredient(resource.fluid, resource.fluid_amount, fluid=True),) if resource.fluid else ()
    return Recipe(
        name=name,
        categories=(resource.category,),
        time_s=resource.time_s,
        ingredients=fluid,
        products=resource.products,
        allowed_effects=frozenset({"speed", "productivity", "consumption", "pollution", "quality"}),
        max_productivity_bonus=Fraction(10**6),
    )


def _power(prototype: CraftingMachine | MiningDrill, bonus: Bonus) -> Fraction:
    if not prototype.power.needs_pole:
        return Fraction(0)
    return prototype.power.use_w * bonus.consumption_factor + prototype.power.drain_w


def _by_recipe(rates: Iterable[MachineRate]) -> tuple[RecipeRate, ...]:
    groups: dict[str, list[MachineRate]] = defaultdict(list)
    for rate in rates:
        groups[rate.recipe.name].append(rate)
    return tuple(
        RecipeRate(
            recipe=name,
            machines=len(group),
            ghosts=sum(rate.machine.part.ghost for rate in group),
            crafts_per_min=total(rate.crafts_per_min for rate in group),
            makes=added(rate.makes for rate in group),
            takes=added(rate.takes for rate in group),
        )
        for name, group in sorted(groups.items())
    )


def _balance(rates: Sequence[RecipeRate]) -> dict[str, Fraction]:
    made, taken = added(rate.makes for rate in rates), added(rate.takes for rate in rates)
    zero = Fraction(0)
    return {name: made.get(name, zero) - taken.get(name, zero) for name in sorted({*made, *taken})}
