"""A blueprint on the ground: a composed block and what is put beside it, wired, turned back to the real map."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from math import floor
from typing import TYPE_CHECKING

from agent.factory.compose.grid import FREE, SOLID, Grid
from agent.factory.compose.power import Pole, connect
from agent.factory.verify import Feed, Ore
from agent.game.blueprint import Blueprint, Wire
from agent.game.blueprint.model import POLE_COPPER
from agent.game.geometry import tile_box, turned

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from fractions import Fraction

    from agent.factory.compose.kit import Kit
    from agent.factory.starter.site import Rect, Site
    from agent.game.blueprint import BlueprintEntity
    from agent.game.gamedata import GameData
    from agent.game.geometry import Tile

ROOM = 3
"""Tiles around everything in which poles may be added."""
GAME_2_0 = (2, 0, 0)
FULL_TURN = 16
QUARTER = 4


@dataclass(frozen=True, slots=True)
class Inlet:
    """Where something must be brought: the first tile of its belt."""

    item: str
    tile: Tile
    per_min: Fraction


@dataclass(frozen=True, slots=True)
class Draft:
    """A blueprint whose tiles are those of a site; ``mined`` says what its drills stand on."""

    label: str
    entities: tuple[BlueprintEntity, ...]
    wires: tuple[Wire, ...]
    inlets: tuple[Inlet, ...]
    outlets: tuple[Tile, ...]
    icons: tuple[tuple[str, str], ...]
    mined: str | None = None

    @property
    def blueprint(self) -> Blueprint:
        """Return it as a blueprint."""
        return Blueprint(self.label, GAME_2_0, self.entities, self.wires, icons=self.icons)

    @property
    def feeds(self) -> tuple[Feed, ...]:
        """Return what comes in, as the judge is told it."""
        return tuple(Feed(inlet.item, inlet.tile, "both") for inlet in self.inlets)

    @property
    def ores(self) -> tuple[Ore, ...]:
        """Return what the drills mine, as the judge is told it."""
        return () if self.mined is None else (Ore(self.mined),)

    def required(self, data: GameData) -> dict[str, int]:
        """Return how many items of what it is built from."""
        return dict(sorted(Counter(data.entities[each.name].item or each.name for each in self.entities).items()))

    def box(self, data: GameData) -> Rect:
        """Return the tiles it takes."""
        boxes = [tile_box(data.entities[each.name], each.x, each.y, each.direction) for each in self.entities]
        left, top = int(min(box[0] for box in boxes)), int(min(box[1] for box in boxes))
        return left, top, int(max(box[2] for box in boxes)) - left, int(max(box[3] for box in boxes)) - top

    def turned_back(self, quarters: int) -> Draft:
        """Return it as it lies on the real map, of which its site was turned by so many quarters."""
        turns = -quarters % 4
        direction = turns * QUARTER
        return replace(
            self,
            entities=tuple(_turned(each, direction) for each in self.entities),
            inlets=tuple(replace(inlet, tile=_tile(inlet.tile, direction)) for inlet in self.inlets),
            outlets=tuple(_tile(tile, direction) for tile in self.outlets),
        )


def _turned(entity: BlueprintEntity, direction: int) -> BlueprintEntity:
    x, y = turned(entity.x, entity.y, direction)
    return replace(entity, x=x, y=y, direction=(entity.direction + direction) % FULL_TURN)


def _tile(tile: Tile, direction: int) -> Tile:
    x, y = turned(tile[0] + 0.5, tile[1] + 0.5, direction)
    return floor(x), floor(y)


def moved(entities: Iterable[BlueprintEntity], dx: int, dy: int) -> list[BlueprintEntity]:
    """Return entities elsewhere."""
    return [replace(each, x=each.x + dx, y=each.y + dy) for each in entities]


def drafted(
    label: str,
    entities: Sequence[BlueprintEntity],
    site: Site,
    kit: Kit,
    *,
    inlets: tuple[Inlet, ...] = (),
    outlets: tuple[Tile, ...] = (),
    icons: tuple[tuple[str, str], ...] = (),
    mined: str | None = None,
) -> Draft:
    """Join all poles by wires, with more poles where they are too far apart, and number everything.

    Raises:
        RefusedError: ``compose-poles`` where no free tile is left for a pole.
    """
    data = kit.data
    every = list(entities)
    reach = kit.pole.wire_reach
    poles = [Pole(each.x, each.y, reach) for each in every if each.name == kit.pole.name]
    wires: list[tuple[Pole, Pole]] = []
    if poles:
        added, wires = connect(poles, _grid(every, inlets, site, data), kit)
        every += (part.entity(0) for part in added)
    every.sort(key=lambda each: (each.x, each.y, each.name))
    numbered = tuple(replace(each, number=place) for place, each in enumerate(every, 1))
    at = {Pole(each.x, each.y, reach): each.number for each in numbered if each.name == kit.pole.name}
    return Draft(
        label,
        numbered,
        tuple(Wire(at[a], POLE_COPPER, at[b], POLE_COPPER) for a, b in wires),
        inlets,
        outlets,
        icons,
        mined,
    )


def _grid(entities: Sequence[BlueprintEntity], inlets: Sequence[Inlet], site: Site, data: GameData) -> Grid:
    """Return the tiles around everything; what is taken, and the way to where belts are brought, is for no pole."""
    boxes = [tile_box(data.entities[each.name], each.x, each.y, each.direction) for each in entities]
    left, top = int(min(box[0] for box in boxes)) - ROOM, int(min(box[1] for box in boxes)) - ROOM
    right, bottom = int(max(box[2] for box in boxes)) + ROOM, int(max(box[3] for box in boxes)) + ROOM
    grid = Grid(left, top, right - left, bottom - top)
    for y in range(top, bottom):
        for x in range(left, right):
            if grid.owner[grid.at((x, y))] == FREE and not site.is_free((x, y, 1, 1)):
                grid.owner[grid.at((x, y))] = SOLID
    for box in boxes:
        for y in range(int(box[1]), int(box[3])):
            for x in range(int(box[0]), int(box[2])):
                grid.owner[grid.at((x, y))] = SOLID
    for inlet in inlets:
        for step in range(1, ROOM + 1):
            tile = inlet.tile[0] - step, inlet.tile[1]
            if left <= tile[0]:
                grid.owner[grid.at(tile)] = SOLID
    return grid
