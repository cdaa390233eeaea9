"""Findings and facts on trains and stations."""

from __future__ import annotations

from collections import Counter, defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.facts import fact
from agent.analysis.findings import Analysis, Finding, Name, Severity, count, duration, most, numbered
from agent.analysis.from_snapshot import exact
from agent.analysis.trains.crossings import unguarded, unjudged
from agent.analysis.trains.endless import endless_waits
from agent.analysis.trains.jammed import jams
from agent.analysis.trains.mending import mendings
from agent.analysis.trains.standing import STUCK_TICKS, Stations, bound_for, deadlocks, is_whole, standing
from agent.analysis.trains.timetable import interrupt_text, station, timetable, waits_for

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.analysis.findings import Arg, Formula
    from agent.analysis.trains.mending import Mending
    from agent.analysis.trains.standing import Standing
    from agent.contract import Snapshot, SnapshotTrain, TrainStop
    from agent.game.gamedata import GameData

TICKS_PER_S = 60
MAX_SCHEDULES = 20
MAX_CROSSINGS = 20
SEVERITIES = {
    "no-fuel": Severity.CRITICAL,
    "no-station": Severity.CRITICAL,
    "no-path": Severity.CRITICAL,
    "disabled": Severity.WARNING,
    "no-schedule": Severity.WARNING,
    "long-wait": Severity.WARNING,
    "manual": Severity.INFO,
}
"""A full station and a red signal are graver the longer they last: see `_severity`."""


def train_analysis(snapshot: Snapshot, earlier: Sequence[Snapshot], data: GameData) -> Analysis:
    """Return what keeps trains from their way, and their schedules as facts."""
    stations = is_whole(snapshot, "train_stops")
    found = [
        *_unseen(snapshot),
        *_deadlocks(snapshot),
        *(_jams(snapshot) if stations and is_whole(snapshot, "trains") else ()),
        *_endless(snapshot, data),
        *(_standing(snapshot, each) for each in standing(snapshot, earlier)),
        *_low_fuel(snapshot, data),
        *(_missing_stations(snapshot) if stations else ()),
        *_stations(snapshot),
        *_crossings(snapshot),
    ]
    offered = (mending_fact(each) for each in mendings(snapshot, earlier))
    return Analysis(numbered(found), (*offered, *_facts(snapshot)), (), data.label)


def mending_fact(each: Mending) -> Finding:
    """Return what a schedule that is offered would change, and on what it rests."""
    return fact(
        f"fact-train-mend-{each.change}",
        train=each.train.id,
        station=station(each.station),
        other=station(each.other),
        like=each.like or 0,
        name=station(each.interrupts[0].name if each.interrupts else ""),
        grouped="yes" if each.members > 1 else "no",
        group=station(each.train.group),
        members=count(each.members),
    )


def _unseen(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield that trains were not listed, or not all: nothing follows from those that are missing."""
    if not is_whole(snapshot, "trains"):
        some = "some" if snapshot.trains else "none"
        yield _finding(snapshot, Severity.WARNING, "finding-train-unseen", None, some=some)


def _finding(
    snapshot: Snapshot,
    severity: Severity,
    key: str,
    position: tuple[float, float] | None,
    evidence: str = "",
    **args: Arg,
) -> Finding:
    return Finding(
        id="",
        severity=severity,
        key=key,
        args=args,
        position=position,
        surface=snapshot.surface.name,
        evidence=(evidence,) if evidence else (),
    )


def _place(train: SnapshotTrain) -> tuple[float, float] | None:
    return None if train.x is None or train.y is None else (train.x, train.y)


def _deadlocks(snapshot: Snapshot) -> Iterator[Finding]:
    for ring in deadlocks(snapshot):
        yield _finding(
            snapshot,
            Severity.CRITICAL,
            "finding-train-deadlock",
            ring[0].signal_at,
            "wait_signal in a ring",
            count=count(len(ring)),
            list=", ".join(str(train.id) for train in ring),
        )


def _jams(snapshot: Snapshot) -> Iterator[Finding]:
    for jam in jams(snapshot):
        yield _finding(
            snapshot,
            Severity.CRITICAL if jam.now else Severity.WARNING,
            "finding-train-jam",
            (jam.stops[0].x, jam.stops[0].y),
            f"{jam.places} places, {len(jam.trains)} trains",
            stations=", ".join(f"«{station(name)}»" for name in jam.names),
            places=count(jam.places),
            trains=count(len(jam.trains)),
            more=count(len(jam.trains) - jam.places + 1),
            now="yes" if jam.now else "no",
        )


def _endless(snapshot: Snapshot, data: GameData) -> Iterator[Finding]:
    """Yield waits that can never end, each kind at each station once: trains of one schedule share it."""
    told: set[tuple[str | None, str, int]] = set()
    for train in sorted(snapshot.trains, key=lambda each: each.state != "wait_station"):
        for wait in endless_waits(train, snapshot, data):
            key = (wait.stop.station, wait.item, wait.wanted)
            if key in told:
                continue
            told.add(key)
            yield _finding(
                snapshot,
                Severity.WARNING,
                f"finding-train-endless-{wait.why}",
                _place(train),
                train=train.id,
                station=station(wait.stop.station),
                item=Name("item", wait.item),
                wanted=count(wait.wanted),
                fits=count(wait.fits),
                waits=waits_for(wait.stop),
            )


def _low_fuel(snapshot: Snapshot, data: GameData) -> Iterator[Finding]:
    """Yield trains on the way whose locomotives burn the last of their fuel."""
    known = data.entities.get("locomotive")
    power_w = known.power.use_w if known is not None else Fraction(0)
    for train in snapshot.trains:
        engines = train.locomotives + train.backward_locomotives
        if train.fuel or not train.burning_j or not engines or not power_w or not train.speed:
            continue
        left = exact(train.burning_j) / (power_w * engines)
        yield _finding(
            snapshot, Severity.WARNING, "finding-train-last-fuel", _place(train), train=train.id, left=duration(left)
        )


def _missing_stations(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield stations of schedules and interrupts that are not there; where a train is bound for now is told apart."""
    there = {stop.station for stop in snapshot.train_stops}
    told: set[tuple[str, str]] = set()
    for train in snapshot.trains:
        bound = train.stops[train.current - 1].station if 0 < train.current <= len(train.stops) else None
        named = [("", stop.station) for stop in train.stops if stop.station != bound or train.state != "no_path"]
        named += [(interrupt.name, stop.station) for interrupt in train.interrupts for stop in interrupt.targets]
        for interrupt, name in named:
            # Names of interrupts may hold a place for whatever the train carries.
            if name is None or name in there or "-parameter" in name or (interrupt, name) in told:
                continue
            told.add((interrupt, name))
            key = "finding-train-interrupt-no-station" if interrupt else "finding-train-schedule-no-station"
            yield _finding(
                snapshot,
                Severity.WARNING,
                key,
                _place(train),
                train=train.id,
                station=station(name),
                interrupt=station(interrupt),
            )


def _severity(each: Standing) -> Severity:
    known = SEVERITIES.get(each.reason)
    if known is not None:
        return known
    return Severity.WARNING if (each.ticks or 0) >= STUCK_TICKS else Severity.INFO


def _standing(snapshot: Snapshot, each: Standing) -> Finding:
    stations, train = Stations(snapshot.train_stops), each.train
    goal = each.goal or ""
    at = train.signal_at if each.reason == "signal" and train.signal_at else _place(train)
    args: dict[str, Arg] = {
        "train": train.id,
        "station": station(goal),
        "limit": count(stations.limit(goal) or 0),
        "trains": count(stations.trains(goal)),
        "known": "yes" if each.ticks else "no",
        "time": duration(Fraction(each.ticks or 0, TICKS_PER_S)),
    }
    if each.reason == "long-wait":
        args["waits"] = waits_for(train.stops[train.current - 1])
    return _finding(snapshot, _severity(each), f"finding-train-{each.reason}", at, f"state {train.state}", **args)


def _stations(snapshot: Snapshot) -> Iterator[Finding]:
    wanted = bound_for(snapshot.trains)
    by_name: dict[str, list[TrainStop]] = defaultdict(list)
    for stop in snapshot.train_stops:
        by_name[stop.station].append(stop)
        if not stop.connected:
            yield _finding(
                snapshot,
                Severity.WARNING,
                "finding-train-off-rail",
                (stop.x, stop.y),
                station=station(stop.station),
            )
    for name, stops in sorted(by_name.items()):
        limits = [stop.limit for stop in stops]
        if wanted[name] and all(limit == 0 for limit in limits):
            yield _finding(
                snapshot,
                Severity.WARNING,
                "finding-train-limit-zero",
                (stops[0].x, stops[0].y),
                station=station(name),
                trains=count(wanted[name]),
            )
        elif all(limit is not None for limit in limits) and wanted[name] > sum(limit or 0 for limit in limits) > 0:
            yield _finding(
                snapshot,
                Severity.INFO,
                "finding-train-more-than-limit",
                (stops[0].x, stops[0].y),
                station=station(name),
                trains=count(wanted[name]),
                limit=count(sum(limit or 0 for limit in limits)),
            )


def _crossings(snapshot: Snapshot) -> Iterator[Finding]:
    for place, way in enumerate(unguarded(snapshot)):
        if place == MAX_CROSSINGS:
            return
        key = "finding-train-plain-signal" if way.rail_signal else "finding-train-no-chain-signal"
        yield _finding(snapshot, Severity.INFO, key, (way.x, way.y), heading=way.heading)


def _facts(snapshot: Snapshot) -> Iterator[Finding]:
    if not is_whole(snapshot, "trains"):
        yield from _schedules(snapshot)
        return
    if not snapshot.trains and not snapshot.train_stops:
        yield fact("fact-train-none")
        return
    states = Counter(train.state for train in snapshot.trains)
    moving = sum(1 for train in snapshot.trains if train.speed)
    yield fact(
        "fact-train-count",
        trains=count(len(snapshot.trains)),
        moving=count(moving),
        loading=count(states["wait_station"]),
        waiting=count(states["wait_signal"]),
        manual=count(sum(1 for train in snapshot.trains if train.manual)),
        stops=count(len(snapshot.train_stops)),
        names=count(len({stop.station for stop in snapshot.train_stops})),
    )
    yield from _not_judged(snapshot)
    yield from _schedules(snapshot)
    cargo: Counter[str] = Counter()
    for train in snapshot.trains:
        cargo.update({stack.name: stack.count for stack in train.cargo})
    if cargo:
        yield fact("fact-train-cargo", list=most("item", cargo, 6))


def _not_judged(snapshot: Snapshot) -> Iterator[Finding]:
    rails = unjudged(snapshot)
    if rails is not None:
        yield fact(
            "fact-train-not-judged",
            bent=count(rails.bent),
            diagonal=count(rails.diagonal),
            elevated=count(rails.elevated),
        )


def _schedules(snapshot: Snapshot) -> Iterator[Finding]:
    """Yield each schedule once, the commonest first, then the interrupts."""
    groups: dict[Formula, list[SnapshotTrain]] = defaultdict(list)
    interrupts: dict[tuple[str, Formula], int] = defaultdict(int)
    for train in snapshot.trains:
        if train.stops:
            groups[timetable(train)].append(train)
        for interrupt in train.interrupts:
            interrupts[station(interrupt.name), interrupt_text(interrupt)] += 1
    ordered = sorted(groups.items(), key=lambda entry: -len(entry[1]))
    for text, trains in ordered[:MAX_SCHEDULES]:
        yield fact("fact-train-schedule", count=count(len(trains)), train=trains[0].id, schedule=text)
    for (name, text), number in list(interrupts.items())[:MAX_SCHEDULES]:
        yield fact("fact-train-interrupt", count=count(number), name=name, text=text)
