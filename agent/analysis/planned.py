"""What a planning mod's plan asks for, held against what is built in the area.

A plan names recipes, machines and rates (Factory Planner keeps rates per second). What counts as built is the rate of
the machines that stand there at full work: fewer but faster machines fulfil a plan as well. What was not selected is
not seen, so «missing» means missing in the area.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from math import ceil
from typing import TYPE_CHECKING

from agent.analysis.facts import fact
from agent.analysis.findings import Finding, Name, Severity, count, names, per_min
from agent.analysis.rates import MINE, PER_MIN, mining_recipe, recipe_name
from agent.analysis.view import first
from agent.game.names import printable

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agent.analysis.findings import Arg
    from agent.analysis.measured import Measured
    from agent.analysis.rates import FactoryRates, MachineRate
    from agent.analysis.view import Factory, Part
    from agent.contract import Plan, PlannedLine
    from agent.game.gamedata import GameData

MINED = "impostor-"
"""How Factory Planner names the mining of a resource, of which the game has no recipe."""
_TEMPERATURE = re.compile(r"-\d+(?:\.\d+)?\Z")
ENOUGH = Fraction(999, 1000)
"""Solvers and exports round."""
MOST_TARGETS = 3


@dataclass(frozen=True, slots=True)
class PlannedRecipe:
    """All lines of one recipe together; ``count`` None where the plan does not tell it, rates per minute by item."""

    recipe: str
    machine: str | None
    count: Fraction | None
    makes: Mapping[str, Fraction]


def against_plan(plan: Plan, factory: Factory, rates: FactoryRates) -> Iterator[Finding]:
    """Yield what of a plan is not built in the area, or not enough of it, in the plan's order."""
    standing = _standing(rates)
    for planned in _recipes(plan, factory.data)[0]:
        there = standing.get(planned.recipe, ())
        if not there:
            yield _missing(plan, planned, factory)
        else:
            yield from _short(plan, planned, there)


def plan_facts(
    plan: Plan, factory: Factory, rates: FactoryRates, reached: Mapping[str, Measured], *, fulfilled: bool
) -> Iterator[Finding]:
    """Yield the plan's targets beside what is made, what is built beyond it, and what of it was not compared."""
    planned, skipped = _recipes(plan, factory.data)
    if fulfilled and planned:
        yield fact("fact-plan-done", plan=printable(plan.name), recipes=count(len(planned)))
    for target in plan.targets[:MOST_TARGETS]:
        yield _target(plan, _thing(target.name, factory.data), _per_min(target.per_s), rates, reached)
    beyond = [name for name in _standing(rates) if name not in {each.recipe for each in planned}]
    if planned and beyond:
        yield fact("fact-plan-unplanned", plan=printable(plan.name), list=names("recipe", beyond))
    if skipped:
        yield fact("fact-plan-skipped", plan=printable(plan.name), count=count(skipped))


def _per_min(per_s: float) -> Fraction:
    return Fraction(repr(per_s)) * PER_MIN


def _thing(name: str, data: GameData) -> str:
    """Return an item's or fluid's name; Factory Planner adds the temperature to that of a fluid."""
    if name in data.items or name in data.fluids:
        return name
    return _TEMPERATURE.sub("", name)


def _recipes(plan: Plan, data: GameData) -> tuple[list[PlannedRecipe], int]:
    """Return the plan by recipe, and how many lines the game data know no recipe for."""
    lines: dict[str, list[PlannedLine]] = defaultdict(list)
    skipped = 0
    for line in plan.lines:
        recipe = line.recipe
        if recipe not in data.recipes and recipe.startswith(MINED):
            recipe = MINE + recipe.removeprefix(MINED)
        if recipe in data.recipes or mining_recipe(recipe, data) is not None:
            lines[recipe].append(line)
        else:
            skipped += 1
    return [_together(recipe, group, data) for recipe, group in lines.items()], skipped


def _together(recipe: str, lines: Sequence[PlannedLine], data: GameData) -> PlannedRecipe:
    makes: dict[str, Fraction] = defaultdict(Fraction)
    for line in lines:
        for product in line.products:
            makes[_thing(product.name, data)] += _per_min(product.per_s)
    counts = [None if line.count is None else Fraction(repr(line.count)) for line in lines]
    told = None if None in counts else sum((each for each in counts if each is not None), Fraction(0))
    return PlannedRecipe(recipe, lines[0].machine, told, dict(makes))


def _standing(rates: FactoryRates) -> Mapping[str, Sequence[MachineRate]]:
    found: dict[str, list[MachineRate]] = defaultdict(list)
    for rate in rates.machines:
        if not rate.machine.part.ghost:
            found[rate.recipe.name].append(rate)
    return found


def _missing(plan: Plan, planned: PlannedRecipe, factory: Factory) -> Finding:
    ghosts = [machine.part for machine in factory.machines if machine.part.ghost and machine.recipe == planned.recipe]
    return _finding(
        "finding-plan-missing",
        plan,
        planned,
        first(ghosts) if ghosts else None,
        ghosts=count(len(ghosts)),
    )


def _short(plan: Plan, planned: PlannedRecipe, there: Sequence[MachineRate]) -> Iterator[Finding]:
    """Yield a recipe of which too little can be made; of several products the one that lacks most."""
    full = {item: sum((rate.makes.get(item, Fraction(0)) for rate in there), Fraction(0)) for item in planned.makes}
    lacking = [(full[item] / wanted, item) for item, wanted in planned.makes.items() if wanted]
    if not lacking or min(lacking)[0] >= ENOUGH:
        return
    item = min(lacking)[1]
    yield _finding(
        "finding-plan-short",
        plan,
        planned,
        first([rate.machine.part for rate in there]),
        item=Name("item", item),
        wanted=per_min(planned.makes[item]),
        full=per_min(full[item]),
        built=count(len(there)),
    )


def _finding(key: str, plan: Plan, planned: PlannedRecipe, at: Part | None, **args: Arg) -> Finding:
    machine = Name("entity", planned.machine) if planned.machine else ""
    number = ceil(planned.count - (1 - ENOUGH)) if planned.count is not None else 0
    return Finding(
        id="",
        severity=Severity.INFO,
        key=key,
        args={
            "plan": printable(plan.name),
            "recipe": recipe_name(planned.recipe),
            "machine": machine,
            "count": count(number),
            "counted": "yes" if number and planned.machine else "no",
            **args,
        },
        position=(at.x, at.y) if at is not None else None,
        evidence=(f"plan of {plan.mod}",),
    )


def _target(plan: Plan, item: str, wanted: Fraction, rates: FactoryRates, reached: Mapping[str, Measured]) -> Finding:
    full, now, known = Fraction(0), Fraction(0), True
    for rate in rates.makers.get(item, ()):
        if rate.machine.part.ghost:
            continue
        full += rate.makes[item]
        share = reached.get(rate.recipe.name)
        known = known and share is not None
        now += rate.makes[item] * (share.share if share is not None else 0)
    return fact(
        "fact-plan-target",
        plan=printable(plan.name),
        item=Name("item", item),
        wanted=per_min(wanted),
        full=per_min(full),
        now=per_min(now),
        known="yes" if known and full else "no",
    )
