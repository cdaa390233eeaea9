"""``observation-<n>.json``: the compact state exported in observation mode, with what happened since the last one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from agent.contract.base import Document, Strict
from agent.contract.electricity import ElectricNetwork
from agent.contract.parts import Count, Player, Position, ShortText


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


class Observation(Document):
    """State and accumulated logs; both logs are cleared in the game once this is written."""

    kind: Literal["observation"]
    player: Player
    surface: ShortText
    position: Position
    health_ratio: Annotated[float, Field(ge=0, le=1)] | None = None
    daytime: float | None = None
    electric_networks: tuple[ElectricNetwork, ...] = ()
    event_log: tuple[Event, ...] = ()
    action_log: tuple[ActionOutcome, ...] = ()
