"""Doors: how an answer enters a running game. One file per door; the console door will stand beside these two."""

from agent.bridge.doors.door import Door, DoorName, Sight
from agent.bridge.doors.paste import PasteDoor
from agent.bridge.doors.reload import ReloadDoor, find_inbox

__all__ = ["Door", "DoorName", "PasteDoor", "ReloadDoor", "Sight", "find_inbox"]
