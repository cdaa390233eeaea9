"""Steam power at a shore: a pump, boilers in a row, two engines behind each, burner inserters from a belt of fuel.

    E E . E E    engines, two deep
    E E o E E    o: poles in every third gap between columns of engines
    B B = B B    boilers pass the water on, a pipe leads it through the gap
    i i   i i
    ============ fuel

One boiler feeds two engines, one pump two hundred boilers (wiki: Steam engine, game 2.0).
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.errors import RefusedError
from agent.factory.compose.parts import Part
from agent.factory.starter.draft import Draft, Inlet, drafted
from agent.game.geometry import EAST, NORTH, SOUTH, WEST
from agent.game.machinery import Generator
from agent.game.prototypes import Boiler, OffshorePump

if TYPE_CHECKING:
    from collections.abc import Iterator
    from fractions import Fraction

    from agent.factory.compose.kit import Kit
    from agent.factory.starter.site import Site
    from agent.game.gamedata import GameData
    from agent.game.geometry import Tile

PUMP, BOILER, ENGINE, PIPE, ARM = "offshore-pump", "boiler", "steam-engine", "pipe", "burner-inserter"
SIZES = {PUMP: (1, 1), BOILER: (3, 2), ENGINE: (3, 5), PIPE: (1, 1), ARM: (1, 1)}
PARTS = tuple(SIZES)
DEEP = 2
"""Engines behind each boiler."""
WIDE, TALL = 3, 5
PAIR = 2 * WIDE + 1
SHORE = (-2, -1, 2, 3)
"""Tiles that must be water before a pump: two deep and three across (its tile_buildability_rules)."""
MOST_BOILERS = 20
PER_MIN = 60


@dataclass(frozen=True, slots=True)
class Steam:
    """A power plant: what it gives at most, and what it burns for that."""

    draft: Draft
    boilers: int
    engines: int
    gives_w: Fraction
    fuel: str
    fuel_per_min: Fraction


def boilers_for(need_w: Fraction, data: GameData) -> int:
    """Return how many boilers with their engines give a power.

    Raises:
        RefusedError: ``starter-steam-kind`` where a mod's parts are of other sizes or do not go two to one.
        GameDataError: One of them is not there.
    """
    boiler, engine = data.entity(BOILER, Boiler), data.entity(ENGINE, Generator)
    data.entity(PUMP, OffshorePump)
    for name, size in SIZES.items():
        if name not in data.entities or data.entities[name].tiles != size:
            raise RefusedError("starter-steam-kind", entity=name)
    if boiler.power.use_w * boiler.power.effectivity != engine.power.give_w * DEEP:
        raise RefusedError("starter-steam-kind", entity=ENGINE)
    return min(max(math.ceil(need_w / (engine.power.give_w * DEEP)), 1), MOST_BOILERS)


def fit_steam(label: str, boilers: int, fuel: str, belt: str, site: Site, kit: Kit) -> Steam:
    """Return a plant at the shore nearest to the middle of the ground.

    Raises:
        RefusedError: ``starter-no-water``, or ``starter-no-shore`` where there is water and no room at it.
    """
    data = kit.data
    if not any(any(row) for row in site.water):
        raise RefusedError("starter-no-water")
    best: tuple[float, Site, Tile] | None = None
    ground = site
    for _ in range(4):
        middle = ground.left + ground.columns / 2, ground.top + ground.rows / 2
        for tile in _shores(boilers, ground):
            away = (tile[0] - middle[0]) ** 2 + (tile[1] - middle[1]) ** 2
            if best is None or away < best[0]:
                best = away, ground, tile
        ground = ground.turned()
    width, height = _size(boilers)
    if best is None:
        raise RefusedError("starter-no-shore", width=width, height=height)
    _, ground, tile = best
    boiler, engine = data.entity(BOILER, Boiler), data.entity(ENGINE, Generator)
    burnt = boilers * boiler.power.use_w / data.items[fuel].fuel_j * PER_MIN
    parts = list(_parts(boilers, belt, tile, kit))
    inlet = Inlet(fuel, (tile[0] + 1, tile[1] + 2), burnt)
    entities = [part.entity(0) for part in parts]
    draft = drafted(label, entities, ground, kit, inlets=(inlet,), icons=(("item", ENGINE),))
    gives = boilers * DEEP * engine.power.give_w
    return Steam(draft.turned_back(ground.quarters), boilers, boilers * DEEP, gives, fuel, burnt)


def _size(boilers: int) -> tuple[int, int]:
    """Return width and height without the pump."""
    return boilers * WIDE + boilers // 2 + 1, DEEP * TALL + 2 + 2


def _shores(boilers: int, site: Site) -> Iterator[Tile]:
    """Yield tiles where a pump can stand with water to its left and room for all else to its right."""
    width, height = _size(boilers)
    for y in range(site.top + DEEP * TALL + 1, site.top + site.rows - 2):
        for x in range(site.left + 2, site.left + site.columns - width):
            shore = x + SHORE[0], y + SHORE[1], SHORE[2], SHORE[3]
            if site.wet.over(shore) < SHORE[2] * SHORE[3] or not site.is_free((x, y, 1, 1)):
                continue
            if site.is_free((x + 1, y - DEEP * TALL - 1, width, height)):
                yield x, y


def _parts(boilers: int, belt: str, pump: Tile, kit: Kit) -> Iterator[Part]:
    x, y = pump
    yield Part(PUMP, x, y, direction=WEST)
    for place in range(boilers):
        left = x + 2 + place // 2 * PAIR + place % 2 * WIDE
        yield Part(BOILER, left, y - 1, *SIZES[BOILER], NORTH)
        for deep in range(1, DEEP + 1):
            yield Part(ENGINE, left, y - 1 - deep * TALL, WIDE, TALL, NORTH)
        yield Part(ARM, left + 1, y + 1, direction=SOUTH)
    for gap in range(boilers // 2 + 1):
        column = x + 1 + gap * PAIR
        if gap * 2 < boilers:
            yield Part(PIPE, column, y)
        for deep in range(1, DEEP + 1):
            yield Part(kit.pole.name, column, y + 1 - deep * TALL)
    for column in range(x + 1, x + 1 + _size(boilers)[0]):
        yield Part(belt, column, y + 2, direction=EAST)
