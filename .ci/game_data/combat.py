"""Attacks, damage, enemies and map settings of the data stage as rows of a table, in the words of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from values import Raw, as_list, energy, lean, number

if TYPE_CHECKING:
    from collections.abc import Iterator

TURRETS = ("turret", "ammo-turret", "electric-turret", "fluid-turret", "artillery-turret")
UNITS = ("unit", "spider-unit", "segmented-unit")
DELIVERED = {"projectile": "projectile", "artillery": "artillery-projectile", "stream": "stream", "beam": "beam"}
TICKS_PER_S = 60
DEEPEST = 8


def listed(value: Any) -> list[Any]:  # noqa: ANN401 - one trigger or a list of them
    """Read what may be one table or a list of tables."""
    return [value] if isinstance(value, dict) else as_list(value)


def damage(actions: Any, raw: Raw, *, times: float = 1, radius: float = 0, deep: int = 0) -> Iterator[Raw]:  # noqa: ANN401
    """List the damage that a trigger does, the shot's projectile, stream or beam followed; chains are not."""
    for item in listed(actions) if deep < DEEPEST else ():
        wide = item["radius"] if item["type"] == "area" else radius
        count = times * item.get("repeat_count", 1) * item.get("probability", 1)
        for delivery in listed(item.get("action_delivery")):
            for effect in listed(delivery.get("target_effects")):
                chance = effect.get("probability", 1) * effect.get("repeat_count", 1) * count
                if effect["type"] == "damage":
                    done = effect["damage"]["amount"] * chance
                    yield lean({"type": effect["damage"]["type"], "amount": number(done), "radius": wide})
                elif effect["type"] == "nested-result":
                    yield from damage(effect["action"], raw, times=chance, radius=wide, deep=deep + 1)
            kind = DELIVERED.get(delivery["type"])
            if kind:
                flying = raw[kind][delivery[delivery["type"] if delivery["type"] != "artillery" else "projectile"]]
                hits = max(delivery.get("duration", 0) // flying["damage_interval"], 1) if kind == "beam" else 1
                for key in ("initial_action", "action", "final_action"):
                    yield from damage(flying.get(key), raw, times=count * hits, radius=wide, deep=deep + 1)


def summed(rows: Iterator[Raw]) -> list[Raw]:
    """Add up what hits in the same way."""
    found: dict[tuple[str, float], Any] = {}
    for row in rows:
        key = (row["type"], row.get("radius", 0))
        found[key] = found.get(key, 0) + row["amount"]
    return [
        lean({"type": kind, "radius": number(radius), "amount": number(amount)})
        for (kind, radius), amount in sorted(found.items())
    ]


def attack(given: Raw | None, raw: Raw) -> Raw | None:
    """Describe how something attacks."""
    if not given:
        return None
    shot = given.get("ammo_type") or {}
    categories = as_list(given.get("ammo_categories")) or [given["ammo_category"]]
    return lean(
        {
            "range": number(given["range"]),
            "cooldown_ticks": number(given["cooldown"]),
            "min_range": number(given.get("min_range", 0)),
            "warmup_ticks": given.get("warmup"),
            "damage_modifier": number(given["damage_modifier"]) if given.get("damage_modifier", 1) != 1 else None,
            "ammo_categories": categories,
            "damage": summed(damage(shot.get("action"), raw)),
            "energy_j": energy(shot.get("energy_consumption")),
            "fluid_per_tick": number(given.get("fluid_consumption", 0)),
            "fluids": {f["type"]: number(f.get("damage_modifier", 1)) for f in as_list(given.get("fluids"))},
        }
    )


def turret_attack(prototype: Raw, raw: Raw) -> Raw | None:
    """Describe a turret's attack; artillery has that of its gun."""
    gun = raw["gun"].get(prototype.get("gun", ""))
    return attack(prototype.get("attack_parameters") or (gun or {}).get("attack_parameters"), raw)


def ammo(prototype: Raw, raw: Raw) -> Raw:
    """Describe ammunition as a turret fires it."""
    kinds = {kind.get("source_type", "default"): kind for kind in listed(prototype["ammo_type"])}
    shot = kinds.get("turret") or kinds.get("default") or next(iter(kinds.values()))
    return lean(
        {
            "category": prototype["ammo_category"],
            "magazine_size": number(prototype["magazine_size"]) if prototype.get("magazine_size", 1) != 1 else None,
            "damage": summed(damage(shot.get("action"), raw)),
            "cooldown_modifier": number(shot["cooldown_modifier"]) if shot.get("cooldown_modifier", 1) != 1 else None,
            "range_modifier": number(shot["range_modifier"]) if shot.get("range_modifier", 1) != 1 else None,
        }
    )


def resistances(prototype: Raw) -> Raw:
    """Collect what an entity takes off damage, by its type."""
    return {
        row["type"]: lean({"decrease": number(row.get("decrease", 0)), "percent": number(row.get("percent", 0))})
        for row in as_list(prototype.get("resistances"))
    }


def _spawned(given: Any) -> Raw:  # noqa: ANN401 - numbered or named keys
    unit, points = (given["unit"], given["spawn_points"]) if isinstance(given, dict) else given
    pairs = [(p["evolution_factor"], p["spawn_weight"]) if isinstance(p, dict) else p for p in points]
    return {"unit": unit, "points": [[number(value) for value in pair] for pair in pairs]}


def _absorbed(prototype: Raw) -> Raw:
    return {
        name: {"absolute": number(row["absolute"]), "proportional": number(row["proportional"])}
        for name, row in (prototype.get("absorptions_per_second") or {}).items()
    }


def _own(kind: str, prototype: Raw, raw: Raw) -> Raw:
    if kind == "unit-spawner":
        return {
            "results": [_spawned(row) for row in prototype["result_units"]],
            "cooldown_ticks": [number(ticks) for ticks in prototype["spawning_cooldown"]],
            "max_units": number(prototype["max_count_of_owned_units"]),
            "max_friends_around": number(prototype["max_friends_around_to_spawn"]),
            "absorptions_per_second": _absorbed(prototype),
        }
    if kind == "turret":
        return {"attack": turret_attack(prototype, raw)}
    modifier = prototype.get("spawning_time_modifier", 1)
    return {
        "speed": number(prototype.get("movement_speed") or prototype.get("attacking_speed") or 0),
        "attack": attack(prototype.get("attack_parameters") or prototype.get("revenge_attack_parameters"), raw),
        "absorptions_to_join_attack": {
            name: number(value) for name, value in (prototype.get("absorptions_to_join_attack") or {}).items()
        },
        "spawning_time_modifier": number(modifier) if modifier != 1 else None,
    }


def enemies(raw: Raw) -> Raw:
    """Collect units, worms and spawners."""
    return {
        name: lean(
            {
                "type": kind,
                "health": number(prototype.get("max_health", 10)),
                "healing_per_tick": number(prototype.get("healing_per_tick", 0)),
                "resistances": resistances(prototype),
                **_own(kind, prototype, raw),
            }
        )
        for kind in (*UNITS, "turret", "unit-spawner")
        for name, prototype in raw.get(kind, {}).items()
        if not prototype.get("hidden")
    }


SETTINGS = {
    "enemy_evolution": ("enabled", "time_factor", "destroy_factor", "pollution_factor"),
    "pollution": (
        "enabled",
        "diffusion_ratio",
        "min_to_diffuse",
        "ageing",
        "enemy_attack_pollution_consumption_modifier",
        "min_pollution_to_damage_trees",
        "pollution_per_tree_damage",
        "pollution_restored_per_tree_damage",
        "pollution_with_max_forest_damage",
    ),
    "enemy_expansion": (
        "enabled",
        "max_expansion_distance",
        "min_expansion_cooldown",
        "max_expansion_cooldown",
        "settler_group_min_size",
        "settler_group_max_size",
    ),
    "unit_group": (
        "min_group_gathering_time",
        "max_group_gathering_time",
        "max_wait_time_for_late_members",
        "max_unit_group_size",
    ),
}


def map_settings(raw: Raw) -> Raw:
    """Collect the default map settings that attacks and pollution follow."""
    given = raw["map-settings"]["map-settings"]
    return {
        group: {
            name: given[group][name] if isinstance(given[group][name], bool) else number(given[group][name])
            for name in names
        }
        for group, names in SETTINGS.items()
    }
