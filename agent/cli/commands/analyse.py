"""`agent analyse`: machines, recipes, rates and findings of a snapshot or of blueprints; needs no game."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from agent.analysis.bottleneck import bottlenecks
from agent.analysis.circuits import circuit_analysis, circuit_of_blueprint, circuit_of_snapshot
from agent.analysis.from_blueprint import factory_of_blueprint
from agent.analysis.from_snapshot import factory_of_snapshot
from agent.cli.catalog_view import say_power, say_rates
from agent.cli.completing import files
from agent.cli.data_choice import choose_data
from agent.cli.data_sets import data_set_option, named_data
from agent.cli.factory_report import circuits_data, report_data, say_circuits, say_report
from agent.cli.failure import describe
from agent.cli.frame import Command, common
from agent.cli.picture import write_svg
from agent.cli.screen import Screen, one_line, screen
from agent.cli.source import Part, is_standard_input, read_source
from agent.cli.waiting import waiting
from agent.contract import Snapshot
from agent.errors import UsageError
from agent.factory.catalog import derive, document

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.analysis.circuits import Circuit
    from agent.game.blueprint import Blueprint
    from agent.game.gamedata import GameData

_BROKEN_EXIT_CODE: Final = 2


@click.command("analyse", cls=Command, help="cli-analyse-help")
@click.argument("source", shell_complete=files, help="cli-analyse-source")
@data_set_option(None, "cli-option-data-set-snapshot")
@click.option("--svg", type=click.Path(path_type=Path), metavar="FILE", help="cli-option-svg")
@common
def command(source: str, data_set: str | None, svg: Path | None) -> None:
    """Report what stands there and what it would make."""
    out = screen()
    named = None if data_set is None else named_data(data_set)
    found = read_source(source, named)
    if isinstance(found, Snapshot):
        if svg is not None:
            raise UsageError("picture-of-snapshot")
        choice = choose_data(named, found, None if is_standard_input(source) else Path(source), out)
        data = choice.data
        factory = factory_of_snapshot(found, data)
        analysis = bottlenecks(factory)
        out.heading("cli-analyse-snapshot", id=found.id, count=found.entity_count)
        say_report(factory, analysis, out)
        circuits = _circuits(circuit_of_snapshot(found, data), data, out)
        out.data(
            {
                "kind": "snapshot",
                "id": found.id,
                "data_set_source": choice.source,
                **report_data(factory, analysis, out),
                **circuits,
            }
        )
        return
    data = choose_data(named, None, None, out).data
    documents = [_part(part, data, out) for part in found]
    if svg is not None:
        _draw(found, svg, data, out)
    out.data({"kind": "blueprints", "blueprints": documents})
    if any("error" in document for document in documents):
        click.get_current_context().exit(_BROKEN_EXIT_CODE)


def _draw(parts: Sequence[Part], svg: Path, data: GameData, out: Screen) -> None:
    """Draw the blueprint into the file; of a book each into a file of its own, numbered by its place."""
    blueprints = [part.blueprint for part in parts if part.blueprint is not None]
    for blueprint in blueprints:
        path = svg if len(blueprints) == 1 else svg.with_stem(f"{svg.stem}-{blueprint.path}")
        write_svg(path, blueprint, data)
        out.note("cli-picture-written", path=str(path))


def _part(part: Part, data: GameData, out: Screen) -> dict[str, Any]:
    """Report one blueprint of a book; a broken one is named and the others go on."""
    head = {"path": part.path, "kind": part.kind}
    if part.error is not None:
        failure = describe(part.error, out)
        out.say(out.text("cli-analyse-broken", path=part.path, reason=failure.text), style="red")
        return {**head, "error": {"code": failure.code, "text": failure.text}}
    if part.blueprint is None:
        out.note("cli-analyse-planner", path=part.path)
        return head
    return {**head, **_blueprint(part.blueprint, data, out)}


def _blueprint(blueprint: Blueprint, data: GameData, out: Screen) -> dict[str, Any]:
    factory = factory_of_blueprint(blueprint, data)
    analysis = bottlenecks(factory)
    version = ".".join(map(str, blueprint.version))
    out.heading(
        "cli-analyse-blueprint",
        path=blueprint.path,
        label=out.label(blueprint.label),
        count=len(blueprint.entities),
        version=version,
    )
    say_report(factory, analysis, out)
    with waiting(out, "waiting-verify", path=blueprint.path):
        known = document(derive(blueprint, data))
    say_rates(known, out)
    say_power(known, out)
    circuits = _circuits(circuit_of_blueprint(blueprint, data), data, out)
    out.say()
    return {
        **{name: known[name] for name in ("machine_rates_per_min", "machine_takes_per_min")},
        "real_rates_per_min": known["makes_per_min"],
        "label": one_line(blueprint.label),
        "game_version": version,
        "entity_count": len(blueprint.entities),
        "renamed": dict(blueprint.renamed),
        **report_data(factory, analysis, out),
        **circuits,
    }


def _circuits(circuit: Circuit, data: GameData, out: Screen) -> dict[str, Any]:
    """Report the circuits of a place; nothing where there are none."""
    if not circuit.nodes:
        return {}
    analysis = circuit_analysis(circuit, data.label)
    say_circuits(analysis, out)
    return {"circuits": circuits_data(analysis, out)}
