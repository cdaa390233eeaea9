"""``snapshot-<id>.json``: what stood in the box that a player drew.

Entities are slotted dataclasses and not models: a snapshot may hold 100,000 of them, and this costs a fifth of the
time and memory. Their fields are named as in the game's own API (LuaEntity), shortened where the type says the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from pydantic import ConfigDict, Field, with_config

from agent.contract.base import Document, Id, Strict
from agent.contract.parts import Area, Count, Player, ShortText

_PART = ConfigDict(strict=True, extra="ignore", allow_inf_nan=False)


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class SnapshotStack:
    """So many items of one quality in an inventory, a module slot, or a request."""

    name: str
    count: int
    quality: str = "normal"


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class SnapshotInventory:
    """One inventory of an entity, by the name of its ``defines.inventory`` member; slots counted in stacks."""

    inventory: str
    slots: int
    free_slots: int
    items: tuple[SnapshotStack, ...] = ()


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class SnapshotFluid:
    """One fluid segment seen from an entity; temperature in degrees Celsius."""

    name: str
    amount: float
    temperature: float | None = None


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class SnapshotBeacon:
    """A beacon that reaches a machine, with what it holds."""

    name: str
    quality: str = "normal"
    unit: int | None = None
    modules: tuple[SnapshotStack, ...] = ()


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class SnapshotEntity:
    """One entity, ghost, resource patch tile or enemy.

    Attributes:
        type: Prototype type, ``assembling-machine``; of a ghost, that of the entity it stands for.
        unit: The game's unit number; None for things without one (resources, trees).
        direction: 16ths of a turn.
        status: Member name of ``defines.entity_status``, e.g. ``no_ingredients``.
        crafting_speed: With modules, beacons and quality, as the game reports it; crafts of a one-second recipe per s.
        productivity_bonus: 0.4 = +40 %.
        speed_bonus: 0.5 = +50 % from modules and beacons.
        products_finished: Crafts since built.
        network: Electric network id; None where the entity takes no power or touches no pole.
        energy_j: Energy in the buffer, joules; energy_max_j its size.
        pickup: Position an inserter takes from; drop: where it puts to, (x, y) in tiles.
        underground: ``input`` or ``output`` of underground belts and loaders.
        amount: Resource left in a patch's tile, or in fluid fields the yield.
        ghost: It is planned, not built; deconstruct: it is marked to go.
        requests: Modules or items that robots are to bring (insert plans).
        effect: Sum of all module and beacon effects where the game reports it: speed, productivity, consumption,
            pollution, quality as fractions.
    """

    type: str
    name: str
    x: float
    y: float
    unit: int | None = None
    direction: int = 0
    mirrored: bool = False
    quality: str = "normal"
    force: str | None = None
    status: str | None = None
    recipe: str | None = None
    recipe_quality: str = "normal"
    crafting_speed: float | None = None
    crafting_progress: float | None = None
    speed_bonus: float | None = None
    productivity_bonus: float | None = None
    products_finished: int | None = None
    network: int | None = None
    energy_j: float | None = None
    energy_max_j: float | None = None
    pickup: tuple[float, float] | None = None
    drop: tuple[float, float] | None = None
    underground: str | None = None
    amount: float | None = None
    health: float | None = None
    text: str | None = None
    ghost: bool = False
    deconstruct: bool = False
    modules: tuple[SnapshotStack, ...] = ()
    requests: tuple[SnapshotStack, ...] = ()
    beacons: tuple[SnapshotBeacon, ...] = ()
    inventories: tuple[SnapshotInventory, ...] = ()
    fluids: tuple[SnapshotFluid, ...] = ()
    effect: dict[str, float] | None = None


class ElectricNetwork(Strict):
    """One electric network that reaches into the area.

    ``satisfaction`` is 0…1; on game 2.0 it is an estimate from pole statistics and machine statuses, and says so.
    """

    id: int
    satisfaction: Annotated[float, Field(ge=0, le=1)] | None = None
    estimated: bool = False
    demand_w: Annotated[float, Field(ge=0)] | None = None
    supply_w: Annotated[float, Field(ge=0)] | None = None
    poles: Count = 0
    consumers: Count = 0
    low_power: Annotated[int, Field(ge=0, description="Entities in the area whose status is low_power.")] = 0
    no_power: Annotated[int, Field(ge=0, description="Entities in the area whose status is no_power.")] = 0


class Surface(Strict):
    """Where it was taken. Planet is None on space platforms and scripted surfaces."""

    name: ShortText
    index: int
    planet: ShortText | None = None
    solar_multiplier: float | None = None
    daytime: float | None = None
    pollutant: ShortText | None = None


class Snapshot(Document):
    """The body that the game itself does not keep: its save holds only the header."""

    kind: Literal["snapshot"]
    player: Player
    surface: Surface
    area: Area
    selection: Literal["entities", "ghosts", "compare"]
    compare_with: Id | None = None
    load_score: Annotated[float, Field(ge=0)]
    entity_count: Count
    force: ShortText = "player"
    researched: tuple[str, ...] = ()
    inserter_stack_bonus: Annotated[int, Field(ge=0)] | None = None
    bulk_inserter_stack_bonus: Annotated[int, Field(ge=0)] | None = None
    mining_productivity_bonus: float | None = None
    electric_networks: tuple[ElectricNetwork, ...] = ()
    entities: tuple[SnapshotEntity, ...]
