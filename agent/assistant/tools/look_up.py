"""Look-up of recipes and machines in the game data."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from agent.assistant.tools.naming import number
from agent.game.prototypes import Beacon, Belt, CraftingMachine, ElectricPole, Inserter, Lab, MiningDrill

if TYPE_CHECKING:
    from agent.assistant.tools.arguments import MachineArguments, RecipeArguments
    from agent.assistant.tools.naming import Naming
    from agent.game.prototypes import Entity, Recipe

Json = dict[str, Any]
MOST_RECIPES = 5
PER_MIN = 60


def look_up_recipe(arguments: RecipeArguments, naming: Naming) -> Json:
    """Return a recipe with times and amounts of one craft, and what each machine makes of it per minute."""
    data = naming.data
    name = naming.find(arguments.name, "recipe", "item", "fluid")
    named = data.recipes.get(name)
    making = [recipe for recipe in data.recipes_making(name) if not recipe.hidden and recipe is not named]
    found = [recipe for recipe in (named, *making) if recipe is not None]
    return {
        "recipes": [_recipe(recipe, naming) for recipe in found[:MOST_RECIPES]],
        "recipes_left_out": max(len(found) - MOST_RECIPES, 0),
        "data_set": data.label,
    }


def _recipe(recipe: Recipe, naming: Naming) -> Json:
    data = naming.data
    return naming.row(
        "recipe",
        recipe.name,
        craft_time_s=number(recipe.time_s),
        ingredients=naming.items({each.name: each.amount for each in recipe.ingredients}, "amount_per_craft"),
        products=naming.items({each.name: each.amount for each in recipe.products}, "amount_per_craft"),
        machines=[
            naming.row(
                "entity", machine.name, crafts_per_min=number(machine.speed / recipe.time_s * PER_MIN), **_own(machine)
            )
            for machine in data.machines_for(recipe)[:MOST_RECIPES]
        ],
        unlocked_by=None if recipe.enabled_at_start else data.technology_unlocking(recipe.name),
    )


def look_up_machine(arguments: MachineArguments, naming: Naming) -> Json:
    """Return an entity with its size, speed, power and whatever else decides what it can do."""
    name = naming.find(arguments.name, "entity", "item")
    data = naming.data
    item = data.items.get(name)
    if name not in data.entities and item is not None and item.builds:
        name = item.builds
    entity = data.entities.get(name)
    if entity is None:
        return {**naming.row("item", name), "stack_size": item.stack if item else None, "is_placeable": False}
    size = {"width_tiles": entity.tiles[0], "height_tiles": entity.tiles[1]}
    row = naming.row("entity", entity.name, type=entity.type, **size)
    return {**row, **_power(entity), **_abilities(entity), "data_set": data.label}


def _power(entity: Entity) -> Json:
    power = entity.power
    fields = {"power_w": power.use_w, "drain_w": power.drain_w, "generates_w": power.give_w, "buffer_j": power.buffer_j}
    return {"energy_source": power.source, **{name: number(value) for name, value in fields.items() if value}}


def _own(machine: CraftingMachine) -> dict[str, float]:
    """Return what a machine gives without any module (wiki: Foundry, Electromagnetic plant)."""
    free = machine.effects.base.get("productivity")
    return {"base_productivity_percent": number(free * 100)} if free else {}


def _abilities(entity: Entity) -> Json:
    match entity:
        case CraftingMachine():
            slots = {"module_slots": entity.effects.slots}
            found = {"crafting_speed": number(entity.speed), **slots, **_own(entity)}
        case MiningDrill():
            found = {"mining_speed": number(entity.speed), "reach_tiles": entity.radius}
        case Lab():
            found = {"research_speed": number(entity.speed), "module_slots": entity.effects.slots}
        case Belt():
            found = {
                "throughput_per_s": number(entity.items_per_s),
                "throughput_per_min": number(entity.items_per_s * PER_MIN),
            }
        case ElectricPole():
            found = {"wire_reach_tiles": entity.wire_reach, "supply_side_tiles": entity.supply_distance * 2}
        case Beacon():
            found = {"supply_distance_tiles": entity.supply_distance, "module_slots": entity.effects.slots}
        case Inserter():
            found = {"turns_per_s": number(entity.rotation_speed * PER_MIN)}
        case _:
            found = {"stacks": entity.stacks} if entity.stacks else {}
    return found
