"""Read the running game's own export (plain decoded JSON of ``prototypes-<modset>.json``) as game data.

It becomes the same table that the bundled sets are made of, so that both are read by one reader. The game keeps many
figures as single-precision numbers and joules per tick: they are brought back to the plain numbers they were written
as (0.2 and not 0.200000003), or to a fraction with a small denominator (1/3), before anything is computed from them.
"""

from __future__ import annotations

import struct
from dataclasses import replace
from fractions import Fraction
from functools import partial
from typing import TYPE_CHECKING, Any

from agent.game.numbers import rational
from agent.game.table_parts import PARTS
from agent.game.tables import EFFECTS, game_data
from agent.game.untold import with_known

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from agent.game.gamedata import GameData

Row = dict[str, Any]

SINGLE = Fraction(1, 10**7)
"""Relative error of a single-precision number (2^-24), rounded up."""
DOUBLE = Fraction(1, 10**12)
"""Relative error of a number written with 14 digits, after a multiplication or two."""
SMALL_DENOMINATOR = 1000
SAME_NAME = ("resistances", "heat", "attack", "thruster", *{key: None for _, key in PARTS.values()})
"""Parts of an entity that the export and the table write alike."""
S_PER_MIN = 60


def plain(value: float) -> Fraction:
    """Return the number that was meant: six digits, or a small fraction, where one is that near; else as it is.

    Where both are near, it is the fraction (90.9090909 is 1000/11, not 90.9091), unless the number was kept in single
    precision: every such number is a fraction of powers of two.
    """
    exact = Fraction(value)
    decimal, small = Fraction(f"{value:.6g}"), exact.limit_denominator(SMALL_DENOMINATOR)
    is_decimal = abs(decimal - exact) <= SINGLE * abs(exact)
    if abs(small - exact) <= DOUBLE * abs(exact) and not (is_decimal and _is_single(exact)):
        return small
    return decimal if is_decimal else rational(value)


def _is_single(exact: Fraction) -> bool:
    """Tell whether a number is one of single precision, or one written with 14 digits."""
    try:
        (kept,) = struct.unpack("<f", struct.pack("<f", float(exact)))
    except OverflowError:
        return False
    return abs(Fraction(kept) - exact) <= DOUBLE * abs(exact)


def exported_data(document: Mapping[str, Any], known: GameData | None = None) -> GameData:
    """Read an export that the contract has checked.

    Args:
        document: The decoded JSON.
        known: The bundled set nearest to the game: what the game does not tell of things of the base game is taken
            from there (see untold.py).
    """
    places = document.get("planets") or ()
    table = {
        "name": "export",
        "version": document["game_version"],
        "items": _named(document, "items", _item),
        "fluids": _named(document, "fluids", _fluid),
        "recipes": _named(document, "recipes", _recipe),
        "entities": _named(document, "entities", _entity),
        "qualities": _named(document, "qualities", _quality),
        "resources": _named(document, "resources", _resource),
        "technologies": _named(document, "technologies", _technology),
        "planets": {place["name"]: place.get("properties") or {} for place in places},
        "sources": _sources(document),
        "enemies": _named(document, "enemies", _deep),
        "plants": _named(document, "plants", partial(_plant, document)),
        "tiles": _named(document, "tiles", _deep),
        "space": {place["name"]: _spelled(place["solar_power_in_space"]) for place in document.get("places") or ()},
        "damage_types": document.get("damage_types") or (),
        "map_settings": _deep(document.get("map_settings") or {}),
    }
    data = replace(game_data(table), modset=document["modset"])
    return data if known is None else with_known(data, known)


def _named(document: Mapping[str, Any], key: str, read: Callable[[Row], Row]) -> dict[str, Row]:
    return {row["name"]: read(row) for row in document.get(key) or () if _takes_time(row)}


def _takes_time(row: Row) -> bool:
    """A recipe or resource that takes no time has no rate; no game makes one, a mod's mistake might."""
    return bool(row.get("energy_s", 1)) and bool(row.get("mining_time_s", 1))


def _spelled(value: float) -> str:
    return str(plain(value))


def _all_spelled(values: Mapping[str, float] | None) -> dict[str, str]:
    return {name: _spelled(value) for name, value in (values or {}).items()}


def _deep(value: Any) -> Any:  # noqa: ANN401 - a part of a row, whatever it is made of
    """Spell the numbers of a row whose names are those of the table already; lists that Lua wrote as tables too."""
    if isinstance(value, dict):
        return {key: _deep(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_deep(inner) for inner in value]
    return _spelled(value) if isinstance(value, float) else value


def _product(row: Row) -> Row:
    amount = row.get("amount")
    bounds = [row.get("amount_min", 0), row.get("amount_max", 0)] if amount is None else [amount]
    return {
        "n": row["name"],
        "a": [_spelled(bound) for bound in bounds],
        "f": row["type"] == "fluid",
        "p": _spelled(row.get("probability", 1)),
        "extra": _spelled(row.get("extra_count_fraction", 0)),
        "unproductive": _spelled(row.get("ignored_by_productivity", 0)),
        "temperature": row.get("temperature"),
    }


def _products(rows: Iterable[Row] | None) -> list[Row]:
    return [_product(row) for row in rows or ()]


def _recipe(row: Row) -> Row:
    allowed = set(row.get("allowed_effects") or ())
    limit = row.get("maximum_productivity")
    return {
        "c": row["categories"],
        "t": _spelled(row["energy_s"]),
        "in": [
            {"n": entry["name"], "a": _spelled(entry["amount"]), "f": entry["type"] == "fluid"}
            for entry in row.get("ingredients") or ()
        ],
        "out": _products(row.get("products")),
        "forbid": sorted(EFFECTS - allowed),
        "productivity": "productivity" in allowed,
        "hidden": row.get("hidden", False),
        "start": row.get("enabled", False),
        "max_productivity": None if limit is None else _spelled(limit),
        "pollution": _spelled(row.get("emissions_multiplier", 1)),
        "where": row.get("surface_conditions") or (),
        "main": row.get("main_product") if len(row.get("products") or ()) > 1 else None,
    }


def _power(row: Row) -> Row:
    # What gives power emits by the fuel that it burns for it.
    used = row.get("usage_w") or row.get("output_w", 0) / row.get("effectivity", 1)
    emitted = row.get("emissions_per_j") or {}
    return {
        "source": row.get("source"),
        "use_w": _spelled(row.get("usage_w", 0)),
        "drain_w": _spelled(row.get("drain_w", 0)),
        "give_w": _spelled(row.get("output_w", 0)),
        "buffer_j": _spelled(row.get("buffer_j", 0)),
        "out_w": _spelled(row.get("output_limit_w", 0)),
        "in_w": _spelled(row.get("input_limit_w", 0)),
        "effectivity": _spelled(row.get("effectivity", 1)),
        "fuels": row.get("fuel_categories") or (),
        "fuel_slots": row.get("fuel_slots", 0),
        "pollution": {name: _spelled(per_j * used * S_PER_MIN) for name, per_j in emitted.items()},
        "move_j": _spelled(row.get("movement_j", 0)),
        "turn_j": _spelled(row.get("rotation_j", 0)),
    }


def _effects(row: Row) -> Row:
    return {
        "slots": row.get("slots", 0),
        "allowed": row.get("allowed") or (),
        "base": _all_spelled(row.get("base")),
        "no_modules": not row.get("uses_modules", True),
        "no_beacons": not row.get("uses_beacons", True),
    }


def _pipe(row: Row) -> Row:
    return {
        "at": [row["x"], row["y"]],
        "to": row.get("direction", 0),
        "flow": row.get("flow", "input-output"),
        "reach": row.get("reach"),
        "filter": row.get("fluid"),
    }


def _entity(row: Row) -> Row:
    (left, top), (right, bottom) = row["collision_box"]
    placing = row.get("items_to_place") or ()
    power = _power(row.get("power") or {})
    power["max_temperature"] = row.get("target_temperature") or 0
    common = {
        "type": row["type"],
        "box": [_tile(left), _tile(top), _tile(right), _tile(bottom)],
        "tiles": row.get("tiles"),
        "item": placing[0] if placing else None,
        "flags": row.get("flags") or (),
        "power": power,
        "pipes": [_pipe(pipe) for pipe in row.get("pipes") or ()],
        "upgrade": row.get("next_upgrade"),
        "where": row.get("surface_conditions") or (),
        "stacks": row.get("stacks", 0),
        "effects": _effects(row.get("effects") or {}),
        "health": _spelled(row.get("health", 0)),
        "circuit": _tile(row.get("circuit_reach", 0)),
        "fluid_capacity": _spelled(row.get("fluid_capacity", 0)),
        "heating_w": _spelled(row.get("heating_w", 0)),
        "mode": row.get("logistic_mode"),
        **{name: _deep(row[name]) for name in SAME_NAME if row.get(name)},
    }
    return common | _special(row)


def _tile(value: float) -> float:
    return float(plain(value))


def _special(row: Row) -> Row:
    """Return what one type alone has, by the names of the table; a table reads of it what its type needs."""
    beacon, inserter = row.get("beacon") or {}, row.get("inserter") or {}
    special: Row = {
        "speed": _spelled(row["pumping_speed"] if row.get("pumping_speed") else row.get("speed") or 0),
        "crafts": row.get("categories") or (),
        "mines": row.get("categories") or (),
        "fixed": row.get("fixed_recipe"),
        "parts": row.get("rocket_parts", 0),
        "launch_w": _spelled(row.get("launch_w", 0)),
        "radius": _tile(row.get("mining_radius") or 0),
        "drain": _spelled(row.get("drain_percent", 100) / 100),
        "inputs": row.get("lab_inputs") or (),
        "reach": row.get("underground_reach", 0),
        "area": _tile(row.get("supply_distance") or 0),
        "wire": _tile(row.get("wire_reach") or 0),
        "drop": [_tile(value) for value in inserter.get("drop") or row.get("drop") or (0, 0)],
    }
    if beacon:
        special |= {
            "share": _spelled(beacon["effectivity"]),
            "share_per_level": _spelled(beacon.get("effectivity_per_quality_level", 0)),
            "profile": [_spelled(share) for share in beacon.get("profile") or (1,)],
            "counter": beacon.get("counter"),
        }
    if inserter:
        special |= {
            "turn": float(plain(inserter["rotation_speed"])),
            "extend": float(plain(inserter["extension_speed"])),
            "pickup": [_tile(value) for value in inserter["pickup"]],
            "bulk": inserter.get("bulk", False),
            "bonus": inserter.get("stack_bonus", 0),
            "belt_stack": inserter.get("belt_stack", 1),
        }
    return special


def _item(row: Row) -> Row:
    item: Row = {
        "stack": row["stack_size"],
        "kind": row.get("type", "item"),
        "builds": row.get("place_result"),
        "fuel_j": _spelled(row.get("fuel_j", 0)),
        "fuels": row.get("fuel_categories") or (),
        "burnt": row.get("burnt_result"),
        "spoils": row.get("spoil_ticks"),
        "spoiled": row.get("spoil_result"),
        "category": row.get("module_category"),
        "launched": _products(row.get("rocket_launch_products")),
        "ammo": _deep(row.get("ammo")),
        "attack": _deep(row.get("attack")),
        "plants": row.get("plants"),
        "weight": _spelled(row.get("weight", 0)),
    }
    return item | ({"effect": _all_spelled(row.get("module_effects"))} if row.get("type") == "module" else {})


def _fluid(row: Row) -> Row:
    return {
        "temperature": (default := row["default_temperature"]),
        "max_temperature": highest if (highest := row.get("max_temperature") or 0) > default else None,
        "heat_j": _spelled(row.get("heat_capacity_j", 0)),
        "fuel_j": _spelled(row.get("fuel_j", 0)),
    }


def _quality(row: Row) -> Row:
    chain = row.get("chain_probability")
    return {
        "level": row["level"],
        "next": row.get("next"),
        "next_p": _spelled(row.get("next_probability", 0)),
        "chain_p": None if chain is None else _spelled(chain),
        **_all_spelled(row.get("multipliers")),
    }


def _resource(row: Row) -> Row:
    return {
        "category": row["category"],
        "t": _spelled(row["mining_time_s"]),
        "out": _products(row.get("products")),
        "fluid": row.get("required_fluid"),
        "fluid_amount": _spelled(row.get("fluid_amount", 0)),
        "infinite": row.get("infinite", False),
        "normal": row.get("normal"),
        "minimum": row.get("minimum"),
        "depletes": row.get("depletes", 1),
    }


def _technology(row: Row) -> Row:
    return {
        "after": row.get("prerequisites") or (),
        "unlocks": row.get("unlocks") or (),
        "effects": [
            {"type": e["type"], "modifier": _spelled(e.get("modifier", 1)), "target": e.get("target")}
            for e in row.get("effects") or ()
        ],
        "packs": row.get("packs") or {},
        "count": row.get("count"),
        "formula": row.get("formula"),
        "t": _spelled(row.get("time_s", 0)),
        "level": row.get("level", 1),
        "max_level": row.get("max_level") or "infinite",
        "trigger": row.get("trigger"),
    }


def _plant(document: Mapping[str, Any], row: Row) -> Row:
    seeds = (item["name"] for item in document.get("items") or () if item.get("plants") == row["name"])
    return {**_deep(row), "out": _products(row.get("products")), "seed": next(seeds, None)}


def _sources(document: Mapping[str, Any]) -> dict[str, Row]:
    """Say what each planet gives. What no planet's generator names is found by other means: it counts everywhere."""
    places = document.get("planets") or ()
    placed = {name for place in places for name in place.get("resources") or ()}
    mined = [row["name"] for row in document.get("resources") or () if _takes_time(row)]
    others = [name for name in mined if name not in placed]
    return {
        place["name"]: {
            "resources": sorted([*(name for name in place.get("resources") or () if name in mined), *others]),
            "fluids": place.get("fluids") or (),
            "gathered": place.get("gathered") or (),
            "pollutant": place.get("pollutant"),
        }
        for place in places
    }
