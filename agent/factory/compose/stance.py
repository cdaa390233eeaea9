"""A blueprint in one of its eight positions, in the middle of a frame: its parts, its doors, and the ends it lacks."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from agent.factory.compose.drawing import top_left
from agent.factory.compose.parts import Part
from agent.factory.compose.terrain import Terrain
from agent.game.blueprint import turned_blueprint
from agent.game.geometry import STEP, turned

if TYPE_CHECKING:
    from agent.factory.compose.drawing import Door, Drawing
    from agent.game.gamedata import GameData
    from agent.game.geometry import Tile

QUARTER = 4
BACK = 8


class Stance:
    """The blueprint, mirrored if wanted, then turned clockwise by quarters, with a margin around it.

    Attributes:
        blueprint: As it stands, at whatever place turning left it.
        offset: From there into the frame, whose corner is (0, 0).
        body: Its entities in the frame, and the ends that its undergrounds lack.
        doors: Its doors in the frame.
        terrain: What it does to the tiles around it.
    """

    def __init__(self, drawing: Drawing, data: GameData, quarters: int, margin: int, *, mirror: bool) -> None:
        self.blueprint = turned_blueprint(drawing.blueprint, data, quarters, mirror=mirror)
        entities = self.blueprint.entities
        boxes = [top_left(one.name, one.x, one.y, one.direction, data) for one in entities]
        left, top = min(x for x, _, _, _ in boxes), min(y for _, y, _, _ in boxes)
        dx, dy = margin - left, margin - top
        self.margin, self.offset = margin, (dx, dy)
        self.width = max(x + w for x, _, w, _ in boxes) - left + 2 * margin
        self.height = max(y + h for _, y, _, h in boxes) - top + 2 * margin
        self.body = [
            Part(one.name, x + dx, y + dy, w, h, one.direction, one.recipe, one.quality, one.items, source=one)
            for one, (x, y, w, h) in zip(entities, boxes, strict=True)
        ]
        self.terrain = Terrain(self.blueprint, data, self.offset)
        ends = self._ends()
        doors = [self._door(door, quarters, mirror=mirror) for door in drawing.doors]
        self.doors = [replace(door, tile=ends.get(door.tile, door.tile)) for door in doors]

    def _door(self, door: Door, quarters: int, *, mirror: bool) -> Door:
        x, y = door.tile[0] + 0.5, door.tile[1] + 0.5
        direction, lane = door.direction, door.lane
        if mirror:
            x = -x
            direction = None if direction is None else -direction % 16
            lane = "right" if lane == "left" else "left" if lane == "right" else lane
        x, y = turned(x, y, quarters * QUARTER)
        tile = int(x - 0.5) + self.offset[0], int(y - 0.5) + self.offset[1]
        return replace(
            door,
            tile=tile,
            direction=None if direction is None else (direction + quarters * QUARTER) % 16,
            lane=lane,
        )

    def _ends(self) -> dict[Tile, Tile]:
        """Give undergrounds that end at the blueprint's edge their other ends outside; return these by the tile."""
        found: dict[Tile, Tile] = {}
        taken = {(part.x + x, part.y + y) for part in self.body for x in range(part.w) for y in range(part.h)}
        for end in self.terrain.loose:
            dx, dy = STEP[end.direction] if end.entrance else STEP[(end.direction + BACK) % 16]
            way = [(end.tile[0] + n * dx, end.tile[1] + n * dy) for n in range(end.reach + 1)]
            tile = next((tile for tile in way[1:] if self._around(tile) and tile not in taken), None)
            if tile is None:
                continue
            found[end.tile] = tile
            taken.add(tile)
            self.body.append(Part(end.name, *tile, direction=end.direction, end="output" if end.entrance else "input"))
            self.terrain.belts_under += [(under, int(dy == 0)) for under in way[: way.index(tile) + 1]]
            if end.entrance:
                self.terrain.pointed_at.add((tile[0] + dx, tile[1] + dy))
        return found

    def _around(self, tile: Tile) -> bool:
        """Tell whether a tile lies outside the blueprint and inside the cell."""
        x, y, margin = *tile, self.margin
        inner = margin <= x < self.width - margin and margin <= y < self.height - margin
        return not inner and 0 < x < self.width - 1 and 0 <= y < self.height
