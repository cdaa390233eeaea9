"""What a factory makes, takes and draws: figures that are no complaint."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import Finding, Name, Severity, amounts, count, most, names, per_min, percent, watts
from agent.analysis.rates import MINE, machine_rate, recipe_name
from agent.analysis.sums import total

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.analysis.demand import Demand
    from agent.analysis.findings import Arg
    from agent.analysis.measured import Measured
    from agent.analysis.rates import FactoryRates, MachineRate, RecipeRate
    from agent.game.gamedata import GameData


def facts(
    rates: FactoryRates, standing: FactoryRates, chain: Demand, reached: Mapping[str, Measured], data: GameData
) -> Iterator[Finding]:
    """Yield rates by recipe, what goes out and must come in, what shortages leave of the end products, power.

    ``rates`` count what is planned too, ``standing`` what stands there alone.
    """
    built = {recipe.recipe: recipe for recipe in standing.recipes}
    for recipe in rates.recipes:
        yield _recipe(recipe, built.get(recipe.recipe, recipe), reached.get(recipe.recipe))
    yield from _requested(standing, data)
    if rates.idle:
        yield fact(
            "fact-no-recipe",
            count=count(len(rates.idle)),
            entities=names("entity", (machine.part.name for machine in rates.idle)),
        )
    # What is made here too is short, not to be brought: that is told as a shortage.
    surplus = [(name, value) for name, value in rates.balance.items() if value > 0]
    outside = [(name, -value) for name, value in rates.balance.items() if value < 0 and name not in rates.makers]
    for key, found in (("fact-output", surplus), ("fact-input", outside)):
        if found:
            largest = sorted(found, key=lambda entry: -entry[1])
            yield fact(key, list=amounts((Name("item", name), per_min(value)) for name, value in largest))
    yield from _limited(rates.recipes, chain)
    if rates.power_w:
        yield fact("fact-power", power=watts(rates.power_w))


def fact(key: str, **args: Arg) -> Finding:
    """Return a fact; its key is its id, as it is not numbered among the problems."""
    return Finding(id=key, severity=Severity.INFO, key=key, args=args)


def _limited(recipes: tuple[RecipeRate, ...], chain: Demand) -> Iterator[Finding]:
    """Yield the end products whose rate too few machines upstream lower, with what is left of it."""
    for recipe in recipes:
        reached = chain.reached.get(recipe.recipe, Fraction(1))
        if reached == 1 or recipe.recipe not in chain.limits:
            continue
        for item, rate in recipe.makes.items():
            if item not in chain.needed_per_min:
                yield fact(
                    "fact-limited",
                    item=Name("item", item),
                    rate=per_min(rate * reached),
                    full=per_min(rate),
                    scarce=Name("item", chain.limits[recipe.recipe]),
                )


def _requested(standing: FactoryRates, data: GameData) -> Iterator[Finding]:
    """Yield by recipe what modules that are still to be brought will change."""
    groups: dict[str, list[MachineRate]] = defaultdict(list)
    for rate in standing.machines:
        if rate.machine.requested:
            groups[rate.recipe.name].append(rate)
    for recipe, group in sorted(groups.items()):
        product = max(group[0].makes, key=lambda name: group[0].makes[name], default="")
        now = total(rate.makes[product] for rate in group)
        then = total(_with_requested(rate, data).makes[product] for rate in group)
        modules: Counter[str] = Counter()
        for rate in group:
            modules.update({stack.name: stack.count for stack in rate.machine.requested})
        yield fact(
            "fact-requested-modules",
            recipe=recipe_name(recipe),
            count=count(len(group)),
            list=most("item", modules),
            item=Name("item", product),
            now=per_min(now),
            then=per_min(then),
        )


def _with_requested(rate: MachineRate, data: GameData) -> MachineRate:
    """Return a machine's rate once its requested modules are in; they take the place of those that are there."""
    machine = replace(
        rate.machine, modules=rate.machine.requested, reported_speed=None, reported_productivity=None, requested=()
    )
    return machine_rate(machine, data) or rate


def _recipe(recipe: RecipeRate, built: RecipeRate, reached: Measured | None) -> Finding:
    product, rate = max(recipe.makes.items(), key=lambda entry: entry[1], default=("", Fraction(0)))
    stands = built.makes.get(product, Fraction(0))
    args: dict[str, Arg] = {
        "recipe": recipe_name(recipe.recipe),
        "machines": count(recipe.machines),
        "ghosts": count(recipe.ghosts),
        "item": Name("item", product),
        "rate": per_min(rate),
        "planned": "yes" if 0 < recipe.ghosts < recipe.machines else "no",
        "built": per_min(stands),
    }
    key = "fact-recipe" if product == recipe.recipe.removeprefix(MINE) else "fact-recipe-of"
    if reached is None:
        return fact(key, **args)
    args |= {"share": percent(reached.share), "actual": per_min(stands * reached.share)}
    if reached.minutes is None:
        return fact(f"{key}-estimated", **args)
    return fact(f"{key}-measured", **args, minutes=count(reached.minutes))
