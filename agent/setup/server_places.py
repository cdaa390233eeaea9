"""The folders of a headless server, as the command that starts it names them."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Final

from agent.bridge.installs import standard_write_data, this_machine, write_data_of_config, write_data_of_game
from agent.bridge.locate import BRIDGE_BELOW_WRITE_DATA
from agent.setup.folders import find_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.bridge.installs import Surroundings
    from agent.setup.folders import Places

_CONFIG: Final = ("-c", "--config")
_CONFIG_OF_A_SCRIPT: Final = ("--config",)
"""`-c` is too many programs' own: `bash -c`."""
_MODS: Final = ("--mod-directory",)


def server_places(
    command: Sequence[str],
    *,
    bridge: Path | None = None,
    config: Path | None = None,
    mods: Path | None = None,
    data_dir: Path | None = None,
    machine: Surroundings | None = None,
) -> Places:
    """Find what the player did not name himself: first in the server's command, then on the machine.

    The game may stand behind another program (`nice -n 5 …/bin/x64/factorio --start-server …`); what stands before it
    tells nothing. In a command without one (a script that starts it) only the game's long options count, and for what
    they leave open the game is looked for as ever.

    Raises:
        BridgeError: ``bridge-config-unreadable``: the configuration that was named leads nowhere.
    """
    place = machine or this_machine()
    command, game = _from_the_game(command)
    if bridge is None and config is None:
        config = _value(command, _CONFIG if game is not None else _CONFIG_OF_A_SCRIPT)
        write_data = None
        if config is not None and game is not None:
            write_data = write_data_of_config(config, _program(command[0]).parent, standard_write_data(place))
        elif config is None and game is not None:
            write_data = write_data_of_game(game, place)
        if write_data is not None:
            bridge = write_data / BRIDGE_BELOW_WRITE_DATA
    mods = mods if mods is not None else _value(command, _MODS)
    return find_places(bridge=bridge, config=config, mods=mods, data_dir=data_dir, machine=place)


def _from_the_game(command: Sequence[str]) -> tuple[Sequence[str], Path | None]:
    """Return the command from the game's program on, and the game's folder; all of it and None where there is none."""
    for at, argument in enumerate(command):
        game = _game_folder(argument)
        # Behind the first word it must be there: an option's value may look like a path to it.
        if game is not None and (at == 0 or _program(argument).is_file()):
            return command[at:], game
    return command, None


def _value(command: Sequence[str], names: tuple[str, ...]) -> Path | None:
    """Return the value of an option of the game's, `--name value` or `--name=value`."""
    for at, argument in enumerate(command):
        name, separator, value = argument.partition("=")
        if name not in names:
            continue
        if separator:
            return Path(value)
        if at + 1 < len(command):
            return Path(command[at + 1])
    return None


def _program(name: str) -> Path:
    return Path(shutil.which(name) or name).resolve()


def _game_folder(name: str) -> Path | None:
    """Return the game's folder if a program lies where Factorio's lies in it."""
    program = _program(name)
    if [part.lower() for part in program.parts[-3:-1]] == ["bin", "x64"]:
        return program.parents[2]
    if program.parts[-3:-1] == ("Contents", "MacOS"):
        return program.parents[1]
    return None
