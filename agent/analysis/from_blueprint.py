"""A blueprint is a factory too: the same view as of a snapshot, without what only a running game knows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.analysis.view import BeaconAt, Factory, Machine, ModuleStack, Part
from agent.game.geometry import Grid, around, collision_box
from agent.game.prototypes import Beacon, CraftingMachine, Lab, MiningDrill

if TYPE_CHECKING:
    from agent.game.blueprint import Blueprint, BlueprintEntity
    from agent.game.gamedata import GameData

MACHINES = (CraftingMachine, MiningDrill, Lab)


def factory_of_blueprint(blueprint: Blueprint, data: GameData) -> Factory:
    """View a normalised blueprint. Which beacons reach which machine follows from their supply areas."""
    beacons = beacon_grid(blueprint.entities, data)
    machines: list[Machine] = []
    parts: list[Part] = []
    unknown: set[str] = set()
    for entity in blueprint.entities:
        prototype = data.entities.get(entity.name)
        if prototype is None:
            unknown.add(entity.name)
        part = _part(entity, prototype.type if prototype else "unknown")
        parts.append(part)
        if isinstance(prototype, MACHINES):
            recipe = prototype.fixed_recipe if isinstance(prototype, CraftingMachine) else None
            box = collision_box(prototype, entity.x, entity.y, entity.direction)
            machines.append(
                Machine(
                    part=part,
                    recipe=entity.recipe or recipe,
                    recipe_quality=entity.recipe_quality,
                    modules=requested_modules(entity, data),
                    beacons=tuple(beacons.touching(box)),
                )
            )
    return Factory(
        source="blueprint",
        surface=None,
        data=data,
        machines=tuple(machines),
        parts=tuple(parts),
        not_modelled=tuple(sorted(unknown)),
    )


def requested_modules(entity: BlueprintEntity, data: GameData) -> tuple[ModuleStack, ...]:
    """Return the modules among the items a blueprint asks for; names the data set lacks stay in, to be reported."""
    return tuple(
        ModuleStack(request.name, request.count, request.quality)
        for request in entity.items
        if (item := data.items.get(request.name)) is None or item.effect is not None
    )


def beacon_grid(entities: tuple[BlueprintEntity, ...], data: GameData) -> Grid[BeaconAt]:
    """Put every beacon at its supply area: its own half side and the supply distance, from the centre."""
    grid: Grid[BeaconAt] = Grid()
    for entity in entities:
        prototype = data.entities.get(entity.name)
        if isinstance(prototype, Beacon):
            reach = prototype.tiles[0] / 2 + prototype.supply_distance
            beacon = BeaconAt(entity.name, requested_modules(entity, data), entity.quality)
            grid.add(around(entity.x, entity.y, reach), beacon)
    return grid


def _part(entity: BlueprintEntity, kind: str) -> Part:
    return Part(
        name=entity.name,
        type=kind,
        x=entity.x,
        y=entity.y,
        direction=entity.direction,
        number=entity.number,
        quality=entity.quality,
        ghost=True,
        end=entity.end,
    )
