"""A train's schedule as a sentence: stops in their order, what it waits for, and the interrupts of 2.0."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.circuits.formula import condition_formula
from agent.analysis.findings import Formula, Word, duration
from agent.game.names import printable

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agent.analysis.findings import FormulaPart
    from agent.contract import Interrupt, ScheduleStop, SnapshotTrain, WaitCondition

KNOWN = frozenset(
    {
        *("time", "full", "empty", "not_empty", "item_count", "circuit", "inactivity", "robots_inactive"),
        *("fluid_count", "passenger_present", "passenger_not_present", "fuel_item_count_all"),
        *("fuel_item_count_any", "fuel_full", "destination_full_or_no_path", "specific_destination_full"),
        *("specific_destination_not_full", "at_station", "not_at_station", "damage_taken"),
    }
)
"""Conditions that trains have (runtime API, WaitConditionType); platforms' own are told by their names."""
WITH_CONDITION = frozenset({"item_count", "circuit", "fluid_count", "fuel_item_count_all", "fuel_item_count_any"})
TICKS_PER_S = 60


def timetable(train: SnapshotTrain) -> Formula:
    """Return the stops of a train in their order."""
    parts: list[FormulaPart] = []
    for place, stop in enumerate(train.stops):
        if place:
            parts.append(" → ")
        parts += _stop(stop)
    return Formula(tuple(parts))


def interrupt_text(interrupt: Interrupt) -> Formula:
    """Return when an interrupt comes in and where it sends the train."""
    parts: list[FormulaPart] = list(_conditions(interrupt.conditions))
    parts.append(" → ")
    for place, stop in enumerate(interrupt.targets):
        if place:
            parts.append(" → ")
        parts += _stop(stop)
    return Formula(tuple(parts))


def waits_for(stop: ScheduleStop) -> Formula:
    """Return what a train waits for at a stop."""
    return Formula(tuple(_conditions(stop.wait)))


def station(name: str | None) -> str:
    """Return a station's name as it may be shown."""
    return printable(name or "")


def _stop(stop: ScheduleStop) -> Iterator[FormulaPart]:
    if stop.station is None:
        yield Word("train-at-rail")
    else:
        yield station(stop.station)
    if stop.wait:
        yield " ("
        yield from _conditions(stop.wait)
        yield ")"


def _conditions(conditions: Iterable[WaitCondition]) -> Iterator[FormulaPart]:
    some = False
    for place, condition in enumerate(conditions):
        some = True
        if place:
            yield " "
            yield Word(f"circuit-{'or' if condition.compare_type == 'or' else 'and'}")
            yield " "
        yield from _condition(condition)
    if not some:
        yield Word("train-wait-nothing")


def _condition(condition: WaitCondition) -> Iterator[FormulaPart]:
    kind = condition.type
    if kind not in KNOWN:
        yield printable(kind.replace("_", " "))
        return
    yield Word(f"train-wait-{kind.replace('_', '-')}")
    if condition.ticks is not None:
        yield " "
        yield duration(Fraction(condition.ticks, TICKS_PER_S))
    if kind in WITH_CONDITION and condition.condition is not None:
        yield " "
        yield from condition_formula((condition.condition,)).parts
    if condition.station is not None:
        yield f" «{station(condition.station)}»"
