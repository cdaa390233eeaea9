"""`agent catalog-blueprint`: blueprints by what they make; empty, it still offers a cell for every recipe."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click
from rich.progress import Progress

from agent.cli.catalog_view import say_entry, say_line
from agent.cli.completing import files, items, technologies
from agent.cli.data_sets import data_set_option, named_data
from agent.cli.failure import describe
from agent.cli.frame import Command, Group, common, spoken
from agent.cli.picture import picture_text, write_png
from agent.cli.screen import Screen, screen
from agent.cli.source import Part, read_source
from agent.contract import Snapshot
from agent.errors import ContractError, GameDataError, RefusedError, UsageError
from agent.factory.catalog import derive, document
from agent.factory.catalog.cells import cells, row_for
from agent.factory.catalog.technologies import with_prerequisites
from agent.factory.verify import Expectation
from agent.game.blueprint import decode, encode, leaves, normalise, version_for
from agent.game.effects import with_beacons_of_1_1
from agent.game.quality import item_of
from agent.setup.catalog_store import CatalogStore, Kept, Wanted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.game.blueprint import Blueprint
    from agent.game.gamedata import GameData

_BROKEN_EXIT_CODE: Final = 2
_SHOWN: Final = 20
_FOLDER: Final = click.option(
    "--data-dir", type=click.Path(path_type=Path), metavar="DIR", help="catalog-option-data-dir"
)
_DATA_SET: Final = data_set_option()


@click.group("catalog-blueprint", cls=Group, help="catalog-help", no_args_is_help=True)
@spoken
def command() -> None:
    """Keep blueprints and find them again by what they make."""


@command.command("add", cls=Command, help="catalog-add-help")
@click.argument("source", shell_complete=files, help="catalog-source")
@click.option("--stack-bonus", type=click.IntRange(0, 255), default=0, help="verify-option-stack-bonus")
@click.option("--bulk-bonus", type=click.IntRange(0, 255), default=1, help="verify-option-bulk-bonus")
@click.option("--beacon-rule", type=click.Choice(("2.x", "1.1")), default="2.x", help="requirements-option-beacon-rule")
@_DATA_SET
@_FOLDER
@common
def add(source: str, stack_bonus: int, bulk_bonus: int, beacon_rule: str, data_set: str, data_dir: Path | None) -> None:
    """Add a blueprint, or every blueprint of a book."""
    out, data = screen(), named_data(data_set)
    found = read_source(source, data)
    if beacon_rule == "1.1":
        data = with_beacons_of_1_1(data)
    hands = Expectation(stack_bonus=stack_bonus, bulk_bonus=bulk_bonus)
    if isinstance(found, Snapshot):
        raise ContractError("catalog-snapshot")
    parts = [part for part in found if part.blueprint is not None]
    rows = [_row(part, out) for part in found if part.error is not None]
    with CatalogStore(data_dir) as store:
        for part in parts:
            kept = _kept(part, data, hands)
            new, _ = store.add([kept])
            rows.append({"path": part.path, "id": kept.body["id"], "new": bool(new), "label": kept.body["label"]})
            key = "catalog-added" if new else "catalog-known"
            out.say(out.text(key, id=kept.body["id"], label=out.label(kept.body["label"])))
            if new:
                say_line(kept, out)
    if not parts and not rows:
        raise ContractError("catalog-nothing")
    out.data({"added": rows})
    if len(rows) > len(parts):
        click.get_current_context().exit(_BROKEN_EXIT_CODE)


@command.command("search", cls=Command, help="catalog-search-help")
@click.option("--item", metavar="NAME", shell_complete=items, help="catalog-option-item")
@click.option("--min-rate", type=click.FloatRange(min=0), metavar="PER_MINUTE", help="catalog-option-min-rate")
@click.option("--max-width", type=click.IntRange(min=1), metavar="TILES", help="catalog-option-max-width")
@click.option("--max-height", type=click.IntRange(min=1), metavar="TILES", help="catalog-option-max-height")
@click.option(
    "--technology", multiple=True, metavar="NAME", shell_complete=technologies, help="catalog-option-technology"
)
@click.option("--limit", type=click.IntRange(min=1), default=_SHOWN, metavar="N", help="catalog-option-limit")
@_DATA_SET
@_FOLDER
@common
def search(
    item: str | None,
    min_rate: float | None,
    max_width: int | None,
    max_height: int | None,
    technology: tuple[str, ...],
    limit: int,
    data_set: str,
    data_dir: Path | None,
) -> None:
    """Find blueprints; what fits none gets a row of machines made for it."""
    out, data = screen(), named_data(data_set)
    if item is not None and item_of(item) not in {**data.items, **data.fluids}:
        raise UsageError("catalog-unknown-item", item=item, data_set=data.label)
    allowed = with_prerequisites(technology, data) if technology else None
    wanted = Wanted(item, min_rate, max_width, max_height, allowed)
    with CatalogStore(data_dir) as store:
        if not store.count("parametric"):
            out.note("catalog-filling")
            store.add(_filling(data, out))
        found = store.search(wanted, limit)
        if not found and item is not None and min_rate:
            made = row_for(item, min_rate, data, allowed)
            if made is not None:
                store.add([Kept("parametric", made[0], document(made[1]))])
                found = store.search(wanted, limit)
    out.data({"found": [{"origin": kept.origin, **kept.body} for kept in found]})
    if not found:
        if out.as_json:
            click.get_current_context().exit(GameDataError.exit_code)
        raise GameDataError("catalog-none", item=item) if item else GameDataError("catalog-none-any")
    for kept in found:
        say_line(kept, out, item)
    out.note("cli-analyse-data-set", name=", ".join(sorted({kept.body["data_set"] for kept in found})))


@command.command("show", cls=Command, help="catalog-show-help")
@click.argument("entry_id", metavar="ID", help="catalog-id")
@click.option("--png", type=click.Path(path_type=Path), metavar="FILE", help="draw-option-png")
@_DATA_SET
@_FOLDER
@common
def show(entry_id: str, png: Path | None, data_set: str, data_dir: Path | None) -> None:
    """Show all that is known of an entry, its picture, and its string."""
    out, data = screen(), named_data(data_set)
    with CatalogStore(data_dir) as store:
        kept = _get(store, entry_id)
    (leaf,) = leaves(decode(kept.string))
    blueprint = normalise(leaf.body, target=version_for(data))
    say_entry(kept, out, _picture(blueprint, data))
    if png is not None:
        write_png(png, blueprint, data)
        out.note("cli-picture-written", path=str(png))
    out.data({"origin": kept.origin, **kept.body, "string": kept.string})


@command.command("remove", cls=Command, help="catalog-remove-help")
@click.argument("entry_id", metavar="ID", help="catalog-id")
@_FOLDER
@common
def remove(entry_id: str, data_dir: Path | None) -> None:
    """Remove an entry."""
    out = screen()
    with CatalogStore(data_dir) as store:
        kept = _get(store, entry_id)
        store.remove(kept.body["id"])
    out.note("catalog-removed", id=kept.body["id"])
    out.data({"removed": kept.body["id"]})


def _get(store: CatalogStore, entry_id: str) -> Kept:
    kept = store.get(entry_id)
    if kept is None:
        raise GameDataError("catalog-no-id", id=entry_id)
    return kept


def _picture(blueprint: Blueprint, data: GameData) -> str | None:
    """Draw in letters; None where it is too large for that: `agent draw` makes an SVG or PNG."""
    try:
        return picture_text(blueprint, data)
    except RefusedError:
        return None


def _filling(data: GameData, out: Screen) -> Iterator[Kept]:
    """Yield the cells, with a bar on the terminal while they are made."""
    found = cells(data)
    console = out.console(error=True)
    shown = not (out.as_json or out.quiet) and console.is_terminal
    bar = Progress(console=console, transient=True, disable=not shown)
    with bar:
        task = bar.add_task("", total=len(data.recipes))
        for place, string, entry in found:
            bar.update(task, completed=place)
            yield Kept("parametric", string, document(entry))


def _kept(part: Part, data: GameData, hands: Expectation) -> Kept:
    assert part.blueprint is not None  # noqa: S101 - the caller filters
    assert part.document is not None  # noqa: S101 - it comes with the blueprint
    return Kept("player", encode(part.document), document(derive(part.blueprint, data, hands)))


def _row(part: Part, out: Screen) -> dict[str, Any]:
    """Report a broken blueprint of a book; the others are added all the same."""
    assert part.error is not None  # noqa: S101 - the caller filters
    failure = describe(part.error, out)
    out.say(out.text("cli-analyse-broken", path=part.path, reason=failure.text), style="red")
    return {"path": part.path, "error": {"code": failure.code, "text": failure.text}}
