"""Which machine does a piece of work, and what modules, beacons, quality and fuel make of it.

Default machine, where the player names none: electric before burning, then machines whose own recipe works at the place
(a foundry is for Vulcanus unless it is asked for), then the fastest; equals by name.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING, TypedDict

from agent.errors import UsageError
from agent.factory.requirements.options import ANY_PLACE
from agent.factory.requirements.process import Setup
from agent.game.conditions import works_at
from agent.game.effects import BeaconAt, Bonus, Modular, ModuleStack, total_bonus, with_beacons_of_1_1
from agent.game.prototypes import Beacon, CraftingMachine

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agent.factory.requirements.options import BeaconGroup, Options
    from agent.game.gamedata import GameData
    from agent.game.prototypes import Entity, Recipe

MINING = "mining"
BEACON = "beacon"
USUAL_FUEL = "coal"


@dataclass(frozen=True, slots=True)
class Work:
    """A piece of work as choices see it: its name, its categories, its time at speed 1."""

    name: str
    categories: tuple[str, ...]
    time_s: Fraction
    recipe: Recipe | None = None


class _Energy(TypedDict):
    use_w: Fraction
    drain_w: Fraction
    electric: bool
    fuel: tuple[str, Fraction] | None
    pollution_per_min: Mapping[str, Fraction]


class Workshop:
    """Chooses machines and computes their setups for one data set and one set of options."""

    def __init__(self, data: GameData, options: Options, place: str) -> None:
        self.options = options
        self.place = place
        self.data = data if options.beacon_rule == "2.x" else with_beacons_of_1_1(data)

    def choose(self, work: Work, able: Sequence[Modular]) -> Modular | None:
        """Choose the machine for a piece of work among those that can do it.

        Raises:
            UsageError: The machine named for it cannot do it.
        """
        here = [machine for machine in able if self.stands(machine)]
        names = {machine.name: machine for machine in here}
        for place in (work.name, *work.categories):
            wanted = self.options.machines.get(place)
            if wanted is not None:
                if wanted in names:
                    return names[wanted]
                if place == work.name and wanted in {machine.name for machine in able}:
                    return None
                if place == work.name:
                    known = ", ".join(sorted(machine.name for machine in able)) or "-"
                    raise UsageError("requirements-machine-unable", machine=wanted, recipe=work.name, able=known)
        for wanted in (*self.options.preferred, *self.options.machines.values()):
            if wanted in names:
                return names[wanted]
        return max(here, key=self._preference, default=None)

    def stands(self, machine: Entity) -> bool:
        """Tell whether a machine may be placed here (a captive spawner lives on Nauvis only)."""
        return self.place == ANY_PLACE or works_at(machine.surface_conditions, self.place, self.data)

    def _preference(self, machine: Modular) -> tuple[bool, bool, Fraction, str]:
        recipe = self.data.recipes.get(machine.item or "")
        local = recipe is None or works_at(recipe.surface_conditions, self.place, self.data)
        return machine.power.source == "electric", local, machine.speed, machine.name

    def setup(self, work: Work, machine: Modular) -> Setup:
        """Compute a machine at work on something."""
        places = (self._own_name(work), machine.name, work.categories)
        quality = self.options.quality.at(*places)
        modules = self._modules(work, machine, places)
        beacons = self.options.beacons.at(*places) if machine.effects.uses_beacons else ()
        around = tuple(at for group in beacons for at in self._beacons(group))
        bonus = total_bonus(machine, modules, around, self.data, work.recipe)
        return Setup(
            machine=machine.name,
            quality=quality,
            crafts_per_s=machine.speed * self._quality_speed(machine, quality) * bonus.speed_factor / work.time_s,
            modules=modules,
            beacons=beacons,
            beacon_power_w=sum((self._beacon_power(group) for group in beacons), Fraction(0)),
            speed_bonus=bonus.speed,
            productivity=self._productivity(work, bonus),
            quality_chance=max(bonus.quality, Fraction(0)),
            **self._energy(machine, bonus, work.recipe),
        )

    def plain(self, machine: Entity, crafts_per_s: Fraction) -> Setup:
        """Return the setup of a machine that takes no modules: a pump, a boiler."""
        return Setup(
            machine=machine.name,
            quality="normal",
            crafts_per_s=crafts_per_s,
            **self._energy(machine, Bonus(), None),
        )

    def _own_name(self, work: Work) -> str:
        """Return the name by which choices mean the recipe; a name that a machine bears too means the machine."""
        return "" if isinstance(self.data.entities.get(work.name), CraftingMachine) else work.name

    def _productivity(self, work: Work, bonus: Bonus) -> Fraction:
        known = self.options.productivity
        if work.recipe is None:
            researched = known.get(work.name, known.get(MINING, Fraction(0)))
            return max(bonus.productivity + researched, Fraction(0))
        total = replace(bonus, productivity=bonus.productivity + known.get(work.name, Fraction(0)))
        return total.productivity_for(work.recipe)

    def _quality_speed(self, machine: Modular, name: str) -> Fraction:
        quality = self.data.qualities.get(name)
        if quality is None:
            raise UsageError("requirements-unknown-quality-far", name=name, data_set=self.data.label)
        if isinstance(machine, CraftingMachine):
            return quality.multipliers.get("crafting_machine_speed_multiplier", quality.default_multiplier)
        return quality.multiplier("mining_drill_mining_speed")

    def _energy(self, machine: Entity, bonus: Bonus, recipe: Recipe | None) -> _Energy:
        power = machine.power
        use = power.use_w * bonus.consumption_factor
        factor = bonus.emission_factor
        if recipe is not None:
            factor *= recipe.pollution_multiplier
        return _Energy(
            use_w=use if power.source in ("electric", "burner") else Fraction(0),
            drain_w=power.drain_w,
            electric=power.source == "electric",
            fuel=self._fuel(machine, use / power.effectivity) if power.source == "burner" else None,
            pollution_per_min={
                name: value * factor for name, value in power.pollution_per_min.items() if self._taken_up(name)
            },
        )

    def _taken_up(self, pollutant: str) -> bool:
        """Tell whether an emission counts at the place: the air of each planet knows one pollutant or none."""
        sources = self.data.sources.get(self.place)
        return sources is None or sources.pollutant == pollutant

    def _fuel(self, machine: Entity, need_w: Fraction) -> tuple[str, Fraction] | None:
        if self.options.fuels is None:
            return None
        categories = set(machine.power.fuel_categories)
        fitting = [i for i in self.data.items.values() if i.fuel_j and categories & set(i.fuel_categories)]
        chosen = [self.data.items[name] for name in self.options.fuels if self.data.items[name] in fitting]
        usual = sorted(fitting, key=lambda item: (item.name != USUAL_FUEL, item.name))
        for item in (*chosen, *usual):
            return item.name, need_w / item.fuel_j
        return None

    def _modules(
        self, work: Work, machine: Modular, places: tuple[str, str, tuple[str, ...]]
    ) -> tuple[ModuleStack, ...]:
        """Put the chosen modules in; a general choice leaves out what the game would not let in, a named one fails."""
        chosen = self.options.modules.at(*places)
        strict = self.options.modules.is_named(places[0])
        allowed = machine.effects.allowed & (work.recipe.allowed_effects if work.recipe else machine.effects.allowed)
        fitted: list[ModuleStack] = []
        free = machine.effects.slots if machine.effects.uses_modules else 0
        for stack in chosen:
            if not self._fits(stack, allowed):
                if strict:
                    raise UsageError("requirements-module-forbidden", module=stack.name, recipe=work.name)
                continue
            count = stack.count or free
            if count > free:
                if strict or self.options.modules.is_named(machine.name):
                    slots = machine.effects.slots
                    raise UsageError("requirements-too-many-modules", machine=machine.name, slots=slots)
                count = free
            if count:
                fitted.append(replace(stack, count=count))
            free -= count
        return tuple(fitted)

    def _fits(self, stack: ModuleStack, allowed: Iterable[str]) -> bool:
        effect = self.data.items[stack.name].effect or {}
        helps = {name for name, value in effect.items() if (value > 0) != (name in ("consumption", "pollution"))}
        return helps <= set(allowed)

    def _beacons(self, group: BeaconGroup) -> Iterable[BeaconAt]:
        quality = self.options.quality.named.get(BEACON, "normal")
        modules = self._beacon_modules(group)
        return (BeaconAt(group.beacon, modules, quality) for _ in range(group.count))

    def _beacon_modules(self, group: BeaconGroup) -> tuple[ModuleStack, ...]:
        beacon = self.data.entity(group.beacon, Beacon)
        filled = sum(stack.count for stack in group.modules)
        if filled > beacon.effects.slots:
            raise UsageError("requirements-too-many-modules", machine=beacon.name, slots=beacon.effects.slots)
        for stack in group.modules:
            if not self._fits(stack, beacon.effects.allowed):
                raise UsageError("requirements-module-forbidden", module=stack.name, recipe=beacon.name)
        return tuple(replace(stack, count=stack.count or beacon.effects.slots - filled) for stack in group.modules)

    def _beacon_power(self, group: BeaconGroup) -> Fraction:
        beacon = self.data.entity(group.beacon, Beacon)
        quality = self.data.qualities[self.options.quality.named.get(BEACON, "normal")]
        return beacon.power.use_w * quality.multiplier("beacon_power_usage") * group.count
