"""Whether a number is one that was computed, of what it is said of and as what it is said."""

from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.assistant.grounding import hints
from agent.assistant.grounding.claims import agrees
from agent.assistant.grounding.contradicted import contradicts
from agent.assistant.grounding.places import TELLING, cited_in, is_where
from agent.assistant.grounding.words import vocabulary, words

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from agent.assistant.grounding.claims import Claim
    from agent.assistant.grounding.figures import Figure
    from agent.assistant.grounding.known import Known
    from agent.assistant.grounding.lexicon import Mention
    from agent.assistant.grounding.place import Place
    from agent.assistant.grounding.sentences import Stated

_TILES = vocabulary("tiles")
_REFERENCE = re.compile(r"\s?[\[⟦][\w-]+[\]⟧]")
_MANY = 20
"""A count of the facts from here on is hardly met by chance."""
CONVERSIONS = frozenset({Fraction(60), Fraction(3600)})


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
    if _stands_by_itself(place) or _is_told_again(place):
        return True
    before = (mention for mention in place.sentence.mentions if mention.start < figure.start)
    numbered = frozenset().union(*place.known.numbered.values())
    if {figure.value, figure.other} <= numbered:  # «Красных сетей две (61, 62)».
        return True
    about = names_of(place.stated.mentions) or names_of(before) or place.earlier or place.told_before
    maybe = frozenset(name for mention in place.stated.mentions for name in mention.names)
    return is_where(figure, place.whole_sentence, (about, maybe), counted, place.known.spots)


def fits(figure: Figure, place: Place) -> bool:
    """Tell whether a number is one that was computed, of what it is said of and as what it is said."""
    stated, known = place.stated, place.known
    whole = _fits_whole(figure, place)
    if whole is not None:
        return whole
    if contradicts(place, figure):
        return False
    claims = known.claims[figure.dimension]
    made = _made_by(stated, figure, known)
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
        agreeing = [
            claim
            for claim in agreeing
            if claim.subjects & place.own_names or not (claim.subjects or claim.derived or claim.family)
        ]
    if not agreeing:
        return False
    # «Пять гнёзд, волна до двухсот врагов»: what is counted is said anew.
    anew = (figure.noun and not figure.counts_machines) or place.is_part
    headed = place.is_headed and figure.noun != ""  # «Патроны: на волну до 200 врагов».
    counts_another = figure.dimension == "count" and anew and (headed or not place.free_names)
    if not stated.firm or not stated.subjects or counts_another or place.is_far:
        about = stated.subjects or (place.spoken | place.earlier)
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
        if needed or whole or claim.subjects & (stated.subjects | made):
            return True
    # True of another thing. That proves it false only where this thing has numbers of its own.
    if figure.dimension == "share":
        flows = (*claims, *known.claims["power"], *known.claims["rate"])
        own = any(claim.subjects & stated.subjects for claim in flows if not claim.derived)
    return not own and not all(claim.derived for claim in agreeing)


def _made_by(stated: Stated, figure: Figure, known: Known) -> frozenset[str]:
    """Return what the machines make whose rate is stated: facts tell what a recipe gives."""
    if figure.dimension != "rate":
        return frozenset()
    return frozenset(recipe for recipe, makers in known.makers.items() if makers & stated.subjects)


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


def _is_told_again(place: Place) -> bool:
    """Tell whether it is where to do what is asked of the player about a finding that was told before.

    "Eight furnaces have nothing to burn [f1]. Take fuel to (60, -88), and the steel [f2] goes on": what is referred to
    behind is what comes of it. The words of the order have to be of that finding and of no other that is there.
    """
    figure = place.stated.figure
    if hints.ORDER.match(place.sentence.text) is None:
        return False
    before = "".join(each.text for each in place.around if each.start < place.sentence.start)
    here = [spot for spot in place.known.spots if (spot.x, spot.y) == (figure.value, figure.other)]
    told = frozenset().union(*(spot.stems for spot in here if spot.id in cited_in(before)))
    others = frozenset().union(*(spot.stems for spot in place.known.spots if spot not in here))
    order = (word.stem for word in words(place.text_before) if len(word.stem) >= TELLING)
    return any(stem in told - others for stem in order)


def names_of(mentions: Iterable[Mention]) -> frozenset[str]:
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
