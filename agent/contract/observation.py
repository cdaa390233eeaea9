"""``observation-<n>.json``: the compact state exported in observation mode, with what happened since the last one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from agent.contract.base import Document, Strict
from agent.contract.electricity import ElectricNetwork
from agent.contract.parts import Count, Player, Position, ShortText
from agent.contract.snapshot import Surface


class Event(Strict):
    """Something transient, kept between two exports so that it is not lost."""

    event: Literal["entity-died", "player-died", "research-finished", "train-state", "rocket-launched", "chat", "alert"]
    tick: Annotated[int, Field(ge=0)]
    name: ShortText | None = None
    detail: ShortText | None = None
    position: Position | None = None
    surface: ShortText | None = None
    count: Count = 1


class ActionOutcome(Strict):
    """What became of an action that the agent proposed."""

    action: ShortText
    result: Literal["done", "refused", "failed", "clicked"]
    reason: ShortText | None = None


class Attack(Strict):
    """Enemy units within fifty tiles of what is watched, one of them, and the turrets that stand there."""

    enemies: Count
    name: ShortText | None = None
    position: Position | None = None
    turrets: Count = 0
    empty: Count = 0
    empty_at: Position | None = None


class LockedTrains(Strict):
    """Trains that wait at signals for one another, and the signal of the first."""

    trains: Count
    position: Position


class DarkPorts(Strict):
    """A logistic network with robots: how many of its roboports have no power, and the first of those."""

    network: int
    dark: Count
    ports: Count
    robots: Count
    position: Position


class Observation(Document):
    """State and accumulated logs; both logs are cleared in the game once this is written.

    ``surface`` is what is watched; ``position`` and ``standing_on`` tell where the player stands, which may be
    elsewhere. ``solar_panels`` are the names among the networks' flows that are panels.
    """

    kind: Literal["observation"]
    player: Player
    surface: Surface
    position: Position
    standing_on: ShortText
    health_ratio: Annotated[float, Field(ge=0, le=1)] | None = None
    electric_networks: tuple[ElectricNetwork, ...] = ()
    solar_panels: tuple[ShortText, ...] = ()
    attack: Attack | None = None
    locked_trains: tuple[LockedTrains, ...] = ()
    dark_ports: tuple[DarkPorts, ...] = ()
    event_log: tuple[Event, ...] = ()
    action_log: tuple[ActionOutcome, ...] = ()
