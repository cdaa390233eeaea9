"""Static rules of place: nothing overlaps, everything on the grid, numbers once; what is not looked at is named."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from agent.factory.verify.arms import LOADERS
from agent.factory.verify.verdict import Fault, Severity, Unseen
from agent.game.geometry import Grid, overlap
from agent.game.prototypes import Beacon, Belt, CraftingMachine, Inserter, Lab, MiningDrill, OffshorePump

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

    from agent.factory.verify.crafters import Crafters
    from agent.factory.verify.lanes import Carried
    from agent.factory.verify.layout import Layout, Standing

HALF = 0.5
PASSIVE = frozenset({
    "electric-pole", "container", "logistic-container", "pipe", "pipe-to-ground", "storage-tank", "lamp", "wall",
    "cargo-landing-pad", "solar-panel", "accumulator", "beacon", "infinity-container", "infinity-pipe", "pump", "valve",
})  # fmt: skip
OFF_GRID_KINDS = ("rail", "train-stop", "wagon", "locomotive", "robot", "car", "spider", "artillery-wagon")
STACKABLE = ("rail", "wagon", "locomotive", "gate", "wall", "car", "spider", "robot", "support", "ramp")
MOVED = frozenset({"transport-belt", "underground-belt", "splitter", *LOADERS})
PARTLY = {
    "rocket-silo": "launch",
    "logistic-container": "robots",
    "lab": "research-time",
    "valve": "thresholds",
}
"""What is left out of things the judge otherwise follows: codes of ``verify-unseen-…`` messages."""
TICKED = (
    "circuit_enabled",
    "circuit_condition_enabled",
    "circuit_set_recipe",
    "set_recipe",
    "circuit_set_filters",
    "logistic_condition_enabled",
    "connect_to_logistic_network",
)


def ground_faults(layout: Layout) -> Iterator[Fault]:
    """Yield entities in each other's way, off the grid, or numbered twice."""
    numbers = Counter(entity.number for entity in layout.blueprint.entities)
    for entity in layout.blueprint.entities:
        if numbers[entity.number] > 1:
            yield Fault("number-twice", (entity.x, entity.y), {"number": entity.number})
    placed: Grid[Standing] = Grid()
    for thing in layout.things:
        if any(kind in thing.prototype.type for kind in STACKABLE):
            continue
        for other in placed.touching(thing.box):
            if overlap(thing.box, other.box):
                yield Fault("overlap", thing.position, {"entity": thing.name, "other": other.name})
        placed.add(thing.box, thing)
        yield from _off_grid(thing)


def _off_grid(thing: Standing) -> Iterator[Fault]:
    """Yield an entity whose centre the game would move: an odd side has a tile's middle there, an even one its edge."""
    if any(kind in thing.prototype.type for kind in OFF_GRID_KINDS):
        return
    width, height = thing.prototype.tiles
    if (thing.direction + 2) // 4 % 2:
        width, height = height, width
    x, y = thing.position
    right = (x - width * HALF).is_integer() and (y - height * HALF).is_integer()
    if not right or (thing.direction % 4 and isinstance(thing.prototype, (Belt, Inserter))):
        yield Fault("off-grid", thing.position, {"entity": thing.name})


def not_modelled(
    layout: Layout, crafters: Crafters, carried: Carried, switched: Collection[Standing]
) -> Iterator[Unseen]:
    """Yield what the judge does not look at; of switched pumps it follows the condition."""
    for entity in layout.unknown:
        yield Unseen(entity.name)
    launching = {crafter.thing for crafter in crafters.by_thing.values() if crafter.launch}
    yield from _still_unseen(layout, launching, switched)
    for arm in layout.arms:
        stacks = isinstance(arm.prototype, Inserter) and arm.prototype.belt_stack > 1
        if stacks and arm.target is not None and isinstance(arm.target.prototype, Belt):
            yield Unseen(arm.thing.name, "belt-stacks")
    for crafter in crafters.by_thing.values():
        if crafter.betters > 0 and crafter.makes:
            yield Unseen(crafter.thing.name, "quality")
    items = layout.data.items
    here = {item for found in (*carried.on.values(), *carried.held.values()) for item in found}
    yield from (Unseen(item, "spoiling") for item in here if item in items and items[item].spoil_ticks)


def _still_unseen(layout: Layout, launching: Collection[Standing], switched: Collection[Standing]) -> Iterator[Unseen]:
    """Yield what the kind of a thing and its settings tell."""
    for thing in layout.things:
        prototype = thing.prototype
        known = isinstance(prototype, (CraftingMachine, Inserter, Beacon, Lab, MiningDrill, OffshorePump))
        if not known and prototype.type not in MOVED | PASSIVE:
            yield Unseen(thing.name)
        if isinstance(prototype, MiningDrill) and thing not in layout.ores:
            yield Unseen(thing.name, "ore")
        if prototype.type in PARTLY and thing not in launching:
            yield Unseen(thing.name, PARTLY[prototype.type])
        control = thing.entity.settings.get("control_behavior")
        if isinstance(control, dict) and any(control.get(key) for key in TICKED) and thing not in switched:
            yield Unseen(thing.name, "circuit")
        if isinstance(prototype, Inserter) and prototype.power.source == "burner":
            yield Unseen(thing.name, "fuel")


def unknown_entities(layout: Layout) -> Iterator[Fault]:
    """Yield what the data set does not know: no promise can rest on it."""
    for entity in layout.unknown:
        yield Fault("unknown-entity", (entity.x, entity.y), {"entity": entity.name}, Severity.WARNING)
