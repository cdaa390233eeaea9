"""Waits that never end: more than the wagons hold, and conditions that exclude one another.

Rules: a cargo wagon has 40 slots and a fluid wagon room for 50,000 (game data; wiki: Cargo wagon, Fluid wagon);
conditions joined by «and» must hold at one time and bind before «or» (runtime API, WaitCondition).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from agent.analysis.circuits.arithmetic import ALIASES
from agent.analysis.circuits.model import WILDCARDS, signal_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.contract import Condition, ScheduleStop, SnapshotTrain, WaitCondition
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


def endless_waits(train: SnapshotTrain, data: GameData) -> Iterator[Endless]:
    """Yield the stops of a train, of its schedule and its interrupts, that it could never leave."""
    for stop in (*train.stops, *(stop for interrupt in train.interrupts for stop in interrupt.targets)):
        found = [_fault(stop, group, train, data) for group in _groups(stop.wait)]
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


def _fault(stop: ScheduleStop, group: list[WaitCondition], train: SnapshotTrain, data: GameData) -> Endless | None:
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
            fits = train.fluid_wagons * _fluid_room(data)
            if wanted > fits:
                return Endless(stop, "much", item, wanted, fits)
            continue
        slots, stack = train.cargo_wagons * _slots(data), data.items[item].stack if item in data.items else 0
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


def _slots(data: GameData) -> int:
    known = data.entities.get(CARGO)
    return known.stacks if known is not None else 0


def _fluid_room(data: GameData) -> int:
    known = data.entities.get(FLUID)
    return int(known.fluid_capacity) if known is not None else 0
