"""``prototypes-<modset>.json`` (what the running mods are made of) and ``names-<modset>-<locale>.json`` (their names).

The numbers do not depend on a language and the names do, so they are two files, each made once. Names are the game's
internal ones. Times are seconds, energies joules, powers watts, lengths tiles; speeds of belts and arms are per tick,
as the game states them. What is left out has the value that stands here.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from agent.contract.base import MOST_INT, Adler32, LargeDocument, Several, Strict, Table, Whole
from agent.contract.parts import Count, Direction16, ShortText
from agent.contract.prototype_parts import (
    Amount,
    ExportedAgriculturalTower,
    ExportedAmmo,
    ExportedAsteroidCollector,
    ExportedAttack,
    ExportedEnemy,
    ExportedGenerator,
    ExportedHeat,
    ExportedLightningAttractor,
    ExportedMapSettings,
    ExportedReactor,
    ExportedResistance,
    ExportedRoboport,
    ExportedRobot,
    ExportedRollingStock,
    ExportedSolarPanel,
    ExportedTechnologyEffect,
    ExportedThruster,
    ExportedTile,
    Shares,
    Watts,
)

Point = tuple[float, float]
Box = tuple[Point, Point]


class ExportedIngredient(Strict):
    """One ingredient of a recipe, per craft; a fluid may be wanted at a temperature or within a range."""

    type: Literal["item", "fluid"]
    name: ShortText
    amount: Amount
    temperature: float | None = None
    minimum_temperature: float | None = None
    maximum_temperature: float | None = None


class ExportedProduct(Strict):
    """One product per craft: ``amount``, or evenly between ``amount_min`` and ``amount_max``, with a probability."""

    type: Literal["item", "fluid"]
    name: ShortText
    amount: Amount | None = None
    amount_min: Amount = 0
    amount_max: Amount = 0
    probability: Amount = 1
    extra_count_fraction: Amount = 0
    ignored_by_productivity: Amount = 0
    temperature: float | None = None


class ExportedCondition(Strict):
    """A range that a property of the surface must lie in."""

    property: ShortText
    min: float | None = None
    max: float | None = None


class ExportedRecipe(Strict):
    """One recipe; a 2.1 recipe may have several categories."""

    name: ShortText
    categories: Several[str]
    energy_s: Amount
    ingredients: Several[ExportedIngredient] = ()
    products: Several[ExportedProduct] = ()
    allowed_effects: Several[str] = ()
    enabled: bool = False
    hidden: bool = False
    maximum_productivity: float | None = None
    emissions_multiplier: float = 1
    main_product: str | None = None
    surface_conditions: Several[ExportedCondition] = ()


class ExportedPower(Strict):
    """What an entity draws and gives; ``usage_w`` is without drain. Emissions are per joule used."""

    source: Literal["electric", "burner", "heat", "fluid", "void"] | None = None
    usage_w: Watts = 0
    drain_w: Watts = 0
    output_w: Watts = 0
    buffer_j: Amount = 0
    input_limit_w: Watts = 0
    output_limit_w: Watts = 0
    effectivity: float = 1
    fuel_categories: Several[str] = ()
    fuel_slots: Count = 0
    emissions_per_j: Shares = Field(default_factory=dict)
    movement_j: Amount = 0
    rotation_j: Amount = 0


class ExportedPipe(Strict):
    """One place where fluid goes in or out, for direction north."""

    x: float
    y: float
    direction: Direction16 = 0
    flow: ShortText = "input-output"
    connection: ShortText = "normal"
    reach: Count | None = None
    box: Count = 0
    use: ShortText | None = None
    fluid: ShortText | None = None


class ExportedEffects(Strict):
    """How modules and beacons act on an entity; ``base`` is what it has by itself."""

    slots: Count = 0
    allowed: Several[str] = ()
    base: Shares = Field(default_factory=dict)
    uses_modules: bool = True
    uses_beacons: bool = True


class ExportedBeacon(Strict):
    """How a beacon gives its modules' effects away."""

    effectivity: float
    effectivity_per_quality_level: float = 0
    profile: Several[float] = ()
    counter: Literal["total", "same_type"] = "total"


class ExportedInserter(Strict):
    """An inserter's arm: turns and tiles per tick, positions for direction north."""

    rotation_speed: float
    extension_speed: float
    pickup: Point
    drop: Point
    bulk: bool = False
    stack_bonus: Count = 0
    belt_stack: Count = 1


class ExportedEntity(Strict):
    """One entity that a player can own. ``speed`` is of crafting, mining, research or belts, by the type."""

    name: ShortText
    type: ShortText
    collision_box: Box
    tiles: tuple[Whole, Whole] | None = None
    items_to_place: Several[str] = ()
    flags: Several[str] = ()
    power: ExportedPower = ExportedPower()
    pipes: Several[ExportedPipe] = ()
    effects: ExportedEffects | None = None
    next_upgrade: str | None = None
    surface_conditions: Several[ExportedCondition] = ()
    speed: float | None = None
    categories: Several[str] = ()
    fixed_recipe: str | None = None
    rocket_parts: Count = 0
    launch_w: Watts = 0
    mining_radius: float | None = None
    drop: Point | None = None
    drain_percent: float = 100
    lab_inputs: Several[str] = ()
    beacon: ExportedBeacon | None = None
    inserter: ExportedInserter | None = None
    underground_reach: Count = 0
    supply_distance: float | None = None
    wire_reach: float | None = None
    pumping_speed: float | None = None
    target_temperature: float | None = None
    stacks: Count = 0
    health: Amount = 0
    resistances: Table[ExportedResistance] = Field(default_factory=dict)
    circuit_reach: Amount = 0
    fluid_capacity: Amount = 0
    heat: ExportedHeat | None = None
    heating_w: Watts = 0
    logistic_mode: str | None = None
    attack: ExportedAttack | None = None
    generator: ExportedGenerator | None = None
    solar_panel: ExportedSolarPanel | None = None
    reactor: ExportedReactor | None = None
    robot: ExportedRobot | None = None
    roboport: ExportedRoboport | None = None
    rolling_stock: ExportedRollingStock | None = None
    agricultural_tower: ExportedAgriculturalTower | None = None
    asteroid_collector: ExportedAsteroidCollector | None = None
    thruster: ExportedThruster | None = None
    lightning_attractor: ExportedLightningAttractor | None = None


class ExportedItem(Strict):
    """One item; ``module_effects`` and ``module_category`` make it a module, ``attack`` a gun."""

    name: ShortText
    type: ShortText = "item"
    stack_size: Annotated[int, Field(ge=1, le=MOST_INT)]
    place_result: str | None = None
    fuel_j: Amount = 0
    fuel_categories: Several[str] = ()
    burnt_result: str | None = None
    spoil_ticks: Count = 0
    spoil_result: str | None = None
    module_category: str | None = None
    module_effects: Shares | None = None
    rocket_launch_products: Several[ExportedProduct] = ()
    ammo: ExportedAmmo | None = None
    attack: ExportedAttack | None = None
    plants: str | None = None
    weight: Amount = 0


class ExportedFluid(Strict):
    """One fluid; heat capacity per unit and degree, fuel value per unit."""

    name: ShortText
    default_temperature: float
    max_temperature: float | None = None
    heat_capacity_j: Amount = 0
    fuel_j: Amount = 0


class ExportedResource(Strict):
    """What lies in the ground; the fluid is what mining ten units takes.

    A field of an infinite one yields its amount ÷ ``normal``; mining wears it by ``depletes``, down to ``minimum``.
    """

    name: ShortText
    category: ShortText
    mining_time_s: Amount
    products: Several[ExportedProduct] = ()
    required_fluid: str | None = None
    fluid_amount: Amount = 0
    infinite: bool = False
    normal: Count | None = None
    minimum: Count | None = None
    depletes: Count = 1


class ExportedQuality(Strict):
    """A level of quality with the multipliers the game states; ``chain_probability`` is one of 2.1."""

    name: ShortText
    level: Count
    multipliers: Shares = Field(default_factory=dict)
    next: str | None = None
    next_probability: float = 0
    chain_probability: float | None = None


class ExportedTechnology(Strict):
    """A technology: what comes first, what it unlocks and improves, what one unit of it takes.

    ``max_level`` null: no end. ``formula`` gives the units of a level, ``count`` where there is none.
    """

    name: ShortText
    prerequisites: Several[str] = ()
    unlocks: Several[str] = ()
    effects: Several[ExportedTechnologyEffect] = ()
    packs: Table[Count] = Field(default_factory=dict)
    count: Count | None = None
    formula: str | None = None
    time_s: Amount = 0
    level: Count = 1
    max_level: Count | None = None
    trigger: str | None = None


class ExportedPlant(Strict):
    """A tree or plant: the pollution it takes, how long it grows, what is harvested."""

    name: ShortText
    type: Literal["tree", "plant"]
    absorptions_per_second: Shares = Field(default_factory=dict)
    growth_ticks: Count | None = None
    products: Several[ExportedProduct] = ()
    harvest_emissions: Shares = Field(default_factory=dict)
    seed: str | None = None


class ExportedPlanet(Strict):
    """A planet: its surface and what it gives (resources, fluids of its tiles, what grows)."""

    name: ShortText
    properties: Shares = Field(default_factory=dict)
    pollutant: str | None = None
    resources: Several[str] = ()
    fluids: Several[str] = ()
    gathered: Several[str] = ()


class ExportedPlace(Strict):
    """A place in space and the percentage of a solar panel's output there."""

    name: ShortText
    solar_power_in_space: float


class Prototypes(LargeDocument):
    """The export itself; its id is the mod set's.

    ``not_read`` names what the mod could not read: a prototype as ``section/name``, a field that this version of the
    game does not tell of any prototype as ``section.field``.
    """

    kind: Literal["prototypes"]
    modset: Adler32
    game_version: ShortText
    mods: Table[str] = Field(default_factory=dict)
    recipes: Several[ExportedRecipe] = ()
    entities: Several[ExportedEntity] = ()
    items: Several[ExportedItem] = ()
    fluids: Several[ExportedFluid] = ()
    resources: Several[ExportedResource] = ()
    qualities: Several[ExportedQuality] = ()
    technologies: Several[ExportedTechnology] = ()
    planets: Several[ExportedPlanet] = ()
    enemies: Several[ExportedEnemy] = ()
    plants: Several[ExportedPlant] = ()
    tiles: Several[ExportedTile] = ()
    places: Several[ExportedPlace] = ()
    damage_types: Several[str] = ()
    map_settings: ExportedMapSettings | None = None
    not_read: Several[str] = ()


NamedKind = Literal["item", "fluid", "recipe", "entity", "technology", "quality", "surface"]


class LocalisedNames(LargeDocument):
    """Names in one language, in the nominative, as the player's own game translated them.

    Its id is ``<modset>-<locale>`` in lower case. Each name is (kind, internal name, translation); what the game has no
    translation of is left out.
    """

    kind: Literal["names"]
    modset: Adler32
    locale: Annotated[str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9-]{0,19}$")]
    names: Several[tuple[NamedKind, ShortText, ShortText]] = ()
