"""What a reply reckons itself: sums, differences, ratios and shares of the numbers that it states beside one another.

A number of several digits that two numbers beside it come to is hardly so by chance: it needs no word that says how it
came about. One digit, or a count that is itself a number of the facts, proves nothing and is held against the words.
"""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from itertools import accumulate, combinations, pairwise
from typing import TYPE_CHECKING

from agent.assistant.grounding import hints
from agent.assistant.grounding.claims import SHOWN_DIGITS, Claim, agrees, derived
from agent.assistant.grounding.contradicted import contradicts
from agent.assistant.grounding.roles import roles_said

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from agent.assistant.grounding.figures import Figure
    from agent.assistant.grounding.place import Place

_PLAIN = frozenset({"count", "rate", "power", "energy", "time", "share"})
_TELLING = 2
"""Digits from which on a number is hardly so by chance."""
_UNSAID = 3
"""The same where one of both numbers is not stated."""
_MOST_SUMMED = 8
_JOINED = re.compile(r"[+−×*/=]\s*$|\s[-–]\s$")
_IN_ALL = re.compile(r"(?:\bthat[’']?s|\bthat is|\bthis is|\bэто|=)\W*$", re.IGNORECASE)
_POINTS = re.compile(r"\W*(?:процентн\w+\W+|percentage\W+|percent\W+)?(?:пункт|points?\b)", re.IGNORECASE)
_JOINS = re.compile(r"\s*[+−×*=]")


def is_reckoned(place: Place) -> bool:
    """Tell whether a number is what numbers of the facts that are stated beside it come to."""
    figure = place.stated.figure
    readings = [each for each in figure.readings if each.dimension in _PLAIN | {"ratio"}]
    if (
        _is_term(place)
        or _is_all(place)
        or _is_converted(place)
        or _is_area(place)
        or _is_of_points(place)
        or any(_is_between_named(place, each) for each in readings)
        or (place.every & hints.DIFFERENCE and any(_is_with_more(place, each, ()) for each in readings))
        or any(each.dimension == "ratio" and _is_used_up(each, place) for each in readings)
    ):
        return True
    if not any(is_telling(each) for each in readings):
        return _is_left(place)
    if any(_is_told(each, place) for each in readings if each.dimension in _PLAIN):
        return False  # It is a number of the facts itself, and held against what it is said to be.
    set_apart = bool(place.every & hints.DIFFERENCE)
    for each in readings:
        if contradicts(place, each) and not (set_apart and each.dimension != "share"):
            continue
        beside = (stated_claims(place, "sentence"), stated_claims(place, "before"), stated_claims(place, "around"))
        if any(
            claim.dimension == each.dimension
            and agrees(each, claim)
            and (claim.kind == "" or group is not beside[2] or place.admits(claim, ()))
            for group in (beside if each.dimension != "count" else beside[:1])
            for claim in _from(place, group)
        ):
            return True
        if _is_from_unsaid(place, each, beside[1]) or _is_with_more(place, each, beside[0]):
            return True
    return _is_structured(place, readings) or _is_sum_of_those_before(place)


def is_telling(figure: Figure, digits: int = _TELLING) -> bool:
    """Tell whether a number has digits enough that it is hardly so by chance."""
    if figure.dimension == "share" and figure.slack > Fraction(1, 100):
        return False  # «Треть» is so of many.
    value = figure.bare if figure.dimension != "ratio" else figure.value
    written = f"{float(abs(value)):.6g}".replace(".", "")
    return len(written.strip("0")) >= digits


def _is_term(place: Place) -> bool:
    """Tell whether it is a term of a sum that is written out, and a number of the facts: «(8 + 18)»."""
    joined = _JOINED.search(place.text_before) or _JOINS.match(place.text_behind)
    return joined is not None and any(_is_told(each, place) for each in place.stated.figure.readings)


def _is_all(place: Place) -> bool:
    """Tell whether parts that are numbers of the facts make up a whole that is stated: «26 robots: 8 and 18»."""
    figure = place.stated.figure
    values = [claim.value for claim in stated_claims(place) if claim.dimension == figure.dimension]
    told = _is_told(figure, place)
    pairs = list(combinations(values, 2))
    if told:  # A part: the other one is told as well.
        return figure.dimension == "count" and any(
            figure.value + one == whole and figure.value and one for pair in pairs for one, whole in (pair, pair[::-1])
        )
    return False


def _is_converted(place: Place) -> bool:
    """Tell whether it is a number beside it in another unit: "600 and 240 per minute, i.e. 10 and 4 per second"."""
    beside = {(claim.dimension, claim.value) for claim in stated_claims(place)}
    return any(each.value != each.bare and ("rate", each.value) in beside for each in _rates(place.stated.figure))


def _is_of_points(place: Place) -> bool:
    """Tell whether it is by how many points a share beside it is off one of the facts: "13 points short of 50 %"."""
    figure = place.stated.figure
    behind = place.sentence.text[figure.end - place.sentence.start :]
    if figure.dimension not in {"count", "share"} or not _POINTS.match(behind):
        return False
    beside = [claim.value for claim in stated_claims(place) if claim.dimension == "share"]
    told = [claim.value for claim in place.known.claims["share"] if not claim.derived]
    return any(abs(abs(one - other) - figure.bare / 100) <= SHOWN_DIGITS for one in beside for other in told)


def _is_area(place: Place) -> bool:
    """Tell whether it is how many tiles a size beside it has: "32 × 7 tiles (224 in all)"."""
    figure = place.stated.figure
    sizes = [each.figure for each in place.sentence.stated if each.figure.dimension == "size"]
    return figure.dimension == "count" and any(figure.value == size.value * size.other for size in sizes)


def _rates(figure: Figure) -> list[Figure]:
    return [each for each in figure.readings if each.dimension == "rate"]


def _is_used_up(figure: Figure, place: Place) -> bool:
    """Tell whether so many of a thing go into one of another, by their rates: "five plates for one steel"."""
    rates = {claim.value for claim in place.known.claims["rate"] if not claim.derived and claim.value}
    return place.stated.figure.dimension == "count" and any(
        abs(max(pair) / min(pair) - figure.value) <= figure.slack for pair in combinations(rates, 2)
    )


def _is_told(figure: Figure, place: Place) -> bool:
    """Tell whether it is a number of the facts as it stands."""
    return any(
        not claim.derived and claim.kind != "tiles" and agrees(replace(figure, bound="", rough=Fraction(0)), claim)
        for claim in place.known.claims[figure.dimension]
    )


def _is_between_named(place: Place, figure: Figure) -> bool:
    """Tell whether it is the ratio of a number beside it and one of what is named: "half as much as of cable"."""
    if figure.dimension != "ratio":
        return False
    named = place.sentence_names | frozenset(name for mention in place.sentence.mentions for name in mention.names)
    told = [
        claim
        for dimension in ("rate", "power", "energy")
        for claim in place.known.claims[dimension]
        if not claim.derived and claim.value and claim.subjects & named
    ]
    return any(
        one.dimension == other.dimension
        and one.value
        and abs(max(one.value, other.value) / min(one.value, other.value) - figure.value) <= figure.slack
        for one in stated_claims(place)
        for other in told
    )


def _is_left(place: Place) -> bool:
    """Tell whether a number of one digit is what two in its sentence leave, or one of them for each of the other.

    Of powers and the like to the digit; of counts where nothing is named that is counted: "so two have to wait".
    """
    figure = place.stated.figure
    goes_on = any(each.text.rstrip().endswith(";") for each in place.around if each.start < place.sentence.start)
    beside = stated_claims(place, "sentence" if figure.dimension == "count" and not goes_on else "before")
    told = any(_is_told(each, place) and each.dimension != "count" for each in figure.readings)
    if told or (figure.dimension == "count" and contradicts(place, figure)):
        return False
    unnamed = figure.dimension == "count" and not place.counted and hints.NO_NOUN.match(place.text_behind) is not None
    if unnamed and hints.ADDED.search(place.sentence.text) and _is_with_those_there(place, beside):
        return True
    for one, other in combinations(beside, 2):
        left = abs(one.value - other.value)
        if one.dimension == other.dimension == figure.dimension:
            if figure.value == left and figure.value and (figure.dimension != "count" or unnamed):
                return True
        elif {one.dimension, other.dimension} == {"count", "rate"} and place.is_apiece:
            count, flow = (one, other) if one.dimension == "count" else (other, one)
            if count.value and flow.value / count.value == figure.value:
                return True
    return False


def _is_with_those_there(place: Place, beside: Sequence[Claim]) -> bool:
    """Tell whether it is how many there are with those that are added: "with five more you'd have six"."""
    there = [
        claim.value
        for claim in place.known.claims["count"]
        if claim.kind == "crew" and not claim.derived and claim.subjects & (place.spoken | place.earlier)
    ]
    added = [claim.value for claim in beside if claim.dimension == "count"]
    return any(place.stated.figure.value == one + more for one in there for more in added)


def _is_from_unsaid(place: Place, figure: Figure, beside: Sequence[Claim]) -> bool:
    """Tell whether a number beside it and one that only the facts tell come to it, where words say which way."""
    if figure.dimension not in {"power", "rate", "energy"} or not is_telling(figure, _UNSAID):
        return False
    told = [each for each in place.known.claims[figure.dimension] if not each.derived and each.value]
    ways = [1] * bool(place.every & hints.SUM) + [-1] * bool(place.every & hints.DIFFERENCE)
    return any(
        agrees(figure, replace(one, value=abs(one.value + way * other.value), slack=other.slack))
        for one in beside
        if one.dimension == figure.dimension
        for other in told
        for way in ways
    )


def _is_with_more(place: Place, figure: Figure, beside: Sequence[Claim]) -> bool:
    """Tell whether it is what a supply comes to with so many more: "with 4 more engines you get 12.6 MW"."""
    if figure.dimension != "power":
        return False
    told = [each for each in place.known.claims["power"] if not each.derived and each.value]
    ones = [each for each in told if each.subjects and each.subjects <= place.spoken | place.sentence_names]
    supply = [each for each in told if "supply" in each.roles]
    counts = [count.value for count in beside if count.dimension == "count"]
    counts += [Fraction(1)] if hints.ONE_MORE.search(place.sentence.text) else []
    demand = [each for each in told if "demand" in each.roles] if place.every & hints.DIFFERENCE else []
    return any(
        agrees(figure, replace(whole, value=whole.value + count * one.value))
        or any(
            agrees(figure, replace(whole, value=whole.value + count * one.value - all_of.value)) for all_of in demand
        )
        for count in counts
        for one in ones
        for whole in supply
    )


def stated_claims(place: Place, where: str = "sentence") -> list[Claim]:
    """Return the numbers stated in the sentence (and those before or around it) that are numbers of the facts."""
    among = {
        "sentence": [place.sentence],
        "before": [each for each in place.around if each.start <= place.sentence.start],
        "around": list(place.around),
    }
    others = (
        other
        for sentence in among[where]
        for other in sentence.stated
        if other.figure is not place.stated.figure
        and not replace(place, stated=other, sentence=sentence).numbers_a_network
    )
    return [
        Claim(other.subjects, each.dimension, each.value)
        for other in others
        for each in other.figure.readings
        if each.dimension in _PLAIN and (_is_told(each, place) or other.figure.start in place.proved)
    ]


def _from(place: Place, group: Sequence[Claim]) -> Iterator[Claim]:
    """Yield what each two numbers of one thing come to: their difference, ratio, share, and sum."""
    for one, other in combinations(group, 2):
        if not one.subjects or not other.subjects or one.subjects & other.subjects:
            for claim in derived([one, other], stated=True):
                flows = claim.dimension in {"power", "energy", "rate"} or claim.dimension == "count"
                yield replace(claim, kind="") if flows and claim.kind == "difference" else claim
    roles = roles_said(place.stated.before, place.stated.after, place.stated.figure.dimension)
    if not roles and not place.every & hints.DIFFERENCE:
        before = [claim for claim in group if claim.dimension == place.stated.figure.dimension]
        yield from (replace(one, value=one.value + other.value) for one, other in pairwise(before))


def _is_structured(place: Place, readings: Sequence[Figure]) -> bool:
    """Tell whether it is what a part that is stated leaves of its whole in one fact: 84 where 85 robots are stated."""
    stated = {(claim.dimension, claim.value) for claim in stated_claims(place, "before")}
    return any(
        claim.parts and agrees(each, claim) and any((claim.dimension, part) in stated for part in claim.parts)
        for each in readings
        for claim in place.known.claims[each.dimension]
    )


def _is_sum_of_those_before(place: Place) -> bool:
    """Tell whether it is what the counts of a list before it come to: "That's 105 items altogether"."""
    figure = place.stated.figure
    if not place.every & hints.SUM and _IN_ALL.search(place.text_before) is None:
        return False
    before = [value for at, value in place.counted_before if at < figure.start][-_MOST_SUMMED:]
    sums = list(accumulate(reversed(before)))
    return figure.dimension == "count" and figure.value in sums[1:]
