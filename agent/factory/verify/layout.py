"""A blueprint laid out on tiles: what stands where, with its prototype and its settings read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agent.factory.verify.arms import arms_of
from agent.game.blueprint import aligned
from agent.game.geometry import Grid, Tile, collision_box, tile_box, tile_of
from agent.game.prototypes import Belt, CraftingMachine, ElectricPole, Entity, Lab, MiningDrill

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agent.factory.verify.verdict import Ore
    from agent.game.blueprint import Blueprint, BlueprintEntity
    from agent.game.gamedata import GameData
    from agent.game.geometry import Box
    from agent.game.prototypes import Resource


SIGNS = frozenset({"constant-combinator", "lamp", "display-panel"})


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """An entity of the blueprint with its prototype and its boxes on the map."""

    entity: BlueprintEntity
    prototype: Entity
    box: Box
    tiles: Box

    @property
    def name(self) -> str:
        """Return the prototype's name."""
        return self.prototype.name

    @property
    def position(self) -> tuple[float, float]:
        """Return the centre."""
        return self.entity.x, self.entity.y

    @property
    def direction(self) -> int:
        """Return the direction in 16ths."""
        return self.entity.direction

    @property
    def tile(self) -> Tile:
        """Return the tile of the centre."""
        return tile_of(self.entity.x, self.entity.y)


class Layout:
    """All entities of a blueprint whose prototypes are known, findable by tile."""

    def __init__(self, blueprint: Blueprint, data: GameData, ores: Iterable[Ore] = ()) -> None:
        self.data = data
        self.blueprint = aligned(blueprint, data)
        self.things: list[Standing] = []
        self.unknown: list[BlueprintEntity] = []
        self.grid: Grid[Standing] = Grid()
        self._by_tile: dict[Tile, Standing] = {}
        for entity in self.blueprint.entities:
            prototype = data.entities.get(entity.name)
            if prototype is None:
                self.unknown.append(entity)
                continue
            box = collision_box(prototype, entity.x, entity.y, entity.direction)
            tiles = tile_box(prototype, entity.x, entity.y, entity.direction)
            thing = Standing(entity, prototype, box, tiles)
            self.things.append(thing)
            self.grid.add(box, thing)
            for tile in tiles_of(tiles):
                self._by_tile.setdefault(tile, thing)
        boxes = [thing.tiles for thing in self.things] or [(0.0, 0.0, 0.0, 0.0)]
        self.edge = (
            int(min(box[0] for box in boxes)),
            int(min(box[1] for box in boxes)),
            int(max(box[2] for box in boxes)),
            int(max(box[3] for box in boxes)),
        )
        self.ores = {thing: ore for thing, drill in self.drills() if (ore := ore_under(thing, drill, data, ores))}
        """What the drills mine of which it is known."""
        self.arms = [
            arm
            for thing in self.things
            if not isinstance(thing.prototype, MiningDrill) or thing in self.ores
            for arm in arms_of(thing, self.at)
        ]

    def at(self, tile: Tile) -> Standing | None:
        """Return what stands on a tile."""
        return self._by_tile.get(tile)

    def belts(self) -> Iterator[tuple[Standing, Belt]]:
        """Yield belts, undergrounds, splitters and loaders."""
        return ((thing, thing.prototype) for thing in self.things if isinstance(thing.prototype, Belt))

    def machines(self) -> Iterator[tuple[Standing, CraftingMachine]]:
        """Yield crafting machines."""
        return ((thing, thing.prototype) for thing in self.things if isinstance(thing.prototype, CraftingMachine))

    def drills(self) -> Iterator[tuple[Standing, MiningDrill]]:
        """Yield mining drills and pumpjacks."""
        return ((thing, thing.prototype) for thing in self.things if isinstance(thing.prototype, MiningDrill))

    def labs(self) -> Iterator[tuple[Standing, Lab]]:
        """Yield labs."""
        return ((thing, thing.prototype) for thing in self.things if isinstance(thing.prototype, Lab))

    def poles(self) -> Iterator[tuple[Standing, ElectricPole]]:
        """Yield electric poles."""
        return ((thing, thing.prototype) for thing in self.things if isinstance(thing.prototype, ElectricPole))

    def open_from(self, tile: Tile, step: Tile) -> bool:
        """Tell whether nothing stands between a tile and the edge of the blueprint, going a direction.

        Signs do not count: players put a combinator or a lamp at a belt's end to say what it carries.
        """
        x, y = tile[0] + step[0], tile[1] + step[1]
        left, top, right, bottom = self.edge
        while left <= x < right and top <= y < bottom:
            there = self._by_tile.get((x, y))
            if there is not None and there.prototype.type not in SIGNS:
                return False
            x, y = x + step[0], y + step[1]
        return True

    def ends_outside(self, tile: Tile, step: Tile, reach: int) -> bool:
        """Tell whether something underground could have its other end beyond the edge of the blueprint."""
        x, y = tile[0] + step[0] * reach, tile[1] + step[1] * reach
        left, top, right, bottom = self.edge
        return not (left <= x < right and top <= y < bottom)


def tiles_of(box: Box) -> Iterator[Tile]:
    """Yield the tiles of a box of whole tiles."""
    return ((x, y) for x in range(int(box[0]), int(box[2])) for y in range(int(box[1]), int(box[3])))


def ore_under(thing: Standing, drill: MiningDrill, data: GameData, ores: Iterable[Ore]) -> Resource | None:
    """Return what a drill mines: what was told for its place, else for all; the only thing it could mine anyway."""
    able = [resource for resource in data.resources.values() if resource.category in drill.categories]
    names = {resource.name: resource for resource in able}
    left, top, right, bottom = thing.tiles
    for here in (True, False):
        for ore in ores:
            told = ore.tile is not None and left <= ore.tile[0] < right and top <= ore.tile[1] < bottom
            meant = (told or ore.tile is None) and ore.drill in (None, thing.name)
            if meant and told is here and ore.resource in names:
                return names[ore.resource]
    return able[0] if len(able) == 1 else None
