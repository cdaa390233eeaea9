"""The reload door: the companion mod's `inbox.lua`, which the game reads again when the main mod reloads all mods."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from agent.bridge import disk
from agent.bridge.doors.lua_box import encode_box
from agent.errors import BridgeError
from agent.resources import bundled

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent.bridge.doors.door import DoorName, Sight
    from agent.contract import Delivery

INBOX_MOD = "gpt-assistant-inbox"
INBOX_FILE = "inbox.lua"
_FOLDER_NAME = re.compile(rf"{INBOX_MOD}(?:_\d+\.\d+\.\d+)?\Z")
_INFO_CAP_BYTES = 64 << 10
_BOX_CAP_BYTES = 64 << 20


def find_inbox(mods: Path) -> Path | None:
    """Return the unzipped companion mod's folder below a mods folder; None when there is none to write to."""
    try:
        names = disk.list_names(mods)
    except OSError:
        return None
    for name in sorted(filter(_FOLDER_NAME.match, names), reverse=True):
        try:
            info = json.loads(disk.read_whole(mods / name / "info.json", cap_bytes=_INFO_CAP_BYTES))
        except (OSError, ValueError, BridgeError):
            continue
        if isinstance(info, dict) and info.get("name") == INBOX_MOD:
            return mods / name
    return None


def pristine_box() -> bytes:
    """Return `inbox.lua` as the mod ships it, byte for byte: multiplayer peers compare their mods."""
    return (bundled("mod") / INBOX_MOD / INBOX_FILE).read_bytes()


class ReloadDoor:
    """Writes and clears the inbox.

    Args:
        mods: The game's mods folder; the companion mod is looked for at every use, it may be installed meanwhile.
        pause: Called with seconds between attempts to replace a file that the game holds open.
    """

    name: DoorName = "reload"

    def __init__(self, mods: Callable[[], Path | None], *, pause: Callable[[float], None]) -> None:
        self._mods = mods
        self._pause = pause
        self._fault = ""
        self._folder: Path | None = None

    def inbox(self) -> Path | None:
        """Return the file this door writes, if the companion mod is there."""
        if self._folder is None or not (self._folder / "info.json").is_file():
            mods = self._mods()
            self._folder = find_inbox(mods) if mods is not None else None
        return self._folder / INBOX_FILE if self._folder is not None else None

    def available(self, sight: Sight) -> bool:
        """Single-player, companion mod active in the game and found on the disk."""
        return not sight.multiplayer and sight.inbox_mod and sight.wish != "paste" and self.inbox() is not None

    def deliver(self, delivery: Delivery) -> None:
        """Replace the inbox.

        Raises:
            OSError: It could not be written, or the companion mod is gone.
        """
        body = delivery.model_dump_json()
        self._write(encode_box(seq=delivery.seq, box_id=delivery.id, session=delivery.session, body=body))

    def withdraw(self) -> None:
        """Make the inbox pristine; nothing is written when it already is.

        Raises:
            OSError: It could not be written.
        """
        path = self.inbox()
        if path is None:
            return
        pristine = pristine_box()
        try:
            if disk.read_whole(path, cap_bytes=_BOX_CAP_BYTES) == pristine:
                return
        except (FileNotFoundError, BridgeError):
            pass
        self._write(pristine)

    def describe(self) -> dict[str, str]:
        """Return where the inbox is and what last went wrong."""
        return {"inbox": str(self.inbox() or ""), "fault": self._fault}

    def _write(self, data: bytes) -> None:
        path = self.inbox()
        try:
            if path is None:
                raise FileNotFoundError(INBOX_MOD)
            # After a power failure an older box is as good: the agent makes it pristine when it starts.
            disk.write_atomically(path, data, touch=True, moved=False, pause=self._pause)
        except OSError as fault:
            self._fault = str(fault)
            raise
        self._fault = ""
