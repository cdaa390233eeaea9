"""Tiles, trees, plants and places in space of the data stage as rows of a table."""

from __future__ import annotations

from recipes import product
from values import Raw, as_list, lean, number


def _per_second(given: Raw | None, sign: int = 1) -> Raw:
    return {name: number(sign * value) for name, value in (given or {}).items() if value}


def tiles(raw: Raw) -> Raw:
    """Collect tiles: how fast one walks there, what pollution they take, what is pumped from them, what lays them."""
    found = {}
    for name, tile in raw["tile"].items():
        walking = tile.get("walking_speed_modifier", 1)
        minable = tile.get("minable") or {}
        found[name] = lean(
            {
                "walking_speed_modifier": number(walking) if walking != 1 else None,
                "absorptions_per_second": _per_second(tile.get("absorptions_per_second")),
                "fluid": tile.get("fluid"),
                "item": minable.get("result"),
            }
        )
    return found


def plants(raw: Raw) -> Raw:
    """Collect trees and plants: what pollution they take, how long they grow, what is harvested."""
    seeds = {
        item["plant_result"]: name
        for prototypes in raw.values()
        for name, item in prototypes.items()
        if isinstance(item, dict) and item.get("plant_result")
    }
    found = {}
    for kind in ("tree", "plant"):
        for name, plant in raw.get(kind, {}).items():
            minable = plant.get("minable") or {}
            results = as_list(minable.get("results")) or [
                {"type": "item", "name": minable["result"], "amount": minable.get("count", 1)}
                for _ in ("one",)
                if "result" in minable
            ]
            found[name] = lean(
                {
                    "type": kind,
                    "absorptions_per_second": _per_second(plant.get("emissions_per_second"), -1),
                    "growth_ticks": plant.get("growth_ticks"),
                    "out": [product(entry) for entry in results],
                    "harvest_emissions": _per_second(plant.get("harvest_emissions")),
                    "seed": seeds.get(name),
                }
            )
    return found


def space(raw: Raw) -> Raw:
    """Collect how much of a solar panel's output there is in space, in percent, at each place and on the way."""
    places = {**raw.get("space-location", {}), **raw["planet"]}
    return {
        name: number(place.get("solar_power_in_space", 1)) for name, place in places.items() if not place.get("hidden")
    }
