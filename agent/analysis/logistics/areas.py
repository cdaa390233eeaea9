"""Where roboports reach: which of them belong together, and networks that join only by touching.

Rule (wiki: Roboport, Logistic network): two roboports are one network when their orange squares touch or overlap. A
touch joins as well as an overlap does, and roboports fifty tiles apart are the common way to cover ground with few of
them: only where the rest of a network overlaps is a lone touch likely to be no purpose.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent.contract import Roboport

TOUCH = 0.01
NEAR_TILES = 4.0
CELL = 64
MOST = 600
"""Roboports of one network that are looked at for links; larger networks are built on purpose."""


@dataclass(frozen=True, slots=True)
class Link:
    """Two roboports; ``gap`` is the distance of their squares in tiles, 0 where they touch, negative for overlap."""

    one: Roboport
    other: Roboport
    gap: float


def gap(one: Roboport, other: Roboport) -> float:
    """Return how far two logistic squares are apart."""
    reach = one.logistic_radius + other.logistic_radius
    return max(abs(one.x - other.x) - reach, abs(one.y - other.y) - reach)


def near_links(ports: Sequence[Roboport], within: float) -> Iterable[Link]:
    """Yield the pairs of roboports whose squares are at most so far apart."""
    cells: dict[tuple[int, int], list[Roboport]] = defaultdict(list)
    for port in ports:
        cells[int(port.x // CELL), int(port.y // CELL)].append(port)
    for (column, row), here in cells.items():
        around = [
            port for dx, dy in ((1, 0), (0, 1), (1, 1), (1, -1)) for port in cells.get((column + dx, row + dy), ())
        ]
        pairs = [*combinations(here, 2), *((one, other) for one in here for other in around)]
        for one, other in pairs:
            distance = gap(one, other)
            if distance <= within:
                yield Link(one, other, distance)


def weak_links(ports: Sequence[Roboport]) -> list[Link]:
    """Return the one link by which two parts of several roboports touch, each part hanging together by overlaps alone.

    None where other links touch too: then the network is laid out so.
    """
    if len(ports) > MOST:
        return []
    links = list(near_links(ports, TOUCH))
    touching = [link for link in links if abs(link.gap) <= TOUCH]
    if len(touching) != 1:
        return []
    side = _reached(touching[0].one, [each for each in links if each is not touching[0]])
    apart = id(touching[0].other) not in side
    return touching if apart and 1 < len(side) < len(ports) - 1 else []


def _reached(start: Roboport, links: list[Link]) -> set[int]:
    beside: dict[int, list[Roboport]] = defaultdict(list)
    for link in links:
        beside[id(link.one)].append(link.other)
        beside[id(link.other)].append(link.one)
    seen, todo = {id(start)}, [start]
    while todo:
        for port in beside[id(todo.pop())]:
            if id(port) not in seen:
                seen.add(id(port))
                todo.append(port)
    return seen


def almost_joined(ports: Sequence[Roboport]) -> list[Link]:
    """Return pairs of roboports of different networks whose squares leave only a few tiles between them."""
    return [link for link in near_links(ports, NEAR_TILES) if link.one.network != link.other.network]
