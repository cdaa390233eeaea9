"""A row of machines for one recipe: belts along both sides, inserters between, poles in the gaps.

    ====> near belt (two lanes); with three or four ingredients a far belt above it, for long-handed inserters
    v v   inserters
    M o M machines in pairs, a pole in the gap of each pair
    v v   inserters
    ====> output belt

All belts run east. The inserters of one side fill only the far lane of the output belt, so half a belt is the most
that leaves the row (wiki: Transport belts, «Belt lanes»).
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.factory.row_plan import Feed, RowOrder, RowPlan, plan_row
from agent.game import inserting
from agent.game.blueprint import Blueprint, BlueprintEntity, Wire
from agent.game.blueprint.model import POLE_COPPER
from agent.game.geometry import EAST, NORTH
from agent.game.prototypes import Entity, Inserter

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.game.gamedata import GameData

__all__ = ["Feed", "Row", "RowOrder", "build_row"]


@dataclass(frozen=True, slots=True)
class Row:
    """A finished row.

    ``width`` and ``height`` are tiles; the blueprint's own coordinates begin at (0, 0). ``feeds`` says which item must
    come in where and on which lane, ``outlet`` is the last tile of the output belt. ``promised_per_min`` is what the
    machines make together, as far as their inserters keep up and the output lane carries it; hands hold one item, as
    without research (stack bonus 0).
    """

    blueprint: Blueprint
    product: str
    machines: int
    width: int
    height: int
    feeds: tuple[Feed, ...]
    outlet: tuple[int, int]
    promised_per_min: Fraction
    takes_per_min: Mapping[str, Fraction]
    required: Mapping[str, int]
    power_w: Fraction


def build_row(order: RowOrder, data: GameData) -> Row:
    """Build a row.

    Raises:
        GameDataError: Something the order names is not in the data set.
        RefusedError: ``row-…``: what cannot work, with the numbers that show it.
    """
    plan = plan_row(order, data)
    draft = _Draft(plan)
    draft.belts()
    for place in range(plan.machines):
        draft.machine(place)
    draft.poles()
    blueprint = Blueprint(
        label=f"{order.recipe} × {plan.machines}",
        version=(2, 0, 0),
        entities=tuple(draft.entities),
        wires=tuple(draft.wires),
        icons=(("item", plan.product),),
    )
    return Row(
        blueprint=blueprint,
        product=plan.product,
        machines=plan.machines,
        width=plan.width,
        height=plan.output_y + 1,
        feeds=plan.feeds,
        outlet=(plan.width - 1, plan.output_y),
        promised_per_min=min(plan.makes_per_min * plan.machines, plan.lane_per_min),
        takes_per_min={name: rate * plan.machines for name, rate in plan.takes_per_min.items()},
        required=_required(blueprint, data),
        power_w=_power(blueprint, data),
    )


def _required(blueprint: Blueprint, data: GameData) -> dict[str, int]:
    """Count the items that the entities are built from."""
    counted: Counter[str] = Counter()
    for entity in blueprint.entities:
        counted[data.entities[entity.name].item or entity.name] += 1
    return dict(sorted(counted.items()))


def _power(blueprint: Blueprint, data: GameData) -> Fraction:
    """Add up what all consumers draw at full work."""
    total = Fraction(0)
    for entity in blueprint.entities:
        prototype: Entity = data.entities[entity.name]
        if not prototype.power.needs_pole:
            continue
        if isinstance(prototype, Inserter):
            total += inserting.power_w(prototype)
        else:
            total += prototype.power.use_w + prototype.power.drain_w
    return total


@dataclass(slots=True)
class _Draft:
    plan: RowPlan
    entities: list[BlueprintEntity] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)

    def put(self, prototype: Entity, x: float, y: float, direction: int = NORTH, recipe: str | None = None) -> int:
        """Put an entity with its centre at a point; return its number."""
        number = len(self.entities) + 1
        self.entities.append(BlueprintEntity(number, prototype.name, x, y, direction, recipe=recipe))
        return number

    def belts(self) -> None:
        rows = [*range(self.plan.near_y + 1 - self.plan.input_belts, self.plan.near_y + 1), self.plan.output_y]
        for y in rows:
            for x in range(self.plan.width):
                self.put(self.plan.belt, x + 0.5, y + 0.5, EAST)

    def machine(self, place: int) -> None:
        plan = self.plan
        left = plan.left(place)
        half = plan.size / 2
        recipe = None if plan.machine.type == "furnace" else plan.recipe.name
        self.put(plan.machine, left + half, plan.machine_y + half, recipe=recipe)
        columns = plan.columns(place)
        for slot in range(plan.near_inserters):
            self.put(plan.inserter, columns[slot] + 0.5, plan.near_y + 1.5)
        if plan.long_inserter is not None:
            self.put(plan.long_inserter, columns[1] + 0.5, plan.near_y + 1.5)
        for slot in range(plan.output_inserters):
            self.put(plan.inserter, columns[slot] + 0.5, plan.output_y - 0.5)

    def poles(self) -> None:
        before: int | None = None
        for x in self.plan.pole_columns():
            number = self.put(self.plan.pole, x + 0.5, math.floor(self.plan.machine_y + self.plan.size / 2) + 0.5)
            if before is not None:
                self.wires.append(Wire(before, POLE_COPPER, number, POLE_COPPER))
            before = number
