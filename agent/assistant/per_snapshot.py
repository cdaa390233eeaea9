"""What was computed of a snapshot, kept for as long as the snapshot itself is, and no longer."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    from agent.contract import Snapshot
    from agent.game.gamedata import GameData

_Value = TypeVar("_Value")


class PerSnapshot(Generic[_Value]):
    """Small values by the snapshot and the game data that they were computed with. Safe between threads.

    A snapshot is known by its identity: it is large, and another one of the same id may come from an older save.
    """

    def __init__(self) -> None:
        self._kept: dict[int, tuple[GameData, _Value]] = {}

    def of(self, snapshot: Snapshot, data: GameData, compute: Callable[[], _Value]) -> _Value:
        """Return what was computed before, or compute it now."""
        place = id(snapshot)
        kept = self._kept.get(place)
        if kept is not None and kept[0] is data:
            return kept[1]
        value = compute()
        if kept is None:
            weakref.finalize(snapshot, self._kept.pop, place, None).atexit = False
        self._kept[place] = (data, value)
        return value

    def __len__(self) -> int:
        """Count the snapshots of which something is kept."""
        return len(self._kept)
