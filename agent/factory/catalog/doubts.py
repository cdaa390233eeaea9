"""What makes an entry doubtful: unknown things, ports not found, lanes that mix, no power."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.factory.catalog.entry import Doubt, Way
from agent.game.geometry import Grid, around
from agent.game.prototypes import Belt
from agent.game.quality import item_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from fractions import Fraction

    from agent.factory.catalog.ports import Gate
    from agent.factory.catalog.reach import Reach
    from agent.factory.catalog.throughput import Shares
    from agent.factory.catalog.working import Work
    from agent.factory.verify.layout import Layout, Standing

LISTED = 8
FEED_UNCLEAR = "feed-unclear"


@dataclass(frozen=True, slots=True)
class Derived:
    """What was found out about a blueprint, before it is judged how sure that is."""

    layout: Layout
    reach: Reach
    work: Sequence[Work]
    gates: Sequence[Gate]
    shares: Shares
    full: Mapping[str, Fraction]
    needs: Mapping[str, Fraction]
    idle: frozenset[str] = frozenset()


def doubts_of(found: Derived) -> dict[Doubt, tuple[str, ...]]:
    """Return what is doubtful about an entry, each doubt with the names it is about."""
    layout, shares = found.layout, found.shares
    unknown = {entity.name for entity in layout.unknown}
    recipes = {entity.recipe for entity in layout.blueprint.entities if entity.recipe}
    unknown |= {name for name in recipes if name not in layout.data.recipes}
    served = {
        item_of(item) for one in found.work if one.recipe.name in shares.by_hand for item in (*one.takes, *one.makes)
    }
    comes, goes = _passing(found, "in"), _passing(found, "out")
    fuels = {one.burns for one in found.work if one.burns}
    named: dict[Doubt, set[str]] = {
        Doubt.UNKNOWN_ENTITIES: unknown,
        Doubt.NO_PRODUCT: set() if found.full else {layout.blueprint.path},
        Doubt.NO_OUTPUT: ({item_of(item) for item in found.full} - goes - served) | shares.no_way_out,
        Doubt.NO_INPUT: ({item_of(item) for item in found.needs} - comes - served - fuels) | found.reach.closed,
        Doubt.BY_HAND: shares.by_hand,
        Doubt.MIXED_LANES: _mixed(found),
        Doubt.LANES_OPEN: _open_lanes(found.gates),
        Doubt.FURNACE_CHOICE: {one.recipe.name for one in found.work if one.guessed} | found.idle,
        Doubt.NOT_TRACED: _untraced(found),
        Doubt.UNPOWERED: _unpowered(layout),
    }
    return {doubt: tuple(sorted(names)[:LISTED]) for doubt, names in named.items() if names}


def _passing(found: Derived, flow: str) -> set[str]:
    return {item for gate in found.gates if gate.flow == flow for item in gate.items}


def _mixed(found: Derived) -> set[str]:
    """Return what shares a lane: two things on one lane block each other as soon as one is not taken.

    In a splitter things meet that its filter sends apart again: the belts behind it tell.
    """
    pieces = found.reach.belts.pieces
    return {
        " + ".join(sorted(items)[:2])
        for (tile, _), items in found.reach.final.on.items()
        if len(items) > 1 and pieces[tile].kind != "splitter"
    }


def _open_lanes(gates: Sequence[Gate]) -> set[str]:
    """Return what comes in on a belt beside other things: which lane each takes is the player's choice."""
    by_tile: dict[tuple[int, int], set[str]] = defaultdict(set)
    for gate in gates:
        if gate.flow == "in" and gate.way is Way.BELT:
            by_tile[gate.tile] |= gate.items
    return {item for items in by_tile.values() if len(items) > 1 for item in items}


def _untraced(found: Derived) -> set[str]:
    traced = {piece.thing for piece in found.reach.belts.pieces.values()}
    things = found.layout.things
    return {one.name for one in things if isinstance(one.prototype, Belt) and one not in traced}


def _unpowered(layout: Layout) -> set[str]:
    grid: Grid[Standing] = Grid()
    for pole, prototype in layout.poles():
        grid.add(around(*pole.position, prototype.supply_distance), pole)
    needy = [thing for thing in layout.things if thing.prototype.power.needs_pole]
    return {thing.name for thing in needy if next(grid.touching(thing.box), None) is None}
