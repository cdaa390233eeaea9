"""Tools over snapshots: rows of what stands there, and what changed since an earlier one."""

from __future__ import annotations

from collections import Counter
from math import hypot
from typing import TYPE_CHECKING, Any

from agent.analysis.from_snapshot import factory_of_snapshot
from agent.analysis.rates import factory_rates
from agent.assistant.overview import stored_items
from agent.assistant.sanitise import plain_name
from agent.assistant.tools.naming import number
from agent.errors import GameDataError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agent.analysis.findings import NameKind
    from agent.assistant.tools.arguments import CompareArguments, SnapshotArguments
    from agent.assistant.tools.naming import Naming
    from agent.contract import ElectricNetwork, Snapshot, SnapshotEntity

Json = dict[str, Any]
MACHINES = frozenset({"assembling-machine", "furnace", "rocket-silo", "mining-drill", "lab", "boiler", "generator"})
MOST_KINDS = 20
TICKS_PER_MIN = 3600


def query_snapshot(arguments: SnapshotArguments, naming: Naming, snapshot: Snapshot | None) -> Json:
    """Return networks, counts, or the entities that match, nearest first where a place was named.

    Raises:
        GameDataError: ``tool-no-snapshot``: nothing is selected.
    """
    if snapshot is None:
        raise GameDataError("tool-no-snapshot")
    if arguments.what == "networks":
        return {"networks": [_network(network) for network in snapshot.electric_networks]}
    found = list(_matching(arguments, naming, snapshot))
    if arguments.what == "counts":
        return _counts(found, naming)
    if arguments.near is not None:
        x, y = arguments.near.x, arguments.near.y
        found.sort(key=lambda entity: hypot(entity.x - x, entity.y - y))
    return {
        "found": len(found),
        "shown": min(len(found), arguments.limit),
        "rows": [_row(entity, naming) for entity in found[: arguments.limit]],
    }


def _matching(arguments: SnapshotArguments, naming: Naming, snapshot: Snapshot) -> Iterator[SnapshotEntity]:
    here = {entity.name for entity in snapshot.entities}
    name = arguments.name if arguments.name in here else None
    if arguments.name is not None and name is None:
        name = naming.find(arguments.name, "entity", "item")
    recipe = None if arguments.recipe is None else naming.find(arguments.recipe, "recipe", "item")
    status = None if arguments.status is None else arguments.status.lower().replace(" ", "_").replace("-", "_")
    near = arguments.near
    for entity in snapshot.entities:
        if arguments.what == "machines" and entity.type not in MACHINES:
            continue
        wrong = (
            (name is not None and entity.name != name)
            or (recipe is not None and entity.recipe != recipe)
            or (status is not None and entity.status != status)
            or (near is not None and hypot(entity.x - near.x, entity.y - near.y) > near.radius_tiles)
        )
        if not wrong:
            yield entity


def _row(entity: SnapshotEntity, naming: Naming) -> Json:
    row = naming.row("entity", plain_name(entity.name), x=entity.x, y=entity.y)
    if entity.recipe is not None:
        row |= {"recipe": plain_name(entity.recipe), "recipe_name": naming.analyst.name("recipe", entity.recipe)}
    for field in ("status", "network", "products_finished", "amount"):
        value = getattr(entity, field)
        if value is not None:
            row[field] = plain_name(value) if isinstance(value, str) else number(value)
    if entity.text:
        row["text"] = plain_name(entity.text)
    for field in ("ghost", "deconstruct"):
        if getattr(entity, field):
            row[field] = True
    held = Counter[str]()
    for inventory in entity.inventories:
        held.update({stack.name: stack.count for stack in inventory.items})
    if held:
        row["holds"] = naming.items(dict(held.most_common(MOST_KINDS // 2)), "items")
    return row


def _network(network: ElectricNetwork) -> Json:
    values = {
        "demand_w": network.demand_w,
        "supply_w": network.supply_w,
        "satisfaction_percent": None if network.satisfaction is None else network.satisfaction * 100,
        "poles": network.poles,
        "consumers": network.consumers,
        "low_power_entities": network.low_power,
        "no_power_entities": network.no_power,
    }
    shown = {name: number(value) for name, value in values.items() if value is not None}
    return {"network": network.id, "estimated": network.estimated, **shown}


def _counts(found: Sequence[SnapshotEntity], naming: Naming) -> Json:
    kinds = Counter(entity.name for entity in found if entity.type != "resource")
    recipes = Counter(entity.recipe for entity in found if entity.recipe is not None)
    statuses = Counter(entity.status for entity in found if entity.status is not None)
    return {
        "entities": sum(kinds.values()),
        "by_name": _most("entity", kinds, naming),
        "by_recipe": _most("recipe", recipes, naming),
        "by_status": [
            {"status": plain_name(name), "entities": count} for name, count in statuses.most_common(MOST_KINDS)
        ],
        "kinds_left_out": max(len(kinds) - MOST_KINDS, 0),
    }


def _most(kind: NameKind, counts: Mapping[str, int], naming: Naming) -> list[Json]:
    ordered = sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:MOST_KINDS]
    unit = "machines" if kind == "recipe" else "entities"
    return [naming.row(kind, plain_name(name), **{unit: count}) for name, count in ordered]


def compare_snapshots(
    arguments: CompareArguments, naming: Naming, snapshot: Snapshot | None, earlier: Sequence[Snapshot]
) -> Json:
    """Return what was built, removed, stored and produced since an earlier snapshot.

    Raises:
        GameDataError: ``tool-no-snapshot``, or ``tool-no-earlier`` with how many there are.
    """
    if snapshot is None:
        raise GameDataError("tool-no-snapshot")
    older = sorted((each for each in earlier if each.tick < snapshot.tick), key=lambda each: -each.tick)
    if arguments.back > len(older):
        raise GameDataError("tool-no-earlier", count=len(older))
    before = older[arguments.back - 1]
    standing, stood = (Counter(e.name for e in s.entities if e.type != "resource") for s in (snapshot, before))
    stored_now, stored_before = stored_items(snapshot), stored_items(before)
    theory_now, theory_before = (
        factory_rates(factory_of_snapshot(each, naming.data)).balance for each in (snapshot, before)
    )
    return {
        "minutes_between": number((snapshot.tick - before.tick) / TICKS_PER_MIN),
        "same_surface": snapshot.surface.name == before.surface.name,
        "entities": _changes("entity", stood, standing, naming),
        "stored": _changes("item", stored_before, stored_now, naming),
        "balance_per_min": _changes("item", theory_before, theory_now, naming, unit="_per_min"),
    }


def _changes(
    kind: NameKind, before: Mapping[str, Any], now: Mapping[str, Any], naming: Naming, unit: str = ""
) -> list[Json]:
    """Return rows of what differs, the largest change first."""
    both = {name: (before.get(name, 0), now.get(name, 0)) for name in {*before, *now}}
    changed = sorted(
        ((name, old, new) for name, (old, new) in both.items() if old != new),
        key=lambda row: (-abs(row[2] - row[1]), row[0]),
    )
    return [
        naming.row(
            kind,
            plain_name(name),
            **{f"before{unit}": number(old), f"now{unit}": number(new), f"change{unit}": number(new - old)},
        )
        for name, old, new in changed[:MOST_KINDS]
    ]
