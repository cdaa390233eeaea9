"""Machine capacity: what the machines of a blueprint could make if belts and inserters were no limit.

An exact linear programme (`agent.factory.requirements.programme`): each recipe works at a share of its machines' speed;
what is made and used inside neither comes in nor leaves, anything else comes in without limit. First the machines that
make products work as much as possible, then as little as possible comes in. A product is what is made and not used
inside; a recipe's own need of its product (Kovarex) counts net. Where everything made is also used, what full work
leaves over is the product, and what it lacks comes in.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.factory.requirements.programme import Programme
from agent.game.quality import item_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from agent.factory.catalog.working import Work

ONE = Fraction(1)
Net = dict[str, Fraction]


@dataclass(slots=True)
class _Group:
    """Machines that turn the same things into the same at the same ratios."""

    work: list[Work] = field(default_factory=list)
    net: Net = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Capacity:
    """Rates per minute of what comes out and what goes in.

    ``products`` are the items, without quality, that the blueprint is for: those of machines that are no guess.
    """

    makes_per_min: Mapping[str, Fraction]
    takes_per_min: Mapping[str, Fraction]
    products: frozenset[str]


def capacity_of(work: Iterable[Work]) -> Capacity:
    """Balance machines; furnaces whose recipe is a guess stand apart, each at full work."""
    groups = _groups(one for one in work if not one.guessed)
    alone = [_Group([one], one.net()) for one in work if one.guessed]
    made = {item for group in groups for item, rate in group.net.items() if rate > 0}
    used = {item for group in groups for item, rate in group.net.items() if rate < 0}
    products = made - used
    inside = made & used
    if not products:
        left = _net((group, ONE) for group in groups)
        products = {item for item in inside if left.get(item, 0) > 0}
        inside -= set(left)
    shares = _balance(groups, products, inside)
    pairs = [*zip(groups, shares, strict=True), *((group, ONE) for group in alone)]
    net = _net(pairs)
    return Capacity(
        {item: rate for item, rate in sorted(net.items()) if rate > 0},
        {item: -rate for item, rate in sorted(net.items()) if rate < 0},
        frozenset(item_of(item) for item in products or {item for group in alone for item in group.net}),
    )


def _groups(work: Iterable[Work]) -> list[_Group]:
    found: dict[object, _Group] = defaultdict(_Group)
    for one in work:
        net = one.net()
        scale = sum(abs(rate) for rate in net.values()) or ONE
        key = one.recipe.name, tuple(sorted((item, rate / scale) for item, rate in net.items()))
        group = found[key]
        group.work.append(one)
        for item, rate in net.items():
            group.net[item] = group.net.get(item, Fraction(0)) + rate
    return list(found.values())


def _balance(groups: list[_Group], products: set[str], inside: set[str]) -> list[Fraction]:
    """Return the share of full work of each group."""
    programme = Programme(levels=2)
    row_of = {item: programme.row(Fraction(0)) for item in sorted(inside)}
    for group in groups:
        limit = programme.row(ONE)
        gain = Fraction(-len(group.work)) if any(group.net.get(item, 0) > 0 for item in products) else Fraction(0)
        comes_in = sum((-rate for item, rate in group.net.items() if rate < 0 and item not in inside), Fraction(0))
        entries = {row_of[item]: rate for item, rate in group.net.items() if item in row_of}
        programme.column({**entries, limit: ONE}, gain, comes_in)
    for place in range(len(groups)):
        programme.column({len(row_of) + place: ONE})
    return programme.solve()[: len(groups)] if groups else []


def _net(pairs: Iterable[tuple[_Group, Fraction]]) -> Net:
    found: Net = defaultdict(Fraction)
    for group, share in pairs:
        for item, rate in group.net.items():
            found[item] += rate * share
    return {item: rate for item, rate in found.items() if rate}
