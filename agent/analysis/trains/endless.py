"""Waits that never end: more than the wagons hold, and conditions that exclude one another.

Rules: a cargo wagon has 40 slots and a fluid wagon room for 50,000 (game data; wiki: Cargo wagon, Fluid wagon);
conditions joined by «and» must hold at one time and bind before «or» (runtime API, WaitCondition).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from agent.analysis.circuits.arithmetic import ALIASES
from agent.analysis.circuits.model import WILDCARDS, signal_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.contract import Condition, ScheduleStop, Snapshot, SnapshotTrain, WaitCondition
    from agent.game.gamedata import GameData

CARGO, FLUID = "cargo-wagon", "fluid-wagon"
EXCLUDE = (
    ("full", "empty"),
    ("empty", "not_empty"),
    ("passenger_present", "passenger_not_present"),
    ("at_station", "not_at_station"),
)


@dataclass(frozen=True, slots=True)
class Endless:
    """A stop whose wait can never end: too much is asked of its wagons, or its conditions exclude one another.

    ``item``, ``wanted`` and ``fits`` tell what is too much; ``fits`` is what all wagons hold of it alone.
    """

    stop: ScheduleStop
    why: Literal["much", "contradiction"]
    item: str = ""
    wanted: int = 0
    fits: int = 0


@dataclass(frozen=True, slots=True)
class Room:
    """What fits into the wagons of a train: slots for items, units of fluid."""

    slots: int
    fluid: int


def endless_waits(train: SnapshotTrain, snapshot: Snapshot, data: GameData) -> Iterator[Endless]:
    """Yield the stops of a train, of its schedule and its interrupts, that it could never leave."""
    room = Room(*_room(train, snapshot, data))
    for stop in (*train.stops, *(stop for interrupt in train.interrupts for stop in interrupt.targets)):
        found = [_fault(stop, group, room, data) for group in _groups(stop.wait)]
        if found and all(fault is not None for fault in found) and found[0] is not None:
            yield found[0]


def _groups(conditions: Sequence[WaitCondition]) -> Iterator[list[WaitCondition]]:
    group: list[WaitCondition] = []
    for place, condition in enumerate(conditions):
        if place and condition.compare_type == "or":
            yield group
            group = []
        group.append(condition)
    if group:
        yield group


def _fault(stop: ScheduleStop, group: list[WaitCondition], room: Room, data: GameData) -> Endless | None:
    """Return why conditions joined by «and» never hold; None where they could."""
    kinds = {condition.type for condition in group}
    if any(one in kinds and other in kinds for one, other in EXCLUDE):
        return Endless(stop, "contradiction")
    slots_needed = 0
    for condition in group:
        least = _least(condition)
        if least is None or least[1] <= 0:
            continue
        item, wanted = least
        if "empty" in kinds:
            return Endless(stop, "contradiction")
        if condition.type == "fluid_count":
            fits = room.fluid
            if wanted > fits:
                return Endless(stop, "much", item, wanted, fits)
            continue
        slots, stack = room.slots, data.items[item].stack if item in data.items else 0
        if not stack:
            continue
        slots_needed += math.ceil(wanted / stack)
        if slots_needed > slots:
            return Endless(stop, "much", item, wanted, slots * stack)
    return None


def _least(condition: WaitCondition) -> tuple[str, int] | None:
    """Return of which thing a cargo condition asks at least how many; None where it asks for no least number."""
    compared: Condition | None = condition.condition
    key = signal_of(compared.first_signal) if compared is not None else None
    if condition.type not in {"item_count", "fluid_count"} or compared is None or key is None or key in WILDCARDS:
        return None
    if compared.second_signal is not None:
        return None
    sign, constant = ALIASES.get(compared.comparator, compared.comparator), compared.constant or 0
    if sign in {"≥", "="}:
        return key[1], constant
    return (key[1], constant + 1) if sign == ">" else None


def _room(train: SnapshotTrain, snapshot: Snapshot, data: GameData) -> tuple[int, int]:
    """Return the slots and the room for fluid of a train's wagons.

    Better wagons hold more (wiki: Quality). Of wagons outside the area the quality is not told: where qualities are
    researched they may be the best there is.
    """
    seen = [each for each in snapshot.entities if each.train == train.id]
    best = max((quality.default_multiplier for quality in data.qualities.values()), default=Fraction(1))
    best = best if any("quality" in name for name in snapshot.researched) else Fraction(1)
    found = []
    for name, number in ((CARGO, train.cargo_wagons), (FLUID, train.fluid_wagons)):
        known = data.entities.get(name)
        one = Fraction(0) if known is None else known.fluid_capacity if name == FLUID else Fraction(known.stacks)
        here = [
            data.qualities[each.quality].default_multiplier
            for each in seen
            if each.name == name and each.quality in data.qualities
        ]
        found.append(int(one * (sum(here, Fraction(0)) + best * max(number - len(here), 0))))
    return found[0], found[1]
