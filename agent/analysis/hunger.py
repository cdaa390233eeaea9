"""Starved machines, and which ingredient each of them lacks by what it holds."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.statuses import TROUBLED, WANTS_FLUID, State, state
from agent.analysis.sums import total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agent.analysis.rates import FactoryRates, MachineRate
    from agent.game.prototypes import Recipe


@dataclass(frozen=True, slots=True)
class Wait:
    """Starved machines of one recipe that lack the same ingredient; ``item`` None: the snapshot does not show which.

    ``also`` are the other ingredients that every one of them lacks. ``total`` counts all machines of the recipe.
    """

    recipe: Recipe
    machines: tuple[MachineRate, ...]
    total: int
    item: str | None
    also: tuple[str, ...] = ()


def waits(rates: FactoryRates) -> tuple[Wait, ...]:
    """Return every group of starved machines, by name of recipe; each machine is in one of them."""
    hungry: dict[str, list[MachineRate]] = defaultdict(list)
    machines: Counter[str] = Counter()
    for rate in rates.machines:
        machines[rate.recipe.name] += 1
        if state(rate.machine) is State.STARVED:
            hungry[rate.recipe.name].append(rate)
    return tuple(wait for name, group in sorted(hungry.items()) for wait in _split(group, machines[name], rates))


def _split(group: list[MachineRate], of: int, rates: FactoryRates) -> Iterator[Wait]:
    recipe = group[0].recipe
    looked_at = [rate for rate in group if _lacks(rate) is not None]
    others = [rate for rate in group if _lacks(rate) is None]
    while looked_at:
        item = missing_item(looked_at, rates)
        lacking = [rate for rate in looked_at if item in (_lacks(rate) or ())] if item else looked_at
        common = set.intersection(*(set(_lacks(rate) or ()) for rate in lacking))
        yield Wait(recipe, tuple(lacking), of, item, tuple(sorted(common - {item})))
        left = set(map(id, lacking))
        looked_at = [rate for rate in looked_at if id(rate) not in left]
    if others:
        yield Wait(recipe, tuple(others), of, missing_item(others, rates))


def missing_item(group: Sequence[MachineRate], rates: FactoryRates) -> str | None:
    """Return the ingredient that most starved machines lack, by what they hold.

    Of several that lack alike it is the one whose own machines here work least: it explains the most. Where what the
    machines hold was not looked at, it is the one ingredient whose machines here fall short; None if that leaves a
    choice.
    """
    looked_at = [lacks for lacks in map(_lacks, group) if lacks is not None]
    if not looked_at:
        return _suspect(group[0].recipe, rates)
    lacking = Counter(item for lacks in looked_at for item in lacks)
    return min(lacking, key=lambda name: (-lacking[name], _working_share(name, rates), name), default=None)


def _lacks(rate: MachineRate) -> tuple[str, ...] | None:
    """Return the ingredients of which a machine holds too little for one craft; None where that was not looked at."""
    machine, ingredients = rate.machine, rate.recipe.ingredients
    if machine.part.status in WANTS_FLUID:
        fluids = [ingredient for ingredient in ingredients if ingredient.fluid]
        lacking = tuple(i.name for i in fluids if machine.fluids.get(i.name, 0) < i.amount)
        # The game says that a fluid lacks; where all seem to be there, one that is alone must be it.
        return lacking or tuple(i.name for i in fluids if len(fluids) == 1)
    if machine.holds is None:
        return None
    holds: Mapping[str, int] = machine.holds
    solids = tuple(i.name for i in ingredients if not i.fluid and holds.get(i.name, 0) < i.amount)
    return solids or tuple(i.name for i in ingredients if i.fluid and machine.fluids.get(i.name, 0) < i.amount)


def _suspect(recipe: Recipe, rates: FactoryRates) -> str | None:
    if len(recipe.ingredients) == 1:
        return recipe.ingredients[0].name
    suspects = []
    for ingredient in recipe.ingredients:
        makers = rates.makers.get(ingredient.name, ())
        made = total(rate.makes[ingredient.name] for rate in makers)
        needed = total(rate.takes[ingredient.name] for rate in rates.takers[ingredient.name])
        troubled = sum(state(rate.machine) in TROUBLED for rate in makers)
        if makers and (made < needed or troubled * 2 >= len(makers)):
            suspects.append(ingredient.name)
    return suspects[0] if len(suspects) == 1 else None


def _working_share(item: str, rates: FactoryRates) -> Fraction:
    """Return which part of an item's machines work; 2 where none are here, so that these come last."""
    makers = rates.makers.get(item, ())
    if not makers:
        return Fraction(2)
    return Fraction(sum(state(rate.machine) is State.WORKING for rate in makers), len(makers))
