"""Belts lane by lane: where items go on, where they end, which lane an inserter puts on."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from agent.factory.site import Fault
from agent.game import inserting
from agent.game.geometry import STEP, tile_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.factory.site import Site, Standing
    from agent.game.geometry import Tile

LEFT, RIGHT = "left", "right"
OPPOSITE, TURN_LEFT = 8, 12
LaneOf = tuple["Tile", str]
Carried = dict[LaneOf, set[str]]


def belt_faults(site: Site, outlets: tuple[Tile, ...]) -> Iterator[Fault]:
    """Yield belts that end before another belt without being an outlet, and outlets that are none."""
    drops = {tile_of(*inserting.ends(p, t.x, t.y, t.direction)[1]) for t, p in site.inserters()}
    for outlet in outlets:
        if site.belt_at(outlet) is None or next_tile(site, outlet) is not None:
            yield Fault("no-outlet", (outlet[0] + 0.5, outlet[1] + 0.5))
    for belt in site.belts():
        tile = tile_of(belt.x, belt.y)
        if facing(site, tile):
            yield Fault("belts-face", belt.position)
        if tile in drops and end_of(site, tile) not in outlets:
            yield Fault("output-stops", belt.position, {"entity": belt.prototype.name})


def facing(site: Site, tile: Tile) -> bool:
    """Tell whether a belt runs head on into another."""
    belt = site.belt_at(tile)
    if belt is None or belt.direction not in STEP:
        return False
    dx, dy = STEP[belt.direction]
    ahead = site.belt_at((tile[0] + dx, tile[1] + dy))
    return ahead is not None and (ahead.direction - belt.direction) % 16 == OPPOSITE


def next_tile(site: Site, tile: Tile) -> Tile | None:
    """Return the belt tile that a belt hands on to."""
    belt = site.belt_at(tile)
    if belt is None or belt.direction not in STEP or facing(site, tile):
        return None
    dx, dy = STEP[belt.direction]
    ahead = (tile[0] + dx, tile[1] + dy)
    return ahead if site.belt_at(ahead) else None


def end_of(site: Site, tile: Tile) -> Tile:
    """Follow a belt to its last tile; a circle ends where it began. What was followed once is remembered."""
    way: dict[Tile, None] = {}
    while tile not in site.ends and tile not in way:
        way[tile] = None
        ahead = next_tile(site, tile)
        if ahead is None:
            site.ends[tile] = tile
        else:
            tile = ahead
    end = site.ends.get(tile, tile)
    site.ends.update(dict.fromkeys(way, end))
    return end


def hand_on(site: Site, tile: Tile, lane: str) -> LaneOf | None:
    """Return where a lane goes on: straight and round curves it stays itself, from the side it joins the near lane.

    A belt whose only neighbour comes from the side is a curve (wiki: Transport belts, «Belt lanes»).
    """
    ahead = next_tile(site, tile)
    here, there = site.belt_at(tile), site.belt_at(ahead) if ahead else None
    if ahead is None or here is None or there is None:
        return None
    turn = (there.direction - here.direction) % 16
    if turn == 0:
        return ahead, lane
    dx, dy = STEP[there.direction]
    behind = (ahead[0] - dx, ahead[1] - dy)
    sides = ((ahead[0] - dy, ahead[1] + dx), (ahead[0] + dy, ahead[1] - dx))
    straight = next_tile(site, behind) == ahead
    both_sides = all(next_tile(site, side) == ahead for side in sides)
    if not straight and not both_sides:
        return ahead, lane
    return ahead, LEFT if turn == TURN_LEFT else RIGHT


def spread(site: Site, sources: Mapping[LaneOf, set[str]]) -> Carried:
    """Carry items downstream from where they enter, lane by lane."""
    carried: Carried = defaultdict(set)
    waiting = [(lane, frozenset(items)) for lane, items in sources.items()]
    while waiting:
        place, items = waiting.pop()
        new = items - carried[place]
        if new:
            carried[place] |= new
            ahead = hand_on(site, *place)
            if ahead is not None:
                waiting.append((ahead, frozenset(carried[place])))
    return carried


def drop_lane(belt: Standing, inserter: Standing) -> str:
    """Return the lane an inserter puts on: the one farther from it (wiki: Inserters, «Insertion»)."""
    dx, dy = STEP[belt.direction]
    side = dx * (inserter.y - belt.y) - dy * (inserter.x - belt.x)
    return LEFT if side > 0 else RIGHT
