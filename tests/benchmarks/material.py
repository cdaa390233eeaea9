"""Snapshots, journals and blueprints of any size, shaped as the mod and the game write them."""

from __future__ import annotations

import json
import zlib
from typing import Any

from agent.game.blueprint.codec import encode

SESSION = "5a3f19c2"
Entity = dict[str, Any]

CHAIN = [
    ("stone-furnace", "iron-plate", "iron-ore"),
    ("stone-furnace", "copper-plate", "copper-ore"),
    ("assembling-machine-2", "iron-gear-wheel", "iron-plate"),
    ("assembling-machine-2", "copper-cable", "copper-plate"),
    ("assembling-machine-2", "electronic-circuit", "iron-plate"),
    ("assembling-machine-2", "transport-belt", "iron-plate"),
    ("assembling-machine-2", "inserter", "iron-plate"),
    ("assembling-machine-3", "automation-science-pack", "copper-plate"),
    ("assembling-machine-3", "logistic-science-pack", "inserter"),
]
STATUSES = ["working"] * 6 + ["item_ingredient_shortage", "item_ingredient_shortage", "full_output", "no_power"]
MODULES = [
    [],
    [],
    [{"name": "speed-module", "count": 2}],
    [{"name": "productivity-module-3", "count": 2, "quality": "rare"}],
]


def machine(number: int) -> Entity:
    """A machine of the chain to science, one of a few dozen kinds as in a real factory."""
    name, recipe, ingredient = CHAIN[number % len(CHAIN)]
    furnace = name == "stone-furnace"
    modules = [] if furnace else MODULES[number // len(CHAIN) % len(MODULES)]
    held = [{"name": ingredient, "count": number % 7, "quality": "normal"}]
    inventory = "furnace_source" if furnace else "crafter_input"
    return {
        "type": "furnace" if furnace else "assembling-machine",
        "name": name,
        "x": number % 300 * 4 + 1.5,
        "y": number // 300 * 8 + 1.5,
        "unit": number + 1,
        "force": "player",
        "status": STATUSES[number * 7 % len(STATUSES)],
        "recipe": recipe,
        "crafting_speed": 1.0 if furnace else 0.75 + 0.25 * len(modules),
        "crafting_progress": number % 100 / 100,
        "productivity_bonus": 0.0,
        "products_finished": number * 13,
        "network": number % 5,
        "energy_j": 5000.0,
        "energy_max_j": 5000.0,
        "modules": modules,
        "beacons": [{"name": "beacon", "modules": [{"name": "speed-module", "count": 2}]}] if modules else [],
        "inventories": [{"inventory": inventory, "slots": 2, "free_slots": 1, "items": held}],
    }


def thing(number: int) -> Entity:
    """What stands between machines: belts, now and then an inserter or a pole."""
    x, y = number % 300 + 0.5, number // 300 + 0.5
    where = {"x": x, "y": y, "unit": 1_000_000 + number, "force": "player"}
    if number % 10 == 0:
        reach = {"pickup": [x, y - 1], "drop": [x, y + 1.2], "status": "working", "network": number % 5}
        return {"type": "inserter", "name": "inserter", "direction": 4, **where, **reach}
    if number % 23 == 0:
        return {"type": "electric-pole", "name": "medium-electric-pole", "network": number % 5, **where}
    return {"type": "transport-belt", "name": "transport-belt", "direction": number % 4 * 4, **where}


def snapshot(machines: int, others: int = 0) -> bytes:
    """A snapshot file of so many machines and other things; two of its five networks are in trouble."""
    entities = [*map(machine, range(machines)), *map(thing, range(others))]
    networks = [
        {"id": n, "satisfaction": (0.0, 0.5, 1.0, 1.0, 1.0)[n], "demand_w": 1e7, "supply_w": 1e7, "consumers": 9}
        for n in range(5)
    ]
    body = {
        "protocol": "1.0",
        "kind": "snapshot",
        "id": f"{SESSION}-s1",
        "session": SESSION,
        "tick": 36_000,
        "player": {"index": 1, "name": "Anna"},
        "surface": {"name": "nauvis", "index": 1, "planet": "nauvis"},
        "area": {"left_top": {"x": 0.0, "y": 0.0}, "right_bottom": {"x": 1200.0, "y": 1400.0}},
        "selection": "entities",
        "load_score": float(len(entities)),
        "entity_count": len(entities),
        "electric_networks": networks,
        "entities": entities,
    }
    return json.dumps(body, separators=(",", ":")).encode()


def adler(data: bytes) -> str:
    """Digest as the bridge writes it."""
    return f"{zlib.adler32(data):08x}"


def blueprint(entities: int) -> str:
    """A blueprint string of so many entities, written as game 2.0 writes them."""
    return encode(
        {
            "blueprint": {
                "item": "blueprint",
                "label": "Rows",
                "version": 562949958139904,
                "icons": [{"signal": {"name": "iron-gear-wheel"}, "index": 1}],
                "entities": [_blueprint_entity(number) for number in range(1, entities + 1)],
                "wires": [[number, 5, number + 10, 5] for number in range(10, entities - 9, 10)],
            }
        }
    )


def _blueprint_entity(number: int) -> Entity:
    where = {"entity_number": number, "position": {"x": number % 100 * 3 + 0.5, "y": number // 100 * 3 + 0.5}}
    kind = number % 10
    if kind == 0:
        return {**where, "name": "medium-electric-pole"}
    if kind in (1, 2):
        plan = {"id": {"name": "speed-module"}, "items": {"in_inventory": [{"inventory": 4, "stack": 0}]}}
        return {**where, "name": "assembling-machine-2", "recipe": "iron-gear-wheel", "items": [plan]}
    if kind in (3, 4):
        return {**where, "name": "inserter", "direction": kind * 4 - 12}
    return {**where, "name": "transport-belt", "direction": number % 4 * 4}
