"""What a reply may advise though nothing computed speaks of it.

The parts that any factory is built of, a better machine of a kind that stands there, what burns from the start, rounds
for the guns that are there. A beacon, a reactor or a turret of another kind is an invention unless a fact names it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection

    from agent.game.gamedata import GameData

_PARTS = frozenset(
    {
        "transport-belt",
        "underground-belt",
        "splitter",
        "inserter",
        "pipe",
        "pipe-to-ground",
        "pump",
        "electric-pole",
        "container",
        "logistic-container",
        "storage-tank",
        "wall",
        "gate",
        "straight-rail",
        "train-stop",
        "rail-signal",
        "rail-chain-signal",
        "offshore-pump",
        "roboport",
        "construction-robot",
        "logistic-robot",
        "constant-combinator",
        "lamp",
    }
)
"""Types of entities that stand in every factory."""
_POWER = {"generator": ("boiler", "offshore-pump", "steam-engine"), "solar-panel": ("accumulator",)}
"""What is built along with a source of power."""
_KINDS = ("assembling-machine", "furnace", "mining-drill")
_MOST_FUEL_J = 12_000_000
"""Solid fuel: what burns hotter comes late in the game and is advised by a fact or not at all."""


def driven_by(names: Collection[str], data: GameData) -> frozenset[str]:
    """Return what drives the machines that are spoken of or stand there: the water and steam of engines."""
    steam = any(name in data.entities and data.entities[name].type in {"boiler", "generator"} for name in names)
    return frozenset({"steam", "water"} & data.fluids.keys()) if steam else frozenset()


def kin_of(names: Collection[str], data: GameData) -> frozenset[str]:
    """Return what belongs to the things that are spoken of or stand there.

    Args:
        names: Internal names of what facts speak of and what stands in the area.
        data: The game data.
    """
    parts = {name for name, entity in data.entities.items() if entity.type in _PARTS}
    better: set[str] = set()
    for name in names:
        entity = data.entities.get(name)
        while entity is not None and entity.type in _KINDS:
            better.add(entity.name)
            entity = data.entities.get(entity.upgrade) if entity.upgrade else None
        if name in data.entities:
            better.update(_POWER.get(data.entities[name].type, ()))
    burnt = {name for name, item in data.items.items() if 0 < item.fuel_j <= _MOST_FUEL_J}
    held = (item.ammo for name, item in data.items.items() if name in names)
    shot = {ammo.category for ammo in held if ammo is not None}
    rounds = {name for name, item in data.items.items() if item.ammo is not None and item.ammo.category in shot}
    built = {name for name, item in data.items.items() if item.builds in parts | better}
    return frozenset(parts | better | burnt | rounds | built)
