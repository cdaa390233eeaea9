"""What the parts of a kind come to over the lists of the facts: thirteen drills for coal, iron and copper together."""

from __future__ import annotations

import re
from itertools import combinations
from typing import TYPE_CHECKING

from agent.assistant.grounding.claims import SHOWN_DIGITS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from fractions import Fraction

    from agent.assistant.grounding.claims import Claim
    from agent.assistant.grounding.place import Place

_MOST_PARTS = 6
_SEVERAL = 2


def is_total(place: Place) -> bool:
    """Tell whether a count or share is the sum of those of its kind: in one list, or over all lists of one sort."""
    figure = place.stated.figure
    names = _named(place)
    if figure.dimension not in {"count", "share"} or not names:
        return False
    value = figure.value
    for listed in place.known.lists.values():
        alike = [claim for claim in listed if claim.subjects & names and claim.dimension == figure.dimension]
        if any(abs(total - value) <= SHOWN_DIGITS * (figure.dimension == "share") for total in _totals(alike)):
            return True
    counts = place.known.counts
    standing = [counts[name] for name in names if name in counts]
    return figure.dimension == "count" and len(standing) >= _SEVERAL and sum(standing) == value


def counts_names(place: Place) -> bool:
    """Tell whether it counts the kinds that the facts name: «двух руд» of iron and copper ore."""
    figure = place.stated.figure
    told = place.counted & place.known.names
    return figure.dimension == "count" and len(told) == figure.value >= _SEVERAL


def _named(place: Place) -> frozenset[str]:
    """Return what is counted, of a share what its clause and those before it name."""
    if place.stated.figure.dimension == "count":
        return place.counted
    return place.sentence_names


def _totals(alike: Sequence[Claim]) -> Iterator[Fraction]:
    """Yield what several parts come to: those of one list, or of lists of one sort."""
    by_list: dict[str, list[Claim]] = {}
    for claim in alike:
        by_list.setdefault(claim.family, []).append(claim)
    for within in (alike, *by_list.values()):
        if len(within) >= _SEVERAL:
            yield sum((claim.value for claim in within), within[0].value * 0)
    if len(alike) <= _MOST_PARTS:
        for size in range(_SEVERAL, len(alike)):
            yield from (sum((claim.value for claim in some), some[0].value * 0) for some in combinations(alike, size))


_SORT = re.compile(r"-(?:locked|estimated|measured|now|later)$")


def sort_of(key: str) -> str:
    """Return the sort of a finding, whatever state what it lists is in."""
    return _SORT.sub("", key)
