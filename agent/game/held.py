"""A data set as a part of a key in a cache."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.game.gamedata import GameData


class Held:
    """A data set by identity, as its tables cannot be hashed; it is kept alive, so that no other takes its place."""

    __slots__ = ("data",)

    def __init__(self, data: GameData) -> None:
        self.data = data

    def __hash__(self) -> int:
        return id(self.data)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Held) and other.data is self.data
