"""`remote` and `commands`: what mods offer to one another and to the console."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tests.game.context import current_mod
from tests.game.errors import ApiError
from tests.game.luastate import LuaFailureError
from tests.game.objects import SimObject, Value
from tests.game.readers import MismatchError, generic_in
from tests.game.writers import generic_out

if TYPE_CHECKING:
    from tests.game.peer import Peer

GAME_COMMANDS = frozenset(
    [
        "admin",
        "admins",
        "alerts",
        "ban",
        "bans",
        "c",
        "clear",
        "color",
        "command",
        "config",
        "delete-blueprint-library",
        "demote",
        "editor",
        "evolution",
        "help",
        "h",
        "ignore",
        "ignores",
        "kick",
        "measured-command",
        "mc",
        "mute",
        "mute-programmable-speaker",
        "mutes",
        "o",
        "open",
        "p",
        "permissions",
        "players",
        "promote",
        "purge",
        "r",
        "reset-tips",
        "s",
        "screenshot",
        "seed",
        "server-save",
        "shout",
        "silent-command",
        "sc",
        "swap-players",
        "time",
        "unban",
        "unignore",
        "unlock-shortcut-bar",
        "unlock-tips",
        "unmute",
        "version",
        "w",
        "whisper",
        "whitelist",
    ]
)


class LuaRemote(SimObject):
    """Backing of `remote`, shared by all mods of a peer."""

    api_class: ClassVar[str] = "LuaRemote"

    def __init__(self, peer: Peer) -> None:
        self._peer = peer
        self.offered: dict[str, tuple[str, dict[str, Value]]] = {}

    @property
    def interfaces(self) -> dict[str, dict[str, bool]]:
        return {name: dict.fromkeys(functions, True) for name, (_, functions) in self.offered.items()}

    def add_interface(self, name: str, functions: dict[str, Value]) -> None:
        if name in self.offered:
            raise ApiError(f"Interface {name} already exists.")
        self.offered[name] = (current_mod(), functions)

    def remove_interface(self, name: str) -> bool:
        return self.offered.pop(name, None) is not None

    def call(self, interface: str, function: str, *args: Value) -> tuple[Value, ...]:
        if interface not in self.offered:
            raise ApiError(f"Unknown interface: {interface}")
        owner, functions = self.offered[interface]
        if function not in functions:
            raise ApiError(f"No such function: {interface}.{function}")
        caller, callee = self._peer.states[current_mod()], self._peer.states[owner]
        try:
            values = [generic_out(callee, generic_in(caller, each)) for each in args]
            results = callee.call(functions[function], *values)
            return tuple(generic_out(caller, generic_in(callee, each)) for each in results)
        except MismatchError as problem:
            raise ApiError(f"remote.call {interface}.{function}: {problem}") from None
        except LuaFailureError as problem:
            raise ApiError(f"Error when running interface function {interface}.{function}: {problem}") from None


class LuaCommandProcessor(SimObject):
    """Backing of `commands`, shared by all mods of a peer."""

    api_class: ClassVar[str] = "LuaCommandProcessor"

    def __init__(self, peer: Peer) -> None:
        self._peer = peer
        self.added: dict[str, tuple[str, Value, Value]] = {}

    @property
    def commands(self) -> dict[str, Value]:
        return {name: text for name, (_, text, _) in self.added.items()}

    @property
    def game_commands(self) -> dict[str, Value]:
        return {name: [f"command-help.{name}"] for name in GAME_COMMANDS}

    def add_command(self, name: str, help: Value, function: Value) -> None:  # noqa: A002 (the API's name)
        if name in self.added or name in GAME_COMMANDS:
            raise ApiError(f"Command {name} already exists.")
        self._peer.check_localised(help)
        self.added[name] = (current_mod(), help, function)

    def remove_command(self, name: str) -> bool:
        return self.added.pop(name, None) is not None

    def run(self, line: str, player_index: int | None, tick: int) -> bool:
        """A line `/name parameter` typed by a player or the server console; False for an unknown command."""
        name, _, parameter = line.removeprefix("/").partition(" ")
        if name not in self.added:
            return False
        mod, _, function = self.added[name]
        data: dict[str, Value] = {"name": name, "tick": tick}
        if parameter:
            data["parameter"] = parameter
        if player_index is not None:
            data["player_index"] = player_index
        self._peer.run_handler(mod, f"command /{name}", function, data, "CustomCommandData")
        return True
