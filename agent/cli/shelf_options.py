"""The options and questions that concern models, the same for every command that asks one."""

from __future__ import annotations

import os
from itertools import chain, repeat
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from agent.cli.asking import Asking, somebody_is_there
from agent.cli.completing import profiles
from agent.setup.folders import data_folder
from agent.setup.keys import PASSPHRASE_VARIABLE
from agent.setup.settings import config_folder
from agent.setup.shelf import Shelf

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.cli.screen import Screen
    from agent.models import Secret

_FOLDER: Final = click.Path(path_type=Path)


def config_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--config-dir``."""
    option = click.option("--config-dir", type=_FOLDER, metavar="DIR", help="cli-option-config-dir")
    return option(function)


def model_option(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--model`` and ``--config-dir``."""
    option = click.option("--model", metavar="NAME", shell_complete=profiles, help="cli-option-model")
    return option(config_option(function))


def open_shelf(out: Screen, config_dir: Path | None, data_dir: Path | None = None) -> Shelf:
    """Read settings, profiles and counts; whoever is there is asked for the passphrase when a seal has to be opened.

    Raises:
        AgentError: A file cannot be meant or read.
    """
    asking = Asking(out, somebody_is_there() and not out.as_json)

    wordings = chain(("keys-passphrase",), repeat("keys-passphrase-again"))

    def ask() -> Secret | None:
        # One that fits is remembered, so whoever is asked once more has mistyped.
        return asking.secret(next(wordings), PASSPHRASE_VARIABLE)

    folder = config_folder(config_dir, os.environ)
    return Shelf.open(folder, data_folder(data_dir), os.environ, ask if asking.interactive else None)
