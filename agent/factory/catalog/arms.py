"""Inserters between belts, chests and machines, and which items each of those places holds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agent.factory.catalog.tracer import LEFT, RIGHT, Place
from agent.factory.lanes import LEFT as LEFT_NAME
from agent.factory.lanes import drop_lane
from agent.game import inserting
from agent.game.geometry import tile_of
from agent.game.prototypes import Belt, CraftingMachine, Inserter, Lab

if TYPE_CHECKING:
    from fractions import Fraction

    from agent.factory.catalog.tracer import Tracks
    from agent.factory.catalog.working import Work
    from agent.factory.site import Standing
    from agent.game.geometry import Tile

PER_MIN = 60


@dataclass(frozen=True, slots=True)
class Arm:
    """One inserter: machines or places at both ends, its speed, and what its filter lets through (empty: all)."""

    thing: Standing
    per_min: Fraction
    source: Standing | None
    target: Standing | None
    takes_from: tuple[Place, ...] = ()
    puts_to: Place | None = None
    only: frozenset[str] = field(default_factory=frozenset)
    ends: tuple[Tile, Tile] = ((0, 0), (0, 0))

    def lets(self, items: frozenset[str]) -> frozenset[str]:
        """Return which of the items pass the filter."""
        return items & self.only if self.only else items


class Arms:
    """All inserters of a site, by the machines they serve; ``held`` is what machines put on each place."""

    def __init__(self, tracks: Tracks, work: list[Work]) -> None:
        self.tracks = tracks
        self.into: dict[int, list[Arm]] = defaultdict(list)
        self.out_of: dict[int, list[Arm]] = defaultdict(list)
        self.all = [arm for arm in map(self._arm, tracks.site.inserters()) if arm is not None]
        for arm in self.all:
            if arm.target is not None and _machine(arm.target):
                self.into[arm.target.entity.number].append(arm)
            if arm.source is not None and _machine(arm.source):
                self.out_of[arm.source.entity.number].append(arm)
        self.edges = self._edges()
        self.behind: dict[Place, list[Place]] = defaultdict(list)
        for near, others in self.edges.items():
            for far in others:
                self.behind[far].append(near)
        self.dropped = self._dropped(work)
        self.held = tracks.spread(self.dropped, self.edges)

    def holding(self, arm: Arm, made_by: dict[int, Work]) -> frozenset[str]:
        """Return what an inserter finds at its source, as far as machines of the blueprint put it there."""
        found = set[str]().union(*(self.held.get(place, set()) for place in arm.takes_from))
        if arm.source is not None and arm.source.entity.number in made_by:
            found |= set(made_by[arm.source.entity.number].makes)
        return arm.lets(frozenset(found))

    def _arm(self, pair: tuple[Standing, Inserter]) -> Arm | None:
        thing, prototype = pair
        pickup, drop = (tile_of(*end) for end in inserting.ends(prototype, thing.x, thing.y, thing.direction))
        source, target = self.tracks.taker(pickup), self.tracks.taker(drop)
        if source is None and target is None:
            return None
        belts = [t.prototype for t in (source, target) if t is not None and isinstance(t.prototype, Belt)]
        speed = min((belt.speed for belt in belts), default=None)
        per_min = inserting.items_per_s(prototype, inserting.hand_size(prototype), speed) * PER_MIN
        takes_from: tuple[Place, ...] = self.tracks.lanes_at(pickup)
        puts: Place | None = None
        if source is not None and source.prototype.stacks and not takes_from:
            takes_from = ((source.entity.number, 0, LEFT),)
        lanes = self.tracks.lanes_at(drop)
        if lanes and target is not None:
            puts = lanes[LEFT if drop_lane(target, thing) == LEFT_NAME else RIGHT]
        elif target is not None and target.prototype.stacks:
            puts = (target.entity.number, 0, LEFT)
        return Arm(thing, per_min, source, target, takes_from, puts, _filters(thing), (pickup, drop))

    def _edges(self) -> dict[Place, list[Place]]:
        """Return the lanes' edges, and those of inserters that take from one place and put to another."""
        edges: dict[Place, list[Place]] = defaultdict(list)
        for near, far in self.tracks.ahead.items():
            edges[near] += far
        for arm in self.all:
            if arm.puts_to is not None:
                for place in arm.takes_from:
                    edges[place].append(arm.puts_to)
        return edges

    def _dropped(self, work: list[Work]) -> dict[Place, set[str]]:
        dropped: dict[Place, set[str]] = defaultdict(set)
        for one in work:
            solid = frozenset(one.makes) - one.fluids
            for arm in self.out_of[one.number]:
                if arm.puts_to is not None:
                    dropped[arm.puts_to] |= arm.lets(solid)
        return dropped


def _machine(thing: Standing) -> bool:
    return isinstance(thing.prototype, (CraftingMachine, Lab))


def _filters(thing: Standing) -> frozenset[str]:
    """Return the names a filter lets through; a black list lets through what nobody can list."""
    settings = thing.entity.settings
    rows = settings.get("filters")
    if not isinstance(rows, list) or settings.get("filter_mode") == "blacklist":
        return frozenset()
    return frozenset(row["name"] for row in rows if isinstance(row, dict) and isinstance(row.get("name"), str))
