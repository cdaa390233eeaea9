"""What holds things while the simulation runs: chests and pipelines, with whoever waits for them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.factory.verify.movers import Mover
    from agent.factory.verify.workers import Worker

PLENTY = 1e12


@dataclass(slots=True, eq=False)
class Box:
    """A chest; ``endless`` items never run out, a ``sink`` swallows and counts."""

    endless: tuple[str, ...] = ()
    sink: dict[str, float] | None = None
    room: int = 0
    held: dict[str, int] = field(default_factory=dict)
    waiting: dict[Mover, None] = field(default_factory=dict)
    brought: dict[str, float] = field(default_factory=dict)
    """What was taken of the endless items."""
    count: int = 0

    def accepts(self, item: str) -> bool:  # noqa: ARG002 - a chest takes anything
        """Tell whether there is room."""
        return self.sink is not None or self.count < self.room

    def put(self, item: str) -> None:
        """Take one item in."""
        if self.sink is not None:
            self.sink[item] = self.sink.get(item, 0) + 1
        else:
            self.held[item] = self.held.get(item, 0) + 1
            self.count += 1

    def items(self) -> list[str]:
        """Return what can be taken out."""
        return [*self.endless, *(item for item, count in self.held.items() if count)]

    def take(self, item: str, most: int) -> int:
        """Take items out."""
        if item in self.endless:
            self.brought[item] = self.brought.get(item, 0) + most
            return most
        count = min(most, self.held.get(item, 0))
        self.held[item] = self.held.get(item, 0) - count
        self.count -= count
        return count


@dataclass(slots=True, eq=False)
class Tank:
    """A pipeline; ``sink`` takes what is above ``keep``, so that machines along it drink first."""

    volume: float
    keep: float = 0.0
    endless: frozenset[str] = frozenset()
    sink: dict[str, float] | None = None
    held: dict[str, float] = field(default_factory=dict)
    waiting: dict[Worker, None] = field(default_factory=dict)
    brought: dict[str, float] = field(default_factory=dict)

    def has(self, fluid: str) -> float:
        """Return how much can be drawn."""
        return PLENTY if fluid in self.endless else self.held.get(fluid, 0.0)

    def room(self) -> float:
        """Return how much more goes in."""
        return PLENTY if self.sink is not None else max(self.volume - sum(self.held.values()), 0.0)

    def put(self, fluid: str, amount: float) -> None:
        """Take fluid in; what an outlet does not keep leaves."""
        held = self.held.get(fluid, 0.0) + amount
        if self.sink is not None and held > self.keep:
            self.sink[fluid] = self.sink.get(fluid, 0.0) + held - self.keep
            held = self.keep
        self.held[fluid] = held

    def draw(self, fluid: str, amount: float) -> None:
        """Let fluid out; the caller knows that there is so much."""
        if fluid in self.endless:
            self.brought[fluid] = self.brought.get(fluid, 0.0) + amount
        else:
            self.held[fluid] -= amount
