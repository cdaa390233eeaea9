"""What cannot be read is set aside in ``state/rejected/`` with the reason beside it, so that it stops nothing."""

from __future__ import annotations

import json
import shutil
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.bridge import disk

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = "rejected"
_REASON_SUFFIX = ".reason.json"


@dataclass(frozen=True, slots=True)
class Reason:
    """Why something was set aside.

    Attributes:
        code: Code of the error, a catalogue key after ``error-``.
        detail: For a reader of the log: where, what was found. Never shown as markup.
        journal: Journal and byte offset of the line that named it, or empty.
    """

    code: str
    detail: str
    journal: str = ""


class RejectedFolder:
    """Bounded store of refused files, for people who look into them.

    Bounded between two sweeps as well: a writer who floods the folder must not slow down the agent. A power failure
    may take the last of them: what counts, that they were refused, is in the ledger.

    Args:
        bridge: The bridge folder; files are moved within it, so that even a huge one costs nothing.
        keep_files: How many are kept.
        keep_bytes: How many bytes are kept together; of a single larger one only the reason stays.
    """

    def __init__(self, bridge: Path, *, keep_files: int = 200, keep_bytes: int = 256 << 20) -> None:
        self._folder = bridge / FOLDER
        self._keep_files = keep_files
        self._keep_bytes = keep_bytes
        self._added = 0
        self._lines = 0

    def set_aside(self, path: Path, reason: Reason) -> Path:
        """Move an entry of the bridge folder here and return where it is now.

        Raises:
            OSError: It cannot be moved; it stays where it is.
        """
        self._make_room()
        target = self._free_name(path.name)
        disk.replace(path, target)
        self._explain(target, path.name, reason)
        return target

    def keep(self, name: str, data: bytes, reason: Reason) -> Path | None:
        """Store bytes that were no file of their own (a broken journal line) and return where they are.

        Of a flood the first are stored and the others not, until the next sweep: that returns None.

        Raises:
            OSError: They cannot be written.
        """
        if self._lines >= self._keep_files:
            return None
        self._lines += 1
        self._make_room()
        target = self._free_name(name)
        disk.write_atomically(target, data, durable=False)
        self._explain(target, name, reason)
        return target

    def sweep(self) -> int:
        """Delete the oldest beyond the limits; return how many went."""
        self._lines = 0
        return self._sweep()

    def _make_room(self) -> None:
        """Sweep after so many new ones as are kept: what may have piled up is at most twice that."""
        self._added += 1
        if self._added > self._keep_files:
            with suppress(OSError):
                self._sweep()

    def _sweep(self) -> int:
        self._added = 0
        try:
            if not disk.is_folder(self._folder):
                return 0
        except FileNotFoundError:
            return 0
        names = disk.list_names(self._folder)
        entries: list[tuple[int, int, str]] = []
        for name in names:
            if name.endswith(_REASON_SUFFIX):
                continue
            found = disk.stamp(self._folder / name)
            entries.append((found.written_ns, found.size_bytes, name))
        entries.sort(reverse=True)
        total = 0
        gone = 0
        for rank, (_, size, name) in enumerate(entries):
            total += size
            if rank >= self._keep_files:
                self._delete(name, with_reason=True)
                gone += 1
            elif total > self._keep_bytes:
                self._delete(name, with_reason=False)
                total -= size
                gone += 1
        reasons = [name for name in disk.list_names(self._folder) if name.endswith(_REASON_SUFFIX)]
        reasons.sort(key=lambda name: disk.stamp(self._folder / name).written_ns, reverse=True)
        for name in reasons[self._keep_files :]:
            if name.removesuffix(_REASON_SUFFIX) not in names:
                disk.remove(self._folder / name)
        return gone

    def _free_name(self, name: str) -> Path:
        disk.make_folder(self._folder)
        short = name[:180]
        candidate, number = short, 1
        # Looked for one by one: a flood of bad files must not make the folder listed for each of them.
        while self._taken(candidate) or self._taken(f"{candidate}{_REASON_SUFFIX}"):
            number += 1
            candidate = f"{short}.{number}"
        return self._folder / candidate

    def _taken(self, name: str) -> bool:
        try:
            disk.stamp(self._folder / name)
        except FileNotFoundError:
            return False
        return True

    def _explain(self, target: Path, name: str, reason: Reason) -> None:
        text = {"name": name, "code": reason.code, "detail": reason.detail[:2000], "journal": reason.journal}
        body = json.dumps(text, ensure_ascii=True, indent=1).encode() + b"\n"
        disk.write_atomically(target.with_name(target.name + _REASON_SUFFIX), body, durable=False)

    def _delete(self, name: str, *, with_reason: bool) -> None:
        path = self._folder / name
        if disk.is_folder(path):
            shutil.rmtree(path, ignore_errors=True)
        else:
            disk.remove(path)
        if with_reason:
            disk.remove(path.with_name(name + _REASON_SUFFIX))
