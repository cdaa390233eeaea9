"""Who fights whom: enemies and where they come from, turrets, ammunition, damage and what resists it.

Names and units are those of the prototype documentation: ranges in tiles, cooldowns in ticks, speeds in tiles per tick.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from itertools import pairwise
from typing import TYPE_CHECKING

from agent.game.prototypes import Entity, Resistance

if TYPE_CHECKING:
    from collections.abc import Mapping

TICKS_PER_S = 60


@dataclass(frozen=True, slots=True)
class Damage:
    """Damage of one type by one shot, before any modifier; ``radius`` is 0 for a single target.

    A beam's is the sum of what it does while one shot lasts. What burns on afterwards (fires, stickers) and what a
    chain does to further targets is not counted.
    """

    type: str
    amount: Fraction
    radius: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Attack:
    """How something attacks (AttackParameters); one that shoots ammunition takes its damage from that.

    ``damage`` of an attack without ammunition is before ``damage_modifier``; None where the game does not tell it.
    ``energy_j`` is what a shot of an electric turret takes, ``fluids`` what a fluid turret burns, each with the factor
    it gives to the damage.
    """

    range: Fraction
    cooldown_ticks: Fraction
    min_range: Fraction = Fraction(0)
    warmup_ticks: Fraction = Fraction(0)
    damage_modifier: Fraction = Fraction(1)
    ammo_categories: tuple[str, ...] = ()
    damage: tuple[Damage, ...] | None = ()
    energy_j: Fraction = Fraction(0)
    fluid_per_tick: Fraction = Fraction(0)
    fluids: Mapping[str, Fraction] = field(default_factory=dict)

    @property
    def shots_per_s(self) -> Fraction:
        """Return the rate of fire without research (AttackParameters.cooldown)."""
        return TICKS_PER_S / self.cooldown_ticks if self.cooldown_ticks else Fraction(0)


@dataclass(frozen=True, slots=True)
class Turret(Entity):
    """A turret that a player builds, of whatever kind; its researched bonuses are Technology.effects."""

    attack: Attack | None = None


@dataclass(frozen=True, slots=True)
class Ammo:
    """What makes an item ammunition: the damage of one shot as a turret fires it, the shots of one item."""

    category: str
    magazine_size: Fraction = Fraction(1)
    damage: tuple[Damage, ...] | None = ()
    cooldown_modifier: Fraction = Fraction(1)
    range_modifier: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Enemy:
    """Anything hostile with health."""

    name: str
    type: str
    health: Fraction
    healing_per_tick: Fraction = Fraction(0)
    resistances: Mapping[str, Resistance] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Unit(Enemy):
    """A biter, spitter, pentapod or demolisher.

    ``absorptions_to_join_attack`` is the pollution, by its name, that sends one of them against its source;
    ``spawning_time_modifier`` multiplies its spawner's cooldown.
    """

    speed: Fraction = Fraction(0)
    attack: Attack | None = None
    absorptions_to_join_attack: Mapping[str, Fraction] = field(default_factory=dict)
    spawning_time_modifier: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Worm(Enemy):
    """A worm: a turret of the enemy."""

    attack: Attack | None = None


@dataclass(frozen=True, slots=True)
class SpawnedUnit:
    """One kind that a spawner sends: weights at given evolutions, in between on a straight line."""

    unit: str
    points: tuple[tuple[Fraction, Fraction], ...]

    def weight(self, evolution: Fraction) -> Fraction:
        """Return the weight at an evolution factor (0 to 1); outside the points it keeps the nearest one's."""
        if not self.points:
            return Fraction(0)
        if evolution <= self.points[0][0]:
            # A kind whose first point lies higher is not there yet (wiki, Enemies: spawn chances by evolution).
            return self.points[0][1] if evolution == self.points[0][0] else Fraction(0)
        for (low, at_low), (high, at_high) in pairwise(self.points):
            if evolution <= high:
                return at_low + (at_high - at_low) * (evolution - low) / (high - low) if high > low else at_high
        return self.points[-1][1]


@dataclass(frozen=True, slots=True)
class Absorption:
    """What a spawner takes of a pollution each second: a fixed amount and a part of the chunk's."""

    absolute: Fraction
    proportional: Fraction


@dataclass(frozen=True, slots=True)
class Spawner(Enemy):
    """A nest; the cooldowns are those at evolution 0 and at evolution 1.

    ``absorptions_per_second`` is None where the game does not tell it (2.0).
    """

    results: tuple[SpawnedUnit, ...] = ()
    cooldown_ticks: tuple[Fraction, Fraction] = (Fraction(0), Fraction(0))
    max_units: Fraction = Fraction(0)
    max_friends_around: Fraction = Fraction(0)
    absorptions_per_second: Mapping[str, Absorption] | None = None

    def shares(self, evolution: Fraction) -> dict[str, Fraction]:
        """Return the part of each kind among what it spawns at an evolution factor, without those it does not."""
        weights = {result.unit: result.weight(evolution) for result in self.results}
        total = sum(weights.values(), Fraction(0))
        return {unit: weight / total for unit, weight in weights.items() if weight} if total else {}


@dataclass(frozen=True, slots=True)
class Evolution:
    """What the evolution factor grows by (MapSettings.enemy_evolution), each × (1 − evolution)²."""

    enabled: bool = True
    time_factor: Fraction = Fraction(0)
    destroy_factor: Fraction = Fraction(0)
    pollution_factor: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Pollution:
    """How pollution spreads and ages (MapSettings.pollution)."""

    enabled: bool = True
    diffusion_ratio: Fraction = Fraction(0)
    min_to_diffuse: Fraction = Fraction(0)
    ageing: Fraction = Fraction(1)
    enemy_attack_pollution_consumption_modifier: Fraction = Fraction(1)
    min_pollution_to_damage_trees: Fraction = Fraction(0)
    pollution_per_tree_damage: Fraction = Fraction(0)
    pollution_restored_per_tree_damage: Fraction = Fraction(0)
    pollution_with_max_forest_damage: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Expansion:
    """How enemies settle (MapSettings.enemy_expansion): chunks, ticks, units."""

    enabled: bool = True
    max_expansion_distance: Fraction = Fraction(0)
    min_expansion_cooldown: Fraction = Fraction(0)
    max_expansion_cooldown: Fraction = Fraction(0)
    settler_group_min_size: Fraction = Fraction(0)
    settler_group_max_size: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class UnitGroups:
    """How attacks gather (MapSettings.unit_group): ticks, units."""

    min_group_gathering_time: Fraction = Fraction(0)
    max_group_gathering_time: Fraction = Fraction(0)
    max_wait_time_for_late_members: Fraction = Fraction(0)
    max_unit_group_size: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class MapSettings:
    """The map settings: a bundled set has the game's defaults, an export those of the save it was made in."""

    enemy_evolution: Evolution = field(default_factory=Evolution)
    pollution: Pollution = field(default_factory=Pollution)
    enemy_expansion: Expansion = field(default_factory=Expansion)
    unit_group: UnitGroups = field(default_factory=UnitGroups)
