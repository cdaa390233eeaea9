"""Making a blueprint of what stands in an area."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.world.blueprint import inventory_number
from tests.game.world.wiring import NUMBERS

if TYPE_CHECKING:
    from tests.game.world.entity import LuaEntity
    from tests.game.world.geometry import Value
    from tests.game.world.surface import LuaSurface


def capture(surface: LuaSurface, given: dict[str, Value]) -> tuple[dict[str, Value], dict[int, LuaEntity]]:
    """Contents of a blueprint of an area, and the entity behind each number. Positions are kept relative to the
    first entity's tile, as the game keeps them near its own origin."""
    force = surface.world.force_of(given["force"])
    found = [
        entity
        for entity in surface.find_entities_filtered(area=given["area"])
        if entity.body.placing_item is not None and entity.owner is force and "player-creation" in entity.body.flags
    ]
    numbers = {entity.number: number for number, entity in enumerate(found, 1)}
    entities = [_entity(entity, numbers[entity.number], include=given) for entity in found]
    wires = set()
    for entity in found:
        for connector, ends in entity.wires.items():
            for other, other_connector in ends:
                if other in numbers:
                    pair = sorted(
                        [[numbers[entity.number], NUMBERS[connector]], [numbers[other], NUMBERS[other_connector]]],
                    )
                    wires.add((*pair[0], *pair[1]))
    contents = {"entities": entities, "wires": [list(wire) for wire in sorted(wires)]}
    return contents, {numbers[entity.number]: entity for entity in found}


def _entity(entity: LuaEntity, number: int, include: dict[str, Value]) -> dict[str, Value]:
    made: dict[str, Value] = {
        "entity_number": number,
        "name": entity.body.name,
        "position": entity.position,
        "direction": entity.facing,
    }
    if entity.recipe_name is not None:
        made["recipe"] = entity.recipe_name
    if entity.grade != "normal":
        made["quality"] = entity.grade
    if entity.mirroring:
        made["mirror"] = True
    if entity.type == "underground-belt" or entity.body.type == "underground-belt":
        made["type"] = entity.belt_end
    settings = dict(entity.settings or {})
    if entity.body.type == "logistic-container" and "sections" in settings:
        made["request_filters"] = settings.pop("sections")
    if settings:
        made["control_behavior"] = settings
    modules = entity.get_module_inventory() if entity.inner is None and include.get("include_modules", True) else None
    if modules is not None and not modules.is_empty():
        index = inventory_number(entity.type, modules.place)
        made["items"] = [
            {
                "id": {"name": stack.name, **({"quality": stack.grade} if stack.grade != "normal" else {})},
                "items": {"in_inventory": [{"inventory": index, "stack": stack.index - 1}]},
            }
            for stack in modules.stacks()
        ]
    return made
