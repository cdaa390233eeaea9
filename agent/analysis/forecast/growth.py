"""How the demand of electric networks grows over the snapshots, and when what they have no longer suffices."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.from_snapshot import exact
from agent.analysis.power.grid import grids
from agent.analysis.sums import total

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.contract import ElectricNetwork, Snapshot
    from agent.game.gamedata import GameData

LEAST_TICKS = 600
TICKS_PER_MIN = 3600
NOISE = Fraction(2, 100)
"""A change below so much of the demand over all snapshots is the coming and going of machines, not growth."""


@dataclass(frozen=True, slots=True)
class Growth:
    """Demand of one electric network over several snapshots.

    Attributes:
        demand_w: What is wanted now; ``maximum_w`` what its producers could give now, None: not known.
        per_min_w: By how much demand changes a minute: the line through all snapshots, 0 within the noise.
        minutes: The time that the snapshots span.
    """

    number: int
    demand_w: Fraction
    maximum_w: Fraction | None
    per_min_w: Fraction
    minutes: Fraction
    snapshots: int

    @property
    def minutes_left(self) -> Fraction | None:
        """Return when demand reaches what producers could give; None where it does not, or that is not known."""
        if self.maximum_w is None or self.per_min_w <= 0:
            return None
        return max(self.maximum_w - self.demand_w, Fraction(0)) / self.per_min_w


def growths(snapshot: Snapshot, earlier: Sequence[Snapshot], data: GameData) -> tuple[Growth, ...]:
    """Return the networks that at least one earlier snapshot of this surface tells too."""
    older = sorted(
        (each for each in earlier if each.surface.name == snapshot.surface.name and each.tick < snapshot.tick),
        key=lambda each: each.tick,
    )
    found = []
    for grid in grids(snapshot, data) if older else ():
        points = [(each.tick, demand) for each in older if (demand := _demand(each, grid.network)) is not None]
        if grid.network.demand_w is None or not points or snapshot.tick - points[0][0] < LEAST_TICKS:
            continue
        points.append((snapshot.tick, grid.demand_w))
        slope = _slope(points)
        minutes = Fraction(points[-1][0] - points[0][0], TICKS_PER_MIN)
        mean = total(demand for _, demand in points) / len(points)
        steady = abs(slope * minutes) <= NOISE * mean
        number = grid.network.id
        found.append(
            Growth(number, grid.demand_w, grid.maximum_w, Fraction(0) if steady else slope, minutes, len(points))
        )
    return tuple(found)


def _demand(snapshot: Snapshot, network: ElectricNetwork) -> Fraction | None:
    """Return the demand of the same network then; where closed switches join parts, each part tells the whole."""
    same = (each for each in snapshot.electric_networks if each.id == network.id)
    return next((exact(each.demand_w) for each in same if each.demand_w is not None), None)


def _slope(points: Sequence[tuple[int, Fraction]]) -> Fraction:
    """Return the change a minute of the straight line that fits best (least squares)."""
    times = [Fraction(tick, TICKS_PER_MIN) for tick, _ in points]
    middle = sum(times, Fraction(0)) / len(times)
    mean = total(value for _, value in points) / len(points)
    spread = total((time - middle) ** 2 for time in times)
    shared = sum(
        ((time - middle) * (value - mean) for time, (_, value) in zip(times, points, strict=True)), Fraction(0)
    )
    return shared / spread if spread else Fraction(0)
