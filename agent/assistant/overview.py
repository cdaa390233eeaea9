"""What stands in a snapshot, counted: the facts of free chat and of modes that compute nothing yet."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from agent.analysis.findings import Finding, Name, Severity, percent, watts
from agent.analysis.from_snapshot import exact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.analysis.findings import Arg
    from agent.contract import ElectricNetwork, Snapshot

SHOWN_KINDS = 6
SHOWN_RECIPES = 12
_CRAFTERS = frozenset({"assembling-machine", "furnace", "rocket-silo"})
_STORES = frozenset({"container", "logistic-container", "linked-container"})


def overview(snapshot: Snapshot) -> tuple[Finding, ...]:
    """Return the counts of a snapshot as facts: area, kinds, recipes, networks, stored items."""
    return tuple(_fact(f"o{place}", snapshot, key, args) for place, (key, args) in enumerate(_facts(snapshot), 1))


def networks(snapshot: Snapshot) -> tuple[Finding, ...]:
    """Return the state of each electric network as facts, or the fact that none reaches into the area."""
    facts = [_network(network) for network in snapshot.electric_networks] or [("overview-no-network", {})]
    return tuple(_fact(f"n{place}", snapshot, key, args) for place, (key, args) in enumerate(facts, 1))


def stored_items(snapshot: Snapshot) -> Counter[str]:
    """Count what the chests of a snapshot hold, of normal quality: what a blueprint can be built from."""
    stored: Counter[str] = Counter()
    for entity in snapshot.entities:
        if entity.type in _STORES and not entity.ghost:
            for inventory in entity.inventories:
                stored.update({s.name: s.count for s in inventory.items if s.quality == "normal"})
    return stored


def _fact(fact_id: str, snapshot: Snapshot, key: str, args: dict[str, Arg]) -> Finding:
    return Finding(id=fact_id, severity=Severity.INFO, key=key, args=args, surface=snapshot.surface.name)


def _facts(snapshot: Snapshot) -> Iterator[tuple[str, dict[str, Arg]]]:
    area = snapshot.area
    built = [entity for entity in snapshot.entities if not entity.ghost and entity.type != "resource"]
    ghosts = sum(entity.ghost for entity in snapshot.entities)
    marked = sum(entity.deconstruct for entity in snapshot.entities)
    yield (
        "overview-area",
        {
            "width": round(area.right_bottom.x - area.left_top.x),
            "height": round(area.right_bottom.y - area.left_top.y),
            "count": len(built),
        },
    )
    if ghosts:
        yield "overview-ghosts", {"count": ghosts}
    if marked:
        yield "overview-marked", {"count": marked}
    for name, count in _most(Counter(entity.name for entity in built), SHOWN_KINDS):
        yield "overview-entity", {"name": Name("entity", name), "count": count}
    crafters: dict[str | None, list[str | None]] = defaultdict(list)
    for entity in built:
        if entity.type in _CRAFTERS:
            crafters[entity.recipe].append(entity.status)
    idle = crafters.pop(None, [])
    recipes = Counter({recipe: len(statuses) for recipe, statuses in crafters.items() if recipe is not None})
    for recipe, count in _most(recipes, SHOWN_RECIPES):
        statuses = crafters[recipe]
        working = sum(status in {"working", "low_power"} for status in statuses)
        key = "overview-recipe" if any(statuses) else "overview-recipe-planned"
        yield key, {"recipe": Name("recipe", recipe), "count": count, "working": working}
    if idle:
        yield "overview-idle", {"count": len(idle)}
    yield from (_network(network) for network in snapshot.electric_networks)
    for name, count in _most(stored_items(snapshot), SHOWN_KINDS):
        yield "overview-stored", {"name": Name("item", name), "count": count}


def _network(network: ElectricNetwork) -> tuple[str, dict[str, Arg]]:
    if network.satisfaction is None or network.demand_w is None or network.supply_w is None:
        return "overview-network-unknown", {"id": network.id}
    return "overview-network", {
        "id": network.id,
        "demand": watts(network.demand_w),
        "supply": watts(network.supply_w),
        "satisfaction": percent(exact(network.satisfaction)),
        "estimated": "yes" if network.estimated else "no",
    }


def _most(counts: Counter[str], limit: int) -> list[tuple[str, int]]:
    """Return the largest counts, equal ones by name, so that the same snapshot gives the same words."""
    return sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:limit]
