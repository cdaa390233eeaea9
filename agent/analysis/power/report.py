"""Findings and facts on the electric networks of a snapshot, each network apart."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from itertools import zip_longest
from typing import TYPE_CHECKING

from agent.analysis.facts import fact
from agent.analysis.findings import (
    Analysis,
    Finding,
    Name,
    Severity,
    amounts,
    count,
    duration,
    joules,
    most,
    numbered,
    percent,
    watts,
)
from agent.analysis.from_snapshot import exact
from agent.analysis.power.burning import fuels, without_fuel, without_steam
from agent.analysis.power.fusion import fusion_of
from agent.analysis.power.grid import GENERATORS, counted, grids, unplugged
from agent.analysis.power.heat import heat_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from agent.analysis.findings import Amounts, Arg
    from agent.analysis.power.fusion import Fusion
    from agent.analysis.power.grid import Grid
    from agent.analysis.power.heat import Heat
    from agent.contract import Snapshot, SnapshotEntity
    from agent.game.gamedata import GameData

SHORT_BELOW = Fraction(999, 1000)
TIGHT_ABOVE = Fraction(9, 10)
"""From here on a network has little in reserve."""
SOON_EMPTY_S, VERY_SOON_EMPTY_S = 600, 120
FUEL_LOW_S = 300
SHOWN = 6


def power_analysis(snapshot: Snapshot, earlier: Sequence[Snapshot], data: GameData) -> Analysis:
    """Return what is wrong with the networks of a snapshot, and their figures as facts.

    Args:
        snapshot: The one asked about.
        earlier: Others of the same player; those of the same surface show how demand went.
        data: Game data of the running mod set.
    """
    found: list[Finding] = []
    facts: list[Finding] = []
    every = grids(snapshot, data)
    of_each = []
    # What ran out comes before what lacks because of it.
    found += _fuel(snapshot, data)
    for grid in every:
        found += _problems(grid, snapshot)
        of_each.append(list(_facts(grid, earlier, snapshot)))
    # The first facts of every network before the rest of any: an answer shows only so many.
    facts += [each for turn in zip_longest(*of_each) for each in turn if each is not None]
    found += _unplugged(snapshot, data)
    heat = heat_of(snapshot, data)
    if heat is not None:
        found += _heat_problems(heat, snapshot)
        facts.append(_heat_fact(heat))
    fusion = fusion_of(snapshot, data)
    if fusion is not None:
        found += _fusion_problems(fusion, snapshot)
        facts.append(_fusion_fact(fusion))
    facts += _fuel_facts(snapshot, data)
    unknown = {
        entity.name
        for grid in every
        for entity in grid.members
        if entity.type in GENERATORS and not grid.give_w(entity.name)
    }
    return Analysis(numbered(found), tuple(facts), tuple(sorted(unknown)), data.label)


def _finding(
    snapshot: Snapshot, severity: Severity, key: str, at: SnapshotEntity | None, evidence: str = "", **args: Arg
) -> Finding:
    return Finding(
        id="",
        severity=severity,
        key=key,
        args=args,
        position=None if at is None else (at.x, at.y),
        surface=snapshot.surface.name,
        entity=None if at is None else at.name,
        evidence=(evidence,) if evidence else (),
    )


def _first(entities: Iterable[SnapshotEntity]) -> SnapshotEntity | None:
    return min(entities, key=lambda entity: (entity.y, entity.x, entity.name), default=None)


def _problems(grid: Grid, snapshot: Snapshot) -> Iterator[Finding]:
    yield from _stored(grid, snapshot)
    yield from _short(grid, snapshot)
    yield from _night(grid, snapshot)
    yield from _steam(grid, snapshot)


def _short(grid: Grid, snapshot: Snapshot) -> Iterator[Finding]:
    satisfaction, maximum, at = grid.satisfaction, grid.maximum_w, _first(grid.members)
    if satisfaction is not None and satisfaction < SHORT_BELOW and grid.demand_w:
        lacking = grid.demand_w * (1 - satisfaction)
        dry = without_steam(grid.members)
        dark = bool(grid.panels) and grid.day is not None and grid.light < grid.day.mean
        back = sum((grid.give_w(engine.name, engine.quality) for engine in dry), Fraction(0))
        yield _finding(
            snapshot,
            Severity.CRITICAL,
            "finding-power-short",
            at,
            f"network {grid.network.id} satisfaction {float(satisfaction):.3f}",
            network=grid.network.id,
            satisfaction=percent(satisfaction),
            lacking=watts(lacking),
            cure=_cure(grid, max(lacking - back, Fraction(0)), by_sun=not dark),
            estimated="yes" if grid.network.estimated else "no",
            why="dark" if dark and not back else "no" if not back else "enough" if back >= lacking else "part",
            dry=count(len(dry)),
            back=watts(back),
        )
    elif maximum and grid.demand_w > maximum * TIGHT_ABOVE and grid.network.maximum_w is not None:
        yield _finding(
            snapshot,
            Severity.WARNING,
            "finding-power-over" if grid.demand_w > maximum else "finding-power-tight",
            at,
            network=grid.network.id,
            demand=watts(grid.demand_w),
            maximum=watts(maximum),
            share=percent(grid.demand_w / maximum),
            missing=watts(grid.demand_w - maximum),
            cure=_cure(grid, grid.demand_w / TIGHT_ABOVE - maximum),
        )


def _cure(grid: Grid, lacking: Fraction, *, by_sun: bool = True) -> Amounts:
    """Return how many more of each kind of producer would give so much; panels, if at all, with their daily mean."""
    names = [*grid.producers, *(name for name in grid.usual if name not in grid.producers)]
    rows = []
    for name in names:
        gives = mean_give_w(grid, name)
        prototype = grid.data.entities.get(name)
        if gives > 0 and (by_sun or prototype is None or prototype.type != "solar-panel"):
            rows.append((Name("entity", name), count(max(1, math.ceil(lacking / gives)))))
    return amounts(rows, SHOWN)


def mean_give_w(grid: Grid, name: str) -> Fraction:
    """Return what one more producer adds, a panel on average over the day."""
    prototype = grid.data.entities.get(name)
    gives = grid.give_w(name)
    if prototype is not None and prototype.type == "solar-panel":
        return gives * (grid.day.mean if grid.day is not None else Fraction(1))
    return gives


def _stored(grid: Grid, snapshot: Snapshot) -> Iterator[Finding]:
    if not grid.drain_w or not grid.storage_j or not grid.stored_j:
        return
    left = grid.stored_j / grid.drain_w
    if left < SOON_EMPTY_S:
        yield _finding(
            snapshot,
            Severity.CRITICAL if left < VERY_SOON_EMPTY_S else Severity.WARNING,
            "finding-power-running-dry",
            _first(entity for entity in grid.members if entity.type == "accumulator"),
            f"{float(grid.stored_j):.0f} J at {float(grid.drain_w):.0f} W",
            network=grid.network.id,
            stored=joules(grid.stored_j),
            drain=watts(grid.drain_w),
            left=duration(left),
        )


def _night(grid: Grid, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield a night that the accumulators cannot carry: with the mean load, and what else the area could give."""
    if grid.day is None or not grid.solar_w or grid.day.always:
        return
    load = grid.mean_w("use", "ten_minutes_w") or grid.demand_w
    if grid.steady_w is None or load <= grid.steady_w:
        return
    by_sun = load - grid.steady_w
    missing = grid.day.seconds_missing(by_sun / grid.solar_w) * grid.solar_w
    if missing <= grid.storage_j:
        return
    one = grid.data.entities.get("accumulator")
    holds = one.power.buffer_j if one is not None else Fraction(0)
    panel = mean_give_w(grid, grid.panels[0].name)
    at_noon = by_sun - grid.solar_w * grid.day.mean
    yield _finding(
        snapshot,
        Severity.WARNING,
        "finding-power-night",
        _first(grid.panels),
        network=grid.network.id,
        missing=joules(missing),
        storage=joules(grid.storage_j),
        accumulators=count(math.ceil((missing - grid.storage_j) / holds)) if holds else count(0),
        panels=count(max(0, math.ceil(at_noon / panel)) if panel else 0),
        load=watts(by_sun),
    )


def _steam(grid: Grid, snapshot: Snapshot) -> Iterator[Finding]:
    engines = counted(tuple(entity for entity in grid.members if entity.type == "generator"))
    for name, total in sorted(engines.items()):
        dry = without_steam(entity for entity in grid.members if entity.name == name)
        if dry:
            yield _finding(
                snapshot,
                Severity.WARNING,
                "finding-power-no-steam",
                _first(dry),
                f"status {dry[0].status}",
                network=grid.network.id,
                count=count(len(dry)),
                total=count(total),
                entity=Name("entity", name),
            )


def _unplugged(snapshot: Snapshot, data: GameData) -> Iterator[Finding]:
    lonely = unplugged(snapshot, data)
    if lonely:
        yield _finding(
            snapshot,
            Severity.WARNING,
            "finding-power-unplugged",
            _first(lonely),
            count=count(len(lonely)),
            list=most("entity", counted(lonely)),
        )


def _fuel(snapshot: Snapshot, data: GameData) -> Iterator[Finding]:
    out = without_fuel(snapshot)
    if out:
        yield _finding(
            snapshot,
            Severity.CRITICAL,
            "finding-power-no-fuel",
            _first(out),
            "status no_fuel",
            count=count(len(out)),
            list=most("entity", Counter(entity.name for entity in out)),
        )
    low = [fuel for fuel in fuels(snapshot, data) if fuel.seconds < FUEL_LOW_S and fuel.entity not in out]
    if low:
        yield _finding(
            snapshot,
            Severity.WARNING,
            "finding-power-fuel-low",
            low[0].entity,
            count=count(len(low)),
            entity=Name("entity", low[0].entity.name),
            left=duration(low[0].seconds),
        )


def _heat_problems(heat: Heat, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield what keeps nuclear heat from becoming electricity: too few exchangers or turbines, or cold ones."""
    if heat.cold:
        yield _finding(
            snapshot,
            Severity.WARNING,
            "finding-power-cold",
            _first(heat.cold),
            count=count(len(heat.cold)),
            total=count(len(heat.exchangers)),
            entity=Name("entity", heat.cold[0].name),
        )
    steps = (("exchangers", heat.exchangers, heat.passed_w), ("turbines", heat.turbines, heat.made_w))
    for kind, standing, passes in steps:
        if standing and passes < heat.given_w:
            one = passes / len(standing)
            yield _finding(
                snapshot,
                Severity.INFO,
                "finding-power-heat-lost",
                _first(standing),
                kind=kind,
                entity=Name("entity", standing[0].name),
                count=count(len(standing)),
                passes=watts(passes),
                given=watts(heat.given_w),
                add=count(math.ceil((heat.given_w - passes) / one)),
            )


def _heat_fact(heat: Heat) -> Finding:
    return fact(
        "fact-power-heat" if heat.exchangers else "fact-power-heat-unseen",
        reactors=count(len(heat.reactors)),
        given=watts(heat.given_w),
        bonus=watts(heat.bonus_w),
        exchangers=count(len(heat.exchangers)),
        passed=watts(heat.passed_w),
        turbines=count(len(heat.turbines)),
        made=watts(heat.made_w),
        reached=watts(heat.reached_w),
    )


def _fusion_problems(fusion: Fusion, snapshot: Snapshot) -> Iterator[Finding]:
    """Yield that generators take less than the plasma holds; where none stands in the area they may be elsewhere."""
    if not fusion.generators or fusion.made_w >= fusion.given_w:
        return
    one = fusion.made_w / len(fusion.generators)
    yield _finding(
        snapshot,
        Severity.INFO,
        "finding-power-fusion-lost",
        _first(fusion.generators),
        entity=Name("entity", fusion.generators[0].name),
        count=count(len(fusion.generators)),
        passes=watts(fusion.made_w),
        given=watts(fusion.given_w),
        add=count(math.ceil((fusion.given_w - fusion.made_w) / one)),
    )


def _fusion_fact(fusion: Fusion) -> Finding:
    return fact(
        "fact-power-fusion",
        reactors=count(len(fusion.reactors)),
        given=watts(fusion.given_w),
        told="no" if fusion.hotter is None else "yes",
        hotter=count(round(fusion.hotter or Fraction(1), 2)),
        generators=count(len(fusion.generators)),
        made=watts(fusion.made_w),
        reached=watts(fusion.reached_w),
        drawn=watts(fusion.drawn_w),
    )


def _fuel_facts(snapshot: Snapshot, data: GameData) -> Iterator[Finding]:
    known = fuels(snapshot, data)
    if known:
        yield fact(
            "fact-power-fuel",
            count=count(len(known)),
            least=duration(known[0].seconds),
            most=duration(known[-1].seconds),
            spread="no" if known[0].seconds == known[-1].seconds else "yes",
        )


def _facts(grid: Grid, earlier: Sequence[Snapshot], snapshot: Snapshot) -> Iterator[Finding]:
    network = grid.network.id
    yield _balance(grid)
    if grid.maximum_w:
        key = "fact-power-maximum" if grid.network.maximum_w is not None else "fact-power-maximum-area"
        yield fact(key, network=network, maximum=watts(grid.maximum_w), add=_each_adds(grid))
    if not grid.network.flows and grid.network.demand_w is None and grid.estimated_use:
        rows = sorted(grid.estimated_use.items(), key=lambda row: (-row[1], row[0]))
        listed = amounts(((Name("entity", name), watts(value)) for name, value in rows), SHOWN)
        whole = sum(grid.estimated_use.values(), Fraction(0))
        yield fact("fact-power-estimated", network=network, power=watts(whole), list=listed)
    if grid.storage_j:
        yield _storage(grid)
    for side, key in (("make", "fact-power-made"), ("use", "fact-power-used")):
        every = (f for f in grid.network.flows if f.side == side and (side == "make" or not grid.is_store(f.name)))
        flows = sorted(every, key=lambda f: (-f.now_w, f.name))
        whole = sum((exact(flow.now_w) for flow in flows), Fraction(0))
        if whole:
            listed = amounts(((Name("entity", f.name), watts(exact(f.now_w))) for f in flows if f.now_w), SHOWN)
            top = exact(flows[0].now_w) / whole
            yield fact(
                key,
                network=network,
                list=listed,
                top=Name("entity", flows[0].name),
                share=percent(top),
                several="no" if top == 1 else "yes",
            )
    ten, hour = grid.mean_w("use", "ten_minutes_w"), grid.mean_w("use", "hour_w")
    if hour:
        peak = max([grid.demand_w, *_earlier_demand(network, earlier, snapshot)])
        yield fact("fact-power-average", network=network, ten=watts(ten), hour=watts(hour), peak=watts(peak))
    if grid.solar_w and grid.day is not None:
        yield fact(
            "fact-power-solar",
            network=network,
            count=count(len(grid.panels)),
            full=watts(grid.solar_w),
            mean=watts(grid.solar_w * grid.day.mean),
            share=percent(grid.day.mean),
        )


def _balance(grid: Grid) -> Finding:
    network = grid.network
    if network.demand_w is None or network.satisfaction is None:
        return fact("overview-network-unknown", id=network.id)
    return fact(
        "overview-network",
        id=network.id,
        demand=watts(grid.demand_w),
        supply=watts(grid.supply_w),
        satisfaction=percent(exact(network.satisfaction)),
        estimated="yes" if network.estimated else "no",
    )


def _each_adds(grid: Grid) -> Amounts:
    names = [*grid.producers, *(name for name in grid.usual if name not in grid.producers)]
    return amounts(
        ((Name("entity", name), watts(gives)) for name in names if (gives := mean_give_w(grid, name))), SHOWN
    )


def _storage(grid: Grid) -> Finding:
    args: dict[str, Arg] = {
        "network": grid.network.id,
        "stored": joules(grid.stored_j),
        "storage": joules(grid.storage_j),
        "share": percent(grid.stored_j / grid.storage_j),
    }
    if grid.drain_w and grid.stored_j:
        return fact("fact-power-stored-draining", **args, left=duration(grid.stored_j / grid.drain_w))
    return fact("fact-power-stored", **args)


def _earlier_demand(network: int, earlier: Sequence[Snapshot], snapshot: Snapshot) -> Iterator[Fraction]:
    for older in earlier:
        if older.surface.name == snapshot.surface.name and older.tick < snapshot.tick:
            for other in older.electric_networks:
                if other.id == network and other.demand_w is not None:
                    yield exact(other.demand_w)
