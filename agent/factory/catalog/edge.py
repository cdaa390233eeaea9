"""Where belts of a blueprint can be joined: looser than the judge, who asks for a free line to the edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.factory.verify.belts import Belts
from agent.game.belts import ahead
from agent.game.prototypes import Inserter

if TYPE_CHECKING:
    from agent.factory.verify.belts import Piece
    from agent.factory.verify.layout import Layout

BACK = 8
MARKERS = frozenset({"constant-combinator", "display-panel", "small-lamp", "lamp", "stone-wall", "wall"})
"""Things that players put at the edge to write on what comes in and leaves; they take no items."""


class OpenBelts(Belts):
    """Belts that begin where nothing runs or is put onto them and end where nothing stands in front.

    A player's string has lamps, signs and other machines beyond the end of a belt; that it can be joined there is what
    counts.
    """

    def __init__(self, layout: Layout) -> None:
        super().__init__(layout)
        self._put_on = {arm.drop for arm in layout.arms}

    def is_open_start(self, piece: Piece) -> bool:
        """Tell whether a belt begins here, so that it can be joined from outside."""
        if piece.main is not None or piece.sides or piece.tile in self._put_on or piece.kind == "unload":
            return False
        if piece.kind == "splitter" and piece.twin is not None and (piece.twin.main or piece.twin.sides):
            return False
        return piece.kind == "out" or self._free(piece, (piece.direction + BACK) % 16)

    def is_open_end(self, piece: Piece) -> bool:
        """Tell whether a belt ends here, so that it can be led on."""
        if piece.next is not None or piece.kind == "load":
            return False
        return piece.kind == "in" or self._free(piece, piece.direction)

    def _free(self, piece: Piece, towards: int) -> bool:
        thing = self.layout.at(ahead(piece.tile, towards))
        return thing is None or thing.prototype.type in MARKERS or isinstance(thing.prototype, Inserter)
