"""How evolution goes on (wiki: Enemies; EnemyEvolutionSettings): each cause adds its factor × (1 − evolution)².

So 1 ÷ (1 − evolution) grows on a straight line: by the factor of each second, of each unit of pollution that is
emitted anywhere on the surface, and of each nest that is destroyed.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.from_snapshot import exact
from agent.contract import MapRules

if TYPE_CHECKING:
    from agent.contract import Snapshot

S_PER_MIN = 60
CEILING = Fraction(999_999, 1_000_000)
FACTOR_DIGITS = 12
"""The factors of the settings are as small as 0.0000009, too small for the six digits of other figures."""


@dataclass(frozen=True, slots=True)
class Course:
    """Evolution from a moment on: where it stands, and what a minute adds by time and by pollution."""

    now: Fraction
    by_time: Fraction
    by_pollution: Fraction
    by_nest: Fraction

    def after(self, minutes: Fraction, nests: int = 0) -> Fraction:
        """Return the evolution after so many minutes and destroyed nests."""
        gained = (self.by_time + self.by_pollution) * minutes + self.by_nest * nests
        return 1 - 1 / (1 / (1 - self.now) + gained)

    def minutes_to(self, evolution: Fraction) -> Fraction | None:
        """Return the minutes until it gets there; None where it never does."""
        per_min = self.by_time + self.by_pollution
        if evolution <= self.now:
            return Fraction(0)
        if not per_min or evolution >= 1:
            return None
        return (1 / (1 - evolution) - 1 / (1 - self.now)) / per_min


def course(snapshot: Snapshot, emitted_per_min: Fraction) -> Course:
    """Return how evolution goes on while a surface emits so much; it stands still where the map says so."""
    now = exact(snapshot.evolution.factor) if snapshot.evolution is not None else Fraction(0)
    now = min(max(now, Fraction(0)), CEILING)
    rules = (snapshot.rules or MapRules()).evolution
    if not rules.enabled:
        return Course(now, Fraction(0), Fraction(0), Fraction(0))
    return Course(
        now,
        _spelled(rules.time_factor) * S_PER_MIN,
        _spelled(rules.pollution_factor) * max(emitted_per_min, Fraction(0)),
        _spelled(rules.destroy_factor),
    )


def _spelled(value: float) -> Fraction:
    return Fraction(f"{value:.{FACTOR_DIGITS}f}")
