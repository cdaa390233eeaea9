"""Read what one type of entity alone has, and how things fight, from the rows of a table (see tables.py).

These rows bear the names of the fields they become; what a row has beyond them (a newer mod may send more) is passed
over.
"""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any

from agent.game.combat import (
    Absorption,
    Ammo,
    Attack,
    Damage,
    Enemy,
    Evolution,
    Expansion,
    MapSettings,
    Pollution,
    SpawnedUnit,
    Spawner,
    Turret,
    Unit,
    UnitGroups,
    Worm,
)
from agent.game.machinery import (
    AgriculturalTower,
    AsteroidCollector,
    FusionReactor,
    Generator,
    LightningAttractor,
    LogisticContainer,
    Pump,
    Reactor,
    Roboport,
    Robot,
    RollingStock,
    SolarPanel,
    Thruster,
    ThrusterPerformance,
)
from agent.game.numbers import rational, rationals
from agent.game.prototypes import Entity, HeatBuffer, Resistance

if TYPE_CHECKING:
    from collections.abc import Mapping

Row = dict[str, Any]

TICKS_PER_S = 60
TURRETS = frozenset({"ammo-turret", "electric-turret", "fluid-turret", "artillery-turret", "turret"})
PARTS: Mapping[str, tuple[type[Entity], str]] = {
    **dict.fromkeys(("generator", "fusion-generator"), (Generator, "generator")),
    "solar-panel": (SolarPanel, "solar_panel"),
    "reactor": (Reactor, "reactor"),
    "fusion-reactor": (FusionReactor, "reactor"),
    **dict.fromkeys(("logistic-robot", "construction-robot"), (Robot, "robot")),
    "roboport": (Roboport, "roboport"),
    **dict.fromkeys(
        ("locomotive", "cargo-wagon", "fluid-wagon", "artillery-wagon", "infinity-cargo-wagon"),
        (RollingStock, "rolling_stock"),
    ),
    "agricultural-tower": (AgriculturalTower, "agricultural_tower"),
    "asteroid-collector": (AsteroidCollector, "asteroid_collector"),
    "lightning-attractor": (LightningAttractor, "lightning_attractor"),
}


@cache
def _own(kind: type) -> tuple[str, ...]:
    """Name the fields that a class adds to those of every entity or enemy."""
    base: type = next((common for common in (Entity, Enemy) if issubclass(kind, common)), object)
    inherited = {field.name for field in fields(base)} if base is not object else set()
    return tuple(field.name for field in fields(kind) if field.name not in inherited)


def numbers(kind: type, row: Row) -> Row:
    """Read the fields of a class that a row states: numbers exactly, words and truth values as they are."""
    found: Row = {}
    for name in _own(kind):
        value = row.get(name)
        if value is not None:
            found[name] = value if isinstance(value, bool) or name in _WORDS else rational(value)
    return found


_WORDS = frozenset({"coefficient_property"})


def part(kind: str, row: Row, common: Row) -> Entity:
    """Make an entity of a type that is none of crafting, mining, moving or power poles."""
    if kind in TURRETS:
        return Turret(**common, attack=attack(row.get("attack")))
    if kind == "logistic-container":
        return LogisticContainer(**common, mode=row.get("mode") or "")
    if kind == "pump":
        return Pump(**common, fluid_per_s=rational(row.get("speed") or 0) * TICKS_PER_S)
    if kind == "thruster":
        curve = row.get("thruster") or {}
        return Thruster(
            **common,
            min_performance=ThrusterPerformance(**numbers(ThrusterPerformance, curve.get("min_performance", {}))),
            max_performance=ThrusterPerformance(**numbers(ThrusterPerformance, curve.get("max_performance", {}))),
        )
    if kind in PARTS:
        made, key = PARTS[kind]
        return made(**common, **numbers(made, row.get(key) or {}))
    return Entity(**common)


def heat(row: Row | None) -> HeatBuffer | None:
    """Read a heat buffer."""
    return HeatBuffer(**numbers(HeatBuffer, row)) if row else None


def resistances(row: Row) -> dict[str, Resistance]:
    """Read what an entity takes off damage, by its type."""
    return {name: Resistance(**numbers(Resistance, one)) for name, one in row.items()}


def _damage(rows: list[Row] | None) -> tuple[Damage, ...] | None:
    """Read the damage of a shot; a row that says null does not know it."""
    if rows is None:
        return None
    return tuple(Damage(row["type"], rational(row["amount"]), rational(row.get("radius", 0))) for row in rows)


def attack(row: Row | None) -> Attack | None:
    """Read how something attacks."""
    if not row:
        return None
    own = {key: value for key, value in row.items() if key not in ("ammo_categories", "damage", "fluids")}
    return Attack(
        **numbers(Attack, own),
        ammo_categories=tuple(row.get("ammo_categories", ())),
        damage=_damage(row.get("damage", [])),
        fluids=rationals(row.get("fluids", {})),
    )


def ammo(row: Row | None) -> Ammo | None:
    """Read what makes an item ammunition."""
    if not row:
        return None
    own = {key: value for key, value in row.items() if key not in ("category", "damage")}
    return Ammo(row["category"], **numbers(Ammo, own), damage=_damage(row.get("damage", [])))


def enemy(name: str, row: Row) -> Enemy:
    """Read a unit, worm or spawner."""
    kind = row["type"]
    common: Row = {
        "name": name,
        "type": kind,
        "health": rational(row["health"]),
        "healing_per_tick": rational(row.get("healing_per_tick", 0)),
        "resistances": resistances(row.get("resistances", {})),
    }
    if kind == "unit-spawner":
        return _spawner(row, common)
    if kind == "turret":
        return Worm(**common, attack=attack(row.get("attack")))
    return Unit(
        **common,
        speed=rational(row.get("speed", 0)),
        attack=attack(row.get("attack")),
        absorptions_to_join_attack=rationals(row.get("absorptions_to_join_attack", {})),
        spawning_time_modifier=rational(row.get("spawning_time_modifier", 1)),
    )


def _spawner(row: Row, common: Row) -> Spawner:
    taken = row.get("absorptions_per_second")
    first, last = row.get("cooldown_ticks", (0, 0))
    return Spawner(
        **common,
        results=tuple(
            SpawnedUnit(each["unit"], tuple((rational(at), rational(weight)) for at, weight in each["points"]))
            for each in row.get("results", ())
        ),
        cooldown_ticks=(rational(first), rational(last)),
        max_units=rational(row.get("max_units", 0)),
        max_friends_around=rational(row.get("max_friends_around", 0)),
        absorptions_per_second=None
        if taken is None
        else {name: Absorption(**numbers(Absorption, one)) for name, one in taken.items()},
    )


def map_settings(row: Row) -> MapSettings:
    """Read the map settings that attacks and pollution follow."""
    return MapSettings(
        Evolution(**numbers(Evolution, row.get("enemy_evolution", {}))),
        Pollution(**numbers(Pollution, row.get("pollution", {}))),
        Expansion(**numbers(Expansion, row.get("enemy_expansion", {}))),
        UnitGroups(**numbers(UnitGroups, row.get("unit_group", {}))),
    )
