"""What emergency rules are made of: a row of the table, and a snapshot as the rules see it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from fractions import Fraction

    from agent.analysis.findings import Finding, Severity
    from agent.contract import Snapshot, SnapshotEntity

_HIT = frozenset({"no_power", "low_power"})
EmergencyId = Literal[
    "network-without-power",
    "network-brownout",
    "accumulators-dry",
    "nightfall",
    "turrets-empty",
    "enemies-close",
    "health-low",
    "train-deadlock",
    "robots-uncharged",
]


@dataclass(frozen=True, slots=True)
class EmergencyRule:
    """One rule of the table; ``threshold`` is in the unit that its text names."""

    id: EmergencyId
    threshold: Fraction
    severity: Severity
    key: str
    detect: Callable[[EmergencyRule, Sight], Iterator[Finding]]


class Sight:
    """A snapshot as the rules see it: its entities are walked only if a rule found something.

    ``panels``: names of solar panels where no entity tells them.
    """

    def __init__(self, snapshot: Snapshot, panels: frozenset[str] = frozenset()) -> None:
        self.snapshot = snapshot
        self._panels = panels

    @cached_property
    def panels(self) -> frozenset[str]:
        """Return the names of the solar panels there."""
        return self._panels | {entity.name for entity in self.of_type("solar-panel")}

    @cached_property
    def hit(self) -> dict[int | None, list[SnapshotEntity]]:
        """Return by network the machines with too little power or none, in the order of the snapshot."""
        found: dict[int | None, list[SnapshotEntity]] = defaultdict(list)
        for entity in [e for e in self.snapshot.entities if e.status in _HIT and not e.ghost]:
            found[entity.network].append(entity)
        return found

    def member(self, network: int) -> SnapshotEntity | None:
        """Return the first entity of a network, None where only others were selected."""
        return next((e for e in self.snapshot.entities if e.network == network and not e.ghost), None)

    def of_type(self, *types: str) -> list[SnapshotEntity]:
        """Return the built entities of some types; one walk over all."""
        return [entity for entity in self.snapshot.entities if entity.type in types and not entity.ghost]
