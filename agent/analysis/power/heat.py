"""Nuclear heat: what reactors give with their neighbours, what heat exchangers pass on, what turbines make of it.

Rules (wiki: Nuclear reactor, Heat exchanger, Steam turbine): each neighbour that stands side to side, exactly aligned,
adds 100 % of a reactor's own heat; an exchanger takes 10 MW and works from 500 degrees on; a turbine gives 5.82 MW.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.from_snapshot import exact
from agent.game.machinery import Generator, Reactor
from agent.game.prototypes import Boiler

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from agent.contract import Snapshot, SnapshotEntity
    from agent.game.gamedata import GameData

STEAM_IS_HOT = 400
"""Degrees from which on a generator's best steam is that of heat exchangers."""


@dataclass(frozen=True, slots=True)
class Heat:
    """All nuclear heat of an area, taken as one network; ``cold`` are exchangers below their working temperature."""

    reactors: tuple[SnapshotEntity, ...]
    given_w: Fraction
    bonus_w: Fraction
    exchangers: tuple[SnapshotEntity, ...]
    passed_w: Fraction
    turbines: tuple[SnapshotEntity, ...]
    made_w: Fraction
    cold: tuple[SnapshotEntity, ...]

    @property
    def reached_w(self) -> Fraction:
        """Return what can come out: the least of the three."""
        return min(self.given_w, self.passed_w, self.made_w)


def heat_of(snapshot: Snapshot, data: GameData) -> Heat | None:
    """Return the heat of a snapshot; None where no built reactor gives any."""
    built = [entity for entity in snapshot.entities if not entity.ghost]
    reactors = [entity for entity in built if isinstance(data.entities.get(entity.name), Reactor)]
    if not reactors:
        return None
    own = {id(entity): _own_w(entity, data) for entity in reactors}
    bonus = sum((own[id(entity)] * _bonus(entity, reactors, data) for entity in reactors), Fraction(0))
    exchangers = tuple(entity for entity in built if _is_exchanger(entity, data))
    turbines = tuple(entity for entity in built if _is_turbine(entity, data))
    cold = tuple(entity for entity in exchangers if _is_cold(entity, data))
    return Heat(
        tuple(reactors),
        sum(own.values(), Fraction(0)) + bonus,
        bonus,
        exchangers,
        _sum_w(exchangers, data, "use_w"),
        turbines,
        _sum_w(turbines, data, "give_w"),
        cold,
    )


def _own_w(entity: SnapshotEntity, data: GameData) -> Fraction:
    known = data.entities[entity.name]
    return known.power.use_w * _quality(entity, data)


def _quality(entity: SnapshotEntity, data: GameData) -> Fraction:
    quality = data.qualities.get(entity.quality)
    return Fraction(1) if quality is None else quality.default_multiplier


def _sum_w(entities: Iterable[SnapshotEntity], data: GameData, side: str) -> Fraction:
    found = (getattr(data.entities[each.name].power, side) * _quality(each, data) for each in entities)
    return sum(found, Fraction(0))


def _bonus(entity: SnapshotEntity, reactors: Iterable[SnapshotEntity], data: GameData) -> Fraction:
    """Return a reactor's bonus as the game reports it, else by its neighbours: 1 = +100 %."""
    if entity.neighbour_bonus is not None:
        return exact(entity.neighbour_bonus)
    known = data.entities[entity.name]
    each = known.neighbour_bonus if isinstance(known, Reactor) else Fraction(0)
    return each * sum(1 for other in _neighbours(entity, reactors, known.tiles[0]))


def _neighbours(entity: SnapshotEntity, reactors: Iterable[SnapshotEntity], side: int) -> Iterator[SnapshotEntity]:
    for other in reactors:
        dx, dy = abs(other.x - entity.x), abs(other.y - entity.y)
        if other.name == entity.name and {dx, dy} == {0.0, float(side)}:
            yield other


def _is_exchanger(entity: SnapshotEntity, data: GameData) -> bool:
    known = data.entities.get(entity.name)
    return isinstance(known, Boiler) and known.power.source == "heat"


def _is_turbine(entity: SnapshotEntity, data: GameData) -> bool:
    known = data.entities.get(entity.name)
    return isinstance(known, Generator) and known.type == "generator" and known.maximum_temperature > STEAM_IS_HOT


def _is_cold(entity: SnapshotEntity, data: GameData) -> bool:
    known = data.entities[entity.name]
    working = known.heat.min_working_temperature if known.heat is not None else None
    return entity.temperature is not None and working is not None and exact(entity.temperature) < working
