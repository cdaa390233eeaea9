"""What was computed of a snapshot, kept for as long as the snapshot itself is, and no longer."""

from __future__ import annotations

import weakref
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from agent.contract import Snapshot
    from agent.game.gamedata import GameData

_Value = TypeVar("_Value")


@dataclass(frozen=True, slots=True)
class _Kept(Generic[_Value]):
    """A value, and what it was computed with."""

    data: GameData
    beside: tuple[weakref.ref[Snapshot], ...]
    value: _Value

    def is_of(self, data: GameData, beside: Sequence[Snapshot]) -> bool:
        """Tell whether it was computed with these very ones."""
        if self.data is not data or len(self.beside) != len(beside):
            return False
        return all(mine() is its for mine, its in zip(self.beside, beside, strict=True))


class PerSnapshot(Generic[_Value]):
    """Values by the snapshot and the game data that they were computed with. Safe between threads.

    A snapshot is known by its identity: it is large, and another one of the same id may come from an older save.
    """

    def __init__(self) -> None:
        self._kept: dict[int, _Kept[_Value]] = {}
        self._turns: dict[int, Lock] = {}
        self._lock = Lock()

    def of(
        self, snapshot: Snapshot, data: GameData, compute: Callable[[], _Value], beside: Sequence[Snapshot] = ()
    ) -> _Value:
        """Return what was computed before, or compute it now; who comes while another computes it waits for him.

        Args:
            snapshot: Of what.
            data: With which game data.
            compute: Must not ask for a value of this kind itself.
            beside: Other snapshots that the value depends on. It does not keep them.
        """
        place = id(snapshot)
        with self._turn(place, snapshot):
            kept = self._kept.get(place)
            if kept is not None and kept.is_of(data, beside):
                return kept.value
            value = compute()
            self._kept[place] = _Kept(data, tuple(map(weakref.ref, beside)), value)
            return value

    def _turn(self, place: int, snapshot: Snapshot) -> Lock:
        with self._lock:
            turn = self._turns.get(place)
            if turn is None:
                turn = self._turns[place] = Lock()
                weakref.finalize(snapshot, self._drop, place).atexit = False
            return turn

    def _drop(self, place: int) -> None:
        # May run anywhere, in the middle of this class too: it takes no lock.
        self._kept.pop(place, None)
        self._turns.pop(place, None)

    def __len__(self) -> int:
        """Count the snapshots of which something is kept."""
        return len(self._kept)
