"""Every number, place and name of a model's reply is held against what was computed; what does not match is marked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import cached_property
from typing import TYPE_CHECKING

from agent.assistant.grounding.invented import invented
from agent.assistant.grounding.known import Claim, derived
from agent.assistant.grounding.places import is_where
from agent.assistant.grounding.sentences import sentences
from agent.assistant.grounding.words import stem, vocabulary, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from agent.assistant.grounding.figures import Figure
    from agent.assistant.grounding.known import Known
    from agent.assistant.grounding.lexicon import Mention
    from agent.assistant.grounding.sentences import Sentence, Stated

NEAR = Fraction(15, 100)
"""How far «больше 800» may be from what is so."""
NEAR_TIMES = Fraction(1, 2)
"""The same of «более чем вдвое»."""
_STORES = vocabulary("stores")
_OF_THE_REPLY = vocabulary("of_the_reply")
_TILES, _STANDING, _HOLDING = vocabulary("tiles"), vocabulary("standing"), vocabulary("holding")
_DIFFERENCE, _SUM, _WAITING = vocabulary("difference"), vocabulary("sum"), vocabulary("waiting")
_HYPOTHETICAL = vocabulary("hypothetical")
_LEFT = vocabulary("left")
_SPOKEN = {"difference": _DIFFERENCE, "sum": _SUM, "waiting": _WAITING}
"""What a reply counts of its own, and lanes of a belt, of which there are always two."""
MOST_OF_THE_REPLY = 5


_NETWORK = re.compile(r"\b(?:электросет|сет|network)\w*\s+(?:№\s?|no\.?\s?|#)?$", re.IGNORECASE)
_MORE_BEFORE = re.compile(r"\b(?:ещё|еще|another)\s+$", re.IGNORECASE)
_MORE_AFTER = re.compile(r"\s+(?:more|additional|extra|дополнительн\w+)\b", re.IGNORECASE)
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
            if not _is_borne_out(_Place(stated, sentence, around, known, spoken), faults)
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


@dataclass(frozen=True)
class _Place:
    """Where a number stands: its sentence, those around it, and what the reply and the facts speak of."""

    stated: Stated
    sentence: Sentence
    around: Sequence[Sentence]
    known: Known
    spoken: frozenset[str]

    @cached_property
    def every(self) -> frozenset[str]:
        """Return the stems of all words of the sentence that are no part of a name."""
        offset = self.sentence.start
        named = [(m.start - offset, m.end - offset) for m in self.sentence.mentions if m.how != "part"]
        return frozenset(
            word.stem
            for word in words(self.sentence.text)
            if not any(start <= word.start < end for start, end in named)
        )

    @property
    def numbers_a_network(self) -> bool:
        """Tell whether the number is that of a network."""
        return _NETWORK.search(self.sentence.text[: self.stated.figure.start - self.sentence.start]) is not None

    @property
    def speaks_of_stock(self) -> bool:
        """Tell whether the sentence speaks of what lies in chests."""
        containers = self.known.lexicon.containers
        held = bool(self.every & _HOLDING) and any(m.names <= containers for m in self.sentence.mentions)
        return held or bool(self.every & _STORES)

    def admits(self, claim: Claim, others: Sequence[Claim]) -> bool:
        """Tell whether the words around a number let it be this claim; ``others`` are all of its dimension."""
        if claim.kind in _SPOKEN:
            return bool(self.every & _SPOKEN[claim.kind])
        if claim.kind == "left":
            return any(word.stem in _LEFT for sentence in self.around for word in words(sentence.text))
        if claim.kind == "tiles":
            return stem(self.stated.figure.noun or "-") in _TILES
        if claim.dimension == "count":
            numbered = self.numbers_a_network and any(other.kind == "id" for other in others)
            if numbered or claim.kind == "id":
                return numbered and claim.kind == "id"
            return self._is_where(claim, others) and self._is_extra(claim, others)
        return self._is_done(claim)

    def _is_where(self, claim: Claim, others: Sequence[Claim]) -> bool:
        """Keep apart what lies in chests and what stands, where both are known of a thing."""
        asked = "stock" if self.speaks_of_stock else "" if self.every & _STANDING else None
        if asked is None or (claim.kind == "stock") == (asked == "stock"):
            return True
        return not any(
            (other.kind == "stock") == (asked == "stock") and other.subjects & claim.subjects for other in others
        )

    def _is_extra(self, claim: Claim, others: Sequence[Claim]) -> bool:
        """Keep apart what is to be added («ещё три», "3 more") and what is there, where the former is known."""
        offset = self.sentence.start
        figure, text = self.stated.figure, self.sentence.text
        asked = _MORE_BEFORE.search(text[: figure.start - offset]) or _MORE_AFTER.match(text[figure.stop - offset :])
        if not asked or self.every & _WAITING or claim.kind in {"extra", "difference"}:
            return True
        return not any(other.kind == "extra" and other.subjects & self.spoken for other in others)

    def _is_done(self, claim: Claim) -> bool:
        """Keep apart what is made and what is needed, where the words before the number say one of both."""
        if claim.kind not in {"need", "make", "take"} or self.every & _HYPOTHETICAL:
            return True
        return self.stated.said in {"", "need" if claim.kind == "take" else claim.kind}


def _is_borne_out(place: _Place, strange: set[tuple[int, int]]) -> bool:
    stated, figure = place.stated, place.stated.figure
    if figure.dimension == "clock":
        start = place.sentence.start
        return place.sentence.text[figure.start - start : figure.end - start] in place.known.text
    if _counts_itself(figure):
        return True
    if (
        figure.dimension != "position"
        and stated.mentions
        and all((mention.start, mention.end) in strange for mention in stated.mentions)
    ):
        return False
    readings = [*figure.readings, *_bare_rates(place)]
    return any(_fits(reading, place) or _follows(reading, place) for reading in readings)


def _counts_itself(figure: Figure) -> bool:
    return (
        figure.dimension == "count"
        and figure.value <= MOST_OF_THE_REPLY
        and figure.noun != ""
        and stem(figure.noun) in _OF_THE_REPLY
    )


def _bare_rates(place: _Place) -> list[Figure]:
    """Return «60 плит» as a rate where the unit was named before; machines and stocks are no rates."""
    figure = place.stated.figure
    if figure.dimension != "count" or figure.counts_machines or place.speaks_of_stock or place.numbers_a_network:
        return []
    return [replace(figure, dimension="rate", twins=())]


def _fits_whole(figure: Figure, place: _Place) -> bool | None:
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


def _fits(figure: Figure, place: _Place) -> bool:
    stated, known = place.stated, place.known
    whole = _fits_whole(figure, place)
    if whole is not None:
        return whole
    claims = known.claims[figure.dimension]
    bare = figure not in stated.figure.readings
    agreeing = [
        claim
        for claim in claims
        if _agrees(figure, claim) and place.admits(claim, claims) and not (bare and claim.kind == "each")
    ]
    if not agreeing:
        return False
    if figure.dimension == "position" or not stated.firm or not stated.subjects:
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


def _agrees(figure: Figure, claim: Claim) -> bool:
    slack = max(figure.slack, figure.rough, claim.slack)
    if figure.dimension == "time":  # «2,59 мин, около 155 секунд»: rounded twice, each time elsewhere.
        slack = max(figure.slack, figure.rough) + claim.slack
    if figure.dimension == "position":
        return abs(figure.value - claim.value) <= slack and abs(figure.other - claim.other) <= slack
    if figure.other and figure.dimension != "ratio":  # A range.
        return figure.value - claim.slack <= claim.value <= figure.other + claim.slack
    if abs(figure.value - claim.value) <= slack:
        return True
    if figure.bound == "over":
        near = NEAR_TIMES if figure.dimension == "ratio" else NEAR
        return figure.value <= claim.value <= figure.value * (1 + near)
    return figure.bound == "under" and figure.value * (1 - NEAR) <= claim.value <= figure.value


def _is_size(figure: Figure, known: Known) -> bool:
    pair = {figure.value, figure.other}
    sizes = ({claim.value, claim.other} for claim in known.claims["size"])
    counts = {claim.value for claim in known.claims["count"] if not claim.derived}
    return any(pair == size for size in sizes) or pair <= counts


def _is_product(figure: Figure, place: _Place) -> bool:
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


def _follows(figure: Figure, place: _Place) -> bool:
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
    following = [*derived(group, stated=True), *(_sums(group) if parted or place.every & _SUM else _products(group))]
    return any(
        claim.dimension == figure.dimension
        and _agrees(figure, claim)
        and _belongs(claim, place.stated)
        and place.admits(claim, ())
        for claim in following
    )


def _each_of(place: _Place) -> Iterator[Claim]:
    """Yield what one of a thing gives or takes, where so many of it are stated: «четыре дадут 3,6 МВт»."""
    things = frozenset(name for mention in place.sentence.mentions for name in mention.names)
    for claim in place.known.claims["power"]:
        if claim.subjects and claim.subjects <= things and not claim.derived:
            yield claim


def _stated_claims(place: _Place) -> Iterator[Claim]:
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
