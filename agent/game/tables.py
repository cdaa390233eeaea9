"""Read one table of game data (plain decoded JSON, as .ci/game_data/make.py writes it) into prototypes.

The table leaves out whatever equals a default. Numbers that matter to rates become exact fractions: decimals by their
spelling (0.2 is 1/5), thirds and the like are spelled as fractions in the table.
"""

from __future__ import annotations

import math
from fractions import Fraction
from typing import Any

from agent.game import table_parts as parts
from agent.game.gamedata import GameData
from agent.game.numbers import rational, rationals
from agent.game.prototypes import (
    MAX_PRODUCTIVITY_BONUS,
    Beacon,
    Belt,
    Boiler,
    CraftingMachine,
    EffectReceiver,
    ElectricPole,
    Entity,
    Fluid,
    Ingredient,
    Inserter,
    Item,
    Lab,
    MiningDrill,
    OffshorePump,
    PipeConnection,
    PlaceSources,
    Plant,
    Power,
    Product,
    Quality,
    Recipe,
    Resource,
    SurfaceCondition,
    Technology,
    TechnologyEffect,
    Tile,
)

Row = dict[str, Any]

TICKS_PER_S = 60
CRAFTING = frozenset({"assembling-machine", "furnace", "rocket-silo"})
BELTS = frozenset(
    {"transport-belt", "underground-belt", "splitter", "lane-splitter", "loader", "loader-1x1", "linked-belt"}
)
EFFECTS = frozenset({"consumption", "speed", "productivity", "pollution", "quality"})
LATER_STEPS = 10
"""QualityPrototype.chain_probability of 2.1: a tenth of next_probability where nothing else is stated."""


def game_data(table: Row) -> GameData:
    """Read a whole table."""
    return GameData(
        name=table["name"],
        version=table["version"],
        items={name: _item(name, row) for name, row in table["items"].items()},
        fluids={name: _fluid(name, row) for name, row in table["fluids"].items()},
        recipes={name: _recipe(name, row) for name, row in table["recipes"].items()},
        entities={name: _entity(name, row) for name, row in table["entities"].items()},
        qualities={name: _quality(name, row, table["version"]) for name, row in table["qualities"].items()},
        resources={name: _resource(name, row) for name, row in table["resources"].items()},
        technologies={name: _technology(name, row) for name, row in table["technologies"].items()},
        planets=table["planets"],
        sources={
            name: PlaceSources(
                tuple(row["resources"]), tuple(row["fluids"]), tuple(row["gathered"]), row.get("pollutant")
            )
            for name, row in table.get("sources", {}).items()
        },
        enemies={name: parts.enemy(name, row) for name, row in table.get("enemies", {}).items()},
        plants={name: _plant(name, row) for name, row in table.get("plants", {}).items()},
        tiles={name: _tile(name, row) for name, row in table.get("tiles", {}).items()},
        damage_types=tuple(table.get("damage_types", ())),
        map_settings=parts.map_settings(table.get("map_settings", {})),
        solar_in_space=rationals(table.get("space", {})),
    )


def _product(row: Row) -> Product:
    spelled = row.get("a", 0)
    bounds = spelled if isinstance(spelled, list) else [spelled]
    mean = sum((rational(bound) for bound in bounds), Fraction(0)) / len(bounds)
    probability = rational(row.get("p", 1))
    extra = rational(row.get("extra", 0))
    return Product(
        name=row["n"],
        amount=(mean + extra) * probability,
        fluid=row.get("f", False),
        unproductive=rational(row.get("unproductive", 0)) * probability,
        probability=probability,
        temperature=row.get("temperature"),
    )


def _conditions(row: Row) -> tuple[SurfaceCondition, ...]:
    return tuple(SurfaceCondition(c["property"], c.get("min"), c.get("max")) for c in row.get("where", ()))


def _recipe(name: str, row: Row) -> Recipe:
    allowed = EFFECTS - set(row.get("forbid", ()))
    limit = row.get("max_productivity")
    return Recipe(
        name=name,
        categories=tuple(row["c"]),
        time_s=rational(row["t"]),
        ingredients=tuple(Ingredient(i["n"], rational(i["a"]), i.get("f", False)) for i in row.get("in", ())),
        products=tuple(_product(p) for p in row.get("out", ())),
        allowed_effects=allowed if row.get("productivity") else allowed - {"productivity"},
        hidden=row.get("hidden", False),
        enabled_at_start=row.get("start", False),
        max_productivity_bonus=MAX_PRODUCTIVITY_BONUS if limit is None else rational(limit),
        pollution_multiplier=rational(row.get("pollution", 1)),
        surface_conditions=_conditions(row),
        main_product=row.get("main"),
    )


def _power(row: Row) -> Power:
    return Power(
        source=row.get("source"),
        use_w=rational(row.get("use_w", 0)),
        drain_w=rational(row.get("drain_w", 0)),
        give_w=rational(row.get("give_w", 0)),
        buffer_j=rational(row.get("buffer_j", 0)),
        output_limit_w=rational(row.get("out_w", 0)),
        input_limit_w=rational(row.get("in_w", 0)),
        effectivity=rational(row.get("effectivity", 1)),
        fuel_categories=tuple(row.get("fuels", ())),
        fuel_slots=row.get("fuel_slots", 0),
        pollution_per_min=rationals(row.get("pollution", {})),
        movement_j=rational(row.get("move_j", 0)),
        rotation_j=rational(row.get("turn_j", 0)),
    )


def _receiver(row: Row) -> EffectReceiver:
    return EffectReceiver(
        slots=row.get("slots", 0),
        allowed=frozenset(row.get("allowed", ())),
        base=rationals(row.get("base", {})),
        uses_modules=not row.get("no_modules", False),
        uses_beacons=not row.get("no_beacons", False),
    )


def _pipe(row: Row) -> PipeConnection:
    return PipeConnection(
        x=row["at"][0],
        y=row["at"][1],
        direction=row.get("to", 0),
        flow=row.get("flow", "input-output"),
        underground_reach=row.get("reach"),
        fluid_filter=row.get("filter"),
    )


def tile_size(box: tuple[float, float, float, float]) -> tuple[int, int]:
    """Return the tiles a collision box takes: each side rounded up (EntityPrototype.tile_width)."""
    return max(math.ceil(box[2] - box[0]), 1), max(math.ceil(box[3] - box[1]), 1)


def _entity(name: str, row: Row) -> Entity:
    box = (float(row["box"][0]), float(row["box"][1]), float(row["box"][2]), float(row["box"][3]))
    tiles = row.get("tiles")
    common: Row = {
        "name": name,
        "type": row["type"],
        "box": box,
        "tiles": (max(tiles[0], 1), max(tiles[1], 1)) if tiles else tile_size(box),
        "item": row.get("item"),
        "flags": frozenset(row.get("flags", ())),
        "power": _power(row.get("power", {})),
        "pipes": tuple(_pipe(pipe) for pipe in row.get("pipes", ())),
        "upgrade": row.get("upgrade"),
        "stacks": row.get("stacks", 0),
        "surface_conditions": _conditions(row),
        "health": rational(row.get("health", 0)),
        "resistances": parts.resistances(row.get("resistances", {})),
        "circuit_reach": float(row.get("circuit", 0)),
        "fluid_capacity": rational(row.get("fluid_capacity", 0)),
        "heat": parts.heat(row.get("heat")),
        "heating_w": rational(row.get("heating_w", 0)),
    }
    return _special(row, common)


def _special(row: Row, common: Row) -> Entity:
    kind = row["type"]
    if kind in CRAFTING:
        return CraftingMachine(
            **common,
            speed=rational(row["speed"]),
            categories=frozenset(row["crafts"]),
            effects=_receiver(row.get("effects", {})),
            fixed_recipe=row.get("fixed"),
            rocket_parts=row.get("parts", 0),
            launch_w=rational(row.get("launch_w", 0)),
        )
    if kind == "mining-drill":
        return MiningDrill(
            **common,
            speed=rational(row["speed"]),
            categories=frozenset(row["mines"]),
            effects=_receiver(row.get("effects", {})),
            radius=row["radius"],
            drop=(row["drop"][0], row["drop"][1]),
            resource_drain=rational(row.get("drain", 1)),
        )
    if kind == "lab":
        return Lab(
            **common,
            speed=rational(row["speed"]),
            effects=_receiver(row.get("effects", {})),
            inputs=tuple(row["inputs"]),
            pack_drain=rational(row.get("drain", 1)),
        )
    if kind == "beacon":
        return Beacon(
            **common,
            effects=_receiver(row.get("effects", {})),
            effectivity=rational(row["share"]),
            effectivity_per_level=rational(row.get("share_per_level", 0)),
            profile=tuple(rational(share) for share in row.get("profile", (1,))),
            supply_distance=row["area"],
            counts_same_type_only=row.get("counter") == "same_type",
        )
    return _mover(row, common)


def _mover(row: Row, common: Row) -> Entity:
    kind = row["type"]
    if kind in BELTS:
        return Belt(**common, speed=rational(row["speed"]), reach=row.get("reach", 0))
    if kind == "inserter":
        return Inserter(
            **common,
            rotation_speed=row["turn"],
            extension_speed=row["extend"],
            pickup=(row["pickup"][0], row["pickup"][1]),
            drop=(row["drop"][0], row["drop"][1]),
            bulk=row.get("bulk", False),
            stack_bonus=row.get("bonus", 0),
            belt_stack=row.get("belt_stack", 1),
        )
    if kind == "electric-pole":
        return ElectricPole(**common, wire_reach=row["wire"], supply_distance=row["area"])
    if kind == "boiler":
        return Boiler(**common, target_temperature=row["power"].get("max_temperature", 0))
    if kind == "offshore-pump":
        return OffshorePump(**common, fluid_per_s=rational(row.get("speed", 0)) * TICKS_PER_S)
    return parts.part(kind, row, common)


def _item(name: str, row: Row) -> Item:
    return Item(
        name=name,
        stack=row["stack"],
        kind=row.get("kind", "item"),
        builds=row.get("builds"),
        fuel_j=rational(row.get("fuel_j", 0)),
        fuel_categories=tuple(row.get("fuels", ())),
        burnt=row.get("burnt"),
        spoil_ticks=row.get("spoils"),
        spoiled=row.get("spoiled"),
        effect=rationals(row["effect"]) if "effect" in row else None,
        module_category=row.get("category"),
        launched=tuple(_product(product) for product in row.get("launched", ())),
        ammo=parts.ammo(row.get("ammo")),
        attack=parts.attack(row.get("attack")),
        plants=row.get("plants"),
        weight=rational(row.get("weight", 0)),
    )


def _fluid(name: str, row: Row) -> Fluid:
    return Fluid(
        name=name,
        default_temperature=row.get("temperature", 0),
        max_temperature=row.get("max_temperature"),
        heat_j=rational(row.get("heat_j", 0)),
        fuel_j=rational(row.get("fuel_j", 0)),
    )


def _quality(name: str, row: Row, version: str) -> Quality:
    """Read a quality; 2.0 has one probability for every step, 2.1 a tenth of it for the later ones by default."""
    stated = {key: rational(value) for key, value in row.items() if key.endswith("_multiplier")}
    first = rational(row.get("next_p", 0))
    later = first if version.startswith("2.0.") else min(first / LATER_STEPS, Fraction(1))
    if row.get("chain_p") is not None:
        later = rational(row["chain_p"])
    return Quality(name, row["level"], stated, row.get("next"), first, later)


def _resource(name: str, row: Row) -> Resource:
    return Resource(
        name=name,
        category=row["category"],
        time_s=rational(row["t"]),
        products=tuple(_product(p) for p in row["out"]),
        fluid=row.get("fluid"),
        fluid_amount=rational(row.get("fluid_amount", 0)),
        infinite=row.get("infinite", False),
        normal=row.get("normal") or 1,
        minimum=row.get("minimum") or 0,
        depletes=row.get("depletes", 1),
    )


def _plant(name: str, row: Row) -> Plant:
    return Plant(
        name=name,
        type=row["type"],
        absorptions_per_second=rationals(row.get("absorptions_per_second", {})),
        growth_ticks=row.get("growth_ticks"),
        products=tuple(_product(product) for product in row.get("out", ())),
        harvest_emissions=rationals(row.get("harvest_emissions", {})),
        seed=row.get("seed"),
    )


def _tile(name: str, row: Row) -> Tile:
    return Tile(
        name=name,
        walking_speed_modifier=rational(row.get("walking_speed_modifier", 1)),
        absorptions_per_second=rationals(row.get("absorptions_per_second", {})),
        fluid=row.get("fluid"),
        item=row.get("item"),
    )


def _technology(name: str, row: Row) -> Technology:
    level = row.get("level", 1)
    last = row.get("max_level", level)
    return Technology(
        name=name,
        prerequisites=tuple(row.get("after", ())),
        unlocks=tuple(row.get("unlocks", ())),
        packs=row.get("packs", {}),
        effects=tuple(
            TechnologyEffect(effect["type"], rational(effect["modifier"]), effect.get("target"))
            for effect in row.get("effects", ())
        ),
        count=row.get("count"),
        formula=row.get("formula"),
        time_s=rational(row.get("t", 0)),
        level=level,
        max_level=None if last == "infinite" else last,
        trigger=row.get("trigger"),
    )
