"""Whether an observation shows anything new: a hash of what matters, and the events that are news by themselves.

Ticks, the player's steps, the time of day and small movements of sums are no news. A sum keeps the value that it was
hashed with until it has moved far enough, so that no rounding limit lies where it could be crossed to and fro.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from agent.assistant.observing import observed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.contract import Event, Observation

QUIET_TICKS: Final = 5 * 60 * 60
"""What recurs (an alert, a train that finds no path) is news once in five minutes, as alarms are."""
SHARE: Final = 0.15
"""A share (satisfaction, charge, health) that moved less is the same."""
PART: Final = 0.3
"""A count or a sum that moved by a smaller part of itself is the same."""
NEWS: Final = frozenset({"entity-died", "player-died", "research-finished", "rocket-launched", "chat"})
Values = dict[str, float]


@dataclass(frozen=True, slots=True)
class Noticed:
    """What is known of a watched game from its observations so far.

    Attributes:
        values: What matters, as it was hashed.
        recurring: When (tick) each alert and each stuck train was seen last.
        digest: The hash of the values.
        is_new: This observation showed something that the ones before did not.
    """

    values: Values
    recurring: Mapping[str, int]
    digest: str
    is_new: bool


def noticed(observation: Observation, before: Noticed | None = None) -> Noticed:
    """Hold an observation against those before it.

    A tick before the one that a recurring thing was seen at is an older save's: there everything is new.
    """
    values = _settled(dict(_values(observation)), before.values if before is not None else {})
    digest = hashlib.sha256(json.dumps(values, sort_keys=True).encode()).hexdigest()
    now = observation.tick
    seen = {key: tick for key, tick in (before.recurring if before else {}).items() if 0 <= now - tick < QUIET_TICKS}
    recurring = {key for each in observation.event_log if (key := _recurring(each))}
    is_new = before is None or digest != before.digest or bool(recurring - seen.keys())
    is_new = is_new or any(each.event in NEWS for each in observation.event_log)
    return Noticed(values, {**seen, **dict.fromkeys(sorted(recurring), now)}, digest, is_new)


def _values(observation: Observation) -> Iterator[tuple[str, float]]:
    """Yield what matters; the unit of each stands at the front: ``share`` is within 0…1, ``part`` is any number."""
    for finding in observed(observation):
        yield f"alarm {finding.id}", 1.0
    yield f"surface {observation.surface.name}", 1.0
    for network in observation.electric_networks:
        if network.satisfaction is not None:
            yield f"share satisfaction {network.id}", network.satisfaction
        if network.storage_j:
            yield f"share charge {network.id}", min(network.stored_j / network.storage_j, 1.0)
        yield f"part demand {network.id}", network.demand_w or 0.0
        yield f"part stopped {network.id}", float(network.no_power + network.low_power)
    if observation.health_ratio is not None:
        yield "share health", observation.health_ratio
    if observation.attack is not None:
        yield "part enemies", float(observation.attack.enemies)
        yield "part empty turrets", float(observation.attack.empty)
    yield "part locked trains", float(sum(ring.trains for ring in observation.locked_trains))
    yield "part dark roboports", float(sum(ports.dark for ports in observation.dark_ports))


def _settled(now: Values, before: Values) -> Values:
    return {key: before[key] if key in before and _is_same(key, value, before[key]) else value
            for key, value in now.items()}  # fmt: skip


def _is_same(key: str, value: float, before: float) -> bool:
    if key.startswith("share "):
        return abs(value - before) < SHARE
    return abs(value - before) <= PART * max(abs(value), abs(before))


def _recurring(event: Event) -> str:
    """Return what recurs, empty for what does not: alerts of a kind, and a train that is stuck in a state."""
    if event.event == "alert" or (event.event == "train-state" and event.detail is not None):
        return " ".join((event.event, event.name or "", event.detail or "", event.surface or ""))
    return ""
