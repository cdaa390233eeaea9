"""Emergency rules: what a player must hear at once, before any model is asked.

One table. A rule is a pure function of the snapshot and its threshold; all of them together must stay within a few
milliseconds on the largest snapshot, so each looks at the snapshot's summaries first and at its entities once.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING, Literal

from agent.analysis.findings import Finding, Severity, percent, watts
from agent.analysis.from_snapshot import exact

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from agent.contract import ElectricNetwork, Snapshot

EmergencyId = Literal["network-without-power", "network-brownout"]


@dataclass(frozen=True, slots=True)
class EmergencyRule:
    """One rule of the table; ``threshold`` is in the unit that its text names."""

    id: EmergencyId
    threshold: Fraction
    severity: Severity
    key: str
    detect: Callable[[EmergencyRule, Snapshot], Iterator[Finding]]


def emergencies(snapshot: Snapshot) -> tuple[Finding, ...]:
    """Return every emergency in a snapshot, the gravest first, in the order of the table."""
    found = [finding for rule in EMERGENCY_RULES for finding in rule.detect(rule, snapshot)]
    return tuple(sorted(found, key=lambda finding: -finding.severity.rank))


def _without_power(rule: EmergencyRule, snapshot: Snapshot) -> Iterator[Finding]:
    for network in snapshot.electric_networks:
        satisfaction = _satisfaction(network)
        if _wants_power(network) and satisfaction is not None and satisfaction <= rule.threshold:
            yield _finding(rule, snapshot, network, satisfaction)


def _brownout(rule: EmergencyRule, snapshot: Snapshot) -> Iterator[Finding]:
    dead = EMERGENCY_RULES[0].threshold
    for network in snapshot.electric_networks:
        satisfaction = _satisfaction(network)
        if _wants_power(network) and satisfaction is not None and dead < satisfaction < rule.threshold:
            yield _finding(rule, snapshot, network, satisfaction)


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


def _finding(rule: EmergencyRule, snapshot: Snapshot, network: ElectricNetwork, satisfaction: Fraction) -> Finding:
    """Point at the machine without power that stands first, else at anything in the network."""
    members = [e for e in snapshot.entities if e.network == network.id and not e.ghost]
    hit = [e for e in members if e.status in {"no_power", "low_power"}]
    shown = next(iter(hit or members), None)
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
        surface=snapshot.surface.name,
        entity=shown.name if shown else None,
        evidence=(f"network {network.id} satisfaction {float(satisfaction):.3f}",),
    )


EMERGENCY_RULES = (
    EmergencyRule("network-without-power", Fraction(1, 100), Severity.CRITICAL, "emergency-no-power", _without_power),
    EmergencyRule("network-brownout", Fraction(8, 10), Severity.CRITICAL, "emergency-brownout", _brownout),
)
"""Thresholds are shares of the demand that is met. At 80 % machines crawl at four fifths of their speed and turrets and
inserters with them; below 1 % nothing moves (wiki: Electric system, "Satisfaction")."""
