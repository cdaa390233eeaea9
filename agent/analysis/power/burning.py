"""Fuel and steam: what boilers and reactors still hold, and which engines get nothing from them."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.from_snapshot import exact

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.contract import Snapshot, SnapshotEntity
    from agent.game.gamedata import GameData

BURNING = frozenset({"boiler", "reactor", "burner-generator"})
NO_STEAM = frozenset({"no_input_fluid", "low_input_fluid", "fluid_ingredient_shortage", "missing_required_fluid"})
NO_FUEL = frozenset({"no_fuel"})
COLD_BY = Fraction(1)
"""Degrees below an engine's best temperature that are not worth a word."""


@dataclass(frozen=True, slots=True)
class Fuel:
    """Fuel of one boiler or reactor: how long it lasts at full work."""

    entity: SnapshotEntity
    seconds: Fraction


def fuels(snapshot: Snapshot, data: GameData) -> tuple[Fuel, ...]:
    """Return every built burner that makes heat, steam or power, the one that runs out first at the head."""
    found = [
        Fuel(entity, seconds)
        for entity in snapshot.entities
        if entity.type in BURNING and not entity.ghost and (seconds := _seconds(entity, data)) is not None
    ]
    return tuple(sorted(found, key=lambda fuel: (fuel.seconds, fuel.entity.y, fuel.entity.x)))


def _seconds(entity: SnapshotEntity, data: GameData) -> Fraction | None:
    """Return how long its fuel lasts at full work; None where it burns none, or that is not known."""
    prototype = data.entities.get(entity.name)
    if prototype is None or prototype.power.source != "burner" or not prototype.power.use_w:
        return None
    held = sum(
        (
            data.items[stack.name].fuel_j * stack.count
            for inventory in entity.inventories
            if inventory.inventory == "fuel"
            for stack in inventory.items
            if stack.name in data.items
        ),
        Fraction(0),
    )
    burning = exact(entity.burner.left_j) if entity.burner is not None else Fraction(0)
    return (held + burning) * prototype.power.effectivity / prototype.power.use_w


def without_steam(entities: Iterable[SnapshotEntity]) -> list[SnapshotEntity]:
    """Return the engines that say they lack steam."""
    return [entity for entity in entities if entity.type == "generator" and entity.status in NO_STEAM]


def without_fuel(snapshot: Snapshot) -> list[SnapshotEntity]:
    """Return the burners of BURNING that say they have no fuel."""
    return [
        entity
        for entity in snapshot.entities
        if entity.type in BURNING and not entity.ghost and entity.status in NO_FUEL
    ]
