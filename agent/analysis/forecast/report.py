"""Findings and facts on pollution: what is made, where it gets to, and who comes because of it."""

from __future__ import annotations

import math
from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.combat.waves import chunk_of, kinds, nests, wave
from agent.analysis.facts import fact
from agent.analysis.findings import (
    Analysis,
    Finding,
    Name,
    Quantity,
    Severity,
    Unit,
    amounts,
    count,
    duration,
    numbered,
    per_min,
    percent,
)
from agent.analysis.forecast.emission import absorption_per_s, by_chunk, emissions
from agent.analysis.forecast.spread import Land, evolution_after, spread
from agent.analysis.from_snapshot import exact

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.analysis.combat.waves import Chunk, Wave
    from agent.analysis.forecast.spread import Course
    from agent.contract import Enemies, Snapshot, SnapshotEntity
    from agent.game.combat import Spawner
    from agent.game.gamedata import GameData

HORIZON_S = 3600
SHOWN = 6
MAX_NESTS = 5
DECIMALS = 6
CLEAN_BY_EFFICIENCY = Fraction(8, 10)
"""Efficiency modules take at most 80 % off the consumption (Effect.consumption), and the pollution with it."""


def forecast_analysis(snapshot: Snapshot, earlier: Sequence[Snapshot], data: GameData) -> Analysis:
    """Return when pollution reaches nests within an hour and who comes then; figures of pollution as facts."""
    if "pollution" not in snapshot.collected:
        return Analysis((), (fact("fact-forecast-unknown"),), (), data.label)
    if snapshot.surface.pollutant is None:
        return Analysis((), (fact("fact-forecast-none"),), (), data.label)
    given = list(emissions(snapshot, data))
    land = _land(snapshot, by_chunk(given), data)
    course = spread(land, HORIZON_S)
    homes = _homes(snapshot, data)
    found = numbered([*_reached(snapshot, land, course, homes, data), *_coming(snapshot, land, course, homes, data)])
    unknown = {e.name for e in snapshot.enemies if e.type == "unit-spawner" and e.name not in data.enemies}
    unknown |= {name for chunk in snapshot.pollution for name in chunk.tiles if name not in data.tiles}
    facts = [
        *_emitted(given),
        *_balance(snapshot, land, course),
        *_trend(snapshot, earlier),
        *_evolution(snapshot, given),
    ]
    if not found:
        facts.append(fact("fact-forecast-calm", minutes=Quantity(Fraction(HORIZON_S, 60), Unit.MINUTE)))
    return Analysis(found, tuple(facts), tuple(sorted(unknown)), data.label)


_Homes = dict["Chunk", list[tuple["Enemies", "Spawner"]]]


def _homes(snapshot: Snapshot, data: GameData) -> _Homes:
    found: _Homes = defaultdict(list)
    for enemy, spawner in nests(snapshot, data):
        found[chunk_of(enemy.x, enemy.y)].append((enemy, spawner))
    return found


def _land(snapshot: Snapshot, given: dict[Chunk, Fraction], data: GameData) -> Land:
    pollutant = snapshot.surface.pollutant or "pollution"
    takes: dict[Chunk, tuple[float, float]] = {}
    for chunk, here in _homes(snapshot, data).items():
        fixed = part = 0.0
        for _, spawner in here:
            absorbs = (spawner.absorptions_per_second or {}).get(pollutant)
            if absorbs is not None:
                fixed, part = fixed + float(absorbs.absolute), part + float(absorbs.proportional)
        takes[chunk] = fixed, part
    rules = snapshot.rules.pollution if snapshot.rules is not None else None
    return Land(
        amounts={(chunk.x, chunk.y): chunk.amount for chunk in snapshot.pollution},
        emitted={chunk: float(rate) / 60 for chunk, rate in given.items()},
        absorbed={(chunk.x, chunk.y): float(absorption_per_s(chunk, snapshot, data)) for chunk in snapshot.pollution},
        nests=takes,
        ratio=rules.diffusion_ratio if rules else 0.02,
        least=rules.min_to_diffuse if rules else 15.0,
    )


def _rate_per_s(snapshot: Snapshot, emitted_per_min: Fraction) -> float:
    """Return what time and the area's pollution add to evolution a second, before (1 - evolution)²."""
    if snapshot.rules is None or not snapshot.rules.evolution.enabled:
        return 0.0
    rules = snapshot.rules.evolution
    return rules.time_factor + rules.pollution_factor * float(emitted_per_min) / 60


def _evolution_at(snapshot: Snapshot, emitted_per_min: Fraction, seconds: float) -> Fraction:
    now = snapshot.evolution.factor if snapshot.evolution is not None else 0.0
    return exact(evolution_after(now, _rate_per_s(snapshot, emitted_per_min), seconds))


def _attack(
    snapshot: Snapshot, here: list[tuple[Enemies, Spawner]], per_minute: float, evolution: Fraction, data: GameData
) -> Wave:
    shares = kinds([spawner for _, spawner in here], evolution)
    pollutant = snapshot.surface.pollutant or "pollution"
    return wave(exact(per_minute), shares, data, pollutant=pollutant, rules=snapshot.rules)


def _finding(
    snapshot: Snapshot, severity: Severity, key: str, nest: Enemies, coming: Wave, seconds: float, evolution: Fraction
) -> Finding:
    rows = sorted(coming.units.items(), key=lambda row: (-row[1], row[0]))
    return Finding(
        id="",
        severity=severity,
        key=key,
        args={
            "nest": Name("entity", nest.name),
            "time": duration(exact(seconds)),
            "size": count(math.ceil(coming.size)),
            "list": amounts(((Name("entity", name), count(math.ceil(number))) for name, number in rows), SHOWN),
            "minutes": Quantity(coming.minutes, Unit.MINUTE),
            "evolution": percent(evolution),
            "taken": per_min(coming.pollution_per_min),
        },
        position=(nest.x, nest.y),
        surface=snapshot.surface.name,
        entity=nest.name,
        evidence=(f"reached after {seconds:.0f} s",),
    )


def _reached(snapshot: Snapshot, land: Land, course: Course, homes: _Homes, data: GameData) -> Iterator[Finding]:
    """Yield the nests that pollution has reached already, those that take most first."""
    emitted = exact(sum(land.emitted.values()) * 60)
    now = [chunk for chunk, seconds in course.reached_s.items() if not seconds]
    for chunk in sorted(now, key=lambda chunk: -course.taken_per_min.get(chunk, 0.0))[:MAX_NESTS]:
        evolution = _evolution_at(snapshot, emitted, 0)
        coming = _attack(snapshot, homes[chunk], course.taken_per_min.get(chunk, 0.0), evolution, data)
        yield _finding(
            snapshot, Severity.CRITICAL, "finding-forecast-reached", homes[chunk][0][0], coming, 0.0, evolution
        )


def _coming(snapshot: Snapshot, land: Land, course: Course, homes: _Homes, data: GameData) -> Iterator[Finding]:
    """Yield the nests that pollution reaches within the hour, the first one first."""
    emitted = exact(sum(land.emitted.values()) * 60)
    later = sorted((seconds, chunk) for chunk, seconds in course.reached_s.items() if seconds)
    for seconds, chunk in later[:MAX_NESTS]:
        evolution = _evolution_at(snapshot, emitted, seconds)
        coming = _attack(snapshot, homes[chunk], course.taken_per_min.get(chunk, 0.0), evolution, data)
        yield _finding(
            snapshot, Severity.WARNING, "finding-forecast-reaches", homes[chunk][0][0], coming, seconds, evolution
        )


def _emitted(given: list[tuple[SnapshotEntity, Fraction]]) -> Iterator[Finding]:
    by_name: dict[str, Fraction] = defaultdict(Fraction)
    for entity, rate in given:
        by_name[entity.name] += rate
    total = sum(by_name.values(), Fraction(0))
    if not total:
        yield fact("fact-forecast-clean")
        return
    rows = sorted(by_name.items(), key=lambda row: (-row[1], row[0]))
    listed = amounts(((Name("entity", name), per_min(rate)) for name, rate in rows), SHOWN)
    yield fact("fact-forecast-emitted", total=per_min(total), list=listed)
    name, most = rows[0]
    yield fact(
        "fact-forecast-lower",
        entity=Name("entity", name),
        share=percent(most / total),
        less=per_min(most * CLEAN_BY_EFFICIENCY),
    )


def _balance(snapshot: Snapshot, land: Land, course: Course) -> Iterator[Finding]:
    dirty = [chunk for chunk in snapshot.pollution if chunk.amount > 0]
    if not dirty:
        return
    worst = max(dirty, key=lambda chunk: chunk.amount)
    capacity = sum(land.absorbed[chunk.x, chunk.y] for chunk in dirty) * 60
    yield fact(
        "fact-forecast-spread",
        chunks=count(len(dirty)),
        total=count(exact(round(sum(chunk.amount for chunk in dirty), DECIMALS))),
        most=count(exact(round(worst.amount, DECIMALS))),
        absorbed=per_min(exact(round(capacity, DECIMALS))),
        trees=count(sum(chunk.trees for chunk in dirty)),
    )
    after = [amount for amount in course.amounts.values() if amount > 0]
    yield fact(
        "fact-forecast-later",
        minutes=Quantity(Fraction(HORIZON_S, 60), Unit.MINUTE),
        chunks=count(len(after)),
        total=count(exact(round(sum(after), 0))),
    )


def _trend(snapshot: Snapshot, earlier: Sequence[Snapshot]) -> Iterator[Finding]:
    """Yield how the surface's whole pollution went since the oldest snapshot of it."""
    older = [
        each
        for each in earlier
        if each.surface.name == snapshot.surface.name
        and each.tick < snapshot.tick
        and each.surface.pollution_total is not None
    ]
    if older and snapshot.surface.pollution_total is not None:
        first = min(older, key=lambda each: each.tick)
        yield fact(
            "fact-forecast-trend",
            before=count(exact(round(first.surface.pollution_total or 0.0, 0))),
            now=count(exact(round(snapshot.surface.pollution_total, 0))),
            time=duration(Fraction(snapshot.tick - first.tick, 60)),
        )


def _evolution(snapshot: Snapshot, given: list[tuple[SnapshotEntity, Fraction]]) -> Iterator[Finding]:
    if snapshot.evolution is None:
        return
    emitted = sum((rate for _, rate in given), Fraction(0))
    yield fact(
        "fact-forecast-evolution",
        now=percent(exact(snapshot.evolution.factor)),
        later=percent(_evolution_at(snapshot, emitted, HORIZON_S)),
        minutes=Quantity(Fraction(HORIZON_S, 60), Unit.MINUTE),
    )
