"""What a young factory makes already, or will when its ghosts are built."""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from math import floor
from typing import TYPE_CHECKING

from agent.analysis.from_snapshot import exact
from agent.game.effects import total_bonus
from agent.game.machinery import Generator, SolarPanel
from agent.game.prototypes import CraftingMachine, MiningDrill

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.contract import Snapshot, SnapshotEntity
    from agent.game.gamedata import GameData
    from agent.game.geometry import Tile

PER_MIN = 60
Rates = dict[str, Fraction]


def made(snapshot: Snapshot, data: GameData) -> Rates:
    """Return what is made a minute, by item: the most of what statistics, machines and ghosts of drills say.

    Statistics cover the surface, machines only the area; ghosts count as if they stood. Furnaces that were never lit
    tell no recipe: of those the drills before them speak, whose ore they are to smelt.
    """
    able = _machines(snapshot, data)
    flows = {
        flow.name: max(exact(flow.made_1m), exact(flow.made_10m)) for flow in snapshot.production if flow.kind == "item"
    }
    return {name: max(able.get(name, Fraction(0)), flows.get(name, Fraction(0))) for name in {*able, *flows}}


def generated_w(snapshot: Snapshot, data: GameData) -> Fraction:
    """Return the power that generators of the area, ghosts too, or its networks give at most."""
    total = Fraction(0)
    for entity in snapshot.entities:
        prototype = data.entities.get(entity.name)
        if isinstance(prototype, Generator | SolarPanel) and not entity.deconstruct:
            total += prototype.power.give_w
    for network in snapshot.electric_networks:
        total = max(total, exact(network.supply_w or 0.0))
    return total


def _machines(snapshot: Snapshot, data: GameData) -> Rates:
    rates: defaultdict[str, Fraction] = defaultdict(Fraction)
    ores = {(floor(e.x), floor(e.y)): e.name for e in snapshot.entities if e.type == "resource"}
    planned: defaultdict[str, Fraction] = defaultdict(Fraction)
    for entity in snapshot.entities:
        if entity.deconstruct:
            continue
        for name, rate in _of(entity, data, ores):
            rates[name] += rate
            if entity.ghost:
                planned[name] += rate
    if any(entity.ghost and entity.type == "furnace" for entity in snapshot.entities):
        for smelted, ore in _smelted(data).items():
            rates[smelted] = max(rates[smelted], planned[ore])
    return dict(rates)


def _of(entity: SnapshotEntity, data: GameData, ores: Mapping[Tile, str]) -> Iterator[tuple[str, Fraction]]:
    """Yield what a machine or drill makes a minute."""
    prototype = data.entities.get(entity.name)
    if isinstance(prototype, CraftingMachine):
        recipe = data.recipes.get(entity.recipe or "")
        speed = prototype.speed if entity.crafting_speed is None else exact(entity.crafting_speed)
        if recipe is not None:
            free = total_bonus(prototype, (), (), data, recipe).productivity_for(recipe)
            made = ((p.name, p.with_productivity(free)) for p in recipe.products)
            yield from ((name, speed / recipe.time_s * amount * PER_MIN) for name, amount in made)
    elif isinstance(prototype, MiningDrill):
        resource = data.resources.get(_under(entity, prototype, ores) or "")
        if resource is not None:
            yield from ((p.name, prototype.speed / resource.time_s * p.amount * PER_MIN) for p in resource.products)


def _under(entity: SnapshotEntity, drill: MiningDrill, ores: Mapping[Tile, str]) -> str | None:
    """Return the resource nearest to a drill's middle that lies in its reach."""
    reach = floor(drill.radius)
    tiles = (
        (floor(entity.x) + dx, floor(entity.y) + dy)
        for dx in range(-reach, reach + 1)
        for dy in range(-reach, reach + 1)
    )
    near = [(abs(x - floor(entity.x)) + abs(y - floor(entity.y)), x, y) for x, y in tiles if (x, y) in ores]
    return ores[min(near)[1:]] if near else None


def _smelted(data: GameData) -> dict[str, str]:
    """Return which ore each material is smelted from, one for one."""
    mined = {product.name for resource in data.resources.values() for product in resource.products}
    found = {}
    for recipe in data.recipes.values():
        if not recipe.hidden and len(recipe.ingredients) == len(recipe.products) == 1:
            part, product = recipe.ingredients[0], recipe.products[0]
            if part.name in mined and part.amount == product.amount and product.name == recipe.name:
                found[product.name] = part.name
    return found
