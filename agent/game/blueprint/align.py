"""Blueprints on the grid: strings before 0.18 count from the middle of the blueprint, often half a tile off."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agent.game.blueprint.model import Blueprint
    from agent.game.gamedata import GameData

QUARTER = 4


def aligned(blueprint: Blueprint, data: GameData) -> Blueprint:
    """Shift a whole blueprint by the part of a tile that brings most of its entities onto the grid.

    An odd side has its centre in the middle of a tile, an even one on an edge; rails have rules of their own and are
    not asked.
    """
    votes: Counter[tuple[float, float]] = Counter()
    for entity in blueprint.entities:
        prototype = data.entities.get(entity.name)
        if prototype is None or "rail" in prototype.type or prototype.type == "train-stop":
            continue
        width, height = prototype.tiles
        if (entity.direction + 2) // QUARTER % 2:
            width, height = height, width
        votes[(width / 2 - entity.x) % 1, (height / 2 - entity.y) % 1] += 1
    if not votes:
        return blueprint
    (dx, dy), _ = min(votes.items(), key=lambda entry: (-entry[1], entry[0]))
    if not dx and not dy:
        return blueprint
    return replace(
        blueprint,
        entities=tuple(replace(entity, x=entity.x + dx, y=entity.y + dy) for entity in blueprint.entities),
        tiles=tuple((name, x + dx, y + dy) for name, x, y in blueprint.tiles),
    )
