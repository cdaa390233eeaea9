"""Every number, place and name of a model's reply is held against what was computed; what does not match is marked."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.assistant.grounding import hints
from agent.assistant.grounding.claims import is_in_another_unit
from agent.assistant.grounding.fitting import fits, names_of
from agent.assistant.grounding.following import adds_up, completes, follows, multiplies
from agent.assistant.grounding.invented import invented
from agent.assistant.grounding.labels import (
    heads_an_entry,
    is_a_number_of_its_own,
    is_compared,
    is_coordinate,
    is_distance,
    is_in_formula,
    is_of_another_colour,
    numbers_another,
)
from agent.assistant.grounding.place import Place
from agent.assistant.grounding.reckoned import is_reckoned
from agent.assistant.grounding.sentences import sentences
from agent.assistant.grounding.steps import is_one_step_away
from agent.assistant.grounding.totals import counts_names, is_total
from agent.assistant.grounding.worded import worded
from agent.assistant.grounding.words import stem, vocabulary

if TYPE_CHECKING:
    from agent.assistant.grounding.figures import Figure
    from agent.assistant.grounding.known import Known
    from agent.assistant.grounding.sentences import Sentence

_OF_THE_REPLY = vocabulary("of_the_reply")
"""What a reply counts of its own, and lanes of a belt, of which there are always two."""
_PLACES = frozenset({stem("place"), stem("место")})
"""What facts about trains count themselves."""
_KINDS = vocabulary("kinds")
_REFERENCE = re.compile(r"\s?[\[⟦][\w-]+[\]⟧]")
MOST_REPEATED = 12
"""Letters from which on it is no chance that a sentence stands in the facts."""
MOST_OF_THE_REPLY = 5


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
            earlier |= names_of(sentence.mentions)
            continue
        for stated in sentence.stated:
            stands = Place(stated, sentence, around, known, spoken, earlier, proved, counts).said_of()
            if _is_borne_out(stands):
                proved |= {stated.figure.start}
                counts += [(stated.figure.start, stated.figure.value)] * (stated.figure.dimension == "count")
            else:
                numbers.append((stated.figure.start, stated.figure.stop, stands.end))
        earlier |= names_of(sentence.mentions)
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
        or heads_an_entry(place)
        or place.is_anaphoric
        or place.points_back
        or place.is_advised
    ):
        return True
    numbers = is_a_number_of_its_own(place) and not (numbers_another(place) or is_of_another_colour(place))
    if numbers or is_coordinate(place) is not None:
        return numbers or bool(is_coordinate(place))
    formula = is_in_formula(place)
    wrong = formula is False and hints.TERM.match(place.text_behind) is None
    strange = wrong or is_in_another_unit(figure, place.known.claims)
    if not strange and (is_reckoned(place) or is_distance(place) or _is_window(place) or _counts_kinds(place)):
        return True
    if (
        strange
        or is_of_another_colour(place)
        or place.is_of_another_wave
        or numbers_another(place)
        or place.exceeds_its_whole
    ):
        return False
    return _is_of_the_facts(place) if formula is None else formula


def _is_of_the_facts(place: Place) -> bool:
    figure = place.stated.figure
    return (
        adds_up(place, fits)
        or completes(place, fits)
        or multiplies(place)
        or _is_period(place)
        or is_compared(place)
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
    if hints.ANY_OF.search(place.text_before) and figure.value <= MOST_OF_THE_REPLY and not place.counted:
        return True  # «Поможет любое из двух».
    if place.is_part and figure.value == 1 and hints.ORDER.match(place.sentence.text) is not None:
        return True  # «Отгоните один из двух».
    if place.is_part:
        whole = next(each.figure for each in place.sentence.stated if each.figure.start >= figure.stop)
        return whole.noun != "" and stem(whole.noun) in _OF_THE_REPLY
    return (
        figure.dimension == "count"
        and figure.value <= MOST_OF_THE_REPLY
        and figure.noun != ""
        and stem(figure.noun) in _OF_THE_REPLY - (_PLACES & place.known.stems)
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
