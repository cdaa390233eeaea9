"""What changed between two snapshots of one player."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.facts import fact
from agent.analysis.findings import Formula, Name, count, duration, watts
from agent.analysis.from_snapshot import MACHINE_TYPES, exact

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from agent.analysis.findings import Finding, NameKind, Word
    from agent.contract import Snapshot

STORES = frozenset({"container", "logistic-container", "linked-container"})
SHOWN = 8
TICKS_PER_S = 60
DEMAND_SHARE = Fraction(1, 20)
"""A network's demand that moved by less than a twentieth did not move."""


def compared(snapshot: Snapshot, earlier: Sequence[Snapshot], wanted: str | None = None) -> tuple[Finding, ...]:
    """Return what changed since the snapshot that this one is to be compared with; nothing where it is gone.

    ``wanted`` is the one that a question names; else it is the one that was named when this was taken.
    """
    named = wanted or snapshot.compare_with
    before = next((each for each in earlier if each.id == named and each.id != snapshot.id), None)
    if before is None:
        return ()
    if before.surface.name != snapshot.surface.name:
        return (fact("fact-change-other-place"),)
    changed = list(_changes(before, snapshot))
    seconds = Fraction(snapshot.tick - before.tick, TICKS_PER_S)
    return (fact("fact-change-time", time=duration(seconds)), *(changed or [fact("fact-change-none")]))


def _changes(before: Snapshot, now: Snapshot) -> Iterator[Finding]:
    built = _difference(_built(before), _built(now))
    if built:
        yield fact("fact-change-entities", list=_listed("entity", built))
    stored = _difference(_stored(before), _stored(now))
    if stored:
        yield fact("fact-change-stored", list=_listed("item", stored))
    worked, works = _working(before), _working(now)
    if worked != works:
        yield fact("fact-change-working", before=count(worked), now=count(works))
    demands = {network.id: exact(network.demand_w or 0.0) for network in before.electric_networks}
    for network in now.electric_networks:
        old, new = demands.get(network.id), exact(network.demand_w or 0.0)
        if old is not None and abs(new - old) > DEMAND_SHARE * max(old, new):
            yield fact("fact-change-demand", network=network.id, before=watts(old), now=watts(new))


def _built(snapshot: Snapshot) -> Counter[str]:
    return Counter(e.name for e in snapshot.entities if e.type not in {"resource", "unit"} and not e.ghost)


def _stored(snapshot: Snapshot) -> Counter[str]:
    held: Counter[str] = Counter()
    for entity in snapshot.entities:
        if entity.type in STORES:
            for inventory in entity.inventories:
                for stack in inventory.items:
                    held[stack.name] += stack.count
    return held


def _working(snapshot: Snapshot) -> int:
    return sum(1 for e in snapshot.entities if e.type in MACHINE_TYPES and e.status == "working" and not e.ghost)


def _difference(before: Mapping[str, int], now: Mapping[str, int]) -> dict[str, int]:
    both = {name: now.get(name, 0) - before.get(name, 0) for name in {*before, *now}}
    return {name: change for name, change in both.items() if change}


def _listed(kind: NameKind, difference: Mapping[str, int]) -> Formula:
    """Return the largest changes with their signs."""
    ordered = sorted(difference.items(), key=lambda row: (-abs(row[1]), row[0]))
    parts: list[Name | Word | str] = []
    for place, (name, change) in enumerate(ordered[:SHOWN]):
        sign = "+" if change > 0 else "−"
        parts += [", "] * bool(place) + [Name(kind, name), f" {sign}{abs(change)}"]
    if len(ordered) > SHOWN:
        parts.append(" …")
    return Formula(tuple(parts))
