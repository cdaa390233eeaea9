"""Fusion: the plasma that reactors give, what generators make of it, what the reactors draw themselves.

Rules (wiki: Fusion reactor, Fusion generator; FusionReactorPrototype): a reactor makes plasma at a rate of its own; a
unit of it holds its heat capacity × its temperature. Neighbours make it hotter, not more: how hot the plasma is shows
their bonus, which rises and falls with their load. A generator gives 50 MW at most.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.from_snapshot import exact
from agent.game.machinery import FusionReactor

if TYPE_CHECKING:
    from collections.abc import Iterable

    from agent.contract import Snapshot, SnapshotEntity
    from agent.game.gamedata import GameData

GENERATOR = "fusion-generator"
TICKS_PER_S = 60


@dataclass(frozen=True, slots=True)
class Fusion:
    """All fusion of an area, taken as one circuit of plasma.

    ``given_w`` is in the plasma at full work as hot as it is now, ``hotter`` how many times hotter than without
    neighbours; None where no plasma is told, then without them. ``drawn_w`` is what the reactors draw.
    """

    reactors: tuple[SnapshotEntity, ...]
    given_w: Fraction
    hotter: Fraction | None
    drawn_w: Fraction
    generators: tuple[SnapshotEntity, ...]
    made_w: Fraction

    @property
    def reached_w(self) -> Fraction:
        """Return what can come out."""
        return min(self.given_w, self.made_w)


def fusion_of(snapshot: Snapshot, data: GameData) -> Fusion | None:
    """Return the fusion of a snapshot; None where no built reactor of it stands, or its plasma is not known."""
    built = [entity for entity in snapshot.entities if not entity.ghost]
    known = [(entity, kind) for entity in built if isinstance(kind := data.entities.get(entity.name), FusionReactor)]
    generators = tuple(entity for entity in built if entity.type == GENERATOR and entity.name in data.entities)
    plasma = data.fluids.get(_plasma(known[0][1], data)) if known else None
    if plasma is None or not plasma.heat_j or not plasma.default_temperature:
        return None
    usual = exact(plasma.default_temperature)
    hot = [
        exact(fluid.temperature) / usual
        for entity in (*(entity for entity, _ in known), *generators)
        for fluid in entity.fluids
        if fluid.name == plasma.name and fluid.temperature is not None and fluid.amount > 0
    ]
    hotter = sum(hot, Fraction(0)) / len(hot) if hot else None
    per_s = sum(
        (kind.fluid_usage_per_tick * TICKS_PER_S * _better(entity, data) for entity, kind in known), Fraction(0)
    )
    return Fusion(
        tuple(entity for entity, _ in known),
        per_s * plasma.heat_j * usual * (hotter or 1),
        hotter,
        sum((kind.power.use_w for _, kind in known), Fraction(0)),
        generators,
        sum((data.entities[each.name].power.give_w * _better(each, data) for each in generators), Fraction(0)),
    )


def _plasma(reactor: FusionReactor, data: GameData) -> str:
    """Name the fluid that reactors hand to generators: the one that both have a pipe for."""
    taken = {pipe.fluid_filter for kind in data.entities.values() if kind.type == GENERATOR for pipe in kind.pipes}
    return _first(pipe.fluid_filter for pipe in reactor.pipes if pipe.fluid_filter in taken)


def _first(names: Iterable[str | None]) -> str:
    return min((name for name in names if name is not None), default="")


def _better(entity: SnapshotEntity, data: GameData) -> Fraction:
    quality = data.qualities.get(entity.quality)
    return Fraction(1) if quality is None else quality.default_multiplier
