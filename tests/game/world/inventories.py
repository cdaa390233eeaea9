"""Which inventories an entity has, by names of `defines.inventory`, and how large they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.game.world import kinds

if TYPE_CHECKING:
    from tests.game.world.entity_prototype import LuaEntityPrototype
    from tests.game.world.prototypes import LuaRecipePrototype

TRASH_SLOTS = 30
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
    slots = int(raw.get("module_slots", 0))
    if kind in kinds.CRAFTERS:
        found |= _crafter(kind, recipe) | {"crafter_modules": slots}
    elif kind == "mining-drill":
        found["mining_drill_modules"] = slots
    elif kind == "lab":
        found |= {"lab_input": len(raw["inputs"]), "lab_modules": slots}
    elif kind == "beacon":
        found["beacon_modules"] = slots
    elif kind in kinds.CONTAINERS:
        found["chest"] = int(raw["inventory_size"] * (1 + 0.3 * level))
        if raw.get("logistic_mode") in ("requester", "buffer"):
            found["logistic_container_trash"] = int(raw.get("trash_inventory_size", 20))
    elif kind == "roboport":
        found |= {
            "roboport_robot": int(raw["robot_slots_count"]),
            "roboport_material": int(raw["material_slots_count"]),
        }
    elif kind == "ammo-turret":
        found["turret_ammo"] = int(raw.get("inventory_size", 1))
    elif kind == "cargo-wagon":
        found["cargo_wagon"] = int(raw["inventory_size"])
    elif kind == "car":
        found |= {"car_trunk": int(raw["inventory_size"]), "car_ammo": 1}
    elif kind == "character":
        found |= {
            "character_main": int(raw["inventory_size"]),
            "character_guns": 3,
            "character_ammo": 3,
            "character_armor": 1,
            "character_trash": TRASH_SLOTS,
        }
    elif kind in kinds.ROBOTS:
        found["robot_cargo"] = 1
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
