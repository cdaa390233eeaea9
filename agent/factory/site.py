"""A blueprint laid out on tiles, for the checker: what stands where, with its prototype."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from agent.game.geometry import collision_box, tile_box
from agent.game.prototypes import Belt, CraftingMachine, ElectricPole, Entity, Inserter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.game.blueprint import Blueprint, BlueprintEntity
    from agent.game.gamedata import GameData
    from agent.game.geometry import Box, Tile


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that is wrong, with its place; ``code`` has its sentence under ``fault-<code>`` in the catalogues."""

    code: str
    position: tuple[float, float] | None
    args: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Intake:
    """An item that comes in on a lane of the belt at a tile; lanes as seen along the belt."""

    item: str
    tile: tuple[int, int]
    lane: Literal["left", "right", "both"]


@dataclass(frozen=True, slots=True)
class Standing:
    """An entity of the blueprint with its prototype and its boxes on the map."""

    entity: BlueprintEntity
    prototype: Entity
    box: Box
    tiles: Box

    @property
    def x(self) -> float:
        """Return the centre's x."""
        return self.entity.x

    @property
    def y(self) -> float:
        """Return the centre's y."""
        return self.entity.y

    @property
    def direction(self) -> int:
        """Return the direction in 16ths."""
        return self.entity.direction

    @property
    def position(self) -> tuple[float, float]:
        """Return the centre."""
        return self.entity.x, self.entity.y


class Site:
    """All entities of a blueprint whose prototypes are known, findable by tile."""

    def __init__(self, blueprint: Blueprint, data: GameData) -> None:
        self.data = data
        self.things: list[Standing] = []
        self.ends: dict[Tile, Tile] = {}
        self._by_tile: dict[Tile, Standing] = {}
        for entity in blueprint.entities:
            prototype = data.entities.get(entity.name)
            if prototype is None:
                continue
            box = collision_box(prototype, entity.x, entity.y, entity.direction)
            tiles = tile_box(prototype, entity.x, entity.y, entity.direction)
            thing = Standing(entity, prototype, box, tiles)
            self.things.append(thing)
            for x in range(int(tiles[0]), int(tiles[2])):
                for y in range(int(tiles[1]), int(tiles[3])):
                    self._by_tile.setdefault((x, y), thing)

    def at(self, tile: Tile) -> Standing | None:
        """Return what stands on a tile."""
        return self._by_tile.get(tile)

    def belt_at(self, tile: Tile) -> Standing | None:
        """Return the transport belt on a tile."""
        thing = self.at(tile)
        return thing if thing and isinstance(thing.prototype, Belt) else None

    def belts(self) -> Iterator[Standing]:
        """Yield all belts."""
        return (thing for thing in self.things if isinstance(thing.prototype, Belt))

    def inserters(self) -> Iterator[tuple[Standing, Inserter]]:
        """Yield all inserters with their prototypes."""
        return ((thing, thing.prototype) for thing in self.things if isinstance(thing.prototype, Inserter))

    def machines(self) -> Iterator[tuple[Standing, CraftingMachine]]:
        """Yield all crafting machines with their prototypes."""
        return ((thing, thing.prototype) for thing in self.things if isinstance(thing.prototype, CraftingMachine))

    def poles(self) -> Iterator[tuple[Standing, ElectricPole]]:
        """Yield all electric poles with their prototypes."""
        return ((thing, thing.prototype) for thing in self.things if isinstance(thing.prototype, ElectricPole))
