"""Machines at work in the simulation: what they keep in stock, when they begin a craft, when they stop."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.game import inserting
from agent.game.prototypes import ROCKET_LAUNCH_S

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from agent.factory.verify.boxes import Box, Tank
    from agent.factory.verify.crafters import Crafter
    from agent.factory.verify.layout import Layout, Standing
    from agent.factory.verify.movers import Mover
    from agent.factory.verify.pipelines import Pipeline, Pipelines
    from agent.game.prototypes import Lab

FUEL_STOCK = 5
STARTING_CRAFTS = 2
"""For so many crafts a machine holds at first what it makes itself from: one that runs, one that waits."""
QUICK_S = 1.166
MOST_CRAFTS = 100
RESEARCH_S = 60
"""What a unit of research takes here: the long ones of late technologies; a blueprint does not name one."""
ENOUGH = 1e-6

Pipes = list[tuple[str, float, list["Tank"]]]


@dataclass(slots=True, eq=False)
class Worker:
    """A machine: crafts when it has what it needs and room for what it makes; ``ticks`` is one craft.

    Stocks follow the rule of the game: arms bring what one craft needs and what more can be crafted in one swing of
    1.166 s, for two crafts at least (wiki: Inserters, «Insertion limits»); an assembling machine stops when as much of
    its product waits, a furnace at a full stack. ``passes`` are items that arms may take out again: packs in a lab.
    """

    ticks: float
    needs: dict[str, int]
    makes: dict[str, float]
    stock: dict[str, int]
    stop: dict[str, int]
    fuel_j: dict[str, float] = field(default_factory=dict)
    craft_j: float = 0.0
    have: dict[str, int] = field(default_factory=dict)
    made: dict[str, float] = field(default_factory=dict)
    takes: Pipes = field(default_factory=list)
    gives: Pipes = field(default_factory=list)
    passes: frozenset[str] = frozenset()
    swallows: dict[str, float] | None = None
    """Where products go that nobody takes out: parts of a rocket."""
    rocket: Rocket | None = None
    lasts: float = 0.0
    """Ticks of one craft where ``ticks`` also counts its part of a launch; 0: ``ticks``."""
    waiting: dict[Mover, None] = field(default_factory=dict)
    energy_j: float = 0.0
    started: float = 0.0
    busy: bool = False
    crafts: int = 0

    @property
    def cycle(self) -> float:
        """Return the ticks after which it does the same again."""
        return self.ticks if self.rocket is None else self.ticks * self.rocket.parts / self.rocket.parts_per_craft

    @property
    def ends(self) -> float:
        """Return when what it does is done."""
        if self.rocket is not None and self.rocket.flying:
            return self.started + self.rocket.ticks
        return self.started + (self.lasts or self.ticks)

    def accepts(self, item: str) -> bool:
        """Tell whether an arm may put an item in."""
        return self.have.get(item, 0) < self.stock.get(item, FUEL_STOCK if item in self.fuel_j else 0)

    def put(self, item: str) -> None:
        """Take one item in."""
        self.have[item] = self.have.get(item, 0) + 1

    def items(self) -> list[str]:
        """Return what arms may take out."""
        ready = [item for item, count in self.made.items() if count >= 1]
        return ready + [item for item in self.passes if self.have.get(item, 0) > 0] if self.passes else ready

    def take(self, item: str, most: int) -> int:
        """Take items out."""
        if item in self.passes:
            count = min(most, self.have.get(item, 0))
            self.have[item] = self.have.get(item, 0) - count
            return count
        count = min(most, int(self.made.get(item, 0) + ENOUGH))
        if count:
            self.made[item] -= count
        return count

    def work(self, now: float) -> float:
        """Return crafts done by a tick, the one in work counted as far as it is."""
        busy = self.busy and not (self.rocket is not None and self.rocket.flying)
        return self.crafts + (min((now - self.started) / (self.ends - self.started), 1.0) if busy else 0.0)

    def share(self, since: float) -> float | None:
        """Return what part of its speed a silo reached from its first start since a tick to its last; None: no two.

        While a rocket flies, parts' ingredients gather and are worked off after it: only from start to start is as much
        built as comes.
        """
        starts = [start for start in self.rocket.starts if start[0] >= since] if self.rocket is not None else []
        if len(starts) < 2:  # noqa: PLR2004 - from one to another
            return None
        (begun, before), (ended, after) = starts[0], starts[-1]
        return (after - before) * self.ticks / (ended - begun)

    def missing(self) -> str | None:
        """Return an ingredient that is not there, None if nothing is missing."""
        if self.rocket is not None and self.rocket.ready:
            return None if self.have.get(self.rocket.payload, 0) else self.rocket.payload
        for item, need in self.needs.items():
            if self.have.get(item, 0) < need:
                return item
        for fluid, amount, tanks in self.takes:
            if sum(tank.has(fluid) for tank in tanks) < amount - ENOUGH:
                return fluid
        return None

    def full(self) -> str | None:
        """Return a product that waits to be taken away, None if there is room."""
        for item, limit in self.stop.items():
            if self.made.get(item, 0) >= limit:
                return item
        for fluid, amount, tanks in self.gives:
            if sum(tank.room() for tank in tanks) < amount:
                return fluid
        return None

    def start(self, now: float) -> bool:
        """Begin a craft if nothing is missing."""
        if self.busy or self.missing() or self.full() or not self._burn():
            return False
        if self.rocket is not None and self.rocket.ready:
            self.have[self.rocket.payload] -= 1
            self.started, self.busy, self.rocket.flying = now, True, True
            self.rocket.starts.append((now, self.crafts))
            return True
        for item, need in self.needs.items():
            self.have[item] -= need
        for fluid, amount, tanks in self.takes:
            left = amount
            for tank in tanks:
                part = min(tank.has(fluid), left)
                if part > 0:
                    tank.draw(fluid, part)
                    left -= part
        self.started, self.busy = now, True
        return True

    def finish(self) -> None:
        """End a craft: products lie ready, fluids are in the pipes."""
        self.busy = False
        if self.rocket is not None and self.rocket.flying:
            self.rocket.land()
            return
        self.crafts += 1
        if self.rocket is not None:
            self.rocket.built += self.rocket.parts_per_craft
        for item, amount in self.makes.items():
            if self.swallows is not None:
                self.swallows[item] = self.swallows.get(item, 0.0) + amount
            else:
                self.made[item] = self.made.get(item, 0.0) + amount
        for fluid, amount, tanks in self.gives:
            left = amount
            for place, tank in enumerate(tanks, 1):
                part = left if place == len(tanks) else min(tank.room(), left)
                tank.put(fluid, part)
                left -= part

    def _burn(self) -> bool:
        while self.energy_j < self.craft_j:
            fuel = next((item for item in self.fuel_j if self.have.get(item, 0) > 0), None)
            if fuel is None:
                return False
            self.have[fuel] -= 1
            self.energy_j += self.fuel_j[fuel]
        self.energy_j -= self.craft_j
        return True


@dataclass(slots=True, eq=False)
class Rocket:
    """A silo's rocket: parts are built one by one; with all of them and a payload it flies, and the pad is filled."""

    payload: str
    gives: Mapping[str, Fraction]
    pad: Box
    parts: int
    parts_per_craft: float
    ticks: float
    built: float = 0.0
    flying: bool = False
    starts: list[tuple[float, int]] = field(default_factory=list)
    """When it took off, and how many crafts of parts there had been by then."""

    @property
    def ready(self) -> bool:
        """Tell whether all parts are there."""
        return self.built >= self.parts

    def land(self) -> None:
        """End a flight; what finds no room on the pad is lost to the block (it lies on the ground)."""
        self.flying = False
        self.built -= self.parts
        for item, amount in self.gives.items():
            for _ in range(int(amount)):
                if self.pad.accepts(item):
                    self.pad.put(item)


def launching(crafter: Crafter, pads: Mapping[Standing, Box]) -> Rocket | None:
    """Return a silo's rocket, if it launches any."""
    launch = crafter.launch
    if launch is None:
        return None
    ticks = float(ROCKET_LAUNCH_S) * inserting.TICKS_PER_S
    return Rocket(launch.payload, launch.gives, pads[launch.pad], launch.parts, float(launch.parts_per_craft), ticks)


def crafting(
    crafter: Crafter, layout: Layout, loops: frozenset[str], pipelines: Pipelines, tanks: dict[Pipeline, Tank]
) -> Worker:
    """Return a crafting machine at work; what it makes itself from lies in it already."""
    ticks = inserting.TICKS_PER_S / float(crafter.crafts_per_s)
    crafts = 1 + min(max(1, math.ceil(QUICK_S * inserting.TICKS_PER_S / ticks)), MOST_CRAFTS)
    items = layout.data.items
    stop: dict[str, int] = {}
    for item, amount in crafter.makes.items():
        stack = items[item].stack if item in items else 1
        stop[item] = stack if crafter.prototype.type == "furnace" else math.ceil(amount * crafts)
    takes = pipelines.takes(crafter)
    gives = pipelines.gives(crafter)
    launch = crafter.launch
    return Worker(
        ticks,
        needs={item: int(need) for item, need in crafter.needs.items() if launch is None or item != launch.payload},
        makes={} if launch else {item: float(amount) for item, amount in crafter.makes.items()},
        stock={item: math.ceil(need * crafts) for item, need in crafter.needs.items()},
        lasts=float(launch.craft_s) * inserting.TICKS_PER_S if launch else 0.0,
        stop={} if crafter.prototype.type == "rocket-silo" else stop,
        fuel_j={item: float(items[item].fuel_j) for item in sorted(crafter.fuels)},
        craft_j=float(crafter.burns_w) * ticks / inserting.TICKS_PER_S,
        have={item: math.ceil(need * STARTING_CRAFTS) for item, need in crafter.needs.items() if item in loops},
        takes=[(f, float(crafter.fluid_needs[f]), [tanks[p] for p in found]) for f, found in takes],
        gives=[(f, float(crafter.fluid_makes[f]), [tanks[p] for p in found]) for f, found in gives],
    )


def researching(thing: Standing, prototype: Lab, packs: frozenset[str], layout: Layout) -> Worker:
    """Return a lab that uses one of each pack that can come to it every minute of research."""
    quality = layout.data.qualities.get(thing.entity.quality)
    speed = prototype.speed * (quality.default_multiplier if quality else 1)
    return Worker(
        RESEARCH_S * inserting.TICKS_PER_S / float(speed),
        needs=dict.fromkeys(sorted(packs), 1),
        makes={},
        stock=dict.fromkeys(sorted(packs), 2),
        stop={},
        passes=packs,
    )
