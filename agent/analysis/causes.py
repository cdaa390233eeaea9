"""The walk from a starved machine to the first cause: what is missing, who should make it, and why he does not."""

from __future__ import annotations

import math
from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import Finding, Name, Severity, count, per_min
from agent.analysis.statuses import POWERLESS, State, state

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.analysis.findings import Arg
    from agent.analysis.rates import FactoryRates, MachineRate
    from agent.game.prototypes import Recipe

STATE_CAUSES = {
    State.NO_POWER: "power",
    State.LOW_POWER: "power",
    State.UNPLUGGED: "power",
    State.NO_FUEL: "fuel",
    State.DISABLED: "disabled",
    State.EMPTY_GROUND: "ground",
    State.OTHER: "other",
}


def missing_item(group: Sequence[MachineRate], rates: FactoryRates) -> str | None:
    """Return the ingredient that most starved machines of one recipe lack, by what they hold.

    Of several that lack alike it is the one whose own machines here work least: it explains the most. Where what the
    machines hold was not looked at, it is the one ingredient whose machines here fall short; None if that leaves a
    choice.
    """
    recipe = group[0].recipe
    seen = [rate.machine.holds for rate in group if rate.machine.holds is not None]
    solids = [ingredient for ingredient in recipe.ingredients if not ingredient.fluid]
    if not seen:
        return _suspect(recipe, rates)
    lacking = Counter(i.name for holds in seen for i in solids if holds.get(i.name, 0) < i.amount)
    if not lacking:
        fluids = [ingredient.name for ingredient in recipe.ingredients if ingredient.fluid]
        return fluids[0] if len(fluids) == 1 else None
    return min(lacking, key=lambda name: (-lacking[name], _working_share(name, rates), name))


def built(rates: FactoryRates, item: str) -> list[MachineRate]:
    """Return the machines that stand there and make an item."""
    return [rate for rate in rates.makers.get(item, ()) if not rate.machine.part.ghost]


def wanted_per_min(rates: FactoryRates, item: str) -> Fraction:
    """Return what all machines together take of an item at full work."""
    return sum((rate.takes[item] for rate in rates.takers.get(item, ())), Fraction(0))


def _suspect(recipe: Recipe, rates: FactoryRates) -> str | None:
    if len(recipe.ingredients) == 1:
        return recipe.ingredients[0].name
    suspects = []
    for ingredient in recipe.ingredients:
        makers = built(rates, ingredient.name)
        made = sum((rate.makes[ingredient.name] for rate in makers), Fraction(0))
        needed = wanted_per_min(rates, ingredient.name)
        troubled = sum(state(rate.machine) in (State.STARVED, *STATE_CAUSES) for rate in makers)
        if makers and (made < needed or troubled * 2 >= len(makers)):
            suspects.append(ingredient.name)
    return suspects[0] if len(suspects) == 1 else None


def _working_share(item: str, rates: FactoryRates) -> Fraction:
    """Return which part of an item's machines work; 2 where none are here, so that these come last."""
    makers = built(rates, item)
    if not makers:
        return Fraction(2)
    return Fraction(sum(state(rate.machine) is State.WORKING for rate in makers), len(makers))


def first_cause(item: str, starved: Sequence[MachineRate], rates: FactoryRates) -> Finding:
    """Walk upstream from a missing item until something explains itself.

    A producer that is itself starved hands the question on; a loop ends where it closes.
    """
    seen: set[str] = set()
    wanted, waiting = item, list(starved)
    while True:
        seen.add(wanted)
        makers = built(rates, wanted)
        if not makers:
            return _cause("input", wanted, waiting)
        hungry = [rate for rate in makers if state(rate.machine) is State.STARVED]
        upstream = missing_item(hungry, rates) if hungry else None
        if upstream and len(hungry) * 2 >= len(makers) and upstream not in seen:
            wanted, waiting = upstream, hungry
            continue
        return _explain(wanted, makers, rates)


def _explain(item: str, makers: list[MachineRate], rates: FactoryRates) -> Finding:
    states = Counter(state(rate.machine) for rate in makers)
    stopped = {found: number for found, number in states.items() if found in STATE_CAUSES}
    if sum(stopped.values()) * 2 >= len(makers):
        worst = max(stopped, key=lambda found: (stopped[found], found in POWERLESS, found.value))
        return _cause(STATE_CAUSES[worst], item, [rate for rate in makers if state(rate.machine) is worst])
    blocked = [rate for rate in makers if state(rate.machine) is State.BLOCKED]
    if len(blocked) * 2 >= len(makers):
        other = _other_product(item, blocked)
        if other is not None:
            return _cause("byproduct", item, blocked, other=Name("item", other))
        return _cause("transport", item, blocked)
    made = sum((rate.makes[item] for rate in makers), Fraction(0))
    needed = wanted_per_min(rates, item)
    if needed > made:
        one = made / len(makers)
        return _cause(
            "capacity",
            item,
            makers,
            made=per_min(made),
            needed=per_min(needed),
            add=count(math.ceil((needed - made) / one)),
        )
    hungry = [rate for rate in makers if state(rate.machine) is State.STARVED]
    return _cause("supply" if hungry else "transport", item, hungry or makers)


def _other_product(item: str, blocked: list[MachineRate]) -> str | None:
    others = sorted(name for name in blocked[0].makes if name != item)
    return others[0] if others else None


def _cause(kind: str, item: str, where: Sequence[MachineRate], **more: Arg) -> Finding:
    part = where[0].machine.part
    return Finding(
        id="",
        severity=Severity.CRITICAL,
        key=f"finding-cause-{kind}",
        args={"item": Name("item", item), "entity": Name("entity", part.name), "count": count(len(where)), **more},
        position=(part.x, part.y),
        entity=part.name,
        evidence=tuple(sorted({f"status {rate.machine.part.status}" for rate in where})),
    )
