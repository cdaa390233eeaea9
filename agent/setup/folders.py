"""The game's folders as the commands need them: named by the player, or found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from platformdirs import user_data_path

from agent.bridge.installs import this_machine
from agent.bridge.locate import BRIDGE_BELOW_WRITE_DATA, locate
from agent.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

    from agent.bridge.installs import Evidence, Surroundings

_PROGRAM: Final = "factorio-gpt-assistant"
_OWN_GAME: Final = "without-game"
"""Below the data folder: stands in for the game's write-data folder where there is no game."""


@dataclass(frozen=True, slots=True)
class Places:
    """Every folder a command may need.

    Attributes:
        bridge: ``script-output/state`` of the game, or the folder named.
        mods: The game's mods folder; None where no game was found and none was named.
        write_data: The game's write-data folder; None where only a bridge folder is known.
        data: Where the agent keeps its ledger and logs.
        evidence: What led to the bridge folder; its words are ``evidence-<code>`` in the catalogues.
    """

    bridge: Path
    mods: Path | None
    write_data: Path | None
    data: Path
    evidence: Evidence


def data_folder(named: Path | None = None) -> Path:
    """Return where the agent keeps its ledger and logs."""
    return named if named is not None else user_data_path(_PROGRAM, appauthor=False)


def find_places(
    *,
    bridge: Path | None = None,
    config: Path | None = None,
    mods: Path | None = None,
    data_dir: Path | None = None,
    machine: Surroundings | None = None,
) -> Places:
    """Find what was not named. Without any game the bridge folder is one below the data folder.

    Raises:
        BridgeError: ``bridge-config-unreadable``: the game's configuration that was named leads nowhere.
    """
    data = data_folder(data_dir)
    own = data / _OWN_GAME / BRIDGE_BELOW_WRITE_DATA
    found, _ = locate(machine or this_machine(), own=own, bridge=bridge, config=config)
    return Places(
        bridge=found.bridge.absolute(),
        mods=mods if mods is not None else found.mods,
        write_data=found.write_data,
        data=data,
        evidence=found.evidence,
    )


def mods_folder(mods: Path | None, config: Path | None, machine: Surroundings | None = None) -> Path:
    """Return the mods folder named, or that of the game found.

    Raises:
        UsageError: ``game-not-found``.
        BridgeError: ``bridge-config-unreadable``.
    """
    if mods is not None:
        return mods
    found = find_places(config=config, machine=machine).mods
    if found is None:
        raise UsageError("game-not-found")
    return found
