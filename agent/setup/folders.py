"""The game's folders as the commands need them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


def mods_folder(mods: Path | None, config: Path | None) -> Path:
    """Return the mods folder named, or that of the game found.

    Raises:
        UsageError: ``game-not-found``.
    """
    if mods is not None:
        return mods
    raise UsageError("game-not-found")
