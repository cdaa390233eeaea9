"""Groups of stations all of whose places are taken by trains that want one another's places.

Rule (wiki: Train stop, «Train limit»): a train keeps the place at its stop until it has reserved one at the next. With
as many trains as places nobody ever finds a free one.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.contract import Snapshot, SnapshotTrain, TrainStop


@dataclass(frozen=True, slots=True)
class Jam:
    """Stations that trains share, with the sum of their limits; ``now``: nobody moves any more."""

    names: tuple[str, ...]
    stops: tuple[TrainStop, ...]
    places: int
    trains: tuple[SnapshotTrain, ...]
    now: bool


def jams(snapshot: Snapshot) -> Iterator[Jam]:
    """Yield the groups with no more places than trains, where every usable stop has a limit.

    A name without any place is another fault: told apart.
    """
    by_name: dict[str, list[TrainStop]] = defaultdict(list)
    for stop in snapshot.train_stops:
        if not stop.disabled and stop.connected:
            by_name[stop.station].append(stop)
    for names, trains in _components(snapshot):
        stops = [stop for name in names for stop in by_name.get(name, ())]
        limits = [stop.limit for stop in stops]
        missing = any(not any(stop.limit != 0 for stop in by_name.get(name, ())) for name in names)
        if missing or len(names) == 1 or len(trains) <= 1 or any(limit is None for limit in limits):
            continue
        places = sum(limit or 0 for limit in limits)
        if len(trains) >= places > 0:
            waiting = [train for train in trains if train.state == "destination_full"]
            now = bool(waiting) and not any(train.speed for train in trains)
            yield Jam(tuple(sorted(names)), tuple(stops), places, tuple(trains), now)


def _components(snapshot: Snapshot) -> Iterator[tuple[set[str], list[SnapshotTrain]]]:
    """Yield station names that schedules and interrupts join, with the trains that go to them."""
    parent: dict[str, str] = {}

    def root(name: str) -> str:
        while parent.setdefault(name, name) != name:
            parent[name] = parent[parent[name]]
            name = parent[name]
        return name

    going: list[tuple[SnapshotTrain, list[str]]] = []
    for train in snapshot.trains:
        targets = (stop for interrupt in train.interrupts for stop in interrupt.targets)
        names = [stop.station for stop in (*train.stops, *targets) if stop.station is not None]
        if names and not train.manual:
            going.append((train, names))
            for name in names:
                parent[root(name)] = root(names[0])
    groups: dict[str, tuple[set[str], list[SnapshotTrain]]] = defaultdict(lambda: (set(), []))
    for train, names in going:
        found = groups[root(names[0])]
        found[0].update(names)
        found[1].append(train)
    yield from groups.values()
