"""Emergency rules: what a player must hear at once, before any model is asked.

One table. A rule is a pure function of the snapshot and its threshold; all of them together must stay within a few
milliseconds on the largest snapshot, so each looks at the snapshot's summaries first and at its entities once.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import Finding, Severity, percent, watts
from agent.analysis.from_snapshot import exact
from agent.assistant.alarms import ALARMS
from agent.assistant.emergency_table import EmergencyRule, Sight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.contract import ElectricNetwork, Snapshot


def emergencies(snapshot: Snapshot) -> tuple[Finding, ...]:
    """Return every emergency in a snapshot, the gravest first, in the order of the table."""
    sight = Sight(snapshot)
    found = [finding for rule in EMERGENCY_RULES for finding in rule.detect(rule, sight)]
    return tuple(sorted(found, key=lambda finding: -finding.severity.rank))


def _without_power(rule: EmergencyRule, sight: Sight) -> Iterator[Finding]:
    for network in sight.snapshot.electric_networks:
        satisfaction = _satisfaction(network)
        if _wants_power(network) and satisfaction is not None and satisfaction <= rule.threshold:
            yield _finding(rule, sight, network, satisfaction)


def _brownout(rule: EmergencyRule, sight: Sight) -> Iterator[Finding]:
    dead = EMERGENCY_RULES[0].threshold
    for network in sight.snapshot.electric_networks:
        satisfaction = _satisfaction(network)
        if _wants_power(network) and satisfaction is not None and dead < satisfaction < rule.threshold:
            yield _finding(rule, sight, network, satisfaction)


def _wants_power(network: ElectricNetwork) -> bool:
    return bool(network.demand_w) or network.consumers > 0 or network.no_power > 0 or network.low_power > 0


def _satisfaction(network: ElectricNetwork) -> Fraction | None:
    """Return the share of the demand that is met: as reported, else from supply and demand, else from statuses.

    ``no_power`` is the game's own status for a machine whose network gives nothing, so machines in that status alone
    prove a dead network; ``low_power`` alone proves no share and decides nothing.
    """
    if network.satisfaction is not None:
        return exact(network.satisfaction)
    demand_w = exact(network.demand_w or 0.0)
    if demand_w and network.supply_w is not None:
        return min(exact(network.supply_w) / demand_w, Fraction(1))
    if network.no_power and not network.low_power:
        return Fraction(0)
    return None


def _finding(rule: EmergencyRule, sight: Sight, network: ElectricNetwork, satisfaction: Fraction) -> Finding:
    hit = sight.hit.get(network.id, [])
    shown = hit[0] if hit else sight.member(network.id)
    return Finding(
        id=f"{rule.id}-{network.id}",
        severity=rule.severity,
        key=rule.key,
        args={
            "network": network.id,
            "satisfaction": percent(satisfaction),
            "demand": watts(network.demand_w or 0.0),
            "hit": max(len(hit), network.no_power + network.low_power),
            "estimated": "yes" if network.estimated else "no",
        },
        position=(shown.x, shown.y) if shown else None,
        surface=sight.snapshot.surface.name,
        entity=shown.name if shown else None,
        evidence=(f"network {network.id} satisfaction {float(satisfaction):.3f}",),
    )


EMERGENCY_RULES = (
    EmergencyRule("network-without-power", Fraction(1, 100), Severity.CRITICAL, "emergency-no-power", _without_power),
    EmergencyRule("network-brownout", Fraction(8, 10), Severity.CRITICAL, "emergency-brownout", _brownout),
    *ALARMS,
)
"""Thresholds of the first two are shares of the demand that is met. At 80 % machines crawl at four fifths of their
speed and turrets and inserters with them; below 1 % nothing moves (wiki: Electric system, "Satisfaction")."""
