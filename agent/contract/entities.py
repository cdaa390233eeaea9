"""What stands in a snapshot, one by one.

Entities and their parts are dataclasses and not models: a snapshot may hold 100,000 of them, and this costs a fifth of
the time and memory. Fields are named as in the game's own API (LuaEntity), shortened where the type says the rest.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import ConfigDict, with_config

from agent.contract.base import Several, Table, Whole
from agent.contract.circuits import SnapshotCircuit
from agent.contract.sparse import Sparse

_PART = ConfigDict(strict=True, extra="ignore", allow_inf_nan=False)


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class SnapshotStack:
    """So many items of one quality in an inventory, a module slot, or a request."""

    name: str
    count: Whole
    quality: str = "normal"


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class SnapshotInventory:
    """One inventory of an entity, by the name of its ``defines.inventory`` member; slots counted in stacks."""

    inventory: str
    slots: Whole
    free_slots: Whole
    items: Several[SnapshotStack] = ()


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
    unit: Whole | None = None
    modules: Several[SnapshotStack] = ()


@with_config(_PART)
@dataclass(frozen=True, slots=True)
class SnapshotBurner:
    """What a burner burns at this moment, and how much energy is left of that piece; the rest is its inventory."""

    burning: str | None = None
    left_j: float = 0.0


@with_config(_PART)
@dataclass(frozen=True)
class SnapshotEntity(Sparse):
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
        health: Only of turrets, walls and enemies, and of what is damaged; max_health beside it.
        text: Name of a station.
        burner: Of what burns fuel.
        temperature: Degrees Celsius of reactors and heat pipes.
        neighbour_bonus: A reactor's: 1 = +100 %.
        logistic_network: Id of the logistic network of a roboport or chest.
        filter: The item a storage chest is reserved for.
        train: Id of the train that a carriage belongs to.
        signal: State of a rail signal: ``open``, ``closed``, ``reserved``, ``reserved_by_circuit_network``.
        switched_on: A power switch's.
        rocket_parts: Finished parts of the rocket that a silo builds.
        circuit: Wires and circuit settings.
        effect: Sum of all module and beacon effects where the game reports it: speed, productivity, consumption,
            pollution, quality as fractions.
    """

    type: str
    name: str
    x: float
    y: float
    unit: Whole | None = None
    direction: Whole = 0
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
    products_finished: Whole | None = None
    network: Whole | None = None
    energy_j: float | None = None
    energy_max_j: float | None = None
    pickup: tuple[float, float] | None = None
    drop: tuple[float, float] | None = None
    underground: str | None = None
    amount: float | None = None
    health: float | None = None
    max_health: float | None = None
    text: str | None = None
    burner: SnapshotBurner | None = None
    temperature: float | None = None
    neighbour_bonus: float | None = None
    logistic_network: Whole | None = None
    filter: str | None = None
    train: Whole | None = None
    signal: str | None = None
    switched_on: bool | None = None
    rocket_parts: Whole | None = None
    circuit: SnapshotCircuit | None = None
    ghost: bool = False
    deconstruct: bool = False
    modules: Several[SnapshotStack] = ()
    requests: Several[SnapshotStack] = ()
    beacons: Several[SnapshotBeacon] = ()
    inventories: Several[SnapshotInventory] = ()
    fluids: Several[SnapshotFluid] = ()
    effect: Table[float] | None = None
