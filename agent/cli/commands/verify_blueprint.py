"""`agent verify-blueprint`: does a blueprint work, and if not, where and why."""

from __future__ import annotations

from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from agent.cli.completing import files
from agent.cli.data_sets import data_set_option, named_data
from agent.cli.failure import describe
from agent.cli.frame import Command, common
from agent.cli.picture import write_png, write_svg
from agent.cli.screen import Screen, one_line, screen
from agent.cli.source import Part, read_source
from agent.cli.unseen_view import say_unseen
from agent.cli.waiting import waiting
from agent.contract import Snapshot
from agent.errors import UsageError
from agent.factory.draw import marks
from agent.factory.verify import Expectation, Ore, Verdict, verify
from agent.game.inserting import TICKS_PER_S

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent.factory.verify import Fault
    from agent.game.blueprint import Blueprint
    from agent.game.gamedata import GameData

REFUSED_EXIT_CODE: Final = 6
_BROKEN_EXIT_CODE: Final = 2
_SHOWN: Final = 20


@click.command("verify-blueprint", cls=Command, help="verify-help")
@click.argument("source", shell_complete=files, help="verify-source")
@click.option("--expect", multiple=True, metavar="ITEM=PER_MINUTE", help="verify-option-expect")
@click.option("--ore", multiple=True, metavar="RESOURCE", help="verify-option-ore")
@click.option("--stack-bonus", type=click.IntRange(0, 255), default=0, help="verify-option-stack-bonus")
@click.option("--bulk-bonus", type=click.IntRange(0, 255), default=1, help="verify-option-bulk-bonus")
@click.option("--seconds", type=click.IntRange(10, 3600), default=600, help="verify-option-seconds")
@data_set_option()
@click.option("--svg", type=click.Path(path_type=Path), metavar="FILE", help="cli-option-svg")
@click.option("--png", type=click.Path(path_type=Path), metavar="FILE", help="cli-option-png")
@common
def command(  # noqa: PLR0913, PLR0917 - one for each option
    source: str,
    expect: tuple[str, ...],
    ore: tuple[str, ...],
    stack_bonus: int,
    bulk_bonus: int,
    seconds: int,
    data_set: str,
    svg: Path | None,
    png: Path | None,
) -> None:
    """Judge every blueprint of what was handed in."""
    out = screen()
    data = named_data(data_set)
    rates = dict(_pair(text, data) for text in expect)
    ores = tuple(_ore(name, data) for name in ore)
    expectation = Expectation(rates, stack_bonus=stack_bonus, bulk_bonus=bulk_bonus, ores=ores)
    found = read_source(source, data)
    if isinstance(found, Snapshot):
        raise UsageError("verify-snapshot")
    documents = [
        _part(part, data, (expectation, seconds * TICKS_PER_S), (svg, png), out, alone=len(found) == 1)
        for part in found
    ]
    out.data({"blueprints": documents})
    if any("error" in document for document in documents):
        click.get_current_context().exit(_BROKEN_EXIT_CODE)
    if any(document.get("sound") is False for document in documents):
        click.get_current_context().exit(REFUSED_EXIT_CODE)


def _ore(name: str, data: GameData) -> Ore:
    if name not in data.resources:
        raise UsageError("verify-ore", name=name, known=", ".join(sorted(data.resources)))
    return Ore(name)


def _pair(text: str, data: GameData) -> tuple[str, Fraction]:
    item, _, number = text.partition("=")
    try:
        rate = Fraction(number)
    except (ValueError, ZeroDivisionError):
        rate = Fraction(0)
    if rate <= 0:
        raise UsageError("verify-expect", text=text)
    if item not in data.items and item not in data.fluids:
        raise UsageError("verify-item", item=item, data_set=data.label)
    return item, rate


def _part(
    part: Part,
    data: GameData,
    asked: tuple[Expectation, int],
    pictures: tuple[Path | None, Path | None],
    out: Screen,
    *,
    alone: bool,
) -> dict[str, Any]:
    """Judge one blueprint of a book; a broken one is named and the others go on."""
    head = {"path": part.path, "kind": part.kind}
    if part.error is not None:
        failure = describe(part.error, out)
        out.say(out.text("cli-analyse-broken", path=part.path, reason=failure.text), style="red")
        return {**head, "error": {"code": failure.code, "text": failure.text}}
    if part.blueprint is None:
        out.note("cli-analyse-planner", path=part.path)
        return head
    expect, ticks = asked
    with waiting(out, "waiting-verify", path=part.path) as tell:
        verdict = verify(part.blueprint, data, expect, ticks, tell=tell)
    _say(part.blueprint, verdict, expect, out)
    for target, write in zip(pictures, (write_svg, write_png), strict=True):
        if target is not None:
            path = target if alone else target.with_stem(f"{target.stem}-{part.path}")
            write(path, part.blueprint, data, marks(verdict))
            out.note("cli-picture-written", path=str(path))
    return {**head, "label": one_line(part.blueprint.label), **document(verdict, out)}


def document(verdict: Verdict, out: Screen) -> dict[str, Any]:
    """Return a verdict as JSON: rates per minute, shares of a machine's speed from 0 to 1."""
    return {
        "sound": verdict.sound,
        "errors": [_fault(number, fault, out) for number, fault in enumerate(verdict.errors, 1)],
        "warnings": [
            _fault(number, fault, out) for number, fault in enumerate(verdict.warnings, len(verdict.errors) + 1)
        ],
        "rates": [
            {
                "item": rate.item,
                "promised_per_min": rate.promised_per_min,
                "bound_per_min": round(rate.bound_per_min, 6),
                "simulated_per_min": round(rate.simulated_per_min, 6),
            }
            for rate in verdict.rates
        ],
        "machines": [
            {
                "position": work.position,
                "entity": work.entity,
                "recipe": work.recipe,
                "bound_share": round(work.bound, 6),
                "simulated_share": round(work.simulated, 6),
            }
            for work in verdict.machines
        ],
        "ports": [
            {
                "item": port.item,
                "tile": port.tile,
                "comes_in": port.comes_in,
                "bound_per_min": round(port.bound_per_min, 6),
                "simulated_per_min": round(port.simulated_per_min, 6),
            }
            for port in verdict.ports
        ],
        "feeds": [{"item": feed.item, "tile": feed.tile, "lane": feed.lane} for feed in verdict.feeds],
        "outlets": [{"tile": tile} for tile in verdict.outlets],
        "started_with": [{"item": start.item, "amount": start.amount} for start in verdict.started],
        "not_modelled": [str(unseen) for unseen in verdict.not_modelled],
        "simulated_s": verdict.seconds,
        "steady": verdict.steady,
        "data_set": verdict.data_set,
    }


def _fault(number: int, fault: Fault, out: Screen) -> dict[str, Any]:
    return {"number": number, "code": fault.code, "position": fault.position, "text": _sentence(fault, out)}


def _sentence(fault: Fault, out: Screen) -> str:
    return out.text(f"verify-fault-{fault.code}", **_safe(fault.args))


def _safe(args: Mapping[str, str | int | float]) -> dict[str, str | int | float]:
    """Return what a sentence can show: names on one line, numbers as a person would write them."""
    return {name: one_line(value)[:200] if isinstance(value, str) else round(value, 2) for name, value in args.items()}


def _say(blueprint: Blueprint, verdict: Verdict, expect: Expectation, out: Screen) -> None:
    out.heading("verify-title", path=blueprint.path, label=out.label(blueprint.label), count=len(blueprint.entities))
    _say_faults("verify-errors", verdict.errors, 1, "red", out)
    _say_faults("verify-warnings", verdict.warnings, len(verdict.errors) + 1, "yellow", out)
    if verdict.rates:
        out.say(out.text("verify-rates"))
    for rate in verdict.rates:
        shown: dict[str, str | float] = {
            "item": rate.item, "bound": round(rate.bound_per_min, 2), "simulated": round(rate.simulated_per_min, 2)
        }  # fmt: skip
        key = "verify-rate"
        if rate.promised_per_min is not None:
            key, shown["promised"] = "verify-rate-promised", round(rate.promised_per_min, 2)
        out.say("  " + out.text(key, **shown))
    if verdict.machines:
        count = len(verdict.machines)
        bound = round(sum(work.bound for work in verdict.machines) / count * 100)
        simulated = round(sum(work.simulated for work in verdict.machines) / count * 100)
        key = "verify-machines" if simulated <= bound else "verify-machines-filling"
        out.say(out.text(key, bound=bound, simulated=simulated))
    if verdict.feeds and not out.quiet:
        out.say(out.text("verify-feeds"))
        for feed in verdict.feeds:
            key = "verify-feed-here" if feed.lane == "both" else "verify-feed"
            lane = out.text(f"verify-lane-{feed.lane}")
            out.say("  " + out.text(key, item=feed.item, x=feed.tile[0], y=feed.tile[1], lane=lane))
    say_unseen(verdict, out)
    out.note(
        "verify-simulated",
        steady="yes" if verdict.steady else "no",
        seconds=round(verdict.seconds),
        stack=expect.stack_bonus,
        bulk=expect.bulk_bonus,
        name=verdict.data_set,
    )
    if verdict.sound and verdict.rates and not any(rate.simulated_per_min for rate in verdict.rates):
        out.say(out.text("verify-makes-nothing"), style="yellow")
    elif verdict.sound:
        out.say(out.text("verify-sound"), style="green")
    else:
        out.say(out.text("verify-refused", count=len(verdict.errors)), style="red")


def _say_faults(key: str, faults: Sequence[Fault], first: int, style: str, out: Screen) -> None:
    if not faults:
        return
    out.say(out.text(key), style=style)
    for number, fault in enumerate(faults[:_SHOWN], first):
        where = out.text("verify-whole")
        if fault.position is not None:
            where = out.text("verify-at", x=fault.position[0], y=fault.position[1])
        out.say(f"  {number}. {_sentence(fault, out)} [{fault.code}, {where}]", style=style)
    if len(faults) > _SHOWN:
        out.say("  " + out.text("verify-more", count=len(faults) - _SHOWN), style=style)
