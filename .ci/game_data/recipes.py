"""Recipes of the data stage as rows of a table."""

from __future__ import annotations

from values import Raw, as_list, conditions, lean, number


def chance(product: Raw) -> float:
    """Tell the probability of a product: 2.0 has one field, 2.1 an independent and a shared one."""
    shared = product.get("shared_probability")
    if shared:
        return round(shared["max"] - shared["min"], 9)
    return float(product.get("independent_probability", product.get("probability", 1)))


def amount(entry: Raw) -> tuple[float, float]:
    """Give the least and greatest amount of an ingredient or product; items are whole (the game cuts the rest off)."""
    if "amount" in entry:
        value = entry["amount"] if entry.get("type") == "fluid" else int(entry["amount"])
        return value, value
    return entry["amount_min"], entry["amount_max"]


def ingredient(entry: Raw) -> Raw:
    """Describe one ingredient."""
    return lean(
        {
            "n": entry["name"],
            "f": entry["type"] == "fluid",
            "a": number(amount(entry)[0]),
            "temperature": entry.get("temperature"),
            "min_temperature": entry.get("minimum_temperature"),
            "max_temperature": entry.get("maximum_temperature"),
            "box": entry.get("fluidbox_index"),
        }
    )


def product(entry: Raw) -> Raw:
    """Describe one product; the mean amount is computed by the reader."""
    low, high = amount(entry)
    probability = chance(entry)
    return lean(
        {
            "n": entry["name"],
            "f": entry.get("type") == "fluid",
            "a": number(low) if low == high else [number(low), number(high)],
            "p": number(probability) if probability != 1 else None,
            "extra": number(entry.get("extra_count_fraction", 0)),
            "unproductive": number(entry.get("ignored_by_productivity", 0)),
            "temperature": entry.get("temperature"),
            "box": entry.get("fluidbox_index"),
        }
    )


def recipe(raw: Raw) -> Raw:
    """Describe one recipe. What Factorio forbids unless said otherwise is productivity, so that is the flag kept."""
    return lean(
        {
            "c": raw.get("categories") or [raw.get("category", "crafting")],
            "t": number(raw.get("energy_required", 0.5)),
            "in": [ingredient(entry) for entry in as_list(raw.get("ingredients"))],
            "out": [product(entry) for entry in as_list(raw.get("results"))],
            "productivity": raw.get("allow_productivity", False),
            "forbid": [
                effect
                for effect in ("speed", "consumption", "pollution", "quality")
                if not raw.get(f"allow_{effect}", True)
            ],
            "hidden": raw.get("hidden", False),
            "start": raw.get("enabled", True) is not False,
            "max_productivity": number(raw["maximum_productivity"]) if "maximum_productivity" in raw else None,
            "pollution": number(raw.get("emissions_multiplier", 1))
            if raw.get("emissions_multiplier", 1) != 1
            else None,
            "where": conditions(raw),
            "main": raw.get("main_product"),
        }
    )
