"""The answer: what runs, how fast, on how many machines, and what goes in and out."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.factory.requirements.options import Target
    from agent.factory.requirements.process import Process


@dataclass(frozen=True, slots=True)
class Step:
    """One process of a plan.

    Attributes:
        process: What is done, by which machine.
        crafts_per_s: How often.
        machines: Exact number of machines; None where none is needed.
        standing: Machines that stand there, whole ones.
        group: Number of the cycle the step belongs to, or None.
    """

    process: Process
    crafts_per_s: Fraction
    machines: Fraction | None
    standing: int
    group: int | None = None

    @property
    def inputs(self) -> dict[str, Fraction]:
        """Return what it takes, per second, fuel included."""
        rates = {name: amount * self.crafts_per_s for name, amount in self.process.takes.items()}
        if self.fuel is not None:
            name, rate = self.fuel
            rates[name] = rates.get(name, Fraction(0)) + rate
        return rates

    @property
    def outputs(self) -> dict[str, Fraction]:
        """Return what it gives, per second."""
        return {name: amount * self.crafts_per_s for name, amount in self.process.gives.items()}

    @property
    def fuel(self) -> tuple[str, Fraction] | None:
        """Return what it burns, per second."""
        setup = self.process.setup
        if setup is None or setup.fuel is None or self.machines is None:
            return None
        return setup.fuel[0], setup.fuel[1] * self.machines

    @property
    def counted(self) -> bool:
        """Tell whether the step has machines of its own."""
        return self.process.setup is not None and self.process.shares is None

    @property
    def power_w(self) -> Fraction:
        """Return the electric power: machines at work, and the drain of all that stand."""
        setup = self.process.setup
        if setup is None or not setup.electric or not self.counted or self.machines is None:
            return Fraction(0)
        return setup.use_w * self.machines + setup.drain_w * self.standing

    @property
    def beacon_power_w(self) -> Fraction:
        """Return the power of its beacons if no two machines share one."""
        setup = self.process.setup
        return setup.beacon_power_w * self.standing if setup is not None and self.counted else Fraction(0)

    @property
    def pollution_per_min(self) -> dict[str, Fraction]:
        """Return what the working machines emit."""
        setup = self.process.setup
        if setup is None or not self.counted or self.machines is None:
            return {}
        return {name: value * self.machines for name, value in setup.pollution_per_min.items()}


@dataclass(frozen=True, slots=True)
class Start:
    """A thing that a cycle needs before it can feed itself."""

    name: str
    amount: Fraction
    recipe: str


@dataclass(frozen=True, slots=True)
class ProductionRequirement:
    """A solved plan; all rates are exact, per second.

    Attributes:
        data_set: Name and version of the game data.
        place: Planet, platform or ``any``.
        steps: From raw things to products; the members of a cycle stand together.
        raw: What comes in, from the ground or from outside.
        by_products: What is made and not asked for.
        flows: Everything made or taken, with its gross rate.
        starts: What cycles need to begin.
        fluids: Which of the names are fluids.
        belt: The belt that rates are counted in, and its items per second.
        utilisation: For given machines, the part of their time they work.
        notes: Catalogue keys of what the reader must know.
    """

    data_set: str
    place: str
    targets: tuple[Target, ...]
    steps: tuple[Step, ...]
    raw: Mapping[str, Fraction]
    by_products: Mapping[str, Fraction]
    flows: Mapping[str, Fraction]
    fluids: frozenset[str]
    belt: tuple[str, Fraction]
    starts: tuple[Start, ...] = ()
    utilisation: Mapping[str, Fraction] = field(default_factory=dict)
    notes: tuple[str, ...] = ()

    @property
    def cycles(self) -> tuple[tuple[str, ...], ...]:
        """Return the names of the steps of each cycle."""
        found: dict[int, list[str]] = {}
        for step in self.steps:
            if step.group is not None:
                found.setdefault(step.group, []).append(step.process.name)
        return tuple(tuple(names) for names in found.values())

    @property
    def belts(self) -> dict[str, Fraction]:
        """Return how many full belts each item fills."""
        per_s = self.belt[1]
        return {name: rate / per_s for name, rate in self.flows.items() if name not in self.fluids}

    @property
    def machines(self) -> dict[str, int]:
        """Return how many machines of each kind stand there."""
        total: dict[str, int] = {}
        for step in self.steps:
            if step.counted and step.process.setup is not None:
                name = step.process.setup.machine
                total[name] = total.get(name, 0) + step.standing
        return dict(sorted(total.items()))

    @property
    def power_w(self) -> Fraction:
        """Return the electric power of all machines, drain included, beacons apart."""
        return sum((step.power_w for step in self.steps), Fraction(0))

    @property
    def beacon_power_w(self) -> Fraction:
        """Return the power of all beacons if none is shared."""
        return sum((step.beacon_power_w for step in self.steps), Fraction(0))

    @property
    def pollution_per_min(self) -> dict[str, Fraction]:
        """Return what all working machines emit, by pollutant."""
        total: dict[str, Fraction] = {}
        for step in self.steps:
            for name, value in step.pollution_per_min.items():
                total[name] = total.get(name, Fraction(0)) + value
        return total


def whole(machines: Fraction) -> int:
    """Round machines up."""
    return math.ceil(machines)
