"""Names of what stands and lies in an area: to speak of it is no invention, whether a fact does or not."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.contract import Snapshot


@dataclass(frozen=True, slots=True)
class Present:
    """Internal names of machines, recipes, items, robots and enemies, and by recipe the machines that make it.

    ``counts`` are how many of each thing stand there, ``crews`` how many machines make each recipe, ``total``
    how many things there are.
    """

    names: frozenset[str]
    makers: Mapping[str, frozenset[str]]
    counts: Mapping[str, int]
    crews: Mapping[str, int]
    total: int


def present_in(snapshot: Snapshot) -> Present:
    """Return what stands and lies in a snapshot."""
    found: set[str | None] = set()
    makers: dict[str, set[str]] = defaultdict(set)
    counts, crews = Counter[str](), Counter[str]()
    for entity in snapshot.entities:
        counts[entity.name] += 1
        if entity.recipe:
            crews[entity.recipe] += 1
            makers[entity.recipe].add(entity.name)
        found |= {entity.name, entity.recipe}
        for inventory in entity.inventories:
            found |= {stack.name for stack in inventory.items}
        found |= {fluid.name for fluid in entity.fluids}
        found |= {module.name for module in entity.modules}
    for port in snapshot.roboports:
        found |= {port.name, "logistic-robot", "construction-robot"}
    for point in snapshot.logistic_points:
        counts[point.name] += 1
        found |= {point.name, *(stack.name for stack in point.holds), *(asked.name for asked in point.requests)}
    for train in snapshot.trains:
        found |= {"locomotive", "cargo-wagon", *(stack.name for stack in (*train.fuel, *train.cargo)), *train.fluids}
    found |= {flow.name for network in snapshot.electric_networks for flow in network.flows}
    found |= {stack.name for network in snapshot.logistic_networks for stack in network.contents}
    found |= {enemy.name for enemy in snapshot.enemies}
    return Present(
        frozenset(name for name in found if name),
        {recipe: frozenset(names) for recipe, names in makers.items()},
        counts,
        crews,
        len(snapshot.entities),
    )
