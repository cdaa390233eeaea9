"""The game's folders as the commands need them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True, slots=True)
class Places:
    """Every folder a command may need.

    Attributes:
        bridge: ``script-output/state`` of the game, or the folder named.
        mods: The game's mods folder; None where the game was not found and none was named.
        write_data: The game's write-data folder; None where only a bridge folder is known.
        data: Where the agent keeps its ledger and logs.
        evidence: What led there, for people.
    """

    bridge: Path
    mods: Path | None
    write_data: Path | None
    data: Path
    evidence: str


def find_places(*, bridge: Path | None, config: Path | None, mods: Path | None, data_dir: Path | None) -> Places:
    raise UsageError("game-not-found")


def mods_folder(mods: Path | None, config: Path | None) -> Path:
    """Return the mods folder named, or that of the game found.

    Raises:
        UsageError: ``game-not-found``.
    """
    if mods is not None:
        return mods
    raise UsageError("game-not-found")
