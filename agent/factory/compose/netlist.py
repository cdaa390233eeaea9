"""From a plan to modules and nets: who gives what to whom, one supplier to each port.

Worked from the products back to the raw things: the ports that need an item are put into groups that one belt can
carry, and each group gets a module of its own that makes just that much. A group of several ports is one net with
splitter taps. Fluids have one net each, whoever gives or takes. What nobody in the block makes comes in at its left
edge; what nobody needs leaves at its right edge.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.errors import GameDataError
from agent.factory.compose.cell import ROW_MOST
from agent.factory.compose.launch import launching_cell
from agent.factory.compose.mine import mining_cell
from agent.factory.compose.ring import most_crafts, net_of, ring_cell, ring_of
from agent.factory.compose.shapes import make_cell
from agent.factory.compose.valve import cracks, valved
from agent.factory.compose.wanted import MINE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.factory.compose.cell import Cell
    from agent.factory.compose.kit import Kit, Tier
    from agent.factory.compose.ring import Ring
    from agent.factory.compose.shelf import Fitted, Shelf
    from agent.factory.compose.wanted import Step, Wanted

PER_MIN = 60
SLACK = Fraction(6, 5)
"""Cells are built for so much more than is asked, so that belts fill soon and a lost swing does not tell."""
MORE_PARTS = 6
EDGE = -1
"""Stands for the edge of the block where a module's number is meant."""


@dataclass(frozen=True, slots=True)
class Need:
    """A module (or the edge) that takes an item, per minute."""

    module: int
    item: str
    per_min: Fraction


@dataclass(slots=True)
class Net:
    """One belt or pipe network: suppliers and takers by module number, `EDGE` for the outside."""

    number: int
    item: str
    fluid: bool
    suppliers: list[int]
    takers: list[Need]
    tier: Tier | None = None

    @property
    def per_min(self) -> Fraction:
        """Return what passes."""
        return sum((need.per_min for need in self.takers), Fraction(0))


@dataclass(slots=True)
class Module:
    """One cell of the block with the level it stands on (1 takes only what comes from outside)."""

    number: int
    step: Step
    crafts_per_s: Fraction
    cell: Cell
    level: int = 1


@dataclass(slots=True)
class Netlist:
    """Modules and nets of a block."""

    modules: list[Module] = field(default_factory=list)
    nets: list[Net] = field(default_factory=list)


def netlist(wanted: Wanted, kit: Kit, shelf: Shelf | None = None) -> Netlist:
    """Build it, with blueprints of the shelf where one fits.

    Raises:
        GameDataError: No cell can do a step, or nothing carries a rate.
    """
    return _Builder(wanted, kit, shelf).build()


class _Builder:
    def __init__(self, wanted: Wanted, kit: Kit, shelf: Shelf | None) -> None:
        self.wanted, self.kit, self.shelf = wanted, kit, shelf
        self.needs: dict[str, list[Need]] = {}
        self.found = Netlist()
        self.makers: dict[str, list[Step]] = {}
        for step in wanted.steps:
            for item in step.gives:
                self.makers.setdefault(item, []).append(step)

    def build(self) -> Netlist:
        for item, rate in self.wanted.targets.items():
            self._need(Need(EDGE, item, rate * PER_MIN))
        for item, rate in self.wanted.by_products.items():
            self._need(Need(EDGE, item, rate * PER_MIN))
        for step in self._ordered():
            self._step(step)
        for item in sorted(self.needs):
            self._outside(item)
        self._valves()
        self._fluid_nets()
        self._levels()
        return self.found

    def _need(self, need: Need) -> None:
        self.needs.setdefault(need.item, []).append(need)

    def _ordered(self) -> Iterator[Step]:
        """Yield steps from products to raw things: each after everyone that takes from it, loops broken by the plan."""
        waiting = list(reversed(self.wanted.steps))
        while waiting:
            for step in waiting:
                others = [other for other in waiting if other is not step]
                if not any(set(step.gives) & set(other.takes) for other in others):
                    break
            else:
                step = waiting[0]
            waiting.remove(step)
            yield step

    def _step(self, step: Step) -> None:
        solid = [item for item in step.gives if item not in self.wanted.fluids]
        ring = ring_of(step)
        if ring is not None:
            self._ring(step, ring)
            return
        for item in solid:
            makers = [other.recipe for other in self.makers[item] if ring_of(other) is None]
            if len(makers) > 1:
                raise GameDataError("compose-two-makers", item=item, recipes=", ".join(makers))
            if item in step.takes:
                raise GameDataError("compose-loop", item=item, recipe=step.recipe)
        if step.recipe.startswith(MINE):
            self._mine(step)
        elif step.payload is not None:
            self._launch(step, solid)
        elif self._from_shelf(step):
            return
        elif solid:
            self._solid_step(step, solid)
        else:
            self._fluid_step(step)

    def _solid_step(self, step: Step, solid: list[str]) -> None:
        """Make a step whose product is an item: a module for each group that one belt serves, or several that join."""
        if len(solid) > 1:
            self._several(step, solid)
            return
        item = solid[0]
        amount = step.gives[item]
        most = self._limit(step, item)
        for group in self._groups(item, self.needs.pop(item, []), most):
            rate = sum((need.per_min for need in group), Fraction(0))
            made = self._makers_of(step, item, rate, amount, int(-(-rate // most)))
            parts = len(made)
            tier = max((tier for _, tier in made), key=lambda one: one.per_min)
            if parts > 1:
                tier = self._joint_tier(item, rate, [module for module, _ in made])
            self._net(item, [module.number for module, _ in made], group, tier)

    def _from_shelf(self, step: Step) -> bool:
        """Let blueprints of the catalogue make what a step is for, where one fits what is needed of it."""
        item = next(iter(step.gives))
        needs = self.needs.get(item, [])
        rate = sum((need.per_min for need in needs), Fraction(0))
        if self.shelf is None or len(step.gives) > 1 or not rate or len(self.makers[item]) > 1:
            return False
        picked = self.shelf.pick(item, rate, self._reachable(step))
        if picked is None:
            return False
        fluid = item in self.wanted.fluids
        most = min(picked.per_min, rate if fluid else self.kit.tiers[-1].per_min)
        for group in [needs] if fluid else self._groups(item, needs, most):
            part = sum((need.per_min for need in group), Fraction(0))
            count = int(-(-part // most))
            made = [self._add_real(step, item, picked, part / count) for _ in range(count)]
            if not fluid:
                lanes = 2 if picked.cell.double else 1
                tier = self._belt(part, lanes)
                if tier is None:
                    raise GameDataError("compose-belt", item=item, rate=float(part))
                self._net(item, [module.number for module in made], group, tier)
        if not fluid:
            del self.needs[item]
        return True

    def _reachable(self, step: Step) -> frozenset[str]:
        """Return what a module in place of a step may take: what the plan has on the way to it."""
        found: set[str] = set()
        waiting = [step]
        while waiting:
            for item in waiting.pop().takes:
                if item not in found:
                    found.add(item)
                    waiting += self.makers.get(item, [])
        return frozenset(found)

    def _add_real(self, step: Step, item: str, picked: Fitted, per_min: Fraction) -> Module:
        """Add a blueprint as a module: it takes what it takes, whatever the step would."""
        amount = step.gives[item]
        takes = {name: part * amount for name, part in picked.real.takes.items()}
        as_one = replace(step, takes=takes, fuel=None, machine=picked.real.machine)
        return self._add(as_one, per_min / PER_MIN / amount, picked.cell)

    def _several(self, step: Step, products: list[str]) -> None:
        """Make a step with several solid products, each on a belt of its own; what nobody takes leaves."""
        parts = self._parts(step)
        crafts = step.crafts_per_s / parts
        made = [
            self._add(step, crafts, make_cell(step, self.kit, self._tiers(step, crafts), crafts * SLACK))
            for _ in range(parts)
        ]
        for item in products:
            rate = step.gives[item] * step.crafts_per_s * PER_MIN
            needs = self.needs.pop(item, None) or [Need(EDGE, item, rate)]
            tier = self._belt(rate, 1)
            if tier is None:
                raise GameDataError("compose-belt", item=item, rate=float(rate))
            self._net(item, [module.number for module in made], needs, tier)

    def _parts(self, step: Step) -> int:
        """Return how many equal modules keep each to a row's length and every belt at them to what it carries."""
        best = self.kit.tiers[-1]
        most = step.machine_crafts_per_s * ROW_MOST / SLACK
        for amount in step.gives.values():
            most = min(most, best.lane_per_min / PER_MIN / amount / SLACK)
        for item, amount in step.takes.items():
            if item not in self.wanted.fluids:
                most = min(most, best.per_min / PER_MIN / amount / SLACK)
        return int(-(-step.crafts_per_s // most))

    def _makers_of(
        self, step: Step, item: str, rate: Fraction, amount: Fraction, least: int
    ) -> list[tuple[Module, Tier]]:
        """Make as many equal modules as are needed for one of them to keep to a row's length."""
        for parts in range(least, least + MORE_PARTS + 1):
            try:
                return [self._maker(step, item, rate / parts, rate / parts / PER_MIN / amount) for _ in range(parts)]
            except GameDataError as error:
                if error.code != "compose-row" or parts == least + MORE_PARTS:
                    raise
        raise AssertionError

    def _belt(self, per_min: Fraction, lanes: int) -> Tier | None:
        """Return the slowest belt for a rate with some to spare, or the fastest where only that will do."""
        return self.kit.tier_for(per_min * SLACK, lanes) or self.kit.tier_for(per_min, lanes)

    def _joint_tier(self, item: str, rate: Fraction, modules: list[Module]) -> Tier:
        """Return the belt that takes up what several modules make."""
        lanes = 2 if all(module.cell.double for module in modules) else 1
        tier = self._belt(rate, lanes)
        if tier is None:
            raise GameDataError("compose-belt", item=item, rate=float(rate))
        return tier

    def _limit(self, step: Step, item: str) -> Fraction:
        """Return the most of a product that one module makes: its rows and every belt at it have an end, less slack."""
        best = self.kit.tiers[-1].per_min / SLACK
        rows = 1 if set(step.takes) & self.wanted.fluids else 2
        crafts = step.machine_crafts_per_s * ROW_MOST * rows / SLACK
        for name, amount in step.takes.items():
            if name not in self.wanted.fluids:
                crafts = min(crafts, best / PER_MIN / amount)
        return min(best, crafts * PER_MIN * step.gives[item])

    def _maker(self, step: Step, item: str, rate: Fraction, crafts: Fraction) -> tuple[Module, Tier]:
        """Make a module whose product one belt carries; a single row fills one lane, two fill both."""
        slowest = self.kit.tiers[0]
        for double in (False, True) if rate <= slowest.lane_per_min else (True, False):
            tier = self._belt(rate, 2 if double else 1)
            if tier is None:
                continue
            tiers = self._tiers(step, crafts) | {item: tier}
            cell = make_cell(step, self.kit, tiers, crafts * SLACK, double=double or None)
            if cell.double or self._belt(rate, 1) is not None:
                final = tier if cell.double or not double else self._belt(rate, 1)
                if final is not None and final is not tier:
                    cell = make_cell(step, self.kit, tiers | {item: final}, crafts * SLACK, double=False)
                return self._add(step, crafts, cell), final or tier
        raise GameDataError("compose-belt", item=item, rate=float(rate))

    def _mine(self, step: Step) -> None:
        """Make a target that comes out of the ground: a cell of drills for each belt."""
        (item,) = step.gives
        needs = self.needs.get(item, [])
        rate = sum((need.per_min for need in needs), Fraction(0))
        tier = self._belt(rate, 2)
        if tier is None:
            raise GameDataError("compose-belt", item=item, rate=float(rate))
        module = self._add(step, step.crafts_per_s, mining_cell(step, self.kit, step.crafts_per_s * SLACK, tier))
        if item not in self.wanted.fluids:
            self._net(item, [module.number], self.needs.pop(item), tier)

    def _launch(self, step: Step, solid: list[str]) -> None:
        """Make a step that launches rockets: all silos in one module, for there is one landing pad."""
        (item,) = solid
        needs = self.needs.pop(item, [])
        rate = sum((need.per_min for need in needs), Fraction(0))
        tier = self._belt(rate, 1)
        if tier is None:
            raise GameDataError("compose-belt", item=item, rate=float(rate))
        crafts = step.crafts_per_s
        tiers = self._tiers(step, crafts) | {item: tier}
        module = self._add(step, crafts, launching_cell(step, self.kit, crafts * SLACK, tiers))
        self._net(item, [module.number], needs, tier)

    def _ring(self, step: Step, ring: Ring) -> None:
        """Make a step that needs its own product: what others make of that passes through its cells.

        Raises:
            GameDataError: ``compose-two-makers`` where another such recipe makes it too.
        """
        others = [other for other in self.makers[ring.product] if other is not step]
        if any(ring_of(other) is not None for other in others):
            names = ", ".join(other.recipe for other in (step, *others))
            raise GameDataError("compose-two-makers", item=ring.product, recipes=names)
        brought = sum((other.gives[ring.product] * other.crafts_per_s for other in others), Fraction(0))
        takes, gives = net_of(step, ring, brought / step.crafts_per_s)
        as_one = replace(step, takes=takes, gives=gives)
        most = min(most_crafts(step, self.kit) / SLACK * gives[ring.product] * PER_MIN, self._lane)
        for group in self._groups(ring.product, self.needs.pop(ring.product, []), most):
            rate = sum((need.per_min for need in group), Fraction(0))
            crafts = rate / PER_MIN / gives[ring.product]
            cell = ring_cell(step, self.kit, crafts * SLACK, self._tiers(as_one, crafts), fed=bool(brought))
            module = self._add(as_one, crafts, cell)
            self._net(ring.product, [module.number], group, self._belt(rate, 1))

    @property
    def _lane(self) -> Fraction:
        """Return what one lane of the fastest belt carries with some to spare."""
        return self.kit.tiers[-1].lane_per_min / SLACK

    def _fluid_step(self, step: Step) -> None:
        """Make a step whose products are fluids: as many modules as rows of machines are needed."""
        most = step.machine_crafts_per_s * ROW_MOST / SLACK
        rows = -(-step.crafts_per_s // most)
        for _ in range(int(rows)):
            crafts = step.crafts_per_s / rows
            self._add(step, crafts, make_cell(step, self.kit, self._tiers(step, crafts), crafts * SLACK))

    def _tiers(self, step: Step, crafts: Fraction) -> dict[str, Tier]:
        return {
            item: self._tier(item, amount * crafts * PER_MIN)
            for item, amount in step.takes.items()
            if item not in self.wanted.fluids
        }

    def _add(self, step: Step, crafts: Fraction, cell: Cell) -> Module:
        module = Module(len(self.found.modules), step, crafts, cell)
        self.found.modules.append(module)
        for item, amount in step.takes.items():
            self._need(Need(module.number, item, amount * crafts * PER_MIN))
        if step.fuel is not None:
            name, burnt = step.fuel
            self._need(Need(module.number, name, burnt * cell.machines * PER_MIN))
        return module

    def _tier(self, item: str, per_min: Fraction) -> Tier:
        found = self._belt(per_min, 1 if item in self.makers else 2)
        return found or self.kit.tiers[-1]

    def _groups(self, item: str, needs: list[Need], most: Fraction) -> Iterator[list[Need]]:
        """Put needs into groups that one module or belt can serve.

        Raises:
            GameDataError: ``compose-belt`` where one need alone is too much.
        """
        needs = sorted((need for one in needs for need in _cut(one, most)), key=lambda need: -need.per_min)
        belt = self.kit.tiers[-1].per_min
        groups: list[list[Need]] = []
        for need in needs:
            if need.per_min > belt:
                raise GameDataError("compose-belt", item=item, rate=float(need.per_min))
            for group in groups:
                if sum((one.per_min for one in group), need.per_min) <= most:
                    group.append(need)
                    break
            else:
                groups.append([need])
        yield from groups

    def _net(self, item: str, suppliers: list[int], takers: list[Need], tier: Tier | None) -> None:
        fluid = item in self.wanted.fluids
        self.found.nets.append(Net(len(self.found.nets), item, fluid, suppliers, takers, tier))

    def _outside(self, item: str) -> None:
        """Let in from the edge what nobody makes; a target that nobody makes is no block."""
        if item in self.wanted.fluids:
            return
        needs = self.needs[item]
        if any(need.module == EDGE for need in needs):
            raise GameDataError("compose-nothing", item=item)
        for group in self._groups(item, needs, self.kit.tiers[-1].per_min / SLACK):
            rate = sum((need.per_min for need in group), Fraction(0))
            self._net(item, [EDGE], group, self._belt(rate, 2))

    def _valves(self) -> None:
        """Let crackers of what others need too have what these leave.

        Where what they make is cracked in turn, none is needed, unless who makes a fluid needs it to go on.
        """
        steps = self.wanted.steps
        cracked = {fluid for step in steps for fluid in self.wanted.fluids if cracks(step, fluid, steps)}
        for fluid in sorted(cracked) if self.kit.valves else ():
            modules = [m for m in self.found.modules if m.cell.real is None and cracks(m.step, fluid, steps)]
            own = any(fluid in step.takes and fluid in step.gives for step in steps)
            crackers = {m.number for m in modules if own or not cracked & set(m.step.gives)}
            if any(need.module not in crackers for need in self.needs.get(fluid, [])):
                for number in sorted(crackers):
                    module = self.found.modules[number]
                    module.cell = valved(module.cell, fluid, self.kit)

    def _fluid_nets(self) -> None:
        fluids = sorted(self.wanted.fluids)
        for item in fluids:
            makers = [m.number for m in self.found.modules if item in m.step.gives]
            needs = self.needs.get(item, [])
            if not needs and not makers:
                continue
            if not makers and any(need.module == EDGE for need in needs):
                raise GameDataError("compose-nothing", item=item)
            self._net(item, makers or [EDGE], needs, None)

    def _levels(self) -> None:
        """Number levels: one more than the highest supplier's; loops count once."""
        modules = self.found.modules
        for _ in range(len(modules)):
            changed = False
            for net in self.found.nets:
                above = max((modules[n].level for n in net.suppliers if n != EDGE), default=0)
                for need in net.takers:
                    if need.module == EDGE or (need.module in net.suppliers):
                        continue
                    if modules[need.module].level < above + 1 <= len(modules):
                        modules[need.module].level = above + 1
                        changed = True
            if not changed:
                break


def _cut(need: Need, most: Fraction) -> Iterator[Need]:
    """Cut what leaves the block into parts that one module makes; a module takes what it takes."""
    parts = -(-need.per_min // most) if need.module == EDGE else 1
    for _ in range(int(parts)):
        yield Need(need.module, need.item, need.per_min / int(parts))
