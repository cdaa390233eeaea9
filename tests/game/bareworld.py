"""A world with players and nothing else: enough to test mods that touch no entities, and the frame itself."""

from __future__ import annotations

from typing import ClassVar

from tests.game.objects import SimObject, Value


class BarePlayer(SimObject):
    """A player without a body."""

    api_class: ClassVar[str] = "LuaPlayer"

    def __init__(self, index: int, name: str) -> None:
        self.index = index
        self.name = name
        self.connected = False
        self.admin = index == 1


class BareWorld:
    """What the frame needs of a world, with nothing in it."""

    def __init__(self, version: str, data_raw: dict[str, Value], seed: int) -> None:
        self.version = version
        self.data_raw = data_raw
        self.seed = seed
        self.tick = 0
        self.players: dict[int, BarePlayer] = {}
        self.surfaces: dict[int, Value] = {}
        self.forces: dict[int, Value] = {}

    def add_player(self, name: str) -> BarePlayer:
        """A new player, indexes counted from 1."""
        player = BarePlayer(len(self.players) + 1, name)
        self.players[player.index] = player
        return player

    def advance(self) -> None:
        """One tick."""
        self.tick += 1

    def digest(self) -> str:
        """What peers compare."""
        return repr([(p.index, p.name, p.connected, p.admin) for p in self.players.values()] + [self.tick])
