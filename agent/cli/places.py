"""The options that name folders, the same for every command that needs them."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from agent.setup.folders import find_places

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.setup.folders import Places

_FOLDER: Final = click.Path(path_type=Path)


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the player named; None is to be found."""

    bridge: Path | None
    config: Path | None
    mods: Path | None
    data_dir: Path | None

    def places(self) -> Places:
        """Find the rest.

        Raises:
            AgentError: No game was found and no folder named.
        """
        return find_places(bridge=self.bridge, config=self.config, mods=self.mods, data_dir=self.data_dir)


def places_options(function: Callable[..., Any]) -> Callable[..., Any]:
    """Add ``--bridge``, ``--config``, ``--mods``, ``--data-dir``; the function gets them as ``chosen``."""

    @functools.wraps(function)
    def with_chosen(
        *,
        bridge: Path | None,
        config: Path | None,
        mods: Path | None,
        data_dir: Path | None,
        **rest: Any,  # noqa: ANN401 - the command's own options
    ) -> Any:  # noqa: ANN401 - what the command returns
        return function(chosen=Chosen(bridge, config, mods, data_dir), **rest)

    options = (
        click.option("--data-dir", type=_FOLDER, metavar="DIR", help="cli-option-data-dir"),
        click.option("--mods", type=_FOLDER, metavar="DIR", help="cli-option-mods"),
        click.option("--config", type=_FOLDER, metavar="FILE", help="cli-option-config"),
        click.option("--bridge", type=_FOLDER, metavar="DIR", help="cli-option-bridge"),
    )
    for option in options:
        with_chosen = option(with_chosen)
    return with_chosen
