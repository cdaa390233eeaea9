"""A factory's machines, recipes and rates, for people and for programs."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from agent.analysis.findings import per_min, watts
from agent.analysis.rates import factory_rates
from agent.analysis.wording import quantity, readable, sentence
from agent.cli.screen import one_line

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from agent.analysis.findings import Analysis, Finding, NameKind
    from agent.analysis.rates import FactoryRates
    from agent.analysis.view import Factory
    from agent.cli.screen import Screen


def report_data(factory: Factory, analysis: Analysis, screen: Screen) -> dict[str, Any]:
    """Return the report as JSON: rates per minute, power in watts."""
    rates = factory_rates(factory)
    return {
        "data_set": factory.data.label,
        "entities": dict(sorted(factory.counts().items())),
        "machines": dict(sorted(_machines(factory).items())),
        "recipes": [
            {
                "recipe": recipe.recipe,
                "machines": recipe.machines,
                "planned": recipe.ghosts,
                "crafts_per_min": _number(recipe.crafts_per_min),
                "makes_per_min": _numbers(recipe.makes),
                "takes_per_min": _numbers(recipe.takes),
            }
            for recipe in rates.recipes
        ],
        "output_per_min": _numbers(_surplus(rates)),
        "input_per_min": _numbers(_deficit(rates)),
        "machines_without_recipe": dict(sorted(_idle(rates).items())),
        "power_w": _number(rates.power_w),
        "findings": [_finding(finding, screen) for finding in analysis.findings],
        "facts": [_finding(finding, screen) for finding in analysis.facts],
        "not_modelled": sorted({*rates.not_modelled, *analysis.not_modelled}),
    }


def circuits_data(analysis: Analysis, screen: Screen) -> dict[str, Any]:
    """Return what is said of circuits as JSON."""
    return {
        "findings": [_finding(finding, screen) for finding in analysis.findings],
        "facts": [_finding(finding, screen) for finding in analysis.facts],
        "not_modelled": sorted(analysis.not_modelled),
    }


def say_circuits(analysis: Analysis, screen: Screen) -> None:
    """Print what is said of circuits: how much there is, then every finding."""
    screen.say(screen.text("cli-analyse-circuits"))
    for fact in analysis.facts:
        screen.say("  " + sentence(fact, screen.catalogue))
    for finding in analysis.findings:
        screen.say("  • " + sentence(finding, screen.catalogue), style=_STYLES[finding.severity.value])


def say_report(factory: Factory, analysis: Analysis, screen: Screen) -> None:
    """Print the report."""
    rates = factory_rates(factory)
    machines = _counted("entity", _machines(factory), screen)
    _say_list("cli-analyse-machines", machines or screen.text("cli-analyse-none"), screen)
    if rates.recipes:
        screen.say(screen.text("cli-analyse-recipes"))
    for recipe in rates.recipes:
        name = _readable("recipe", recipe.recipe.removeprefix("mine:"), screen)
        line = screen.text("cli-analyse-recipe", recipe=name, count=recipe.machines)
        made = f"{screen.text('cli-analyse-makes')} {_listed(recipe.makes, screen)}"
        taken = f"; {screen.text('cli-analyse-takes')} {_listed(recipe.takes, screen)}" if recipe.takes else ""
        screen.say(f"  {line}: {made}{taken}")
    for key, balance in (("cli-analyse-output", _surplus(rates)), ("cli-analyse-input", _deficit(rates))):
        if balance:
            _say_list(key, _listed(balance, screen), screen)
    if rates.idle:
        _say_list("cli-analyse-idle", _counted("entity", _idle(rates), screen), screen)
    if rates.power_w:
        screen.say(screen.text("cli-analyse-power", power=str(quantity(watts(rates.power_w), screen.catalogue))))
    for finding in analysis.findings:
        screen.say("  • " + sentence(finding, screen.catalogue), style=_STYLES[finding.severity.value])
    unknown = sorted({*rates.not_modelled, *analysis.not_modelled})
    if unknown:
        _say_list("cli-analyse-not-modelled", ", ".join(unknown), screen, style="yellow")
    screen.note("cli-analyse-data-set", name=factory.data.label)


def _say_list(key: str, listed: str, screen: Screen, style: str = "") -> None:
    """Print a label and a list; the list may be longer than a catalogue's sentence can take."""
    screen.say(f"{screen.text(key)} {one_line(listed)}", style=style)


def _finding(finding: Finding, screen: Screen) -> dict[str, Any]:
    return {
        "id": finding.id,
        "severity": finding.severity.value,
        "key": finding.key,
        "text": sentence(finding, screen.catalogue),
        "position": finding.position,
        "evidence": list(finding.evidence),
    }


_STYLES = {"info": "", "warning": "yellow", "critical": "red"}


def _machines(factory: Factory) -> Counter[str]:
    return Counter(machine.part.name for machine in factory.machines)


def _idle(rates: FactoryRates) -> Counter[str]:
    return Counter(machine.part.name for machine in rates.idle)


def _surplus(rates: FactoryRates) -> dict[str, Fraction]:
    return {name: value for name, value in rates.balance.items() if value > 0}


def _deficit(rates: FactoryRates) -> dict[str, Fraction]:
    return {name: -value for name, value in rates.balance.items() if value < 0}


def _counted(kind: NameKind, counts: Counter[str], screen: Screen) -> str:
    return ", ".join(f"{_readable(kind, name, screen)} × {count}" for name, count in sorted(counts.items()))


def _listed(amounts: Mapping[str, Fraction], screen: Screen) -> str:
    return ", ".join(
        f"{_readable('item', name, screen)} {quantity(per_min(amount), screen.catalogue)}"
        for name, amount in sorted(amounts.items())
    )


def _readable(kind: NameKind, name: str, screen: Screen) -> str:
    return readable(kind, name, screen.catalogue, {})


def _number(value: Fraction) -> float:
    return round(float(value), 6)


def _numbers(amounts: Mapping[str, Fraction]) -> dict[str, float]:
    return {name: _number(value) for name, value in sorted(amounts.items())}
