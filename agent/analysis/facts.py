"""What a factory makes, takes and draws: figures that are no complaint."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import Finding, Name, Severity, amounts, count, names, per_min, percent, watts
from agent.analysis.rates import MINE, recipe_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.analysis.demand import Demand
    from agent.analysis.findings import Arg
    from agent.analysis.measured import Measured
    from agent.analysis.rates import FactoryRates, RecipeRate


def facts(rates: FactoryRates, chain: Demand, reached: Mapping[str, Measured]) -> Iterator[Finding]:
    """Yield rates by recipe, what goes out and must come in, what shortages leave of the end products, power."""
    for recipe in rates.recipes:
        yield _recipe(recipe, reached.get(recipe.recipe))
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


def _recipe(recipe: RecipeRate, reached: Measured | None) -> Finding:
    product, rate = max(recipe.makes.items(), key=lambda entry: entry[1], default=("", Fraction(0)))
    args: dict[str, Arg] = {
        "recipe": recipe_name(recipe.recipe),
        "machines": count(recipe.machines),
        "ghosts": count(recipe.ghosts),
        "item": Name("item", product),
        "rate": per_min(rate),
    }
    key = "fact-recipe" if product == recipe.recipe.removeprefix(MINE) else "fact-recipe-of"
    if reached is None:
        return fact(key, **args)
    args |= {"share": percent(reached.share), "actual": per_min(rate * reached.share)}
    if reached.minutes is None:
        return fact(f"{key}-estimated", **args)
    return fact(f"{key}-measured", **args, minutes=count(reached.minutes))
