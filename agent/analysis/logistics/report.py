"""Findings and facts on the logistic networks of a snapshot, each network apart."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.facts import fact
from agent.analysis.findings import Analysis, Finding, Formula, Name, Severity, count, most, numbered, per_min, percent
from agent.analysis.from_snapshot import exact
from agent.analysis.logistics.areas import almost_joined, weak_links
from agent.analysis.logistics.requests import (
    Item,
    Missing,
    count_in,
    is_disabled,
    missing_requests,
    switched_off,
    too_large,
)
from agent.game.machinery import Roboport as RoboportPrototype

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.analysis.findings import Arg
    from agent.contract import LogisticNetwork, LogisticPoint, ProductionFlow, Roboport, Snapshot, SnapshotEntity
    from agent.game.gamedata import GameData

SHOWN = 6
DARK = frozenset({"no_power", "low_power", "not_plugged_in_electric_network"})
QUEUE_SHARE = Fraction(1, 5)
QUEUE_LEAST = 10
"""Waiting robots that are worth a word: ten, and a fifth of all."""
IDLE_SHARE = Fraction(9, 10)
IDLE_LEAST = 200
STORAGE_LOW = Fraction(5, 100)
PADS = 4
MAX_REQUESTS = 12


def logistics_analysis(snapshot: Snapshot, earlier: Sequence[Snapshot], data: GameData) -> Analysis:
    """Return what keeps logistic networks from bringing what is asked, and their figures as facts."""
    found: list[Finding] = []
    facts: list[Finding] = []
    flows = {flow.name: flow for flow in snapshot.production if flow.kind == "item"}
    off = switched_off(snapshot)
    for network in snapshot.logistic_networks:
        ports = [port for port in snapshot.roboports if port.network == network.id]
        points = [point for point in snapshot.logistic_points if point.network == network.id]
        view = _View(snapshot, network, ports, points, data)
        lacking = list(missing_requests(points, off))
        found += _too_large(view)
        found += _requests(view, lacking, flows)
        found += _robots(view, lacking, earlier)
        found += _ports(view)
        found += _storage(view)
        found += _odd_chests(view, off)
        found += _ghosts(view)
        facts += _facts(view, off)
    found += _almost(snapshot)
    if not snapshot.logistic_networks:
        facts.append(fact("fact-logistics-none"))
    return Analysis(numbered(found), tuple(facts), _unknown(snapshot, data), data.label)


class _View:
    """One network with what belongs to it."""

    def __init__(
        self,
        snapshot: Snapshot,
        network: LogisticNetwork,
        ports: list[Roboport],
        points: list[LogisticPoint],
        data: GameData,
    ) -> None:
        self.snapshot = snapshot
        self.network = network
        self.ports = ports
        self.points = points
        self.data = data

    def finding(
        self,
        severity: Severity,
        key: str,
        at: Roboport | LogisticPoint | SnapshotEntity | None,
        evidence: str = "",
        **args: Arg,
    ) -> Finding:
        return Finding(
            id="",
            severity=severity,
            key=key,
            args={"network": self.network.id, **args},
            position=None if at is None else (at.x, at.y),
            surface=self.snapshot.surface.name,
            entity=None if at is None else at.name,
            evidence=(evidence,) if evidence else (),
        )

    def only(self, *modes: str) -> list[LogisticPoint]:
        return [point for point in self.points if point.mode in modes]


def _unknown(snapshot: Snapshot, data: GameData) -> tuple[str, ...]:
    names = {port.name for port in snapshot.roboports} | {point.name for point in snapshot.logistic_points}
    return tuple(sorted(name for name in names if name not in data.entities))


def _requests(view: _View, lacking: list[Missing], flows: dict[str, ProductionFlow]) -> Iterator[Finding]:
    """Yield what is asked and not there, the most wanted first; then what is there and not brought."""
    by_item: dict[Item, list[Missing]] = defaultdict(list)
    for missing in lacking:
        by_item[missing.item].append(missing)
    ordered = sorted(by_item.items(), key=lambda entry: (-sum(each.lacking for each in entry[1]), str(entry[0])))
    for item, every in ordered[:MAX_REQUESTS]:
        absent = [each for each in every if each.supply < each.lacking]
        worst = max(absent or every, key=lambda each: each.lacking)
        args: dict[str, Arg] = {
            "item": _named(item),
            "count": count(sum(each.lacking for each in absent or every)),
            "chests": count(len(absent or every)),
            "supply": count(max(each.supply for each in absent or every)),
            "coming": count(sum(each.coming for each in every)),
            **_elsewhere(view, item),
        }
        evidence = f"wanted {worst.wanted}, held {worst.held}, coming {worst.coming}"
        if not absent:
            yield view.finding(Severity.INFO, "finding-logistics-waiting", worst.point, evidence, **args)
            continue
        if worst.buffered and worst.supply + worst.buffered >= worst.lacking:
            args |= {"buffered": count(worst.buffered)}
            yield view.finding(Severity.WARNING, "finding-logistics-missing-buffered", worst.point, evidence, **args)
            continue
        flow = flows.get(item[0])
        key = "finding-logistics-missing"
        if flow is not None and (flow.made_10m or flow.used_10m):
            key = "finding-logistics-missing-made"
            args |= {"made": per_min(exact(flow.made_10m)), "used": per_min(exact(flow.used_10m))}
        elif "production" in view.snapshot.collected:
            key = "finding-logistics-missing-unmade"
        yield view.finding(Severity.WARNING, key, worst.point, evidence, **args)
    if len(ordered) > MAX_REQUESTS:
        yield view.finding(
            Severity.INFO, "finding-logistics-missing-more", None, count=count(len(ordered) - MAX_REQUESTS)
        )


def _named(item: Item) -> Arg:
    """Return an item's name, with its quality where that is not the normal one."""
    name, quality = item
    if quality in {None, "normal"}:
        return Name("item", name)
    return Formula((Name("item", name), " (", Name("quality", quality or ""), ")"))


def _elsewhere(view: _View, item: Item) -> dict[str, Arg]:
    """Return the other network that holds most of an item: its robots never come here (wiki: Logistic network)."""
    others = [each for each in view.snapshot.logistic_networks if each.id != view.network.id]
    richest = max(others, key=lambda each: count_in(each.contents, item), default=None)
    there = count_in(richest.contents, item) if richest is not None else 0
    known: dict[str, Arg] = {"other": richest.id if richest is not None else 0, "there": count(there)}
    return known | {"elsewhere": "yes" if there else "no"}


def _robots(view: _View, lacking: list[Missing], earlier: Sequence[Snapshot]) -> Iterator[Finding]:
    robots, at = view.network.logistic, next(iter(view.ports), None)
    could = [each for each in lacking if each.supply >= each.lacking]
    if not robots.all and (lacking or view.only("active_provider")):
        yield view.finding(Severity.CRITICAL, "finding-logistics-no-robots", at)
    elif could and not robots.available:
        yield view.finding(
            Severity.WARNING,
            "finding-logistics-few-robots",
            at,
            f"available 0 of {robots.all}",
            robots=count(robots.all),
            waiting=count(len(could)),
        )
    elif robots.all >= IDLE_LEAST and _always_idle(view, earlier):
        yield view.finding(
            Severity.INFO,
            "finding-logistics-many-robots",
            at,
            robots=count(robots.all),
            idle=count(robots.available),
            share=percent(Fraction(robots.available, robots.all)),
        )


def _always_idle(view: _View, earlier: Sequence[Snapshot]) -> bool:
    """Tell whether nearly all robots rest, now and in the earlier snapshots of this network."""
    series = [view.network]
    for older in earlier:
        if older.surface.name == view.snapshot.surface.name:
            series += [network for network in older.logistic_networks if network.id == view.network.id]
    return all(each.logistic.available > IDLE_SHARE * each.logistic.all for each in series)


def _ports(view: _View) -> Iterator[Finding]:
    dark = [port for port in view.ports if port.status in DARK or not port.transmitting]
    if dark:
        yield view.finding(
            Severity.WARNING,
            "finding-logistics-dark-ports",
            dark[0],
            f"status {dark[0].status}",
            count=count(len(dark)),
            total=count(len(view.ports)),
        )
    waiting = sum(port.to_charge for port in view.ports)
    robots = view.network.logistic.all + view.network.construction.all
    if waiting >= QUEUE_LEAST and waiting >= QUEUE_SHARE * robots:
        worst = max(view.ports, key=lambda port: port.to_charge)
        prototype = view.data.entities.get(worst.name)
        pads = prototype.charging_stations if isinstance(prototype, RoboportPrototype) else Fraction(PADS)
        yield view.finding(
            Severity.WARNING,
            "finding-logistics-charging",
            worst,
            f"to_charge {waiting}",
            waiting=count(waiting),
            charging=count(sum(port.charging for port in view.ports)),
            worst=count(worst.to_charge),
            ports=count(math.ceil(waiting / (pads or PADS))),
        )
    for link in weak_links(view.ports):
        yield view.finding(Severity.INFO, "finding-logistics-touching", link.one)


def _storage(view: _View) -> Iterator[Finding]:
    stores = view.only("storage")
    if not stores:
        if view.network.construction.all or view.only("active_provider"):
            yield view.finding(Severity.WARNING, "finding-logistics-no-storage", next(iter(view.ports), None))
        return
    yield from _closed_storage(view, stores)
    free, slots = sum(point.free_slots for point in stores), sum(point.slots for point in stores)
    if slots and free <= STORAGE_LOW * slots:
        key = "finding-logistics-storage-low" if free else "finding-logistics-storage-full"
        yield view.finding(
            Severity.WARNING, key, stores[0], free=count(free), slots=count(slots), chests=count(len(stores))
        )
    wrong = [point for point in stores if point.filter and any(stack.name != point.filter for stack in point.holds)]
    if wrong:
        strangers = Counter(
            {stack.name: stack.count for point in wrong for stack in point.holds if stack.name != point.filter}
        )
        yield view.finding(
            Severity.INFO,
            "finding-logistics-misfiltered",
            wrong[0],
            count=count(len(wrong)),
            filter=Name("item", wrong[0].filter or ""),
            list=most("item", strangers, SHOWN),
        )


def _closed_storage(view: _View, stores: list[LogisticPoint]) -> Iterator[Finding]:
    """Yield that every storage chest has a filter and something is pushed out that fits none (wiki: Storage chest)."""
    filters = {point.filter for point in stores}
    if None in filters:
        return
    pushed: Counter[str] = Counter()
    for point in view.only("active_provider"):
        pushed.update({stack.name: stack.count for stack in point.holds if stack.name not in filters})
    if pushed or view.network.construction.all:
        yield view.finding(
            Severity.WARNING if pushed else Severity.INFO,
            "finding-logistics-no-open-storage",
            stores[0],
            chests=count(len(stores)),
            some="yes" if pushed else "no",
            list=most("item", pushed, SHOWN),
        )


def _odd_chests(view: _View, off: frozenset[int]) -> Iterator[Finding]:
    disabled = [point for point in view.points if point.requests and is_disabled(point, off)]
    if disabled:
        yield view.finding(
            Severity.INFO, "finding-logistics-disabled", disabled[0], "disabled", count=count(len(disabled))
        )


def _too_large(view: _View) -> Iterator[Finding]:
    """Yield requests that no delivery can meet; told before what they lack."""
    for point in view.points:
        request = too_large(point, view.data)
        if request is not None:
            yield view.finding(
                Severity.WARNING,
                "finding-logistics-too-large",
                point,
                item=Name("item", request.name),
                wanted=count(request.count),
                slots=count(point.slots),
                entity=Name("entity", point.name),
            )


def _ghosts(view: _View) -> Iterator[Finding]:
    """Yield what ghosts and module requests within reach of this network's robots want and it does not have."""
    wanted: dict[str, Counter[str]] = defaultdict(Counter)
    first: dict[str, SnapshotEntity] = {}
    for entity in view.snapshot.entities:
        if not (entity.ghost or entity.requests) or not _builds(view.ports, entity):
            continue
        prototype = view.data.entities.get(entity.name)
        needs = [(stack.name, stack.quality, stack.count) for stack in entity.requests]
        if entity.ghost and prototype is not None and prototype.item:
            needs.append((prototype.item, entity.quality, 1))
        for name, quality, number in needs:
            wanted[quality][name] += number
            first.setdefault(quality, entity)
    for quality, counts in sorted(wanted.items(), key=lambda entry: (entry[0] != "normal", entry[0])):
        lacking = {
            name: number - held
            for name, number in counts.items()
            if number > (held := count_in(view.network.contents, (name, quality)))
        }
        if lacking:
            yield view.finding(
                Severity.WARNING,
                "finding-logistics-ghosts" if quality == "normal" else "finding-logistics-ghosts-quality",
                first[quality],
                list=most("item", lacking, SHOWN),
                quality=Name("quality", quality),
            )


def _builds(ports: Sequence[Roboport], entity: SnapshotEntity) -> bool:
    """Tell whether an entity lies in the construction area, a square, of one of these roboports (wiki: Roboport)."""
    return any(max(abs(port.x - entity.x), abs(port.y - entity.y)) <= port.construction_radius for port in ports)


def _almost(snapshot: Snapshot) -> Iterator[Finding]:
    for link in almost_joined(snapshot.roboports)[:SHOWN]:
        yield Finding(
            id="",
            severity=Severity.INFO,
            key="finding-logistics-almost-joined",
            args={
                "network": link.one.network,
                "other": link.other.network,
                "tiles": count(exact(link.gap)),
            },
            position=(link.one.x, link.one.y),
            surface=snapshot.surface.name,
            entity=link.one.name,
        )


def _facts(view: _View, off: frozenset[int]) -> Iterator[Finding]:
    network = view.network
    yield fact(
        "fact-logistics-network",
        network=network.id,
        ports=count(len(view.ports)),
        logistic=count(network.logistic.all),
        idle=count(network.logistic.available),
        construction=count(network.construction.all),
        resting=count(network.construction.available),
    )
    yield from _stocks(network)
    stores = view.only("storage")
    if stores:
        yield fact(
            "fact-logistics-storage",
            network=network.id,
            chests=count(len(stores)),
            free=count(sum(point.free_slots for point in stores)),
            slots=count(sum(point.slots for point in stores)),
            filtered=count(sum(1 for point in stores if point.filter)),
        )
    asking = [point for point in view.points if point.requests]
    if asking:
        kinds = {request.name for point in asking for request in point.requests}
        met = sum(1 for point in asking if _is_met(point))
        yield fact(
            "fact-logistics-requests",
            network=network.id,
            chests=count(len(asking)),
            kinds=count(len(kinds)),
            met=count(met),
            off=count(sum(1 for point in asking if is_disabled(point, off))),
        )
    charging, waiting = sum(port.charging for port in view.ports), sum(port.to_charge for port in view.ports)
    if charging or waiting:
        yield fact("fact-logistics-charging", network=network.id, charging=count(charging), waiting=count(waiting))


def _is_met(point: LogisticPoint) -> bool:
    return all(count_in(point.holds, (each.name, each.quality)) >= each.count for each in point.requests)


def _stocks(network: LogisticNetwork) -> Iterator[Finding]:
    """Yield the largest stocks; what is of a quality by itself, as it serves no wish for the normal one."""
    held: dict[str, Counter[str]] = defaultdict(Counter)
    for stack in network.contents:
        held[stack.quality][stack.name] += stack.count
    for quality, counts in sorted(held.items(), key=lambda entry: (entry[0] != "normal", -entry[1].total(), entry[0])):
        key = "fact-logistics-contents" if quality == "normal" else "fact-logistics-contents-quality"
        listed = most("item", counts, SHOWN)
        yield fact(key, network=network.id, list=listed, quality=Name("quality", quality))
