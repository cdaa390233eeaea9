"""What the game knows about its things: recipes, machines, belts, poles, items.

Numbers are the game's own, as exact fractions where rates are computed from them. Lengths are in tiles, energies in
joules, powers in watts, times in seconds. The names of the fields follow the prototype documentation of the game.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.game.combat import Ammo, Attack

Effect = Literal["consumption", "speed", "productivity", "pollution", "quality"]
EnergySource = Literal["electric", "burner", "heat", "fluid", "void"]

MAX_PRODUCTIVITY_BONUS = Fraction(3)
"""RecipePrototype.maximum_productivity: +300 % unless a recipe says otherwise."""


ROCKET_LAUNCH_S = Fraction(2434, 60)
"""Time between the last part and the next: 2434 ticks of doors, rise and flight (Kirk McDonald's calculator)."""


@dataclass(frozen=True, slots=True)
class Ingredient:
    """One ingredient of a recipe, per craft."""

    name: str
    amount: Fraction
    fluid: bool = False


@dataclass(frozen=True, slots=True)
class Product:
    """One product of a recipe, per craft.

    ``amount`` is the mean without productivity; ``unproductive`` is the part of it that a productivity bonus does not
    multiply (the catalyst of Kovarex enrichment and its like, ProductPrototype.ignored_by_productivity).
    """

    name: str
    amount: Fraction
    fluid: bool = False
    unproductive: Fraction = Fraction(0)
    probability: Fraction = Fraction(1)
    temperature: float | None = None

    def with_productivity(self, bonus: Fraction) -> Fraction:
        """Return the mean amount per craft under a productivity bonus (0.4 = +40 %)."""
        return self.amount + max(self.amount - self.unproductive, Fraction(0)) * bonus


@dataclass(frozen=True, slots=True)
class SurfaceCondition:
    """A range that a property of the surface must lie in (pressure, gravity…)."""

    name: str
    minimum: float | None
    maximum: float | None


@dataclass(frozen=True, slots=True)
class Recipe:
    """One recipe; ``time_s`` is the time of a craft at crafting speed 1."""

    name: str
    categories: tuple[str, ...]
    time_s: Fraction
    ingredients: tuple[Ingredient, ...]
    products: tuple[Product, ...]
    allowed_effects: frozenset[str]
    hidden: bool = False
    enabled_at_start: bool = True
    max_productivity_bonus: Fraction = MAX_PRODUCTIVITY_BONUS
    pollution_multiplier: Fraction = Fraction(1)
    surface_conditions: tuple[SurfaceCondition, ...] = ()
    main_product: str | None = None


@dataclass(frozen=True, slots=True)
class Power:
    """What an entity draws and gives. A machine at work draws ``use_w`` (times its bonus) and ``drain_w``."""

    source: EnergySource | None = None
    use_w: Fraction = Fraction(0)
    drain_w: Fraction = Fraction(0)
    give_w: Fraction = Fraction(0)
    buffer_j: Fraction = Fraction(0)
    output_limit_w: Fraction = Fraction(0)
    input_limit_w: Fraction = Fraction(0)
    effectivity: Fraction = Fraction(1)
    fuel_categories: tuple[str, ...] = ()
    fuel_slots: int = 0
    pollution_per_min: Mapping[str, Fraction] = field(default_factory=dict)
    movement_j: Fraction = Fraction(0)
    rotation_j: Fraction = Fraction(0)

    @property
    def needs_pole(self) -> bool:
        """Tell whether the entity works only inside the area of an electric pole."""
        return self.source == "electric"


@dataclass(frozen=True, slots=True)
class HeatBuffer:
    """How an entity holds and passes heat; energy is per degree (HeatBuffer.specific_heat)."""

    max_temperature: Fraction
    specific_heat_j: Fraction
    max_transfer_w: Fraction
    min_working_temperature: Fraction


@dataclass(frozen=True, slots=True)
class Resistance:
    """What an entity takes off damage of one type: a fixed amount first, then ``percent`` of the rest."""

    decrease: Fraction = Fraction(0)
    percent: Fraction = Fraction(0)

    def taken(self, damage: Fraction) -> Fraction:
        """Return the damage that is left of one hit (wiki, Damage: the fixed part never takes the last point)."""
        if damage > self.decrease + 1:
            damage -= self.decrease
        elif self.decrease:
            damage = 1 / (self.decrease - damage + 2)
        return damage * max(1 - self.percent / 100, Fraction(0))


@dataclass(frozen=True, slots=True)
class PipeConnection:
    """One place where fluid goes in or out, relative to the entity's centre, for direction north."""

    x: float
    y: float
    direction: int
    flow: str
    underground_reach: int | None = None
    fluid_filter: str | None = None


@dataclass(frozen=True, slots=True)
class EffectReceiver:
    """How modules and beacons act on a machine."""

    slots: int = 0
    allowed: frozenset[str] = frozenset()
    base: Mapping[str, Fraction] = field(default_factory=dict)
    uses_modules: bool = True
    uses_beacons: bool = True


@dataclass(frozen=True, slots=True)
class Entity:
    """Anything that stands on the map and that a player can build.

    ``box`` is the collision box (left, top, right, bottom) around the centre for direction north; ``tiles`` is the
    space it takes on the grid for direction north. ``circuit_reach`` is the length of its red and green wires, 0 for
    what has none; ``heating_w`` what keeps it from freezing where it is cold.
    """

    name: str
    type: str
    box: tuple[float, float, float, float]
    tiles: tuple[int, int]
    item: str | None = None
    flags: frozenset[str] = frozenset()
    power: Power = field(default_factory=Power)
    pipes: tuple[PipeConnection, ...] = ()
    upgrade: str | None = None
    stacks: int = 0
    surface_conditions: tuple[SurfaceCondition, ...] = ()
    health: Fraction = Fraction(0)
    resistances: Mapping[str, Resistance] = field(default_factory=dict)
    circuit_reach: float = 0.0
    fluid_capacity: Fraction = Fraction(0)
    heat: HeatBuffer | None = None
    heating_w: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class CraftingMachine(Entity):
    """An assembling machine, a furnace or a rocket silo.

    ``rocket_parts`` is what a silo needs for a rocket, ``launch_w`` what it draws beside ``power.use_w`` while its
    doors and arms move for a launch (RocketSiloPrototype.active_energy_usage).
    """

    speed: Fraction = Fraction(1)
    categories: frozenset[str] = frozenset()
    effects: EffectReceiver = field(default_factory=EffectReceiver)
    fixed_recipe: str | None = None
    rocket_parts: int = 0
    launch_w: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Boiler(Entity):
    """A boiler or heat exchanger: heats its fluid to a temperature (BoilerPrototype.target_temperature)."""

    target_temperature: float = 0.0


@dataclass(frozen=True, slots=True)
class OffshorePump(Entity):
    """A pump on a shore, at its rate at 60 ticks a second (OffshorePumpPrototype.pumping_speed)."""

    fluid_per_s: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class MiningDrill(Entity):
    """A mining drill or pumpjack; ``speed`` is mining speed, ``radius`` reaches from the centre."""

    speed: Fraction = Fraction(1)
    categories: frozenset[str] = frozenset()
    effects: EffectReceiver = field(default_factory=EffectReceiver)
    radius: float = 0.0
    drop: tuple[float, float] = (0.0, 0.0)
    resource_drain: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Lab(Entity):
    """A lab: speed of research and the packs it takes."""

    speed: Fraction = Fraction(1)
    effects: EffectReceiver = field(default_factory=EffectReceiver)
    inputs: tuple[str, ...] = ()
    pack_drain: Fraction = Fraction(1)


@dataclass(frozen=True, slots=True)
class Beacon(Entity):
    """A beacon of the 2.x rules: effect × ``effectivity`` × ``profile[number of beacons − 1]``."""

    effects: EffectReceiver = field(default_factory=EffectReceiver)
    effectivity: Fraction = Fraction(1)
    effectivity_per_level: Fraction = Fraction(0)
    profile: tuple[Fraction, ...] = (Fraction(1),)
    supply_distance: float = 0.0
    counts_same_type_only: bool = True

    def share(self, beacons: int, quality_level: int) -> Fraction:
        """Return the part of its modules' effect that each of ``beacons`` beacons gives to a machine."""
        place = min(beacons, len(self.profile)) - 1
        return (self.effectivity + self.effectivity_per_level * quality_level) * self.profile[place]


@dataclass(frozen=True, slots=True)
class Belt(Entity):
    """A transport belt, underground belt, splitter or loader; ``speed`` in tiles per tick."""

    speed: Fraction = Fraction(0)
    reach: int = 0

    @property
    def items_per_s(self) -> Fraction:
        """Return the throughput of both lanes: 8 items a tile, 60 ticks a second (wiki: Transport belts/Physics)."""
        return self.speed * 8 * 60


@dataclass(frozen=True, slots=True)
class Inserter(Entity):
    """An inserter; positions are relative to its centre for direction north, speeds per tick."""

    rotation_speed: float = 0.0
    extension_speed: float = 0.0
    pickup: tuple[float, float] = (0.0, -1.0)
    drop: tuple[float, float] = (0.0, 1.2)
    bulk: bool = False
    stack_bonus: int = 0
    belt_stack: int = 1


@dataclass(frozen=True, slots=True)
class ElectricPole(Entity):
    """A pole: length of its wires and half the side of its square supply area."""

    wire_reach: float = 0.0
    supply_distance: float = 0.0


@dataclass(frozen=True, slots=True)
class Item:
    """An item; ``effect`` is what it does in a module slot (None: it is no module), ``plants`` what grows from it."""

    name: str
    stack: int
    kind: str = "item"
    builds: str | None = None
    fuel_j: Fraction = Fraction(0)
    fuel_categories: tuple[str, ...] = ()
    burnt: str | None = None
    spoil_ticks: int | None = None
    spoiled: str | None = None
    effect: Mapping[str, Fraction] | None = None
    module_category: str | None = None
    launched: tuple[Product, ...] = ()
    """What comes back when a rocket carries it up (ItemPrototype.rocket_launch_products)."""
    ammo: Ammo | None = None
    attack: Attack | None = None
    """How it shoots, if it is a gun."""
    plants: str | None = None
    weight: Fraction = Fraction(0)
    """What a rocket counts it as, in grams (ItemPrototype.weight); 0 where the game did not tell it."""


@dataclass(frozen=True, slots=True)
class Fluid:
    """A fluid; heat capacity in joules per unit and degree, fuel value in joules per unit."""

    name: str
    default_temperature: float
    max_temperature: float | None = None
    heat_j: Fraction = Fraction(0)
    fuel_j: Fraction = Fraction(0)


@dataclass(frozen=True, slots=True)
class Quality:
    """A quality level; what is not stated follows from the level (QualityPrototype: +30 % a level).

    ``next_probability`` × a machine's quality effect is the chance of a step up from this quality,
    ``chain_probability`` that of one more step after this quality was reached.
    """

    name: str
    level: int
    multipliers: Mapping[str, Fraction] = field(default_factory=dict)
    next: str | None = None
    next_probability: Fraction = Fraction(0)
    chain_probability: Fraction = Fraction(0)

    @property
    def default_multiplier(self) -> Fraction:
        """Return 1 + 0.3 × level, unless stated: speed of machines, positive effects of modules, and others."""
        return self.multipliers.get("default_multiplier", 1 + Fraction(3, 10) * self.level)

    def multiplier(self, name: str) -> Fraction:
        """Return a stated multiplier, or 1 where the prototype states none."""
        return self.multipliers.get(f"{name}_multiplier", Fraction(1))


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource on the ground; ``time_s`` is the mining time at mining speed 1.

    A field of an infinite one yields its amount ÷ ``normal``; each time it is worn it loses ``depletes``, down to
    ``minimum`` (ResourceEntityPrototype; wiki: Crude oil).
    """

    name: str
    category: str
    time_s: Fraction
    products: tuple[Product, ...]
    fluid: str | None = None
    fluid_amount: Fraction = Fraction(0)
    infinite: bool = False
    normal: int = 1
    minimum: int = 0
    depletes: int = 1


@dataclass(frozen=True, slots=True)
class PlaceSources:
    """What a planet or platform gives: resources to mine, fluids to pump at a shore, things that grow or drift by.

    ``pollutant`` is the one emission that its air takes up (PlanetPrototype.pollutant_type); None: none.
    """

    resources: tuple[str, ...] = ()
    fluids: tuple[str, ...] = ()
    gathered: tuple[str, ...] = ()
    pollutant: str | None = None


@dataclass(frozen=True, slots=True)
class Plant:
    """A tree or plant: the pollution it takes, and where it is grown: how long, what is harvested, what that emits."""

    name: str
    type: str
    absorptions_per_second: Mapping[str, Fraction] = field(default_factory=dict)
    growth_ticks: int | None = None
    products: tuple[Product, ...] = ()
    harvest_emissions: Mapping[str, Fraction] = field(default_factory=dict)
    seed: str | None = None


@dataclass(frozen=True, slots=True)
class Tile:
    """A kind of ground: the factor of walking on it, the pollution a tile takes, its fluid, the item that lays it."""

    name: str
    walking_speed_modifier: Fraction = Fraction(1)
    absorptions_per_second: Mapping[str, Fraction] = field(default_factory=dict)
    fluid: str | None = None
    item: str | None = None


@dataclass(frozen=True, slots=True)
class TechnologyEffect:
    """What a level of a technology changes (Modifier): by how much, of which ammunition, turret or recipe."""

    type: str
    modifier: Fraction
    target: str | None = None


@dataclass(frozen=True, slots=True)
class Technology:
    """A technology: what it needs first, which recipes it unlocks, what it improves, what a unit of it takes.

    ``count`` is its number of units; of an infinite one (``max_level`` None) and of others with levels ``formula``
    gives it for each level. ``time_s`` is the time of a unit in a lab of speed 1. ``trigger`` is what researches it
    without packs (TechnologyTrigger.type).
    """

    name: str
    prerequisites: tuple[str, ...]
    unlocks: tuple[str, ...]
    packs: Mapping[str, int]
    effects: tuple[TechnologyEffect, ...] = ()
    count: int | None = None
    formula: str | None = None
    time_s: Fraction = Fraction(0)
    level: int = 1
    max_level: int | None = 1
    trigger: str | None = None
