"""What a blueprint does to the free tiles in and around it: where its belts, inserters and pipes point."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from agent.factory.verify.belts import Belts
from agent.factory.verify.crafters import Crafters
from agent.factory.verify.fluids import Fluids
from agent.factory.verify.layout import Layout
from agent.factory.verify.pipelines import Pipelines
from agent.factory.verify.verdict import Expectation, Severity
from agent.game.belts import ahead
from agent.game.geometry import STEP
from agent.game.prototypes import Belt

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.game.blueprint import Blueprint
    from agent.game.gamedata import GameData
    from agent.game.geometry import Tile

Span = tuple["Tile", int]
"""A tile that something runs under, and the axis: 0 vertical, 1 horizontal."""


@dataclass(frozen=True, slots=True)
class Loose:
    """One end of an underground without the other; ``entrance`` where items dive."""

    name: str
    tile: Tile
    direction: int
    entrance: bool
    reach: int


class Terrain:
    """The tiles, moved by an offset, that leads keep clear of.

    Attributes:
        broken: Belts that cannot work as drawn: no lead mends that.
        pointed_at: Tiles that a belt hands on to or an inserter reaches.
        belts_under: Tiles that undergrounds of belts run under or stand on.
        pipes_under: The same of pipes.
        faced: Tiles where a pipe would join one of the blueprint's.
        loose: Undergrounds whose other end is to stand outside.
    """

    def __init__(self, blueprint: Blueprint, data: GameData, offset: Tile) -> None:
        layout = Layout(blueprint, data)
        belts, crafters = Belts(layout), Crafters(layout)
        fluids = Fluids(layout, crafters)
        self._offset = offset
        self._pipelines = Pipelines(layout, fluids, crafters, Expectation(), frozenset())
        self._number = {id(pipeline): place for place, pipeline in enumerate(self._pipelines.all)}
        self.broken = any(fault.severity is Severity.ERROR for fault in belts.faults)
        self.pointed_at = {self._moved(tile) for tile in _pointed_at(belts, layout)}
        self.belts_under = [(self._moved(tile), axis) for tile, axis in _belts_under(belts)]
        self.pipes_under = [(self._moved(tile), axis) for tile, axis in _pipes_under(fluids)]
        self.faced = {self._moved(tile) for tile in _faced(fluids)}
        self.loose = [replace(end, tile=self._moved(end.tile)) for end in _loose(belts)]

    def network(self, tile: Tile) -> int:
        """Return the number of the network of pipes that what stands on a tile belongs to; -1: none."""
        found = self._pipelines.at((tile[0] - self._offset[0], tile[1] - self._offset[1]))
        return -1 if found is None else self._number[id(found)]

    def _moved(self, tile: Tile) -> Tile:
        return tile[0] + self._offset[0], tile[1] + self._offset[1]


def _pointed_at(belts: Belts, layout: Layout) -> Iterator[Tile]:
    for piece in belts.pieces.values():
        if piece.kind != "in":
            yield ahead(piece.tile, piece.direction)
    for arm in layout.arms:
        yield arm.pickup
        yield arm.drop


def _belts_under(belts: Belts) -> Iterator[Span]:
    for piece in belts.pieces.values():
        if piece.kind == "in" and piece.next is not None:
            yield from _between(piece.tile, piece.next.tile)


def _loose(belts: Belts) -> Iterator[Loose]:
    for piece in belts.pieces.values():
        prototype = piece.thing.prototype
        other = piece.main if piece.kind == "out" else piece.next
        if piece.kind in ("in", "out") and other is None and isinstance(prototype, Belt):
            yield Loose(piece.thing.name, piece.tile, piece.direction, piece.kind == "in", prototype.reach)


def _pipes_under(fluids: Fluids) -> Iterator[Span]:
    for opening in fluids.all():
        if opening.pipe.underground_reach and opening.other is not None and opening.tile < opening.other.tile:
            yield from _between(opening.tile, opening.other.tile)


def _between(a: Tile, b: Tile) -> Iterator[Span]:
    (left, top), (right, bottom) = (min(a[0], b[0]), min(a[1], b[1])), (max(a[0], b[0]), max(a[1], b[1]))
    axis = int(top == bottom)
    for x in range(left, right + 1):
        for y in range(top, bottom + 1):
            yield (x, y), axis


def _faced(fluids: Fluids) -> Iterator[Tile]:
    for opening in fluids.all():
        if opening.other is None and not opening.pipe.underground_reach:
            dx, dy = STEP[opening.direction]
            yield opening.tile[0] + dx, opening.tile[1] + dy
