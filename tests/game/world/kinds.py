"""What follows from an entity's type: layers it collides on, the API's subclasses, statuses, tanks."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from tests.game.world.basedata import joules

if TYPE_CHECKING:
    from tests.game.world.geometry import Value

BELTS = frozenset(
    {"transport-belt", "underground-belt", "splitter", "lane-splitter", "loader", "loader-1x1", "linked-belt"}
)
CRAFTERS = frozenset({"assembling-machine", "furnace", "rocket-silo"})
WITH_MODULES = CRAFTERS | {"lab", "mining-drill", "beacon"}
RECEIVERS = CRAFTERS | {"lab", "mining-drill"}
WITH_DRAIN = CRAFTERS
RAILS = frozenset({"straight-rail", "curved-rail-a", "curved-rail-b", "half-diagonal-rail"})
STOCK = frozenset({"locomotive", "cargo-wagon", "fluid-wagon", "artillery-wagon"})
VEHICLES = STOCK | {"car", "spider-vehicle"}
TURRETS = frozenset({"turret", "ammo-turret", "electric-turret", "fluid-turret", "artillery-turret"})
CONTAINERS = frozenset({"container", "logistic-container"})
COMBINATORS = frozenset({"arithmetic-combinator", "decider-combinator", "selector-combinator"})
GHOSTS = frozenset({"entity-ghost", "tile-ghost"})
NEIGHBOURLY = frozenset(
    {"wall", "gate", "reactor", "heat-pipe", "cliff", "pipe", "pipe-to-ground", "storage-tank", "pump", "boiler"},
)
ROBOTS = frozenset({"logistic-robot", "construction-robot"})
NATURE = frozenset({"tree", "simple-entity", "cliff", "resource", "plant"})
FLYING = frozenset({"projectile", "artillery-projectile", "stream", "beam"})
LOOSE = frozenset({"item-entity", "corpse", "item-request-proxy", "deconstructible-tile-proxy", "character-corpse"})
NO_UNIT_NUMBER = (NATURE | LOOSE | {"tile-ghost"}) - {"item-request-proxy"}
DIRECTED = BELTS | {
    *(
        "assembling-machine",
        "inserter",
        "mining-drill",
        "boiler",
        "generator",
        "pump",
        "pipe-to-ground",
        "storage-tank",
    ),
    *("offshore-pump", "gate", "train-stop", "rail-signal", "rail-chain-signal", "constant-combinator", "ammo-turret"),
    *("electric-turret", "fluid-turret", "character", "unit", "cliff", "display-panel", "power-switch"),
    *RAILS,
    *COMBINATORS,
    *VEHICLES,
}

_BUILDING = frozenset({"item", "meltable", "object", "player", "water_tile"})
_LAYERS: dict[str, frozenset[str]] = {
    **dict.fromkeys(BELTS, frozenset({"floor", "meltable", "object", "transport_belt", "water_tile"})),
    **dict.fromkeys(RAILS, frozenset({"floor", "item", "meltable", "object", "rail", "water_tile"})),
    **dict.fromkeys(STOCK, frozenset({"train"})),
    **dict.fromkeys(ROBOTS | GHOSTS | LOOSE, frozenset()),
    "tree": frozenset({"item", "object", "player"}),
    "simple-entity": frozenset({"item", "object", "player"}),
    "cliff": frozenset({"cliff", "item", "object", "player"}),
    "resource": frozenset({"resource"}),
    "unit": frozenset({"player", "train"}),
    "character": frozenset({"player", "train"}),
    "car": frozenset({"car", "object", "player", "train", "water_tile"}),
    "gate": frozenset({"item", "meltable", "object", "player", "train", "water_tile"}),
    # Its own mask in the base game: it reaches over the water, with which neither layer collides.
    "offshore-pump": frozenset({"object", "train"}),
    "turret": _BUILDING,
}


def default_layers(kind: str) -> frozenset[str]:
    """Collision layers of a type that names none (core's collision-mask-defaults, without the pseudo layers)."""
    return _LAYERS.get(kind, _BUILDING)


_PARENTS: dict[str, tuple[str, ...]] = {
    "assembling-machine": ("AssemblingMachine", "CraftingMachine"),
    "furnace": ("Furnace", "CraftingMachine"),
    "rocket-silo": ("RocketSilo", "AssemblingMachine", "CraftingMachine"),
    "mining-drill": ("MiningDrill",),
    "lab": ("Lab",),
    "beacon": ("Beacon",),
    "inserter": ("Inserter",),
    "container": ("ContainerEntity", "Container"),
    "logistic-container": ("ContainerEntity", "Container", "LogisticContainer"),
    "storage-tank": ("StorageTank",),
    "electric-pole": ("ElectricPole",),
    "roboport": ("Roboport",),
    "generator": ("Generator",),
    "solar-panel": ("SolarPanel",),
    "accumulator": ("Accumulator",),
    "boiler": ("Boiler",),
    "reactor": ("Reactor",),
    "transport-belt": ("TransportBelt", "TransportBeltConnectable", "BeltConnectable"),
    "underground-belt": ("UndergroundBelt", "TransportBeltConnectable", "BeltConnectable"),
    "splitter": ("Splitter", "TransportBeltConnectable", "BeltConnectable"),
    "train-stop": ("TrainStop",),
    "rail-signal": ("RailSignal", "RailSignalBase"),
    "rail-chain-signal": ("RailChainSignal", "RailSignalBase"),
    "locomotive": ("Locomotive", "RollingStock", "Vehicle"),
    "cargo-wagon": ("CargoWagon", "RollingStock", "Vehicle"),
    "fluid-wagon": ("FluidWagon", "RollingStock", "Vehicle"),
    "car": ("Car", "Vehicle"),
    "pump": ("Pump",),
    "offshore-pump": ("OffshorePump",),
    "pipe-to-ground": ("PipeToGround",),
    "radar": ("Radar",),
    "lamp": ("Lamp",),
    "arithmetic-combinator": ("ArithmeticCombinator", "Combinator"),
    "decider-combinator": ("DeciderCombinator", "Combinator"),
    "selector-combinator": ("SelectorCombinator", "Combinator"),
    "constant-combinator": ("ConstantCombinator",),
    "programmable-speaker": ("ProgrammableSpeaker",),
    "power-switch": ("PowerSwitch",),
    "display-panel": ("DisplayPanel",),
    "turret": ("Turret",),
    "ammo-turret": ("Turret", "AmmoTurret"),
    "electric-turret": ("Turret",),
    "fluid-turret": ("Turret", "FluidTurret"),
    "wall": ("Wall",),
    "gate": ("Gate",),
    "character": ("Character",),
    "unit": ("Unit",),
    "unit-spawner": ("Spawner", "EnemySpawnerPrototype"),
    "spider-unit": ("SpiderUnit",),
    "segmented-unit": ("SegmentedUnit",),
    "projectile": ("Projectile",),
    "artillery-projectile": ("ArtilleryProjectile",),
    "stream": ("Stream",),
    "beam": ("Beam",),
    "burner-generator": ("BurnerGenerator",),
    "fusion-generator": ("FusionGenerator",),
    "fusion-reactor": ("FusionReactor",),
    "agricultural-tower": ("AgriculturalTower",),
    "asteroid-collector": ("AsteroidCollector",),
    "thruster": ("ThrusterPrototype",),
    "lightning-attractor": ("LightningAttractor",),
    "plant": ("Plant", "Tree", "EntityWithHealth"),
    "artillery-turret": ("Turret", "ArtilleryTurret"),
    "artillery-wagon": ("ArtilleryWagon", "RollingStock", "Vehicle"),
    "logistic-robot": ("LogisticRobot", "FlyingRobot", "RobotWithLogisticsInterface", "RobotWithLogisticInterface"),
    "construction-robot": (
        "ConstructionRobot",
        "FlyingRobot",
        "RobotWithLogisticsInterface",
        "RobotWithLogisticInterface",
    ),
    "entity-ghost": ("EntityGhost", "Ghost"),
    "tile-ghost": ("TileGhost", "Ghost"),
    "item-request-proxy": ("ItemRequestProxy",),
    "item-entity": ("ItemEntity",),
    "corpse": ("Corpse",),
    "tree": ("Tree", "EntityWithHealth"),
    "simple-entity": ("SimpleEntity", "EntityWithHealth"),
    "cliff": ("Cliff",),
    "resource": ("ResourceEntity",),
    **dict.fromkeys(RAILS, ("Rail",)),
}
_FREEZABLE = WITH_MODULES | {"inserter", "pump", "roboport", "radar", "lamp", "accumulator"} | COMBINATORS


@cache
def entity_subclasses(kind: str) -> frozenset[str]:
    """Names of the API's `sub` lists that an entity of the type fulfils."""
    names = set(_PARENTS.get(kind, ()))
    if kind not in NATURE | LOOSE | GHOSTS | FLYING:
        names |= {"EntityWithHealth", "EntityWithOwner", "UpdatableEntity"}
    if kind in GHOSTS:
        names |= {"EntityWithOwner", "UpdatableEntity"}
    if kind in _FREEZABLE:
        names.add("FreezableEntity")
    return frozenset(names)


@cache
def prototype_subclasses(kind: str) -> frozenset[str]:
    """Names of the API's `sub` lists that a prototype of the type fulfils."""
    return entity_subclasses(kind)


def production_w(raw: dict[str, Value], fluids: dict[str, Value]) -> float:
    """Watts a generator, solar panel or accumulator gives at most.

    A generator's: fluid per tick x heat capacity x (highest temperature - the fluid's own) x 60 x effectivity.
    """
    if raw["type"] == "solar-panel":
        return joules(raw["production"])
    if raw["type"] == "burner-generator":
        return joules(raw["max_power_output"])
    if raw["type"] == "fusion-generator":
        return joules(raw["energy_source"].get("output_flow_limit"))
    if raw["type"] == "accumulator":
        return joules(raw["energy_source"].get("output_flow_limit"))
    if raw["type"] == "generator":
        fluid = fluids[raw["fluid_boxes"][0].get("filter", "steam")]
        warmth = fluid.heat_capacity * (raw["maximum_temperature"] - fluid.default_temperature)
        return float(raw["fluid_usage_per_tick"] * warmth * 60 * raw.get("effectivity", 1))
    return 0.0
