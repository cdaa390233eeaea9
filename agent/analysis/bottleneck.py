"""The mode `bottleneck`: theoretical and actual rates per recipe, what stands still, and the first cause of it."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.causes import STATE_CAUSES, Observed
from agent.analysis.demand import demand
from agent.analysis.facts import fact, facts
from agent.analysis.findings import Analysis, Finding, Name, Severity, count, names, numbered, per_min, percent
from agent.analysis.measured import TICKS_PER_MIN, earlier_of, measured
from agent.analysis.obstacles import Obstacles
from agent.analysis.planned import against_plan, plan_facts
from agent.analysis.rates import factory_rates, recipe_name
from agent.analysis.shortages import shortages, told
from agent.analysis.statuses import BY_STATUS, State, state
from agent.analysis.view import first
from agent.analysis.ways import Ways

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

    from agent.analysis.measured import Earlier
    from agent.analysis.rates import FactoryRates, MachineRate
    from agent.analysis.shortages import Shortage
    from agent.analysis.view import Factory, Machine, Part
    from agent.contract import Plan

    Causes = tuple[tuple[Hashable, frozenset[int]], ...]
    """Kind of each cause and numbers of its machines."""

SEVERITY = {
    State.NO_POWER: Severity.CRITICAL,
    State.UNPLUGGED: Severity.CRITICAL,
    State.LOW_POWER: Severity.WARNING,
    State.NO_FUEL: Severity.WARNING,
    State.NO_RECIPE: Severity.WARNING,
    State.DISABLED: Severity.INFO,
    State.EMPTY_GROUND: Severity.WARNING,
    State.OTHER: Severity.INFO,
}


BUSY_SHARE = Fraction(9, 10)
"""Machines that did less than this of what they can stood still at times, whatever they do at this moment."""
DARK = frozenset({State.NO_POWER, State.UNPLUGGED})
"""Beacons in these states do nothing."""


@dataclass(frozen=True, slots=True)
class Past:
    """An older view; its causes are asked for only where they decide something."""

    earlier: Earlier
    causes: Callable[[], Causes]


def past_of(factory: Factory) -> Past:
    """Return a view as an older one."""
    return Past(earlier_of(factory), lambda: causes_seen(factory))


def causes_seen(factory: Factory) -> Causes:
    """Return what slows a factory down, as far as it tells whether another view shows the same."""
    return _keys(shortages(observed(factory))[0])


def _keys(found: Iterable[Shortage]) -> Causes:
    return tuple((each.cause.key, _numbers(each.cause.parts)) for each in found)


def bottlenecks(
    factory: Factory,
    earlier: Sequence[Past] = (),
    plan: Plan | None = None,
    *,
    keep: Callable[[Causes], None] | None = None,
) -> Analysis:
    """Analyse a factory.

    Args:
        factory: What was selected now.
        earlier: Views of older snapshots of the same place; with one at least ten seconds old, actual rates are
            counted from the machines' finished products, else estimated from their statuses.
        plan: What a planning mod says the player wants here.
        keep: Given what slows this factory down, as `causes_seen` would tell it once this is an older view.
    """
    seen = observed(factory, [each.earlier for each in earlier])
    # Theory counts what is planned too, what is seen at work cannot.
    rates = factory_rates(factory) if any(machine.part.ghost for machine in factory.machines) else seen.rates
    found, unexplained = shortages(seen)
    if keep is not None:
        keep(_keys(found))
    findings = [
        *told(found, unexplained, seen),
        *_without_rate(factory, seen.rates, found),
        *_standing_still(factory, found),
        *_blocked(seen, found),
        *_deficits(seen, found, live=factory.source == "snapshot"),
        *_at_times(seen),
    ]
    asked = list(against_plan(plan, factory, seen.rates)) if plan is not None else []
    if not findings and factory.machines:
        findings.append(Finding("", Severity.INFO, "finding-nothing-wrong", {"count": count(len(factory.machines))}))
    if not factory.machines:
        findings.append(Finding("", Severity.INFO, "finding-no-machines", {"count": count(len(factory.parts))}))
    told_of_plan = () if plan is None else plan_facts(plan, factory, seen.rates, seen.reached, fulfilled=not asked)
    return Analysis(
        findings=numbered((*findings, *asked), surface=factory.surface),
        facts=(
            *_since(found, factory, earlier),
            *told_of_plan,
            *facts(rates, seen.rates, seen.chain, seen.reached, factory.data),
        ),
        not_modelled=rates.not_modelled,
        data_set=factory.data.label,
    )


def observed(factory: Factory, earlier: Iterable[Earlier] = ()) -> Observed:
    """View the machines that stand there; what is planned counts only where nothing stands."""
    standing = tuple(machine for machine in factory.machines if not machine.part.ghost)
    rates = factory_rates(replace(factory, machines=standing) if standing else factory)
    return Observed(
        rates=rates,
        chain=demand(rates.recipes, _eager(rates)),
        reached=measured(rates.machines, factory, earlier),
        data=factory.data,
        obstacles=Obstacles(factory, rates, Ways(factory)),
        dark_beacons=tuple(part for part in factory.of_type("beacon") if BY_STATUS.get(part.status or "") in DARK),
    )


def _since(found: Sequence[Shortage], factory: Factory, past: Iterable[Past]) -> Iterator[Finding]:
    """Yield for how long the foremost cause is known: the unbroken run of older snapshots that show it too."""
    if not found or factory.tick is None:
        return
    top = found[0].cause
    since, snapshots = factory.tick, 1
    for each in sorted(past, key=lambda each: -(each.earlier.tick or 0)):
        older = each.earlier
        if older.tick is None or older.tick >= since or older.surface != factory.surface:
            continue
        if not any(key == top.key and numbers & _numbers(top.parts) for key, numbers in each.causes()):
            break
        since, snapshots = older.tick, snapshots + 1
    minutes = Fraction(factory.tick - since, TICKS_PER_MIN)
    if minutes:
        yield fact("fact-since", item=Name("item", top.item), minutes=count(minutes), snapshots=count(snapshots))


def _numbers(parts: Iterable[Part]) -> frozenset[int]:
    return frozenset(part.number for part in parts if part.number is not None)


def _without_rate(factory: Factory, rates: FactoryRates, found: Sequence[Shortage]) -> Iterator[Finding]:
    """Yield starved machines of which no recipe is known: labs, empty furnaces, machines of mods."""
    counted = {id(rate.machine) for rate in rates.machines}
    causes = {part for shortage in found for part in shortage.cause.parts}
    groups: dict[str, list[Machine]] = defaultdict(list)
    for machine in factory.machines:
        if state(machine) is State.STARVED and id(machine) not in counted and machine.part not in causes:
            groups[machine.part.name].append(machine)
    for machines in groups.values():
        yield _group("finding-waiting", Severity.WARNING, machines)


def _standing_still(factory: Factory, found: Iterable[Shortage]) -> Iterator[Finding]:
    """Yield one finding per kind of machine that stands still for a reason of its own and is not told yet."""
    causes = {
        part for shortage in found for part in shortage.cause.parts if shortage.cause.kind in STATE_CAUSES.values()
    }
    groups: dict[tuple[State, str], list[Machine]] = defaultdict(list)
    for machine in factory.machines:
        stands = state(machine)
        if stands in SEVERITY:
            groups[stands, machine.part.name].append(machine)
    for (stands, _), machines in groups.items():
        if not all(machine.part in causes for machine in machines):
            yield _group(f"finding-{stands.value}", SEVERITY[stands], machines)


def _group(key: str, severity: Severity, machines: Sequence[Machine]) -> Finding:
    part = first([machine.part for machine in machines])
    return Finding(
        id="",
        severity=severity,
        key=key,
        args={
            "count": count(len(machines)),
            "entity": Name("entity", part.name),
            "status": Name("status", part.status or ""),
        },
        position=(part.x, part.y),
        entity=part.name,
        evidence=tuple(sorted({f"status {machine.part.status}" for machine in machines})),
    )


def _blocked(seen: Observed, found: Sequence[Shortage]) -> Iterator[Finding]:
    """Yield recipes whose output is full: trouble only where somebody here starves for it."""
    causes = {part for shortage in found for part in shortage.cause.parts}
    lacking = {wait.item for shortage in found for wait in shortage.behind}
    groups: dict[str, list[MachineRate]] = defaultdict(list)
    total: dict[str, int] = defaultdict(int)
    for rate in seen.rates.machines:
        total[rate.recipe.name] += 1
        if state(rate.machine) is State.BLOCKED:
            groups[rate.recipe.name].append(rate)
    for recipe, group in sorted(groups.items()):
        if all(rate.machine.part in causes for rate in group):
            continue
        products = set(group[0].makes)
        key = "finding-blocked-consumers" if products & set(seen.rates.takers) else "finding-blocked-nobody"
        if products & lacking:
            key = "finding-blocked"
        part = first([rate.machine.part for rate in group])
        yield Finding(
            id="",
            severity=Severity.WARNING if key == "finding-blocked" else Severity.INFO,
            key=key,
            args={
                "count": count(len(group)),
                "total": count(total[recipe]),
                "recipe": recipe_name(recipe),
                "items": names("item", products),
            },
            position=(part.x, part.y),
            entity=part.name,
            evidence=tuple(sorted({f"status {rate.machine.part.status}" for rate in group})),
        )


def _at_times(seen: Observed) -> Iterator[Finding]:
    """Yield recipes whose machines all work at this moment, but did far less between the snapshots than they could."""
    groups: dict[str, list[MachineRate]] = defaultdict(list)
    for rate in seen.rates.machines:
        groups[rate.recipe.name].append(rate)
    for recipe, group in sorted(groups.items()):
        reached = seen.reached.get(recipe)
        if reached is None or reached.minutes is None or reached.share >= BUSY_SHARE:
            continue
        if any(state(rate.machine) is not State.WORKING for rate in group):
            continue
        part = first([rate.machine.part for rate in group])
        yield Finding(
            id="",
            severity=Severity.INFO,
            key="finding-at-times",
            args={
                "machines": count(len(group)),
                "recipe": recipe_name(recipe),
                "share": percent(reached.share),
                "minutes": count(reached.minutes),
            },
            position=(part.x, part.y),
            entity=part.name,
            evidence=("products_finished",),
        )


def _deficits(seen: Observed, found: Sequence[Shortage], *, live: bool) -> Iterator[Finding]:
    """Yield what the machines here want more of, for what they are for, than the machines here could make.

    In a running factory it holds nothing up today: what does is told as a cause.
    """
    told_already = {shortage.cause.item for shortage in found if shortage.cause.kind == "capacity"}
    chain = seen.chain
    short = {
        item: needed - chain.made_per_min[item]
        for item, needed in chain.needed_per_min.items()
        if needed > chain.made_per_min.get(item, needed) and item not in told_already
    }
    for item, missing in sorted(short.items(), key=lambda entry: (-entry[1], entry[0])):
        made, makers = chain.made_per_min[item], seen.rates.makers[item]
        part = first([rate.machine.part for rate in makers])
        yield Finding(
            id="",
            severity=Severity.INFO if live else Severity.WARNING,
            key="finding-deficit",
            args={
                "item": Name("item", item),
                "made": per_min(made),
                "needed": per_min(made + missing),
                "missing": per_min(missing),
                "recipe": recipe_name(makers[0].recipe.name),
                "add": count(math.ceil(missing / (made / len(makers)))),
            },
            position=(part.x, part.y),
            entity=part.name,
            evidence=(f"makers {len(makers)}", f"takers {len(seen.rates.takers[item])}"),
        )


def _eager(rates: FactoryRates) -> frozenset[str]:
    """Return the recipes of a running factory that take all they can get: none of their machines stands full.

    Only of a blueprint, where nothing is seen at work, must the demand be guessed from the recipes alone.
    """
    states: dict[str, set[State]] = defaultdict(set)
    for rate in rates.machines:
        states[rate.recipe.name].add(state(rate.machine))
    active = {State.WORKING, State.STARVED, State.LOW_POWER}
    return frozenset(recipe for recipe, found in states.items() if found & active and State.BLOCKED not in found)
