"""What the catalogue knows about a blueprint: products and rates, ports, size, power, technologies, confidence."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

Lane = Literal["left", "right", "both"]
Flow = Literal["in", "out"]


class Way(StrEnum):
    """What carries things over the edge of the blueprint."""

    BELT = "belt"
    PIPE = "pipe"
    CHEST = "chest"
    INSERTER = "inserter"


class Doubt(StrEnum):
    """Why an entry may not do what it says; each has its sentence under ``catalog-doubt-<value>``."""

    UNKNOWN_ENTITIES = "unknown-entities"
    NO_PRODUCT = "no-product"
    NO_OUTPUT = "no-output"
    NO_INPUT = "no-input"
    BY_HAND = "by-hand"
    MIXED_LANES = "mixed-lanes"
    LANES_OPEN = "lanes-open"
    FURNACE_CHOICE = "furnace-choice"
    NOT_TRACED = "not-traced"
    UNPOWERED = "unpowered"


WEIGHT: Mapping[Doubt, float] = {
    Doubt.UNKNOWN_ENTITIES: 0.5,
    Doubt.NO_PRODUCT: 0.1,
    Doubt.NO_OUTPUT: 0.6,
    Doubt.NO_INPUT: 0.6,
    Doubt.BY_HAND: 0.7,
    Doubt.MIXED_LANES: 0.7,
    Doubt.LANES_OPEN: 0.95,
    Doubt.FURNACE_CHOICE: 0.8,
    Doubt.NOT_TRACED: 0.7,
    Doubt.UNPOWERED: 0.8,
}


@dataclass(frozen=True, slots=True)
class Port:
    """A place where items or a fluid come in or leave.

    ``x``, ``y`` is the tile, counted from the blueprint's north-west corner; ``direction`` (16ths) is where a belt runs
    or a pipe opens, None for a chest and for the empty tile that an inserter reaches to. Lanes are as seen along the
    belt. ``items`` are all that may pass here; ``rate_per_min`` is their sum.
    """

    flow: Flow
    way: Way
    x: int
    y: int
    direction: int | None
    lane: Lane
    items: tuple[str, ...]
    rate_per_min: Fraction


@dataclass(frozen=True, slots=True)
class Entry:
    """A blueprint as the catalogue keeps it.

    ``makes_per_min`` is what leaves it: the smaller of machines, belts and inserters; ``takes_per_min`` what that
    needs from outside; items of a better quality are named ``item@quality``. ``machine_rates_per_min`` is what the
    machines alone could make, balanced (`agent.factory.catalog.capacity`), ``machine_takes_per_min`` what for.
    ``choice_per_min`` is what furnaces without a recipe make instead, one of them at a time. The bonuses are those of
    inserters' hands.
    ``per_tile`` is the first product per minute and tile. ``confidence`` is 1 less what each doubt takes.
    """

    id: str
    label: str
    makes_per_min: Mapping[str, Fraction]
    takes_per_min: Mapping[str, Fraction]
    choice_per_min: Mapping[str, Fraction]
    machine_rates_per_min: Mapping[str, Fraction]
    machine_takes_per_min: Mapping[str, Fraction]
    ports: tuple[Port, ...]
    width: int
    height: int
    entities: int
    machines: Mapping[str, int]
    power_w: Fraction
    technologies: tuple[str, ...]
    data_set: str
    stack_bonus: int = 0
    bulk_bonus: int = 1
    doubts: Mapping[Doubt, tuple[str, ...]] = field(default_factory=dict)

    @property
    def area(self) -> int:
        """Return the tiles of the smallest rectangle around it."""
        return self.width * self.height

    @property
    def confidence(self) -> float:
        """Return how sure the figures are, from 0 to 1."""
        sure = 1.0
        for doubt in self.doubts:
            sure *= WEIGHT[doubt]
        return round(sure, 3)

    def rate_of(self, item: str) -> Fraction | None:
        """Return how much of an item leaves per minute, None if none does."""
        return self.makes_per_min.get(item, self.choice_per_min.get(item))
