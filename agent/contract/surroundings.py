"""What lies around and under the area: enemies, pollution, water; and what the force knows."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from pydantic import ConfigDict, with_config

from agent.contract.base import Several, Table, Whole

_PART = ConfigDict(strict=True, extra="ignore", allow_inf_nan=False)

Rectangle = tuple[Whole, Whole, Whole, Whole]
"""Left, top, width, height in tiles."""


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class Enemies:
    """Enemies in reach of the area: nests and worms one by one, units together by chunk (x, y of one of them)."""

    name: str
    type: str
    x: float
    y: float
    count: Whole = 1


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class Evolution:
    """Evolution of the enemy force on this surface, 0…1, and the three causes' shares as the game keeps them."""

    factor: float
    time: float = 0.0
    pollution: float = 0.0
    spawners: float = 0.0


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class PollutionChunk:
    """Pollution of one chunk of 32×32 tiles (x, y are chunk coordinates) in and around the area.

    ``tiles``: what its ground is made of, by name, counted at four evenly spread points; ``trees``: all of them.
    """

    x: Whole
    y: Whole
    amount: float = 0.0
    trees: Whole = 0
    tiles: Table[Whole] = field(default_factory=dict)


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class PollutionRules:
    """The map's settings (``game.map_settings.pollution``)."""

    enabled: bool = True
    diffusion_ratio: float = 0.02
    min_to_diffuse: float = 15.0
    ageing: float = 1.0
    attack_cost_modifier: float = 1.0


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class EvolutionRules:
    """The map's settings (``game.map_settings.enemy_evolution``)."""

    enabled: bool = True
    time_factor: float = 0.000004
    destroy_factor: float = 0.002
    pollution_factor: float = 0.0000009


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class GroupRules:
    """The map's settings (``game.map_settings.unit_group``); times in ticks."""

    max_unit_group_size: Whole = 200
    max_gathering_unit_groups: Whole = 30
    min_group_gathering_time: Whole = 3600
    max_group_gathering_time: Whole = 36000


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class MapRules:
    """Settings of the map that decide how pollution spreads and enemies come."""

    pollution: PollutionRules = PollutionRules()
    evolution: EvolutionRules = EvolutionRules()
    groups: GroupRules = GroupRules()
    peaceful: bool = False


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class Bonuses:
    """Bonuses of the force as the game sums them; 0.4 = +40 %. Only those that are not zero.

    ``ammo_damage`` and ``shooting_speed`` by ammo category, ``turret_attack`` by turret.
    """

    ammo_damage: Table[float] = field(default_factory=dict)
    shooting_speed: Table[float] = field(default_factory=dict)
    turret_attack: Table[float] = field(default_factory=dict)
    robot_speed: float = 0.0
    robot_storage: float = 0.0
    robot_battery: float = 0.0
    laboratory_speed: float = 0.0
    laboratory_productivity: float = 0.0
    braking_force: float = 0.0


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class Research:
    """What is researched now; ``levels`` of technologies that have more than one.

    ``units`` is what the current technology takes in all, with the game's own price multiplier, ``unit_s`` the seconds
    of one in a lab of speed 1.
    """

    current: str | None = None
    progress: float = 0.0
    units: Whole | None = None
    unit_s: float | None = None
    queue: Several[str] = ()
    levels: Table[Whole] = field(default_factory=dict)


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class ProductionFlow:
    """What the whole surface made and used of a thing a minute: over the last minute, ten minutes and hour.

    ``pollution``: what entities of that name emitted (made), what entities or tiles of that name took up (used).
    """

    name: str
    kind: Literal["item", "fluid", "pollution"] = "item"
    made_1m: float = 0.0
    made_10m: float = 0.0
    made_1h: float = 0.0
    used_1m: float = 0.0
    used_10m: float = 0.0
    used_1h: float = 0.0
