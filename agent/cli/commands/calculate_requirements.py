"""`agent calculate-requirements`: recipes, machines, raw inputs and power for a production target."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypedDict, TypeVar, Unpack

import click

from agent.cli.completing import items
from agent.cli.data_sets import data_set_option, named_data
from agent.cli.frame import Command, common
from agent.cli.screen import screen
from agent.errors import BridgeError, UsageError
from agent.factory.requirements import Options, Question, Target, requirements
from agent.factory.requirements import spelling as spelled
from agent.factory.requirements.document import document
from agent.factory.requirements.report import report
from agent.game.prototypes import ROCKET_LAUNCH_S

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from agent.factory.requirements.options import BeaconRule

_NO_FUEL: Final = "none"
_Function = TypeVar("_Function", bound=Callable[..., Any])


class _Typed(TypedDict):
    item: tuple[str, ...]
    rate: tuple[str, ...]
    maximize: bool
    limit: tuple[str, ...]
    machines: tuple[str, ...]
    machine: tuple[str, ...]
    module: tuple[str, ...]
    beacons: tuple[str, ...]
    quality: tuple[str, ...]
    productivity: tuple[str, ...]
    fuel: tuple[str, ...]
    supply: tuple[str, ...]
    recipe: tuple[str, ...]
    disable: tuple[str, ...]
    enable: tuple[str, ...]
    planet: str | None
    launch_time: str | None
    beacon_rule: BeaconRule
    belt: str
    data_set: str
    output: Path | None


def _many(name: str, metavar: str) -> Callable[[_Function], _Function]:
    key = f"requirements-option-{name}"
    complete = items if name in {"item", "supply"} else None
    return click.option(f"--{name}", multiple=True, metavar=metavar, shell_complete=complete, help=key)


@click.command("calculate-requirements", cls=Command, help="requirements-help")
@_many("item", "NAME")
@_many("rate", "PER_MINUTE")
@click.option("--maximize", is_flag=True, help="requirements-option-maximize")
@_many("limit", "ITEM=RATE")
@_many("machines", "RECIPE=N")
@_many("machine", "CATEGORY=NAME")
@_many("module", "[WHERE=]NAME[@QUALITY][*N][+…]")
@_many("beacons", "[WHERE=]N*MODULE[+…]")
@_many("quality", "[WHERE=]NAME")
@_many("productivity", "RECIPE=PERCENT")
@_many("fuel", "NAME|none")
@_many("supply", "ITEM")
@_many("recipe", "ITEM=RECIPE")
@_many("disable", "RECIPE")
@_many("enable", "RECIPE")
@click.option("--planet", metavar="NAME|any", help="requirements-option-planet")
@click.option("--launch-time", metavar="SECONDS", help="requirements-option-launch-time")
@click.option("--beacon-rule", type=click.Choice(("2.x", "1.1")), default="2.x", help="requirements-option-beacon-rule")
@click.option("--belt", metavar="NAME", default="transport-belt", help="requirements-option-belt")
@data_set_option(text="requirements-option-data-set")
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="requirements-option-output")
@common
def command(**typed: Unpack[_Typed]) -> None:
    """Compute what a target needs, exactly, and report it."""
    out = screen()
    plan = requirements(_question(typed), named_data(typed["data_set"], tables=True))
    found = document(plan)
    if not out.as_json:
        for line in report(plan, out.catalogue, out.width):
            out.say(line)
    out.data(found)
    if typed["output"] is not None:
        _write(typed["output"], found)
        out.note("requirements-saved", path=str(typed["output"]))


def _question(typed: _Typed) -> Question:
    if typed["limit"] and not typed["maximize"]:
        raise UsageError("requirements-limit-alone")
    if typed["maximize"] and typed["machines"]:
        raise UsageError("requirements-machines-maximize")
    given = {name: spelled.number(count, "--machines") for name, count in _pairs(typed["machines"], "--machines")}
    return Question(
        targets=_targets(typed),
        options=_options(typed),
        maximise=typed["maximize"],
        limits={name: spelled.rate(rate, "--limit") for name, rate in _pairs(typed["limit"], "--limit")},
        given={name: count for name, count in given.items() if count},
    )


def _targets(typed: _Typed) -> tuple[Target, ...]:
    named, rates = typed["item"], typed["rate"]
    if not named and not typed["machines"]:
        raise UsageError("requirements-no-item")
    if not rates and (typed["maximize"] or typed["machines"]):
        rates = ("60",) * len(named)
    if len(named) != len(rates):
        raise UsageError("requirements-rates", items=len(named), rates=len(rates))
    return tuple(Target(name, spelled.rate(rate, "--rate")) for name, rate in zip(named, rates, strict=True))


def _options(typed: _Typed) -> Options:
    fuels = tuple(name for name in typed["fuel"] if name != _NO_FUEL)
    launch = typed["launch_time"]
    return Options(
        machines=dict(_pairs([text for text in typed["machine"] if "=" in text], "--machine")),
        preferred=tuple(text for text in typed["machine"] if "=" not in text),
        modules=spelled.by_place(typed["module"], spelled.modules, ()),
        beacons=spelled.by_place(typed["beacons"], spelled.beacons, ()),
        quality=spelled.by_place(typed["quality"], str, "normal"),
        productivity=_percents(typed["productivity"]),
        fuels=None if _NO_FUEL in typed["fuel"] else fuels,
        recipes=_chosen(typed["recipe"]),
        disabled=frozenset(_listed(typed["disable"])),
        enabled=frozenset(_listed(typed["enable"])),
        supplied=frozenset(_listed(typed["supply"])),
        place=typed["planet"],
        rocket_launch_s=ROCKET_LAUNCH_S if launch is None else spelled.number(launch, "--launch-time"),
        beacon_rule=typed["beacon_rule"],
        belt=typed["belt"],
    )


def _pairs(texts: Sequence[str], option: str) -> list[tuple[str, str]]:
    return [spelled.pair(text, option) for text in texts]


def _listed(texts: Sequence[str]) -> list[str]:
    return [name.strip() for text in texts for name in text.split(",") if name.strip()]


def _percents(texts: Sequence[str]) -> Mapping[str, Fraction]:
    option = "--productivity"
    return {name: spelled.number(value, option) / 100 for name, value in _pairs(texts, option)}


def _chosen(texts: Sequence[str]) -> Mapping[str, frozenset[str]]:
    chosen: dict[str, frozenset[str]] = {}
    for item, recipe in _pairs(texts, "--recipe"):
        chosen[item] = chosen.get(item, frozenset()) | {recipe}
    return chosen


def _write(path: Path, found: Mapping[str, Any]) -> None:
    text = json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False) + "\n"
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise BridgeError("requirements-unwritable", path=str(path), reason=error.strerror or "") from error
