"""`agent draw`: a blueprint as a picture, in letters, SVG or PNG."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from agent.cli.completing import files
from agent.cli.data_sets import data_set_option, named_data
from agent.cli.frame import Command, common
from agent.cli.picture import picture_text, write_png, write_svg
from agent.cli.screen import one_line, screen
from agent.cli.source import read_source
from agent.contract import Snapshot
from agent.errors import ContractError, UsageError

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.game.blueprint import Blueprint
    from agent.game.gamedata import GameData


@click.command("draw", cls=Command, help="draw-help")
@click.argument("source", shell_complete=files, help="catalog-source")
@click.option("--svg", type=click.Path(path_type=Path), metavar="FILE", help="draw-option-svg")
@click.option("--png", type=click.Path(path_type=Path), metavar="FILE", help="draw-option-png")
@data_set_option()
@common
def command(source: str, svg: Path | None, png: Path | None, data_set: str) -> None:
    """Draw a blueprint; of a book each one, into files numbered by their place."""
    out, data = screen(), named_data(data_set)
    found = read_source(source, data)
    if isinstance(found, Snapshot):
        raise UsageError("picture-of-snapshot")
    blueprints = [part.blueprint for part in found if part.blueprint is not None]
    broken = next((part.error for part in found if part.error is not None), None)
    if not blueprints:
        raise broken or ContractError("catalog-nothing")
    drawn = []
    for blueprint in blueprints:
        document: dict[str, str] = {"path": blueprint.path, "label": one_line(blueprint.label)}
        targets: tuple[tuple[str, Path | None, Callable[[Path, Blueprint, GameData], int | None]], ...] = (
            ("svg", svg, write_svg),
            ("png", png, write_png),
        )
        for kind, target, write in targets:
            if target is not None:
                path = target if len(blueprints) == 1 else target.with_stem(f"{target.stem}-{blueprint.path}")
                tile = write(path, blueprint, data)
                document[kind] = str(path)
                out.note("cli-picture-written", path=str(path))
                if tile is not None:
                    out.note("cli-picture-small", px=tile)
        if svg is None and png is None:
            text = picture_text(blueprint, data)
            document["text"] = text
            out.heading("catalog-title", id=blueprint.path, label=out.label(blueprint.label))
            out.say(text)
        drawn.append(document)
    out.note("draw-data", name=data.label)
    out.data({"drawn": drawn, "data_set": data.label})
    if broken is not None:
        raise broken
