"""What the machines of an area give off, and what its ground and trees take up.

Rules (wiki: Pollution, Modules; BaseEnergySource.emissions_per_minute): a machine at work gives off its rate times
the effect of modules and beacons on pollution, times that on its consumption, times its recipe's multiplier; one that
stands gives off nothing. Tiles and trees take up a fixed amount a second each.
"""

from __future__ import annotations

from collections import defaultdict
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING

from agent.analysis.combat.waves import chunk_of
from agent.analysis.from_snapshot import exact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.analysis.combat.waves import Chunk
    from agent.contract import PollutionChunk, Snapshot, SnapshotEntity
    from agent.game.gamedata import GameData

AT_WORK = frozenset({"working", "normal", "low_power"})
LEAST_FACTOR = Fraction(1, 5)
"""Neither effect goes below a fifth (Effect.pollution, Effect.consumption: -80 % at least)."""
TILES_PER_CHUNK = 1024


def emissions(snapshot: Snapshot, data: GameData) -> Iterator[tuple[SnapshotEntity, Fraction]]:
    """Yield the machines at work with what they give off a minute."""
    pollutant = snapshot.surface.pollutant or "pollution"
    for entity in snapshot.entities:
        if entity.ghost or entity.status not in AT_WORK:
            continue
        prototype = data.entities.get(entity.name)
        rate = prototype.power.pollution_per_min.get(pollutant) if prototype is not None else None
        if rate:
            yield entity, rate * _factor(entity, data)


def _factor(entity: SnapshotEntity, data: GameData) -> Fraction:
    effect = entity.effect or {}
    factor = Fraction(1)
    for name in ("pollution", "consumption"):
        factor *= max(LEAST_FACTOR, 1 + exact(effect.get(name, 0.0)))
    recipe = data.recipes.get(entity.recipe) if entity.recipe else None
    return factor if recipe is None else factor * recipe.pollution_multiplier


def by_chunk(given: list[tuple[SnapshotEntity, Fraction]]) -> dict[Chunk, Fraction]:
    """Sum what is given off a minute by chunk."""
    found: dict[Chunk, Fraction] = defaultdict(Fraction)
    for entity, rate in given:
        found[chunk_of(entity.x, entity.y)] += rate
    return dict(found)


def absorption_per_s(chunk: PollutionChunk, snapshot: Snapshot, data: GameData) -> Fraction:
    """Return what a chunk's tiles and trees can take up a second; its tiles are known from a few points."""
    pollutant = snapshot.surface.pollutant or "pollution"
    points = sum(chunk.tiles.values())
    ground = Fraction(0)
    for name, number in chunk.tiles.items():
        tile = data.tiles.get(name)
        if tile is not None:
            share = Fraction(number, points) * TILES_PER_CHUNK
            ground += share * tile.absorptions_per_second.get(pollutant, Fraction(0))
    ageing = exact(snapshot.rules.pollution.ageing) if snapshot.rules is not None else Fraction(1)
    return ground * ageing + chunk.trees * _tree(data, pollutant)


def _tree(data: GameData, pollutant: str) -> Fraction:
    """Return what a tree takes up: the median of all kinds, as a snapshot does not tell them apart.

    Living trees of the base game take the same, dead ones less (wiki: Pollution, Trees).
    """
    rates = [
        rate
        for plant in data.plants.values()
        if plant.type == "tree" and (rate := plant.absorptions_per_second.get(pollutant)) is not None
    ]
    return median(rates) if rates else Fraction(0)
