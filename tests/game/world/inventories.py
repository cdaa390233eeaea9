"""Which inventories an entity has, by names of `defines.inventory`, and how large they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.world import kinds

if TYPE_CHECKING:
    from tests.game.world.entity_prototype import LuaEntityPrototype
    from tests.game.world.prototype_crafting import LuaRecipePrototype

_MODULES = {"lab": "lab_modules", "mining-drill": "mining_drill_modules", "beacon": "beacon_modules"}
_PLAIN: dict[str, dict[str, tuple[str, int]]] = {
    "roboport": {"roboport_robot": ("robot_slots_count", 7), "roboport_material": ("material_slots_count", 7)},
    "ammo-turret": {"turret_ammo": ("inventory_size", 1)},
    "artillery-turret": {"artillery_turret_ammo": ("inventory_size", 1)},
    "cargo-wagon": {"cargo_wagon": ("inventory_size", 40)},
    "asteroid-collector": {"asteroid_collector_output": ("inventory_size", 0)},
    "cargo-landing-pad": {"cargo_landing_pad_main": ("inventory_size", 80)},
    "spider-vehicle": {"spider_trunk": ("inventory_size", 80)},
    "car": {"car_trunk": ("inventory_size", 80), "car_ammo": ("ammo_slots", 1)},
    "character": {
        "character_main": ("inventory_size", 80),
        "character_guns": ("gun_slots", 3),
        "character_ammo": ("ammo_slots", 3),
        "character_armor": ("armor_slots", 1),
        "character_trash": ("trash_slots", 30),
    },
    "logistic-robot": {"robot_cargo": ("cargo_slots", 1)},
    "construction-robot": {"robot_cargo": ("cargo_slots", 1)},
}
"""Inventories by type: the key of the data stage that gives the slots, and their number where it is missing."""
_CRAFTER_ALIASES = {
    "furnace": {"source": "input", "result": "output", "modules": "modules", "trash": "trash"},
    "assembling_machine": {"input": "input", "output": "output", "modules": "modules", "trash": "trash"},
    "rocket_silo": {"input": "input", "output": "output", "modules": "modules", "trash": "trash"},
}


def canonical(index: str, kind: str) -> str:
    """One name for the inventories of crafting machines: 2.0's names of the machine's own type mean `crafter_*`."""
    prefix = kind.replace("-", "_")
    aliases = _CRAFTER_ALIASES.get(prefix)
    if aliases and index.startswith(f"{prefix}_"):
        part = aliases.get(index.removeprefix(f"{prefix}_"))
        return f"crafter_{part}" if part else index
    return index


def sizes(prototype: LuaEntityPrototype, level: int = 0, recipe: LuaRecipePrototype | None = None) -> dict[str, int]:
    """Inventories and their slots. A machine's input and output follow its recipe; a furnace's are one slot each."""
    raw, kind = prototype.raw, prototype.type
    found: dict[str, int] = {}
    if prototype.source.get("type") == "burner":
        found["fuel"] = int(prototype.source.get("fuel_inventory_size", 1))
        if prototype.source.get("burnt_inventory_size"):
            found["burnt_result"] = int(prototype.source["burnt_inventory_size"])
    if kind in kinds.CRAFTERS:
        found |= _crafter(kind, recipe)
    if kind == "logistic-container" and raw.get("logistic_mode") in ("requester", "buffer"):
        found["logistic_container_trash"] = int(raw.get("trash_inventory_size", 20))
    if kind in kinds.CONTAINERS:
        found["chest"] = int(raw["inventory_size"] * (1 + 0.3 * level))
    if kind == "lab":
        found["lab_input"] = len(raw["inputs"])
    if kind in kinds.WITH_MODULES:
        found[_MODULES.get(kind, "crafter_modules")] = int(raw.get("module_slots", 0))
    for name, (given, default) in _PLAIN.get(kind, {}).items():
        found[name] = int(raw.get(given, default))
    return found


def _crafter(kind: str, recipe: LuaRecipePrototype | None) -> dict[str, int]:
    if kind == "furnace":
        return {"crafter_input": 1, "crafter_output": 1}
    if recipe is None:
        return {"crafter_input": 0, "crafter_output": 0}
    return {
        "crafter_input": sum(1 for item in recipe.ingredients if item["type"] == "item"),
        "crafter_output": sum(1 for item in recipe.products if item["type"] == "item"),
    }
