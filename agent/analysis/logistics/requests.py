"""Requests of chests: what is missing after what lies there and what is on its way, and whether the network has it.

Rules (wiki: Logistic network, Requester chest, Buffer chest): robots take from active and passive providers, storage
and buffer chests; a requester takes from buffer chests only where that is switched on, a buffer chest never takes from
another. Requests of all sections of a chest are summed with their multipliers; a request of any quality is met by all.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from agent.contract import LogisticPoint, LogisticRequest, Snapshot, SnapshotStack
    from agent.game.gamedata import GameData

Item = tuple[str, str | None]
"""Name and quality; None is any quality."""
GIVES_TO_ALL = frozenset({"storage", "passive_provider", "active_provider"})


@dataclass(frozen=True, slots=True)
class Missing:
    """One unmet request: ``wanted``, ``held`` in the chest, ``coming`` with robots; ``supply`` is in other chests.

    ``buffered`` lies in buffer chests that this request may not take from.
    """

    point: LogisticPoint
    item: Item
    wanted: int
    held: int
    coming: int
    supply: int
    buffered: int = 0

    @property
    def lacking(self) -> int:
        """Return how many have neither come nor are on their way."""
        return self.wanted - self.held - self.coming


class Supplies:
    """What the chests of a network hold for others, by item and quality."""

    def __init__(self, points: Iterable[LogisticPoint]) -> None:
        self._open: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        self._buffers: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for point in points:
            table = self._open if point.mode in GIVES_TO_ALL else self._buffers if point.mode == "buffer" else None
            if table is not None:
                for stack in point.holds:
                    table[stack.name][stack.quality] += stack.count

    def of(self, item: Item, *, from_buffers: bool) -> int:
        """Return how many a robot could take."""
        found = _matching(self._open.get(item[0], {}), item[1])
        return found + (_matching(self._buffers.get(item[0], {}), item[1]) if from_buffers else 0)


def _matching(by_quality: Mapping[str, int], quality: str | None) -> int:
    return sum(by_quality.values()) if quality is None else by_quality.get(quality, 0)


def quality_of(request: LogisticRequest) -> str | None:
    """Return the quality asked for; None where several would do."""
    return request.quality if request.comparator == "=" else None


def count_in(stacks: Iterable[SnapshotStack], item: Item) -> int:
    """Count an item among stacks."""
    name, quality = item
    return sum(stack.count for stack in stacks if stack.name == name and quality in {None, stack.quality})


def missing_requests(points: Sequence[LogisticPoint], disabled: frozenset[int]) -> Iterator[Missing]:
    """Yield what enabled chests of one network lack; ``disabled`` are units that the circuit network switched off."""
    supplies = Supplies(points)
    for point in points:
        if is_disabled(point, disabled):
            continue
        for request in point.requests:
            item = (request.name, quality_of(request))
            held, coming = count_in(point.holds, item), count_in(point.delivering, item)
            if request.count > held + coming:
                supply = supplies.of(item, from_buffers=point.from_buffers and point.mode == "requester")
                buffered = supplies.of(item, from_buffers=True) - supply if point.mode == "requester" else 0
                yield Missing(point, item, request.count, held, coming, supply, buffered)


def is_disabled(point: LogisticPoint, disabled: frozenset[int]) -> bool:
    """Tell whether a chest's requests are switched off."""
    return not point.enabled or point.unit in disabled


def switched_off(snapshot: Snapshot) -> frozenset[int]:
    """Return the units of chests that a condition has switched off."""
    return frozenset(
        entity.unit
        for entity in snapshot.entities
        if entity.type == "logistic-container"
        and entity.unit is not None
        and entity.circuit
        and entity.circuit.disabled
    )


def too_large(point: LogisticPoint, data: GameData) -> LogisticRequest | None:
    """Return a request that its chest could never hold: more stacks than it has slots."""
    for request in point.requests:
        item = data.items.get(request.name)
        if item is not None and point.slots and request.count > point.slots * item.stack:
            return request
    return None
