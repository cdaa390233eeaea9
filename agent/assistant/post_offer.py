"""The blueprint of the defence mode: a post of turrets behind a wall where nothing covers the base, or too little."""

from __future__ import annotations

import math
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.analysis.combat.choice import choose_turrets, first_technology
from agent.analysis.combat.firepower import SLOW_KILL_S
from agent.analysis.combat.waves import whole_number
from agent.analysis.defence import SIDES, units_to_stop
from agent.analysis.findings import Quantity, duration, watts
from agent.assistant.free_space import free_place
from agent.assistant.offers import lacking
from agent.assistant.overview import stored_items
from agent.assistant.question import BlueprintOffer
from agent.contract import Position, Required, Size
from agent.errors import AgentError
from agent.factory.post import PostOrder, prove_post
from agent.factory.propose import lock_of
from agent.game.geometry import EAST, NORTH, SOUTH, WEST

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.analysis.combat.choice import Choice
    from agent.analysis.findings import Finding
    from agent.assistant.case import Case
    from agent.contract import Snapshot
    from agent.factory.post import ProvenPost

CURED_BY_POST = ("finding-defence-hole", "finding-defence-slow")
POLES = ("medium-electric-pole", "small-electric-pole")
AHEAD_TILES = 8
"""How far before what it protects a post is wanted, towards the nest."""
CHECKS = ("import", "overlap", "power")


def post_offer(case: Case, findings: Sequence[Finding]) -> tuple[BlueprintOffer | None, list[str]]:
    """Return a post for the gravest weak point and its lines; a refusal is a line too."""
    snapshot, analyst, text = case.question.snapshot, case.analyst, case.analyst.catalogue.text
    weak = _weakest(findings)
    if snapshot is None or weak is None or weak.position is None:
        return None, []
    units = units_to_stop(snapshot, case.data)
    if not units:
        return None, []
    choice = choose_turrets(snapshot, units, case.data)
    if choice is None:
        technology = first_technology(snapshot, case.data)
        if technology is not None:
            return None, [text("offer-post-unresearched", technology=analyst.name("technology", technology))]
        listed = ", ".join(analyst.name("entity", unit) for unit in sorted(units))
        return None, [text("offer-post-none", list=listed)]
    facing, ahead = _towards(_bearing(snapshot, weak), weak.position)
    order = PostOrder(choice.turret, choice.number, choice.ammo, _pole(case), facing=facing)
    try:
        proven = prove_post(order, case.data, snapshot.researched)
    except AgentError as error:
        reason, step = analyst.reason(error)
        return None, [text("offer-refused", reason=reason, next=step)]
    offer = _offer(case, snapshot, proven, choice, weak.position, ahead)
    return offer, _lines(case, proven, choice, units, offer)


def _weakest(findings: Sequence[Finding]) -> Finding | None:
    """Return the hole that is nearest to its nest, else the place where turrets are too few."""
    for key in CURED_BY_POST:
        fitting = [finding for finding in findings if finding.key == key and finding.position is not None]
        if fitting:
            return min(fitting, key=_distance)
    return None


def _distance(finding: Finding) -> float:
    told = finding.args.get("distance")
    return float(told.value) if isinstance(told, Quantity) else 0.0


def _bearing(snapshot: Snapshot, weak: Finding) -> float:
    """Return the angle from east, clockwise, at which the enemies of a weak point live."""
    side = weak.args.get("side")
    if isinstance(side, str) and side in SIDES:
        return SIDES.index(side) * 2 * math.pi / len(SIDES)
    x, y = weak.position or (0.0, 0.0)
    nests = (enemy for enemy in snapshot.enemies if enemy.type == "unit-spawner")
    nest = min(nests, key=lambda enemy: math.hypot(enemy.x - x, enemy.y - y))
    return math.atan2(nest.y - y, nest.x - x)


def _pole(case: Case) -> str:
    """Return the widest pole that is researched, else the one that is there from the start."""
    snapshot = case.question.snapshot
    known = [name for name in POLES if name in case.data.entities]
    ready = [n for n in known if (lock := lock_of(n, case.data)) is None or (snapshot and lock in snapshot.researched)]
    return (ready or known[::-1])[0]


def _towards(bearing: float, place: tuple[float, float]) -> tuple[int, tuple[float, float]]:
    """Return the main direction nearest to a bearing, and a point ahead of a place that way."""
    across, down = math.cos(bearing), math.sin(bearing)
    sideways, lengthways = EAST if across >= 0 else WEST, SOUTH if down >= 0 else NORTH
    facing = sideways if abs(across) >= abs(down) else lengthways
    return facing, (place[0] + across * AHEAD_TILES, place[1] + down * AHEAD_TILES)


def _offer(
    case: Case,
    snapshot: Snapshot,
    proven: ProvenPost,
    choice: Choice,
    guarded: tuple[float, float],
    ahead: tuple[float, float],
) -> BlueprintOffer:
    post, text = proven.post, case.analyst.catalogue.text
    stock = stored_items(snapshot)
    place = free_place(snapshot, case.data, post.width, post.height, near=ahead)
    if place is not None and math.hypot(place[0] - guarded[0], place[1] - guarded[1]) > choice.gun.range:
        place = None  # From there it would not cover what it is for.
    checks = (*CHECKS, "ammunition") if choice.ammo is not None else CHECKS
    turret = case.analyst.name("entity", choice.turret)
    return BlueprintOffer(
        label=text("offer-post-label", turret=turret, count=choice.number),
        string=proven.string,
        entity_count=len(post.blueprint.entities),
        size=Size(width=post.width, height=post.height),
        position=None if place is None else Position(x=place[0], y=place[1]),
        surface=snapshot.surface.name,
        required=tuple(
            Required(name=name, count=number, have=stock[name]) for name, number in sorted(post.required.items())
        ),
        missing_research=proven.missing_research,
        promised=(),
        power_w=float(post.power_w),
        verified_by=tuple(text(f"check-{name}") for name in checks),
    )


def _lines(
    case: Case, proven: ProvenPost, choice: Choice, units: dict[str, Fraction], offer: BlueprintOffer
) -> list[str]:
    analyst, text, post = case.analyst, case.analyst.catalogue.text, proven.post
    lines = [
        text(
            "offer-post",
            turret=analyst.name("entity", choice.turret),
            count=choice.number,
            width=post.width,
            height=post.height,
            facing=proven.order.facing,
            size=whole_number(sum(units.values(), Fraction(0))),
            time=analyst.quantity(duration(choice.seconds)),
        )
    ]
    if choice.seconds > SLOW_KILL_S:
        lines.append(text("offer-post-slow", posts=math.ceil(choice.seconds / SLOW_KILL_S)))
    if choice.ammo is not None:
        lines.append(text("offer-post-ammo", ammo=analyst.name("item", choice.ammo)))
    if post.power_w:
        lines.append(text("offer-post-power", power=analyst.quantity(watts(post.power_w))))
    if offer.position is None:
        lines.append(text("offer-post-far"))
    return [*lines, *lacking(offer, analyst)]
