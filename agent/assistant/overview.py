"""What stands in a snapshot, counted: the facts of free chat and of modes that compute nothing yet."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from agent.analysis.findings import Finding, Severity, most, percent, watts
from agent.analysis.from_snapshot import exact

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.analysis.findings import Arg
    from agent.contract import ElectricNetwork, Snapshot

SHOWN_KINDS = 6
_STORES = frozenset({"container", "logistic-container", "linked-container"})


def overview(snapshot: Snapshot) -> tuple[Finding, ...]:
    """Return the counts of a snapshot as facts: area, kinds, stored items, networks."""
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
    kinds = Counter(entity.name for entity in built)
    if kinds:
        yield "overview-entities", {"list": most("entity", kinds, SHOWN_KINDS)}
    stored = stored_items(snapshot)
    if stored:
        yield "overview-stored", {"list": most("item", stored, SHOWN_KINDS)}
    yield from (_network(network) for network in snapshot.electric_networks)


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
