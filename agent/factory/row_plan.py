"""The numbers of a row: how many machines, which item on which lane, how many inserters; or why it cannot be."""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from agent.errors import RefusedError
from agent.game import inserting
from agent.game.prototypes import Belt, CraftingMachine, ElectricPole, Inserter, Recipe

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.game.gamedata import GameData

Lane = Literal["left", "right", "both"]

MAX_INGREDIENTS = 4
NEAR_LANES = 2
LONG_REACH = 2
MAX_MACHINES = 200
MIN_USE = Fraction(1, 4)
"""Machines that wait for their inserters longer than three quarters of the time are no row to offer."""


@dataclass(frozen=True, slots=True)
class RowOrder:
    """What to build and of which tiers.

    ``rate_per_min`` is of the recipe's product; ``long_inserter`` is used from three ingredients on.
    """

    recipe: str
    rate_per_min: Fraction
    machine: str
    belt: str = "transport-belt"
    inserter: str = "inserter"
    long_inserter: str = "long-handed-inserter"
    pole: str = "small-electric-pole"


@dataclass(frozen=True, slots=True)
class Feed:
    """An item that must come in on a lane of the belt that begins at a tile; belts run east, left is north."""

    item: str
    x: int
    y: int
    lane: Lane
    rate_per_min: Fraction


@dataclass(frozen=True, slots=True)
class RowPlan:
    """All that placing needs. ``near_y`` is the row of tiles of the near input belt; rates are per machine."""

    recipe: Recipe
    product: str
    machine: CraftingMachine
    belt: Belt
    inserter: Inserter
    long_inserter: Inserter | None
    pole: ElectricPole
    machines: int
    group: int
    input_belts: int
    near_inserters: int
    output_inserters: int
    makes_per_min: Fraction
    takes_per_min: Mapping[str, Fraction]
    lane_per_min: Fraction
    feeds: tuple[Feed, ...]

    @property
    def size(self) -> int:
        """Return the side of the machine in tiles."""
        return self.machine.tiles[0]

    @property
    def near_y(self) -> int:
        """Return the row of the near input belt; a far one lies above it."""
        return self.input_belts - 1

    @property
    def machine_y(self) -> int:
        """Return the first row of the machines."""
        return self.near_y + 2

    @property
    def output_y(self) -> int:
        """Return the row of the output belt."""
        return self.machine_y + self.size + 1

    @property
    def width(self) -> int:
        """Return the tiles from the first machine or pole to the last."""
        return max(self.left(self.machines - 1) + self.size, max(self.pole_columns()) + 1)

    def left(self, place: int) -> int:
        """Return the first column of a machine: groups of ``group`` machines share one gap."""
        whole, inside = divmod(place, self.group)
        return whole * (self.group * self.size + 1) + inside * (self.size + 1)

    def gap(self, place: int) -> int:
        """Return the column of the gap that a machine stands at, where its pole is."""
        return place // self.group * (self.group * self.size + 1) + self.size

    def columns(self, place: int) -> tuple[int, ...]:
        """Return the machine's columns, nearest to its pole first."""
        columns = range(self.left(place), self.left(place) + self.size)
        return tuple(sorted(columns, key=lambda column: abs(column - self.gap(place))))

    def pole_columns(self) -> tuple[int, ...]:
        """Return the columns of the poles from west to east."""
        return tuple(sorted({self.gap(place) for place in range(self.machines)}))


def plan_row(order: RowOrder, data: GameData) -> RowPlan:
    """Plan a row; errors as in `agent.factory.row.build_row`."""
    recipe = data.recipe(order.recipe)
    machine = data.entity(order.machine, CraftingMachine)
    belt = data.entity(order.belt, Belt)
    pole = data.entity(order.pole, ElectricPole)
    product = _one_product(recipe)
    _suits(machine, recipe, order)
    crafts = machine.speed / recipe.time_s * 60
    makes = recipe.products[0].with_productivity(_productivity(machine, recipe)) * crafts
    takes = _takes(recipe, machine, crafts, data)
    lane = belt.items_per_s / 2 * 60
    if order.rate_per_min > lane:
        raise RefusedError("row-belt-too-slow", item=product, rate=float(order.rate_per_min), limit=float(lane))
    arms = _Arms(data.entity(order.inserter, Inserter), data.entity(order.long_inserter, Inserter), belt)
    far = _far(takes, order.rate_per_min / makes, lane)
    far_rate = sum((takes[item] for item in far), Fraction(0))
    near_rate = sum(takes.values(), Fraction(0)) - far_rate
    use = min(arms.near(near_rate, far=bool(far)), arms.far(far_rate), arms.out(makes))
    wanted = math.ceil(order.rate_per_min / (makes * use))
    if wanted > MAX_MACHINES:
        raise RefusedError("row-too-many-machines", machines=wanted, limit=MAX_MACHINES)
    takes = {item: rate * use for item, rate in takes.items()}
    return RowPlan(
        recipe=recipe,
        product=product,
        machine=machine,
        belt=belt,
        inserter=arms.short,
        long_inserter=arms.long if far else None,
        pole=pole,
        machines=wanted,
        group=_group(pole, machine),
        input_belts=2 if far else 1,
        near_inserters=arms.needed(near_rate * use),
        output_inserters=arms.needed(makes * use),
        makes_per_min=makes * use,
        takes_per_min=takes,
        lane_per_min=lane,
        feeds=_feeds(takes, far, order.rate_per_min / (makes * use), lane),
    )


def _one_product(recipe: Recipe) -> str:
    fluids = [part.name for part in recipe.ingredients if part.fluid]
    fluids += [part.name for part in recipe.products if part.fluid]
    if fluids:
        raise RefusedError("row-fluid", recipe=recipe.name, fluid=fluids[0])
    if len(recipe.products) != 1:
        raise RefusedError("row-several-products", recipe=recipe.name, count=len(recipe.products))
    if not recipe.ingredients:
        raise RefusedError("row-no-ingredients", recipe=recipe.name)
    return recipe.products[0].name


def _suits(machine: CraftingMachine, recipe: Recipe, order: RowOrder) -> None:
    if not machine.categories & set(recipe.categories):
        raise RefusedError("row-wrong-machine", machine=machine.name, recipe=recipe.name)
    if machine.type == "rocket-silo" or machine.tiles[0] != machine.tiles[1] or machine.tiles[0] <= 1:
        raise RefusedError("row-machine-shape", machine=machine.name)
    if order.rate_per_min <= 0:
        raise RefusedError("row-no-rate", rate=float(order.rate_per_min))


def _productivity(machine: CraftingMachine, recipe: Recipe) -> Fraction:
    return min(machine.effects.base.get("productivity", Fraction(0)), recipe.max_productivity_bonus)


def _takes(recipe: Recipe, machine: CraftingMachine, crafts: Fraction, data: GameData) -> dict[str, Fraction]:
    """Return what a machine takes a minute; a burner also its fuel: the weakest chemical one, which always suffices."""
    takes = {ingredient.name: ingredient.amount * crafts for ingredient in recipe.ingredients}
    if machine.power.source == "burner":
        coal = data.items.get("coal")
        if coal is None or not set(coal.fuel_categories) & set(machine.power.fuel_categories):
            raise RefusedError("row-fuel", machine=machine.name)
        burnt = machine.power.use_w / machine.power.effectivity * 60 / coal.fuel_j
        takes[coal.name] = takes.get(coal.name, Fraction(0)) + burnt
    elif machine.power.source != "electric":
        raise RefusedError("row-fuel", machine=machine.name)
    if len(takes) > MAX_INGREDIENTS:
        raise RefusedError("row-too-many-ingredients", count=len(takes), limit=MAX_INGREDIENTS)
    return takes


def _far(takes: Mapping[str, Fraction], machines: Fraction, lane: Fraction) -> tuple[str, ...]:
    """Return the ingredients of the far belt: from the third on, or the hungriest where a lane would not carry it."""
    order = sorted(takes, key=lambda item: (-takes[item], item))
    if len(order) <= NEAR_LANES:
        crowded = len(order) == NEAR_LANES and takes[order[0]] * machines > lane
        return tuple(order[:1]) if crowded else ()
    return tuple(order[:1]) if len(order) == NEAR_LANES + 1 else tuple(order[NEAR_LANES:])


def _feeds(takes: Mapping[str, Fraction], far: tuple[str, ...], machines: Fraction, lane: Fraction) -> tuple[Feed, ...]:
    """Give every ingredient its lane, or both lanes of a belt of its own."""
    order = sorted(takes, key=lambda item: (-takes[item], item))
    feeds: list[Feed] = []
    for y, items in enumerate(filter(None, (far, [item for item in order if item not in far]))):
        lanes: tuple[Lane, ...] = ("both",) if len(items) == 1 else ("left", "right")
        for item, side in zip(items, lanes, strict=True):
            rate = takes[item] * machines
            limit = lane * 2 if side == "both" else lane
            if rate > limit:
                raise RefusedError("row-belt-too-slow", item=item, rate=float(rate), limit=float(limit))
            feeds.append(Feed(item, 0, y, side, rate))
    return tuple(feeds)


@dataclass(frozen=True, slots=True)
class _Arms:
    """Which share of its full speed a machine reaches with the inserters that have room beside it, and how many."""

    short: Inserter
    long: Inserter
    belt: Belt

    def near(self, rate_per_min: Fraction, *, far: bool) -> Fraction:
        """Serve the near belt: two columns are there, the second one belongs to the far belt's inserter."""
        return self._share(self.short, rate_per_min, 1 if far else 2)

    def far(self, rate_per_min: Fraction) -> Fraction:
        """Serve the far belt with one long-handed inserter."""
        if rate_per_min and round(abs(self.long.pickup[1])) != LONG_REACH:
            raise RefusedError("row-inserter-too-short", inserter=self.long.name)
        return self._share(self.long, rate_per_min, 1)

    def out(self, rate_per_min: Fraction) -> Fraction:
        """Empty the machine."""
        return self._share(self.short, rate_per_min, 2)

    def needed(self, rate_per_min: Fraction) -> int:
        """Return how many short inserters carry a rate."""
        return math.ceil(rate_per_min / self._one(self.short))

    def _one(self, inserter: Inserter) -> Fraction:
        return inserting.items_per_s(inserter, inserting.hand_size(inserter), self.belt.speed) * 60

    def _share(self, inserter: Inserter, rate_per_min: Fraction, most: int) -> Fraction:
        if inserter.power.source != "electric":
            raise RefusedError("row-inserter-power", inserter=inserter.name)
        able = self._one(inserter) * most
        if able < rate_per_min * MIN_USE:
            raise RefusedError(
                "row-inserter-too-slow", inserter=inserter.name, rate=float(rate_per_min), limit=float(able)
            )
        return min(able / rate_per_min, Fraction(1)) if rate_per_min else Fraction(1)


def _group(pole: ElectricPole, machine: CraftingMachine) -> int:
    """Return how many machines share a pole: two if its wire spans the pair, else one each.

    The pole stands in the gap at the machines' middle; its area must reach the inserters on both sides, and the second
    column from the gap.
    """
    size = machine.tiles[0]
    to_inserters = (size + 1) / 2 + (0.5 if size % 2 == 0 else 0)
    if pole.tiles != (1, 1) or pole.supply_distance < max(to_inserters, 2):
        raise RefusedError("row-pole", pole=pole.name, machine=machine.name)
    for group in (2, 1):
        if group * size + 1 <= pole.wire_reach:
            return group
    raise RefusedError("row-pole", pole=pole.name, machine=machine.name)
