"""A process: one way of turning things into things, by one kind of machine with its modules."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.factory.requirements.options import BeaconGroup
    from agent.game.effects import ModuleStack

Kind = Literal["recipe", "mining", "pumping", "boiling", "launch", "spoiling", "gathering", "supply"]
RAW_KINDS: frozenset[Kind] = frozenset({"mining", "pumping", "gathering", "supply"})
"""Kinds whose products come into the plan from outside it."""


@dataclass(frozen=True, slots=True)
class Setup:
    """A machine at work: speed and bonuses counted.

    Attributes:
        machine: Its entity.
        quality: Its quality.
        crafts_per_s: Crafts of one machine that never waits.
        productivity: Bonus that counts, 0.4 = +40 %.
        use_w: Power of one machine at work, without drain; from its fuel if it burns one.
        drain_w: Power it draws whether it works or not.
        electric: Whether the power is electric.
        fuel: Item it burns, with the rate of one machine at work per second.
        pollution_per_min: Pollution of one machine at work, by pollutant.
        quality_chance: Chance that a product comes out a level better.
    """

    machine: str
    quality: str
    crafts_per_s: Fraction
    modules: tuple[ModuleStack, ...] = ()
    beacons: tuple[BeaconGroup, ...] = ()
    beacon_power_w: Fraction = Fraction(0)
    speed_bonus: Fraction = Fraction(0)
    productivity: Fraction = Fraction(0)
    use_w: Fraction = Fraction(0)
    drain_w: Fraction = Fraction(0)
    electric: bool = True
    fuel: tuple[str, Fraction] | None = None
    pollution_per_min: Mapping[str, Fraction] = field(default_factory=dict)
    quality_chance: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Process:
    """One column of the programme.

    Attributes:
        name: Recipe, resource, fluid or item it is called after.
        takes: What one craft takes from elsewhere, fuel left out.
        gives: What one craft gives, productivity counted.
        setup: The machine; None where no machine is needed (spoiling, supply, gathering by hand).
        raw_cost: Weight of what one craft takes from the ground.
        shares: Process in whose machine this one happens (a launch happens in the silo that builds the parts).
    """

    name: str
    kind: Kind
    takes: Mapping[str, Fraction]
    gives: Mapping[str, Fraction]
    setup: Setup | None = None
    raw_cost: Fraction = Fraction(0)
    shares: str | None = None

    def net(self) -> dict[str, Fraction]:
        """Return what one craft adds to each thing, fuel and what it leaves behind included."""
        total = dict(self.gives)
        for name, amount in self.takes.items():
            total[name] = total.get(name, Fraction(0)) - amount
        if self.setup is not None and self.setup.fuel is not None:
            name, rate = self.setup.fuel
            total[name] = total.get(name, Fraction(0)) - rate / self.setup.crafts_per_s
        return {name: amount for name, amount in total.items() if amount}

    @property
    def needs(self) -> set[str]:
        """Return what must be there before the first craft, catalysts and fuel included."""
        fuel = {self.setup.fuel[0]} if self.setup is not None and self.setup.fuel is not None else set()
        return {*self.takes, *fuel}

    @property
    def machines_per_craft(self) -> Fraction:
        """Return how many machines one craft per second takes."""
        return 1 / self.setup.crafts_per_s if self.setup is not None else Fraction(0)
