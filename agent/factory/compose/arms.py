"""Which inserters serve one machine: kinds, counts and places along a side."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from agent.factory.compose.kit import ArmKind, Kit


@dataclass(frozen=True, slots=True)
class Lane:
    """A belt along a side of a row: what it carries, how far it lies from the machines (1 or 2 tiles), which way.

    ``per_craft`` is what one craft moves over it, ``per_s`` what a machine takes however fast it works (fuel).
    """

    items: tuple[str, ...]
    distance: int
    out: bool
    per_craft: Fraction
    per_s: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class ArmPlan:
    """One inserter of a machine: its kind, the belt it serves, its place along the side."""

    name: str
    lane: Lane
    slot: int


def plan_side(
    lanes: Sequence[Lane], slots: Sequence[int], crafts_per_s: Fraction, kit: Kit
) -> tuple[ArmPlan, ...] | None:
    """Choose inserters for one side of a machine at a speed; None where its places are too few.

    The most demanding belt chooses first; each gets the simplest inserters that do.
    """
    free = list(slots)
    found: list[ArmPlan] = []
    for lane in sorted(lanes, key=lambda one: (-one.per_craft, one.items)):
        rate = lane.per_craft * crafts_per_s + lane.per_s
        left = len(free) - (len(lanes) - len({id(plan.lane) for plan in found}) - 1)
        chosen = _cheapest(kit.near if lane.distance == 1 else kit.far, rate, left)
        if chosen is None:
            return None
        kind, count = chosen
        found += [ArmPlan(kind.name, lane, free.pop(0)) for _ in range(count)]
    return tuple(found)


def _cheapest(kinds: Iterable[ArmKind], rate: Fraction, most: int) -> tuple[ArmKind, int] | None:
    """Return the simplest kind of which one is enough, else the fewest of the fastest."""
    options = [(max(-(-rate // kind.per_s), 1), place, kind) for place, kind in enumerate(kinds)]
    fitting = [(int(count), place, kind) for count, place, kind in options if count <= most]
    if not fitting:
        return None
    count, _, kind = min(fitting, key=lambda one: one[:2])
    return kind, count


def fastest(
    sides: Iterable[tuple[Sequence[Lane], Sequence[int]]], crafts_per_s: Fraction, kit: Kit, steps: int = 20
) -> Fraction | None:
    """Return the speed, at most the machine's own, that inserters can serve; None where even the least cannot be."""
    sides = tuple(sides)
    for part in range(steps, 0, -1):
        speed = crafts_per_s * part / steps
        if all(plan_side(lanes, slots, speed, kit) is not None for lanes, slots in sides):
            return speed
    return None


def amounts(names: Iterable[str], per_craft: Mapping[str, Fraction]) -> Fraction:
    """Add up what one craft moves of several items."""
    return sum((per_craft.get(name, Fraction(0)) for name in names), Fraction(0))
