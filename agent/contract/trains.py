"""Trains and stations of a snapshot: those of the player's force on the surface. Times are ticks, places tiles."""

from __future__ import annotations

from dataclasses import dataclass, field

from pydantic import ConfigDict, with_config

from agent.contract.circuits import Condition
from agent.contract.entities import SnapshotStack

_PART = ConfigDict(strict=True, extra="ignore", allow_inf_nan=False)


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class WaitCondition:
    """One condition of a stop or interrupt; ``type`` is the game's name (``full``, ``time``, ``item_count`` …)."""

    type: str
    compare_type: str = "and"
    ticks: int | None = None
    station: str | None = None
    condition: Condition | None = None


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class ScheduleStop:
    """One entry of a schedule; ``station`` None: a place on a rail."""

    station: str | None = None
    wait: tuple[WaitCondition, ...] = ()
    temporary: bool = False


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class Interrupt:
    """An interrupt of 2.0: when ``conditions`` hold the train goes to ``targets`` first."""

    name: str
    conditions: tuple[WaitCondition, ...] = ()
    targets: tuple[ScheduleStop, ...] = ()
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

    id: int
    state: str
    x: float | None = None
    y: float | None = None
    manual: bool = False
    inside: bool = False
    group: str = ""
    current: int = 0
    stops: tuple[ScheduleStop, ...] = ()
    interrupts: tuple[Interrupt, ...] = ()
    speed: float = 0.0
    has_path: bool = False
    locomotives: int = 0
    backward_locomotives: int = 0
    cargo_wagons: int = 0
    fluid_wagons: int = 0
    artillery_wagons: int = 0
    station: int | None = None
    goal: int | None = None
    signal: int | None = None
    signal_at: tuple[float, float] | None = None
    wait_ticks: int | None = None
    fuel: tuple[SnapshotStack, ...] = ()
    burning_j: float = 0.0
    cargo: tuple[SnapshotStack, ...] = ()
    fluids: dict[str, float] = field(default_factory=dict)


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class TrainStop:
    """One station. ``limit`` None: none is set. ``trains``: bound for it or standing there.

    ``connected``: it stands at a rail; ``disabled``: the circuit network has switched it off.
    """

    unit: int
    station: str
    x: float
    y: float
    inside: bool = False
    limit: int | None = None
    trains: int = 0
    priority: int = 50
    connected: bool = True
    disabled: bool = False
    direction: int = 0
