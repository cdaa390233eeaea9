"""The emergency rules on what the game writes while it is watched: the same table as on snapshots, on sums.

An observation tells no entities; what the rules count there the game has counted already.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.findings import Finding, Name, count, percent
from agent.assistant.emergency import EMERGENCY_RULES
from agent.assistant.emergency_table import Sight
from agent.contract import Area, Position, Snapshot
from agent.contract.snapshot import Character

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from agent.analysis.findings import Arg
    from agent.assistant.emergency_table import EmergencyRule
    from agent.contract import Observation

BY_SUMS = frozenset({"network-without-power", "network-brownout", "accumulators-dry", "nightfall", "health-low"})
"""Rules that look at sums of a snapshot alone, and so find the same in an observation."""


def observed(observation: Observation) -> tuple[Finding, ...]:
    """Return every emergency that an observation shows, the gravest first, in the order of the table."""
    sight = Sight(_as_snapshot(observation), frozenset(observation.solar_panels))
    places = {each.network: (each.position.x, each.position.y) for each in observation.network_places}
    found = [
        _placed(finding, places)
        for rule in EMERGENCY_RULES
        for finding in (rule.detect(rule, sight) if rule.id in BY_SUMS else _counted(rule, observation))
    ]
    return tuple(sorted(found, key=lambda finding: -finding.severity.rank))


def _placed(finding: Finding, places: Mapping[int, tuple[float, float]]) -> Finding:
    """Put what is said of an electric network where the game shows it."""
    network = finding.args.get("network")
    if finding.position is not None or not isinstance(network, int):
        return finding
    return replace(finding, position=places.get(network))


def _as_snapshot(observation: Observation) -> Snapshot:
    here = observation.position
    corner = Position(x=here.x, y=here.y)
    return Snapshot(
        protocol=observation.protocol,
        kind="snapshot",
        id=observation.id,
        session=observation.session,
        tick=observation.tick,
        player=observation.player,
        character=Character(x=here.x, y=here.y, surface=observation.standing_on, health_ratio=observation.health_ratio),
        surface=observation.surface,
        area=Area(left_top=corner, right_bottom=corner),
        selection="entities",
        load_score=0.0,
        entity_count=0,
        entities=(),
        electric_networks=observation.electric_networks,
    )


def _counted(rule: EmergencyRule, observation: Observation) -> Iterator[Finding]:
    """Yield what a rule finds in what the game has counted."""
    attack = observation.attack
    match rule.id:
        case "turrets-empty" if attack is not None and attack.turrets and attack.empty:
            if Fraction(attack.empty, attack.turrets) >= rule.threshold:
                args: dict[str, Arg] = {"count": count(attack.empty), "total": count(attack.turrets)}
                yield _alarm(rule, observation, "", attack.empty_at, **args, enemies=count(attack.enemies))
        case "enemies-close" if attack is not None and attack.enemies >= rule.threshold:
            name = Name("entity", attack.name or "unit")
            yield _alarm(rule, observation, "", attack.position, count=count(attack.enemies), entity=name)
        case "train-deadlock":
            for place, ring in enumerate(observation.locked_trains, 1):
                if ring.trains >= rule.threshold:
                    yield _alarm(rule, observation, str(place), ring.position, count=count(ring.trains))
        case "robots-uncharged":
            for place, ports in enumerate(observation.dark_ports, 1):
                share = Fraction(ports.dark, ports.ports) if ports.ports else Fraction(0)
                if ports.robots and share >= rule.threshold:
                    yield _alarm(
                        rule,
                        observation,
                        str(place),
                        ports.position,
                        network=ports.network,
                        ports=count(ports.dark),
                        share=percent(share),
                        robots=count(ports.robots),
                    )
        case _:
            return


def _alarm(rule: EmergencyRule, observation: Observation, mark: str, at: Position | None, **args: Arg) -> Finding:
    return Finding(
        id=f"{rule.id}-{mark}" if mark else rule.id,
        severity=rule.severity,
        key=rule.key,
        args=args,
        position=None if at is None else (at.x, at.y),
        surface=observation.surface.name,
        evidence=(f"observation {observation.id}",),
    )
