"""How much water and steam boilers, heat exchangers and steam generators pass in a second."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from agent.game.gamedata import GameData
    from agent.game.machinery import Generator
    from agent.game.prototypes import Boiler

STEAM: Final = "steam"
WATER: Final = "water"
TICKS_PER_S = 60


def water_in_steam(data: GameData) -> Fraction | None:
    """Return how much water a unit of steam was; one water is as much energy as ten steam hold since 2.0.

    None where the data know no such fluids (wiki: Boiler; Fluid.heat_capacity).
    """
    steam, water = data.fluids.get(STEAM), data.fluids.get(WATER)
    if steam is None or water is None or not water.heat_j:
        return None
    return steam.heat_j / water.heat_j


def heat_j(temperature: Fraction, data: GameData) -> Fraction:
    """Return the energy that a unit of steam of a temperature holds, in joules."""
    steam = data.fluids[STEAM]
    return steam.heat_j * (temperature - Fraction(steam.default_temperature))


def steam_per_s(boiler: Boiler, data: GameData) -> Fraction | None:
    """Return what a boiler or heat exchanger gives at full power; None where it heats to no temperature."""
    if STEAM not in data.fluids:
        return None
    energy = heat_j(Fraction(boiler.target_temperature), data)
    return boiler.power.use_w / energy if energy > 0 else None


def taken_per_s(generator: Generator) -> Fraction:
    """Return the steam that a generator takes at full power."""
    return generator.fluid_usage_per_tick * TICKS_PER_S
