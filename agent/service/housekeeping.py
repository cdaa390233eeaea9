"""Sweeps what is old: by age and count, only what was read, only files whose content is the one that was recorded."""

from __future__ import annotations

import logging
import re
from contextlib import suppress
from typing import TYPE_CHECKING

from agent.bridge import disk
from agent.bridge.intake import adler32_of, family_of
from agent.bridge.journal import journal_number

if TYPE_CHECKING:
    from pathlib import Path

    from agent.bridge.ledger import Ledger
    from agent.bridge.rejected import RejectedFolder
    from agent.service.config import Keeping

_LOG = logging.getLogger(__name__)
_OURS = re.compile(r"(?:(?:response|blueprint)-([a-z0-9-]+)\.json|paste-([a-z0-9-]+)\.txt)\Z")
_HOUR_S = 3600.0
_OBSERVATIONS_KEPT = 20


def remove_if_recorded(path: Path, digests: set[str], *, cap_bytes: int) -> None:
    """Delete a file of the game's, unless an older save has written its name anew: its line may be on its way still.

    Raises:
        OSError: It cannot be read or deleted.
    """
    with suppress(FileNotFoundError, disk.UnfitFileError):
        if digests and adler32_of(disk.read_whole(path, cap_bytes=cap_bytes)) in digests:
            disk.remove(path)


class Housekeeping:
    """One sweep at a time; a file that cannot be deleted now is met again.

    Args:
        folder: The bridge folder.
        ledger: Knows what was read.
        rejected: Is swept too.
        keeping: The limits.
        cap_bytes: Larger files are left alone.
    """

    def __init__(
        self, folder: Path, ledger: Ledger, rejected: RejectedFolder, keeping: Keeping, *, cap_bytes: int
    ) -> None:
        self._folder = folder
        self._ledger = ledger
        self._rejected = rejected
        self._keeping = keeping
        self._cap_bytes = cap_bytes

    def leftovers(self) -> None:
        """Delete temporary files of an agent that was killed.

        Raises:
            OSError: The folder cannot be read.
        """
        for path in disk.leftovers(self._folder):
            disk.remove(path)

    def sweep(self) -> None:
        """Sweep ledger and folder.

        Raises:
            OSError: The folder cannot be read or written.
        """
        keeping, ledger = self._keeping, self._ledger
        with ledger.transaction(synced=True):
            questions = ledger.questions.sweep(keep=keeping.questions, age_s=keeping.questions_h * _HOUR_S)
            snapshots = ledger.records.sweep_snapshots(keep=keeping.snapshots, age_s=keeping.snapshots_h * _HOUR_S)
        recorded = {f"request-{key.id}.json": {key.digest} for key in questions}
        recorded |= {row.name: {row.key.digest} for row in snapshots}
        known = ledger.questions.ids()
        names = disk.list_names(self._folder)
        for name in names:
            ours = _OURS.match(name)
            if ours is not None and (ours[1] or ours[2]) not in known:
                disk.remove(self._folder / name)
            elif name in recorded:
                remove_if_recorded(self._folder / name, recorded[name], cap_bytes=self._cap_bytes)
            elif name.startswith("ack-"):
                self._remove_ack(name)
        self._sweep_observations([name for name in names if name.startswith("observation-")])
        ledger.records.sweep_acks(keep=keeping.acks)
        ledger.spending.sweep(keep=keeping.usages)
        self._sweep_journals()
        self._rejected.sweep()

    def _sweep_observations(self, names: list[str]) -> None:
        """Keep the newest: each was said or is overtaken, and a game that is over takes its own away no more."""
        found: list[tuple[int, str]] = []
        for name in names:
            with suppress(OSError):
                found.append(((self._folder / name).lstat().st_mtime_ns, name))
        for _, name in sorted(found, reverse=True)[_OBSERVATIONS_KEPT:]:
            disk.remove(self._folder / name)

    def _remove_ack(self, name: str) -> None:
        known = family_of(name)
        if known is not None:
            digests = self._ledger.records.ack_digests(known[1])
            remove_if_recorded(self._folder / name, digests, cap_bytes=self._cap_bytes)

    def _sweep_journals(self) -> None:
        """Delete rotated journals that were read to their end, all but the two newest."""
        positions = self._ledger.inflow.positions()
        numbers = sorted((journal_number(name) or 0, name) for name in positions)
        for _, name in numbers[:-2]:
            path = self._folder / name
            try:
                if disk.stamp(path).size_bytes == positions[name].offset_bytes:
                    disk.remove(path)
                    self._ledger.inflow.forget_journal(name)
                    _LOG.info("swept %s", name)
            except FileNotFoundError:
                self._ledger.inflow.forget_journal(name)
