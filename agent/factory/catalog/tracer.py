"""Where items can go: belts lane by lane, undergrounds, splitters and chests as one graph.

A place is (entity number, half, lane): the half counts for splitters only, from left to right as they face; a chest
has lane 0 alone. Rules: wiki «Transport belts», «Belt lanes», «Underground belts» (half a side-loaded belt is cut off).
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from agent.game.geometry import STEP, tile_of
from agent.game.prototypes import Belt

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from agent.factory.site import Site, Standing
    from agent.game.geometry import Tile

Place = tuple[int, int, int]
LEFT, RIGHT = 0, 1
LANES = (LEFT, RIGHT)
BACK = 8
TURN_RIGHT, TURN_LEFT = 4, 12
SPLITTER, UNDERGROUND, BELT = "splitter", "underground-belt", "transport-belt"
MARKERS = frozenset({"constant-combinator", "display-panel"})
"""Things that players put at the edge to write on what comes in and leaves; they take no items."""
FOLLOWED = frozenset({SPLITTER, UNDERGROUND, BELT})


class Tracks:
    """All belts of a site as a graph of lanes; ``ahead`` and ``behind`` are its edges."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.belts = {t.entity.number: t for t in site.belts() if t.prototype.type in FOLLOWED and t.direction in STEP}
        self.untraced = sorted({t.prototype.name for t in site.belts() if t.prototype.type not in FOLLOWED})
        self.exits = dict(self._pairs())
        self.entrances = {far: near for near, far in self.exits.items()}
        self.halves = {number: self._tiles(thing) for number, thing in self.belts.items()}
        self.tile_of = {tile: (n, half) for n, tiles in self.halves.items() for half, tile in enumerate(tiles)}
        self.ahead: dict[Place, list[Place]] = defaultdict(list)
        self.behind: dict[Place, list[Place]] = defaultdict(list)
        for number in self.belts:
            for near, far in self._edges(number):
                self.ahead[near].append(far)
                self.behind[far].append(near)

    def places(self) -> Iterator[Place]:
        """Yield every lane of every belt."""
        for number, tiles in self.halves.items():
            for half in range(len(tiles)):
                for lane in LANES:
                    yield number, half, lane

    def lanes_at(self, tile: Tile) -> tuple[Place, ...]:
        """Return the places of the belt on a tile."""
        found = self.tile_of.get(tile)
        return tuple((*found, lane) for lane in LANES) if found else ()

    def leaves(self, place: Place) -> bool:
        """Tell whether a belt's end is free: nothing stands in front, or it dives and does not come up again."""
        number, half, _ = place
        thing = self.belts[number]
        if number in self.exits:
            return False
        if thing.prototype.type == UNDERGROUND and thing.entity.end != "output":
            return True
        return self.taker(_step(self.halves[number][half], thing.direction)) is None

    def taker(self, tile: Tile) -> Standing | None:
        """Return what stands on a tile, markers left out."""
        thing = self.site.at(tile)
        return None if thing is not None and thing.prototype.type in MARKERS else thing

    def spread(
        self, sources: Mapping[Place, Iterable[str]], edges: Mapping[Place, list[Place]]
    ) -> dict[Place, set[str]]:
        """Carry names along the edges from where they start."""
        carried: dict[Place, set[str]] = defaultdict(set)
        waiting = [(place, frozenset(items)) for place, items in sources.items()]
        while waiting:
            place, items = waiting.pop()
            new = items - carried[place]
            if new:
                carried[place] |= new
                waiting += [(other, new) for other in edges.get(place, ())]
        return carried

    def _tiles(self, thing: Standing) -> tuple[Tile, ...]:
        """Return the tiles from left to right as the belt faces."""
        if thing.prototype.type != SPLITTER:
            return (tile_of(thing.x, thing.y),)
        dx, dy = STEP[thing.direction]
        side = (-dy / 2, dx / 2)
        return tile_of(thing.x - side[0], thing.y - side[1]), tile_of(thing.x + side[0], thing.y + side[1])

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the two ends of each underground belt: the nearest fitting end within reach."""
        for number, thing in self.belts.items():
            if thing.prototype.type != UNDERGROUND or thing.entity.end == "output":
                continue
            assert isinstance(thing.prototype, Belt)  # noqa: S101 - all belts of a site are
            tile = tile_of(thing.x, thing.y)
            for _ in range(thing.prototype.reach):
                tile = _step(tile, thing.direction)
                other = self.site.at(tile)
                if other is not None and other.prototype.name == thing.prototype.name:
                    turn = (other.direction - thing.direction) % 16
                    if turn == 0 and other.entity.end == "output":
                        yield number, other.entity.number
                    if turn % BACK == 0:
                        break

    def _edges(self, number: int) -> Iterator[tuple[Place, Place]]:
        thing = self.belts[number]
        if number in self.exits:
            for lane in LANES:
                yield (number, 0, lane), (self.exits[number], 0, lane)
            return
        if thing.prototype.type == UNDERGROUND and thing.entity.end != "output":
            return
        tiles = self.halves[number]
        for half, tile in enumerate(tiles):
            target = self.tile_of.get(_step(tile, thing.direction))
            if target is None:
                continue
            for lane in LANES:
                far = self._onto(thing, target, lane)
                if far is not None:
                    # What enters one half of a splitter may leave by both.
                    for side in range(len(self.halves[far[0]])):
                        yield (number, half, lane), (far[0], side, far[2])

    def _onto(self, thing: Standing, target: tuple[int, int], lane: int) -> Place | None:
        """Return where a lane arrives on the belt in front."""
        other = self.belts[target[0]]
        turn = (other.direction - thing.direction) % 16
        kind = other.prototype.type
        exit_ahead = kind == UNDERGROUND and other.entity.end == "output"
        if turn == 0:
            return None if exit_ahead else (*target, lane)
        if turn == BACK or kind == SPLITTER:
            return None
        near = LEFT if turn == TURN_LEFT else RIGHT
        if kind == UNDERGROUND:
            # The open half of an entrance is its back, of an exit its front; the lane on the other side is cut off.
            back_lane = LEFT if turn == TURN_RIGHT else RIGHT
            passes = 1 - back_lane if exit_ahead else back_lane
            return (*target, near) if lane == passes else None
        return (*target, lane) if self._curve(target[0], thing) else (*target, near)

    def _curve(self, number: int, thing: Standing) -> bool:
        """Tell whether a belt is a curve for the one that joins it from the side: nothing else runs into it."""
        belt = self.belts[number]
        tile = self.halves[number][0]
        joins = 0
        for direction in STEP:
            if (direction - belt.direction) % 16 == BACK:
                continue
            back = self.tile_of.get(_step(tile, (direction + BACK) % 16))
            if back is None or self.belts[back[0]].direction != direction:
                continue
            entrance = self.belts[back[0]]
            joins += entrance.prototype.type != UNDERGROUND or entrance.entity.end == "output"
        return joins == 1 and (belt.direction - thing.direction) % BACK != 0


def _step(tile: Tile, direction: int) -> Tile:
    dx, dy = STEP[direction]
    return tile[0] + dx, tile[1] + dy
