"""Read a table of FactorioLab (data.json) as game data: enough for the arithmetic of requirements, not for blueprints.

The table keeps no collision boxes' offsets, pipes or inserters, so that what is read here has entities without pipes; a
recipe names its machines instead of a category, so that each machine is its own category here.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from agent.errors import ContractError
from agent.game.gamedata import GameData
from agent.game.prototypes import (
    MAX_PRODUCTIVITY_BONUS,
    Beacon,
    Belt,
    CraftingMachine,
    EffectReceiver,
    Entity,
    Fluid,
    Ingredient,
    Item,
    MiningDrill,
    OffshorePump,
    PlaceSources,
    Power,
    Product,
    Quality,
    Recipe,
    Resource,
)
from agent.game.tables import EFFECTS

if TYPE_CHECKING:
    from collections.abc import Mapping

MODS_WITH_A_NAME: Final = ("space-exploration", "space-age", "base")
KILO, MEGA = 10**3, 10**6
ITEMS_PER_TILE_AND_TICK: Final = 8 * 60
ACID_BATCH: Final = 10
"""A resource states its fluid for ten units (as MinableProperties.fluid_amount does), the table for one."""
UNLIMITED_1_X: Final = Fraction(10**6)
"""Before 2.0 nothing capped productivity."""
PRECISION: Final = 10**6
MINING = "mining"
EVERYWHERE: Final = "everywhere"
"""The one place of such a table: it does not say what each planet gives."""


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Silo(_Row):
    parts: int
    launch: float


class _Machine(_Row):
    speed: float = 1
    modules: int = 0
    type: Literal["electric", "burner"] | None = None
    fuel_categories: tuple[str, ...] = Field(default=(), alias="fuelCategories")
    usage: float = 0
    drain: float = 0
    pollution: float = 0
    silo: _Silo | None = None
    size: tuple[float, float] = (1, 1)
    disallowed_effects: frozenset[str] = Field(default=frozenset(), alias="disallowedEffects")
    base_effect: dict[str, float] = Field(default_factory=dict, alias="baseEffect")


class _Beacon(_Row):
    effectivity: float
    modules: int
    usage: float = 0
    range: float = 0
    size: tuple[float, float] = (3, 3)
    profile: tuple[float, ...] = (1,)
    disallowed_effects: frozenset[str] = Field(default=frozenset(), alias="disallowedEffects")


class _Speed(_Row):
    speed: float


class _Fuel(_Row):
    category: str
    value: float
    result: str | None = None


class _Item(_Row):
    id: str
    stack: int | None = None
    machine: _Machine | None = None
    module: dict[str, float | str | list[str]] | None = None
    beacon: _Beacon | None = None
    belt: _Speed | None = None
    fuel: _Fuel | None = None


class _Recipe(_Row):
    id: str
    time: float
    producers: tuple[str, ...]
    takes: dict[str, float] = Field(alias="in")
    gives: dict[str, float] = Field(alias="out")
    catalyst: dict[str, float] = Field(default_factory=dict)
    flags: tuple[str, ...] = ()
    disallowed_effects: frozenset[str] = Field(default=frozenset(), alias="disallowedEffects")


class _Defaults(_Row):
    excluded: frozenset[str] = Field(default=frozenset(), alias="excludedRecipes")


class _Table(_Row):
    version: dict[str, str]
    items: tuple[_Item, ...]
    recipes: tuple[_Recipe, ...]
    limitations: dict[str, frozenset[str]] | None = None
    defaults: _Defaults = _Defaults()


def read_factoriolab(text: str | bytes) -> GameData:
    """Read a table.

    Raises:
        ContractError: ``factoriolab-invalid``, with the place of the first fault.
    """
    try:
        table = _Table.model_validate_json(text)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = ".".join(map(str, first["loc"])) or first["msg"]
        raise ContractError("factoriolab-invalid", place=place) from error
    return _Reader(table).read()


def _exact(value: float) -> Fraction:
    return Fraction(repr(value)).limit_denominator(PRECISION)


class _Reader:
    def __init__(self, table: _Table) -> None:
        self.table = table
        self.fluids = frozenset(item.id for item in table.items if item.stack is None)
        self.old = table.version.get("base", "2").startswith(("0.", "1."))
        limits = table.limitations
        self.productive = None if limits is None else frozenset().union(*limits.values())
        rows = [row for row in table.recipes if not {"technology", "burn"} & set(row.flags)]
        self.mined = [row for row in rows if MINING in row.flags]
        self.pumped = [
            row for row in rows if not row.takes and MINING not in row.flags and set(row.gives) <= self.fluids
        ]
        self.work = [row for row in rows if row.takes and MINING not in row.flags]
        self.miners = {machine for row in self.mined for machine in row.producers}
        self.pumps = {machine: row for row in self.pumped for machine in row.producers}

    def read(self) -> GameData:
        name = next(mod for mod in MODS_WITH_A_NAME if mod in self.table.version or mod == "base")
        label = name if name == "base" else f"{name} {self.table.version[name]}"
        return GameData(
            name=f"FactorioLab {label}",
            version=self.table.version.get("base", "?"),
            items={item.id: self._item(item) for item in self.table.items if item.stack is not None},
            fluids={name: Fluid(name, 0) for name in sorted(self.fluids)},
            recipes={row.id: self._recipe(row) for row in self.work},
            entities=self._entities(),
            qualities={"normal": Quality("normal", 0)},
            resources={row.id: self._resource(row) for row in self.mined},
            technologies={},
            planets={},
            sources={
                EVERYWHERE: PlaceSources(
                    tuple(row.id for row in self.mined), tuple(name for row in self.pumped for name in row.gives)
                )
            },
        )

    def _item(self, item: _Item) -> Item:
        effect = {name: _exact(v) for name, v in (item.module or {}).items() if isinstance(v, (int, float))}
        return Item(
            name=item.id,
            stack=item.stack or 1,
            fuel_j=_exact(item.fuel.value) * MEGA if item.fuel else Fraction(0),
            fuel_categories=(item.fuel.category,) if item.fuel else (),
            burnt=item.fuel.result if item.fuel else None,
            effect={name: value for name, value in effect.items() if name in EFFECTS} if item.module else None,
        )

    def _products(self, row: _Recipe) -> tuple[Product, ...]:
        found = []
        for name, amount in row.gives.items():
            kept = min(_exact(row.catalyst.get(name, 0)), _exact(amount))
            found.append(Product(name, _exact(amount), name in self.fluids, kept))
        return tuple(found)

    def _recipe(self, row: _Recipe) -> Recipe:
        allowed = EFFECTS - row.disallowed_effects
        if self.productive is not None and row.id not in self.productive:
            allowed -= {"productivity"}
        return Recipe(
            name=row.id,
            categories=row.producers,
            time_s=_exact(row.time),
            ingredients=tuple(Ingredient(n, _exact(amount), n in self.fluids) for n, amount in row.takes.items()),
            products=self._products(row),
            allowed_effects=allowed,
            hidden=row.id in self.table.defaults.excluded,
            max_productivity_bonus=UNLIMITED_1_X if self.old else MAX_PRODUCTIVITY_BONUS,
        )

    def _resource(self, row: _Recipe) -> Resource:
        fluid = next(iter(row.takes), None)
        return Resource(
            name=row.id,
            category=row.id,
            time_s=_exact(row.time),
            products=self._products(row),
            fluid=fluid,
            fluid_amount=_exact(row.takes[fluid]) * ACID_BATCH if fluid else Fraction(0),
        )

    def _entities(self) -> Mapping[str, Entity]:
        found: dict[str, Entity] = {}
        for item in self.table.items:
            if item.machine is not None:
                found[item.id] = self._machine(item.id, item.machine)
            elif item.beacon is not None:
                found[item.id] = self._beacon(item.id, item.beacon)
            elif item.belt is not None:
                speed = _exact(item.belt.speed) / ITEMS_PER_TILE_AND_TICK
                found[item.id] = Belt(item.id, "transport-belt", _box((1, 1)), (1, 1), item.id, speed=speed)
        return found

    def _machine(self, name: str, row: _Machine) -> Entity:
        power = Power(
            source=row.type,
            use_w=_exact(row.usage) * KILO,
            drain_w=_exact(row.drain) * KILO,
            fuel_categories=row.fuel_categories,
            pollution_per_min={"pollution": _exact(row.pollution)} if row.pollution else {},
        )
        effects = EffectReceiver(
            slots=row.modules,
            allowed=EFFECTS - row.disallowed_effects,
            base={effect: _exact(value) for effect, value in row.base_effect.items() if effect in EFFECTS},
        )
        speed, tiles = _exact(row.speed), (int(row.size[0]), int(row.size[1]))
        if name in self.miners:
            mined = frozenset(source.id for source in self.mined if name in source.producers)
            return MiningDrill(
                name,
                "mining-drill",
                _box(row.size),
                tiles,
                name,
                power=power,
                speed=speed,
                categories=mined,
                effects=effects,
            )
        if name in self.pumps:
            pumped = self.pumps[name]
            rate = _exact(max(pumped.gives.values())) / _exact(pumped.time) * speed
            return OffshorePump(name, "offshore-pump", _box(row.size), tiles, name, power=power, fluid_per_s=rate)
        return CraftingMachine(
            name,
            "assembling-machine",
            _box(row.size),
            tiles,
            name,
            power=power,
            speed=speed,
            categories=frozenset({name}),
            effects=effects,
            rocket_parts=row.silo.parts if row.silo else 0,
        )

    def _beacon(self, name: str, row: _Beacon) -> Entity:
        return Beacon(
            name,
            "beacon",
            _box(row.size),
            (int(row.size[0]), int(row.size[1])),
            name,
            power=Power(source="electric", use_w=_exact(row.usage) * KILO),
            effects=EffectReceiver(slots=row.modules, allowed=EFFECTS - row.disallowed_effects),
            effectivity=_exact(row.effectivity),
            profile=tuple(_exact(share) for share in row.profile),
            supply_distance=row.range,
        )


def _box(size: tuple[float, float]) -> tuple[float, float, float, float]:
    width, height = size
    return (-width / 2, -height / 2, width / 2, height / 2)
