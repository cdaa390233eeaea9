"""Poles for a blueprint that has none for some of its machines: the fewest free tiles that reach them all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.factory.compose.parts import Part
from agent.game.geometry import around, collision_box, overlap
from agent.game.prototypes import ElectricPole

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from agent.factory.compose.kit import Kit
    from agent.game.blueprint import Blueprint, BlueprintEntity
    from agent.game.gamedata import GameData
    from agent.game.geometry import Box, Tile


def missing_poles(blueprint: Blueprint, kit: Kit, offset: Tile, is_free: Callable[[Tile], bool]) -> list[Part] | None:
    """Return poles that light what no pole of the blueprint does; None where free tiles do not reach it all.

    A pole feeds what its square area overlaps (wiki: Electric system). Each time the tile that reaches most is taken,
    of equal ones the one nearest to the north-west.

    Args:
        blueprint: What stands there.
        kit: The pole to use.
        offset: Where the blueprint is moved to.
        is_free: Whether a pole may stand on a tile, counted after the move.
    """
    dark = _dark(blueprint.entities, kit.data)
    found: list[Part] = []
    reach = kit.pole.supply_distance
    spots = {tile for box in dark for tile in _spots(box, reach, offset) if is_free(tile)}
    while dark:
        lit = {
            tile: [box for box in dark if overlap(box, around(*_centre(tile, offset), reach))] for tile in spots
        }  # fmt: skip
        best = min(lit, key=lambda tile: (-len(lit[tile]), tile), default=None)
        if best is None or not lit[best]:
            return None
        found.append(Part(kit.pole.name, *best))
        spots.discard(best)
        dark = [box for box in dark if box not in lit[best]]
    return found


def _dark(entities: Iterable[BlueprintEntity], data: GameData) -> list[Box]:
    """Return the boxes of consumers that no pole reaches."""
    lit: list[Box] = []
    needy: list[Box] = []
    for entity in entities:
        prototype = data.entities[entity.name]
        if isinstance(prototype, ElectricPole):
            lit.append(around(entity.x, entity.y, prototype.supply_distance + data.quality_level(entity.quality)))
        elif prototype.power.needs_pole:
            needy.append(collision_box(prototype, entity.x, entity.y, entity.direction))
    return [box for box in needy if not any(overlap(box, area) for area in lit)]


def _centre(tile: Tile, offset: Tile) -> tuple[float, float]:
    return tile[0] - offset[0] + 0.5, tile[1] - offset[1] + 0.5


def _spots(box: Box, reach: float, offset: Tile) -> Iterable[Tile]:
    """Yield the tiles from which a pole could reach a box."""
    far = int(reach) + 1
    for x in range(int(box[0]) - far, int(box[2]) + far + 1):
        for y in range(int(box[1]) - far, int(box[3]) + far + 1):
            yield x + offset[0], y + offset[1]
