"""Attacks and triggers of the data stage in the form of the runtime API, its defaults filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.world.basedata import joules

if TYPE_CHECKING:
    from tests.game.world.geometry import Value
    from tests.game.world.prototypes import LuaPrototypes


def _listed(value: Value) -> list[Value]:
    return [value] if isinstance(value, dict) else list(value or ())


def triggers(given: Value) -> list[dict[str, Value]] | None:
    """A trigger as an array of items; None where there is none."""
    return [_item(item) for item in _listed(given)] if given else None


def _item(raw: dict[str, Value]) -> dict[str, Value]:
    item = {
        "type": raw["type"],
        "action_delivery": [_delivery(each) for each in _listed(raw.get("action_delivery"))],
        "collision_mask": {"layers": {}},
        "force": "all",
        "ignore_collision_condition": False,
        "probability": raw.get("probability", 1),
        "repeat_count": raw.get("repeat_count", 1),
        "trigger_target_mask": {},
    }
    if raw["type"] == "area":
        item["radius"] = raw["radius"]
    return item


def _delivery(raw: dict[str, Value]) -> dict[str, Value]:
    named: dict[str, Value] = {key: raw[key] for key in ("projectile", "stream", "beam", "chain") if key in raw}
    if raw["type"] == "beam":
        named["duration"] = raw.get("duration", 0)
    effects = [_effect(each) for each in _listed(raw.get("target_effects"))]
    return {"type": raw["type"], "source_effects": [], "target_effects": effects, **named}


def _effect(raw: dict[str, Value]) -> dict[str, Value]:
    effect = {
        "type": raw["type"],
        "affects_target": False,
        "probability": raw.get("probability", 1),
        "repeat_count": raw.get("repeat_count", 1),
        "repeat_count_deviation": 0,
        "show_in_tooltip": False,
    }
    if raw["type"] == "damage":
        return effect | {"damage": dict(raw["damage"])}
    return effect | {"action": triggers(raw["action"])}


def ammo_type(raw: dict[str, Value] | None) -> dict[str, Value] | None:
    """How one kind of shot works."""
    if raw is None:
        return None
    shot = {
        "target_type": raw.get("target_type", "entity"),
        "clamp_position": raw.get("clamp_position", False),
        "consumption_modifier": raw.get("consumption_modifier", 1),
        "cooldown_modifier": raw.get("cooldown_modifier", 1),
        "range_modifier": raw.get("range_modifier", 1),
        "action": triggers(raw.get("action")),
    }
    return shot | ({"energy_consumption": joules(raw["energy_consumption"])} if "energy_consumption" in raw else {})


def attack_parameters(raw: dict[str, Value] | None, version: str) -> dict[str, Value] | None:
    """How something attacks."""
    if raw is None:
        return None
    given = {
        "type": raw["type"],
        "range": raw["range"],
        "cooldown": raw["cooldown"],
        "ammo_categories": list(raw.get("ammo_categories", [raw.get("ammo_category")])),
        "ammo_type": ammo_type(raw.get("ammo_type")),
        "min_attack_distance": raw.get("min_attack_distance", raw["range"]),
        "movement_slow_down_cooldown": raw["cooldown"],
        "range_mode": raw.get("range_mode", "center-to-center"),
    }
    ones = ("ammo_consumption_modifier", "damage_modifier", "movement_slow_down_factor", "turn_range")
    zeros = ("fire_penalty", "health_penalty", "min_range", "rotate_penalty", "warmup")
    given |= {key: raw.get(key, 1) for key in ones} | {key: raw.get(key, 0) for key in zeros}
    if version != "2.0":
        given["threatening_asteroid_penalty"] = 0
    if raw["type"] == "stream":
        given["fluid_consumption"] = raw.get("fluid_consumption", 0)
        given["fluids"] = [
            {"type": fluid["type"], "damage_modifier": fluid.get("damage_modifier", 1)}
            for fluid in raw.get("fluids", ())
        ]
    return given


def map_settings(prototypes: LuaPrototypes) -> dict[str, Value]:
    """The settings of a map as it is created; those of paths and steering are not simulated."""
    given = prototypes.raw["map-settings"]["map-settings"]
    groups = {group: dict(given[group]) for group in ("enemy_evolution", "pollution", "enemy_expansion", "unit_group")}
    if prototypes.version != "2.0":
        groups["enemy_expansion"]["min_expansion_distance"] = 3
    return groups
