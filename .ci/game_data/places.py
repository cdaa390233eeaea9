"""Planets and platforms of the data stage: their surface properties and what they give."""

from __future__ import annotations

from values import Raw, as_list

PLATFORM = "space-platform"
GROWING = ("tree", "plant", "fish")


def _results(prototype: Raw) -> list[str]:
    minable = prototype.get("minable") or {}
    stated = [entry["name"] for entry in as_list(minable.get("results"))]
    return stated or [name for name in [minable.get("result")] if name]


def planets(raw: Raw) -> Raw:
    """Collect places to build on with their surface properties, the game's defaults filled in."""
    defaults = {name: entry["default_value"] for name, entry in raw.get("surface-property", {}).items()}
    found = {name: {**defaults, **(entry.get("surface_properties") or {})} for name, entry in raw["planet"].items()}
    for name, surface in (raw.get("surface") or {}).items():
        found[name] = {**defaults, **(surface.get("surface_properties") or {})}
    return found


def sources(raw: Raw) -> Raw:
    """Collect what each place gives: resources to mine, fluids to pump from its tiles, things that grow or drift by."""
    found = {name: _planet(planet, raw) for name, planet in raw["planet"].items()}
    if PLATFORM in (raw.get("surface") or {}):
        chunks = {item for chunk in raw.get("asteroid-chunk", {}).values() for item in _results(chunk)}
        found[PLATFORM] = {"resources": [], "fluids": [], "gathered": sorted(chunks), "pollutant": None}
    return found


def _made_otherwise(raw: Raw) -> set[str]:
    """Name what recipes make, drills mine or time spoils: trees that also drop it are no source worth a plan."""
    made = {entry["name"] for recipe in raw["recipe"].values() for entry in as_list(recipe.get("results"))}
    made.update(name for resource in raw["resource"].values() for name in _results(resource))
    for prototypes in raw.values():
        made.update(p["spoil_result"] for p in prototypes.values() if isinstance(p, dict) and p.get("spoil_result"))
    return made


def _planet(planet: Raw, raw: Raw) -> Raw:
    generated = planet.get("map_gen_settings") or {}
    settings = generated.get("autoplace_settings") or {}
    entities = set((settings.get("entity") or {}).get("settings") or {})
    tiles = set((settings.get("tile") or {}).get("settings") or {})
    controls = set(generated.get("autoplace_controls") or {})
    gathered: set[str] = set()
    for kind in GROWING:
        for name, prototype in raw.get(kind, {}).items():
            placed = prototype.get("autoplace") or {}
            grown = tiles & set(as_list(placed.get("tile_restriction")))
            if name in entities or placed.get("control") in controls or grown:
                results = set(_results(prototype))
                gathered |= results - _made_otherwise(raw) if kind == "tree" else results
    fluids = {raw["tile"][tile].get("fluid") for tile in tiles if tile in raw["tile"]}
    return {
        "resources": sorted(entities & set(raw["resource"])),
        "fluids": sorted(fluids - {None}),
        "gathered": sorted(gathered),
        "pollutant": planet.get("pollutant_type"),
    }
