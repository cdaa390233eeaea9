"""What follows from the numbers that a reply states beside one another: sums, parts, differences, ratios, products."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.assistant.grounding.claims import Claim, agrees, derived
from agent.assistant.grounding.contradicted import contradicts, is_strict
from agent.assistant.grounding.words import vocabulary

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from agent.assistant.grounding.figures import Figure
    from agent.assistant.grounding.place import Place

    Fits = Callable[[Figure, Place], bool]

_SUM, _EQUAL = vocabulary("sum"), vocabulary("equal")
_APIECE = re.compile(r"\b(?:of|по)\s+\d|\b(?:each|apiece|кажд\w+)\b|\d\s?[×x]\s?\d", re.IGNORECASE)
_FLOWS = frozenset({"power", "rate", "energy"})
_PARTED = re.compile(r"(?:\s+[^\W\d_]+){0,3}\s*[:(—]")
_ONE = re.compile(r"\b(?:од(?:ин|на|но|ного|ной|ну)|one)\b", re.IGNORECASE)
_COMES_TO = re.compile(
    r"(?:[—–=:]|\s-|\bi\.e\.|\bthat is|\bso|\bor|\bmaking|\bmakes|\bgives|\bwhich is|\bgiving|\btotal(?:ling|ing)?"
    r"|\bто есть|\bт\.\s?е\.|\bитого|\bвместе|\bвсего|\bзначит|\bэто|\bв сумме|\bвыйдет|\bполучится|\bдаст)"
    r"\W*(?:about|around|roughly|около|примерно|почти|all|еще|ещё)?\W*$",
    re.IGNORECASE,
)
"""What stands between parts and the number that they come to."""


def follows(figure: Figure, place: Place, fits: Fits) -> bool:
    """Tell whether a number follows from two that are stated beside it and are borne out themselves."""
    if is_strict(place) and contradicts(place, figure):
        return False
    group = [
        claim
        for sentence in place.around
        for other in sentence.stated
        if other.figure is not place.stated.figure
        for claim in _stated_claims(replace(place, stated=other, sentence=sentence), fits)
    ]
    parted = _PARTED.match(place.text_behind) is not None
    if parted:  # «Сетей три: две красные и одна зелёная».
        group += [Claim(frozenset(), "count", Fraction(1))] * len(_ONE.findall(place.sentence.text))
    group += list(_each_of(place))
    following = [
        *(claim for claim in derived(group, stated=True) if _are_akin(claim, place, group)),
        *_times_of(place, fits),
        *(_sums(group) if parted or place.every & _SUM else _products(group)),
        *_comes_to(place, fits),
        *_left_of(place, fits),
    ]
    return any(
        claim.dimension == figure.dimension
        and agrees(figure, claim)
        and (not claim.subjects or not place.stated.subjects or claim.subjects & place.stated.subjects)
        and place.admits(claim, ())
        for claim in following
    )


def multiplies(place: Place) -> bool:
    """Tell whether so many of a thing come to the flow beside them, by what one gives: "three would give 2.7 MW"."""
    figure, every = place.stated.figure, place.sentence.stated
    if is_strict(place) and contradicts(place, figure):
        return False
    ones = [
        claim
        for claim in place.known.claims["power"]
        if claim.subjects and claim.subjects <= place.sentence_names | place.spoken and not claim.derived
    ]
    if figure.dimension == "count":
        flows = [each.figure for each in every if each.figure.dimension == "power"]
        return any(agrees(flow, replace(one, value=one.value * figure.value)) for flow in flows for one in ones)
    counts = [each.figure for each in every if each.figure.dimension == "count" and each.figure.stop <= figure.start]
    return figure.dimension == "power" and any(
        agrees(figure, replace(one, value=one.value * count.value)) for count in counts for one in ones
    )


def _are_akin(claim: Claim, place: Place, group: Sequence[Claim]) -> bool:
    """Tell whether what is set against each other is of one thing, or of things that the number is said of."""
    spoken = frozenset(name for mention in place.sentence.mentions for name in mention.names)
    if len(claim.subjects) < len(("one", "other")) or not place.own_names or claim.subjects <= spoken:
        return True
    return any(one.subjects >= claim.subjects for one in group) or not claim.subjects & place.own_names


def adds_up(place: Place, fits: Fits) -> bool:
    """Tell whether a count is the sum of all that is listed behind the colon after it: «26 robots …: 8 and 18»."""
    figure, sentence = place.stated.figure, place.sentence
    behind = [each for each in sentence.stated if each.figure.start >= figure.stop]
    if len(behind) < len(("part", "part")) or figure.dimension != "count":
        return False
    between = sentence.text[figure.stop - sentence.start : behind[0].figure.start - sentence.start]
    if between.endswith("("):  # "26 robots are charging or queueing for it (8 + 18)".
        close = sentence.text.find(")", behind[0].figure.start - sentence.start) + sentence.start
        behind = [each for each in behind if each.figure.stop <= close]
    if ":" not in between and not between.endswith("("):
        return False
    counts = [each.figure for each in behind if each.figure.dimension == "count"]
    proved = all(any(fits(one, replace(place, stated=each)) for one in each.figure.readings) for each in behind)
    return proved and len(counts) == len(behind) and sum(each.value for each in counts) == figure.value


def completes(place: Place, fits: Fits) -> bool:
    """Tell whether a count is what the parts beside it leave of the first: «12 furnaces, 8 without fuel, 4 burning»."""
    figure, every = place.stated.figure, place.sentence.stated
    if len(every) < len(("whole", "part", "rest")) or every[0].figure is figure or contradicts(place, figure):
        return False
    others = [each for each in every if each.figure is not figure]
    proved = all(
        each.figure.start in place.proved or any(fits(one, replace(place, stated=each)) for one in each.figure.readings)
        for each in others
    )
    counts = [each.figure.value for each in every if each.figure.dimension == "count"]
    return proved and len(counts) == len(every) and counts[0] == sum(counts[1:])


def _comes_to(place: Place, fits: Fits) -> Iterator[Claim]:
    """Yield what the numbers before a dash or "that is" come to: "8 are charging, another 18 queue – 26 in all"."""
    if _COMES_TO.search(place.text_before) is None:
        return
    for dimension in {place.stated.figure.dimension, *(each.dimension for each in place.stated.figure.twins)}:
        before = [
            claim
            for sentence in place.around
            for other in sentence.stated
            if other.figure.stop <= place.stated.figure.start
            for claim in _stated_claims(replace(place, stated=other, sentence=sentence), fits)
            if claim.dimension == dimension
        ]
        for first in range(len(before) - 1):
            yield Claim(frozenset(), dimension, sum((claim.value for claim in before[first:]), Fraction(0)))


def _left_of(place: Place, fits: Fits) -> Iterator[Claim]:
    """Yield what so many at so much leave of another number: "four at 0.9 MW for 3.5 MW: 0.1 MW is left"."""
    beside = [
        claim
        for other in place.sentence.stated
        if other.figure is not place.stated.figure
        for claim in _stated_claims(replace(place, stated=other), fits)
    ]
    for product in _products(beside):
        for other in beside:
            if other.dimension == product.dimension and other.value < product.value:
                left = product.value - other.value
                yield Claim(frozenset(), product.dimension, left, derived=True, kind="difference", family="/")


def _times_of(place: Place, fits: Fits) -> Iterator[Claim]:
    """Yield how often one of two numbers goes into the other, where the words say that both come to as much."""
    if not place.every & _EQUAL and _APIECE.search(place.sentence.text) is None:
        return
    beside = [
        claim
        for other in place.sentence.stated
        if other.figure is not place.stated.figure and other.figure.dimension in _FLOWS
        for claim in _stated_claims(replace(place, stated=other), fits)
    ]
    for at, one in enumerate(beside):
        for other in beside[at + 1 :]:
            low, high = sorted((one.value, other.value))
            if one.dimension == other.dimension and low > 0:
                yield Claim(frozenset(), "count", high / low)


def _each_of(place: Place) -> Iterator[Claim]:
    """Yield what one of a thing gives or takes, where so many of it are stated: «четыре дадут 3,6 МВт»."""
    things = frozenset(name for mention in place.sentence.mentions for name in mention.names)
    for claim in place.known.claims["power"]:
        if claim.subjects and claim.subjects <= things and not claim.derived:
            yield claim


def _stated_claims(place: Place, fits: Fits) -> Iterator[Claim]:
    figure = place.stated.figure
    bare = (
        [replace(figure, dimension="rate", twins=())]
        if figure.dimension == "count" and not figure.counts_machines
        else []
    )
    told = set[str]()
    for reading in (*figure.readings, *bare):
        if reading.dimension in told:
            continue
        proved = reading is figure and figure.start in place.proved
        if reading.dimension not in {"position", "size", "fraction", "clock"} and (proved or fits(reading, place)):
            told.add(reading.dimension)
            yield Claim(place.stated.subjects, reading.dimension, reading.value)


def _sums(group: Sequence[Claim]) -> Iterator[Claim]:
    """Yield sums of what is stated together: of all numbers of a kind, and of each two."""
    yield from _products(group)
    for dimension in {claim.dimension for claim in group} - {"ratio", "share"}:
        alike = [claim for claim in group if claim.dimension == dimension]
        if len(alike) > 1:
            yield Claim(frozenset(), dimension, sum((claim.value for claim in alike), Fraction(0)))
        for at, one in enumerate(alike):
            yield from (Claim(frozenset(), dimension, one.value + other.value) for other in alike[at + 1 :])


def _products(group: Sequence[Claim]) -> Iterator[Claim]:
    """Yield what so many machines come to, each of them stated."""
    for counted in (claim for claim in group if claim.dimension == "count"):
        for flow in (claim for claim in group if claim.dimension in {"rate", "power"}):
            yield Claim(frozenset(), flow.dimension, flow.value * counted.value)
