"""A train's new schedule as data: what the agent offers, and the mod applies after the player's click.

Shapes and names of wait conditions are the runtime API's (``ScheduleRecord``, ``WaitCondition``, ``ScheduleInterrupt``)
as far as trains use them. ``damage_taken`` is left out: a snapshot does not tell its amount, so nobody can offer it.
"""

from __future__ import annotations

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from agent.contract.base import MOST_INT, Several, Strict
from agent.contract.circuits import Comparator
from agent.contract.parts import Count, ShortText

StationName = Annotated[str, Field(min_length=1, max_length=1000)]
Number = Annotated[int, Field(ge=1, le=MOST_INT)]
Int32 = Annotated[int, Field(ge=-(2**31), lt=2**31)]
WaitType = Literal[
    "time",
    "full",
    "empty",
    "not_empty",
    "item_count",
    "circuit",
    "inactivity",
    "robots_inactive",
    "fluid_count",
    "passenger_present",
    "passenger_not_present",
    "fuel_item_count_all",
    "fuel_item_count_any",
    "fuel_full",
    "destination_full_or_no_path",
    "specific_destination_full",
    "specific_destination_not_full",
    "at_station",
    "not_at_station",
]


class OfferedSignal(Strict):
    """A signal that a condition compares."""

    name: ShortText
    type: ShortText = "item"
    quality: ShortText = "normal"


class OfferedCondition(Strict):
    """A comparison of a signal with another one or, without one, with a constant."""

    first_signal: OfferedSignal
    comparator: Comparator
    constant: Int32 = 0
    second_signal: OfferedSignal | None = None


class OfferedWait(Strict):
    """One wait condition; ``ticks`` for ``time`` and ``inactivity``, ``station`` for those that name one."""

    type: WaitType
    compare_type: Literal["and", "or"] = "and"
    ticks: Count | None = None
    station: StationName | None = None
    condition: OfferedCondition | None = None


class OfferedStop(Strict):
    """One entry of the new schedule.

    ``keep`` is the number of the present entry that it is, from 1: everything of that one stays but its station's name
    (``station`` None: that too). Without ``keep`` it is a new one, with ``wait``.
    """

    keep: Number | None = None
    station: StationName | None = None
    wait: Several[OfferedWait] = ()

    @model_validator(mode="after")
    def _one_or_the_other(self) -> Self:
        if self.keep is None and self.station is None:
            raise ValueError("a new stop needs a station")
        if self.keep is not None and self.wait:
            raise ValueError("a stop that is kept keeps its wait conditions")
        return self


class OfferedInterrupt(Strict):
    """An interrupt to add; its targets are stations."""

    name: StationName
    conditions: Annotated[Several[OfferedWait], Field(min_length=1)]
    targets: Annotated[Several[OfferedStop], Field(min_length=1)]
    inside_interrupt: bool = False


class PresentStop(Strict):
    """An entry of the schedule that the offer was made for: station (None: a place on a rail), types of its waits."""

    station: ShortText | None = None
    wait: Several[ShortText] = ()


class ScheduleOffer(Strict):
    """A schedule for one train, or, where it is in a group, for all of the group.

    Attributes:
        number: Which offer of its answer this is, from 1.
        train: The game's id of the train.
        text: What would change and why, in the player's language.
        before: The schedule as it was in the snapshot; where the train's differs by now, nothing is applied.
        stops: The whole new schedule, in order.
        current: Number of the stop to go to, from 1.
        interrupts: Interrupts to add.
    """

    number: Number
    train: Count
    text: Annotated[str, Field(max_length=2000)]
    before: Annotated[Several[PresentStop], Field(max_length=200)] = ()
    stops: Annotated[Several[OfferedStop], Field(min_length=1, max_length=200)]
    current: Number
    interrupts: Annotated[Several[OfferedInterrupt], Field(max_length=20)] = ()

    @model_validator(mode="after")
    def _within(self) -> Self:
        if self.current > len(self.stops):
            raise ValueError("current is no number of a stop")
        kept = [stop.keep for stop in self.stops if stop.keep is not None]
        if len(set(kept)) != len(kept) or any(number > len(self.before) for number in kept):
            raise ValueError("keep is no number of a present stop, or given twice")
        if any(stop.keep is not None for each in self.interrupts for stop in each.targets):
            raise ValueError("targets of a new interrupt are new stops")
        return self
