"""Which items may be on which lane: from what comes in and what machines make, through belts, arms and chests."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from agent.factory.verify.belts import left_right
from agent.factory.verify.verdict import LANES, Lane
from agent.game.belts import leading_lane, side_lane
from agent.game.combat import Turret
from agent.game.geometry import Tile
from agent.game.prototypes import Lab

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agent.factory.verify.arms import Arm
    from agent.factory.verify.belts import Belts, Piece
    from agent.factory.verify.crafters import Crafters
    from agent.factory.verify.layout import Layout, Standing

Node = tuple[Tile, Lane]


def hand_on(piece: Piece, lane: Lane, item: str | None = None) -> Iterator[tuple[Piece, Lane]]:
    """Yield where a lane of a piece goes on; a splitter's filter keeps an item to one side.

    A splitter fills its other half too, even one that leads nowhere: arms may take from it there.
    """
    for out in splitter_outputs(piece, item) if piece.kind == "splitter" else (piece,):
        if out is piece.twin:
            yield out, lane
        target = out.next
        if target is None:
            continue
        if out in target.sides:
            if _walled(out, target, lane):
                continue
            yield target, side_lane(out.direction, target.direction)
        else:
            yield target, lane


def _walled(piece: Piece, target: Piece, lane: Lane) -> bool:
    """Tell whether a lane that joins an underground from the side meets its wall."""
    if target.kind not in ("in", "out"):
        return False
    leads = lane == leading_lane(piece.direction, target.direction)
    return leads if target.kind == "in" else not leads


def splitter_outputs(piece: Piece, item: str | None) -> tuple[Piece, ...]:
    """Return the halves that an item may leave by."""
    halves = left_right(piece)
    if halves is None:
        return (piece,)
    settings = piece.thing.entity.settings
    wanted = settings.get("filter")
    if isinstance(wanted, dict):
        wanted = wanted.get("name")
    side = settings.get("output_priority")
    if isinstance(wanted, str) and wanted and side in LANES and item is not None:
        chosen, other = halves if side == "left" else halves[::-1]
        return (chosen,) if item == wanted else (other,)
    return halves


class Carried:
    """The items of every lane and every chest; `on` and `held` are its result."""

    def __init__(self, layout: Layout, belts: Belts, crafters: Crafters) -> None:
        self.layout, self.belts, self.crafters = layout, belts, crafters
        self.on: dict[Node, set[str]] = defaultdict(set)
        self.held: dict[Standing, set[str]] = defaultdict(set)
        self._from: dict[Tile, list[Arm]] = defaultdict(list)
        self._out: dict[Standing, list[Arm]] = defaultdict(list)
        for arm in layout.arms:
            if arm.pickup in belts.pieces:
                self._from[arm.pickup].append(arm)
            elif arm.source is not None:
                self._out[arm.source].append(arm)

    def put(self, node: Node, items: Iterable[str]) -> None:
        """Let items enter on a lane and follow them."""
        waiting = [(node, item) for item in items]
        while waiting:
            (tile, lane), item = waiting.pop()
            if item in self.on[tile, lane]:
                continue
            self.on[tile, lane].add(item)
            waiting += [((p.tile, to), item) for p, to in hand_on(self.belts.pieces[tile], lane, item)]
            for arm in self._from[tile]:
                if lane in arm.takes:
                    waiting += self._through(arm, item)

    def hold(self, thing: Standing, items: Iterable[str]) -> None:
        """Let a machine or chest hold items that arms may take out."""
        for item in items:
            if item not in self.held[thing]:
                self.held[thing].add(item)
                for arm in self._out[thing]:
                    for node, moved in self._through(arm, item):
                        self.put(node, (moved,))

    def _through(self, arm: Arm, item: str) -> list[tuple[Node, str]]:
        """Return what an arm puts on a belt; what it puts into a chest is held there."""
        if not self.moves(arm, item):
            return []
        piece = self.belts.pieces.get(arm.drop)
        if piece is not None:
            return [((arm.drop, arm.lane_on(piece.direction)), item)]
        if arm.target is not None and arm.target not in self.crafters.by_thing:
            self.hold(arm.target, (item,))
        return []

    def moves(self, arm: Arm, item: str) -> bool:
        """Tell whether an arm would move an item: filter and target both agree."""
        if not arm.may(item):
            return False
        if arm.drop in self.belts.pieces:
            return True
        return arm.target is not None and self.accepts(arm.target, item)

    def accepts(self, target: Standing, item: str) -> bool:
        """Tell whether a thing that is no belt takes an item."""
        crafter = self.crafters.by_thing.get(target)
        if crafter is not None:
            return crafter.wants(item)
        prototype = target.prototype
        if isinstance(prototype, Lab):
            return item in prototype.inputs
        if prototype.stacks > 0:
            return True
        if isinstance(prototype, Turret) and prototype.attack is not None:
            ammo = self.layout.data.items[item].ammo if item in self.layout.data.items else None
            return ammo is not None and ammo.category in prototype.attack.ammo_categories
        if prototype.power.source == "burner":
            stack = self.layout.data.items.get(item)
            return bool(stack and set(stack.fuel_categories) & set(prototype.power.fuel_categories))
        return False

    def at(self, arm: Arm) -> set[str]:
        """Return the items an arm could take where it takes."""
        if arm.pickup in self.belts.pieces:
            return {item for lane in arm.takes for item in self.on[arm.pickup, lane]}
        if arm.source is None:
            return set()
        crafter = self.crafters.by_thing.get(arm.source)
        return set(crafter.makes) if crafter is not None else self.held[arm.source]

    def brought(self, arm: Arm) -> set[str]:
        """Return the items an arm may bring to where it puts."""
        return {item for item in self.at(arm) if self.moves(arm, item)}
