"""`agent mod`: put the mods where the game looks, take them away, pack them for other players."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

import click

from agent.cli.frame import Command, Group, common, spoken
from agent.cli.screen import Screen, screen
from agent.errors import UsageError
from agent.setup import mods as installer
from agent.setup.folders import mods_folder
from agent.setup.game_version import GameVersion, chosen, detect

if TYPE_CHECKING:
    from collections.abc import Sequence

_FOLDER: Final = click.Path(path_type=Path, file_okay=True)
_mods = click.option("--mods", type=_FOLDER, metavar="DIR", help="cli-mod-option-mods")
_config = click.option("--config", type=_FOLDER, metavar="FILE", help="cli-option-config")
_version = click.option("--game-version", metavar="2.0|2.1", help="cli-mod-option-game-version")


@click.group("mod", cls=Group, help="cli-mod-help")
@spoken
def command() -> None:
    """Group the three."""


@command.command("install", cls=Command, help="cli-mod-install-help")
@_mods
@_config
@_version
@common
def install(mods: Path | None, config: Path | None, game_version: str | None) -> None:
    """Install both mods for the game version found or named."""
    out = screen()
    folder = mods_folder(mods, config)
    game = _game(game_version, folder)
    change = installer.install(folder, game.minor)
    for copy in change.installed:
        out.say(out.text("cli-mod-installed", name=copy.name, version=copy.version, path=str(copy.path)))
    _say_removed(out, change.removed)
    out.note("cli-mod-game", version=game.minor, evidence=game.evidence)
    for name in change.disabled:
        out.say(out.text("cli-mod-disabled", name=name), style="yellow")
    out.note("cli-mod-restart")
    out.data(
        {
            "mods": str(folder),
            "factorio_version": game.minor,
            "evidence": game.evidence,
            "installed": [
                {"name": copy.name, "version": copy.version, "path": str(copy.path)} for copy in change.installed
            ],
            "removed": [str(path) for path in change.removed],
            "disabled": list(change.disabled),
        }
    )


@command.command("uninstall", cls=Command, help="cli-mod-uninstall-help")
@_mods
@_config
@common
def uninstall(mods: Path | None, config: Path | None) -> None:
    """Remove every copy of both mods."""
    out = screen()
    folder = mods_folder(mods, config)
    change = installer.uninstall(folder)
    _say_removed(out, change.removed)
    if not change.removed:
        out.say(out.text("cli-mod-nothing", folder=str(folder)))
    out.data({"mods": str(folder), "removed": [str(path) for path in change.removed]})


@command.command("package", cls=Command, help="cli-mod-package-help")
@click.option("--output", type=_FOLDER, default=Path("dist"), metavar="DIR", help="cli-mod-option-output")
@_mods
@_config
@_version
@common
def package(output: Path, mods: Path | None, config: Path | None, game_version: str | None) -> None:
    """Pack both mods as zips."""
    out = screen()
    game = _game_to_pack_for(game_version, mods, config)
    packed = installer.package(output, game.minor)
    for path in packed:
        out.say(out.text("cli-mod-packed", path=str(path), version=game.minor))
    out.note("cli-mod-inbox-unpacked", name=installer.INBOX)
    out.data({"factorio_version": game.minor, "packed": [str(path) for path in packed]})


def _game(named: str | None, folder: Path) -> GameVersion:
    """Take the version named, or find the one whose mods folder this is."""
    return chosen(named) if named else detect(folder.resolve().parent)


def _game_to_pack_for(named: str | None, mods: Path | None, config: Path | None) -> GameVersion:
    """Take the version named, or that of the game that is found here.

    Raises:
        UsageError: ``game-to-pack-for``: there is none, and zips need no folder of it but its version.
    """
    if named is not None:
        return chosen(named)
    try:
        folder = mods_folder(mods, config)
    except UsageError as error:
        raise UsageError("game-to-pack-for") from error
    return _game(None, folder)


def _say_removed(out: Screen, removed: Sequence[Path]) -> None:
    for path in removed:
        out.say(out.text("cli-mod-removed", path=str(path)))
