"""Every number, place and name of a model's reply is held against what was computed; what does not match is marked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.assistant.grounding.claims import Claim, agrees, derived
from agent.assistant.grounding.invented import invented
from agent.assistant.grounding.place import Place
from agent.assistant.grounding.places import is_where
from agent.assistant.grounding.sentences import sentences
from agent.assistant.grounding.words import stem, vocabulary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from agent.assistant.grounding.figures import Figure
    from agent.assistant.grounding.known import Known
    from agent.assistant.grounding.lexicon import Mention
    from agent.assistant.grounding.sentences import Stated

_OF_THE_REPLY = vocabulary("of_the_reply")
"""What a reply counts of its own, and lanes of a belt, of which there are always two."""
_TILES, _SUM = vocabulary("tiles"), vocabulary("sum")
_EQUAL = vocabulary("equal")
_APIECE = re.compile(r"\b(?:of|по)\s+\d|\b(?:each|кажд\w+)\b", re.IGNORECASE)
_FLOWS = frozenset({"power", "rate", "energy"})
MOST_OF_THE_REPLY = 5
_PARTED = re.compile(r"(?:\s+[^\W\d_]+){0,3}\s*[:(—]")
_ONE = re.compile(r"\b(?:од(?:ин|на|но|ного|ной|ну)|one)\b", re.IGNORECASE)
CONVERSIONS = frozenset({Fraction(60), Fraction(3600)})


@dataclass(frozen=True, slots=True)
class Grounded:
    """A reply with what is false or unproven marked; numbers, places and names as they were written."""

    text: str
    unproven: tuple[str, ...] = ()
    unknown_names: tuple[str, ...] = ()


def ground(reply: str, known: Known, mark: str) -> Grounded:
    """Mark what no fact bears out.

    Args:
        reply: What a model wrote.
        known: What was computed.
        mark: What is put behind an unproven number or name, with its leading space.
    """
    parted = list(sentences(reply, known.lexicon, known.shown_names, known.names, known.present))
    names = invented(reply, parted, known)
    faults = {(start, end) for start, end in names}
    numbers: list[tuple[int, int]] = []
    before: list[frozenset[str]] = []
    for place, sentence in enumerate(parted):
        around = parted[max(0, place - 1) : place + 2]
        spoken = frozenset().union(*(mention.names for mention in sentence.mentions), *before)
        before = [mention.names for mention in sentence.mentions] or before
        numbers += [
            (stated.figure.start, stated.figure.stop)
            for stated in sentence.stated
            if not _is_borne_out(Place(stated, sentence, around, known, spoken), faults)
        ]
    spots = sorted({*faults, *numbers}, key=lambda spot: spot[1])
    pieces, at = [], 0
    for _, end in spots:
        pieces.append(reply[at:end] + mark)
        at = end
    return Grounded(
        "".join([*pieces, reply[at:]]),
        tuple(reply[start:end].strip() for start, end in sorted(numbers)),
        tuple(dict.fromkeys(reply[start:end] for start, end in sorted(faults))),
    )


def _is_borne_out(place: Place, strange: set[tuple[int, int]]) -> bool:
    stated, figure, start = place.stated, place.stated.figure, place.sentence.start
    if figure.dimension == "clock":
        return place.sentence.text[figure.start - start : figure.end - start] in place.known.text
    if _counts_itself(figure):
        return True
    if place.numbers_another:
        return False
    if (
        figure.dimension != "position"
        and stated.mentions
        and all((mention.start, mention.end) in strange for mention in stated.mentions)
    ):
        return False
    if _adds_up(place) or _completes(place):
        return True
    return any(_fits(each, place) or _follows(each, place) for each in (*figure.readings, *_bare_rates(place)))


def _counts_itself(figure: Figure) -> bool:
    return (
        figure.dimension == "count"
        and figure.value <= MOST_OF_THE_REPLY
        and figure.noun != ""
        and stem(figure.noun) in _OF_THE_REPLY
    )


def _bare_rates(place: Place) -> list[Figure]:
    """Return «60 плит» as a rate where the unit was named before; machines and stocks are no rates."""
    figure = place.stated.figure
    if figure.dimension != "count" or figure.counts_machines or place.speaks_of_stock or place.numbers_a_network:
        return []
    return [replace(figure, dimension="rate", twins=())]


def _fits_whole(figure: Figure, place: Place) -> bool | None:
    """Tell whether what is more than one number is so; None where it is held against the claims as others are."""
    if figure.dimension == "size":
        return _is_size(figure, place.known) or _is_product(figure, place)
    if figure.dimension == "fraction":
        return _is_fraction(figure, place.stated, place.known)
    if figure.dimension != "position":
        return None
    counted = frozenset(each.figure.value for each in place.sentence.stated if each.figure.dimension == "count")
    before = (mention for each in place.around for mention in each.mentions if mention.start < figure.start)
    about = _names(place.stated.mentions) or _names(before)
    return is_where(figure, place.sentence, about, counted, place.known.spots)


def _fits(figure: Figure, place: Place) -> bool:
    stated, known = place.stated, place.known
    whole = _fits_whole(figure, place)
    if whole is not None:
        return whole
    if place.contradicts(figure):
        return False
    claims = known.claims[figure.dimension]
    bare = figure not in stated.figure.readings
    agreeing = [
        claim
        for claim in claims
        if agrees(figure, claim) and place.admits(claim, claims) and not (bare and claim.kind == "each")
    ]
    if not agreeing:
        return False
    if not stated.firm or not stated.subjects:
        about = stated.subjects or place.spoken
        return any(not claim.derived or not claim.subjects or not about or claim.subjects & about for claim in agreeing)
    own = any(claim.subjects & stated.subjects for claim in claims if not claim.derived)
    # «14 паровых двигателей» are no 14 of whatever, where their own number is known.
    beside = any(0 <= m.start - figure.stop <= 1 for m in stated.mentions)
    alone = not figure.noun and len(stated.mentions) == 1 and not place.numbers_a_network
    counts = own and figure.dimension == "count" and (beside or alone)
    for claim in agreeing:
        # «Схемам нужно 810/мин» may be said of the cable that was spoken of before.
        needed = claim.kind == "need" and bool((claim.subjects & place.spoken) - known.lexicon.workers)
        if needed or (not claim.subjects and (claim.derived or not counts)) or claim.subjects & stated.subjects:
            return True
    # True of another thing. That proves it false only where this thing has numbers of its own.
    if figure.dimension == "share":
        flows = (*claims, *known.claims["power"], *known.claims["rate"])
        own = any(claim.subjects & stated.subjects for claim in flows if not claim.derived)
    return not own and not all(claim.derived for claim in agreeing)


def _names(mentions: Iterable[Mention]) -> frozenset[str]:
    """Return the names of mentions that mean them for sure."""
    return frozenset(name for mention in mentions if not mention.ordinary for name in mention.names)


def _belongs(claim: Claim, stated: Stated) -> bool:
    return not claim.subjects or not stated.subjects or bool(claim.subjects & stated.subjects)


def _is_size(figure: Figure, known: Known) -> bool:
    pair = {figure.value, figure.other}
    sizes = ({claim.value, claim.other} for claim in known.claims["size"])
    counts = {claim.value for claim in known.claims["count"] if not claim.derived}
    return any(pair == size for size in sizes) or pair <= counts


def _is_product(figure: Figure, place: Place) -> bool:
    """Tell whether «450 × 60» multiplies what is known, by itself or by seconds of a minute."""
    sides = (figure.value, figure.other)
    bare = [replace(figure, value=side, other=Fraction(0), dimension="rate") for side in sides]
    return not place.every & _TILES and all(
        side in CONVERSIONS or _fits(each, place) or _fits(replace(each, dimension="count"), place)
        for side, each in zip(sides, bare, strict=True)
    )


def _is_fraction(figure: Figure, stated: Stated, known: Known) -> bool:
    """Tell whether «2/3» is both of two counts of one thing, or their share."""
    counts = [claim for claim in known.claims["count"] if _belongs(claim, stated) and not claim.derived]
    overs = [claim for claim in counts if claim.value == figure.bare]
    unders = [claim for claim in counts if claim.value == figure.other]
    if any(one.subjects == other.subjects for one in overs for other in unders):
        return True
    shares = (claim for kind in ("share", "ratio") for claim in known.claims[kind] if _belongs(claim, stated))
    return any(abs(claim.value - figure.value) <= figure.slack for claim in shares)


def _follows(figure: Figure, place: Place) -> bool:
    """Tell whether a number follows from two that are stated beside it and are borne out themselves."""
    group = [
        claim
        for sentence in place.around
        for other in sentence.stated
        if other.figure is not place.stated.figure
        for claim in _stated_claims(replace(place, stated=other, sentence=sentence))
    ]
    parted = _PARTED.match(place.sentence.text, place.stated.figure.stop - place.sentence.start) is not None
    if parted:  # «Сетей три: две красные и одна зелёная».
        group += [Claim(frozenset(), "count", Fraction(1))] * len(_ONE.findall(place.sentence.text))
    group += list(_each_of(place))
    following = [
        *derived(group, stated=True),
        *_times_of(place),
        *(_sums(group) if parted or place.every & _SUM else _products(group)),
    ]
    return any(
        claim.dimension == figure.dimension
        and agrees(figure, claim)
        and _belongs(claim, place.stated)
        and place.admits(claim, ())
        for claim in following
    )


def _adds_up(place: Place) -> bool:
    """Tell whether a count is the sum of all that is listed behind the colon after it: «26 robots …: 8 and 18»."""
    figure, sentence = place.stated.figure, place.sentence
    behind = [each for each in sentence.stated if each.figure.start >= figure.stop]
    if len(behind) < len(("part", "part")) or figure.dimension != "count":
        return False
    if ":" not in sentence.text[figure.stop - sentence.start : behind[0].figure.start - sentence.start]:
        return False
    counts = [each.figure for each in behind if each.figure.dimension == "count"]
    proved = all(any(_fits(one, replace(place, stated=each)) for one in each.figure.readings) for each in behind)
    return proved and len(counts) == len(behind) and sum(each.value for each in counts) == figure.value


def _completes(place: Place) -> bool:
    """Tell whether a count is what the parts beside it leave of the first: «12 furnaces, 8 without fuel, 4 burning»."""
    figure, every = place.stated.figure, place.sentence.stated
    if len(every) < len(("whole", "part", "rest")) or every[0].figure is figure or place.contradicts(figure):
        return False
    others = [each for each in every if each.figure is not figure]
    proved = all(any(_fits(one, replace(place, stated=each)) for one in each.figure.readings) for each in others)
    counts = [each.figure.value for each in every if each.figure.dimension == "count"]
    return proved and len(counts) == len(every) and counts[0] == sum(counts[1:])


def _times_of(place: Place) -> Iterator[Claim]:
    """Yield how often one of two numbers goes into the other, where the words say that both come to as much."""
    if not place.every & _EQUAL and _APIECE.search(place.sentence.text) is None:
        return
    beside = [
        claim
        for other in place.sentence.stated
        if other.figure is not place.stated.figure and other.figure.dimension in _FLOWS
        for claim in _stated_claims(replace(place, stated=other))
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


def _stated_claims(place: Place) -> Iterator[Claim]:
    for reading in place.stated.figure.readings:
        if reading.dimension not in {"position", "size", "fraction", "clock"} and _fits(reading, place):
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
