"""Finding entities by place: a grid of chunks, each with the entities whose boxes touch it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.world.geometry import Box, chunks, overlap

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tests.game.world.entity import LuaEntity
    from tests.game.world.entity_base import EntityBase


class SpatialIndex:
    """Entities of one surface by chunk; results come in the order of the entities' numbers."""

    def __init__(self) -> None:
        self.entities: dict[int, LuaEntity] = {}
        self.grid: dict[tuple[int, int], dict[int, LuaEntity]] = {}
        self.by_type: dict[str, dict[int, LuaEntity]] = {}

    def add(self, entity: EntityBase) -> None:
        """Takes an entity in at its present box."""
        known: LuaEntity = entity  # type: ignore[assignment]  # only LuaEntity is ever made
        self.entities[entity.number] = known
        self.by_type.setdefault(entity.type, {})[entity.number] = known
        columns, rows = chunks(entity.collision)
        for column in columns:
            for row in rows:
                self.grid.setdefault((column, row), {})[entity.number] = known

    def remove(self, entity: EntityBase) -> None:
        """Takes an entity out; its box must be the one it came in with."""
        self.entities.pop(entity.number, None)
        self.by_type.get(entity.type, {}).pop(entity.number, None)
        columns, rows = chunks(entity.collision)
        for column in columns:
            for row in rows:
                self.grid.get((column, row), {}).pop(entity.number, None)

    def all(self) -> list[LuaEntity]:
        """Every entity."""
        return [self.entities[number] for number in sorted(self.entities)]

    def of_types(self, types: Iterable[str]) -> list[LuaEntity]:
        """Every entity of the types."""
        found = {number: entity for kind in types for number, entity in self.by_type.get(kind, {}).items()}
        return [found[number] for number in sorted(found)]

    def near(self, area: Box) -> list[LuaEntity]:
        """Entities in the chunks an area touches."""
        columns, rows = chunks(area)
        if len(columns) * len(rows) > len(self.grid):
            cells = [cell for cell in self.grid if cell[0] in columns and cell[1] in rows]
        else:
            cells = [(column, row) for column in columns for row in rows if (column, row) in self.grid]
        if len(cells) == 1:
            found = self.grid[cells[0]]
        else:
            found = {number: entity for cell in cells for number, entity in self.grid[cell].items()}
        return [found[number] for number in sorted(found)]

    def colliding(self, area: Box) -> list[LuaEntity]:
        """Entities whose box shares some area with the given one, or lies in it as a point."""
        return [entity for entity in self.near(area) if overlap(entity.collision, area) or _inside(entity, area)]


def _inside(entity: EntityBase, area: Box) -> bool:
    left, top, right, bottom = entity.collision
    if left < right and top < bottom:
        return False
    return area[0] <= left <= area[2] and area[1] <= top <= area[3]
