"""Deposits of the area: how much is left in each, who takes from it, how fast, and when it is empty.

Rules (wiki: Mining; MiningDrillPrototype.resource_drain_rate_percent,
QualityPrototype.mining_drill_resource_drain_multiplier): each time a drill finishes, the deposit is worn by one unit
with the chance that drill and quality give; what productivity adds is free. A field of an infinite resource yields its
amount ÷ ``normal`` and is worn down to ``minimum``.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.from_snapshot import CUT_OFF, exact
from agent.analysis.rates import MINE
from agent.analysis.statuses import State, state
from agent.analysis.sums import total
from agent.game.geometry import around, grown
from agent.game.prototypes import MiningDrill

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from agent.analysis.rates import MachineRate
    from agent.contract import Snapshot
    from agent.game.gamedata import GameData
    from agent.game.geometry import Box
    from agent.game.prototypes import Resource

    Cell = tuple[int, int]
    Tile = tuple[float, float, float]

CELL = 4
"""Tiles of one resource in touching cells of so many tiles are one patch: gaps of a few tiles part nothing."""
LEAST_TICKS = 600
"""Snapshots closer than ten seconds say nothing of a rate."""
TICKS_PER_MIN = 3600


@dataclass(frozen=True, slots=True)
class Patch:
    """One deposit, or all fields of an infinite resource.

    Attributes:
        amount: What is left of it; of an infinite resource the sum of its fields.
        reached: The part of it that lies under drills.
        position: The tile next to its middle.
        drills: How many stand on it, ``working`` how many of them work now (one short of power counts in part).
        made_per_min: What comes out at full work; ``taken_per_min`` what the deposit loses by that.
        worn_per_min: What it lost a minute over the last ``minutes``, by the snapshots; None where they do not tell.
    """

    resource: Resource
    tiles: int
    amount: Fraction
    reached: Fraction
    position: tuple[float, float]
    drills: int = 0
    working: Fraction = Fraction(0)
    made_per_min: Fraction = Fraction(0)
    made_now_per_min: Fraction = Fraction(0)
    taken_per_min: Fraction = Fraction(0)
    taken_now_per_min: Fraction = Fraction(0)
    worn_per_min: Fraction | None = None
    minutes: Fraction = Fraction(0)

    @property
    def loses_per_min(self) -> Fraction:
        """Return what it loses a minute: as the snapshots show, else by the drills that work now."""
        return self.worn_per_min or self.taken_now_per_min

    @property
    def minutes_left(self) -> Fraction | None:
        """Return how long it lasts if all goes on as now; None where nothing takes from it or it never ends."""
        if self.resource.infinite or not self.loses_per_min:
            return None
        return self.amount / self.loses_per_min

    @property
    def yields(self) -> Fraction:
        """Return the yield of all fields of an infinite resource together: 1 = 100 %."""
        return self.amount / self.resource.normal


def patches(
    snapshot: Snapshot, earlier: Sequence[Snapshot], machines: Iterable[MachineRate], data: GameData
) -> tuple[Patch, ...]:
    """Return every deposit of known resources, those that end first at the head, untouched ones last.

    ``machines`` are the rates of the area's machines; the drills among them count.
    """
    tiles = _tiles(snapshot, data)
    older = _oldest(snapshot, earlier)
    before = {} if older is None else _tiles(older, data)
    rates = _drills(machines)
    found: list[Patch] = []
    for name, there in tiles.items():
        resource = data.resources[name]
        for group in _grouped(there, before.get(name, {}), whole=resource.infinite):
            found.append(_patch(resource, group, there, rates.get(name, ()), data))
            if older is not None:
                found[-1] = _worn(found[-1], group, there, before.get(name, {}), snapshot, older)
    return tuple(sorted(found, key=_by_end))


def _by_end(patch: Patch) -> tuple[bool, Fraction, str, tuple[float, float]]:
    left = patch.minutes_left
    return left is None, left or -patch.amount, patch.resource.name, patch.position


def _tiles(snapshot: Snapshot, data: GameData) -> dict[str, dict[Cell, list[Tile]]]:
    """Return the tiles of each known resource by cell: place and amount."""
    found: dict[str, dict[Cell, list[Tile]]] = {}
    for entity in snapshot.entities:
        if entity.type == "resource" and entity.name in data.resources:
            cells = found.setdefault(entity.name, {})
            cell = int(entity.x // CELL), int(entity.y // CELL)
            cells.setdefault(cell, []).append((entity.x, entity.y, max(entity.amount or 0.0, 0.0)))
    return found


def _oldest(snapshot: Snapshot, earlier: Sequence[Snapshot]) -> Snapshot | None:
    """Return the oldest earlier snapshot of the same ground that saw all of this area."""
    area = snapshot.area
    known = [
        each
        for each in earlier
        if each.surface.name == snapshot.surface.name
        and snapshot.tick - each.tick >= LEAST_TICKS
        and each.area.left_top.x <= area.left_top.x
        and each.area.left_top.y <= area.left_top.y
        and each.area.right_bottom.x >= area.right_bottom.x
        and each.area.right_bottom.y >= area.right_bottom.y
    ]
    return min(known, key=lambda each: each.tick, default=None)


def _grouped(now: Mapping[Cell, object], before: Mapping[Cell, object], *, whole: bool) -> list[frozenset[Cell]]:
    """Return the cells of each patch; what is exhausted since then still joins its neighbours."""
    left = set(now) | set(before)
    if whole:
        return [frozenset(left)] if now else []
    groups: list[frozenset[Cell]] = []
    for first in sorted(now):
        if first not in left:
            continue
        left.discard(first)
        group, open_ = [first], [first]
        while open_:
            x, y = open_.pop()
            near = {(x + dx, y + dy) for dx in (-1, 0, 1) for dy in (-1, 0, 1)} & left
            left -= near
            group += near
            open_ += near
        groups.append(frozenset(group))
    return groups


def _drills(machines: Iterable[MachineRate]) -> dict[str, list[MachineRate]]:
    """Return the rates of the built drills by the resource that they stand on."""
    found: dict[str, list[MachineRate]] = defaultdict(list)
    for rate in machines:
        if rate.recipe.name.startswith(MINE) and not rate.machine.part.ghost:
            found[rate.recipe.name.removeprefix(MINE)].append(rate)
    return found


def _patch(
    resource: Resource,
    group: frozenset[Cell],
    tiles: Mapping[Cell, Sequence[Tile]],
    drills: Iterable[MachineRate],
    data: GameData,
) -> Patch:
    under: set[tuple[float, float]] = set()
    reached = Fraction(0)
    mine: list[tuple[Fraction, Fraction, Fraction]] = []
    for rate in drills:
        ground = _ground(rate, group, tiles, data)
        if ground is None:
            continue
        made = total(rate.makes.values())
        mine.append((_work(rate), made, rate.crafts_per_min * _wear(rate, data)))
        for x, y, amount in ground:
            if (x, y) not in under:
                under.add((x, y))
                reached += exact(amount)
    every = [tile for cell in group for tile in tiles.get(cell, ())]
    wear = resource.depletes if resource.infinite else 1
    return Patch(
        resource=resource,
        tiles=len(every),
        amount=exact(sum(amount for _, _, amount in every)),
        reached=reached,
        position=_middle(every),
        drills=len(mine),
        working=total(work for work, _, _ in mine),
        made_per_min=total(made for _, made, _ in mine),
        made_now_per_min=total(made * work for work, made, _ in mine),
        taken_per_min=total(worn for _, _, worn in mine) * wear,
        taken_now_per_min=total(worn * work for work, _, worn in mine) * wear,
    )


def _ground(
    rate: MachineRate, group: frozenset[Cell], tiles: Mapping[Cell, Sequence[Tile]], data: GameData
) -> list[Tile] | None:
    """Return the tiles of a patch under a drill; None where it stands on another.

    Of a working drill whose ore was cut off by the box that the player drew no tile is told: then the patch beside it
    is its own.
    """
    part = rate.machine.part
    prototype = data.entities[part.name]
    reach = around(part.x, part.y, prototype.radius if isinstance(prototype, MiningDrill) else 0.0)
    found = _inside(reach, group, tiles)
    if found or _inside(reach, tiles.keys(), tiles):
        return found or None
    return [] if _inside(grown(reach, CUT_OFF), group, tiles) else None


def _inside(box: Box, group: AbstractSet[Cell], tiles: Mapping[Cell, Sequence[Tile]]) -> list[Tile]:
    left, top, right, bottom = box
    return [
        tile
        for x in range(int(left // CELL), int(right // CELL) + 1)
        for y in range(int(top // CELL), int(bottom // CELL) + 1)
        if (x, y) in group
        for tile in tiles.get((x, y), ())
        if left <= tile[0] <= right and top <= tile[1] <= bottom
    ]


def _wear(rate: MachineRate, data: GameData) -> Fraction:
    part = rate.machine.part
    prototype, quality = data.entities[part.name], data.qualities.get(part.quality)
    drain = prototype.resource_drain if isinstance(prototype, MiningDrill) else Fraction(1)
    return drain * (Fraction(1) if quality is None else quality.multiplier("mining_drill_resource_drain"))


def _work(rate: MachineRate) -> Fraction:
    found = state(rate.machine)
    if found is State.LOW_POWER:
        met = rate.machine.satisfaction
        return Fraction(1) if met is None else met
    return Fraction(found in (State.WORKING, State.UNKNOWN))


def _middle(tiles: Sequence[Tile]) -> tuple[float, float]:
    x = sum(tile[0] for tile in tiles) / len(tiles)
    y = sum(tile[1] for tile in tiles) / len(tiles)
    near = min(tiles, key=lambda tile: ((tile[0] - x) ** 2 + (tile[1] - y) ** 2, tile))
    return near[0], near[1]


def _worn(
    patch: Patch,
    group: frozenset[Cell],
    now: Mapping[Cell, Sequence[Tile]],
    before: Mapping[Cell, Sequence[Tile]],
    snapshot: Snapshot,
    older: Snapshot,
) -> Patch:
    """Return a patch with what it lost since an older snapshot; nothing where it grew (a mod, a new field)."""
    left, top = snapshot.area.left_top.x, snapshot.area.left_top.y
    right, bottom = snapshot.area.right_bottom.x, snapshot.area.right_bottom.y
    then = sum(
        amount for cell in group for x, y, amount in before.get(cell, ()) if left <= x <= right and top <= y <= bottom
    )
    lost = exact(then) - exact(sum(amount for cell in group for _, _, amount in now.get(cell, ())))
    minutes = Fraction(snapshot.tick - older.tick, TICKS_PER_MIN)
    return patch if lost < 0 or not then else replace(patch, worn_per_min=lost / minutes, minutes=minutes)
