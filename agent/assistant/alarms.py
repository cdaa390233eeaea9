"""Emergencies beyond a network's satisfaction: stores that run dry, nightfall, enemies, trains, robots.

A snapshot of an older mod lacks what some of these look at: what was not told raises no alarm.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.combat.firepower import AMMO_INVENTORIES
from agent.analysis.findings import Finding, Name, Severity, count, duration, joules, percent, watts
from agent.analysis.from_snapshot import exact
from agent.analysis.power.grid import day_of
from agent.analysis.trains.standing import deadlocks
from agent.assistant.emergency_table import EmergencyRule, Sight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.analysis.findings import Arg
    from agent.contract import Area, ElectricNetwork, Enemies

UNITS = frozenset({"unit", "spider-unit", "segmented-unit"})
AT_THE_DOOR_TILES = 50.0
"""A biter runs so far in about four seconds (wiki, Enemies: 0.2 tiles a tick)."""
NIGHT_SOON_S = 60


def _alarm(
    rule: EmergencyRule, sight: Sight, where: tuple[float, float] | None, mark: str, evidence: str, **args: Arg
) -> Finding:
    return Finding(
        id=f"{rule.id}-{mark}" if mark else rule.id,
        severity=rule.severity,
        key=rule.key,
        args=args,
        position=where,
        surface=sight.snapshot.surface.name,
        evidence=(evidence,),
    )


def _drain_w(network: ElectricNetwork) -> Fraction:
    """Return what accumulators add: demand that is met and not made."""
    met = exact(network.demand_w or 0.0) * (1 if network.satisfaction is None else exact(network.satisfaction))
    return max(met - exact(network.supply_w or 0.0), Fraction(0))


def _running_dry(rule: EmergencyRule, sight: Sight) -> Iterator[Finding]:
    for network in sight.snapshot.electric_networks:
        drain = _drain_w(network)
        if drain and network.stored_j and exact(network.stored_j) / drain < rule.threshold:
            at = sight.member(network.id)
            yield _alarm(
                rule,
                sight,
                (at.x, at.y) if at else None,
                str(network.id),
                f"{network.stored_j:.0f} J at {float(drain):.0f} W",
                network=network.id,
                stored=joules(network.stored_j),
                left=duration(exact(network.stored_j) / drain),
            )


def _nightfall(rule: EmergencyRule, sight: Sight) -> Iterator[Finding]:
    """Yield networks that live on the sun and hold less than a part of what the coming night takes."""
    surface = sight.snapshot.surface
    day = day_of(surface)
    if day is None or day.always or surface.freeze_daytime or surface.daytime is None:
        return
    time = exact(surface.daytime)
    if not day.dusk <= time <= day.morning and day.seconds_to_night(time) > NIGHT_SOON_S:
        return
    dark_s = ((day.morning - max(time, day.evening)) % 1) * Fraction(day.ticks, 60)
    for network in sight.snapshot.electric_networks:
        made = {flow.name: exact(flow.ten_minutes_w) for flow in network.flows if flow.side == "make"}
        other = sum((power for name, power in made.items() if name not in sight.panels), Fraction(0))
        by_sun = exact(network.demand_w or 0.0) - other
        if not sight.panels & made.keys() or by_sun <= 0:
            continue
        needed = by_sun * dark_s
        if exact(network.stored_j) < rule.threshold * needed:
            at = sight.member(network.id)
            yield _alarm(
                rule,
                sight,
                (at.x, at.y) if at else None,
                str(network.id),
                f"daytime {float(time):.3f}",
                network=network.id,
                needed=joules(needed),
                stored=joules(network.stored_j),
                power=watts(by_sun),
            )


def _distance(enemy: Enemies, area: Area) -> float:
    """Return the distance of an enemy to the area's edge; 0 inside."""
    across = max(area.left_top.x - enemy.x, 0.0, enemy.x - area.right_bottom.x)
    down = max(area.left_top.y - enemy.y, 0.0, enemy.y - area.right_bottom.y)
    return max(across, down)


def _near(sight: Sight) -> list[Enemies]:
    area = sight.snapshot.area
    return [
        enemy for enemy in sight.snapshot.enemies if enemy.type in UNITS and _distance(enemy, area) <= AT_THE_DOOR_TILES
    ]


def _turrets_empty(rule: EmergencyRule, sight: Sight) -> Iterator[Finding]:
    near = _near(sight)
    if not near:
        return
    turrets = sight.of_type("ammo-turret", "artillery-turret")
    empty = [
        turret
        for turret in turrets
        if not any(inv.items for inv in turret.inventories if inv.inventory in AMMO_INVENTORIES)
    ]
    if turrets and Fraction(len(empty), len(turrets)) >= rule.threshold:
        yield _alarm(
            rule,
            sight,
            (empty[0].x, empty[0].y),
            "",
            f"{len(empty)} of {len(turrets)} turrets",
            count=count(len(empty)),
            total=count(len(turrets)),
            enemies=count(sum(enemy.count for enemy in near)),
        )


def _enemies_close(rule: EmergencyRule, sight: Sight) -> Iterator[Finding]:
    near = _near(sight)
    number = sum(enemy.count for enemy in near)
    if number >= rule.threshold:
        most = max(near, key=lambda enemy: enemy.count)
        yield _alarm(
            rule, sight, (most.x, most.y), "", f"{number} units", count=count(number), entity=Name("entity", most.name)
        )


def _health_low(rule: EmergencyRule, sight: Sight) -> Iterator[Finding]:
    """Yield the player's own danger; it is where he stands, which may be another surface than the one selected."""
    who = sight.snapshot.character
    if who is None or who.health_ratio is None or exact(who.health_ratio) >= rule.threshold:
        return
    near = sum(enemy.count for enemy in _near(sight))
    left = percent(exact(who.health_ratio))
    alarm = _alarm(rule, sight, (who.x, who.y), "", f"health {who.health_ratio:.2f}", left=left, enemies=count(near))
    yield replace(alarm, surface=who.surface)


def _deadlock(rule: EmergencyRule, sight: Sight) -> Iterator[Finding]:
    if sum(train.state == "wait_signal" for train in sight.snapshot.trains) < rule.threshold:
        return
    for place, ring in enumerate(deadlocks(sight.snapshot), 1):
        if len(ring) >= rule.threshold:
            yield _alarm(
                rule,
                sight,
                ring[0].signal_at,
                str(place),
                "trains " + ", ".join(str(train.id) for train in ring),
                count=count(len(ring)),
            )


def _robots_uncharged(rule: EmergencyRule, sight: Sight) -> Iterator[Finding]:
    for network in sight.snapshot.logistic_networks:
        ports = [port for port in sight.snapshot.roboports if port.network == network.id]
        robots = network.logistic.all + network.construction.all
        dark = [port for port in ports if not port.transmitting or port.status in {"no_power", "low_power"}]
        if robots and ports and Fraction(len(dark), len(ports)) >= rule.threshold:
            yield _alarm(
                rule,
                sight,
                (dark[0].x, dark[0].y),
                str(network.id),
                f"{len(dark)} of {len(ports)} roboports",
                network=network.id,
                ports=count(len(dark)),
                share=percent(Fraction(len(dark), len(ports))),
                robots=count(robots),
            )


ALARMS = (
    EmergencyRule("accumulators-dry", Fraction(120), Severity.CRITICAL, "emergency-dry", _running_dry),
    EmergencyRule("nightfall", Fraction(1, 2), Severity.CRITICAL, "emergency-night", _nightfall),
    EmergencyRule("turrets-empty", Fraction(1, 4), Severity.CRITICAL, "emergency-turrets", _turrets_empty),
    EmergencyRule("enemies-close", Fraction(10), Severity.CRITICAL, "emergency-enemies", _enemies_close),
    EmergencyRule("health-low", Fraction(3, 10), Severity.CRITICAL, "emergency-health", _health_low),
    EmergencyRule("train-deadlock", Fraction(2), Severity.CRITICAL, "emergency-deadlock", _deadlock),
    EmergencyRule("robots-uncharged", Fraction(1, 2), Severity.CRITICAL, "emergency-robots", _robots_uncharged),
)
"""Thresholds in turn: seconds left; part of a night's energy that is stored; part of the turrets that are empty while
enemies are near; units within fifty tiles; part of the health that is left (of 250 these
are 75, and one bite of a big biter takes 90: wiki, Enemies); trains in a ring; part of the roboports without power."""
