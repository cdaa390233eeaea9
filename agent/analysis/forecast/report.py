"""Findings and facts on what pollution will bring: which nests it reaches and when, evolution, waves, what helps."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cache
from typing import TYPE_CHECKING

from agent.analysis.combat.waves import heads, kinds, spend_per_min, wave, whole_number
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
    names,
    numbered,
    per_min,
    percent,
    watts,
)
from agent.analysis.forecast.cures import cures
from agent.analysis.forecast.emission import emitters, pollutant_of, surface_per_min
from agent.analysis.forecast.ends import ends
from agent.analysis.forecast.evolution import course
from agent.analysis.forecast.spread import lay_out, look_ahead
from agent.analysis.from_snapshot import exact, factory_of_snapshot
from agent.analysis.rates import factory_rates
from agent.analysis.sums import total
from agent.contract import MapRules

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agent.analysis.combat.waves import Chunk, Wave
    from agent.analysis.findings import Amounts, Arg, NameKind
    from agent.analysis.forecast.cures import Cure
    from agent.analysis.forecast.emission import Emitter
    from agent.analysis.forecast.evolution import Course
    from agent.analysis.forecast.spread import Ground, Nests, Outlook
    from agent.analysis.rates import FactoryRates
    from agent.analysis.view import Factory
    from agent.contract import Snapshot
    from agent.game.gamedata import GameData

SHOWN = 6
MOMENTS = (0, 60, 120)
"""Minutes from now at which pollution, evolution and waves are told; the last is how far is looked ahead."""
EVOLUTION_AT = (60, 240, 600)
SOON_MIN = 60
LONG_MIN = 180
REACHES_SHOWN = 3
FIRST_TOLD = tuple(f"fact-forecast-{name}" for name in ("emission", "reached", "wave", "evolution", "modules", "cured"))
TREND_TICKS = 600
TICKS_PER_MIN = 3600


@dataclass(frozen=True)
class Sight:
    """All that the sentences are made of; ``outlook`` is None where there are no nests to reach."""

    snapshot: Snapshot
    data: GameData
    pollutant: str
    emitters: tuple[Emitter, ...]
    emitted: Mapping[Chunk, Fraction]
    now_per_min: Fraction
    surface_per_min: Fraction | None
    course: Course
    ground: Ground | None
    outlook: Outlook | None

    @property
    def rules(self) -> MapRules:
        """Return the map's settings, the game's own where the snapshot has none."""
        return self.snapshot.rules or MapRules()

    def taken(self, minutes: int, outlook: Outlook) -> dict[Chunk, Fraction]:
        """Return what nests that pollution has reached by then take up a minute, by chunk."""
        there = outlook.at(minutes).taken_per_min
        return {chunk: rate for chunk, rate in there.items() if outlook.reached[chunk] <= minutes}

    def _bounded(self, taken: dict[Chunk, Fraction], minutes: int) -> dict[Chunk, Fraction]:
        """Lower what nests take up to what there is: a wave gathers only from the cloud and its sources."""
        gather = Fraction(self.rules.groups.max_group_gathering_time, TICKS_PER_MIN)
        there = exact(sum(chunk.amount for chunk in self.snapshot.pollution))
        sources = max(self.now_per_min, self.surface_per_min or Fraction(0))
        sources += self.ground.outside_per_min if self.ground is not None else 0
        whole, most = total(taken.values()), (there + sources * (minutes + gather)) / gather
        return taken if whole <= most else {chunk: rate * most / whole for chunk, rate in taken.items()}

    def wave(self, minutes: int, outlook: Outlook) -> Wave:
        """Return what gathers against the sources of the pollution then, at all reached nests together."""
        taken = self.taken(minutes, outlook)
        evolution = self.course.after(Fraction(minutes))
        taken = self._bounded(taken, minutes)
        units: dict[str, Fraction] = defaultdict(Fraction)
        coming = wave(Fraction(0), {}, self.data, rules=self.snapshot.rules)
        alike: dict[tuple[str, ...], dict[str, Fraction]] = {}
        for nests in self.ground.nests if self.ground else ():
            rate = taken.get(nests.chunk)
            if not rate:
                continue
            names = tuple(sorted(spawner.name for spawner in nests.spawners))
            if names not in alike:
                alike[names] = kinds(nests.spawners, evolution)
            shares = alike[names]
            sent = wave(rate, shares, self.data, pollutant=self.pollutant, rules=self.snapshot.rules)
            for unit, number in sent.units.items():
                units[unit] += number
        return replace(coming, units=dict(units), pollution_per_min=sum(taken.values(), Fraction(0)))


def forecast_analysis(snapshot: Snapshot, earlier: Sequence[Snapshot], data: GameData) -> Analysis:
    """Return what comes if the factory goes on as now: by pollution, and what runs out or is finished; the figures."""
    factory = factory_of_snapshot(snapshot, data)
    rates = factory_rates(factory)
    polluted = _pollution(snapshot, earlier, data, factory, rates)
    ending = ends(snapshot, earlier, factory, rates)
    return Analysis(
        numbered((*polluted.findings, *ending.findings())),
        (*polluted.facts, *ending.facts()),
        tuple(sorted({*polluted.not_modelled, *_unknown_ground(snapshot, data)})),
        data.label,
    )


def _unknown_ground(snapshot: Snapshot, data: GameData) -> Iterator[str]:
    """Yield the resources that the data do not know."""
    yield from (each.name for each in snapshot.entities if each.type == "resource" and each.name not in data.resources)


def _pollution(
    snapshot: Snapshot, earlier: Sequence[Snapshot], data: GameData, factory: Factory, rates: FactoryRates
) -> Analysis:
    """Return what pollution will bring."""
    pollutant = pollutant_of(snapshot, data)
    rules = snapshot.rules or MapRules()
    if pollutant is None or not rules.pollution.enabled:
        key = "fact-forecast-clean" if pollutant is None else "fact-forecast-off"
        return Analysis((), (fact(key), *_evolution_only(snapshot)), factory.not_modelled, data.label)
    found = emitters(snapshot, earlier, factory, rates, pollutant)
    whole = surface_per_min(snapshot)
    emitted = _by_chunk(found)
    here = total(emitted.values())
    goes_on = course(snapshot, here if whole is None else max(whole, here))
    ground = lay_out(snapshot, data, pollutant, emitted, max((whole or here) - here, Fraction(0)))
    outlook = _outlook(ground, goes_on, data, pollutant, rules)
    sight = Sight(snapshot, data, pollutant, found, emitted, here, whole, goes_on, ground, outlook)
    ways = cures(snapshot, found, data)
    findings = [*_unseen(sight), *_problems(sight, ways)] if not rules.peaceful else []
    return Analysis(
        tuple(findings),
        tuple(_facts(sight, ways, earlier)),
        tuple(sorted({*factory.not_modelled, *_unknown(snapshot, data)})),
        data.label,
    )


def _unseen(sight: Sight) -> Iterator[Finding]:
    """Yield that nothing can be said of a threat where nests or the cloud were not looked at, or not all of them."""
    snapshot = sight.snapshot
    nests = any(enemy.type == "unit-spawner" for enemy in snapshot.enemies)
    unseen = "enemies" in snapshot.cut or ("enemies" not in snapshot.collected and not snapshot.enemies)
    what = "nests" if unseen and not nests else "cloud" if sight.ground is None else None
    if what is not None and (sight.emitters or snapshot.pollution):
        yield Finding("", Severity.WARNING, "finding-forecast-unseen", {"what": what}, surface=snapshot.surface.name)


def _unknown(snapshot: Snapshot, data: GameData) -> Iterator[str]:
    """Yield nests and kinds of ground that the data do not know: no number includes them."""
    yield from (each.name for each in snapshot.enemies if each.type == "unit-spawner" and each.name not in data.enemies)
    yield from (name for chunk in snapshot.pollution for name in chunk.tiles if name not in data.tiles)


def _by_chunk(found: Sequence[Emitter]) -> dict[Chunk, Fraction]:
    emitted: dict[Chunk, list[Fraction]] = defaultdict(list)
    for emitter in found:
        emitted[emitter.chunk].append(emitter.now_per_min)
    return {chunk: total(rates) for chunk, rates in emitted.items()}


def _outlook(ground: Ground | None, goes_on: Course, data: GameData, pollutant: str, rules: MapRules) -> Outlook | None:
    if ground is None or not ground.nests:
        return None
    modifier = exact(rules.pollution.attack_cost_modifier)

    @cache
    def one(name: str, minute: int) -> Fraction:
        spawner = by_name[name]
        return spend_per_min([spawner], goes_on.after(Fraction(minute)), data, pollutant, modifier)

    by_name = {spawner.name: spawner for nests in ground.nests for spawner in nests.spawners}

    def spends(nests: Nests, minute: int) -> Fraction:
        return sum((one(spawner.name, minute) for spawner in nests.spawners), Fraction(0))

    return look_ahead(ground, MOMENTS, spends, pollutant)


def _finding(snapshot: Snapshot, severity: Severity, key: str, at: Nests, **args: Arg) -> Finding:
    nest = at.first
    return Finding(
        id="",
        severity=severity,
        key=key,
        args={"entity": Name("entity", nest.name), "nests": count(len(at.members)), **args},
        position=(nest.x, nest.y),
        surface=snapshot.surface.name,
        entity=nest.name,
        evidence=(f"chunk {at.chunk[0]};{at.chunk[1]}",),
    )


def _minutes(value: Fraction | int) -> Quantity:
    """Return a time as a forecast tells it: in whole minutes, from three hours on in hours."""
    if value >= LONG_MIN:
        return Quantity(round(Fraction(value) / 60, 1), Unit.HOUR)
    return Quantity(Fraction(round(value)), Unit.MINUTE)


def _units(units: Mapping[str, Fraction]) -> Amounts:
    rows = sorted(heads(units).items(), key=lambda row: (-row[1], row[0]))
    return amounts(((Name("entity", name), count(number)) for name, number in rows), SHOWN)


def _problems(sight: Sight, ways: Sequence[Cure]) -> Iterator[Finding]:
    outlook = sight.outlook
    if outlook is None or sight.ground is None:
        return
    advice = _advice(sight, ways)
    now = sight.taken(0, outlook)
    fed = sorted((nests for nests in sight.ground.nests if now.get(nests.chunk)), key=lambda n: -now[n.chunk])
    if fed:
        coming = sight.wave(0, outlook)
        yield _finding(
            sight.snapshot,
            Severity.WARNING,
            "finding-forecast-fed",
            fed[0],
            all=count(sum(len(nests.members) for nests in fed)),
            taken=per_min(round(sum(now.values(), Fraction(0)), 1)),
            size=count(whole_number(coming.size)),
            list=_units(coming.units),
            minutes=Quantity(coming.minutes, Unit.MINUTE),
            **advice,
        )
    later = sorted(
        (nests for nests in sight.ground.nests if outlook.reached.get(nests.chunk)),
        key=lambda each: (outlook.reached[each.chunk], each.chunk),
    )
    for nests in later[:REACHES_SHOWN]:
        minutes = outlook.reached[nests.chunk]
        severity = Severity.WARNING if minutes <= SOON_MIN else Severity.INFO
        yield _finding(
            sight.snapshot,
            severity,
            "finding-forecast-reaches",
            nests,
            minutes=_minutes(max(minutes, Fraction(1))),
            **advice,
        )


def _advice(sight: Sight, ways: Sequence[Cure]) -> dict[str, Arg]:
    """Return what the way that saves most would leave; the next step tells it."""
    if not ways or sight.now_per_min <= 0:
        return {"cure": "none"}
    best = ways[0]
    return {
        "cure": best.kind,
        "saved": percent(best.saved_per_min / sight.now_per_min),
        "takes": _taken_for(best),
        "researched": "yes" if best.researched else "no",
    }


def _taken_for(way: Cure) -> Amounts:
    kind: NameKind = "item" if way.kind == "modules" else "entity"
    return amounts((Name(kind, name), count(number)) for name, number in way.takes.items() if number)


def _facts(sight: Sight, ways: Sequence[Cure], earlier: Sequence[Snapshot]) -> Iterator[Finding]:
    """Yield the figures, what a player asks for first at the head: an answer shows no more than the first ones."""
    every = [
        *_emission(sight),
        *_nests(sight),
        *_ways(sight, ways),
        *_evolution(sight),
        *_cloud(sight),
        *_trend(sight.snapshot, earlier),
    ]
    yield from sorted(every, key=lambda each: FIRST_TOLD.index(each.key) if each.key in FIRST_TOLD else len(FIRST_TOLD))


def _emission(sight: Sight) -> Iterator[Finding]:
    if not sight.emitters:
        yield fact("fact-forecast-nothing-emits")
    else:
        listed: dict[str, list[Fraction]] = defaultdict(list)
        for emitter in sight.emitters:
            listed[emitter.entity.name].append(emitter.now_per_min)
        sums = {name: total(rates) for name, rates in listed.items()}
        rows = sorted(sums.items(), key=lambda row: (-row[1], row[0]))
        yield fact(
            "fact-forecast-emission",
            pollutant=sight.pollutant,
            rate=per_min(sight.now_per_min),
            full=per_min(total(emitter.full_per_min for emitter in sight.emitters)),
            list=amounts(((Name("entity", name), per_min(rate)) for name, rate in rows), SHOWN),
        )
    if sight.surface_per_min is not None:
        yield fact("fact-forecast-surface", rate=per_min(sight.surface_per_min))
    if sight.ground is not None and sight.ground.outside_per_min >= 1:
        yield fact("fact-forecast-outside", rate=per_min(round(sight.ground.outside_per_min, 1)))


def _cloud(sight: Sight) -> Iterator[Finding]:
    if sight.ground is None:
        yield fact("fact-forecast-unknown")
        return
    by_ground, by_trees = (round(part, 1) for part in sight.ground.absorbed)
    taken = sum(sight.taken(0, sight.outlook).values(), Fraction(0)) if sight.outlook else Fraction(0)
    yield fact(
        "fact-forecast-absorbed", ground=per_min(by_ground), trees=per_min(by_trees), nests=per_min(round(taken, 1))
    )
    if sight.outlook is None:
        polluted = sum(1 for chunk in sight.snapshot.pollution if chunk.amount > 0)
        yield fact("fact-forecast-cloud-now", chunks=count(polluted))
    else:
        first, later, last = (sight.outlook.at(minutes) for minutes in MOMENTS)
        yield fact(
            "fact-forecast-cloud",
            chunks=count(first.polluted_chunks),
            later=_minutes(MOMENTS[1]),
            later_chunks=count(later.polluted_chunks),
            last=_minutes(MOMENTS[2]),
            last_chunks=count(last.polluted_chunks),
        )


def _nests(sight: Sight) -> Iterator[Finding]:
    if sight.rules.peaceful:
        yield fact("fact-forecast-peaceful")
    if sight.outlook is None or sight.ground is None:
        if sight.ground is not None and not any(_unseen(sight)):
            yield fact("fact-forecast-no-nests")
        return
    reached = [nests for nests in sight.ground.nests if nests.chunk in sight.outlook.reached]
    every = sum(len(nests.members) for nests in sight.ground.nests)
    if not reached:
        yield fact("fact-forecast-none-reached", all=count(every), minutes=_minutes(MOMENTS[-1]))
        return
    yield fact(
        "fact-forecast-reached",
        reached=count(sum(len(nests.members) for nests in reached)),
        all=count(every),
        minutes=_minutes(MOMENTS[-1]),
    )
    for minutes in () if sight.rules.peaceful else MOMENTS:
        coming = sight.wave(minutes, sight.outlook)
        if coming.size >= 1:
            yield fact(
                "fact-forecast-wave",
                when="later" if minutes else "now",
                minutes=_minutes(minutes),
                size=count(whole_number(coming.size)),
                list=_units(coming.units),
                least=_minutes(Fraction(sight.rules.groups.min_group_gathering_time, TICKS_PER_MIN)),
                most=Quantity(coming.minutes, Unit.MINUTE),
                evolution=percent(round(sight.course.after(Fraction(minutes)), 3)),
            )


def _evolution_only(snapshot: Snapshot) -> Iterator[Finding]:
    if snapshot.evolution is not None and snapshot.evolution.factor:
        yield fact("fact-forecast-evolution-now", evolution=percent(exact(snapshot.evolution.factor)))


def _evolution(sight: Sight) -> Iterator[Finding]:
    if sight.snapshot.evolution is None:
        return
    goes_on = sight.course
    growth = goes_on.by_time + goes_on.by_pollution
    if not growth:
        yield from _evolution_only(sight.snapshot)
        return
    after = [percent(round(goes_on.after(Fraction(minutes)), 3)) for minutes in EVOLUTION_AT]
    yield fact(
        "fact-forecast-evolution",
        evolution=percent(round(goes_on.now, 3)),
        first=after[0],
        second=after[1],
        third=after[2],
        share=percent(round(goes_on.by_pollution / growth, 3)),
        whole="yes" if sight.surface_per_min is not None else "no",
    )
    yield from _appear(sight)
    fed = {} if sight.outlook is None or sight.rules.peaceful else sight.outlook.reached
    if sight.ground is not None and goes_on.by_nest and fed:
        number = sum(len(nests.members) for nests in sight.ground.nests if nests.chunk in fed)
        raised = goes_on.after(Fraction(0), number)
        now, then = round(goes_on.now, 3), round(raised, 3)
        args = {"nests": count(number), "evolution": percent(now)}
        if then > now:
            yield fact("fact-forecast-destroy", **args, then=percent(then))
        else:
            yield fact("fact-forecast-destroy-hardly", **args)


def _appear(sight: Sight) -> Iterator[Finding]:
    """Yield the kinds that come next, with the time until the nests here begin to send them."""
    begins: dict[Fraction, set[str]] = defaultdict(set)
    for nests in sight.ground.nests if sight.ground else ():
        for spawner in nests.spawners:
            for result in spawner.results:
                if result.points and result.points[0][0] > sight.course.now:
                    begins[result.points[0][0]].add(result.unit)
    for evolution in sorted(begins)[:1]:
        minutes = sight.course.minutes_to(evolution)
        if minutes is not None:
            yield fact(
                "fact-forecast-appears",
                minutes=_minutes(minutes),
                evolution=percent(evolution),
                list=names("entity", begins[evolution]),
            )


def _ways(sight: Sight, ways: Sequence[Cure]) -> Iterator[Finding]:
    saved: dict[Chunk, Fraction] = defaultdict(Fraction)
    for way in ways:
        yield fact(
            f"fact-forecast-{way.kind}",
            takes=_taken_for(way),
            saved=per_min(round(way.saved_per_min, 2)),
            left=per_min(round(sight.now_per_min - way.saved_per_min, 2)),
            load=watts(way.load_w),
            researched="yes" if way.researched else "no",
        )
        for chunk, rate in way.saved_by_chunk.items():
            saved[chunk] += rate
    if not ways or sight.outlook is None or not sight.outlook.reached or sight.rules.peaceful:
        return
    emitted = {chunk: max(rate - saved[chunk], Fraction(0)) for chunk, rate in sight.emitted.items()}
    left = sum(emitted.values(), Fraction(0))
    goes_on = course(sight.snapshot, max((sight.surface_per_min or sight.now_per_min) - sum(saved.values()), left))
    elsewhere = sight.ground.outside_per_min if sight.ground else Fraction(0)
    ground = lay_out(sight.snapshot, sight.data, sight.pollutant, emitted, elsewhere)
    outlook = _outlook(ground, goes_on, sight.data, sight.pollutant, sight.rules)
    if outlook is None or ground is None:
        return
    before, after = sight.wave(MOMENTS[-1], sight.outlook), sight.wave(MOMENTS[-1], outlook)
    yield fact(
        "fact-forecast-cured",
        minutes=_minutes(MOMENTS[-1]),
        reached=count(_number_reached(ground, outlook)),
        of=count(_number_reached(ground, sight.outlook)),
        size=count(whole_number(after.size)),
        before=count(whole_number(before.size)),
    )


def _number_reached(ground: Ground, outlook: Outlook) -> int:
    return sum(len(nests.members) for nests in ground.nests if nests.chunk in outlook.reached)


def _trend(snapshot: Snapshot, earlier: Sequence[Snapshot]) -> Iterator[Finding]:
    """Yield how the cloud of the whole surface went since the oldest snapshot of it."""
    older = [
        each
        for each in earlier
        if each.surface.name == snapshot.surface.name
        and each.surface.pollution_total is not None
        and snapshot.tick - each.tick >= TREND_TICKS
    ]
    if not older or snapshot.surface.pollution_total is None:
        return
    first = min(older, key=lambda each: each.tick)
    minutes = _minutes(Fraction(snapshot.tick - first.tick, TICKS_PER_MIN))
    before, after = (round(exact(each.surface.pollution_total or 0.0)) for each in (first, snapshot))
    if before == after:
        yield fact("fact-forecast-trend-none", minutes=minutes, after=count(after))
    else:
        yield fact("fact-forecast-trend", minutes=minutes, before=count(before), after=count(after))
