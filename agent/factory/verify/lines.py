"""Belts as the simulation moves them: lanes of quarter-tile slots, front first, joined at their ends.

A lane moves on by one slot every 1/(4 × speed) ticks, so a full lane passes 7.5, 15, 22.5 or 30 items a second (wiki:
Transport belts/Physics).
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.factory.verify.belts import left_right
from agent.factory.verify.verdict import LANES
from agent.game.belts import LANE_ITEMS_PER_TILE, leading_lane, side_lane

if TYPE_CHECKING:
    from collections.abc import Iterable
    from fractions import Fraction

    from agent.factory.verify.belts import Belts, Piece
    from agent.factory.verify.lanes import Node

Slots = list[str | None]
Spot = tuple[Slots, int]
HALF_SPLITTER = 2


@dataclass(slots=True, eq=False)
class Line:
    """One lane of a stretch of belt; ``slots[0]`` is the front. ``passed`` counts what left at the front."""

    slots: Slots
    speed: Fraction
    pieces: list[Piece]
    target: Slots | None = None
    index: int = -1
    ahead: Line | None = None
    splitter: Splitter | None = None
    half: int = 0
    sink: dict[str, float] | None = None
    feed: list[str] = field(default_factory=list)
    brought: dict[str, float] = field(default_factory=dict)
    fed: int = 0
    passed: int = 0
    moved: int = 0

    def step(self) -> None:
        """Move on by one slot."""
        slots = self.slots
        front = slots[0]
        if self.target is slots:
            slots.append(front)  # a closed circle
            del slots[0]
        elif front is None or self._leave(front):
            del slots[0]
            slots.append(None)
            self.moved += 1
        elif None in slots:
            slots.remove(None)
            slots.append(None)
        if self.feed and slots[-1] is None:
            item = self.feed[self.fed % len(self.feed)]
            slots[-1] = item
            self.fed += 1
            self.brought[item] = self.brought.get(item, 0) + 1

    def _leave(self, item: str) -> bool:
        if self.sink is not None:
            self.sink[item] = self.sink.get(item, 0) + 1
        elif self.splitter is not None:
            if not self.splitter.take(self.half, item):
                return False
        elif self.target is None or self.target[self.index] is not None:
            return False
        else:
            self.target[self.index] = item
        self.passed += 1
        return True


@dataclass(slots=True, eq=False)
class Splitter:
    """One lane of a splitter: hands items to its halves in turn, by filter, or to the preferred half first."""

    outs: tuple[Line, Line]
    filter: str | None = None
    output_side: int | None = None
    input_side: int | None = None
    turn: int = 0
    ins: tuple[Line, Line] | None = None
    last: int = 1

    def take(self, half: int, item: str) -> bool:
        """Take an item from a half; False when there is no room."""
        if not self._turn_of(half):
            return False
        order: tuple[int, ...] = (self.turn, 1 - self.turn)
        if self.output_side is not None:
            order = (self.output_side, 1 - self.output_side)
            if self.filter is not None:
                order = order[:1] if item == self.filter else order[1:]
        for side in order:
            slots = self.outs[side].slots
            if slots[-1] is None:
                slots[-1] = item
                self.turn = 1 - side
                self.last = half
                return True
        return False

    def _turn_of(self, half: int) -> bool:
        """Tell whether a half may go on: with little room both inputs take turns, or the preferred one goes first."""
        if self.ins is None or self.ins[1 - half].slots[0] is None:
            return True
        room = sum(line.slots[-1] is None for line in self.outs)
        if room != 1:
            return True
        return half == self.input_side if self.input_side is not None else half != self.last


class Lines:
    """All lines of a layout's belts in the order they must move: what lies ahead first."""

    def __init__(self, belts: Belts) -> None:
        self.belts = belts
        self.lines: list[Line] = []
        self.back: dict[Node, Line] = {}
        self.front: dict[Node, Line] = {}
        self.spots: dict[Node, list[Spot]] = defaultdict(list)
        self.at: dict[Node, Line] = {}
        self._side: dict[tuple[Node, bool], Spot] = {}
        for piece in belts.pieces.values():
            if piece.kind == "splitter":
                self._halves(piece)
        for chain in self._chains():
            self._chain(chain)
        self._splitters()
        for piece in belts.pieces.values():
            self._exit(piece)
        self.lines = _ordered(self.lines)

    def _chains(self) -> Iterable[list[Piece]]:
        pieces = [piece for piece in self.belts.pieces.values() if piece.kind != "splitter"]
        heads = [piece for piece in pieces if self._is_head(piece)]
        seen: set[int] = set()
        for head in [*heads, *pieces]:
            chain: list[Piece] = []
            piece: Piece | None = head
            while piece is not None and id(piece) not in seen and (piece is head or not self._is_head(piece)):
                seen.add(id(piece))
                chain.append(piece)
                following = piece.next
                piece = following if following is not None and following.main is piece else None
            if chain:
                yield chain

    @staticmethod
    def _is_head(piece: Piece) -> bool:
        before = piece.main
        return before is None or before.kind == "splitter" or piece.kind == "splitter" or before.speed != piece.speed

    def _chain(self, chain: list[Piece]) -> None:
        length = sum((piece.gap + 1) * LANE_ITEMS_PER_TILE for piece in chain)
        length -= chain[0].gap * LANE_ITEMS_PER_TILE if chain[0].kind == "out" and chain[0].main is None else 0
        for lane in LANES:
            line = Line([None] * length, chain[0].speed, chain)
            self.lines.append(line)
            behind = 0
            for piece in chain:
                behind += (piece.gap if piece.main is not None else 0) * LANE_ITEMS_PER_TILE
                front = length - behind - LANE_ITEMS_PER_TILE
                behind += LANE_ITEMS_PER_TILE
                node = (piece.tile, lane)
                self.at[node] = self.back[node] = self.front[node] = line
                self.spots[node] = [(line.slots, front + place) for place in (1, 2, 0, 3)]
                self._side[node, True] = (line.slots, front + 1)
                self._side[node, False] = (line.slots, front + 2)

    def _halves(self, piece: Piece) -> None:
        for lane in LANES:
            node = (piece.tile, lane)
            self.back[node] = Line([None] * HALF_SPLITTER, piece.speed, [piece])
            self.front[node] = Line([None] * HALF_SPLITTER, piece.speed, [piece])
            self.at[node] = self.front[node]
            self.lines += [self.front[node], self.back[node]]
            out, into = self.front[node].slots, self.back[node].slots
            self.spots[node] = [(out, 0), (out, 1), (into, 0), (into, 1)]

    def _splitters(self) -> None:
        for piece in self.belts.pieces.values():
            halves = left_right(piece) if piece.kind == "splitter" else None
            if halves is None or halves[0] is not piece:
                continue
            settings = piece.thing.entity.settings
            wanted = settings.get("filter")
            if isinstance(wanted, dict):
                wanted = wanted.get("name")
            sides = {"left": 0, "right": 1}
            for lane in LANES:
                splitter = Splitter(
                    outs=(self.front[halves[0].tile, lane], self.front[halves[1].tile, lane]),
                    filter=wanted if isinstance(wanted, str) and wanted else None,
                    output_side=sides.get(str(settings.get("output_priority"))),
                    input_side=sides.get(str(settings.get("input_priority"))),
                )
                ins = self.back[halves[0].tile, lane], self.back[halves[1].tile, lane]
                splitter.ins = ins
                for half, line in enumerate(ins):
                    line.splitter, line.half = splitter, half

    def _exit(self, piece: Piece) -> None:
        target = piece.next
        if target is None:
            return
        for lane in LANES:
            line = self.front[piece.tile, lane]
            if line.pieces[-1] is not piece:
                continue
            if target.main is piece:
                line.ahead = self.back[target.tile, lane]
                line.target = line.ahead.slots
            else:
                leads = lane == leading_lane(piece.direction, target.direction)
                if (target.kind == "in" and leads) or (target.kind == "out" and not leads):
                    continue
                node = (target.tile, side_lane(piece.direction, target.direction))
                line.ahead = self.at[node]
                line.target, line.index = self._side[node, leads]


def _ordered(lines: list[Line]) -> list[Line]:
    """Sort so that a line comes after those it hands on to; a circle is cut anywhere."""
    done: dict[int, Line] = {}
    for first in lines:
        way: list[tuple[Line, bool]] = [(first, False)]
        open_: set[int] = set()
        while way:
            line, ready = way.pop()
            if id(line) in done:
                continue
            if ready:
                done[id(line)] = line
                continue
            if id(line) in open_:
                continue
            open_.add(id(line))
            way.append((line, True))
            if line.splitter is not None:
                way += [(out, False) for out in line.splitter.outs]
            elif line.ahead is not None:
                way.append((line.ahead, False))
    return list(done.values())
