"""Numbers that one step of arithmetic leads to from two that are proved: by their units it can be no other step.

A reply may reckon without saying so. What it states beside a number and what the facts hold is tried with every
operation whose units come out right; small numbers come out of too many, so that one needs two digits.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from itertools import combinations
from typing import TYPE_CHECKING

from agent.assistant.grounding import hints
from agent.assistant.grounding.claims import Claim, agrees
from agent.assistant.grounding.contradicted import contradicts
from agent.assistant.grounding.reckoned import is_telling, stated_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from agent.assistant.grounding.figures import Figure
    from agent.assistant.grounding.place import Place

_MEASURED = frozenset({"count", "rate", "power", "energy", "time", "share", "ratio"})
_PER = {"time": "rate", "rate": "time"}
"""So many in a time come at a rate, so many at a rate last a time."""
_FLOWS = frozenset({"power", "energy", "rate"})
_MOST_TIMES = 12
_SURE = 3
"""Digits from which on the numbers may stand in the sentences before."""
_FEW = 20
"""Counts below this come to a share of almost any other."""
_AS_SAID = Fraction(1, 100)
"""What is half of a number beside it is so to the digit."""


def is_one_step_away(place: Place) -> bool:
    """Tell whether a number follows in one step from two that stand beside it, or from one of them and a fact."""
    within = [claim for claim in stated_claims(place, "sentence") if claim.value]
    stated = [claim for claim in stated_claims(place, "before") if claim.value]
    stated += [
        Claim(frozenset(), "time", seconds) for seconds, said in hints.WHILES if said.search(place.sentence.text)
    ]
    within += stated[-1:] if stated and stated[-1].dimension == "time" else []
    cued = bool(place.every & (hints.DIFFERENCE | hints.SUM)) or hints.RECKONED.search(place.sentence.text) is not None
    for each in place.stated.figure.readings:
        if each.dimension not in _MEASURED or contradicts(place, each):
            continue
        figure = replace(each, bound="" if each.bound == "under" else each.bound)
        beside = stated if cued or is_telling(figure, _SURE) else within
        becomes = hints.BECOMES.search(place.text_before) is not None
        beside = stated if becomes else beside
        if each.bound == "about" and each.dimension in _FLOWS and place.every & hints.DIFFERENCE:
            beside, becomes = within, True  # "About 500 kW more than" is a difference of those beside it.
        if any(_leads_to(figure, one, other, becomes=becomes) for one, other in combinations(beside, 2)):
            return True
        if (
            _lasts(figure, place, within)
            or _is_made_by_formula(figure, place, stated)
            or _is_rest_of_stated(figure, place)
            or _is_part_of_told(figure, place)
            or _is_times_told(figure, place, stated)
        ):
            return True
    return False


def _leads_to(figure: Figure, one: Claim, other: Claim, *, becomes: bool = False) -> bool:
    """Tell whether two numbers come to a figure; few digits prove it only where the unit is neither's."""
    apart = figure.dimension not in {one.dimension, other.dimension} and figure.dimension not in {"share", "ratio"}
    return (is_telling(figure) or apart or (becomes and one.dimension == other.dimension)) and any(
        dimension == figure.dimension and agrees(figure, Claim(frozenset(), figure.dimension, value))
        for dimension, value in _steps(one, other)
    )


def _steps(one: Claim, other: Claim) -> Iterator[tuple[str, Fraction]]:
    """Yield what two numbers other than zero come to, with the dimension that it has."""
    a, b = one.value, other.value
    if one.dimension == other.dimension:
        yield one.dimension, abs(a - b)
        if one.dimension != "share":
            low, high = sorted((a, b))
            yield one.dimension, a + b
            yield from (("ratio", high / low), ("share", low / high), ("share", high / low), ("share", 1 - low / high))
        if one.dimension == "count":
            yield from (("count", a * b), ("count", max(a, b) / min(a, b)))
        return
    by = {one.dimension: a, other.dimension: b}
    if "count" in by:
        count, (measured, value) = by.pop("count"), next(iter(by.items()))
        yield from ((measured, value * count), (measured, value / count))
        if measured in _PER:
            yield _PER[measured], 60 * count / value
    elif "share" in by:
        share, (measured, value) = by.pop("share"), next(iter(by.items()))
        yield from ((measured, value * share), (measured, value * (1 - share)))
    elif by.keys() == {"power", "time"}:
        yield "energy", by["power"] * by["time"]
    elif by.keys() == {"energy", "power"}:
        yield "time", by["energy"] / by["power"]
    elif by.keys() == {"rate", "time"}:
        yield "count", by["rate"] * by["time"] / 60


def _is_part_of_told(figure: Figure, place: Place) -> bool:
    """Tell whether it is the ratio or share of a number beside it and one of the facts: "half of the 360 a minute"."""
    if figure.dimension not in {"share", "ratio"}:
        return False
    figure = replace(figure, slack=min(figure.slack, _AS_SAID))
    for one in stated_claims(place, "sentence"):
        for other in place.known.claims[one.dimension]:
            if not one.value or not other.value or other.derived or one.dimension in {"share", "ratio"}:
                continue
            if not _is_of_its_kind(one, other, place):
                continue
            low, high = sorted((one.value, other.value))
            if one.dimension == "count" and low < _FEW:
                continue
            values = (high / low,) if figure.dimension == "ratio" else (low / high, 1 - low / high)
            if any(agrees(figure, Claim(frozenset(), figure.dimension, value)) for value in values):
                return True
    return False


def _lasts(figure: Figure, place: Place, within: list[Claim]) -> bool:
    """Tell whether so long a stock beside it lasts at a rate of the facts of the same thing."""
    if figure.dimension != "time" or not is_telling(figure):
        return False
    stocks = [claim for claim in within if claim.dimension == "count" and claim.value >= _FEW]
    rates = [claim for claim in place.known.claims["rate"] if claim.value and not claim.derived]
    return any(
        rate.subjects & (stock.subjects | place.spoken) and abs(60 * stock.value / rate.value - figure.value) <= slack
        for slack in (max(figure.slack, figure.rough),)
        for stock in stocks
        for rate in rates
    )


def _is_made_by_formula(figure: Figure, place: Place, stated: list[Claim]) -> bool:
    """Tell whether it is what a formula would make of a number beside it: "with 249 it would be 498"."""
    if figure.dimension != "count" or not place.every & hints.HYPOTHETICAL or not is_telling(figure):
        return False
    factors = {value for compared in place.known.signals.values() for _, value in compared if value > 1}
    counts = [claim.value for claim in stated if claim.dimension == "count"]
    return any(figure.value == count * factor for count in counts for factor in factors)


def _is_rest_of_stated(figure: Figure, place: Place) -> bool:
    """Tell whether it is what a number of the facts leaves of the whole behind it: "280 of its 300"."""
    if not place.is_part or figure.dimension != "count" or not is_telling(figure):
        return False
    whole = next(each.figure for each in place.sentence.stated if each.figure.start >= place.stated.figure.stop)
    rest = whole.value - figure.value
    return any(not claim.derived and claim.value == rest for claim in place.known.claims["count"])


def _is_of_its_kind(one: Claim, other: Claim, place: Place) -> bool:
    """Tell whether a fact's number may be set against a stated one: it is of the same things, or of none."""
    about = one.subjects | place.sentence_names
    return bool(other.subjects & about)


def _is_times_told(figure: Figure, place: Place, stated: list[Claim]) -> bool:
    """Tell whether so many of what is told once come to it: "two such waves would take 942 magazines"."""
    if not is_telling(figure) or hints.SUCH.search(place.sentence.text) is None:
        return False
    counts = [claim.value for claim in stated if claim.dimension == "count" and 1 < claim.value <= _MOST_TIMES]
    counts += [each.figure.value for each in place.sentence.stated if 1 < each.figure.value <= _MOST_TIMES]
    told = [claim for claim in place.known.claims[figure.dimension] if not claim.derived]
    return any(agrees(figure, replace(claim, value=claim.value * count)) for count in counts for claim in told)
