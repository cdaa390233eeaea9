"""What comes into a blueprint and where: the judge's feeds, and ways in that only the player can explain."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.factory.verify.supply import Supply
from agent.factory.verify.verdict import Expectation, Feed
from agent.game.prototypes import Belt, Lab

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from agent.factory.verify.arms import Arm
    from agent.factory.verify.belts import Belts, Piece
    from agent.factory.verify.crafters import Crafter, Crafters
    from agent.factory.verify.layout import Layout, Standing
    from agent.game.geometry import Tile

Needs = dict["Crafter", dict[str, "Fraction"]]


class Reach(Supply):
    """Feeds and outlets of a blueprint; ``closed`` are items whose way in is nothing that can be joined."""

    def __init__(self, layout: Layout, belts: Belts, crafters: Crafters) -> None:
        self.closed: set[str] = set()
        super().__init__(layout, belts, crafters, Expectation())

    def outside(self, thing: Standing | None) -> bool:
        """Tell whether what an arm reaches is nothing that the blueprint fills or empties itself."""
        if thing is None:
            return True
        known = isinstance(thing.prototype, (Belt, Lab)) or thing in self.crafters.by_thing
        return not known and not thing.prototype.stacks

    def found(self) -> Iterator[Feed]:
        """Yield the judge's feeds, then arms that unload what is not drawn, then belts whose beginning is closed."""
        feeds = list(super().found())
        feeds += [feed for feed in self._unloaded(self._lacking(feeds)) if feed not in feeds]
        closed = [feed for feed in self._blind(self._lacking(feeds)) if feed not in feeds]
        self.closed = {feed.item for feed in closed}
        yield from feeds
        yield from closed

    def missing(self) -> Needs:
        """Return what machines need from outside; what a recipe gives back of its own need (Kovarex) is not enough."""
        found = super().missing()
        for crafter in self.crafters.by_thing.values():
            short = {
                name: (amount - crafter.makes[name]) * crafter.crafts_per_s
                for name, amount in crafter.needs.items()
                if name in crafter.makes and amount > crafter.makes[name]
            }
            if short:
                found[crafter] = {**short, **found.get(crafter, {})}
        return found

    def _lacking(self, feeds: list[Feed]) -> Needs:
        self.feeds = tuple(feeds)
        try:
            return super().missing()
        finally:
            self.feeds = ()

    def _unloaded(self, missing: Needs) -> Iterator[Feed]:
        for arm in self.layout.arms:
            piece = self.belts.pieces.get(arm.drop)
            if piece is not None and arm.pickup not in self.belts.pieces and self.outside(arm.source):
                lane = arm.lane_on(piece.direction)
                wanted = {name for crafter in self.reached(piece) for name in missing.get(crafter, ())}
                yield from (Feed(name, arm.drop, lane) for name in sorted(wanted) if arm.may(name))

    def _blind(self, missing: Needs) -> Iterator[Feed]:
        given: set[tuple[Tile, str]] = set()
        for crafter, items in missing.items():
            for arm in self.into[crafter.thing]:
                for name in items:
                    tile = self._beginning(arm) if arm.may(name) else None
                    if tile is not None and (tile, name) not in given:
                        given.add((tile, name))
                        yield Feed(name, tile, "both")

    def _beginning(self, arm: Arm) -> Tile | None:
        """Return where what an arm takes begins: the first tile of its belt, or its chest."""
        piece = self.belts.pieces.get(arm.pickup)
        if piece is None:
            return arm.source.tile if arm.source is not None and arm.source.prototype.stacks else None
        seen: set[Tile] = set()
        while piece.tile not in seen:
            seen.add(piece.tile)
            before = _before(piece)
            if before is None:
                break
            piece = before
        return piece.tile


def _before(piece: Piece) -> Piece | None:
    twin = piece.twin
    return piece.main or next(iter(piece.sides), None) or (twin.main if twin is not None else None)
