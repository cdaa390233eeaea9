"""Prototypes of the base game as the data stage leaves them: figures only, from `base.json`."""

from __future__ import annotations

import json
import re
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from tests.game.world.geometry import Value

Raw: TypeAlias = "dict[str, dict[str, dict[str, Value]]]"

ITEM_TYPES = (
    "item",
    "module",
    "tool",
    "ammo",
    "capsule",
    "gun",
    "armor",
    "repair-tool",
    "rail-planner",
    "item-with-entity-data",
    "item-with-inventory",
    "item-with-label",
    "item-with-tags",
    "blueprint",
    "blueprint-book",
    "copy-paste-tool",
    "deconstruction-item",
    "upgrade-item",
    "selection-tool",
    "spidertron-remote",
)
NOT_ENTITIES = frozenset(
    {
        *ITEM_TYPES,
        *("fluid", "recipe", "technology", "quality", "virtual-signal", "tile", "airborne-pollutant", "planet"),
        *("damage-type", "shortcut", "custom-input", "sprite", "font", "gui-style", "sound", "item-group"),
        *("item-subgroup", "recipe-category", "fuel-category", "module-category", "ammo-category", "custom-event"),
        *("bool-setting", "int-setting", "double-setting", "string-setting", "color-setting", "mod-data"),
        *("utility-sprites", "utility-constants", "utility-sounds", "tips-and-tricks-item", "mouse-cursor"),
        *("collision-layer", "surface", "surface-property", "achievement", "equipment-grid", "autoplace-control"),
        *("map-settings", "map-gen-presets"),
    },
)
_PREFIX = {"": 1.0, "k": 1e3, "K": 1e3, "M": 1e6, "G": 1e9, "T": 1e12}
_ENERGY = re.compile(r"^([0-9.]+)([kKMGT]?)([JW])$")


@cache
def base_raw() -> Raw:
    """The table, by type and name; read it, never change it."""
    path = Path(__file__).parent / "base.json"
    table: Raw = {}
    for kind, prototypes in json.loads(path.read_text(encoding="utf-8")).items():
        if isinstance(prototypes, dict):
            table[kind] = {name: {**raw, "type": kind, "name": name} for name, raw in prototypes.items()}
    return table


def merged(data_raw: Raw | None) -> Raw:
    """The base game's prototypes with those a data stage added or changed."""
    if not data_raw:
        return base_raw()
    table = {kind: dict(prototypes) for kind, prototypes in base_raw().items()}
    for kind, prototypes in data_raw.items():
        if isinstance(prototypes, dict):
            table.setdefault(kind, {}).update(prototypes)
    return table


def joules(energy: str | float | None) -> float:
    """Joules of an Energy such as "5MJ"; watts are given per second."""
    if energy is None:
        return 0.0
    if not isinstance(energy, str):
        return float(energy)
    found = _ENERGY.match(energy)
    if not found:
        raise ValueError(f"not an energy: {energy}")
    return float(found[1]) * _PREFIX[found[2]]
