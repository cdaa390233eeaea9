"""``observation-<n>.json``: the compact state exported in observation mode, with what happened since the last one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from agent.contract.answer import Nonce
from agent.contract.base import LargeDocument, Several, Strict, Tick, Whole
from agent.contract.electricity import ElectricNetwork
from agent.contract.parts import Count, Player, Position, ShortText
from agent.contract.snapshot import Surface

AlertKind = Literal[
    "collector_path_blocked",
    "custom",
    "entity_destroyed",
    "entity_under_attack",
    "fluid_mixing",
    "no_material_for_construction",
    "no_platform_storage",
    "no_roboport_storage",
    "no_storage",
    "not_enough_construction_robots",
    "not_enough_repair_packs",
    "pipeline_overextended",
    "platform_tile_building_blocked",
    "train_no_path",
    "train_out_of_fuel",
    "turret_fire",
    "turret_out_of_ammo",
    "unclaimed_cargo",
]
"""``defines.alert_type`` of 2.0 and 2.1; an observation may name one that a newer game has."""
TrainState = Literal[
    "arrive_signal",
    "arrive_station",
    "destination_full",
    "manual_control",
    "manual_control_stop",
    "no_path",
    "no_schedule",
    "on_the_path",
    "wait_signal",
    "wait_station",
]
"""``defines.train_state``."""


class Event(Strict):
    """Something transient, kept between two exports so that it is not lost; ``count`` of the same in one entry.

    ``name`` is the entity (what died, what killed the player, the silo), the technology, the train's state or the kind
    of alert; ``detail`` the train's id where it is stuck, the prototype that an alert is about, the words of the chat.
    """

    event: Literal["entity-died", "player-died", "research-finished", "train-state", "rocket-launched", "chat", "alert"]
    tick: Tick
    name: ShortText | None = None
    detail: ShortText | None = None
    position: Position | None = None
    surface: ShortText | None = None
    count: Count = 1


class ActionOutcome(Strict):
    """What became of an action that the agent proposed; what was ``clicked`` later is told with what came of it."""

    action: ShortText
    result: Literal["done", "refused", "failed", "clicked"]
    reason: ShortText | None = None


class NetworkPlace(Strict):
    """Where to look for an electric network: an entity that it slows down, else one of its poles."""

    network: Whole
    position: Position


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

    network: Whole
    dark: Count
    ports: Count
    robots: Count
    position: Position


class Observation(LargeDocument):
    """State and accumulated logs; both logs are cleared in the game once this is written.

    ``surface`` is what is watched; ``position`` and ``standing_on`` tell where the player stands, which may be
    elsewhere. ``solar_panels`` are the names among the networks' flows that are panels. ``dropped_events`` counts what
    there was no room for in the log. Whoever answers it names it by id, digest and ``nonce`` (`Response`).
    """

    kind: Literal["observation"]
    player: Player
    locale: ShortText
    nonce: Nonce
    surface: Surface
    position: Position
    standing_on: ShortText
    health_ratio: Annotated[float, Field(ge=0, le=1)] | None = None
    electric_networks: Several[ElectricNetwork] = ()
    network_places: Several[NetworkPlace] = ()
    solar_panels: Several[ShortText] = ()
    attack: Attack | None = None
    locked_trains: Several[LockedTrains] = ()
    dark_ports: Several[DarkPorts] = ()
    event_log: Several[Event] = ()
    dropped_events: Count = 0
    action_log: Several[ActionOutcome] = ()
