"""`agent compose-factory`: a placed, routed, powered and verified block from a production requirement."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal

import click

from agent.cli.completing import files, technologies
from agent.cli.data_sets import data_set_option, named_data
from agent.cli.frame import Command, common
from agent.cli.handed_in import is_longer, look_at
from agent.cli.own_modules import players_modules
from agent.cli.picture import write_png, write_svg
from agent.cli.screen import Screen, one_line, screen
from agent.cli.source import MAX_BYTES
from agent.cli.unseen_view import say_unseen
from agent.cli.waiting import waiting
from agent.errors import BridgeError, ContractError, UsageError
from agent.factory.compose import Limits
from agent.factory.compose.document import blueprint_string, document
from agent.factory.compose.picture import drawn, picture, signs
from agent.factory.compose.proven import compose_proven
from agent.factory.compose.report import report
from agent.factory.compose.wanted import read_wanted
from agent.game.bundled import SETS, load

if TYPE_CHECKING:
    from agent.factory.compose import Block
    from agent.factory.compose.wanted import Wanted
    from agent.factory.verify import Verdict
    from agent.game.gamedata import GameData

REFUSED_EXIT_CODE: Final = 6
_MOST_SECONDS: Final = 3600
_TICKS_PER_S: Final = 60
_STANDARD_INPUT: Final = frozenset({"-", "/dev/stdin"})
_SHOWN: Final = 12


@click.command("compose-factory", cls=Command, help="compose-help")
@click.option(
    "--requirements", required=True, metavar="FILE|-", shell_complete=files, help="compose-option-requirements"
)
@click.option("--name", metavar="NAME", help="compose-option-name")
@click.option(
    "--algorithm", type=click.Choice(("greedy", "optimal")), default="greedy", help="compose-option-algorithm"
)
@click.option("--max-width", type=click.IntRange(min=1), metavar="TILES", help="compose-option-max-width")
@click.option("--max-height", type=click.IntRange(min=1), metavar="TILES", help="compose-option-max-height")
@click.option(
    "--technology", multiple=True, metavar="NAME", shell_complete=technologies, help="compose-option-technology"
)
@click.option("--output", type=click.Path(path_type=Path), metavar="FILE", help="compose-option-output")
@click.option("--visualize", is_flag=True, help="compose-option-visualize")
@click.option("--svg", type=click.Path(path_type=Path), metavar="FILE", help="cli-option-svg")
@click.option("--png", type=click.Path(path_type=Path), metavar="FILE", help="draw-option-png")
@click.option("--blueprint", is_flag=True, help="compose-option-blueprint")
@click.option("--unproven", is_flag=True, help="compose-option-unproven")
@data_set_option(None, "compose-option-data-set")
@click.option("--roboports", is_flag=True, help="compose-option-roboports")
@click.option("--no-catalog", is_flag=True, help="compose-option-no-catalog")
@click.option("--data-dir", type=click.Path(path_type=Path), metavar="DIR", help="catalog-option-data-dir")
@common
def command(  # noqa: PLR0913 - one parameter per option
    *,
    requirements: str,
    name: str | None,
    algorithm: Literal["greedy", "optimal"],
    max_width: int | None,
    max_height: int | None,
    technology: tuple[str, ...],
    output: Path | None,
    visualize: bool,
    svg: Path | None,
    png: Path | None,
    blueprint: bool,
    unproven: bool,
    data_set: str | None,
    roboports: bool,
    no_catalog: bool,
    data_dir: Path | None,
) -> None:
    """Compose the block, let the judge look at it, and tell."""
    out = screen()
    wanted = read_wanted(_read(requirements))
    data = _data(wanted, data_set)
    limits = Limits(max_width, max_height, _researched(technology, data), algorithm, roboports)
    reals = () if no_catalog else players_modules(wanted, data, limits.researched, data_dir)
    ticks = _MOST_SECONDS * _TICKS_PER_S
    with waiting(out, "waiting-compose") as tell:
        proven = compose_proven(wanted, data, one_line(name or _name(wanted)), limits, reals, ticks, tell=tell)
    block, verdict = proven.block, proven.verdict
    for entry, code in proven.dropped:
        out.note("compose-dropped", id=entry.id, label=one_line(entry.label), code=code)
    found = document(block, data, verdict, unproven=unproven)
    found["dropped"] = [{"id": entry.id, "label": entry.label, "code": code} for entry, code in proven.dropped]
    if visualize:
        found["picture"] = picture(block)
    only_string = blueprint and out.quiet and verdict.sound
    if not only_string:
        _say(block, verdict, found, out)
    if visualize:
        _say_picture(found["picture"], out)
    if blueprint:
        _say_string(block, data, out, sound=verdict.sound, unproven=unproven)
    out.data(found)
    _write(found, output, out)
    for path, write in ((svg, write_svg), (png, write_png)):
        if path is not None:
            write(path, drawn(block), data, signs(block, verdict))
            out.note("cli-picture-written", path=str(path))
    if not verdict.sound:
        click.get_current_context().exit(REFUSED_EXIT_CODE)


def _read(argument: str) -> bytes:
    """Read the requirement.

    Raises:
        ContractError: ``compose-no-file``: it is not there or cannot be read; ``source-too-much``.
    """
    try:
        if argument in _STANDARD_INPUT:
            raw, longer = sys.stdin.buffer.read(MAX_BYTES + 1), False
        else:
            with Path(argument).open("rb") as stream:
                raw = b"" if (longer := is_longer(stream, MAX_BYTES)) else stream.read(MAX_BYTES + 1)
    except OSError as error:
        raise ContractError("compose-no-file", path=argument, reason=error.strerror or "") from error
    if longer or len(raw) > MAX_BYTES:
        raise ContractError("compose-requirements", reason=f"> {MAX_BYTES}")
    look_at(raw, argument)
    return raw


def _data(wanted: Wanted, chosen: str | None) -> GameData:
    """Load the data set the plan was computed on, or the one named."""
    if chosen is not None:
        return named_data(chosen)
    name = wanted.data_set.replace(" ", "-")
    if name in SETS:
        return load(name)
    raise UsageError("compose-data-set", name=name, known=", ".join(SETS))


def _researched(names: tuple[str, ...], data: GameData) -> frozenset[str] | None:
    """Return the technologies named and all they rest on; None: everything is allowed."""
    if not names:
        return None
    found: set[str] = set()
    waiting = [part.strip() for name in names for part in name.split(",") if part.strip()]
    while waiting:
        name = waiting.pop()
        technology = data.technologies.get(name)
        if technology is None:
            raise UsageError("compose-technology", name=name, data_set=data.label)
        if name not in found:
            found.add(name)
            waiting += technology.prerequisites
    return frozenset(found)


def _name(wanted: Wanted) -> str:
    item, rate = next(iter(wanted.targets.items()))
    return f"{item} {float(rate * 60):g}/min"


def _say(block: Block, verdict: Verdict, found: dict[str, Any], out: Screen) -> None:
    for line in report(block, out.catalogue):
        out.say(line)
    for rate in found["verification"]["rates"]:
        out.say(
            out.text(
                "compose-verified",
                item=rate["item"],
                bound=round(rate["boundPerMin"], 2),
                simulated=round(rate["simulatedPerMin"], 2),
            )
        )
    if verdict.started:
        listed = ", ".join(f"{start.item} × {start.amount}" for start in verdict.started)
        out.say(out.text("verify-fault-cycle", items=listed), style="yellow")
    say_unseen(verdict, out)
    out.say(out.text("compose-data", name=block.data_set))
    if verdict.sound:
        out.say(out.text("verify-sound"), style="green")
        return
    out.say(out.text("verify-refused", count=len(verdict.errors)), style="red")
    for fault in verdict.errors[:_SHOWN]:
        args = {key: value if isinstance(value, str) else round(value, 2) for key, value in fault.args.items()}
        out.say("  • " + out.text(f"verify-fault-{fault.code}", **args), style="red")


def _say_string(block: Block, data: GameData, out: Screen, *, sound: bool, unproven: bool) -> None:
    if not sound:
        out.say(out.text("compose-unproven-string" if unproven else "compose-no-string"), style="red")
    if sound or unproven:
        out.say(blueprint_string(block, data))


def _say_picture(text: str, out: Screen) -> None:
    title = out.text("compose-picture")
    out.say()
    out.say(title)
    out.say("=" * len(title))
    out.say()
    out.say(text)


def _write(found: dict[str, Any], output: Path | None, out: Screen) -> None:
    if output is None:
        return
    try:
        output.write_text(json.dumps(found, ensure_ascii=False, indent=2, allow_nan=False) + "\n", encoding="utf-8")
    except OSError as error:
        raise BridgeError("output-unwritable", path=str(output), reason=error.strerror or str(error)) from error
    out.say(out.text("compose-saved", path=str(output)))
