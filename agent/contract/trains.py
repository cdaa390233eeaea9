"""Trains and stations of a snapshot: those of the player's force on the surface. Times are ticks, places tiles."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import ConfigDict, with_config

from agent.contract.base import Several, Table, Whole
from agent.contract.circuits import Condition
from agent.contract.entities import SnapshotStack

_PART = ConfigDict(strict=True, extra="ignore", allow_inf_nan=False)


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class WaitCondition:
    """One condition of a stop or interrupt; ``type`` is the game's name (``full``, ``time``, ``item_count`` …)."""

    type: str
    compare_type: str = "and"
    ticks: Whole | None = None
    station: str | None = None
    condition: Condition | None = None


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class ScheduleStop:
    """One entry of a schedule; ``station`` None: a place on a rail."""

    station: str | None = None
    wait: Several[WaitCondition] = ()
    temporary: bool = False


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class Interrupt:
    """An interrupt of 2.0: when ``conditions`` hold the train goes to ``targets`` first."""

    name: str
    conditions: Several[WaitCondition] = ()
    targets: Several[ScheduleStop] = ()
    inside_interrupt: bool = False


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class SnapshotTrain:
    """One train.

    Attributes:
        x, y: Where its front stands; None in between surfaces.
        state: Member name of ``defines.train_state``: ``wait_signal``, ``no_path``, ``destination_full`` …
        current: Number of the stop it is bound for or stands at, from 1.
        speed: Tiles a tick.
        station: Unit number of the stop where it stands; goal of that where its path ends.
        signal: Unit number and place of the signal that it waits at.
        fuel: What lies in all its locomotives; burning_j: left of what they burn.
        wait_ticks: Ticks it has stood at the station.
        manual: It is driven by hand.
    """

    id: Whole
    state: str
    x: float | None = None
    y: float | None = None
    manual: bool = False
    inside: bool = False
    group: str = ""
    current: Whole = 0
    stops: Several[ScheduleStop] = ()
    interrupts: Several[Interrupt] = ()
    speed: float = 0.0
    has_path: bool = False
    locomotives: Whole = 0
    backward_locomotives: Whole = 0
    cargo_wagons: Whole = 0
    fluid_wagons: Whole = 0
    artillery_wagons: Whole = 0
    station: Whole | None = None
    goal: Whole | None = None
    signal: Whole | None = None
    signal_at: tuple[float, float] | None = None
    wait_ticks: Whole | None = None
    fuel: Several[SnapshotStack] = ()
    burning_j: float = 0.0
    cargo: Several[SnapshotStack] = ()
    fluids: Table[float] = field(default_factory=dict)


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class TrainStop:
    """One station. ``limit`` None: none is set. ``trains``: bound for it or standing there.

    ``connected``: it stands at a rail; ``disabled``: the circuit network has switched it off.
    """

    unit: Whole
    station: str
    x: float
    y: float
    inside: bool = False
    limit: Whole | None = None
    trains: Whole = 0
    priority: Whole = 50
    connected: bool = True
    disabled: bool = False
    direction: Whole = 0
