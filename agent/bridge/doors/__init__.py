"""Doors: how an answer enters a running game. One file per door."""

from agent.bridge.doors.console import Console, ConsoleDoor
from agent.bridge.doors.door import Door, DoorName, Sight
from agent.bridge.doors.paste import PasteDoor
from agent.bridge.doors.reload import ReloadDoor, find_inbox

__all__ = ["Console", "ConsoleDoor", "Door", "DoorName", "PasteDoor", "ReloadDoor", "Sight", "find_inbox"]
