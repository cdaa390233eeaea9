"""What generators, robots, trains and the like have of their own, as rows of a table in the words of the contract."""

from __future__ import annotations

from typing import TYPE_CHECKING

from values import Raw, as_list, energy, lean, number

if TYPE_CHECKING:
    from collections.abc import Callable

TICKS_PER_S = 60
HOLDS_FLUID = ("pipe", "pipe-to-ground", "storage-tank", "pump", "infinity-pipe", "valve")


def heat(raw: Raw) -> Raw | None:
    """Describe how an entity holds heat: by its own buffer or by a source of heat."""
    source = raw.get("energy_source") or {}
    given = raw.get("heat_buffer") or (source if source.get("type") == "heat" else None)
    if not given:
        return None
    return {
        "max_temperature": number(given["max_temperature"]),
        "specific_heat_j": energy(given["specific_heat"]),
        "max_transfer_w": energy(given["max_transfer"]),
        "min_working_temperature": number(given.get("min_working_temperature", 15)),
    }


def fluid_capacity(kind: str, raw: Raw) -> float | str:
    """Tell what pipes, tanks and wagons hold."""
    if kind == "fluid-wagon":
        return number(raw["capacity"])
    return number(raw["fluid_box"]["volume"]) if kind in HOLDS_FLUID else 0


def _generator(raw: Raw) -> Raw:
    return {
        "fluid_usage_per_tick": number(raw.get("fluid_usage_per_tick") or raw.get("max_fluid_usage") or 0),
        "maximum_temperature": number(raw.get("maximum_temperature", 0)),
        "effectivity": number(raw["effectivity"]) if raw.get("effectivity", 1) != 1 else None,
        "burns_fluid": raw.get("burns_fluid", False),
    }


def _solar_panel(raw: Raw) -> Raw:
    day, prop = raw.get("performance_at_day", 1), raw.get("solar_coefficient_property", "solar-power")
    return {
        "performance_at_day": number(day) if day != 1 else None,
        "performance_at_night": number(raw.get("performance_at_night", 0)),
        "coefficient_property": prop if prop != "solar-power" else None,
    }


def _reactor(raw: Raw) -> Raw:
    return {
        "neighbour_bonus": number(raw.get("neighbour_bonus", 1)),
        "fluid_usage_per_tick": number(raw.get("max_fluid_usage", 0)),
    }


def _robot(raw: Raw) -> Raw:
    return {
        "speed": number(raw["speed"]),
        "max_energy_j": energy(raw.get("max_energy")),
        "energy_per_move_j": energy(raw.get("energy_per_move")),
        "energy_per_tick_j": energy(raw.get("energy_per_tick")),
        "min_to_charge": number(raw.get("min_to_charge", 0.2)),
        "max_to_charge": number(raw.get("max_to_charge", 0.95)),
        "max_payload_size": raw.get("max_payload_size"),
        "speed_multiplier_when_out_of_energy": number(raw.get("speed_multiplier_when_out_of_energy", 0)),
    }


def _roboport(raw: Raw) -> Raw:
    return {
        "logistics_radius": number(raw["logistics_radius"]),
        "construction_radius": number(raw["construction_radius"]),
        "connection_distance": number(raw.get("logistics_connection_distance", raw["logistics_radius"])),
        "charging_w": energy(raw["charging_energy"]),
        "charging_stations": raw.get("charging_station_count") or len(as_list(raw.get("charging_offsets"))),
        "recharge_minimum_j": energy(raw["recharge_minimum"]),
        "robot_slots": raw["robot_slots_count"],
        "material_slots": raw["material_slots_count"],
    }


def _rolling_stock(raw: Raw) -> Raw:
    names = ("weight", "max_speed", "braking_force", "friction_force", "air_resistance")
    return {name: number(raw[name]) for name in names if name in raw}


def _agricultural_tower(raw: Raw) -> Raw:
    return {
        "radius": number(raw["radius"]),
        "growth_grid_tile_size": raw.get("growth_grid_tile_size", 3),
        "crane_w": energy(raw["crane_energy_usage"]),
    }


def _asteroid_collector(raw: Raw) -> Raw:
    return {
        "arm_count": raw["arm_count_base"],
        "arm_speed": number(raw["arm_speed_base"]),
        "passive_w": energy(raw["passive_energy_usage"]) * TICKS_PER_S,
        "arm_w": energy(raw["arm_energy_usage"]) * TICKS_PER_S,
    }


def _thruster(raw: Raw) -> Raw:
    return {
        key: {name: number(raw[key][name]) for name in ("fluid_volume", "fluid_usage", "effectivity")}
        for key in ("min_performance", "max_performance")
    }


def _lightning_attractor(raw: Raw) -> Raw:
    return {
        "efficiency": number(raw.get("efficiency", 0)),
        "range_elongation": number(raw.get("range_elongation", 0)),
    }


PARTS: dict[str, tuple[str, Callable[[Raw], Raw]]] = {
    **dict.fromkeys(("generator", "fusion-generator"), ("generator", _generator)),
    "solar-panel": ("solar_panel", _solar_panel),
    **dict.fromkeys(("reactor", "fusion-reactor"), ("reactor", _reactor)),
    **dict.fromkeys(("logistic-robot", "construction-robot"), ("robot", _robot)),
    "roboport": ("roboport", _roboport),
    **dict.fromkeys(
        ("locomotive", "cargo-wagon", "fluid-wagon", "artillery-wagon", "infinity-cargo-wagon"),
        ("rolling_stock", _rolling_stock),
    ),
    "agricultural-tower": ("agricultural_tower", _agricultural_tower),
    "asteroid-collector": ("asteroid_collector", _asteroid_collector),
    "thruster": ("thruster", _thruster),
    "lightning-attractor": ("lightning_attractor", _lightning_attractor),
}


def part(kind: str, raw: Raw) -> Raw:
    """Describe what one type alone has, under the part's name; nothing where it has nothing."""
    if kind not in PARTS:
        return {}
    name, describe = PARTS[kind]
    return {name: lean(describe(raw))}
