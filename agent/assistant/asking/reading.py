"""What a player asks in free chat: about which things, where, of which quality, in which state, at which rate.

Names of things come from the reader of wishes, everything else from `phrases`. A question of several clauses
(«сколько шестерёнок в сундуках и сколько энергии нужно?») is read clause by clause.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import TYPE_CHECKING

from agent.assistant.asking.phrases import listed, matching, spans, spoken_words
from agent.assistant.sanitise import clean_text
from agent.assistant.wishes.belts import belt_amounts
from agent.assistant.wishes.machines import machine_of
from agent.assistant.wishes.numbers import with_digits
from agent.assistant.wishes.rates import parse_rate
from agent.assistant.wishes.reader import mentions
from agent.game.prototypes import Lab

if TYPE_CHECKING:
    from collections.abc import Sequence

    from agent.assistant.asking.phrases import Spoken
    from agent.assistant.wishes.belts import BeltAmount
    from agent.assistant.wishes.vocabulary import Found, Vocabulary

_ASKS = (
    r"сколько|скольк\w+|скок[ао]?|где|как(?:ой|ая|ое|ие|ова|их|ую)?|что|кто|куда|когда|почему|отчего|хватает|хватит|насколько"
    r"|how|what|where|which|who|when|why|is|are|do|does"
)
_CLAUSE = re.compile(
    rf"[?!;\n]+\s*|\.\s+|,?\s+(?:и|а|and|also|плюс)\s+(?=(?:в|во|на|in|on|with)?\s*(?:{_ASKS})\b)", re.IGNORECASE
)
_FOLLOWING = re.compile(r"(?:а|и|ну\s+а|and|what\s+about|how\s+about)\s", re.IGNORECASE)
_FOR = re.compile(r"\b(?:на|для|for|per)\s+(?:(?:a|an|one|один|одну|одной|одного)\s+)?$", re.IGNORECASE)
"""«Сколько меди на красную схему»."""
_NAME_LIKE = re.compile(r"[^\W\d_][\w-]{2,}")
_BEFORE = 3
"""A preposition may stand so many words before what it belongs to: «в этих больших печах»."""
_SPM = re.compile(r"\d\s*spm\b", re.IGNORECASE)
"""Science a minute, of each pack."""
_COUNT = re.compile(r"(?<![\w.,/-])(\d{1,4})\s+$")
_OF_ONE_BELT = re.compile(r"(?<=ого )(пояс|конвейер)а\b|(?<=[ео]й )лент(?:ы|е)\b", re.IGNORECASE)
"""«С красного пояса»: the case of one belt that is spelt as that of several."""


@dataclass(frozen=True, slots=True)
class Thing:
    """What a place of the question names.

    ``names`` are internal names, none for a mere family («печи»); ``inside``: it is where something is looked for;
    ``how`` as `Found`; ``count`` the number right before it.
    """

    start: int
    end: int
    names: tuple[str, ...]
    how: str = "name"
    family: str | None = None
    inside: bool = False
    count: int | None = None


@dataclass(frozen=True, slots=True)
class Asked:
    """One clause of a question. Groups hold keys of the table of phrases; ``unread``: words that may be a name.

    ``belts`` are what may be amounts by belts: «красный конвейер».
    """

    text: str
    things: tuple[Thing, ...] = ()
    wants: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    untold: frozenset[str] = frozenset()
    states: frozenset[str] = frozenset()
    quality: str | None = None
    rate_per_min: Fraction | None = None
    rated: str | None = None
    pieces: Fraction | None = None
    unread: tuple[str, ...] = ()
    belts: tuple[BeltAmount, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Tell whether nothing of the clause was understood."""
        return not (self.things or self.topics or self.untold or self.states)

    @property
    def is_of_here(self) -> bool:
        """Tell whether the clause looks into something that stands there: «сколько топлива в печах»."""
        return any(each.inside and each.family for each in self.things)


def read_clauses(text: str, vocabulary: Vocabulary, earlier: str = "") -> list[Asked]:
    """Read a question clause by clause.

    Args:
        text: The question.
        vocabulary: The names of the game.
        earlier: What was asked before it: «а меди?» asks the same of another thing.
    """
    plain = with_digits(clean_text(text))
    parts = [part.strip() for part in _CLAUSE.split(plain)]
    found: list[Asked] = []
    for part in (each for each in parts if each):
        asked = read_clause(part, vocabulary)
        before = found[-1] if found else None
        if before is None and earlier and _FOLLOWING.match(part) and not asked.wants:
            before = next(iter(read_clauses(earlier, vocabulary)[-1:]), None)
        found.append(asked if before is None else _following(asked, before))
    return found


def _following(asked: Asked, before: Asked) -> Asked:
    """Take over from the clause before what this one leaves out: the things of «где они?», the wish of «а меди?»."""
    if "where" in asked.wants and not (asked.things or asked.topics):
        return replace(asked, things=before.things, states=before.states)
    if "they" in matching("pronouns", spoken_words(asked.text)) and all(each.inside for each in asked.things):
        return replace(asked, things=(*(each for each in before.things if not each.inside), *asked.things))
    wants = before.wants - {"why"}
    if wants and asked.things and not (asked.wants or asked.topics or asked.states or asked.untold):
        places = () if any(each.inside for each in asked.things) else [each for each in before.things if each.inside]
        return replace(asked, things=(*asked.things, *places), wants=wants, quality=asked.quality or before.quality)
    return asked


def read_clause(text: str, vocabulary: Vocabulary) -> Asked:
    """Read one clause."""
    spoken = spoken_words(text)
    measures = belt_amounts(_OF_ONE_BELT.sub(_as_one, text), vocabulary.data, vocabulary.colour)
    found = mentions(text, vocabulary)
    things = [each for each in _things(text, spoken, found) if not _is_of_state(each, spoken)]
    free = [word for word in spoken if not any(m.start <= word.start < m.end for m in things if not m.family)]
    wants, states = matching("wants", free), matching("states", spoken)
    if "no_recipe" in states:
        wants -= {"recipe"}
    rate, rated, bare = _rate(text, things, vocabulary, needed="need" in wants)
    if rate is not None and _SPM.search(text) and not _is_science(rated, vocabulary):
        rate, rated, bare = None, None, False  # «Ракетных шахт на 1000 spm» is no rate of silos.
    pieces = rate if bare and "need" in wants else None
    goods = any(each.names and not each.family for each in things[:-1]) and not (
        things[-1].family and things[-1].inside
    )
    if rate is None and "count" in wants and goods and ("need" in wants or _FOR.search(text[: things[-1].start])):
        pieces, rated = Fraction(1), things[-1].names[0] if things[-1].names else None  # «Сколько урана на твэл».
    rate = None if bare else rate
    if rate is None and len(measures) == 1 and "need" in wants:
        belt = measures[0]
        others = [each for each in things if not belt.start <= each.start < belt.end]
        if any(each.names and not each.family for each in others):
            rate, things, rated = belt.rate_per_min, others, None
    return Asked(
        text,
        tuple(things),
        wants,
        matching("topics", free),
        matching("untold", spoken),
        states,
        _quality(spoken, vocabulary),
        rate,
        rated,
        pieces,
        _unread(text, spoken, things),
        tuple(measures),
    )


def _is_science(name: str | None, vocabulary: Vocabulary) -> bool:
    return any(isinstance(each, Lab) and name in each.inputs for each in vocabulary.data.entities.values())


def _as_one(found: re.Match[str]) -> str:
    return f"{found[1]} " if found[1] else "лента"


def _things(text: str, spoken: Sequence[Spoken], found: Sequence[Found]) -> list[Thing]:
    """Join names and families; where both stand at one place the longer counts, and both where they are as long."""
    families = [
        Thing(spoken[start].start, spoken[end - 1].end, (), family=key) for start, end, key in spans("families", spoken)
    ]
    kept: list[Thing] = []
    for mention in found:
        named = Thing(mention.start, mention.end, mention.names, mention.how)
        over = [each for each in families if each.start < named.end and named.start < each.end]
        if any(each.end - each.start > named.end - named.start for each in over):
            continue
        same = next((each for each in over if (each.start, each.end) == (named.start, named.end)), None)
        families = [each for each in families if each not in over]
        kept.append(named if same is None else Thing(same.start, same.end, named.names, named.how, same.family))
    ordered = sorted([*kept, *families], key=lambda each: each.start)
    return [_placed(text, spoken, ordered, place) for place in range(len(ordered))]


def _is_of_state(thing: Thing, spoken: Sequence[Spoken]) -> bool:
    """Tell whether a word belongs to the name of a state: «без топлива» looks for no fuel."""
    found = [(spoken[start].start, spoken[end - 1].end) for start, end, _ in spans("states", spoken) if end - start > 1]
    return any(start <= thing.start and thing.end <= end for start, end in found)


def _placed(text: str, spoken: Sequence[Spoken], things: Sequence[Thing], place: int) -> Thing:
    """Say whether a thing is where something is looked for, and how many of it the question counts."""
    each = things[place]
    since = things[place - 1].end if place else 0
    before = [word for word in spoken if since <= word.start < each.start][-_BEFORE:]
    inside = any(any(phrase.spans([word])) for word in before for phrase in listed("inside"))
    count = _COUNT.search(text[: each.start])
    return Thing(each.start, each.end, each.names, each.how, each.family, inside, int(count[1]) if count else None)


def _rate(
    text: str, things: Sequence[Thing], vocabulary: Vocabulary, *, needed: bool
) -> tuple[Fraction | None, str | None, bool]:
    """Read a rate, and of which thing it is: of the one right behind the number, else of the nearest.

    The last value tells that the number has no unit: it counts pieces.
    """
    blanked = text
    for each in things:
        blanked = f"{blanked[: each.start]}{' ' * (each.end - each.start)}{blanked[each.end :]}"
    read = parse_rate(blanked)
    if read.rate_per_min is None:
        return None, None, False
    number = re.search(r"\d", blanked)
    at = 0 if number is None else number.start()
    behind = [each for each in things if each.start > at and each.names]
    before = [each for each in things if each.end <= at and each.names]
    nearest = behind[:1] or before[-1:]
    counts = any(each.count is not None and _is_machine(each, vocabulary) for each in nearest)
    if counts and not needed:
        return None, None, False  # «3 автомата в минуту делают …» counts machines.
    return read.rate_per_min, nearest[0].names[0] if nearest else None, read.bare_at is not None


def _is_machine(thing: Thing, vocabulary: Vocabulary) -> bool:
    return any(machine_of(name, vocabulary.data) is not None for name in thing.names)


def _quality(spoken: Sequence[Spoken], vocabulary: Vocabulary) -> str | None:
    """Return the quality that is asked for, by its own name in the data or by players' words."""
    known = vocabulary.data.qualities
    own = next((word.text for word in spoken if word.text in known and word.text != "normal"), None)
    return own or next((key for key in sorted(matching("qualities", spoken)) if key in known), None)


def _unread(text: str, spoken: Sequence[Spoken], things: Sequence[Thing]) -> tuple[str, ...]:
    """Return words that are no name that is known and none of the words that questions are made of."""
    plain = _plain_words(spoken)
    return tuple(
        text[word.start : word.end]
        for word in spoken
        if _NAME_LIKE.fullmatch(text[word.start : word.end])
        and word not in plain
        and not any(each.start <= word.start < each.end for each in things)
    )


def _plain_words(spoken: Sequence[Spoken]) -> set[Spoken]:
    """Return the words that belong to some phrase, or that are too plain to name anything."""
    groups = ("wants", "topics", "untold", "states", "qualities", "inside", "holding", "plain")
    return {word for group in groups for start, end, _ in spans(group, spoken) for word in spoken[start:end]}
