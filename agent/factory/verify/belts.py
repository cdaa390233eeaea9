"""Belts as a graph: which piece hands on to which, where undergrounds pair, what is open to the outside."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from agent.factory.verify.arms import LOADERS, loader_belt
from agent.factory.verify.layout import tiles_of
from agent.factory.verify.verdict import Fault, Severity
from agent.game.belts import OPPOSITE, SPLITTER_SIDES, ahead
from agent.game.geometry import STEP, Tile
from agent.game.prototypes import Belt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from agent.factory.verify.layout import Layout, Standing

Kind = Literal["belt", "in", "out", "splitter", "load", "unload"]
"""``in`` and ``out`` are the ends of undergrounds; a loader's belt loads what stands behind it, or unloads it."""
CARRIES = frozenset({"transport-belt", "underground-belt", "splitter", *LOADERS})


@dataclass(slots=True, eq=False)
class Piece:
    """One tile of belt. ``next`` is what it hands on to, ``main`` what comes from behind (or round a curve)."""

    tile: Tile
    direction: int
    kind: Kind
    speed: Fraction
    thing: Standing
    next: Piece | None = None
    main: Piece | None = None
    sides: list[Piece] = field(default_factory=list)
    twin: Piece | None = None
    gap: int = 0
    """Tiles under the ground before this one."""

    @property
    def centre(self) -> tuple[float, float]:
        """Return the middle of the tile."""
        return self.tile[0] + 0.5, self.tile[1] + 0.5


class Belts:
    """All belt pieces of a layout, joined; ``faults`` are what is wrong with their joints."""

    def __init__(self, layout: Layout) -> None:
        self.layout = layout
        self.pieces: dict[Tile, Piece] = {}
        self.faults: list[Fault] = []
        for thing, prototype in layout.belts():
            if prototype.type in CARRIES and thing.direction in STEP:
                self._add(thing, prototype)
        self._undergrounds()
        self._join()

    def is_open_start(self, piece: Piece) -> bool:
        """Tell whether nothing feeds a piece and nothing stands between its back and the edge."""
        if piece.main is not None or piece.sides or piece.kind == "unload":
            return False
        back = (piece.direction + OPPOSITE) % 16
        return self._goes_out(piece, back) if piece.kind == "out" else self.layout.open_from(piece.tile, STEP[back])

    def is_open_end(self, piece: Piece) -> bool:
        """Tell whether a piece hands on to nothing and nothing stands between it and the edge."""
        if piece.next is not None or piece.kind == "load":
            return False
        if piece.kind == "in":
            return self._goes_out(piece, piece.direction)
        return self.layout.open_from(piece.tile, STEP[piece.direction])

    def _add(self, thing: Standing, prototype: Belt) -> None:
        kind: Kind = "belt"
        if prototype.type == "underground-belt":
            kind = "out" if thing.entity.end == "output" else "in"
        elif prototype.type == "splitter":
            kind = "splitter"
        elif prototype.type in LOADERS:
            kind = "load" if thing.entity.end == "input" else "unload"
        halves = [
            Piece(tile, thing.direction, kind, prototype.speed, thing)
            for tile in ([loader_belt(thing)] if prototype.type in LOADERS else tiles_of(thing.tiles))
            if tile not in self.pieces
        ]
        for piece in halves:
            self.pieces[piece.tile] = piece
        if kind == "splitter" and len(halves) == 2:  # noqa: PLR2004 - a splitter's two halves
            halves[0].twin, halves[1].twin = halves[1], halves[0]

    def _undergrounds(self) -> None:
        for piece in self.pieces.values():
            if piece.kind == "in":
                self._pair(piece)
        for piece in self.pieces.values():
            if piece.kind == "out" and piece.main is None:
                self._alone(piece)

    def _pair(self, piece: Piece) -> None:
        """Find the exit: the first underground of the same kind and axis within reach (wiki: Underground belts)."""
        prototype = piece.thing.prototype
        reach = prototype.reach if isinstance(prototype, Belt) else 0
        far = None
        for tiles in range(1, reach * 3 + 1):
            found = self.pieces.get(ahead(piece.tile, piece.direction, tiles))
            if found is None or found.thing.name != piece.thing.name or (found.direction - piece.direction) % 8:
                continue
            if found.kind == "out" and found.direction == piece.direction:
                far = (found, tiles)
            elif tiles <= reach and self._behind(piece, tiles, reach):
                self._fault("underground-stolen", piece, x=found.centre[0], y=found.centre[1])
                return
            break
        if far is not None and far[1] <= reach and far[0].main is None:
            piece.next, far[0].main, far[0].gap = far[0], piece, far[1] - 1
        elif far is not None and far[1] > reach:
            self._fault("underground-far", piece, distance=far[1], reach=reach)
        else:
            self._alone(piece)

    def _behind(self, piece: Piece, first: int, reach: int) -> bool:
        """Tell whether an exit that would fit lies in reach behind another underground."""
        tiles = (self.pieces.get(ahead(piece.tile, piece.direction, step)) for step in range(first + 1, reach + 1))
        return any(far is not None and far.kind == "out" and far.thing.name == piece.thing.name for far in tiles)

    def _goes_out(self, piece: Piece, towards: int) -> bool:
        prototype = piece.thing.prototype
        reach = prototype.reach if isinstance(prototype, Belt) else 0
        return self.layout.ends_outside(piece.tile, STEP[towards], reach)

    def _join(self) -> None:
        into: dict[Tile, list[Piece]] = {}
        for piece in self.pieces.values():
            if piece.kind in ("in", "load"):
                continue
            target = self.pieces.get(ahead(piece.tile, piece.direction))
            if target is not None and self._takes(piece, target):
                into.setdefault(target.tile, []).append(piece)
        for tile, feeders in into.items():
            target = self.pieces[tile]
            behind = [piece for piece in feeders if piece.direction == target.direction]
            if not behind and len(feeders) == 1 and target.kind == "belt":
                behind = feeders
            for piece in feeders:
                piece.next = target
                if piece in behind:
                    target.main = piece
                else:
                    target.sides.append(piece)

    def _takes(self, piece: Piece, target: Piece) -> bool:
        turn = (target.direction - piece.direction) % 16
        if turn == 0:
            if target.kind in ("out", "unload"):
                self._fault("belt-into-back", piece)
            return target.kind not in ("out", "unload")
        if turn == OPPOSITE:
            if piece.tile < target.tile or ahead(target.tile, target.direction) != piece.tile or target.kind == "in":
                self._fault("belts-face", piece)
            return False
        if target.kind == "splitter":
            self._fault("belt-into-splitter-side", piece)
            return False
        return True

    def _fault(self, code: str, piece: Piece, **args: str | float) -> None:
        self.faults.append(Fault(code, piece.centre, {"entity": piece.thing.name, **args}))

    def _alone(self, piece: Piece) -> None:
        """Note an underground with no other end; it may be meant where it points out of the blueprint."""
        towards = piece.direction if piece.kind == "in" else (piece.direction + OPPOSITE) % 16
        severity = Severity.WARNING if self._goes_out(piece, towards) else Severity.ERROR
        self.faults.append(Fault("underground-alone", piece.centre, {"entity": piece.thing.name}, severity))

    def slower(self) -> Iterator[Fault]:
        """Yield pieces that are slower than what comes from behind and what goes on ahead."""
        for piece in self.pieces.values():
            before, after = piece.main, piece.next
            if before is not None and after is not None and piece.speed < min(before.speed, after.speed):
                yield Fault("belt-slower", piece.centre, {"entity": piece.thing.name}, Severity.WARNING)


def left_right(piece: Piece) -> tuple[Piece, Piece] | None:
    """Return the left and the right half of a splitter, as seen along the belt."""
    if piece.twin is None:
        return None
    dx, dy = SPLITTER_SIDES[piece.direction]
    if (piece.tile[0] + dx, piece.tile[1] + dy) == piece.twin.tile:
        return piece, piece.twin
    return piece.twin, piece
