"""Day and night, and what they leave of solar power.

Rules (wiki: Time, Solar panel, Accumulator): panels give all they can from dawn to dusk, nothing from evening to
morning, and on a straight line in between. On Nauvis that is 70 % on average; 0.84672 accumulators a panel carry a
steady load of that average through the night: the wiki's 0.84 is of the 25,000 ticks that a day had before 2.0, whose
own data (PlanetPrototype.surface_properties, day-night-cycle) say 25,200.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

TICKS_PER_S = 60


@dataclass(frozen=True, slots=True)
class Day:
    """A surface's day: ``ticks`` long, its points as parts of it counted from noon."""

    ticks: int = 25_200
    dusk: Fraction = Fraction(1, 4)
    evening: Fraction = Fraction(45, 100)
    morning: Fraction = Fraction(55, 100)
    dawn: Fraction = Fraction(3, 4)
    always: bool = False

    def light(self, time: Fraction) -> Fraction:
        """Return the part of full solar power at a time of day, 0 … 1 from noon."""
        if self.always or time <= self.dusk or time >= self.dawn:
            return Fraction(1)
        if time < self.evening:
            return (self.evening - time) / (self.evening - self.dusk)
        if time <= self.morning:
            return Fraction(0)
        return (time - self.morning) / (self.dawn - self.morning)

    @property
    def mean(self) -> Fraction:
        """Return the part of full solar power that panels give on average."""
        if self.always:
            return Fraction(1)
        return 1 - (self.morning - self.evening) - (self._falls + self._rises) / 2

    @property
    def _falls(self) -> Fraction:
        return self.evening - self.dusk

    @property
    def _rises(self) -> Fraction:
        return self.dawn - self.morning

    def seconds_missing(self, load: Fraction) -> Fraction:
        """Return how long full solar power would have to flow to make up what a steady load lacks in one night.

        ``load`` is its part of full solar power; above 1 it lacks power at noon too, which is not counted.
        """
        if self.always:
            return Fraction(0)
        part = max(Fraction(0), min(load, Fraction(1)))
        ramps = part * part / 2 * (self._falls + self._rises)
        return (ramps + part * (self.morning - self.evening)) * Fraction(self.ticks, TICKS_PER_S)

    def seconds_to_night(self, time: Fraction) -> Fraction:
        """Return the time until panels give nothing; 0 at night."""
        if self.evening <= time <= self.morning:
            return Fraction(0)
        return ((self.evening - time) % 1) * Fraction(self.ticks, TICKS_PER_S)
