"""Where things lie in a snapshot: every item and fluid by the kind of place, with its quality.

Nothing is counted twice: what a logistic network holds lies in chests too, and what a train carries in its wagons, so
each of these is a place of its own that no sum takes in.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from agent.analysis.from_snapshot import exact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.contract import Snapshot, SnapshotEntity

Place = Literal[
    "chests",
    "tanks",
    "furnaces",
    "machines",
    "labs",
    "turrets",
    "roboports",
    "drills",
    "inserters",
    "boilers",
    "pipes",
    "modules",
    "trains",
    "network",
    "ground",
    "other",
]
TYPES: dict[str, Place] = {
    "container": "chests",
    "logistic-container": "chests",
    "infinity-container": "chests",
    "linked-container": "chests",
    "storage-tank": "tanks",
    "furnace": "furnaces",
    "assembling-machine": "machines",
    "rocket-silo": "machines",
    "lab": "labs",
    "ammo-turret": "turrets",
    "artillery-turret": "turrets",
    "fluid-turret": "turrets",
    "roboport": "roboports",
    "mining-drill": "drills",
    "inserter": "inserters",
    "boiler": "boilers",
    "reactor": "boilers",
    "burner-generator": "boilers",
    "generator": "boilers",
    "pipe": "pipes",
    "pipe-to-ground": "pipes",
    "pump": "pipes",
    "offshore-pump": "pipes",
    "resource": "ground",
    "cargo-wagon": "trains",
    "fluid-wagon": "trains",
    "artillery-wagon": "trains",
    "locomotive": "trains",
}
"""Which place an entity is, by its prototype type."""
APART: tuple[Place, ...] = ("trains", "network", "ground")
"""Places that no sum takes in: they reach beyond the area, or lie in no store."""


@dataclass(frozen=True, slots=True)
class Lot:
    """So much of one thing at one place; ``holder`` is what it lies in, ``x`` and ``y`` where that stands, in tiles."""

    name: str
    amount: Fraction
    place: Place
    quality: str = "normal"
    fluid: bool = False
    holder: str = ""
    x: float | None = None
    y: float | None = None
    of: int | None = None
    """Id of the train or network."""


def lots(snapshot: Snapshot) -> Iterator[Lot]:
    """Yield everything that lies anywhere in a snapshot."""
    trains = bool(snapshot.trains)
    for entity in snapshot.entities:
        if entity.ghost:
            continue
        place = TYPES.get(entity.type, "other")
        if place == "trains" and trains:
            continue  # Told by the train.
        yield from _held(entity, place)
    for network in snapshot.logistic_networks:
        for stack in network.contents:
            yield Lot(stack.name, Fraction(stack.count), "network", stack.quality, of=network.id)
    for train in snapshot.trains:
        for stack in (*train.cargo, *train.fuel):
            yield Lot(stack.name, Fraction(stack.count), "trains", stack.quality, x=train.x, y=train.y, of=train.id)
        for name, amount in train.fluids.items():
            yield Lot(name, exact(amount), "trains", fluid=True, x=train.x, y=train.y, of=train.id)


def _held(entity: SnapshotEntity, place: Place) -> Iterator[Lot]:
    x, y, holder = entity.x, entity.y, entity.name
    if entity.type == "resource" and entity.amount is not None:
        yield Lot(entity.name, exact(entity.amount), "ground", holder=holder, x=x, y=y)
    for inventory in entity.inventories:
        for stack in inventory.items:
            yield Lot(stack.name, Fraction(stack.count), place, stack.quality, holder=holder, x=x, y=y)
    for fluid in entity.fluids:
        yield Lot(fluid.name, exact(fluid.amount), place, fluid=True, holder=holder, x=x, y=y)
    for stack in entity.modules:
        yield Lot(stack.name, Fraction(stack.count), "modules", stack.quality, holder=holder, x=x, y=y)
