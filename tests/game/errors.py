"""What can end, spoil or contradict a simulated game."""

from __future__ import annotations


class SimulationError(Exception):
    """Root of everything the simulated game raises towards a test."""


class ApiError(SimulationError):
    """The game refuses an API call; becomes a Lua error in the mod, with the game's words."""


class NotSimulatedError(SimulationError):
    """The member exists in the game but nothing here models it: never an invented value."""


class FaultError(SimulationError):
    """The simulation contradicts the API surface (a backing class or a test driver is wrong)."""


class LoadError(SimulationError):
    """The game would refuse to start with these mods (settings, data or control stage)."""


class GameOverError(SimulationError):
    """An error reached the game out of a mod's handler: the player's session has ended."""


class DesyncError(SimulationError):
    """Two peers' states differ after a tick; the message names the path."""


class JoinRefusedError(SimulationError):
    """A joining peer's event handlers differ from the server's: the game refuses the connection."""
