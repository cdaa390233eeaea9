"""What modules, beacons and quality do to a machine, by the rules of 2.x.

- A quality multiplies only what a module does for good (speed, productivity, quality up; consumption, pollution down),
  by 1 + 0.3 × level, cut to whole percents (wiki: Quality, Modules).
- A beacon gives its modules' effects × (1.5 + 0.2 × its level) × profile[number of beacons at the machine]
  (BeaconPrototype.distribution_effectivity, .profile).
- Speed and consumption never fall below 20 %, productivity never exceeds the recipe's limit, +300 % as a rule
  (RecipePrototype.maximum_productivity; wiki: Modules).
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.game.prototypes import Beacon, CraftingMachine, Lab, MiningDrill

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agent.game.gamedata import GameData
    from agent.game.prototypes import EffectReceiver, Item, Quality, Recipe

FLOOR = Fraction(1, 5)
BENEFICIAL_SIGN = {"speed": 1, "productivity": 1, "quality": 1, "consumption": -1, "pollution": -1}
PRECISION = {"quality": 1000}
EFFECTIVITY_1_1 = Fraction(1, 2)

Sums = defaultdict[str, Fraction]
Modular = CraftingMachine | MiningDrill | Lab


@dataclass(frozen=True, slots=True)
class ModuleStack:
    """So many modules of one kind and quality."""

    name: str
    count: int
    quality: str = "normal"


@dataclass(frozen=True, slots=True)
class BeaconAt:
    """A beacon that reaches a machine, with its modules."""

    name: str
    modules: tuple[ModuleStack, ...]
    quality: str = "normal"


@dataclass(frozen=True, slots=True)
class Bonus:
    """Sum of all effects on a machine, as fractions: 0.5 = +50 %."""

    speed: Fraction = Fraction(0)
    productivity: Fraction = Fraction(0)
    consumption: Fraction = Fraction(0)
    pollution: Fraction = Fraction(0)
    quality: Fraction = Fraction(0)

    @property
    def speed_factor(self) -> Fraction:
        """Return the factor on crafting speed, at least 20 %."""
        return max(1 + self.speed, FLOOR)

    @property
    def consumption_factor(self) -> Fraction:
        """Return the factor on energy use, at least 20 %."""
        return max(1 + self.consumption, FLOOR)

    @property
    def emission_factor(self) -> Fraction:
        """Return the factor on emissions: that on energy, times one plus the pollution effect (wiki: Pollution)."""
        return self.consumption_factor * max(1 + self.pollution, FLOOR)

    def productivity_for(self, recipe: Recipe) -> Fraction:
        """Return the productivity bonus that counts for a recipe."""
        return min(max(self.productivity, Fraction(0)), recipe.max_productivity_bonus)


def module_effect(item: Item, quality: Quality | None) -> Mapping[str, Fraction]:
    """Return what one module of a quality does."""
    effect = item.effect or {}
    if quality is None or quality.level == 0:
        return effect
    return {name: _scaled(name, value, quality) for name, value in effect.items()}


def _scaled(name: str, value: Fraction, quality: Quality) -> Fraction:
    if value * BENEFICIAL_SIGN[name] <= 0:
        return value
    steps = PRECISION.get(name, 100)
    return Fraction(math.trunc(value * quality.default_multiplier * steps), steps)


def total_bonus(
    machine: Modular,
    modules: Iterable[ModuleStack],
    beacons: Iterable[BeaconAt],
    data: GameData,
    recipe: Recipe | None = None,
) -> Bonus:
    """Add up base effect, modules and beacons of a machine.

    Effects of modules and beacons that the machine or the recipe does not allow count nothing; the machine's own base
    effect always counts (wiki: Foundry, Electromagnetic plant). Modules and beacons that the data set does not
    know count nothing either: name them with `unknown_modules`.
    """
    receiver = machine.effects
    sums: Sums = defaultdict(Fraction)
    if receiver.uses_modules:
        _add(sums, modules, Fraction(1), data)
    if receiver.uses_beacons:
        near = [(beacon, prototype) for beacon in beacons if (prototype := _beacon(beacon, data))]
        kinds = Counter(prototype.name for _, prototype in near)
        for beacon, prototype in near:
            number = kinds[prototype.name] if prototype.counts_same_type_only else len(near)
            share = prototype.share(number, data.quality_level(beacon.quality))
            _add(sums, beacon.modules, share, data, prototype.effects)
    allowed = receiver.allowed if recipe is None else receiver.allowed & recipe.allowed_effects
    total = {name: value for name, value in sums.items() if name in allowed}
    for name, value in receiver.base.items():
        total[name] = total.get(name, Fraction(0)) + value
    return Bonus(**total)


def unknown_modules(modules: Iterable[ModuleStack], beacons: Iterable[BeaconAt], data: GameData) -> frozenset[str]:
    """Return the names among modules and beacons that the data set does not know."""
    names = {stack.name for stack in modules if stack.name not in data.items}
    for beacon in beacons:
        names |= {stack.name for stack in beacon.modules if stack.name not in data.items}
        if not isinstance(data.entities.get(beacon.name), Beacon):
            names.add(beacon.name)
    return frozenset(names)


def with_beacons_of_1_1(data: GameData) -> GameData:
    """Return the data with the beacons of game 1.1 (wiki history: Beacon): half the effect, no falling profile."""
    entities = {
        name: replace(entity, effectivity=EFFECTIVITY_1_1, effectivity_per_level=Fraction(0), profile=(Fraction(1),))
        if isinstance(entity, Beacon)
        else entity
        for name, entity in data.entities.items()
    }
    return replace(data, entities=entities)


def _beacon(beacon: BeaconAt, data: GameData) -> Beacon | None:
    prototype = data.entities.get(beacon.name)
    return prototype if isinstance(prototype, Beacon) else None


def _add(
    sums: Sums,
    modules: Iterable[ModuleStack],
    share: Fraction,
    data: GameData,
    sender: EffectReceiver | None = None,
) -> None:
    for stack in modules:
        item = data.items.get(stack.name)
        if item is None or item.effect is None:
            continue
        for name, value in module_effect(item, data.qualities.get(stack.quality)).items():
            if sender is None or name in sender.allowed:
                sums[name] += value * stack.count * share
