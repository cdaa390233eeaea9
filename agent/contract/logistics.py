"""Logistic networks of a snapshot: robots, roboports, and what is asked and given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pydantic import ConfigDict, with_config

from agent.contract.base import Several, Whole
from agent.contract.circuits import Section
from agent.contract.entities import SnapshotStack

_PART = ConfigDict(strict=True, extra="ignore", allow_inf_nan=False)


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class Robots:
    """Robots of one kind in a network; ``available`` stand in roboports without a task."""

    all: Whole = 0
    available: Whole = 0


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class LogisticNetwork:
    """One network with a roboport or chest in the area; its figures cover the whole network.

    ``contents``: what provider, storage and buffer chests hold and robots may take.
    """

    id: Whole
    name: str | None = None
    logistic: Robots = Robots()
    construction: Robots = Robots()
    contents: Several[SnapshotStack] = ()


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class Roboport:
    """One roboport of those networks, in the area or outside (``inside``).

    ``charging`` robots stand on its pads, ``to_charge`` wait for one. ``transmitting``: it has power enough to keep its
    area up. ``logistic`` and ``construction`` robots rest in it. Radii in tiles from the centre.
    """

    network: Whole
    name: str
    x: float
    y: float
    unit: Whole | None = None
    inside: bool = False
    status: str | None = None
    transmitting: bool = True
    charging: Whole = 0
    to_charge: Whole = 0
    logistic: Whole = 0
    construction: Whole = 0
    logistic_radius: float = 0.0
    construction_radius: float = 0.0
    energy_j: float | None = None
    energy_max_j: float | None = None


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class LogisticRequest:
    """What a chest asks for, all its sections summed and multiplied as the game does it.

    ``count`` is the wanted minimum, ``maximum`` what may lie there at most; ``quality`` None: of any.
    """

    name: str
    count: Whole
    quality: str | None = "normal"
    comparator: str | None = "="
    maximum: Whole | None = None


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class LogisticPoint:
    """A chest of a logistic network, in the area or outside (``inside``).

    Attributes:
        mode: ``requester``, ``buffer``, ``storage``, ``passive_provider`` or ``active_provider``.
        enabled: False: the circuit network has switched its requests off.
        from_buffers: A requester may take from buffer chests.
        filter: The item a storage chest is reserved for.
        requests: As the robots see them; ``sections`` as the player wrote them (groups, multipliers).
        holds: What lies in it.
        delivering: On the way to it; fetching: robots come to take it away.
    """

    network: Whole
    mode: Literal["requester", "buffer", "storage", "passive_provider", "active_provider"]
    name: str
    x: float
    y: float
    unit: Whole | None = None
    inside: bool = False
    enabled: bool = True
    from_buffers: bool = False
    filter: str | None = None
    slots: Whole = 0
    free_slots: Whole = 0
    requests: Several[LogisticRequest] = ()
    sections: Several[Section] = ()
    holds: Several[SnapshotStack] = ()
    delivering: Several[SnapshotStack] = ()
    fetching: Several[SnapshotStack] = ()
