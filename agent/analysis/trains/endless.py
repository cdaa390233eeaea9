"""Waits that never end: more than wagons or locomotives hold, and conditions that no cargo can meet.

Rules: a cargo wagon has 40 slots, a fluid wagon room for 50,000 and a locomotive 3 slots for fuel (game data; wiki:
Cargo wagon, Fluid wagon, Locomotive); conditions joined by «and» must hold at one time and bind before «or» (runtime
API, WaitCondition). There is never less than nothing of a thing.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from agent.analysis.circuits.model import WILDCARDS, signal_of
from agent.game.comparing import ALIASES

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agent.contract import ScheduleStop, Snapshot, SnapshotTrain, WaitCondition
    from agent.game.gamedata import GameData

CARGO, FLUID, LOCOMOTIVE = "cargo-wagon", "fluid-wagon", "locomotive"
EXCLUDE = (
    ("full", "empty"),
    ("empty", "not_empty"),
    ("passenger_present", "passenger_not_present"),
    ("at_station", "not_at_station"),
)


FUEL = frozenset({"fuel_item_count_all", "fuel_item_count_any"})
COUNTED = frozenset({"item_count", "fluid_count", *FUEL})


@dataclass(frozen=True, slots=True)
class Endless:
    """A stop whose wait can never end: too much is asked of its train, or its conditions never hold together.

    ``item``, ``wanted`` and ``fits`` tell what is too much; ``fits`` is what all wagons hold of it alone, of fuel what
    one locomotive holds (``why`` is «fuel» then).
    """

    stop: ScheduleStop
    why: Literal["much", "fuel", "contradiction"]
    item: str = ""
    wanted: int = 0
    fits: int = 0


@dataclass(frozen=True, slots=True)
class Room:
    """What fits into a train: slots for items and units of fluid in its wagons, slots for fuel in one locomotive.

    ``burns`` are the kinds of fuel that its locomotives take.
    """

    slots: int
    fluid: int
    fuel_slots: int
    burns: frozenset[str]


@dataclass(frozen=True, slots=True)
class Span:
    """Of how much of a thing conditions hold that are joined by «and»: from ``least`` to ``most``, both included."""

    item: str
    least: int = 0
    most: int = 2**31 - 1

    def with_condition(self, sign: str, constant: int) -> Span:
        """Return what is left when a comparison with a constant holds too; «≠» takes nothing away that matters."""
        least = {"≥": constant, "=": constant, ">": constant + 1}.get(sign, self.least)
        most = {"≤": constant, "=": constant, "<": constant - 1}.get(sign, self.most)
        return Span(self.item, max(self.least, least), min(self.most, most))


def endless_waits(train: SnapshotTrain, snapshot: Snapshot, data: GameData) -> Iterator[Endless]:
    """Yield the stops of a train, of its schedule and its interrupts, that it could never leave."""
    room = _room(train, snapshot, data)
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
    spans = _spans(group)
    if any(span.least > span.most for span in spans.values()):
        return Endless(stop, "contradiction")
    if "empty" in kinds and any(span.least for (kind, *_), span in spans.items() if kind not in FUEL):
        return Endless(stop, "contradiction")
    return next((fault for fault in _too_much(stop, spans, room, data)), None)


def _too_much(
    stop: ScheduleStop, spans: Mapping[tuple[str, ...], Span], room: Room, data: GameData
) -> Iterator[Endless]:
    """Yield what does not fit into wagons or locomotives; slots that one thing takes are no other's."""
    left = {"item_count": room.slots, "fuel_item_count_all": room.fuel_slots}
    for (kind, *_), span in spans.items():
        item = data.items.get(span.item)
        if kind == "fluid_count":
            if span.least > room.fluid:
                yield Endless(stop, "much", span.item, span.least, room.fluid)
            continue
        if item is None or not span.least or (kind in FUEL and not room.fuel_slots):
            continue
        why: Literal["fuel", "much"] = "fuel" if kind in FUEL else "much"
        slots = room.fuel_slots if kind in FUEL else room.slots
        if kind in FUEL and not room.burns & set(item.fuel_categories):
            yield Endless(stop, "fuel", span.item, span.least)
        needed = math.ceil(span.least / item.stack)
        if kind in left:
            left[kind] -= needed
        if left.get(kind, slots - needed) < 0:
            yield Endless(stop, why, span.item, span.least, slots * item.stack)


def _spans(group: list[WaitCondition]) -> dict[tuple[str, ...], Span]:
    """Return what conditions on amounts ask, by the kind of condition and the thing: constants alone can be judged.

    «Any locomotive» may be another one each time: such conditions are not joined.
    """
    found: dict[tuple[str, ...], Span] = {}
    for place, condition in enumerate(group):
        compared = condition.condition
        key = signal_of(compared.first_signal) if compared is not None else None
        if condition.type not in COUNTED or compared is None or key is None or key in WILDCARDS:
            continue
        if compared.second_signal is not None:
            continue
        sign = ALIASES.get(compared.comparator, compared.comparator)
        which = str(place) if condition.type == "fuel_item_count_any" else ""
        span = found.setdefault((condition.type, *key, which), Span(key[1]))
        found[condition.type, *key, which] = span.with_condition(sign, compared.constant or 0)
    return found


def _room(train: SnapshotTrain, snapshot: Snapshot, data: GameData) -> Room:
    """Return what fits into a train.

    Better wagons hold more (wiki: Quality). Of wagons outside the area the quality is not told: where qualities are
    researched they may be the best there is; a locomotive outside of it may be the one with most slots.
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
    engines = [data.entities[each.name] for each in seen if each.type == LOCOMOTIVE and each.name in data.entities]
    if len(engines) < train.locomotives + train.backward_locomotives:
        engines += [each for each in data.entities.values() if each.type == LOCOMOTIVE]
    return Room(
        slots=found[0],
        fluid=found[1],
        fuel_slots=max((each.power.fuel_slots for each in engines), default=0),
        burns=frozenset(category for each in engines for category in each.power.fuel_categories),
    )
