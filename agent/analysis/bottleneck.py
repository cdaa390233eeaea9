"""The mode `bottleneck`: theoretical and actual rates per recipe, what stands still, and the first cause of it."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.causes import first_cause, missing_item
from agent.analysis.demand import demand
from agent.analysis.findings import Analysis, Finding, Name, Severity, count, names, numbered, per_min, percent, watts
from agent.analysis.measured import measured
from agent.analysis.rates import MINE, factory_rates
from agent.analysis.statuses import State, state

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from agent.analysis.findings import Arg
    from agent.analysis.measured import Measured
    from agent.analysis.rates import FactoryRates, MachineRate, RecipeRate
    from agent.analysis.view import Factory, Machine

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
LISTED_BALANCE = 12


def bottlenecks(factory: Factory, earlier: Iterable[Factory] = ()) -> Analysis:
    """Analyse a factory.

    Args:
        factory: What was selected now.
        earlier: Views of older snapshots of the same place; with one at least ten seconds old, actual rates are
            counted from the machines' finished products, else estimated from their statuses.
    """
    rates = factory_rates(factory)
    reached = measured(rates.machines, factory, earlier)
    findings = [*_standing_still(factory), *_starved(rates), *_blocked(rates), *_deficits(rates, factory)]
    if not findings and factory.machines:
        findings.append(Finding("", Severity.INFO, "finding-nothing-wrong", {"count": count(len(factory.machines))}))
    if not factory.machines:
        findings.append(Finding("", Severity.INFO, "finding-no-machines", {"count": count(len(factory.parts))}))
    return Analysis(
        findings=numbered(replace(finding, surface=factory.surface) for finding in findings),
        facts=tuple(_facts(rates, reached)),
        not_modelled=rates.not_modelled,
        data_set=factory.data.label,
    )


def recipe_name(recipe: str) -> Name:
    """Return the name to show for a recipe; mining is named by its resource."""
    return Name("entity", recipe.removeprefix(MINE)) if recipe.startswith(MINE) else Name("recipe", recipe)


def _first(machines: Sequence[Machine]) -> Machine:
    return min(machines, key=lambda machine: (machine.part.y, machine.part.x, machine.part.name))


def _standing_still(factory: Factory) -> Iterator[Finding]:
    """Yield one finding per kind of machine that stands still for a reason of its own."""
    groups: dict[tuple[State, str], list[Machine]] = defaultdict(list)
    for machine in factory.machines:
        found = state(machine)
        if found in SEVERITY:
            groups[found, machine.part.name].append(machine)
    for (found, name), machines in groups.items():
        first = _first(machines)
        yield Finding(
            id="",
            severity=SEVERITY[found],
            key=f"finding-{found.value}",
            args={
                "count": count(len(machines)),
                "entity": Name("entity", name),
                "status": Name("status", first.part.status or ""),
            },
            position=(first.part.x, first.part.y),
            entity=name,
            evidence=tuple(sorted({f"status {machine.part.status}" for machine in machines})),
        )


def _groups(rates: FactoryRates, wanted: State) -> dict[str, tuple[list[MachineRate], int]]:
    """Return by recipe the machines in a state and how many the recipe has in all."""
    found: dict[str, list[MachineRate]] = defaultdict(list)
    total: dict[str, int] = defaultdict(int)
    for rate in rates.machines:
        if not rate.machine.part.ghost:
            total[rate.recipe.name] += 1
        if state(rate.machine) is wanted:
            found[rate.recipe.name].append(rate)
    return {recipe: (group, total[recipe]) for recipe, group in found.items()}


def _starved(rates: FactoryRates) -> Iterator[Finding]:
    """Yield starved recipes with what they lack, and each first cause once."""
    causes: dict[tuple[object, ...], Finding] = {}
    for recipe, (group, total) in sorted(_groups(rates, State.STARVED).items()):
        item = missing_item(group, rates)
        first = _first([rate.machine for rate in group])
        args: dict[str, Arg] = {"count": count(len(group)), "total": count(total), "recipe": recipe_name(recipe)}
        if item is not None:
            args["item"] = Name("item", item)
            cause = first_cause(item, group, rates)
            causes.setdefault((cause.key, cause.args["item"], cause.position), cause)
        yield Finding(
            id="",
            severity=Severity.WARNING,
            key="finding-starved" if item else "finding-starved-unknown",
            args=args,
            position=(first.part.x, first.part.y),
            entity=first.part.name,
            evidence=tuple(sorted({f"status {rate.machine.part.status}" for rate in group})),
        )
    yield from causes.values()


def _blocked(rates: FactoryRates) -> Iterator[Finding]:
    """Yield recipes whose output is full: trouble only where somebody here starves for it."""
    lacking = {missing_item(group, rates) for group, _ in _groups(rates, State.STARVED).values()}
    for recipe, (group, total) in sorted(_groups(rates, State.BLOCKED).items()):
        products = set(group[0].makes)
        takers = any(rates.takers.get(product) for product in products)
        key = "finding-blocked-consumers" if takers else "finding-blocked-nobody"
        if products & lacking:
            key = "finding-blocked"
        first = _first([rate.machine for rate in group])
        yield Finding(
            id="",
            severity=Severity.WARNING if key == "finding-blocked" else Severity.INFO,
            key=key,
            args={
                "count": count(len(group)),
                "total": count(total),
                "recipe": recipe_name(recipe),
                "items": names("item", products),
            },
            position=(first.part.x, first.part.y),
            entity=first.part.name,
            evidence=tuple(sorted({f"status {rate.machine.part.status}" for rate in group})),
        )


def _deficits(rates: FactoryRates, factory: Factory) -> Iterator[Finding]:
    """Yield what the machines here want more of, for what they are for, than the machines here could make."""
    chain = demand(rates.recipes, _eager(rates))
    short = {
        item: needed - chain.made_per_min[item]
        for item, needed in chain.needed_per_min.items()
        if needed > chain.made_per_min.get(item, needed)
    }
    for item, missing in sorted(short.items(), key=lambda entry: (-entry[1], entry[0])):
        made = chain.made_per_min[item]
        makers = rates.makers[item]
        takers = rates.takers[item]
        hungry = any(state(rate.machine) is State.STARVED for rate in takers)
        live = factory.source == "snapshot"
        first = _first([rate.machine for rate in makers])
        yield Finding(
            id="",
            severity=Severity.WARNING if hungry or not live else Severity.INFO,
            key="finding-deficit",
            args={
                "item": Name("item", item),
                "made": per_min(made),
                "needed": per_min(made + missing),
                "missing": per_min(missing),
                "recipe": recipe_name(makers[0].recipe.name),
                "add": count(math.ceil(missing / (made / len(makers)))),
            },
            position=(first.part.x, first.part.y),
            entity=first.part.name,
            evidence=(f"makers {len(makers)}", f"takers {len(takers)}"),
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


def _facts(rates: FactoryRates, reached: Mapping[str, Measured]) -> Iterator[Finding]:
    for recipe in rates.recipes:
        yield _recipe_fact(recipe, reached.get(recipe.recipe))
    if rates.idle:
        yield _fact(
            "fact-no-recipe",
            count=count(len(rates.idle)),
            entities=names("entity", (machine.part.name for machine in rates.idle)),
        )
    surplus = [(name, value) for name, value in rates.balance.items() if value > 0]
    needs = [(name, value) for name, value in rates.balance.items() if value < 0]
    for name, value in sorted(surplus, key=lambda entry: -entry[1])[:LISTED_BALANCE]:
        yield _fact("fact-output", item=Name("item", name), rate=per_min(value))
    for name, value in sorted(needs, key=lambda entry: entry[1])[:LISTED_BALANCE]:
        yield _fact("fact-input", item=Name("item", name), rate=per_min(-value))
    yield from _limited(rates)
    if rates.power_w:
        yield _fact("fact-power", power=watts(rates.power_w))


def _limited(rates: FactoryRates) -> Iterator[Finding]:
    """Yield the end products whose rate a shortage upstream lowers, with what is left of it."""
    chain = demand(rates.recipes, _eager(rates))
    for recipe in rates.recipes:
        reached = chain.reached[recipe.recipe]
        if reached == 1 or recipe.recipe not in chain.limits:
            continue
        for item, rate in recipe.makes.items():
            if item not in chain.needed_per_min:
                yield _fact(
                    "fact-limited",
                    item=Name("item", item),
                    rate=per_min(rate * reached),
                    full=per_min(rate),
                    scarce=Name("item", chain.limits[recipe.recipe]),
                )


def _recipe_fact(recipe: RecipeRate, reached: Measured | None) -> Finding:
    product, rate = max(recipe.makes.items(), key=lambda entry: entry[1], default=("", Fraction(0)))
    args: dict[str, Arg] = {
        "recipe": recipe_name(recipe.recipe),
        "machines": count(recipe.machines),
        "item": Name("item", product),
        "rate": per_min(rate),
    }
    if recipe.ghosts and recipe.ghosts < recipe.machines:
        args["ghosts"] = count(recipe.ghosts)
    if reached is None:
        return _fact("fact-recipe", **args)
    args |= {"share": percent(reached.share), "actual": per_min(rate * reached.share)}
    if reached.minutes is None:
        return _fact("fact-recipe-estimated", **args)
    return _fact("fact-recipe-measured", **args)


def _fact(key: str, **args: Arg) -> Finding:
    return Finding(id=key, severity=Severity.INFO, key=key, args=args)
