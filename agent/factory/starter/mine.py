"""Drills along a belt on the ore, with or without a block that the belt feeds, where the ground allows it.

    v v   drills in pairs, a pole between two of them
    =====>[ block ]
    ^ ^

A drill is only put where its mining area holds the one resource and no other: a mixed belt would stop the furnaces
(wiki: Electric mining drill).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.errors import RefusedError
from agent.factory.compose.parts import Part
from agent.factory.starter.draft import Draft, Inlet, drafted, moved
from agent.game.geometry import EAST, NORTH, SOUTH

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.factory.compose import Block
    from agent.factory.compose.kit import Kit
    from agent.factory.starter.site import Deposit, Rect, Site
    from agent.game.geometry import Tile
    from agent.game.prototypes import MiningDrill, Resource

SPARE = Fraction(11, 10)
"""Drills for so much more than is needed, so that belts fill and one drill that runs out does not tell at once."""
GAP = 3
"""Free columns between drills and block: there fuel and what else comes in from outside reaches the block's edge."""
MARGIN = 1
LEAST_SHARE = Fraction(1, 3)
"""Part of a drill's mining area that must lie on ore, or it is exhausted long before the others."""
LEAST_MINUTES = 60
"""Deposits that last a shorter time are not worth a block."""
MOST_COLUMNS = 16
SIZE = 3
LENGTH = GAP + MOST_COLUMNS * (SIZE + 1)
PER_MIN = 60


@dataclass(frozen=True, slots=True)
class Mined:
    """A draft with drills: how many, what lies under them, how long that lasts, and on which turn of the ground."""

    draft: Draft
    drills: int
    amount: float
    minutes: float


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be mined: a resource by a drill, so much of its product a minute, for a block or for its own sake."""

    label: str
    resource: Resource
    drill: MiningDrill
    product: str
    per_min: Fraction
    belt: str
    block: Block | None = None

    @property
    def drill_per_min(self) -> Fraction:
        """Return what one drill gives, without researched bonuses (wiki: Mining)."""
        (amount,) = (product.amount for product in self.resource.products if product.name == self.product)
        return self.drill.speed / self.resource.time_s * amount * PER_MIN

    @property
    def drills(self) -> int:
        """Return how many drills are needed."""
        return math.ceil(self.per_min * SPARE / self.drill_per_min)


@dataclass(frozen=True, slots=True)
class _Line:
    """Where drills stand: their top left tiles with direction, the poles between them, the first tile of the belt."""

    head: Tile
    drills: tuple[tuple[int, int, int], ...]
    poles: tuple[Tile, ...]
    start: int
    amount: float


def fit_mine(order: Order, site: Site, kit: Kit) -> Mined:
    """Return the drills, and the block after them, at the place and turn where most ore lies under them.

    Args:
        order: What is wanted.
        site: The real ground.
        kit: What may be built with.

    Raises:
        RefusedError: ``starter-no-ore``, ``starter-drill-kind``, ``starter-poor-ore`` or ``starter-no-place``.
    """
    name = order.resource.name
    if not site.ores.get(name):
        raise RefusedError("starter-no-ore", resource=name)
    if order.drill.tiles != (SIZE, SIZE) or order.resource.fluid or not any(order.drill.drop):
        raise RefusedError("starter-drill-kind", machine=order.drill.name, resource=name)
    best: tuple[float, Site, _Line] | None = None
    ground = site
    for _ in range(4):
        for line in _lines(order, ground, ground.deposit(name), best[0] if best is not None else 0.0):
            if best is None or line.amount > best[0]:
                best = line.amount, ground, line
        ground = ground.turned()
    if best is None:
        box = order.block.box if order.block is not None else (0, 0, 0, 0)
        raise RefusedError(
            "starter-no-place", drills=order.drills, resource=name, width=box[2] + GAP, height=max(box[3], 2 * SIZE + 1)
        )
    amount, ground, line = best
    minutes = amount / float(order.per_min)
    if not order.resource.infinite and minutes < LEAST_MINUTES:
        raise RefusedError("starter-poor-ore", resource=name, amount=round(amount), least=LEAST_MINUTES)
    draft = _draft(order, line, ground, kit).turned_back(ground.quarters)
    return Mined(draft, len(line.drills), amount, minutes)


def _entry(order: Order) -> Tile | None:
    """Return where the block takes the product in."""
    if order.block is None:
        return None
    return next(edge.tile for edge in order.block.inputs if edge.item == order.product)


def _lines(order: Order, site: Site, ore: Deposit, least: float) -> Iterator[_Line]:
    """Yield what can stand with more ore than so much, each richer than the one before.

    A place is known by the tile after the last of the drills' belt; what lies along the belt bounds what its drills
    reach, so that poorer places are not looked at drill by drill.
    """
    left, top, width, height = ore.around
    entry = _entry(order)
    for y in range(top - SIZE, top + height + SIZE):
        for x in range(left + SIZE, left + width + 2 * SIZE):
            head = x, y
            along = x - LENGTH, y - 2 * SIZE, LENGTH, 4 * SIZE + 1
            if ore.amounts.over(along) <= least or not _block_fits(order, entry, head, site):
                continue
            line = _line(order, head, site, ore)
            if line is not None and line.amount > least:
                least = line.amount
                yield line


def _block_rect(order: Order, entry: Tile | None, head: Tile) -> Rect:
    """Return the tiles of the block when its entry comes to lie where the drills' belt ends, the gap before it too."""
    if order.block is None or entry is None:
        return head[0] - GAP, head[1], GAP, 1
    left, top, width, height = order.block.box
    return (
        head[0] + left - entry[0] - GAP,
        head[1] + top - entry[1] - MARGIN,
        width + GAP + MARGIN,
        height + 2 * MARGIN,
    )


def _block_fits(order: Order, entry: Tile | None, head: Tile, site: Site) -> bool:
    return site.is_free(_block_rect(order, entry, head))


def _line(order: Order, head: Tile, site: Site, ore: Deposit) -> _Line | None:
    """Put drills along the belt to the left of its head until there are enough; None where there are not."""
    need = order.drills
    drills: list[tuple[int, int, int]] = []
    poles: list[Tile] = []
    start = head[0]
    for column in range(MOST_COLUMNS):
        x = head[0] - GAP - SIZE - SIZE * column - (column + 1) // 2
        here = [
            (x, y, facing)
            for y, facing in ((head[1] - SIZE, SOUTH), (head[1] + 1, NORTH))
            if _may_stand(order, (x, y), site, ore)
        ]
        here = here[: need - len(drills)]
        drills += here
        if here:
            start = x
            poles = _poles(head, column)
        if len(drills) == need or not site.is_free((x, head[1], SIZE + 1, 1)):
            break
    way = start, head[1], head[0] - start, 1
    if len(drills) < need or not site.is_free(way) or not all(site.is_free((*pole, 1, 1)) for pole in poles):
        return None
    return _Line(head, tuple(drills), tuple(poles), start, _amount(order, drills, ore))


def _poles(head: Tile, column: int) -> list[Tile]:
    """Return the poles of so many columns of drills: one between two columns, in the row above the belt."""
    right = head[0] - GAP - SIZE
    return [(right - 1 - pair * (2 * SIZE + 1), head[1] - 1) for pair in range(column // 2 + 1)]


def _area(order: Order, tile: Tile) -> Rect:
    """Return the tiles that a drill mines (MiningDrillPrototype.resource_searching_radius)."""
    reach = math.floor(order.drill.radius - SIZE / 2 + 0.5)
    return tile[0] - reach, tile[1] - reach, SIZE + 2 * reach, SIZE + 2 * reach


def _may_stand(order: Order, tile: Tile, site: Site, ore: Deposit) -> bool:
    area = _area(order, tile)
    return (
        site.is_free((*tile, SIZE, SIZE))
        and ore.tiles.over(area) >= LEAST_SHARE * area[2] * area[3]
        and not ore.others.over(area)
    )


def _amount(order: Order, drills: Sequence[tuple[int, int, int]], ore: Deposit) -> float:
    """Return what lies in the mining areas of all drills, each tile once."""
    tiles: set[Tile] = set()
    for x, y, _ in drills:
        left, top, width, height = _area(order, (x, y))
        tiles.update((left + dx, top + dy) for dx in range(width) for dy in range(height))
    return sum(ore.amount_at.get(tile, 0.0) for tile in sorted(tiles))


def _draft(order: Order, line: _Line, site: Site, kit: Kit) -> Draft:
    x, y = line.head
    parts = [Part(order.drill.name, left, top, SIZE, SIZE, facing) for left, top, facing in line.drills]
    parts += [Part(kit.pole.name, *tile) for tile in line.poles]
    parts += [Part(order.belt, column, y, direction=EAST) for column in range(line.start, x)]
    entities = [part.entity(0) for part in parts]
    inlets: tuple[Inlet, ...] = ()
    outlets: tuple[Tile, ...] = ((x - 1, y),)
    icons: tuple[tuple[str, str], ...] = (("item", order.product),)
    entry = _entry(order)
    if order.block is not None and entry is not None:
        dx, dy = x - entry[0], y - entry[1]
        entities += moved(order.block.blueprint.entities, dx, dy)
        inlets = tuple(
            Inlet(edge.item, (edge.tile[0] + dx, edge.tile[1] + dy), edge.per_min)
            for edge in order.block.inputs
            if edge.tile != entry
        )
        outlets = tuple((edge.tile[0] + dx, edge.tile[1] + dy) for edge in order.block.outputs)
        icons = order.block.blueprint.icons
    mined = order.resource.name
    return drafted(order.label, entities, site, kit, inlets=inlets, outlets=outlets, icons=icons, mined=mined)
