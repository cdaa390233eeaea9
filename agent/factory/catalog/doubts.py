"""What makes an entry doubtful: unknown things, ports not found, lanes that mix, no power."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agent.factory.catalog.entry import Doubt, Way
from agent.game.geometry import Grid, around

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from agent.factory.catalog.arms import Arms
    from agent.factory.catalog.flow import Flow
    from agent.factory.catalog.ports import Gates
    from agent.factory.catalog.working import Work
    from agent.factory.site import Site, Standing
    from agent.game.blueprint import Blueprint

LOADERS = frozenset({"loader", "loader-1x1", "linked-belt", "lane-splitter"})
LISTED = 8


def doubts_of(
    blueprint: Blueprint,
    site: Site,
    arms: Arms,
    work: list[Work],
    gates: Gates,
    full: Mapping[str, Fraction],
    flow: Flow,
    *,
    guessed: bool,
) -> dict[Doubt, tuple[str, ...]]:
    """Return what is doubtful about an entry, each doubt with the names it is about."""
    made = {item for one in work for item in one.makes}
    smelted = {one.recipe.name for one in work if one.thing.entity.recipe is None}
    unknown = {entity.name for entity in blueprint.entities if entity.name not in site.data.entities}
    unknown |= {e.recipe for e in blueprint.entities if e.recipe and e.recipe not in site.data.recipes}
    products = [item for item, rate in full.items() if rate > 0 and not any(item in one.takes for one in work)]
    served = {item for one in work if one.recipe.name in flow.by_hand for item in (*one.takes, *one.makes)}
    mixed = {" + ".join(sorted(items)[:2]) for items in arms.held.values() if len(items) > 1}
    shared = {item for gate in gates.inward if gate.way is Way.BELT for item in gate.items if len(gate.items) > 1}
    found: dict[Doubt, set[str]] = {
        Doubt.UNKNOWN_ENTITIES: unknown,
        Doubt.NO_PRODUCT: set() if any(rate > 0 for rate in full.values()) else {blueprint.path},
        Doubt.NO_OUTPUT: {item for item in products if not gates.has("out", item)} - served,
        Doubt.NO_INPUT: {item for item, rate in full.items() if rate < 0 and not gates.has("in", item)} - served - made,
        Doubt.BY_HAND: flow.by_hand,
        Doubt.MIXED_LANES: mixed,
        Doubt.LANES_OPEN: shared,
        Doubt.FURNACE_CHOICE: smelted if guessed else set(),
        Doubt.NOT_TRACED: {thing.prototype.name for thing in site.things if thing.prototype.type in LOADERS},
        Doubt.UNPOWERED: _unpowered(site),
    }
    return {doubt: tuple(sorted(names)[:LISTED]) for doubt, names in found.items() if names}


def _unpowered(site: Site) -> set[str]:
    grid: Grid[Standing] = Grid()
    for pole, prototype in site.poles():
        grid.add(around(pole.x, pole.y, prototype.supply_distance), pole)
    needy = [thing for thing in site.things if thing.prototype.power.needs_pole]
    return {thing.prototype.name for thing in needy if next(grid.touching(thing.box), None) is None}
