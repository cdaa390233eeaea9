"""The player's blueprints as modules: which one makes an item at a rate, on the least tiles."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.factory.compose.lead import cell_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable

    from agent.factory.compose.cell import Cell
    from agent.factory.compose.kit import Kit
    from agent.factory.compose.real import Real

LEAST_USED = Fraction(1, 4)
"""Part of a blueprint's rate that must be wanted of it: one far too large is no help."""
MOST_INSTANCES = 6


@dataclass(frozen=True, slots=True)
class Fitted:
    """A blueprint with the cell it stands in."""

    real: Real
    cell: Cell

    @property
    def per_min(self) -> Fraction:
        """Return what one of it is counted on for."""
        return self.real.per_min


@dataclass(slots=True)
class Shelf:
    """Blueprints to choose from; ``dropped`` are the ids of those that are not to be used (again)."""

    kit: Kit
    reals: tuple[Real, ...]
    dropped: frozenset[str] = frozenset()
    _cells: dict[str, Cell | None] = field(default_factory=dict)

    def without(self, ids: Iterable[str]) -> Shelf:
        """Return the same with fewer to choose from; cells made already stay."""
        return Shelf(self.kit, self.reals, self.dropped | frozenset(ids), self._cells)

    @property
    def left(self) -> tuple[Real, ...]:
        """Return what may still be used."""
        return tuple(real for real in self.reals if real.id not in self.dropped)

    def pick(self, item: str, per_min: Fraction, reachable: Collection[str]) -> Fitted | None:
        """Return what makes an item at a rate; None where nothing fits.

        The most throughput per tile goes first, counted by what is put to use; then the surer derivation.

        Args:
            item: What is wanted.
            per_min: How much of it.
            reachable: What a module may take.
        """
        fitting = []
        for real in self.left:
            if real.item != item or not set(real.takes) <= set(reachable):
                continue
            count = -(-per_min // real.per_min)
            if count > MOST_INSTANCES or per_min < real.per_min * count * LEAST_USED:
                continue
            fitting.append((count * real.entry.area, -real.entry.confidence, real.id, real))
        for *_, real in sorted(fitting, key=lambda one: one[:3]):
            cell = self._cell(real)
            if cell is not None:
                return Fitted(real, cell)
        return None

    def _cell(self, real: Real) -> Cell | None:
        if real.id not in self._cells:
            cell = cell_of(real.drawing, self.kit)
            self._cells[real.id] = None if cell is None else replace(cell, real=real)
        return self._cells[real.id]
