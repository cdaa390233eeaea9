"""What every door can do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

if TYPE_CHECKING:
    from agent.contract import Delivery

DoorName = Literal["reload", "paste", "console", "none"]


@dataclass(frozen=True, slots=True)
class Sight:
    """What is known about the running game when a door is chosen.

    Attributes:
        multiplayer: Other peers play along: nothing local may enter their game.
        inbox_mod: The companion mod is active in the game.
        wish: The player's setting in the game: ``auto``, ``reload`` or ``paste``.
        headless: A server without a player of its own writes the files.
    """

    multiplayer: bool
    inbox_mod: bool
    wish: str = "auto"
    headless: bool = False


class Door(Protocol):
    """A way into the game. A delivery replaces the one before it: it holds everything still to be shown."""

    @property
    def name(self) -> DoorName:
        """Return the door's name in status and settings."""

    def available(self, sight: Sight) -> bool:
        """Tell whether the door can be used in this game."""

    def deliver(self, delivery: Delivery) -> None:
        """Put a delivery into the door.

        Raises:
            OSError: It could not be written; the one before it still stands.
        """

    def withdraw(self) -> None:
        """Leave the door as if nothing had ever been delivered.

        Raises:
            OSError: It could not be written; worth trying again.
        """

    def describe(self) -> dict[str, str]:
        """Return facts about the door for status and diagnosis: paths, and what last went wrong."""
