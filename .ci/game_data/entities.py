"""Entities of the data stage as rows of a table."""

from __future__ import annotations

from fractions import Fraction

from combat import TURRETS, resistances, turret_attack
from machinery import fluid_capacity, heat, part
from values import Raw, as_list, box, conditions, energy, lean, number, point

TICKS_PER_S = 60
CRAFTING = ("assembling-machine", "furnace", "rocket-silo")
MODULAR = (*CRAFTING, "mining-drill", "lab", "beacon")
BELTS = ("transport-belt", "underground-belt", "splitter", "lane-splitter", "loader", "loader-1x1", "linked-belt")
ALL_EFFECTS = ["consumption", "speed", "productivity", "pollution", "quality"]
HOLDS_STACKS = (
    "asteroid-collector",
    "car",
    "cargo-landing-pad",
    "cargo-wagon",
    "container",
    "infinity-container",
    "linked-container",
    "logistic-container",
    "space-platform-hub",
    "spider-vehicle",
    "temporary-container",
)
USED = (
    "energy_usage_per_tick",
    "energy_usage",
    "active_energy_usage",
    "energy_consumption",
    "max_energy_usage",
    "consumption",
    "power_input",
    "max_power",
)
CARRIED_FLAGS = ("filter-directions", "building-direction-8-way", "building-direction-16-way", "placeable-off-grid")


def pipes(raw: Raw) -> list[Raw]:
    """List the pipe connections of an entity: where, towards which of 16 directions, in or out."""
    boxes = as_list(raw.get("fluid_boxes")) if isinstance(raw.get("fluid_boxes"), list) else []
    for key in ("fluid_box", "input_fluid_box", "output_fluid_box"):
        if isinstance(raw.get(key), dict):
            boxes.append(raw[key])
    found = []
    for index, fluid_box in enumerate(boxes):
        for connection in as_list(fluid_box.get("pipe_connections")):
            # A pumpjack states the place for each of its four directions.
            at = connection.get("position") or next(iter(connection.get("positions") or ()), None)
            if at is None:
                continue
            found.append(
                lean(
                    {
                        "at": point(at),
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


def given(kind: str, raw: Raw, fluids: Raw) -> int | float | str:
    """Tell what an entity gives at most: stated, or a generator's by what its fluid holds or burns."""
    stated = energy(raw.get("production") or raw.get("max_power_output"))
    if kind == "fusion-generator":
        return energy(raw["energy_source"]["output_flow_limit"])
    if stated or kind != "generator":
        return stated
    fluid = fluids[raw["fluid_box"].get("filter", "steam")]
    if raw.get("burns_fluid"):
        held = Fraction(energy(fluid["fuel_value"]))
    else:
        warmth = Fraction(str(raw["maximum_temperature"])) - Fraction(str(fluid["default_temperature"]))
        held = energy(fluid["heat_capacity"]) * warmth
    used = Fraction(str(raw["fluid_usage_per_tick"])) * TICKS_PER_S
    return number(float(held * used * Fraction(str(raw.get("effectivity", 1)))))


def power(kind: str, raw: Raw, fluids: Raw) -> Raw:
    """Describe what an entity draws or gives. Crafting machines draw 1/30 of their use idle unless they say else."""
    source = raw.get("energy_source") or {}
    # A burner generator and a fusion reactor burn fuel beside what they give to or draw from the network.
    burner = source if source.get("type") == "burner" else raw.get("burner") or source
    used = energy(next((raw[key] for key in USED if raw.get(key)), None))
    drain = energy(source.get("drain"))
    if not source.get("drain") and kind in CRAFTING and source.get("type") == "electric":
        drain = used / 30
    emissions = source.get("emissions_per_minute") or burner.get("emissions_per_minute") or {}
    return lean(
        {
            "source": source.get("type", "electric") if source else None,
            "use_w": used,
            "drain_w": number(drain),
            "give_w": given(kind, raw, fluids),
            "buffer_j": energy(source.get("buffer_capacity")),
            "out_w": energy(source.get("output_flow_limit")),
            "in_w": energy(source.get("input_flow_limit")),
            "effectivity": number(burner.get("effectivity", 1)) if burner.get("effectivity", 1) != 1 else None,
            "fuels": as_list(burner.get("fuel_categories")),
            "fuel_slots": burner.get("fuel_inventory_size"),
            "pollution": {k: number(v) for k, v in emissions.items() if v} if isinstance(emissions, dict) else None,
            "move_j": energy(raw.get("energy_per_movement")),
            "turn_j": energy(raw.get("energy_per_rotation")),
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
        "launch_w": energy(raw.get("active_energy_usage")),
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
    """Describe what some other entities have: slots and mode of a chest, speed of a pump."""
    return {
        "mode": raw.get("logistic_mode"),
        "speed": number(raw.get("pumping_speed", 0)),
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


def entity(kind: str, raw: Raw, everything: Raw) -> Raw:
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
            "stacks": raw.get("inventory_size") if kind in HOLDS_STACKS else None,
            "health": raw.get("max_health", 10),
            "resistances": resistances(raw),
            "circuit": raw.get("circuit_wire_max_distance") or raw.get("maximum_wire_distance"),
            "fluid_capacity": fluid_capacity(kind, raw),
            "heat": heat(raw),
            "heating_w": energy(raw.get("heating_energy")),
            "attack": turret_attack(raw, everything) if kind in TURRETS else None,
            "power": power(kind, raw, everything["fluid"]),
            "effects": effects(kind, raw) if kind in MODULAR else None,
            "pipes": pipes(raw),
            "upgrade": raw.get("next_upgrade"),
            "where": conditions(raw),
            **lean(SPECIAL.get(kind, other)(raw)),
            **part(kind, raw),
        }
    )


def entities(raw: Raw) -> Raw:
    """Collect every entity that a player may own, of whatever type."""
    found = {}
    for kind, prototypes in raw.items():
        for name, prototype in prototypes.items():
            built = isinstance(prototype, dict) and "player-creation" in as_list(prototype.get("flags"))
            if built and prototype.get("collision_box") and kind not in ("character", "entity-ghost"):
                found[name] = entity(kind, prototype, raw)
    return found
