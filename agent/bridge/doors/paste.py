"""The paste door: the answer as one text, in a file and on the clipboard; the player pastes it into the chat window."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import pyperclip

from agent.bridge import disk
from agent.bridge.doors.paste_text import encode_paste

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from agent.bridge.doors.door import DoorName, Sight
    from agent.contract import Delivery

_LOG = logging.getLogger(__name__)


_Shown = frozenset[tuple[str, int]]
"""Ids and revisions of responses."""


def _shown(delivery: Delivery, *, awaited: bool) -> _Shown:
    """Return what a delivery holds: all of it, or only what a player waits for."""
    return frozenset((each.id, each.revision) for each in delivery.responses if not (awaited and each.observed))


class PasteDoor:
    """Open in every game.

    Args:
        folder: The bridge folder, where `paste-<id>.txt` is written.
        copy: Puts a text on the clipboard; `pyperclip.PyperclipException` where there is none.
        pause: Called with seconds between attempts to replace a file.
    """

    name: DoorName = "paste"

    def __init__(
        self, folder: Path, *, copy: Callable[[str], None] = pyperclip.copy, pause: Callable[[float], None]
    ) -> None:
        self._folder = folder
        self._copy = copy
        self._pause = pause
        self._fault = ""
        self._file: Path | None = None
        self._copied: _Shown = frozenset()
        self._inside: _Shown = frozenset()

    def available(self, sight: Sight) -> bool:
        """Return True: a text box is everywhere."""
        del sight
        return True

    def deliver(self, delivery: Delivery) -> None:
        """Write the text and put it on the clipboard; a missing clipboard is named by `describe` and not fatal.

        The clipboard is the player's: what he did not ask for (proposals about a watched game) waits in the file, and
        goes along with the next answer. An answer is put there once, and again only with the very same delivery: a save
        was loaded that awaits it.

        Raises:
            OSError: The file could not be written.
        """
        text = encode_paste(delivery.model_dump_json().encode())
        latest = delivery.responses[-1].id if delivery.responses else delivery.id
        path = self._folder / f"paste-{latest}.txt"
        disk.write_atomically(path, text.encode("ascii") + b"\n", pause=self._pause)
        if self._file is not None and self._file != path:
            disk.remove(self._file)
        self._file = path
        inside, before = _shown(delivery, awaited=False), self._inside
        self._inside = inside
        awaited = _shown(delivery, awaited=True)
        if not awaited or (awaited <= self._copied and inside != before):
            return
        try:
            self._copy(text)
        except (pyperclip.PyperclipException, OSError) as fault:
            self._fault = str(fault).strip().partition("\n")[0]
            _LOG.info("no clipboard: %s", self._fault)
        else:
            self._fault = ""
            self._copied = awaited

    def withdraw(self) -> None:
        """Delete the file; what is on the clipboard belongs to the player."""
        if self._file is not None:
            disk.remove(self._file)
            self._file = None
        self._copied = self._inside = frozenset()

    def describe(self) -> dict[str, str]:
        """Return where the text is, and why it is not on the clipboard."""
        return {"file": str(self._file or ""), "fault": self._fault}
