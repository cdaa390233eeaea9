"""Parts of the export that belong to one type of prototype each (see prototypes.py): combat, power, robots, land.

Numbers are per tick where their name says so; what is left out has the value that stands here.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from agent.contract.base import Several, Strict, Table
from agent.contract.parts import Count, ShortText

Amount = Annotated[float, Field(ge=0)]
Watts = Annotated[float, Field(ge=0)]
Shares = Table[float]
Pair = tuple[float, float]


class ExportedResistance(Strict):
    """What is taken off damage of one type: a fixed amount, then percent of the rest."""

    decrease: float = 0
    percent: float = 0


class ExportedHeat(Strict):
    """How an entity holds and passes heat."""

    max_temperature: float
    specific_heat_j: Amount
    max_transfer_w: Watts
    min_working_temperature: float


class ExportedDamage(Strict):
    """Damage of one type by one shot, in a radius if it has one."""

    type: ShortText
    amount: float
    radius: Amount = 0


class ExportedAttack(Strict):
    """How something attacks; ``damage`` is null where the game does not tell it (a stream's in 2.0)."""

    range: Amount
    cooldown_ticks: Amount
    min_range: Amount = 0
    warmup_ticks: Amount = 0
    damage_modifier: float = 1
    ammo_categories: Several[str] = ()
    damage: Several[ExportedDamage] | None = None
    energy_j: Amount = 0
    fluid_per_tick: Amount = 0
    fluids: Shares = Field(default_factory=dict)


class ExportedAmmo(Strict):
    """Ammunition as a turret fires it; ``damage`` is null where the game does not tell it."""

    category: ShortText
    magazine_size: Amount = 1
    damage: Several[ExportedDamage] | None = None
    cooldown_modifier: float = 1
    range_modifier: float = 1


class ExportedGenerator(Strict):
    """A generator that runs on fluid."""

    fluid_usage_per_tick: Amount = 0
    maximum_temperature: float = 0
    effectivity: float = 1
    burns_fluid: bool = False


class ExportedSolarPanel(Strict):
    """A solar panel: parts of its output, and the surface's property that they are multiplied by."""

    performance_at_day: float = 1
    performance_at_night: float = 0
    coefficient_property: ShortText = "solar-power"


class ExportedReactor(Strict):
    """A reactor or fusion reactor."""

    neighbour_bonus: float = 0
    fluid_usage_per_tick: Amount = 0


class ExportedRobot(Strict):
    """A logistic or construction robot: tiles per tick, joules, charge as a part of the whole."""

    speed: Amount
    max_energy_j: Amount = 0
    energy_per_move_j: Amount = 0
    energy_per_tick_j: Amount = 0
    min_to_charge: float = 0
    max_to_charge: float = 0
    max_payload_size: Count = 0
    speed_multiplier_when_out_of_energy: float = 0


class ExportedRoboport(Strict):
    """A roboport; ``recharge_minimum_j`` is not told by 2.0."""

    logistics_radius: Amount
    construction_radius: Amount
    connection_distance: Amount
    charging_w: Watts
    charging_stations: Count
    recharge_minimum_j: Amount | None = None
    robot_slots: Count = 0
    material_slots: Count = 0


class ExportedRollingStock(Strict):
    """A locomotive or wagon; speed in tiles per tick, 0 for a wagon that sets no limit (2.1)."""

    weight: Amount
    max_speed: Amount = 0
    braking_force: Amount = 0
    friction_force: Amount = 0
    air_resistance: Amount = 0


class ExportedAgriculturalTower(Strict):
    """An agricultural tower; its radius is in cells of the grid."""

    radius: Amount
    growth_grid_tile_size: Count
    crane_w: Watts = 0


class ExportedAsteroidCollector(Strict):
    """An asteroid collector at normal quality."""

    arm_count: Count
    arm_speed: Amount
    passive_w: Watts = 0
    arm_w: Watts = 0


class ExportedThrusterPoint(Strict):
    """One end of a thruster's curve; the fluid is per tick."""

    fluid_volume: float
    fluid_usage: float
    effectivity: float


class ExportedThruster(Strict):
    """A thruster."""

    min_performance: ExportedThrusterPoint
    max_performance: ExportedThrusterPoint


class ExportedLightningAttractor(Strict):
    """A lightning rod or collector."""

    efficiency: float = 0
    range_elongation: float = 0


class ExportedSpawnedUnit(Strict):
    """One kind a spawner sends: (evolution factor, weight), rising."""

    unit: ShortText
    points: Several[Pair] = ()


class ExportedAbsorption(Strict):
    """What a spawner takes of a pollution each second."""

    absolute: float
    proportional: float


class ExportedEnemy(Strict):
    """A unit, a worm or a spawner; cooldowns at evolution 0 and 1. 2.0 does not tell what a spawner absorbs."""

    name: ShortText
    type: Literal["unit", "spider-unit", "segmented-unit", "turret", "unit-spawner"]
    health: Amount
    healing_per_tick: float = 0
    resistances: Table[ExportedResistance] = Field(default_factory=dict)
    speed: Amount = 0
    attack: ExportedAttack | None = None
    absorptions_to_join_attack: Shares = Field(default_factory=dict)
    spawning_time_modifier: float = 1
    results: Several[ExportedSpawnedUnit] = ()
    cooldown_ticks: Pair = (0, 0)
    max_units: Amount = 0
    max_friends_around: Amount = 0
    absorptions_per_second: Table[ExportedAbsorption] | None = None


class ExportedTile(Strict):
    """A kind of ground."""

    name: ShortText
    walking_speed_modifier: float = 1
    absorptions_per_second: Shares = Field(default_factory=dict)
    fluid: str | None = None
    item: str | None = None


class ExportedTechnologyEffect(Strict):
    """What a level of a technology changes, of which ammunition, turret or recipe."""

    type: ShortText
    modifier: float = 1
    target: str | None = None


class ExportedEvolution(Strict):
    """MapSettings.enemy_evolution."""

    enabled: bool = True
    time_factor: float = 0
    destroy_factor: float = 0
    pollution_factor: float = 0


class ExportedPollution(Strict):
    """MapSettings.pollution."""

    enabled: bool = True
    diffusion_ratio: float = 0
    min_to_diffuse: float = 0
    ageing: float = 1
    enemy_attack_pollution_consumption_modifier: float = 1
    min_pollution_to_damage_trees: float = 0
    pollution_per_tree_damage: float = 0
    pollution_restored_per_tree_damage: float = 0
    pollution_with_max_forest_damage: float = 0


class ExportedExpansion(Strict):
    """MapSettings.enemy_expansion."""

    enabled: bool = True
    max_expansion_distance: float = 0
    min_expansion_cooldown: float = 0
    max_expansion_cooldown: float = 0
    settler_group_min_size: float = 0
    settler_group_max_size: float = 0


class ExportedUnitGroups(Strict):
    """MapSettings.unit_group."""

    min_group_gathering_time: float = 0
    max_group_gathering_time: float = 0
    max_wait_time_for_late_members: float = 0
    max_unit_group_size: float = 0


class ExportedMapSettings(Strict):
    """The map settings of the save in which the export was made."""

    enemy_evolution: ExportedEvolution = ExportedEvolution()
    pollution: ExportedPollution = ExportedPollution()
    enemy_expansion: ExportedExpansion = ExportedExpansion()
    unit_group: ExportedUnitGroups = ExportedUnitGroups()
