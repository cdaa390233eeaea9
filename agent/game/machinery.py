"""Entities that make power, carry, fly, drive, grow or catch: what each type alone has.

The fields bear the names of the prototype documentation with their unit; what a machine draws, gives or stores is in
its ``power``, what it holds in ``stacks`` and ``fluid_capacity``.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from agent.game.prototypes import Entity


@dataclass(frozen=True, slots=True)
class Generator(Entity):
    """A steam engine, a turbine or a fusion generator; ``power.give_w`` is its output at the maximum temperature."""

    fluid_usage_per_tick: Fraction = Fraction(0)
    maximum_temperature: Fraction = Fraction(0)
    effectivity: Fraction = Fraction(1)
    burns_fluid: bool = False


@dataclass(frozen=True, slots=True)
class SolarPanel(Entity):
    """A solar panel: ``power.give_w`` × its performance × the surface's property ÷ that property's default."""

    performance_at_day: Fraction = Fraction(1)
    performance_at_night: Fraction = Fraction(0)
    coefficient_property: str = "solar-power"


@dataclass(frozen=True, slots=True)
class Reactor(Entity):
    """A reactor; each working neighbour adds ``neighbour_bonus`` to its output (1 = +100 %)."""

    neighbour_bonus: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class FusionReactor(Entity):
    """A fusion reactor: draws ``power.use_w`` and burns fuel to heat its fluid."""

    neighbour_bonus: Fraction = Fraction(0)
    fluid_usage_per_tick: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Robot(Entity):
    """A logistic or construction robot; charge is in parts of ``max_energy_j``, ``speed`` in tiles per tick."""

    speed: Fraction = Fraction(0)
    max_energy_j: Fraction = Fraction(0)
    energy_per_move_j: Fraction = Fraction(0)
    energy_per_tick_j: Fraction = Fraction(0)
    min_to_charge: Fraction = Fraction(0)
    max_to_charge: Fraction = Fraction(0)
    max_payload_size: Fraction = Fraction(0)
    speed_multiplier_when_out_of_energy: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Roboport(Entity):
    """A roboport: radii in tiles; each of its charging stations gives ``charging_w``.

    ``recharge_minimum_j`` is the charge below which it sends no robots, 0 where the game does not tell it (2.0).
    """

    logistics_radius: Fraction = Fraction(0)
    construction_radius: Fraction = Fraction(0)
    connection_distance: Fraction = Fraction(0)
    charging_w: Fraction = Fraction(0)
    charging_stations: Fraction = Fraction(0)
    recharge_minimum_j: Fraction = Fraction(0)
    robot_slots: Fraction = Fraction(0)
    material_slots: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class LogisticContainer(Entity):
    """A logistic chest and its mode: active-provider, passive-provider, storage, buffer or requester."""

    mode: str = ""


@dataclass(frozen=True, slots=True)
class RollingStock(Entity):
    """A locomotive or wagon; ``max_speed`` in tiles per tick, weight and forces as the game counts them.

    A wagon of 2.1 sets no limit of its own: 0.
    """

    weight: Fraction = Fraction(0)
    max_speed: Fraction = Fraction(0)
    braking_force: Fraction = Fraction(0)
    friction_force: Fraction = Fraction(0)
    air_resistance: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Pump(Entity):
    """A pump between pipes (PumpPrototype.pumping_speed × 60)."""

    fluid_per_s: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class AgriculturalTower(Entity):
    """An agricultural tower: its radius in cells of ``growth_grid_tile_size`` tiles; ``crane_w`` while it moves."""

    radius: Fraction = Fraction(0)
    growth_grid_tile_size: Fraction = Fraction(0)
    crane_w: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class AsteroidCollector(Entity):
    """An asteroid collector at normal quality; ``arm_w`` for each arm that moves."""

    arm_count: Fraction = Fraction(0)
    arm_speed: Fraction = Fraction(0)
    passive_w: Fraction = Fraction(0)
    arm_w: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class ThrusterPerformance:
    """A point of a thruster's curve: how full it is, what it burns each tick, how well it uses it."""

    fluid_volume: Fraction = Fraction(0)
    fluid_usage: Fraction = Fraction(0)
    effectivity: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Thruster(Entity):
    """A thruster, between its least and greatest performance."""

    min_performance: ThrusterPerformance = ThrusterPerformance()
    max_performance: ThrusterPerformance = ThrusterPerformance()


@dataclass(frozen=True, slots=True)
class LightningAttractor(Entity):
    """A lightning rod or collector: the part of a strike it turns into power, in what reach beyond itself."""

    efficiency: Fraction = Fraction(0)
    range_elongation: Fraction = Fraction(0)
