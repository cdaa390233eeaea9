"""The model to the JSON of a blueprint string, as game 2.x writes it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agent.game.blueprint.renames import GAME_2_0

if TYPE_CHECKING:
    from agent.game.blueprint.codec import Document
    from agent.game.blueprint.model import Blueprint, BlueprintEntity, Version
    from agent.game.gamedata import GameData

MODULE_INVENTORY = {
    "assembling-machine": 4,
    "furnace": 4,
    "rocket-silo": 4,
    "lab": 3,
    "mining-drill": 2,
    "beacon": 1,
}
"""defines.inventory of the module slots, by entity type, as blueprint strings of 2.0 and 2.1 write it."""


def version_number(version: Version) -> int:
    """Pack a game version into the number a blueprint string carries."""
    major, minor, patch = version
    return major << 48 | minor << 32 | patch << 16


def version_for(data: GameData) -> Version:
    """Return the version a string for a data set names: the first of its minor, 2.1.0 for 2.1.20."""
    major, minor = (int(part) for part in data.version.split(".")[:2])
    return major, minor, 0


def to_document(blueprint: Blueprint, data: GameData) -> Document:
    """Write a blueprint as 2.x JSON, ready for the codec.

    The string names the first version of the data set's minor (2.1.0 for 2.1.20): names are the same through all of it,
    and no game of that minor takes the string for one from its future. Settings read from a string older than 2.0 have
    another shape and are left out; ``dropped_settings`` names them.
    """
    body: Document = {
        "item": "blueprint",
        "label": blueprint.label,
        "icons": [
            {"signal": {"type": kind, "name": name} if kind != "item" else {"name": name}, "index": place}
            for place, (kind, name) in enumerate(blueprint.icons, 1)
        ],
        "entities": [_entity(entity, blueprint, data) for entity in blueprint.entities],
        "version": version_number(version_for(data)),
    }
    if blueprint.description:
        body["description"] = blueprint.description
    if blueprint.wires:
        body["wires"] = [
            [wire.source, wire.source_connector, wire.target, wire.target_connector] for wire in blueprint.wires
        ]
    if blueprint.tiles:
        body["tiles"] = [{"name": name, "position": {"x": x, "y": y}} for name, x, y in blueprint.tiles]
    return {"blueprint": body}


def dropped_settings(blueprint: Blueprint) -> tuple[str, ...]:
    """Name the settings that writing leaves out: those of strings older than 2.0."""
    if blueprint.version >= GAME_2_0:
        return ()
    return tuple(sorted({key for entity in blueprint.entities for key in entity.settings}))


def _entity(entity: BlueprintEntity, blueprint: Blueprint, data: GameData) -> dict[str, Any]:
    row: dict[str, Any] = {
        "entity_number": entity.number,
        "name": entity.name,
        "position": {"x": entity.x, "y": entity.y},
    }
    if entity.direction:
        row["direction"] = entity.direction
    if entity.quality != "normal":
        row["quality"] = entity.quality
    if entity.mirror:
        row["mirror"] = True
    if entity.end:
        row["type"] = entity.end
    if entity.recipe:
        row["recipe"] = entity.recipe
        if entity.recipe_quality != "normal":
            row["recipe_quality"] = entity.recipe_quality
    modules = _modules(entity, data)
    if modules:
        row["items"] = modules
    if blueprint.version >= GAME_2_0:
        row |= entity.settings
    return row


def _modules(entity: BlueprintEntity, data: GameData) -> list[dict[str, Any]]:
    """Write modules as insert plans, slot after slot; other requests belong to inventories this does not know."""
    prototype = data.entities.get(entity.name)
    inventory = MODULE_INVENTORY.get(prototype.type) if prototype else None
    if inventory is None:
        return []
    plans, slot = [], 0
    for request in entity.items:
        item = data.items.get(request.name)
        if item is None or item.effect is None:
            continue
        identity = {"name": request.name}
        if request.quality != "normal":
            identity["quality"] = request.quality
        stacks = [{"inventory": inventory, "stack": slot + place} for place in range(request.count)]
        slot += request.count
        plans.append({"id": identity, "items": {"in_inventory": stacks}})
    return plans
