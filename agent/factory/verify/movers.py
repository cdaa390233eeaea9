"""Inserters at work in the simulation: they take, swing, put and swing back."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.factory.verify.arms import Arm
    from agent.factory.verify.boxes import Box
    from agent.factory.verify.lines import Spot
    from agent.factory.verify.workers import Worker

PATIENCE_TICKS = 10
"""How long a hand that has something waits for more off a belt."""


@dataclass(slots=True, eq=False)
class Mover:
    """An inserter; ``swing`` and ``reach`` are ticks of a half turn and between two items off a belt."""

    arm: Arm
    hand: int
    swing: int
    reach: int
    takes: list[Spot]
    puts: list[Spot]
    source: Box | Worker | None
    target: Box | Worker | None
    wanted: frozenset[str]
    slot_ticks: float
    whole: bool = False
    """Waits for a full hand (wiki: Stack inserter)."""
    ready: list[float] = field(default_factory=lambda: [0.0, 0.0])
    item: str | None = None
    count: int = 0
    patience: int = 0
    grips: int = 0
    putting: bool = False

    def take(self, now: int) -> bool:
        """Take what there is; True when the hand is to swing."""
        target = self.target
        if self.source is not None:
            for found in self.source.items():
                if found in self.wanted and (target is None or target.accepts(found)):
                    self.count = self.source.take(found, self.hand)
                    self.item = found if self.count else None
                    return self.count > 0
            return False
        if now < self.grips:
            return False
        refused = None  # on a full belt it is one item over and over
        for slots, place in self.takes:
            item = slots[place]
            if item is None or item == refused or item not in self.wanted or (self.count and item != self.item):
                continue
            if target is None or target.accepts(item):
                slots[place] = None
                self.item, self.count, self.patience = item, self.count + 1, 0
                self.grips = now + self.reach
                return self.count >= self.hand
            refused = item
        if self.count and not self.whole:
            self.patience += 1
        return self.patience > PATIENCE_TICKS

    def put(self, now: int) -> bool:
        """Put what is held, one item a tick onto belts; True when the hand is empty.

        On a belt the next item goes where the last one was put only when that has moved on by its own length.
        """
        item = self.item or ""
        if self.target is not None:
            if not self.target.accepts(item):
                return False
            for _ in range(self.count):
                self.target.put(item)
            self.count = 0
        else:
            for spot, (slots, place) in enumerate(self.puts):
                if slots[place] is None and now >= self.ready[spot]:
                    slots[place] = item
                    self.count -= 1
                    self.ready[spot] = max(self.ready[spot], now - 1) + self.slot_ticks
                    break
        return self.count == 0
