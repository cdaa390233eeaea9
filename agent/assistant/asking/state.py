"""What a snapshot tells beside what stands and lies there: robots, enemies, time, place, power, research, trains."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import (
    Name,
    Quantity,
    Unit,
    amounts,
    count,
    duration,
    joules,
    most,
    names,
    per_min,
    percent,
    watts,
)
from agent.analysis.from_snapshot import exact
from agent.analysis.power import power_analysis
from agent.analysis.trains import train_analysis
from agent.assistant.asking.holdings import place_of
from agent.assistant.asking.view import told, told_at
from agent.assistant.grounding.words import words
from agent.assistant.overview import networks

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from agent.analysis.findings import Arg, Finding
    from agent.assistant.asking.view import View
    from agent.contract import SnapshotEntity, SnapshotTrain

TICKS_PER_S = 60
S_PER_HOUR = 3600
QUEUE_SHOWN = 6
FLOWS_SHOWN = 5
STUCK_SHOWN = 5
_COUNTED_TRAINS = frozenset({"fact-train-count", "fact-train-none"})


def robots(view: View) -> Iterator[Finding]:
    """Yield the robots of each network."""
    if not view.looked_at("logistic_networks"):
        yield told("chat-unseen-robots")
        return
    found = view.snapshot.logistic_networks
    if not found:
        yield told("chat-robots-none")
    for network in found:
        yield told(
            "chat-robots",
            id=network.id,
            logistic=count(network.logistic.all),
            free=count(network.logistic.available),
            construction=count(network.construction.all),
            resting=count(network.construction.available),
        )


def evolution(view: View) -> Iterator[Finding]:
    """Yield how far the enemy has evolved, and by what."""
    told_of = view.snapshot.evolution
    if told_of is None:
        yield told("chat-unseen-evolution")
        return
    share: dict[str, Arg] = {key: percent(exact(getattr(told_of, key))) for key in ("time", "pollution", "spawners")}
    yield told("chat-evolution", share=percent(exact(told_of.factor)), planet=_surface(view))
    if told_of.time or told_of.pollution or told_of.spawners:
        yield told("chat-evolution-by", **share)


def nests(view: View) -> Iterator[Finding]:
    """Yield the nests in reach, with the nearest."""
    yield from _enemies(view, "chat-nests", {"unit-spawner"})


def enemies(view: View) -> Iterator[Finding]:
    """Yield units, worms and nests in reach."""
    yield from _enemies(view, "chat-enemies", {"unit", "turret", "unit-spawner", "spider-unit", "segmented-unit"})


def _enemies(view: View, key: str, types: set[str]) -> Iterator[Finding]:
    if not view.looked_at("enemies"):
        yield told("chat-unseen-enemies")
        return
    found = [each for each in view.snapshot.enemies if each.type in types]
    if not found:
        yield told(f"{key}-none")
        return
    area = view.snapshot.area
    x = (area.left_top.x + area.right_bottom.x) / 2
    y = (area.left_top.y + area.right_bottom.y) / 2
    nearest = min(found, key=lambda each: (each.x - x) ** 2 + (each.y - y) ** 2)
    away = Fraction(round(((nearest.x - x) ** 2 + (nearest.y - y) ** 2) ** 0.5))
    listed: Counter[str] = Counter()
    for each in found:
        listed[each.name] += each.count
    at = (nearest.x, nearest.y)
    yield told_at(
        view,
        at,
        key,
        count=count(listed.total()),
        list=most("entity", listed),
        away=Quantity(away, Unit.TILE),
        at=place_of(at),
    )


def played(view: View) -> Iterator[Finding]:
    """Yield how long this game has run, by its ticks (wiki, Time: 60 a second)."""
    seconds = Fraction(view.snapshot.tick, TICKS_PER_S)
    hours = Quantity(seconds / S_PER_HOUR, Unit.HOUR)
    time = hours if seconds >= S_PER_HOUR else duration(seconds)
    yield told("chat-played", time=time, ticks=count(view.snapshot.tick))


def daytime(view: View) -> Iterator[Finding]:
    """Yield whether it is day or night, and how long until that changes."""
    surface = view.snapshot.surface
    points = (surface.daytime, surface.ticks_per_day, surface.dusk, surface.evening, surface.morning, surface.dawn)
    if surface.always_day or surface.freeze_daytime:
        yield told("chat-always-day")
        return
    if any(point is None for point in points):
        yield told("chat-unseen-daytime")
        return
    now, day, dusk, evening, morning, dawn = (exact(float(point or 0)) for point in points)
    parts = ((dusk, "day", dusk), (evening, "dusk", evening), (morning, "night", morning), (dawn, "dawn", dawn))
    part, until = next(((name, end) for limit, name, end in parts if now < limit), ("day", 1 + dusk))
    seconds = (until - now) * day / TICKS_PER_S
    yield told(f"chat-daytime-{part}", left=duration(Fraction(round(seconds))))


def planet(view: View) -> Iterator[Finding]:
    """Yield which planet or platform it is."""
    surface = view.snapshot.surface
    if surface.platform or (surface.planet is None and surface.name.startswith("platform")):
        yield told("chat-platform", name=surface.name)
    elif surface.planet is None:
        yield told("chat-surface", name=surface.name)
    else:
        yield told("chat-planet", planet=_surface(view))


def _surface(view: View) -> Name:
    return Name("surface", view.snapshot.surface.planet or view.snapshot.surface.name)


def power(view: View) -> Iterator[Finding]:
    """Yield the state of each electric network, what it lacks, and who takes the most."""
    yield from networks(view.snapshot)
    for network in view.snapshot.electric_networks:
        lacks = (network.demand_w or 0.0) - (network.supply_w or 0.0)
        short = (network.satisfaction or 1.0) < 1 and lacks > 0
        if short:
            yield told("chat-power-lack", id=network.id, lack=watts(exact(lacks)))
        for side in ("use", "make"):
            flows = sorted((f for f in network.flows if f.side == side and f.now_w > 0), key=lambda f: -f.now_w)
            if flows:
                listed = [(Name("entity", f.name), watts(exact(f.now_w))) for f in flows]
                yield told(f"chat-power-{side}", id=network.id, list=amounts(listed, FLOWS_SHOWN))


def research(view: View) -> Iterator[Finding]:
    """Yield what is researched now and what comes next."""
    now = view.snapshot.research
    if now is None:
        yield told("chat-unseen-research")
        return
    if now.current is None:
        yield told("chat-research-none")
    else:
        share = percent(exact(now.progress))
        yield told("chat-research", technology=Name("technology", now.current), share=share)
    rest = [each for each in now.queue if each != now.current]
    if rest:
        yield told("chat-research-queue", list=names("technology", rest, QUEUE_SHOWN))
    if view.snapshot.researched:
        yield told("chat-researched", count=count(len(view.snapshot.researched)))


def technologies(view: View, text: str) -> Iterator[Finding]:
    """Yield of each technology that a text names whether it is researched."""
    spoken = [word.stem for word in words(text)]
    found: dict[str, tuple[int, int]] = {}
    for name in view.data.technologies:
        for spelled in {name, view.localised.get(("technology", name), name)}:
            stems = [word.stem for word in words(spelled)]
            for place in range(len(spoken) - len(stems) + 1):
                if spoken[place : place + len(stems)] == stems:
                    found[name] = (place, place + len(stems))
    for name, (start, end) in sorted(found.items(), key=lambda each: each[1]):
        if any((s, e) != (start, end) and s <= start and end <= e for s, e in found.values()):
            continue  # «automation 2» is not «automation».
        known = name in view.snapshot.researched
        yield told("chat-is-researched" if known else "chat-not-researched", technology=Name("technology", name))


def pollution(view: View) -> Iterator[Finding]:
    """Yield how much pollution lies on the surface and who makes it."""
    snapshot = view.snapshot
    if snapshot.surface.pollution_total is None and not snapshot.pollution:
        yield told("chat-unseen-pollution")
        return
    if snapshot.surface.pollution_total is not None:
        yield told("chat-pollution", amount=count(Fraction(round(snapshot.surface.pollution_total))))
    else:
        held = sum(chunk.amount for chunk in snapshot.pollution)
        yield told("chat-pollution-here", amount=count(Fraction(round(held))), chunks=count(len(snapshot.pollution)))
    made = sorted((f for f in snapshot.production if f.kind == "pollution" and f.made_1m > 0), key=lambda f: -f.made_1m)
    if made:
        listed = [(Name("entity", f.name), per_min(exact(f.made_1m))) for f in made]
        yield told("chat-pollution-by", list=amounts(listed, FLOWS_SHOWN))


def trains(view: View, *, stuck: bool) -> Iterator[Finding]:
    """Yield how many trains there are and which stand against their will, with the reason."""
    if not view.looked_at("trains"):
        yield told("chat-unseen-trains")
        return
    found = train_analysis(view.snapshot, view.earlier, view.data)
    standing = [each for each in found.findings if "train" in each.args or each.key.endswith("deadlock")]
    counted = [fact for fact in found.facts if fact.key in _COUNTED_TRAINS]
    if not stuck:
        yield from counted
        yield from _cars(view)
        return
    yield from standing[:STUCK_SHOWN]
    if not standing:
        if view.snapshot.trains or not counted:
            yield told("chat-trains-none-stuck")
        yield from counted


def _cars(view: View) -> Iterator[Finding]:
    cars: Counter[str] = Counter()
    for each in view.snapshot.trains:
        cars["locomotive"] += each.locomotives + each.backward_locomotives
        cars.update({"cargo-wagon": each.cargo_wagons, "fluid-wagon": each.fluid_wagons})
        cars["artillery-wagon"] += each.artillery_wagons
    if cars.total():
        yield told("chat-train-cars", list=most("entity", +cars))


def trains_without_fuel(view: View) -> Iterator[Finding]:
    """Yield the trains that stand without fuel or burn their last, or that there are none."""
    found = train_analysis(view.snapshot, view.earlier, view.data)
    empty = [each for each in found.findings if each.key in {"finding-train-no-fuel", "finding-train-last-fuel"}]
    yield from empty
    if not empty:
        counted = [] if view.snapshot.trains else [fact for fact in found.facts if fact.key in _COUNTED_TRAINS]
        yield from counted or [told("chat-trains-fuelled")]


def train(view: View, found: SnapshotTrain) -> Iterator[Finding]:
    """Yield where a train is, what it carries, and what keeps it."""
    number = found.current if 0 < found.current <= len(found.stops) else 0
    station = found.stops[number - 1].station if number else None
    args: dict[str, Arg] = {"train": found.id, "bound": "no" if station is None else "yes", "station": station or ""}
    if found.x is not None and found.y is not None:
        at = (found.x, found.y)
        yield told_at(view, at, "chat-train-at", at=place_of(at), **args)
    cargo = Counter({stack.name: stack.count for stack in found.cargo})
    cargo.update({name: round(amount) for name, amount in found.fluids.items()})
    if cargo:
        yield told("chat-train-carries", train=found.id, list=most("item", cargo))
    every = train_analysis(view.snapshot, view.earlier, view.data).findings
    yield from (each for each in every if each.args.get("train") == found.id)


def charge(view: View, entities: Sequence[SnapshotEntity]) -> Iterator[Finding]:
    """Yield how much energy accumulators hold: of each network where it is told, else of those that stand here."""
    facts = power_analysis(view.snapshot, view.earlier, view.data).facts
    stores = [fact for fact in facts if fact.key.startswith("fact-power-stored")]
    yield from stores
    if stores:
        return
    held = sum((exact(each.energy_j or 0.0) for each in entities if not each.ghost), Fraction(0))
    room = sum((exact(each.energy_max_j or 0.0) for each in entities if not each.ghost), Fraction(0))
    if room:
        yield told("chat-charge-here", share=percent(held / room), stored=joules(held), room=joules(room))
    else:
        yield told("chat-charge-unknown")


def stations(view: View) -> Iterator[Finding]:
    """Yield how many stations there are, by name."""
    if not view.looked_at("train_stops"):
        yield told("chat-unseen-trains")
        return
    named = Counter(stop.station for stop in view.snapshot.train_stops)
    yield told("chat-stations", count=count(named.total()), names=count(len(named)))
    for name, number in named.most_common(FLOWS_SHOWN):
        yield told("chat-station", name=name, count=count(number))


def production(view: View, name: str) -> Iterator[Finding]:
    """Yield what the whole surface made and used of a thing in the last minute, by the game's statistics."""
    for flow in view.snapshot.production:
        if flow.name == name and flow.kind != "pollution":
            made, spent = per_min(exact(flow.made_1m)), per_min(exact(flow.used_1m))
            yield told("chat-production", item=Name("item", name), made=made, used=spent)


def area(view: View) -> Iterator[Finding]:
    """Yield the size of the area."""
    yield from (fact for fact in view.analysis.facts if fact.key == "overview-area")


def self_(view: View) -> Iterator[Finding]:
    """Yield where the player stands."""
    body = view.snapshot.character
    if body is None:
        yield told("chat-unseen-self")
    else:
        yield told("chat-self", at=place_of((body.x, body.y)))


def health(view: View) -> Iterator[Finding]:
    """Yield how much of the player's health is left."""
    body = view.snapshot.character
    if body is None or body.health_ratio is None:
        yield told("chat-unseen-health")
    else:
        yield told("chat-health", share=percent(exact(body.health_ratio)))


def ghosts(view: View) -> Iterator[Finding]:
    """Yield what is only planned."""
    yield from _listed(view, "chat-planned", [each.name for each in view.snapshot.entities if each.ghost])


def marked(view: View) -> Iterator[Finding]:
    """Yield what is marked to be taken down."""
    yield from _listed(view, "chat-marked", [each.name for each in view.snapshot.entities if each.deconstruct])


def _listed(view: View, key: str, found: Sequence[str]) -> Iterator[Finding]:
    if found:
        yield told(key, list=most("entity", Counter(found)))
    else:
        unseen = view.snapshot.selection == "entities"
        yield told(f"{key}-unseen" if unseen else f"{key}-none")


TOPICS: dict[str, Callable[[View], Iterator[Finding]]] = {
    "robots": robots,
    "evolution": evolution,
    "nests": nests,
    "enemies": enemies,
    "played": played,
    "daytime": daytime,
    "planet": planet,
    "power": power,
    "research": research,
    "pollution": pollution,
    "area": area,
    "self": self_,
    "health": health,
    "ghosts": ghosts,
    "marked": marked,
}
"""What a topic of the table of phrases is answered with."""
