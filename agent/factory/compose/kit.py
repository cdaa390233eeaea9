"""What may be built with: belts, inserters, poles and pipes of a data set, by what is researched."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.errors import GameDataError
from agent.game import inserting
from agent.game.prototypes import Belt, ElectricPole, Inserter

if TYPE_CHECKING:
    from collections.abc import Collection

    from agent.game.gamedata import GameData

TIERS = ("", "fast-", "express-", "turbo-")
ARMS = ("inserter", "fast-inserter", "bulk-inserter")
LONG_ARM = "long-handed-inserter"
VALVE, CIRCUITS = ("storage-tank", "pump"), "circuit-network"
"""What a valve is made of, and the technology without which no wire can be put to it."""
POLES = ("medium-electric-pole", "small-electric-pole")
PER_MIN = 60
GRIP = Fraction(9, 10)
"""Part of an inserter's best throughput that is counted on: it also waits for belts and machines."""


@dataclass(frozen=True, slots=True)
class Tier:
    """One speed of belts; ``reach`` is how far an exit may lie from its entrance."""

    belt: str
    underground: str
    splitter: str
    per_min: Fraction
    reach: int

    @property
    def lane_per_min(self) -> Fraction:
        """Return what one lane carries."""
        return self.per_min / 2


@dataclass(frozen=True, slots=True)
class ArmKind:
    """An inserter and the items a second it is counted on for."""

    name: str
    per_s: Fraction


@dataclass(frozen=True, slots=True)
class Kit:
    """All that is allowed, slowest first."""

    data: GameData
    tiers: tuple[Tier, ...]
    near: tuple[ArmKind, ...]
    far: tuple[ArmKind, ...]
    pole: ElectricPole
    valves: bool = False
    """Whether pumps and tanks may be built and wired."""

    def tier_for(self, per_min: Fraction, lanes: int) -> Tier | None:
        """Return the slowest belt that carries a rate on so many of its lanes."""
        return next((tier for tier in self.tiers if per_min <= tier.lane_per_min * lanes), None)


def kit_for(data: GameData, researched: Collection[str] | None) -> Kit:
    """Collect what a data set has and the technologies allow (None: all).

    Raises:
        GameDataError: ``compose-kit`` when there are no belts, inserters or poles to build with.
    """

    def allowed(name: str) -> bool:
        if name not in data.entities:
            return False
        return researched is None or may_build(name, data, researched)

    tiers = []
    for prefix in TIERS:
        names = f"{prefix}transport-belt", f"{prefix}underground-belt", f"{prefix}splitter"
        if all(allowed(name) for name in names):
            belt, under = data.entity(names[0], Belt), data.entity(names[1], Belt)
            tiers.append(Tier(*names, belt.items_per_s * PER_MIN, under.reach))
    near = tuple(arm_kind(data.entity(name, Inserter)) for name in ARMS if allowed(name))
    far = tuple(arm_kind(data.entity(name, Inserter)) for name in (LONG_ARM,) if allowed(name))
    pole = next((data.entity(name, ElectricPole) for name in POLES if allowed(name)), None)
    missing = [what for what, found in (("splitter", tiers), ("inserter", near), ("electric-pole", pole)) if not found]
    if pole is None or missing:
        raise GameDataError("compose-kit", missing=", ".join(missing), data_set=data.label)
    wired = researched is None or CIRCUITS not in data.technologies or CIRCUITS in researched
    return Kit(data, tuple(tiers), near, far, pole, valves=wired and all(allowed(name) for name in VALVE))


def may_build(entity: str, data: GameData, researched: Collection[str]) -> bool:
    """Tell whether the recipe of an entity's item is there from the start or unlocked by what is researched."""
    prototype = data.entities.get(entity)
    if prototype is None or prototype.item is None:
        return False
    return any(may_craft(recipe.name, data, researched) for recipe in data.recipes_making(prototype.item))


def may_craft(recipe: str, data: GameData, researched: Collection[str]) -> bool:
    """Tell whether a recipe is there from the start or unlocked by what is researched."""
    found = data.recipes.get(recipe)
    if found is None or found.hidden:
        return False
    return found.enabled_at_start or any(
        recipe in technology.unlocks for technology in data.technologies.values() if technology.name in researched
    )


def arm_kind(prototype: Inserter, bulk_bonus: int = 1) -> ArmKind:
    """Return an inserter with the throughput to count on: belts at one end, nothing researched but the first bulk size.

    The hands are those that the judge takes for granted.
    """
    hand = inserting.hand_size(prototype, 0, bulk_bonus)
    return ArmKind(prototype.name, inserting.items_per_s(prototype, hand, Fraction(1, 32)) * GRIP)
