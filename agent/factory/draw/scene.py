"""What a picture of a blueprint shows, before it becomes text or SVG: footprints, kinds, hands, wires, legend."""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from agent.factory.verify.belts import Belts
from agent.factory.verify.crafters import Crafters
from agent.factory.verify.fluids import Fluids
from agent.factory.verify.layout import Layout
from agent.factory.verify.power import supply_area
from agent.game import inserting
from agent.game.blueprint.model import POLE_COPPER
from agent.game.geometry import Box, around, tile_box
from agent.game.names import printable
from agent.game.prototypes import Beacon, Inserter

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.factory.verify import Verdict
    from agent.game.blueprint import Blueprint, BlueprintEntity
    from agent.game.gamedata import GameData

Point = tuple[float, float]


class Look(StrEnum):
    """How a thing is drawn."""

    BELT = "belt"
    UNDERGROUND = "underground"
    SPLITTER = "splitter"
    INSERTER = "inserter"
    MACHINE = "machine"
    BEACON = "beacon"
    POLE = "pole"
    PIPE = "pipe"
    CHEST = "chest"
    RAIL = "rail"
    OTHER = "other"
    UNKNOWN = "unknown"


LOOKS = {
    "transport-belt": Look.BELT,
    "underground-belt": Look.UNDERGROUND,
    "linked-belt": Look.UNDERGROUND,
    "splitter": Look.SPLITTER,
    "lane-splitter": Look.SPLITTER,
    "loader": Look.SPLITTER,
    "loader-1x1": Look.SPLITTER,
    "inserter": Look.INSERTER,
    "assembling-machine": Look.MACHINE,
    "furnace": Look.MACHINE,
    "rocket-silo": Look.MACHINE,
    "mining-drill": Look.MACHINE,
    "lab": Look.MACHINE,
    "beacon": Look.BEACON,
    "electric-pole": Look.POLE,
    "pipe": Look.PIPE,
    "pipe-to-ground": Look.PIPE,
    "pump": Look.PIPE,
    "storage-tank": Look.PIPE,
    "container": Look.CHEST,
    "logistic-container": Look.CHEST,
    "infinity-container": Look.CHEST,
}


@dataclass(frozen=True, slots=True)
class Shape:
    """One entity of a picture; ``box`` are its tiles, ``hand`` the places an inserter takes from and puts to."""

    name: str
    look: Look
    box: Box
    x: float
    y: float
    direction: int
    recipe: str | None = None
    hand: tuple[Point, Point] | None = None
    end: str | None = None
    opens: tuple[int, ...] = ()
    """Directions in which a pipe is joined to its neighbours above the ground."""


@dataclass(frozen=True, slots=True)
class Mark:
    """Something to point at: a fault with its number, or what comes in and leaves at a place."""

    x: float
    y: float
    label: str
    kind: str
    """``error``, ``warning``, ``in`` or ``out``."""


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole picture; ``counts`` is the legend: how many of each entity, and for machines of which recipe."""

    label: str
    shapes: tuple[Shape, ...]
    wires: tuple[tuple[Point, Point], ...]
    box: tuple[int, int, int, int]
    counts: Mapping[tuple[str, str | None], int]
    areas: tuple[Box, ...] = ()
    """What poles supply."""
    beams: tuple[Box, ...] = ()
    """What beacons reach."""
    tunnels: tuple[tuple[Point, Point], ...] = ()
    """The ends of underground belts and pipes."""

    @property
    def width(self) -> int:
        """Return the tiles from west to east."""
        return self.box[2] - self.box[0]

    @property
    def height(self) -> int:
        """Return the tiles from north to south."""
        return self.box[3] - self.box[1]


def scene(blueprint: Blueprint, data: GameData) -> Scene:
    """Lay out a blueprint for drawing; entities the data set does not know take one tile and a question mark."""
    layout = Layout(blueprint, data)
    fluids = Fluids(layout, Crafters(layout))
    opens = _opens(fluids)
    entities = layout.blueprint.entities
    shapes = tuple(_shape(entity, data, opens.get(entity.number, ())) for entity in entities)
    places = {entity.number: (entity.x, entity.y) for entity in entities}
    wires = tuple(
        (places[wire.source], places[wire.target])
        for wire in blueprint.wires
        if wire.source_connector == wire.target_connector == POLE_COPPER
        and wire.source in places
        and wire.target in places
    )
    return Scene(
        label=printable(blueprint.label),
        shapes=shapes,
        wires=wires,
        box=(
            math.floor(min((shape.box[0] for shape in shapes), default=0)),
            math.floor(min((shape.box[1] for shape in shapes), default=0)),
            math.ceil(max((shape.box[2] for shape in shapes), default=0)),
            math.ceil(max((shape.box[3] for shape in shapes), default=0)),
        ),
        counts=Counter((shape.name, shape.recipe) for shape in shapes),
        areas=tuple(
            around(thing.entity.x, thing.entity.y, supply_area(layout, thing, prototype))
            for thing, prototype in layout.poles()
        ),
        beams=tuple(
            around(thing.entity.x, thing.entity.y, thing.prototype.tiles[0] / 2 + thing.prototype.supply_distance)
            for thing in layout.things
            if isinstance(thing.prototype, Beacon)
        ),
        tunnels=tuple(_tunnels(Belts(layout), fluids)),
    )


def marks(verdict: Verdict) -> tuple[Mark, ...]:
    """Return what a verdict has to show: its faults under the numbers of the report, and where things come and go."""
    numbered = enumerate((*verdict.errors, *verdict.warnings), 1)
    faults = [
        Mark(fault.position[0], fault.position[1], str(number), fault.severity.value)
        for number, fault in numbered
        if fault.position is not None
    ]
    ports: dict[tuple[float, float, str], list[str]] = {}
    for feed in verdict.feeds:
        ports.setdefault((feed.tile[0] + 0.5, feed.tile[1] + 0.5, "in"), []).append(feed.item)
    for tile in verdict.outlets:
        leaving = [port.item for port in verdict.ports if port.tile == tile and not port.comes_in]
        ports.setdefault((tile[0] + 0.5, tile[1] + 0.5, "out"), []).extend(leaving)
    told = [Mark(x, y, ", ".join(dict.fromkeys(items)), kind) for (x, y, kind), items in ports.items()]
    return (*told, *faults)


def _tunnels(belts: Belts, fluids: Fluids) -> Iterator[tuple[Point, Point]]:
    """Yield the two ends of every underground belt and pipe."""
    for piece in belts.pieces.values():
        if piece.kind == "in" and piece.next is not None and piece.next.kind == "out":
            yield piece.centre, piece.next.centre
    for opening in fluids.all():
        other = opening.other
        if opening.pipe.underground_reach and other is not None and opening.tile < other.tile:
            yield (opening.tile[0] + 0.5, opening.tile[1] + 0.5), (other.tile[0] + 0.5, other.tile[1] + 0.5)


def _opens(fluids: Fluids) -> dict[int, tuple[int, ...]]:
    """Return, by number of the entity, where its pipes are joined; the mouth of an underground pipe always shows."""
    found: dict[int, tuple[int, ...]] = {}
    for opening in fluids.all():
        mouth = opening.thing.prototype.type == "pipe-to-ground"
        if opening.pipe.underground_reach is None and (mouth or opening.other is not None):
            number = opening.thing.entity.number
            found[number] = (*found.get(number, ()), opening.direction)
    return found


def _shape(entity: BlueprintEntity, data: GameData, opens: tuple[int, ...]) -> Shape:
    prototype = data.entities.get(entity.name)
    if prototype is None:
        left, top = math.floor(entity.x), math.floor(entity.y)
        box = (float(left), float(top), left + 1.0, top + 1.0)
        return Shape(printable(entity.name), Look.UNKNOWN, box, entity.x, entity.y, entity.direction)
    look = LOOKS.get(prototype.type, Look.RAIL if "rail" in prototype.type else Look.OTHER)
    hand = None
    if isinstance(prototype, Inserter):
        hand = inserting.ends(prototype, entity.x, entity.y, entity.direction)
    return Shape(
        name=entity.name,
        look=look,
        box=tile_box(prototype, entity.x, entity.y, entity.direction),
        x=entity.x,
        y=entity.y,
        direction=entity.direction,
        recipe=printable(entity.recipe) if entity.recipe and look is Look.MACHINE else None,
        hand=hand,
        end=entity.end,
        opens=opens,
    )
