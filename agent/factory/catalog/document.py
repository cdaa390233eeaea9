"""An entry as JSON: every field says its unit in its name."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from agent.factory.catalog.entry import Entry

PLACES = 6


def document(entry: Entry) -> dict[str, Any]:
    """Return the JSON of an entry; lanes are as seen along the belt, tiles count from the north-west corner."""
    first = next(iter(entry.makes_per_min.values()), None)
    return {
        "id": entry.id,
        "label": entry.label,
        "makes_per_min": _rates(entry.makes_per_min),
        "takes_per_min": _rates(entry.takes_per_min),
        "furnaces_may_make_per_min": _rates(entry.choice_per_min),
        "machine_rates_per_min": _rates(entry.machine_rates_per_min),
        "machine_takes_per_min": _rates(entry.machine_takes_per_min),
        "per_min_and_tile": number(first / entry.area) if first is not None and entry.area else 0,
        "width_tiles": entry.width,
        "height_tiles": entry.height,
        "area_tiles": entry.area,
        "entities": entry.entities,
        "machines": dict(entry.machines),
        "power_w": number(entry.power_w),
        "technologies": list(entry.technologies),
        "confidence": entry.confidence,
        "doubts": {doubt.value: list(names) for doubt, names in entry.doubts.items()},
        "ports": [
            {
                "flow": port.flow,
                "way": port.way.value,
                "x_tile": port.x,
                "y_tile": port.y,
                "direction": port.direction,
                "lane": port.lane,
                "items": list(port.items),
                "rate_per_min": number(port.rate_per_min),
            }
            for port in entry.ports
        ],
        "data_set": entry.data_set,
        "stack_bonus_items": entry.stack_bonus,
        "bulk_bonus_items": entry.bulk_bonus,
    }


def number(value: Fraction) -> float | int:
    """Return a JSON number: whole ones as integers."""
    return int(value) if value.denominator == 1 else round(float(value), PLACES)


def _rates(rates: Mapping[str, Fraction]) -> dict[str, float | int]:
    return {item: number(rate) for item, rate in rates.items()}
