"""The game data that ``--data-set`` names: a bundled set, or a file with what a running game exported."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from agent.cli.completing import data_sets
from agent.errors import ContractError, UsageError
from agent.game.bundled import DEFAULT_SET, SETS, load

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.game.gamedata import GameData

_METAVAR: Final = "NAME|FILE"
_MAX_BYTES: Final = 64 * 1024 * 1024


def named_data(name: str, *, tables: bool = False) -> GameData:
    """Load a bundled set by its name, or from a file what a running game exported.

    Args:
        name: Of a set or of a file.
        tables: Whether a FactorioLab table will do too: it knows no boxes, so it serves sums alone.

    Raises:
        UsageError: There is no such set, and no such file can be read.
        ContractError: ``data-set-broken``: the file is no such table; ``source-too-much``.
    """
    if name in SETS:
        return load(name)
    # Slow to load, and few commands read a file.
    from agent.cli.handed_in import look_at  # noqa: PLC0415
    from agent.contract import read_envelope  # noqa: PLC0415
    from agent.game.factoriolab import read_factoriolab  # noqa: PLC0415
    from agent.service.exports import read_export  # noqa: PLC0415

    path = Path(name)
    try:
        if path.stat().st_size > _MAX_BYTES:
            raise UsageError("requirements-data-set-size", path=name)
        raw = path.read_bytes()
    except (OSError, ValueError) as error:
        raise UsageError("requirements-data-set", name=name, known=", ".join(SETS)) from error
    look_at(raw, name)
    try:
        if tables and read_envelope(raw).kind != "prototypes":
            return read_factoriolab(raw)
        return read_export(raw)
    except ContractError as error:
        if not error.code.startswith("contract-"):
            raise
        place = str(error.params.get("place", error.code))
        raise ContractError("data-set-broken", path=name, place=place, known=", ".join(SETS)) from error


def data_set_option(
    default: str | None = DEFAULT_SET, text: str = "cli-option-data-set"
) -> Callable[[Callable[..., Any]], Callable[..., Any]]:
    """Return ``--data-set``, completed to bundled sets and to files; ``text`` is the key of its help."""
    return click.option("--data-set", metavar=_METAVAR, default=default, shell_complete=data_sets, help=text)
