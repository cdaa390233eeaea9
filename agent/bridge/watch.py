"""Hints that something changed in the bridge folder. Only hints: what counts is the scan that follows.

Native watching loses events when its queue overflows, is blind on network shares and on folders that Windows and Linux
share, and goes deaf when the folder is replaced. So every hint only wakes the loop early; it also wakes by itself.
"""

from __future__ import annotations

import logging
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from watchdog.events import (
    DirDeletedEvent,
    DirMovedEvent,
    FileCreatedEvent,
    FileDeletedEvent,
    FileModifiedEvent,
    FileMovedEvent,
    FileSystemEvent,
    FileSystemEventHandler,
)
from watchdog.observers import Observer

from agent.bridge import disk
from agent.bridge.journal import journal_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from watchdog.observers.api import BaseObserver

_LOG = logging.getLogger(__name__)
_BLIND_TYPES = frozenset(
    {"nfs", "nfs4", "cifs", "smb3", "smbfs", "smb2", "9p", "drvfs", "virtiofs", "vboxsf", "vmhgfs", "afs", "ncpfs"}
    | {"ceph", "glusterfs", "lustre", "davfs", "fuse.sshfs", "fuse.vmhgfs-fuse", "fuse.rclone", "fuse.glusterfs"}
)
_MOUNTS = Path("/proc/mounts")
_DRIVE_REMOTE = 4  # GetDriveTypeW: DRIVE_REMOTE


def filesystem_of(folder: Path, mounts: str) -> str | None:
    """Return the file system type that holds a folder, from the text of `/proc/mounts`; None if it does not say."""
    best: tuple[int, str] | None = None
    where = folder.as_posix().rstrip("/") + "/"
    for line in mounts.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:  # noqa: PLR2004 - device, mount point, type
            continue
        point = fields[1].encode().decode("unicode_escape").rstrip("/") + "/"
        if where.startswith(point) and (best is None or len(point) >= best[0]):
            best = (len(point), fields[2])
    return best[1] if best else None


def native_watching_is_blind(folder: Path) -> str | None:
    """Return why the system will not report changes in a folder (a file system's name), or None if it does."""
    if sys.platform == "win32":
        import ctypes  # noqa: PLC0415 - exists in this form on Windows only

        anchor = folder.absolute().anchor
        remote = anchor.startswith("\\\\") or ctypes.windll.kernel32.GetDriveTypeW(anchor) == _DRIVE_REMOTE
        return "network drive" if remote else None
    try:
        mounts = _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None
    kind = filesystem_of(Path(os.path.realpath(folder)), mounts)
    return kind if kind in _BLIND_TYPES else None


_TOLD: list[type[FileSystemEvent]] = [
    FileModifiedEvent,
    FileCreatedEvent,
    FileMovedEvent,
    FileDeletedEvent,
    DirMovedEvent,
    DirDeletedEvent,
]
"""What a watcher is told; opening, reading and closing is most of what happens in the folder, and changes nothing."""


class _JournalHint(FileSystemEventHandler):
    def __init__(self, folder: Path, hint: Callable[[], None]) -> None:
        self._folder = str(folder)
        self._hint = hint

    def on_any_event(self, event: FileSystemEvent) -> None:
        # What the agent writes itself must not wake it; what the game writes always ends in a journal line.
        for each in (event.src_path, event.dest_path):
            path = os.fsdecode(each)
            gone = event.event_type in {"deleted", "moved"} and path == self._folder
            if gone or journal_number(path[path.rfind(os.sep) + 1 :]) is not None:
                self._hint()
                return


class Watcher:
    """Calls `hint` (from another thread) when the folder's journals change.

    Args:
        folder: The bridge folder.
        hint: Must be quick and safe from any thread.
        native: False: never watch, the loop scans periodically.
    """

    def __init__(self, folder: Path, hint: Callable[[], None], *, native: bool = True) -> None:
        self._folder = folder
        self._hint = hint
        self._native = native
        self._observer: BaseObserver | None = None
        self._inode: int | None = None
        self.reason = "" if native else "switched off"

    @property
    def native(self) -> bool:
        """Tell whether changes are reported at once."""
        return self._observer is not None and self._observer.is_alive()

    def ensure(self) -> None:
        """Watch the folder that is there now; does nothing while that works, and never raises for a missing one."""
        if not self._native:
            return
        try:
            inode = disk.stamp(self._folder).inode
        except OSError:
            self.stop()
            return
        if self.native and inode == self._inode:
            return
        self.stop()
        blind = native_watching_is_blind(self._folder)
        if blind is not None:
            self.reason = blind
            return
        observer = Observer()
        observer.daemon = True
        try:
            hint = _JournalHint(self._folder, self._hint)
            observer.schedule(hint, str(self._folder), recursive=False, event_filter=_TOLD)
            observer.start()
        except (OSError, RuntimeError) as fault:
            # The system's watches are used up, or it has none here: the periodic scan does the same, later.
            self.reason = str(fault)
            _LOG.warning("cannot watch %s: %s", self._folder, fault)
            return
        self._observer, self._inode, self.reason = observer, inode, ""
        self._hint()

    def stop(self) -> None:
        """Stop watching; harmless when not watching."""
        observer, self._observer, self._inode = self._observer, None, None
        if observer is not None and observer.is_alive():
            try:
                observer.stop()
            except OSError as fault:
                _LOG.warning("the watcher cannot be told to end, and ends with the program: %s", fault)
            else:
                observer.join(timeout=5.0)
