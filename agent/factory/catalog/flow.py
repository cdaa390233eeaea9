"""How fast a blueprint works: machines, slowed by their inserters, by each other and by the belts at its edge."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from agent.factory.catalog.arms import Arm, Arms
    from agent.factory.catalog.working import Work

ROUNDS = 60
SETTLED = 1e-9
ROUNDED = 10**6
"""Rates that were slowed are floats; their fractions are cut to this denominator."""


@dataclass(slots=True)
class Flow:
    """Shares of full work by machine, and what is short of inserters."""

    share: dict[int, float] = field(default_factory=dict)
    by_hand: set[str] = field(default_factory=set)


def inserter_shares(arms: Arms, work: list[Work]) -> Flow:
    """Let each machine work as fast as its inserters feed and empty it; one without any is served by hand."""
    flow = Flow()
    made_by = {one.number: one for one in work}
    for one in work:
        needs = {item: float(rate) for item, rate in one.takes.items() if item not in one.fluids}
        gives = {item: float(rate) for item, rate in one.makes.items() if item not in one.fluids}
        into, out = arms.into[one.number], arms.out_of[one.number]
        share = 1.0
        if needs:
            able = sum(float(arm.per_min) for arm in into)
            share = min(share, able / sum(needs.values()) if into else 1.0, _narrowest(arms, into, needs, made_by))
            if not into:
                flow.by_hand.add(one.recipe.name)
        if gives:
            able = sum(float(arm.per_min) for arm in out)
            share = min(share, able / sum(gives.values()) if out else 1.0)
            if not out:
                flow.by_hand.add(one.recipe.name)
        flow.share[one.number] = share
    return flow


def _narrowest(arms: Arms, into: list[Arm], needs: Mapping[str, float], made_by: dict[int, Work]) -> float:
    """Return the share that items with inserters of their own allow."""
    able: dict[frozenset[str], float] = defaultdict(float)
    for arm in into:
        found = arms.holding(arm, made_by) & frozenset(needs)
        able[found or arm.lets(frozenset(needs))] += float(arm.per_min)
    share = 1.0
    for group in able:
        served = sum(rate for items, rate in able.items() if items & group)
        own = sum(needs[item] for item in group if all(item not in items for items in able if items != group))
        if own:
            share = min(share, served / own)
    return share


def settle(
    flow: Flow, work: list[Work], brought: Mapping[str, float | None], led_away: Mapping[str, float | None]
) -> None:
    """Slow makers and takers until no item is short and none piles up.

    Args:
        flow: Shares of the machines; changed.
        work: The machines.
        brought: What the edge can bring of an item per minute; None: as much as you like. Missing: nothing.
        led_away: The same for what leaves.
    """
    groups: dict[str, list[Work]] = defaultdict(list)
    takers: dict[str, list[Work]] = defaultdict(list)
    for one in work:
        for item in one.makes:
            groups[item].append(one)
        for item in one.takes:
            takers[item].append(one)
    for _ in range(ROUNDS):
        moved = 0.0
        for item in sorted({*groups, *takers}):
            made = sum(float(one.makes[item]) * flow.share[one.number] for one in groups[item])
            taken = sum(float(one.takes[item]) * flow.share[one.number] for one in takers[item])
            moved = max(moved, _slow(flow, takers[item], taken, _sum(made, brought, item)))
            moved = max(moved, _slow(flow, groups[item], made, _sum(taken, led_away, item)))
        if moved < SETTLED:
            return


def _sum(inside: float, edge: Mapping[str, float | None], item: str) -> float | None:
    more = edge.get(item, 0.0)
    return None if more is None else inside + more


def _slow(flow: Flow, machines: list[Work], rate: float, limit: float | None) -> float:
    if limit is None or rate <= limit * (1 + SETTLED) or not rate:
        return 0.0
    factor = limit / rate
    for one in machines:
        flow.share[one.number] *= factor
    return 1.0 - factor


def balance(flow: Flow, work: list[Work]) -> dict[str, Fraction]:
    """Return production less consumption per minute; exact where nothing is slowed."""
    found: dict[str, Fraction] = defaultdict(Fraction)
    for one in work:
        share = Fraction(flow.share[one.number]).limit_denominator(ROUNDED)
        for item, rate in one.makes.items():
            found[item] += rate * share
        for item, rate in one.takes.items():
            found[item] -= rate * share
    return dict(found)
