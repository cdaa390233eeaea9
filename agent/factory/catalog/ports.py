"""Where things come in and leave: lanes followed back to where they begin and on to where they end."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.factory.catalog.entry import Flow, Lane, Port, Way
from agent.factory.catalog.tracer import LANES, LEFT, Place
from agent.game.geometry import tile_of
from agent.game.prototypes import Belt

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agent.factory.catalog.arms import Arm, Arms
    from agent.factory.catalog.pipes import Opening
    from agent.factory.catalog.working import Work

    Hand = tuple[Arm, frozenset[str]]

PER_MIN = 60


@dataclass(frozen=True, slots=True)
class Gate:
    """A port before its rate is known: each place of it with the items that pass; ``lane_per_min`` None: no limit."""

    flow: Flow
    way: Way
    tile: tuple[int, int]
    direction: int | None
    lanes: Mapping[int, frozenset[str]]
    lane_per_min: Fraction | None = None

    @property
    def items(self) -> frozenset[str]:
        """Return all that may pass."""
        return frozenset().union(*self.lanes.values())

    def able(self, item: str) -> Fraction | None:
        """Return how much of an item may pass a minute when lanes are shared equally."""
        if self.lane_per_min is None:
            return None
        return sum((self.lane_per_min / len(items) for items in self.lanes.values() if item in items), Fraction(0))


@dataclass(slots=True)
class Gates:
    """All ports of a blueprint, and the items for which none was found."""

    inward: list[Gate] = field(default_factory=list)
    outward: list[Gate] = field(default_factory=list)

    def able(self, flow: Flow, item: str) -> float | None:
        """Return what the ports let through together; None: without limit; 0 where there is none."""
        found = [gate.able(item) for gate in (self.inward if flow == "in" else self.outward) if item in gate.items]
        return None if None in found else float(sum(able for able in found if able is not None))

    def has(self, flow: Flow, item: str) -> bool:
        """Tell whether an item has a port."""
        return any(item in gate.items for gate in (self.inward if flow == "in" else self.outward))


def find_gates(arms: Arms, work: list[Work], pipes: Iterable[Opening], leaving: frozenset[str]) -> Gates:
    """Find all ports; ``leaving`` are the items of which more is made than used."""
    wanted, loose = _wanted(arms, work)
    up = arms.tracks.spread(wanted, arms.behind)
    gates = Gates(
        inward=_belt_gates(arms, "in", {place: items for place, items in up.items() if _begins(arms, place)}),
        outward=_belt_gates(arms, "out", _ends(arms, leaving)),
    )
    gates.inward += _chests(arms, "in", {p: s for p, s in up.items() if _box(arms, p) and not arms.behind.get(p)})
    gates.inward += _hands("in", loose)
    made_by = {one.number: one for one in work}
    gates.outward += _hands(
        "out",
        [
            (arm, arm.lets(frozenset(made_by[arm.source.entity.number].makes) & leaving))
            for arm in arms.all
            if arm.target is None and arm.source is not None and arm.source.entity.number in made_by
        ],
    )
    full = {p: s & leaving for p, s in arms.held.items() if _box(arms, p) and not arms.edges.get(p)}
    gates.outward += _chests(arms, "out", {place: items for place, items in full.items() if items})
    for opening in pipes:
        flow: Flow = "out" if opening.made & leaving else "in"
        for mouth in opening.mouths:
            gate = Gate(flow, Way.PIPE, mouth.tile, mouth.direction, {LEFT: opening.items})
            (gates.outward if flow == "out" else gates.inward).append(gate)
    return gates


def with_rates(gates: Gates, rates: Mapping[str, Fraction], corner: tuple[int, int]) -> tuple[Port, ...]:
    """Share each item's rate among its ports, by what they can carry; positions count from the corner."""
    found: list[Port] = []
    for group in (gates.inward, gates.outward):
        for gate in group:
            rate = Fraction(0)
            for item in gate.items:
                all_able = [other.able(item) for other in group if item in other.items]
                able = gate.able(item)
                limits = [one for one in all_able if one is not None]
                if able is None or len(limits) < len(all_able):
                    share = Fraction(1, len(all_able))
                else:
                    share = able / sum(limits, Fraction(0))
                rate += abs(rates.get(item, Fraction(0))) * share
            x, y = gate.tile[0] - corner[0], gate.tile[1] - corner[1]
            lane: Lane = "both" if len(gate.lanes) > 1 or gate.way is not Way.BELT else _lane(gate)
            items = tuple(sorted(gate.items))
            found.append(Port(gate.flow, gate.way, x, y, gate.direction, lane, items, rate))
    return tuple(sorted(found, key=lambda port: (port.flow, port.y, port.x, port.lane)))


def _lane(gate: Gate) -> Lane:
    return "left" if LEFT in gate.lanes else "right"


def _wanted(arms: Arms, work: list[Work]) -> tuple[dict[Place, set[str]], list[Hand]]:
    """Return what machines want of each place that no machine of the blueprint puts there, and of empty tiles."""
    wanted: dict[Place, set[str]] = defaultdict(set)
    loose: list[Hand] = []
    made_by = {one.number: one for one in work}
    for one in work:
        needs = frozenset(one.takes) - one.fluids
        arms_in = [(arm, arms.holding(arm, made_by) & needs) for arm in arms.into[one.number]]
        missing = needs.difference(*(found for _, found in arms_in))
        foreign = [arm for arm, found in arms_in if not found]
        for arm in foreign or ([arm for arm, _ in arms_in] if missing else []):
            _want(wanted, arm, missing or needs)
            if arm.source is None:
                loose.append((arm, arm.lets(missing or needs)))
    short = _short(work)
    for one in work:
        for arm in arms.into[one.number]:
            _want(wanted, arm, arms.holding(arm, made_by) & short & frozenset(one.takes))
    return wanted, loose


def _hands(flow: Flow, hands: Iterable[Hand]) -> list[Gate]:
    """Return the empty tiles that inserters at the edge take from or put to."""
    return [
        Gate(flow, Way.INSERTER, arm.ends[0 if flow == "in" else 1], None, {LEFT: items}, arm.per_min)
        for arm, items in hands
        if items
    ]


def _want(wanted: dict[Place, set[str]], arm: Arm, items: frozenset[str]) -> None:
    found = arm.lets(items)
    if found:
        for place in arm.takes_from:
            wanted[place] |= found


def _short(work: list[Work]) -> frozenset[str]:
    """Return what is made here, but less of it than is used."""
    net: dict[str, Fraction] = defaultdict(Fraction)
    for one in work:
        for item, rate in one.makes.items():
            net[item] += rate
        for item, rate in one.takes.items():
            net[item] -= rate
    return frozenset(item for item, rate in net.items() if rate < 0)


def _box(arms: Arms, place: Place) -> bool:
    return place[0] not in arms.tracks.belts


def _begins(arms: Arms, place: Place) -> bool:
    """Tell whether a belt begins here, so that it can be joined from outside: nothing runs or is put onto it."""
    number, half, _ = place
    if _box(arms, place) or number in arms.tracks.entrances:
        return False
    lanes = [(number, half, lane) for lane in LANES]
    return not any(arms.behind.get(lane) or lane in arms.dropped for lane in lanes)


def _ends(arms: Arms, leaving: frozenset[str]) -> dict[Place, set[str]]:
    found: dict[Place, set[str]] = {}
    for place, items in arms.held.items():
        if not _box(arms, place) and items & leaving and arms.tracks.leaves(place):
            found[place] = items & leaving
    return found


def _belt_gates(arms: Arms, flow: Flow, places: Mapping[Place, set[str]]) -> list[Gate]:
    grouped: dict[tuple[int, int], dict[int, frozenset[str]]] = defaultdict(dict)
    for (number, half, lane), items in sorted(places.items()):
        grouped[number, half][lane] = frozenset(items)
    gates = []
    for (number, half), lanes in grouped.items():
        thing = arms.tracks.belts[number]
        assert isinstance(thing.prototype, Belt)  # noqa: S101 - all belts of a site are
        lane_per_min = thing.prototype.items_per_s / 2 * PER_MIN
        tile = arms.tracks.halves[number][half]
        gates.append(Gate(flow, Way.BELT, tile, thing.direction, lanes, lane_per_min))
    return gates


def _chests(arms: Arms, flow: Flow, places: Mapping[Place, set[str]]) -> list[Gate]:
    by_number = {thing.entity.number: thing for thing in arms.tracks.site.things}
    return [
        Gate(flow, Way.CHEST, tile_of(*by_number[place[0]].position), None, {LEFT: frozenset(items)})
        for place, items in sorted(places.items())
    ]
