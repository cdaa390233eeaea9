"""Schedules offered with an answer of the mode «trains»: what the analyser proposes, in the contract's shape."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.analysis.trains.mending import Kept, mendings
from agent.analysis.trains.report import mending_fact
from agent.contract import (
    OfferedCondition,
    OfferedInterrupt,
    OfferedSignal,
    OfferedStop,
    OfferedWait,
    PresentStop,
    ScheduleOffer,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.analysis.trains.mending import Mending
    from agent.assistant.analyst import Analyst
    from agent.assistant.case import Case
    from agent.contract import Condition, ScheduleStop, SignalId, WaitCondition


def schedule_offers(case: Case) -> tuple[tuple[ScheduleOffer, ...], list[str]]:
    """Return the schedules that would set stuck trains going, and the line that presents them."""
    question = case.question
    if case.mode_id != "trains" or question.snapshot is None:
        return (), []
    found = mendings(question.snapshot, question.snapshots)
    offers = tuple(_offer(number, mending, case.analyst) for number, mending in enumerate(found, 1))
    return offers, [case.analyst.catalogue.text("train-mend-offered", count=len(offers))] if offers else []


def _offer(number: int, mending: Mending, analyst: Analyst) -> ScheduleOffer:
    return ScheduleOffer(
        number=number,
        train=mending.train.id,
        text=analyst.line(mending_fact(mending)),
        before=tuple(
            PresentStop(station=stop.station, wait=tuple(each.type for each in stop.wait))
            for stop in mending.train.stops
        ),
        stops=tuple(map(_stop, mending.stops)),
        current=mending.current,
        interrupts=tuple(
            OfferedInterrupt(
                name=interrupt.name,
                conditions=_waits(interrupt.conditions),
                targets=tuple(map(_stop, interrupt.targets)),
                inside_interrupt=interrupt.inside_interrupt,
            )
            for interrupt in mending.interrupts
        ),
    )


def _stop(stop: Kept | ScheduleStop) -> OfferedStop:
    if isinstance(stop, Kept):
        return OfferedStop(keep=stop.number, station=stop.station)
    return OfferedStop(station=stop.station, wait=_waits(stop.wait))


def _waits(conditions: Iterable[WaitCondition]) -> tuple[OfferedWait, ...]:
    return tuple(
        OfferedWait.model_validate(
            {
                "type": each.type,
                "compare_type": each.compare_type,
                "ticks": each.ticks,
                "station": each.station,
                "condition": None if each.condition is None else _condition(each.condition),
            }
        )
        for each in conditions
    )


def _condition(condition: Condition) -> OfferedCondition | None:
    if condition.first_signal is None:
        return None
    second = condition.second_signal
    return OfferedCondition(
        first_signal=_signal(condition.first_signal),
        comparator=condition.comparator,
        constant=condition.constant or 0,
        second_signal=None if second is None else _signal(second),
    )


def _signal(signal: SignalId) -> OfferedSignal:
    return OfferedSignal(name=signal.name, type=signal.type, quality=signal.quality)
