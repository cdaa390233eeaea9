"""A cell for what no row of `cell` serves: five and six ingredients, or several solid products of one recipe.

    │┌──→ far belt ────       each belt carries one ingredient, or two, one lane each
    ─┴──→ near belt ───       │ what shares a belt joins it left of the row, where there is room at its sides
       i l     i l
      ┌───┐p  ┌───┐p
      │ M │   │ M │
      └───┘   └───┘
       i l     i l            several products: each arm takes out one alone, by its filter
    ───── near belt ──→       the first product
    ───── far belt ───→       the second one, or more ingredients

Four belts with two lanes each are all that inserters reach along a row (long-handed ones reach two tiles): what one
machine takes and gives beyond that cannot stand in a row. Leads to the cell's edges are those of `lead`.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.errors import GameDataError
from agent.factory.compose.arms import Lane as Served
from agent.factory.compose.arms import amounts, fastest, plan_side
from agent.factory.compose.cell import ROW_MOST, shared
from agent.factory.compose.drawing import Door, Drawing
from agent.factory.compose.lead import cell_of
from agent.game.blueprint import Blueprint, BlueprintEntity
from agent.game.geometry import EAST, NORTH, SOUTH
from agent.game.prototypes import CraftingMachine

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from agent.factory.catalog.entry import Lane
    from agent.factory.compose.arms import ArmPlan
    from agent.factory.compose.cell import Cell
    from agent.factory.compose.kit import Kit, Tier
    from agent.factory.compose.wanted import Step

GAME_2_0 = (2, 0, 0)
PER_MIN = 60
LEAST_SIZE = 3
UP, DOWN = -1, 1
OUT_PLACES = ((DOWN, 1), (DOWN, 2), (UP, 2))
IN_PLACES = ((UP, 1), (UP, 2), (DOWN, 2), (DOWN, 1))
STEPS = 400
"""Fineness of a machine's speed: what takes a hundred of each thing works a small part of the time."""
RISE = 3
"""Rows that a far belt comes from above or below where a belt of its side is shared."""


@dataclass(frozen=True, slots=True)
class _Line:
    """A belt along the row: on which side, how far, and what it carries."""

    side: int
    lane: Served


@dataclass(slots=True)
class _Ground:
    entities: list[BlueprintEntity] = field(default_factory=list)

    def put(self, name: str, x: int, y: int, direction: int = NORTH, size: int = 1, **more: object) -> None:
        number = len(self.entities) + 1
        self.entities.append(
            BlueprintEntity(number, name, x + size / 2, y + size / 2, direction, **more)  # type: ignore[arg-type]
        )


def hub_cell(step: Step, kit: Kit, crafts_per_s: Fraction, tiers: Mapping[str, Tier]) -> Cell:
    """Make the cell for a step of solid things at a rate.

    Raises:
        GameDataError: ``compose-products`` for fluids, for a product that is also an ingredient, or where four belts
            do not carry it all; ``compose-cell`` where inserters cannot; ``compose-row`` for too many machines.
    """
    machine = kit.data.entity(step.machine, CraftingMachine)
    size = machine.tiles[0]
    solid_in, solid_out = _ends(step, kit)
    lines = _lines(step, solid_in, solid_out)
    if size != machine.tiles[1] or size < LEAST_SIZE or lines is None:
        raise GameDataError("compose-products", recipe=step.recipe)
    sides = [[line.lane for line in lines if line.side == side] for side in (UP, DOWN)]
    slots = list(range(size))
    speed = fastest([(lanes, slots) for lanes in sides if lanes], step.machine_crafts_per_s, kit, STEPS)
    if not speed:
        raise GameDataError("compose-cell", recipe=step.recipe, machine=step.machine)
    count = math.ceil(crafts_per_s / speed)
    if count > ROW_MOST:
        raise GameDataError("compose-row", recipe=step.recipe, machines=count)
    plans = {
        side: plan_side(lanes, slots, crafts_per_s / count, kit) or ()
        for side, lanes in zip((UP, DOWN), sides, strict=True)
    }
    drawing = _drawn(step, kit, machine, lines, plans, count, crafts_per_s, tiers)
    found = cell_of(drawing, kit)
    if found is None:
        raise GameDataError("compose-cell", recipe=step.recipe, machine=step.machine)
    return found


def _ends(step: Step, kit: Kit) -> tuple[list[str], list[str]]:
    names = [*step.takes, *step.gives, *([] if step.fuel is None else [step.fuel[0]])]
    if any(name in kit.data.fluids for name in names) or set(step.takes) & set(step.gives):
        raise GameDataError("compose-products", recipe=step.recipe)
    solid_in = sorted({*step.takes, *([] if step.fuel is None else [step.fuel[0]])})
    solid_in.sort(key=lambda name: -step.takes.get(name, Fraction(0)))
    return solid_in, sorted(step.gives, key=lambda name: (-step.gives[name], name))


def _lines(step: Step, solid_in: Sequence[str], solid_out: Sequence[str]) -> list[_Line] | None:
    """Give belts their places; None where there are too few."""
    if len(solid_out) > len(OUT_PLACES):
        return None
    per_craft = {**step.takes, **step.gives}
    taken = OUT_PLACES[: len(solid_out)]
    found = [
        _Line(side, Served((name,), distance, True, per_craft[name]))  # noqa: FBT003 - out
        for name, (side, distance) in zip(solid_out, taken, strict=True)
    ]
    free = [place for place in IN_PLACES if place not in taken]
    groups = shared(solid_in, len(free))
    if solid_in and not groups:
        return None
    for items, (side, distance) in zip(groups, free, strict=False):
        burnt = step.fuel[1] if step.fuel is not None and step.fuel[0] in items else Fraction(0)
        found.append(_Line(side, Served(items, distance, False, amounts(items, per_craft), burnt)))  # noqa: FBT003 - in
    return found


def _drawn(
    step: Step,
    kit: Kit,
    machine: CraftingMachine,
    lines: Sequence[_Line],
    plans: Mapping[int, Sequence[ArmPlan]],
    count: int,
    crafts: Fraction,
    tiers: Mapping[str, Tier],
) -> Drawing:
    ground, size = _Ground(), machine.tiles[0]
    pitch = size + 1
    first, width = 1, 1 + count * pitch
    for x in (0, *(first + place * pitch + size for place in range(count))):
        ground.put(kit.pole.name, x, size // 2)
    recipe = None if machine.type == "furnace" or machine.fixed_recipe else step.recipe
    sieved = sum(line.lane.out for line in lines) > 1
    for place in range(count):
        x = first + place * pitch
        ground.put(machine.name, x, 0, NORTH, size, recipe=recipe, quality=step.quality, items=step.modules)
        for side, arms in plans.items():
            for arm in arms:
                inward = NORTH if side == UP else SOUTH
                direction = (inward + 8) % 16 if arm.lane.out else inward
                settings = _filter(arm.lane.items[0]) if sieved and arm.lane.out else {}
                row = -1 if side == UP else size
                ground.put(arm.name, x + arm.slot, row, direction, settings=settings)
    doors: list[Door] = []
    for line in lines:
        row = -1 - line.lane.distance if line.side == UP else size + line.lane.distance
        name = line.lane.items[0]
        tier = _tier(line, step, kit, crafts, count, tiers)
        if line.lane.out:
            for x in range(first, width):
                ground.put(tier.belt, x, row, EAST)
            doors.append(Door(name, False, True, (width - 1, row), EAST, _far_lane(line.side)))  # noqa: FBT003
            continue
        mixed = any(len(other.lane.items) > 1 for other in lines if other.side == line.side)
        doors += _led_in(ground, line, row, tier, width - 1, rising=mixed)
    left, top = _corner(ground)
    blueprint = Blueprint(
        step.recipe,
        GAME_2_0,
        tuple(_shifted(entity, -left, -top) for entity in ground.entities),
    )
    fuel = {} if step.fuel is None else {step.fuel[0]: step.fuel[1] * count * PER_MIN}
    takes = {name: amount * crafts * PER_MIN for name, amount in step.takes.items()}
    for name, rate in fuel.items():
        takes[name] = takes.get(name, Fraction(0)) + rate
    return Drawing(
        blueprint,
        tuple(Door(d.item, d.fluid, d.out, (d.tile[0] - left, d.tile[1] - top), d.direction, d.lane) for d in doors),
        takes,
        {name: amount * crafts * PER_MIN for name, amount in step.gives.items()},
        count,
    )


def _tier(line: _Line, step: Step, kit: Kit, crafts: Fraction, count: int, tiers: Mapping[str, Tier]) -> Tier:
    """Return the belt that carries the most of what has one lane of it, or what is told for one that is alone."""
    items = line.lane.items
    if len(items) == 1 and not line.lane.out and items[0] in tiers:
        return tiers[items[0]]
    rates = [{**step.takes, **step.gives}.get(item, Fraction(0)) * crafts * PER_MIN for item in items]
    if step.fuel is not None and step.fuel[0] in items:
        rates.append(step.fuel[1] * count * PER_MIN)
    return kit.tier_for(max(rates), 1) or kit.tiers[-1]


def _led_in(ground: _Ground, line: _Line, row: int, tier: Tier, end: int, *, rising: bool) -> list[Door]:
    """Draw an input belt; beside a shared one the far belt comes from above or below, so that both can be joined."""
    items = line.lane.items
    start, direction = (0, row), EAST
    if rising and line.lane.distance > 1:
        for n in range(1, RISE + 1):
            ground.put(tier.belt, -1, row + line.side * n, SOUTH if line.side == UP else NORTH)
        ground.put(tier.belt, -1, row, EAST)
        start, direction = (-1, row + line.side * RISE), SOUTH if line.side == UP else NORTH
    elif rising:
        for x in (-2, -1):
            ground.put(tier.belt, x, row, EAST)
        start = (-2, row)
    for x in range(end):
        ground.put(tier.belt, x, row, EAST)
    if len(items) == 1:
        return [Door(items[0], False, False, start, direction, "both")]  # noqa: FBT003 - in, no fluid
    first, second = items
    return [
        Door(first, False, False, start, direction, "left"),  # noqa: FBT003 - in, no fluid
        Door(second, False, False, start, direction, "right"),  # noqa: FBT003 - in, no fluid
    ]


def _far_lane(side: int) -> Lane:
    """Return the lane of a belt to the east that arms from the row put things on."""
    return "right" if side == DOWN else "left"


def _filter(item: str) -> dict[str, object]:
    """Return the settings of an inserter that takes one item alone, as strings since 2.0 write them."""
    return {"use_filters": True, "filters": [{"index": 1, "name": item, "quality": "normal", "comparator": "="}]}


def _corner(ground: _Ground) -> tuple[int, int]:
    return (
        math.floor(min(entity.x for entity in ground.entities)),
        math.floor(min(entity.y for entity in ground.entities)),
    )


def _shifted(entity: BlueprintEntity, dx: int, dy: int) -> BlueprintEntity:
    return replace(entity, x=entity.x + dx, y=entity.y + dy)
