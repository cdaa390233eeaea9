"""What is made from itself, and what a player must put in by hand before it is."""

from __future__ import annotations

import math
from collections import defaultdict
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.factory.verify.verdict import Start
from agent.factory.verify.workers import STARTING_CRAFTS

if TYPE_CHECKING:
    from agent.factory.verify.crafters import Crafters


def starts(crafters: Crafters, fed: frozenset[str]) -> tuple[Start, ...]:
    """Return what a simulation starts with of what is made from itself: two crafts of it in every machine.

    What comes from outside (``fed``) needs no hand, and what no machine gains is no start of its own: uranium-238 that
    Kovarex enrichment gives back. A recipe of one machine needs one craft at least (wiki: Kovarex enrichment process,
    40 uranium-235; Coal liquefaction, 25 heavy oil).
    """
    loops = cyclic_items(crafters)
    found: dict[str, Fraction] = defaultdict(Fraction)
    for crafter in crafters.by_thing.values():
        needs = {item: need for item, need in crafter.needs.items() if item in loops}
        # Who only takes such a fluid, a cracker, waits for the first that is made.
        needs |= {fluid: need for fluid, need in crafter.fluid_needs.items() if fluid in crafter.fluid_makes}
        for item, need in needs.items():
            if item not in fed and crafters.gained(item):
                found[item] += math.ceil(need * STARTING_CRAFTS)
    return tuple(Start(item, int(amount)) for item, amount in sorted(found.items()))


def cyclic_items(crafters: Crafters) -> frozenset[str]:
    """Return the items that are made, through however many steps, from themselves."""
    after: dict[str, set[str]] = defaultdict(set)
    for crafter in crafters.by_thing.values():
        for item in crafter.needs:
            after[item] |= set(crafter.makes)
    found = set()
    for item, first in after.items():
        seen: set[str] = set()
        waiting = list(first)
        while waiting:
            name = waiting.pop()
            if name not in seen:
                seen.add(name)
                waiting += after.get(name, ())
        if item in seen:
            found.add(item)
    return frozenset(found)
