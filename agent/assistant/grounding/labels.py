"""Numbers that count nothing: those of trains and networks, coordinates, distances, numbers within formulas."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from typing import TYPE_CHECKING

from agent.assistant.grounding import hints
from agent.assistant.grounding.words import stem

if TYPE_CHECKING:
    from agent.assistant.grounding.figures import Figure
    from agent.assistant.grounding.place import Place


def heads_an_entry(place: Place) -> bool:
    """Tell whether it names a train or network at the head of its line: «- **23** — ждёт места»."""
    numbers = frozenset().union(*place.known.numbered.values())
    return place.stated.figure.value in numbers and re.fullmatch(r"[\W_]*", place.text_before) is not None


def is_a_number_of_its_own(place: Place) -> bool:
    """Tell whether it numbers a train or network, by itself or in a list: "trains 121, 122 and 123"."""
    numbers = frozenset().union(*place.known.numbered.values())
    if place.stated.figure.value not in numbers:
        return False
    beside = [each.figure for each in place.sentence.stated if each.figure.value in numbers]
    paired = any(
        hints.PAIR.fullmatch(_between(place, one, other)) is not None
        for one, other in pairwise(beside)
        if place.stated.figure in (one, other)
    )
    return paired or hints.NUMBERED.search(place.text_before) is not None


def _between(place: Place, one: Figure, other: Figure) -> str:
    """Return what stands between two numbers of the sentence."""
    return place.sentence.text[one.stop - place.sentence.start : other.start - place.sentence.start]


def numbers_another(place: Place) -> bool:
    """Tell whether it numbers a train or network of which the findings that are cited next do not speak."""
    text, at = place.sentence.text, place.stated.figure.start - place.sentence.start
    value = place.stated.figure.value
    if place.stated.figure.dimension != "count" or hints.ITS_NUMBER.search(text[:at]) is None:
        return False
    if value != place.stated.figure.bare or value.denominator > 1 or value >= hints.MOST_NETWORKS:
        return False  # «В сети 4,8 тысячи».
    behind = hints.CITATIONS.search(text, at)
    network = hints.NETWORK.search(text[:at]) is not None
    if behind is None or (network and "," in text[at : behind.start()]):
        return False
    cited = [place.known.numbered.get(each, frozenset()) for each in hints.CITED.findall(behind.group())]
    since = max((found.end() for found in hints.CITATIONS.finditer(text, 0, at)), default=0)
    # Of several that stand before a citation one is enough: «поезда 17 и 42 стоят из-за поезда 23 [f3]».
    told = {
        each.figure.value
        for each in place.sentence.stated
        if since <= each.figure.start - place.sentence.start < behind.start()
        and hints.ITS_NUMBER.search(text[: each.figure.start - place.sentence.start])
    }
    return all(cited) and not told & frozenset().union(*cited)


def is_of_another_colour(place: Place) -> bool:
    """Tell whether it numbers a circuit network that is of the other colour: «в зелёной сети 61»."""
    found = hints.COLOURED.search(place.text_before)
    known = place.known.colours.get(place.stated.figure.value)
    if found is None or known is None:
        return False
    return ("red" if found["colour"].lower().startswith(("red", "кра")) else "green") not in known


def is_coordinate(place: Place) -> bool | None:
    """Tell whether it is one coordinate of a finding's place: «машины на (y = 20,5)»; None where it is none."""
    found = hints.AXIS.search(place.text_before)
    if found is None or not place.known.spots or found["axis"] in place.known.signals:
        return None
    figure = place.stated.figure
    axis = [spot.x if found["axis"].lower() in "xх" else spot.y for spot in place.known.spots]
    return any(abs(each - figure.bare) <= figure.slack for each in axis)


def is_distance(place: Place) -> bool:
    """Tell whether it is how far the places of two findings are apart: "six tiles to the east"."""
    figure = place.stated.figure
    in_tiles = any(stem(word or "-") in hints.TILES for word in (figure.noun, figure.second))
    along = bool(place.every & hints.TILES) and hints.ALONG.match(place.text_behind) is not None
    if figure.dimension != "count" or not (in_tiles or along):
        return False
    return any(
        figure.value in {abs(one.x - other.x), abs(one.y - other.y)}
        for one, other in combinations(place.known.spots, 2)
    )


def is_in_formula(place: Place) -> bool | None:
    """Tell whether a formula that is stated is one of the facts': «A > 1000»; None where none is stated."""
    found = hints.FORMULA.search(place.text_before)
    if found is not None and hints.APART_BY.match(place.text_behind):
        return None  # "A is 750 below that".
    if found is None or (found["signal"].lower() not in place.known.signals and found["sign"] in "<>≤≥"):
        bare = hints.SIGN.search(place.text_before)
        every = {each for values in place.known.signals.values() for each in values}
        return True if bare and (bare["sign"], place.stated.figure.bare) in every else None
    compared = place.known.signals.get(found["signal"].lower())
    if compared is None:
        return None
    sign = "=" if found["sign"] not in "<>≤≥≠" else found["sign"]
    value = place.stated.figure.bare
    alike = {each for each in compared if each[0] == sign}
    return (sign, value) in alike if alike else value in {each for _, each in compared}


def is_compared(place: Place) -> bool:
    """Tell whether it is a number that a formula compares or sets, where nothing says of which signal."""
    figure = place.stated.figure
    every = {value for compared in place.known.signals.values() for _, value in compared}
    return (
        figure.dimension == "count"
        and figure.value >= hints.LEAST_COMPARED
        and figure.value in every
        and is_in_formula(place) is None
        and not place.counted
    )
