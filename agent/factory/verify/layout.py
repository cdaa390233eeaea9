"""A blueprint laid out on tiles: what stands where, with its prototype and its settings read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from agent.factory.verify.mining import Mining
from agent.game import inserting
from agent.game.blueprint import aligned
from agent.game.geometry import Grid, Tile, collision_box, tile_box, tile_of
from agent.game.prototypes import Belt, CraftingMachine, ElectricPole, Entity, Inserter, Lab

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.game.blueprint import Blueprint, BlueprintEntity
    from agent.game.gamedata import GameData
    from agent.game.geometry import Box
    from agent.game.prototypes import Recipe


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


@dataclass(frozen=True, slots=True, eq=False)
class Arm:
    """An inserter with what it takes from and puts to; ``allowed`` None: any item, else a filter."""

    thing: Standing
    prototype: Inserter
    pickup: Tile
    drop: Tile
    source: Standing | None
    target: Standing | None
    allowed: frozenset[str] | None
    refused: frozenset[str]

    def may(self, item: str) -> bool:
        """Tell whether the filter lets an item through."""
        return item not in self.refused and (self.allowed is None or item in self.allowed)


class Layout:
    """All entities of a blueprint whose prototypes are known, findable by tile."""

    def __init__(self, blueprint: Blueprint, data: GameData, mined: Mapping[str, str] | None = None) -> None:
        self.data = data
        self.mining = Mining(data, mined or {})
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
            prototype = self.mining.machine(prototype)
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
        self.arms = [
            self._arm(thing, thing.prototype) for thing in self.things if isinstance(thing.prototype, Inserter)
        ]
        self.arms += [self._drop(thing, self.mining.drops[thing.name]) for thing in self.things if self._drops(thing)]

    def recipe(self, name: str | None) -> Recipe | None:
        """Return a recipe of the data set or of the drills."""
        return self.data.recipes.get(name or "") or self.mining.recipes.get(name or "")

    def at(self, tile: Tile) -> Standing | None:
        """Return what stands on a tile."""
        return self._by_tile.get(tile)

    def belts(self) -> Iterator[tuple[Standing, Belt]]:
        """Yield belts, undergrounds, splitters and loaders."""
        return ((thing, thing.prototype) for thing in self.things if isinstance(thing.prototype, Belt))

    def machines(self) -> Iterator[tuple[Standing, CraftingMachine]]:
        """Yield crafting machines."""
        return ((thing, thing.prototype) for thing in self.things if isinstance(thing.prototype, CraftingMachine))

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

    def _drops(self, thing: Standing) -> bool:
        return thing.name in self.mining.drops

    def _drop(self, thing: Standing, prototype: Inserter) -> Arm:
        """Return a drill's drop as an arm that reaches from the drill to the tile before it."""
        drop = tile_of(*inserting.ends(prototype, thing.entity.x, thing.entity.y, thing.direction)[1])
        return Arm(thing, prototype, thing.tile, drop, thing, self.at(drop), allowed=None, refused=frozenset())

    def _arm(self, thing: Standing, prototype: Inserter) -> Arm:
        pickup, drop = (
            tile_of(*end) for end in inserting.ends(prototype, thing.entity.x, thing.entity.y, thing.direction)
        )
        names = filter_names(thing.entity.settings)
        blacklist = thing.entity.settings.get("filter_mode") == "blacklist"
        return Arm(
            thing,
            prototype,
            pickup,
            drop,
            self.at(pickup),
            self.at(drop),
            allowed=names if names and not blacklist else None,
            refused=names if blacklist else frozenset(),
        )


def tiles_of(box: Box) -> Iterator[Tile]:
    """Yield the tiles of a box of whole tiles."""
    return ((x, y) for x in range(int(box[0]), int(box[2])) for y in range(int(box[1]), int(box[3])))


def filter_names(settings: Any) -> frozenset[str]:  # noqa: ANN401 - untouched JSON of the string
    """Read an inserter's filters, whatever version wrote them."""
    rows = settings.get("filters")
    if not isinstance(rows, list) or settings.get("use_filters") is False:
        return frozenset()
    names = (row.get("name") if isinstance(row, dict) else None for row in rows)
    return frozenset(name for name in names if isinstance(name, str))
