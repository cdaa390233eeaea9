"""Blueprints turned and mirrored, as the game does it with R, H and V when a player holds one.

Since 2.0 a machine with pipes is mirrored by a flag of its own: its prototype is mirrored from left to right first and
turned to its direction then (wiki: Blueprint, «Flipping»; BlueprintEntity.mirror). A tank mirrored is a tank turned.
Belts, inserters and poles have no left and right of their own; only the priorities of a splitter change sides.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from agent.game.geometry import turned
from agent.game.prototypes import CraftingMachine

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.game.blueprint.model import Blueprint, BlueprintEntity
    from agent.game.gamedata import GameData

QUARTER, CIRCLE = 4, 16
TANK = "storage-tank"
TURNABLE = frozenset({
    "transport-belt", "underground-belt", "splitter", "inserter", "assembling-machine", "furnace", "electric-pole",
    "pipe", "pipe-to-ground", TANK, "container", "logistic-container", "boiler", "beacon", "wall",
})  # fmt: skip
"""Types of entities that the rules here are known to hold for."""
PRIORITIES = ("input_priority", "output_priority")
SIDES = {"left": "right", "right": "left"}
OF_THE_MAP = frozenset({"pickup_position", "drop_position", "pickup_target", "drop_target"})
"""Settings that say a place on the map, and so do not turn with the blueprint."""


def can_turn(blueprint: Blueprint, data: GameData) -> bool:
    """Tell whether all that stands in a blueprint follows the rules here."""
    for entity in blueprint.entities:
        prototype = data.entities.get(entity.name)
        if prototype is None or prototype.type not in TURNABLE or OF_THE_MAP & set(entity.settings):
            return False
    return not blueprint.tiles


def turned_blueprint(blueprint: Blueprint, data: GameData, quarters: int, *, mirror: bool = False) -> Blueprint:
    """Mirror a blueprint from left to right, if wanted, and turn it clockwise by so many quarters.

    Positions turn around the origin; numbers and wires stay.
    """
    return replace(
        blueprint,
        entities=tuple(_turned(entity, data, quarters, mirror=mirror) for entity in blueprint.entities),
    )


def _turned(entity: BlueprintEntity, data: GameData, quarters: int, *, mirror: bool) -> BlueprintEntity:
    prototype = data.entities[entity.name]
    x, direction, settings, flag = entity.x, entity.direction, entity.settings, entity.mirror
    if mirror:
        x, direction = -x, -direction % CIRCLE
        settings = _other_side(settings)
        if prototype.type == TANK:
            direction += QUARTER
        elif prototype.pipes and isinstance(prototype, CraftingMachine):
            flag = not flag
    direction = (direction + quarters * QUARTER) % CIRCLE
    x, y = turned(x, entity.y, quarters % 4 * QUARTER)
    return replace(entity, x=x, y=y, direction=direction, settings=settings, mirror=flag)


def _other_side(settings: Mapping[str, Any]) -> Mapping[str, Any]:
    changed = {key: SIDES[value] for key in PRIORITIES if (value := settings.get(key)) in SIDES}
    return {**settings, **changed} if changed else settings
