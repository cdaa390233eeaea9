"""One electric network of a snapshot with the entities of the area that belong to it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from agent.analysis.from_snapshot import exact
from agent.game.conditions import works_at
from agent.game.daylight import Day

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.contract import ElectricNetwork, Snapshot, SnapshotEntity, Surface
    from agent.game.gamedata import GameData

GENERATORS = frozenset({"generator", "burner-generator", "fusion-generator", "solar-panel", "lightning-attractor"})
PRODUCERS = GENERATORS | {"accumulator"}
AT_WORK = frozenset({"working", "normal", "low_power"})
LEAST_USE = Fraction(1, 5)
"""Effects lower what a machine draws to a fifth at most (wiki: Module)."""
SOLAR_PROPERTY, FULL = "solar-power", 100


def day_of(surface: Surface) -> Day | None:
    """Return a surface's day, None where the snapshot does not tell it."""
    points = (surface.dusk, surface.evening, surface.morning, surface.dawn)
    if surface.ticks_per_day is None or any(point is None for point in points):
        return None
    dusk, evening, morning, dawn = (exact(point or 0.0) for point in points)
    if not dusk < evening <= morning < dawn:
        return Day(surface.ticks_per_day, always=True) if surface.always_day else None
    return Day(surface.ticks_per_day, dusk, evening, morning, dawn, always=surface.always_day)


def solar_factor(surface: Surface, data: GameData) -> Fraction:
    """Return what panels give at full light here, as a part of what they give on Nauvis.

    The surface property «solar-power» in percent (game data, planets) times the surface's own multiplier.
    """
    of_planet = data.planets.get(surface.planet or ("space-platform" if surface.platform else "nauvis"), {})
    percent = Fraction(repr(float(of_planet.get(SOLAR_PROPERTY, FULL))))
    multiplier = exact(surface.solar_multiplier) if surface.solar_multiplier is not None else Fraction(1)
    return percent / FULL * multiplier


@dataclass(frozen=True)
class Grid:
    """A network and what stands of it in the area.

    ``boils`` tells that boilers stand up at this place; on space platforms they do not.
    ``whole`` tells that its figures (demand, flows) cover the whole network, as they do where statistics were read.
    """

    network: ElectricNetwork
    members: tuple[SnapshotEntity, ...]
    data: GameData
    day: Day | None
    sun: Fraction
    time: Fraction | None
    boils: bool = True

    @property
    def usual(self) -> tuple[str, ...]:
        """Return the producers that are thought of first, whether or not some stand here."""
        return ("steam-engine", "solar-panel") if self.boils else ("solar-panel",)

    @property
    def demand_w(self) -> Fraction:
        """Return what is wanted now."""
        return exact(self.network.demand_w or 0.0)

    @property
    def supply_w(self) -> Fraction:
        """Return what producers give now, accumulators left out."""
        made = [flow.now_w for flow in self.network.flows if flow.side == "make" and not self.is_store(flow.name)]
        return exact(sum(made)) if made else exact(self.network.supply_w or 0.0)

    def is_store(self, name: str) -> bool:
        """Tell whether a prototype is an accumulator."""
        prototype = self.data.entities.get(name)
        return prototype is not None and prototype.type == "accumulator"

    @property
    def satisfaction(self) -> Fraction | None:
        """Return the share of the demand that is met, if it is known."""
        return None if self.network.satisfaction is None else exact(self.network.satisfaction)

    @cached_property
    def producers(self) -> Mapping[str, tuple[SnapshotEntity, ...]]:
        """Return the generators and panels of the area by name."""
        found: dict[str, list[SnapshotEntity]] = defaultdict(list)
        for entity in self.members:
            if entity.type in GENERATORS:
                found[entity.name].append(entity)
        return {name: tuple(entities) for name, entities in sorted(found.items())}

    def give_w(self, name: str, quality: str = "normal") -> Fraction:
        """Return what one producer gives at best; a panel in full light of this surface. 0 where it is not known."""
        prototype = self.data.entities.get(name)
        if prototype is None:
            return Fraction(0)
        full = prototype.power.give_w * self._quality(quality)
        return full * self.sun if prototype.type == "solar-panel" else full

    def _quality(self, name: str) -> Fraction:
        quality = self.data.qualities.get(name)
        return Fraction(1) if quality is None else quality.default_multiplier

    @property
    def solar_w(self) -> Fraction:
        """Return what the panels of the area give in full light."""
        return sum((self.give_w(each.name, each.quality) for each in self.panels), Fraction(0))

    @property
    def panels(self) -> tuple[SnapshotEntity, ...]:
        """Return the solar panels of the area."""
        return tuple(entity for entity in self.members if entity.type == "solar-panel")

    @property
    def steady_w(self) -> Fraction | None:
        """Return what everything but panels could give: as the game says (2.1), else in the area.

        None where one of the area's producers is not in the game data.
        """
        if self.network.maximum_w is not None:
            return max(exact(self.network.maximum_w) - self.solar_w * self.light, Fraction(0))
        given = [
            self.give_w(name, entity.quality)
            for name, entities in self.producers.items()
            for entity in entities
            if entity.type != "solar-panel"
        ]
        return sum(given, Fraction(0)) if all(given) else None

    @property
    def light(self) -> Fraction:
        """Return the part of full solar power at this moment; full where the time is not known."""
        return Fraction(1) if self.day is None or self.time is None else self.day.light(self.time)

    @property
    def maximum_w(self) -> Fraction | None:
        """Return what its producers could give now: as the game says (2.1), else those of the area."""
        if self.network.maximum_w is not None:
            return exact(self.network.maximum_w)
        return None if self.steady_w is None else self.steady_w + self.solar_w * self.light or None

    @property
    def stored_j(self) -> Fraction:
        """Return what is in the accumulators."""
        return exact(self.network.stored_j)

    @property
    def storage_j(self) -> Fraction:
        """Return what would fit into them."""
        return exact(self.network.storage_j)

    @property
    def drain_w(self) -> Fraction:
        """Return by how much the demand that is met exceeds what producers give: the accumulators add it."""
        met = self.demand_w * (1 if self.satisfaction is None else self.satisfaction)
        return max(met - self.supply_w, Fraction(0))

    def mean_w(self, side: str, span: str) -> Fraction:
        """Return a sum of the flows: ``use`` or ``make`` over ``now_w``, ``ten_minutes_w`` or ``hour_w``.

        Accumulators are left out: what they take up by day is no load of the night.
        """
        flows = (flow for flow in self.network.flows if flow.side == side and not self.is_store(flow.name))
        return exact(sum(getattr(flow, span) for flow in flows))

    @cached_property
    def estimated_use(self) -> Mapping[str, Fraction]:
        """Return what the area's consumers draw by their statuses, by name: for networks without statistics.

        A machine at work draws its power and its drain, one that rests its drain alone (wiki: Electric system).
        """
        found: dict[str, Fraction] = defaultdict(Fraction)
        for entity in self.members:
            prototype = self.data.entities.get(entity.name)
            if prototype is None or entity.status is None or entity.type in PRODUCERS:
                continue
            power = prototype.power
            if power.needs_pole:
                more = Fraction(1) + exact((entity.effect or {}).get("consumption", 0.0))
                works = entity.status in AT_WORK
                found[entity.name] += power.drain_w + (power.use_w * max(more, LEAST_USE) if works else 0)
        return {name: value for name, value in found.items() if value}


def _boils(surface: Surface, data: GameData) -> bool:
    """Tell whether a boiler may stand on a surface; at a place that the data do not know it is not ruled out."""
    place = "space-platform" if surface.platform else surface.planet or ""
    boiler = data.entities.get("boiler")
    return place not in data.planets or boiler is None or works_at(boiler.surface_conditions, place, data)


def grids(snapshot: Snapshot, data: GameData) -> tuple[Grid, ...]:
    """Return every network of a snapshot; parts that closed switches join are one."""
    members: dict[int | None, list[SnapshotEntity]] = defaultdict(list)
    for entity in snapshot.entities:
        if not entity.ghost and entity.network is not None:
            members[entity.network].append(entity)
    day, sun = day_of(snapshot.surface), solar_factor(snapshot.surface, data)
    time = None if snapshot.surface.daytime is None else exact(snapshot.surface.daytime)
    boils = _boils(snapshot.surface, data)
    joined: dict[int, list[ElectricNetwork]] = defaultdict(list)
    for network in snapshot.electric_networks:
        joined[network.id if network.whole is None else network.whole].append(network)
    found = []
    for number, parts in joined.items():
        # Each part tells the sums of the whole.
        told = next((part for part in parts if part.id == number), parts[0])
        there = tuple(entity for part in parts for entity in members.get(part.id, ()))
        found.append(Grid(told, there, data, day, sun, time, boils))
    return tuple(found)


def unplugged(snapshot: Snapshot, data: GameData) -> tuple[SnapshotEntity, ...]:
    """Return the built entities that need a pole and have none."""
    return tuple(_unplugged(snapshot, data))


def _unplugged(snapshot: Snapshot, data: GameData) -> Iterator[SnapshotEntity]:
    for entity in snapshot.entities:
        if entity.ghost or entity.network is not None or entity.type in {"electric-pole", "power-switch"}:
            continue
        prototype = data.entities.get(entity.name)
        if entity.status == "not_plugged_in_electric_network" or (
            prototype is not None and prototype.power.needs_pole and entity.status is not None
        ):
            yield entity


def counted(entities: tuple[SnapshotEntity, ...]) -> Counter[str]:
    """Count entities by name."""
    return Counter(entity.name for entity in entities)
