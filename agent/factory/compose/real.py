"""A blueprint of the catalogue as a module of a block: whether it can be one, and the doors it has.

It can where all it makes is one thing, where each thing it takes comes in by belts, pipes or inserters that a lead can
reach, where no circuit steers it, and where the derivation is sure enough. What is only probable is tried: the judge
looks at the finished block.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.factory.catalog import derive
from agent.factory.catalog.entry import Way
from agent.factory.compose.bare import bare
from agent.factory.compose.drawing import Door, Drawing, top_left
from agent.game.blueprint import aligned, can_turn
from agent.game.quality import MARK

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from agent.factory.catalog.entry import Entry, Port
    from agent.game.blueprint import Blueprint
    from agent.game.gamedata import GameData

COUNTED_ON = Fraction(19, 20)
"""Part of a derived rate that a module is counted on for: swings of inserters cost a little."""
LEAST_CONFIDENCE = 0.6


@dataclass(frozen=True, slots=True)
class Real:
    """A blueprint that can be a module: what it makes a minute, what one of that takes, and its doors.

    ``blueprint`` stands on the grid, its corner at (0, 0).
    """

    entry: Entry
    blueprint: Blueprint
    item: str
    per_min: Fraction
    takes: Mapping[str, Fraction]
    doors: tuple[Door, ...]

    @property
    def id(self) -> str:
        """Return the entry's id."""
        return self.entry.id

    @property
    def machines(self) -> int:
        """Return how many machines work in it."""
        return sum(self.entry.machines.values())

    @property
    def drawing(self) -> Drawing:
        """Return what leads are laid to."""
        takes = {name: part * self.per_min for name, part in self.takes.items()}
        return Drawing(self.blueprint, self.doors, takes, {self.item: self.per_min}, self.machines)

    @property
    def machine(self) -> str:
        """Return the machine of which it has most."""
        return max(sorted(self.entry.machines), key=lambda name: self.entry.machines[name])


def real_module(blueprint: Blueprint, data: GameData, researched: Collection[str] | None = None) -> Real | None:
    """Read a blueprint as a module; None where it cannot be one.

    Args:
        blueprint: The normalised blueprint.
        data: Game data of the block.
        researched: Technologies that may be used; None: all.
    """
    plain = bare(blueprint, data)
    if plain is None or not plain.entities or not can_turn(plain, data):
        return None
    blueprint = _at_origin(aligned(plain, data), data)
    entry = derive(blueprint, data)
    allowed = researched is None or set(entry.technologies) <= set(researched)
    if not allowed or not _is_plain(entry):
        return None
    ((item, per_min),) = entry.makes_per_min.items()
    doors = tuple(_doors(entry.ports, data))
    ways = {out: {door.item for door in doors if door.out is out} for out in (False, True)}
    if ways[True] != {item} or ways[False] != set(entry.takes_per_min):
        return None
    takes = {name: rate / per_min for name, rate in entry.takes_per_min.items()}
    return Real(entry, blueprint, item, per_min * COUNTED_ON, takes, doors)


def _is_plain(entry: Entry) -> bool:
    """Tell whether it surely makes one thing of others, all of them alone on their lanes and reached by leads."""
    if entry.confidence < LEAST_CONFIDENCE or len(entry.makes_per_min) != 1 or not entry.takes_per_min:
        return False
    names = (*entry.makes_per_min, *entry.takes_per_min)
    if any(MARK in name for name in names):
        return False
    return all(port.way is not Way.CHEST and len(port.items) == 1 for port in entry.ports)


def _at_origin(blueprint: Blueprint, data: GameData) -> Blueprint:
    """Move a blueprint so that its corner is at (0, 0)."""
    boxes = [top_left(one.name, one.x, one.y, one.direction, data) for one in blueprint.entities]
    left, top = min(x for x, _, _, _ in boxes), min(y for _, y, _, _ in boxes)
    return replace(
        blueprint,
        entities=tuple(replace(entity, x=entity.x - left, y=entity.y - top) for entity in blueprint.entities),
    )


def _doors(ports: Iterable[Port], data: GameData) -> Iterable[Door]:
    for port in ports:
        for item in port.items:
            yield Door(item, item in data.fluids, port.flow == "out", (port.x, port.y), port.direction, port.lane)
