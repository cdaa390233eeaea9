"""A factory as the analysers see it, whether it came from the running game or from a blueprint."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.game.effects import BeaconAt, ModuleStack

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from fractions import Fraction

    from agent.contract import SnapshotTrain, TrainStop
    from agent.game.gamedata import GameData
    from agent.game.geometry import Box

__all__ = ["BeaconAt", "Factory", "Machine", "ModuleStack", "Part", "first"]


@dataclass(frozen=True, slots=True)
class Part:
    """Anything that stands there: belts, inserters, poles, chests, and machines beside their own entry.

    ``end`` is «input» or «output» of an underground belt or loader; ``number`` is the game's unit number or that of
    the blueprint. ``items`` is what lies in a chest, ``full`` that no slot of it is free.
    """

    name: str
    type: str
    x: float
    y: float
    direction: int = 0
    number: int | None = None
    quality: str = "normal"
    status: str | None = None
    network: int | None = None
    ghost: bool = False
    pickup: tuple[float, float] | None = None
    drop: tuple[float, float] | None = None
    end: str | None = None
    amount: float | None = None
    filter: str | None = None
    items: tuple[tuple[str, int], ...] = ()
    full: bool = False

    def __hash__(self) -> int:
        """Hash what tells two things apart, not all that is known of each."""
        return hash((self.name, self.x, self.y, self.number))


@dataclass(frozen=True, slots=True)
class Machine:
    """A machine that crafts, mines or researches.

    ``recipe`` is a recipe's name, or the resource a drill stands on as ``mine:<resource>``. The reported values are the
    running game's own and win over computed ones; None in a blueprint. ``holds`` is what lies in its input, None if
    that was not looked at, ``fluids`` the amounts in its fluid boxes. ``satisfaction`` is the share of its network's
    demand that is met, None where the game did not say. ``yields`` is what the infinite field below it
    gives, as a part of a full one.
    """

    part: Part
    recipe: str | None = None
    recipe_quality: str = "normal"
    modules: tuple[ModuleStack, ...] = ()
    beacons: tuple[BeaconAt, ...] = ()
    reported_speed: Fraction | None = None
    reported_productivity: Fraction | None = None
    products_finished: int | None = None
    holds: Mapping[str, int] | None = None
    fluids: Mapping[str, float] = field(default_factory=dict)
    satisfaction: Fraction | None = None
    requested: tuple[ModuleStack, ...] = ()
    yields: Fraction | None = None


def first(parts: Iterable[Part]) -> Part:
    """Return the upper left one: where a finding on several points to."""
    return min(parts, key=lambda part: (part.y, part.x, part.name))


@dataclass(frozen=True, slots=True)
class Factory:
    """All that was selected, on one surface; ``trains`` and ``stops`` are all of it.

    ``area`` is what was looked at, None where nothing lies outside of it.
    ``inserter_bonus`` are the researched bonuses of hand size, for plain and for bulk inserters; None: not known.
    """

    source: str
    surface: str | None
    data: GameData
    machines: tuple[Machine, ...]
    parts: tuple[Part, ...]
    not_modelled: tuple[str, ...] = ()
    mining_productivity: Fraction | None = None
    tick: int | None = None
    trains: tuple[SnapshotTrain, ...] = ()
    stops: tuple[TrainStop, ...] = ()
    inserter_bonus: tuple[int, int] | None = None
    area: Box | None = None

    def of_type(self, *types: str) -> Iterator[Part]:
        """Yield the parts of some prototype types."""
        return (part for part in self.parts if part.type in types)

    def counts(self) -> Mapping[str, int]:
        """Return how many of each entity stand or are planned there."""
        return Counter(part.name for part in self.parts)
