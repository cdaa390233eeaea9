"""Which trains stand, and why: no way, no place, no fuel, a signal, a wait that does not end, or one another."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from agent.contract import Snapshot, SnapshotTrain, TrainStop

Reason = Literal["no-fuel", "no-station", "no-path", "full", "disabled", "no-schedule", "signal", "long-wait", "manual"]
LONG_WAIT_TICKS = 5 * 3600
STUCK_TICKS = 3600
"""A minute at one signal in two snapshots is no braking for a red light any more."""
STILL_TILES = 1.0
NEAR_SIGNAL_TILES = 45.0
"""As far behind a signal as a train in its block may stand: a train of six carriages is 42 tiles long."""


@dataclass(frozen=True, slots=True)
class Standing:
    """One train that stands; ``goal`` is the station it is bound for, ``ticks`` for how long it is known to stand."""

    train: SnapshotTrain
    reason: Reason
    goal: str | None = None
    ticks: int | None = None


class Stations:
    """The stations of a surface by name."""

    def __init__(self, stops: Iterable[TrainStop]) -> None:
        self.by_name: dict[str, list[TrainStop]] = defaultdict(list)
        for stop in stops:
            self.by_name[stop.station].append(stop)

    def limit(self, name: str) -> int | None:
        """Return the sum of limits of the usable stops of a name; None where one has no limit."""
        usable = [stop for stop in self.by_name.get(name, ()) if not stop.disabled]
        limits = [stop.limit for stop in usable]
        return None if any(limit is None for limit in limits) else sum(limit or 0 for limit in limits)

    def trains(self, name: str) -> int:
        """Return how many trains are bound for a name or stand there."""
        return sum(stop.trains for stop in self.by_name.get(name, ()))


def is_whole(snapshot: Snapshot, name: str) -> bool:
    """Tell whether a list of the snapshot was looked at and is told in full; a mod that names none told all of them."""
    return name not in snapshot.cut and (not snapshot.collected or name in snapshot.collected)


def standing(snapshot: Snapshot, earlier: Sequence[Snapshot]) -> Iterator[Standing]:
    """Yield the trains that stand against their will, and those that are driven by hand though they have stops."""
    stations = Stations(snapshot.train_stops)
    before = _before(snapshot, earlier)
    for train in snapshot.trains:
        reason = _reason(train, stations)
        if reason is None:
            continue
        if reason == "no-station" and not is_whole(snapshot, "train_stops"):
            reason = "no-path"
        goal = _goal(train)
        ticks = before.get(train.id) if reason in {"signal", "no-path", "full"} else train.wait_ticks
        yield Standing(train, reason, goal, ticks)


def _goal(train: SnapshotTrain) -> str | None:
    if 0 < train.current <= len(train.stops):
        return train.stops[train.current - 1].station
    return None


def _reason(train: SnapshotTrain, stations: Stations) -> Reason | None:
    if train.manual:
        return "manual" if train.stops and not train.speed else None
    if not train.fuel and not train.burning_j and train.locomotives + train.backward_locomotives and not train.speed:
        return "no-fuel"
    goal = _goal(train)
    by_state: Mapping[str, Reason] = {"no_schedule": "no-schedule", "wait_signal": "signal"}
    if train.state == "no_path":
        return "no-station" if goal is not None and goal not in stations.by_name else "no-path"
    if train.state == "destination_full":
        stops = stations.by_name.get(goal or "", ())
        return "disabled" if stops and all(stop.disabled for stop in stops) else "full"
    if train.state == "wait_station" and (train.wait_ticks or 0) >= LONG_WAIT_TICKS:
        return "long-wait"
    return by_state.get(train.state)


def _before(snapshot: Snapshot, earlier: Sequence[Snapshot]) -> dict[int, int]:
    """Return for each train the ticks since the earliest snapshot that saw it where it is, in the same state."""
    now = {train.id: train for train in snapshot.trains}
    found: dict[int, int] = {}
    for older in sorted(earlier, key=lambda each: -each.tick):
        if older.surface.name != snapshot.surface.name or older.tick >= snapshot.tick:
            continue
        for train in older.trains:
            same = now.get(train.id)
            if same is not None and same.state == train.state and _still(same, train):
                found[train.id] = snapshot.tick - older.tick
    return found


def _still(one: SnapshotTrain, other: SnapshotTrain) -> bool:
    if one.x is None or one.y is None or other.x is None or other.y is None:
        return False
    return abs(one.x - other.x) < STILL_TILES and abs(one.y - other.y) < STILL_TILES


def deadlocks(snapshot: Snapshot) -> list[tuple[SnapshotTrain, ...]]:
    """Return rings of trains that wait at signals, each with a carriage of the next one close behind its signal.

    That the carriage stands in the signal's block is likely and not proven: blocks are not in the snapshot.
    """
    bodies = _bodies(snapshot)
    waiting = {train.id: train for train in snapshot.trains if train.state == "wait_signal" and train.signal_at}
    blocks: dict[int, int] = {}
    for train in waiting.values():
        nearest = _nearest(train, bodies, waiting)
        if nearest is not None:
            blocks[train.id] = nearest
    rings: list[tuple[SnapshotTrain, ...]] = []
    seen: set[int] = set()
    for start in sorted(blocks):
        way: list[int] = []
        at: int | None = start
        while at is not None and at not in way and at not in seen:
            way.append(at)
            at = blocks.get(at)
        if at in way:
            rings.append(tuple(waiting[number] for number in way[way.index(at) :]))
        seen.update(way)
    return rings


def _bodies(snapshot: Snapshot) -> dict[int, list[tuple[float, float]]]:
    bodies: dict[int, list[tuple[float, float]]] = defaultdict(list)
    for entity in snapshot.entities:
        if entity.train is not None:
            bodies[entity.train].append((entity.x, entity.y))
    for train in snapshot.trains:
        if not bodies[train.id] and train.x is not None and train.y is not None:
            bodies[train.id].append((train.x, train.y))
    return bodies


def _nearest(
    train: SnapshotTrain, bodies: Mapping[int, list[tuple[float, float]]], waiting: Mapping[int, SnapshotTrain]
) -> int | None:
    if train.signal_at is None:
        return None
    x, y = train.signal_at
    distances = [
        (max(abs(px - x), abs(py - y)), other)
        for other in waiting
        if other != train.id
        for px, py in bodies.get(other, ())
    ]
    near = [entry for entry in distances if entry[0] <= NEAR_SIGNAL_TILES]
    return min(near)[1] if near else None


def bound_for(trains: Iterable[SnapshotTrain]) -> Counter[str]:
    """Count how many trains have a station in their schedule."""
    return Counter(
        name for train in trains for name in {stop.station for stop in train.stops if stop.station is not None}
    )
