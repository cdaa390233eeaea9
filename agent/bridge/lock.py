"""One agent at a time per bridge folder."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from agent.bridge import disk
from agent.errors import BridgeError

if TYPE_CHECKING:
    from pathlib import Path

LOCK_NAME = ".gpta-agent.lock"
PID_NAME = ".gpta-agent.pid"
_PID_CAP_BYTES = 64


class FolderLock:
    """Holds the bridge folder for this process; the system releases it when the process dies.

    A folder that was deleted and made anew holds no lock of ours any more: `held` notices, `acquire` takes it again.
    """

    def __init__(self, bridge: Path) -> None:
        self._bridge = bridge
        self._lock: FileLock | None = None
        self._identity: int | None = None

    def acquire(self) -> None:
        """Take the folder.

        Raises:
            BridgeError: ``bridge-locked``: another agent serves it; names its process id.
            OSError: The folder is missing or may not be written.
        """
        self.release()
        disk.stamp(self._bridge)
        lock = FileLock(self._bridge / LOCK_NAME, is_singleton=False, thread_local=False)
        try:
            _take(lock)
        except Timeout as busy:
            raise BridgeError("bridge-locked", pid=str(self.holder() or "?"), folder=str(self._bridge)) from busy
        self._lock = lock
        disk.write_atomically(self._bridge / PID_NAME, b"%d\n" % os.getpid())
        self._identity = disk.stamp(self._bridge).inode

    def held(self) -> bool:
        """Tell whether the lock is ours and the folder still the one it was taken in."""
        if self._lock is None or not self._lock.is_locked:
            return False
        try:
            return disk.stamp(self._bridge).inode == self._identity
        except OSError:
            return False

    def release(self) -> None:
        """Give the folder back; harmless when it is not held."""
        if self._lock is None:
            return
        lock, self._lock = self._lock, None
        try:
            disk.at_last(self._remove_our_name)
        finally:
            disk.at_last(lambda: lock.release(force=True))

    def holder(self) -> int | None:
        """Return the process id of who serves the folder, as far as it says."""
        try:
            return self._named()
        except OSError:
            return None

    def _remove_our_name(self) -> None:
        if self._named() == os.getpid():
            disk.remove(self._bridge / PID_NAME)

    def _named(self) -> int | None:
        try:
            return int(disk.read_whole(self._bridge / PID_NAME, cap_bytes=_PID_CAP_BYTES).decode("ascii"))
        except (ValueError, BridgeError):
            return None


def _take(lock: FileLock) -> None:
    """Take a lock, or find it taken twice: `filelock` means EACCES by it, too, which may pass like any other fault."""
    try:
        lock.acquire(blocking=False)
    except Timeout:
        lock.acquire(blocking=False)
