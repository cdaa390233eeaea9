"""What a shell completes where a value is no plain choice: files, names of the game, profiles."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from click.shell_completion import CompletionItem

from agent.errors import AgentError

if TYPE_CHECKING:
    from collections.abc import Iterable

    import click

    from agent.game.gamedata import GameData


def files(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Let the shell offer its files."""
    return [CompletionItem(incomplete, type="file")]


def data_sets(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the bundled sets, else files."""
    from agent.game.bundled import SETS  # noqa: PLC0415 - only who presses Tab needs it

    return _starting(SETS, incomplete) or [CompletionItem(incomplete, type="file")]


def items(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the items and fluids of the data set that the command line names."""
    data = _data(ctx)
    return _starting([*data.items, *data.fluids], incomplete)


def technologies(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the technologies of the data set that the command line names."""
    return _starting(_data(ctx).technologies, incomplete)


def profiles(ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Offer the profiles of models; none where their file cannot be read."""
    from agent.setup.folders import data_folder  # noqa: PLC0415 - a shell waits for every key
    from agent.setup.settings import config_folder  # noqa: PLC0415
    from agent.setup.shelf import Shelf  # noqa: PLC0415

    try:
        folder = config_folder(ctx.params.get("config_dir"), os.environ)
        shelf = Shelf.open(folder, data_folder(None), os.environ, None)
    except AgentError:
        return []
    return _starting(["embedded", *(each.name for each in shelf.book.profiles.values())], incomplete)


def _data(ctx: click.Context) -> GameData:
    from agent.game.bundled import DEFAULT_SET, SETS, load  # noqa: PLC0415 - as above

    named = ctx.params.get("data_set")
    return load(named if named in SETS else DEFAULT_SET)


def _starting(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in sorted(names) if name.startswith(incomplete)]
