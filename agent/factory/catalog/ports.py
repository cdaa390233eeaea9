"""Where things come in and leave: the ways in and out that the judge's lanes begin and end with."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.factory.catalog.entry import Flow, Lane, Port, Way
from agent.factory.verify.verdict import LANES
from agent.game.belts import lane_items_per_s
from agent.game.quality import item_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from agent.factory.catalog.pipes import Network
    from agent.factory.catalog.reach import Reach
    from agent.factory.catalog.throughput import Throughput
    from agent.factory.verify.belts import Belts
    from agent.factory.verify.layout import Layout
    from agent.game.geometry import Tile

PER_MIN = 60


@dataclass(frozen=True, slots=True)
class Gate:
    """A port before its rate is known; ``able_per_min`` None: no limit."""

    flow: Flow
    way: Way
    tile: Tile
    direction: int | None
    lane: Lane
    items: frozenset[str]
    able_per_min: Fraction | None = None


def find_gates(flow: Throughput, pipes: Iterable[Network]) -> tuple[Gate, ...]:
    """Find all ports of a blueprint whose programme was solved."""
    return (
        *_fed(flow.layout, flow.reach),
        *_left(flow),
        *_chests(flow),
        *(Gate("in", Way.INSERTER, arm.pickup, None, "both", frozenset({name})) for arm, name in flow.loose_in),
        *(Gate("out", Way.INSERTER, arm.drop, None, "both", frozenset({name})) for arm, name in flow.loose_out),
        *_mouths(pipes),
    )


def with_rates(gates: Sequence[Gate], rates: Mapping[str, Fraction], corner: Tile) -> tuple[Port, ...]:
    """Share each item's rate among its ports, by what they can carry; positions count from the corner."""
    plain: dict[str, Fraction] = defaultdict(Fraction)
    for key, rate in rates.items():
        plain[item_of(key)] += rate
    found = [
        Port(
            gate.flow,
            gate.way,
            gate.tile[0] - corner[0],
            gate.tile[1] - corner[1],
            gate.direction,
            gate.lane,
            tuple(sorted(gate.items)),
            sum((_part(gate, item, gates) * _through(gate, plain[item]) for item in gate.items), Fraction(0)),
        )
        for gate in gates
    ]
    return tuple(sorted(set(found), key=lambda port: (port.flow, port.y, port.x, port.lane, port.items)))


def _through(gate: Gate, rate: Fraction) -> Fraction:
    return max(rate if gate.flow == "out" else -rate, Fraction(0))


def _part(gate: Gate, item: str, gates: Sequence[Gate]) -> Fraction:
    """Return the part of an item that passes here."""
    group = [other for other in gates if other.flow == gate.flow and item in other.items]
    able = [other.able_per_min / len(other.items) for other in group if other.able_per_min is not None]
    if gate.able_per_min is None or len(able) < len(group):
        return Fraction(1, len(group))
    return gate.able_per_min / len(gate.items) / sum(able, Fraction(0))


def _fed(layout: Layout, reach: Reach) -> Iterator[Gate]:
    lanes: dict[Tile, dict[Lane, set[str]]] = defaultdict(lambda: defaultdict(set))
    chests: dict[Tile, set[str]] = defaultdict(set)
    for feed in reach.feeds:
        if feed.tile not in reach.belts.pieces:
            chests[feed.tile].add(feed.item)
            continue
        for lane in LANES if feed.lane == "both" else (feed.lane,):
            lanes[feed.tile][lane].add(feed.item)
    for tile, items in lanes.items():
        yield from _belt("in", tile, items, reach.belts)
    for tile, names in chests.items():
        thing = layout.at(tile)
        assert thing is not None  # noqa: S101 - a feed of a chest lies in the chest
        yield Gate("in", Way.CHEST, thing.tile, None, "both", frozenset(names))


def _left(flow: Throughput) -> Iterator[Gate]:
    made = {item for crafter in flow.rate for item in crafter.makes}
    lanes: dict[Tile, dict[Lane, set[str]]] = defaultdict(lambda: defaultdict(set))
    for comes_in, tile, item in flow.ports:
        if not comes_in and item in made and tile in flow.belts.pieces:
            for lane in LANES:
                if item in flow.supply.final.on[tile, lane]:
                    lanes[tile][lane].add(item)
    for tile, items in lanes.items():
        yield from _belt("out", tile, items, flow.belts)


def _belt(flow: Flow, tile: Tile, items: Mapping[Lane, set[str]], belts: Belts) -> Iterator[Gate]:
    """Yield one port for both lanes where they carry the same, else one for each."""
    piece = belts.pieces[tile]
    lane_per_min = lane_items_per_s(piece.speed) * PER_MIN
    if len(items) == len(LANES) and items["left"] == items["right"]:
        yield Gate(flow, Way.BELT, tile, piece.direction, "both", frozenset(items["left"]), lane_per_min * 2)
        return
    for lane, names in items.items():
        yield Gate(flow, Way.BELT, tile, piece.direction, lane, frozenset(names), lane_per_min)


def _chests(flow: Throughput) -> Iterator[Gate]:
    found: dict[Tile, set[str]] = defaultdict(set)
    for comes_in, tile, item in flow.ports:
        thing = None if comes_in or tile in flow.belts.pieces else flow.layout.at(tile)
        if thing is not None and thing.prototype.stacks:
            found[tile].add(item)
    for tile, names in found.items():
        yield Gate("out", Way.CHEST, tile, None, "both", frozenset(names))


def _mouths(pipes: Iterable[Network]) -> Iterator[Gate]:
    for network in pipes:
        items = frozenset(item_of(name) for name in network.used | network.made)
        flow: Flow = "out" if network.made else "in"
        for mouth in network.mouths:
            yield Gate(flow, Way.PIPE, mouth.tile, mouth.direction, "both", items)
