"""The cell of a recipe that needs its own product: what comes out runs back to the machines, what they leave goes out.

      ┌─→ far belt ───────      the other ingredient; what comes back of it, too
      │┌→ near belt ──────      the product on its way back
    ─→│││  l i   l i
    ─>│││ ┌───┐ ┌───┐           more of the product, from others who make it
      ││▓←┴───┘ └───┘           a splitter that gives to the machines first, the rest leaves
      │└▓─ near belt ←────      the product, by arms that take it alone
      └─── far belt ←─────
    └──────────────────────→

Everything runs on the outer lanes: arms put things on a belt's far lane, which stays the outer one round both corners.
What comes from outside joins the other ingredient on that lane from the side, so that what runs straight on goes first.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.errors import GameDataError
from agent.factory.compose.arms import ArmPlan, Lane, fastest, plan_side
from agent.factory.compose.cell import OPPOSITE, ROW_MOST, Cell, Line
from agent.factory.compose.parts import Part
from agent.game.blueprint import BlueprintEntity
from agent.game.geometry import EAST, NORTH, SOUTH, WEST
from agent.game.prototypes import CraftingMachine

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.factory.compose.kit import Kit, Tier
    from agent.factory.compose.wanted import Step

LEAVING, UNDER_EXIT, OUTER, INNER, UNDER_ENTRY, SPLITTER, JOINT = 1, 2, 3, 4, 5, 6, 7
"""Columns left of the machines: of the way out, of both rings, and of what joins and parts them."""
FIRST = JOINT + 2
FAR, NEAR, ARMS, TOP = 0, 1, 2, 3
"""Rows of the belts and arms above the machines, and the machines' first."""
SIZE = 3
BELOW, NEAR_OUT, FAR_OUT = TOP + SIZE, TOP + SIZE + 1, TOP + SIZE + 2
PER_MIN = 60
STEPS = 400


@dataclass(frozen=True, slots=True)
class Ring:
    """A recipe that needs its own product: that product, the other ingredient, and whether that comes back in part."""

    product: str
    other: str | None
    returns: bool


def ring_of(step: Step) -> Ring | None:
    """Return how a step runs in a ring: a product of which it needs less than it makes, one more ingredient at most."""
    own = [item for item in step.takes if step.gives.get(item, Fraction(0)) > step.takes[item]]
    others = [item for item in step.takes if item not in own]
    if len(own) != 1 or len(others) > 1 or set(step.gives) - set(own) - set(others):
        return None
    return Ring(own[0], others[0] if others else None, returns=bool(others) and others[0] in step.gives)


def net_of(step: Step, ring: Ring, more: Fraction) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
    """Return what one craft takes from outside and gives: what runs in the ring left out, ``more`` passes through."""
    takes = {ring.product: more} if more else {}
    if ring.other is not None:
        takes[ring.other] = step.takes[ring.other] - step.gives.get(ring.other, Fraction(0))
    return takes, {ring.product: step.gives[ring.product] - step.takes[ring.product] + more}


def most_crafts(step: Step, kit: Kit) -> Fraction:
    """Return the most crafts a second of one cell: its row and the lane that the product runs on have an end."""
    lane = kit.tiers[-1].lane_per_min / PER_MIN
    return min(step.machine_crafts_per_s * ROW_MOST, lane / max(step.gives.values()))


def ring_cell(step: Step, kit: Kit, crafts_per_s: Fraction, tiers: Mapping[str, Tier], *, fed: bool) -> Cell:
    """Make the cell; ``fed``: more of the product comes from others.

    Raises:
        GameDataError: ``compose-products`` for a machine or recipe of another shape; ``compose-beacons``;
            ``compose-cell`` where inserters cannot; ``compose-row`` for too many machines.
    """
    ring, machine = ring_of(step), kit.data.entity(step.machine, CraftingMachine)
    if step.beacons:
        raise GameDataError("compose-beacons", recipe=step.recipe)
    wet = {*step.takes, *step.gives} & set(kit.data.fluids)
    if ring is None or machine.tiles != (SIZE, SIZE) or wet or step.fuel is not None:
        raise GameDataError("compose-products", recipe=step.recipe)
    return _Draft(step, kit, ring, crafts_per_s, tiers, fed=fed).cell()


class _Draft:
    def __init__(
        self, step: Step, kit: Kit, ring: Ring, crafts_per_s: Fraction, tiers: Mapping[str, Tier], *, fed: bool
    ) -> None:
        self.step, self.kit, self.ring, self.fed, self.crafts_per_s = step, kit, ring, fed, crafts_per_s
        above = [Lane((ring.product,), 1, out=False, per_craft=step.takes[ring.product])]
        below = [Lane((ring.product,), 1, out=True, per_craft=step.gives[ring.product])]
        if ring.other is not None:
            above.append(Lane((ring.other,), 2, out=False, per_craft=step.takes[ring.other]))
        if ring.returns and ring.other is not None:
            below.append(Lane((ring.other,), 2, out=True, per_craft=step.gives[ring.other]))
        slots = range(SIZE)
        speed = fastest(((above, slots), (below, slots)), step.machine_crafts_per_s, kit, STEPS)
        if not speed:
            raise GameDataError("compose-cell", recipe=step.recipe, machine=step.machine)
        self.count = math.ceil(crafts_per_s / speed)
        if self.count > ROW_MOST:
            raise GameDataError("compose-row", recipe=step.recipe, machines=self.count)
        each = crafts_per_s / self.count
        self.arms = [
            (ARMS, NORTH, plan_side(above, slots, each, kit) or ()),
            (BELOW, SOUTH, plan_side(below, slots, each, kit) or ()),
        ]
        circling = step.gives[ring.product] * crafts_per_s * PER_MIN
        self.inner = kit.tier_for(circling, 1) or kit.tiers[-1]
        self.outer = tiers[ring.other] if ring.other is not None else self.inner
        self.bottom = (FAR_OUT if ring.returns else NEAR_OUT) + 1
        self.end = FIRST + self.count * (SIZE + 1)

    def cell(self) -> Cell:
        parts = [*self._machines(), *self._inner(), *self._outer(), *self._exit(), *(self._more() if self.fed else ())]
        ins = [Line(self.ring.product, fluid=False, out=False, y=TOP + 1)] if self.fed else []
        if self.ring.other is not None:
            ins.append(Line(self.ring.other, fluid=False, out=False, y=TOP if self.ring.returns else FAR))
        return Cell(
            tuple(parts),
            self.end,
            self.bottom + 1,
            tuple(sorted(ins, key=lambda line: line.y)),
            (Line(self.ring.product, fluid=False, out=True, y=self.bottom),),
            0,
            self.bottom,
            self.count,
            self.crafts_per_s,
            double=False,
            upright=True,
        )

    def _machines(self) -> Iterator[Part]:
        """Yield machines with a pole on both sides, and their arms; those that take out take one thing alone."""
        step = self.step
        yield Part(self.kit.pole.name, FIRST - 1, TOP + 1)
        for x in range(FIRST, self.end, SIZE + 1):
            yield Part(step.machine, x, TOP, SIZE, SIZE, NORTH, step.recipe, step.quality, step.modules)
            yield Part(self.kit.pole.name, x + SIZE, TOP + 1)
            for row, inward, plans in self.arms:
                for plan in plans:
                    yield self._arm(plan, x + plan.slot, row, inward)

    def _arm(self, plan: ArmPlan, x: int, row: int, inward: int) -> Part:
        if not plan.lane.out:
            return Part(plan.name, x, row, direction=inward)
        item = plan.lane.items[0]
        alone = [{"index": 1, "name": item, "quality": "normal", "comparator": "="}]
        settings = {"use_filters": True, "filters": alone} if self.ring.returns else {}
        source = BlueprintEntity(0, plan.name, 0, 0, (inward + OPPOSITE) % 16, settings=settings)
        return Part(plan.name, x, row, direction=source.direction, source=source)

    def _inner(self) -> Iterator[Part]:
        """Yield the product's ring with the splitter in it, whose left half leads on around."""
        belt = self.inner.belt
        first = {"output_priority": "left"}
        source = BlueprintEntity(0, self.inner.splitter, 0, 0, WEST, settings=first)
        yield Part(self.inner.splitter, SPLITTER, NEAR_OUT - 1, 1, 2, WEST, source=source)
        yield from (Part(belt, x, NEAR_OUT, direction=WEST) for x in range(JOINT, self.end - 1))
        yield Part(belt, UNDER_ENTRY, NEAR_OUT, direction=WEST)
        yield from (Part(belt, INNER, y, direction=NORTH) for y in range(NEAR_OUT, NEAR, -1))
        yield from (Part(belt, x, NEAR, direction=EAST) for x in range(INNER, self.end - 1))

    def _outer(self) -> Iterator[Part]:
        """Yield the other ingredient's belt, a ring where some comes back."""
        belt = self.outer.belt
        start = 0
        if self.ring.other is None:
            return
        if self.ring.returns:
            start = OUTER
            yield from (Part(belt, x, TOP, direction=EAST) for x in range(OUTER))
            yield from (Part(belt, x, FAR_OUT, direction=WEST) for x in range(OUTER + 1, self.end - 1))
            yield from (Part(belt, OUTER, y, direction=NORTH) for y in range(FAR_OUT, FAR, -1))
        yield from (Part(belt, x, FAR, direction=EAST) for x in range(start, self.end - 1))

    def _exit(self) -> Iterator[Part]:
        """Yield the way of what the machines leave: under both rings, down, and along the bottom."""
        tier, row = self.inner, NEAR_OUT - 1
        yield Part(tier.underground, UNDER_ENTRY, row, direction=WEST, end="input")
        yield Part(tier.underground, UNDER_EXIT, row, direction=WEST, end="output")
        yield from (Part(tier.belt, LEAVING, y, direction=SOUTH) for y in range(row, self.bottom))
        yield from (Part(tier.belt, x, self.bottom, direction=EAST) for x in range(LEAVING, self.end))

    def _more(self) -> Iterator[Part]:
        """Yield the way of what others bring of the product: under both rings to the splitter's other half."""
        tier, row = self.inner, TOP + 1
        yield from (Part(tier.belt, x, row, direction=EAST) for x in range(UNDER_EXIT))
        yield Part(tier.underground, UNDER_EXIT, row, direction=EAST, end="input")
        yield Part(tier.underground, UNDER_ENTRY, row, direction=EAST, end="output")
        yield Part(tier.belt, SPLITTER, row, direction=EAST)
        yield from (Part(tier.belt, JOINT, y, direction=SOUTH) for y in range(row, NEAR_OUT - 1))
        yield Part(tier.belt, JOINT, NEAR_OUT - 1, direction=WEST)
