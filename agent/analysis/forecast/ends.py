"""Findings and facts on what runs out and what is finished: deposits, research, rockets, the power that is left."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.facts import fact
from agent.analysis.findings import (
    Finding,
    Name,
    Quantity,
    Severity,
    Unit,
    amounts,
    count,
    per_min,
    percent,
    watts,
)
from agent.analysis.forecast.growth import growths
from agent.analysis.forecast.launches import launches
from agent.analysis.forecast.patches import patches
from agent.analysis.forecast.research import researching
from agent.analysis.sums import total

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.analysis.findings import Arg
    from agent.analysis.forecast.growth import Growth
    from agent.analysis.forecast.launches import Launches
    from agent.analysis.forecast.patches import Patch
    from agent.analysis.forecast.research import Researching
    from agent.analysis.rates import FactoryRates
    from agent.analysis.view import Factory
    from agent.contract import Snapshot

SOON_MIN = 60
HINT_MIN = 600
SHORT_MIN, EXACT_MIN, LONG_MIN = 2, 20, 180
SHOWN_PATCHES = 4
NEARLY_ALL = Fraction(95, 100)
S_PER_MIN, MIN_PER_HOUR = 60, 60


@dataclass(frozen=True, slots=True)
class Ends:
    """All that has an end in sight; ``snapshot`` is what it was read from."""

    snapshot: Snapshot
    patches: tuple[Patch, ...]
    research: Researching | None
    launches: Launches | None
    growths: tuple[Growth, ...]
    labs: int

    def findings(self) -> Iterator[Finding]:
        """Yield what ends so soon that the player must act."""
        yield from _ending(self)
        yield from _standing(self)
        yield from _short_of_power(self)

    def facts(self) -> Iterator[Finding]:
        """Yield the figures, those of deposits first."""
        yield from _deposits(self)
        yield from _research(self)
        yield from _rockets(self)
        yield from _power(self)


def ends(snapshot: Snapshot, earlier: Sequence[Snapshot], factory: Factory, rates: FactoryRates) -> Ends:
    """Return what has an end in sight if the factory goes on as now; ``rates`` are the factory's."""
    data = factory.data
    return Ends(
        snapshot,
        patches(snapshot, earlier, rates.machines, data),
        researching(snapshot, earlier, factory),
        launches(snapshot, earlier, rates.machines, data),
        growths(snapshot, earlier, data),
        sum(machine.part.type == "lab" and not machine.part.ghost for machine in factory.machines),
    )


def lasting(minutes: Fraction) -> Quantity:
    """Return a time as it is of use: seconds, minutes, from three hours on hours."""
    if minutes < SHORT_MIN:
        return Quantity(Fraction(round(minutes * S_PER_MIN)), Unit.SECOND)
    if minutes >= LONG_MIN:
        return Quantity(round(minutes / MIN_PER_HOUR, 1), Unit.HOUR)
    return Quantity(round(minutes, 1) if minutes < EXACT_MIN else Fraction(round(minutes)), Unit.MINUTE)


def _ending(found: Ends) -> Iterator[Finding]:
    for patch in found.patches:
        left = patch.minutes_left
        if left is None or left > HINT_MIN:
            continue
        alike = (other for other in found.patches if other.resource is patch.resource and other is not patch)
        others = total(other.amount for other in alike if not other.drills)
        yield Finding(
            "",
            Severity.WARNING if left <= SOON_MIN else Severity.INFO,
            "finding-forecast-ore-ends",
            {
                "entity": Name("entity", patch.resource.name),
                "left": lasting(left),
                "amount": count(round(patch.amount)),
                "others": count(round(others)),
            },
            position=patch.position,
            surface=found.snapshot.surface.name,
            entity=patch.resource.name,
            evidence=(f"loses {float(patch.loses_per_min):g}/min",),
        )


def _standing(found: Ends) -> Iterator[Finding]:
    research = found.research
    if research is None or not research.labs or research.working or research.measured:
        return
    idle = research.first_idle
    yield Finding(
        "",
        Severity.WARNING,
        "finding-forecast-research-stands",
        {
            "technology": Name("technology", research.technology.name),
            "labs": count(research.labs),
            "progress": percent(round(research.progress, 3)),
            "lacking": "yes" if research.lacking else "no",
            "list": amounts((Name("item", pack), count(labs)) for pack, labs in sorted(research.lacking.items())),
        },
        position=None if idle is None else (idle.part.x, idle.part.y),
        surface=found.snapshot.surface.name,
        entity=None if idle is None else idle.part.name,
        evidence=() if idle is None or idle.part.status is None else (f"status {idle.part.status}",),
    )


def _short_of_power(found: Ends) -> Iterator[Finding]:
    for growth in found.growths:
        left = growth.minutes_left
        if left is not None and left <= SOON_MIN:
            yield Finding(
                "",
                Severity.WARNING,
                "finding-forecast-power-short",
                _power_args(growth),
                surface=found.snapshot.surface.name,
                evidence=(f"{growth.snapshots} snapshots",),
            )


def _deposits(found: Ends) -> Iterator[Finding]:
    told: dict[str, int] = defaultdict(int)
    untouched: dict[str, Fraction] = defaultdict(Fraction)
    for patch in found.patches:
        name = patch.resource.name
        if patch.resource.infinite:
            yield _field(patch)
        elif not patch.drills and not patch.worn_per_min:
            untouched[name] += patch.amount
        elif told[name] < SHOWN_PATCHES:
            told[name] += 1
            yield _deposit(patch)
    if untouched:
        rows = sorted(untouched.items(), key=lambda row: (-row[1], row[0]))
        yield fact(
            "fact-forecast-untouched", list=amounts((Name("entity", name), count(round(left))) for name, left in rows)
        )


def _deposit(patch: Patch) -> Finding:
    left, taken = patch.minutes_left, patch.taken_per_min
    full = patch.amount / taken if taken else None
    args: dict[str, Arg] = {
        "entity": Name("entity", patch.resource.name),
        "amount": count(round(patch.amount)),
        "drills": count(patch.drills),
        "working": count(round(patch.working, 1)),
        "made": per_min(round(patch.made_per_min, 1)),
        "taken": per_min(round(taken, 1)),
        "free": "no" if patch.made_per_min == taken else "yes",
        "reached": count(round(patch.reached)),
        "beyond": "yes" if patch.drills and patch.reached < patch.amount * NEARLY_ALL else "no",
    }
    if left is not None:
        args["left"] = lasting(left)
    if full is not None:
        args["full"] = lasting(full)
    if patch.worn_per_min:
        more = {"worn": per_min(round(patch.worn_per_min, 1)), "minutes": lasting(patch.minutes)}
        return fact("fact-forecast-ore-measured", **args, **more)
    if left is None:
        return fact("fact-forecast-ore-stands", **args)
    key = "fact-forecast-ore" if patch.working == patch.drills else "fact-forecast-ore-part"
    return fact(key, **args, now=per_min(round(patch.taken_now_per_min, 1)))


def _field(patch: Patch) -> Finding:
    return fact(
        "fact-forecast-field",
        entity=Name("entity", patch.resource.name),
        fields=count(patch.tiles),
        yields=percent(round(patch.yields, 3)),
        least=percent(Fraction(patch.resource.minimum, patch.resource.normal)),
        drills=count(patch.drills),
        made=per_min(round(patch.made_per_min, 1)),
        now=per_min(round(patch.made_now_per_min, 1)),
        idle="no" if patch.working == patch.drills else "yes",
    )


def _research(found: Ends) -> Iterator[Finding]:
    research = found.research
    if research is None:
        if found.labs and found.snapshot.research is not None and found.snapshot.research.current is None:
            yield fact("fact-forecast-no-research", labs=count(found.labs))
        return
    args: dict[str, Arg] = {
        "technology": Name("technology", research.technology.name),
        "level": count(research.level) if research.technology.formula is not None else "none",
        "progress": percent(round(research.progress, 3)),
        "labs": count(research.labs),
        "working": count(research.working),
    }
    left, whole = research.minutes_left, research.queue_minutes
    if research.technology.trigger is not None:
        yield fact("fact-forecast-research-trigger", **args)
    elif left is None:
        if not research.labs:
            yield fact("fact-forecast-research-unknown", **args)
    elif research.measured:
        rate = percent(round(research.measured, 4))
        yield fact(
            "fact-forecast-research-measured", **args, left=lasting(left), rate=rate, minutes=lasting(research.minutes)
        )
    else:
        yield fact("fact-forecast-research", **args, left=lasting(left))
    if left is not None and whole is not None and research.queue:
        yield fact("fact-forecast-queue", all=count(research.queue + 1), left=lasting(whole))


def _rockets(found: Ends) -> Iterator[Finding]:
    rockets = found.launches
    if rockets is None:
        return
    possible = count(round(rockets.possible_per_hour, 1))
    args: dict[str, Arg] = {"silos": count(rockets.silos), "parts": count(rockets.parts), "possible": possible}
    if rockets.by_parts_per_hour is not None and rockets.made_per_min is not None:
        rate = count(round(rockets.by_parts_per_hour, 1))
        yield fact("fact-forecast-rockets", **args, rate=rate, made=per_min(round(rockets.made_per_min, 1)))
    else:
        yield fact("fact-forecast-rockets-possible", **args, working=count(rockets.working))
    if rockets.counted_per_hour is not None:
        yield fact(
            "fact-forecast-launched",
            rate=count(round(rockets.counted_per_hour, 1)),
            minutes=lasting(rockets.hours * MIN_PER_HOUR),
        )
    if rockets.done is not None:
        yield fact("fact-forecast-rocket-done", done=count(rockets.done), parts=count(rockets.parts))


def _power(found: Ends) -> Iterator[Finding]:
    for growth in found.growths:
        yield fact(
            "fact-forecast-power-grows" if growth.per_min_w > 0 else "fact-forecast-power-steady", **_power_args(growth)
        )


def _power_args(growth: Growth) -> dict[str, Arg]:
    left, most = growth.minutes_left, growth.maximum_w
    enough = most is None or most >= growth.demand_w
    return {
        "network": growth.number,
        "demand": watts(growth.demand_w),
        "grows": watts(abs(growth.per_min_w) * MIN_PER_HOUR),
        "falls": "yes" if growth.per_min_w < 0 else "no",
        "minutes": lasting(growth.minutes),
        "known": "no" if most is None else "yes" if enough else "short",
        "most": watts(most or Fraction(0)),
        "left": lasting(left or Fraction(0)),
    }
