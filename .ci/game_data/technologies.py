"""Technologies of the data stage as rows of a table."""

from __future__ import annotations

from values import Raw, as_list, lean, number

TARGETS = ("ammo_category", "turret_id", "recipe", "quality", "space_location", "item")


def effect(given: Raw) -> Raw:
    """Describe one effect: what it changes, by how much, of what."""
    modifier = given.get("modifier", given.get("change", given.get("count", True)))
    return lean(
        {
            "type": given["type"],
            "modifier": 1 if modifier is True else number(modifier),
            "target": next((given[key] for key in TARGETS if key in given), None),
        }
    )


def level(name: str, given: Raw) -> int:
    """Tell the level that a technology begins at: stated, or the number its name ends in."""
    tail = name.rsplit("-", 1)[-1]
    return int(given.get("level", tail if tail.isdigit() and tail != name else 1))


def technologies(raw: Raw) -> Raw:
    """Collect technologies: what they need, which recipes they unlock, what they improve, what they cost."""
    found = {}
    for name, technology in raw["technology"].items():
        unit = technology.get("unit") or {}
        effects = as_list(technology.get("effects"))
        first = level(name, technology)
        last = technology.get("max_level", first)
        found[name] = lean(
            {
                "after": sorted(as_list(technology.get("prerequisites"))),
                "unlocks": sorted(row["recipe"] for row in effects if row["type"] == "unlock-recipe"),
                "effects": [effect(row) for row in effects if row["type"] != "unlock-recipe"],
                "packs": {entry[0]: entry[1] for entry in as_list(unit.get("ingredients"))},
                "count": unit.get("count"),
                "formula": unit.get("count_formula"),
                "t": number(unit.get("time", 0)),
                "level": first if first != 1 else None,
                "max_level": last if last != first else None,
                "trigger": (technology.get("research_trigger") or {}).get("type"),
            }
        )
    return found
