"""Blueprint strings: "0" and base64 of zlib of JSON, as the game writes them since 0.15; entities as 2.x names them."""

from __future__ import annotations

import base64
import binascii
import json
import zlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from tests.game.world.geometry import DIRECTIONS, Value, direction_number
from tests.game.world.wiring import connector_name

if TYPE_CHECKING:
    from tests.game.world.prototypes import LuaPrototypes

KINDS = {
    "blueprint": "blueprint",
    "blueprint_book": "blueprint-book",
    "deconstruction_planner": "deconstruction-planner",
    "upgrade_planner": "upgrade-planner",
}
GAME_VERSION = {"2.0": (2, 0, 77, 0), "2.1": (2, 1, 12, 0)}
_MODULES = {"lab": 3, "mining-drill": 2, "beacon": 1}


class NotABlueprintError(ValueError):
    """The text is no string the game could import."""


def decode(text: str) -> dict[str, Value]:
    """The JSON of a string."""
    text = text.strip()
    if not text.startswith("0"):
        raise NotABlueprintError("it does not begin with a known version")
    try:
        raw = zlib.decompress(base64.b64decode(text[1:], validate=True))
        data = json.loads(raw)
    except (binascii.Error, zlib.error, ValueError) as problem:
        raise NotABlueprintError(str(problem)) from problem
    if not isinstance(data, dict):
        raise NotABlueprintError("it is no table")
    return data


def encode(data: dict[str, Value]) -> str:
    """The string of a table."""
    raw = json.dumps(data, separators=(",", ":"), sort_keys=True).encode()
    return "0" + base64.b64encode(zlib.compress(raw, 9)).decode()


def version_number(version: str) -> int:
    """A game version as blueprints write it: four 16-bit parts in one number."""
    major, minor, patch, build = GAME_VERSION[version]
    return major << 48 | minor << 32 | patch << 16 | build


@dataclass(slots=True)
class Read:
    """What an import made of a string: the item, what it holds, and whether something had to be left out."""

    item: str
    extra: dict[str, Value] = field(default_factory=dict)
    clean: bool = True


def read(text: str, known: LuaPrototypes) -> Read:
    """A string as an item. Raises NotABlueprintError when nothing can be made of it."""
    data = decode(text)
    kind = next((kind for kind in KINDS if isinstance(data.get(kind), dict)), None)
    if kind is None:
        raise NotABlueprintError("it is no blueprint, book or planner")
    body = data[kind]
    result = Read(KINDS[kind])
    for key in ("label", "description", "icons", "label_color"):
        if key in body:
            result.extra[key] = body[key]
    if kind == "blueprint":
        _read_blueprint(body, known, result)
    elif kind == "blueprint_book":
        result.extra["blueprints"] = body.get("blueprints", [])
        result.extra["active_index"] = int(body.get("active_index", 0)) + 1
    else:
        result.extra["settings"] = body.get("settings", {})
    return result


def _read_blueprint(body: dict[str, Value], known: LuaPrototypes, result: Read) -> None:
    old = int(body.get("version", 2 << 48)) >> 48 < 2
    try:
        entities = [_entity(given, known, result, old=old) for given in body.get("entities") or ()]
        tiles = [_tile(given) for given in body.get("tiles") or ()]
    except (KeyError, TypeError, ValueError) as problem:
        raise NotABlueprintError(f"an entity or tile is malformed: {problem}") from problem
    kept = [entity for entity in entities if entity is not None]
    numbers = {entity["entity_number"] for entity in kept}
    result.extra["entities"] = kept
    result.extra["tiles"] = [tile for tile in tiles if tile["name"] in known.tile]
    result.clean = result.clean and len(result.extra["tiles"]) == len(tiles)
    result.extra["wires"] = [
        [int(part) for part in wire]
        for wire in body.get("wires") or ()
        if len(wire) == 4 and wire[0] in numbers and wire[2] in numbers
    ]
    if "snap-to-grid" in body:
        result.extra["snap"] = [float(body["snap-to-grid"]["x"]), float(body["snap-to-grid"]["y"])]
        if body.get("absolute-snapping"):
            offset = body.get("position-relative-to-grid", {"x": 0, "y": 0})
            result.extra["offset"] = [float(offset["x"]), float(offset["y"])]


def _entity(given: dict[str, Value], known: LuaPrototypes, result: Read, *, old: bool) -> dict[str, Value] | None:
    """One entity, with what the game does not know left out; nothing when it does not know the entity itself."""
    entity = dict(given)
    entity["entity_number"] = int(given["entity_number"])
    entity["position"] = {"x": float(given["position"]["x"]), "y": float(given["position"]["y"])}
    number = int(given.get("direction", 0))
    entity["direction"] = number * 2 % 16 if old else number % 16
    prototype = known.entity.get(given["name"])
    if prototype is None or prototype.placing_item is None or given.get("quality", "normal") not in known.quality:
        result.clean = False
        return None
    if "recipe" in given and given["recipe"] not in known.recipe:
        result.clean = False
        del entity["recipe"]
    plans = [plan for plan in _plans(given.get("items")) if plan["id"]["name"] in known.item]
    result.clean = result.clean and len(plans) == len(_plans(given.get("items")))
    if plans:
        entity["items"] = plans
    else:
        entity.pop("items", None)
    return entity


def _plans(items: Value) -> list[dict[str, Value]]:
    """Item requests as 2.x writes them; before 2.0 they were counts by name, for which no slot is known."""
    if isinstance(items, list) and any("item" in one for one in items):
        items = {one["item"]: one["count"] for one in items}
    if isinstance(items, dict):
        places = [
            {"id": {"name": name}, "items": {"in_inventory": [{"inventory": 4, "stack": n} for n in range(int(count))]}}
            for name, count in items.items()
        ]
        return [place for place in places if place["items"]["in_inventory"]]
    return [dict(plan) for plan in items or ()]


def _tile(given: dict[str, Value]) -> dict[str, Value]:
    return {"name": given["name"], "position": {"x": int(given["position"]["x"]), "y": int(given["position"]["y"])}}


def write(extra: dict[str, Value], version: str) -> str:
    """The string of a blueprint item's contents."""
    body: dict[str, Value] = {"item": "blueprint", "version": version_number(version)}
    for key in ("label", "description", "icons", "label_color"):
        if key in extra:
            body[key] = extra[key]
    body["entities"] = [
        {key: value for key, value in entity.items() if key != "direction" or value}
        for entity in extra.get("entities", ())
    ]
    for key in ("tiles", "wires"):
        if extra.get(key):
            body[key] = extra[key]
    if "snap" in extra:
        body["snap-to-grid"] = {"x": extra["snap"][0], "y": extra["snap"][1]}
        if "offset" in extra:
            body["absolute-snapping"] = True
            body["position-relative-to-grid"] = {"x": extra["offset"][0], "y": extra["offset"][1]}
    return encode({"blueprint": body})


def inventory_name(kind: str, number: int) -> str:
    """Name in `defines.inventory` of the number a blueprint writes for an entity of the type."""
    if kind in {"assembling-machine", "furnace", "rocket-silo"}:
        return {1: "fuel", 2: "crafter_input", 3: "crafter_output", 4: "crafter_modules"}[number]
    if kind in _MODULES and number == _MODULES[kind]:
        return f"{kind.replace('-', '_')}_modules"
    return {1: "fuel"}.get(number, "chest")


def inventory_number(kind: str, name: str) -> int:
    """The other way round."""
    if name.endswith("_modules"):
        return _MODULES.get(kind, 4)
    return {"fuel": 1, "crafter_input": 2, "crafter_output": 3}.get(name, 1)


def runtime_wires(entities: list[dict[str, Value]], wires: list[list[int]], known: LuaPrototypes) -> list[list[Value]]:
    """Wires with names of the connectors."""
    kinds = {entity["entity_number"]: known.entity[entity["name"]].type for entity in entities}
    return [
        [one, connector_name(kinds[one], one_end), other, connector_name(kinds[other], other_end)]
        for one, one_end, other, other_end in wires
    ]


def to_runtime(entity: dict[str, Value], wires: list[list[Value]], known: LuaPrototypes) -> dict[str, Value]:
    """An entity as `get_blueprint_entities` gives it: names instead of numbers where the runtime has names."""
    number = entity["entity_number"]
    result = {key: value for key, value in entity.items() if key != "direction"}
    if entity["direction"]:
        result["direction"] = DIRECTIONS[entity["direction"]]
    mine = [wire for wire in wires if number in (wire[0], wire[2])]
    if mine:
        result["wires"] = mine
    if "items" in entity:
        kind = known.entity[entity["name"]].type
        result["items"] = [runtime_plan(plan, kind) for plan in entity["items"]]
    return result


def runtime_plan(plan: dict[str, Value], kind: str) -> dict[str, Value]:
    """An insert plan with names of inventories."""
    places = [
        {**place, "inventory": inventory_name(kind, int(place["inventory"]))}
        for place in plan["items"].get("in_inventory", ())
    ]
    return {"id": plan["id"], "items": {**plan["items"], "in_inventory": places}}


def from_runtime(entity: dict[str, Value], known: LuaPrototypes) -> dict[str, Value]:
    """An entity as `set_blueprint_entities` takes it, kept the way blueprints write it."""
    kind = known.entity[entity["name"]].type
    result = {key: value for key, value in entity.items() if key not in {"wires", "direction"}}
    result["direction"] = direction_number(entity.get("direction"))
    result["position"] = {"x": float(entity["position"]["x"]), "y": float(entity["position"]["y"])}
    if "items" in entity:
        result["items"] = [
            {
                "id": plan["id"],
                "items": {
                    **plan["items"],
                    "in_inventory": [
                        {**place, "inventory": inventory_number(kind, place["inventory"])}
                        if isinstance(place["inventory"], str)
                        else place
                        for place in plan["items"].get("in_inventory", ())
                    ],
                },
            }
            for plan in entity["items"]
        ]
    return result
