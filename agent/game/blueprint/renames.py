"""Old names of entities, items and recipes and what they are called now (the game's own migration files)."""

from __future__ import annotations

from types import MappingProxyType

Version = tuple[int, int, int]
Names = MappingProxyType[str, str]

GAME_2_0 = (2, 0, 0)
GAME_2_1 = (2, 1, 0)

_CHESTS = {
    f"logistic-chest-{kind}": f"{kind}-chest"
    for kind in ("passive-provider", "active-provider", "storage", "buffer", "requester")
}
_SCIENCE = {
    "science-pack-1": "automation-science-pack",
    "science-pack-2": "logistic-science-pack",
    "science-pack-3": "chemical-science-pack",
    "high-tech-science-pack": "utility-science-pack",
}
_MODULES = {
    "effectivity-module": "efficiency-module",
    "effectivity-module-2": "efficiency-module-2",
    "effectivity-module-3": "efficiency-module-3",
}
_INSERTERS = {
    "filter-inserter": "fast-inserter",
    "stack-filter-inserter": "bulk-inserter",
    "stack-inserter": "bulk-inserter",
}
_BARRELS = {
    f"fill-{fluid}-barrel": f"{fluid}-barrel"
    for fluid in ("water", "crude-oil", "petroleum-gas", "light-oil", "heavy-oil", "lubricant", "sulfuric-acid")
}
_MELTING = {
    "molten-iron": "iron-ore-melting",
    "molten-copper": "copper-ore-melting",
    "wood-processing": "tree-seed",
}

_BEFORE_2_0 = {
    "entity": {
        **_CHESTS,
        **_INSERTERS,
        "straight-rail": "legacy-straight-rail",
        "curved-rail": "legacy-curved-rail",
    },
    "item": {
        **_CHESTS,
        **_INSERTERS,
        **_MODULES,
        **_SCIENCE,
        "empty-barrel": "barrel",
        "raw-wood": "wood",
        "used-up-uranium-fuel-cell": "depleted-uranium-fuel-cell",
    },
    "recipe": {**_CHESTS, **_INSERTERS, **_MODULES, **_SCIENCE, **_BARRELS, "empty-barrel": "barrel"},
}


def renames(kind: str, version: Version, target: Version) -> Names:
    """Return old → new for names of a kind (entity, item, recipe) from the version that wrote to the one that reads.

    The recipes that 2.1 renamed are renamed back for a game that is still 2.0.
    """
    names: dict[str, str] = {}
    if version < GAME_2_0:
        names |= _BEFORE_2_0[kind]
    if kind == "recipe" and version < GAME_2_1 <= target:
        names |= _MELTING
    if kind == "recipe" and target < GAME_2_1 <= version:
        names |= {new: old for old, new in _MELTING.items()}
    return MappingProxyType(names)
