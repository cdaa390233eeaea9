"""Every number, place and name of a model's reply is held against what was computed; what does not match is marked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.assistant.grounding import hints
from agent.assistant.grounding.claims import agrees, is_in_another_unit
from agent.assistant.grounding.following import adds_up, completes, follows, multiplies
from agent.assistant.grounding.invented import invented
from agent.assistant.grounding.place import Place
from agent.assistant.grounding.places import is_where
from agent.assistant.grounding.reckoned import is_reckoned
from agent.assistant.grounding.sentences import sentences
from agent.assistant.grounding.steps import is_one_step_away
from agent.assistant.grounding.totals import counts_names, is_total
from agent.assistant.grounding.worded import worded
from agent.assistant.grounding.words import stem, vocabulary, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent.assistant.grounding.claims import Claim
    from agent.assistant.grounding.figures import Figure
    from agent.assistant.grounding.known import Known
    from agent.assistant.grounding.lexicon import Mention
    from agent.assistant.grounding.sentences import Sentence, Stated

_OF_THE_REPLY = vocabulary("of_the_reply")
"""What a reply counts of its own, and lanes of a belt, of which there are always two."""
_TILES, _KINDS = vocabulary("tiles"), vocabulary("kinds")
_REFERENCE = re.compile(r"\s?[\[⟦][\w-]+[\]⟧]")
MOST_REPEATED = 12
"""Letters from which on it is no chance that a sentence stands in the facts."""
MOST_OF_THE_REPLY = 5
_MANY = 20
"""A count of the facts from here on is hardly met by chance."""
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
    faults = set(invented(reply, parted, known))
    said = list(worded(parted, known))
    numbers: list[tuple[int, int, int]] = [(start, end, end) for start, end in said]
    """Where they start and end, and where they are marked: behind the name of what they count."""
    before: list[frozenset[str]] = []
    earlier, proved = frozenset[str](), frozenset[int]()
    counts: list[tuple[int, Fraction]] = []
    for place, sentence in enumerate(parted):
        around = parted[max(0, place - 2) : place + 2]
        spoken = frozenset().union(*(mention.names for mention in sentence.mentions), *before)
        before = [mention.names for mention in sentence.mentions] or before
        if _is_repeated(sentence, known):
            proved |= {stated.figure.start for stated in sentence.stated}
            told = (each.figure for each in sentence.stated if each.figure.dimension == "count")
            counts += [(figure.start, figure.value) for figure in told]
            earlier |= _names(sentence.mentions)
            continue
        for stated in sentence.stated:
            stands = Place(stated, sentence, around, known, spoken, earlier, proved, counts).said_of()
            if _is_borne_out(stands):
                proved |= {stated.figure.start}
                counts += [(stated.figure.start, stated.figure.value)] * (stated.figure.dimension == "count")
            else:
                numbers.append((stated.figure.start, stated.figure.stop, stands.end))
        earlier |= _names(sentence.mentions)
    pieces, at = [], 0
    for end in sorted({end for _, end in faults} | {end for *_, end in numbers}):
        pieces.append(reply[at:end] + mark)
        at = end
    return Grounded(
        "".join([*pieces, reply[at:]]),
        tuple(reply[start:end].strip() for start, end, _ in sorted(numbers)),
        tuple(dict.fromkeys(reply[start:end] for start, end in sorted(faults))),
    )


def _is_repeated(sentence: Sentence, known: Known) -> bool:
    """Tell whether a sentence is one of the facts' to the letter: what they say may be said again."""
    text = _REFERENCE.sub("", sentence.text).strip(" \n.-–—*")
    return len(text) >= MOST_REPEATED and text in known.text


def _is_borne_out(place: Place) -> bool:
    figure, start = place.stated.figure, place.sentence.start
    if figure.dimension == "clock":
        return place.sentence.text[figure.start - start : figure.end - start] in place.known.text
    none = figure.value == 1 and hints.NONE.search(place.text_before) is not None  # «Не едет ни один».
    if (
        none
        or _counts_itself(place)
        or place.heads_an_entry
        or place.is_anaphoric
        or place.points_back
        or place.is_advised
    ):
        return True
    numbers = place.is_a_number_of_its_own and not (place.numbers_another or place.is_of_another_colour)
    if numbers or place.is_coordinate is not None:
        return numbers or bool(place.is_coordinate)
    strange = is_in_another_unit(figure, place.known.claims)
    if not strange and (is_reckoned(place) or place.is_distance or _is_window(place) or _counts_kinds(place)):
        return True
    if (
        strange
        or place.is_of_another_colour
        or place.is_of_another_wave
        or place.numbers_another
        or place.exceeds_its_whole
    ):
        return False
    return _is_of_the_facts(place) if place.is_in_formula is None else place.is_in_formula


def _is_of_the_facts(place: Place) -> bool:
    figure = place.stated.figure
    return (
        adds_up(place, fits)
        or completes(place, fits)
        or multiplies(place)
        or _is_period(place)
        or place.is_compared
        or is_total(place)
        or counts_names(place)
        or is_one_step_away(place)
        or any(fits(each, place) or follows(each, place, fits) for each in (*figure.readings, *_bare_rates(place)))
    )


def _counts_kinds(place: Place) -> bool:
    """Tell whether it counts kinds of things, as a fact does: "two items are missing" are not two pieces."""
    figure = place.stated.figure
    if figure.dimension != "count" or figure.value > MOST_OF_THE_REPLY or stem(figure.noun or "-") not in _KINDS:
        return False
    return any(claim.value == figure.value and not claim.derived for claim in place.known.claims["count"])


def _is_window(place: Place) -> bool:
    """Tell whether it is no more than how long something was measured: "average, 1 hour"."""
    figure = place.stated.figure
    return figure.dimension == "time" and figure.bare == 1 and hints.HOUR.search(place.known.text) is not None


def _counts_itself(place: Place) -> bool:
    """Tell whether it counts what the reply tells, or says "one of the two options"."""
    figure = place.stated.figure
    if place.is_part:
        whole = next(each.figure for each in place.sentence.stated if each.figure.start >= figure.stop)
        return whole.noun != "" and stem(whole.noun) in _OF_THE_REPLY
    return (
        figure.dimension == "count"
        and figure.value <= MOST_OF_THE_REPLY
        and figure.noun != ""
        and stem(figure.noun) in _OF_THE_REPLY
    )


def _is_period(place: Place) -> bool:
    """Tell whether a time is that between two of what comes at a rate: "one every 1.6 seconds"."""
    figure = place.stated.figure
    if figure.dimension != "time" or not place.follows_every or not figure.value:
        return False
    return any(
        claim.value and abs(Fraction(60) / claim.value - figure.value) <= figure.slack
        for claim in place.known.claims["rate"]
    )


def _bare_rates(place: Place) -> list[Figure]:
    """Return «60 плит» as a rate where the unit was named before; machines and stocks are no rates."""
    counts = [each for each in place.stated.figure.readings if each.dimension == "count"]
    if not counts or counts[0].counts_machines or place.speaks_of_stock or place.numbers_a_network:
        return []
    return [replace(counts[0], dimension="rate", twins=())]


def _fits_whole(figure: Figure, place: Place) -> bool | None:
    """Tell whether what is more than one number is so; None where it is held against the claims as others are."""
    if figure.dimension == "size":
        return _is_size(figure, place.known) or _is_product(figure, place)
    if figure.dimension == "fraction":
        return _is_fraction(figure, place.stated, place.known)
    if figure.dimension != "position":
        return None
    counted = frozenset(
        each.figure.value
        for each in place.sentence.stated
        if each.figure.dimension == "count" and fits(each.figure, replace(place, stated=each))
    )
    if _stands_by_itself(place):
        return True
    before = (mention for mention in place.sentence.mentions if mention.start < figure.start)
    numbered = frozenset().union(*place.known.numbered.values())
    if {figure.value, figure.other} <= numbered:  # «Красных сетей две (61, 62)».
        return True
    about = _names(place.stated.mentions) or _names(before) or place.earlier or place.told_before
    maybe = frozenset(name for mention in place.stated.mentions for name in mention.names)
    return is_where(figure, place.sentence, (about, maybe), counted, place.known.spots)


def fits(figure: Figure, place: Place) -> bool:
    """Tell whether a number is one that was computed, of what it is said of and as what it is said."""
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
        if agrees(figure, claim)
        and place.admits(claim, claims)
        and not (bare and claim.kind == "each" and not place.is_apiece)
    ]
    swapped = {claim.family for claim in agreeing if claim.family and not _is_of(claim, figure, place, claims)}
    agreeing = [claim for claim in agreeing if _is_of(claim, figure, place, claims)]
    if swapped and place.own_names:  # It is another's in a list that has this one too.
        agreeing = [claim for claim in agreeing if claim.subjects & place.own_names]
    if not agreeing:
        return False
    # «Пять гнёзд, волна до двухсот врагов»: what is counted is said anew.
    anew = (figure.noun and not figure.counts_machines) or place.is_part
    headed = place.is_headed and figure.noun != ""  # «Патроны: на волну до 200 врагов».
    counts_another = figure.dimension == "count" and anew and (headed or not place.free_names)
    if not stated.firm or not stated.subjects or counts_another or place.is_far:
        about = stated.subjects or place.spoken
        return any(not claim.derived or not claim.subjects or not about or claim.subjects & about for claim in agreeing)
    if figure.dimension in {"share", "ratio"} and not place.own_names:  # "106 medium and 95 small ones, 53% and 47%".
        stated = replace(stated, subjects=place.sentence_names | stated.subjects)
    own = any(claim.subjects & stated.subjects for claim in claims if not claim.derived)
    # «14 паровых двигателей» are no 14 of whatever, where their own number is known.
    beside = any(0 <= m.start - figure.stop <= 1 for m in stated.mentions)
    alone = not figure.noun and len(stated.mentions) == 1 and not place.numbers_a_network and not place.is_headed
    counts = own and figure.dimension == "count" and (beside or alone)
    # "The biggest load is the furnaces at 5.4 MW": no difference of others, where theirs is known.
    unreckoned = own and figure.dimension == "power" and not place.every & (hints.DIFFERENCE | hints.SUM)
    for claim in agreeing:
        # «Схемам нужно 810/мин» may be said of the cable that was spoken of before.
        needed = claim.kind == "need" and bool((claim.subjects & place.spoken) - known.lexicon.workers)
        whole = (
            not claim.subjects
            and (claim.derived or not counts or figure.value >= _MANY)
            and not (claim.derived and unreckoned)
        )
        if needed or whole or claim.subjects & stated.subjects:
            return True
    # True of another thing. That proves it false only where this thing has numbers of its own.
    if figure.dimension == "share":
        flows = (*claims, *known.claims["power"], *known.claims["rate"])
        own = any(claim.subjects & stated.subjects for claim in flows if not claim.derived)
    return not own and not all(claim.derived for claim in agreeing)


def _is_of(claim: Claim, figure: Figure, place: Place, claims: Sequence[Claim]) -> bool:
    """Tell whether a claim may be of what the words beside the number name.

    A number of a list is that of its own thing, not of another in the list. What stands right behind a number has to
    be what it counts, and machines that make a thing are those of its recipe, where their numbers are known.
    """
    near = place.counted or (place.sentence_names if place.is_headed else place.own_names)
    if near and claim.family and not claim.subjects & near and _in_list(claim.family, near, claims):
        return False
    if claim.subjects and place.counted and not place.counted & (place.known.names | place.known.present):
        return False  # It may be advised, but no number is known of it.
    if figure.dimension == "count" and place.makers:
        if any(other.makes & place.makers for other in claims if not other.derived):
            return bool(claim.makes & place.makers) or claim.kind == "waiting"
        return True
    if place.counted and figure.dimension in {"count", "rate"} and not claim.subjects & place.counted:
        cued = (
            not claim.subjects
            and claim.derived
            and (claim.kind != "" or (claim.family == "sum" and len(place.counted) > 1))
        )
        told = not claim.subjects and not claim.derived and figure.value >= _MANY
        return cued or told or not any(other.subjects & place.counted for other in claims if not other.derived)
    return True


def _in_list(family: str, names: frozenset[str], claims: Sequence[Claim]) -> bool:
    return any(other.family == family and other.subjects & names for other in claims)


def _stands_by_itself(place: Place) -> bool:
    """Tell whether a place is a sentence by itself behind the line of the fact that it is the place of."""
    figure, behind = place.stated.figure, place.text_behind.strip(" .")
    line = next((each for each in reversed(place.around) if each.start < place.sentence.start), None)
    if line is None or behind or place.text_before.strip():
        return False
    said = frozenset(word.stem for word in words(_REFERENCE.sub("", line.text)))
    spots = (spot for spot in place.known.spots if (spot.x, spot.y) == (figure.value, figure.other))
    return any(said <= spot.stems for spot in spots)


def _names(mentions: Iterable[Mention]) -> frozenset[str]:
    """Return the names of mentions that mean them for sure."""
    return frozenset(name for mention in mentions if not mention.ordinary for name in mention.names)


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
        side in CONVERSIONS or fits(each, place) or fits(replace(each, dimension="count"), place)
        for side, each in zip(sides, bare, strict=True)
    )


def _is_fraction(figure: Figure, stated: Stated, known: Known) -> bool:
    """Tell whether «2/3» is both of two counts of one thing, or their share."""
    alike = (claim for claim in known.claims["count"] if not claim.derived)
    counts = [claim for claim in alike if not claim.subjects or not stated.subjects or claim.subjects & stated.subjects]
    overs = [claim for claim in counts if claim.value == figure.bare]
    unders = [claim for claim in counts if claim.value == figure.other]
    if any(one.subjects == other.subjects for one in overs for other in unders):
        return True
    shares = (
        claim
        for kind in ("share", "ratio")
        for claim in known.claims[kind]
        if not claim.subjects or not stated.subjects or claim.subjects & stated.subjects
    )
    return any(abs(claim.value - figure.value) <= figure.slack for claim in shares)
