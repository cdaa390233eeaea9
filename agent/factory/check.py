"""Does a blueprint of belts, inserters, machines and poles work? Knows nothing of how it was made.

Given the string's JSON, what comes in where, and what shall leave where, every fault is told with its place. Not
looked at: undergrounds, splitters, loaders, fluids, circuits, trains; a blueprint with such parts is refused as not
checked (``not-modelled``), never passed.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.factory.check_feeding import Feeding
from agent.factory.check_power import power_faults
from agent.factory.lanes import belt_faults
from agent.factory.site import Fault, Site, Standing
from agent.game.geometry import Grid, overlap
from agent.game.prototypes import Belt, Inserter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.factory.site import Intake
    from agent.game.blueprint import Blueprint
    from agent.game.gamedata import GameData

HALF = 0.5
MODELLED = frozenset({"transport-belt", "inserter", "electric-pole", "assembling-machine", "furnace"})


@dataclass(frozen=True, slots=True)
class Promise:
    """What a blueprint is said to do.

    ``intakes``: items by lane at the first tiles of the input belts; ``outlets``: last tiles of the output belts;
    ``makes_per_min``: products with their rates.
    """

    intakes: tuple[Intake, ...]
    outlets: tuple[tuple[int, int], ...]
    makes_per_min: Mapping[str, Fraction]


def check(blueprint: Blueprint, data: GameData, promise: Promise) -> tuple[Fault, ...]:
    """Return every fault, in the order of the blueprint; none means that it works as promised."""
    site = Site(blueprint, data)
    faults = [*_unknown(blueprint, data), *_collisions(site), *_off_grid(site)]
    faults += power_faults(site, blueprint)
    faults += belt_faults(site, promise.outlets)
    feeding = Feeding(site, promise.intakes)
    faults += feeding.faults
    made = feeding.leaving(promise.outlets)
    for product, rate in promise.makes_per_min.items():
        reached = made.get(product, Fraction(0))
        if reached < rate:
            faults.append(Fault("rate-missed", None, {"item": product, "rate": float(rate), "reached": float(reached)}))
    return tuple(faults)


def _unknown(blueprint: Blueprint, data: GameData) -> Iterator[Fault]:
    numbers = Counter(entity.number for entity in blueprint.entities)
    for entity in blueprint.entities:
        prototype = data.entities.get(entity.name)
        if prototype is None or prototype.type not in MODELLED:
            yield Fault("not-modelled", (entity.x, entity.y), {"entity": entity.name})
        if numbers[entity.number] > 1:
            yield Fault("number-twice", (entity.x, entity.y), {"number": entity.number})
        if entity.quality != "normal" or entity.items:
            yield Fault("not-modelled", (entity.x, entity.y), {"entity": entity.name})


def _collisions(site: Site) -> Iterator[Fault]:
    placed: Grid[Standing] = Grid()
    for thing in site.things:
        for other in placed.touching(thing.box):
            if overlap(thing.box, other.box):
                yield Fault("overlap", thing.position, {"entity": thing.prototype.name, "other": other.prototype.name})
        placed.add(thing.box, thing)


def _off_grid(site: Site) -> Iterator[Fault]:
    """Yield entities whose centre the game would move: an odd side has a tile's middle there, an even one its edge."""
    for thing in site.things:
        width, height = thing.prototype.tiles
        if thing.direction // 4 % 2:
            width, height = height, width
        right = (thing.x - width * HALF).is_integer() and (thing.y - height * HALF).is_integer()
        if not right or (thing.direction % 4 and isinstance(thing.prototype, (Belt, Inserter))):
            yield Fault("off-grid", thing.position, {"entity": thing.prototype.name})
