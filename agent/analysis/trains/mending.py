"""Schedules that would set stuck trains going again, each only where the snapshot itself founds it.

A stop whose station is gone takes the name of the only station spelled almost the same, or is left out where at least
two others remain. A train without a schedule takes that of its kind, where all of its kind have one and the same. A
train before a full or unreachable station takes the interrupt for that case which the other trains have (wiki: Train
schedule, Interrupts, «Destination full or no path»). Nothing else is guessed: a schedule is the player's intent.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, get_args

from agent.analysis.trains.standing import Stations, standing
from agent.contract import ScheduleStop, WaitType

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from agent.analysis.trains.standing import Standing
    from agent.contract import Interrupt, Snapshot, SnapshotTrain, WaitCondition

Change = Literal["rename", "drop", "borrow", "interrupt"]
FULL_OR_NO_PATH = "destination_full_or_no_path"
LEAST_WORD = 5
"""Shorter words differ by a letter on purpose: A and B, east and west."""
LEAST_STOPS = 2
MOST = 10
OFFERABLE: frozenset[str] = frozenset(get_args(WaitType))
COMPARING = frozenset({"item_count", "circuit", "fluid_count", "fuel_item_count_all", "fuel_item_count_any"})
_GAPS = re.compile(r"[\s_]+")


@dataclass(frozen=True, slots=True)
class Kept:
    """An entry that stays, by its number from 1; with another name of its station where one is given."""

    number: int
    station: str | None = None


@dataclass(frozen=True, slots=True)
class Mending:
    """A schedule for one train.

    Attributes:
        train: Whose schedule it is; all trains of its group, ``members`` in number, get it too.
        change: What is changed.
        station: The name that is wrong, or the station that is full or cannot be reached.
        other: The name that takes its place, or where the interrupt goes.
        like: The train that it is copied from.
        stops, current: The whole new schedule, and the number from 1 of the stop to go to.
        interrupts: Those to add.
    """

    train: SnapshotTrain
    change: Change
    stops: tuple[Kept | ScheduleStop, ...]
    current: int
    members: int = 1
    station: str = ""
    other: str = ""
    like: int | None = None
    interrupts: tuple[Interrupt, ...] = ()


def mendings(snapshot: Snapshot, earlier: Sequence[Snapshot]) -> Iterator[Mending]:
    """Yield at most `MOST` schedules, one for each stuck train or group that can be helped so."""
    stations, seen, given = Stations(snapshot.train_stops), set[str](), 0
    for each in standing(snapshot, earlier):
        train = each.train
        if given == MOST:
            return
        if train.manual or (train.group and train.group in seen):
            continue
        found = _mending(each, stations, snapshot)
        if found is not None:
            seen.add(train.group)
            given += 1
            yield found


def _mending(each: Standing, stations: Stations, snapshot: Snapshot) -> Mending | None:
    if each.reason == "no-station":
        return _renamed(each.train, stations, snapshot) or _shortened(each.train, stations, snapshot)
    if each.reason == "no-schedule":
        return _borrowed(each.train, stations, snapshot)
    if each.reason in {"no-path", "full"}:
        return _interrupted(each.train, stations, snapshot)
    return None


def _members(train: SnapshotTrain, snapshot: Snapshot) -> int:
    return sum(other.group == train.group for other in snapshot.trains) if train.group else 1


def _goal(train: SnapshotTrain) -> str:
    return train.stops[train.current - 1].station or ""


def usable(name: str, stations: Stations) -> bool:
    """Tell whether trains can be sent to a station: a stop of that name at a rail, not switched off."""
    return any(stop.connected and not stop.disabled for stop in stations.by_name.get(name, ()))


def alike(one: str, other: str) -> bool:
    """Tell whether two names are one, misspelled: by case, spaces, or a single letter of a long word."""
    first, second = (_GAPS.split(name.strip().casefold()) for name in (one, other))
    if "".join(first) == "".join(second):
        return True
    if len(first) != len(second):
        return False
    differing = [pair for pair in zip(first, second, strict=True) if pair[0] != pair[1]]
    return len(differing) == 1 and _one_letter(*differing[0])


def _one_letter(one: str, other: str) -> bool:
    """Tell whether a letter too many, too few, wrong, or two letters swapped make one word the other."""
    if min(len(one), len(other)) < LEAST_WORD or not (one.isalpha() and other.isalpha()):
        return False
    start = 0
    while start < min(len(one), len(other)) and one[start] == other[start]:
        start += 1
    left, right = one[start:], other[start:]
    if len(left) == len(right):
        return left[1:] == right[1:] or (left[:2] == right[1::-1] and left[2:] == right[2:])
    return left[1:] == right or left == right[1:]


def _renamed(train: SnapshotTrain, stations: Stations, snapshot: Snapshot) -> Mending | None:
    goal = _goal(train)
    near = [name for name in stations.by_name if alike(goal, name) and usable(name, stations)]
    if len(near) != 1:
        return None
    stops = tuple(Kept(number, near[0] if stop.station == goal else None) for number, stop in enumerate(train.stops, 1))
    return Mending(train, "rename", stops, train.current, _members(train, snapshot), goal, near[0])


def _shortened(train: SnapshotTrain, stations: Stations, snapshot: Snapshot) -> Mending | None:
    """Leave out the stop whose station is gone, where at least two stations of the schedule remain."""
    goal = _goal(train)
    kept = [number for number, stop in enumerate(train.stops, 1) if stop.station != goal]
    left = {train.stops[number - 1].station for number in kept}
    if len({name for name in left if name is not None and usable(name, stations)}) < LEAST_STOPS:
        return None
    after = [place for place, number in enumerate(kept, 1) if number > train.current]
    stops = tuple(Kept(number) for number in kept)
    return Mending(train, "drop", stops, after[0] if after else 1, _members(train, snapshot), goal)


def _kind(train: SnapshotTrain) -> tuple[int, ...]:
    return (
        train.locomotives,
        train.backward_locomotives,
        train.cargo_wagons,
        train.fluid_wagons,
        train.artillery_wagons,
    )


def _load(trains: Iterable[SnapshotTrain]) -> set[str]:
    return {name for train in trains for name in (*(stack.name for stack in train.cargo), *train.fluids)}


def _borrowed(train: SnapshotTrain, stations: Stations, snapshot: Snapshot) -> Mending | None:
    """Take the schedule of the trains of the same kind, where they agree and carry what this one carries."""
    peers = [other for other in snapshot.trains if other.stops and _kind(other) == _kind(train)]
    schedules = {tuple(stop for stop in other.stops if not stop.temporary) for other in peers}
    if len(schedules) != 1 or not _load((train,)) <= _load(peers):
        return None
    (stops,) = schedules
    known = all(
        stop.station is not None and usable(stop.station, stations) and _can_be_said(stop.wait) for stop in stops
    )
    if len(stops) < LEAST_STOPS or not known:
        return None
    return Mending(train, "borrow", stops, 1, _members(train, snapshot), like=peers[0].id)


def _interrupted(train: SnapshotTrain, stations: Stations, snapshot: Snapshot) -> Mending | None:
    """Take the interrupt «destination full or no path» of the other trains, where they have one and the same."""
    if any(_for_full(interrupt) for interrupt in train.interrupts):
        return None
    having = [(other, each) for other in snapshot.trains for each in other.interrupts if _for_full(each)]
    distinct = {each for _, each in having}
    if len(distinct) != 1:
        return None
    like, interrupt = having[0]
    goals = [stop.station for stop in interrupt.targets]
    waits = [interrupt.conditions, *(stop.wait for stop in interrupt.targets)]
    if not goals or not all(name is not None and usable(name, stations) for name in goals):
        return None
    if not all(map(_can_be_said, waits)) or not interrupt.name or _taken(interrupt.name, train):
        return None
    if not any(_has_room(name, stations) for name in goals if name is not None):
        return None
    stops = tuple(Kept(number) for number in range(1, len(train.stops) + 1))
    return Mending(
        train,
        "interrupt",
        stops,
        train.current,
        _members(train, snapshot),
        _goal(train),
        ", ".join(name for name in goals if name is not None),
        like.id,
        (interrupt,),
    )


def _taken(name: str, train: SnapshotTrain) -> bool:
    return any(interrupt.name == name for interrupt in train.interrupts)


def _for_full(interrupt: Interrupt) -> bool:
    return any(condition.type == FULL_OR_NO_PATH for condition in interrupt.conditions)


def _has_room(name: str, stations: Stations) -> bool:
    limit = stations.limit(name)
    return limit is None or stations.trains(name) < limit


def _can_be_said(conditions: Iterable[WaitCondition]) -> bool:
    """Tell whether conditions lose nothing as data: all of kinds that can be offered, comparisons with their signal."""
    return all(
        condition.type in OFFERABLE
        and (condition.type not in COMPARING or (condition.condition is not None and condition.condition.first_signal))
        for condition in conditions
    )
